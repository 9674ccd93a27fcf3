"""Where a person stands with a year on a day, in counts: what is left to do, what earlier years left open, the days."""

from collections.abc import Callable, Collection
from datetime import date

from tuphe.core.review import State
from tuphe.core.value import Plain


class Standing(Plain, frozen=True):
    """Where a year stands on a day, without any text of the person's."""

    year: int
    state: State | None
    """None for a year that is not begun."""
    first: bool
    """Whether there is no year on file at all."""
    years: tuple[int, ...]
    """The years on file, in their order."""
    before: bool
    """Whether the year before is on file, to be compared with."""
    left: tuple[tuple[str, int], ...]
    """What an open year lacks: the name of each part and how many answers, in the order of the interview."""
    shortcomings: int
    """How many shortcomings of earlier years are open."""
    pledges: int
    overdue: int
    """How many of both are past their date."""
    last_day: date
    """The day to be done by: the one to hand in, else the last of the year."""
    days_left: int
    unused_notes: int
    half_taken: str = ""
    """The path of a paper that is only half taken in."""

    def offered(self) -> tuple[str, ...]:
        """Return the commands that can be used now, in the order of a menu.

        A command for every day has the same place in every state of a year: its number becomes a habit.
        """
        closed = self.state is State.CLOSED
        papers = ("nhap",) if self.half_taken or not (closed or self.before) else ()
        usual = ("xem" if closed else "kiem-diem", "ghi", "so-tay")
        if self.state is None:
            return (*usual, *papers, "ho-so")
        compared = ("so-sanh",) if self.before else ()
        return (*usual, "soat", "xuat", *(("mo-lai",) if closed else ("chot", "xem")), *compared, *papers)

    def other_years(self, usual: int) -> list[int]:
        """Return which years can be looked at instead, the latest first: those on file, and the `usual` one."""
        return sorted({*self.years, usual} - {self.year}, reverse=True)

    def next_step(self, done: Collection[str]) -> str:
        """Return the command that the year needs next, of those that are not `done` yet; empty where it needs none."""
        if self.half_taken:
            return "nhap"
        if self.state is State.CLOSED:
            return "xuat"
        if self.state is None or self.left:
            return "kiem-diem"
        return next((step for step in ("soat", "xuat", "chot") if step not in done), "")


def last_day_of(year: int, hand_in: date | None) -> date:
    """Return the day by which a year is to be done: `hand_in` where it is of this year, else 31/12.

    A day from January to March belongs to the year before, which is finished then.
    """
    if hand_in is not None and date(year, 3, 31) < hand_in <= date(year + 1, 3, 31):
        return hand_in
    return date(year, 12, 31)


def default_year(today: date, state_of: Callable[[int], State | None]) -> int:
    """Return the year a command means when none is named.

    From January to March that is the year before, while it is still open:
    reviews are finished in the first weeks of the new year.
    `state_of` returns the state of a year, None when there is no file; it is only asked when the answer matters.
    """
    before = today.year - 1
    finishing = today.month <= 3 and state_of(before) is State.OPEN
    return before if finishing else today.year
