"""Years on the screen: one alone, all in a list, two side by side; closed and opened again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from rich.cells import cell_len

from conftest import EXAMPLES, Open
from support.pages import (
    CHANGES,
    EVERYONES,
    GROUPS,
    NAMES,
    PLEDGES,
    RATINGS,
    SHORTCOMINGS,
    compared_items,
    example,
    far,
    flat,
    picture_lines,
    plain,
    tables,
)
from support.program import Run
from tuphe.storage.versions import superseded

WIDTHS = pytest.mark.parametrize("columns", [40, 80])

AS_WRITTEN = [
    *("Quyết định [số 12/QĐ] đã ký", "[/b] [bold]đậm[/bold]", ":smile: :warning:", r"Ổ C:\[x] và D:\tệp"),
    "<b> & “x”",
]

COLOURS: tuple[dict[str, str], ...] = ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"})


def _fits(page: str, columns: int) -> bool:
    return max(cell_len(line.rstrip("\r")) for line in re.sub(r"\x1b\[[0-9;]*m", "", page).split("\n")) <= columns


def _answers(items: dict[str, dict[str, Any]], **outside: Any) -> str:
    """An answers file with these items."""
    return tomli_w.dumps({**outside, "muc": [{"id": item, **answer} for item, answer in items.items()]})


# One year


@WIDTHS
def test_a_year_fits_its_window_and_shows_every_answer(two_years: Run, columns: int) -> None:
    said = example(2026)

    pages = [two_years("xem", "2026", COLUMNS=str(columns), **colour) for colour in COLOURS]

    shown = flat(pages[0].out)
    assert all(page.code == 0 and page.err == "" and _fits(page.out, columns) for page in pages)
    assert len({plain(page.out) for page in pages}) == 1
    assert [bool(re.search("\x1b", page.out)) for page in pages] == [False, False, True]
    for answer in said["muc"]:
        assert f"{NAMES[answer['id']]}: {RATINGS[answer['muc_do']]}" in shown
        for written in (
            *answer.get("ket_qua", ()),
            *(text for found in answer.get("han_che", ()) for text in found.values() if isinstance(text, str)),
        ):
            assert written in shown or written in ("chu-quan", "khach-quan")
    for follow_up in said["khac_phuc"]:
        assert follow_up["noi_dung"] in shown
        assert follow_up["ket_qua"] in shown
    for pledge in said["cam_ket"]:
        assert pledge["noi_dung"] in shown
    for outcome in said["thuc_hien_cam_ket"]:
        assert f"{PLEDGES[outcome['tinh_trang']]}{far(outcome)}: {outcome['noi_dung']}" in shown
    for written in (*said["goi_y"][0].values(), said["trach_nhiem_tap_the"]["noi_dung"], "83,5", "Hoàn thành tốt"):
        assert written in shown


def test_a_group_alone_shows_its_items_and_nothing_else(two_years: Run) -> None:
    shown = flat(two_years("xem", "2026", "--nhom", "dao-duc").out)

    for group, items in GROUPS.items():
        for item in set(items) & set(EVERYONES):
            assert (f"{NAMES[item]}: " in shown) == (group == "dao-duc")
    assert "Cam kết năm 2027" not in shown


def test_a_year_as_json_has_the_shape_of_its_file(two_years: Run, folder: Path) -> None:
    result = two_years("xem", "2026", "--json")

    in_file = tables(folder / "kiem-diem" / "2026.toml")
    assert json.loads(result.out) == json.loads(json.dumps(in_file, default=str))
    assert result.err == ""


def test_a_year_without_an_answer_yet_says_so_of_every_item_and_shows_points_before_both_are_given(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n[tu_danh_gia]\ntieu_chi_chung = 27.5\n")

    shown = flat(tuphe("xem", "2026").out)

    assert "0/30" in shown
    assert "27,5" in shown
    assert [item for item in EVERYONES if f"{NAMES[item]}: Chưa trả lời" not in shown] == []


def test_a_word_without_spaces_is_broken_rather_than_running_over(tuphe: Run) -> None:
    long = "https://" + "a" * 300
    tuphe("kiem-diem", "--tra-loi", "-", stdin=_answers({"can-kiem": {"muc_do": "tot", "ket_qua": [long]}}, nam=2026))

    page = tuphe("xem", "2026", COLUMNS="40").out

    assert _fits(page, 40)
    assert long in "".join(page.split())


# The list of years


@WIDTHS
def test_the_list_of_years_fits_its_window_and_says_state_progress_counts_and_level(
    two_years: Run, columns: int
) -> None:
    two_years("chot", "2025")

    pages = [two_years("danh-sach", COLUMNS=str(columns), **colour) for colour in COLOURS]

    assert all(page.code == 0 and page.err == "" and _fits(page.out, columns) for page in pages)
    assert len({plain(page.out) for page in pages}) == 1
    assert [word for word in ("2025", "2026", "30/30") if word not in pages[0].out] == []
    if columns >= 80:
        lines = [flat(line) for line in pages[0].out.splitlines()]
        assert "2025 Đã chốt 30/30 mục 8 5 Hoàn thành nhiệm vụ" in lines
        assert "2026 Đang làm đủ 4 4 Hoàn thành tốt nhiệm vụ" in lines


# Two years side by side


def compared(report: dict[str, Any], *, left_out: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    """What a comparison has to show of its items."""
    return [
        (NAMES[one["id"]], RATINGS[one["truoc"]], RATINGS[one["nay"]], CHANGES[one["thay_doi"]])
        for one in report["muc"]
        if one["thay_doi"] not in left_out
    ]


@WIDTHS
def test_two_years_fit_their_window_with_every_rating_and_what_became_of_shortcomings_and_pledges(
    two_years: Run, columns: int
) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    pages = [two_years("so-sanh", "2026", COLUMNS=str(columns), **colour) for colour in COLOURS]

    assert all(page.code == 0 and page.err == "" and _fits(page.out, columns) for page in pages)
    assert len({plain(page.out) for page in pages}) == 1
    assert [bool(re.search("\x1b", page.out)) for page in pages] == [False, False, True]
    assert compared_items(pages[0].out) == compared(report)
    shown = flat(pages[0].out)
    for found in report["han_che"]:
        assert f"{SHORTCOMINGS[found['thay_doi']]}{far(found)} · {NAMES[found['muc']]}" in shown
        assert found["truoc"] is None or f"2025: {found['truoc']}" in shown
        assert found["nay"] is None or f"2026: {found['nay']}" in shown
    for pledge in report["cam_ket"]:
        assert f"{PLEDGES[pledge['tinh_trang']]}{far(pledge)}: {pledge['noi_dung']}" in shown


def test_on_a_terminal_two_years_read_the_same(two_years: Run, terminal: Open) -> None:
    piped = compared_items(two_years("so-sanh", "2026", COLUMNS="40").out)

    screen = terminal("so-sanh", "2026", columns=40, rows=200)

    assert screen.finish() == 0
    assert compared_items(screen.record) == piped


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_cannot_redraw_has_its_own_width_too(two_years: Run, terminal: Open, kind: str) -> None:
    screen = terminal("so-sanh", "2026", columns=40, TERM=kind)

    page = screen.process.read().decode()

    assert _fits(page, 40)
    assert "\x1b" not in page


def test_the_counts_stand_above_the_items_groups_have_averages_and_only_changes_leave_out_what_stayed(
    two_years: Run,
) -> None:
    result = two_years("so-sanh", "2026", "--json")
    report = json.loads(result.out)
    assert (result.err, report["nam"], report["nam_truoc"]) == ("", 2026, 2025)
    counted = [one["thay_doi"] for one in report["muc"]]
    page = two_years("so-sanh", "2026").out

    above = flat(page.split("Về nhận thức")[0])
    assert above.startswith("Năm 2026 so với năm 2025")
    for change in set(counted):
        assert f"{CHANGES[change]}: {counted.count(change)}" in above
    [group] = [one for one in report["nhom"] if one["id"] == "hanh-dong"]
    assert (group["so_muc"], group["truoc"], group["nay"]) == (9, pytest.approx(24 / 9), pytest.approx(27 / 9))
    assert "2,67 → 3, tính trên 9 mục" in flat(page)
    assert [one["muc"] for one in report["han_che"] if one["thay_doi"] == "tai-dien"] == ["tu-phe-binh-va-phe-binh"]
    changes = two_years("so-sanh", "2026", "--chi-thay-doi").out
    assert compared_items(changes) == compared(report, left_out=("giu-nguyen", "khong-so-sanh"))
    assert "Chưa khắc phục · Tự phê bình và phê bình" in changes
    assert ("= Đang khắc phục: 1" in changes, "= Đang khắc phục," in changes) == (True, False)


def test_the_year_before_is_the_nearest_one_on_file_and_any_other_can_be_set_beside(
    two_years: Run, folder: Path
) -> None:
    two_years("kiem-diem", "--tra-loi", "-", stdin=_answers({"can-kiem": {"muc_do": "xuat-sac"}}, nam=2024))
    (folder / "kiem-diem" / "2025.toml").unlink()

    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    assert report["nam_truoc"] == 2024
    assert {one["id"]: one["thay_doi"] for one in report["muc"]}["can-kiem"] == "giam"
    two_years("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    assert "Năm 2026 so với năm 2024" in two_years("so-sanh", "2026", "--voi", "2024").out
    refused = two_years("so-sanh", "2025", "--voi", "2026")
    assert (refused.code, "tuphe so-sanh 2026 --voi 2025" in flat(refused.err)) == (2, True)


def test_the_first_year_has_nothing_to_be_compared_with_and_an_empty_folder_stays_empty(
    tuphe: Run, folder: Path
) -> None:
    empty = tuphe("danh-sach")
    assert empty.code == 0
    assert "tuphe kiem-diem" in empty.out + empty.err
    assert json.loads(tuphe("danh-sach", "--json").out) == {"nam": [], "han_che": [], "cam_ket": []}
    assert not folder.exists()
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))

    result = tuphe("so-sanh", "2025")
    report = json.loads(tuphe("so-sanh", "2025", "--json").out)

    assert result.code == 0
    assert "chưa có gì để so sánh" in result.out
    assert report == {"nam": 2025, "nam_truoc": None, "muc": [], "nhom": [], "han_che": [], "cam_ket": []}


# The picture


def test_the_picture_shows_every_item_and_asks_nothing_of_the_network_and_is_the_same_from_every_terminal(
    two_years: Run, tmp_path: Path
) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    result = two_years("so-sanh", "2026", "--luu-anh", "anh.svg")

    svg = (tmp_path / "anh.svg").read_text(encoding="utf-8")
    assert (result.code, result.out) == (0, "")
    assert "anh.svg" in result.err
    assert set(re.findall(r"\w+://[^\"')\s]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|href|url\((?!#)", svg)
    assert compared_items(picture_lines(svg)) == compared(report)
    for row, surroundings in enumerate(({"NO_COLOR": "1"}, {"COLUMNS": "40"}, {"TERM": "dumb"})):
        two_years("so-sanh", "2026", "--luu-anh", f"{row}.svg", **surroundings)
        assert (tmp_path / f"{row}.svg").read_text(encoding="utf-8") == svg, surroundings


# Closed and opened


def test_a_closed_year_is_read_only_until_it_is_opened(two_years: Run, folder: Path) -> None:
    year = folder / "kiem-diem" / "2026.toml"
    answers = _answers({"can-kiem": {"muc_do": "kem"}}, nam=2026)

    closed = two_years("chot", "2026")
    mode_of_the_closed = year.stat().st_mode & 0o777
    shown = [two_years(*line.split()) for line in ("xem 2026", "so-sanh 2026", "xuat 2026")]
    refused = two_years("kiem-diem", "--tra-loi", "-", stdin=answers)
    as_closed = year.read_bytes()
    opened = two_years("mo-lai", "2026")
    taken = two_years("kiem-diem", "--tra-loi", "-", stdin=answers)

    assert [closed.code, refused.code, opened.code, taken.code] == [0, 6, 0, 0]
    assert [result.code for result in shown] == [0, 0, 0]
    assert "Đã chốt" in shown[0].out
    assert "tuphe mo-lai 2026" in closed.err
    assert closed.out == opened.out == ""
    assert (mode_of_the_closed, year.stat().st_mode & 0o777) == (0o400, 0o600)
    assert b'trang_thai = "chot"' in as_closed
    [kept] = (folder / "sao-luu" / "kiem-diem" / "2026").glob("*-chot.toml")
    assert kept.read_bytes() == as_closed
    assert kept.name not in superseded([kept.name, *(f"2027-01-01T00-00-{row:02}.toml" for row in range(60))])
    assert 'muc_do = "kem"' in year.read_text(encoding="utf-8")


def test_closing_twice_and_opening_an_open_year_change_nothing(two_years: Run, on_disk: Callable[[], Any]) -> None:
    two_years("mo-lai", "2026")
    two_years("chot", "2025")
    before = on_disk()

    assert two_years("chot", "2025").code == 0
    assert two_years("mo-lai", "2026").code == 0

    assert on_disk() == before


# Which year is meant


@pytest.mark.parametrize(
    ("day", "closed", "meant"),
    [
        *(("2026-11-25", (), 2026), ("2027-03-31", (), 2026), ("2027-03-31", ("2026",), 2027)),
        *(("2027-04-01", (), 2027), ("2027-12-31", (), 2027)),
    ],
)
def test_the_year_is_this_one_or_until_march_the_open_one_before(
    two_years: Run, day: str, closed: tuple[str, ...], meant: int
) -> None:
    there = {"TODAY": day}
    two_years("kiem-diem", "--tra-loi", "-", stdin="nam = 2027\n", **there)
    for year in closed:
        two_years("chot", year)

    assert f"năm {meant}" in two_years("xem", **there).out.splitlines()[0]
    assert json.loads(two_years("so-sanh", "--json", **there).out)["nam"] == meant
    assert f"NĂM {meant}" in two_years("xuat", "--dang", "txt", **there).out.splitlines()[0]
    assert str(meant) in two_years("chot", **there).err


def test_a_year_before_that_was_never_begun_is_not_meant_and_next_year_can_be_begun_but_not_the_one_after(
    tuphe: Run,
) -> None:
    result = tuphe("xem", TODAY="2027-01-15")

    assert result.code == 3
    assert "năm 2027" in result.err
    assert tuphe("kiem-diem", "2027", "--tra-loi", "-", TODAY="2026-11-25").code == 0
    assert tuphe("kiem-diem", "2028", "--tra-loi", "-", TODAY="2026-11-25").code == 2


# The person's own words


@WIDTHS
def test_a_text_comes_out_as_it_was_written_on_the_screen_and_in_the_picture(
    tuphe: Run, tmp_path: Path, columns: int
) -> None:
    for year in (2025, 2026):
        items: dict[str, dict[str, Any]] = {
            "can-kiem": {"muc_do": "kem", "ket_qua": AS_WRITTEN, "ghi_chu": " ".join(AS_WRITTEN)},
            "liem-chinh": {"muc_do": "kem", "han_che": [{"noi_dung": f"{year} {text}"} for text in AS_WRITTEN]},
        }
        pledges = "".join(f"[[cam_ket]]\nnoi_dung = '{text}'\n" for text in AS_WRITTEN)
        answers = _answers(items, nam=year, ghi_chu=" ".join(AS_WRITTEN)) + pledges
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=answers).code == 0

    page = tuphe("xem", "2026", COLUMNS=str(columns)).out
    shown, compared = flat(page), flat(tuphe("so-sanh", "2026", COLUMNS=str(columns)).out)
    tuphe("so-sanh", "2026", "--luu-anh", "anh.svg")
    drawn = flat(picture_lines((tmp_path / "anh.svg").read_text(encoding="utf-8")))

    assert _fits(page, columns)
    for text in AS_WRITTEN:
        assert f"Hạn chế: 2026 {text}" in shown
        assert f"2025: 2025 {text}" in compared
        assert f"2026: 2026 {text}" in compared
        assert f": {text}" in compared
        assert f"2025: 2025 {text}" in drawn
        assert f"• {text}" in shown
    assert f"Ghi chú riêng: {' '.join(AS_WRITTEN)}" in shown


def test_a_year_with_something_that_must_be_mended_is_not_closed_where_nobody_can_be_asked(
    two_years: Run, tuphe: Run
) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2024\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n')

    refused = tuphe("chot", "2024")
    state = json.loads(tuphe("xem", "2024", "--json").out)["trang_thai"]
    closed = tuphe("chot", "2024", "--van-chot")

    assert (refused.code, state, closed.code) == (1, "nhap", 0)
    assert "Còn 36 câu chưa trả lời" in refused.err
    assert "tuphe soat 2024" in refused.err
    assert json.loads(tuphe("xem", "2024", "--json").out)["trang_thai"] == "chot"
    only_worth_another_look = two_years("chot", "2026")
    assert only_worth_another_look.code == 0
    for said in ("Soát: 3 điều nên xem lại.", "- Nên xem lại: Phần đầu mẫu còn trống (3)", "Đã chốt năm 2026."):
        assert said in only_worth_another_look.err
