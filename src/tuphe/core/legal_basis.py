"""Rules change: what rests on one holds from a day on, until the next."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from msgspec import field

from tuphe.core.value import Value, Words


class Rule(Value, frozen=True, kw_only=True):
    """A rule that a form or a threshold rests on."""

    name: Words = field(name="van_ban")
    day: date = field(name="ngay")


class Dated(Protocol):
    """Something that holds from one day to another."""

    @property
    def since(self) -> date:
        """The first day."""
        ...

    @property
    def until(self) -> date | None:
        """The last day, if there is one."""
        ...


Holding = TypeVar("Holding", bound=Dated)


def in_force(entries: Iterable[Holding], year: int) -> list[Holding]:
    """Return what holds for the review of `year`, the newest first: what is in force on its last day."""
    day = date(year, 12, 31)
    held = [entry for entry in entries if entry.since <= day and (entry.until is None or day <= entry.until)]
    return sorted(held, key=lambda entry: entry.since, reverse=True)
