"""Answers from a file: what stands there is kept, what is missing is listed, and nothing else is touched."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Open
from support.pages import EVERYONES, NAMES, example, tables
from support.program import Run
from support.screen import CTRL_D
from support.slips import SECRET
from tuphe.storage.checklists import starter

File = Callable[..., str]
OnDisk = Callable[[], dict[str, Any]]

ONE_ITEM = """\
nam = 2026

[[muc]]
id = "can-kiem"
muc_do = "kem"
ket_qua = ["Một việc khác."]
"""


def _year(folder: Path, year: int) -> Path:
    return folder / "kiem-diem" / f"{year}.toml"


@pytest.mark.parametrize("year", [2025, 2026])
def test_an_example_is_saved_whole(tuphe: Run, folder: Path, year: int) -> None:
    result = tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml"))

    saved = tables(_year(folder, year))
    assert (result.code, result.out) == (0, "")
    assert f"Đã lưu năm {year}" in result.err
    assert "Đã đủ câu trả lời" in result.err
    assert saved.pop("trang_thai") == "nhap"
    assert re.fullmatch(r"[0-9a-f]+", saved["bo_tieu_chi"].pop("dau_van_tay"))
    assert saved == example(year)


def test_answers_typed_at_a_terminal_are_asked_for_with_how_to_end_them(terminal: Open, folder: Path) -> None:
    screen = terminal("kiem-diem", "--tra-loi", "-")

    screen.wait_for("Gõ hoặc dán các câu trả lời", "bấm Ctrl-D.").type(ONE_ITEM).type(CTRL_D)

    assert screen.finish() == 0
    assert (folder / "kiem-diem" / "2026.toml").exists()


def test_an_incomplete_file_is_saved_open_and_what_is_left_is_listed(tuphe: Run, folder: Path) -> None:
    result = tuphe("kiem-diem", "--tra-loi", "-", stdin='trang_thai = "chot"\n' + ONE_ITEM.replace("kem", "tot"))

    listed = [line for line in result.err.splitlines() if line.startswith("- ")]
    assert (result.code, result.out) == (0, "")
    assert tables(_year(folder, 2026))["muc"] == [{"id": "can-kiem", "muc_do": "tot", "ket_qua": ["Một việc khác."]}]
    assert tables(_year(folder, 2026))["trang_thai"] == "nhap"
    for item in EVERYONES:
        assert any(NAMES[item] in line for line in listed) == (item != "can-kiem")
    assert f"Còn {len(listed)} câu" in result.err
    assert "tuphe kiem-diem 2026" in result.err
    # A low rating leaves its shortcoming to be told.
    low = tuphe("kiem-diem", "--tra-loi", "-", stdin=ONE_ITEM).err
    assert any("Cần, kiệm" in line for line in low.splitlines() if line.startswith("- "))
    assert "Một việc khác" not in low


def test_last_years_shortcomings_and_pledges_are_left_to_be_answered(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    full = (EXAMPLES / "2026.toml").read_text(encoding="utf-8")
    without = re.sub(r"\[\[(khac_phuc|thuc_hien_cam_ket)\]\]\n(.+\n)+\n?", "", full)

    result = tuphe("kiem-diem", "--tra-loi", "-", stdin=without)

    assert result.code == 0
    assert "Còn 13 câu" in result.err  # 8 shortcomings, 5 pledges


def test_item_by_item_an_answers_file_wins_and_leaves_the_rest(two_years: Run, folder: Path) -> None:
    before = tables(_year(folder, 2026))

    two_years("kiem-diem", "--tra-loi", "-", stdin=ONE_ITEM)

    after = tables(_year(folder, 2026))
    changed = [answer for answer in after["muc"] if answer not in before["muc"]]
    assert changed == [{"id": "can-kiem", "muc_do": "kem", "ket_qua": ["Một việc khác."]}]
    assert [answer["id"] for answer in after["muc"]] == [answer["id"] for answer in before["muc"]]
    assert {key: value for key, value in after.items() if key != "muc"} == {
        key: value for key, value in before.items() if key != "muc"
    }


def test_outside_the_items_an_answers_file_wins_entry_by_entry(two_years: Run, folder: Path) -> None:
    before = tables(_year(folder, 2026))
    pledge, outcome = before["cam_ket"][0]["noi_dung"], before["thuc_hien_cam_ket"][1]["noi_dung"]
    answers = (
        f'nam = 2026\nghi_chu = "Khác."\n[[cam_ket]]\nnoi_dung = "{pledge}"\nthoi_han = 2027-12-31\n'
        f'[[cam_ket]]\nnoi_dung = "Một cam kết nữa."\n'
        f'[[thuc_hien_cam_ket]]\nnoi_dung = "{outcome}"\ntinh_trang = "da-thuc-hien"\n'
        "[tu_danh_gia]\nket_qua_nhiem_vu = 60\n"
    )

    two_years("kiem-diem", "--tra-loi", "-", stdin=answers)

    after = tables(_year(folder, 2026))
    assert [one["noi_dung"] for one in after["cam_ket"]] == [
        *(one["noi_dung"] for one in before["cam_ket"]),
        "Một cam kết nữa.",
    ]
    assert str(after["cam_ket"][0]["thoi_han"]) == "2027-12-31"
    assert after["thuc_hien_cam_ket"][1] == {"noi_dung": outcome, "tinh_trang": "da-thuc-hien"}
    assert after["tu_danh_gia"] == {"tieu_chi_chung": 26.5, "ket_qua_nhiem_vu": 60, "xep_loai": "tot"}
    assert (after["ghi_chu"], after["goi_y"], after["khac_phuc"]) == ("Khác.", before["goi_y"], before["khac_phuc"])
    assert after["muc"] == before["muc"]


def test_the_same_file_twice_changes_nothing_and_adds_no_version(two_years: Run, on_disk: OnDisk) -> None:
    before = on_disk()

    for year in (2025, 2026, 2026):
        assert two_years("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml")).code == 0

    assert on_disk() == before


def test_an_entry_that_stands_twice_is_refused(tuphe: Run, folder: Path) -> None:
    for entry in ("cam_ket", "thuc_hien_cam_ket", "goi_y", "khac_phuc"):
        key = "van_de" if entry == "goi_y" else "noi_dung"
        answers = "nam = 2026\n" + f'[[{entry}]]\n{key} = "Một."\n' * 2
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=answers).code == 4, entry
    assert not folder.exists()


def test_text_is_kept_composed_and_hidden_characters_are_taken_out_and_told(
    tuphe: Run, folder: Path, file: File
) -> None:
    for hidden in ("\\u202E", "\\u0007", "\\u001B[31m", "\u200f", "\\uFEFF"):
        name = file(f'nam = 2026\n[[muc]]\nid = "can-kiem"\nket_qua = ["{SECRET} hoa\\u0300{hidden}."]\n')

        result = tuphe("kiem-diem", "--tra-loi", name)

        assert result.code == 0
        assert f"Tệp {name}" in result.err
        assert "ký tự" in result.err
        assert SECRET not in result.err
        kept = tables(_year(folder, 2026))["muc"][0]["ket_qua"]
        assert kept == [f"{SECRET} hoà{'[31m' if '[31m' in hidden else ''}."], hidden

    result = tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2025\nghi_chu = """một\thai\nba"""\n')

    assert "ký tự" not in result.err
    assert tables(_year(folder, 2025))["ghi_chu"] == "một\thai\nba"


def test_what_became_of_a_shortcoming_nobody_had_is_remarked(two_years: Run) -> None:
    answers = f'nam = 2026\n[[khac_phuc]]\nmuc = "can-kiem"\nnoi_dung = "{SECRET}"\ntinh_trang = "da-khac-phuc"\n'

    result = two_years("kiem-diem", "--tra-loi", "-", stdin=answers)

    assert result.code == 0
    assert "can-kiem" in result.err
    assert "2025" in result.err
    assert SECRET not in result.err


def test_a_year_keeps_the_checklist_it_was_begun_with(
    two_years: Run, folder: Path, own_checklist: Callable[..., Path]
) -> None:
    own_checklist(starter("rieng"))
    before = _year(folder, 2026).read_bytes()

    result = two_years("kiem-diem", "2026", "--bo-tieu-chi", "rieng", "--tra-loi", "-")

    assert result.code == 2
    assert "trach-nhiem" in result.err
    assert _year(folder, 2026).read_bytes() == before


def test_what_soat_asks_for_is_what_the_interview_calls_unanswered(tuphe: Run) -> None:
    said = tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n").err
    found = json.loads(tuphe("soat", "2026", "--json").out)["soat"]

    blocking = {finding["noi"] for finding in found if finding["ma"] == "thieu-phan"}
    assert blocking == {"Cam kết", "Tự đánh giá", "Mức xếp loại"}
    for missing in ("điểm nhóm tiêu chí chung", "điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ", "mức xếp loại"):
        assert f"- Tự đánh giá, xếp loại: {missing}\n" in said
    assert "- Phương hướng, cam kết: nội dung cam kết" in said
