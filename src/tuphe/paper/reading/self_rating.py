"""The self-rating of a paper: points, and the level of the person as a Party member."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from msgspec import structs

from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Level, SelfRating
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare
from tuphe.paper.box_signs import EMPTY, TICKED
from tuphe.paper.other_writers import is_of_others
from tuphe.paper.paragraphs import Cell, Paragraph
from tuphe.paper.reading.levels import DUTY, LEVEL, LEVELS, MEMBER, circled, level_alone, levels_of

_NUMBER: Final = r"(?P<points>\d{1,3}(?:[.,]\d{1,2})?)"
GENERAL: Final = fold("tiêu chí chung")
TASKS: Final = fold("kết quả thực hiện nhiệm vụ") + "|" + fold("kết quả nhiệm vụ")
_OFFICE: Final = re.compile("|".join(map(fold, ("công chức", "viên chức", "cán bộ", "người quản lý", "chuyên môn"))))
_EARLIER: Final = "|".join(map(fold, ("năm trước", "kỳ trước", "kỳ kiểm điểm trước")))
"""Words for another year that a level may be of."""
_MOST_CROSSES: Final = 20
"""Nobody is rated more often; each cross is compared with the whole table."""
_CROSS: Final = re.compile(r"\s*[xX✓✔☒]\s*")
_CHOSEN: Final = "◉⦿🔘"
_FILLED: Final = "●⚫"
_ROUND: Final = "○◯⚪◎❍"
_BESIDE: Final = re.compile(rf"[^\n☐]*?[\t:|]\s*[x✓✔]\s*(?:[\t\n]|$)|(?:\s*{DUTY})?\s+[x✓✔]\s*$")
_BEFORE: Final = re.compile(r"(?:^|[\t\n])\s*[x✓✔→►][\s.)]+$")
"""A mark beside a level, without any box."""
_CLAIMS: Final = re.compile(
    r"\w.*[:\-–]\s*$|" + "|".join(map(fold, ("xếp loại", "phân loại", "mức", "đề xuất", "tự nhận", "tự đánh giá")))
)
"""Signs before a level that say that it is chosen; a bullet is none."""


def points_of(text: str, most: int) -> float | None:
    """Return the points before “/30” or “/70”, by the maximum `most`; None where there are none."""
    for found in re.finditer(rf"{_NUMBER}\s*(?:điểm\s*)?/\s*{most}(?!\d)", text):
        points = float(found["points"].replace(",", "."))
        if points <= most:
            return points
    return None


def labelled_points(rows: Sequence[str], label: str, most: int) -> float | None:
    """Return the points of a line that names the group and has no “/30”: the last number but the maximum."""
    for row in rows:
        found = re.search(label, fold(row))
        if found is None:
            continue
        numbers = re.findall(r"(?<![\d/.,])\d{1,2}(?:[.,]\d{1,2})?(?![\d/.,%])", fold(row)[found.end() :])
        points = [value for one in numbers if (value := float(one.replace(",", "."))) <= most]
        if points and (len(points) > 1 or points[0] != most):
            return next((one for one in reversed(points) if one != most), points[-1])
    return None


class _Said(Plain, frozen=True, kw_only=True):
    level: Level
    member: bool | None
    """True for the Party member, False for the official, None where nothing says whom."""
    sure: bool = True


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
    paragraphs = _with_boxes(_without_others(paragraphs))
    rows = _rows(paragraphs)
    text = "\n".join(rows)
    said = _said(paragraphs)
    of_member = [one for one in said if one.member] or [one for one in said if one.member is None]
    levels = list(dict.fromkeys(one.level for one in of_member))
    doubt = ""
    if len(levels) > 1:
        doubt = "Có nhiều mức được đánh dấu."
    elif not said:
        doubt = "Không thấy mức nào được đánh dấu hoặc nêu tên."
    elif not levels:
        doubt = "Chỉ thấy mức của công chức, viên chức, không thấy mức của đảng viên."
    elif not all(one.sure for one in of_member):
        doubt = "Mức được khoanh bằng hình vẽ, chưa rõ là quanh mức nào."
    rating = SelfRating(
        general_points=points_of(text, GENERAL_MAXIMUM) or labelled_points(rows, GENERAL, GENERAL_MAXIMUM),
        task_points=points_of(text, TASK_MAXIMUM) or labelled_points(rows, TASKS, TASK_MAXIMUM),
        level=levels[0] if len(levels) == 1 else None,
    )
    return RatingRead(rating=rating, doubt=doubt)


def _said(paragraphs: Sequence[Paragraph]) -> list[_Said]:
    """Return the levels that are chosen, by the first way of choosing that gives the member's level.

    Boxes, marks and words come before levels that only look different from the rest.
    """
    ways = (_in_columns, _in_lines, _crossed_below, _circled, _left_over, _emphasised, _set_off)
    found = [said for way in ways if (said := list(way(paragraphs)))]
    return next((said for said in found if any(one.member is not False for one in said)), found[0] if found else [])


def _in_lines(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the levels that lines tick or say in words."""
    member: bool | None = None
    rows = [row for row in _rows(paragraphs) if row.strip() and not re.search(_EARLIER, fold(row))]
    for text, following in zip_longest(rows, rows[1:], fillvalue=""):
        folded = "\t".join(map(fold, text.split("\t")))
        if of_both := _of_both(folded):
            yield from of_both
            continue
        first = LEVEL.search(folded)
        before = folded[: first.start()] if first else folded
        whom = _whom(before)
        member = whom if whom is not None else None if MEMBER in before else member
        if first:
            listed = level_alone(following) not in (None, LEVELS[first[0]])
            ticked = _marked(text, folded, before, words=whom is not None, listed=listed)
            yield from (_Said(level=level, member=member) for level in ticked)


def _of_both(folded: str) -> list[_Said]:
    """Return the levels of a line that names official and member, each before its level; none where one is missing."""
    found: list[_Said] = []
    end = 0
    for level in LEVEL.finditer(folded):
        whom = _whom(folded[end : level.start()])
        end = level.end()
        if whom is None or "☐" in folded or "☒" in folded:
            return []
        found.append(_Said(level=LEVELS[level[0]], member=whom))
    return found if len(found) > 1 else []


def _with_whom(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, bool | None]]:
    """Yield each paragraph with whose level it names, by its own words before the level or by the last ones above."""
    member: bool | None = None
    for one in paragraphs:
        folded = fold(one.text)
        first = LEVEL.search(folded)
        whom = None if level_alone(one.text) else _whom(folded[: first.start()] if first else folded)
        member = whom if whom is not None else member
        yield one, member


def _listed(paragraphs: Sequence[Paragraph]) -> dict[bool | None, list[tuple[Level, Paragraph]]]:
    """Return the levels that are alone on their lines, by the person that they are for."""
    found: dict[bool | None, list[tuple[Level, Paragraph]]] = {}
    for one, member in _with_whom(paragraphs):
        if level := level_alone(one.text):
            found.setdefault(member, []).append((level, one))
    return found


def _circled(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the levels around which a circle is drawn."""
    whose = dict(_with_whom(paragraphs))
    return (_Said(level=level, member=whose[one], sure=sure) for level, one, sure in circled(paragraphs))


def _left_over(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the only level of a list, where the others are struck out."""
    listed = _listed(paragraphs)
    return (_Said(level=ones[0][0], member=member) for member, ones in listed.items() if len(ones) == 1)


def _emphasised(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the only level of a list without any box that is bold, underlined, in italics or painted over."""
    for member, ones in _listed(paragraphs).items():
        looks = ((one.bold, one.underlined, one.italic, any(map(level_alone, one.set_off))) for _, one in ones)
        ways = ({ones[at][0] for at, marked in enumerate(way) if marked} for way in zip(*looks, strict=True))
        yield from (_Said(level=level, member=member) for level in _only(ways) if len(ones) > 2)


def _set_off(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the only one of several levels on a line whose letters are set off: “Xuất sắc / Tốt / Hoàn thành”."""
    for one, member in _with_whom(paragraphs):
        if len(levels_of(one.text)) > 2:
            yield from (_Said(level=level, member=member) for level in _only(map(levels_of, one.set_off)))


def _only(ways: Iterable[set[Level]]) -> set[Level]:
    """Return the only level that is set off in some ways; none where there are two."""
    chosen = set[Level]().union(*(levels for levels in ways if len(levels) == 1))
    return chosen if len(chosen) == 1 else set()


def _squares(paragraphs: Sequence[Paragraph]) -> dict[Cell, str]:
    return {one.cell: one.text for one in paragraphs if one.cell and one.text.strip()}


def _in_columns(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the levels with a mark in a table that has a column, or a row, for the official and one for the member."""
    squares = _squares(paragraphs)
    crossed = [cell for cell, text in squares.items() if _CROSS.fullmatch(text)]
    for cell in crossed if len(crossed) <= _MOST_CROSSES else ():
        there = [(one, text) for one, text in squares.items() if one.table == cell.table]
        beside = [text for one, text in there if one.row == cell.row]
        above = [text for one, text in there if one.column == cell.column and one.row < cell.row]
        for levels, whose in ((beside, above), (above, beside)):
            level = next(filter(None, map(level_alone, levels)), None)
            member = next((whom for text in whose if (whom := _whom(fold(text))) is not None), None)
            if level and member is not None:
                yield _Said(level=level, member=member)


def _crossed_below(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    """Yield the level under which a cell of its table has a mark of its own."""
    squares = _squares(paragraphs)
    below = ((squares.get(structs.replace(cell, row=cell.row + 1), ""), text) for cell, text in squares.items())
    levels = (level_alone(text) for mark, text in below if _CROSS.fullmatch(mark))
    return (_Said(level=level, member=None) for level in levels if level)


def _without_others(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without the columns of tables in which others rate the person."""
    heads = ((one.cell, one.text) for one in paragraphs if one.cell and one.cell.row == 0)
    theirs = {(cell.table, cell.column) for cell, text in heads if is_of_others(bare(text))}
    return [one for one in paragraphs if not one.cell or (one.cell.table, one.cell.column) not in theirs]


def _with_boxes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with round buttons as boxes, where one is chosen; else they are the bullets of a list."""
    text = "".join(one.text for one in paragraphs)
    round_ones = set(text) & {*_ROUND}
    chosen = _CHOSEN if set(text) & {*_CHOSEN} else _FILLED if round_ones and set(text) & {*_FILLED} else ""
    if not chosen:
        return list(paragraphs)
    signs = str.maketrans(dict.fromkeys(chosen, TICKED) | dict.fromkeys(_ROUND, EMPTY))
    return [structs.replace(one, text=one.text.translate(signs)) for one in paragraphs]


def _whom(text: str) -> bool | None:
    """Return whose level a line names: the member's, the official's, or None where it says both or neither."""
    member, office = MEMBER in text, _OFFICE.search(text) is not None
    return None if member == office else member


def _rows(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the lines; cells of a table's row with a level and the mark beside it make one line."""
    rows: dict[object, list[str]] = {}
    for paragraph in paragraphs:
        cell = paragraph.cell
        rows.setdefault((cell.table, cell.row) if cell else ("", paragraph.position), []).append(paragraph.text)
    return [line for texts in rows.values() for line in "\t".join(texts).split("\n")]


def _marked(text: str, folded: str, before: str, *, words: bool, listed: bool) -> list[Level]:
    """Return the levels that one line ticks; `words`: it says whose level it names.

    `listed`: other levels follow, each on its line, and “Đề xuất xếp loại: Hoàn thành xuất sắc …” only begins the list.
    """
    levels = [(LEVELS[found[0]], found.start(), found.end()) for found in LEVEL.finditer(folded)]
    if "☐" in text or "☒" in text:
        return _boxed(folded, levels)
    if beside := [level for level, _, end in levels if _BESIDE.match(folded[end:])]:
        return beside[-1:]
    if crossed := [level for level, start, _ in levels if _BEFORE.search(folded[:start])]:
        return crossed[-1:]
    claims = _CLAIMS.search(before.lstrip(" \t-–—+*•"))
    return [levels[0][0]] if len(levels) == 1 and (claims or words) and not listed else []


def _boxed(folded: str, levels: Sequence[tuple[Level, int, int]]) -> list[Level]:
    """Return the ticked ones of a line with boxes: all boxes are before their levels, or all behind."""
    boxes = [(found.start(), found[0] == "☒") for found in re.finditer("[☐☒]", folded)]
    named, starts, ends = zip(*levels, strict=True)
    behind = zip(ends, (*starts[1:], len(folded)), strict=True)
    rooms = zip((0, *ends), starts, strict=False) if boxes[0][0] < starts[0] else behind
    ticked = [at for at, is_ticked in boxes if is_ticked]
    return [level for level, (low, high) in zip(named, rooms, strict=True) if any(low <= at < high for at in ticked)]
