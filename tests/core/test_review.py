"""A year: laid over another, held against its checklist, put in order; and which year is meant."""

from datetime import date

import pytest

from support.values import a_checklist, a_year, an_item
from tuphe.core.checklist import Checklist
from tuphe.core.default_year import default_year
from tuphe.core.draft import Draft
from tuphe.core.review import Answer, ChecklistRef, Collective, Rating, Review, State, asked_items
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.value import Fault
from tuphe.core.year_file import find_faults, item_faults, merge


def test_an_answer_stands_for_its_item_and_the_year_before_it_is_unchanged() -> None:
    review = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR})

    changed = review.with_answer(Answer(item="a", rating=Rating.FAIR))

    assert [changed.rating(item) for item in "abc"] == [Rating.FAIR, Rating.POOR, None]
    assert review.rating("a") is Rating.GOOD


def test_points_make_a_total_once_both_parts_are_given() -> None:
    assert SelfRating(general_points=27.5, task_points=61).total == 88.5
    assert SelfRating(general_points=0, task_points=0).total == 0
    assert SelfRating(general_points=27.5).total is None


def test_a_form_s_own_question_is_answered_once_and_an_empty_answer_takes_it_away() -> None:
    answered = a_year(2026).with_form_answer("suy-thoai", "Không có.").with_form_answer("suy-thoai", "Chưa thấy.")

    assert answered.form_answer("suy-thoai") == "Chưa thấy."
    assert len(answered.form_answers) == 1
    assert answered.with_form_answer("suy-thoai", "") == a_year(2026)


def test_what_a_file_says_once_wins_even_a_zero_but_closes_no_year_and_an_empty_file_changes_nothing() -> None:
    saved = Review(
        year=2026,
        note="riêng",
        drafts=(Draft(question="muc/a", text="dở"),),
        collective=Collective(text="Phần tôi."),
        self_rating=SelfRating(general_points=20, task_points=50, level=Level.GOOD),
    )
    answers = Review(year=2026, state=State.CLOSED, self_rating=SelfRating(task_points=0))

    assert merge(saved, answers) == saved.but(
        self_rating=SelfRating(general_points=20, task_points=0, level=Level.GOOD)
    )
    closed = saved.but(state=State.CLOSED, self_rating=SelfRating(task_points=0))
    assert merge(closed, Review(year=2026)) == merge(closed, closed) == closed


def test_an_item_that_stands_twice_is_a_fault_at_its_second_place() -> None:
    review = Review(year=2026, answers=(Answer(item="a"), Answer(item="b"), Answer(item="a")))

    [fault] = find_faults(review)

    assert fault.path == ("muc", 2)
    assert "đã có ở trên" in fault.sentence


def test_an_item_unknown_to_the_checklist_is_a_fault_that_names_the_nearest_or_where_to_look() -> None:
    checklist = a_checklist(["noi-di-doi-voi-lam", "can-kiem", "liem-chinh"])
    answers = (Answer(item="can-kiem"), Answer(item="noi-di-doi-lam"), Answer(item="xyz"))

    near, far = item_faults(Review(year=2026, answers=answers), checklist)

    assert (near.path, far.path) == (("muc", 1, "id"), ("muc", 2, "id"))
    assert ("noi-di-doi-voi-lam" in near.sentence, "liem-chinh" in near.sentence) == (True, False)
    assert far.then == "Xem: tuphe tieu-chi xem thu"


def test_an_unknown_item_is_a_fault_unless_the_checklist_has_lost_it_since() -> None:
    def faults(asked: Checklist) -> list[Fault]:
        named = ChecklistRef(id="thu", fingerprint=asked.fingerprint())
        year = Review(year=2025, checklist=named, answers=(Answer(item="da-bo", rating=Rating.GOOD),))
        return list(item_faults(year, a_checklist(["a"])))

    assert [fault.path for fault in faults(a_checklist(["a"]))] == [("muc", 0, "id")]
    assert faults(a_checklist(["a", "da-bo"])) == []


@pytest.mark.parametrize("today", [date(2027, *day) for day in ((1, 1), (2, 15), (3, 31), (4, 1), (12, 31))], ids=str)
def test_until_march_the_year_before_is_meant_while_it_is_open_and_else_the_present_one(today: date) -> None:
    assert default_year(today, {2026: State.OPEN}.get) == (2026 if today.month <= 3 else 2027)
    assert default_year(today, {2026: State.CLOSED}.get) == default_year(today, {2025: State.OPEN}.get) == 2027


def test_answers_stand_in_the_order_of_the_checklist_what_it_lost_last_and_what_says_nothing_nowhere() -> None:
    review = a_year(2026, {"da-bo": Rating.GOOD, "c": Rating.GOOD, "a": Rating.FAIR})
    review = review.with_answer(Answer(item="b")).with_answer(Answer(item="d", note="nghĩ thêm"))

    arranged = review.arranged(a_checklist(["a", "b"], ["c", "d"]))

    assert [answer.item for answer in arranged.answers] == ["a", "c", "d", "da-bo"]


def test_a_leaders_item_is_asked_of_leaders_and_of_who_answered_it() -> None:
    checklist = a_checklist(["a", an_item("b", leaders=True)])
    years = ((Review(year=2026), True), (Review(year=2026), False), (a_year(2026, {"b": Rating.GOOD}), False))

    asked = ["".join(item.id for item in asked_items(checklist, year, leader=leader)) for year, leader in years]

    assert asked == ["ab", "a", "ab"]


def test_what_was_half_typed_waits_in_a_closed_year_until_it_is_opened_again() -> None:
    review = Review(year=2026).with_draft("muc/a/ket_qua", "Nửa chừng").with_due("muc/a/ket_qua")

    again = review.closed(date(2026, 12, 20)).reopened()

    assert (again.drafts, again.due) == (review.drafts, review.due)
