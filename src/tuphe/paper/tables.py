"""Rows of a table by the names of its columns."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from tuphe.core.paper_words import Columns
from tuphe.core.text import first_words, in_order
from tuphe.paper.marks import number_of
from tuphe.paper.paragraphs import Paragraph

_HEAD_ROWS: Final = 3
"""The head of a table is among its first rows: a title or a merged one may stand above it."""


def rows_of(cells: Sequence[Sequence[str]], columns: Columns, main: str) -> list[dict[str, str]]:
    """Return the rows of a table whose head names a column of the kind `main`; none where it has no such head.

    A row without anything under `main`, and one that only names a group of rows, are left out.
    """
    heads = enumerate(cells[:_HEAD_ROWS])
    head = next((row for row, texts in heads if main in columns_of(texts, columns).values()), None)
    if head is None:
        return []
    keys = columns_of(_with_row_below(cells[head], cells[head + 1 : head + 2], columns), columns)
    found = []
    for texts in cells[head + 1 :]:
        if all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            continue
        row = {key: _text(texts[place]) for place, key in keys.items() if place < len(texts)}
        said = {key: text for key, text in row.items() if text}
        if said.get(main) and set(said) - {main, "tt"}:
            found.append(said)
    return found


_COLUMN_NUMBER: Final = re.compile(r"\s*(?:\(\d{1,2}\))?\s*")
"""The number of a column below its name: “(1)”."""


def _with_row_below(head: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns) -> Sequence[str]:
    """Return the names of columns; those of a second row of the head are more exact, where it names nothing else."""
    for below in rows:
        named = columns_of(below, columns)
        if named and len(named) == sum(bool(text.strip()) for text in below):
            return [under.strip() or over for over, under in zip_longest(head, below, fillvalue="")]
    return head


def columns_of(texts: Sequence[str], columns: Columns) -> dict[int, str]:
    """Return which column of a head is which, each key once: the likest by its words; a head names at least two."""
    scored = sorted(
        (
            (_alike(first_words(text), first_words(name)), -place, key)
            for place, text in enumerate(texts)
            if text.strip()
            for key, names in columns.items()
            for name in names
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for score, place, key in scored:
        if score >= 0.6 and -place not in found and key not in found.values():
            found[-place] = key
    return found if len(found) > 1 else {}


def _alike(head: Sequence[str], words: Sequence[str]) -> float:
    """Return how alike a column's head is to known words; one that begins with them goes on to say more of it."""
    if not set(head) & set(words):
        return 0
    begins = len(words) > 1 and tuple(head[: len(words)]) == tuple(words)
    return max(in_order(head, words), 0.65 if begins else 0)


def _text(cell: str) -> str:
    """Return what a cell says; the bullets before its lines are left out."""
    lines = (line[number_of(Paragraph(position=0, text=line)).end :].strip() for line in cell.splitlines())
    said = "\n".join(filter(None, lines)) if "\n" in cell else " ".join(cell.split())
    return said.strip()
