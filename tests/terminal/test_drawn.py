"""The terminal of the tests takes no column for a letter without width, and loses nothing behind one."""

import pyte
import pytest

from support.screen import Drawn


@pytest.mark.parametrize("mark", ["\u0301", "\u200b", "\u2060", "\ufe0f", "\U000e0100"], ids=ascii)
def test_what_stands_behind_a_letter_without_width_is_drawn_where_it_would_stand_without_it(mark: str) -> None:
    screens = [Drawn(10, 4) for _ in range(2)]

    for screen, between in zip(screens, ("", mark), strict=True):
        pyte.Stream(screen).feed(f"a{between}bc\r\nabcdefghij{between}\r\n漢{between}x")

    bare, marked = screens
    assert [row.replace(mark, "").replace("á", "a") for row in marked.display] == bare.display
    assert (marked.cursor.x, marked.cursor.y) == (bare.cursor.x, bare.cursor.y)
