"""The home screen: where the year stands, what can be done, and the way back to it."""

import os
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from conftest import Open
from support.locked import PASSPHRASE, lock_quickly
from support.pages import flat, tables
from support.papers import PAPER, put_word_file
from support.program import Run
from support.screen import CTRL_C, DOWN, ENTER, F1, PATIENCE, Screen
from tuphe.core.profile import Profile
from tuphe.core.review import FollowUp, FollowUpState, State
from tuphe.core.standing import Standing, last_day_of
from tuphe.workspace.interviewing import Questions, begun
from tuphe.workspace.standing import unanswered
from tuphe.workspace.stores import Workspace

LEAVING = "Ctrl-C thôi"
BACK = "Về màn hình chính"

At = Callable[..., Screen]


@pytest.fixture
def home(terminal: Open) -> At:
    """Open the home screen on 25/11/2026."""
    return lambda **how: terminal(**{"rows": 24, "TODAY": "2026-11-25", **how})


@pytest.fixture
def two_years(two_years_on_file: Path, folder: Path) -> Path:
    """A folder with both example years, whole and open."""
    return Path(shutil.copytree(two_years_on_file, folder))


def test_elsewhere_than_in_a_terminal_it_is_the_help(tuphe: Run) -> None:
    assert tuphe() == tuphe("--help")


def test_the_first_time_enter_begins_and_a_paste_that_is_no_path_chooses_nothing(home: At) -> None:
    screen = home().wait_for(LEAVING)
    screen.wait_for("Chưa có bản kiểm điểm nào", "Còn 36 ngày đến 31/12/2026", "› 1. Bắt đầu", "tuphe kiem-diem 2026")
    screen.type(F1).wait_for("Phím số: chọn ngay", "Ctrl-C, Ctrl-D: thôi").type(F1).wait_for("F1 các phím")

    screen.type(ENTER).wait_for("Họ và tên?").type(CTRL_C)

    screen.wait_for("chọn lại việc này ở màn hình chính", LEAVING)
    for text in ("1. kiem diem\n", "\x1b[200~1. kiem diem\x1b[201~"):  # pasted, marked as that or not
        screen.type(text).wait_for("Ở đây không dùng phím đó").type(DOWN)
    screen.type("'~/1. khong co.docx'").wait_for("1. khong co.docx: không có tệp này", BACK).type("2")
    assert screen.finish() == 0


def test_what_is_left_is_told_part_by_part_with_what_earlier_years_left_and_the_day_to_hand_in(
    home: At, tuphe: Run, two_years: Path
) -> None:
    (two_years / "kiem-diem" / "2026.toml").unlink()
    tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[muc]]\nid = "neu-guong"\nmuc_do = "tot"\n')
    tuphe("ho-so", "--dat", "han_nop=5/12/2026")
    tuphe("ghi", "Trực 12 ca.", "--ngay", "2/5/2026")

    shown = home().wait_for(LEAVING).shown

    assert "kiểm điểm năm 2026, đang làm" in shown
    assert "Về nhận thức" in shown
    assert " bước khác: " in shown
    assert "Còn 10 ngày đến 05/12/2026" in shown
    assert re.search(r"Còn lại từ các năm trước: \d+ hạn chế, \d+ cam kết; \d+ đã quá hạn", shown)
    assert "Sổ tay: 1 ghi chép chưa dùng" in shown


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_it_stands_on_one_screen_with_the_line_that_does_the_same(home: At, two_years: Path, columns: int) -> None:
    shown = home(columns=columns, rows=24 if columns > 40 else 34).wait_for(LEAVING).shown

    assert "tuphe: kiểm điểm năm 2026" in shown
    assert "tuphe chot 2026" in flat(shown)
    assert LEAVING in shown


def test_after_a_command_and_after_an_error_the_way_leads_back(home: At, two_years: Path) -> None:
    screen = home().wait_for(LEAVING)
    screen.type("8").wait_for("Tiến bộ", BACK).type(ENTER).wait_for(LEAVING)
    (two_years / "kiem-diem" / "2025.toml").write_text("nam = ", encoding="utf-8")

    screen.type("8").wait_for("2025.toml", BACK).type(ENTER)

    # What cannot be read is told in place of where the year stands.
    assert screen.wait_for("2025.toml", "tuphe danh-sach", LEAVING).type(CTRL_C).finish() == 0


def test_what_others_may_read_is_told_once_and_another_year_is_one_key_away_as_is_the_way_back(
    home: At, two_years: Path
) -> None:
    two_years.chmod(0o755)
    screen = home(columns=200).wait_for("chmod 700", LEAVING)

    screen.type("7").wait_for("Về nhận thức", BACK).type(ENTER).wait_for(LEAVING)

    assert screen.record.count("chmod 700") == 1
    [key] = re.findall(r"(\w)\. Chọn năm khác", screen.shown)

    screen.type(key).wait_for("1. Năm 2025", LEAVING).type("1").wait_for("tuphe: kiểm điểm năm 2025", LEAVING)

    assert "tuphe xem 2025" in screen.shown
    [key] = re.findall(r"(\w)\. Chọn năm khác", screen.shown)
    screen.type(key).wait_for("1. Năm 2026", LEAVING).type("1").wait_for("tuphe: kiểm điểm năm 2026", LEAVING)
    assert screen.type(CTRL_C).finish() == 0


def test_a_first_year_is_not_offered_to_be_compared_with_nothing(home: At, tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[muc]]\nid = "neu-guong"\nmuc_do = "tot"\n')

    shown = home().wait_for(LEAVING).shown

    assert "tuphe so-sanh" not in shown
    assert "Chọn năm khác" not in shown


def test_a_note_is_typed_and_kept_even_where_the_window_is_left_in_the_middle(home: At, folder: Path) -> None:
    screen = home().wait_for(LEAVING)
    screen.type("2").wait_for("Việc gì đáng ghi lại?").type("-- Trực 12 ca" + CTRL_C)
    screen.wait_for("Đã ghi vào sổ tay năm 2026", LEAVING).type(DOWN * 5 + ENTER)

    assert screen.finish() == 0
    assert [note["noi_dung"] for note in tables(folder / "so-tay" / "2026.toml")["so_tay"]] == ["-- Trực 12 ca"]


def test_the_paper_of_last_year_is_found_where_papers_lie_or_dropped_on_the_window(
    home: At, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "Documents").mkdir()
    put_word_file(tmp_path / "Documents" / "KIEM DIEM 2025.docx", PAPER)
    put_word_file(tmp_path / "kiem-diem-2026.docx", PAPER)
    put_word_file(tmp_path / "kiem diem khac.docx", PAPER.replace("Năm 2025", "Năm 2024"))

    screen = home().wait_for(LEAVING).type("4").wait_for("› 1. KIEM DIEM 2025.docx", "2. kiem diem khac.docx")
    screen.wait_for("3. kiem-diem-2026.docx", "4. Tệp khác").type("4")
    screen.wait_for("Tệp Word nào?").type("\x0c").wait_for("tệp nào?", "4. Tệp khác", LEAVING).type("4")
    screen.wait_for("Tệp Word nào?").type("khong-co.docx" + ENTER)
    screen.wait_for("Không có tệp này.").type("'~/kiem diem khac.docx'" + ENTER)
    screen.wait_for("Giữ những gì vừa đọc được?").type(ENTER).wait_for("Hạn chế 1").type(ENTER)
    screen.wait_for("Hạn chế 2").type(ENTER).wait_for("Ghi thành năm 2024?").type(ENTER)
    screen.wait_for("Đã nhập bản kiểm điểm năm 2024", BACK).type("2")

    assert screen.finish() == 0
    assert tables(folder / "kiem-diem" / "2024.toml")["nguon"] == "giay"


@pytest.mark.parametrize("how", ["typed", "pasted", "dropped"])
def test_a_path_at_the_list_of_papers_chooses_none_of_them_and_is_gone_on_with(
    home: At, tmp_path: Path, how: str
) -> None:
    for name in ("1.docx", "2.docx"):
        put_word_file(tmp_path / name, PAPER)
    path = f"./thang 1, 2/{tmp_path.name}.docx"
    screen = home().wait_for(LEAVING).type("4").wait_for("tệp nào?", "2.docx", "3. Tệp khác")

    if how == "typed":
        screen.type(path[0]).wait_for("Tệp Word nào?").type(path[1:])
    else:
        screen.type(f"\x1b[200~{path}\x1b[201~" if how == "pasted" else path)

    screen.type(ENTER).wait_for("Không có tệp này.")
    assert path in flat(screen.shown)
    assert screen.type(CTRL_C).wait_for(LEAVING).type(CTRL_C).finish() == 0


def test_a_paper_that_is_half_taken_in_is_gone_on_with_before_anything_else(
    home: At, terminal: Open, tmp_path: Path
) -> None:
    paper = tmp_path / "KIEM DIEM 2025.docx"
    put_word_file(paper, PAPER)
    stopped = terminal("nhap", str(paper), rows=50).wait_for("Giữ những gì vừa đọc được?").type(ENTER)
    stopped.wait_for("Hạn chế 1").type(CTRL_C).finish()

    screen = home().wait_for("Đang nhập dở: KIEM DIEM 2025.docx", "› 4. Nhập tiếp bản giấy", LEAVING).type(ENTER)

    screen.wait_for("1 câu đã trả lời", "Hạn chế 1").type(CTRL_C)
    screen.wait_for("Làm tiếp: chọn lại việc này ở màn hình chính.", LEAVING)
    paper.unlink()
    assert screen.type(CTRL_C).finish() == 0
    assert "Đang nhập dở" not in home().wait_for("› 1. Bắt đầu", LEAVING).shown


def test_what_is_exported_goes_to_the_persons_documents_and_never_over_another_file(
    home: At, two_years: Path, tmp_path: Path
) -> None:
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "kiem-diem-2026.docx").write_text("của tôi", encoding="utf-8")

    opener = tmp_path / "xdg-open"
    opener.write_text('#!/bin/sh\necho "no browser for $1" >&2\nexit 3\n', encoding="utf-8")
    opener.chmod(0o755)

    screen = home(columns=200, PATH=f"{tmp_path}:{os.environ['PATH']}")
    screen.wait_for(f"tuphe xuat 2026 -o '{tmp_path}/Documents/kiem-diem-2026 (2).docx'", LEAVING)
    screen.type("5").wait_for("Đã ghi", "Documents/kiem-diem-2026 (2).docx", "Mở tệp vừa ghi", LEAVING).type("1")
    screen.wait_for(f"Máy này không mở được tệp từ đây. Tệp ở {tmp_path}/Documents/", BACK).type("2")

    assert (screen.finish(), "no browser" in screen.record) == (0, False)
    assert (tmp_path / "Documents" / "kiem-diem-2026 (2).docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "Documents" / "kiem-diem-2026.docx").read_text(encoding="utf-8") == "của tôi"


def test_the_menu_stands_before_what_asks_is_loaded_and_keys_typed_meanwhile_are_obeyed(
    terminal: Open, two_years: Path
) -> None:
    # Begun anew, not forked: there nothing has to be loaded.
    screen = terminal(rows=24, PYTHONDONTWRITEBYTECODE="1").wait_for("a. Thoát", LEAVING)
    screen.type("7").wait_for("Về nhận thức", BACK).type(ENTER).wait_for(LEAVING).type("a")

    assert screen.finish() == 0
    assert [line for line in screen.record.splitlines() if line.strip() == "4"] == []


def test_a_terminal_that_cannot_redraw_has_numbered_lines(home: At, two_years: Path) -> None:
    screen = home(TERM="dumb").wait_for("8. So sánh với năm trước", "Gõ số rồi Enter; chỉ Enter: 4; Ctrl-C: thôi.")
    screen.type("77" + ENTER).wait_for("Chỉ có các số từ 1 đến 10")
    screen.type("8" + ENTER).wait_for("Tiến bộ", "1. Về màn hình chính")
    screen.type("2" + ENTER)

    assert screen.finish() == 0


def test_what_is_left_is_counted_by_the_parts_that_the_interview_has(folder: Path) -> None:
    workspace = Workspace(folder, notify=lambda *_: None, passphrase=lambda: ())
    workspace.profile.save(Profile(form="2A"))
    checklist = workspace.usual_checklist()
    year = begun(None, 2026, checklist)

    under_way = FollowUp(text="Chậm báo cáo.", state=FollowUpState.UNDER_WAY)
    for review in (year, year.with_follow_up(under_way)):
        asked = Questions(workspace, checklist, 2026, None).of(review)
        left = Counter(question.part for question in asked if question.required)

        assert dict(unanswered(workspace, review)) == left
        assert next(iter(left)) == "Hạn chế và cam kết đã nêu"
    assert left["Biện pháp tiếp tục khắc phục hạn chế đã nêu"] == 2


def test_what_is_done_every_day_keeps_its_number_in_every_state_of_a_year() -> None:
    numbers: dict[str, set[int]] = {}
    for state, before, half_taken in product((None, *State), (True, False), ("", "cu.docx")):
        standing = Standing(2026, state, False, (), before, (), 0, 0, 0, date(2026, 12, 31), 36, 0, half_taken)
        for number, name in enumerate(standing.offered(), 1):
            numbers.setdefault(name, set()).add(number)

    assert {name: numbers[name] for name in ("kiem-diem", "ghi", "so-tay", "soat", "xuat")} == {
        "kiem-diem": {1}, "ghi": {2}, "so-tay": {3}, "soat": {4}, "xuat": {5},
    }  # fmt: skip


def test_a_day_to_hand_in_belongs_to_one_year() -> None:
    assert last_day_of(2026, date(2026, 12, 5)) == date(2026, 12, 5)
    assert last_day_of(2026, date(2027, 1, 10)) == date(2027, 1, 10)
    assert last_day_of(2027, date(2027, 1, 10)) == date(2027, 12, 31)
    assert last_day_of(2026, None) == date(2026, 12, 31)


@pytest.mark.parametrize("where", ["menu", "interview"])
def test_what_the_system_stops_ends_the_whole_program(home: At, two_years: Path, where: str) -> None:
    screen = home().wait_for(LEAVING)
    if where == "interview":
        screen.type("1").wait_for("lưu và dừng")

    screen.process.kill(signal.SIGTERM)

    assert screen.finish() in (0, 130)


def test_a_closed_window_ends_it(home: At, two_years: Path) -> None:
    screen = home().wait_for(LEAVING)
    screen.hang_up()

    end = time.monotonic() + PATIENCE
    while screen.process.isalive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not screen.process.isalive()


def test_a_locked_folder_is_opened_once_for_all_that_is_done_there(home: At, two_years: Path) -> None:
    lock_quickly(two_years)
    screen = home().wait_for("Mật khẩu:").type(PASSPHRASE + ENTER).wait_for("năm 2026", LEAVING)
    screen.type("7").wait_for("Về nhận thức", BACK).type(ENTER).wait_for(LEAVING).type(CTRL_C)

    assert screen.finish() == 0
    assert screen.record.count("Mật khẩu:") == 1
