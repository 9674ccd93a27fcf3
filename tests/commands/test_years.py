"""Years on the screen: one alone, all in a list, two side by side; closed and opened again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from commands.conftest import RunBytes
from conftest import EXAMPLES, OnDay, Open
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

WIDTHS = pytest.mark.parametrize("columns", [40, 80, 200])

AS_WRITTEN = ["Quyết định [số 12/QĐ] đã ký", "[/b] [bold]đậm[/bold]", ":smile: :warning:", r"Ổ C:\[x] và D:\tệp"]

COLOURS: tuple[dict[str, str], ...] = ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"})


def _fits(page: str, columns: int) -> bool:
    return max(cell_len(line.rstrip("\r")) for line in re.sub(r"\x1b\[[0-9;]*m", "", page).split("\n")) <= columns


def _answers(items: dict[str, dict[str, Any]], **outside: Any) -> str:
    """An answers file as a person would write it."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in outside.items()]
    for item, answer in items.items():
        lines += ["[[muc]]", f'id = "{item}"']
        lines += [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in answer.items() if key != "han_che"
        ]
        for found in answer.get("han_che", ()):
            lines += ["[[muc.han_che]]", f"noi_dung = {json.dumps(found, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"


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


def test_json_stays_utf8_where_the_terminal_has_another_encoding(two_years: Run, tuphe_bytes: RunBytes) -> None:
    for command in (("xem", "2026"), ("so-sanh", "2026"), ("danh-sach",), ("ho-so",)):
        first, *others = [
            tuphe_bytes(*command, "--json", env={"PYTHONIOENCODING": name}).stdout
            for name in ("utf-8", "ascii", "cp1258")
        ]

        assert others == [first, first], command


def test_a_year_without_an_answer_yet_says_so_of_every_item(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n")

    shown = flat(tuphe("xem", "2026").out)

    assert "0/30" in shown
    for item in EVERYONES:
        assert f"{NAMES[item]}: Chưa trả lời" in shown


def test_points_are_shown_before_both_are_given(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n[tu_danh_gia]\ntieu_chi_chung = 27.5\n")

    assert "27,5" in tuphe("xem", "2026").out


def test_an_item_that_the_checklist_has_lost_is_still_shown(tuphe: Run, own_checklist: Callable[..., Path]) -> None:
    item = '[[nhom.muc]]\nid = "{0}"\nten = "Mục {0}"\ncau_hoi = "Tôi…?"\nloai = "pham-chat"\n'
    head = 'id = "rieng"\nten = "Bộ riêng"\n[[nhom]]\nid = "mot"\nten = "Nhóm một"\n'
    own_checklist(head + item.format("con") + item.format("mat"))
    answers = 'nam = 2026\nbo_tieu_chi.id = "rieng"\n[[muc]]\nid = "mat"\nmuc_do = "tot"\nket_qua = ["Việc cũ."]\n'
    tuphe("kiem-diem", "--tra-loi", "-", stdin=answers)
    own_checklist(head + item.format("con"))

    result = tuphe("xem", "2026")

    assert result.code == 0
    assert "Việc cũ." in result.out
    assert "mat: Tốt" in result.out


def test_a_word_without_spaces_is_broken_rather_than_running_over(tuphe: Run) -> None:
    long = "https://" + "a" * 300
    tuphe("kiem-diem", "--tra-loi", "-", stdin=_answers({"can-kiem": {"muc_do": "tot", "ket_qua": [long]}}, nam=2026))

    page = tuphe("xem", "2026", COLUMNS="40").out

    assert _fits(page, 40)
    assert long in "".join(page.split())


# The list of years


@WIDTHS
def test_the_list_of_years_fits_its_window(two_years: Run, columns: int) -> None:
    two_years("chot", "2025")

    pages = [two_years("danh-sach", COLUMNS=str(columns), **colour) for colour in COLOURS]

    assert all(page.code == 0 and page.err == "" and _fits(page.out, columns) for page in pages)
    assert len({plain(page.out) for page in pages}) == 1
    for word in ("2025", "2026", "30/30"):
        assert word in pages[0].out


def test_the_list_of_years_says_state_progress_counts_and_level(two_years: Run) -> None:
    two_years("chot", "2025")

    lines = [flat(line) for line in two_years("danh-sach").out.splitlines()]

    assert "2025 Đã chốt 30/30 8 5 Hoàn thành nhiệm vụ" in lines
    assert "2026 Đang làm 30/30, đủ 4 4 Hoàn thành tốt nhiệm vụ" in lines


def test_the_list_of_years_as_json(two_years: Run) -> None:
    listed = json.loads(two_years("danh-sach", "--json").out)

    assert list(listed) == ["nam", "han_che", "cam_ket"]
    assert [(one["nam"], one["trang_thai"], one["xep_loai"]) for one in listed["nam"]] == [
        (2025, "nhap", "hoan-thanh"),
        (2026, "nhap", "tot"),
    ]


def test_an_empty_folder_has_no_years_and_stays_empty(tuphe: Run, folder: Path) -> None:
    result = tuphe("danh-sach")

    assert result.code == 0
    assert "tuphe kiem-diem" in result.out + result.err
    assert json.loads(tuphe("danh-sach", "--json").out) == {"nam": [], "han_che": [], "cam_ket": []}
    assert not folder.exists()


# Two years side by side


@WIDTHS
def test_two_years_fit_their_window_and_every_item_has_its_ratings_and_the_word_of_its_change(
    two_years: Run, columns: int
) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    pages = [two_years("so-sanh", "2026", COLUMNS=str(columns), **colour) for colour in COLOURS]

    assert all(page.code == 0 and page.err == "" and _fits(page.out, columns) for page in pages)
    assert len({plain(page.out) for page in pages}) == 1
    assert [bool(re.search("\x1b", page.out)) for page in pages] == [False, False, True]
    assert compared_items(pages[0].out) == [
        (NAMES[one["id"]], RATINGS[one["truoc"]], RATINGS[one["nay"]], CHANGES[one["thay_doi"]])
        for one in report["muc"]
    ]


@WIDTHS
def test_shortcomings_and_pledges_say_in_words_what_became_of_them(two_years: Run, columns: int) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    shown = flat(two_years("so-sanh", "2026", COLUMNS=str(columns)).out)

    for found in report["han_che"]:
        assert f"{SHORTCOMINGS[found['thay_doi']]}{far(found)} · {NAMES[found['muc']]}" in shown
        assert found["truoc"] is None or f"2025: {found['truoc']}" in shown
        assert found["nay"] is None or f"2026: {found['nay']}" in shown
    for pledge in report["cam_ket"]:
        assert f"{PLEDGES[pledge['tinh_trang']]}{far(pledge)}: {pledge['noi_dung']}" in shown


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_terminal_two_years_read_the_same(two_years: Run, terminal: Open, columns: int) -> None:
    piped = compared_items(two_years("so-sanh", "2026", COLUMNS=str(columns)).out)

    screen = terminal("so-sanh", "2026", columns=columns, rows=200)

    assert screen.finish() == 0
    assert compared_items(screen.record) == piped


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_cannot_redraw_has_its_own_width_too(two_years: Run, terminal: Open, kind: str) -> None:
    screen = terminal("so-sanh", "2026", columns=40, TERM=kind)

    page = screen.process.read().decode()

    assert _fits(page, 40)
    assert "\x1b" not in page


def test_the_counts_stand_above_the_items(two_years: Run) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)
    counted = [one["thay_doi"] for one in report["muc"]]

    above = flat(two_years("so-sanh", "2026").out.split("Về nhận thức")[0])

    assert above.startswith("Năm 2026 so với năm 2025")
    for change in set(counted):
        assert f"{CHANGES[change]}: {counted.count(change)}" in above


def test_a_group_has_the_averages_of_what_was_rated_in_both_years(two_years: Run) -> None:
    shown = flat(two_years("so-sanh", "2026").out)
    groups = {one["id"]: one for one in json.loads(two_years("so-sanh", "2026", "--json").out)["nhom"]}

    assert groups["hanh-dong"]["so_muc"] == 9
    assert groups["hanh-dong"]["truoc"] == pytest.approx(24 / 9)
    assert groups["hanh-dong"]["nay"] == pytest.approx(27 / 9)
    assert "2,67 → 3, tính trên 9 mục" in shown


def test_only_changes_leaves_out_what_stayed(two_years: Run) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    page = two_years("so-sanh", "2026", "--chi-thay-doi").out

    assert compared_items(page) == [
        (NAMES[one["id"]], RATINGS[one["truoc"]], RATINGS[one["nay"]], CHANGES[one["thay_doi"]])
        for one in report["muc"]
        if one["thay_doi"] not in ("giu-nguyen", "khong-so-sanh")
    ]
    assert "Chưa khắc phục · Tự phê bình và phê bình" in page


def test_the_report_has_the_keys_of_the_design(two_years: Run) -> None:
    result = two_years("so-sanh", "2026", "--json")

    report = json.loads(result.out)
    assert result.err == ""
    assert (report["nam"], report["nam_truoc"]) == (2026, 2025)
    assert {"nam", "nam_truoc", "muc", "nhom", "han_che", "cam_ket"} <= set(report)
    assert all(set(one) == {"id", "nhom", "truoc", "nay", "thay_doi"} for one in report["muc"])
    assert {one["id"]: one["thay_doi"] for one in report["muc"]}["kien-thuc-cong-nghe"] == "tien-bo"
    assert [one["muc"] for one in report["han_che"] if one["thay_doi"] == "tai-dien"] == ["tu-phe-binh-va-phe-binh"]


def test_the_year_before_is_the_nearest_one_on_file(two_years: Run, folder: Path) -> None:
    (folder / "kiem-diem" / "2025.toml").rename(folder / "kiem-diem" / "2023.toml")
    year = folder / "kiem-diem" / "2023.toml"
    year.write_text(year.read_text(encoding="utf-8").replace("nam = 2025", "nam = 2023"), encoding="utf-8")

    assert "Năm 2026 so với năm 2023" in two_years("so-sanh", "2026").out


def test_any_other_year_can_be_set_beside(two_years: Run) -> None:
    two_years("kiem-diem", "--tra-loi", "-", stdin=_answers({"can-kiem": {"muc_do": "xuat-sac"}}, nam=2024))

    report = json.loads(two_years("so-sanh", "2026", "--voi", "2024", "--json").out)

    assert report["nam_truoc"] == 2024
    assert {one["id"]: one["thay_doi"] for one in report["muc"]}["can-kiem"] == "giam"
    assert "Năm 2026 so với năm 2024" in two_years("so-sanh", "2026", "--voi", "2024").out


def test_the_first_year_has_nothing_to_be_compared_with(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))

    result = tuphe("so-sanh", "2025")
    report = json.loads(tuphe("so-sanh", "2025", "--json").out)

    assert result.code == 0
    assert "chưa có gì để so sánh" in result.out
    assert report == {"nam": 2025, "nam_truoc": None, "muc": [], "nhom": [], "han_che": [], "cam_ket": []}


def test_another_checklist_is_said_to_be_the_cause_of_some_differences(two_years: Run, folder: Path) -> None:
    year = folder / "kiem-diem" / "2025.toml"
    year.write_text(
        re.sub(r'dau_van_tay = "\w+"', 'dau_van_tay = "0123456789abcdef"', year.read_text(encoding="utf-8")),
        encoding="utf-8",
    )

    assert "Bộ tiêu chí hai năm không giống nhau" in flat(two_years("so-sanh", "2026").out)


# The picture


def test_the_picture_shows_every_item_and_asks_nothing_of_the_network(two_years: Run, tmp_path: Path) -> None:
    report = json.loads(two_years("so-sanh", "2026", "--json").out)

    result = two_years("so-sanh", "2026", "--luu-anh", "anh.svg")

    svg = (tmp_path / "anh.svg").read_text(encoding="utf-8")
    assert (result.code, result.out) == (0, "")
    assert "anh.svg" in result.err
    assert set(re.findall(r"\w+://[^\"')\s]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|href|url\((?!#)", svg)
    assert compared_items(picture_lines(svg)) == [
        (NAMES[one["id"]], RATINGS[one["truoc"]], RATINGS[one["nay"]], CHANGES[one["thay_doi"]])
        for one in report["muc"]
    ]


@pytest.mark.parametrize("surroundings", [{"NO_COLOR": "1"}, {"COLUMNS": "40"}, {"TERM": "dumb"}], ids=str)
def test_the_picture_is_the_same_from_every_terminal(
    two_years: Run, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    two_years("so-sanh", "2026", "--luu-anh", "mot.svg")
    two_years("so-sanh", "2026", "--luu-anh", "hai.svg", **surroundings)

    assert (tmp_path / "mot.svg").read_text(encoding="utf-8") == (tmp_path / "hai.svg").read_text(encoding="utf-8")


# Closed and opened


def test_a_closed_year_is_read_only_until_it_is_opened(two_years: Run, folder: Path) -> None:
    year = folder / "kiem-diem" / "2026.toml"
    answers = _answers({"can-kiem": {"muc_do": "kem"}}, nam=2026)

    closed = two_years("chot", "2026")
    refused = two_years("kiem-diem", "--tra-loi", "-", stdin=answers)
    as_closed = year.read_bytes()
    opened = two_years("mo-lai", "2026")
    taken = two_years("kiem-diem", "--tra-loi", "-", stdin=answers)

    assert [closed.code, refused.code, opened.code, taken.code] == [0, 6, 0, 0]
    assert "tuphe mo-lai 2026" in closed.err
    assert closed.out == opened.out == ""
    assert b'trang_thai = "chot"' in as_closed
    assert as_closed in [kept.read_bytes() for kept in (folder / "sao-luu" / "kiem-diem" / "2026").iterdir()]
    assert 'muc_do = "kem"' in year.read_text(encoding="utf-8")


def test_a_closed_year_can_be_shown_compared_and_exported(two_years: Run) -> None:
    two_years("chot", "2026")

    assert "Đã chốt" in two_years("xem", "2026").out
    assert two_years("so-sanh", "2026").code == 0
    assert two_years("xuat", "2026").code == 0


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
        ("2026-11-25", (), 2026),
        ("2027-01-01", (), 2026),
        ("2027-03-31", (), 2026),
        ("2027-03-31", ("2026",), 2027),
        ("2027-04-01", (), 2027),
        ("2027-12-31", (), 2027),
    ],
)
def test_the_year_is_this_one_or_until_march_the_open_one_before(
    two_years: Run, on_day: OnDay, day: str, closed: tuple[str, ...], meant: int
) -> None:
    there = on_day(day)
    two_years("kiem-diem", "--tra-loi", "-", stdin="nam = 2027\n", **there)
    for year in closed:
        two_years("chot", year)

    assert f"năm {meant}" in two_years("xem", **there).out.splitlines()[0]
    assert json.loads(two_years("so-sanh", "--json", **there).out)["nam"] == meant
    assert f"NĂM {meant}" in two_years("xuat", "--dang", "txt", **there).out.splitlines()[0]
    assert str(meant) in two_years("chot", **there).err


def test_in_january_a_year_before_that_was_never_begun_is_not_meant(tuphe: Run, on_day: OnDay) -> None:
    result = tuphe("xem", **on_day("2027-01-15"))

    assert result.code == 3
    assert "năm 2027" in result.err


def test_next_year_can_be_begun_but_not_the_one_after(tuphe: Run, on_day: OnDay) -> None:
    there = on_day("2026-11-25")

    assert tuphe("kiem-diem", "2027", "--tra-loi", "-", **there).code == 0
    assert tuphe("kiem-diem", "2028", "--tra-loi", "-", **there).code == 2


# The person's own words


@WIDTHS
def test_a_text_comes_out_as_it_was_written(tuphe: Run, columns: int) -> None:
    for year in (2025, 2026):
        tuphe(
            "kiem-diem",
            "--tra-loi",
            "-",
            stdin=_answers(
                {
                    "can-kiem": {"muc_do": "kem", "ket_qua": AS_WRITTEN, "ghi_chu": " ".join(AS_WRITTEN)},
                    "liem-chinh": {"muc_do": "kem", "han_che": [f"{year} {text}" for text in AS_WRITTEN]},
                },
                nam=year,
                ghi_chu=" ".join(AS_WRITTEN),
            )
            + "".join(f"[[cam_ket]]\nnoi_dung = '{text}'\n" for text in AS_WRITTEN),
        )

    shown = flat(tuphe("xem", "2026", COLUMNS=str(columns)).out)
    compared = flat(tuphe("so-sanh", "2026", COLUMNS=str(columns)).out)

    for text in AS_WRITTEN:
        assert f"• {text}" in shown
        assert f"Hạn chế: 2026 {text}" in shown
        assert f"2025: 2025 {text}" in compared
        assert f"2026: 2026 {text}" in compared
        assert f": {text}" in compared
    assert f"Ghi chú riêng: {' '.join(AS_WRITTEN)}" in shown


def test_a_text_comes_out_of_the_picture_as_it_was_written(tuphe: Run, tmp_path: Path) -> None:
    for year in (2025, 2026):
        answers = {"liem-chinh": {"muc_do": "kem", "han_che": [f"{year} {text} <b> & “x”" for text in AS_WRITTEN]}}
        tuphe("kiem-diem", "--tra-loi", "-", stdin=_answers(answers, nam=year))
    tuphe("so-sanh", "2026", "--luu-anh", "anh.svg")

    shown = flat(picture_lines((tmp_path / "anh.svg").read_text(encoding="utf-8")))

    for text in AS_WRITTEN:
        assert f"2025: 2025 {text} <b> & “x”" in shown


def test_a_year_with_something_that_must_be_mended_is_not_closed_where_nobody_can_be_asked(
    tuphe: Run, folder: Path
) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n')

    refused = tuphe("chot", "2026")
    state = json.loads(tuphe("xem", "2026", "--json").out)["trang_thai"]
    closed = tuphe("chot", "2026", "--van-chot")

    assert (refused.code, state, closed.code) == (1, "nhap", 0)
    assert "- Phải sửa: " in refused.err
    assert "tuphe soat 2026" in refused.err
    assert json.loads(tuphe("xem", "2026", "--json").out)["trang_thai"] == "chot"


def test_what_is_only_worth_another_look_is_said_and_the_year_is_closed(two_years: Run) -> None:
    result = two_years("chot", "2026")

    assert result.code == 0
    assert "Soát: 3 điều nên xem lại." in result.err
    assert "- Nên xem lại: Phần đầu mẫu còn trống (3)" in result.err
    assert "Đã chốt năm 2026." in result.err


def test_the_closed_version_of_a_year_is_never_thinned_out(two_years: Run, folder: Path) -> None:
    two_years("chot", "2026")
    two_years("mo-lai", "2026")

    [kept] = (folder / "sao-luu" / "kiem-diem" / "2026").glob("*-chot.toml")

    assert 'trang_thai = "chot"' in kept.read_text(encoding="utf-8")
    assert kept.name not in superseded([kept.name, *(f"2027-01-01T00-00-{row:02}.toml" for row in range(60))])
