"""One file sealed, or opened: the other one goes once it was opened again and compared, and no sooner."""

from __future__ import annotations

import re
from collections import Counter
from time import sleep
from typing import TYPE_CHECKING

from tuphe.errors import BadFile, ChangedMeanwhile
from tuphe.reading import read_bytes
from tuphe.storage.disk import make_private
from tuphe.storage.files import name_beside, remove, write_whole
from tuphe.storage.notes import SIZE_LIMIT
from tuphe.storage.personal_files import is_notebook, next_note, sealed_notes, sealed_path
from tuphe.storage.versions import name_for_good

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage.seal import AgeSeal


def taken_in(path: Path, folder: Path, seal: AgeSeal) -> Path | None:
    """Remove a plain file once all of it is sealed; return the file that it was sealed into, None where it was before.

    What an editor saves there meanwhile is sealed too.
    """
    while True:
        content = content_of(path)
        place = seal_beside(path, content, folder, seal)
        if content_of(path) == content:
            remove(path)
            return place


def seal_beside(path: Path, content: bytes, folder: Path, seal: AgeSeal) -> Path | None:
    """Seal what a plain file holds, open it again and compare; None where all of it is sealed already.

    What differs from what is sealed takes nothing's place.
    """
    place = sealed_path(path)
    if is_notebook(path, folder):
        later = path.with_suffix("")
        parts = [opened_in(part, seal) for part in (place, *sealed_notes(later)) if part.exists()]
        known = b"".join(part for part in parts if part is not None)
        if known:
            content = _lacking(content, known)
            if not content:
                return None
        if place.exists():
            make_private(later)
            place = later / next_note(later)
    elif place.exists():
        if opened_in(place, seal) == content:
            return None
        place = sealed_path(_free_name(path))
    write_whole(place, seal.seal(content), mode=mode_of(path))
    if opened_in(place, seal) != content:
        raise ChangedMeanwhile(place)
    return place


def removed_as_opened(parts: list[Path], path: Path, seal: AgeSeal) -> None:
    """Remove sealed files that hold, opened once more, what stands plain at `path`; it is no other file's place.

    Raises ChangedMeanwhile where they do not, CannotWrite.
    """
    if b"".join(opened_in(part, seal) or b"" for part in parts) != content_of(path):
        raise ChangedMeanwhile(path)
    for part in parts:
        remove(part)


def opened_in(sealed: Path, seal: AgeSeal) -> bytes | None:
    """Return what is sealed in a file; None where nothing opens it.

    Raises BadFile where it cannot even be read: nobody knows then what it is.
    """
    seal.ask()
    content = read_bytes(sealed, limit=SIZE_LIMIT)
    try:
        return seal.open(content, sealed)
    except BadFile:
        return None


def content_of(path: Path) -> bytes:
    """Return what a plain file holds; raises BadFile."""
    return read_bytes(path, limit=SIZE_LIMIT)


def mode_of(path: Path) -> int:
    """Return the rights that a file passes on to its other form: a closed year stays read-only, others stay outside."""
    return path.stat().st_mode & 0o700 | 0o400


def _lacking(notes: bytes, known: bytes) -> bytes:
    """Return the records of a notebook that stand nowhere in `known`: each note once, in its order."""
    if known.startswith(notes):
        return b""
    there = Counter(record.strip() for record in _records(known))
    lacking = []
    for record in _records(notes):
        if there[record.strip()]:
            there[record.strip()] -= 1
        else:
            lacking.append(record)
    return b"\n" + b"".join(lacking) if lacking else b""


def _records(notes: bytes) -> list[bytes]:
    return [record for record in re.split(rb"(?m)^(?=\[\[so_tay\]\])", notes) if record.strip()]


def _free_name(path: Path) -> Path:
    """Return a name for what differs from the file of its own name: of an earlier version one that is never thinned."""
    if path.parents[1].name == "kiem-diem" and path.parents[2].name == "sao-luu":
        return path.with_name(name_for_good(path.parent))
    while sealed_path(free := name_beside(path)).exists():
        sleep(0.1)  # names differ by the second
    return free
