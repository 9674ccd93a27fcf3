"""tuphe tim: where words occur."""

import json
from pathlib import Path

from commands.conftest import Refuses
from support.pages import flat
from support.program import Run


def test_words_are_found_in_years_and_notes_with_the_place_in_words_and_a_line(two_years: Run) -> None:
    two_years("ghi", "Số hóa 3 hồ sơ [b]", "--muc", "neu-guong", "--ngay", "2/5/2026")

    found = two_years("tim", "so", "hoa")
    [told] = json.loads(two_years("tim", "hồ sơ [b]", "--json").out)["tim"]

    assert found.code == 0
    assert "Năm 2025" in found.out
    assert "Tri thức nhân loại, khoa học và công nghệ · kết quả 1 Số hoá 1.310 hồ sơ; " in flat(found.out)
    place = "Sổ tay · 02/5 · Thực hành nêu gương"
    assert f"{place} Số hóa 3 hồ sơ [b]" in flat(found.out)
    assert told.pop("cho")
    assert told == {"nam": 2026, "so_tay": True, "noi": place, "noi_dung": "Số hóa 3 hồ sơ [b]"}


def test_words_that_occur_nowhere_are_said_to_and_none_at_all_are_refused(
    tuphe: Run, refuses: Refuses, folder: Path
) -> None:
    found = tuphe("tim", "xyz")

    assert (found.code, "Không thấy" in found.out) == (0, True)
    assert json.loads(tuphe("tim", "xyz", "--json").out) == {"tim": []}
    refuses("tim", code=2, says=("CHỮ",))
    refuses("tim", "  ", code=2, says=("tuphe tim",))
    assert not folder.exists()


def test_what_cannot_be_read_is_told_after_what_was_found(two_years: Run, folder: Path) -> None:
    (folder / "kiem-diem" / "2025.toml").write_text("nam = ", encoding="utf-8")

    found = two_years("tim", "số hoá")

    assert found.code == 4
    assert "Năm 2026" in found.out
    assert "2025.toml" in found.err
