"""How questions are asked: by prompts, or in numbered lines where the screen cannot be redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.errors import NeedsTerminal
from tuphe.terminal import console, stopping

if TYPE_CHECKING:
    from tuphe.interview.asker import Asker


def asker(*, instead: str, lines: bool = False) -> Asker:
    """Return what asks questions on this terminal.

    `instead` is the command line that needs no terminal, named in the error; `lines` asks in numbered lines.

    Raises NeedsTerminal.
    """
    if not console.can_ask():
        raise NeedsTerminal(instead)
    asking: Asker
    if lines or console.wants_lines():
        from tuphe.terminal.linear import Lines  # noqa: PLC0415 -- numbered lines need no prompt_toolkit

        asking = Lines()
    else:
        from tuphe.terminal.prompts import Prompts  # noqa: PLC0415 -- numbered lines need no rich

        asking = Prompts()
    stopping.watch_console()
    return asking
