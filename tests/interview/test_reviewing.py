"""The review screen, one part alone, and the two other ways of asking."""

from typing import Any

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year, choose, open_lines
from support.pages import example
from support.program import Run
from support.screen import BACK, BOARD, CTRL_C, DOWN, ENTER, FINISH, PAGE, UNDO
from support.values import OF_THE_FORM


@pytest.fixture
def full(known: Run) -> Run:
    """The program, with both example years on file and a profile."""
    for year in ("2025", "2026"):
        assert known("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml")).code == 0
    return known


def test_a_finished_year_opens_on_the_review_screen_three_keys_from_any_answer_and_it_can_be_closed(
    full: Run, terminal: Open, saved: Year
) -> None:
    screen = terminal("kiem-diem", "2026").wait_for("Bản kiểm điểm năm 2026 đã đủ câu trả lời")
    screen.answer("Mở lại bước nào?", BACK)
    choose(screen.wait_for("Nhiệm vụ trong năm: đủ"), "Nhiệm vụ").wait_for("phụ lục: để trống", "nào?").type(BACK)
    choose(screen.wait_for("Mở lại bước nào?"), "Tự đánh giá").wait_for("Mở lại mục nào?")
    choose(screen, "Tự đánh giá, xếp loại: Hoàn thành tốt").answer("trường hợp nào", ENTER).answer("chất lượng?", "1")

    screen.wait_for("Mức đã chọn: Hoàn thành xuất sắc nhiệm vụ. Chưa thể đề xuất mức")
    choose(screen.wait_for("Mở lại bước nào?"), "Về nhận thức")
    choose(screen.wait_for("Mở lại mục nào?"), "Đặt lợi ích").wait_for("› Đặt lợi ích", BOARD, "lưu và dừng")
    screen.type("3").see("› Làm việc").type(UNDO).see("› Đặt lợi ích").type("1").see("› Làm việc").type(BACK)
    screen.answer("Mở lại bước nào?", DOWN + ENTER).answer("Chốt bây giờ?", "2").wait_for("Đã chốt năm 2026")

    assert screen.finish() == 0
    assert saved()["trang_thai"] == "chot"
    before, after = ({item["id"]: item["muc_do"] for item in year["muc"]} for year in (example(2026), saved()))
    assert {item: after[item] for item in after if after[item] != before[item]} == {"loi-ich-cua-dang": "xuat-sac"}
    assert full("kiem-diem", "2026", "--tra-loi", str(EXAMPLES / "2026.toml")).code == 6


def test_one_item_by_words_of_its_name_opens_its_page_and_then_its_board(
    full: Run, terminal: Open, saved: Year
) -> None:
    screen = terminal("kiem-diem", "2026", "--muc", "thuc hanh neu").wait_for("Đã làm được gì?", PAGE, "lưu và dừng")
    screen.type(FINISH).wait_for("› Thực hành nêu gương", BOARD, "lưu và dừng").type("1").see("Xuất sắc")

    screen.type(FINISH)

    assert screen.finish() == 0
    assert {item["id"]: item["muc_do"] for item in saved()["muc"]}["neu-guong"] == "xuat-sac"
    assert "Mở lại bước nào?" not in screen.record


def test_one_group_alone_asks_only_its_items(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026", "--nhom", "dao-duc").wait_for("Về đạo đức · 0/7 mục", BOARD, "lưu và dừng")

    screen.type("5555555").see("7/7 mục").type(FINISH)

    assert screen.finish() == 0
    assert {answer["muc_do"] for answer in saved()["muc"]} == {"khong-ap-dung"}
    assert len(saved()["muc"]) == 7


@pytest.mark.parametrize("how", [{"args": ("--tuyen-tinh",)}, {"env": {"TERM": "dumb"}}], ids=["asked for", "dumb"])
def test_numbered_lines_ask_the_same_without_redrawing(
    known: Run, terminal: Open, saved: Year, how: dict[str, Any]
) -> None:
    screen = terminal("kiem-diem", "2026", "--nhom", "nhan-thuc", *how.get("args", ()), **how.get("env", {}))
    open_lines(screen, "4").type("Trực 12/12 ca.\nSoạn 3 kế hoạch.\n.\n")
    screen.answer("cụ thể là gì?", "Chậm.\n.\n")
    screen.answer("Nguyên nhân là gì?", "/lui\n")
    screen.answer("khuyết điểm cụ thể", "\n")
    screen.answer("Nguyên nhân là gì?", "Chủ quan.\n.\n")
    screen.answer("do đâu?", "7\n").wait_for("Chỉ có các số từ 1 đến 2").type("1\n")
    screen.answer("Biện pháp khắc phục?", "/sau\n")
    screen.answer("xong khi nào?", "31/3/2027\n")
    screen.answer("Ở mục này còn hạn chế nào khác?", "\n")
    screen.answer("Đặt lợi ích của Đảng", "/nhom\n").wait_for("1. Trách nhiệm", "Kém, 2 kết quả, 1 hạn chế", "7. ")
    screen.type("/dung\n").wait_for("Làm tiếp bằng: tuphe kiem-diem 2026")

    assert screen.finish() == 130
    answer = saved()["muc"][0]
    assert answer["ket_qua"] == ["Trực 12/12 ca.", "Soạn 3 kế hoạch."]
    assert answer["han_che"][0]["nguyen_nhan"] == "Chủ quan."
    assert "bien_phap" not in answer["han_che"][0]


def test_numbered_lines_ask_one_item_whole_though_only_its_remedy_is_lacking(known: Run, terminal: Open) -> None:
    answered = 'id = "neu-guong"\nmuc_do = "trung-binh"\nket_qua = ["Trực 12/12 ca."]'
    shortcoming = 'noi_dung = "Đi họp muộn."\nnguyen_nhan = "Chưa xếp lịch."\nloai_nguyen_nhan = "chu-quan"'
    year = f"nam = 2026\n[[muc]]\n{answered}\n[[muc.han_che]]\n{shortcoming}\n"
    known("kiem-diem", "--tra-loi", "-", stdin=year)

    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong", "--tuyen-tinh").answer("đến mức nào?", "\n")

    screen.answer("Đã làm được gì?", "\n").wait_for("cụ thể", "Đi họp muộn.", "/dung").type("/dung\n").finish()


def test_one_key_turns_a_remedy_into_a_pledge_and_back(known: Run, terminal: Open, saved: Year) -> None:
    year = (EXAMPLES / "2026.toml").read_text(encoding="utf-8").partition("[[cam_ket]]")[0]
    year = year.replace('khong_co = ["truong_hop"]\n', "")  # answered behind the pledges: nothing before it is ahead
    assert known("kiem-diem", "--tra-loi", "-", stdin=year + OF_THE_FORM).code == 0
    remedies = [found["bien_phap"] for item in saved()["muc"] for found in item.get("han_che", ())]
    screen = terminal("kiem-diem", "2026").answer("Đã cam kết điều gì cho năm 2026?", FINISH)
    screen.answer("gợi ý kiểm điểm vấn đề gì?", FINISH).answer("của tập thể?", ENTER)
    screen.wait_for("Đưa biện pháp nào vào cam kết năm 2027?", "phím cách để đánh dấu")

    screen.type("1").type("3").type("1").type(ENTER)

    screen.answer("Còn cam kết nào khác", CTRL_C).finish()
    assert [pledge["noi_dung"] for pledge in saved()["cam_ket"]] == [remedies[2]]
