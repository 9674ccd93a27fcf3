"""What Windows neither replaces nor removes: a file that Word holds, a closed year."""

import sys
from pathlib import Path

import pytest

from support.held_files import READERS, hold
from support.locked import KNOWN
from support.program import Run
from tuphe.held_files import HELD

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere nothing that is open is in the way")


def test_a_folder_with_a_closed_year_is_locked_and_unlocked(two_years: Run, folder: Path) -> None:
    year = folder / "kiem-diem" / "2025.toml"
    assert two_years("chot", "2025", "--van-chot").code == 0
    before = year.read_bytes()

    locked = two_years("khoa", **KNOWN)
    assert (locked.code, year.exists()) == (0, False), locked.err
    unlocked = two_years("mo-khoa", **KNOWN)

    assert (unlocked.code, year.read_bytes()) == (0, before), unlocked.err
    assert two_years("mo-lai", "2025").code == 0


@on_windows
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("kiem-diem/2026.toml", ("chot", "2026", "--van-chot")),
        ("so-tay/2026.toml", ("ghi", "Việc mới.", "--ngay", "2026-05-02")),
        ("ho-so.toml", ("ho-so", "--dat", "chi_bo=Chi bộ 4")),
        ("../nop.docx", ("xuat", "2026", "-o", "nop.docx", "--ghi-de")),
    ],
    ids=["a year", "a notebook", "a profile", "an export"],
)
def test_a_file_that_another_program_holds_is_told_as_that_and_as_before(
    two_years: Run, folder: Path, name: str, command: tuple[str, ...]
) -> None:
    for written in (("ghi", "Việc cũ.", "--ngay", "2026-05-02"), ("ho-so", "--dat", "chi_bo=Chi bộ 3")):
        assert two_years(*written).code == 0
    assert two_years("xuat", "2026", "-o", "nop.docx").code == 0
    before = (folder / name).read_bytes()

    with hold(folder / name, sharing=READERS):
        refused = two_years(*command)

    assert (refused.code, HELD in refused.err) == (7, True), refused.err
    assert (folder / name).read_bytes() == before
    assert two_years(*command).code == 0
