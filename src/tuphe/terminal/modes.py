"""The modes of the terminal while somebody is asked: no key freezes it or suspends the program."""

import atexit
import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tuphe.terminal import stopping

if sys.platform != "win32":
    import termios

    _IUTF8: Final = 0o40000  # Python does not name it; the same on Linux and macOS
    _SPECIAL: Final = ("VSUSP", "VDSUSP", "VQUIT", "VLNEXT", "VDISCARD")


class Terminal:
    """The person's terminal; a Windows console needs no other modes."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def hold(self, *, lines: bool = False) -> None:
        """Prevent keys from freezing the terminal or suspending the program, also between two questions.

        What is typed while an answer is being saved waits, unchanged, for the next question. With `lines`, the
        terminal still echoes letters and hands over whole lines.
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
            modes[0] |= _IUTF8  # else Backspace would erase only the last byte of a letter
        _set(modes)

    def release(self) -> None:
        """Set the modes that the terminal had before."""
        if self._before is not None:
            _set(self._before)
            self._before = None

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the terminal to another program, such as the person's editor."""
        self.release()
        try:
            yield
        finally:
            self.hold()


_held: Final[list[Terminal]] = []
"""The terminal, once for each command that asked in it."""


def held_for_questions() -> Terminal:
    """Hold the terminal until the program ends; from here on every stop waits for a question."""
    stopping.wait_for_questions()
    terminal = Terminal()
    terminal.hold()
    _held.append(terminal)
    atexit.register(terminal.release)
    return terminal


def let_go() -> None:
    """Give the terminal back although the program goes on: the command that asked is over."""
    while _held:
        _held.pop().release()


@contextmanager
def held(*, lines: bool = False) -> Iterator[None]:
    """Hold the terminal for a while; with `lines`, whole lines are read from it."""
    terminal = Terminal()
    terminal.hold(lines=lines)
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
