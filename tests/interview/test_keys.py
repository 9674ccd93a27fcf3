"""Keys and texts on a real terminal, where it, the system, an input method and an editor have an opinion on them."""

import os
import termios
import time
from pathlib import Path
from typing import Final

import pytest

from conftest import Open
from interview.conftest import FIRST_GROUP, Year, open_lines, open_page
from support.locked import quick_in_processes
from support.program import TUPHE, Run
from support.screen import BOARD, CTRL_C, CTRL_D, EDITOR, ENTER, FINISH, PAGE, TAB, Screen

SAVE, STOP, UNDO = "\x13", "\x11", "\x1a"
TYPED: Final = "Trực 12/12 ca"


def at_results(terminal: Open) -> Screen:
    return open_page(terminal(*FIRST_GROUP)).type(TYPED).wait_for(TYPED)


@pytest.mark.parametrize("end", [FINISH, CTRL_C], ids=["finished", "stopped"])
def test_whatever_key_the_system_has_an_opinion_on_the_text_on_the_screen_is_kept(
    known: Run, terminal: Open, saved: Year, end: str
) -> None:
    screen = at_results(terminal)
    # Stop and go, suspend, quit, the next key as it is, discard, erase a word.
    for key in ("\x11", "\x16\x02", "\x1c", "\x1f", "\x00", "\x0f\x14", "\x12x", "\x17", "\x1b", f"{UNDO}\x19"):
        screen.type(f"{key}z")

    row = next(row for row in screen.shown.splitlines() if row.startswith("›"))
    screen.type(end)
    if end == FINISH:
        screen.wait_for("· 1/7 mục", BOARD, "lưu và dừng").type(CTRL_C)

    assert screen.finish() == 130
    kept = saved()["muc"][0]["ket_qua"] if end == FINISH else [saved()["dang_go"][0]["noi_dung"]]
    assert kept == [row.removeprefix("›").strip()]
    assert row.count("z") > 5
    assert "search" not in screen.record


def test_no_key_stops_or_suspends_the_terminal_between_two_screens(known: Run, terminal: Open, saved: Year) -> None:
    screen = at_results(terminal)

    # All at once: what comes after the first is read before the next screen stands.
    screen.type(f"{SAVE}{SAVE}").see("Còn 6 mục chưa chọn")
    screen.type(f"2{SAVE}{UNDO}{STOP}{SAVE}").see("Còn 6 mục chưa chọn")

    assert screen.type(CTRL_C).finish() == 130


@pytest.mark.parametrize("screens", ["board", "page"])
def test_the_terminal_is_given_back_as_it_was(known: Run, terminal: Open, screens: str) -> None:
    screen = terminal(*FIRST_GROUP)
    fresh, other = os.openpty()  # its own may be changed before one looks at it
    before = termios.tcgetattr(fresh)
    os.close(fresh)
    os.close(other)
    if screens == "page":
        open_page(screen)
    screen.wait_for("lưu và dừng").type(CTRL_C).wait_for("Làm tiếp bằng")
    while screen.process.isalive():
        time.sleep(0.02)

    assert termios.tcgetattr(screen.process.child_fd) == before


def counting_bytes(environment: dict[str, str], tmp_path: Path, *args: str, **env: str) -> Screen:
    """A command on a terminal that erases by bytes, as GNU screen does."""
    alone = {name: value for name, value in environment.items() if name != "COLUMNS"}
    command = ["sh", "-c", 'stty -iutf8; exec "$@"', "sh", TUPHE, *args]
    return Screen(command, cwd=tmp_path, env=alone | env, columns=200)


def test_a_letter_is_corrected_in_a_passphrase_where_the_terminal_counts_bytes(
    tuphe: Run, process: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    assert tuphe("ghi", "Một việc").code == 0
    quick = quick_in_processes(tmp_path / "nhanh")
    screen = counting_bytes(environment, tmp_path, "khoa", **quick).wait_for("Mật khẩu mới")

    screen.type("mật khâ\x7f\x08ẩu ẩn\x7f\x7f\x7f\x1bOq\x1bOM").wait_for("Gõ lại mật khẩu").type(f"mật kẩu1{ENTER}")

    assert screen.finish() == 0
    assert process("so-tay", "2026", TUPHE_MAT_KHAU_LENH="echo mật kẩu1", **quick).code == 0


@pytest.mark.parametrize("encoding", [{}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}], ids=["UTF-8", "C"])
def test_a_letter_is_corrected_in_a_typed_note_where_the_terminal_counts_bytes(
    tuphe: Run, environment: dict[str, str], tmp_path: Path, encoding: dict[str, str]
) -> None:
    screen = counting_bytes(environment, tmp_path, "ghi", "-", "--ngay", "2/5/2026", **encoding).wait_for("Ctrl-D.")

    screen.type("Hồ sơ viê\x7fệt\n").type(CTRL_D)

    assert screen.finish() == 0
    assert "an;" not in screen.record
    assert "Hồ sơ việt" in tuphe("so-tay", "2026").out


def test_ctrl_z_takes_back_in_numbered_lines_instead_of_suspending(known: Run, terminal: Open, saved: Year) -> None:
    screen = open_lines(terminal(*FIRST_GROUP, "--tuyen-tinh"))

    screen.type(f"12/12 ca{UNDO}zz{ENTER}.{ENTER}").wait_for("hạn chế, khuyết điểm nào", "/dung")
    screen.type(CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["zz"]


def stop(screen: Screen) -> None:
    screen.wait_for("· 1/7 mục", BOARD, "lưu và dừng").type(CTRL_C).finish()


def test_a_tab_is_a_gap_in_the_line_wherever_the_text_is_shown(known: Run, terminal: Open, saved: Year) -> None:
    screen = open_page(terminal(*FIRST_GROUP), "3").type(TAB).see("cụ thể là gì?")
    screen.type("\x1b[200~Quý II\tchậm 3 ngày\x1b[201~").see("chậm 3 ngày")
    typed = [row.split() for row in screen.shown.splitlines() if "Quý II" in row]
    screen.type(FINISH).wait_for(BOARD).type(ENTER)

    screen.wait_for("Quý II", "Nguyên nhân", PAGE)

    assert typed == [["›", "Quý", "II", "chậm", "3", "ngày"]]
    assert {" ".join(row.split()) for row in screen.shown.splitlines() if "Quý II" in row} >= {
        "› Quý II chậm 3 ngày",
        "Hạn chế: Quý II chậm 3 ngày",
    }
    screen.type(CTRL_C).finish()


def test_text_that_looks_like_markup_is_kept_and_shown_as_written(known: Run, terminal: Open, saved: Year) -> None:
    nasty = "[số 12/QĐ] [/b] :smile: C:\\[x] [bold]"

    screen = (
        open_page(terminal(*FIRST_GROUP)).type(nasty).see(nasty).type(FINISH).wait_for("· 1/7 mục", BOARD).type(ENTER)
    )
    stop(screen.wait_for(nasty, PAGE).type(FINISH))

    assert saved()["muc"][0]["ket_qua"] == [nasty]


def test_hidden_characters_are_taken_out_and_the_person_is_told(known: Run, terminal: Open, saved: Year) -> None:
    page = open_page(terminal(*FIRST_GROUP)).type(f"an\u202etoàn{FINISH}")
    page.wait_for("Đã bỏ các ký tự điều khiển ẩn", BOARD).type(CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["antoàn"]


def test_an_answer_can_be_written_in_the_persons_editor_and_a_page_says_why_not(
    known: Run, terminal: Open, saved: Year, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Dòng một\\nDòng hai\\n" >> "$1"\n', encoding="utf-8")

    screen = open_page(terminal(*FIRST_GROUP, rows=24, EDITOR=str(editor))).type("Mở đầu: ").wait_for("Mở đầu:")
    screen.type(EDITOR).wait_for("Đặt biến EDITOR", "lưu và dừng").see("Đặt biến EDITOR")
    editor.chmod(0o700)
    stop(screen.type(EDITOR).see("Dòng hai", PAGE, "lưu và dừng").type(FINISH))

    assert saved()["muc"][0]["ket_qua"] == ["Mở đầu: Dòng một", "Dòng hai"]
