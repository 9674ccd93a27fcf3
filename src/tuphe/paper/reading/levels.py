"""The levels as papers name them, the lines by which the self-rating is known, the level that a circle is around."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tuphe import texts
from tuphe.core.self_rating import Level
from tuphe.core.text import fold
from tuphe.paper.other_writers import BY_OTHERS
from tuphe.paper.paragraphs import Circle, Paragraph

LEVELS: Final = {
    fold("hoàn thành xuất sắc"): Level.EXCELLENT,
    fold("không hoàn thành"): Level.NOT_COMPLETED,
    fold("hoàn thành tốt"): Level.GOOD,
    fold("hoàn thành nhiệm vụ"): Level.COMPLETED,
    **{fold(short): level for short, level in texts.SHORTENED_LEVELS.items()},
}
"""The beginnings of the levels, and the short forms that people use."""
DUTY: Final = fold("nhiệm vụ")
LEVEL: Final = re.compile("|".join(LEVELS))
MEMBER: Final = fold("đảng viên")
_OF_MEMBER: Final = rf"(?:{MEMBER}\s+)?(?:{fold('đủ tư cách')}\W+)?"
_ALONE: Final = re.compile(rf"(?:[a-dđ1-4][.)]\s*)?{_OF_MEMBER}(?P<level>{LEVEL.pattern})(?:\s+{DUTY})?")
"""A level by itself; older papers say “Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ”."""
_POINTS: Final = re.compile(r"[/:]\s*(?:30|70)(?!\d)(?:.*\b(?:70|100)\b)?|/\s*100\b")
_GENERAL: Final = re.compile(fold("tiêu chí chung") + r"\D{0,20}\d")
_BEST: Final = fold("hoàn thành xuất sắc nhiệm vụ")
_AIMS: Final = fold("phấn đấu")
_ONLY: Final = re.compile(
    rf"\W*(?:k?ht(?:xs|t)?nv|(?:{fold('không')} )?{fold('hoàn thành')}(?: {fold('tốt')})? {DUTY})\W*"
)
_SCORED: Final = re.compile(rf"\d\s*/\s*\d|\d\s*{fold('điểm')}")
"""A criterion with its points, whoever it speaks of, is the person's own line."""
_LINE: Final = 20
"""Points from one line to the next, as papers are set: letters of 13 or 14, single to one and a half."""
_EDGE: Final = 2
"""Points at the top and the bottom of a line where a circle's middle may belong to the neighbouring line."""
_LETTER: Final = 6
"""The average width of a letter, in points."""
_ROW: Final = 78
"""Letters of a full line."""


def levels_in(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text, folded, names a level."""
    return LEVEL.finditer(fold(text))


def levels_of(text: str) -> set[Level]:
    """Return the levels that a text names."""
    return {LEVELS[found[0]] for found in levels_in(text)}


def level_alone(text: str) -> Level | None:
    """Return the level that is all a text says; None where it says more, or none."""
    found = _ALONE.fullmatch(fold(text).strip(" \t.,;:/|–+*•-"))
    return LEVELS[found["level"]] if found else None


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(map(fold, phrases))})"


_LEVEL: Final = rf"(?:{_one_of('không hoàn thành', 'hoàn thành')}|k?ht(?:xs|t)?nv)(?!\w)"
_PROPOSED: Final = re.compile(rf"{_one_of('xếp loại', 'phân loại', 'tự nhận')}[^.;]*:\s*{_OF_MEMBER}{_LEVEL}")
_WHOSE: Final = re.compile(
    rf"\W*{_one_of('đảng viên', 'công chức', 'viên chức', 'cán bộ')}[^.:]{{0,40}}:\s*{_LEVEL}"
    rf"(?:\s+{_one_of('xuất sắc', 'tốt')})?(?:\s+{DUTY})?\s*(?:[.;,/☐☒]|$)"
)
"""Whose level a line names: “Viên chức: HTTNV”."""
_IN_WORDS: Final = re.compile(
    rf"\b{fold('tự')} {_one_of('xếp loại', 'phân loại', 'nhận', 'đánh giá', 'xét')}\b(?:\W+\w+){{0,12}}?\W+{_LEVEL}"
)
"""“Tôi tự xếp loại mình ở mức hoàn thành tốt nhiệm vụ”."""
_OTHERS: Final = _one_of(*BY_OTHERS)
_THEIRS: Final = re.compile(
    rf"\W*(?:{_one_of('phần', 'kết quả')} )?{_one_of('nhận xét', 'ý kiến', 'đánh giá', 'xếp loại')}(?! {fold('tự')})"
    rf"[^:]{{0,60}}?{fold('của')} (?:{fold('ban')} |{_OTHERS})"
    rf"|\W*{_OTHERS}\b[^:]{{0,40}}?{_one_of('xếp loại', 'đề xuất', 'đề nghị', 'đánh giá', 'nhận xét')}"
)


def rates(text: str) -> bool:
    """Whether a line has points out of 30 or 70, the boxes of the levels, or names the level that is proposed."""
    said = fold(text)
    words = len(said.split())
    boxes = (_BEST in said or "htxsnv" in said) and ("☐" in text or "☒" in text or words <= 7)
    points = (bool(_POINTS.search(text)) and fold("tiêu chí") in said) or fold("tổng điểm") in said
    points = points or _GENERAL.search(said) is not None
    proposed = words <= 20 and _PROPOSED.search(said) is not None
    whose = words <= 40 and _WHOSE.match(said) is not None
    named = (proposed or whose) and _AIMS not in said
    return boxes or (points and words <= 40) or named or _ONLY.fullmatch(said) is not None


def rates_in_words(text: str) -> bool:
    """Whether a sentence says which level the person proposes, and not one that is aimed at."""
    said = fold(text)
    return _AIMS not in said and _IN_WORDS.search(said) is not None


def said_by_others(text: str) -> bool:
    """Whether those who rate the person begin to write here: “Ý kiến của chi bộ”, “Chi bộ xếp loại: …”."""
    said = fold(text)
    return _THEIRS.match(said) is not None and _SCORED.search(said) is None


def circled(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Level, Paragraph, bool]]:
    """Yield each level around which a circle is drawn, its paragraph, and whether that is sure.

    The place of a circle is measured from the paragraph that it is anchored to: it is sure where that names one level
    and the circle is beside it.
    """
    for place, one in enumerate(paragraphs):
        for circle in one.circles:
            down = 0 if circle.down is None else round(circle.down / _LINE - 0.5)
            several = len(levels_of(one.text)) > 1
            there = paragraphs[place if several else min(max(place + down, 0), len(paragraphs) - 1)]
            if level := _around(there.text, circle, down if several else 0):
                beside = circle.down is not None and _EDGE <= circle.down <= _LINE - _EDGE
                yield level, there, beside and len(levels_of(there.text)) == 1


def _around(text: str, circle: Circle, rows: int) -> Level | None:
    """Return the level of a text that a circle is nearest to, some rows down; the only one where it has no other."""
    at = max(rows, 0) * _ROW + (circle.across or 0) / _LETTER
    levels = [(abs((one.start() + one.end()) / 2 - at), LEVELS[one[0]]) for one in levels_in(text)]
    return min(levels)[1] if len(levels) == 1 or (levels and circle.across is not None) else None
