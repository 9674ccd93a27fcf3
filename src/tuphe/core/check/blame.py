"""Whether a cause names only others or circumstances: read clause by clause, by who it begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.sentences import contains
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists

_CLAUSES: Final = re.compile(r"[,;.:\n]+|\s(?:và|nhưng|song|mà|trong khi|rồi|nên|lại)\s", re.IGNORECASE)

_NOT_BECAUSE: Final = re.compile(r"^\W*(?:không|chẳng|chả)\s+(?:phải\s+)?(?:do|vì|bởi|tại)\b", re.IGNORECASE)
"""How a clause begins that acquits others."""

_BEFORE: Final = (
    *(
        "do",
        "vì",
        "bởi",
        "tại",
        "là",
        "cũng",
        "một phần",
        "phần vì",
        "nguyên nhân",
        "chủ yếu",
        "tuy",
        "dù",
        "có",
        "thì",
    ),
    *("các", "những", "một số", "nhiều", "hai", "ba", "mấy", "cả", "mọi", "đa số", "phần lớn", "số", "việc", "sự"),
)
"""What may stand before whom a clause begins with."""

_A_DATE: Final = re.compile(r"\b\d{1,2}/\d{1,2}|\bngày \d|\btháng (?:\d|giêng|chạp)|\bquý [IV\d]", re.IGNORECASE)
"""An event that has its date can be looked up: it explains, and blames nobody."""


def blames_others(cause: str, lists: WordLists) -> bool:
    """Whether a cause names the failings of others, or circumstances, and no part of one's own."""
    if contains(cause, lists.denials) is not None:
        return True
    blamed = False
    for clause in filter(str.strip, _CLAUSES.split(cause)):
        if _NOT_BECAUSE.match(clause):
            continue
        if _is_own(clause, lists):
            return False
        blamed = blamed or _is_of_others(clause, lists)
    return blamed and _A_DATE.search(cause) is None


def _is_own(clause: str, lists: WordLists) -> bool:
    words = spaced_words(clause)
    for passive in lists.passives:
        words = words.replace(spaced_words(passive), " ")
    if contains(words, lists.oneself) is not None:
        return contains(words, lists.merits) is None or contains(words, lists.own_faults) is not None
    begins = _begins_with(clause, lists.others) or _begins_with(clause, lists.things)
    return begins is None and contains(words, lists.own_faults) is not None


def _is_of_others(clause: str, lists: WordLists) -> bool:
    if contains(clause, lists.circumstances) is not None or _begins_with(clause, lists.things) is not None:
        return True
    return _begins_with(clause, lists.others) is not None and contains(clause, lists.failings) is not None


def _begins_with(clause: str, names: tuple[str, ...]) -> str | None:
    found = _beginning(names).match(spaced_words(clause))
    return found[0] if found else None


@lru_cache(maxsize=8)
def _beginning(names: tuple[str, ...]) -> re.Pattern[str]:
    before, wanted = ("|".join(re.escape(spaced_words(name).strip()) for name in some) for some in (_BEFORE, names))
    return re.compile(rf" (?:(?:{before}) )*(?:{wanted}) ")
