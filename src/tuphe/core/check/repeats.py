"""Rules on what is said twice: as last year, or in several items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.core.check.evidence import numbers_in_words
from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.passages import Says, passages
from tuphe.core.promises import came_back
from tuphe.core.text import held_against, spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuphe.core.check.material import Material
    from tuphe.core.check.passages import Passage

NEARLY: Final = 0.8
"""Two texts that share four fifths of their words, in order, are nearly the same."""

SAME: Final = 0.9
"""Two sentences that share nine tenths of their words, in order, are the same one but for a slip."""

SENTENCE: Final = 6
"""Words: shorter texts are alike by chance."""

A_FACT: Final = 9
"""Words: a shorter result may well be true of two years (Dự 11/11 kỳ sinh hoạt chi bộ)."""

_REPEATED: Final = (Says.RESULT, Says.CAUSE, Says.REMEDY)


def as_last_year(given: Material) -> Iterator[Finding]:
    """Yield results, causes and remedies that stand in the year before, word for word or nearly.

    A text with a figure that last year's did not have is this year's, however
    alike the words. A remedy repeated for a shortcoming that came back has a
    code of its own.
    """
    if given.previous is None:
        return
    earlier = [passage for passage in passages(given.previous) if passage.says in _REPEATED]
    again = _remedies_of_what_came_back(given)
    for passage in passages(given.review):
        if passage.says not in _REPEATED or passage.place in again:
            continue
        same_kind = [old for old in earlier if old.says is passage.says]
        degree, old = _most_alike(passage, same_kind, given.previous.year, given)
        if old is not None:
            yield Finding(
                code="giong-nam-truoc",
                place=passage.place,
                values={"phan_tram": f"{degree:.0%}".rstrip("%"), "nam_truoc": str(given.previous.year)},
                quotes=(quoted(old.text, given.previous.year), quoted(passage.text, given.review.year)),
            )


def old_remedies(given: Material) -> Iterator[Finding]:
    """Yield remedies that are last time's although the shortcoming came back."""
    for place, (stated, old, new) in _remedies_of_what_came_back(given).items():
        degree = _alike_in_any_order(old, new)
        if degree >= NEARLY:
            yield Finding(
                code="bien-phap-cu",
                place=place,
                values={"phan_tram": f"{degree:.0%}".rstrip("%"), "nam_truoc": str(stated)},
                quotes=(quoted(old, stated), quoted(new, given.review.year)),
            )


def in_several_items(given: Material) -> Iterator[Finding]:
    """Yield results with a sentence that stands in another item before."""
    earlier: list[tuple[str, str]] = []
    for passage in passages(given.review):
        if passage.says is not Says.RESULT:
            continue
        for sentence in re.split(r"[.;!?\n]+", passage.text):
            if len(spaced_words(sentence).split()) < SENTENCE:
                continue
            same = (item for item, other in earlier if item != passage.item and _alike(other, sentence) >= SAME)
            if where := next(same, None):
                yield Finding(
                    code="lap-cau",
                    place=passage.place,
                    values={"muc_khac": given.checklist.name_of(where)},
                    quotes=(quoted(sentence.strip()),),
                )
            earlier.append((passage.item, sentence))


def _remedies_of_what_came_back(given: Material) -> dict[str, tuple[int, str, str]]:
    """Return the places of remedies for shortcomings that came back, each with the year and text of the old one."""
    found = {}
    for old in given.promises.shortcomings:
        again = came_back(old.item, old.text, given.review)
        for answer in given.review.answers:
            for row, new in enumerate(answer.shortcomings, 1):
                if new.text == again and answer.item in (old.item, "") and old.remedy and new.remedy:
                    found[f"muc/{answer.item}/han_che/{row}/bien_phap"] = (old.stated, old.remedy, new.remedy)
    return found


def _most_alike(
    passage: Passage, earlier: Iterable[Passage], before: int, given: Material
) -> tuple[float, Passage | None]:
    words = spaced_words(passage.text)
    if len(words.split()) < A_FACT:
        return 0.0, None
    figures = _figures(passage.text, given.review.year, given)
    best: tuple[float, Passage | None] = (0.0, None)
    for old in earlier:
        # Another item's text is only held against this one word for word.
        degree = _alike(old.text, passage.text) if old.item == passage.item else float(spaced_words(old.text) == words)
        if degree >= NEARLY and degree > best[0] and figures <= _figures(old.text, before, given):
            best = (degree, old)
    return best


def _alike(one: str, other: str) -> float:
    matcher = held_against(one, other)
    enough = matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY
    return matcher.ratio() if enough else 0.0


def _alike_in_any_order(one: str, other: str) -> float:
    return held_against(one, other).quick_ratio()


def _figures(text: str, year: int, given: Material) -> set[str]:
    """Return the figures of a text of `year`, in digits and in words; the year itself is none."""
    digits = re.findall(r"\d+(?:[.,/]\d+)*", text.replace(str(year), ""))
    return {*digits, *numbers_in_words(text, given.lists)}
