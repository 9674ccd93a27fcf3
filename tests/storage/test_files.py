"""One file, replaced whole or not at all."""

import os
import re
import stat
import sys
from pathlib import Path

import pytest

from support.odd_things import KINDS
from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, ExitCode, NoHome, YearLocked
from tuphe.file_reading import PLACEHOLDERS, is_there, names_in, read_beginning, read_bytes
from tuphe.storage.disk import make_private
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import locked, write_whole
from tuphe.storage.locations import data_folder
from tuphe.storage.versions import NEWEST_KEPT, VersionedFile, superseded

SECRET = b"B\xc3\xad m\xe1\xba\xadt 7391"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refused(path: Path, *_: object, **__: object) -> None:
    """Write nothing, as on a full disk."""
    raise CannotWrite(path, "ổ đĩa đã đầy.")


def anything(_: bytes) -> None:
    """Read whatever it is."""


def read(folder: Path) -> VersionedFile:
    return VersionedFile(Folder(folder), "kiem-diem/2026.toml", read=anything, versions="sao-luu")


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """The folder of the file, where there is none yet."""
    folder = tmp_path / "kiem-diem"
    folder.mkdir()
    return folder


@pytest.fixture
def held(tmp_path: Path, years: Path) -> VersionedFile:
    """A file that was read as it is."""
    (years / "2026.toml").write_bytes(b"cu\n")
    return read(tmp_path)


def test_the_new_content_takes_the_place_and_the_version_that_was_read_is_kept_and_none_of_those_between(
    held: VersionedFile, tmp_path: Path
) -> None:
    held.replace(b"moi\n")
    assert (held.path.read_bytes(), held.content) == (b"moi\n", b"moi\n")
    held.replace(b"moi hon\n")

    assert [version.read_bytes() for version in (tmp_path / "sao-luu").iterdir()] == [b"cu\n"]
    assert names(held.path.parent) == {"2026.toml"}


@pytest.mark.parametrize("again", ["taken up", "kept for good"])
def test_who_takes_the_file_up_again_or_keeps_it_for_good_has_a_version_of_each_time(
    held: VersionedFile, tmp_path: Path, again: str
) -> None:
    held.replace(b"moi\n")
    if again == "taken up":
        read(tmp_path).replace(b"moi hon\n")
    else:
        held.replace(b"moi hon\n", for_good=True)

    versions = sorted((tmp_path / "sao-luu").iterdir())
    assert [version.read_bytes() for version in versions] == [b"cu\n", b"moi\n"]


def test_a_save_that_failed_leaves_one_version_however_often_it_is_tried(
    held: VersionedFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(
            "tuphe.storage.versions.write_whole",
            lambda path, *content, **_: refused(path) if path == held.path else write_whole(path, *content),
        )
        for _ in range(3):
            with pytest.raises(CannotWrite):
                held.replace(b"moi\n")

    held.replace(b"moi\n")

    assert [version.read_bytes() for version in (tmp_path / "sao-luu").iterdir()] == [b"cu\n"]


def test_the_same_content_is_not_saved_again_and_written_outside_is_no_change(
    held: VersionedFile, tmp_path: Path
) -> None:
    held.path.write_bytes(b"cu\n")
    before = held.path.stat().st_ino

    held.replace(b"cu\n")
    assert held.path.stat().st_ino == before
    assert not (tmp_path / "sao-luu").exists()
    held.replace(b"moi\n")

    assert held.path.read_bytes() == b"moi\n"


def test_the_new_content_is_flushed_before_it_takes_the_place_and_the_folder_after(
    held: VersionedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.replace(b"cu hon\n")  # the version before it is kept, and not flushed again
    in_place: list[bytes] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        flush(handle)
        in_place.append(held.path.read_bytes())

    monkeypatch.setattr(os, "fsync", watched)
    held.replace(b"moi\n")

    # Windows flushes no folder; there a move is journalled.
    assert in_place == ([b"cu hon\n"] if os.name == "nt" else [b"cu hon\n", b"moi\n"])


@pytest.mark.parametrize(("was", "meanwhile"), [(b"cu\n", SECRET), (None, SECRET), (b"cu\n", None)])
def test_a_file_changed_made_or_deleted_outside_meanwhile_is_left_as_it_is(
    years: Path, tmp_path: Path, was: bytes | None, meanwhile: bytes | None
) -> None:
    if was is not None:
        (years / "2026.toml").write_bytes(was)
    held = read(tmp_path)
    if meanwhile is None:
        held.path.unlink()
    else:
        held.path.write_bytes(meanwhile)

    with pytest.raises(ChangedMeanwhile, match=re.escape(str(held.path))) as refused:
        held.replace(b"moi\n")

    assert (held.path.read_bytes() if held.path.exists() else None) == meanwhile
    assert names(years) <= {"2026.toml"}
    assert not (tmp_path / "sao-luu").exists()
    assert refused.value.exit_code is ExitCode.CONFLICT
    assert "7391" not in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "chung"
    shared.mkdir()
    shared.chmod(0o750)

    make_private(shared / "rieng")

    assert oct(mode(shared)) == oct(0o750)
    assert oct(mode(shared / "rieng")) == oct(0o700)


def test_what_a_killed_program_left_beside_a_file_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in ("2026.toml", ".2026.toml.4711.tmp", ".2026.toml.12.tmp", ".2025.toml.4711.tmp", "ghi.tmp"):
        (tmp_path / name).write_bytes(b"")

    with locked(tmp_path / "2026.toml", YearLocked(2026)):
        pass

    assert names(tmp_path) == {"2026.toml", ".2025.toml.4711.tmp", "ghi.tmp", ".2026.lock"}


def test_writing_where_a_folder_stands_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "2026.toml").mkdir()

    with pytest.raises(CannotWrite, match="thư mục") as refused:
        write_whole(tmp_path / "2026.toml", SECRET)

    assert names(tmp_path) == {"2026.toml"}
    assert refused.value.exit_code is ExitCode.CANNOT_WRITE
    assert "7391" not in str(refused.value)


def test_writing_where_there_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")

    with pytest.raises(CannotWrite, match="chưa có thư mục đó"):
        write_whole(tmp_path / "khong-co" / "2026.toml", SECRET)
    with pytest.raises(CannotWrite, match="là tệp, không phải thư mục"):
        make_private(tmp_path / "tep" / "kiem-diem")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may write everywhere")
def test_a_read_only_folder_is_refused_and_the_old_file_stays(held: VersionedFile) -> None:
    held.path.parent.chmod(0o500)

    try:
        with pytest.raises(CannotWrite, match="quyền ghi"):
            held.replace(b"moi\n")
    finally:
        held.path.parent.chmod(0o700)

    assert held.path.read_bytes() == b"cu\n"


def a_version(day: int, number: int) -> str:
    return f"2026-11-{day:02}T{number // 60:02}-{number % 60:02}-00.000000.toml"


def test_of_earlier_days_only_the_last_version_is_kept_in_whatever_order_they_are_listed() -> None:
    earlier = [a_version(day, number) for day in (1, 2, 3) for number in range(4)]
    newest = [a_version(25, number) for number in range(NEWEST_KEPT)]
    for_good = ["2026-05-01T08-00-00.000000-ban-khac.toml", "2026-05-01T08-00-00.000000-chot.toml"]

    gone = superseded([*newest, *earlier, *for_good])

    assert set(earlier) - set(gone) == {a_version(1, 3), a_version(2, 3), a_version(3, 3)}
    assert set(gone) <= set(earlier)
    assert sorted(superseded([*for_good, *earlier[::-1], *newest[::-1]])) == sorted(gone)
    assert superseded(newest) == superseded(sorted({*newest, *earlier} - set(gone))) == []


def test_the_chosen_folder_is_made_absolute_and_without_one_the_systems_place_for_data_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert data_folder(tmp_path / "rieng") == tmp_path / "rieng"
    assert data_folder((tmp_path / "rieng").relative_to(tmp_path)) == tmp_path / "rieng"
    assert data_folder(None).name == "tuphe"
    # as where no home is known
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~") / "tuphe")
    with pytest.raises(NoHome):
        data_folder(None)


def test_a_program_that_carries_its_data_keeps_them_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python" / "python.exe"))
    before = data_folder(None)

    (tmp_path / "du-lieu-tai-cho").touch()

    assert before.name == "tuphe"
    assert data_folder(None) == tmp_path / "du-lieu"
    assert data_folder(tmp_path / "rieng") == tmp_path / "rieng"


# Whatever lies where a file should be: it is read within a bound, or refused; nothing waits


@pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")
@pytest.mark.parametrize("kind", ["fifo", "a_socket", "endless", "sparse", "dangling", "loop", "folder"])
def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "2026.toml"
    KINDS[kind](path, b"")

    with pytest.raises(BadFile):
        read_bytes(path)

    assert len(read_beginning(path, 10)) <= 10
    assert is_there(path)


def test_a_file_that_says_it_is_empty_is_read_all_the_same() -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("no such files here")

    assert b"VmPeak" in read_bytes(status)


@pytest.mark.parametrize(("before", "after"), PLACEHOLDERS)
def test_a_file_that_is_still_on_a_server_is_there_and_cannot_be_read(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / f"{before}2026.toml{after}").write_bytes(b"")

    assert is_there(tmp_path / "2026.toml")
    assert names_in(tmp_path) == ["2026.toml"] or not before
    assert "2026.toml" in names_in(tmp_path)
    with pytest.raises(BadFile, match="chưa được tải về"):
        read_bytes(tmp_path / "2026.toml")


def test_other_programs_own_files_are_no_names_of_ours(tmp_path: Path) -> None:
    for name in ("._2026.toml", ".2026.lock", ".syncthing.2026.toml.tmp", "2026.toml"):
        (tmp_path / name).write_bytes(b"")

    assert names_in(tmp_path) == ["2026.toml"]
