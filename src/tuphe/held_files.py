"""Files that another program has open: on Windows office programs, scanners and backups lock them against others."""

import os
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Final, TypeVar

Result = TypeVar("Result")

HELD: Final = (
    "tệp đang mở trong chương trình khác (Word, Excel, phần mềm sao lưu…). Đóng tệp ở chương trình đó rồi làm lại."
)
"""Why the system refuses to read, replace or remove a file."""

_PATIENCE: Final = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.7)
"""Seconds between tries at a file that another program has open: 2.5 together."""

_SHARING: Final = (32, 33)
"""The error codes of Windows for a file that another program has open or has locked a part of."""


def is_held(fault: OSError) -> bool:
    """Whether the system refused because another program has the file open."""
    return getattr(fault, "winerror", None) in _SHARING


def patiently(action: Callable[[], Result], path: Path, *, held: Callable[[OSError], bool] = is_held) -> Result:
    """Do something to the file at `path`, and try again for a moment while another program has it open.

    `held` tells from the error whether that is so. Raises what `action`
    raises; where the file is still open, an error for which `is_held` is true.
    """
    for seconds in _PATIENCE:
        try:
            return action()
        except PermissionError as fault:
            if not held(_named(fault, path)):
                raise
            sleep(seconds)
    try:
        return action()
    except PermissionError as fault:
        raise _named(fault, path) from None


def _named(fault: PermissionError, path: Path) -> PermissionError:
    """Return the error for what is really wrong: Windows has the same for an open file and for a forbidden one.

    Moving a file onto itself changes nothing, and fails with the right error where it is open.
    """
    if os.name == "nt" and not is_held(fault):
        try:
            path.rename(path)
        except PermissionError as named:
            return named
        except OSError:
            pass
    return fault
