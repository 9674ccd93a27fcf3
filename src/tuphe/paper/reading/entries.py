"""The lines of a section as the entries that its writer counts, without those that say there is nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.core.due_dates_in_papers import OPEN
from tuphe.core.paper_words import PaperWords
from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import contains, spaced_words
from tuphe.paper.leading_numbers import COUNTED, Mark
from tuphe.paper.reading.section_labels import behind_label, counted_on, is_introduction, uncounted
from tuphe.paper.reading.sections import Line

_SHORT: Final = 16
"""The most words of a sentence that says there is nothing; a longer one says something else too."""
_GROUP_WORDS: Final = 12
DUE: Final = re.compile(
    r"\s*(?:thời hạn|thời gian)(?:\s+(?:khắc phục|hoàn thành|thực hiện|xong))*\s*:\s*(?P<when>.+?)[\s.;]*$",
    re.IGNORECASE,
)
"""A line that has only a due date."""


def entries_of(lines: Sequence[Line], words: PaperWords) -> list[Line]:
    """Return the lines that say something.

    Those that only lead to others are left out, and a paragraph that counts its own parts (“Một là, … Hai là, …”) is
    divided where it is alone or not in a list.
    """
    found: list[Line] = []
    for row, line in enumerate(lines):
        if line.cells:
            found.append(line)
            continue
        if is_nothing(line.text, words) or is_introduction(line.text, lines[row + 1 : row + 2]):
            continue
        parts = counted_on(line.text) if line.mark is Mark.NONE or len(lines) == 1 else [line.text]
        found += (structs.replace(line, text=uncounted(part)) for part in parts)
    return found


def without_tables(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are no rows of a table, without those that only introduce one: “Cụ thể như sau:”."""
    return [
        line
        for row, line in enumerate(lines)
        if not line.cells and not (is_introduction(line.text, lines[row + 1 : row + 2]) and lines[row + 1].cells)
    ]


def tables_in(lines: Sequence[Line]) -> Iterator[list[tuple[str, ...]]]:
    """Yield the cells of each table among the lines, row for row."""
    for table in dict.fromkeys(line.table for line in lines if line.cells):
        yield [line.cells for line in lines if line.table == table]


def is_nothing(text: str, words: PaperWords) -> bool:
    """Whether all that a line says is that there is nothing: “Không có vấn đề được gợi ý.”."""
    short = len(spaced_words(text).split()) <= _SHORT and ";" not in text
    return text.startswith(OPEN) or says_nothing(text) or (short and contains(text, words.nothing))


def names_a_group(line: Line, following: Sequence[Line], labels: Iterable[str]) -> bool:
    """Whether a line only names what the list below it is about: short, counted, without a stop, above another sign.

    A line below that has one of the `labels`, or a date, belongs to it instead.
    """
    below = next(iter(following), None)
    if below is None or below.sign == line.sign or below.mark is Mark.NONE or len(line.text.split()) > _GROUP_WORDS:
        return False
    labelled = behind_label(below.text, labels) is not None or DUE.match(below.text)
    return line.mark in COUNTED and not line.text.rstrip().endswith((".", ";")) and not labelled
