"""Two at once: two interviews, a note meanwhile, an editor or a synchronising program that changes the file."""

import json
import shutil
from pathlib import Path

from conftest import Open
from interview.conftest import FIRST_GROUP, Year, open_page
from support.program import Run
from support.screen import BOARD, CTRL_C, FINISH


def test_a_second_interview_on_one_year_is_told_and_the_first_goes_on(known: Run, terminal: Open, saved: Year) -> None:
    first = open_page(terminal(*FIRST_GROUP))

    second = terminal(*FIRST_GROUP).wait_for("đang mở ở một cửa sổ khác của tuphe")
    other_year = known("kiem-diem", "--tra-loi", "-", stdin='nam = 2025\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n')

    assert (second.finish(), other_year.code) == (6, 0)
    first.type(FINISH).wait_for(BOARD, "lưu và dừng").type(CTRL_C).finish()
    assert saved()["muc"] == [{"id": "trach-nhiem-voi-to-quoc", "muc_do": "tot"}]


def test_a_note_is_kept_while_an_interview_is_open(known: Run, terminal: Open) -> None:
    screen = terminal(*FIRST_GROUP).wait_for(BOARD, "lưu và dừng")

    noted = known("ghi", "Một việc mới.", "--ngay", "2026-11-20")

    assert noted.code == 0
    screen.type(CTRL_C).finish()
    [note] = json.loads(known("so-tay", "2026", "--json").out)["so_tay"]
    assert note["noi_dung"] == "Một việc mới."


def test_a_file_changed_by_an_editor_meanwhile_is_not_overwritten_and_the_answer_is_kept_beside_it(
    known: Run, terminal: Open, folder: Path
) -> None:
    year = folder / "kiem-diem" / "2026.toml"
    screen = open_page(terminal(*FIRST_GROUP))
    theirs = year.read_text(encoding="utf-8").replace('muc_do = "tot"', 'muc_do = "xuat-sac"')
    year.write_text(theirs, encoding="utf-8")

    screen.type(f"Trực 12 ca.{FINISH}").wait_for("vừa bị sửa từ bên ngoài", "chọn bằng: tuphe khoi-phuc")

    assert screen.finish() == 6
    assert year.read_text(encoding="utf-8") == theirs
    [ours] = year.parent.glob("2026.chua-thay-*.toml")
    assert 'muc_do = "tot"' in ours.read_text(encoding="utf-8")
    assert "1 mục đổi mức độ" in known("khoi-phuc", "2026").out
    assert known("khoi-phuc", "2026", "--lay", "1").code == 0
    assert 'muc_do = "tot"' in year.read_text(encoding="utf-8")


def test_a_folder_that_vanishes_meanwhile_is_told_and_nothing_is_made_elsewhere(
    known: Run, terminal: Open, folder: Path
) -> None:
    screen = open_page(terminal(*FIRST_GROUP))
    shutil.rmtree(folder)

    screen.type(FINISH).wait_for(BOARD).type("1").see("Không ghi được", "thư mục không còn ở đó").type(CTRL_C)

    assert screen.finish() == 7
    assert not folder.exists()
