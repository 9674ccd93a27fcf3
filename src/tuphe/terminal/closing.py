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

_kept: Final[list[Any]] = []
"""What the system calls must not be collected."""


def watch() -> None:
    """From here on let Ctrl-Break and a closed console stop the question; elsewhere the system sends signals for both.

    The console calls a thread of its own, and what it calls must not return
    before the program is done.
    """
    if sys.platform != "win32":
        return
    import _thread
    import ctypes

    def told(event: int) -> int:
        if event != _BREAK and event not in _CLOSED:
            return 0
        _thread.interrupt_main(signal.SIGBREAK)
        if event in _CLOSED:
            time.sleep(_SECONDS)
        return 1

    _kept.append(ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told))
    ctypes.windll.kernel32.SetConsoleCtrlHandler(_kept[-1], 1)
