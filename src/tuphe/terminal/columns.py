"""Text in the columns of a screen: most letters take one, a wide one two, a mark on another letter none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.file_names import BIDI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_toolkit.formatted_text import StyleAndTextTuples

Line = tuple[str, str]
"""A line on the screen: its style, and what it says."""

_WORDS_AND_SPACES: Final = r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+"  # a no-break space is a letter


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
    """Break a text between words into lines of at most `room` columns, which begin with `first` and `others`.

    Only a word that is longer than a line is broken itself. A text of no words has no lines.
    """
    lines, line, spaces = [], first, ""
    taken = width(line)
    bare = True  # whether there is no word in the line yet
    for part in re.findall(_WORDS_AND_SPACES, text):
        if part.isspace() and part[0] != "\xa0":
            spaces = " " * len(part)
            continue
        word = part if bare else f"{spaces}{part}"
        wide = width(word)
        if not bare and taken + wide > room:
            lines.append(line)
            line, taken, word, wide = others, width(others), part, width(part)
        line, taken, bare = line + word, taken + wide, False
        if taken > room:
            *full, line = _cut_up(line, room, others)
            lines += full
            taken = width(line)
    return lines if bare else [*lines, line]


def styled(style: str, texts: Iterable[str], room: int) -> list[Line]:
    """Break texts into lines of one style."""
    return [(style, line) for text in texts for line in broken(text, room)]


def joined(lines: Iterable[Line]) -> StyleAndTextTuples:
    """Return lines as the fragments that prompt_toolkit draws."""
    drawn: StyleAndTextTuples = [part for line in lines for part in (line, ("", "\n"))]
    return drawn[:-1]


def _cut_up(line: str, room: int, others: str) -> list[str]:
    """Return in parts a line whose last word is longer than a line; the word may have millions of letters."""
    end = max(_fitting(line, room), len(others) + 1)
    parts = [line[:end]]
    while end < len(line):
        start, end = end, max(_fitting(line, room - width(others), end), end + 1)
        parts.append(f"{others}{line[start:end]}")
    return parts


def cut(text: str, room: int) -> str:
    """Return the beginning of a text that takes at most `room` columns."""
    return text[: _fitting(text, room)]


def padded(text: str, room: int) -> str:
    """Return a text that takes `room` columns: filled up with spaces, or cut with a sign."""
    if width(text) > room:
        text = f"{cut(text, room - 1)}…"
    return text + " " * (room - width(text))


def _fitting(text: str, room: int, start: int = 0) -> int:
    """Return the end of the letters from `start` on that fit into so many columns."""
    for end in range(start, len(text)):
        room -= _width_of(text[end])
        if room < 0:
            return end
    return len(text)
