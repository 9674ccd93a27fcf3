"""Rules on single texts: ready-made phrases, slips of typing and pasting, rules no longer in force."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from tuphe.core.check.evidence import contains, is_concrete
from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.passages import TextKind, passages
from tuphe.core.text import fold, spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.finding import OldRule
    from tuphe.core.check.material import Material
    from tuphe.core.check.passages import Passage

_DOTS: Final = re.compile(r"\.{4,}|…\s*/|…{2,}|(?:^|[\s:(])…\s+\w|^\s*…\s*$|\(…\)|\[…\]|[:=]\s*…\s*[.;]?\s*$")
"""Dots that wait for a word; after an enumeration three of them are good style."""

_YEARS: Final = re.compile(r"(?<![\d/])(?:\d{1,2}/){0,2}((?:19|20)\d\d)\b(?!/)")
"""A year, alone or at the end of a date; not within the number of a paper."""

_QUOTED: Final = re.compile(r"“[^”]*”")
_WORD: Final = re.compile(r"\w+")


def ready_made(material: Material) -> Iterator[Finding]:
    """Yield texts that have a ready-made phrase and nothing of the person's own."""
    for passage in passages(material.review):
        phrase = contains(passage.text, material.lists.ready_made)
        if phrase is not None and not is_concrete(passage.text, material.lists):
            yield _at(passage, "cau-san", cum_tu=phrase)


def placeholders(material: Material) -> Iterator[Finding]:
    """Yield texts in which something still waits to be filled in."""
    for passage in passages(material.review):
        own = _QUOTED.sub(" ", passage.text)
        folded = fold(own)
        mark = next((mark for mark in material.lists.placeholders if fold(mark) in folded), None)
        dots = _DOTS.search(own)
        if mark is not None or dots is not None:
            yield _at(passage, "cho-trong", dau_vet=mark or "…")


def doubled_words(material: Material) -> Iterator[Finding]:
    """Yield texts in which a word, or two words, were typed twice in a row.

    Only words that never occur twice in a row count: a compound may end as the next
    begins (hồ sơ sơ bộ), and many words are doubled on purpose.
    """
    for passage in passages(material.review):
        if doubled := _doubled(passage.text, material):
            yield _at(passage, "lap-tu", tu=doubled)


def other_years(material: Material) -> Iterator[Finding]:
    """Yield results that speak of an earlier year as if it were this one."""
    year = material.review.year
    for passage in passages(material.review):
        if passage.kind is TextKind.RESULT and contains(passage.text, material.lists.other_years) is None:
            latest = max(map(int, _YEARS.findall(passage.text)), default=year)
            if latest < year:
                yield _at(passage, "nam-khac", nam=str(year), nam_khac=str(latest))


def old_rules(material: Material) -> Iterator[Finding]:
    """Yield texts that cite a rule as if it were in force although another had replaced it by the end of the year."""
    gone = [rule for rule in material.lists.old_rules if rule.day <= date(material.review.year, 12, 31)]
    for passage in passages(material.review):
        folded = fold(passage.text)
        for rule in gone:
            if _cites(folded, rule) and not _told_as_past(passage.text, rule, material):
                yield _at(passage, "van-ban-cu", van_ban=rule.name, thay_bang=rule.successor, ngay=rule.day.isoformat())


def _at(passage: Passage, code: str, **values: str) -> Finding:
    return Finding(code=code, place=passage.place, values=values, quotes=(quoted(passage.text),))


def _doubled(text: str, material: Material) -> str | None:
    never_twice = {fold(word) for word in material.lists.typed_twice}
    for clause in re.split(r"[^\w\s]+", text):
        words: list[str] = _WORD.findall(clause)
        folded = spaced_words(clause).split()
        if len(folded) != len(words):  # a mark that no letter takes begins a word of its own
            folded = [fold(word) for word in words]
        for row in range(len(words) - 1):
            if folded[row] == folded[row + 1] and folded[row] in never_twice:
                return words[row]
            pair = folded[row : row + 2]
            if pair == folded[row + 2 : row + 4] and pair[0] != pair[1] and not clause.isdigit():
                return " ".join(words[row : row + 2])
    return None


def _cites(folded: str, rule: OldRule) -> bool:
    spellings = "|".join(re.escape(fold(spelling)).replace(r"\ ", r"\s*") for spelling in rule.spellings)
    # A local paper may have the same number: Quy định 124/QĐ-UBND.
    return re.search(rf"(?<!\w)(?:{spellings})(?![\w/]|-(?!qđ/tw|hd/))", folded) is not None


def _told_as_past(text: str, rule: OldRule, material: Material) -> bool:
    return contains(text, material.lists.replaced) is not None or spaced_words(rule.successor) in spaced_words(text)
