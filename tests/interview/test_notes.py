"""The year's notes beside the questions, in the results, and those left over."""

from __future__ import annotations

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support.pages import example
from support.program import Run
from support.screen import CTRL_C, ENTER, FINISH, Screen

SPACE = " "

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
    """Answer one item again; `keys` are for the question on the notes."""
    screen.answer("Thực hành nêu gương", "2")
    screen.answer("Đưa ghi chép nào của sổ tay vào kết quả?", keys + ENTER)
    screen.answer("Đã làm được gì?", FINISH)
    screen.answer("Không có thì để trống", ENTER)
    assert screen.finish() == 0
    return screen


def test_an_items_note_stands_beside_its_question_and_once_ticked_is_a_result(
    full: Run, terminal: Open, saved: Year
) -> None:
    keep(full, "Trực thay 3 ca [b] ☑", "--muc", "neu-guong")
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong")
    screen.wait_for("Sổ tay 02/5: Trực thay 3 ca [b] ☑", "1. Xuất sắc")

    tick(screen, SPACE)

    assert results_of(saved) == BEFORE | {"neu-guong": [*BEFORE["neu-guong"], "Trực thay 3 ca [b] ☑"]}


def test_a_note_that_is_not_ticked_stays_out_of_the_results(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca", "--nhom", "nhan-thuc")
    keep(full, "Hiến máu")

    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), "")

    assert results_of(saved) == BEFORE


def test_what_is_typed_after_a_ticked_note_is_a_result_of_its_own(known: Run, terminal: Open, saved: Year) -> None:
    keep(known, "Trực 12 ca.", "--muc", "trach-nhiem-voi-to-quoc")
    screen = terminal("kiem-diem", "2026").answer("1/30", "2").answer("Đưa ghi chép nào", f"1{ENTER}")

    screen.answer("Đã làm được gì?", f"Soạn 3 kế hoạch.{FINISH}").answer("hạn chế, khuyết điểm nào?", CTRL_C).finish()

    assert results_of(saved)["trach-nhiem-voi-to-quoc"] == ["Trực 12 ca.", "Soạn 3 kế hoạch."]


def test_unticking_a_note_takes_it_out_of_the_results_again(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca", "--muc", "neu-guong")
    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), SPACE)
    ticked = results_of(saved)["neu-guong"]

    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), SPACE)

    assert "Trực thay 3 ca" in ticked
    assert results_of(saved) == BEFORE


def test_a_note_of_several_lines_is_one_result(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca:\nngày 1, 2 và 3", "--muc", "neu-guong")

    tick(terminal("kiem-diem", "2026", "--muc", "neu-guong"), SPACE)

    assert results_of(saved)["neu-guong"] == [*BEFORE["neu-guong"], "Trực thay 3 ca:\nngày 1, 2 và 3"]


def test_a_note_used_for_one_item_is_not_offered_for_another(full: Run, terminal: Open) -> None:
    keep(full, BEFORE["neu-guong"][0])

    screen = terminal("kiem-diem", "2026", "--muc", "can-kiem").answer("1. Xuất sắc", "2")
    screen.answer("Đã làm được gì?", FINISH).answer("Không có thì để trống", ENTER)

    assert screen.finish() == 0
    assert "Sổ tay" not in screen.record
    assert "sổ tay" not in screen.record


def test_notes_that_no_answer_has_used_are_listed_at_the_end(full: Run, terminal: Open) -> None:
    keep(full, "Việc chưa dùng [b]", "--muc", "can-kiem")
    keep(full, BEFORE["neu-guong"][0], "--muc", "neu-guong")

    screen = terminal("kiem-diem", "2026").answer("Mở lại phần nào?", ENTER)

    assert screen.finish() == 0
    assert "1 ghi chép của sổ tay chưa đưa vào câu trả lời nào:" in screen.record
    assert "- 02/5: Việc chưa dùng [b]" in screen.record
    assert BEFORE["neu-guong"][0][:30] not in screen.record


def test_numbered_lines_offer_the_notes_too(full: Run, terminal: Open, saved: Year) -> None:
    keep(full, "Trực thay 3 ca", "--muc", "neu-guong")
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong", "--tuyen-tinh")

    screen.wait_for("Sổ tay 02/5: Trực thay 3 ca").answer("Thực hành nêu gương", "2\n")
    screen.answer("Đưa ghi chép nào của sổ tay vào kết quả?", "1\n")
    screen.answer("Đã làm được gì?", "\n").answer("Không có thì để trống", "\n")

    assert screen.finish() == 0
    assert results_of(saved)["neu-guong"] == [*BEFORE["neu-guong"], "Trực thay 3 ca"]
