"""Rules on what a text refers to: years that are over, rules no longer in force."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from tuphe.core.check.finding import Finding, OldRule, found_at
from tuphe.core.check.material import Material, Passage, TextKind
from tuphe.core.check.sentences import any_of, pattern, sentences, unquoted
from tuphe.core.text import contains, fold

_YEARS: Final = re.compile(r"(?<![\d/-])(?:\d{1,2}/|[IVX]+/){0,2}((?:19|20)\d\d)\b(?![/-][\dA-ZĐ])")
"""A year, alone or at the end of a date; not within the number of a paper, nor of a school year."""

_FULL_STOP: Final = re.compile(r"(?<=[.!?])\s+|\n+")
"""The end of a sentence; a semicolon is none, since what follows it is often compared with what precedes it."""

_A_PAST: Final = 6
"""Years: what is farther away is history, not a review pasted again."""


def other_years(material: Material) -> Iterator[Finding]:
    """Yield results of an earlier year that are told as this year's, and promises for a year that is over."""
    year = material.review.year
    for passage in material.passages:
        if passage.kind in (TextKind.RESULT, TextKind.PLEDGE, TextKind.REMEDY):
            told = _FULL_STOP.split(unquoted(passage.text))
            over = (_other_year(sentence, passage, material) for sentence in told)
            if wrong := max(filter(None, over), default=None):
                meant = year if passage.kind is TextKind.RESULT else year + 1
                yield found_at(passage.place, "nam-khac", passage.text, nam=str(meant), nam_khac=str(wrong))


def old_rules(material: Material) -> Iterator[Finding]:
    """Yield texts that cite a rule as if it were in force although another had replaced it by the end of the year."""
    gone = [rule for rule in material.lists.old_rules if rule.day <= date(material.review.year, 12, 31)]
    for passage in material.passages:
        folded = _without_number_word(passage.text)
        any_cited = _cited(tuple(spelling for rule in gone for spelling in rule.spellings)).search(folded)
        for rule in gone if any_cited else ():
            if _cited(rule.spellings).search(folded) and not _told_as_past(passage.text, rule, material):
                yield found_at(
                    passage.place,
                    "van-ban-cu",
                    passage.text,
                    van_ban=rule.name,
                    thay_bang=rule.successor,
                    ngay=rule.day.isoformat(),
                )


def _other_year(sentence: str, passage: Passage, material: Material) -> int | None:
    """Return the earlier year that a sentence of results is about; None where it only mentions one.

    For a promise, return the year that its words name, this one or an earlier one, unless it is due by then.
    """
    if not any(century in sentence for century in ("19", "20")):
        return None
    ways = (pattern(material.lists, key).search(sentence) for key in ("nam_o_dau_cau", "nam_trong_cau"))
    found = next(filter(None, ways), None)
    if found is None:
        return None
    year, named = material.review.year, int(found[1])
    latest = max(map(int, _YEARS.findall(sentence)), default=year)
    if passage.kind is TextKind.RESULT:
        right = latest >= year or named < year - _A_PAST or contains(sentence, material.lists.words["so_sanh_nam"])
    elif latest > year or (passage.due is not None and passage.due.year <= named):
        right = True
    else:
        right = named == year and pattern(material.lists, "cuoi_nam").search(sentence) is not None
    return None if right else named


def _without_number_word(text: str) -> str:
    return fold(text).replace(" số ", " ")


@lru_cache(maxsize=32)
def _cited(names: tuple[str, ...]) -> re.Pattern[str]:
    spellings = any_of(names, fold).replace(r"\ ", r"\s*")
    # A local paper may have the same number: Quy định 124/QĐ-UBND.
    return re.compile(rf"(?<![\w/-]){spellings}(?![\w/]|-(?!qđ/tw|hd/))")


def _told_as_past(text: str, rule: OldRule, material: Material) -> bool:
    """Whether a text names the old rule beside the new one or as history, or says that it is no longer in force."""
    folded = _without_number_word(text)
    if any(fold(spelling) in folded for spelling in rule.successor_spellings):
        return True
    cited = _cited(rule.spellings)
    citing = [sentence for sentence in sentences(text) if cited.search(_without_number_word(sentence))]
    years = {int(found) for sentence in citing for found in _YEARS.findall(sentence)} - {rule.year}
    return any(contains(sentence, material.lists.words["da_thay"]) for sentence in citing) or any(
        year < rule.day.year for year in years
    )
