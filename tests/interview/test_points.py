"""The end of an interview: tasks, points, the level; and what only a paper of the year before knows."""

import shutil
from pathlib import Path

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support import pages
from support.program import Run
from support.screen import BACK, BOARD, CTRL_C, DOWN, ENTER, FINISH, PAGE, POINTS, TAB, UP
from support.values import OF_THE_FORM

YEAR = (EXAMPLES / "2026.toml").read_text(encoding="utf-8").replace('khong_co = ["truong_hop"]\n', "")
BEFORE_TASKS = YEAR.partition("[nhiem_vu]")[0]
BEFORE_POINTS = YEAR.partition("[tu_danh_gia]")[0]
ERASE = "\x7f"


@pytest.fixture
def tables(folder: Path) -> Path:
    """The folder of the person's own tables of points, with the example table in it."""
    place = folder / "tieu-chi"
    place.mkdir(parents=True)
    shutil.copy(EXAMPLES / "bang-diem.toml", place)
    return place


def feed(known: Run, answers: str) -> None:
    """Put the beginning of a year on file."""
    assert known("kiem-diem", "--tra-loi", "-", stdin=answers).code == 0


def test_impossible_counts_and_points_are_asked_again_and_the_level_is_proposed_with_its_reasons(
    known: Run, terminal: Open, saved: Year
) -> None:
    feed(known, BEFORE_TASKS)
    screen = terminal("kiem-diem", "2026").wait_for("Đã ghi 4 cam kết").answer("Còn cam kết nào khác", FINISH)
    screen.answer("Ghi nhiệm vụ nào vào phụ lục", FINISH)
    screen.answer("Tôi được giao bao nhiêu nhiệm vụ trong năm 2026?", f"nhiều{ENTER}")
    screen.answer("Cần một số nguyên từ 0 đến 9999", f"{ERASE * 5}10{ENTER}")
    screen.answer("Trong 10 nhiệm vụ, đã hoàn thành bao nhiêu?", f"12{ENTER}")
    screen.answer("Số nhiệm vụ hoàn thành (12) nhiều hơn số nhiệm vụ được giao (10).", f"{ERASE * 2}10{ENTER}")
    screen.answer("bao nhiêu chậm hạn?", f"0{ENTER}")
    screen.answer("bao nhiêu vượt yêu cầu?", f"11{ENTER}")
    screen.answer("Số nhiệm vụ vượt yêu cầu (11) nhiều hơn số nhiệm vụ hoàn thành (10).", f"{ERASE * 2}3{ENTER}")
    screen.answer("Tự chấm bao nhiêu điểm, từ 0 đến 30?", f"30,5{ENTER}")
    screen.see("Cần một số từ 0 đến 30", "30,5_/30").type(f"{ERASE * 4}28,5{ENTER}")
    screen.see("28,5/30", "Tự chấm bao nhiêu điểm, từ 0 đến 70?").type(f"65{FINISH}")
    screen.answer("trường hợp nào dưới đây không?", ENTER)

    screen.wait_for(
        "Tổng điểm: 93,5/100.",
        "Đề xuất: Hoàn thành tốt nhiệm vụ.",
        "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 2/8 hạn chế nêu ở các năm trước chưa khắc phục xong.",
    )
    screen.answer("Đề xuất xếp loại mức chất lượng?", "1")

    screen.wait_for("Mức đã chọn: Hoàn thành xuất sắc nhiệm vụ. Chưa thể đề xuất mức", "vì: 2/8 hạn chế")
    screen.answer("Mở lại bước nào?", ENTER)
    assert screen.finish() == 0
    counts = {"tong_so": 10, "hoan_thanh": 10, "cham_han": 0, "vuot_yeu_cau": 3, "khong_co": ["viec"]}
    assert saved()["nhiem_vu"] == counts
    assert saved()["tu_danh_gia"] == {"tieu_chi_chung": 28.5, "ket_qua_nhiem_vu": 65, "xep_loai": "xuat-sac"}


def test_by_a_table_all_criteria_are_seen_with_their_points_and_the_sums_follow_each_key(
    known: Run, terminal: Open, saved: Year, tables: Path
) -> None:
    feed(known, BEFORE_POINTS)
    table = pages.tables(tables / "bang-diem.toml")
    criteria = [*table["tieu_chi_chung"], *table["ket_qua_nhiem_vu"]]
    screen = terminal("kiem-diem", "2026", rows=24)

    screen.wait_for(f"0/{len(criteria)} tiêu chí", POINTS, "từ 0 đến 6?")
    screen.see(*(f"·/{criterion['toi_da']}" for criterion in criteria)).type(f"6,5{ENTER}")
    screen.see("Cần một số từ 0 đến 6, ví dụ 5,5.", "6,5_/6").type(f"{ERASE}{ENTER}")
    screen.see("6/6", "Cộng: tiêu chí chung 6/30; kết quả nhiệm vụ …/70; tổng 6/100").type(f"{UP}5,5{DOWN}")
    for criterion in criteria[1:-1]:
        screen.type(f"{criterion['toi_da'] - 0.5}{TAB}")
    screen.see("kết quả nhiệm vụ 63/70; tổng 90/100").type(FINISH)
    screen.see("Còn 1 tiêu chí chưa có điểm. Bấm Ctrl-S lần nữa").type(f"4.5{FINISH}")
    screen.answer("trường hợp nào dưới đây không?", ENTER)
    screen.wait_for("Tổng điểm: 94,5/100.").answer("Đề xuất xếp loại", CTRL_C).finish()

    mine = saved()["tu_danh_gia"]
    assert (mine["bang_diem"], mine["tieu_chi_chung"], mine["ket_qua_nhiem_vu"]) == ("bang-diem", 27, 67.5)
    assert [score["id"] for score in mine["diem"]] == [criterion["id"] for criterion in criteria]


def test_of_several_tables_one_is_chosen_or_none(known: Run, terminal: Open, saved: Year, tables: Path) -> None:
    feed(known, BEFORE_POINTS)
    other = (tables / "bang-diem.toml").read_text(encoding="utf-8").replace("bang-diem", "khac")
    (tables / "khac.toml").write_text(other.replace("Bảng điểm ví dụ", "Bảng của Đảng uỷ"), encoding="utf-8")
    screen = terminal("kiem-diem", "2026")

    screen.wait_for("1. Bảng điểm ví dụ", "2. Bảng của Đảng uỷ", "3. Không dùng bảng điểm")
    screen.answer("Chấm điểm theo bảng điểm nào?", "3")
    screen.answer("Tự chấm bao nhiêu điểm, từ 0 đến 30?", f"20{ENTER}")
    screen.see("Tự chấm bao nhiêu điểm, từ 0 đến 70?").type(CTRL_C).finish()

    assert saved()["tu_danh_gia"] == {"tieu_chi_chung": 20}
    assert saved()["khong_co"] == ["bang_diem"]


def test_sums_that_were_typed_are_kept_as_a_version_where_a_table_takes_their_place(
    known: Run, terminal: Open, saved: Year, tables: Path
) -> None:
    feed(known, BEFORE_POINTS + "[tu_danh_gia]\ntieu_chi_chung = 27\nket_qua_nhiem_vu = 61\n")
    screen = terminal("kiem-diem", "2026")

    screen.answer("trường hợp nào dưới đây không?", BACK).see("27/30").type(f"20{ENTER}").see("20/30").type(BACK)
    screen.see("Chấm điểm theo bảng điểm nào?", "chung 20; kết quả nhiệm vụ 61", "2. Không dùng bảng điểm, giữ điểm")
    screen.type("1").see("tiêu chí chung …/30").type(CTRL_C).finish()

    assert saved()["tu_danh_gia"] == {"bang_diem": "bang-diem"}
    assert "đổi điểm hoặc mức xếp loại" in pages.flat(known("khoi-phuc", "2026", COLUMNS="200").out)
    versions = (tables.parent / "sao-luu" / "kiem-diem" / "2026").iterdir()
    assert any("tieu_chi_chung = 20" in path.read_text(encoding="utf-8") for path in versions)


def test_a_shortcoming_pointed_out_on_paper_is_added_and_then_followed_up(
    known: Run, terminal: Open, saved: Year
) -> None:
    begun = (EXAMPLES / "2025.toml").read_text(encoding="utf-8").partition("[[cam_ket]]")[0]
    written = "".join(line for line in begun.splitlines(keepends=True) if not line.startswith("khong_co"))
    feed(known, written + OF_THE_FORM)
    screen = terminal("kiem-diem", "2025").wait_for("kết luận hoặc chỉ ra ở kỳ kiểm điểm trước?", PAGE)
    screen.type(f"Họp muộn.{FINISH}").wait_for("› Họp muộn.", BOARD).type("2" + UP).see("Đang khắc phục", "› Họp muộn.")
    screen.type(ENTER).wait_for("bao nhiêu phần trăm?", PAGE)
    screen.type(f"tám mươi{FINISH}")
    screen.see("Cần một số nguyên từ 0 đến 100", "tám mươi").type(f"{ERASE * 8}80%{TAB}").see("80%")
    screen.type(f"Đúng giờ 9/11 kỳ.{FINISH}").wait_for("› Họp muộn.", BOARD).type(FINISH)
    screen.wait_for("Đã cam kết điều gì cho năm 2025?", "lưu và dừng").type(CTRL_C).finish()

    told = {"noi_dung": "Họp muộn.", "tinh_trang": "dang-khac-phuc", "phan_tram": 80, "ket_qua": "Đúng giờ 9/11 kỳ."}
    assert saved(2025)["khac_phuc"] == [told | {"khong_co": ["trach_nhiem", "kho_khan"]}]


def test_in_numbered_lines_enter_takes_no_refused_line_again_and_a_dot_alone_is_no_day(
    known: Run, terminal: Open, saved: Year
) -> None:
    feed(known, BEFORE_TASKS)
    screen = terminal("kiem-diem", "2026", "--tuyen-tinh").wait_for("Còn cam kết nào khác", "/dung")
    screen.type(f"Số hoá xong 1.500 hồ sơ.{ENTER}.{ENTER}").wait_for("Thực hiện xong khi nào?", "/dung")

    screen.type(f"ngày kia{ENTER}").wait_for("Chưa hợp lệ: Không đọc được ngày này").type(f".{ENTER}")

    screen.wait_for("Hiểu là: 31/12/2027", "/dung").type(f"/dung{ENTER}").finish()
    assert str(saved()["cam_ket"][-1]["thoi_han"]) == "2027-12-31"
