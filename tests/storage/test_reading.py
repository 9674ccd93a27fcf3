"""Whatever lies where a file should be: it is read within a bound, or refused; nothing waits."""

import os
from pathlib import Path

import pytest

from support.odd_things import KINDS
from tuphe.errors import BadFile
from tuphe.reading import PLACEHOLDERS, is_there, names_in, read_beginning, read_bytes


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
