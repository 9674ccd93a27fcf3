"""The modes of the terminal while somebody is asked: no key stops it, none suspends the program."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":
    import termios

    _IUTF8: Final = 0o40000  # Python does not name it; the same on Linux and macOS
    _SPECIAL: Final = ("VSUSP", "VDSUSP", "VQUIT", "VLNEXT", "VDISCARD")


class Terminal:
    """The terminal that somebody types at; of a Windows console nothing needs to be held."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def hold(self, *, lines: bool = False) -> None:
        """Let no key stop or suspend the program, between two questions neither.

        What is typed while an answer is being saved waits, as it is, for the next question; with `lines`, whole
        lines are still edited, letter by letter, and echoed.
        """
        if sys.platform == "win32":
            return
        try:
            terminal = sys.stdin.fileno()
            modes = termios.tcgetattr(terminal)
            off = bytes([os.fpathconf(terminal, "PC_VDISABLE") & 0xFF])
        except (termios.error, ValueError, OSError):
            return  # no terminal, or its window is closed
        if self._before is None:
            self._before = [*modes[:6], list(modes[6])]
        modes[0] &= ~(termios.IXON | termios.IXOFF)
        for name in _SPECIAL:
            if hasattr(termios, name):
                modes[6][getattr(termios, name)] = off
        if not lines:
            modes[0] &= ~termios.ICRNL
            modes[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
        elif codecs.lookup(sys.stdin.encoding).name in ("utf-8", "ascii"):
            modes[0] |= _IUTF8  # else Backspace would take the last byte of a letter only
        _set(modes)

    def release(self) -> None:
        """Give the terminal back as it was."""
        if self._before is not None:
            _set(self._before)
            self._before = None


@contextmanager
def held_lines() -> Iterator[None]:
    """Read whole lines from a terminal that is held."""
    terminal = Terminal()
    terminal.hold(lines=True)
    try:
        yield
    finally:
        terminal.release()


def _set(modes: list[Any]) -> None:
    if sys.platform == "win32":
        return
    try:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
    except (termios.error, ValueError, OSError):
        return  # the window is closed
