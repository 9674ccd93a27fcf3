"""What was promised comes back until it is done: on every screen, in every export, with its age."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.pages import english, flat
from support.program import Run

LATE = "Báo cáo quý II nộp chậm 3 ngày, phải nhắc."
COURSE = "Học xong lớp kỹ năng số."

FIRST = f"""
nam = 2024
[[muc]]
id = "lam-den-noi-den-chon"
muc_do = "trung-binh"
[[muc.han_che]]
noi_dung = "{LATE}"
nguyen_nhan = "Không đặt lịch."
loai_nguyen_nhan = "chu-quan"
bien_phap = "Đặt lịch nhắc trên máy."
thoi_han = 2025-03-31
[[cam_ket]]
noi_dung = "{COURSE}"
thoi_han = 2025-06-30
"""
SECOND = f"""
nam = 2025
[[khac_phuc]]
muc = "lam-den-noi-den-chon"
noi_dung = "{LATE}"
tinh_trang = "chua-khac-phuc"
[[thuc_hien_cam_ket]]
noi_dung = "{COURSE}"
tinh_trang = "dang-thuc-hien"
phan_tram = 40
kho_khan = "Trùng đợt kiểm tra."
"""
THIRD = SECOND.replace("nam = 2025", "nam = 2026").replace('"chua-khac-phuc"', '"dang-khac-phuc"\nphan_tram = 60')


@pytest.fixture
def three_years(tuphe: Run) -> Run:
    """The program with a shortcoming of 2024 that is under way in 2026, and a pledge like it."""
    for year in (FIRST, SECOND, THIRD):
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=year).code == 0
    return tuphe


def test_an_old_shortcoming_stands_in_the_comparison_with_its_age_and_how_far_it_is(three_years: Run) -> None:
    shown = flat(three_years("so-sanh", "2026").out)

    assert "= Đang khắc phục, được khoảng 60% · Làm việc đến nơi đến chốn (từ năm 2024, năm thứ 3)" in shown
    assert f"2024: {LATE}" in shown
    assert f"• Đang thực hiện, được khoảng 40% (từ năm 2024, năm thứ 3): {COURSE}" in shown


def test_how_far_a_shortcoming_was_mended_is_no_longer_said_of_one_that_is(three_years: Run) -> None:
    three_years("kiem-diem", "--tra-loi", "-", stdin=THIRD.replace("dang-", "da-"))
    said = [three_years(*command, "2026").out for command in (["so-sanh"], ["xem"], ["xuat", "--mau", "2B"])]

    assert all("khắc phục" in one and "được khoảng" not in one for one in said)


def test_an_old_shortcoming_that_the_year_says_nothing_of_is_not_forgotten(tuphe: Run) -> None:
    told = [tuphe("kiem-diem", "--tra-loi", "-", stdin=year).err for year in (FIRST, "nam = 2025\n", "nam = 2026\n")]

    report = json.loads(tuphe("so-sanh", "2026", "--json").out)

    assert "- Hạn chế và cam kết đã nêu · Làm việc đến nơi đến chốn: tình trạng" in told[-1]
    story = {"thay_doi": "chua-tra-loi", "tu_nam": 2024, "phan_tram": None}
    assert report["han_che"] == [{"muc": "lam-den-noi-den-chon", "truoc": LATE, "nay": None} | story]
    assert report["cam_ket"] == [{"noi_dung": COURSE, "tinh_trang": None, "tu_nam": 2024, "phan_tram": None}]


@pytest.mark.parametrize("form", ["2B", "tom-tat"])
def test_the_age_and_the_obstacle_stand_in_the_papers_and_none_of_what_is_mended(three_years: Run, form: str) -> None:
    def paper() -> str:
        return flat(three_years("xuat", "2026", "--mau", form, "--day-du", "--dang", "txt").out)

    said = paper()
    mended = THIRD.replace('"dang-khac-phuc"\nphan_tram = 60', '"da-khac-phuc"')
    assert three_years("kiem-diem", "--tra-loi", "-", stdin=mended).code == 0

    for words in ("được khoảng 60%", "từ năm 2024, năm thứ 3", "Trùng đợt kiểm tra."):
        assert words in said
    assert paper().casefold().count("khắc phục (") == 0
    assert paper().count("từ năm 2024, năm thứ 3") == 1  # the pledge, which is under way


def test_the_list_of_years_shows_what_is_open_and_what_is_past_its_date(three_years: Run) -> None:
    for columns in (40, 80):
        result = three_years("danh-sach", COLUMNS=str(columns), TODAY="2025-05-02")
        shown = flat(result.out)

        assert max(map(len, result.out.splitlines())) <= columns
        late, _, coming = shown.partition("Chưa khắc phục, chưa thực hiện xong: 1")
        assert f"Đã quá hạn: 1 Hạn chế · Làm việc đến nơi đến chốn · nêu từ năm 2024, hạn 31/3/2025 {LATE}" in late
        assert f"Cam kết · nêu từ năm 2024, hạn 30/6/2025 {COURSE}" in coming
        assert english(result.out) == []
    report = json.loads(three_years("danh-sach", "--json", TODAY="2025-05-02").out)
    past = {"tu_nam": 2024, "thoi_han": "2025-03-31", "qua_han": True}
    assert report["han_che"] == [{"muc": "lam-den-noi-den-chon", "noi_dung": LATE} | past]
    assert report["cam_ket"] == [{"noi_dung": COURSE, "tu_nam": 2024, "thoi_han": "2025-06-30", "qua_han": False}]


def test_an_older_year_that_cannot_be_read_is_told_of_and_bars_no_way(
    three_years: Run, year_file: Callable[..., Path]
) -> None:
    year_file("nam = 2024\nmuc_do = 1\n", 2024)

    result = three_years("xuat", "2026")

    assert result.code == 0
    assert "Năm 2024 chưa đọc được nên không tính vào hạn chế, cam kết còn lại." in result.err
    assert three_years("danh-sach").code == 4


@pytest.mark.parametrize(
    ("state", "said", "in_summary"),
    [
        ("da-khac-phuc", "▼ Tái diễn", "đã khắc phục, tái diễn, nêu ở phần II"),
        ("chua-khac-phuc", "▼ Chưa khắc phục", "chưa khắc phục, nêu lại ở phần II"),
        ("dang-khac-phuc", "▼ Đang khắc phục", "đang khắc phục, nêu lại ở phần II"),
    ],
)
def test_only_what_was_mended_and_stands_again_is_said_to_have_come_back(
    tuphe: Run, state: str, said: str, in_summary: str
) -> None:
    again = (
        'nam = 2025\n[[muc]]\nid = "lam-den-noi-den-chon"\nmuc_do = "trung-binh"\n'
        f'[[muc.han_che]]\nnoi_dung = "{LATE}"\n'
        f'[[khac_phuc]]\nmuc = "lam-den-noi-den-chon"\nnoi_dung = "{LATE}"\ntinh_trang = "{state}"\n'
    )
    for year in (FIRST, again):
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=year).code == 0

    assert said in flat(tuphe("so-sanh", "2025").out)
    assert in_summary in flat(tuphe("xuat", "2025", "--day-du", "--dang", "txt").out)
