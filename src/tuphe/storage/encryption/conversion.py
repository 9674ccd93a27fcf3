"""One file encrypted or decrypted: the old file is removed only after the new one was read again and compared."""

import re
from collections import Counter
from pathlib import Path
from time import sleep

from tuphe.errors import BadFile, ChangedMeanwhile
from tuphe.file_reading import NOTEBOOK_LIMIT, read_bytes
from tuphe.storage.disk import make_private
from tuphe.storage.encryption.locked_folder import LockedFolder
from tuphe.storage.encryption.paths import additions, encrypted_path, is_notebook, next_addition
from tuphe.storage.files import name_beside, remove, write_whole
from tuphe.storage.versions import name_for_good


def encrypt_and_remove(path: Path, folder: LockedFolder) -> Path | None:
    """Remove a plain file once all of it is encrypted; return the encrypted file, None where one had all of it before.

    What an editor saves there meanwhile is encrypted too.
    """
    while True:
        content = plain_content(path)
        place = encrypt_beside(path, content, folder)
        if plain_content(path) == content:
            remove(path)
            return place


def encrypt_beside(path: Path, content: bytes, folder: LockedFolder) -> Path | None:
    """Encrypt the content of a plain file, decrypt it again and compare; None where all of it is encrypted already.

    Content that differs from an encrypted file does not replace it: it gets a file of its own.
    """
    place = encrypted_path(path)
    if is_notebook(path, folder.root):
        later = path.with_suffix("")
        parts = [decrypted_content(part, folder) for part in (place, *additions(later)) if part.exists()]
        known = b"".join(part for part in parts if part is not None)
        if known:
            content = _lacking(content, known)
            if not content:
                return None
        if place.exists():
            make_private(later)
            place = next_addition(later)
    elif place.exists():
        if decrypted_content(place, folder) == content:
            return None
        place = encrypted_path(_free_name(path))
    write_whole(place, folder.encrypt(content), mode=mode_of(path))
    if decrypted_content(place, folder) != content:
        raise ChangedMeanwhile(place)
    return place


def remove_encrypted(parts: list[Path], path: Path, folder: LockedFolder) -> None:
    """Remove encrypted files after they were decrypted again and compared with the plain file at `path`.

    Raises ChangedMeanwhile where they differ, CannotWrite.
    """
    if b"".join(decrypted_content(part, folder) or b"" for part in parts) != plain_content(path):
        raise ChangedMeanwhile(path)
    for part in parts:
        remove(part)


def decrypted_content(path: Path, folder: LockedFolder) -> bytes | None:
    """Return the content of an encrypted file; None where it cannot be decrypted.

    Raises BadFile where it cannot even be read: nobody knows then what it is.
    """
    folder.require_identity()
    stored = folder.stored(path, limit=NOTEBOOK_LIMIT)
    try:
        return folder.decrypt(stored, path)
    except BadFile:
        return None


def plain_content(path: Path) -> bytes:
    """Return the content of a plain file; raises BadFile."""
    return read_bytes(path, limit=NOTEBOOK_LIMIT)


def mode_of(path: Path) -> int:
    """Return the rights of a file after it was converted: a closed year stays read-only, others have none."""
    return path.stat().st_mode & 0o700 | 0o400


def _lacking(notes: bytes, known: bytes) -> bytes:
    """Return the records of a notebook that are not in `known`: each note once, in its order."""
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
    """Return a name for content that differs from the file of its name: for an earlier version one kept for good."""
    if path.parents[1].name == "kiem-diem" and path.parents[2].name == "sao-luu":
        return path.with_name(name_for_good(path.parent))
    while encrypted_path(free := name_beside(path)).exists():
        sleep(0.1)  # names differ by the second
    return free
