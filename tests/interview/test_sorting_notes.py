"""The notes of no item, sorted once, before the groups."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Open
from support.pages import tables
from support.program import Run
from support.screen import CTRL_C, ENTER, FINISH, SKIP, Screen
from tuphe.core.note import Note, present_notes
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore

TAB = "\t"
FIRST_GROUP = "Trách nhiệm với Tổ quốc"


@pytest.fixture
def noted(known: Run) -> Run:
    """The program, with two notes of one day and one of another that belong to no item, and one that does."""
    for day, text, *options in (
        ("2/5/2026", "Trực 12 ca."),
        ("2/5/2026", "Số hoá 1.240 hồ sơ."),
        ("3/6/2026", "Báo cáo chậm.", "--han-che"),
        ("4/6/2026", "Của mục khác.", "--muc", "can-kiem"),
    ):
        assert known("ghi", text, "--ngay", day, *options).code == 0
    return known


Sorting = Callable[..., Screen]


@pytest.fixture
def sorting(terminal: Open) -> Sorting:
    """Begin the first year, and pass over what a paper may have said before."""

    def begin(*options: str, later: str = SKIP) -> Screen:
        screen = terminal("kiem-diem", "2026", *options)
        return screen.answer("Hạn chế nào đã được", later).answer("Đã cam kết điều gì", later)

    return begin


def items(folder: Path) -> dict[str, str]:
    """Return the item of each note as it stands."""
    notes: tuple[Note, ...] = present_notes(NoteStore(Folder(folder), notify=lambda *_: None).records(2026))
    return {note.text: note.item for note in notes}


def test_notes_are_sorted_by_words_and_numbers_a_day_at_once_or_left_for_later(
    noted: Run, sorting: Sorting, folder: Path
) -> None:
    path = folder / "so-tay" / "2026.toml"
    before = path.read_bytes()
    screen = sorting()
    screen.wait_for("Cả 2 ghi chép ngày 02/5", "03/6, hạn chế: Báo cáo chậm.", "Để trống là để sau.")
    assert "Của mục khác." not in screen.shown

    screen.type("neu guong" + TAB + TAB + "chủ động").wait_for("→ Chủ động, linh hoạt, sáng tạo")
    screen.type(FINISH).wait_for("Nhiều mục có chữ đó, gõ số: 12 Thực hành nêu gương")
    screen.type("\x7f" * 9 + "12" + FINISH).wait_for(FIRST_GROUP).type(CTRL_C)

    assert screen.finish() == 130
    assert items(folder) == {
        "Trực 12 ca.": "neu-guong",
        "Số hoá 1.240 hồ sơ.": "chu-dong-sang-tao",
        "Báo cáo chậm.": "",
        "Của mục khác.": "can-kiem",
    }
    assert path.read_bytes().startswith(before)
    assert [note["thay"] for note in tables(path)["so_tay"][4:]] == [note["ma"] for note in tables(path)["so_tay"][:2]]


def test_what_was_typed_is_kept_where_the_person_stops_and_asked_no_more(
    noted: Run, sorting: Sorting, folder: Path
) -> None:
    screen = sorting().wait_for("Cả 2 ghi chép ngày 02/5")
    screen.type("cần, kiệm" + TAB).see("cần, kiệm", "Để trống là để sau.").type(CTRL_C)
    assert screen.finish() == 130

    again = sorting().wait_for("03/6, hạn chế: Báo cáo chậm.", "Để trống là để sau.")

    assert "Trực 12 ca." not in again.shown
    again.type(SKIP).wait_for(FIRST_GROUP)
    assert items(folder)["Trực 12 ca."] == items(folder)["Số hoá 1.240 hồ sơ."] == "can-kiem"


def test_numbered_lines_ask_for_one_note_after_another(noted: Run, sorting: Sorting, folder: Path) -> None:
    screen = sorting("--tuyen-tinh", later="/sau" + ENTER)
    screen.answer("Cả 2 ghi chép ngày 02/5", ENTER)
    screen.answer("02/5: Trực 12 ca.", "chu dong" + ENTER)
    screen.answer("02/5: Số hoá 1.240 hồ sơ.", ENTER)
    screen.answer("03/6, hạn chế: Báo cáo chậm.", "3" + ENTER)
    screen.wait_for(FIRST_GROUP).type(CTRL_C)

    assert screen.finish() == 130
    assert (items(folder)["Trực 12 ca."], items(folder)["Báo cáo chậm."]) == (
        "chu-dong-sang-tao",
        "lam-den-noi-den-chon",
    )


def test_who_looks_at_a_whole_year_or_at_one_item_is_not_asked_but_told_how_many(noted: Run, terminal: Open) -> None:
    one = terminal("kiem-diem", "2026", "--muc", "can-kiem").wait_for("lưu và dừng").type(CTRL_C)
    one.finish()
    noted("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml"))
    whole = terminal("kiem-diem", "2026").wait_for("Mở lại bước nào?", "Sổ tay: 3 ghi chép chưa xếp vào mục nào")

    assert "Ghi chép chưa thuộc mục nào" not in one.record + whole.record


def test_words_that_name_no_single_item_stand_there_again(noted: Run, sorting: Sorting, folder: Path) -> None:
    screen = sorting().wait_for("Cả 2 ghi chép ngày 02/5", "Để trống là để sau.")
    screen.type(TAB + "nêu gương").see("› nêu gương").type(CTRL_C)
    assert screen.finish() == 130

    again = sorting().wait_for("02/5: Trực 12 ca.", "› nêu gương", "Để trống là để sau.")

    again.type(CTRL_C).finish()
    assert set(items(folder).values()) == {"", "can-kiem"}
