"""Stopped at any moment, in any way: what was confirmed is there, half-typed texts too; nothing is asked twice."""

import json
import os
import shutil
import signal
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from conftest import Open
from interview.conftest import FIRST_GROUP, NOTHING_ON_PAPER, Year, open_lines, open_page
from support.program import Run
from support.screen import BACK, BOARD, CTRL_C, CTRL_D, DOWN, ENTER, FINISH, HOME, PAGE, PATIENCE, SKIP, TAB, UP, Screen

FILLED: Final = (
    "Trực 12/12 ca.",
    "Nộp báo cáo chậm 3 ngày.",
    "Chưa phân công đầu mối.",
    "1",
    "Chốt số liệu ngày 20.",
    "31/3/2027",
)
"""What is typed into the fields of the first item, which was rated low; the fourth has choices."""

GO_ON: Final = "Làm tiếp bằng: tuphe kiem-diem 2026"


def fill(screen: Screen, count: int) -> Screen:
    """Type into the first fields of a page, and stay in the last of them."""
    for at, text in enumerate(FILLED[:count]):
        screen.type(TAB * bool(at)).type(text).see("● 1 Chủ quan" if text == "1" else text)
    return screen


def typed_texts(count: int) -> list[str]:
    return [text for text in FILLED[:count] if text != "1"]


@pytest.mark.parametrize(("count", "keys"), [(0, CTRL_C), (3, CTRL_D), (6, CTRL_C)])
def test_a_page_that_was_stopped_at_has_all_its_texts_the_next_time(
    known: Run, terminal: Open, saved: Year, count: int, keys: str
) -> None:
    screen = fill(open_page(terminal(*FIRST_GROUP), "4"), count)
    screen.type(keys).wait_for(GO_ON)
    assert screen.finish() == 130
    assert "ket_qua" not in saved()["muc"][0]

    again = terminal(*FIRST_GROUP).wait_for("· 1/7 mục", BOARD).type(HOME + ENTER)
    again.wait_for(PAGE, *typed_texts(count)).type(FINISH).wait_for("· 1/7 mục", BOARD).type(CTRL_C).finish()

    assert saved()["muc"][0].get("ket_qua", []) == list(FILLED[:1][:count])
    assert "dang_go" not in saved()


def test_an_earlier_year_that_cannot_be_read_is_told_before_anything_is_asked(terminal: Open, folder: Path) -> None:
    (folder / "kiem-diem").mkdir(parents=True)
    (folder / "kiem-diem" / "2025.toml").write_text("nam = \n", encoding="utf-8")

    screen = terminal("kiem-diem", "2026").wait_for("2025.toml, dòng 1")

    assert screen.finish() == 4
    assert "Họ và tên" not in screen.record


def test_every_field_that_was_left_survives_a_kill(known: Run, terminal: Open, saved: Year) -> None:
    screen = fill(open_page(terminal(*FIRST_GROUP), "4"), 4)
    screen.type(TAB).type("zz").see("zz").kill()

    kept = [draft["noi_dung"] for draft in saved()["dang_go"]]
    assert kept == [*typed_texts(4), "chu-quan"]
    terminal("kiem-diem", "2026", "--muc", "trach-nhiem-voi-to-quoc").wait_for(PAGE, *typed_texts(4))


def test_a_board_put_off_comes_again_next_time(known: Run, terminal: Open, saved: Year) -> None:
    assert known("kiem-diem", "--tra-loi", "-", stdin=NOTHING_ON_PAPER).code == 0
    screen = terminal("kiem-diem", "2026").wait_for("Về nhận thức · 0/7", BOARD).type(SKIP)
    screen.wait_for("Về chính trị, tư tưởng · 0/", BOARD).type(CTRL_C).finish()

    terminal("kiem-diem", "2026").wait_for("Về nhận thức · 0/7 mục", BOARD)


def test_what_a_full_disk_refused_is_not_typed_twice_and_a_mark_does_not_stand_on_the_board(
    known: Run, terminal: Open, saved: Year, folder: Path, tmp_path: Path
) -> None:
    # A folder out of reach stands for a full disk: it is refused and given back without a mount.
    screen = open_page(terminal(*FIRST_GROUP))
    folder.rename(tmp_path / "xa")
    screen.type(f"Trực 12 ca.{FINISH}").see("Không ghi được", "Trực 12 ca.", "lưu và dừng")
    shutil.copytree(tmp_path / "xa", folder)
    screen.type(FINISH).wait_for("· 1/7 mục", BOARD)
    folder.rename(tmp_path / "xa hơn")
    screen.type(DOWN + "1").see("Không ghi được", "· 1/7 mục", "› Đặt lợi ích")
    shutil.copytree(tmp_path / "xa hơn", folder)

    screen.type("1").see("· 2/7 mục").type(CTRL_C)

    assert screen.finish() == 130
    assert [answer["muc_do"] for answer in saved()["muc"]] == ["tot", "xuat-sac"]
    assert saved()["muc"][0]["ket_qua"] == ["Trực 12 ca."]


def test_who_stops_while_nothing_can_be_written_is_told_twice_and_then_let_go(
    known: Run, terminal: Open, folder: Path, tmp_path: Path
) -> None:
    screen = open_page(terminal(*FIRST_GROUP))
    folder.rename(tmp_path / "xa")

    screen.type("Trực 12 ca.").wait_for("Trực 12 ca.").type(CTRL_C)
    screen.see("Không ghi được", "Dừng lần nữa thì bỏ đoạn đang gõ.", "Trực 12 ca.", "lưu và dừng")
    screen.type(CTRL_C).wait_for("Không ghi được")

    assert screen.finish() == 7


@pytest.mark.parametrize("keys", [SKIP, BACK], ids=["put off", "back"])
def test_a_page_that_is_left_leads_to_its_board_and_keeps_what_was_typed(
    known: Run, terminal: Open, saved: Year, keys: str
) -> None:
    screen = fill(open_page(terminal(*FIRST_GROUP), "4"), 2).type(keys).wait_for("· 1/7 mục", BOARD)

    assert [draft["noi_dung"] for draft in saved()["dang_go"]] == typed_texts(2)
    screen.type(ENTER).wait_for(PAGE, *typed_texts(2)).type(CTRL_C).finish()


def test_a_better_rating_keeps_the_shortcoming_and_a_worse_one_asks_for_it(
    known: Run, terminal: Open, saved: Year
) -> None:
    screen = terminal(*FIRST_GROUP).wait_for(BOARD).type("2" + UP).see("› Trách nhiệm", "Tốt")
    screen.type("3" + UP).see("Trung bình", "(chưa nêu hạn chế)").type(FINISH).see("1 mục chưa nêu hạn chế")
    screen.type(ENTER).wait_for(PAGE).type(TAB).see("Mức Trung bình: hạn chế, khuyết điểm cụ thể là gì?")
    screen.type(f"Chậm một việc.{FINISH}").wait_for(BOARD).type("1").see("Xuất sắc").type(CTRL_C).finish()

    assert saved()["muc"][0]["muc_do"] == "xuat-sac"
    assert [found["noi_dung"] for found in saved()["muc"][0]["han_che"]] == ["Chậm một việc."]


def test_the_profile_is_asked_once_and_may_stay_empty(terminal: Open, tuphe: Run) -> None:
    screen = terminal("kiem-diem", "2026")
    screen.answer("Họ và tên?", ENTER)
    screen.answer("Vị trí công tác?", SKIP)
    screen.wait_for("kết luận hoặc chỉ ra", "lưu và dừng").type(CTRL_C).finish()

    terminal("kiem-diem", "2026").wait_for("kết luận hoặc chỉ ra", "lưu và dừng")


@pytest.mark.parametrize("lines", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_a_nervous_second_stop_does_not_drop_what_could_not_be_kept(
    known: Run, terminal: Open, folder: Path, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    screen = (open_lines if lines else open_page)(terminal(*FIRST_GROUP, *lines))
    folder.rename(tmp_path / "xa")

    screen.type(f"Trực 12 ca.{CTRL_C * 3}").see("Không ghi được", "Dừng lần nữa thì bỏ", "Trực 12 ca.")
    shutil.copytree(tmp_path / "xa", folder)
    screen.type(CTRL_C)

    assert screen.finish() == 130
    assert kept(folder) == "Trực 12 ca."


@pytest.mark.parametrize("how", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_half_a_name_is_offered_again(terminal: Open, tuphe: Run, how: tuple[str, ...]) -> None:
    screen = terminal("kiem-diem", "2026", *how).wait_for("Họ và tên?", "dừng").type("Trần Văn").wait_for("Trần Văn")
    screen.process.kill(signal.SIGHUP)
    assert screen.finish() == 130

    again = terminal("kiem-diem", "2026", *how).wait_for("Họ và tên?", "Trần Văn", "dừng")
    again.type("" if how else " Bình").type(ENTER).wait_for("Vị trí công tác?", "dừng").type(CTRL_C).finish()

    saved = json.loads(tuphe("ho-so", "--json").out)["ho_so"]
    assert saved == {"dinh_dang": 1, "ho_ten": "Trần Văn" if how else "Trần Văn Bình"}


HOW = {"drawn": (), "lines": ("--tuyen-tinh",)}


def half_typed(terminal: Open, how: tuple[str, ...], text: str = "Trực 12/12 ca,\rtrước hạn") -> Screen:
    screen = (open_lines if how else open_page)(terminal(*FIRST_GROUP, *how))
    return screen.type(text).wait_for(text.splitlines()[-1])


def kept(folder: Path) -> str:
    """Wait until the year is let go, and return what is kept half-typed."""
    end = time.monotonic() + PATIENCE
    year = folder / "kiem-diem" / "2026.toml"
    while "[[dang_go]]" not in year.read_text(encoding="utf-8") and time.monotonic() < end:
        time.sleep(0.05)
    return str(tomllib.loads(year.read_text(encoding="utf-8"))["dang_go"][0]["noi_dung"])


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@pytest.mark.parametrize(("sent", "times"), [(signal.SIGHUP, 3), (signal.SIGTERM, 1), (signal.SIGINT, 3)], ids=str)
def test_a_signal_however_often_keeps_what_stands_half_typed(
    known: Run, terminal: Open, folder: Path, how: tuple[str, ...], sent: signal.Signals, times: int
) -> None:
    screen = half_typed(terminal, how)

    for _ in range(times):
        screen.process.kill(sent)

    assert screen.finish() == 130
    assert "Làm tiếp bằng" in screen.record
    assert kept(folder) == "Trực 12/12 ca,\ntrước hạn"
    again = terminal("kiem-diem", "2026", "--muc", "trach-nhiem-voi-to-quoc", *how).wait_for("dừng")
    again.type(ENTER * len(how)).see("Trực 12/12 ca,", "trước hạn")


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@pytest.mark.parametrize("then", [(), (signal.SIGHUP, signal.SIGTERM)], ids=["alone", "and its shell tells too"])
def test_a_closed_window_keeps_what_stands_half_typed(
    known: Run, terminal: Open, folder: Path, how: tuple[str, ...], then: tuple[signal.Signals, ...]
) -> None:
    screen = half_typed(terminal, how)
    process = screen.process.pid

    window = screen.process.ptyproc
    window.fileobj.close()
    window.closed = screen.process.closed = True
    for sent in then:
        with suppress(ProcessLookupError):
            os.kill(process, sent)

    assert kept(folder) == "Trực 12/12 ca,\ntrước hạn"


@pytest.mark.parametrize("lines", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_who_comes_back_in_the_middle_of_an_item_sees_its_rating_and_last_year_once(
    known: Run, terminal: Open, lines: tuple[str, ...]
) -> None:
    last_year = 'nam = 2025\n[[muc]]\nid = "trach-nhiem-voi-to-quoc"\nmuc_do = "tot"\nket_qua = ["Trực 12/12 ca."]\n'
    known("kiem-diem", "--tra-loi", "-", stdin=last_year)
    open_page(terminal(*FIRST_GROUP), "1").type("Nửa chừng").see("Nửa chừng").type(CTRL_C).finish()

    screen = terminal("kiem-diem", "2026", "--muc", "trach-nhiem-voi-to-quoc", *lines)
    if lines:
        screen.wait_for("/dung: lưu và dừng").type(ENTER)  # the rating stands
    screen.wait_for("Đã làm được gì?", "dung" if lines else PAGE)

    assert screen.record.count("Kết quả năm 2025: Trực 12/12 ca.") == 1
    assert "Mức độ đã chọn: Xuất sắc" in screen.record
    screen.type(".\n" if lines else TAB).wait_for("Ở mục này có hạn chế")
    assert screen.record.count("Kết quả năm 2025: Trực 12/12 ca.") == 1
