"""A year: laid over another, held against its checklist, put in order; and which year is meant."""

from __future__ import annotations

from datetime import date

import pytest

from support.values import a_checklist, a_year, an_item
from tuphe.core.default_year import default_year
from tuphe.core.draft import Draft
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    Collective,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
    State,
    asked_items,
)
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.year_file import find_faults, item_faults, merge


def test_an_answer_stands_for_its_item_and_the_year_before_it_is_unchanged() -> None:
    review = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR})

    changed = review.with_answer(Answer(item="a", rating=Rating.FAIR))

    assert [(answer.item, answer.rating) for answer in changed.answers] == [("a", Rating.FAIR), ("b", Rating.POOR)]
    assert review.rating("a") is Rating.GOOD


def test_an_item_without_an_answer_has_no_rating() -> None:
    assert a_year(2026).rating("a") is None


def test_points_make_a_total_once_both_parts_are_given() -> None:
    assert SelfRating(general_points=27.5, task_points=61).total == 88.5
    assert SelfRating(general_points=0, task_points=0).total == 0
    assert SelfRating(general_points=27.5).total is None


def test_a_form_s_own_question_is_answered_once_and_an_empty_answer_takes_it_away() -> None:
    answered = a_year(2026).with_form_answer("suy-thoai", "Không có.").with_form_answer("suy-thoai", "Chưa thấy.")

    assert answered.form_answer("suy-thoai") == "Chưa thấy."
    assert len(answered.form_answers) == 1
    assert answered.with_form_answer("suy-thoai", "") == a_year(2026)


def test_an_answers_file_wins_item_by_item_and_leaves_the_rest() -> None:
    saved = a_year(2026, {"a": Rating.GOOD, "b": Rating.GOOD})
    answers = a_year(2026, {"b": Rating.FAIR, "c": Rating.POOR})

    merged = merge(saved, answers)

    assert {answer.item: answer.rating for answer in merged.answers} == {
        "a": Rating.GOOD,
        "b": Rating.FAIR,
        "c": Rating.POOR,
    }


def test_an_answer_from_a_file_replaces_the_whole_answer_of_its_item() -> None:
    saved = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD, results=("Cũ.",), note="cũ"),))
    answer = Answer(item="a", rating=Rating.FAIR, shortcomings=(Shortcoming(text="Chậm."),))

    merged = merge(saved, Review(year=2026, answers=(answer,)))

    assert merged.answer("a") == answer


def test_a_saved_year_laid_over_itself_stays_as_it_is() -> None:
    saved = Review(
        year=2026,
        note="riêng",
        passed=("cam_ket",),
        answers=(Answer(item="a", rating=Rating.GOOD),),
        follow_ups=(FollowUp(item="a", text="Chậm.", state=FollowUpState.MENDED),),
        outcomes=(PledgeOutcome(text="Nộp sớm.", state=PledgeState.KEPT),),
        raised_issues=(RaisedIssue(issue="Vì sao?"),),
        collective=Collective(text="Phần tôi."),
        pledges=(Pledge(text="Nộp sớm hơn."),),
        self_rating=SelfRating(general_points=20, level=Level.GOOD),
    )

    assert merge(saved, saved) == saved


def test_an_empty_answers_file_changes_nothing() -> None:
    saved = Review(
        year=2026,
        state=State.CLOSED,
        note="riêng",
        drafts=(Draft(question="muc/a", text="dở"),),
        collective=Collective(text="Phần tôi."),
        pledges=(Pledge(text="Nộp sớm."),),
        self_rating=SelfRating(general_points=20, task_points=0, level=Level.GOOD),
    )

    assert merge(saved, Review(year=2026)) == saved


def test_pledges_and_issues_are_the_same_when_their_text_is() -> None:
    saved = Review(
        year=2026,
        pledges=(Pledge(text="Nộp sớm."), Pledge(text="Học thêm.")),
        raised_issues=(RaisedIssue(issue="Vì sao?"),),
    )
    answers = Review(
        year=2026,
        pledges=(Pledge(text="Học thêm.", due=date(2027, 6, 30)), Pledge(text="Đi cơ sở.")),
        raised_issues=(RaisedIssue(issue="Vì sao?", explanation="Vì vậy."),),
    )

    merged = merge(saved, answers)

    assert merged.pledges == (
        Pledge(text="Nộp sớm."),
        Pledge(text="Học thêm.", due=date(2027, 6, 30)),
        Pledge(text="Đi cơ sở."),
    )
    assert merged.raised_issues == answers.raised_issues


def test_what_became_of_a_shortcoming_is_told_apart_by_item_and_text() -> None:
    saved = Review(year=2026, follow_ups=(FollowUp(item="a", text="Chậm."), FollowUp(item="b", text="Chậm.")))
    mended = FollowUp(item="b", text="Chậm.", state=FollowUpState.MENDED)

    merged = merge(saved, Review(year=2026, follow_ups=(mended,)))

    assert merged.follow_ups == (FollowUp(item="a", text="Chậm."), mended)


def test_what_became_of_a_pledge_wins_over_what_was_saved() -> None:
    saved = Review(year=2026, outcomes=(PledgeOutcome(text="Nộp sớm.", state=PledgeState.UNDER_WAY),))
    kept = PledgeOutcome(text="Nộp sớm.", state=PledgeState.KEPT, results="Cả 4 báo cáo.")

    assert merge(saved, Review(year=2026, outcomes=(kept,))).outcomes == (kept,)


def test_points_from_a_file_win_even_when_they_are_zero() -> None:
    saved = Review(year=2026, self_rating=SelfRating(general_points=20, task_points=50, level=Level.GOOD))
    answers = Review(year=2026, self_rating=SelfRating(task_points=0))

    assert merge(saved, answers).self_rating == SelfRating(general_points=20, task_points=0, level=Level.GOOD)


def test_a_file_cannot_close_or_open_a_saved_year() -> None:
    saved = Review(year=2026, state=State.OPEN)

    assert merge(saved, Review(year=2026, state=State.CLOSED)).state is State.OPEN


def test_an_item_that_stands_twice_is_a_fault_at_its_second_place() -> None:
    review = Review(year=2026, answers=(Answer(item="a"), Answer(item="b"), Answer(item="a")))

    [fault] = find_faults(review)

    assert fault.path == ("muc", 2)
    assert "đã có ở trên" in fault.sentence


def test_an_item_unknown_to_the_checklist_is_a_fault_that_names_the_nearest() -> None:
    checklist = a_checklist(["noi-di-doi-voi-lam", "can-kiem", "liem-chinh"])
    review = Review(year=2026, answers=(Answer(item="can-kiem"), Answer(item="noi-di-doi-lam")))

    [fault] = item_faults(review, checklist)

    assert fault.path == ("muc", 1, "id")
    assert "noi-di-doi-voi-lam" in fault.sentence
    assert "liem-chinh" not in fault.sentence


def test_an_unknown_item_that_is_like_none_is_told_where_to_look() -> None:
    review = Review(year=2026, answers=(Answer(item="xyz"),))

    [fault] = item_faults(review, a_checklist(["can-kiem"]))

    assert fault.then == "Xem: tuphe tieu-chi xem thu"


def test_an_item_that_the_checklist_has_lost_since_is_no_fault() -> None:
    asked_then = a_checklist(["a", "da-bo"])
    review = Review(
        year=2025,
        checklist=ChecklistRef(id="thu", fingerprint=asked_then.fingerprint()),
        answers=(Answer(item="da-bo", rating=Rating.GOOD),),
    )

    assert list(item_faults(review, a_checklist(["a"]))) == []


def test_an_unknown_item_is_a_fault_when_the_year_names_this_very_version() -> None:
    checklist = a_checklist(["a"])
    review = Review(
        year=2026,
        checklist=ChecklistRef(id="thu", fingerprint=checklist.fingerprint()),
        answers=(Answer(item="da-bo"),),
    )

    [fault] = item_faults(review, checklist)

    assert fault.path == ("muc", 0, "id")


FIRST_QUARTER = [date(2027, 1, 1), date(2027, 2, 15), date(2027, 3, 31)]


@pytest.mark.parametrize("today", FIRST_QUARTER, ids=str)
def test_from_january_to_march_an_open_year_before_is_meant(today: date) -> None:
    assert default_year(today, {2026: State.OPEN}.get) == 2026


@pytest.mark.parametrize("today", FIRST_QUARTER, ids=str)
def test_from_january_to_march_the_present_year_is_meant_once_the_one_before_is_closed(today: date) -> None:
    assert default_year(today, {2026: State.CLOSED}.get) == 2027


@pytest.mark.parametrize("today", FIRST_QUARTER, ids=str)
def test_from_january_to_march_the_present_year_is_meant_when_the_one_before_was_never_begun(today: date) -> None:
    assert default_year(today, {2025: State.OPEN}.get) == 2027


@pytest.mark.parametrize("today", [date(2027, 4, 1), date(2027, 11, 25), date(2027, 12, 31)], ids=str)
def test_from_april_on_the_present_year_is_meant_even_if_the_one_before_is_open(today: date) -> None:
    assert default_year(today, {2026: State.OPEN}.get) == 2027


def test_answers_are_arranged_in_the_order_of_the_checklist_not_of_answering() -> None:
    checklist = a_checklist(["a", "b"], ["c"])

    one = a_year(2026, {"c": Rating.GOOD, "a": Rating.FAIR, "b": Rating.POOR}).arranged(checklist)
    other = a_year(2026, {"b": Rating.POOR, "c": Rating.GOOD, "a": Rating.FAIR}).arranged(checklist)

    assert [answer.item for answer in one.answers] == ["a", "b", "c"]
    assert one == other


def test_items_that_the_checklist_no_longer_has_are_arranged_last() -> None:
    review = a_year(2026, {"da-bo": Rating.GOOD, "b": Rating.GOOD, "a": Rating.GOOD})

    arranged = review.arranged(a_checklist(["a", "b"]))

    assert [answer.item for answer in arranged.answers] == ["a", "b", "da-bo"]


def test_an_answer_in_which_nothing_was_said_is_not_kept() -> None:
    review = Review(year=2026, answers=(Answer(item="a"), Answer(item="b", note="nghĩ thêm")))

    assert [answer.item for answer in review.arranged(a_checklist(["a", "b"])).answers] == ["b"]


def test_leaders_are_asked_everything_others_only_what_is_for_everyone() -> None:
    checklist = a_checklist(["a", an_item("b", leaders=True)])
    review = Review(year=2026)

    assert [item.id for item in asked_items(checklist, review, leader=True)] == ["a", "b"]
    assert [item.id for item in asked_items(checklist, review, leader=False)] == ["a"]


def test_a_leaders_item_that_was_answered_stays_among_the_asked() -> None:
    checklist = a_checklist(["a", an_item("b", leaders=True)])

    asked = asked_items(checklist, a_year(2026, {"b": Rating.GOOD}), leader=False)

    assert [item.id for item in asked] == ["a", "b"]


def test_what_was_half_typed_waits_in_a_closed_year_until_it_is_opened_again() -> None:
    review = Review(year=2026).with_draft("muc/a/ket_qua", "Nửa chừng").with_due("muc/a/ket_qua")

    again = review.closed(date(2026, 12, 20)).reopened()

    assert (again.drafts, again.due) == (review.drafts, review.due)
