"""Whether a cause names only others or circumstances: read clause by clause, by who it begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.sentences import any_of, contains
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists

_CLAUSES: Final = re.compile(r"[,;.:\n]+|\s(?:và|nhưng|song|mà|trong khi|rồi)\s", re.IGNORECASE)

_NOT_BECAUSE: Final = re.compile(r"^\W*(?:không|chẳng|chả)\s+(?:phải\s+)?(?:do|vì|bởi|tại)\b", re.IGNORECASE)
"""How a clause begins that acquits others."""

_MOSTLY: Final = re.compile(
    r"\W(?:nhưng|song|mà|tuy nhiên,?)\s+(?:cái\s+)?(?:chủ yếu|phần lớn|phần nhiều|cơ bản|chính)\s+(?:vẫn\s+)?(?:là\s+)?"
    r"(?=(?:do|vì|bởi|tại)\s)",
    re.IGNORECASE,
)
"""What a cause turns on that admits a little first: tôi cũng có phần, nhưng chủ yếu do …."""

_OMITTED: Final = re.compile(
    r"^\W*(?:(?:do|vì|bởi|tại|phần thì|cũng|còn)\s+)*(?:đã |cứ |hay |lại )?"
    r"(?:chưa (?!có|được|đủ|ai)|không (?!có|được|đủ|ai|còn)"
    r"|(?:để|bỏ|mải|vội|nhận|làm|xem|ghi|giao|ký|nghe|nghĩ|muốn|ham) )",
    re.IGNORECASE,
)
"""How a clause begins that leaves out “tôi”: with what was done or left undone."""

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


def blames_others(cause: str, lists: WordLists, *, objective: bool) -> bool:
    """Whether a cause names the failings of others, or circumstances, and no part of one's own.

    Where the person calls it objective, it is enough that a clause begins with
    others. Events that nobody can help explain, and blame nobody.
    """
    if contains(cause, lists.denials) is not None or _innocent(lists).search(spaced_words(cause)):
        return True
    if turn := _MOSTLY.search(cause):
        cause = cause[turn.end() :]
    blamed = False
    for row, clause in enumerate(filter(str.strip, _CLAUSES.split(cause.replace(" nên ", ", nên ")))):
        if _NOT_BECAUSE.match(clause):
            continue
        if contains(clause, lists.helpless) is not None:
            blamed = True
            continue
        if _is_own(clause, lists, after_others=blamed):
            return False
        # A thing behind a comma may be one of several objects; at the beginning, or beside another blamed, it is not.
        of_things = (row == 0 or blamed) and _begins_with(clause, lists.things)
        blamed = blamed or of_things or _is_of_others(clause, lists, objective=objective)
    return blamed and _A_DATE.search(cause) is None and contains(cause, lists.events) is None


def _is_own(clause: str, lists: WordLists, *, after_others: bool) -> bool:
    words = spaced_words(clause)
    for passive in lists.passives:
        words = words.replace(spaced_words(passive), " ")
    faulty = contains(words, lists.own_faults) is not None
    if contains(words, lists.oneself) is not None and not clause.lstrip().startswith("nên "):
        return faulty or contains(words, lists.merits) is None
    if _begins_with(clause, lists.others) or _begins_with(clause, lists.things):
        return False
    # Behind a clause on others, what leaves out its subject goes on about them.
    return not after_others and (faulty or _OMITTED.match(clause) is not None)


def _is_of_others(clause: str, lists: WordLists, *, objective: bool) -> bool:
    if contains(clause, lists.circumstances) is not None:
        return True
    return _begins_with(clause, lists.others) and (objective or contains(clause, lists.failings) is not None)


@lru_cache(maxsize=2)
def _innocent(lists: WordLists) -> re.Pattern[str]:
    return re.compile(rf" {any_of(lists.oneself)} (?:{any_of(lists.between)} )*{any_of(lists.innocent)} ")


def _begins_with(clause: str, names: tuple[str, ...]) -> bool:
    return _beginning(names).match(spaced_words(clause)) is not None


@lru_cache(maxsize=8)
def _beginning(names: tuple[str, ...]) -> re.Pattern[str]:
    before, wanted = ("|".join(re.escape(spaced_words(name).strip()) for name in some) for some in (_BEFORE, names))
    return re.compile(rf" (?:(?:{before}) )*(?:{wanted}) ")
