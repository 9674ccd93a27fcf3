"""Who asks: questionary, or numbered lines where the screen cannot be redrawn."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tuphe.errors import NeedsTerminal
from tuphe.terminal import console

if TYPE_CHECKING:
    from tuphe.interview import Asker


def asker(*, instead: str, lines: bool = False) -> Asker:
    """Return someone who can ask on this terminal.

    `instead` is the command line that does without; `lines` asks for numbered lines.

    Raises NeedsTerminal.
    """
    if not console.can_ask():
        raise NeedsTerminal(instead)
    gc.enable()  # an interview lasts; `main` had switched it off
    if lines or console.wants_lines():
        from tuphe.terminal.linear import Lines

        return Lines()
    from tuphe.terminal.prompts import Prompts

    return Prompts()
