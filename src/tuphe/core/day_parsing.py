"""Days read as people write them: a single day, or a due date; `texts` writes them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from tuphe.core.question import Refused
from tuphe.core.text import WRITTEN_DAY, slug

_WRITTEN_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")

_YEAR: Final = r"(?:-(?:nam-)?(?P<year>\d{4}|\d{2}))?"
_BY: Final = r"(?:(?:den|het|trong|ngay|cuoi|vao)-)*"
_DUE: Final = (
    rf"(?:(?:truoc|den|het|trong|ngay|vao)-)*(?P<day>\d{{1,2}})-(?:thang-)?(?P<month>\d{{1,2}}){_YEAR}",
    rf"{_BY}(?:thang-|t)(?P<month>\d{{1,2}}){_YEAR}",
    rf"{_BY}(?P<month>\d{{1,2}})-(?:nam-)?(?P<year>\d{{4}})",
    rf"{_BY}(?:quy|q)-?(?P<quarter>[1-4]|i{{1,3}}|iv){_YEAR}",
    rf"{_BY}(?P<month>6)-thang-dau-nam(?:-(?P<year>\d{{4}}))?",
    rf"{_BY}nam(?:-(?P<year>\d{{4}}))?",
)
"""How people write a due date, as lower-case words without marks: “quy-ii-2027”, “het-thang-6”."""

_BORN: Final = "02/9/1985"
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def parse_day(text: str, example: str = WRITTEN_DAY) -> date:
    """Read a day as people write it: 31/3/2027, 31.3.2027, 31-3-2027, 31/3/27 or 2027-03-31. Raises Refused."""
    if not text:
        raise Refused("Câu này cần một ngày; chưa rõ thì để sau.")
    written = _WRITTEN_DAY.fullmatch(text)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(_whole_year(year), month, day)
        # Without the dashes, a typing error would be read as a day of some other century.
        return date.fromisoformat(text if "-" in text else "")
    except ValueError:
        problem = "Lịch không có ngày này." if written else "Không đọc được ngày này."
        raise Refused(f"{problem} Viết {example}.") from None


def check_day_of_birth(text: str) -> None:
    """Refuse what is no day of birth of an adult; it is stored as it is written, so its year needs four digits.

    Raises Refused.
    """
    if not re.search(r"(?<!\d)(19\d|20[01])\d(?!\d)", text):
        whole = re.search(r"(?<!\d)\d{4}(?!\d)", text)
        need = "Năm sinh phải từ 1900 đến 2019" if whole else "Không đọc được ngày sinh này. Viết đủ bốn chữ số của năm"
        raise Refused(f"{need}, ví dụ {_BORN}.")
    if re.fullmatch(r"[\d/. -]+", text) and not re.fullmatch(r"(\d{1,2}[/. -]+)?\d{4}", text):  # the year, or a month
        parse_day(text.replace(" ", ""), f"như {_BORN}")


def due_hint(year: int) -> str:
    """Say how a day in `year` may be written."""
    return f"Ví dụ 30/6/{year}, 6/{year}, quý II/{year}, cuối năm."


def parse_due(text: str, year: int) -> date:
    """Read a due date: a day, or the last day of a month, a quarter, a year; it is in `year` where it names none.

    30/6/2027, 30/6, 6/2027, hết tháng 6, quý II/2027, ngày cuối quý 2, cuối năm.

    Raises Refused.
    """
    if not text:
        raise Refused("Câu này cần một ngày; chưa rõ thì để sau.")
    written = slug(text)
    if re.fullmatch(rf"{_BY}quy", written):
        raise Refused("Quý mấy? Ví dụ: quý II/2027.")
    found = next(filter(None, (re.fullmatch(way, written) for way in _DUE)), None)
    if found is None:
        try:
            return parse_day(text)
        except Refused:
            raise Refused(f"Không đọc được ngày này. {due_hint(year)}") from None
    said = {name: number for name, number in found.groupdict().items() if number}
    quarter = said.get("quarter", "4")
    month = int(said.get("month", 3 * int(_QUARTERS.get(quarter, quarter))))
    whole = _whole_year(int(said.get("year", year)))
    try:
        return date(whole, month, int(said["day"])) if "day" in said else _last_day(whole, month)
    except ValueError:
        raise Refused(f"Lịch không có ngày này. {due_hint(year)}") from None


def _last_day(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first.replace(day=31) if month == 12 else first.replace(month=month + 1) - timedelta(1)


def _whole_year(year: int) -> int:
    return 2000 + year if year < 100 else year
