"""Whether a text names anything that could be looked up, and how much of it is words that everyone writes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.sentences import contains, pattern
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists

NAMING: Final = 0.12
"""The part of own words from which on a name tells something: one capital among praise does not."""

_QUOTED: Final = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SENTENCE_START: Final = re.compile(r"(?:^|[.;:!?–\n-])\s*[“\"(]?\w+")


def is_concrete(text: str, lists: WordLists) -> bool:
    """Whether `text` has something of one's own in it that could be looked up.

    Numbers that everyone may write do not count: those of the Party's rules,
    of congresses, of the year.
    """
    own = pattern(lists, "so_chung").sub(" ", text)
    return (
        any(map(str.isdigit, own))
        or contains(own, lists.products) is not None
        or pattern(lists, "so").search(spaced_words(own)) is not None
        or (own_part(text, lists) >= NAMING and _names_something(own, lists))
    )


def own_part(text: str, lists: WordLists) -> float:
    """Return which part of its words, from 0 to 1, is not among those that everyone writes in a review.

    An act that others could see, or what became of someone, needs words of its own; praise of oneself does not.
    The numbers of the Party's rules are nobody's own.
    """
    known, longest = _general(lists)
    words = spaced_words(pattern(lists, "so_chung").sub(" ", text)).split()
    own = row = 0
    while row < len(words):
        most = min(longest.get(words[row], 0), len(words) - row)
        size = next((n for n in range(most, 0, -1) if tuple(words[row : row + n]) in known), 0)
        own += not size
        row += size or 1
    return own / len(words) if words else 0.0


def numbers_in_words(text: str, lists: WordLists) -> list[str]:
    """Return the numbers that `text` has in words; those that are other words too count before a unit only."""
    return pattern(lists, "so").findall(spaced_words(text))


def _names_something(text: str, lists: WordLists) -> bool:
    if pattern(lists, "loi_day").search(text):
        return False
    slogans = {spaced_words(slogan) for slogan in lists.slogans}
    quoted = [inner for inner in _QUOTED.findall(text) if spaced_words(inner) not in slogans]
    if any(inner[:1].isupper() and " " in inner for inner in quoted) or (
        quoted and pattern(lists, "loi_nguoi_khac").search(text)
    ):
        return True
    unquoted = pattern(lists, "ten_rieng_chung").sub(" ", _QUOTED.sub(" ", text))
    return any(word[0].isupper() for word in re.findall(r"\w+", _SENTENCE_START.sub(" ", unquoted)))


@lru_cache(maxsize=2)
def _general(lists: WordLists) -> tuple[frozenset[tuple[str, ...]], dict[str, int]]:
    """Return the phrases that everyone writes, and of how many words the longest is that begins with a word."""
    phrases = frozenset(tuple(spaced_words(phrase).split()) for phrase in lists.general)
    return phrases, {phrase[0]: len(phrase) for phrase in sorted(phrases, key=len)}
