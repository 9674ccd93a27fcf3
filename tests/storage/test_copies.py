"""Copies that others leave beside a file: known by what all their names have in common."""

from pathlib import Path

import pytest

from tuphe.storage.versions import copies_beside

WORDS = (
    ".sync-conflict-20261124-101500-ABCDEFG",
    " (An's conflicted copy 2026-11-24)",
    " (conflicted copy 2026-11-24 101500)",
    " (còpia en conflicte 2026-11-24 101500)",
    "_Andy-PC_Nov-24-1015-2026_Conflict_1",
    "-MAY-CO-QUAN",
    " (1)",
    " - Copy",
    " 2",
    ".chua-thay-20261124T101500",
)
"""What programs and people put into the name of a copy; `copies_beside` says who does."""


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch()


@pytest.mark.parametrize("name", ["2026.toml", "ho-so.toml", "2026.toml.age", "ho-so.toml.age"])
def test_a_copy_is_known_whoever_named_it_and_where_the_file_itself_is_gone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    copies = [f"{path.stem}{words}{path.suffix}" for words in (*WORDS, " (2)")]
    if path.suffix == ".age":  # one that was encrypted after it was made
        copies.append(name.replace(".toml", " (3).toml"))
    put(tmp_path, name, *copies)

    assert sorted(copy.name for copy in copies_beside(path)) == sorted(copies)
    path.unlink()
    assert sorted(copy.name for copy in copies_beside(path)) == sorted(copies)


def test_another_file_is_no_copy_and_where_there_is_no_folder_there_are_none(tmp_path: Path) -> None:
    others = ("2025.toml", "20261.toml", "2025 (2026).toml", ".2026.lock", "2026.toml~", "2026.md")
    put(tmp_path, "2026.toml", *others)

    assert copies_beside(tmp_path / "2026.toml") == []
    assert copies_beside(tmp_path / "kiem-diem" / "2026.toml") == []
