"""tuphe chon: which results go onto the paper, ticked section by section, and how many pages it takes."""

import json
import shutil

import pytest

from commands.conftest import Refuses
from conftest import Open
from support.program import Run
from support.screen import CTRL_C, ENTER

FIRST = "Đưa kết quả nào vào bản giấy?"


def paper(tuphe: Run) -> str:
    return tuphe("xuat", "2026", "--mau", "2B", "--dang", "txt").out


def test_a_result_that_is_unticked_stays_off_the_paper_and_in_the_year_and_is_ticked_back(
    two_years: Run, terminal: Open
) -> None:
    def results() -> list[tuple[str, list[str], bool]]:
        said = json.loads(two_years("xem", "2026", "--json").out)["muc"]
        return [(one["id"], sorted(one.get("ket_qua", [])), "de_lai" in one) for one in said]

    two_years("ho-so", "--dat", "mau=2B", "--dat", "so_trang=5")
    whole, kept = paper(two_years), results()
    screen = terminal("chon", "2026").wait_for("A.I.1", FIRST, "Bản giấy dài khoảng", "quá mức 5 trang", "● 1")

    screen.type("1").see("○ 1").type(ENTER).answer("A.I.2", ENTER)
    screen.wait_for("Để lại 1 kết quả.", "Xuất bằng: tuphe xuat 2026")

    assert screen.finish() == 0
    off, shown = "Tìm và cung cấp 57 bộ hồ sơ gốc", " ".join(two_years("xem", "2026").out.split())
    assert off in whole
    assert off not in paper(two_years)
    assert "Để lại 1 kết quả, không đưa vào bản này." in two_years("xuat", "2026").err
    assert f"{off} để giải quyết chế độ cho người có" in shown
    assert "để lại, không đưa vào bản giấy" in shown
    # Left off, it stands behind those of its item that stayed.
    screen = terminal("chon", "2026").wait_for(FIRST).type("2").see("● 2").type(ENTER).answer("2/2", CTRL_C)
    screen.wait_for("Chọn tiếp bằng: tuphe chon 2026")
    assert screen.finish() == 130
    assert results() == kept


def test_a_closed_year_is_not_chosen_from_and_where_nobody_can_answer_another_way_is_named(
    two_years: Run, refuses: Refuses
) -> None:
    refuses("chon", "2026", code=5, says=("--tra-loi", "de_lai"))
    two_years("chot", "2026", "--van-chot")

    refuses("chon", "2026", code=6, says=("mo-lai",))


def test_a_pdf_needs_libreoffice_and_says_so(
    two_years: Run, refuses: Refuses, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nothing = str(tmp_path_factory.mktemp("trong"))

    refuses("xuat", "2026", "--mau", "2B", "-o", "ra.pdf", code=7, says=("LibreOffice", "docx"), PATH=nothing)
    refuses("xuat", "2026", "--dang", "pdf", code=2, says=("-o kiem-diem-2026.pdf",))
    refuses("xuat", "2026", "--dang", "pdf", "-o", "ra.docx", code=2, says=("--dang",))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice counts the pages")
def test_the_example_year_in_form_2b_takes_at_most_six_pages_and_one_for_what_others_write(two_years: Run) -> None:
    said = two_years("xuat", "2026", "--mau", "2B", "-o", "ra.pdf").err

    # The seventh has the remarks and signatures of the unit and the cell alone.
    assert "Bản giấy dài 7 trang, chưa kể phụ lục." in said


def test_every_word_can_be_read_on_a_narrow_screen_also_one_that_became_narrow(two_years: Run, terminal: Open) -> None:
    two_years("ho-so", "--dat", "mau=2B")
    screen = terminal("chon", "2026", columns=80, rows=120).wait_for(FIRST, "lưu và dừng")

    screen.resize(40, 120)
    screen.see("2. Hoàn thành 3/3 việc chi bộ giao, trong đó có số hoá sổ nghị quyết của chi bộ từ năm 2015.")
    screen.type(ENTER).wait_for("Đã đánh dấu 29/29", "2/2").type(CTRL_C).finish()
