"""A line that is echoed without redrawing looks as if it had been drawn anew after every key."""

import random
import unicodedata

import pyte
import pytest

from support.amount import share
from support.screen import Drawn
from tuphe.terminal.echo import Echo

LETTERS = "aáđệ ư1-"


class Terminal:
    """A screen of 20 columns, and all that was written to it."""

    def __init__(self) -> None:
        self.screen = Drawn(20, 40)
        self.written: list[str] = []
        self._stream = pyte.Stream(self.screen)

    def write(self, text: str) -> None:
        self.written.append(text)
        self._stream.feed(text.replace("\n", "\r\n"))

    @property
    def shown(self) -> str:
        return unicodedata.normalize("NFC", "".join(self.screen.display)).rstrip()

    @property
    def cursor(self) -> int:
        at = self.screen.cursor
        return int(at.y * 20 + at.x)


def random_edit(dice: random.Random, text: str, cursor: int) -> tuple[str, int]:
    match dice.randrange(6):
        case 0 | 1:
            typed = "".join(dice.choice(LETTERS) for _ in range(dice.choice((1, 1, 1, 5, 19))))
            return text[:cursor] + typed + text[cursor:], cursor + len(typed)
        case 2:
            return text[: cursor - 1] + text[cursor:] if cursor else text, max(cursor - 1, 0)
        case 3:
            return text[:cursor] + text[cursor + 1 :], cursor
        case 4:
            return text, dice.randint(0, len(text))
        case _:
            return text, len(text)


@pytest.mark.parametrize("seed", range(share(300, 12)))
def test_any_edits_leave_the_line_on_the_screen_with_the_cursor_in_its_place(seed: int) -> None:
    dice, terminal = random.Random(seed), Terminal()
    echo = Echo(terminal.write, "> ", columns=20, dumb=False)
    text, cursor = "", 0

    for _ in range(40):
        text, cursor = random_edit(dice, text, cursor)
        echo.update(text, cursor)

        assert terminal.shown == f"> {text}".rstrip()
        assert terminal.cursor == 2 + cursor


def test_marks_that_come_after_their_letters_are_put_on_and_taken_off_them() -> None:
    terminal = Terminal()
    echo = Echo(terminal.write, "> ", columns=20, dumb=False)
    text = unicodedata.normalize("NFD", "nhiệm vụ tháng sáu, quý hai")

    for end in (*range(len(text)), *range(len(text), -1, -1)):
        echo.update(text[:end], end)

        assert terminal.shown == unicodedata.normalize("NFC", f"> {text[:end]}").rstrip()


def test_what_is_typed_at_the_end_is_written_once_and_nothing_else() -> None:
    terminal = Terminal()
    echo = Echo(terminal.write, "> ", columns=80, dumb=False)

    for end in range(len("Trực 12 ca")):
        echo.update("Trực 12 ca"[: end + 1], end + 1)
    echo.update("Trực 12 c", 9)

    assert terminal.written == ["> ", *"Trực 12 ca", "\b \b"]


def test_a_plain_terminal_gets_no_sequence_and_a_line_anew_where_the_cursor_cannot_go_back() -> None:
    dice, terminal = random.Random(0), Terminal()
    echo = Echo(terminal.write, "> ", columns=20, dumb=True)
    text, cursor = "", 0

    for _ in range(200):
        text, cursor = random_edit(dice, text, cursor)
        echo.update(text, cursor)

    assert not any("\x1b" in written for written in terminal.written)


def test_several_lines_stand_one_below_the_other_each_behind_the_prompt() -> None:
    terminal = Terminal()
    echo = Echo(terminal.write, "> ", columns=20, dumb=False)
    echo.update("Một", 3)

    echo.finish("Một và hai\nba")

    assert [row.rstrip() for row in terminal.screen.display[:3]] == ["> Một và hai", "> ba", ""]


def test_what_a_terminal_would_obey_is_shown_and_not_sent() -> None:
    terminal = Terminal()

    Echo(terminal.write, "> ", columns=80, dumb=False).update("a\x1b[2J\x9b\u202eb", 8)

    assert not {"\x1b", "\x9b", "\u202e"} & set("".join(terminal.written))


# The terminal of these tests


@pytest.mark.parametrize("mark", ["\u0301", "\u200b", "\u2060", "\ufe0f", "\U000e0100"], ids=ascii)
def test_what_stands_behind_a_letter_without_width_is_drawn_where_it_would_stand_without_it(mark: str) -> None:
    screens = [Drawn(10, 4) for _ in range(2)]

    for screen, between in zip(screens, ("", mark), strict=True):
        pyte.Stream(screen).feed(f"a{between}bc\r\nabcdefghij{between}\r\n漢{between}x")

    bare, marked = screens
    assert [row.replace(mark, "").replace("á", "a") for row in marked.display] == bare.display
    assert (marked.cursor.x, marked.cursor.y) == (bare.cursor.x, bare.cursor.y)
