"""Every file that is read is opened here: a regular file of bearable size, read within a bound, never waited for."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from tuphe.errors import BadFile

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

SIZE_LIMIT: Final = 2 * 1024 * 1024
"""Bytes. A thousand pages of text: whatever is larger is some other file."""

_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting, as for somebody to write into a pipe; binary, where the system would translate line ends."""

_FOLDER: Final = "đây là thư mục, không phải tệp. Chỉ tới một tệp .toml."
_ODD: Final = "đây không phải tệp thường. Chỉ tới một tệp .toml."

_REASONS: Final = {
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục. Chọn đường dẫn khác.",
    errno.ENAMETOOLONG: "tên tệp dài quá. Kiểm tra lại tên tệp.",
    errno.ENXIO: _ODD,
}


def read_bytes(path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
    """Return a file's content, refusing what cannot be one of tuphe's files before loading it.

    Raises BadFile; FileNotFoundError is left to the caller, who knows what is missing.
    """
    try:
        # Looked at before it is opened too: opening some devices does something.
        _require_regular(path, path.stat().st_mode)
        with os.fdopen(os.open(path, _READING), "rb") as file:
            _require_regular(path, os.fstat(file.fileno()).st_mode)
            # What the system says of a size is not asked: it may be none, as of what is made while it is read.
            return read_stream(file, path, limit=limit)
    except FileNotFoundError:
        raise
    except OSError as fault:
        usual = "không có quyền đọc hoặc ổ đĩa gặp lỗi. Kiểm tra quyền của tệp và thư mục."
        raise BadFile(path, _REASONS.get(fault.errno or 0, usual)) from None


def read_stream(stream: BinaryIO, name: Path | str, *, limit: int = SIZE_LIMIT) -> bytes:
    """Return all that a stream holds, never more than `limit` bytes; `name` is only named in errors.

    Raises BadFile where there is more; OSError.
    """
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise BadFile(name, too_large(limit))
    return content


def is_regular(path: Path) -> bool:
    """Whether a plain file lies there, which may be opened; whatever cannot be looked at is none."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def too_large(limit: int) -> str:
    """Say that a file holds more than is read of one."""
    return f"lớn hơn {limit // 1024 // 1024} MB, không phải tệp của tuphe. Kiểm tra lại tên tệp."


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise BadFile(path, _FOLDER)
    if not stat.S_ISREG(mode):
        raise BadFile(path, _ODD)
