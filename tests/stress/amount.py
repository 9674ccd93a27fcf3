"""How much of the stress is done: a part on every stop, all of it by one command."""

from __future__ import annotations

import os
from typing import Final

ALL: Final = os.environ.get("TUPHE_STRESS") == "all"
"""Whether everything is tried: `TUPHE_STRESS=all python -m pytest tests/stress`."""


def share(whole: int, part: int) -> int:
    """Return how many to try: `whole` of them, or `part` on an ordinary run."""
    return whole if ALL else part
