"""Signs that a sentence tells of less than was due: a promise unkept, a number worse than its norm."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuphe.core.check.sentences import any_of, contains
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists


@lru_cache(maxsize=2)
def unkept(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern, for folded words with commas among them, of a promise and of what became of it.

    Hứa làm xong trong hè mà mới được một nửa; hẹn tháng 8, đến nay chưa có.
    """
    promised, turn, less, only = map(any_of, (lists.promised, lists.turns, lists.less_done, ("mới",)))
    word, not_yet = r"[^\s,]+ ", pattern_of_not_yet(lists)
    return re.compile(
        rf" {promised} (?:{word}){{0,6}}?{not_yet}"
        rf"| {promised} (?:\S+ ){{0,40}}?(?:,|{turn}) (?:{word}){{0,5}}?(?:{less}(?= )|{only} (?:{word})?\d|{not_yet})"
    )


def pattern_of_not_yet(lists: WordLists) -> str:
    """Return a pattern of what should have been done: neither what had better not happen, nor a condition (… thì)."""
    good = rf"{any_of(lists.good_if_not)} |\S+ {any_of(('nào',))} |(?:\S+ ){{0,2}}{any_of(('thì',))} "
    return rf"{any_of(('chưa',))} (?:{any_of(lists.never)} )?(?!{good})(?:[^\s,]+ ){{0,2}}"


def behind_worse_than_norm(sentence: str, lists: WordLists) -> str | None:
    """Return what a sentence says behind a number that is worse than the norm beside it, None where there is none.

    Đạt 88%, chỉ tiêu 95%; phát hành sau 11 ngày, quy chế là 3 ngày.
    """
    found = _beside_norm(lists).search(sentence)
    if found is None or found["unit"].casefold() != found["its_unit"].casefold():
        return None
    number, norm = (float(found[name].replace(".", "").replace(",", ".")) for name in ("number", "norm"))
    if found["unit"].casefold() in lists.durations:
        worse = number > norm and contains(sentence[: found.start()], lists.how_long) is not None
    else:
        # What stands before the norm may be another number: kém năm ngoái 1%, vẫn vượt chỉ tiêu 95%.
        passed = contains(found[0], ("vượt", "đạt trên")) is not None
        worse = number < norm and not passed and contains(sentence, lists.better_less) is None
    return spaced_words(sentence[found.end() :]) if worse else None


@lru_cache(maxsize=2)
def _beside_norm(lists: WordLists) -> re.Pattern[str]:
    norms = "|".join(map(re.escape, sorted(lists.norms, key=len, reverse=True)))
    number, norm = (
        rf"(?P<{number}>\d+(?:[.,]\d+)*) ?(?P<{unit}>%|[^\W\d]+)"
        for number, unit in (("number", "unit"), ("norm", "its_unit"))
    )
    return re.compile(
        rf"{number}[^.;\d]{{0,20}}[,(][^.;\d]{{0,12}}\b(?:{norms})\b[^.;,\d]{{0,25}}{norm}", re.IGNORECASE
    )
