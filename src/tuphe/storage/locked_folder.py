"""Locking a whole folder and opening it again: sealed or plain, at any moment one of the two, and whole.

A folder is locked from the moment that `khoa.age` is there until it is gone:
the first file that a lock writes, the last one that an unlock removes. So
whatever cut either of them off, what is left is a locked folder in which
something lies plain, and `tidy` seals that. Nothing sealed is removed but by
`removed_as_opened`, nothing plain but by `taken_in`, and each compares first.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, FolderLocked, YearLocked
from tuphe.names import shown
from tuphe.reading import read_bytes
from tuphe.storage.disk import flush_folder, make_private, reason, refuse_links
from tuphe.storage.files import locked, remove, write_whole
from tuphe.storage.folder_state import IDENTITY, MARK, held, is_locked, unchanged
from tuphe.storage.moving import move
from tuphe.storage.personal_files import (
    APART,
    PLACES,
    SUFFIX,
    openings,
    placeholders,
    plain_files,
    sealed_files,
    sealed_path,
    unfinished_files,
)
from tuphe.storage.seal import new_seal, set_mark
from tuphe.storage.sealing import content_of, mode_of, opened_in, removed_as_opened, seal_beside, taken_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tuphe.storage.seal import AgeSeal
    from tuphe.storage.toml import Notify

_NAMED: Final = 12
"""How many files a sentence names before it counts the rest."""


def lock(folder: Path, passphrase: str, *, notify: Notify) -> int:
    """Seal every year, note, profile and earlier version, and what editors left of one; return how many files.

    Sealed copies are written, opened again and compared; then the plain files
    go. Ended before, the folder is open as it was; killed, it is locked, and
    `tidy` does the rest.

    Raises SealMissing, BadFile, YearLocked, FolderInUse, FolderLocked, CannotWrite.
    """
    seal, identity = new_seal(folder, passphrase)
    with _everything_held(folder):
        if is_locked(folder):
            raise FolderLocked(folder)
        for path in sealed_files(folder):
            raise BadFile(path, "tệp này đã khoá từ trước, bằng chìa khác. Chuyển tệp ra ngoài thư mục rồi khoá lại.")
        for path in placeholders(folder):
            raise BadFile(path, "nội dung chưa được tải về máy này. Tải về rồi khoá lại.")
        _tell_swept(_sweep(folder), folder, notify)
        plain = plain_files(folder)
        for path in plain:
            content_of(path)  # what cannot be read is told before anything is sealed
        try:
            write_whole(folder / IDENTITY, identity)
            set_mark(folder, seal.recipient)
            for path in plain:
                seal_beside(path, content_of(path), folder, seal)
        except BaseException:
            _undo(folder, seal)
            raise
        for path in plain:
            taken_in(path, folder, seal)
    if others := [path for path in plain if path.suffix != ".toml"]:
        notify(f"Đã khoá cả tệp mà trình soạn thảo để lại: {_names(others, folder)}.")
    return len(plain)


def left_open(folder: Path) -> list[Path]:
    """Return the files in a locked folder that are none of tuphe's, such as a Word file kept there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in (SUFFIX, ".lock"))
    return [path for path in files if path.relative_to(folder).parts[0] not in ("tieu-chi", "mau", MARK)]


@dataclass
class Unlocked:
    """What an unlock did: how many files it opened, and where those lie now that nothing opens."""

    opened: int = 0
    apart: list[Path] = field(default_factory=list)


def unlock(folder: Path, seal: AgeSeal, *, notify: Notify) -> Unlocked:
    """Open every file again; the other way round than `lock`, and as safe.

    What lies plain is sealed first, so that nothing is in the way. A sealed
    file that is damaged is set apart, with the identity that may open a part
    of it yet, and keeps none of the others from opening.

    Raises WrongPassphrase, NeedsTerminal, BadFile when nothing can be opened,
    FolderInUse, FolderOpened, YearLocked, CannotWrite.
    """
    seal.ask()
    with unchanged(seal, folder), _everything_held(folder):
        _tidy_held(folder, seal, notify)
        done = Unlocked()
        contents: dict[Path, bytes] = {}
        damaged: list[Path] = []
        for path, parts in openings(folder).items():
            opened = {part: opened_in(part, seal) for part in parts}
            damaged += [part for part, content in opened.items() if content is None]
            if whole := [content for content in opened.values() if content is not None]:
                contents[path] = b"".join(whole)
        if damaged and not contents:
            raise BadFile(
                damaged[0], f"{IDENTITY} không mở được tệp này và mọi tệp đã khoá khác. Lấy lại đúng {IDENTITY}."
            )
        _write_plain(contents, folder)
        done.opened = len(contents)
        done.apart = _set_apart(damaged, folder)
        for path, parts in openings(folder).items():
            removed_as_opened(parts, path, seal)
        for year in (folder / "so-tay").glob("[0-9]*/"):
            with suppress(OSError):
                year.rmdir()
        remove(folder / MARK)
        remove(folder / IDENTITY)
    return done


def tidy(folder: Path, seal: AgeSeal, *, notify: Notify) -> None:
    """Seal what lies plain in a locked folder, whoever left it, and say so; what cannot be sealed is only told.

    Raises WrongPassphrase, NeedsTerminal, BadFile, FolderInUse, FolderOpened.
    """
    left: list[Path] = []
    with _told(notify):
        left = plain_files(folder)
        if not (left or unfinished_files(folder)):
            return
    if left:
        seal.ask()
    with _told(notify), unchanged(seal, folder), _refusals_told(folder):
        _tidy_held(folder, seal, notify)


def sweep(folder: Path, seal: AgeSeal, *, notify: Notify) -> None:
    """Do what `tidy` can do without the passphrase: remove what is half-written, and tell of the rest.

    Raises FolderInUse, FolderOpened.
    """
    with _told(notify):
        if unfinished_files(folder):
            with unchanged(seal, folder):
                _tell_swept(_sweep(folder), folder, notify)
        if left := plain_files(folder):
            notify(f"Trong thư mục đã khoá còn tệp chưa khoá: {_names(left, folder)}.", "Khoá nốt bằng: tuphe khoa")


@contextmanager
def _told(notify: Notify) -> Iterator[None]:
    """Let a command go on that only wants to read, in a folder in which nothing can be put right."""
    try:
        yield
    except (CannotWrite, BadFile) as fault:
        notify(f"Trong thư mục đã khoá còn tệp chưa khoá. {fault.message}", fault.then)


def _tidy_held(folder: Path, seal: AgeSeal, notify: Notify) -> None:
    gone = _sweep(folder)
    whole: list[Path] = []
    for path in plain_files(folder):
        with _told(notify):  # one that cannot be read keeps no other from being sealed
            place = taken_in(path, folder, seal)
            if place is None:
                gone.append(path)
            elif place == sealed_path(path):
                whole.append(path)
            else:
                kept = shown(place.relative_to(path.parent))
                notify(f"Tệp {shown(path)} chưa khoá mà khác bản đã khoá; đã khoá riêng, giữ ở {kept}.")
    _tell_swept(gone, folder, notify)
    if whole:
        notify(f"Trong thư mục đã khoá có tệp chưa khoá, nay đã khoá: {_names(whole, folder)}.")


def _tell_swept(swept: list[Path], folder: Path, notify: Notify) -> None:
    if swept:
        notify(f"Một lần chạy trước bị ngắt giữa chừng; đã xoá tệp chưa khoá còn lại: {_names(swept, folder)}.")


def _names(paths: list[Path], folder: Path) -> str:
    named = ", ".join(shown(path.relative_to(folder)) for path in paths[:_NAMED])
    return f"{named} và {len(paths) - _NAMED} tệp khác" if len(paths) > _NAMED else named


def _sweep(folder: Path) -> list[Path]:
    """Remove what killed programs left half-written, and return it; in a held folder nobody is writing."""
    unfinished = unfinished_files(folder)
    for path in unfinished:
        remove(path)
    return unfinished


def _write_plain(contents: dict[Path, bytes], folder: Path) -> None:
    """Write what was opened to its places, and compare; where one fails, none stays."""
    modes = {path: mode_of(parts[0]) for path, parts in openings(folder).items()}
    written: list[Path] = []
    try:
        for path, content in contents.items():
            if path.exists() or path.is_symlink():
                raise CannotWrite(path, "ở đó đã có tệp hoặc thư mục khác. Chuyển đi rồi chạy lại.")  # noqa: TRY301
            written.append(path)
            write_whole(path, content, mode=modes[path])
            if content_of(path) != content:
                raise ChangedMeanwhile(path)  # noqa: TRY301 -- what was written goes too
    except BaseException:
        with suppress(OSError, CannotWrite, BadFile):
            for path in written:
                if path.exists() and content_of(path) == contents[path]:
                    remove(path)
        raise


def _undo(folder: Path, seal: AgeSeal) -> None:
    """Open a folder again in which a lock failed before anything plain was removed."""
    with suppress(OSError, CannotWrite, BadFile, ChangedMeanwhile):
        for path, parts in openings(folder).items():
            removed_as_opened(parts, path, seal)
        for key in (folder / MARK, folder / IDENTITY):
            if key.exists():
                remove(key)


def _set_apart(damaged: list[Path], folder: Path) -> list[Path]:
    """Move sealed files that nothing opens out of the way, and return where: for good, and with their identity."""
    if not damaged:
        return []
    apart = folder / APART / f"{datetime.now():%Y%m%dT%H%M%S.%f}"
    refuse_links(folder / "sao-luu", folder / APART)
    make_private(apart)
    write_whole(apart / IDENTITY, read_bytes(folder / IDENTITY))
    places = [apart / path.relative_to(folder) for path in damaged]
    for path, place in zip(damaged, places, strict=True):
        make_private(place.parent)
        move(path, place)
        flush_folder(path.parent)
        flush_folder(place.parent)
    return places


@contextmanager
def _everything_held(folder: Path) -> Iterator[None]:
    """Hold the folder, every year and the profile, so that nothing is written meanwhile, nor about to be.

    Raises YearLocked, FolderInUse, ChangedMeanwhile, CannotWrite.
    """
    with ExitStack() as hold, _refusals_told(folder):
        hold.enter_context(held(folder))
        for place in (folder / name for name in PLACES):
            refuse_links(place, *place.rglob("*"))
        if not hold.enter_context(locked(folder / "ho-so.toml")):
            raise ChangedMeanwhile(folder / "ho-so.toml")
        years = folder / "kiem-diem"
        # A year that is just being begun has no file yet.
        begun = {path.name[1:5] for path in years.glob(".[0-9]*.lock")}
        for year in sorted(begun | {path.name[:4] for path in years.glob("[0-9]*.toml*")}):
            if not hold.enter_context(locked(years / f"{year}.toml")):
                raise YearLocked(int(year))
        yield


@contextmanager
def _refusals_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotWrite(fault.filename or folder, reason(fault)) from None


def unfinished(folder: Path) -> Iterable[Path]:
    """Return what keeps a locked folder from being all sealed, if anything does.

    Raises CannotWrite.
    """
    return [*unfinished_files(folder), *plain_files(folder)]
