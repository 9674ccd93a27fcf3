"""Locking a whole folder and unlocking it: each file is encrypted or plain, at any moment one of the two, and whole.

A folder is locked from the moment that `khoa.age` is there until it is gone: the first file that a lock writes, the
last one that an unlock removes. So when either of them is interrupted, the result is a locked folder in which some
files are plain, and `tidy` encrypts those. Encrypted files are removed only by `remove_encrypted`, plain ones only by
`encrypt_and_remove`, and each compares first.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, FolderLocked, YearLocked
from tuphe.file_names import shown
from tuphe.file_reading import read_bytes
from tuphe.storage import Notify
from tuphe.storage.disk import flush_folder, make_private, move, reason, refuse_links
from tuphe.storage.encryption import conversion, paths
from tuphe.storage.encryption.folder import AskPassphrase, Folder, held, is_locked
from tuphe.storage.encryption.locked_folder import LockedFolder, locked_folder, new_identity, write_mark
from tuphe.storage.encryption.paths import APART, IDENTITY, MARK, PLACES, SUFFIX
from tuphe.storage.files import locked, remove, write_whole

_NOT_PRIVATE: Final = ("tieu-chi", "mau", MARK)
"""What stays plain on purpose, at the top of a folder."""

_NAMED: Final = 12
"""How many files a sentence names before it counts the rest."""


class Unlocked(NamedTuple):
    """The result of an unlock: how many files it decrypted, and where those are now that it could not decrypt."""

    opened: int
    apart: list[Path]


def open_locked(root: Path, *, passphrase: AskPassphrase, notify: Notify, tidied: bool) -> Folder:
    """Return a folder that is locked, once whoever is locking or unlocking it is done; see `open_folder`."""
    with suppress(CannotWrite), held(root):  # where nothing can be written, nobody can be locking or unlocking
        pass
    if not is_locked(root):
        return Folder(root)
    folder = locked_folder(root, passphrase, notify)
    (tidy if tidied else sweep)(folder, notify=notify)
    return folder


def lock(root: Path, passphrase: str, *, notify: Notify) -> int:
    """Encrypt every year, note, profile and earlier version, and what editors left of one; return how many files.

    Encrypted copies are written, decrypted again and compared; then the plain files are removed. Interrupted before
    that, the folder is unlocked as it was; killed, it is locked, and `tidy` does the rest.
    Raises PyrageMissing, BadFile, YearLocked, FolderInUse, FolderLocked, CannotWrite.
    """
    secret, identity = new_identity(passphrase)
    folder = LockedFolder(root, str(secret.to_public()), lambda: secret)
    with _everything_held(root):
        if is_locked(root):
            raise FolderLocked(root)
        for path in paths.encrypted_files(root):
            raise BadFile(path, "tệp này đã khoá từ trước, bằng chìa khác. Chuyển tệp ra ngoài thư mục rồi khoá lại.")
        for path in paths.placeholders(root):
            raise BadFile(path, "nội dung chưa được tải về máy này. Tải về rồi khoá lại.")
        _tell_swept(_sweep(root), root, notify)
        plain = paths.plain_files(root)
        for path in plain:
            conversion.plain_content(path)  # an unreadable file is reported before anything is encrypted
        try:
            write_whole(root / IDENTITY, identity)
            write_mark(root, folder.recipient)
            for path in plain:
                conversion.encrypt_beside(path, conversion.plain_content(path), folder)
        except BaseException:
            _undo(folder)
            raise
        for path in plain:
            conversion.encrypt_and_remove(path, folder)
    if others := [path for path in plain if path.suffix != ".toml"]:
        notify(f"Đã khoá cả tệp mà trình soạn thảo để lại: {_names(others, root)}.")
    return len(plain)


def unlock(folder: LockedFolder, *, notify: Notify) -> Unlocked:
    """Decrypt every file; the reverse of `lock`, and as safe.

    Plain files are encrypted first, so that nothing is in the way. A file that is damaged is set apart, with the
    identity that may decrypt a part of it yet, and does not keep the others from being decrypted.
    Raises WrongPassphrase, NeedsTerminal, BadFile when nothing can be decrypted, FolderInUse, FolderOpened, YearLocked,
    CannotWrite.
    """
    folder.require_identity()
    root = folder.root
    with folder.unchanged(root), _everything_held(root):
        _tidy_held(folder, notify)
        contents: dict[Path, bytes] = {}
        damaged: list[Path] = []
        for path, parts in paths.encrypted_parts(root).items():
            decrypted = {part: conversion.decrypted_content(part, folder) for part in parts}
            damaged += [part for part, content in decrypted.items() if content is None]
            if whole := [content for content in decrypted.values() if content is not None]:
                contents[path] = b"".join(whole)
        if damaged and not contents:
            raise BadFile(
                damaged[0], f"{IDENTITY} không mở được tệp này và mọi tệp đã khoá khác. Lấy lại đúng {IDENTITY}."
            )
        _write_plain(contents, root)
        done = Unlocked(len(contents), _set_apart(damaged, root))
        for path, parts in paths.encrypted_parts(root).items():
            conversion.remove_encrypted(parts, path, folder)
        for year in (root / "so-tay").glob("[0-9]*/"):
            with suppress(OSError):
                year.rmdir()
        remove(root / MARK)
        remove(root / IDENTITY)
    return done


def tidy(folder: LockedFolder, *, notify: Notify) -> None:
    """Encrypt what is plain in a locked folder, whoever left it, and say so; what cannot be encrypted is only reported.

    Raises WrongPassphrase, NeedsTerminal, BadFile, FolderInUse, FolderOpened.
    """
    left: list[Path] = []
    with _told(notify):
        left = paths.plain_files(folder.root)
        if not (left or paths.unfinished_files(folder.root)):
            return
    if left:
        folder.require_identity()
    with _told(notify), folder.unchanged(folder.root), _refusals_told(folder.root):
        _tidy_held(folder, notify)


def sweep(folder: LockedFolder, *, notify: Notify) -> None:
    """Do what `tidy` can do without the passphrase, and report the rest; raises FolderInUse, FolderOpened."""
    root = folder.root
    with _told(notify):
        if paths.unfinished_files(root):
            with folder.unchanged(root):
                _tell_swept(_sweep(root), root, notify)
        if left := paths.plain_files(root):
            notify(f"Trong thư mục đã khoá còn tệp chưa khoá: {_names(left, root)}.", "Khoá tiếp bằng: tuphe khoa")


def not_encrypted(root: Path) -> list[Path]:
    """Return the files in a folder that no lock encrypts: none of tuphe's, such as a Word file kept there."""
    ours = {*paths.plain_files(root), *paths.unfinished_files(root)}
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix not in (SUFFIX, ".lock"))
    return [path for path in files if path not in ours and path.relative_to(root).parts[0] not in _NOT_PRIVATE]


def is_finished(root: Path) -> bool:
    """Whether a locked folder has its mark, and nothing in it is plain or half-written; raises CannotWrite."""
    return (root / MARK).exists() and not (paths.unfinished_files(root) or paths.plain_files(root))


@contextmanager
def _told(notify: Notify) -> Iterator[None]:
    """Let a command that only reads go on in a folder in which nothing can be repaired."""
    try:
        yield
    except (CannotWrite, BadFile) as fault:
        notify(f"Trong thư mục đã khoá còn tệp chưa khoá. {fault.message}", fault.then)


def _tidy_held(folder: LockedFolder, notify: Notify) -> None:
    """Encrypt plain files and remove half-written ones in a folder that is held, and say what was done with each."""
    root = folder.root
    gone = _sweep(root)
    whole: list[Path] = []
    for path in paths.plain_files(root):
        with _told(notify):  # one unreadable file must not keep the others from being encrypted
            place = conversion.encrypt_and_remove(path, folder)
            if place is None:
                gone.append(path)
            elif place == paths.encrypted_path(path):
                whole.append(path)
            else:
                kept = shown(place.relative_to(path.parent))
                notify(f"Tệp {shown(path)} chưa khoá mà khác bản đã khoá; đã khoá riêng, giữ ở {kept}.")
    _tell_swept(gone, root, notify)
    if whole:
        notify(f"Trong thư mục đã khoá có tệp chưa khoá, nay đã khoá: {_names(whole, root)}.")


def _tell_swept(swept: list[Path], root: Path, notify: Notify) -> None:
    if swept:
        notify(f"Một lần chạy trước bị ngắt giữa chừng; đã xoá tệp chưa khoá còn lại: {_names(swept, root)}.")


def _names(files: list[Path], root: Path) -> str:
    named = ", ".join(shown(path.relative_to(root)) for path in files[:_NAMED])
    return f"{named} và {len(files) - _NAMED} tệp khác" if len(files) > _NAMED else named


def _sweep(root: Path) -> list[Path]:
    """Remove what killed programs left half-written, and return it; in a held folder nobody is writing."""
    unfinished = paths.unfinished_files(root)
    for path in unfinished:
        remove(path)
    return unfinished


def _write_plain(contents: dict[Path, bytes], root: Path) -> None:
    """Write the decrypted contents to their places, and compare; where one fails, remove them all."""
    modes = {path: conversion.mode_of(parts[0]) for path, parts in paths.encrypted_parts(root).items()}
    written: list[Path] = []
    try:
        for path, content in contents.items():
            if path.exists() or path.is_symlink():
                raise CannotWrite(path, "ở đó đã có tệp hoặc thư mục khác. Chuyển đi rồi chạy lại.")  # noqa: TRY301
            written.append(path)
            write_whole(path, content, mode=modes[path])
            if conversion.plain_content(path) != content:
                raise ChangedMeanwhile(path)  # noqa: TRY301 -- what was written goes too
    except BaseException:
        with suppress(OSError, CannotWrite, BadFile):
            for path in written:
                if path.exists() and conversion.plain_content(path) == contents[path]:
                    remove(path)
        raise


def _undo(folder: LockedFolder) -> None:
    """Unlock a folder in which a lock failed before anything plain was removed."""
    with suppress(OSError, CannotWrite, BadFile, ChangedMeanwhile):
        for path, parts in paths.encrypted_parts(folder.root).items():
            conversion.remove_encrypted(parts, path, folder)
        for key in (folder.root / MARK, folder.root / IDENTITY):
            if key.exists():
                remove(key)


def _set_apart(damaged: list[Path], root: Path) -> list[Path]:
    """Move files that cannot be decrypted out of the way, and return where: kept for ever, with their identity."""
    if not damaged:
        return []
    apart = root / APART / f"{datetime.now():%Y%m%dT%H%M%S.%f}"
    refuse_links(root / "sao-luu", root / APART)
    make_private(apart)
    write_whole(apart / IDENTITY, read_bytes(root / IDENTITY))
    places = [apart / path.relative_to(root) for path in damaged]
    for path, place in zip(damaged, places, strict=True):
        make_private(place.parent)
        move(path, place)
        flush_folder(path.parent)
        flush_folder(place.parent)
    return places


@contextmanager
def _everything_held(root: Path) -> Iterator[None]:
    """Hold the folder, every year and the profile, so that nothing is written meanwhile, nor about to be.

    Raises YearLocked, FolderInUse, ChangedMeanwhile, CannotWrite.
    """
    with ExitStack() as hold, _refusals_told(root):
        hold.enter_context(held(root))
        for place in (root / name for name in PLACES):
            refuse_links(place, *place.rglob("*"))
        hold.enter_context(locked(root / "ho-so.toml", ChangedMeanwhile(root / "ho-so.toml")))
        years = root / "kiem-diem"
        # A year that is just being begun has no file yet.
        begun = {path.name[1:5] for path in years.glob(".[0-9]*.lock")}
        for year in sorted(begun | {path.name[:4] for path in years.glob("[0-9]*.toml*")}):
            hold.enter_context(locked(years / f"{year}.toml", YearLocked(int(year))))
        yield


@contextmanager
def _refusals_told(root: Path) -> Iterator[None]:
    """Turn a refusal of the system into an error of tuphe's."""
    try:
        yield
    except OSError as fault:
        raise CannotWrite(fault.filename or root, reason(fault)) from None
