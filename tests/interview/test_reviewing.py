"""The review screen, one part alone, and the two other ways of asking."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support.pages import example
from support.program import Run
from support.screen import BACK, CTRL_C, CTRL_D, DOWN, ENTER, FINISH, SKIP, UP
from support.values import OF_THE_FORM


@pytest.fixture
def full(known: Run) -> Run:
    """The program, with both example years on file and a profile."""
    for year in ("2025", "2026"):
        assert known("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml")).code == 0
    return known


def test_a_finished_year_opens_on_the_review_screen(full: Run, terminal: Open) -> None:
    screen = terminal("kiem-diem", "2026").wait_for("Bản kiểm điểm năm 2026 đã đủ câu trả lời", "Mở lại phần nào?")

    screen.type(ENTER)

    assert screen.finish() == 0


def test_any_answer_can_be_opened_again_from_the_review_screen(full: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026").answer("Mở lại phần nào?", UP * 10 + ENTER)
    screen.answer("Mở lại mục nào?", ENTER)
    screen.answer("Trung với nước, hiếu với dân", "1")
    screen.answer("Đã làm được gì?", BACK).answer("1. Xuất sắc", BACK)

    screen.answer("Mở lại phần nào?", ENTER)

    assert screen.finish() == 0
    before = {item["id"]: item["muc_do"] for item in example(2026)["muc"]}
    after = {item["id"]: item["muc_do"] for item in saved()["muc"]}
    assert len([item for item in after if after[item] != before[item]]) == 1


def test_back_on_the_review_screen_stays_there(full: Run, terminal: Open) -> None:
    screen = terminal("kiem-diem", "2026").answer("Mở lại phần nào?", BACK)

    screen.answer("Mở lại phần nào?", ENTER)

    assert screen.finish() == 0


def test_a_pledge_that_is_there_already_is_refused(full: Run, terminal: Open, saved: Year) -> None:
    first = saved()["cam_ket"][0]["noi_dung"]
    screen = terminal("kiem-diem", "2026").answer("Mở lại phần nào?", UP * 3 + ENTER)
    screen.answer("Đưa biện pháp nào", SKIP)
    for _ in saved()["cam_ket"]:
        screen.answer("Cam kết điều gì?", SKIP).answer("xong khi nào?", SKIP).answer("Thuộc phần nào", SKIP)
    screen.answer("Còn cam kết nào khác", first + FINISH).wait_for("Ý này đã ghi ở trên").type(CTRL_C)
    screen.finish()

    assert full("xem", "2026").code == 0
    assert [pledge["noi_dung"] for pledge in saved()["cam_ket"]].count(first) == 1


def test_a_year_can_be_closed_from_the_review_screen(full: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026").answer("Mở lại phần nào?", DOWN + ENTER)
    screen.answer("Chốt bây giờ?", "2")
    screen.wait_for("Đã chốt năm 2026")

    assert screen.finish() == 0
    assert saved()["trang_thai"] == "chot"
    assert full("kiem-diem", "2026", "--tra-loi", str(EXAMPLES / "2026.toml")).code == 6


def test_one_item_alone_is_asked_again_and_nothing_else(full: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026", "--muc", "neu-guong").answer("Thực hành nêu gương", "1")
    screen.answer("Đã làm được gì?", FINISH)
    screen.answer("Không có thì để trống", ENTER)

    assert screen.finish() == 0
    assert {item["id"]: item["muc_do"] for item in saved()["muc"]}["neu-guong"] == "xuat-sac"
    assert "Mở lại phần nào?" not in screen.record


def test_one_group_alone_asks_only_its_items(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026", "--nhom", "dao-duc")
    for number in range(14, 21):
        screen.answer(f"{number}/30", "5")

    assert screen.finish() == 0
    assert len(saved()["muc"]) == 7


def test_a_group_begun_goes_on_where_it_stopped(known: Run, terminal: Open) -> None:
    terminal("kiem-diem", "2026", "--nhom", "dao-duc").answer("14/30", "5").answer("15/30", CTRL_C).finish()

    screen = terminal("kiem-diem", "2026", "--nhom", "dao-duc").wait_for("15/30", "lưu và dừng")

    assert "14/30" not in screen.record


def test_last_years_shortcomings_and_answers_stand_beside_the_questions(known: Run, terminal: Open) -> None:
    known("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    before = example(2025)
    first = next(found for item in before["muc"] for found in item.get("han_che", ()))

    screen = terminal("kiem-diem", "2026").wait_for("Hạn chế năm 2025:", first["noi_dung"], first["bien_phap"])
    screen.type(CTRL_C).finish()

    rating = terminal("kiem-diem", "2026", "--muc", before["muc"][0]["id"]).wait_for("Năm 2025:", "1. Xuất sắc")
    assert before["muc"][0]["ket_qua"][0][:20] in rating.shown


@pytest.mark.parametrize("how", [{"args": ("--tuyen-tinh",)}, {"env": {"TERM": "dumb"}}], ids=["asked for", "dumb"])
def test_numbered_lines_ask_the_same_without_redrawing(
    known: Run, terminal: Open, saved: Year, how: dict[str, Any]
) -> None:
    screen = terminal("kiem-diem", "2026", *how.get("args", ()), **how.get("env", {}))
    screen.answer("Mục 1/30", "4\n")
    screen.answer("Đã làm được gì?", "Trực 12/12 ca.\nSoạn 3 kế hoạch.\n.\n")
    screen.answer("cụ thể là gì?", "\n").wait_for("Chưa được: Mức Trung bình hoặc Kém").type("Chậm.\n.\n")
    screen.answer("Nguyên nhân là gì?", "/lui\n")
    screen.answer("Hạn chế, khuyết điểm cụ thể", "\n")
    screen.answer("Nguyên nhân là gì?", "Chủ quan.\n.\n")
    screen.answer("do đâu?", "7\n").wait_for("Chỉ có các số từ 1 đến 2").type("1\n")
    screen.answer("Biện pháp khắc phục?", "/sau\n")
    screen.answer("xong khi nào?", "31/3/2027\n")
    screen.answer("còn hạn chế nào khác?", "\n")
    screen.answer("Mục 2/30", "/dung\n").wait_for("Làm tiếp bằng: tuphe kiem-diem 2026")

    assert screen.finish() == 130
    answer = saved()["muc"][0]
    assert answer["ket_qua"] == ["Trực 12/12 ca.", "Soạn 3 kế hoạch."]
    assert answer["han_che"][0]["nguyen_nhan"] == "Chủ quan."
    assert "bien_phap" not in answer["han_che"][0]


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_numbered_lines_keep_what_was_typed_when_stopped(known: Run, terminal: Open, saved: Year, keys: str) -> None:
    screen = terminal("kiem-diem", "2026", "--tuyen-tinh").answer("Mục 1/30", "2\n")
    screen.answer("Đã làm được gì?", "Trực 12/12 ca.\n")
    screen.wait_for("Trực 12/12 ca. >")  # the line was taken, and the next one is asked
    screen.type(keys).wait_for("Làm tiếp bằng")
    screen.finish()

    terminal("kiem-diem", "2026", "--tuyen-tinh").wait_for("Đang gõ dở: Trực 12/12 ca.")


def test_one_key_turns_a_remedy_into_a_pledge_and_back(known: Run, terminal: Open, saved: Year) -> None:
    year = (EXAMPLES / "2026.toml").read_text(encoding="utf-8").partition("[[cam_ket]]")[0]
    assert known("kiem-diem", "--tra-loi", "-", stdin=year + OF_THE_FORM).code == 0
    remedies = [found["bien_phap"] for item in saved()["muc"] for found in item.get("han_che", ())]
    screen = (
        terminal("kiem-diem", "2026")
        .answer("Đã cam kết điều gì cho năm 2026?", ENTER)
        .answer("gợi ý kiểm điểm vấn đề gì?", ENTER)
    )
    screen.answer("của tập thể?", ENTER)
    screen.wait_for("Đưa biện pháp nào vào cam kết năm 2027?", "Bấm số hoặc phím cách để đánh dấu")

    screen.type("1").type("3").type("1").type(ENTER)

    screen.answer("Còn cam kết nào khác", CTRL_C).finish()
    assert [pledge["noi_dung"] for pledge in saved()["cam_ket"]] == [remedies[2]]
