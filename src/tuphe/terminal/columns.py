"""Text in the columns of a screen: most letters take one, a wide one two, a mark on another letter none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

from tuphe.names import BIDI

_WORDS_AND_SPACES: Final = re.compile(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")  # a no-break space is a letter


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_width_of, text))


@lru_cache(maxsize=4096)
def _width_of(letter: str) -> int:
    kind = unicodedata.category(letter)
    if kind == "Cc" or letter in BIDI:  # drawn as ^A or <9b>
        return 2 if letter < "\x80" else len(f"<{ord(letter):x}>")
    if kind in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def broken(text: str, room: int, *, first: str = "", others: str = "") -> list[str]:
    """Break a text between words into lines of at most `room` columns, `first` and `others` being what leads them.

    Only a word that is longer than a line is broken itself. A text of no words has no lines.
    """
    lines, line, spaces = [], first, ""
    taken = width(line)
    bare = True  # whether there is no word in the line yet
    for part in _WORDS_AND_SPACES.findall(text):
        if part.isspace() and part[0] != "\xa0":
            spaces = " " * len(part)
            continue
        word = part if bare else f"{spaces}{part}"
        if not bare and taken + width(word) > room:
            lines.append(line)
            line, taken, word = others, width(others), part
        line, taken, bare = line + word, taken + width(word), False
        while taken > room:
            fitting = max(_fitting(line, room), len(others) + 1)
            if fitting >= len(line):
                break
            lines.append(line[:fitting])
            line = f"{others}{line[fitting:]}"
            taken = width(line)
    return lines if bare else [*lines, line]


def cut(text: str, room: int) -> str:
    """Return the beginning of a text that takes at most `room` columns."""
    return text[: _fitting(text, room)]


def padded(text: str, room: int) -> str:
    """Return a text that takes `room` columns: filled up with spaces, or cut with a sign."""
    if width(text) > room:
        text = f"{cut(text, room - 1)}…"
    return text + " " * (room - width(text))


def _fitting(text: str, room: int) -> int:
    """Return how many of its letters, from the first on, fit into so many columns."""
    return sum(taken <= room for taken in accumulate(map(_width_of, text)))
