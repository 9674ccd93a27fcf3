"""A board and the pages of its rows on a real terminal, which is narrow or becomes another size."""

from datetime import date
from typing import Final

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

STOP_WORDS: Final = "lưu và dừng"


def first_board(terminal: Open) -> Screen:
    """The first board of a year, in a narrow window of 24 lines."""
    screen = terminal(*FIRST_GROUP, columns=40, rows=24)
    return screen.wait_for("· 0/7 mục", BOARD, STOP_WORDS)


def ratings(saved: Year) -> dict[str, str]:
    return {answer["id"]: answer["muc_do"] for answer in saved().get("muc", ()) if "muc_do" in answer}


def test_rows_are_rated_cleared_and_taken_back_each_seen_once_it_is_saved(
    known: Run, terminal: Open, saved: Year
) -> None:
    screen = first_board(terminal)

    screen.type("2").see("· 1/7 mục", "› Đặt")
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "tot"}
    screen.type("1").see("· 2/7 mục").type(UP + DELETE).see("· 1/7 mục", "› Đặt")
    assert ratings(saved) == {"trach-nhiem-voi-to-quoc": "tot"}
    screen.type(UNDO).see("· 2/7 mục").type(UNDO).see("· 1/7 mục").type(UNDO).see("· 0/7 mục", "› Trách")
    assert ratings(saved) == {}
    screen.type(UNDO).see("Không còn gì để hoàn tác.").type(END + "3").see("· 1/7 mục", "› Có khuyết điểm").type(CTRL_C)

    assert screen.finish() == 130
    assert ratings(saved) == {"sua-chua-khuyet-diem": "trung-binh"}


def test_a_row_is_opened_written_and_left_for_the_same_row(known: Run, terminal: Open, saved: Year) -> None:
    screen = first_board(terminal).type(DOWN + ENTER).wait_for("Đặt lợi ích", "Đã làm được gì?", PAGE)

    screen.type("Nhận việc khó.").see("Nhận việc khó.", STOP_WORDS).type(TAB).see("khuyết điểm nào?", STOP_WORDS)
    screen.see("Ctrl-S rồi Enter, sẽ có ô mới").type("Chậm.").see("Chậm.").type(FINISH).wait_for("› Đặt lợi ích", BOARD)
    screen.see("1 kết quả, 1 hạn chế").type("4").see("Kém").type(BACK)

    screen.wait_for("· 1/7 mục", "Đây là chỗ bắt đầu, không lùi").type(CTRL_C).finish()
    [answer] = saved()["muc"]
    assert (answer["ket_qua"], answer["muc_do"]) == (["Nhận việc khó."], "kem")
    assert answer["han_che"] == [{"noi_dung": "Chậm.", "thoi_han": date(2027, 12, 31)}]  # offered, wherever one was


def test_a_page_with_more_than_fits_shows_the_field_one_writes_in_and_the_keys(known: Run, terminal: Open) -> None:
    screen = first_board(terminal).type("4" + UP + ENTER).wait_for("Đã làm được gì?", PAGE)
    screen.type(ENTER.join(f"Việc số {number}" for number in range(1, 31))).see("Việc số 30", STOP_WORDS)

    for typed in ("Chậm.", "Tại tôi.", "2", "Làm sớm.", "30/6/2027"):
        screen.type(TAB).see(PAGE, STOP_WORDS).type(typed).see("● 2" if typed == "2" else typed, PAGE, STOP_WORDS)
        assert len(screen.shown.splitlines()) <= 24
    screen.see("^ còn ô ở trên").type(TAB).see("v còn ô ở dưới").type(CTRL_C).finish()


def test_a_board_and_a_page_whose_window_becomes_another_size_fit_it_and_keep_what_is_typed(
    known: Run, terminal: Open, saved: Year
) -> None:
    screen = first_board(terminal)
    sizes = {"Đặt lợi ích": (120, 50), "Làm việc": (60, 12), "Không ngại": (40, 10), "Nói đi": (80, 24)}
    for name, (columns, rows) in sizes.items():
        screen.resize(columns, rows).rest()
        screen.type("1").see(f"› {name}", "F1 các phím")
        assert len(screen.shown.splitlines()) <= rows
        assert max(map(len, screen.shown.splitlines())) <= columns
    assert list(ratings(saved).values()) == ["xuat-sac"] * 4

    screen.type(HOME + ENTER).wait_for("Đã làm được gì?", PAGE)
    for row, (columns, rows) in enumerate([(40, 24), (120, 50), (60, 14)], 1):
        screen.resize(columns, rows).rest()
        screen.type(f"Việc {row}, ").see("".join(f"Việc {done}, " for done in range(1, row + 1)), PAGE, STOP_WORDS)
    screen.type(FINISH).see("› Trách nhiệm").type(CTRL_C).finish()
    assert saved()["muc"][0]["ket_qua"] == ["Việc 1, Việc 2, Việc 3,"]


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

    screen.see("Bước 4/13. Về đạo đức", "» Hạn chế 1: nguyên nhân", "(để trống: 31/12/2027)", PAGE).type(
        f"Quên lịch.{FINISH}"
    ).see(BOARD)
    screen.type(CTRL_C).finish()

    [shortcoming] = saved()["muc"][0]["han_che"]
    assert shortcoming == {"noi_dung": "Nộp chậm.", "nguyen_nhan": "Quên lịch.", "thoi_han": date(2027, 12, 31)}


def test_a_page_with_several_shortcomings_numbers_their_labels(known: Run, terminal: Open) -> None:
    two = "".join(f'[[muc.han_che]]\nnoi_dung = "{text}"\n' for text in ("Nộp chậm.", "Vắng họp."))
    begun = f'[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n{two}'
    assert known("kiem-diem", "--tra-loi", "-", stdin=f"{NOTHING_ON_PAPER}{begun}").code == 0
    screen = terminal("kiem-diem", "2026", "--muc", "can-kiem", rows=60)

    screen.see("Hạn chế 1 (cả", "» Hạn chế 1: nguyên nhân", "Hạn chế 2: nguyên nhân", "Hạn chế 3 (cả", PAGE)
    screen.type(CTRL_C).finish()
