"""Points, tables of points and the proposed level, from an answers file to the paper."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from commands.conftest import Refuses
from conftest import EXAMPLES
from support.pages import english, flat, tables
from support.program import Run
from support.slips import SECRET
from support.small_word import word
from support.templates import head, line

File = Callable[..., str]
Saved = Callable[[], dict[str, Any]]

TABLE = (EXAMPLES / "bang-diem.toml").read_text(encoding="utf-8")
CRITERIA: dict[str, list[dict[str, Any]]] = {
    key: tomllib.loads(TABLE)[key] for key in ("tieu_chi_chung", "ket_qua_nhiem_vu")
}
MAXIMA = {one["id"]: one["toi_da"] for key in CRITERIA for one in CRITERIA[key]}

RATING = f'nam = 2026\nghi_chu = "{SECRET}"\n[tu_danh_gia]\n'
TASKS = f'nam = 2026\nghi_chu = "{SECRET}"\n[nhiem_vu]\ntong_so = 40\nhoan_thanh = 30\n'


def scored(points: dict[str, float], more: str = "", table: str = "bang-diem") -> str:
    """An answers file with these points for criteria."""
    rows = "".join(f'[[tu_danh_gia.diem]]\nid = "{one}"\ndiem = {given}\n' for one, given in points.items())
    return f'{RATING}bang_diem = "{table}"\n{more}{rows}'


FULL_POINTS = {one: most - 0.5 for one, most in MAXIMA.items()}
"""Half a point less than can be had, for each criterion: 27 of 30 and 67,5 of 70."""


@pytest.fixture
def saved(folder: Path) -> Saved:
    """Read the year 2026 as it is on the disk now."""
    return lambda: tables(folder / "kiem-diem" / "2026.toml")


# Points and counts


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (TASKS.replace("30", "41"), ("dòng 5", "“hoan_thanh”", "“tong_so”")),
        (f"{TASKS}cham_han = 31\n", ("dòng 6", "“cham_han”", "“hoan_thanh”")),
        (f"{TASKS}vuot_yeu_cau = 31\n", ("dòng 6", "“vuot_yeu_cau”", "“hoan_thanh”")),
        (f"{TASKS}cham_han = -1\n", ("dòng 6", "“cham_han”", "không nhỏ hơn 0")),
        (TASKS + '[[nhiem_vu.viec]]\nnoi_dung = "Việc."\n' * 2, ("dòng 8", "[[nhiem_vu.viec]]", "Gộp")),
    ],
)
def test_counts_that_cannot_be_are_refused(refuses: Refuses, file: File, content: str, says: tuple[str, ...]) -> None:
    name = file(content)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, *says))


def test_points_and_counts_at_their_bounds_are_kept_and_a_later_file_cannot_make_them_contradict_each_other(
    tuphe: Run, saved: Saved
) -> None:
    counts = "tong_so = 40\nhoan_thanh = 40\ncham_han = 40\nvuot_yeu_cau = 40\n"
    answers = f"{RATING}tieu_chi_chung = 30\nket_qua_nhiem_vu = 0\n[nhiem_vu]\n{counts}"

    assert tuphe("kiem-diem", "--tra-loi", "-", stdin=answers).code == 0

    assert saved()["tu_danh_gia"] == {"tieu_chi_chung": 30, "ket_qua_nhiem_vu": 0}
    assert saved()["nhiem_vu"] == {"tong_so": 40, "hoan_thanh": 40, "cham_han": 40, "vuot_yeu_cau": 40}
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n[nhiem_vu]\ntong_so = 20\n")
    assert tuphe("xem", "2026").err == ""
    assert saved()["nhiem_vu"]["hoan_thanh"] <= saved()["nhiem_vu"]["tong_so"]


# Tables of points


def test_a_table_in_the_folder_is_listed_beside_the_checklists_and_shown(tuphe: Run, table: Path) -> None:
    listed = tuphe("tieu-chi", "danh-sach", COLUMNS="200")
    shown = tuphe("tieu-chi", "xem", "bang-diem")

    lines = [flat(line) for line in listed.out.splitlines()]
    assert (listed.code, listed.err, shown.code, shown.err) == (0, "", 0, "")
    assert "bang-diem Bảng điểm ví dụ 11 Ví dụ, không phải bảng điểm của cấp uỷ nào" in lines
    assert lines.index("Bảng điểm Tên Số tiêu chí Nguồn") > next(
        row for row, line in enumerate(lines) if line.startswith("trach-nhiem")
    )
    page = flat(shown.out)
    assert "Bảng điểm ví dụ (bang-diem)" in page
    assert [
        one["id"]
        for key in CRITERIA
        for one in CRITERIA[key]
        if f"{one['ten']}: tối đa {one['toi_da']} điểm" not in page
    ] == []
    assert page.index("Nhóm tiêu chí chung") < page.index("Nhóm tiêu chí về kết quả thực hiện nhiệm vụ")


def test_a_table_is_no_checklist(refuses: Refuses, table: Path, file: File) -> None:
    says = "không có bộ tiêu chí “bang-diem”. Đang có: trach-nhiem"

    refuses("kiem-diem", "--bo-tieu-chi", "bang-diem", "--tra-loi", file("nam = 2026\n"), code=4, says=(says,))


def test_a_good_table_is_said_to_be_good_on_many_lines_or_few(tuphe: Run, file: File) -> None:
    short = (
        'dinh_dang = 1\nid = "ngan"\nten = "Bảng ngắn"\n'
        'tieu_chi_chung = [{ id = "chung", ten = "Chung", toi_da = 30 }]\n'
        'ket_qua_nhiem_vu = [{ id = "viec", ten = "Việc", toi_da = 70 }]\n'
    )

    result = tuphe("tieu-chi", "kiem-tra", str(EXAMPLES / "bang-diem.toml"))
    on_few_lines = tuphe("tieu-chi", "kiem-tra", file(short, "ngan.toml"))

    assert (result.code, result.err) == (on_few_lines.code, on_few_lines.err) == (0, "")
    assert "đúng. Bảng điểm, 11 tiêu chí." in result.out


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("toi_da = 20\n\n[[ket", "toi_da = 19.5\n\n[[ket", ("dòng 36", "cộng lại được 69,5, phải bằng 70")),
        ('trách nhiệm nêu gương"\ntoi_da = 6', '"\ntoi_da = 7', ("dòng 6", "cộng lại được 31, phải bằng 30")),
        ('id = "phoi-hop"', 'id = "tien-do"', ("dòng 57", "“tien-do” bị lặp")),
        ("toi_da = 15", "toi_da = 71", ("dòng 49", "“toi_da”", "không lớn hơn 70")),
    ],
)
def test_a_broken_table_is_refused_with_its_line_and_what_to_do(
    refuses: Refuses, file: File, right: str, wrong: str, says: tuple[str, ...]
) -> None:
    content = TABLE.replace("Ví dụ, không phải bảng điểm của cấp uỷ nào", SECRET)
    assert right in content
    name = file(content.replace(right, wrong, 1), "bang.toml")

    refuses("tieu-chi", "kiem-tra", name, code=4, says=(name, *says))


def test_a_broken_table_hides_nothing_else_on_the_list(tuphe: Run, table: Path) -> None:
    (table.parent / "hong.toml").write_text(TABLE.replace("toi_da = 15", "toi_da = 14"), encoding="utf-8")

    result = tuphe("tieu-chi", "danh-sach", COLUMNS="200")

    assert result.code == 4
    assert "trach-nhiem" in result.out
    assert "bang-diem" in result.out
    assert "hong.toml, dòng 36: các toi_da cộng lại được 69" in result.err


# Points by a table


def test_points_for_each_criterion_are_added_up(tuphe: Run, table: Path, saved: Saved) -> None:
    result = tuphe("kiem-diem", "--tra-loi", "-", stdin=scored(FULL_POINTS))

    mine = saved()["tu_danh_gia"]
    assert result.code == 0
    assert (mine["bang_diem"], mine["tieu_chi_chung"], mine["ket_qua_nhiem_vu"]) == ("bang-diem", 27, 67.5)
    assert {score["id"]: score["diem"] for score in mine["diem"]} == FULL_POINTS
    exported = tuphe("xuat", "2026", "--mau", "2B", "--muc", "B.I", "--dang", "txt").out
    assert "Nhóm tiêu chí chung: 27/30" in exported
    assert "Tổng điểm: 94,5/100" in exported
    assert all(one["ten"] in exported for key in CRITERIA for one in CRITERIA[key])


def test_points_for_some_criteria_make_no_sum_yet(tuphe: Run, table: Path, saved: Saved) -> None:
    general = {one["id"]: FULL_POINTS[one["id"]] for one in CRITERIA["tieu_chi_chung"]}

    tuphe("kiem-diem", "--tra-loi", "-", stdin=scored(general | {"khoi-luong": 18}))
    tuphe("kiem-diem", "--tra-loi", "-", stdin=scored({"chat-luong": 19.5}))

    mine = saved()["tu_danh_gia"]
    assert mine["tieu_chi_chung"] == 27
    assert "ket_qua_nhiem_vu" not in mine
    assert [score["diem"] for score in mine["diem"]][-2:] == [18, 19.5]


ONE = scored({"khoi-luong": 1})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (scored(FULL_POINTS, "tieu_chi_chung = 28\n"), ("dòng 5", "tieu_chi_chung khác tổng", "(27)")),
        (scored(FULL_POINTS, "ket_qua_nhiem_vu = 60\n"), ("dòng 5", "ket_qua_nhiem_vu khác tổng", "(67,5)")),
        (scored({"khoi-luong": 20.5}), ("dòng 7", "“khoi-luong” tối đa 20 điểm")),
        (scored({"khong-co": 1}), ("dòng 6", "không có tiêu chí đó", "phoi-hop")),
        (ONE.replace('"bang-diem"', '"khac"'), ("dòng 4", "không có bảng điểm này", "bang-diem", "tieu-chi")),
        (ONE.replace('bang_diem = "bang-diem"\n', ""), ("dòng 3", "cần thêm bang_diem")),
        (f'{ONE}[[tu_danh_gia.diem]]\nid = "khoi-luong"\ndiem = 2\n', ("dòng 8", "[[tu_danh_gia.diem]]", "Gộp")),
    ],
)
def test_points_that_do_not_fit_their_table_are_refused(
    refuses: Refuses, table: Path, file: File, content: str, says: tuple[str, ...]
) -> None:
    name = file(content)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, *says))


def test_without_any_table_in_the_folder_it_is_said_where_to_put_one(refuses: Refuses, file: File) -> None:
    name = file(ONE)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, "dòng 4", "thư mục tieu-chi"))


def test_points_by_another_table_do_not_spoil_the_year(tuphe: Run, table: Path, saved: Saved) -> None:
    other = TABLE.replace('"bang-diem"', '"khac"').replace('"khoi-luong"', '"so-luong"')
    (table.parent / "khac.toml").write_text(other, encoding="utf-8")
    tuphe("kiem-diem", "--tra-loi", "-", stdin=scored({"khoi-luong": 18}))

    tuphe("kiem-diem", "--tra-loi", "-", stdin=scored({"so-luong": 17}, table="khac"))

    assert tuphe("xem", "2026").err == ""
    mine = saved()["tu_danh_gia"]
    assert (mine["bang_diem"], "so-luong" in {score["id"] for score in mine["diem"]}) in (
        ("khac", True),
        ("bang-diem", False),
    )


def test_points_for_one_criterion_can_be_changed_later_and_the_sum_follows_and_is_not_contradicted(
    tuphe: Run, table: Path, saved: Saved
) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin=scored(FULL_POINTS))

    result = tuphe("kiem-diem", "--tra-loi", "-", stdin=scored({"khoi-luong": 15}))

    assert result.code == 0, result.err
    assert saved()["tu_danh_gia"]["ket_qua_nhiem_vu"] == 63
    contradicting = tuphe("kiem-diem", "--tra-loi", "-", stdin=f"{RATING}tieu_chi_chung = 10\n")
    assert contradicting.code == 4 or "tieu_chi_chung" in contradicting.err
    assert tuphe("xem", "2026").err == ""


# The level


LEVEL = "nam = 2026\n[tu_danh_gia]\nxep_loai = "
REASON = (
    "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 83,5 điểm, dưới 90; "
    "9/41 nhiệm vụ vượt yêu cầu, cần ít nhất 30%; "
    "2/8 hạn chế nêu ở các năm trước chưa khắc phục xong."
)


def test_a_year_is_shown_with_the_level_that_is_open_and_why_no_higher_one_is(two_years: Run) -> None:
    shown = two_years("xem", "2026")
    part = two_years("xem", "2026", "--nhom", "dao-duc")

    assert "Đề xuất: Hoàn thành tốt nhiệm vụ." in flat(shown.out)
    assert REASON in flat(shown.out)
    assert "Chưa thể đề xuất" not in part.out
    assert english(shown.out) == []


def test_a_higher_level_than_is_open_is_kept_and_the_reason_is_said(
    two_years: Run, saved: Saved, tmp_path: Path
) -> None:
    taken = two_years("kiem-diem", "--tra-loi", "-", stdin=f'{LEVEL}"xuat-sac"\n')
    exported = two_years("xuat", "2026", "--mau", "2B")
    unit = tmp_path / "mau.docx"
    unit.write_bytes(word(head("II. Hạn chế, khuyết điểm") + line(".......")))
    into_unit = two_years("xuat", "2026", "--mau", "2B", "--vao", str(unit), "-o", str(tmp_path / "nop.docx"))

    assert (taken.code, exported.code) == (0, 0)
    assert saved()["tu_danh_gia"] == {"tieu_chi_chung": 26.5, "ket_qua_nhiem_vu": 57, "xep_loai": "xuat-sac"}
    for said in (taken.err, exported.err, into_unit.err):
        assert f"Mức đã chọn: Hoàn thành xuất sắc nhiệm vụ. {REASON}\n" in said
    assert "☒ Hoàn thành xuất sắc nhiệm vụ" in exported.out
    assert exported.out.count("☒") == 1
    assert "Chưa thể đề xuất" not in exported.out


def test_a_lower_level_than_is_open_is_kept_and_what_is_open_is_said_and_of_the_open_one_nothing(
    two_years: Run,
) -> None:
    assert "Mức đã chọn" not in two_years("xuat", "2026").err
    assert "Mức đã chọn" not in two_years("kiem-diem", "--tra-loi", "-", stdin=f'{LEVEL}"tot"\n').err

    taken = two_years("kiem-diem", "--tra-loi", "-", stdin=f'{LEVEL}"hoan-thanh"\n')

    assert (
        "Mức đã chọn: Hoàn thành nhiệm vụ. Theo Quy định số 366-QĐ/TW có thể đề xuất: Hoàn thành tốt nhiệm vụ.\n"
    ) in taken.err


def test_of_a_year_before_levels_rested_on_points_nothing_is_reasoned(tuphe: Run) -> None:
    answers = f'{LEVEL}"xuat-sac"\ntieu_chi_chung = 1\n'.replace("2026", "2024")
    taken, shown = tuphe("kiem-diem", "--tra-loi", "-", stdin=answers), tuphe("xem", "2024")

    assert taken.code == 0
    assert "Mức đã chọn" not in taken.err
    assert "đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì" not in flat(shown.out)


# The table that a year was made by stays with it: what becomes of the file judges later years only


YEAR: Final = 'nam = 2025\n[tu_danh_gia]\nbang_diem = "bang-diem"\nxep_loai = "tot"\n' + "".join(
    f'[[tu_danh_gia.diem]]\nid = "{one}"\ndiem = {most}\n' for one, most in MAXIMA.items()
)

CHANGES: Final[dict[str, Callable[[Path], object]]] = {
    "other maxima": lambda path: path.write_text(
        TABLE.replace("toi_da = 6", "toi_da = 2", 1).replace("toi_da = 4", "toi_da = 8", 1), encoding="utf-8"
    ),
    "other criteria": lambda path: path.write_text(TABLE.replace('id = "pham', 'id = "khac-pham'), encoding="utf-8"),
    "broken": lambda path: path.write_text("[[[", encoding="utf-8"),
    "gone": lambda path: path.unlink(),
}


def everything(tuphe: Run) -> list[tuple[int, str]]:
    """What the commands say of the year and of the one after it."""
    commands = (
        *(("xem", "2025", "--json"), ("soat", "2025", "--json"), ("xuat", "2025", "--mau", "2B", "--dang", "txt")),
        *(("so-sanh", "2026", "--json"), ("xu-huong", "--json"), ("soat", "2026", "--json")),
    )
    return [(result.code, result.out) for command in commands for result in [tuphe(*command)]]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_becomes_of_a_table_changes_no_year_that_was_made_by_it_and_it_is_fed_back_with_it(
    tuphe: Run, folder: Path, table: Path, change: Callable[[Path], object]
) -> None:
    assert tuphe("kiem-diem", "--tra-loi", "-", stdin=YEAR).code == 0
    assert tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n").code == 0
    saved = (folder / "kiem-diem" / "2025.toml").read_bytes()
    before = everything(tuphe)

    change(table)

    assert everything(tuphe) == before
    for answers in (saved, YEAR):
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=answers).code == 0
        assert (folder / "kiem-diem" / "2025.toml").read_bytes() == saved


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_year_of_format_1_without_a_table_of_its_own_is_read_whatever_became_of_the_file(
    tuphe: Run, table: Path, year_file: Callable[..., Path], change: Callable[[Path], object]
) -> None:
    path = year_file(f"dinh_dang = 1\n{YEAR}", 2025)
    shown = tuphe("xem", "2025", "--json")
    assert shown.code == 0
    assert '"id": "bang-diem"' in shown.out

    change(table)

    for command in ("xem 2025", "soat 2025", "soat 2025 --json", "xuat 2025", "danh-sach"):
        assert tuphe(*command.split()).code in (0, 1), command
    assert path.read_text(encoding="utf-8") == f"dinh_dang = 1\n{YEAR}"
