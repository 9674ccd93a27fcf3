"""How a person, the system or a closing window says stop: it ends the present question, or waits for the next one.

If Ctrl-C were raised anywhere else, it would interrupt a save, or be lost in the
event loop of a prompt together with a line that was just read.
"""

import _thread
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_SECONDS_TO_STOP: Final = 5
_SECONDS_OF_A_CLOSED_CONSOLE: Final = 4.5
"""How long the program may take to save what was typed; the console of Windows itself waits five."""

_FROM_OUTSIDE: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""The signals when a session ends, a window is closed or (on Windows) Ctrl-Break is pressed."""

_BREAK: Final = 1
_CONSOLE_CLOSED: Final = (2, 5, 6)
"""The events of a Windows console: its window is closed, the person logs off, the machine is shut down."""

_system_calls: Final[list[Any]] = []
"""References to the functions that a console calls, which must not be garbage-collected."""


class _Stop:
    wanted = False
    from_outside = False
    end: Callable[[], None] | None = None


_stop = _Stop()


def listen() -> None:
    """Treat what the system sends as Ctrl-C, wherever the program is."""
    for number in _FROM_OUTSIDE:
        signal.signal(number, _interrupt)


def wait_for_questions() -> None:
    """From here on a stop of any kind ends a question, now or when the next one is asked, and nothing else."""
    for number in (signal.SIGINT, *_FROM_OUTSIDE):
        signal.signal(number, _end_question)


def _end_question(number: int, _frame: FrameType | None) -> None:
    _stop.from_outside = _stop.from_outside or number != signal.SIGINT
    stop()


def is_final() -> bool:
    """Whether the system or a closing window has said stop: then the whole program ends, not one command alone."""
    return _stop.from_outside


def stop() -> None:
    """End the present question, or the next one, as if the person had stopped; may be called from any thread."""
    _stop.wanted = True
    end, _stop.end = _stop.end, None  # only once: a second signal has nothing to end
    if end is not None:
        end()


@contextmanager
def ended_by(end: Callable[[], None]) -> Iterator[None]:
    """While a question is asked, let a stop call `end`; at once where one came before."""
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
        """Stop for whatever the system sends, and leave Ctrl-C to the other program."""
        if number != signal.SIGINT:
            stop()

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, *_FROM_OUTSIDE)}
    try:
        with ended_by(end):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def forget() -> None:
    """Forget the stop that was just obeyed: later stops count anew."""
    _stop.wanted = False


def watch_console() -> None:
    """From here on let Ctrl-Break and a closed console of Windows stop the question; other systems send signals.

    The console calls a function in a thread of its own, and that function must not return before the program is done.
    """
    if sys.platform != "win32":
        return
    import ctypes  # noqa: PLC0415 -- on Windows alone

    def told(event: int) -> int:
        """Handle an event of the console; return 1 where it is handled, 0 to leave it to the next handler."""
        if event != _BREAK and event not in _CONSOLE_CLOSED:
            return 0
        _thread.interrupt_main(signal.SIGBREAK)
        if event in _CONSOLE_CLOSED:
            time.sleep(_SECONDS_OF_A_CLOSED_CONSOLE)
        return 1

    _system_calls.append(ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told))
    ctypes.windll.kernel32.SetConsoleCtrlHandler(_system_calls[-1], 1)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _stop.from_outside = True
    for number in _FROM_OUTSIDE:  # a shell repeats the signal that the terminal has sent already
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "alarm"):
        signal.alarm(_SECONDS_TO_STOP)  # a program without its window must not go on, with the year locked
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a job in the background of a shell
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)
