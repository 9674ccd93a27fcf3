"""Every file that is read is opened here: only regular files, never more than a limit, and without waiting.

A person's folder is shared with others: programs that synchronise it, that
back it up, that put placeholders where a file is still on their server.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from tuphe.errors import BadFile
from tuphe.file_names import refused_by_windows, shown
from tuphe.held_files import HELD, is_held, patiently

SIZE_LIMIT: Final = 2 * 1024 * 1024
"""Bytes: a thousand pages of text. Whatever is larger is some other file."""

_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting for somebody to write into a pipe; binary, where the system would translate line ends."""

NOTEBOOK_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a year's notes: some 100,000, which are read in about a second."""

_FOLDER: Final = "đây là thư mục, không phải tệp. Đổi tên hoặc dời thư mục đó đi, hoặc ghi tên một tệp."
_ODD: Final = "đây không phải tệp thông thường. Dời ra chỗ khác, hoặc ghi tên một tệp."
_DANGLING: Final = "đây là liên kết tới một tệp không còn. Thay liên kết bằng tệp thật."
_REASONS: Final = {
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục. Chọn đường dẫn khác.",
    errno.ENAMETOOLONG: "tên tệp dài quá. Kiểm tra lại tên tệp.",
    errno.ENXIO: _ODD,
}

MISSING: Final = "không có tệp này. Kiểm tra lại đường dẫn."
"""What is wrong with a file that the person named by its path and that is not there."""

PLACEHOLDERS: Final = ((".", ".icloud"), ("", ".nextcloud"), ("", ".owncloud"), ("", ".rsls"))
"""What programs put before and behind the name of a file in the name of its placeholder, while it is elsewhere.

iCloud Drive before macOS 14; the virtual files of Nextcloud and ownCloud; Resilio Sync.
"""


def read_bytes(path: Path, *, limit: int = SIZE_LIMIT, missing: str = "") -> bytes:
    """Return a file's content, refusing what cannot be one of tuphe's files before loading it.

    Raises BadFile, also where the file is still on some server. Where there is none, raises BadFile with the sentence
    `missing`, else leaves FileNotFoundError to the caller, who knows what is missing.
    """
    try:
        with _opened(path) as file:
            # The size that the system reports is not used: it may be zero for content that is generated on reading.
            return read_stream(file, path, limit=limit)
    except FileNotFoundError:
        if path.is_symlink():
            raise BadFile(path, _DANGLING) from None
        require_here(path)
        if missing:
            raise BadFile(path, missing) from None
        raise
    except OSError as fault:
        raise BadFile(path, _why(fault, path)) from None


def _why(fault: OSError, path: Path) -> str:
    if is_held(fault):
        return HELD
    if os.name == "nt" and (unusable := refused_by_windows(path.name)):
        return unusable
    usual = "không có quyền đọc hoặc ổ đĩa gặp lỗi. Kiểm tra quyền của tệp và thư mục."
    return _REASONS.get(fault.errno or 0, usual)


def read_beginning(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of a file, to see what kind it is; nothing if it cannot be read."""
    with suppress(BadFile, OSError), _opened(path) as file:
        return file.read(size)
    return b""


def read_stream(stream: BinaryIO, name: Path | str, *, limit: int = SIZE_LIMIT) -> bytes:
    """Return all that is in a stream, of at most `limit` bytes; `name` is only named in errors.

    Raises BadFile where there is more; OSError.
    """
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise BadFile(name, too_large(limit))
    return content


def is_there(path: Path) -> bool:
    """Whether something has this name, even a broken link or a placeholder: then it is never created anew."""
    return os.path.lexists(path) or placeholder_of(path) is not None


def placeholder_of(path: Path) -> Path | None:
    """Return what a synchronising program left in place of a file that is not on this machine."""
    places = (path.with_name(f"{before}{path.name}{after}") for before, after in PLACEHOLDERS)
    return next((place for place in places if os.path.lexists(place)), None)


def require_here(path: Path) -> None:
    """Refuse to go on where a file is still on some server; raises BadFile."""
    if (place := placeholder_of(path)) is not None and not os.path.lexists(path):
        raise BadFile(path, f"tệp chưa được tải về, máy này mới chỉ có {shown(place.name)}. Tải tệp về rồi chạy lại.")


def names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, sorted; that of a placeholder is the name of the file it represents.

    Names that begin with a dot are other programs' own, as macOS's ._2026.toml.
    """
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return []
    away = {
        name.removeprefix(before).removesuffix(after)
        for name in names
        for before, after in PLACEHOLDERS
        if name.startswith(before) and name.endswith(after) and len(name) > len(before + after)
    }
    return sorted(away | {name for name in names if not name.startswith(".")})


def is_regular(path: Path) -> bool:
    """Whether this is a regular file, which may be opened; False where the system does not tell."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def too_large(limit: int) -> str:
    """Say that a file is larger than the limit for reading."""
    return f"lớn hơn {limit // 1024 // 1024} MB, không phải tệp của tuphe. Kiểm tra lại tên tệp."


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    # Checked before it is opened, too: merely opening some devices has effects.
    _require_regular(path, path.stat().st_mode)
    with os.fdopen(patiently(lambda: os.open(path, _READING), path), "rb") as file:
        _require_regular(path, os.fstat(file.fileno()).st_mode)
        yield file


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise BadFile(path, _FOLDER)
    if not stat.S_ISREG(mode):
        raise BadFile(path, _ODD)
