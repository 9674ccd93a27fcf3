"""Locking a whole folder and opening it again: sealed or plain, at any moment one of the two, and whole."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, YearLocked
from tuphe.storage.disk import reason, refuse_links
from tuphe.storage.files import alone, locked, name_beside, remove, sweep, write_whole
from tuphe.storage.personal_files import PLACES, SUFFIX, opened_path, plain_files, sealed_files, sealed_path
from tuphe.storage.seal import IDENTITY, MARK, is_locked, new_seal, set_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tuphe.storage.plain import Seal
    from tuphe.storage.seal import AgeSeal
    from tuphe.storage.toml import Remark


def lock(folder: Path, passphrase: str) -> int:
    """Seal every year, note, profile and earlier version, and return how many files.

    Sealed copies are written and read back first; then the mark is set, in one
    step; then the plain files go. Ended at any moment, the folder is either
    open as before or locked, and `tidy` removes what is left of the other.

    Raises SealMissing, BadFile, YearLocked, CannotWrite; the folder is then open as before.
    """
    with _everything_held(folder):
        if (folder / IDENTITY).exists():  # without it, what is sealed here is nothing that an interrupted `lock` left
            _remove_sealed_twins(folder)
        for path in sealed_files(folder):
            raise BadFile(path, "tệp này đã khoá từ trước, bằng chìa khác. Chuyển tệp ra ngoài thư mục rồi khoá lại.")
        plain = plain_files(folder)
        try:
            seal = new_seal(folder, passphrase)
            for path in plain:
                _write_checked(sealed_path(path), path.read_bytes(), seal)
            set_mark(folder, seal.recipient)
        except BaseException:
            if not is_locked(folder):
                with suppress(OSError, CannotWrite):
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
    return [path for path in files if path.relative_to(folder).parts[0] not in ("tieu-chi", "mau", MARK)]


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
                write_whole(path, whole, mode=_mode_of(sealed_path(path)))
            remove(folder / MARK)
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
        if (folder / IDENTITY).exists():
            with _refusals_told(folder):
                _remove_sealed_twins(folder)
            remark("Một lần khoá hoặc mở khoá trước đã bị ngắt giữa chừng; đã dọn các tệp còn lại. Thư mục đang mở.")
        return
    left = plain_files(folder)
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
    for sealed in sealed_files(folder):
        notebooks.setdefault(opened_path(sealed, folder), []).append(sealed)
    for path, parts in notebooks.items():
        yield path, b"".join(seal.open(part.read_bytes(), part) for part in parts)


def _remove_sealed_twins(folder: Path) -> None:
    """Remove sealed files that stand open beside themselves; the identity goes last, and only with the last of them."""
    for sealed in sealed_files(folder):
        if opened_path(sealed, folder).exists():
            sealed.unlink()
    for year in (folder / "so-tay").glob("[0-9]*/"):
        with suppress(OSError):
            year.rmdir()
    if not sealed_files(folder):
        (folder / IDENTITY).unlink(missing_ok=True)


def _retire(path: Path, seal: Seal) -> None:
    """Remove a plain file that is sealed; a note that came in since is sealed first."""
    while not _removed(path, seal.open(sealed_path(path).read_bytes(), path)):
        _write_checked(sealed_path(path), path.read_bytes(), seal)


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


@contextmanager
def _everything_held(folder: Path) -> Iterator[None]:
    """Hold every year and the profile, so that nothing is written meanwhile.

    Raises YearLocked, ChangedMeanwhile, CannotWrite.
    """
    with ExitStack() as held, _refusals_told(folder):
        for place in (folder / name for name in PLACES):
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
