"""The year's notes: of no item, sorted first; beside the questions and in the results; and those left over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support.pages import example, tables
from support.program import Run
from support.screen import BACKSPACE, BOARD, CTRL_C, ENTER, FINISH, PAGE, SHIFT_TAB, SKIP, TAB, Screen
from tuphe.core.note import Note, present_notes
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore

CTRL_END = "\x1b[1;5F"
BEFORE = {item["id"]: item["ket_qua"] for item in example(2026)["muc"]}


@pytest.fixture
def full(known: Run) -> Run:
    """The program, with a profile and a year that has all its answers."""
    assert known("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml")).code == 0
    return known


def results_of(saved: Year) -> dict[str, list[str]]:
    return {item["id"]: item.get("ket_qua", []) for item in saved()["muc"]}


def keep(tuphe: Run, text: str, *options: str) -> None:
    assert tuphe("ghi", "-", "--ngay", "2/5/2026", *options, stdin=text).code == 0


def tick(screen: Screen, keys: str) -> Screen:
    """Answer on one item's page; `keys` are typed where it begins, at the results, behind the field of the notes."""
    screen.wait_for("Đưa ghi chép nào của sổ tay vào kết quả?", PAGE, "lưu và dừng").type(keys)
    screen.type(FINISH).wait_for("Thực hành nêu gương", BOARD, "lưu và dừng").type(FINISH)
    assert leave(screen) == 0
    return screen


def leave(screen: Screen) -> int:
    """Leave a board, a second time where it says that something is lacking."""
    return screen.again(FINISH).finish() if "lần nữa" in screen.shown else screen.finish()


def test_a_note_that_is_not_ticked_stays_out_of_the_results(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca", "--nhom", "chinh-tri-tu-tuong")
    keep(full, "Hiến máu")
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong").wait_for("○ 1 02/5: Trực thay 3 ca", PAGE)

    assert "Hiến máu" not in screen.shown  # of no item: it was to be sorted before
    tick(screen, "")

    assert results_of(saved) == BEFORE


def test_what_is_typed_after_a_ticked_note_is_a_result_of_its_own(known: Run, terminal: Open, saved: Year) -> None:
    keep(known, "Trực 12 ca.", "--muc", "trach-nhiem-voi-to-quoc")
    screen = terminal("kiem-diem", "2026", "--muc", "trach-nhiem-voi-to-quoc").wait_for("● 1 02/5", PAGE)

    screen.type(f"Soạn 3 kế hoạch.{FINISH}").wait_for(BOARD)

    screen.type(CTRL_C).finish()
    assert set(results_of(saved)["trach-nhiem-voi-to-quoc"]) == {"Trực 12 ca.", "Soạn 3 kế hoạch."}


def test_an_items_note_stands_on_its_page_ticked_and_becomes_a_result_until_it_is_unticked(
    full: Run, terminal: Open, saved: Year
) -> None:
    keep(full, "Trực thay 3 ca [b] ☑:\nngày 1, 2 và 3", "--muc", "neu-guong")
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong").wait_for("● 1 02/5: Trực thay 3 ca [b] ☑")

    tick(screen, "")
    ticked = results_of(saved)
    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), SHIFT_TAB + " ")

    assert ticked == BEFORE | {"neu-guong": [*BEFORE["neu-guong"], "Trực thay 3 ca [b] ☑:\nngày 1, 2 và 3"]}
    assert results_of(saved) == BEFORE


def test_a_result_that_is_deleted_does_not_come_back_by_the_tick_of_its_note(
    full: Run, terminal: Open, saved: Year
) -> None:
    keep(full, "Trực thay 3 ca", "--muc", "neu-guong")
    keep(full, "Hiến máu 2 lần", "--muc", "neu-guong")
    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), "")
    assert results_of(saved)["neu-guong"][-2:] == ["Trực thay 3 ca", "Hiến máu 2 lần"]

    erased = BACKSPACE * len("Trực thay 3 ca\nHiến máu 2 lần")
    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), f"{CTRL_END}{erased}Hiến máu 2 lần")

    assert results_of(saved)["neu-guong"] == [*BEFORE["neu-guong"], "Hiến máu 2 lần"]


def test_notes_that_no_answer_has_used_are_listed_at_the_end(full: Run, terminal: Open) -> None:
    keep(full, "Việc chưa dùng [b]", "--muc", "can-kiem")
    keep(full, BEFORE["neu-guong"][0], "--muc", "neu-guong")

    screen = terminal("kiem-diem", "2026").answer("Mở lại bước nào?", ENTER)

    assert screen.finish() == 0
    assert "1 ghi chép của sổ tay chưa đưa vào câu trả lời nào:" in screen.record
    assert "- 02/5: Việc chưa dùng [b]" in screen.record
    assert BEFORE["neu-guong"][0][:30] not in screen.record


def test_numbered_lines_offer_the_notes_too(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca", "--muc", "neu-guong")
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong", "--tuyen-tinh")

    screen.wait_for("Sổ tay 02/5: Trực thay 3 ca", "/dung").type("\n").answer("Đưa ghi chép nào", "1\n")
    screen.answer("Đã làm được gì?", "\n").answer("Không có thì để trống", "\n")

    assert screen.finish() == 0
    assert results_of(saved)["neu-guong"] == [*BEFORE["neu-guong"], "Trực thay 3 ca"]


FIRST_ITEM = "Trách nhiệm với Tổ quốc"


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
    screen.type("\x7f" * 9 + "12" + FINISH).wait_for(FIRST_ITEM).type(CTRL_C)

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
    again.type(SKIP).wait_for(FIRST_ITEM)
    assert items(folder)["Trực 12 ca."] == items(folder)["Số hoá 1.240 hồ sơ."] == "can-kiem"


def test_numbered_lines_ask_for_one_note_after_another(noted: Run, sorting: Sorting, folder: Path) -> None:
    screen = sorting("--tuyen-tinh", later="/sau" + ENTER)
    screen.answer("Cả 2 ghi chép ngày 02/5", ENTER)
    screen.answer("02/5: Trực 12 ca.", "chu dong" + ENTER)
    screen.answer("02/5: Số hoá 1.240 hồ sơ.", ENTER)
    screen.answer("03/6, hạn chế: Báo cáo chậm.", "3" + ENTER)
    screen.wait_for(FIRST_ITEM).type(CTRL_C)

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
