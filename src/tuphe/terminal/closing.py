"""A console window that is closed, on Windows: it tells its programs, and ends them when they have heard it."""

from __future__ import annotations

import signal
import sys
import time
from typing import Any, Final

_BREAK: Final = 1
_CLOSED: Final = (2, 5, 6)
"""How the console says that its window is closed, that the person logs off, that the machine is shut down."""

_SECONDS: Final = 4.5
"""How long the program may take to keep what was typed; the console itself waits five."""

_ENTER: Final = 0x0D

_kept: Final[list[Any]] = []
"""What the system calls must not be collected."""


def watch(*, lines: bool) -> None:
    """From here on let Ctrl-Break and a closed console stop the question; elsewhere the system sends signals for both.

    The console calls a thread of its own, and what it calls must not return
    before the program is done. With `lines`, a line that is being read is
    finished, else it would be read for ever.
    """
    if sys.platform != "win32":
        return
    import _thread
    import ctypes

    def told(event: int) -> int:
        if event != _BREAK and event not in _CLOSED:
            return 0
        _thread.interrupt_main(signal.SIGBREAK)
        if lines:
            _press_enter()
        if event in _CLOSED:
            time.sleep(_SECONDS)
        return 1

    _kept.append(ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told))
    ctypes.windll.kernel32.SetConsoleCtrlHandler(_kept[-1], 1)


def _press_enter() -> None:
    if sys.platform != "win32":
        return
    import ctypes

    # An INPUT_RECORD: a key, pressed once, by its letter.
    key = (ctypes.c_ushort * 10)(1, 0, 1, 0, 1, _ENTER, 0, _ENTER, 0, 0)
    system = ctypes.windll.kernel32
    system.GetStdHandle.restype = ctypes.c_void_p
    system.WriteConsoleInputW(ctypes.c_void_p(system.GetStdHandle(-10)), key, 1, ctypes.byref(ctypes.c_ulong()))
