"""Disks that lack something, and disks that fail: the work goes on, or stops before anything is replaced."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.values import silent
from tuphe.core.profile import Profile
from tuphe.core.review import Review
from tuphe.errors import CannotWrite
from tuphe.storage import disk
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore
from tuphe.storage.profiles import ProfileStore
from tuphe.storage.reviews import ReviewStore
from tuphe.storage.versions import VersionedFile

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows flushes no folders and has no modes")

Refused = Callable[[str, int], list[str]]

LACKING = [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EPERM, errno.EACCES]
FAILING = [errno.EIO, errno.ENOSPC, errno.EDQUOT]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_used", type(disk._used)())


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Let the system refuse one kind of call with one error; returns what is refused, as it happens."""
    import fcntl

    def refuse(lack: str, code: int) -> list[str]:
        calls: list[str] = []

        def no(*_: Any, **__: Any) -> None:
            calls.append(lack)
            raise OSError(code, "")

        if lack == disk.FLUSHING:
            flush = os.fsync
            monkeypatch.setattr(
                os, "fsync", lambda handle: no() if stat.S_ISDIR(os.fstat(handle).st_mode) else flush(handle)
            )
        elif lack == disk.RIGHTS:
            for name in ("chmod", "fchmod"):
                monkeypatch.setattr(os, name, no)
        else:
            monkeypatch.setattr(fcntl, "flock", no)
        return calls

    return refuse


def save_everything(folder: Path, reviews: ReviewStore) -> None:
    for note in ("một", "hai", "ba"):
        with reviews.holding(2026) as held:
            held.save(Review(year=2026, note=note))
        profile = ProfileStore(Folder(folder), notify=silent)
        profile.save(Profile(name=note))
        NoteStore(Folder(folder), notify=silent).append(2026, [{"ngay": "2026-05-02", "noi_dung": note}])


@pytest.mark.parametrize("lack", disk.LACKS)
@pytest.mark.parametrize("code", LACKING, ids=errno.errorcode.get)
def test_where_a_disk_lacks_something_all_is_saved_and_it_is_told_once(
    folder: Path, reviews: ReviewStore, refused: Refused, lack: str, code: int
) -> None:
    calls = refused(lack, code)
    disk.record_in(folder)

    save_everything(folder, reviews)

    assert reviews.load(2026).note == "ba"
    assert len(reviews.versions(2026)) == 2
    assert calls
    assert [sentence for sentence, _ in disk.untold()] == [disk.LACKS[lack]]
    assert disk.untold() == []


def read(folder: Path) -> VersionedFile:
    return VersionedFile(Folder(folder), "2026.toml", read=bytes, versions="sao-luu")


@pytest.mark.parametrize("code", FAILING, ids=errno.errorcode.get)
def test_a_disk_that_fails_when_a_folder_is_flushed_is_told_and_later_saves_are_not_refused_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, code: int
) -> None:
    held = read(tmp_path)
    with monkeypatch.context():
        refused(disk.FLUSHING, code)
        with pytest.raises(CannotWrite, match="đã ở đúng chỗ"):
            held.replace(b"mot\n")
        held = read(tmp_path)
        for _ in range(3):
            with pytest.raises(CannotWrite):
                held.replace(b"hai\n")
        monkeypatch.undo()

    held.replace(b"hai\n")

    assert held.path.read_bytes() == b"hai\n"
    assert len(list((tmp_path / "sao-luu").iterdir())) == 1


@pytest.mark.parametrize("code", FAILING, ids=errno.errorcode.get)
def test_a_disk_that_fails_when_the_file_is_flushed_has_replaced_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "2026.toml"
    path.write_bytes(b"cu\n")

    def fail(_: int) -> None:
        raise OSError(code, "")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWrite):
        read(tmp_path).replace(b"moi\n")

    assert path.read_bytes() == b"cu\n"
    assert list(tmp_path.glob(".*.tmp")) == []


def test_whatever_is_made_is_flushed_with_the_folder_that_it_lies_in(
    tmp_path: Path, folder: Path, reviews: ReviewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: set[Path] = set()
    flush = os.fsync

    def watched(handle: int) -> None:
        flush(handle)
        flushed.add(Path(f"/proc/self/fd/{handle}").readlink())

    if not Path("/proc/self/fd").exists():
        pytest.skip("no way to tell here which file a handle is of")
    monkeypatch.setattr(os, "fsync", watched)

    save_everything(folder, reviews)

    made = [path for path in folder.rglob("*") if path.suffix == ".toml" or path.is_dir()]
    assert {path.parent for path in made} | {folder.parent} <= flushed


def test_a_hard_link_is_not_written_through(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "khac.txt"
    other.write_bytes(b"cua nguoi khac\n")
    (folder / "so-tay").mkdir(parents=True)
    os.link(other, folder / "so-tay" / "2026.toml")

    with pytest.raises(CannotWrite, match="liên kết cứng"):
        NoteStore(Folder(folder), notify=silent).append(2026, [{"ngay": "2026-05-02", "noi_dung": "x"}])

    assert other.read_bytes() == b"cua nguoi khac\n"


def test_where_rights_cannot_be_changed_nobody_is_told_to_change_them(
    folder: Path, reviews: ReviewStore, remarks: list[str], refused: Refused
) -> None:
    save_everything(folder, reviews)
    folder.chmod(0o755)
    refused(disk.RIGHTS, errno.EPERM)
    disk.record_in(folder)
    disk.make_private(folder / "moi")

    assert disk.untold() == [(disk.LACKS[disk.RIGHTS], "hoặc khoá bằng: tuphe khoa")]
    reviews.load(2026)

    assert not any("chmod" in told for told in remarks)


@pytest.mark.parametrize("code", FAILING, ids=errno.errorcode.get)
def test_a_note_that_is_kept_is_never_told_as_lost(folder: Path, refused: Refused, code: int) -> None:
    notes = NoteStore(Folder(folder), notify=silent)
    disk.make_private(folder / "so-tay")
    refused(disk.FLUSHING, code)

    with pytest.raises(CannotWrite, match="đã ở đúng chỗ"):
        notes.append(2026, [{"ngay": "2026-05-02", "noi_dung": "một việc"}])

    assert (folder / "so-tay" / "2026.toml").read_text(encoding="utf-8").count("một việc") == 1
