"""Moving and removing files: on Windows neither can be done to one that is marked read-only, or that is held."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tuphe.patience import is_held, patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def move(source: Path, target: Path) -> None:
    """Move a file into its place in one step, over what is there.

    Raises OSError; what was there is then as before, its read-only mark too.
    """
    with _without_mark(target):
        patiently(lambda: source.replace(target), target, held=_may_be_held)


def delete(path: Path) -> None:
    """Remove a file, read-only or not.

    Raises OSError; the file is then as before.
    """
    with _without_mark(path):
        patiently(path.unlink, path)


def _may_be_held(fault: OSError) -> bool:
    # Linux on a disk of Windows says only that it may not; where the source could be written, that passes.
    return os.name != "nt" or is_held(fault)


@contextmanager
def _without_mark(path: Path) -> Iterator[None]:
    """Take the read-only mark off a file that stands in the way on Windows, and put it on again where that fails."""
    marked = os.name == "nt" and path.is_file() and not path.stat().st_mode & stat.S_IWRITE
    if marked:
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    try:
        yield
    except BaseException:
        if marked:
            with suppress(OSError):
                path.chmod(stat.S_IREAD)
        raise
