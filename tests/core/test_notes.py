"""Notes through the year: what stands, what undoes what, what may serve an item."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from tuphe.core.note import Note, about, edited, matching, present_notes, said_in, undoing, unused
from tuphe.core.review import Answer, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import found_in


def a_note(key: str, text: str = "Trực 12 ca.", *, day: int = 1, **fields: Any) -> Note:
    return Note(key=key, day=date(2026, 5, day), text=text, **fields)


def texts_of(records: list[Note]) -> list[str]:
    return [note.text for note in present_notes(records)]


def undone(records: list[Note], key: str) -> list[Note]:
    """Write what undoes the last record after it, with a key of its own."""
    [record] = undoing(records)
    assert record.key == ""
    return [*records, structs.replace(record, key=key)]


NEW = a_note("a", "Trực 12 ca.")
CHANGE = a_note("b", "Trực 13 ca.", replaces="a")
WITHDRAWAL = a_note("c", "Trực 13 ca.", replaces="a", withdrawn=True)


def test_a_note_stands_in_its_last_wording_under_the_key_it_always_had() -> None:
    again = a_note("c", "Trực 14 ca.", replaces="a")

    [note] = present_notes([NEW, CHANGE, again])

    assert note == a_note("a", "Trực 14 ca.")


def test_a_note_that_was_taken_back_does_not_stand() -> None:
    other = a_note("d", "Soạn 3 kế hoạch.")

    assert present_notes([NEW, other, CHANGE, WITHDRAWAL]) == (other,)


def test_a_note_of_a_shortcoming_is_offered_as_one_and_never_as_a_result() -> None:
    done, late = a_note("a"), a_note("b", "Báo cáo chậm.", shortcoming=True)

    assert about([done, late], "x", "y") == (done,)
    assert about([done, late], "x", "y", shortcomings=True) == (late,)


def test_a_note_is_used_once_its_text_is_a_result_even_off_the_paper_or_a_shortcoming() -> None:
    answer = Answer(item="x", results=("Một",), left_off=("Hai",), shortcomings=(Shortcoming(text="Ba"),))
    notes = [a_note("a", "Một"), a_note("b", "Hai"), a_note("c", "Ba", shortcoming=True), a_note("d", "Bốn")]

    assert unused(notes, said_in(Review(year=2026, answers=(answer,)))) == (notes[3],)


def test_notes_stand_by_day_and_those_of_one_day_as_they_were_first_written() -> None:
    records = [
        a_note("a", "Một", day=9),
        a_note("b", "Hai", day=2),
        a_note("c", "Ba", day=9),
        a_note("d", "Một, sửa lại", day=9, replaces="a"),
        a_note("e", "Bốn", day=1),
    ]

    assert texts_of(records) == ["Bốn", "Hai", "Một, sửa lại", "Ba"]


def test_a_note_whose_day_was_changed_moves_to_that_day() -> None:
    records = [a_note("a", "Một", day=2), a_note("b", "Hai", day=3), a_note("c", "Một", day=4, replaces="a")]

    assert texts_of(records) == ["Hai", "Một"]


def test_two_notes_that_say_the_same_both_stand() -> None:
    assert len(present_notes([a_note("a"), a_note("b")])) == 2


def test_nothing_written_is_nothing_standing_and_nothing_to_undo() -> None:
    assert present_notes([]) == ()
    assert undoing([]) == ()


def test_undoing_a_new_note_takes_it_back_and_undoing_that_brings_it_back() -> None:
    once = undone([NEW], "u1")
    twice = undone(once, "u2")
    thrice = undone(twice, "u3")

    assert present_notes(once) == ()
    assert present_notes(twice) == (NEW,)
    assert present_notes(thrice) == ()


def test_undoing_a_change_brings_the_earlier_wording_back_and_undoing_that_the_later() -> None:
    once = undone([NEW, CHANGE], "u1")
    twice = undone(once, "u2")

    assert texts_of(once) == ["Trực 12 ca."]
    assert texts_of(twice) == ["Trực 13 ca."]


def test_undoing_a_withdrawal_brings_the_last_wording_back_and_undoing_that_takes_it_away() -> None:
    once = undone([NEW, CHANGE, WITHDRAWAL], "u1")
    twice = undone(once, "u2")

    assert present_notes(once) == (a_note("a", "Trực 13 ca."),)
    assert present_notes(twice) == ()


def test_undoing_touches_the_note_written_last_and_no_other() -> None:
    other = a_note("d", "Soạn 3 kế hoạch.")

    records = undone([NEW, other, CHANGE], "u1")

    assert texts_of(records) == ["Trực 12 ca.", "Soạn 3 kế hoạch."]


def test_undoing_keeps_day_item_and_group() -> None:
    first = a_note("a", day=7, item="neu-guong", group="dao-duc")
    change = a_note("b", "Khác", day=8, replaces="a")

    [note] = present_notes(undone([first, change], "u1"))

    assert note == first


def test_notes_that_were_only_looked_at_make_no_record() -> None:
    notes = present_notes([NEW, a_note("d", "Soạn 3 kế hoạch.", item="neu-guong")])

    assert edited(notes, notes) == []
    assert edited(notes, notes[::-1]) == []


def test_a_changed_note_makes_one_record_that_replaces_it() -> None:
    other = a_note("d", "Soạn 3 kế hoạch.")

    [record] = edited([NEW, other], [a_note("a", "Trực 13 ca."), other])

    assert record == a_note("", "Trực 13 ca.", replaces="a")


@pytest.mark.parametrize("change", [{"day": 2}, {"item": "neu-guong"}, {"group": "dao-duc"}], ids=str)
def test_another_day_item_or_group_is_a_change_too(change: dict[str, Any]) -> None:
    records = edited([NEW], [a_note("a", **change)])

    assert records == [a_note("", replaces="a", **change)]


def test_a_note_left_out_is_withdrawn_and_its_text_kept() -> None:
    other = a_note("d", "Soạn 3 kế hoạch.")

    assert edited([NEW, other], [other]) == [a_note("", replaces="a", withdrawn=True)]


def test_a_note_without_a_key_is_a_new_one() -> None:
    assert edited([NEW], [NEW, a_note("", "Việc mới")]) == [a_note("", "Việc mới")]


def test_a_note_with_a_key_that_nobody_knows_is_a_new_one_and_gets_a_key_of_its_own() -> None:
    assert edited([NEW], [NEW, a_note("bịa", "Việc mới")]) == [a_note("", "Việc mới")]


def test_all_that_was_edited_at_once_stands_as_it_was_left() -> None:
    kept, changed, gone = a_note("a", "Giữ"), a_note("b", "Sửa"), a_note("c", "Bỏ")
    after = [kept, a_note("b", "Đã sửa"), a_note("", "Thêm")]

    records = [
        structs.replace(record, key=f"n{row}") for row, record in enumerate(edited([kept, changed, gone], after))
    ]

    assert sorted(texts_of([kept, changed, gone, *records])) == ["Giữ", "Thêm", "Đã sửa"]


def test_an_item_is_served_by_its_own_notes_then_its_groups_then_those_of_nothing() -> None:
    nothings = a_note("a")
    groups = a_note("b", group="dao-duc")
    own = a_note("c", item="neu-guong")

    assert about([nothings, groups, own], "neu-guong", "dao-duc") == (own, groups, nothings)


@pytest.mark.parametrize(
    "fields",
    [{"item": "can-kiem"}, {"item": "can-kiem", "group": "dao-duc"}, {"group": "hanh-dong"}],
    ids=["another item", "another item of the group", "another group"],
)
def test_a_note_of_something_else_does_not_serve_an_item(fields: dict[str, Any]) -> None:
    assert about([a_note("a", **fields)], "neu-guong", "dao-duc") == ()


def test_a_note_of_an_item_and_its_group_serves_the_item_once() -> None:
    note = a_note("a", item="neu-guong", group="dao-duc")

    assert about([note], "neu-guong", "dao-duc") == (note,)


def test_a_note_that_stands_in_no_result_is_unused() -> None:
    used, left = a_note("a", "Trực 12 ca."), a_note("b", "Soạn 3 kế hoạch.")

    assert unused([used, left], ["Trực 12 ca.", "Việc khác."]) == (left,)


def test_a_result_that_only_begins_like_a_note_does_not_use_it() -> None:
    assert unused([NEW], ["Trực 12 ca. Thêm 3 ca."]) == (NEW,)


def test_notes_are_found_by_their_items_and_groups_and_words_together() -> None:
    notes = [
        a_note("a", "Số hoá 12 hồ sơ", item="neu-guong"),
        a_note("b", "Số hoá 13 hồ sơ", group="dao-duc"),
        a_note("c", "Trực 3 ca", item="neu-guong"),
        a_note("d", "Số hoá 14 hồ sơ"),
    ]

    found = matching(notes, items=["neu-guong", "dao-duc"], words="so hoa")

    assert [note.key for note in found] == ["a", "b"]


def test_no_item_asked_for_and_no_word_finds_all_notes() -> None:
    notes = (a_note("a"), a_note("b", item="neu-guong"))

    assert matching(notes, items=None, words="") == notes


def test_a_note_of_no_item_is_not_found_by_an_item() -> None:
    assert matching([a_note("a")], items=["neu-guong"], words="") == ()


def test_no_items_at_all_find_no_note() -> None:
    assert matching([a_note("a", item="neu-guong")], items=[], words="") == ()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("hoa", "Số hoá hồ sơ"),
        ("hoa", "Số hóa hồ sơ"),
        ("hoa", "Giữ hoà khí"),
        ("hoa", "Giữ hòa khí"),
        ("hoa", "Vườn hoa"),
        ("hoà", "Giữ hòa khí"),
        ("hòa", "Giữ hoà khí"),
        ("uỷ", "Chi ủy giao"),
        ("ủy", "Chi uỷ giao"),
        ("uy ban", "Uỷ ban xã"),
        ("dat", "Đất đai"),
        ("DANG", "đảng viên"),
        ("đảng", "ĐẢNG VIÊN"),
        ("  so   hoa ", "Số\n hoá"),
        ("so hoa", "đã Số  Hoá xong"),
        ("214/qd", "Quyết định số 214/QĐ-SNV"),
        ("duoc", "được"),
        ("", "gì cũng được"),
    ],
)
def test_words_are_found_whatever_their_case_spaces_and_tone_marks(words: str, text: str) -> None:
    assert found_in(text, words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("hoà", "Vườn hoa"),
        ("hoà", "Số hoá hồ sơ"),
        ("hóa", "Giữ hoà khí"),
        ("đất", "Dật lùi"),
        ("tham", "hội nghị"),
        ("so hoa", "sốhoá"),
        ("thâm", "tham gia"),
    ],
)
def test_a_word_typed_with_its_marks_does_not_find_another_word(words: str, text: str) -> None:
    assert not found_in(text, words)
