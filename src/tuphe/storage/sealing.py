"""A locked folder: what lies on the disk is sealed in the age format, and opened with one passphrase.

The folder has an identity of its own. `khoa.toml` holds its public half and is
the mark of a locked folder; `khoa.age` holds its secret half under the
passphrase. So sealing needs no passphrase and takes a fraction of a
millisecond, and opening needs it once. Every file opens with the age tool too.
"""

from __future__ import annotations

import os
import unicodedata
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from tuphe.core.value import FORMAT, Value, Words
from tuphe.errors import (
    BadFile,
    CannotWrite,
    ChangedMeanwhile,
    FolderInUse,
    SealMissing,
    WrongPassphrase,
    YearLocked,
)
from tuphe.storage.files import (
    PLAIN,
    Seal,
    alone,
    locked,
    name_beside,
    reason,
    refuse_links,
    remove,
    sweep,
    write_whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.storage.toml import Remark

SUFFIX: Final = ".age"
_MARK: Final = "khoa.toml"
_IDENTITY: Final = "khoa.age"

_PLACES: Final = ("kiem-diem", "so-tay", "sao-luu")
"""The folders with a person's words; checklists and forms, which others may have made, stay open."""


_PATIENCE: Final = 20
"""How often the passphrase is tried: age first measures how fast the machine is, and a busy one may seem too slow."""


class Mark(Value, frozen=True, kw_only=True, rename={"format": "dinh_dang", "recipient": "nguoi_nhan"}):
    """What khoa.toml says: to whom everything is sealed."""

    format: int = FORMAT
    recipient: Words


class Asking(Protocol):
    """Someone who knows the passphrase."""

    def __call__(self) -> str:
        """Return the passphrase; raises NeedsTerminal."""
        ...


class AgeSeal:
    """Seals to the folder's identity; opens with its secret half, for which the passphrase is asked once.

    `mark` is the open mark of the folder, held as long as this seal is in use:
    what it seals can be opened only while nobody unlocks the folder.
    """

    suffix = SUFFIX

    def __init__(self, folder: Path, recipient: str, passphrase: Asking, *, mark: int | None = None) -> None:
        self._folder = folder
        self._mark = mark
        self._recipient = recipient
        self._passphrase = passphrase
        self._identity: Any = None

    def seal(self, content: bytes) -> bytes:
        """Return `content` as it lies on the disk."""
        age = _pyrage()
        sealed: bytes = age.encrypt(content, [age.x25519.Recipient.from_str(self._recipient)])
        return sealed

    def open(self, content: bytes, path: Path) -> bytes:
        """Return what was sealed; `path` is only named in errors.

        Raises WrongPassphrase, NeedsTerminal, BadFile.
        """
        age = _pyrage()
        if self._identity is None:
            self._identity = _opened_identity(self._folder, self._passphrase())
        try:
            opened: bytes = age.decrypt(content, [self._identity])
        except age.DecryptError:
            raise BadFile(path, "không mở được: tệp hỏng, hoặc khoá bằng chìa khác.") from None
        return opened

    def hold_alone(self) -> None:
        """Let no other program begin to seal here.

        Raises FolderInUse when one has begun.
        """
        if self._mark is None:
            return
        import fcntl

        try:
            fcntl.flock(self._mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse from None


def is_locked(folder: Path) -> bool:
    """Whether a folder is locked."""
    return (folder / _MARK).exists()


def seal_of(folder: Path, *, passphrase: Asking, remark: Remark) -> Seal:
    """Return how the files of a folder lie on the disk.

    Where files are sealed and nothing is open beside them, the mark was lost,
    as when a folder is copied by halves: it is made again.

    Raises BadFile; WrongPassphrase, NeedsTerminal, CannotWrite where the mark was lost.
    """
    mark = _shared_mark(folder)
    if not is_locked(folder):
        with _refusals_told(folder):
            sealed = _sealed_files(folder)
        if all(_opened(path, folder).exists() for path in sealed):
            return PLAIN
        _make_mark_again(folder, passphrase, remark)
        mark = _shared_mark(folder)
    from tuphe.storage import toml

    return AgeSeal(folder, toml.read(folder / _MARK, Mark, remark=remark).recipient, passphrase, mark=mark)


def lock(folder: Path, passphrase: str) -> int:
    """Seal every year, note, profile and earlier version, and return how many files.

    Sealed copies are written and read back first; then the mark is set, in one
    step; then the plain files go. Ended at any moment, the folder is either
    open as before or locked, and `tidy` removes what is left of the other.

    Raises SealMissing, BadFile, YearLocked, CannotWrite; the folder is then open as before.
    """
    age = _pyrage()
    with _everything_held(folder):
        _remove_sealed_twins(folder)
        for path in _sealed_files(folder):
            raise BadFile(path, "tệp này đã khoá từ trước, bằng chìa khác. Chuyển tệp ra ngoài thư mục rồi khoá lại.")
        identity = age.x25519.Identity.generate()
        folded = unicodedata.normalize("NFC", passphrase)
        plain = _plain_files(folder)
        seal = AgeSeal(folder, str(identity.to_public()), lambda: passphrase)
        seal._identity = identity  # noqa: SLF001 -- just made: nothing has to be opened
        try:
            write_whole(folder / _IDENTITY, age.passphrase.encrypt(str(identity).encode(), folded))
            for path in plain:
                _write_checked(_twin(path), path.read_bytes(), seal)
            _write_mark(folder, identity)
        except BaseException:
            if not is_locked(folder):
                with suppress(OSError):
                    _remove_sealed_twins(folder)
            raise
        for path in plain:
            _retire(path, seal)
        for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            sweep(place)
    return len(plain)


def left_open(folder: Path) -> list[Path]:
    """Return the files in a locked folder that are none of tuphe's, such as an editor's backup copies."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in (SUFFIX, ".lock"))
    return [path for path in files if path.relative_to(folder).parts[0] not in ("tieu-chi", "mau", _MARK)]


def unlock(folder: Path, seal: AgeSeal, *, remark: Remark) -> int:
    """Open every file again, and return how many; the other way round than `lock`, and as safe.

    Notes that lie plain in the folder are joined to those of their year; any
    other plain file is kept beside the one that takes its place, and told.

    Raises WrongPassphrase, NeedsTerminal, BadFile, FolderInUse, YearLocked,
    CannotWrite; the folder is then locked as before.
    """
    seal.hold_alone()
    with _everything_held(folder):
        contents = dict(_contents(folder, seal))
        opened: list[Path] = []
        try:
            for path, content in contents.items():
                whole = _with_strays(path, content, remark)
                opened.append(path)
                write_whole(path, whole, mode=_mode_of(_twin(path)))
            remove(folder / _MARK)
        except BaseException:
            if is_locked(folder):
                with suppress(OSError):
                    for path in opened:
                        _removed(path, contents[path])
            raise
        _remove_sealed_twins(folder)
    return len(contents)


def tidy(folder: Path, seal: Seal, *, remark: Remark) -> None:
    """Remove what an interrupted `lock` or `unlock` left, and say so; a plain file that differs is only named.

    Raises CannotWrite.
    """
    if not is_locked(folder):
        if (folder / _IDENTITY).exists():
            with _refusals_told(folder):
                _remove_sealed_twins(folder)
            remark("Một lần khoá hoặc mở khoá trước đã bị ngắt giữa chừng; đã dọn các tệp còn lại. Thư mục đang mở.")
        return
    with _refusals_told(folder):
        left = _plain_files(folder)
    if not left:
        return
    sealed = dict(_contents(folder, seal))
    with _refusals_told(folder):
        same = [path for path in left if path in sealed and _removed(path, sealed[path])]
    if same:
        remark(f"Một lần khoá hoặc mở khoá trước đã bị ngắt giữa chừng; đã xoá {len(same)} tệp chưa khoá còn lại.")
    for path in left:
        if path.exists():
            remark(f"Tệp {path} nằm trong thư mục đã khoá mà không được khoá. Mở khoá rồi khoá lại để gộp vào.")


def _contents(folder: Path, seal: Seal) -> Iterator[tuple[Path, bytes]]:
    """Yield each plain path with what is sealed for it; notes that were sealed one by one are joined into one."""
    notebooks: dict[Path, list[Path]] = {}
    for sealed in _sealed_files(folder):
        notebooks.setdefault(_opened(sealed, folder), []).append(sealed)
    for path, parts in notebooks.items():
        yield path, b"".join(seal.open(part.read_bytes(), part) for part in parts)


def _plain_files(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if path.suffix == ".toml"]


def _sealed_files(folder: Path) -> list[Path]:
    """Return every sealed file but the identity, of a year's notes the notebook first, then later notes by age."""
    return [path for path in _files(folder) if path.suffix == SUFFIX]


def _files(folder: Path) -> list[Path]:
    """Return every file with a person's words; a folder that cannot be read is not passed over, as a glob would.

    Raises OSError.
    """

    def refuse(fault: OSError) -> None:
        raise fault

    found = [path for path in folder.iterdir() if path.name.startswith("ho-so")]
    for place in (folder / name for name in _PLACES):
        if place.exists():
            found += [Path(at, name) for at, _, names in os.walk(place, onerror=refuse) for name in names]
    return sorted(found, key=lambda path: (len(path.parts), path))


def _opened(sealed: Path, folder: Path) -> Path:
    """Return where a sealed file is opened: beside itself, or a note in its year's notebook.

    Synchronising programs put their words before the last ending: 2026.toml (1).age.
    """
    if sealed.parent.parent == folder / "so-tay":
        return sealed.parent.with_suffix(".toml")
    head, _, tail = sealed.stem.partition(".toml")
    return sealed.with_name(f"{head}{tail}.toml")


def _remove_sealed_twins(folder: Path) -> None:
    """Remove sealed files that stand open beside themselves; the identity goes last, and only with the last of them."""
    for sealed in _sealed_files(folder):
        if _opened(sealed, folder).exists():
            sealed.unlink()
    for year in (folder / "so-tay").glob("[0-9]*/"):
        with suppress(OSError):
            year.rmdir()
    if not _sealed_files(folder):
        (folder / _IDENTITY).unlink(missing_ok=True)


def _retire(path: Path, seal: Seal) -> None:
    """Remove a plain file that is sealed; a note that came in since is sealed first."""
    while not _removed(path, seal.open(_twin(path).read_bytes(), path)):
        _write_checked(_twin(path), path.read_bytes(), seal)


def _removed(path: Path, sealed: bytes) -> bool:
    """Remove a plain file if it is what was sealed; nobody can add a note to it meanwhile."""
    if not path.exists():
        return True
    with path.open("rb") as file, alone(file.fileno()):
        same = file.read() == sealed
        if same and os.name != "nt":
            path.unlink()
    if same and os.name == "nt":  # only what is closed can be removed there
        path.unlink()
    return same


def _with_strays(path: Path, content: bytes, remark: Remark) -> bytes:
    """Return what is to be opened into a place, once nothing plain is lost that lies there."""
    stray = path.read_bytes() if path.exists() else b""
    if content.startswith(stray):  # an `unlock` that was interrupted left it
        return content
    if stray.startswith(content):
        return stray
    if path.parent.name == "so-tay":
        return content + stray
    kept = name_beside(path)
    path.replace(kept)
    remark(f"Tệp {path} chưa khoá mà khác bản đã khoá; được giữ ở {kept.name}, cùng thư mục.")
    return content


def _write_checked(path: Path, content: bytes, seal: Seal) -> None:
    write_whole(path, seal.seal(content), mode=_mode_of(path.with_suffix("")))
    if seal.open(path.read_bytes(), path) != content:
        raise ChangedMeanwhile(path)


def _mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o700 if path.exists() else 0o600


def _twin(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


@contextmanager
def _everything_held(folder: Path) -> Iterator[None]:
    """Hold every year and the profile, so that nothing is written meanwhile.

    Raises YearLocked, ChangedMeanwhile, CannotWrite.
    """
    with ExitStack() as held, _refusals_told(folder):
        for place in (folder / name for name in _PLACES):
            refuse_links(place)
            refuse_links(*place.rglob("*"))
        if not held.enter_context(locked(folder / "ho-so.toml")):
            raise ChangedMeanwhile(folder / "ho-so.toml")
        years = folder / "kiem-diem"
        # A year that is just being begun has no file yet.
        begun = {path.name[1:5] for path in years.glob(".[0-9]*.lock")}
        for year in sorted(begun | {path.name[:4] for path in years.glob("[0-9]*.toml*")}):
            if not held.enter_context(locked(folder / "kiem-diem" / f"{year}.toml")):
                raise YearLocked(int(year))
        yield


@contextmanager
def _refusals_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotWrite(fault.filename or folder, reason(fault)) from None


def _write_mark(folder: Path, identity: Any) -> None:
    from tuphe.storage import toml

    write_whole(folder / _MARK, toml.dump(Mark(recipient=str(identity.to_public()))))


def _make_mark_again(folder: Path, passphrase: Asking, remark: Remark) -> None:
    _write_mark(folder, _opened_identity(folder, passphrase()))
    remark(f"Thư mục đã khoá mà thiếu tệp {_MARK}; đã dựng lại tệp ấy từ {_IDENTITY}.")


def _shared_mark(folder: Path) -> int | None:
    """Open the mark of a locked folder until the program ends, waiting for whoever is unlocking it."""
    if os.name == "nt":  # there is no shared lock there
        return None
    import fcntl

    try:
        mark = os.open(folder / _MARK, os.O_RDONLY)
        fcntl.flock(mark, fcntl.LOCK_SH)
    except OSError:  # there is none, or this file system has no locks
        return None
    return mark


def _opened_identity(folder: Path, passphrase: str) -> Any:
    age = _pyrage()
    try:
        content = (folder / _IDENTITY).read_bytes()
    except OSError:
        raise BadFile(folder / _IDENTITY, "thiếu tệp này nên không mở khoá được. Lấy lại tệp từ bản sao.") from None
    for _ in range(_PATIENCE):
        try:
            secret = age.passphrase.decrypt(content, unicodedata.normalize("NFC", passphrase))
        except age.DecryptError as fault:
            if not str(fault).startswith("Excessive work"):
                raise WrongPassphrase from None
        else:
            return age.x25519.Identity.from_str(secret.decode())
    raise BadFile(folder / _IDENTITY, "cần nhiều tính toán hơn sức máy lúc này. Đợi máy bớt bận rồi chạy lại.")


def require_pyrage() -> None:
    """Raise SealMissing where what seals is not installed."""
    _pyrage()


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise SealMissing from None
    return pyrage
