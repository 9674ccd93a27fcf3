"""tuphe xu-huong, tuphe tim: all years side by side, and where words occur in them."""

import json
import re
from pathlib import Path

import pytest

from commands.conftest import Refuses
from support.pages import NAMES, example, flat
from support.program import Run


@pytest.fixture
def many_years(two_years: Run, folder: Path) -> Run:
    """The program with twelve years on file."""
    text = (folder / "kiem-diem" / "2025.toml").read_text(encoding="utf-8")
    for year in range(2015, 2025):
        (folder / "kiem-diem" / f"{year}.toml").write_text(
            text.replace("nam = 2025", f"nam = {year}"), encoding="utf-8"
        )
    return two_years


def test_every_item_has_its_rating_of_each_year_in_letters(two_years: Run) -> None:
    page = two_years("xu-huong").out

    assert re.search(r"^ +2025 +2026$", page, re.MULTILINE)
    assert re.search(r"^  Nói đi đôi với làm +T +TB$", page, re.MULTILINE)
    asked = {item["id"] for item in example(2026)["muc"]}
    assert [name for item, name in NAMES.items() if item in asked and name not in flat(page)] == []
    assert "XS Xuất sắc" in page


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_line_is_wider_than_the_screen_and_none_is_cut_and_a_narrow_one_shows_the_groups_alone(
    many_years: Run, columns: int
) -> None:
    page = many_years("xu-huong", COLUMNS=str(columns)).out

    assert [line for line in page.splitlines() if len(line) > columns] == []
    assert "…" not in page
    assert all(str(year) in page for year in range(2015, 2027))
    assert "Về nhận thức" in page
    assert ("Chỉ các nhóm" in page) is (columns < 80)
    assert ("Nói đi đôi với làm" in page) is (columns == 80)


def test_only_the_years_asked_for_are_shown_with_what_was_mended_and_kept(many_years: Run) -> None:
    shown = json.loads(many_years("xu-huong", "--tu", "2025", "--json").out)

    assert shown["nam"] == [2025, 2026]
    assert {len(item["muc_do"]) for item in shown["muc"]} == {2}
    [first, second] = shown["tung_nam"]
    assert (first["nam"], second["nam"]) == (2025, 2026)
    assert (first["han_che"], second["han_che"], second["da_khac_phuc"]) == (8, 4, 6)
    assert (second["cam_ket"], second["cam_ket_da_thuc_hien"]) == (5, 3)
    begun = json.loads(many_years("xu-huong", "--den", "2015", "--json").out)["tung_nam"][0]
    assert (begun["da_khac_phuc"], begun["cam_ket"]) == (None, None)
    alone = json.loads(many_years("xu-huong", "--tu", "2020", "--den", "2022", "--json").out)
    assert alone["nam"] == [one["nam"] for one in alone["tung_nam"]] == [2020, 2021, 2022]


def test_it_can_be_kept_as_a_picture(two_years: Run, tmp_path: Path) -> None:
    result = two_years("xu-huong", "--luu-anh", "cac-nam.svg")

    picture = (tmp_path / "cac-nam.svg").read_text(encoding="utf-8")
    assert (result.code, result.out) == (0, "")
    assert "Nói" in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


def test_with_no_year_yet_it_says_how_to_begin(tuphe: Run) -> None:
    result = tuphe("xu-huong")

    assert (result.code, "tuphe kiem-diem" in result.out) == (0, True)


def test_years_of_another_checklist_are_named_and_their_gaps_are_gaps(two_years: Run, folder: Path) -> None:
    path = folder / "kiem-diem" / "2025.toml"
    text = path.read_text(encoding="utf-8")
    asked_before = re.sub(r'dau_van_tay = "\w+"', 'dau_van_tay = "0123456789abcdef"', text)
    path.write_text(
        asked_before.replace('id = "can-kiem"\nmuc_do = "tot"', 'id = "tiet-kiem"\nmuc_do = "tot"'), encoding="utf-8"
    )

    page = two_years("xu-huong").out

    assert "Bộ tiêu chí năm 2025 khác năm 2026" in page
    assert re.search(r"^  Cần, kiệm +· +T$", page, re.MULTILINE)
    assert re.search(r"^  tiet-kiem +T +·$", page, re.MULTILINE)
    assert json.loads(two_years("xu-huong", "--json").out)["khac_bo_tieu_chi"] == [2025]


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
