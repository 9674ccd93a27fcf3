"""Who the person is: name and post before the first question, the form's header once the year is answered."""

import json
from pathlib import Path

import pytest

from conftest import EXAMPLES, Open
from support.program import Run
from support.screen import BACK, CTRL_C, ENTER, SKIP, joined


@pytest.fixture
def brief(tuphe: Run) -> Run:
    """The program, with a profile that has no more than the beginning of a header."""
    fields = {"ho_ten": "Trần Văn Bình", "don_vi": "Sở Nội vụ", "chi_bo": "Chi bộ 3", "mau": "2B"}
    assert tuphe("ho-so", *(part for key, value in fields.items() for part in ("--dat", f"{key}={value}"))).code == 0
    return tuphe


def nearly_done(known: Run) -> None:
    """A year that lacks nothing but its level."""
    year = (EXAMPLES / "2025.toml").read_text(encoding="utf-8").replace('xep_loai = "hoan-thanh"\n', "")
    assert known("kiem-diem", "--tra-loi", "-", stdin=year).code == 0


def test_two_lines_say_what_comes_where_it_is_kept_and_one_may_stop(terminal: Open, tuphe: Run, folder: Path) -> None:
    screen = terminal("kiem-diem", "2026", columns=200).wait_for("Họ và tên?", "lưu và dừng")

    said = joined(screen.shown)
    assert joined("Sẽ hỏi: họ tên (nếu chưa có);") in said
    assert joined(str(folder)) in said
    assert joined("dừng lúc nào cũng được") in said
    screen.type(CTRL_C).finish()


def test_the_header_of_the_form_is_asked_for_at_the_end_and_can_be_left(brief: Run, terminal: Open) -> None:
    nearly_done(brief)

    screen = terminal("kiem-diem", "2025").answer("Đề xuất xếp loại", "3")
    screen.answer("Ngày sinh?", f"02/9/1985{ENTER}").answer("Chức vụ Đảng?", SKIP)
    screen.answer("Chức vụ chính quyền?", f"Chuyên viên{ENTER}").answer("Chức vụ đoàn thể?", ENTER)
    screen.answer("Đảng bộ?", SKIP).answer("Nơi viết?", f"Hà Nội{ENTER}").answer("Mở lại bước nào?", ENTER)

    assert screen.finish() == 0
    assert "Sẽ hỏi:" not in screen.record  # that is said where a year is begun
    profile = json.loads(brief("ho-so", "--json").out)["ho_so"]
    assert profile["ngay_sinh"] == "02/9/1985"
    assert profile["noi_viet"] == "Hà Nội"
    assert profile["khong_co"] == ["chuc_vu_doan_the"]


def test_a_whole_year_that_came_by_a_file_is_asked_for_the_header_once(brief: Run, terminal: Open) -> None:
    assert brief("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml")).code == 0

    screen = terminal("kiem-diem", "2025").answer("Ngày sinh?", f"02/9/1985{ENTER}")
    for field in ("Chức vụ Đảng?", "Chức vụ chính quyền?", "Chức vụ đoàn thể?", "Đảng bộ?", "Nơi viết?"):
        screen.answer(field, ENTER)
    assert screen.answer("Mở lại bước nào?", ENTER).finish() == 0
    again = terminal("kiem-diem", "2025").answer("Mở lại bước nào?", ENTER)

    assert again.finish() == 0
    assert "Đảng bộ?" not in again.record
    assert json.loads(brief("ho-so", "--json").out)["ho_so"]["ngay_sinh"] == "02/9/1985"


def test_who_goes_back_from_the_first_question_puts_a_post_right_and_goes_no_further_back_than_the_name(
    known: Run, terminal: Open
) -> None:
    screen = terminal("kiem-diem", "2026").wait_for("kết luận hoặc chỉ ra", "lưu và dừng").type(BACK)
    screen.answer("Vị trí công tác?", "2").answer("kết luận hoặc chỉ ra", BACK)

    screen.answer("Vị trí công tác?", BACK).answer("Họ và tên?", BACK).answer("Đây là chỗ bắt đầu", ENTER)

    screen.answer("Vị trí công tác?", ENTER).wait_for("kết luận hoặc chỉ ra", "lưu và dừng").type(CTRL_C).finish()
