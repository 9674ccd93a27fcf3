"""Every question, on years of any kind: what is confirmed stays as it is; and what a form asks beyond the checklist."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from support.made_up import NOTES, POINT_TABLES, PROFILES, several, tried, years
from support.values import an_example, said, the_checklist, the_forms, with_shortcomings
from tuphe.core.note import Note
from tuphe.core.point_table import Criterion, PointTable
from tuphe.core.profile import Profile
from tuphe.core.promises import open_after
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.review import Answer, FollowUp, FollowUpState, Rating, Review, State
from tuphe.core.self_rating import Score, SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.questions.profile import profile_questions


def confirmed(question: Question[Any]) -> list[tuple[str, ...]]:
    """The current answer as a prompt may hand it back: as it stands, or without the space around it."""
    if question.kind in (Kind.LINE, Kind.TEXT):
        [text] = question.current
        return [(one,) for one in dict.fromkeys((text, text.strip(), f"{text}\n"))]
    return [question.current]


@tried(4)
@given(
    lived=years(),
    leader=made.booleans(),
    notes=several(NOTES, key=lambda note: note.text),
    tables=several(POINT_TABLES, key=lambda table: table.id),
)
def test_what_is_confirmed_as_it_stands_stays_as_it_is(
    lived: list[Review], *, leader: bool, notes: tuple[Note, ...], tables: tuple[PointTable, ...]
) -> None:
    *before, review = lived
    known = Known(
        leader=leader, previous=before[-1] if before else None, promises=open_after(before), notes=notes, tables=tables
    )
    as_it_stands = said(review)
    for question in review_questions(review, the_checklist(), known):
        for reply in confirmed(question) if question.current else ():
            after = question.record(reply)
            assert after == review or said(after) == as_it_stands, question.key


@tried(7)
@given(profile=PROFILES)
def test_a_profile_that_is_confirmed_as_it_stands_stays_as_it_is(profile: Profile) -> None:
    for question in profile_questions(profile):
        for reply in confirmed(question) if question.current else ():
            assert said(question.record(reply)) == said(profile), question.key


NOTE = "Số hoá 1.240 hồ sơ,\ntrước hạn 15 ngày."


@pytest.mark.parametrize(
    ("results", "before", "after", "kept"),
    [
        (("Một,\nhai.",), "", "\nBa.", ("Một,\nhai.", "Ba.")),
        (("Một,\n\nhai.", "Ba."), "", "\nBốn.", ("Một,\n\nhai.", "Ba.", "Bốn.")),
        (("Một.\n",), "", "\nHai.", ("Một.\n", "Hai.")),
        ((NOTE, "Trực 12 ca."), "Việc đầu tiên.\n", " Đủ.", ("Việc đầu tiên.", NOTE, "Trực 12 ca. Đủ.")),
        *[
            ((), f"{mark}Trực 12 ca.\n{mark}Số hoá 1.240 hồ sơ.\n", "", ("Trực 12 ca.", "Số hoá 1.240 hồ sơ."))
            for mark in ("- ", "+ ", "• ", "* ", "1. ", "a) ", "\uf0b7\t", "-")
        ],
    ],
)
def test_each_line_is_a_result_without_its_mark_but_one_of_several_lines_stays_one_where_lines_are_added(
    results: tuple[str, ...], before: str, after: str, kept: tuple[str, ...]
) -> None:
    review = Review(year=2026, answers=(Answer(item="can-kiem", rating=Rating.GOOD, results=results),))
    questions = review_questions(review, the_checklist(), Known())
    [question] = [one for one in questions if one.key == "muc/can-kiem/ket_qua"]

    added = question.record((f"{before}{''.join(question.current)}{after}",))

    assert added.answer("can-kiem").results == kept
    assert "Mỗi dòng một việc" in question.text


def test_a_table_that_no_longer_fits_the_points_of_an_older_year_changes_none_until_one_is_given_anew() -> None:
    table = PointTable(
        id="rieng",
        name="Bảng riêng",
        general=(Criterion(id="chung", name="Chung", maximum=30),),
        tasks=(Criterion(id="viec", name="Việc", maximum=70),),
    )
    other = PointTable(id="khac", name="Bảng khác", general=table.general, tasks=table.tasks)
    rating = SelfRating(table="rieng", general_points=9, scores=(Score(criterion="bo-roi", points=9),))
    review = Review(year=2026, self_rating=rating)
    questions = {
        question.key: question for question in review_questions(review, the_checklist(), Known(tables=(table, other)))
    }

    assert questions["tu_danh_gia/bang_diem"].record(("rieng",)) == review
    scored = questions["tu_danh_gia/diem/chung"].record(("20",))
    assert scored.point_table == table
    assert scored.self_rating == SelfRating(
        table="rieng", general_points=20, scores=(Score(criterion="chung", points=20),)
    )


@pytest.mark.parametrize(("results", "asked"), [("", True), ("Đã đặt lịch nhắc.", False)])
def test_of_a_shortcoming_that_is_still_open_more_is_asked_unless_it_was_said(results: str, *, asked: bool) -> None:
    promises = open_after([with_shortcomings(2025, "can-kiem", Shortcoming(text="Nộp báo cáo chậm."))])
    entry = FollowUp(item="can-kiem", text="Nộp báo cáo chậm.", results=results)
    review = Review(year=2026, follow_ups=(entry,))
    [row] = [
        question.row
        for question in review_questions(review, the_checklist(), Known(promises=promises))
        if question.row and question.row.board == "khac_phuc" and question.row.name == entry.text
    ]

    due = row.mark(FollowUpState.NOT_MENDED).due

    assert [key.rpartition("/")[2] for key in due] == (["ket_qua", "kho_khan"] if asked else [])


@tried(7)
@given(lived=years(), leader=made.booleans())
def test_no_answer_gives_a_part_another_number(lived: list[Review], leader: bool) -> None:  # noqa: FBT001 -- drawn
    *before, year = lived
    known = Known(leader=leader, previous=before[-1] if before else None, promises=open_after(before))

    def numbers(review: Review) -> dict[str, tuple[int, int] | None]:
        return {question.part: question.position for question in review_questions(review, the_checklist(), known)}

    first, now = numbers(Review(year=year.year)), numbers(year)

    assert {part: now[part] for part in first if part in now} == {part: first[part] for part in first if part in now}


FORMS = {form.id: form for form in the_forms()}
KNOWN = Known(form=FORMS["2B-2025"])
KEYS = ["bo_sung/dieu-dang-vien-khong-duoc-lam", "bo_sung/bieu-hien-suy-thoai"]
BARE = an_example(2026).but(form_answers=(), state=State.OPEN)


def listed(review: Review, known: Known = KNOWN) -> dict[str, Question[Review]]:
    return {question.key: question for question in review_questions(review, the_checklist(), known)}


def test_they_come_after_the_groups_and_before_the_issues_raised() -> None:
    keys = list(listed(BARE))

    places = [keys.index(key) for key in KEYS]
    last_item = max(row for row, key in enumerate(keys) if key.startswith("muc/"))
    first_issue = min(row for row, key in enumerate(keys) if key.startswith("goi_y/"))
    assert last_item < places[0] < places[1] < first_issue


def test_a_year_is_not_whole_for_that_form_without_them_unless_it_was_closed_before_and_is_for_another() -> None:
    def lacking(form_id: str | None, year: Review = BARE) -> list[str]:
        known = Known(form=FORMS[form_id] if form_id else None)
        return [gap.place for gap in known.missing(year, the_checklist()) if gap.place.startswith("bo_sung/")]

    assert lacking("2B-2025") == lacking("2A-2025") == lacking("2C-2025") == KEYS
    assert lacking("02A-2023") == lacking(None) == lacking("2B-2025", BARE.but(state=State.CLOSED)) == []


def test_that_there_is_none_is_an_answer_and_only_what_the_form_hints_at_may_stay_empty() -> None:
    question = listed(BARE)[KEYS[0]]
    hinted = listed(BARE, Known(form=FORMS["02A-2023"]))[KEYS[1]]

    answered = question.record(("Không vi phạm điều nào.",))

    assert answered.form_answer("dieu-dang-vien-khong-duoc-lam") == "Không vi phạm điều nào."
    assert (listed(answered)[KEYS[0]].answered, listed(answered)[KEYS[0]].required) == (True, False)
    with pytest.raises(Refused, match="viết rõ là không có"):
        question.record(("",))
    assert (hinted.record(("",)), hinted.required) == (BARE, False)


def test_a_note_of_a_group_that_one_item_has_used_is_not_offered_for_another() -> None:
    note = Note(day=date(2026, 5, 2), text="Trực thay 3 ca.", group="dao-duc")

    def offered(*results: str) -> bool:
        rated, other = (Answer(item=item, rating=Rating.GOOD) for item in ("can-kiem", "liem-chinh"))
        review = Review(year=2026, answers=(rated, structs.replace(other, results=results)))
        listed = review_questions(review, the_checklist(), Known(notes=(note,)))
        return any(note.text in choice.label for one in listed if one.place == "muc/can-kiem" for choice in one.choices)

    assert [offered(), offered(note.text)] == [True, False]
