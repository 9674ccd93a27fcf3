"""A rule on shortcomings that stand among the results, where nobody asks for their cause and remedy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.sentences import contains, sentences, unquoted
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.finding import WordLists
    from tuphe.core.check.material import Material


_RATIO: Final = re.compile(r"(?<![\d/])\d+/\d+(?![\d/])")


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
        _is_weak(sentence, lists) and contains(f"{sentence} {after}", lists.mended) is None
        for sentence, after in zip(told, [*told[1:], ""], strict=True)
    )


def _is_weak(sentence: str, lists: WordLists) -> bool:
    words = _negated(lists).sub(" ", spaced_words(sentence))
    if contains(words, lists.weak_points) is None:
        return False
    return not any(words.startswith(spaced_words(deed)) for deed in lists.dealings)


@lru_cache(maxsize=2)
def _negated(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what did not happen, which is no shortcoming (không hồ sơ nào quá hạn)."""
    weak = "|".join(re.escape(spaced_words(point).strip()) for point in lists.weak_points)
    no, one, never = (spaced_words(word).strip() for word in ("không", "chẳng", "chưa"))
    return re.compile(rf" (?:{no}|{one}|{never}|0) (?:\S+ ){{1,5}}?(?:{weak})(?= )| {no} (?:{weak})(?= )")
