"""One file, replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, Protocol

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEWEST_KEPT: Final = 50
"""How many of the latest versions are kept; of each earlier day, the last one."""

_CLOSED: Final = "-chot.toml"
SET_ASIDE: Final = "-ban-khac.toml"
_FOR_GOOD: Final = (_CLOSED, SET_ASIDE)
"""How the names of versions end that are never thinned out: a closed year, opened again; a copy that lay beside."""

_PATIENCE: Final = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries to replace a file that another program holds."""

_LOCKED_BYTE: Final = 1 << 30
"""Which byte is locked for the whole file on Windows: beyond all content, since what is locked there cannot be read."""

_HELD: Final = (errno.EACCES, errno.EDEADLK, 0)
"""How Windows says that somebody else holds the byte; Wine gives no number."""

_LONGEST_WAIT: Final = 30.0
"""Seconds to wait for those who add to a file, milliseconds each; whoever holds it longer hangs."""

_UNFINISHED: Final = ".tmp"
_PRIVATE: Final = 0o600
_READ_ONLY: Final = 0o400

_REASONS: Final = {
    errno.ENOSPC: "ổ đĩa đã đầy. Giải phóng chỗ trống rồi chạy lại.",
    errno.EDQUOT: "đã hết dung lượng được cấp. Giải phóng chỗ trống rồi chạy lại.",
    errno.EACCES: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EPERM: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EROFS: "ổ đĩa chỉ cho đọc. Chọn thư mục khác bằng --thu-muc.",
    errno.ENOENT: "chưa có thư mục ấy. Tạo thư mục hoặc chọn chỗ khác.",
    errno.EFBIG: "tệp vượt mức hệ thống cho phép. Chọn ổ đĩa hoặc thư mục khác.",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục. Chọn đường dẫn khác.",
    errno.EISDIR: "đây là thư mục. Chọn tên tệp khác.",
}


_UNFLUSHED: Final = "bản mới đã ở đúng chỗ, nhưng ổ đĩa báo lỗi khi ghi chắc thư mục. Kiểm tra ổ đĩa rồi chạy lại."


class Seal(Protocol):
    """How bytes lie on the disk; `suffix` stands behind the name of a file that is not plain."""

    suffix: str

    def seal(self, content: bytes) -> bytes:
        """Return `content` as it lies on the disk."""
        ...

    def open(self, content: bytes, path: Path) -> bytes:
        """Return what lies on the disk as it was; `path` is only named in errors."""
        ...


class _Plain:
    suffix = ""

    def seal(self, content: bytes) -> bytes:
        return content

    def open(self, content: bytes, path: Path) -> bytes:  # noqa: ARG002 -- what is plain opens anywhere
        return content


PLAIN: Final = _Plain()
"""As it is: the folder is not locked."""


class HeldFile:
    """A file as it was read: it is replaced only while it is still that one.

    It is made from `on_disk`, how it lay on the disk when it was read; None
    while there is no file.
    """

    def __init__(self, path: Path, on_disk: bytes | None, *, versions: Path | None = None, seal: Seal = PLAIN) -> None:
        self.path = path
        self._on_disk = on_disk
        self._content: bytes | None = None
        self._versions = versions
        self._seal = seal

    @property
    def content(self) -> bytes | None:
        """What the file held when it was last read or replaced; None while there is no file.

        Raises BadFile where that cannot be opened.
        """
        if self._content is None and self._on_disk is not None:
            self._content = self._seal.open(self._on_disk, self.path)
        return self._content

    def replace(self, content: bytes, *, read_only: bool = False, for_good: bool = False) -> None:
        """Put `content` in the file's place in one step, and keep the version it replaces.

        With `read_only` the system itself guards the new file from editors;
        with `for_good` the version it replaces is never thinned out.

        Written beside its place and flushed to the disk first: after a power
        cut the old or the new content is there, whole. The caller holds the
        lock.

        Raises ChangedMeanwhile when the file is no longer the one that was
        read, CannotWrite when the system refuses; then the file is as before.
        """
        on_disk = _content(self.path)
        if on_disk is not None and self._holds(on_disk, content):
            self._content, self._on_disk = content, on_disk
            return
        if on_disk != self._on_disk:
            if not self.path.parent.is_dir():
                raise CannotWrite(self.path, "thư mục không còn ở đó. Đưa thư mục trở lại chỗ cũ rồi làm lại.")
            raise ChangedMeanwhile(self.path)
        if on_disk is not None and self._versions is not None:
            try:
                _keep(on_disk, self._versions, ending=(_CLOSED if for_good else ".toml") + self._seal.suffix)
            except CannotWrite as refused:
                why = "ổ đĩa báo lỗi. Kiểm tra ổ đĩa rồi chạy lại." if refused.reason == _UNFLUSHED else refused.reason
                raise CannotWrite(self.path, f"chưa giữ được bản cũ nên không ghi bản mới; {why}") from None
        sealed = self._seal.seal(content)
        write_whole(self.path, sealed, mode=_READ_ONLY if read_only else _PRIVATE)
        self._content, self._on_disk = content, sealed

    def _holds(self, on_disk: bytes, content: bytes) -> bool:
        with suppress(BadFile):  # a damaged file holds nothing, and can be replaced
            there = self.content if on_disk == self._on_disk else self._seal.open(on_disk, self.path)
            return there == content
        return False

    def put_beside(self, content: bytes) -> Path:
        """Write `content` beside the file, under a name that says why, and return where.

        Raises CannotWrite.
        """
        place = name_beside(self.path)
        write_whole(place, self._seal.seal(content))
        return place


def write_whole(path: Path, content: bytes, *, mode: int = _PRIVATE) -> None:
    """Write a file beside its place, flush it to the disk, then move it there in one step.

    Raises CannotWrite; what was at `path` is then as before, and nothing is left beside it.
    """
    if path.is_dir():
        raise CannotWrite(path, _REASONS[errno.EISDIR])
    if path.exists() and not path.is_file():
        raise CannotWrite(path, "đây không phải tệp thường. Chọn tên tệp khác.")
    beside = None
    try:
        # mkstemp makes a file for its owner alone, under a name nobody else uses.
        file, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_UNFINISHED, dir=path.parent)
        beside = Path(name)
        with os.fdopen(file, "wb") as stream:
            beside.chmod(_PRIVATE)  # the umask may have taken even that
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode != _PRIVATE:
            beside.chmod(mode)
        if os.name == "nt" and path.exists():
            path.chmod(_PRIVATE)  # Windows does not replace a file that is read-only
        _move(beside, path)
    except PermissionError as fault:
        kept = _kept_beside(beside, path)
        told = f" Bản mới được giữ ở {kept.name}, cùng thư mục." if kept else ""
        raise CannotWrite(path, reason(fault) + told) from None
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    try:
        _flush_folder(path.parent)
    except OSError:
        raise CannotWrite(path, _UNFLUSHED) from None


def remove(path: Path) -> None:
    """Remove a file for good: after a power cut it is not there again.

    Raises CannotWrite.
    """
    try:
        path.unlink()
        _flush_folder(path.parent)
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None


def _move(beside: Path, path: Path) -> None:
    """Move a file into its place; one that a scanner or an office program holds is tried again for a moment."""
    for seconds in _PATIENCE:
        try:
            beside.replace(path)
        except PermissionError:
            sleep(seconds)
        else:
            return
    beside.replace(path)


def _kept_beside(beside: Path | None, path: Path) -> Path | None:
    """Give a finished file that could not be moved into its place a name beside it, so that nothing is lost."""
    if beside is None or not path.exists() or not beside.stat().st_size:
        return None
    kept = name_beside(path)
    with suppress(OSError):
        beside.replace(kept)
        return kept
    return None


def name_beside(path: Path) -> Path:
    """Return the name that a file gets which could not take the place of `path`."""
    name, _, ending = path.name.partition(".")
    return path.with_name(f"{name}.chua-thay-{datetime.now():%Y%m%dT%H%M%S}.{ending}")


@contextmanager
def alone(handle: int) -> Iterator[None]:
    """Hold an open file that others may be adding to, and wait for them; it is let go when it is closed.

    Raises OSError where the system keeps no lock there.
    """
    if os.name == "nt":
        _lock_byte(handle)
        try:
            yield
        finally:
            _at_lock(handle, "LK_UNLCK")
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX)
    yield


def _lock_byte(handle: int) -> None:
    """Lock what stands for the file on Windows; its own waiting tries once a second, and gives up after ten."""
    until = monotonic() + _LONGEST_WAIT
    while True:
        try:
            _at_lock(handle, "LK_NBLCK")
        except OSError as fault:
            if fault.errno not in _HELD or monotonic() > until:
                raise
            sleep(0.003)
        else:
            return


def _at_lock(handle: int, action: str) -> None:
    """Lock or unlock the byte on Windows, where that goes by the position in the file, which writing moves."""
    import msvcrt

    position = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(handle, getattr(msvcrt, action), 1)  # type: ignore[attr-defined,unused-ignore]
    finally:
        os.lseek(handle, position, os.SEEK_SET)


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of a file, and yield whether it could be had.

    The system lets a lock go when its holder ends, however it ends. What a
    killed holder left unfinished beside the file is removed.

    Raises CannotWrite when no lock can be kept there at all.
    """
    from filelock import FileLock, Timeout

    # The lock is the same one whether the file is sealed or not.
    place = path.with_name(f".{path.name.partition('.')[0]}.lock")
    refuse_links(place)
    lock = FileLock(place, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as fault:
        raise CannotWrite(path.parent, reason(fault)) from None
    try:
        sweep(path.parent, path.name)
        yield True
    finally:
        lock.release()


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


def refuse_links(*paths: Path) -> None:
    """Refuse to go on where one of these is a link: what is written must stay in the person's folder.

    The folder itself may be a link, since the person chose it; within it nobody
    has a reason to make one, but a folder that came from somebody else may.

    Raises CannotWrite.
    """
    for path in paths:
        if path.is_symlink():
            raise CannotWrite(path, "đây là liên kết trỏ ra chỗ khác. Thay liên kết bằng thư mục hoặc tệp thật.")


def open_to_others(*paths: Path) -> Path | None:
    """Return the first of these that others on this machine may enter or read, or None."""
    if os.name == "nt":  # there rights are not in the mode
        return None
    return next((path for path in paths if path.exists() and path.stat().st_mode & 0o077), None)


def reason(fault: OSError) -> str:
    """Say in Vietnamese why the system refused; never with the file's content."""
    code = errno.errorcode.get(fault.errno or 0, "không rõ mã")
    return _REASONS.get(fault.errno or 0, f"hệ thống báo lỗi {code}. Kiểm tra ổ đĩa rồi chạy lại.")


def superseded(versions: Sequence[str]) -> list[str]:
    """Return the names of versions that may go.

    Names begin with the day and sort by time. The newest stay, and the last
    one of each earlier day; those kept for good are not counted.
    """
    older = sorted(name for name in versions if not any(end in name for end in _FOR_GOOD))[:-NEWEST_KEPT]
    last_of_day = {list(names)[-1] for _, names in groupby(older, key=lambda name: name[:10])}
    return [name for name in older if name not in last_of_day]


def _keep(content: bytes, versions: Path, *, ending: str) -> None:
    make_private(versions)
    sweep(versions)
    write_whole(versions / f"{_stamp(versions)}{ending}", content)
    with suppress(OSError):
        for name in superseded([kept.name for kept in versions.glob("*.toml*")]):
            (versions / name).unlink(missing_ok=True)


def _stamp(versions: Path) -> str:
    """Return a name's beginning that sorts after all others, also when the clock went back."""
    now = f"{datetime.now():%Y-%m-%dT%H-%M-%S.%f}"
    latest = max((kept.name[: len(now)] for kept in versions.glob("*.toml*")), default="")
    if latest < now:
        return now
    day, _, time = latest.partition("T")
    moment = datetime.fromisoformat(f"{day}T{time.replace('-', ':')}") + timedelta(microseconds=1)
    return f"{moment:%Y-%m-%dT%H-%M-%S.%f}"


def sweep(folder: Path, name: str = "*") -> None:
    """Remove what a killed program left unfinished in a folder, for one file or for all; the caller holds the lock."""
    with suppress(OSError):
        for unfinished in folder.glob(f".{name}.*{_UNFINISHED}"):
            unfinished.unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there; the move itself is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _missing(folder: Path) -> Iterator[Path]:
    for step in (folder, *folder.parents):
        if os.path.lexists(step):
            return
        yield step
