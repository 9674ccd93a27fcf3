"""The rule (văn bản) that a form, a frame or a threshold rests on, and the years for which it is in force."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec import field

from tuphe.core.value import Value, Words


class Rule(Value, frozen=True, kw_only=True):
    """A rule that a form or a threshold rests on."""

    name: Words = field(name="van_ban")
    day: date = field(name="ngay")


class Dated(Value, frozen=True, kw_only=True):
    """What is in force from one day to another; `until` is its last day, if there is one."""

    since: date = field(name="tu_ngay")
    until: date | None = field(name="den_ngay", default=None)


Holding = TypeVar("Holding", bound=Dated)


def in_force(entries: Iterable[Holding], year: int) -> list[Holding]:
    """Return the entries for the review of `year`, newest first: those in force on 31 December of that year."""
    day = date(year, 12, 31)
    held = [entry for entry in entries if entry.since <= day and (entry.until is None or day <= entry.until)]
    return sorted(held, key=lambda entry: entry.since, reverse=True)
