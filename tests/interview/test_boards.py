"""A board and the pages of its rows on a real terminal, of the usual size and of a narrow one."""

from __future__ import annotations

import re
from typing import Final

import pytest

from conftest import EXAMPLES, Open
from interview.conftest import FIRST_GROUP, NOTHING_ON_PAPER, Year
from support.pages import example
from support.program import Run
from support.screen import (
    BACK,
    BOARD,
    CTRL_C,
    DELETE,
    DOWN,
    END,
    ENTER,
    FINISH,
    HOME,
    PAGE,
    TAB,
    UNDO,
    UP,
    Screen,
)  # fmt: skip

SIZES: Final = pytest.mark.parametrize("columns", [80, 40])
COLOUR: Final = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38;[0-9;]+)m")
STOP_WORDS: Final = "lưu và dừng"


def first_board(terminal: Open, columns: int = 80, *more: str, **env: str) -> Screen:
    """The first board of a year, in a window of 24 lines."""
    screen = terminal(*FIRST_GROUP, *more, columns=columns, rows=24, **env)
    return screen.wait_for("· 0/7 mục", BOARD, STOP_WORDS)


def ratings(saved: Year) -> dict[str, str]:
    return {answer["id"]: answer["muc_do"] for answer in saved().get("muc", ()) if "muc_do" in answer}


@SIZES
def test_rows_are_rated_cleared_and_taken_back_each_seen_once_it_is_saved(
    known: Run, terminal: Open, saved: Year, columns: int
) -> None:
    screen = first_board(terminal, columns)

    screen.type("2").see("· 1/7 mục", "› Đặt")
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "tot"}
    screen.type("1").see("· 2/7 mục").type(UP + DELETE).see("· 1/7 mục", "› Đặt")
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "tot"}
    screen.type(UNDO).see("· 2/7 mục").type(UNDO).see("· 1/7 mục").type(UNDO).see("· 0/7 mục", "› Trách")
    assert ratings(saved) == {}
    screen.type(UNDO).see("Không còn gì để hoàn tác.").type(END + "3").see("· 1/7 mục", "› Có khuyết điểm").type(CTRL_C)

    assert screen.finish() == 130
    assert ratings(saved) == {"sua-chua-khuyet-diem": "trung-binh"}


@SIZES
def test_wherever_one_stands_the_row_its_question_and_the_keys_are_in_sight(
    known: Run, terminal: Open, columns: int
) -> None:
    screen = first_board(terminal, columns)
    names = ["Trách nhiệm", "Đặt lợi ích", "Làm việc", "Không ngại", "Nói đi", "Tự phê bình", "Có khuyết"]

    for name in names:
        screen.see(f"› {name}", "Ctrl-S xong", "F1 các phím", STOP_WORDS, "1 Xuất sắc", "5 Không áp dụng")
        assert len(screen.shown.splitlines()) <= 24
        assert max(map(len, screen.shown.splitlines())) < columns
        screen.type(DOWN)

    screen.type("?").see(STOP_WORDS).type("?" + HOME).see("› Trách nhiệm").type(CTRL_C).finish()


@SIZES
def test_last_years_ratings_stand_beside_this_years_where_there_is_room(
    known: Run, terminal: Open, columns: int
) -> None:
    known("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))

    screen = first_board(terminal, columns)

    heading = screen.shown.splitlines()[1].split()
    assert heading[:2] == (["2025", "2026"] if columns == 80 else ["2026"])
    screen.type(CTRL_C).finish()


@SIZES
def test_what_would_hide_a_text_is_asked_once_more(known: Run, terminal: Open, saved: Year, columns: int) -> None:
    screen = first_board(terminal, columns).type("2" + UP + ENTER).wait_for(PAGE, STOP_WORDS)
    screen.type(f"Trực 12/12 ca.{FINISH}").wait_for("· 1/7 mục", BOARD)

    screen.type("5").see("Mục này đã ghi 1 kết quả", "Bấm 5 lần nữa").type(UP).see("1 Xuất sắc")
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "tot"}
    screen.type("5").see("Bấm 5 lần nữa").type("5").see("Không áp dụng", "› Đặt").type(CTRL_C).finish()

    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "khong-ap-dung"}
    assert saved()["muc"][0]["ket_qua"] == ["Trực 12/12 ca."]


@SIZES
def test_leaving_says_what_is_left_once(known: Run, terminal: Open, saved: Year, columns: int) -> None:
    screen = first_board(terminal, columns).type("3").see("· 1/7 mục").type(FINISH)
    screen.see("Còn 6 mục chưa chọn, 1 mục chưa nêu hạn chế", "Bấm lần nữa để sang bước sau.")

    screen.type(DOWN).see("1 Xuất sắc").type(FINISH).see("Bấm lần nữa").type(FINISH)

    assert screen.finish() == 0
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "trung-binh"}
    assert "Đã lưu năm 2026." in screen.record


@SIZES
def test_a_row_is_opened_written_and_left_for_the_same_row(
    known: Run, terminal: Open, saved: Year, columns: int
) -> None:
    screen = first_board(terminal, columns).type(DOWN + ENTER).wait_for("Đặt lợi ích", "Đã làm được gì?", PAGE)

    screen.type("Nhận việc khó.").see("Nhận việc khó.", STOP_WORDS).type(TAB).see("khuyết điểm nào?", STOP_WORDS)
    screen.type("Chậm.").see("Chậm.").type(FINISH).wait_for("› Đặt lợi ích", BOARD)
    screen.see("1 kết quả, 1 hạn chế").type("4").see("Kém").type(BACK)

    screen.wait_for("· 1/7 mục", BOARD).type(CTRL_C).finish()
    [answer] = saved()["muc"]
    assert (answer["ket_qua"], answer["muc_do"]) == (["Nhận việc khó."], "kem")
    assert [found["noi_dung"] for found in answer["han_che"]] == ["Chậm."]


@SIZES
def test_a_page_with_more_than_fits_shows_the_field_one_writes_in_and_the_keys(
    known: Run, terminal: Open, columns: int
) -> None:
    screen = first_board(terminal, columns).type("4" + UP + ENTER).wait_for("Đã làm được gì?", PAGE)
    screen.type(ENTER.join(f"Việc số {number}" for number in range(1, 31))).see("Việc số 30", STOP_WORDS)

    for typed in ("Chậm.", "Tại tôi.", "2", "Làm sớm.", "30/6/2027"):
        screen.type(TAB).see(PAGE, STOP_WORDS).type(typed).see("● 2" if typed == "2" else typed, PAGE, STOP_WORDS)
        assert len(screen.shown.splitlines()) <= 24
    screen.type(CTRL_C).finish()


@pytest.mark.parametrize("words", ["neu-guong", "Thực hành nêu gương", "thuc hanh neu"])
def test_an_item_is_opened_by_its_id_or_by_words_of_its_name(known: Run, terminal: Open, words: str) -> None:
    screen = terminal("kiem-diem", "2026", "--muc", words, rows=24)

    screen.wait_for("Thực hành nêu gương", "Đã làm được gì?", PAGE).type(BACK)
    screen.wait_for("› Thực hành nêu gương", BOARD, STOP_WORDS).type(CTRL_C)

    assert screen.finish() == 130


@pytest.mark.parametrize("to", [(40, 24), (120, 50), (60, 12), (40, 10)])
def test_a_board_whose_window_becomes_another_size_fits_it_again(
    known: Run, terminal: Open, saved: Year, to: tuple[int, int]
) -> None:
    screen = first_board(terminal).type("2").see("· 1/7 mục")

    screen.resize(*to).rest()
    screen.type("1").see("› Làm việc", "F1 các phím")

    columns, rows = to
    assert len(screen.shown.splitlines()) <= rows
    assert max(map(len, screen.shown.splitlines())) <= columns
    assert list(ratings(saved).values()) == ["tot", "xuat-sac"]
    screen.resize(80, 24).rest()
    screen.type(UP).see("› Đặt", BOARD, STOP_WORDS).type(CTRL_C).finish()


@pytest.mark.parametrize("to", [(40, 24), (120, 50), (60, 14)])
def test_a_page_whose_window_becomes_another_size_keeps_what_is_typed(
    known: Run, terminal: Open, saved: Year, to: tuple[int, int]
) -> None:
    screen = first_board(terminal).type(ENTER).wait_for("Đã làm được gì?", PAGE).type("Trực 12/12 ca").see("12 ca")

    screen.resize(*to).rest()
    screen.type(", đủ").see("Trực 12/12 ca, đủ", PAGE, STOP_WORDS).type(FINISH)

    screen.see(BOARD if to != (60, 14) else "› Trách nhiệm").type(CTRL_C).finish()
    assert saved()["muc"][0]["ket_qua"] == ["Trực 12/12 ca, đủ"]


@pytest.mark.parametrize("colour", [{"NO_COLOR": "1"}, {}], ids=["without", "with"])
def test_a_board_and_a_page_without_colour_are_the_same_but_for_it(
    known: Run, terminal: Open, colour: dict[str, str]
) -> None:
    screen = first_board(terminal, 80, **colour).type("2").see("· 1/7 mục").type("?").type(FINISH).see("Bấm lần nữa")
    board = screen.shown
    screen.type(HOME + ENTER).wait_for(PAGE, STOP_WORDS)
    screen.type("Trực.").see("Trực.").type(CTRL_C).finish()

    assert "› Đặt lợi ích" in board
    assert bool(COLOUR.search(screen.written)) is not bool(colour)


def test_what_became_of_last_years_shortcomings_is_a_board_of_the_same_kind(
    known: Run, terminal: Open, saved: Year
) -> None:
    known("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    stated = [found["noi_dung"] for item in example(2025)["muc"] for found in item.get("han_che", ())]
    screen = terminal("kiem-diem", "2026", rows=24).wait_for(f"0/{len(stated)} hạn chế", stated[0], BOARD)

    screen.type("1").see(f"1/{len(stated)} hạn chế", stated[1]).type("2" + UP).see("Đang khắc phục").type(ENTER)
    screen.wait_for("bao nhiêu phần trăm?", PAGE).type("60" + FINISH).wait_for(f"2/{len(stated)} hạn chế", BOARD)
    screen.type(CTRL_C).finish()

    states = {entry["noi_dung"]: entry["tinh_trang"] for entry in saved()["khac_phuc"]}
    assert states == {stated[0]: "da-khac-phuc", stated[1]: "dang-khac-phuc"}
    assert saved()["khac_phuc"][1]["phan_tram"] == 60


def test_what_is_not_mended_yet_brings_its_page_once_the_board_is_left(known: Run, terminal: Open, saved: Year) -> None:
    known("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    stated = [found["noi_dung"] for item in example(2025)["muc"] for found in item.get("han_che", ())]
    screen = terminal("kiem-diem", "2026", rows=24).wait_for(f"0/{len(stated)} hạn chế", stated[0], BOARD)

    for row, state in enumerate("21" + "1" * (len(stated) - 3) + "3", 1):
        screen.type(state).see(f"{row}/{len(stated)} hạn chế")
    screen.type(FINISH).wait_for("bao nhiêu phần trăm?", PAGE).type(f"60{TAB}Sửa được một nửa.{FINISH}")
    screen.wait_for("Hạn chế năm 2025: " + stated[-1][:30], PAGE, STOP_WORDS).type(FINISH)
    screen.wait_for("Cam kết này đã thực hiện chưa?", BOARD).type(CTRL_C).finish()

    half, none = (entry for entry in saved()["khac_phuc"] if entry["tinh_trang"] != "da-khac-phuc")
    assert (half["phan_tram"], half["ket_qua"]) == (60, "Sửa được một nửa.")
    assert none["tinh_trang"] == "chua-khac-phuc"
    assert "con_hoi" not in saved()
    terminal("kiem-diem", "2026", rows=24).wait_for("Cam kết này đã thực hiện chưa?", BOARD).type(CTRL_C).finish()


def test_a_page_begins_at_what_a_shortcoming_still_lacks_and_says_which_step_it_is(
    known: Run, terminal: Open, saved: Year
) -> None:
    begun = '[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n[[muc.han_che]]\nnoi_dung = "Nộp chậm."\n'
    assert known("kiem-diem", "--tra-loi", "-", stdin=f"{NOTHING_ON_PAPER}{begun}").code == 0
    screen = terminal("kiem-diem", "2026", "--muc", "can-kiem")

    screen.see("Bước 4/13. Về đạo đức", "» Nguyên nhân", PAGE).type(f"Quên lịch.{FINISH}").see(BOARD)
    screen.type(CTRL_C).finish()

    [shortcoming] = saved()["muc"][0]["han_che"]
    assert shortcoming == {"noi_dung": "Nộp chậm.", "nguyen_nhan": "Quên lịch."}


def test_a_page_with_several_shortcomings_numbers_their_labels(known: Run, terminal: Open) -> None:
    two = "".join(f'[[muc.han_che]]\nnoi_dung = "{text}"\n' for text in ("Nộp chậm.", "Vắng họp."))
    begun = f'[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n{two}'
    assert known("kiem-diem", "--tra-loi", "-", stdin=f"{NOTHING_ON_PAPER}{begun}").code == 0
    screen = terminal("kiem-diem", "2026", "--muc", "can-kiem", rows=60)

    screen.see("Hạn chế cụ thể 1 (cả", "» Nguyên nhân 1", "Nguyên nhân 2", "Hạn chế cụ thể 3 (cả", PAGE)
    screen.type(CTRL_C).finish()
