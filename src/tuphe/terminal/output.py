"""Where prompts are drawn: standard output, in whatever encoding."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO, cast

from prompt_toolkit.output import create_output

if TYPE_CHECKING:
    from prompt_toolkit.output import Output


class _Degrading:
    """Standard output for prompt_toolkit, which else writes “?” for every letter that the encoding lacks."""

    encoding = "utf-8"  # so that it keeps its own replacements to itself

    def write(self, text: str) -> int:
        return sys.stdout.write(text)

    def flush(self) -> None:
        sys.stdout.flush()

    def fileno(self) -> int:
        return sys.stdout.fileno()

    def isatty(self) -> bool:
        return sys.stdout.isatty()


def drawn_on() -> Output | None:
    """Return what prompts are to be drawn on where prompt_toolkit would not do it well, else None."""
    if sys.platform == "win32" or sys.stdout.encoding.lower().replace("-", "") == "utf8":
        return None
    return create_output(stdout=cast("TextIO", _Degrading()))
