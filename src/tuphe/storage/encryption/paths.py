"""Which files of a folder have a person's words, and their names while they are encrypted."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tuphe.errors import CannotWrite
from tuphe.file_reading import PLACEHOLDERS, is_regular
from tuphe.storage.disk import reason
from tuphe.storage.files import is_unfinished

MARK: Final = "khoa.toml"
"""The public half of a folder's key pair: it is enough to encrypt, so that encrypting needs no passphrase."""

IDENTITY: Final = "khoa.age"
"""The secret half, encrypted with the passphrase. A lock writes it first, an unlock removes it last."""

SUFFIX: Final = ".age"
"""The ending of the name of an encrypted file: 2026.toml.age."""

PLACES: Final = ("kiem-diem", "so-tay", "sao-luu")
"""The folders with a person's words; checklists and forms, which others may have made, are never encrypted."""

APART: Final = Path("sao-luu", "chua-mo-duoc")
"""Where encrypted files are kept that could not be decrypted, each time with the identity they were found with."""

_LEFTOVER: Final = ".khac" + SUFFIX
"""The ending of an encrypted file that an editor left, not tuphe: 2026.toml~.khac.age was 2026.toml~."""

_PROFILE: Final = "[.#~_]*ho-so"

_UNFINISHED: Final = r"\..+\.(toml|age)\..+\.tmp"
"""An unfinished file, not yet moved into its place, such as .2026.toml.k2x9q1_z.tmp, of any tuphe."""

_AWAY: Final = tuple(after for _, after in PLACEHOLDERS)
"""The endings of placeholders that synchronising programs leave for files that are not on this machine."""

_ADDITION: Final = r"thu-(\d+)-"


def plain_files(root: Path) -> list[Path]:
    """Return every file of tuphe's that is not encrypted, and what editors left of one: each name with .toml in it.

    Raises CannotWrite.
    """
    passed = (SUFFIX, ".lock", *_AWAY)
    return [path for path in _files(root) if ".toml" in path.name and path.suffix not in passed and _is_file(path)]


def placeholders(root: Path) -> list[Path]:
    """Return the placeholders of files whose content is not on this machine; raises CannotWrite."""
    return [path for path in _files(root) if path.suffix in _AWAY]


def encrypted_files(root: Path) -> list[Path]:
    """Return every encrypted file but the identity and those that were set apart because they could not be decrypted.

    Of a year's notes the notebook comes first, then what was added to it, oldest first. Raises CannotWrite.
    """
    apart = root / APART
    return [path for path in _files(root) if path.suffix == SUFFIX and apart not in path.parents]


def unfinished_files(root: Path) -> list[Path]:
    """Return what killed programs left half-written; raises CannotWrite."""
    keys = root.glob(".khoa.*.tmp")
    left = [path for path in (*_files(root), *keys) if is_unfinished(path.name) or re.fullmatch(_UNFINISHED, path.name)]
    return [path for path in left if _is_file(path)]


def encrypted_parts(root: Path) -> dict[Path, list[Path]]:
    """Return the plain path of everything that is encrypted, each with the encrypted files that it is made from.

    That is one file, but for a notebook and the notes added to it. Raises CannotWrite.
    """
    parts: dict[Path, list[Path]] = {}
    for encrypted in encrypted_files(root):
        plain = plain_path(encrypted, root)
        while plain in parts and not _is_addition(encrypted, root):
            plain = plain.with_name(f"{plain.stem} (2){plain.suffix}")
        parts.setdefault(plain, []).append(encrypted)
    return parts


def plain_path(encrypted: Path, root: Path) -> Path:
    """Return where a file goes when it is decrypted: beside itself, or a note into its year's notebook.

    Synchronising programs put their words before the last ending: 2026.toml (1).age.
    """
    if is_leftover(encrypted.name):
        return encrypted.with_name(encrypted.name.removesuffix(_LEFTOVER))
    if _is_addition(encrypted, root):
        return encrypted.parent.with_suffix(".toml")
    head, _, tail = encrypted.stem.partition(".toml")
    return encrypted.with_name(f"{head}{tail}.toml")


def encrypted_path(plain: Path) -> Path:
    """Return where a plain file goes when it is encrypted: beside itself."""
    leftover = plain.suffix != ".toml" or plain.parent.parent.name == "so-tay"
    return plain.with_name(plain.name + (_LEFTOVER if leftover else SUFFIX))


def plain_name(name: str) -> str:
    """Return the name that a TOML file has, or had, while it is not encrypted."""
    return name.removesuffix(SUFFIX) if name.endswith(f".toml{SUFFIX}") else name


def named_like(name: str, other: Path) -> str:
    """Return the plain `name` as it is for a content that is encrypted, if that of `other` is."""
    return f"{name}{SUFFIX}" if other.suffix == SUFFIX else name


def is_leftover(name: str) -> bool:
    """Whether this is the name of an encrypted file that an editor left, which is no file of tuphe's."""
    return name.endswith(_LEFTOVER)


def is_notebook(plain: Path, root: Path) -> bool:
    """Whether a plain file is a year's notebook, to which encrypted notes may have been added."""
    return plain.parent == root / "so-tay" and re.fullmatch(r"\d{4}\.toml", plain.name) is not None


def additions(folder: Path) -> list[Path]:
    """Return what was added to an encrypted notebook, in the order in which it was written."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if not is_leftover(path.name))


def next_addition(folder: Path) -> Path:
    """Return the place of the next addition in a folder of them, whatever the clock says.

    Earlier versions of tuphe named notes after the time: those sort before all numbered ones.
    """
    numbers = (int(name[1]) for path in folder.iterdir() if (name := re.match(_ADDITION, path.name)))
    return folder / f"thu-{max(numbers, default=0) + 1:06d}-{os.urandom(4).hex()}.toml{SUFFIX}"


def _is_addition(encrypted: Path, root: Path) -> bool:
    return encrypted.parent.parent == root / "so-tay" and not is_leftover(encrypted.name)


def _is_file(path: Path) -> bool:
    return is_regular(path) and not path.is_symlink()


def _files(root: Path) -> list[Path]:
    """Return all files in PLACES and those named like the profile, those at the top first."""

    def refuse(fault: OSError) -> None:
        """Raise the errors that os.walk would ignore."""
        raise fault

    def found() -> Iterator[Path]:
        """Yield the files as the disk lists them."""
        yield from (path for path in root.iterdir() if re.match(_PROFILE, path.name))
        for place in (root / name for name in PLACES):
            if place.exists():
                # A folder that cannot be read must not be skipped, as a glob would.
                yield from (Path(at, name) for at, _, names in os.walk(place, onerror=refuse) for name in names)

    try:
        return sorted(found(), key=lambda path: (len(path.parts), path))
    except OSError as fault:
        raise CannotWrite(fault.filename or root, reason(fault)) from None
