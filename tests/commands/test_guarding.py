"""Rights, links, moving a year to another machine, and what chan-doan tells."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES
from support.pages import english
from support.program import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights and links are other ones there")


@pytest.mark.parametrize("opened", [".", "kiem-diem", "kiem-diem/2026.toml"])
def test_what_others_may_read_is_told_with_the_command_that_mends_it(two_years: Run, folder: Path, opened: str) -> None:
    place = folder / opened if opened != "." else folder
    place.chmod(0o755 if place.is_dir() else 0o644)

    told = two_years("xem", "2026").err
    place.chmod(0o700 if place.is_dir() else 0o600)

    assert f"Chặn lại bằng: chmod {'700' if place.is_dir() else '600'} {place}" in told
    assert two_years("xem", "2026").err == ""


@pytest.mark.parametrize("umask", [0o000, 0o277, 0o777], ids=oct)
def test_whatever_the_umask_all_is_for_its_owner_alone(tuphe: Run, folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml"))
        tuphe("ghi", "Một việc.")
        tuphe("ho-so", "--dat", "ho_ten=Lê An")
        tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n')
    finally:
        os.umask(before)

    modes = {path: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {"0o700"}
    assert {mode for path, mode in modes.items() if path.is_file()} == {"0o600"}


NOTE = ("ghi", "Một việc.", "--ngay", "2026-05-02")
SAVE = ("kiem-diem", "2026", "--tra-loi", "-")


MORE = '[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n'


@pytest.mark.parametrize(
    ("command", "link"),
    [
        *((SAVE, name) for name in ("kiem-diem", "sao-luu", "sao-luu/kiem-diem", "sao-luu/kiem-diem/2026")),
        *((SAVE, "kiem-diem/.2026.lock"), (NOTE, "so-tay"), (NOTE, "so-tay/2026.toml")),
        (("ho-so", "--dat", "ho_ten=Lê An"), "sao-luu/ho-so"),
    ],
)
def test_nothing_is_written_through_a_link_inside_the_folder(
    two_years: Run, folder: Path, tmp_path: Path, command: tuple[str, ...], link: str
) -> None:
    place, outside = folder / link, tmp_path / "cho-khac"
    target = outside / place.name
    outside.mkdir()
    if place.exists():
        place.rename(target)
    if link.endswith((".lock", ".toml")):
        target.write_text("của người khác", encoding="utf-8")
    else:
        target.mkdir(exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}

    result = two_years(*command, stdin=MORE)

    assert result.code == 7
    assert "liên kết" in result.err
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


def test_a_year_that_is_a_link_is_replaced_and_the_folder_itself_may_be_one_that_the_person_made(
    two_years: Run, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "o-cung-khac")
    folder.symlink_to(tmp_path / "o-cung-khac")
    assert two_years(*NOTE).code == 0
    year = folder / "kiem-diem" / "2026.toml"
    target = year.rename(tmp_path / "cua-ai.toml")
    before = target.read_bytes()
    year.symlink_to(target)

    result = two_years(*SAVE, stdin=MORE)

    assert result.code == 0
    assert target.read_bytes() == before
    assert not year.is_symlink()


@pytest.mark.parametrize("closed", [False, True])
def test_a_year_goes_to_another_machine_and_back_byte_for_byte(
    two_years: Run, folder: Path, tmp_path: Path, *, closed: bool
) -> None:
    if closed:
        two_years("chot", "2026")
    ours = (folder / "kiem-diem" / "2026.toml").read_bytes()
    there = {"TUPHE_THU_MUC": str(tmp_path / "may-khac")}

    given = two_years("xuat", "2026", "-o", "nam.toml")
    taken = two_years("kiem-diem", "--tra-loi", "nam.toml", **there)
    back = two_years("xuat", "2026", "--dang", "toml", **there)

    assert (given.code, taken.code, back.code) == (0, 0, 0)
    assert (tmp_path / "may-khac" / "kiem-diem" / "2026.toml").read_bytes() == ours
    assert back.out.encode() == ours
    assert "có cả ghi chú riêng" in given.err


def test_the_whole_year_goes_with_no_part_of_a_paper(two_years: Run) -> None:
    for options in ("--muc III", "--mau 2B", "--chep"):
        assert two_years("xuat", "2026", "--dang", "toml", *options.split()).code == 2, options


def test_the_diagnosis_has_versions_and_encodings_and_nothing_personal(two_years: Run, folder: Path) -> None:
    two_years("ho-so", "--dat", "ho_ten=Nguyễn Thị Mẫu")

    result = two_years("chan-doan")
    facts: dict[str, Any] = json.loads(two_years("chan-doan", "--json").out)["chan_doan"]

    assert result.code == 0
    assert result.err == ""
    assert english(result.out.partition("thu_muc ")[2]) == []
    assert facts["thu_muc"] == f"~/{folder.name}"
    assert facts["quyen_thu_muc"] == "chỉ bạn mở được"
    assert facts["typer"] in result.out
    assert "Mẫu" not in result.out
    assert str(folder.parent) not in result.out
