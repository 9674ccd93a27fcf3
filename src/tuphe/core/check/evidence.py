"""Whether a text names anything that could be looked up, and how much of it is words that everyone writes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.sentences import contains
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuphe.core.check.finding import WordLists

_GENERAL: Final = re.compile(
    r"\b\d+\s*-\s*(?:QĐ|CT|NQ|KL|HD|QC|TT)/\w+"  # a rule of the Party's centre
    r"|\b(?:chỉ thị|nghị quyết|quy định|kết luận)(?: số)? \d+(?:\s*-\s*\w+/TW)?(?![\d/-])"
    r"|\bhướng dẫn số \d+(?![\d/-])"
    r"|\b\d+/\d{4}/(?:NĐ-CP|QH\d+|TT-\w+|QĐ-TTg)|\b100\s*%"
    r"|\btrung ương \d+|\b(?:kho?[áó]a?|đại hội)(?: lần thứ)? [IVX\d]+(?:, [IVX]+)*|\b4[.,]0\b"
    r"|\b(?:năm )?(?:19|20)\d\d\b(?!/)"
    r"|\b\d+ (?:điều|quý|tiêu chí|nội dung|chuẩn mực|phẩm chất|khâu đột phá|nhiệm vụ trọng tâm|mặt công tác)\b",
    re.IGNORECASE,
)
"""Numbers that everyone may write: rules of the Party's centre, congresses, the year itself."""

NAMING: Final = 0.12
"""The part of own words from which on a name tells something: one capital among praise does not."""

_QUOTED: Final = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SAID: Final = re.compile(r"\b(?:nhận xét|bảo|nói|ghi|viết|kể|khen|chê|hỏi)\b[^“\"]{0,20}[“\"]")
"""What others said in so many words."""

_SAYING: Final = re.compile(
    r"(?:lời dạy|lời Bác|căn dặn|phương châm|khẩu hiệu|tinh thần|câu nói|lời thề)[^“\"]{0,30}[“\"]", re.IGNORECASE
)
"""What introduces a saying that everyone knows."""

_SENTENCE_START: Final = re.compile(r"(?:^|[.;:!?–\n-])\s*[“\"(]?\w+")


def is_concrete(text: str, lists: WordLists) -> bool:
    """Whether `text` has something of one's own in it that could be looked up.

    Numbers that everyone may write do not count: those of the Party's rules,
    of congresses, of the year.
    """
    own = _GENERAL.sub(" ", text)
    return (
        any(map(str.isdigit, own))
        or contains(own, lists.products) is not None
        or _numbered(lists).search(spaced_words(own)) is not None
        or (own_part(text, lists) >= NAMING and _names_something(own, lists))
    )


def own_part(text: str, lists: WordLists) -> float:
    """Return which part of its words, from 0 to 1, is not among those that everyone writes in a review.

    An act that others could see, or what became of someone, needs words of its own; praise of oneself does not.
    The numbers of the Party's rules are nobody's own.
    """
    known, longest = _general(lists)
    words = spaced_words(_GENERAL.sub(" ", text)).split()
    own = row = 0
    while row < len(words):
        most = min(longest.get(words[row], 0), len(words) - row)
        size = next((n for n in range(most, 0, -1) if tuple(words[row : row + n]) in known), 0)
        own += not size
        row += size or 1
    return own / len(words) if words else 0.0


def numbers_in_words(text: str, lists: WordLists) -> list[str]:
    """Return the numbers that `text` has in words; those that are other words too count before a unit only."""
    return _numbered(lists).findall(spaced_words(text))


def _names_something(text: str, lists: WordLists) -> bool:
    if _SAYING.search(text):
        return False
    slogans = {spaced_words(slogan) for slogan in lists.slogans}
    quoted = [inner for inner in _QUOTED.findall(text) if spaced_words(inner) not in slogans]
    if any(inner[:1].isupper() and " " in inner for inner in quoted) or (quoted and _SAID.search(text)):
        return True
    unquoted = _common_names(lists).sub(" ", _QUOTED.sub(" ", text))
    return any(word[0].isupper() for word in re.findall(r"\w+", _SENTENCE_START.sub(" ", unquoted)))


@lru_cache(maxsize=2)
def _general(lists: WordLists) -> tuple[frozenset[tuple[str, ...]], dict[str, int]]:
    """Return the phrases that everyone writes, and of how many words the longest is that begins with a word."""
    phrases = frozenset(tuple(spaced_words(phrase).split()) for phrase in lists.general)
    return phrases, {phrase[0]: len(phrase) for phrase in sorted(phrases, key=len)}


@lru_cache(maxsize=4)
def _common_names(lists: WordLists) -> re.Pattern[str]:
    longest_first = sorted(lists.common_names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@lru_cache(maxsize=4)
def _numbered(lists: WordLists) -> re.Pattern[str]:
    def either(words: Iterable[str]) -> str:
        """Return a pattern for any of these words, spelt as in the text that is searched."""
        return "|".join(spaced_words(word).strip() for word in words)

    return re.compile(
        rf"(?<= )(?:{either(lists.numbers)}|(?:{either(lists.doubtful_numbers)})(?= (?:{either(lists.units)}) ))(?= )"
    )
