"""The lines of a section as the entries that its writer counts, without those that say there is nothing."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import spaced_words
from tuphe.paper.dates import OPEN
from tuphe.paper.labels import counted_on, is_introduction
from tuphe.paper.marks import Mark
from tuphe.paper.sections import Line

_SHORT: Final = 16
"""Words of a sentence that may say there is nothing; a longer one says something besides."""


def entries_of(lines: Sequence[Line], words: PaperWords) -> list[Line]:
    """Return the lines that say something.

    Those that only lead to others are left out, and a paragraph that counts its own parts (“Một là, … Hai là, …”) is
    divided where it is alone or stands in no list.
    """
    found: list[Line] = []
    for row, line in enumerate(lines):
        if line.cells:
            found.append(line)
            continue
        if is_nothing(line.text, words) or is_introduction(line.text, lines[row + 1 : row + 2]):
            continue
        parts = counted_on(line.text) if line.mark is Mark.NONE or len(lines) == 1 else [line.text]
        found += (structs.replace(line, text=part) for part in parts)
    return found


def is_nothing(text: str, words: PaperWords) -> bool:
    """Whether all that a line says is that there is nothing: “Không có vấn đề được gợi ý.”."""
    said = spaced_words(text)
    short = len(said.split()) <= _SHORT and ";" not in text
    return (
        text.startswith(OPEN)
        or says_nothing(text)
        or (short and any(spaced_words(one) in said for one in words.nothing))
    )
