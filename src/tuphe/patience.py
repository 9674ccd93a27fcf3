"""Files that another program holds: on Windows an office program, a scanner or a backup keeps others from them."""

from __future__ import annotations

import os
from time import sleep
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Given = TypeVar("Given")

HELD: Final = (
    "tệp đang mở trong chương trình khác (như Word, Excel, phần mềm sao lưu). Đóng tệp ở chương trình ấy rồi làm lại."
)
"""Why the system neither replaces nor reads a file, nor removes it."""

_PATIENCE: Final = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.7)
"""Seconds between tries at a file that another program holds: 2.5 together."""

_SHARING: Final = (32, 33)
"""How Windows says that another program holds a file, or a part of it."""


def is_held(fault: OSError) -> bool:
    """Whether the system refused because another program holds the file."""
    return getattr(fault, "winerror", None) in _SHARING


def patiently(action: Callable[[], Given], path: Path, *, held: Callable[[OSError], bool] = is_held) -> Given:
    """Do something to the file at `path`, again for a moment while another program holds it: what `held` says.

    Raises what `action` raises; where the file is still held, one that `is_held` knows.
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
    """Return a refusal by its true name: Windows calls it the same whether a file is held or forbidden.

    Moved onto itself, which changes nothing, a file that is held says so.
    """
    if os.name == "nt" and not is_held(fault):
        try:
            path.rename(path)
        except PermissionError as named:
            return named
        except OSError:
            pass
    return fault
