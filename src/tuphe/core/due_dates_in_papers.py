"""Due dates, as sentences of a paper name them."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from tuphe.core.day_parsing import parse_due
from tuphe.core.paper_words import PaperWords
from tuphe.core.question import Refused
from tuphe.core.value import Plain

NO_YEAR: Final = "Thời hạn không ghi năm, được hiểu là năm sau."
"""Why a day that a sentence names without its year is in doubt."""

OPEN: Final = "[chưa ghi]"
"""What an export of tuphe prints where nothing was answered yet."""

_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
"""Where a pattern takes another one, by its key."""

_ENDS: Final = (".", ";", ",", "!", "?", ":", "…")


class Due(Plain, frozen=True, kw_only=True):
    """A due date; `guessed` says that its year was not written; `text` is the sentence without a labelled date."""

    day: date | None = None
    guessed: bool = False
    text: str = ""


def due_in(text: str, year: int, words: PaperWords, *, whole_year: bool = True) -> Due:
    """Return the due date that a sentence names; a period means its last day, “trước tháng 7” the day before it.

    A labelled date at the end (“(thời hạn: 30/6/2027).”) is taken out of the text, which keeps its full stop. Else
    the last date behind a word such as “trước”, “đến”, “hết”, unless it was over when people write (November of the
    year of the paper); else the first day written in full that comes after that year; else what is alone in
    brackets at the end. A date without its year is of the next.

    In a paper whose year is not known (0), only dates that name their year count.

    `whole_year`: whether “trong năm 2027” is a date, which for a pledge of that year it is not.
    """
    if labelled := _pattern(words, "ghi_co_nhan").search(text):
        day = _parsed(labelled["when"], year, words)
        if day or labelled["when"] == OPEN:
            said = text[: labelled.start()].rstrip()
            behind = text.rstrip().endswith((").", "].")) and not said.endswith(_ENDS)
            return Due(day=day, text=f"{said}." if behind and said else said)
    last_of_two = _pattern(words, "dau_cua_hai").sub(r"\g<what> ", text)
    written = _pattern(words, "ghi_trong_cau").finditer(last_of_two)
    found = [one for one in written if _counts(one, words, whole_year=whole_year)]
    limits = [one for one in reversed(found) if one["until"]]
    days = [one for one in found if one["day"] and not one["until"]]
    for one in (*(one for one in limits if not one["short"]), *days, *(one for one in limits if one["short"])):
        day = _day_of(one, year, words)
        if day is not None and (not year or day >= (date(year, 11, 1) if one["until"] else date(year + 1, 1, 1))):
            return Due(day=day, guessed=bool(one["short"]), text=text)
    bracketed = _pattern(words, "ghi_trong_ngoac").search(text)
    day = _parsed(bracketed["when"], year, words) if bracketed else None
    return Due(day=day if day and day >= date((year or day.year - 1) + 1, 1, 1) else None, text=text)


def _counts(found: re.Match[str], words: PaperWords, *, whole_year: bool) -> bool:
    if found["short"] or found["span"]:
        return bool(found["until"])
    if found["whole"]:
        if not found["until"] or _pattern(words, "quanh_nam").search(found.string, 0, found.start()):
            return False
        return whole_year or _pattern(words, "den_het_nam").search(found["until"]) is not None
    return True


def _day_of(found: re.Match[str], year: int, words: PaperWords) -> date | None:
    written = found["day"] or found["span"] or found["whole"] or found["short"]
    day = _parsed(written, year, words)
    before = _pattern(words, "truoc_do").match(found["until"] or "")
    if day is None or found["day"] or not before or (found["short"] or "")[:1].isdigit():
        return day
    lengths = {12: "tinh_theo_nam", 3: "tinh_theo_quy"}
    months = next((size for size, key in lengths.items() if _pattern(words, key).match(written)), 1)
    return day.replace(month=day.month - months + 1, day=1) - timedelta(1)


def _parsed(written: str, year: int, words: PaperWords) -> date | None:
    if not (year or re.search(r"\d{4}", written)):
        return None
    try:
        said = _pattern(words, "sau_thang").sub("6 ", _pattern(words, "trong_ca").sub("", written))
        return parse_due(" ".join(said.strip(" .").split()), year + 1)
    except Refused:
        return None


@lru_cache(maxsize=32)
def _pattern(words: PaperWords, key: str) -> re.Pattern[str]:
    return re.compile(_filled(words, key), re.IGNORECASE)


def _filled(words: PaperWords, key: str) -> str:
    return f"(?:{_NAMED.sub(lambda named: _filled(words, named[1]), words.due_patterns[key])})"
