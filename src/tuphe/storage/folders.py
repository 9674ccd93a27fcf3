"""Where things are: the person's folder, and what comes with the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tuphe.errors import CannotWrite
from tuphe.storage.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterator


def data_folder(chosen: Path | None) -> Path:
    """Return the folder that holds everything: the chosen one, else the system's place for a program's data."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("tuphe", appauthor=False)


def make_private(folder: Path) -> None:
    """Create a folder that only its owner can enter; one that exists is left as it is.

    Raises CannotWrite.
    """
    try:
        for missing in reversed(list(_missing(folder))):
            missing.mkdir(exist_ok=True)
            # mkdir's own mode is cut by the umask, and may be left too open.
            missing.chmod(0o700)
    except OSError as fault:
        raise CannotWrite(folder, reason(fault)) from None


def built_in(name: str) -> Path:
    """Return the folder of data files that come with the program, such as "checklists".

    In the wheel they lie inside the package; in a checkout beside `src`.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def _missing(folder: Path) -> Iterator[Path]:
    for step in (folder, *folder.parents):
        if os.path.lexists(step):
            return
        yield step
