"""Where points go in a unit's own file: the three of a form, and those of single criteria."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tuphe.core.text import in_order
from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare, words
from tuphe.paper.dot_patterns import BLANK, WAITS
from tuphe.paper.filling.contents import Score
from tuphe.paper.filling.fields import Field
from tuphe.paper.filling.lines_and_cells import Line, Sheet
from tuphe.paper.other_writers import is_of_others
from tuphe.paper.package import Element

_ALIKE: Final = 0.85
"""The share of common words from which a criterion and a place are the same one."""
_MOST: Final = 1000
"""Lines in which criteria are looked for: no table of points has more."""
_WORD: Final = r"[^\W\d_]+"
_PLACE: Final = (
    rf"(?P<before>{BLANK})\s*+(?:{words('điểm')}\s*+)?/\s*+\d"
    rf"|(?:\d|{words('điểm')}|d)\s*+\)?\s*+:?\s*+(?P<behind>{BLANK})|:\s*+(?P<alone>{BLANK})"
)
"""Where the points of a line go: `…/5 điểm`, `(tối đa 5 điểm): …`, `: …`."""
_MOST_POINTS: Final = rf"\d{{1,3}}\s*(?:d|{words('điểm')})?"
_MET: Final = rf"{words('đảm bảo')}|{words('bảo đảm')}|{words('đạt')}"
_NOT_POINTS: Final = "|".join(map(words, ("tối đa", "điểm chuẩn", "thang điểm", "trọng số")))
_POINTS: Final = words("điểm")
_UNMET: Final = rf"{words('không')}|{words('chưa')}"
_OUT_OF: Final = re.compile(
    rf"(?P<blank>{BLANK}|(?<=:)[ \t]*+|(?<=[a-z])[ \t]++)"
    rf"\s*+(?:{words('điểm')}\s*+)?/\s*+(?P<of>30|70|100)(?![0-9])"
)
_OUT_OF_BEFORE: Final = re.compile(
    rf"(?:(?:[(/]|{words('tối đa')})\s*+(?P<most>30|70|100)|(?<![0-9])(?P<of>30|70|100)\s*+(?:{words('điểm')}|d(?!\w)))"
    rf"\s*+(?:{words('điểm')}|d(?!\w))?\s*+\)?\s*+:?\s*+(?P<blank>{BLANK})"
)
"""The maximum, before the place where the points go: `(tối đa 30 điểm): ……`."""
POINTS: Final = {"30": "tieu_chi_chung", "70": "ket_qua_nhiem_vu", "100": "tong_diem"}
"""The three points of the forms, by their maxima (Quy định 366-QĐ/TW)."""
NAMES: Final = {
    "tieu_chi_chung": "điểm nhóm tiêu chí chung",
    "ket_qua_nhiem_vu": "điểm kết quả thực hiện nhiệm vụ",
    "tong_diem": "tổng điểm",
}
_CALLED: Final = {
    "tieu_chi_chung": rf"{words('tiêu chí chung')}",
    "ket_qua_nhiem_vu": rf"{words('tiêu chí')}\D*{words('kết quả')}|{words('nhóm kết quả')}|{words('điểm kết quả')}"
    rf"|{words('kết quả')}(?:\s+{words('thực hiện')})?\s+{words('nhiệm vụ')}"
    rf"(?=[^:;.…_{WAITS}]{{0,20}}:?\s*+{BLANK}\s*+{words('điểm')})",
    "tong_diem": rf"{words('tổng điểm')}|{words('tổng số điểm')}|{words('tổng cộng')}|(?<!\w){words('tổng')}(?=\s*+:)",
}
"""The names of the points where no maximum is given."""
_ALONE: Final = re.compile(
    rf"\W*(?:\d\W+)?(?:{words('tổng')}\s+)?(?:{words('số')}\s+)?{words('điểm')}[^:.…_{WAITS}]*:\s*"
)
"""A line that asks for points and has nothing behind its colon: “1. Điểm tiêu chí chung:”."""
_PARTS: Final = ("tieu_chi_chung", "ket_qua_nhiem_vu")
_BEHIND: Final = rf"[^:…._{WAITS}\d(]*+(?:\([^()]{{0,80}}\)[^:…._{WAITS}\d(]*+)?:?\s*+(?P<blank>{BLANK})"
"""The dots behind the name of points."""
_HEAD: Final = rf"{words('điểm')}|{words('chấm')}"
_SAID: Final = re.compile(
    r"\d\s*+(?:điểm\s*+)?/\s*+(30|70|100)(?!\d)|(?<!\d)(30|70|100)\s*+(?:điểm|đ)?\s*+\)?\s*+:\s*+\d"
)


class ScorePlace(Plain, frozen=True):
    """Letters of a line that wait for the points of a criterion, or for a cross; none where these are there already."""

    score: Score
    line: Line
    start: int
    stop: int
    text: str


def score_places(sheet: Sheet, lines: Sequence[Line], scores: Sequence[Score]) -> Iterator[ScorePlace]:
    """Yield the places of the points of criteria; where nothing waits for a named one, its line and no letters."""
    left = {id(score): score for score in scores}
    named = {id(score): tuple(re.findall(_WORD, bare(score.name))) for score in scores}
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
    place = re.search(_PLACE, line.marked)
    if line.cell is None and place is None:
        return ()
    said = line.marked[: place.start()] if place else sheet.said_in(line.cell) if line.cell is not None else ""
    return tuple(re.findall(_WORD, re.sub(rf"\({words('tối đa')}[^()]*\)?|{words('tối đa')}", " ", said)))


def _is_same(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    shared = (Counter(said) & Counter(name)).total()
    enough = 2 * shared >= _ALIKE * (len(said) + len(name))
    return enough and in_order(said, name) >= _ALIKE


def _places(sheet: Sheet, line: Line, score: Score) -> Iterator[ScorePlace]:
    if place := re.search(_PLACE, line.marked):
        group = place.lastgroup or "before"
        yield ScorePlace(score, line, *place.span(group), score.points)
        return
    _, right = sheet.around(line)
    crosses = [cell for cell in right if _is_cross(sheet.head_over(cell)) and sheet.waits(cell)]
    met = [cell for cell in crosses if (re.search(_UNMET, sheet.head_over(cell)) is None) == score.is_met]
    if met:
        yield ScorePlace(score, *sheet.place_in(met[0]), "x")
    if (points := points_cell(sheet, line)) is not None:
        yield ScorePlace(score, *sheet.place_in(points), score.points)
    elif not met:
        yield ScorePlace(score, line, 0, 0, "")


def points_cell(sheet: Sheet, line: Line) -> Element | None:
    """Return the cell that waits for the points of a table's row; None where they are there already.

    It is in the person's own column; else in the next one that is not for the maximum, crosses or remarks.
    """
    _, right = sheet.around(line)
    mine = [
        cell for cell in right if not sheet.is_of_others(cell) and not re.search(_NOT_POINTS, sheet.head_over(cell))
    ]
    cells = [cell for cell in mine if not _is_cross(sheet.head_over(cell))]
    own = [cell for cell in cells if sheet.is_own(cell)]
    if not own and len(cells) > 1 and re.fullmatch(_MOST_POINTS, sheet.said_in(cells[0])):
        cells = cells[1:]  # the maximum of the row
    there = next(iter(own or cells), None)
    return there if there is not None and sheet.waits(there) else None


def _is_cross(head: str) -> bool:
    return re.search(_MET, head) is not None and re.search(_POINTS, head) is None


def points(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Field]:
    """Yield where the points go: before their maximum, behind or beside their name, on every line that asks.

    Names within a sentence are looked for only where no line gives a maximum.
    """
    found: dict[tuple[int, int], Field] = {}
    known = {*said_points(lines)}
    for line in lines:
        for field in _out_of(line, known):
            found.setdefault((line.position, field.start), field)
            known.update(field.keys)
    for line in lines:
        for key in _named(sheet, line, known):
            for field in _points_at(sheet, line, key):
                found.setdefault((field.line.position, field.start), field)
                known.add(key)
    yield from found.values()


def said_points(lines: Sequence[Line]) -> frozenset[str]:
    """Return the keys of the points that the file has already."""
    return frozenset(POINTS[found[found.lastindex or 1]] for line in lines for found in _SAID.finditer(line.text))


def says_points(sheet: Sheet, lines: Sequence[Line], key: str, value: str) -> bool:
    """Whether a value is already behind or beside the name of its points."""
    for line in lines:
        if re.search(_CALLED[key], line.marked):
            _, right = sheet.around(line)
            if value in line.text or any(value == sheet.said_in(cell) for cell in right):
                return True
    return False


def _out_of(line: Line, known: Collection[str]) -> Iterator[Field]:
    if not any(most in line.bare for most in POINTS):
        return
    others = is_of_others(line.bare)
    seen: set[str] = set()
    for out_of in (*_OUT_OF.finditer(line.marked), *_OUT_OF_BEFORE.finditer(line.marked)):
        named = out_of.groupdict()
        key = POINTS[named["of"] or named.get("most") or ""]
        if key not in seen and not (others and key in known):
            seen.add(key)
            yield Field(line, *out_of.span("blank"), (key,), NAMES[key])


def _named(sheet: Sheet, line: Line, known: Collection[str]) -> Iterator[str]:
    """Yield the points that a line asks for by their name, or by the maximum in a cell."""
    sure = _ALONE.fullmatch(line.marked) is not None or _is_in_a_table_of_points(sheet, line)
    for key, called in _CALLED.items():
        if (sure or key not in known) and re.search(called, line.marked) and not _is_of_a_part(line, key):
            yield key
    if line.row is not None and (key := POINTS.get(line.text.strip(), "")) and key not in known:
        yield key


def _is_in_a_table_of_points(sheet: Sheet, line: Line) -> bool:
    _, right = sheet.around(line)
    return any(sheet.said_in(cell) in POINTS or re.search(_HEAD, sheet.head_over(cell)) for cell in right)


def _is_of_a_part(line: Line, key: str) -> bool:
    """Whether a total that a line names is that of one group: “Tổng điểm nhóm tiêu chí chung”."""
    alone = line.row is not None and WAITS not in line.marked
    return key == "tong_diem" and alone and sum(bool(re.search(_CALLED[part], line.marked)) for part in _PARTS) == 1


def _points_at(sheet: Sheet, line: Line, key: str) -> Iterator[Field]:
    name = re.search(_CALLED[key], line.marked)
    if dots := re.compile(_BEHIND).match(line.marked, name.end()) if name else None:
        yield Field(line, *dots.span("blank"), (key,), NAMES[key])
    elif line.row is None and _ALONE.fullmatch(line.marked):
        yield Field(line, len(line.text.rstrip()), len(line.text), (key,), NAMES[key])
    elif (cell := points_cell(sheet, line)) is not None:
        yield Field(*sheet.place_in(cell), (key,), NAMES[key])
