"""Checklists: the built-in ones, and the person's own beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.values import silent
from tuphe.errors import BadFile, ChecklistNotFound, ExitCode
from tuphe.storage.checklists import ChecklistCatalogue, read_checklist, starter


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "tieu-chi" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_the_built_in_checklist_is_there_in_an_empty_folder(checklists: ChecklistCatalogue, folder: Path) -> None:
    assert checklists.load("trach-nhiem").name == "Trách nhiệm của cán bộ, đảng viên"
    assert not folder.exists()


def test_the_persons_own_checklist_stands_beside_the_built_in_one(checklists: ChecklistCatalogue, folder: Path) -> None:
    put(folder, "rieng", starter("rieng"))

    assert set(checklists.paths()) == {"trach-nhiem", "rieng"}
    assert checklists.load("rieng").id == "rieng"


def test_the_persons_own_checklist_wins_over_a_built_in_one_with_its_id(
    checklists: ChecklistCatalogue, folder: Path
) -> None:
    put(folder, "trach-nhiem", starter("trach-nhiem"))

    assert checklists.load("trach-nhiem").name == "Tên bộ tiêu chí"


def test_an_unknown_checklist_is_told_with_those_there_are(checklists: ChecklistCatalogue) -> None:
    with pytest.raises(ChecklistNotFound, match="trach-nhiem") as refused:
        checklists.load("khong-co")

    assert refused.value.exit_code is ExitCode.NOT_FOUND


def test_a_checklist_whose_id_is_not_its_name_is_refused(checklists: ChecklistCatalogue, folder: Path) -> None:
    put(folder, "rieng", starter("khac"))

    with pytest.raises(BadFile, match="khác tên tệp"):
        checklists.load("rieng")


def test_a_checklist_that_is_not_there_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="không có tệp này"):
        read_checklist(tmp_path / "khong-co.toml", notify=silent)


@pytest.mark.parametrize(
    ("name", "checklist_id"),
    [
        ("rieng", "rieng"),
        ("Đảng uỷ xã Ba Bể", "dang-uy-xa-ba-be"),
        ("  Tiêu chí (2026)  ", "tieu-chi-2026"),
        ("hoà_bình", "hoa-binh"),
    ],
)
def test_a_new_checklist_is_named_after_its_file_without_diacritics(
    tmp_path: Path, name: str, checklist_id: str
) -> None:
    path = tmp_path / "moi.toml"
    path.write_bytes(starter(name))

    assert read_checklist(path, notify=silent).id == checklist_id


@pytest.mark.parametrize(
    "name", ["!!!", "", "x" * 80, "tiêu chí đánh giá cán bộ lãnh đạo quản lý các cấp của tỉnh năm 2026"]
)
def test_a_new_checklist_passes_its_own_check_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "moi.toml"
    path.write_bytes(starter(name))

    assert read_checklist(path, notify=silent).groups
