"""The places of a unit's own file that wait for a few words: fields of the head, year, place of writing, points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from tuphe.core.text import slug
from tuphe.paper.lines import BLANK, bare, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tuphe.core.paper_words import PaperWords
    from tuphe.paper.lines import Line, Sheet

_OUT_OF: Final = re.compile(
    rf"(?P<blank>{BLANK}|(?<=:)[ \t]*+|(?<=[a-z])[ \t]++)"
    rf"\s*+(?:{words('điểm')}\s*+)?/\s*+(?P<of>30|70|100)(?![0-9])"
)
_OUT_OF_BEFORE: Final = re.compile(
    rf"(?:(?:[(/]|{words('tối đa')})\s*+(?P<most>30|70|100)|(?<![0-9])(?P<of>30|70|100)\s*+(?:{words('điểm')}|d(?!\w)))"
    rf"\s*+(?:{words('điểm')}|d(?!\w))?\s*+\)?\s*+:?\s*+(?P<blank>{BLANK})"
)
"""What points are out of, before the place where they go: `(tối đa 30 điểm): ……`."""
_MOST_FIELDS: Final = 20
"""Fields of one line; a page has none with more."""

POINTS: Final = {"30": "tieu_chi_chung", "70": "ket_qua_nhiem_vu", "100": "tong_diem"}
"""The three points of the forms, by what they are out of (Quy định 366-QĐ/TW)."""

NAMES: Final = {
    "tieu_chi_chung": "điểm nhóm tiêu chí chung",
    "ket_qua_nhiem_vu": "điểm kết quả thực hiện nhiệm vụ",
    "tong_diem": "tổng điểm",
}

_CALLED: Final = {
    "tieu_chi_chung": rf"{words('tiêu chí chung')}",
    "ket_qua_nhiem_vu": rf"{words('tiêu chí')}\D*{words('kết quả')}|{words('nhóm kết quả')}|{words('điểm kết quả')}",
    "tong_diem": rf"{words('tổng điểm')}|{words('tổng số điểm')}|{words('tổng cộng')}|(?<!\w){words('tổng')}(?=\s*+:)",
}
"""What the points are called where nothing says what they are out of."""

_GAP: Final = re.compile(r"\s*+(?:\([^()]{0,80}\)\s*+)?(?::\s*+)?")
_JOINED: Final = re.compile(rf"\s*+(?:[,/&+-]|{words('và')})\s*+")
"""What joins two labels of one place."""
_DOTTED: Final = re.compile(BLANK)
_YEAR: Final = re.compile(
    rf"(?<!\w){words('năm')}(?:\s+{words('kiểm điểm')}|\s+{words('đánh giá')})?\s*+:?\s*+"
    rf"(?P<blank>(?:20\s?)?{BLANK}|20\s?[.…_]+)"
)
_DAY_AND_MONTH: Final = rf"(?<!\w){words('ngày')}(?:[\s,/]|{BLANK})++{words('tháng')}"
_PLACE: Final = re.compile(rf"\s*+(?P<blank>{BLANK})\s*+[,;]?\s*+(?={_DAY_AND_MONTH})")


class Field(NamedTuple):
    """Letters `start` to `stop` of a line, which wait for the value of `key`; none where it follows a bare label."""

    line: Line
    start: int
    stop: int
    key: str
    label: str
    others: tuple[str, ...] = ()
    """The keys of labels before its own that it answers too: “Đơn vị, chi bộ: ……”."""


class Labels:
    """The labels of header fields that the `head`, as bare text, may have: one pattern."""

    def __init__(self, known: PaperWords, head: str) -> None:
        self._keys: dict[str, str] = {_joined(label): field.key for field in known.fields for label in field.labels}
        self._tags: dict[str, str] = {
            _joined(name): field.key for field in known.fields for name in (*field.tags, *field.labels)
        }
        self._tags |= dict.fromkeys(("nam", "namkiemdiem"), "nam")
        every = [*known.other_labels, *(label for field in known.fields for label in field.labels)]
        there = sorted((label for label in every if bare(label).split()[0] in head), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(words, there)) or '(?!)'})(?!\w)")

    def found_in(self, bare: str) -> list[tuple[int, int, str]]:
        """Return where each label stands, and its key; empty for one of another matter."""
        return [
            (found.start(), found.end(), self._keys.get(_joined(found[0]), ""))
            for found in self._pattern.finditer(bare)
        ]

    def of_tag(self, name: str) -> str:
        """Return the key of a content control's tag or title; empty for another one."""
        return self._tags.get(_joined(name), "")


def _joined(label: str) -> str:
    return slug(label).replace("-", "")


def header_fields(sheet: Sheet, lines: Iterable[Line], labels: Labels) -> Iterator[Field]:
    """Yield the fields of the head; `lines` are those before the first section."""
    found: dict[tuple[int, int], Field] = {}
    for line in lines:
        there = (*_labelled(sheet, line, labels), *_date_and_year(line), *_tagged(line, labels))
        for field in there[:_MOST_FIELDS]:
            found.setdefault((field.line.position, field.start), field)
    yield from found.values()


def _labelled(sheet: Sheet, line: Line, labels: Labels) -> Iterator[Field]:
    found = labels.found_in(line.bare)
    begins = bool(found) and not line.bare[: found[0][0]].strip(" \t-+*.)0123456789")
    behind = [*found[1:], (len(line.text), 0, "")]
    joined: list[tuple[int, str]] = []
    for (start, stop, key), (end, _, following) in zip(found, behind, strict=False):
        if key and following and key != following and _JOINED.fullmatch(line.bare, stop, end):
            joined.append((start, key))
            continue
        others, joined = joined, []
        asked = {key, *(one for _, one in others)}
        if not key or following in asked:  # “Sinh hoạt tại: Chi bộ 3” says it already
            continue
        gap = _GAP.match(line.bare, stop, end)
        at = stop if gap is None else gap.end()
        if dots := _DOTTED.match(line.text, at, end):
            first = others[0][0] if others else start
            yield Field(line, at, dots.end(), key, line.text[first:stop], tuple(key for _, key in others))
        elif at == end and begins:
            yield from _bare_label(sheet, line, (start, stop, end), key, labels)


def _bare_label(sheet: Sheet, line: Line, place: tuple[int, int, int], key: str, labels: Labels) -> Iterator[Field]:
    """Yield the place behind a label without dots: the cell beside it, the room up to a tab, the end of the line."""
    start, stop, end = place
    label = line.text[start:stop]
    behind = line.text[stop:end]
    if line.row is not None and not start and end == len(line.text) and (beside := sheet.beside(line)):
        there = sheet.in_cell(beside[0])[0]
        yield Field(there, 0, len(there.text), key, label)
        return
    if end == len(line.text) and (below := _room_below(sheet, line)):
        yield Field(below, 0, len(below.text), key, label)
        return
    if (":" not in behind and "\t" not in behind) or _is_answered_beside(sheet, line, labels):
        return
    tab = behind.find("\t")
    last = end == len(line.text)
    if tab >= 0 and not last:  # the tab leads to the next label, which stays where it is
        yield Field(line, stop + tab, stop + tab, key, label)
    else:
        yield Field(line, stop + len(behind.rstrip()), end if last else end - 1, key, label)


def _room_below(sheet: Sheet, line: Line) -> Line | None:
    """Return the line below a label that waits for what it asks: a dotted one, or the cell in the next row."""
    if line.row is not None:
        cell = next(sheet.below(line), None)
        return sheet.in_cell(cell)[0] if cell is not None and sheet.waits(cell) else None
    following = sheet.lines[line.position + 1 : line.position + 2]
    return following[0] if following and following[0].is_dotted else None


def _is_answered_beside(sheet: Sheet, line: Line, labels: Labels) -> bool:
    """Whether the cell to the right says something that is no label: the answer to this one."""
    _, right = sheet.around(line)
    said = sheet.said_in(right[0]) if right else ""
    # “Đảng viên” begins with the label of a post and is an answer; a label ends there, or is followed by its sign.
    labelled = (stop for start, stop, _ in labels.found_in(said) if start == 0)
    return bool(said) and not any(said[stop:].strip()[:1] in ("", *":(.…_") for stop in labelled)


def dates(lines: Iterable[Line]) -> Iterator[Field]:
    """Yield the place and the year of lines that say where and when the paper was written."""
    for line in lines:
        if re.search(_DAY_AND_MONTH, line.bare):
            yield from _date_and_year(line)


def _date_and_year(line: Line) -> Iterator[Field]:
    if place := _PLACE.match(line.bare):
        yield Field(line, *place.span("blank"), "noi_viet", "Nơi viết")
    for year in _YEAR.finditer(line.bare):
        yield Field(line, *year.span("blank"), "nam", "Năm")


def _tagged(line: Line, labels: Labels) -> Iterator[Field]:
    for start, stop, names in line.letters.controls:
        key = next(filter(None, map(labels.of_tag, names)), "")
        if key and (_DOTTED.fullmatch(line.text[start:stop].strip()) or not line.text[start:stop].strip()):
            yield Field(line, start, stop, key, names[-1])


def points(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Field]:
    """Yield where the three points go, each once: before what they are out of, else behind or beside their name."""
    found: dict[str, Field] = {}
    for line in lines:
        if not any(most in line.bare for most in POINTS):
            continue
        for out_of in _OUT_OF.finditer(line.bare):
            key = POINTS[out_of["of"]]
            found.setdefault(key, Field(line, *out_of.span("blank"), key, NAMES[key]))
        for out_of in _OUT_OF_BEFORE.finditer(line.bare):
            key = POINTS[out_of["most"] or out_of["of"]]
            found.setdefault(key, Field(line, *out_of.span("blank"), key, NAMES[key]))
    for line in lines:
        for key, called in _CALLED.items() if len(found) < len(POINTS) else ():
            if key not in found and (name := re.search(called, line.bare)):
                found.update(_points_at(sheet, line, name.end(), key))
        if (key := POINTS.get(line.text.strip(), "")) and key not in found:
            found.update(_points_beside(sheet, line, key))
    yield from found.values()


def _points_at(sheet: Sheet, line: Line, at: int, key: str) -> dict[str, Field]:
    if dots := re.compile(rf"[^:…._\d(]*+(?:\([^()]{{0,80}}\)[^:…._\d(]*+)?:?\s*+(?P<blank>{BLANK})").match(
        line.bare, at
    ):
        return {key: Field(line, *dots.span("blank"), key, NAMES[key])}
    return _points_beside(sheet, line, key)


def _points_beside(sheet: Sheet, line: Line, key: str) -> dict[str, Field]:
    """Return the cell beside a name of points, or beside what they are out of in a table: “30”."""
    beside = sheet.beside(line)
    if not beside:
        return {}
    there = sheet.in_cell(beside[0])[0]
    return {key: Field(there, 0, len(there.text), key, NAMES[key])}
