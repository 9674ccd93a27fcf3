"""How far something is mended, in percent: in digits, or in words as “tám mươi phần trăm”."""

import re
from typing import Final

from tuphe.core.text import fold
from tuphe.paper.leading_numbers import ORDINALS

_UNITS: Final = {**ORDINALS, "mốt": 1, "lăm": 5}
_UNIT: Final = "|".join(_UNITS)
SHARE: Final = rf"(?:\d{{1,3}}|một\s+trăm|(?:(?:{_UNIT})\s+mươi|mười)(?:\s+(?:{_UNIT}))?)\s*(?:%|phần\s+trăm)"
"""A share of a hundred, as a pattern without groups."""
_SHARE: Final = re.compile(rf"(?<![\w,.]){SHARE}", re.IGNORECASE)
_HALF: Final = re.compile(r"(?:được|khoảng|chừng|đạt)\s+(?:(?:khoảng|chừng)\s+)?một nửa\b", re.IGNORECASE)
_FRACTION: Final = re.compile(r"(?<![\d/])(?P<done>\d{1,4})/(?P<all>\d{1,4})(?![\d/])[^()%]{0,30}\(\s*$")
"""“27/45 thiết bị (60%)”: how many of all are done, and the share in brackets."""
_WINDOW: Final = 60
"""Letters before a share that are looked at: a line may be very long."""
_OF_ITSELF: Final = "|".join(map(fold, ("khoảng", "mức độ", "khắc phục", "khắc phục được", "chừng", "một nửa")))
_REACHED: Final = f"(?:{fold('đạt')}|{fold('được')})"
_NEAR: Final = (
    rf"(?:{_OF_ITSELF}|(?:^|[,;:(.–-]|{fold('đã')}|{fold('mới')}|{fold('ước')})\s*{_REACHED})[\s(:,]*"
    rf"(?:khoảng|chừng|gần|trên|{fold('một nửa')}|{_REACHED})?[\s(:,]*$"
)
"""Words before the share that is mended: “đạt” behind a comma, and not “tuân thủ đạt 82%”."""


def percent_of(share: str) -> int:
    """Return the percentage of a share that `SHARE` matches, at most 100."""
    if digits := re.match(r"\d+", share):
        return min(int(digits[0]), 100)
    tens, *others = (word for word in share.casefold().split() if word not in ("%", "phần"))
    if "trăm" in others[:1]:
        return 100
    unit = next((_UNITS[word] for word in others if word in _UNITS), 0)
    return (10 if tens == "mười" else 10 * _UNITS[tens]) + unit


def share_in(text: str) -> int | None:
    """Return the first share of a text, in percent, or None where it has none."""
    found = _SHARE.search(text)
    return percent_of(found[0]) if found else None


def mended_share(text: str) -> int | None:
    """Return how far it is mended, in percent; a share of something else, as “còn 6,2%”, is none."""
    if _HALF.search(text) and not _SHARE.search(text):
        return 50
    for found in _SHARE.finditer(text):
        percent = percent_of(found[0])
        begin = max(0, found.start() - _WINDOW)
        part = _FRACTION.search(text, begin, found.start())
        if part and percent == round(100 * int(part["done"]) / max(int(part["all"]), 1)):
            return percent
        before = ("…" if begin else "") + fold(text[begin : found.start()])
        if percent and re.search(_NEAR, before):
            return percent
    return None
