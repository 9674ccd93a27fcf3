"""Folders, rights, links, moving and flushing; and the features that a disk turns out to lack.

Not every disk can do everything: a shared folder cannot be flushed, a Windows disk under Linux has no rights, some
network disks keep no locks. Nothing is lost by that, so the work goes on, and the person is told once.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tuphe.errors import CannotWrite
from tuphe.file_names import refused_by_windows
from tuphe.file_reading import read_beginning
from tuphe.held_files import HELD, is_held, patiently

FLUSHING: Final = "ghi-chac"
RIGHTS: Final = "quyen"
LOCKS: Final = "khoa-tep"

LACKS: Final = MappingProxyType(
    {
        FLUSHING: "Ổ đĩa này không bảo đảm ghi hẳn thư mục xuống đĩa: mất điện ngay sau khi lưu thì bản vừa lưu "
        "có thể không còn. Mọi thứ vẫn được ghi bình thường.",
        RIGHTS: "Ổ đĩa này không đổi được quyền của tệp: người khác dùng chung máy có thể đọc được dữ liệu. "
        "Muốn kín, chọn thư mục trên ổ đĩa khác bằng --thu-muc,",
        LOCKS: "Ổ đĩa này không giữ được tệp cho một cửa sổ: đừng mở hai cửa sổ tuphe trên cùng một năm. "
        "Mọi thứ vẫn được ghi bình thường.",
    }
)
"""What a disk may lack without harm, and what that means for the person."""

_THEN: Final = MappingProxyType({RIGHTS: "hoặc khoá bằng: tuphe khoa"})
"""The next step where a disk lacks something, if there is one."""

OWN_FILE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags for opening a file of tuphe's to write: never through a link, and without waiting at a pipe."""

TOLD: Final = ".o-dia"
"""A file in the person's folder that records which of these the person was told of."""

_HARMFUL: Final = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT})
"""Errors of a disk that fails, unlike one that does not support something."""

_REASONS: Final = {
    errno.ENOSPC: "ổ đĩa đã đầy. Xoá bớt tệp không dùng rồi chạy lại.",
    errno.EDQUOT: "đã hết dung lượng được cấp. Xoá bớt tệp không dùng rồi chạy lại.",
    errno.EACCES: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EPERM: "không có quyền ghi. Kiểm tra quyền của thư mục.",
    errno.EROFS: "ổ đĩa chỉ cho đọc. Chọn thư mục khác bằng --thu-muc.",
    errno.ENOENT: "chưa có thư mục đó. Tạo thư mục hoặc chọn chỗ khác.",
    errno.EFBIG: "tệp lớn quá mức hệ thống cho phép. Chọn ổ đĩa hoặc thư mục khác.",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục. Chọn đường dẫn khác.",
    errno.EISDIR: "đây là thư mục. Chọn tên tệp khác.",
    errno.ENAMETOOLONG: "tên dài quá. Chọn tên ngắn hơn.",
    errno.ELOOP: "đây là liên kết trỏ vòng quanh. Thay liên kết bằng tệp hoặc thư mục thật.",
}


_JUNCTION: Final = 0xA0000003
"""The tag that Windows gives a junction, which redirects a folder to another one."""

_LONGEST_PATH: Final = 260
"""Characters of a path on Windows, unless long paths are enabled there."""


class _Used:
    """The folder in use, what its disk was found to lack since the program began, and the places already reported."""

    folder: Path | None = None

    def __init__(self) -> None:
        self.lacks: dict[str, None] = {}
        self.open_places: set[Path] = set()


_used = _Used()


def record_in(folder: Path) -> None:
    """Set the folder that keeps the record of what the person was told; see `untold`."""
    _used.folder = folder


@contextmanager
def may_lack(lack: str) -> Iterator[None]:
    """Go on where the disk does not support `lack`, one of LACKS; raises OSError where the disk itself fails."""
    try:
        yield
    except BlockingIOError:  # somebody else has the lock
        raise
    except OSError as fault:
        if fault.errno in _HARMFUL:
            raise
        _used.lacks[lack] = None


def untold() -> list[tuple[str, str]]:
    """Return what the disk lacks and the person was not told yet, each with the next step; it then counts as told."""
    folder = _used.folder
    lacking = list(_used.lacks)
    if lacking and folder is not None and folder.is_dir():
        known = told_of(folder)
        lacking = [lack for lack in lacking if lack not in known]
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | OWN_FILE
        with suppress(OSError, CannotWrite), os.fdopen(os.open(folder / TOLD, flags, 0o600), "ab") as file:
            require_own(folder / TOLD, file.fileno())
            set_rights(folder / TOLD, 0o600)
            file.write("".join(f"{lack}\n" for lack in lacking).encode())
    return [(LACKS[lack], _THEN.get(lack, "")) for lack in lacking]


def is_first_word_of(place: Path) -> bool:
    """Whether a place that others may read has not been reported yet; from now on it has, until the program ends."""
    first = place not in _used.open_places
    _used.open_places.add(place)
    return first


def told_of(folder: Path) -> list[str]:
    """Return which of LACKS the person was told of in a folder."""
    return read_beginning(folder / TOLD, 1024).decode("ascii", "replace").split()


def lacks() -> list[str]:
    """Return which of LACKS were found lacking since the program began."""
    return list(_used.lacks)


def make_private(folder: Path) -> None:
    """Create a folder that only its owner can enter; one that exists is left as it is. Raises CannotWrite."""
    refuse_name(folder)
    with writing(folder):
        steps = (folder, *folder.parents)
        for missing in reversed(list(takewhile(lambda step: not os.path.lexists(step), steps))):
            missing.mkdir(0o700, exist_ok=True)
            with may_lack(RIGHTS):
                missing.chmod(0o700)  # the umask may have taken even that
            flush_folder(missing.parent)


def set_rights(path: Path, mode: int) -> None:
    """Set the rights of a file or folder, unless it has them; raises OSError."""
    with may_lack(RIGHTS):
        if os.name == "nt" or stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def flush_folder(folder: Path) -> None:
    """Make new and removed files of a folder survive a power cut; raises OSError where the disk fails."""
    if os.name == "nt":  # a folder cannot be opened there; the move itself is journalled
        return
    with may_lack(FLUSHING):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(source: Path, target: Path) -> None:
    """Move a file over an old one in one step; raises OSError, and all is then as before, a read-only mark too."""
    with _without_mark(target):
        # On a Windows disk Linux only says “not permitted”; as the source could be written, waiting may help.
        patiently(lambda: source.replace(target), target, held=lambda fault: os.name != "nt" or is_held(fault))


def delete(path: Path) -> None:
    """Remove a file, read-only or not; raises OSError, and the file is then as before."""
    with _without_mark(path):
        patiently(path.unlink, path)


@contextmanager
def _without_mark(path: Path) -> Iterator[None]:
    """Take the read-only mark off a file, which Windows would not replace or remove; put it on again on failure."""
    marked = os.name == "nt" and path.is_file() and not path.stat().st_mode & stat.S_IWRITE
    if marked:
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    try:
        yield
    except BaseException:
        if marked:
            with suppress(OSError):
                path.chmod(stat.S_IREAD)
        raise


def refuse_links(*paths: Path) -> None:
    """Refuse to go on where one of these is a link: files must be written within the person's folder.

    The folder itself may be a link, since the person chose it; within it nobody has a reason to make one, but a folder
    that came from somebody else may have one. Raises CannotWrite.
    """
    for path in paths:
        if is_link(path):
            raise CannotWrite(path, "đây là liên kết trỏ ra chỗ khác. Thay liên kết bằng thư mục hoặc tệp thật.")


def open_to_others(*paths: Path) -> Path | None:
    """Return the first of these that others on this machine may enter or read, or None."""
    if os.name == "nt":  # there rights are not in the mode
        return None
    return next((path for path in paths if path.exists() and path.stat().st_mode & 0o077), None)


def require_own(path: Path, handle: int, *, one_name: bool = True) -> None:
    """Refuse to write into an open file that is not regular or has a second name (a hard link); raises CannotWrite."""
    known = os.fstat(handle)
    if not stat.S_ISREG(known.st_mode):
        raise CannotWrite(path, "đây không phải tệp thông thường. Dời ra chỗ khác rồi chạy lại.")
    if one_name and known.st_nlink > 1:
        why = "tệp này còn nằm ở chỗ khác dưới một tên nữa (liên kết cứng), ghi vào đây là sửa cả chỗ đó."
        raise CannotWrite(path, f"{why} Chép tệp ra một bản riêng, đặt bản đó vào đây rồi chạy lại.")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise CannotWrite, about `path`, for whatever the system refuses within."""
    try:
        yield
    except OSError as fault:
        raise CannotWrite(path, reason(fault)) from None


def reason(fault: OSError) -> str:
    """Return in Vietnamese why the system refused, with nothing of the file's content."""
    if is_held(fault):
        return HELD
    number = _meant(fault)
    code = errno.errorcode.get(number, "không rõ mã")
    return _REASONS.get(number, f"hệ thống báo lỗi {code}. Kiểm tra ổ đĩa rồi chạy lại.")


def refuse_name(path: Path) -> None:
    """Refuse a name that this system would change or take for a device, before anything is created.

    Raises CannotWrite.
    """
    if os.name == "nt":
        for step in (path, *path.parents):  # a device seems to exist, and to have a folder
            if why := refused_by_windows(step.name):
                raise CannotWrite(path, why)


def is_link(path: Path) -> bool:
    """Whether a path is a link, or a junction, which Windows has for folders."""
    try:
        known = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(known.st_mode) or getattr(known, "st_reparse_tag", 0) == _JUNCTION


def _meant(fault: OSError) -> int:
    """Return the error number; Windows says “not found” also below a file and for a path that is too long."""
    if os.name == "nt" and fault.errno == errno.ENOENT and fault.filename:
        path = Path(fault.filename)
        if any(parent.is_file() for parent in path.parents):
            return errno.ENOTDIR
        if len(str(path.absolute())) >= _LONGEST_PATH:
            return errno.ENAMETOOLONG
    return fault.errno or 0
