"""A menu on the screen while the modules that ask with it are loading, which doubles the time of the start."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tuphe.core.question import Choice
from tuphe.terminal import console, keys
from tuphe.terminal.columns import broken
from tuphe.terminal.modes import held


@contextmanager
def seen_at_once(choices: Sequence[Choice], *, pointed: str) -> Iterator[None]:
    """Draw a menu as `choices.choose` does, which then draws it again in the same place.

    Keys that are typed meanwhile are not echoed, and wait. Nothing is drawn where
    everything is loaded already, or where a console may know no cursor movements.
    """
    if "prompt_toolkit" in sys.modules or sys.platform == "win32" or console.wants_lines():
        yield
        return
    drawn = [
        line for key, one in zip(keys.CHOOSING, choices, strict=False) for line in _row(key, one, one.value == pointed)
    ]
    hint = keys.menu_lines(keys.hint_of(len(choices)), console.columns() - 4)
    drawn += [f"   {line}" for line in hint]
    with held():
        console.write("".join(f"{line}\n" for line in drawn) + f"\x1b[{len(drawn)}A")
        yield


def _row(key: str, choice: Choice, pointed: bool) -> Iterator[str]:  # noqa: FBT001 -- which of two rows it is
    first, *others = broken(f"{key}. {choice.label}", max(console.columns() - 8, 20))
    yield f"{' › ' if pointed else '   '}{first}"
    yield from (f"     {line}" for line in others)
