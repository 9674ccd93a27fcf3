"""A year: laid over another, held against its checklist or another version; and which year is meant."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs, to_builtins

from support.made_up import REVIEWS, tried
from support.values import a_checklist, a_year, an_example, an_item
from tuphe.core.asked_items import asked_items
from tuphe.core.checklist import Checklist
from tuphe.core.draft import Draft
from tuphe.core.review import Answer, ChecklistRef, Collective, Rating, Review, State
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.standing import default_year
from tuphe.core.value import Fault
from tuphe.core.version_difference import Difference, differences
from tuphe.core.year_file import find_faults, item_faults, merge
from tuphe.differences import FACTS, of_difference


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


SAME = ("không khác gì", "chỉ khác thứ tự các ý")


def in_any_order(plain: Any) -> Any:
    """What a year says as text, in whatever order: empty fields left out, entries sorted."""
    if isinstance(plain, dict):
        said = {key: in_any_order(entry) for key, entry in plain.items()}
        return {key: entry for key, entry in said.items() if entry not in (None, "", [], {})}
    if isinstance(plain, list | tuple):
        return sorted(map(in_any_order, plain), key=lambda entry: json.dumps(entry, sort_keys=True, default=str))
    return plain


def content(review: Review) -> Any:
    plain = in_any_order(to_builtins(review))
    plain.pop("dinh_dang", None)
    plain["muc"] = [answer for answer in plain.get("muc", []) if answer.keys() > {"id"}]
    return plain


@made.composite
def versions(draw: made.DrawFn) -> tuple[Review, Review, Review]:
    """Make up two versions of one year that have most in common, and one that has little."""
    one, other = draw(REVIEWS), draw(REVIEWS)
    names = draw(made.sets(made.sampled_from([field.name for field in structs.fields(Review)]), max_size=2))
    changed = one.but(**{name: getattr(other, name) for name in names - {"year"}})
    if draw(made.booleans()):
        changed = changed.but(answers=tuple(map(_blurred, changed.answers)))
    if draw(made.booleans()):
        lists = [name for name in structs.asdict(changed) if isinstance(getattr(changed, name), tuple)]
        changed = changed.but(**{name: tuple(reversed(getattr(changed, name))) for name in lists})
    return one, changed, other


def _blurred(answer: Answer) -> Answer:
    return structs.replace(
        answer, shortcomings=tuple(structs.replace(found, cause="", cause_kind=None) for found in answer.shortcomings)
    )


@tried(32)
@given(versions())
def test_two_versions_differ_in_words_where_they_say_something_else_and_only_there(
    drawn: tuple[Review, Review, Review],
) -> None:
    before, after, other = drawn

    found = differences(before, after)

    equal = content(before) == content(after)
    assert (of_difference(found, str) in SAME) is equal
    assert (structs.replace(found, reordered=False) == Difference()) is equal
    assert differences(before, before) == Difference()
    much = differences(before, other)
    parts = (*much.shortcomings.changed, *much.pledges.changed, *much.others)
    keys = {key for part in parts for key, _ in (*part.gone, *part.added)}
    assert keys - FACTS.keys() <= {""}  # what a key of the file is called in words


def test_a_changed_cause_is_seen_though_its_text_stands_in_two_items_or_one_that_does_not_apply() -> None:
    def year(cause: str, *, rating: Rating | None = None) -> Review:
        late = Shortcoming(text="Nộp chậm.", cause="Quên.")
        changed = Answer(item="a", rating=rating, shortcomings=(structs.replace(late, cause=cause),))
        return Review(year=2026, answers=(changed, Answer(item="b", shortcomings=(late,))))

    [changed] = differences(year("Ốm."), year("Quên.")).shortcomings.changed
    unasked = differences(*(year(cause, rating=Rating.NOT_APPLICABLE) for cause in ("Quên.", "Ốm.")))

    assert (changed.item, changed.gone, changed.added) == ("a", (("nguyen_nhan", "Ốm."),), (("nguyen_nhan", "Quên."),))
    assert of_difference(unasked, str) == "1 hạn chế đổi nguyên nhân, biện pháp hoặc thời hạn (a)"


def test_two_entries_that_change_places_are_seen() -> None:
    example = an_example(2026)
    first, second, *rest = example.follow_ups
    swapped = (structs.replace(first, state=second.state), structs.replace(second, state=first.state))

    found = differences(example, example.but(follow_ups=(*swapped, *rest)))

    assert first.state is not second.state
    [part] = found.others
    assert part.gone
    assert part.added


@pytest.mark.parametrize("list_name", ["pledges", "answers"])
def test_another_order_alone_is_said_where_it_shows_on_paper(list_name: str) -> None:
    example = an_example(2026)

    found = differences(example, example.but(**{list_name: tuple(reversed(getattr(example, list_name)))}))

    assert of_difference(found, str) == (SAME[1] if list_name == "pledges" else SAME[0])
