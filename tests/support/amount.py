"""How much of the stress is done: a part on every stop, all of it by one command."""

import os
from collections.abc import Sequence
from typing import Final, TypeVar

Found = TypeVar("Found")

ALL: Final = os.environ.get("TUPHE_STRESS") == "all"
"""Whether everything is tried: `TUPHE_STRESS=all python -m pytest tests/stress`."""


def share(whole: int, part: int) -> int:
    """Return how many to try: `whole` of them, or `part` on an ordinary run."""
    return whole if ALL else part


def evenly(found: Sequence[Found], wanted: int) -> list[Found]:
    """Return so many of what was found, from its beginning to its end; all where there are no more."""
    wanted = min(wanted, len(found))
    return [found[row * len(found) // wanted] for row in range(wanted)]
