"""The self-rating of a paper: points, and the level of the person as a Party member."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Level, SelfRating
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.paragraphs import Paragraph

SHORTENED: Final = {
    "htxsnv": Level.EXCELLENT,
    "không htnv": Level.NOT_COMPLETED,
    "khtnv": Level.NOT_COMPLETED,
    "httnv": Level.GOOD,
    "htnv": Level.COMPLETED,
}
"""The levels as people shorten them."""

_LEVELS: Final = {
    fold("hoàn thành xuất sắc"): Level.EXCELLENT,
    fold("không hoàn thành"): Level.NOT_COMPLETED,
    fold("hoàn thành tốt"): Level.GOOD,
    fold("hoàn thành nhiệm vụ"): Level.COMPLETED,
    **{fold(short): level for short, level in SHORTENED.items()},
}
"""The levels as they begin, and as people shorten them."""
_DUTY: Final = fold("nhiệm vụ")
_LEVEL: Final = re.compile("|".join(_LEVELS))
_NUMBER: Final = r"(?P<points>\d{1,3}(?:[.,]\d{1,2})?)"
_MEMBER: Final = fold("đảng viên")
_OFFICE: Final = re.compile("|".join(map(fold, ("công chức", "viên chức", "cán bộ", "người quản lý", "chuyên môn"))))


class _Said(Plain, frozen=True, kw_only=True):
    level: Level
    member: bool | None
    """Whether it is about the Party member, the official, or nothing says whom."""


class RatingRead(Plain, frozen=True, kw_only=True):
    """What was read of points and level; `doubt` says why the level is not sure, empty where it is."""

    rating: SelfRating
    doubt: str = ""


def rating_of(paragraphs: Sequence[Paragraph]) -> RatingRead:
    """Return the points and the level that the person proposes.

    Points are those out of 30 and out of 70; a level is what is ticked by a box or an X beside it, or said in words.
    Where official and Party member are rated apart, the Party member's counts. Two different levels for one are none,
    and the official's alone says nothing of the member. Letters that are struck out are not chosen.
    """
    paragraphs = [one if one.unstruck is None else structs.replace(one, text=one.unstruck) for one in paragraphs]
    rows = _rows(paragraphs)
    text = "\n".join(rows)
    rating = SelfRating(
        general_points=_points(text, GENERAL_MAXIMUM) or _labelled(rows, _GENERAL, GENERAL_MAXIMUM),
        task_points=_points(text, TASK_MAXIMUM) or _labelled(rows, _TASKS, TASK_MAXIMUM),
    )
    said = _said(paragraphs)
    of_member = [one.level for one in said if one.member] or [one.level for one in said if one.member is None]
    levels = list(dict.fromkeys(of_member))
    if said and not levels:
        return RatingRead(rating=rating, doubt="Chỉ thấy mức của công chức, viên chức, không thấy mức của đảng viên.")
    if len(levels) > 1:
        return RatingRead(rating=rating, doubt="Có nhiều mức được đánh dấu.")
    if not levels:
        return RatingRead(rating=rating, doubt="Không thấy mức nào được đánh dấu hoặc nêu tên.")
    return RatingRead(
        rating=SelfRating(general_points=rating.general_points, task_points=rating.task_points, level=levels[0])
    )


def _points(text: str, most: int) -> float | None:
    for found in re.finditer(rf"{_NUMBER}\s*(?:điểm\s*)?/\s*{most}(?!\d)", text):
        points = float(found["points"].replace(",", "."))
        if points <= most:
            return points
    return None


_GENERAL: Final = fold("tiêu chí chung")
_TASKS: Final = fold("kết quả thực hiện nhiệm vụ") + "|" + fold("kết quả nhiệm vụ")


def _labelled(rows: Sequence[str], label: str, most: int) -> float | None:
    """Return the points of a line that names the group and has no “/30”: the last number, besides the most itself."""
    for row in rows:
        found = re.search(label, fold(row))
        if found is None:
            continue
        numbers = re.findall(r"(?<![\d/.,])\d{1,2}(?:[.,]\d{1,2})?(?![\d/.,%])", fold(row)[found.end() :])
        points = [value for one in numbers if (value := float(one.replace(",", "."))) <= most]
        if points and (len(points) > 1 or points[0] != most):
            return next((one for one in reversed(points) if one != most), points[-1])
    return None


def _said(paragraphs: Sequence[Paragraph]) -> list[_Said]:
    found: list[_Said] = []
    member: bool | None = None
    rows = _rows(paragraphs)
    bare: list[_Said] = []
    for text in rows:
        folded = "\t".join(map(fold, text.split("\t")))
        first = _LEVEL.search(folded)
        before = folded[: first.start()] if first else folded
        whom = _whom(before)
        member = whom if whom is not None else member
        if not first:
            continue
        found += (_Said(level=level, member=member) for level in _marked(text, folded, before, words=whom is not None))
        if folded.strip(" .\t") in (first[0], f"{first[0]} {_DUTY}"):
            bare.append(_Said(level=_LEVELS[first[0]], member=member))
    of_member = [one for one in bare if one.member]
    left = next((ones for ones in (of_member, bare) if len(ones) == 1), [])
    return found or _crossed_below(paragraphs) or left or _emphasised(paragraphs)


def _crossed_below(paragraphs: Sequence[Paragraph]) -> list[_Said]:
    """Return the level under or beside which a cell of its table has a mark of its own."""
    crossed = {
        (one.cell.table, one.cell.row, one.cell.column)
        for one in paragraphs
        if one.cell and re.fullmatch(r"\s*[xX✓✔☒]\s*", one.text)
    }
    return [
        _Said(level=level, member=None)
        for one in paragraphs
        if one.cell and (level := _level_alone(one.text))
        if (one.cell.table, one.cell.row + 1, one.cell.column) in crossed
    ]


def _emphasised(paragraphs: Sequence[Paragraph]) -> list[_Said]:
    """Return the only bold or underlined one of a list of levels without any box."""
    listed = [(level, one.bold or one.underlined) for one in paragraphs if (level := _level_alone(one.text))]
    chosen = [level for level, marked in listed if marked]
    return [_Said(level=chosen[0], member=None)] if len(listed) > 2 and len(chosen) == 1 else []


def _level_alone(text: str) -> Level | None:
    said = fold(text).strip(" .;:-+*•")
    found = _LEVEL.match(said)
    return _LEVELS[found[0]] if found and said.removeprefix(found[0]).strip() in ("", _DUTY) else None


def _whom(text: str) -> bool | None:
    """Return whose level a line names: the member's, the official's, or None where it says both or neither."""
    member, office = _MEMBER in text, _OFFICE.search(text) is not None
    return None if member == office else member


def _rows(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the lines; the cells of a table's row that hold a level and its mark beside are one."""
    rows: dict[object, list[str]] = {}
    for paragraph in paragraphs:
        cell = paragraph.cell
        rows.setdefault((cell.table, cell.row) if cell else ("", paragraph.position), []).append(paragraph.text)
    return [line for texts in rows.values() for line in "\t".join(texts).split("\n")]


def _marked(text: str, folded: str, before: str, *, words: bool) -> list[Level]:
    """Return the levels that one line ticks; `words`: it says whose level it names."""
    levels = [(_LEVELS[found[0]], found.start(), found.end()) for found in _LEVEL.finditer(folded)]
    if "☐" in text or "☒" in text:
        return _boxed(folded, levels)
    if beside := [level for level, _, end in levels if re.match(r"[^\n☐]*?[\t:|]\s*x\s*(?:[\t\n]|$)", folded[end:])]:
        return beside[-1:]
    if crossed := [level for level, start, _ in levels if re.search(r"(?:^|[\t\n])\s*x[\s.)]+$", folded[:start])]:
        return crossed[-1:]
    claims = re.search(r"[:\-–]\s*$|" + "|".join(map(fold, ("xếp loại", "mức", "đề xuất", "tự nhận"))), before)
    return [levels[0][0]] if len(levels) == 1 and (claims or words) else []


def _boxed(folded: str, levels: Sequence[tuple[Level, int, int]]) -> list[Level]:
    """Return the ticked ones of a line with boxes: each box stands before its level, or each behind."""
    boxes = [(found.start(), found[0] == "☒") for found in re.finditer("[☐☒]", folded)]
    first = boxes[0][0] < levels[0][1]
    found = []
    for place, (level, start, end) in enumerate(levels):
        if first:
            own = [ticked for at, ticked in boxes if (levels[place - 1][2] if place else 0) <= at < start]
        else:
            until = levels[place + 1][1] if place + 1 < len(levels) else len(folded)
            own = [ticked for at, ticked in boxes if end <= at < until]
        if any(own):
            found.append(level)
    return found
