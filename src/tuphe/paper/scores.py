"""The points of single criteria in a unit's own file: before or behind “/5 điểm” on a line, or in a table's cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tuphe.core.text import in_order
from tuphe.paper.blanks import BLANK
from tuphe.paper.contents import Score
from tuphe.paper.lines import Line, Sheet, bare, words
from tuphe.paper.package import Element

_ALIKE: Final = 0.85
"""Of the words of a criterion and of a place, the share from which they are the same one."""
_MOST: Final = 1000
"""Lines in which criteria are looked for: no table of points has more."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLACE: Final = (
    rf"(?P<before>{BLANK})\s*+(?:{words('điểm')}\s*+)?/\s*+\d"
    rf"|(?:\d|{words('điểm')}|d)\s*+\)?\s*+:?\s*+(?P<behind>{BLANK})|:\s*+(?P<alone>{BLANK})"
)
"""Where the points of a line go: `…/5 điểm`, `(tối đa 5 điểm): …`, `: …`."""
_MOST_POINTS: Final = re.compile(rf"\d{{1,3}}\s*(?:d|{words('điểm')})?")
_MET: Final = re.compile(rf"{words('đảm bảo')}|{words('bảo đảm')}|{words('đạt')}")
_NOT_POINTS: Final = re.compile("|".join(map(words, ("tối đa", "điểm chuẩn", "thang điểm", "trọng số"))))
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
    place = re.search(_PLACE, line.bare)
    if line.cell is None and place is None:
        return ()
    said = line.bare[: place.start()] if place else sheet.said_in(line.cell) if line.cell is not None else ""
    return tuple(_WORD.findall(re.sub(rf"\({words('tối đa')}[^()]*\)?|{words('tối đa')}", " ", said)))


def _is_same(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    shared = (Counter(said) & Counter(name)).total()
    enough = 2 * shared >= _ALIKE * (len(said) + len(name))
    return enough and in_order(said, name) >= _ALIKE


def _places(sheet: Sheet, line: Line, score: Score) -> Iterator[ScorePlace]:
    if place := re.search(_PLACE, line.bare):
        group = place.lastgroup or "before"
        yield ScorePlace(score, line, *place.span(group), score.points)
        return
    _, right = sheet.around(line)
    crosses = [cell for cell in right if _is_cross(sheet.head_over(cell)) and sheet.waits(cell)]
    met = [cell for cell in crosses if (_UNMET.search(sheet.head_over(cell)) is None) == score.is_met]
    if score.is_met is not None and met:
        yield _in_cell(sheet, met[0], score, "x")
    points = points_cell(sheet, line)
    if points is not None:
        yield _in_cell(sheet, points, score, score.points)
    elif not (score.is_met is not None and met):
        yield ScorePlace(score, line, 0, 0, "")


def points_cell(sheet: Sheet, line: Line) -> Element | None:
    """Return the cell that waits for the points of a table's row; None where they are there already.

    It is in the person's own column; else in the next one that has neither the most points, nor crosses, nor remarks.
    """
    _, right = sheet.around(line)
    mine = [cell for cell in right if not sheet.is_of_others(cell) and not _NOT_POINTS.search(sheet.head_over(cell))]
    cells = [cell for cell in mine if not _is_cross(sheet.head_over(cell))]
    own = [cell for cell in cells if sheet.is_own(cell)]
    if not own and len(cells) > 1 and _MOST_POINTS.fullmatch(sheet.said_in(cells[0])):
        cells = cells[1:]  # the most that a row can have
    there = next(iter(own or cells), None)
    return there if there is not None and sheet.waits(there) else None


def _is_cross(head: str) -> bool:
    return _MET.search(head) is not None and _POINTS.search(head) is None


def _in_cell(sheet: Sheet, cell: Element, score: Score, text: str) -> ScorePlace:
    there = sheet.in_cell(cell)[0]
    return ScorePlace(score, there, 0, len(there.text), text)
