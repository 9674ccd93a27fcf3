"""A rule on shortcomings that stand among the results, where nobody asks for their cause and remedy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.sentences import contains, sentences, unquoted
from tuphe.core.text import fold, spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.finding import WordLists
    from tuphe.core.check.material import Material


_RATIO: Final = re.compile(r"(?<![\d/])\d+/\d+(?![\d/])")


_NOT_YET: Final = re.compile(rf"\b(?:chưa|không|{fold('chưa')}|{fold('không')}) \S+(?: \S+)?", re.IGNORECASE)
"""What was not done mends nothing."""


def among_results(material: Material) -> Iterator[Finding]:
    """Yield results that tell of something not done or done badly and not mended, in an item without a shortcoming."""
    for answer in material.review.answers:
        if any(found.real for found in answer.shortcomings):
            continue
        for kept, texts in (("ket_qua", answer.results), ("de_lai", answer.left_off)):
            for row, text in enumerate(texts, 1):
                if _has_weak_point(unquoted(text), material.lists):
                    place = f"muc/{answer.item}/{kept}/{row}"
                    yield Finding(code="han-che-trong-ket-qua", place=place, quotes=(quoted(text),))


def _has_weak_point(text: str, lists: WordLists) -> bool:
    """Whether a sentence tells of one. The next may say that it was mended; a ratio (11/12) counts it openly."""
    told = sentences(text)
    return _RATIO.search(text) is None and any(
        _is_weak(sentence, lists)
        and contains(_NOT_YET.sub(" ", f"{sentence} {after}"), lists.mended) is None
        and not (sentence.endswith(";") and not _is_weak(after, lists))
        for sentence, after in zip(told, [*told[1:], ""], strict=True)
    )


def _is_weak(sentence: str, lists: WordLists) -> bool:
    words = spaced_words(sentence)
    if _dealing(lists).match(words) and not _beginning(lists).match(words):
        return False
    clauses = [spaced_words(clause) for clause in re.split(r"[,:;–]", sentence) if clause.strip()]
    weak = [bool(_weak(lists).search(_negated(lists).sub(" ", clause))) for clause in clauses]
    # What one did about it follows: Người bệnh quên sổ, tôi gọi xe gửi theo.
    dealt_with = (
        contains(clause, lists.oneself) and not bad and not _NOT_YET.search(clause)
        for clause, bad in zip(clauses, weak, strict=True)
    )
    return any(weak) and not any(dealt_with)


@lru_cache(maxsize=2)
def _dealing(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f" {_either(lists.dealings)} ")


@lru_cache(maxsize=2)
def _beginning(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f" {_either(lists.weak_beginnings)} ")


@lru_cache(maxsize=2)
def _weak(lists: WordLists) -> re.Pattern[str]:
    badly, suffered, by = _either(lists.done_badly), _either(lists.suffered), _either(("bị",))
    number = f"(?:\\d+|{_either(lists.numbers)}) {_either(lists.units)}"
    return re.compile(
        rf"^ {_either(lists.weak_beginnings)} | {_either(lists.weak_points)} "
        rf"| {_either(lists.deeds)} (?:\S+ )?{badly} | {by} (?:\S+ ){{0,6}}?{suffered} "
        rf"| {badly} (?:{_either(('hơn', 'gần', 'mất'))} )?{number} "
    )


@lru_cache(maxsize=2)
def _negated(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what did not happen, which is no shortcoming (không hồ sơ nào quá hạn)."""
    weak = _either((*lists.weak_points, *lists.done_badly, *lists.suffered, *lists.weak_beginnings))
    no_one, few = _either(("nào", "ai")), r"(?:\S+ ){1,5}?"
    return re.compile(
        rf" (?:{_either(('không', 'chẳng', 'khỏi', 'đỡ'))}|0) (?:\S+ ){{0,5}}?{weak}(?= )"
        rf"| {_either(('chưa',))} {_either(('ai', 'từng', 'bao giờ', 'hề', 'có ai', 'để', 'một lần'))}(?= )"
        rf"| {_either(('chưa',))} {few}{no_one} (?:\S+ ){{0,3}}?{weak}(?= )"
    )


def _either(phrases: tuple[str, ...]) -> str:
    words = sorted((spaced_words(phrase).strip() for phrase in phrases), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"
