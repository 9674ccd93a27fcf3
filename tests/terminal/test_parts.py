"""What views are made of: moved to the right, a text keeps its words, its colour and the width of the screen."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from tuphe.terminal.views.parts import indented

WORDS = "! Hạn chế: nộp báo cáo quý III chậm 2 ngày, phải nhắc; rút-kinh-nghiệm-ngay-trong-tháng."


def drawn(text: Text, *, columns: int, colour: bool = False) -> str:
    """What stands on a screen of `columns` when a text is drawn four columns to the right."""
    screen = Console(
        file=io.StringIO(), width=columns, color_system="standard" if colour else None, force_terminal=colour
    )
    screen.print(indented(text, 4))
    written = screen.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


@pytest.mark.parametrize("text", [Text(WORDS, style="yellow"), Text.assemble((WORDS, "yellow"))], ids=["whole", "part"])
def test_every_line_has_the_colour_of_its_text(text: Text) -> None:
    lines = drawn(text, columns=30, colour=True).splitlines()

    assert len(lines) > 2
    assert all(line.startswith("    \x1b[33m") and line.endswith("\x1b[0m") for line in lines)


@pytest.mark.parametrize("columns", [12, 24, 40, 80, 200])
@pytest.mark.parametrize("text", [WORDS, f"{WORDS}\n  {WORDS}", f"{WORDS} 人人人", "Một\tHai", ""])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(text: str, columns: int) -> None:
    lines = drawn(Text(text), columns=columns).splitlines()

    assert max(map(len, lines)) <= columns
    assert "".join("".join(lines).split()) == "".join(text.split())
