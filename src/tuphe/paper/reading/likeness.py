"""Which of several short texts another one is about: by the words that they share and others do not have."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import fsum
from typing import Final

from tuphe.core.text import first_words

_COMMON: Final = frozenset(
    first_words(
        "và của các những có được là cho trong với về ở đã đang chưa không còn một này khi để theo từ đến do tôi "
        "bản thân việc công tác năm tháng ngày lần số người nhiều thực hiện hoàn thành trước sau thường xuyên kịp thời "
        "nhiệm vụ chế hạn khắc phục biện pháp nguyên nhân mỗi ít nhất hằng tiếp tục tăng cường nâng cao chủ động quan "
        "xong lại"
    )
)
"""Words that any two of these texts may share."""
MOST: Final = 100
"""Texts of a kind that are compared with each other: no paper has as many, and the time grows with the square."""
LEAST: Final = 0.9
"""A shared pair of words, or two rarer words, are enough to say that two texts speak of one matter."""


def likeness(one: str, others: Sequence[str]) -> list[float]:
    """Return how likely `one` is about each of the others: by shared pairs of words, and words that are not common.

    Words that several of the others have count for less.
    """
    mine = _marks(one)
    theirs = [_marks(other).keys() & mine.keys() for other in others]
    saying = Counter(mark for marks in theirs for mark in marks)
    # An exact sum does not depend on the order of a set: equally likely texts are so in each run.
    return [fsum(mine[mark] / saying[mark] for mark in marks) for marks in theirs]


@lru_cache(maxsize=1024)
def _marks(text: str) -> dict[str, float]:
    """Return pairs of neighbouring words and single ones, with the weight of each; common words weigh nothing."""
    words = first_words(re.sub(r"(?<=\d)[.,](?=\d)", "", text))
    single = {word: 0.9 if word.isdigit() and len(word) > 1 else 0.3 for word in words if word not in _COMMON}
    pairs = {f"{one} {two}": 1.0 for one, two in pairwise(words) if one not in _COMMON and two not in _COMMON}
    return {**{word: weight for word, weight in single.items() if not word.isdigit() or len(word) > 1}, **pairs}
