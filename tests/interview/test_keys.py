"""Keys on a real terminal, where it, the system and the program each have an opinion on them."""

from __future__ import annotations

import os
import termios
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from conftest import Open
from interview.conftest import FIRST_GROUP, Year, open_lines, open_page
from support.amount import ALL
from support.program import TUPHE, Run
from support.screen import BOARD, CTRL_C, CTRL_D, ENTER, FINISH, Screen

SAVE, STOP, UNDO = "\x13", "\x11", "\x1a"
TYPED: Final = "Trực 12/12 ca"
NERVOUS: Final = (
    "\x1b\r", ("\x1b", "\r"), "\x12x", "\x11", UNDO * 2, "\x16\x01", "\x1c", "\x1f", "\x00", "\x0f\x14",
    ("\x1b", "\x1b"), "\x1bOM", "\x1bOq\x1bOr", "\x1b[200~dán\tvào\r\nhai\x1b[201~", "\t", "\x1b[27;5;9~", "\x1b[I",
    "\x19" * 3, "\x1b<", "\x1b>", "\x1b.", "\x1b#", "\x1bu", "\x1b\x7f", "\x17", "\x15", "\x02\x06\x10\x0e",
    "vie\x7fêt\x08\x08ệt", "\x1b[3;5~", "\x1b[5~\x1b[6~", "\x1b[1;2A\x1b[1;2D\x7f", ("\x1b", "x"),
    "\x1b]11;rgb:0/0/0\x07",
)  # fmt: skip
"""What a hand presses by mistake, some of it with a pause."""


def at_results(terminal: Open, columns: int = 80) -> Screen:
    return open_page(terminal(*FIRST_GROUP, columns=columns)).type(TYPED).wait_for(TYPED)


def press(screen: Screen, keys: str | tuple[str, ...]) -> None:
    for key in (keys,) if isinstance(keys, str) else keys:
        screen.type(key).rest(0.3 if key == "\x1b" else 0)  # a hand, too, waits between Escape and Enter


def lines_on(screen: Screen) -> list[str]:
    """The lines of text on the screen, without spaces that cannot be counted there."""
    rows = screen.shown.splitlines()
    start = next(place for place, row in enumerate(rows) if row.startswith("›"))
    end = next(place for place, row in enumerate(rows) if row.startswith("Hạn chế cụ thể"))
    return said(row[2:] for row in rows[start:end])


def said(lines: Iterable[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.mark.parametrize("end", [FINISH, CTRL_C], ids=["finished", "stopped"])
@pytest.mark.parametrize("keys", NERVOUS[:: 1 if ALL else 8], ids=repr)
def test_whatever_was_pressed_the_text_on_the_screen_is_kept(
    known: Run, terminal: Open, saved: Year, keys: str | tuple[str, ...], end: str
) -> None:
    screen = at_results(terminal)
    press(screen, keys)
    screen.type("ZZ").wait_for("ZZ")
    there = lines_on(screen)

    screen.type(end)
    if end == FINISH:
        screen.wait_for("· 1/7 mục", BOARD, "lưu và dừng").type(CTRL_C)

    assert screen.finish() == 130
    kept = saved()["muc"][0]["ket_qua"] if end == FINISH else saved()["dang_go"][0]["noi_dung"].splitlines()
    assert said(kept) == there
    assert "search" not in screen.record


@pytest.mark.parametrize("keys", [SAVE, FINISH, f"{SAVE}{CTRL_C}", f"{SAVE}{SAVE}", f"\x12{FINISH}"], ids=repr)
def test_every_way_to_save_saves_all_of_it(known: Run, terminal: Open, saved: Year, keys: str) -> None:
    at_results(terminal).type(keys).wait_for("· 1/7 mục")

    assert saved()["muc"][0]["ket_qua"] == [TYPED]


@pytest.mark.parametrize(
    "keys", ["\x13", "\x12", "\x1a", "\x1c", "\x7f", "x", "\x1b[200~1\r2\x1b[201~", "dán 1\r"], ids=repr
)
def test_on_a_board_none_of_them_answers_a_row(
    known: Run, terminal: Open, saved: Year, keys: str | tuple[str, ...]
) -> None:
    screen = terminal(*FIRST_GROUP).wait_for("· 0/7 mục", BOARD, "lưu và dừng")
    press(screen, keys)

    screen.type("\x1bOs").see("· 1/7 mục").type(CTRL_C)

    assert screen.finish() == 130
    assert saved()["muc"][0]["muc_do"] == "trung-binh"


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
    tuphe: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    assert tuphe("ghi", "Một việc").code == 0
    screen = counting_bytes(environment, tmp_path, "khoa").wait_for("Mật khẩu mới")

    screen.type("mật khâ\x7f\x08ẩu ẩn\x7f\x7f\x7f\x1bOq\x1bOM").wait_for("Gõ lại mật khẩu").type(f"mật kẩu1{ENTER}")

    assert screen.finish() == 0
    assert tuphe("so-tay", "2026", TUPHE_MAT_KHAU_LENH="echo mật kẩu1").code == 0


@pytest.mark.parametrize("encoding", [{}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}], ids=["UTF-8", "C"])
def test_a_letter_is_corrected_in_a_typed_note_where_the_terminal_counts_bytes(
    tuphe: Run, environment: dict[str, str], tmp_path: Path, encoding: dict[str, str]
) -> None:
    screen = counting_bytes(environment, tmp_path, "ghi", "-", "--ngay", "2/5/2026", **encoding).wait_for("Ctrl-D.")

    screen.type("Hồ sơ viê\x7fệt\n").type(CTRL_D)

    assert screen.finish() == 0
    assert "an;" not in screen.record
    assert "Hồ sơ việt" in tuphe("so-tay", "2026").out


@pytest.mark.parametrize(
    "keys", ["\x12", "\x13", "\x16\x01", "\x18(", "\x1b.", "\x0c\x15", "\x1b[2~"][:: 1 if ALL else 2], ids=repr
)
def test_numbered_lines_know_no_key_that_nobody_told_of(known: Run, terminal: Open, saved: Year, keys: str) -> None:
    screen = open_lines(terminal(*FIRST_GROUP, "--tuyen-tinh"))

    screen.type(f"{TYPED}{keys}zz{ENTER}.{ENTER}").wait_for("hạn chế, khuyết điểm nào", "/dung")
    screen.type(CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == [f"{TYPED}{'(' * keys.endswith('(')}zz"]
    assert "search" not in screen.record


def test_ctrl_z_takes_back_in_numbered_lines_instead_of_suspending(known: Run, terminal: Open, saved: Year) -> None:
    screen = open_lines(terminal(*FIRST_GROUP, "--tuyen-tinh"))

    screen.type(f"12/12 ca{UNDO}zz{ENTER}.{ENTER}").wait_for("hạn chế, khuyết điểm nào", "/dung")
    screen.type(CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["zz"]
