"""Lines by which the self-rating is known without a heading, and those by which others begin to write."""

import re
from typing import Final

from tuphe.core.text import fold
from tuphe.paper.lines import BY_OTHERS


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(map(fold, phrases))})"


_POINTS: Final = re.compile(r"[/:]\s*(?:30|70)(?!\d)(?:.*\b(?:70|100)\b)?|/\s*100\b")
_GENERAL: Final = re.compile(fold("tiêu chí chung") + r"\D{0,20}\d")
_BEST: Final = fold("hoàn thành xuất sắc nhiệm vụ")
_AIMS: Final = fold("phấn đấu")
_LEVEL: Final = rf"(?:{_one_of('không hoàn thành', 'hoàn thành')}|k?ht(?:xs|t)?nv)(?!\w)"
_OF_MEMBER: Final = rf"(?:{fold('đảng viên')}\s+)?(?:{fold('đủ tư cách')}\W+)?"
_PROPOSED: Final = re.compile(rf"{_one_of('xếp loại', 'phân loại', 'tự nhận')}[^.;]*:\s*{_OF_MEMBER}{_LEVEL}")
_WHOSE: Final = re.compile(
    rf"\W*{_one_of('đảng viên', 'công chức', 'viên chức', 'cán bộ')}[^.:]{{0,40}}:\s*{_LEVEL}"
    rf"(?:\s+{_one_of('xuất sắc', 'tốt')})?(?:\s+{fold('nhiệm vụ')})?\s*(?:[.;,/☐☒]|$)"
)
"""Whose level a line names: “Viên chức: HTTNV”."""
_ALONE: Final = re.compile(
    rf"\W*(?:k?ht(?:xs|t)?nv|(?:{fold('không')} )?{fold('hoàn thành')}(?: {fold('tốt')})? {fold('nhiệm vụ')})\W*"
)
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
_SCORED: Final = re.compile(rf"\d\s*/\s*\d|\d\s*{fold('điểm')}")
"""A criterion with its points, whoever it speaks of, is the person's own line."""


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
    return boxes or (points and words <= 40) or named or _ALONE.fullmatch(said) is not None


def rates_in_words(text: str) -> bool:
    """Whether a sentence says which level the person proposes, and not one that is aimed at."""
    said = fold(text)
    return _AIMS not in said and _IN_WORDS.search(said) is not None


def said_by_others(text: str) -> bool:
    """Whether those who rate the person begin to write here: “Ý kiến của chi bộ”, “Chi bộ xếp loại: …”."""
    said = fold(text)
    return _THEIRS.match(said) is not None and _SCORED.search(said) is None
