"""Stopped at any question, in any way: everything confirmed is there, and nothing is asked twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import Open
from interview.conftest import Year
from support.program import Run
from support.screen import BACK, CTRL_C, CTRL_D, ENTER, FINISH, PATIENCE, SKIP, Screen

FIRST = [
    ("Trách nhiệm với Tổ quốc", "4"),
    ("Đã làm được gì?", f"Trực 12/12 ca.{FINISH}"),
    ("hạn chế, khuyết điểm cụ thể là gì?", f"Nộp báo cáo chậm 3 ngày.{FINISH}"),
    ("Nguyên nhân là gì?", f"Chưa phân công đầu mối.{FINISH}"),
    ("chủ yếu do đâu?", "1"),
    ("Biện pháp khắc phục?", f"Chốt số liệu ngày 20.{FINISH}"),
    ("Khắc phục xong khi nào?", f"31/3/2027{ENTER}"),
    ("còn hạn chế nào khác?", ENTER),
    ("Đặt lợi ích của Đảng lên trên hết", "2"),
]
"""The first nine questions, and what is typed to each."""

GO_ON = "Làm tiếp bằng: tuphe kiem-diem 2026"


def type_first(screen: Screen, count: int, start: int = 0) -> None:
    for question, keys in FIRST[start:count]:
        screen.answer(question, keys)


@pytest.mark.parametrize(
    ("count", "keys"), [*((count, CTRL_C) for count in (0, 1, 5, 6, 8, 9)), (0, CTRL_D), (3, CTRL_D), (6, CTRL_D)]
)
def test_a_stopped_interview_goes_on_at_the_very_next_question(
    known: Run, terminal: Open, saved: Year, count: int, keys: str
) -> None:
    questions = [*FIRST, ("Đã làm được gì?", "")]
    next_question, item = questions[count][0], "1/30" if count < 8 else "2/30"
    first = terminal("kiem-diem", "2026")
    type_first(first, count)
    first.answer(next_question, keys).wait_for(GO_ON)
    assert first.finish() == 130

    again = terminal("kiem-diem", "2026").wait_for(item, next_question, "lưu và dừng")
    again.type(CTRL_C).wait_for(GO_ON)

    asked = {question for question, _ in FIRST[1:8] if question in again.record}
    assert asked <= {next_question}


def test_an_earlier_year_that_cannot_be_read_is_told_before_anything_is_asked(terminal: Open, folder: Path) -> None:
    (folder / "kiem-diem").mkdir(parents=True)
    (folder / "kiem-diem" / "2025.toml").write_text("nam = \n", encoding="utf-8")

    screen = terminal("kiem-diem", "2026").wait_for("2025.toml, dòng 1")

    assert screen.finish() == 4
    assert "Họ và tên" not in screen.record


def test_what_was_typed_but_not_confirmed_is_offered_again(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026")
    type_first(screen, 1)
    screen.answer("Đã làm được gì?", f"Số hoá 1.240 hồ sơ,{ENTER}trước hạn").wait_for("trước hạn").type(CTRL_C)
    screen.finish()

    again = terminal("kiem-diem", "2026").wait_for("Số hoá 1.240 hồ sơ,", "trước hạn")
    again.type(f" 15 ngày.{FINISH}")
    again.answer("hạn chế, khuyết điểm cụ thể", CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["Số hoá 1.240 hồ sơ,", "trước hạn 15 ngày."]
    assert "dang_go" not in saved()


@pytest.mark.parametrize("count", [1, 4, 9])
def test_every_confirmed_answer_survives_a_kill(known: Run, terminal: Open, saved: Year, count: int) -> None:
    questions = [*FIRST, ("Đã làm được gì?", "")]
    screen = terminal("kiem-diem", "2026")
    type_first(screen, count)
    screen.wait_for(questions[count][0])
    screen.kill()

    again = terminal("kiem-diem", "2026").wait_for(questions[count][0], "lưu và dừng")

    assert [question for question, _ in FIRST[:count] if f"{question}?" in again.record] == []
    again.type(CTRL_C).wait_for(GO_ON)


def test_an_answer_put_off_is_asked_again_next_time(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026")
    screen.answer("1/30", SKIP)
    screen.answer("2/30", CTRL_C).finish()

    terminal("kiem-diem", "2026").wait_for("1/30")


def test_an_offer_put_off_is_asked_again_although_later_ones_are_answered(
    known: Run, terminal: Open, saved: Year
) -> None:
    screen = terminal("kiem-diem", "2026").answer("1/30", "2").answer("Đã làm được gì?", SKIP)
    screen.answer("hạn chế, khuyết điểm nào?", ENTER).answer("2/30", "2").answer("Đã làm được gì?", CTRL_C).finish()

    again = terminal("kiem-diem", "2026").answer("Đã làm được gì?", f"Trực 12 ca.{FINISH}")
    again.answer("2/30", CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["Trực 12 ca."]
    assert "dang_go" not in saved()


def test_what_a_full_disk_refused_is_not_typed_twice(
    known: Run, terminal: Open, saved: Year, folder: Path, tmp_path: Path
) -> None:
    # A folder out of reach stands for a full disk: it is refused and given back without a mount.
    screen = terminal("kiem-diem", "2026").answer("1/30", "2").wait_for("Đã làm được gì?", "lưu và dừng")
    folder.rename(tmp_path / "xa")
    screen.type(f"Trực 12 ca.{FINISH}").wait_for("! Không ghi được", "Trực 12 ca.", "lưu và dừng")
    shutil.copytree(tmp_path / "xa", folder)

    screen.type(FINISH).answer("hạn chế, khuyết điểm nào?", CTRL_C)

    assert screen.finish() == 130
    assert saved()["muc"][0]["ket_qua"] == ["Trực 12 ca."]


def test_numbered_lines_offer_again_what_a_full_disk_refused(
    known: Run, terminal: Open, saved: Year, folder: Path, tmp_path: Path
) -> None:
    screen = terminal("kiem-diem", "2026", "--tuyen-tinh").wait_for("1/30", "/dung").type(f"2{ENTER}")
    screen.wait_for("Đã làm được gì?", "/dung")
    folder.rename(tmp_path / "xa")
    screen.type(f"Trực 12 ca.{ENTER}.{ENTER}").wait_for("Đang gõ dở: Trực 12 ca.", "giữ nguyên", "Không ghi được")
    shutil.copytree(tmp_path / "xa", folder)

    screen.type(ENTER).wait_for("hạn chế, khuyết điểm nào?", "/dung").type(f"/dung{ENTER}")

    assert screen.finish() == 130
    assert saved()["muc"][0]["ket_qua"] == ["Trực 12 ca."]


def test_who_stops_while_nothing_can_be_written_is_told_twice_and_then_let_go(
    known: Run, terminal: Open, folder: Path, tmp_path: Path
) -> None:
    screen = terminal("kiem-diem", "2026").answer("1/30", "2").wait_for("Đã làm được gì?", "lưu và dừng")
    folder.rename(tmp_path / "xa")

    screen.type("Trực 12 ca.").wait_for("Trực 12 ca.").type(CTRL_C)
    screen.wait_for("! Không ghi được", "Dừng lần nữa thì bỏ đoạn đang gõ.", "Trực 12 ca.", "lưu và dừng")
    screen.type(CTRL_C).wait_for("Không ghi được")

    assert screen.finish() == 7


def test_back_over_three_questions_changes_an_answer_and_goes_on(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026")
    type_first(screen, 4)
    screen.answer("chủ yếu do đâu?", BACK)
    screen.answer("Nguyên nhân là gì?", BACK)
    screen.answer("Hạn chế, khuyết điểm cụ thể là gì?", BACK)
    screen.answer("Đã làm được gì?", f"{ENTER}Soạn 3 kế hoạch.{FINISH}")
    screen.answer("Hạn chế, khuyết điểm cụ thể là gì?", FINISH).answer("Nguyên nhân là gì?", FINISH)
    screen.answer("chủ yếu do đâu?", CTRL_C).finish()

    answer = saved()["muc"][0]
    assert answer["ket_qua"] == ["Trực 12/12 ca.", "Soạn 3 kế hoạch."]
    assert answer["han_che"] == [{"noi_dung": "Nộp báo cáo chậm 3 ngày.", "nguyen_nhan": "Chưa phân công đầu mối."}]


def test_back_on_the_first_question_asks_it_again(known: Run, terminal: Open) -> None:
    screen = terminal("kiem-diem", "2026")
    screen.answer("1/30", BACK)

    screen.answer("‹ Lùi lại", CTRL_C)
    assert screen.finish() == 130


def test_a_better_rating_keeps_the_shortcoming_and_a_worse_one_asks_for_it(
    known: Run, terminal: Open, saved: Year
) -> None:
    screen = terminal("kiem-diem", "2026")
    screen.answer("1/30", "2")
    screen.answer("Đã làm được gì?", ENTER)
    screen.answer("Ở mục này có hạn chế", BACK)
    screen.answer("Đã làm được gì?", BACK)
    screen.answer("1. Xuất sắc", "3").answer("Đã làm được gì?", ENTER)
    screen.answer("Mức Trung bình: hạn chế, khuyết điểm cụ thể là gì?", ENTER)
    screen.answer("cần nêu ít nhất một hạn chế", f"Chậm một việc.{FINISH}")
    screen.answer("Nguyên nhân là gì?", CTRL_C).finish()

    assert saved()["muc"][0]["muc_do"] == "trung-binh"
    assert saved()["muc"][0]["han_che"] == [{"noi_dung": "Chậm một việc."}]


def test_the_profile_is_asked_once_and_may_stay_empty(terminal: Open, tuphe: Run) -> None:
    screen = terminal("kiem-diem", "2026")
    for question in ("Họ và tên?", "Đơn vị công tác?", "Chi bộ?"):
        screen.answer(question, ENTER)
    screen.answer("Vị trí công tác?", SKIP)
    screen.answer("1/30", CTRL_C).finish()

    terminal("kiem-diem", "2026").wait_for("1/30")


@pytest.mark.parametrize("keys", [SKIP, BACK], ids=["put off", "back"])
def test_a_half_typed_text_is_kept_when_the_question_is_left(
    known: Run, terminal: Open, saved: Year, keys: str
) -> None:
    screen = terminal("kiem-diem", "2026")
    type_first(screen, 2)
    screen.answer("hạn chế, khuyết điểm cụ thể", "Chậm tiến độ").wait_for("Chậm tiến độ").type(keys)
    screen.wait_for("lưu và dừng").type(CTRL_C).finish()

    assert [draft["noi_dung"] for draft in saved()["dang_go"]] == ["Chậm tiến độ"]


def test_two_half_typed_texts_are_both_kept(known: Run, terminal: Open, saved: Year) -> None:
    screen = terminal("kiem-diem", "2026").answer("1/30", "2")
    screen.answer("Đã làm được gì?", "Việc một").wait_for("Việc một").type(SKIP)
    screen.answer("Ở mục này có hạn chế", "Chậm một").wait_for("Chậm một").type(CTRL_C)
    screen.finish()

    assert [draft["noi_dung"] for draft in saved()["dang_go"]] == ["Việc một", "Chậm một"]
    again = terminal("kiem-diem", "2026").answer("Việc một", FINISH).answer("Chậm một", FINISH)
    again.answer("Nguyên nhân là gì?", CTRL_C).finish()
    assert saved()["muc"][0]["ket_qua"] == ["Việc một"]
    assert "dang_go" not in saved()


@pytest.mark.parametrize("lines", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_a_nervous_second_stop_does_not_drop_what_could_not_be_kept(
    known: Run, terminal: Open, folder: Path, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    screen = terminal("kiem-diem", "2026", *lines).wait_for("1/30", "dừng").type(f"2{ENTER * len(lines)}")
    screen.wait_for("Đã làm được gì?", "dừng")
    folder.rename(tmp_path / "xa")

    screen.type(f"Trực 12 ca.{CTRL_C * 3}").wait_for("Không ghi được", "Dừng lần nữa thì bỏ", "Trực 12 ca.")
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
    again.type("" if how else " Bình").type(ENTER).wait_for("Đơn vị công tác?", "dừng").type(CTRL_C).finish()

    saved = json.loads(tuphe("ho-so", "--json").out)["ho_so"]
    assert saved == {"dinh_dang": 1, "ho_ten": "Trần Văn" if how else "Trần Văn Bình"}


HOW = {"drawn": (), "lines": ("--tuyen-tinh",)}


def half_typed(terminal: Open, how: tuple[str, ...], text: str = "Trực 12/12 ca,\rtrước hạn") -> Screen:
    screen = terminal("kiem-diem", "2026", *how).wait_for("1/30", "dừng").type(f"2{ENTER * len(how)}")
    return screen.wait_for("Đã làm được gì?", "dừng").type(text).wait_for(text.splitlines()[-1])


def kept(folder: Path) -> str:
    """Wait until the year is let go, and return what is kept half-typed."""
    end = time.monotonic() + PATIENCE
    year = folder / "kiem-diem" / "2026.toml"
    while "[[dang_go]]" not in year.read_text(encoding="utf-8") and time.monotonic() < end:
        time.sleep(0.05)
    return str(tomllib.loads(year.read_text(encoding="utf-8"))["dang_go"][0]["noi_dung"])


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@pytest.mark.parametrize(
    ("sent", "times"), [(signal.SIGHUP, 3), (signal.SIGTERM, 1), (signal.SIGINT, 1), (signal.SIGINT, 3)], ids=str
)
def test_a_signal_however_often_keeps_what_stands_half_typed(
    known: Run, terminal: Open, folder: Path, how: tuple[str, ...], sent: signal.Signals, times: int
) -> None:
    screen = half_typed(terminal, how)

    for _ in range(times):
        screen.process.kill(sent)

    assert screen.finish() == 130
    assert "Làm tiếp bằng" in screen.record
    assert kept(folder) == "Trực 12/12 ca,\ntrước hạn"
    terminal("kiem-diem", "2026", *how).wait_for("Trực 12/12 ca,", "trước hạn")


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


def test_coming_back_in_the_middle_of_an_item_shows_its_rating(known: Run, terminal: Open) -> None:
    terminal("kiem-diem", "2026").answer("1/30", "2").answer("Đã làm được gì?", CTRL_C).finish()

    terminal("kiem-diem", "2026").wait_for("Mức độ đã chọn: Tốt", "Đã làm được gì?")


@pytest.mark.parametrize("lines", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_who_comes_back_in_the_middle_of_an_item_sees_last_year_again_once(
    known: Run, terminal: Open, lines: tuple[str, ...]
) -> None:
    last_year = 'nam = 2025\n[[muc]]\nid = "trach-nhiem-voi-to-quoc"\nmuc_do = "tot"\nket_qua = ["Trực 12/12 ca."]\n'
    known("kiem-diem", "--tra-loi", "-", stdin=last_year)
    terminal("kiem-diem", "2026").answer("1. Xuất sắc", "2").answer("Đã làm được gì?", CTRL_C).finish()

    screen = terminal("kiem-diem", "2026", *lines)
    screen.wait_for("Đã làm được gì?", "dung" if lines else "lưu và dừng")

    assert screen.record.count("Kết quả năm 2025: Trực 12/12 ca.") == 1
    screen.type(".\n" if lines else ENTER).wait_for("Ở mục này có hạn chế")
    assert screen.record.count("Kết quả năm 2025: Trực 12/12 ca.") == 1
