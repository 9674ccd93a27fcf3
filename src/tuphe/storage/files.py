"""One file, replaced whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tuphe.errors import CannotWrite, ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NEWEST_KEPT: Final = 50
"""How many of the latest versions are kept; of each earlier day, the last one."""

_REASONS: Final = {
    errno.ENOSPC: "ổ đĩa đã đầy. Giải phóng chỗ trống rồi chạy lại.",
    errno.EDQUOT: "đã hết dung lượng được cấp. Giải phóng chỗ trống rồi chạy lại.",
    errno.EACCES: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EPERM: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EROFS: "ổ đĩa chỉ cho đọc. Chọn thư mục khác bằng --thu-muc.",
    errno.ENOENT: "thư mục không còn. Tạo lại thư mục hoặc chọn thư mục khác.",
    errno.ENOTDIR: "trên đường dẫn có một tệp mang tên thư mục. Chọn đường dẫn khác.",
    errno.EISDIR: "đây là thư mục. Chọn tên tệp khác.",
}


class HeldFile:
    """A file as it was read: it is replaced only while it is still that one.

    `content` is what the file held when it was last read or replaced; None
    while there is no file.
    """

    def __init__(self, path: Path, content: bytes | None, *, versions: Path | None = None) -> None:
        self.path = path
        self.content = content
        self._versions = versions

    def replace(self, content: bytes) -> None:
        """Put `content` in the file's place in one step, and keep the version it replaces.

        Written beside its place and flushed to the disk first: after a power
        cut the old or the new content is there, whole. The caller holds the
        lock.

        Raises ChangedMeanwhile when the file is no longer the one that was
        read, CannotWrite when the system refuses; then the file is as before.
        """
        if _content(self.path) != self.content:
            raise ChangedMeanwhile(self.path)
        if content == self.content:
            return
        if self.content is not None and self._versions is not None:
            _keep(self.content, self._versions)
        write_whole(self.path, content)
        self.content = content


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, flush it to the disk, then move it there in one step.

    Raises CannotWrite; what was at `path` is then as before, and nothing is left beside it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            with _created(beside) as file:
                _write_all(file, content)
                os.fsync(file)
            beside.replace(path)
            _flush_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None


def sweep(path: Path) -> None:
    """Remove what a killed program left beside `path`; the caller holds the lock."""
    with suppress(OSError):
        for leftover in path.parent.glob(f".{path.name}.*.tmp"):
            leftover.unlink(missing_ok=True)


def reason(fault: OSError) -> str:
    """Say in Vietnamese why the system refused; never with the file's content."""
    code = errno.errorcode.get(fault.errno or 0, "không rõ mã")
    return _REASONS.get(fault.errno or 0, f"hệ thống báo lỗi {code}.")


def superseded(versions: Sequence[str]) -> list[str]:
    """Return the names of versions that may go.

    Names begin with the day and sort by time. The newest stay, and the last
    one of each earlier day.
    """
    older = sorted(versions)[:-NEWEST_KEPT]
    last_of_day = {list(names)[-1] for _, names in groupby(older, key=lambda name: name[:10])}
    return [name for name in older if name not in last_of_day]


def _keep(content: bytes, versions: Path) -> None:
    from tuphe.storage.folders import make_private

    make_private(versions)
    write_whole(versions / f"{datetime.now():%Y-%m-%dT%H-%M-%S.%f}.toml", content)
    with suppress(OSError):
        for name in superseded([kept.name for kept in versions.glob("*.toml")]):
            (versions / name).unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None


@contextmanager
def _created(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _write_all(file: int, content: bytes) -> None:
    written = 0
    while written < len(content):
        written += os.write(file, content[written:])


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there; the move itself is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
