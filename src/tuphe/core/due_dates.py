"""By when something is done, as far as a sentence of a paper says it."""

import re
from datetime import date, timedelta
from typing import Final

from tuphe.core.days import parse_due
from tuphe.core.question import Refused
from tuphe.core.value import Plain

NO_YEAR: Final = "Thời hạn không ghi năm, được hiểu là năm sau."
"""Why a day is in doubt that a sentence says without its year."""

OPEN: Final = "[chưa ghi]"
"""What an export of tuphe prints where nothing was answered yet."""

_DAY: Final = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|2\d(?![\d/]))|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_MONTH: Final = r"tháng\s+\d{1,2}\s*(?:[/.-]|\s+năm\s+)\s*\d{4}|\d{1,2}/\d{4}"
_QUARTER: Final = r"quý\s+(?:[1-4]|I{1,3}|IV)\s*(?:[/,-]|\s+năm\s+)\s*\d{4}"
_HALF: Final = r"(?:6|sáu)\s+tháng\s+đầu\s+năm\s+\d{4}"
_YEAR: Final = r"năm\s+\d{4}(?!\s*[-–]\s*\d)"
_SHORT: Final = (
    r"\d{1,2}/\d{1,2}(?![\d/])|(?<=ngày\s)\d{1,2}-\d{1,2}(?![\d/-])|\d{1,2}\s+tháng\s+\d{1,2}(?!\d)|tháng\s+\d{1,2}(?!\d)"
    r"|quý\s+(?:[1-4]|I{1,3}|IV)\b|năm(?=[\s.,;]*$)"
)
"""What is said without a year: taken only behind a word such as “trước”."""

_UNTIL: Final = (
    r"(?:trước|đến|hết|xong|trong|chậm\s+nhất|muộn\s+nhất|cuối|thời\s+hạn|hạn)"
    r"(?:\s+(?:là|vào|trước|ngày|hết|cuối|trong|thời\s+điểm|:))*[\s:]*"
)
_FROM: Final = r"(?:từ|vào|kể\s+từ|bắt\s+đầu\s+từ)(?:\s+ngày)?\s+"
_WRITTEN: Final = re.compile(
    rf"(?P<until>\b{_UNTIL})?(?P<start>\b{_FROM})?(?:ngày\s+)?(?<![\d/.-])"
    rf"(?:(?P<day>{_DAY})|(?P<span>{_MONTH}|{_QUARTER}|{_HALF})|(?P<whole>{_YEAR})|(?P<short>{_SHORT}))",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"\s*[(\[;,.–-]?\s*(?:(?:thời\s+hạn|thời\s+gian)(?:\s+(?:khắc\s+phục|hoàn\s+thành|thực\s+hiện|xong))*"
    r"|hạn\s+(?:cuối|hoàn\s+thành|chót)|hoàn\s+thành)(?:\s+là)?\s*:\s*"
    rf"(?P<when>{re.escape(OPEN)}|[^()\[\]:;]{{2,40}}?)\s*[)\].;]*\s*$",
    re.IGNORECASE,
)
_FIRST_OF_TWO: Final = re.compile(
    r"(?P<what>quý|tháng)\s+(?:\d{1,2}|I{1,3}|IV)\s*(?:,|và|-|–)\s*(?:(?:quý|tháng)\s+)?"
    r"(?=(?:\d{1,2}|I{1,3}|IV)\s*(?:/\s*\d{4}|năm\s+\d))",
    re.IGNORECASE,
)
"""“Quý II và quý III/2026” ends with the second."""
_ALWAYS: Final = re.compile(r"(?:thường xuyên|liên tục|suốt|hằng \w+|mỗi \w+)[\s,]*$", re.IGNORECASE)
"""What is done all through a year has no day by which it is done."""
_WITHIN: Final = re.compile(r"^\s*(?:cả|trong|suốt|trong\s+cả)\s+(?=\S+\s+(?:\d|I))", re.IGNORECASE)
"""“Cả năm 2026” has the last day of the year, “trong quý II/2026” that of the quarter."""
_IN_BRACKETS: Final = re.compile(
    rf"[(\[]\s*(?:ngày\s+)?(?P<when>{_DAY}|{_MONTH}|{_QUARTER}|{_HALF})\s*[)\]][\s.;]*$", re.IGNORECASE
)
"""Brackets at the end with a day or a period and nothing else: “… (quý II/2026).”."""
_ENDS: Final = (".", ";", ",", "!", "?", ":", "…")


class Due(Plain, frozen=True, kw_only=True):
    """By when; `guessed` says that the year was not written; `text` is the sentence without a labelled date."""

    day: date | None = None
    guessed: bool = False
    text: str = ""


def due_in(text: str, year: int, *, whole_year: bool = True) -> Due:
    """Return by when a sentence says something is done; a period means its last day, “trước tháng 7” the day before it.

    A labelled date at the end (“(thời hạn: 30/6/2027).”) is taken out of the text, which keeps its full stop. Else
    the last date behind a word such as “trước”, “đến”, “hết”, unless it was over when people write (November of the
    year of the paper); else the first day written in full that comes after that year; else what stands alone in
    brackets at the end. A date without its year is of the next.

    A paper of which nobody knows the year (0) has only the dates that say theirs.

    `whole_year`: whether “trong năm 2027” is a date, which for a pledge of that year it is not.
    """
    if labelled := _LABELLED.search(text):
        day = _parsed(labelled["when"], year)
        if day or labelled["when"] == OPEN:
            said = text[: labelled.start()].rstrip()
            behind = text.rstrip().endswith((").", "].")) and not said.endswith(_ENDS)
            return Due(day=day, text=f"{said}." if behind and said else said)
    written = _WRITTEN.finditer(_FIRST_OF_TWO.sub(r"\g<what> ", text))
    found = [one for one in written if _counts(one, whole_year=whole_year)]
    limits = [one for one in reversed(found) if one["until"]]
    days = [one for one in found if one["day"] and not one["until"]]
    for one in (*(one for one in limits if not one["short"]), *days, *(one for one in limits if one["short"])):
        day = _day_of(one, year)
        if day is not None and (not year or day >= (date(year, 11, 1) if one["until"] else date(year + 1, 1, 1))):
            return Due(day=day, guessed=bool(one["short"]), text=text)
    bracketed = _IN_BRACKETS.search(text)
    day = _parsed(bracketed["when"], year) if bracketed else None
    return Due(day=day if day and day >= date((year or day.year - 1) + 1, 1, 1) else None, text=text)


def _counts(found: re.Match[str], *, whole_year: bool) -> bool:
    if found["short"] or found["span"]:
        return bool(found["until"])
    if found["whole"] and _ALWAYS.search(found.string, 0, found.start()):
        return False
    if found["whole"]:
        until = (found["until"] or "").casefold()
        return bool(until) and (whole_year or "hết" in until or "cuối" in until or "trước" in until)
    return True


def _day_of(found: re.Match[str], year: int) -> date | None:
    written = found["day"] or found["span"] or found["whole"] or found["short"]
    day = _parsed(written, year)
    before = re.match(r"trước(?!\s+(?:hết|cuối))", found["until"] or "", re.IGNORECASE)
    if day is None or found["day"] or not before or (found["short"] or "")[:1].isdigit():
        return day
    return _first_day(written, day) - timedelta(1)


def _first_day(written: str, last: date) -> date:
    months = 12 if written.casefold().startswith("năm") else 3 if written.casefold().startswith("quý") else 1
    return last.replace(month=last.month - months + 1, day=1)


def _parsed(written: str, year: int) -> date | None:
    if not (year or re.search(r"\d{4}", written)):
        return None
    try:
        said = re.sub("(?i)^sáu ", "6 ", _WITHIN.sub("", written))
        return parse_due(" ".join(said.strip(" .").split()), year + 1)
    except Refused:
        return None
