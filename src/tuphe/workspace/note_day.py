"""The day of a note, as it is typed on a command line."""

from datetime import date

from tuphe.core.day_parsing import parse_day
from tuphe.core.question import Refused
from tuphe.core.review import EARLIEST_YEAR
from tuphe.core.text import WRITTEN_DAY
from tuphe.errors import WrongUsage


def parse_note_day(text: str) -> date:
    """Read a day as people write it, in a year that a review can be of; raises WrongUsage."""
    if not text.strip():
        raise WrongUsage(f"--ngay cần một ngày. Viết {WRITTEN_DAY}.")
    try:
        day = parse_day(text.strip())
    except Refused as refusal:
        raise WrongUsage(str(refusal)) from None
    latest = date.today().year + 1
    if not EARLIEST_YEAR <= day.year <= latest:
        raise WrongUsage(f"Năm phải từ {EARLIEST_YEAR} đến {latest}.")
    return day
