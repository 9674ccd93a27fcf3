"""Which files of a folder hold a person's words, plain or sealed, and where sealed ones are opened."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tuphe.errors import CannotWrite
from tuphe.reading import PLACEHOLDERS, is_regular
from tuphe.storage.disk import reason
from tuphe.storage.files import is_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX: Final = ".age"
"""How the name of a sealed file ends: 2026.toml.age."""

PLACES: Final = ("kiem-diem", "so-tay", "sao-luu")
"""The folders with a person's words; checklists and forms, which others may have made, stay open."""

APART: Final = Path("sao-luu", "chua-mo-duoc")
"""Where sealed files lie that could not be opened, each time with the identity they were found with."""

_PROFILE: Final = re.compile("[.#~_]*ho-so")
LEFTOVER: Final = ".khac" + SUFFIX
"""How the name of a sealed file ends that an editor left, not tuphe: 2026.toml~.khac.age is opened as 2026.toml~."""

_UNFINISHED: Final = re.compile(r"\..+\.(toml|age)\..+\.tmp")
"""What was being written before it was moved into its place, such as .2026.toml.k2x9q1_z.tmp, by any tuphe."""

_AWAY: Final = tuple(name.rpartition("}")[2] for name in PLACEHOLDERS)
"""How the names end of what synchronising programs leave in the place of files that are not on this machine."""

_LATER_NOTE: Final = re.compile(r"thu-(\d+)-")


def plain_files(folder: Path) -> list[Path]:
    """Return every file of tuphe's that lies open, and what editors left of one: whatever is named after a .toml.

    Raises CannotWrite.
    """
    passed = (SUFFIX, ".lock", *_AWAY)
    return [path for path in _files(folder) if ".toml" in path.name and path.suffix not in passed and _is_file(path)]


def placeholders(folder: Path) -> list[Path]:
    """Return what stands for files whose content is not on this machine.

    Raises CannotWrite.
    """
    return [path for path in _files(folder) if path.suffix in _AWAY]


def sealed_files(folder: Path) -> list[Path]:
    """Return every sealed file but the identity, and but those set apart because nothing opened them.

    Of a year's notes the notebook comes first, then later notes by age. Raises CannotWrite.
    """
    apart = folder / APART
    return [path for path in _files(folder) if path.suffix == SUFFIX and apart not in path.parents]


def unfinished_files(folder: Path) -> list[Path]:
    """Return what killed programs left half-written.

    Raises CannotWrite.
    """
    keys = folder.glob(".khoa.*.tmp")
    left = [path for path in (*_files(folder), *keys) if is_unfinished(path.name) or _UNFINISHED.fullmatch(path.name)]
    return [path for path in left if _is_file(path)]


def openings(folder: Path) -> dict[Path, list[Path]]:
    """Return where each sealed file is opened; the notes of a year, sealed one by one, into one notebook.

    Raises CannotWrite.
    """
    parts: dict[Path, list[Path]] = {}
    for sealed in sealed_files(folder):
        place = opened_path(sealed, folder)
        while place in parts and not _is_note(sealed, folder):
            place = place.with_name(f"{place.stem} (2){place.suffix}")
        parts.setdefault(place, []).append(sealed)
    return parts


def opened_path(sealed: Path, folder: Path) -> Path:
    """Return where a sealed file is opened: beside itself, or a note in its year's notebook.

    Synchronising programs put their words before the last ending: 2026.toml (1).age.
    """
    if sealed.name.endswith(LEFTOVER):
        return sealed.with_name(sealed.name.removesuffix(LEFTOVER))
    if _is_note(sealed, folder):
        return sealed.parent.with_suffix(".toml")
    head, _, tail = sealed.stem.partition(".toml")
    return sealed.with_name(f"{head}{tail}.toml")


def sealed_path(plain: Path) -> Path:
    """Return where a plain file is sealed: beside itself."""
    alone = plain.suffix != ".toml" or plain.parent.parent.name == "so-tay"
    return plain.with_name(plain.name + (LEFTOVER if alone else SUFFIX))


def is_notebook(plain: Path, folder: Path) -> bool:
    """Whether a plain file is a year's notebook, to which sealed notes may belong."""
    return plain.parent == folder / "so-tay" and re.fullmatch(r"\d{4}\.toml", plain.name) is not None


def sealed_notes(folder: Path) -> list[Path]:
    """Return the notes of a year that were sealed one by one, in the order in which they were written."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.endswith(LEFTOVER))


def next_note(folder: Path) -> str:
    """Return the name of the next note to be sealed among those of a year, whatever any clock says.

    Earlier versions of tuphe named notes after the time: those sort before all numbered ones.
    """
    numbers = (int(name[1]) for path in folder.iterdir() if (name := _LATER_NOTE.match(path.name)))
    return f"thu-{max(numbers, default=0) + 1:06d}-{secrets.token_hex(4)}.toml{SUFFIX}"


def _is_note(sealed: Path, folder: Path) -> bool:
    return sealed.parent.parent == folder / "so-tay" and not sealed.name.endswith(LEFTOVER)


def _is_file(path: Path) -> bool:
    return is_regular(path) and not path.is_symlink()


def _files(folder: Path) -> list[Path]:
    def refuse(fault: OSError) -> None:
        raise fault

    def found() -> Iterator[Path]:
        yield from (path for path in folder.iterdir() if _PROFILE.match(path.name))
        for place in (folder / name for name in PLACES):
            if place.exists():
                # A folder that cannot be read is not passed over, as a glob would.
                yield from (Path(at, name) for at, _, names in os.walk(place, onerror=refuse) for name in names)

    try:
        return sorted(found(), key=lambda path: (len(path.parts), path))
    except OSError as fault:
        raise CannotWrite(fault.filename or folder, reason(fault)) from None
