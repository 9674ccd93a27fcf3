"""Open files locked against other programs, on Windows and elsewhere."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from tuphe.storage.disk import LOCKS, may_lack

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKED_BYTE: Final = 1 << 30
"""The byte that is locked on Windows instead of the whole file: after all content, for locked bytes cannot be read."""

_HELD: Final = (errno.EACCES, errno.EDEADLK, 0)
"""How Windows says that somebody else has locked the byte; Wine gives no number."""

_LONGEST_WAIT: Final = 30.0
"""Seconds to wait for others who add to a file, which takes them milliseconds; whoever takes longer hangs."""


@contextmanager
def alone(handle: int) -> Iterator[None]:
    """Lock an open file that others may be adding to, and wait for them; closing it unlocks it.

    Raises OSError where the system cannot lock it.
    """
    if os.name == "nt":
        until = monotonic() + _LONGEST_WAIT
        while not lock_now(handle):  # the system's own waiting tries once a second, ten times
            if monotonic() > until:
                raise OSError(errno.EACCES, "")
            sleep(0.003)
        try:
            yield
        finally:
            _at_lock(handle, "LK_UNLCK")
        return
    import fcntl  # noqa: PLC0415 -- not on Windows

    with may_lack(LOCKS):
        fcntl.flock(handle, fcntl.LOCK_EX)
    yield


def lock_now(handle: int) -> bool:
    """Lock an open file without waiting; return False where another process has locked it.

    Raises OSError where the system cannot lock it.
    """
    try:
        if os.name == "nt":
            _at_lock(handle, "LK_NBLCK")
        else:
            import fcntl  # noqa: PLC0415 -- not on Windows

            with may_lack(LOCKS):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if isinstance(fault, BlockingIOError) or (os.name == "nt" and fault.errno in _HELD):
            return False
        raise
    return True


def _at_lock(handle: int, action: str) -> None:
    """Lock or unlock the byte on Windows, which takes the one at the position in the file; writing moves that."""
    import msvcrt  # noqa: PLC0415 -- on Windows alone

    position = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(handle, getattr(msvcrt, action), 1)  # type: ignore[attr-defined,unused-ignore]
    finally:
        os.lseek(handle, position, os.SEEK_SET)
