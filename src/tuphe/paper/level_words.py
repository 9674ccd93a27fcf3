"""The levels in the words that papers have for them."""

import re
from collections.abc import Iterator
from typing import Final

from tuphe import texts
from tuphe.core.self_rating import Level
from tuphe.core.text import fold

LEVELS: Final = {
    fold("hoàn thành xuất sắc"): Level.EXCELLENT,
    fold("không hoàn thành"): Level.NOT_COMPLETED,
    fold("hoàn thành tốt"): Level.GOOD,
    fold("hoàn thành nhiệm vụ"): Level.COMPLETED,
    **{fold(short): level for short, level in texts.SHORTENED_LEVELS.items()},
}
"""The levels as they begin, and as people shorten them."""
DUTY: Final = fold("nhiệm vụ")
LEVEL: Final = re.compile("|".join(LEVELS))
MEMBER: Final = fold("đảng viên")


def levels_in(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text, folded, names a level."""
    return LEVEL.finditer(fold(text))


def levels_of(text: str) -> set[Level]:
    """Return the levels that a text names."""
    return {LEVELS[found[0]] for found in levels_in(text)}


_ALONE: Final = re.compile(
    rf"(?:[a-dđ1-4][.)]\s*)?(?:{MEMBER}\s+)?(?:{fold('đủ tư cách')}\W+)?(?P<level>{LEVEL.pattern})(?:\s+{DUTY})?"
)
"""A level by itself; older papers say “Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ”."""


def level_alone(text: str) -> Level | None:
    """Return the level that is all a text says; None where it says more, or none."""
    found = _ALONE.fullmatch(fold(text).strip(" \t.,;:/|–+*•-"))
    return LEVELS[found["level"]] if found else None
