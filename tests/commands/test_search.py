"""tuphe tim: where words occur."""

from __future__ import annotations

import json
from pathlib import Path

from commands.conftest import Refuses
from support.pages import flat
from support.program import Run


def test_words_are_found_in_years_and_notes_with_the_place_in_words_and_a_line(two_years: Run) -> None:
    two_years("ghi", "Số hóa 3 hồ sơ [b]", "--muc", "neu-guong", "--ngay", "2/5/2026")

    found = two_years("tim", "so", "hoa")

    assert found.code == 0
    assert "Năm 2025" in found.out
    assert "Tri thức nhân loại, khoa học và công nghệ · kết quả 1 Số hoá 1.310 hồ sơ; " in flat(found.out)
    assert "Sổ tay · 02/5 · Thực hành nêu gương Số hóa 3 hồ sơ [b]" in flat(found.out)


def test_as_json_each_text_stands_with_its_place(two_years: Run) -> None:
    two_years("ghi", "Trực thay 3 ca", "--ngay", "2/5/2026")

    [found] = json.loads(two_years("tim", "trực thay 3 ca", "--json").out)["tim"]

    assert found.pop("cho")
    assert found == {"nam": 2026, "so_tay": True, "noi": "Sổ tay · 02/5", "noi_dung": "Trực thay 3 ca"}


def test_words_that_occur_nowhere_are_said_to(tuphe: Run, folder: Path) -> None:
    assert tuphe("tim", "xyz").code == 0
    assert "Không thấy" in tuphe("tim", "xyz").out
    assert json.loads(tuphe("tim", "xyz", "--json").out) == {"tim": []}
    assert not folder.exists()


def test_no_words_at_all_are_refused(refuses: Refuses) -> None:
    refuses("tim", code=2, says=("CHỮ",))
    refuses("tim", "  ", code=2, says=("tuphe tim",))


def test_what_cannot_be_read_is_told_after_what_was_found(two_years: Run, folder: Path) -> None:
    (folder / "kiem-diem" / "2025.toml").write_text("nam = ", encoding="utf-8")

    found = two_years("tim", "số hoá")

    assert found.code == 4
    assert "Năm 2026" in found.out
    assert "2025.toml" in found.err
