"""The table of points that a year was made by stays with it: what becomes of the file judges later years only."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from conftest import EXAMPLES
from support.program import Run

TABLE: Final = (EXAMPLES / "bang-diem.toml").read_text(encoding="utf-8")
SCORES: Final = "".join(
    f'[[tu_danh_gia.diem]]\nid = "{one["id"]}"\ndiem = {one["toi_da"]}\n'
    for key in ("tieu_chi_chung", "ket_qua_nhiem_vu")
    for one in tomllib.loads(TABLE)[key]
)
YEAR: Final = f'nam = 2025\n[tu_danh_gia]\nbang_diem = "bang-diem"\nxep_loai = "tot"\n{SCORES}'

CHANGES: Final[dict[str, Callable[[Path], object]]] = {
    "other maxima": lambda path: path.write_text(
        TABLE.replace("toi_da = 6", "toi_da = 2", 1).replace("toi_da = 4", "toi_da = 8", 1), encoding="utf-8"
    ),
    "other criteria": lambda path: path.write_text(TABLE.replace('id = "pham', 'id = "khac-pham'), encoding="utf-8"),
    "broken": lambda path: path.write_text("[[[", encoding="utf-8"),
    "gone": lambda path: path.unlink(),
}


def everything(tuphe: Run) -> list[tuple[int, str]]:
    """What the commands say of the year and of the one after it."""
    commands = (
        *(("xem", "2025", "--json"), ("soat", "2025", "--json"), ("xuat", "2025", "--mau", "2B", "--dang", "txt")),
        *(("so-sanh", "2026", "--json"), ("xu-huong", "--json"), ("soat", "2026", "--json")),
    )
    return [(result.code, result.out) for command in commands for result in [tuphe(*command)]]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_becomes_of_a_table_changes_no_year_that_was_made_by_it_and_it_is_fed_back_with_it(
    tuphe: Run, folder: Path, table: Path, change: Callable[[Path], object]
) -> None:
    assert tuphe("kiem-diem", "--tra-loi", "-", stdin=YEAR).code == 0
    assert tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n").code == 0
    saved = (folder / "kiem-diem" / "2025.toml").read_bytes()
    before = everything(tuphe)

    change(table)

    assert everything(tuphe) == before
    for answers in (saved, YEAR):
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=answers).code == 0
        assert (folder / "kiem-diem" / "2025.toml").read_bytes() == saved


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_year_of_format_1_without_a_table_of_its_own_is_read_whatever_became_of_the_file(
    tuphe: Run, table: Path, year_file: Callable[..., Path], change: Callable[[Path], object]
) -> None:
    path = year_file(f"dinh_dang = 1\n{YEAR}", 2025)
    shown = tuphe("xem", "2025", "--json")
    assert shown.code == 0
    assert '"id": "bang-diem"' in shown.out

    change(table)

    for command in ("xem 2025", "soat 2025", "soat 2025 --json", "xuat 2025", "danh-sach"):
        assert tuphe(*command.split()).code in (0, 1), command
    assert path.read_text(encoding="utf-8") == f"dinh_dang = 1\n{YEAR}"
