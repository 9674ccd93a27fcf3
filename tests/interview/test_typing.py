"""Text as it really arrives: from input methods, from the clipboard, from an editor."""

from pathlib import Path
from typing import Any

from conftest import Open
from interview.conftest import FIRST_GROUP, Year, open_page
from support.program import Run
from support.screen import BOARD, CTRL_C, EDITOR, ENTER, FINISH, PAGE, TAB, Screen


def at_results(terminal: Open, **env: Any) -> Screen:
    """An interview in which the first item's results are being asked for."""
    return open_page(terminal(*FIRST_GROUP, **env))


def stop(screen: Screen) -> None:
    screen.wait_for("· 1/7 mục", BOARD, "lưu và dừng").type(CTRL_C).finish()


def test_a_tab_is_a_gap_in_the_line_wherever_the_text_is_shown(known: Run, terminal: Open, saved: Year) -> None:
    screen = open_page(terminal(*FIRST_GROUP), "3").type(TAB).see("cụ thể là gì?")
    screen.type("\x1b[200~Quý II\tchậm 3 ngày\x1b[201~").see("chậm 3 ngày")
    typed = [row.split() for row in screen.shown.splitlines() if "Quý II" in row]
    screen.type(FINISH).wait_for(BOARD).type(ENTER)

    screen.wait_for("Quý II", "Nguyên nhân", PAGE)

    assert typed == [["›", "Quý", "II", "chậm", "3", "ngày"]]
    assert {" ".join(row.split()) for row in screen.shown.splitlines() if "Quý II" in row} >= {
        "› Quý II chậm 3 ngày",
        "Hạn chế: Quý II chậm 3 ngày",
    }
    screen.type(CTRL_C).finish()


def test_text_that_looks_like_markup_is_kept_and_shown_as_written(known: Run, terminal: Open, saved: Year) -> None:
    nasty = "[số 12/QĐ] [/b] :smile: C:\\[x] [bold]"

    screen = at_results(terminal).type(nasty).see(nasty).type(FINISH).wait_for("· 1/7 mục", BOARD).type(ENTER)
    stop(screen.wait_for(nasty, PAGE).type(FINISH))

    assert saved()["muc"][0]["ket_qua"] == [nasty]


def test_hidden_characters_are_taken_out_and_the_person_is_told(known: Run, terminal: Open, saved: Year) -> None:
    screen = at_results(terminal).type(f"an\u202etoàn{FINISH}").wait_for("Đã bỏ các ký tự điều khiển ẩn", BOARD)
    screen.type(CTRL_C).finish()

    assert saved()["muc"][0]["ket_qua"] == ["antoàn"]


def test_an_answer_can_be_written_in_the_persons_editor(
    known: Run, terminal: Open, saved: Year, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Dòng một\\nDòng hai\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o700)

    screen = at_results(terminal, EDITOR=str(editor)).type("Mở đầu: ").wait_for("Mở đầu:").type(EDITOR)
    stop(screen.see("Dòng hai", PAGE, "lưu và dừng").type(FINISH))

    assert saved()["muc"][0]["ket_qua"] == ["Mở đầu: Dòng một", "Dòng hai"]
