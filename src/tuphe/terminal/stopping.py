"""How a person, the system or a closing window says stop: it ends the question that stands, or waits for the next one.

Raised anywhere else, Ctrl-C would cut a save, and be lost in the event loop
of a prompt or take a line with it that was just read.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_SECONDS_TO_STOP: Final = 5
_FROM_OUTSIDE: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""What the system sends that ends a session, closes the window or (on Windows) hears Ctrl-Break."""


class _Stop:
    wanted = False
    end: Callable[[], None] | None = None


_stop = _Stop()


def listen() -> None:
    """Take what the system sends for Ctrl-C, wherever the program is."""
    for number in _FROM_OUTSIDE:
        signal.signal(number, _interrupt)


def wait_for_questions() -> None:
    """From here on a stop of any kind ends a question, now or when the next one is asked, and nothing else."""
    for number in (signal.SIGINT, *_FROM_OUTSIDE):
        signal.signal(number, lambda _number, _frame: stop())


def stop() -> None:
    """End the question that stands, or the next one, as if the person had stopped.

    May be called from any thread: what hears on Windows that the console
    closes calls it, and then waits until the program is done.
    """
    _stop.wanted = True
    end, _stop.end = _stop.end, None  # once: a second signal finds nothing to end
    if end is not None:
        end()


@contextmanager
def ended_by(end: Callable[[], None]) -> Iterator[None]:
    """While a question stands, let a stop call `end`; at once where one came before."""
    _stop.end = end
    try:
        if _stop.wanted:
            stop()
        yield
    finally:
        _stop.end = None


@contextmanager
def left_to_another(end: Callable[[], None]) -> Iterator[None]:
    """While another program has the terminal: Ctrl-C is that program's own, any other stop calls `end`."""

    def hear(number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGINT:
            stop()

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, *_FROM_OUTSIDE)}
    try:
        with ended_by(end):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def heard() -> None:
    """Take it that the person was stopped: what comes from now on is a stop of its own."""
    _stop.wanted = False


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in _FROM_OUTSIDE:  # a shell passes on what the terminal has sent already
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "alarm"):
        signal.alarm(_SECONDS_TO_STOP)  # a program without its window must not stay behind, holding the year
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a job in the background of a shell
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)
