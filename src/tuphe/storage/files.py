"""Files that are written whole or not at all, appended to, and locked meanwhile."""

import codecs
import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from tuphe.errors import CannotWrite, TuPheError
from tuphe.file_names import shown
from tuphe.file_reading import is_regular, read_bytes
from tuphe.held_files import patiently
from tuphe.storage.disk import (
    FLUSHING,
    LOCKS,
    OWN_FILE,
    delete,
    flush_folder,
    lacks,
    may_lack,
    move,
    reason,
    refuse_links,
    refuse_name,
    require_own,
    set_rights,
    writing,
)

if os.name == "nt":
    import msvcrt
else:
    import fcntl

_UNFINISHED: Final = ".tmp"
_LEFT: Final = r"\.(?P<name>.+)\.([a-z0-9_]{8}|[0-9]+)\.tmp"
"""The names of unfinished files that `write_whole` makes, now and earlier; .syncthing.2026.toml.tmp is not ours."""

_NAMED: Final = 48
"""How many letters of a file's name its unfinished copy has: a name may have 255 bytes, and the rest needs 14."""
LOCKING: Final = os.O_RDWR | os.O_CREAT | OWN_FILE
"""Flags for opening a lock file."""

_APPENDING: Final = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | OWN_FILE
"""Flags for appending; binary, as some systems would translate line ends."""

_LOCKED_BYTE: Final = 1 << 30
"""The byte that is locked on Windows instead of the whole file: after all content, for locked bytes cannot be read."""

_BYTE_HELD: Final = (errno.EACCES, errno.EDEADLK, 0)
"""The errors of Windows when somebody else has locked the byte; Wine gives no number."""

_LONGEST_WAIT: Final = 30.0
"""Seconds to wait for others who add to a file, which takes them milliseconds; whoever takes longer hangs."""

FULL: Final = "sổ tay đã tới 16 MB, mức lớn nhất tuphe đọc được. Chuyển bớt ghi chép cũ sang tệp khác rồi ghi lại."

PRIVATE: Final = 0o600
READ_ONLY: Final = 0o400


class Unflushed(CannotWrite):
    """The new content is in its place, but the disk failed afterwards."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "bản mới đã ở đúng chỗ, nhưng ổ đĩa báo lỗi khi ghi hẳn thư mục xuống đĩa. Kiểm tra ổ đĩa rồi chạy lại.",
        )


def write_whole(path: Path, content: bytes, *, mode: int = PRIVATE) -> None:
    """Write a file beside its place, flush it to the disk, then move it there in one step.

    Raises CannotWrite; what was at `path` is then as before, and nothing is left beside it.
    """
    refuse_name(path)
    if path.is_dir():
        raise CannotWrite(path, reason(IsADirectoryError(errno.EISDIR, "")))
    if path.exists() and not path.is_file():
        raise CannotWrite(path, "đây không phải tệp thông thường. Chọn tên tệp khác.")
    import tempfile  # noqa: PLC0415 -- most commands only read

    beside = None
    try:
        # mkstemp makes a file for its owner alone, under a name nobody else uses; a long name must have room for it.
        file, name = tempfile.mkstemp(prefix=f".{path.name[:_NAMED]}.", suffix=_UNFINISHED, dir=path.parent)
        beside = Path(name)
        with os.fdopen(file, "wb") as stream:
            set_rights(beside, PRIVATE)  # the umask may have taken even that
            stream.write(content)
            stream.flush()
            with may_lack(FLUSHING):
                os.fsync(stream.fileno())
        set_rights(beside, mode)
        move(beside, path)
    except PermissionError as fault:
        kept = _kept_beside(beside, path)
        told = f" Bản mới được giữ ở {shown(kept.name)}, cùng thư mục." if kept else ""
        raise CannotWrite(path, reason(fault) + told) from None
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None
    finally:
        if beside is not None:
            with suppress(OSError):
                delete(beside)
    _flush_name(path)


def write_for_others(path: Path, content: bytes) -> None:
    """Write a file for others, following links, with the rights of the one that it replaces; raises CannotWrite."""
    try:
        place = path.resolve() if path.is_symlink() else path
        mode = stat.S_IMODE(place.stat().st_mode) if place.is_file() else PRIVATE
    except (OSError, RuntimeError):  # such as a link that leads to itself
        raise CannotWrite(path, reason(OSError(errno.ELOOP, ""))) from None
    write_whole(place, content, mode=mode)


def append(path: Path, content: bytes, *, limit: int) -> None:
    """Append to a file in one write, under a lock, and flush it to the disk; a missing one is created.

    Raises CannotWrite where the file would then have more than `limit` bytes,
    or the disk fails; the file is then as before.
    """
    refuse_links(path)
    created = not path.exists()
    with writing(path):
        handle = patiently(lambda: os.open(path, _APPENDING, PRIVATE), path)
        with os.fdopen(handle, "ab", buffering=0) as file:
            require_own(path, handle)
            if created:
                set_rights(path, PRIVATE)  # the umask may have taken even that
            with alone(handle):
                if os.fstat(handle).st_size + len(content) > limit:
                    raise CannotWrite(path, FULL)
                _write_at_end(file, content)
                if not os.fstat(handle).st_nlink:
                    raise CannotWrite(path, "thư mục vừa bị xoá. Đưa thư mục trở lại chỗ cũ rồi làm lại.")
    if created:
        _flush_name(path)


def begins_with(path: Path, head: bytes) -> bool:
    """Whether a file begins with the line `head`, even if cut short; a file that cannot be opened fails later."""
    try:
        with path.open("rb") as file:
            return file.read(len(head)).rstrip(b"\n") == head.rstrip(b"\n")
    except OSError:
        return False


def append_below(path: Path, head: bytes, content: bytes, *, limit: int) -> None:
    """Write `head`, the present content of a file, and `content`, whole or not at all; a missing file is created.

    Raises CannotWrite, as `append` does, and BadFile where the file cannot be read.
    """
    refuse_links(path)
    try:
        before = read_bytes(path, limit=limit)
    except FileNotFoundError:
        before = b""
    written = head + before.removeprefix(codecs.BOM_UTF8) + content
    if len(written) > limit:
        raise CannotWrite(path, FULL)
    write_whole(path, written)


def _write_at_end(file: FileIO, content: bytes) -> None:
    """Write all of it, flushed to the disk, or leave the file as it was where there is no room; raises OSError."""
    before = os.fstat(file.fileno()).st_size
    try:
        written = file.write(content)
        os.fsync(file.fileno())
    except OSError:
        file.truncate(before)
        raise
    if written != len(content):
        file.truncate(before)
        raise OSError(errno.ENOSPC, "")


def _flush_name(path: Path) -> None:
    """Make the name of a new file survive a power cut; raises Unflushed, for what is written must not be repeated."""
    try:
        flush_folder(path.parent)
    except OSError:
        raise Unflushed(path) from None


def remove(path: Path) -> None:
    """Remove a file, read-only or not, so that no power cut brings it back; raises CannotWrite."""
    with writing(path):
        delete(path)
        flush_folder(path.parent)


def _kept_beside(beside: Path | None, path: Path) -> Path | None:
    """Give a finished file that could not be moved into its place another name there, so that nothing is lost."""
    if beside is None or not path.exists() or not beside.stat().st_size:
        return None
    kept = name_beside(path)
    with suppress(OSError):
        move(beside, kept)
        return kept
    return None


def name_beside(path: Path) -> Path:
    """Return the name for a file that could not replace the one at `path`."""
    name, _, ending = path.name.partition(".")
    return path.with_name(f"{name}.chua-thay-{datetime.now():%Y%m%dT%H%M%S}.{ending}")


@contextmanager
def locked(path: Path, refusal: TuPheError) -> Iterator[None]:
    """Lock a file against every other tuphe, without waiting.

    The system releases a lock when its holder ends, however it ends. What a killed holder left unfinished beside the
    file is removed. Raises the `refusal` where another has it locked, CannotWrite where no file can be locked at all.
    """
    # The lock is the same one whether the file is encrypted or not.
    place = path.with_name(f".{path.name.partition('.')[0]}.lock")
    refuse_links(place)
    with ExitStack() as hold:
        with writing(place.parent):
            handle = patiently(lambda: os.open(place, LOCKING, PRIVATE), place)
            hold.callback(os.close, handle)
            require_own(place, handle, one_name=False)  # nothing is written into it
            set_rights(place, PRIVATE)  # the umask may have taken even that
            held = lock_now(handle)
        if not held:
            raise refusal
        sweep(path.parent, path.name)
        yield


@contextmanager
def alone(handle: int) -> Iterator[None]:
    """Lock an open file that others may be adding to, and wait for them; closing it unlocks it.

    Raises OSError where the system cannot lock it.
    """
    if os.name == "nt":
        until = monotonic() + _LONGEST_WAIT
        while not lock_now(handle):  # Windows itself would try only once a second, ten times
            if monotonic() > until:
                raise OSError(errno.EACCES, "")
            sleep(0.003)
        try:
            yield
        finally:
            _at_lock(handle, "LK_UNLCK")
        return
    with may_lack(LOCKS):
        fcntl.flock(handle, fcntl.LOCK_EX)
    yield


def lock_now(handle: int) -> bool:
    """Lock an open file at once; False where another process has. Raises OSError where the system cannot lock it."""
    try:
        if os.name == "nt":
            _at_lock(handle, "LK_NBLCK")
        else:
            with may_lack(LOCKS):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if isinstance(fault, BlockingIOError) or (os.name == "nt" and fault.errno in _BYTE_HELD):
            return False
        raise
    return True


def _at_lock(handle: int, action: str) -> None:
    """Lock or unlock the byte on Windows, which takes the one at the position in the file; writing moves that."""
    position = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(handle, getattr(msvcrt, action), 1)  # type: ignore[attr-defined,unused-ignore]
    finally:
        os.lseek(handle, position, os.SEEK_SET)


def lacking(folder: Path) -> list[str]:
    """Return which of `disk.LACKS` a folder's disk lacks, tried on a temporary file."""
    import tempfile  # noqa: PLC0415 -- most commands only read

    with suppress(OSError), tempfile.NamedTemporaryFile(prefix=".thu.", suffix=_UNFINISHED, dir=folder) as file:
        for mode in (READ_ONLY, PRIVATE):
            set_rights(Path(file.name), mode)
        with alone(file.fileno()):
            flush_folder(folder)
    return lacks()


def is_unfinished(name: str) -> bool:
    """Whether this is the name of a file that was being written when the program was killed."""
    return re.fullmatch(_LEFT, name) is not None


def sweep(folder: Path, name: str = "") -> None:
    """Remove what a killed program left unfinished in a folder, of one file or of all; the caller has the lock."""
    with suppress(OSError):
        for unfinished in folder.iterdir():
            left = re.fullmatch(_LEFT, unfinished.name)
            if left and left["name"] == (name[:_NAMED] or left["name"]) and is_regular(unfinished):
                delete(unfinished)
