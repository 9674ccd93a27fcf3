"""Where the three points of a form go: out of 30, of 70 and of 100."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tuphe.paper.blanks import BLANK, BLANK_BEHIND
from tuphe.paper.fields import Field
from tuphe.paper.lines import OTHERS_TURN, OWN_TURN, Line, Sheet, words
from tuphe.paper.scores import points_cell

_OUT_OF: Final = re.compile(
    rf"(?P<blank>{BLANK}|(?<=:)[ \t]*+|(?<=[a-z])[ \t]++)"
    rf"\s*+(?:{words('điểm')}\s*+)?/\s*+(?P<of>30|70|100)(?![0-9])"
)
_OUT_OF_BEFORE: Final = re.compile(
    rf"(?:(?:[(/]|{words('tối đa')})\s*+(?P<most>30|70|100)|(?<![0-9])(?P<of>30|70|100)\s*+(?:{words('điểm')}|d(?!\w)))"
    rf"\s*+(?:{words('điểm')}|d(?!\w))?\s*+\)?\s*+:?\s*+(?P<blank>{BLANK_BEHIND})"
)
"""What points are out of, before the place where they go: `(tối đa 30 điểm): ……`."""
POINTS: Final = {"30": "tieu_chi_chung", "70": "ket_qua_nhiem_vu", "100": "tong_diem"}
"""The three points of the forms, by what they are out of (Quy định 366-QĐ/TW)."""

NAMES: Final = {
    "tieu_chi_chung": "điểm nhóm tiêu chí chung",
    "ket_qua_nhiem_vu": "điểm kết quả thực hiện nhiệm vụ",
    "tong_diem": "tổng điểm",
}

_CALLED: Final = {
    "tieu_chi_chung": rf"{words('tiêu chí chung')}",
    "ket_qua_nhiem_vu": rf"{words('tiêu chí')}\D*{words('kết quả')}|{words('nhóm kết quả')}|{words('điểm kết quả')}"
    rf"|{words('kết quả')}(?:\s+{words('thực hiện')})?\s+{words('nhiệm vụ')}"
    rf"(?=[^:;.…_]{{0,20}}:?\s*+{BLANK_BEHIND}\s*+{words('điểm')})",
    "tong_diem": rf"{words('tổng điểm')}|{words('tổng số điểm')}|{words('tổng cộng')}|(?<!\w){words('tổng')}(?=\s*+:)",
}
"""What the points are called where nothing says what they are out of."""

_ALONE: Final = re.compile(rf"\W*(?:\d\W+)?(?:{words('tổng')}\s+)?(?:{words('số')}\s+)?{words('điểm')}[^:.…_]*:\s*")
"""A line that asks for points and has nothing behind its colon: “1. Điểm tiêu chí chung:”."""
_PARTS: Final = ("tieu_chi_chung", "ket_qua_nhiem_vu")
_BEHIND: Final = rf"[^:…._\d(]*+(?:\([^()]{{0,80}}\)[^:…._\d(]*+)?:?\s*+(?P<blank>{BLANK_BEHIND})"
"""The dots behind the name of points."""
_HEAD: Final = re.compile(rf"{words('điểm')}|{words('chấm')}")
_SAID: Final = re.compile(
    r"\d\s*+(?:điểm\s*+)?/\s*+(30|70|100)(?!\d)|(?<!\d)(30|70|100)\s*+(?:điểm|đ)?\s*+\)?\s*+:\s*+\d"
)


def points(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Field]:
    """Yield where the points go: before what they are out of, behind or beside their name, on every line that asks.

    Names within a sentence are looked for only where no line says what the points are out of.
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
    """Return the points that stand in the file already, by their keys."""
    return frozenset(POINTS[found[found.lastindex or 1]] for line in lines for found in _SAID.finditer(line.text))


def says_points(sheet: Sheet, lines: Sequence[Line], key: str, value: str) -> bool:
    """Whether a value stands already behind or beside the name of its points."""
    for line in lines:
        if re.search(_CALLED[key], line.bare):
            _, right = sheet.around(line)
            if value in line.text or any(value == sheet.said_in(cell) for cell in right):
                return True
    return False


def _out_of(line: Line, known: Collection[str]) -> Iterator[Field]:
    if not any(most in line.bare for most in POINTS):
        return
    others = OTHERS_TURN.search(line.bare) is not None and OWN_TURN.search(line.bare) is None
    seen: set[str] = set()
    for out_of in (*_OUT_OF.finditer(line.bare), *_OUT_OF_BEFORE.finditer(line.bare)):
        named = out_of.groupdict()
        key = POINTS[named["of"] or named.get("most") or ""]
        if key not in seen and not (others and key in known):
            seen.add(key)
            yield Field(line, *out_of.span("blank"), (key,), NAMES[key])


def _named(sheet: Sheet, line: Line, known: Collection[str]) -> Iterator[str]:
    """Yield the points that a line asks for by their name, or by what a cell says that they are out of."""
    sure = _ALONE.fullmatch(line.bare) is not None or _is_in_a_table_of_points(sheet, line)
    for key, called in _CALLED.items():
        if (sure or key not in known) and re.search(called, line.bare) and not _is_of_a_part(line, key):
            yield key
    if line.row is not None and (key := POINTS.get(line.text.strip(), "")) and key not in known:
        yield key


def _is_in_a_table_of_points(sheet: Sheet, line: Line) -> bool:
    _, right = sheet.around(line)
    return any(sheet.said_in(cell) in POINTS or _HEAD.search(sheet.head_over(cell)) for cell in right)


def _is_of_a_part(line: Line, key: str) -> bool:
    """Whether a line that speaks of a total means that of one group: “Tổng điểm nhóm tiêu chí chung”."""
    alone = line.row is not None and not re.search(BLANK, line.text)
    return key == "tong_diem" and alone and sum(bool(re.search(_CALLED[part], line.bare)) for part in _PARTS) == 1


def _points_at(sheet: Sheet, line: Line, key: str) -> Iterator[Field]:
    name = re.search(_CALLED[key], line.bare)
    if dots := re.compile(_BEHIND).match(line.bare, name.end()) if name else None:
        yield Field(line, *dots.span("blank"), (key,), NAMES[key])
    elif line.row is None and _ALONE.fullmatch(line.bare):
        yield Field(line, len(line.text.rstrip()), len(line.text), (key,), NAMES[key])
    elif (cell := points_cell(sheet, line)) is not None:
        there = sheet.in_cell(cell)[0]
        yield Field(there, 0, len(there.text), (key,), NAMES[key])
