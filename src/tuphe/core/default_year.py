"""The year that a command means when none is named."""

from collections.abc import Callable
from datetime import date

from tuphe.core.review import State


def default_year(today: date, state_of: Callable[[int], State | None]) -> int:
    """Return the year a command means when none is named.

    From January to March that is the year before, while it is still open:
    reviews are finished in the first weeks of the new year.

    `state_of` returns the state of a year, None when there is no file; it is
    only asked when the answer matters.
    """
    before = today.year - 1
    finishing = today.month <= 3 and state_of(before) is State.OPEN
    return before if finishing else today.year
