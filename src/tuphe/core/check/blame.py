"""Whether a cause names only others or circumstances: read clause by clause, by who it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.check.sentences import contains, pattern
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists


def blames_others(cause: str, lists: WordLists, *, objective: bool) -> bool:
    """Whether a cause names the failings of others, or circumstances, and no part of one's own.

    Where the person calls it objective, it is enough that a clause begins with
    others. Events that nobody can help explain, and blame nobody.
    """
    if contains(cause, lists.denials) is not None or pattern(lists, "minh_vo_can").search(spaced_words(cause)):
        return True
    if turn := pattern(lists, "chu_yeu_do").search(cause):
        cause = cause[turn.end() :]
    blamed = False
    clauses = pattern(lists, "tach_nguyen_nhan").split(cause.replace(" nên ", ", nên "))
    for row, clause in enumerate(filter(str.strip, clauses)):
        if pattern(lists, "khong_phai_do").match(clause):
            continue
        if contains(clause, lists.helpless) is not None:
            blamed = True
            continue
        if _is_own(clause, lists, after_others=blamed):
            return False
        # A thing behind a comma may be one of several objects; at the beginning, or beside another blamed, it is not.
        of_things = (row == 0 or blamed) and _begins(clause, lists, "su_vat")
        blamed = blamed or of_things or _is_of_others(clause, lists, objective=objective)
    return blamed and pattern(lists, "co_ngay").search(cause) is None and contains(cause, lists.events) is None


def _is_own(clause: str, lists: WordLists, *, after_others: bool) -> bool:
    words = spaced_words(clause)
    for passive in lists.passives:
        words = words.replace(spaced_words(passive), " ")
    faulty = contains(words, lists.own_faults) is not None
    if contains(words, lists.oneself) is not None and not clause.lstrip().startswith("nên "):
        return faulty or contains(words, lists.merits) is None
    if _begins(clause, lists, "nguoi_khac") or _begins(clause, lists, "su_vat"):
        return False
    # Behind a clause on others, what leaves out its subject goes on about them.
    return not after_others and (faulty or pattern(lists, "vang_chu_ngu").match(clause) is not None)


def _is_of_others(clause: str, lists: WordLists, *, objective: bool) -> bool:
    if contains(clause, lists.circumstances) is not None:
        return True
    return _begins(clause, lists, "nguoi_khac") and (objective or contains(clause, lists.failings) is not None)


def _begins(clause: str, lists: WordLists, names: str) -> bool:
    """Whether a clause begins with one of the list of that key."""
    return pattern(lists, f"mo_dau_{names}").match(spaced_words(clause)) is not None
