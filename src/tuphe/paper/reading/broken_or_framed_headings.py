"""Headings prepared for recognition, where they have no usual number or are in a table.

A heading may be broken over two paragraphs, counted in words (“Thứ nhất: Về ưu điểm”), or follow a bullet that only
headings have in this paper. It is taken as such only where its words make a known heading.
Some units print the whole form as a table: a column of numbers, one of headings, one for the person's text, perhaps one
more for what others say. Taken out of their cells, number, heading and text are those of any other paper.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare
from tuphe.paper.heading_choice import RATED
from tuphe.paper.heading_recognition import Known, Words, candidate, emphasised, top_of
from tuphe.paper.headings import table_heads
from tuphe.paper.leading_numbers import ORDINALS, Mark, number_of
from tuphe.paper.other_writers import is_of_others
from tuphe.paper.paragraphs import Cell, Paragraph, Place, Rows, tables_of

BARE: Final = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-ZĐ])[.)/-]?\s*")
"""A number alone, as in the first column of a table."""
_MOST_ROWS: Final = 60
"""No form has more rows; longer tables are skipped."""
_FEW_WORDS: Final = 4
"""The most words in a column of degrees, remarks or points: “Xuất sắc”, “Có minh chứng”, “25/30”."""
_ORDINAL: Final = re.compile(rf"\s*thứ\s+(?P<which>{'|'.join(ORDINALS)})(?:\s+là)?\s*[:.,–-]\s*", re.IGNORECASE)
_FEWEST: Final = 3
"""Main sections whose headings show a habit, or are in a column of tables: fewer may be chance."""
_MOST: Final = 13
"""A bullet before more paragraphs is that of a list."""
_LONGEST: Final = 30
"""Words of a line that may be a piece of a broken heading."""
_HALF: Final = 0.5
"""The least share of the words of a known heading: many are shortened."""


class _Table(Plain, frozen=True, kw_only=True):
    """A table that frames a paper: its column of headings, and the columns that others write in."""

    column: int
    head: bool
    """Whether its first row only names the columns."""
    aside: frozenset[int]
    """The columns that are not the person's text: what others write, and points, degrees, remarks."""
    first: int
    """The row in which the first section begins: the fields of the head may be above it."""
    numbered: bool
    """Whether its headings have numbers; else they are counted here, since their column says as much as a number."""
    rated: int
    """The row in which the self-rating begins: from there the cells stay, as levels have boxes beside them."""
    sections: frozenset[str]


def unframed(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a paper without the tables that only frame its sections; their positions count anew.

    A heading that had its number in a cell of its own is numbered by it, and emphasised: its column says that it is
    one. Columns of others (chi uỷ, tập thể) are treated as boxes beside the text. Tables within a frame stay.
    """
    taken_out = _taken_out(paragraphs, _frames(paragraphs, known))
    return tuple(structs.replace(one, position=place) for place, one in enumerate(taken_out))


def _frames(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> dict[int, _Table]:
    """Return the tables that frame sections: beside each text, its heading; three main sections in all."""
    words = Words(known)
    heads = table_heads(paragraphs)
    tables = tables_of(paragraphs).items()
    frames = {at: frame for at, rows in tables if (frame := _framing(rows, words, head=(at, 0) in heads))}
    tops = {top_of(section) for frame in frames.values() for section in frame.sections}
    return frames if len(tops) >= _FEWEST else {}


def _framing(rows: Rows, words: Words, *, head: bool) -> _Table | None:
    """Return a table as a frame, where at least half of its rows begin with a known heading in the same column."""
    below = {row: cells for row, cells in rows.items() if row or not head}
    may_frame = len(rows) <= _MOST_ROWS and any(len(cells) > 1 for cells in rows.values())
    named = {row: one for row, cells in below.items() if (one := _named(cells, words))} if may_frame else {}
    if not named:
        return None
    column = Counter(at for at, _ in named.values()).most_common(1)[0][0]
    within = {row: section for row, (at, section) in named.items() if at == column}
    if 2 * len(within) < sum(column in cells for cells in below.values()):
        return None
    return _Table(
        column=column,
        head=head,
        aside=_aside(rows, column, head=head),
        first=min(within),
        numbered=any(_is_numbered(cells, column) for cells in below.values()),
        rated=min((row for row, section in within.items() if top_of(section) in RATED), default=_MOST_ROWS),
        sections=frozenset(within.values()),
    )


def _named(cells: dict[int, list[Paragraph]], words: Words) -> tuple[int, str] | None:
    """Return the column and the section of the heading that a row begins with, behind its number if it has one."""
    number = ""
    for column, cell in sorted(cells.items()):
        text = _said(cell)
        if BARE.fullmatch(text) and not number:
            number = text
        elif text:
            heading = Paragraph(position=0, text=text, number=_counted(number), bold=True)
            found = candidate(0, heading, words, bold_counts=True)
            whole = found is not None and found.alone and column < max(cells)
            return (column, found.numbers[0]) if found and whole else None
    return None


def _aside(rows: Rows, column: int, *, head: bool) -> frozenset[int]:
    """Return the columns beside the headings that others write in, or that have hardly any text."""
    said: dict[int, list[int]] = {}
    for row, cells in rows.items():
        for at, cell in cells.items():
            if at > column and (row or not head):
                said.setdefault(at, []).append(len(_said(cell).split()))
    most = max(map(sum, said.values()), default=0)
    short = {at for at, counts in said.items() if max(counts) <= _FEW_WORDS and sum(counts) < most / _FEW_WORDS}
    theirs = {at for at, cell in rows.get(0, {}).items() if head and at > column and is_of_others(bare(_said(cell)))}
    return frozenset(short | theirs)


def _said(cell: Sequence[Paragraph]) -> str:
    return " ".join(one.text.strip() for one in cell if one.text.strip())


def _counted(number: str) -> str:
    """Return a number as it is before a heading: with a sign behind it."""
    return f"{number.strip().rstrip('.)/-')}." if number else ""


def _taken_out(paragraphs: Sequence[Paragraph], frames: dict[int, _Table]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those of the frames without their cells; the names of columns are left out."""
    tables = tables_of(paragraphs)
    begun: set[Cell] = set()
    for one in paragraphs:
        cell, frame = one.cell, frames.get(one.cell.table) if one.cell else None
        if frame and cell and frame.head and cell.row == 0:
            continue
        if cell is None or frame is None or not frame.first <= cell.row <= frame.rated:
            yield one
        elif cell.column < frame.column:
            if not BARE.fullmatch(one.text):
                group = len(tables[cell.table][cell.row]) == 1
                yield structs.replace(one, cell=None, bold=group or one.bold)
        elif cell.column == frame.column:
            if cell not in begun:
                yield _heading(tables[cell.table][cell.row], frame, cell.row)
            begun.add(cell)
        elif cell.row == frame.rated:
            yield one
        else:
            place = Place.TEXT_BOX if cell.column in frame.aside else one.place
            yield structs.replace(one, cell=None, place=place)


def _heading(cells: dict[int, list[Paragraph]], frame: _Table, row: int) -> Paragraph:
    """Return the heading of a row as one paragraph, with the number in a cell before it."""
    cell = cells[frame.column]
    shown = _counted(next((text for text in _before(cells, frame.column) if BARE.fullmatch(text)), ""))
    shown = shown or next((one.number for one in cell if one.number), "") or ("" if frame.numbered else f"{row + 1}.")
    return structs.replace(cell[0], text=_said(cell), number=shown, bold=True, cell=None)


def _before(cells: dict[int, list[Paragraph]], column: int) -> Iterator[str]:
    return (_said(cell) for at, cell in sorted(cells.items()) if at < column)


def _is_numbered(cells: dict[int, list[Paragraph]], column: int) -> bool:
    """Whether the heading of a row has a number: in a cell before it, automatic, or typed."""
    heading = cells.get(column, [])
    typed = any(one.number or number_of(one).count for one in heading)
    return typed or any(BARE.fullmatch(text) for text in _before(cells, column))


def readied(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> list[Paragraph]:
    """Return the paragraphs with such headings as they are in other papers: on one line, with a number or emphasis."""
    words = Words(known)
    found = list(_joined(paragraphs, words))
    bullets = (ones for ones in _behind_bullets(found).values() if len(ones) <= _MOST)
    for others, only_headings in ((_counted_in_words(found), False), *((ones, True) for ones in bullets)):
        named = ((place, candidate(place, one, words, bold_counts=False)) for place, one in others.items())
        sure = {place: heading for place, heading in named if heading and heading.sure}
        habit = len({top_of(heading.numbers[0]) for heading in sure.values()}) >= _FEWEST
        if habit and (len(sure) == len(others) or not only_headings):
            found = [others[place] if place in sure else one for place, one in enumerate(found)]
    return found


def _joined(paragraphs: Sequence[Paragraph], words: Words) -> list[Paragraph]:
    """Return the paragraphs; those that make one heading together are joined."""
    found: list[Paragraph] = []
    for one in paragraphs:
        if found and _may_go_on(found[-1], one):
            whole = structs.replace(found[-1], text=f"{found[-1].text.rstrip()} {one.text.strip()}")
            if _says_more(found[-1], whole, words):
                found[-1] = whole
                continue
        found.append(one)
    return found


def _may_go_on(one: Paragraph, following: Paragraph) -> bool:
    """Whether a line may be the rest of a heading: without a number, in the same look, or in small letters."""
    first, rest = one.text.strip(), following.text.strip()
    if not first or not rest or one.cell != following.cell or len(f"{first} {rest}".split()) > _LONGEST:
        return False
    if first.endswith((".", ":", ";")) or following.number or number_of(following).mark is not Mark.NONE:
        return False
    alike = emphasised(one, first) and emphasised(following, rest) and one.bold == following.bold
    return alike or (rest[:1].islower() and (emphasised(one, first) or number_of(one).count > 0))


def _says_more(one: Paragraph, whole: Paragraph, words: Words) -> bool:
    """Whether both lines make a whole known heading, and more of it than the first line alone."""
    found = candidate(0, whole, words, bold_counts=False)
    if found is None or not found.alone or found.share < 1 or found.whole < _HALF:
        return False
    alone = candidate(0, one, words, bold_counts=False)
    return alone is None or found.shared > alone.shared


def _counted_in_words(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Return by their places the paragraphs that are counted in words, as if they had numbers."""
    found: dict[int, Paragraph] = {}
    for place, one in enumerate(paragraphs):
        if counted := _ORDINAL.match(one.text):
            number = f"{ORDINALS[counted['which'].casefold()]}."
            found[place] = structs.replace(one, text=one.text[counted.end() :], number=number)
    return found


def _behind_bullets(paragraphs: Sequence[Paragraph]) -> dict[str, dict[int, Paragraph]]:
    """Return for each bullet the text behind it, in bold, by the places of the paragraphs."""
    found: dict[str, dict[int, Paragraph]] = {}
    for place, one in enumerate(paragraphs):
        if not one.number and (number := number_of(one)).mark is Mark.BULLET:
            behind = structs.replace(one, text=one.text[number.end :], bold=True)
            found.setdefault(one.text.strip()[:1], {})[place] = behind
    return found
