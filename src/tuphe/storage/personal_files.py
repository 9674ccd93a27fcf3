"""Which files of a folder hold a person's words, plain or sealed, and where sealed ones are opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tuphe.errors import CannotWrite
from tuphe.storage.disk import reason

SUFFIX: Final = ".age"
"""How the name of a sealed file ends: 2026.toml.age."""

PLACES: Final = ("kiem-diem", "so-tay", "sao-luu")
"""The folders with a person's words; checklists and forms, which others may have made, stay open."""


def plain_files(folder: Path) -> list[Path]:
    """Return every file that lies open.

    Raises CannotWrite.
    """
    return [path for path in _files(folder) if path.suffix == ".toml"]


def sealed_files(folder: Path) -> list[Path]:
    """Return every sealed file but the identity; of a year's notes the notebook first, then later notes by age.

    Raises CannotWrite.
    """
    return [path for path in _files(folder) if path.suffix == SUFFIX]


def opened_path(sealed: Path, folder: Path) -> Path:
    """Return where a sealed file is opened: beside itself, or a note in its year's notebook.

    Synchronising programs put their words before the last ending: 2026.toml (1).age.
    """
    if sealed.parent.parent == folder / "so-tay":
        return sealed.parent.with_suffix(".toml")
    head, _, tail = sealed.stem.partition(".toml")
    return sealed.with_name(f"{head}{tail}.toml")


def sealed_path(plain: Path) -> Path:
    """Return where a plain file is sealed: beside itself."""
    return plain.with_name(plain.name + SUFFIX)


def _files(folder: Path) -> list[Path]:
    def refuse(fault: OSError) -> None:
        raise fault

    try:
        found = [path for path in folder.iterdir() if path.name.startswith("ho-so")]
        for place in (folder / name for name in PLACES):
            if place.exists():
                # A folder that cannot be read is not passed over, as a glob would.
                found += [Path(at, name) for at, _, names in os.walk(place, onerror=refuse) for name in names]
    except OSError as fault:
        raise CannotWrite(fault.filename or folder, reason(fault)) from None
    return sorted(found, key=lambda path: (len(path.parts), path))
