"""The points of single criteria in a unit's own file: before or behind “/5 điểm” on a line, or in a table's cells."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tuphe.core.text import in_order
from tuphe.paper.lines import BLANK, bare, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from tuphe.paper.contents import Score
    from tuphe.paper.lines import Line, Sheet

_ALIKE: Final = 0.85
"""Of the words of a criterion and of a place, the share from which they are the same one."""
_MOST: Final = 1000
"""Lines in which criteria are looked for: no table of points has more."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLACE: Final = re.compile(
    rf"(?P<before>{BLANK})\s*+(?:{words('điểm')}\s*+)?/\s*+\d"
    rf"|(?:\d|{words('điểm')}|d)\s*+\)?\s*+:?\s*+(?P<behind>{BLANK})|:\s*+(?P<alone>{BLANK})"
)
"""Where the points of a line go: `…/5 điểm`, `(tối đa 5 điểm): …`, `: …`."""
_MET: Final = re.compile(rf"{words('đảm bảo')}|{words('bảo đảm')}|{words('đạt')}")
_POINTS: Final = re.compile(words("điểm"))
_UNMET: Final = re.compile(rf"{words('không')}|{words('chưa')}")


class ScorePlace(NamedTuple):
    """Letters of a line that wait for the points of a criterion, or for a cross; none where it says them already."""

    score: Score
    line: Line
    start: int
    stop: int
    text: str


def score_places(sheet: Sheet, lines: Sequence[Line], scores: Sequence[Score]) -> Iterator[ScorePlace]:
    """Yield where the points of criteria go; for one that is named where nothing waits, its line and no letters."""
    left = {id(score): score for score in scores}
    named = {id(score): tuple(_WORD.findall(bare(score.name))) for score in scores}
    for line in lines[:_MOST]:
        if not left:
            return
        said = _said(sheet, line)
        of = next((score for key, score in left.items() if said and _is_same(said, named[key])), None)
        if of is not None:
            del left[id(of)]
            yield from _places(sheet, line, of)


def _said(sheet: Sheet, line: Line) -> tuple[str, ...]:
    """Return the words of a criterion that a line may be: those of its whole cell, or before the place on it."""
    if line.cell is not None and sheet.in_cell(line.cell)[0] is not line:
        return ()
    place = _PLACE.search(line.bare)
    if line.cell is None and place is None:
        return ()
    said = line.bare[: place.start()] if place else sheet.said_in(line.cell) if line.cell is not None else ""
    return tuple(_WORD.findall(re.sub(rf"\({words('tối đa')}[^()]*\)?|{words('tối đa')}", " ", said)))


def _is_same(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    shared = (Counter(said) & Counter(name)).total()
    enough = 2 * shared >= _ALIKE * (len(said) + len(name))
    return enough and in_order(said, name) >= _ALIKE


def _places(sheet: Sheet, line: Line, score: Score) -> Iterator[ScorePlace]:
    if place := _PLACE.search(line.bare):
        group = place.lastgroup or "before"
        yield ScorePlace(score, line, *place.span(group), score.points)
        return
    cells = sheet.beside(line)
    heads = {cell: sheet.head_over(cell) for cell in cells}
    crosses = [cell for cell in cells if _MET.search(heads[cell]) and not _POINTS.search(heads[cell])]
    for cell in crosses:
        chosen = score.is_met is not None and (_UNMET.search(heads[cell]) is None) == score.is_met
        if chosen:
            yield _in_cell(sheet, cell, score, "x")
    points = [cell for cell in cells if cell not in crosses]
    if points:
        yield _in_cell(sheet, points[0], score, score.points)
    if not cells:
        yield ScorePlace(score, line, 0, 0, "")


def _in_cell(sheet: Sheet, cell: Element, score: Score, text: str) -> ScorePlace:
    there = sheet.in_cell(cell)[0]
    return ScorePlace(score, there, 0, len(there.text), text)
