"""Notes through the year: what stands, what undoes what, what may serve an item."""

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


def test_a_note_stands_in_its_last_wording_under_the_key_it_always_had_unless_it_was_taken_back() -> None:
    other = a_note("d", "Soạn 3 kế hoạch.")
    again = a_note("e", "Trực 14 ca.", replaces="a")

    assert present_notes([NEW, CHANGE, again]) == (a_note("a", "Trực 14 ca."),)
    assert present_notes([NEW, other, CHANGE, WITHDRAWAL]) == (other,)
    assert len(present_notes([NEW, structs.replace(NEW, key="b")])) == 2
    assert present_notes([]) == undoing([]) == ()


def test_a_note_of_a_shortcoming_is_offered_as_one_and_never_as_a_result() -> None:
    done, late = a_note("a"), a_note("b", "Báo cáo chậm.", shortcoming=True)

    assert about([done, late], "x", "y") == (done,)
    assert about([done, late], "x", "y", shortcomings=True) == (late,)


def test_a_note_is_used_once_its_text_is_a_result_even_off_the_paper_or_a_shortcoming() -> None:
    answer = Answer(item="x", results=("Một", "Bốn."), left_off=("Hai",), shortcomings=(Shortcoming(text="Ba"),))
    notes = [a_note("a", "Một"), a_note("b", "Hai"), a_note("c", "Ba", shortcoming=True), a_note("d", "Bốn")]

    assert unused(notes, said_in(Review(year=2026, answers=(answer,)))) == (notes[3],)


def test_notes_stand_by_their_last_day_and_those_of_one_day_as_they_were_first_written() -> None:
    records = [
        a_note("a", "Một", day=9),
        a_note("b", "Hai", day=2),
        a_note("c", "Ba", day=9),
        a_note("d", "Một, sửa lại", day=9, replaces="a"),
        a_note("e", "Bốn", day=1),
        a_note("f", "Hai", day=10, replaces="b"),
    ]

    assert texts_of(records) == ["Bốn", "Một, sửa lại", "Ba", "Hai"]


OTHER = a_note("d", "Soạn 3 kế hoạch.")
PLACED = a_note("a", day=7, item="neu-guong", group="dao-duc")


@pytest.mark.parametrize(
    ("records", "once", "twice"),
    [
        ([NEW], (), (NEW,)),
        ([NEW, OTHER, CHANGE], (NEW, OTHER), (a_note("a", "Trực 13 ca."), OTHER)),
        ([NEW, CHANGE, WITHDRAWAL], (a_note("a", "Trực 13 ca."),), ()),
        ([PLACED, a_note("b", "Khác", day=8, replaces="a")], (PLACED,), (a_note("a", "Khác", day=8),)),
    ],
    ids=["new", "changed", "withdrawn", "moved"],
)
def test_undoing_takes_back_what_was_written_last_alone_and_undoing_that_brings_it_back(
    records: list[Note], once: tuple[Note, ...], twice: tuple[Note, ...]
) -> None:
    first = undone(records, "u1")
    second = undone(first, "u2")

    assert present_notes(first) == once
    assert present_notes(second) == twice
    assert present_notes(undone(second, "u3")) == once


@pytest.mark.parametrize(
    ("after", "records"),
    [
        ([NEW, OTHER], []),
        ([OTHER, NEW], []),
        ([a_note("a", "Trực 13 ca."), OTHER], [a_note("", "Trực 13 ca.", replaces="a")]),
        ([a_note("a", day=2), OTHER], [a_note("", day=2, replaces="a")]),
        ([a_note("a", item="neu-guong"), OTHER], [a_note("", item="neu-guong", replaces="a")]),
        ([a_note("a", group="dao-duc"), OTHER], [a_note("", group="dao-duc", replaces="a")]),
        ([OTHER], [a_note("", replaces="a", withdrawn=True)]),
        ([NEW, OTHER, a_note("", "Việc mới")], [a_note("", "Việc mới")]),
        ([NEW, OTHER, a_note("bịa", "Việc mới")], [a_note("", "Việc mới")]),
    ],
    ids=["looked at", "turned", "worded", "day", "item", "group", "left out", "without a key", "with an unknown key"],
)
def test_what_was_edited_makes_a_record_for_each_change_and_no_other(after: list[Note], records: list[Note]) -> None:
    assert edited([NEW, OTHER], after) == records


def test_all_that_was_edited_at_once_stands_as_it_was_left() -> None:
    kept, changed, gone = a_note("a", "Giữ"), a_note("b", "Sửa"), a_note("c", "Bỏ")
    after = [kept, a_note("b", "Đã sửa"), a_note("", "Thêm")]

    records = [
        structs.replace(record, key=f"n{row}") for row, record in enumerate(edited([kept, changed, gone], after))
    ]

    assert sorted(texts_of([kept, changed, gone, *records])) == ["Giữ", "Thêm", "Đã sửa"]


def test_an_item_is_served_by_its_own_notes_then_its_groups_then_those_of_nothing_each_once() -> None:
    nothings, groups = a_note("a"), a_note("b", group="dao-duc")
    own, both = a_note("c", item="neu-guong"), a_note("d", item="neu-guong", group="dao-duc")
    another, of_the_group = a_note("e", item="can-kiem"), a_note("f", item="can-kiem", group="dao-duc")
    another_group = a_note("g", group="hanh-dong")

    assert about([nothings, groups, another, of_the_group, another_group, own, both], "neu-guong", "dao-duc") == (
        own,
        both,
        groups,
        nothings,
    )


def test_notes_are_found_by_their_items_and_groups_and_words_together_and_all_where_none_is_asked_for() -> None:
    notes = (
        a_note("a", "Số hoá 12 hồ sơ", item="neu-guong"),
        a_note("b", "Số hoá 13 hồ sơ", group="dao-duc"),
        a_note("c", "Trực 3 ca", item="neu-guong"),
        a_note("d", "Số hoá 14 hồ sơ"),
    )

    assert matching(notes, items=["neu-guong", "dao-duc"], words="so hoa") == notes[:2]
    assert matching(notes, items=None, words="") == notes
    assert matching(notes, items=[], words="") == ()


@pytest.mark.parametrize(
    ("words", "found", "passed_over"),
    [
        ("hoa", ("Số hoá hồ sơ", "Giữ hòa khí", "Vườn hoa"), ()),
        *(("hoà", ("Giữ hòa khí",), ("Vườn hoa", "Số hoá hồ sơ")), ("hòa", ("Giữ hoà khí",), ())),
        *(("hóa", ("Số hoá hồ sơ",), ("Giữ hoà khí",)), ("uỷ", ("Chi ủy giao",), ())),
        *(("uy ban", ("Uỷ ban xã",), ()), ("dat", ("Đất đai",), ()), ("đất", ("ĐẤT ĐAI",), ("Dật lùi",))),
        *(("DANG", ("đảng viên",), ()), ("tham", (), ("hội nghị",)), ("thâm", (), ("tham gia",))),
        ("  so   hoa ", ("Số\n hoá", "đã Số  Hoá xong"), ("sốhoá",)),
        *(("214/qd", ("Quyết định số 214/QĐ-SNV",), ()), ("duoc", ("được",), ()), ("", ("gì cũng được",), ())),
    ],
)
def test_words_are_found_whatever_their_case_spaces_and_the_place_of_their_marks_and_no_other_word(
    words: str, found: tuple[str, ...], passed_over: tuple[str, ...]
) -> None:
    assert [text for text in (*found, *passed_over) if found_in(text, words)] == list(found)
