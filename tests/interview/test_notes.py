"""The year's notes beside the questions, in the results, and those left over."""

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support.pages import example
from support.program import Run
from support.screen import BACKSPACE, BOARD, CTRL_C, ENTER, FINISH, PAGE, SHIFT_TAB, Screen

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
