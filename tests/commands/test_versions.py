"""tuphe khoi-phuc: what earlier versions there are, how they differ, and one of them brought back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.conftest import Refuses
from conftest import EXAMPLES
from support.pages import english, flat
from support.program import Run
from tuphe.storage.versions import NEWEST_KEPT

POORER = """
nam = 2026
[[muc]]
id = "can-kiem"
muc_do = "kem"
[[muc.han_che]]
noi_dung = "Quên tắt điện kho 3 lần."
"""


@pytest.fixture
def changed(two_years: Run) -> Run:
    """The program with a year that was changed once since it was made."""
    assert two_years("kiem-diem", "--tra-loi", "-", stdin=POORER).code == 0
    return two_years


def test_each_version_has_its_day_its_size_and_what_would_change_in_words(changed: Run) -> None:
    result = changed("khoi-phuc", "2026")

    assert result.code == 0
    row = flat(result.out.partition("\n")[2])
    assert re.match(
        r"1 \d\d/\d\d?/\d{4} \d\d:\d\d \d+,\d 1 mục đổi mức độ, 1 mục đổi kết quả, bớt 1 hạn chế \(Cần, kiệm\)$", row
    ), row
    assert english(result.out + result.err) == []


@pytest.mark.parametrize("columns", [40, 80])
def test_the_versions_fit_their_window_and_the_difference_is_shown_text_by_text(changed: Run, columns: int) -> None:
    listed = changed("khoi-phuc", "2026", COLUMNS=str(columns)).out
    shown = changed("khoi-phuc", "2026", "--xem", "1", COLUMNS=str(columns)).out

    assert max(map(len, (listed + shown).splitlines())) <= columns
    assert "Cần, kiệm: Kém → Tốt" in flat(shown)
    assert "+ Từ ngày 01/4/2026 không in văn bản nội bộ" in flat(shown)
    assert "- Cần, kiệm: Quên tắt điện kho 3 lần." in flat(shown)


@pytest.mark.parametrize(
    ("was", "other", "in_short", "label"),
    [
        (
            'bien_phap = "Đặt lịch nhắc."',
            'bien_phap = "Đặt hai lịch nhắc."',
            "1 hạn chế đổi nguyên nhân, biện pháp hoặc thời hạn",
            "biện pháp: ",
        ),
        (
            "thoi_han = 2027-06-30",
            "thoi_han = 2027-07-31",
            "1 cam kết đổi thời hạn hoặc đổi phần của bản cam kết",
            "thời hạn: ",
        ),
        ("tieu_chi_chung = 27", "tieu_chi_chung = 28", "đổi điểm hoặc mức xếp loại", "điểm nhóm tiêu chí chung: "),
        ("tong_so = 9", "tong_so = 8", "đổi nhiệm vụ", "số nhiệm vụ được giao: "),
        ('ghi_chu = "Riêng."', 'ghi_chu = "Khác."', "đổi ghi chú riêng", ""),
    ],
    ids=["remedy", "pledge", "points", "tasks", "note"],
)
def test_nothing_that_differs_is_passed_over(tuphe: Run, was: str, other: str, in_short: str, label: str) -> None:
    year = (
        'nam = 2026\nghi_chu = "Riêng."\n[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n[[muc.han_che]]\n'
        'noi_dung = "Nộp chậm 3 ngày."\nnguyen_nhan = "Quên."\nloai_nguyen_nhan = "chu-quan"\n'
        'bien_phap = "Đặt lịch nhắc."\nthoi_han = 2027-03-31\n[[cam_ket]]\nnoi_dung = "Học xong lớp kỹ năng số."\n'
        "thoi_han = 2027-06-30\n[nhiem_vu]\ntong_so = 9\nhoan_thanh = 8\n[tu_danh_gia]\ntieu_chi_chung = 27\n"
    )
    for content in (year.replace(was, other), year):
        assert tuphe("kiem-diem", "--tra-loi", "-", stdin=content).code == 0

    listed = flat(tuphe("khoi-phuc", "2026", COLUMNS="200").out)
    shown = flat(tuphe("khoi-phuc", "2026", "--xem", "1").out)

    assert in_short in listed
    for sign, written in (("-", was), ("+", other)):
        value = written.partition(" = ")[2].strip('"')
        day = re.sub(r"(\d+)-0(\d)-(\d+)", r"\3/\2/\1", value)
        assert f"{sign} {label}{day}" in shown


def test_a_version_is_brought_back_byte_for_byte_and_that_is_undone_the_same_way(
    changed: Run, folder: Path, refuses: Refuses
) -> None:
    year = folder / "kiem-diem" / "2026.toml"
    [earlier] = (folder / "sao-luu" / "kiem-diem" / "2026").iterdir()
    before, present = earlier.read_bytes(), year.read_bytes()

    for number in ("7", "-1", "một"):
        refuses("khoi-phuc", "2026", "--lay", number, code=2)
    refuses("khoi-phuc", "2026", "--xem", "1", "--lay", "1", code=2, says=("--xem không dùng cùng --lay",))
    refuses("khoi-phuc", "2020", code=3, says=("tuphe kiem-diem 2020",))
    taken = changed("khoi-phuc", "2026", "--lay", "1")
    back = year.read_bytes()
    undone = changed("khoi-phuc", "2026", "--lay", "1")

    assert (taken.code, undone.code) == (0, 0)
    assert back == before
    assert year.read_bytes() == present
    assert "muốn đổi lại: tuphe khoi-phuc 2026" in taken.err


@pytest.mark.parametrize(
    ("content", "seen", "listed"),
    [
        (b"nam = 2026\n[[muc\xff", ("dòng 2",), "Bản hiện tại không đọc được."),
        (b"", ("tệp rỗng",), "Bản hiện tại không đọc được."),
        (None, ("các bản trước vẫn được giữ",), "Năm 2026 không còn tệp"),
    ],
    ids=["broken", "empty", "gone"],
)
def test_a_year_that_cannot_be_read_or_is_gone_names_the_way_back_and_is_brought_back(
    changed: Run, refuses: Refuses, folder: Path, content: bytes | None, seen: tuple[str, ...], listed: str
) -> None:
    year = folder / "kiem-diem" / "2026.toml"
    if content is None:
        year.unlink()
    else:
        year.write_bytes(content)

    refuses("xem", "2026", code=3 if content is None else 4, says=(*seen, "tuphe khoi-phuc 2026"))
    assert listed in changed("khoi-phuc", "2026").err
    assert changed("khoi-phuc", "2026", "--lay", "1").code == 0

    assert changed("xem", "2026").code == 0
    kept = [version.read_bytes() for version in (folder / "sao-luu" / "kiem-diem" / "2026").iterdir()]
    assert not content or content in kept
    assert ("không đọc được" in changed("khoi-phuc", "2026").out) is (content is not None)


def test_a_closed_year_is_not_replaced_until_it_is_opened_and_brought_back_as_it_was_closed(
    two_years: Run, refuses: Refuses, folder: Path
) -> None:
    two_years("kiem-diem", "--tra-loi", "-", stdin=POORER)
    two_years("chot", "2026", "--van-chot")
    refuses("khoi-phuc", "2026", "--lay", "1", code=6, says=("số của các bản đổi", "tuphe mo-lai 2026"))
    two_years("mo-lai", "2026")

    listed = flat(two_years("khoi-phuc", "2026", COLUMNS="200").out)
    said = two_years("khoi-phuc", "2026", "--lay", "1")

    assert "bản đã chốt" in listed
    year = folder / "kiem-diem" / "2026.toml"
    assert 'trang_thai = "chot"' in year.read_text(encoding="utf-8")
    assert year.stat().st_mode & 0o777 == 0o400
    assert said.code == 0
    assert "đã chốt nên chỉ đọc, không sửa được. Muốn sửa hay đổi lại, trước hết: tuphe mo-lai 2026" in flat(said.err)


# Copies that others leave beside a year

Copy = Callable[[str], Path]
COPIES = ("2026 (1).toml", "2026.sync-conflict-20261124-101500-ABCDEF.toml", "2026-MAY-CO-QUAN.toml")


@pytest.fixture
def conflicting(two_years: Run, folder: Path) -> Copy:
    """Put a copy beside the year, in which one rating differs."""

    def copy(name: str) -> Path:
        year = folder / "kiem-diem" / "2026.toml"
        there = year.with_name(name)
        there.write_bytes(
            year.read_bytes().replace(b'id = "can-kiem"\nmuc_do = "tot"', b'id = "can-kiem"\nmuc_do = "kem"')
        )
        return there

    return copy


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_beside_a_year_is_told_of_compared_and_chosen_and_both_are_kept(
    two_years: Run, folder: Path, conflicting: Copy, name: str
) -> None:
    copy = conflicting(name)
    year = folder / "kiem-diem" / "2026.toml"
    theirs, ours = copy.read_bytes(), year.read_bytes()

    told = two_years("xem", "2026").err
    assert "2026" in two_years("danh-sach").out
    two_years("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n")
    listed = two_years("khoi-phuc", "2026", COLUMNS="200").out
    assert (copy.read_bytes(), year.read_bytes()) == (theirs, ours)
    taken = two_years("khoi-phuc", "2026", "--lay", "1")

    assert name in told
    assert "tuphe khoi-phuc 2026" in told
    assert f"tệp {name} " in listed
    assert "1 mục đổi mức độ" in listed
    assert taken.code == 0
    assert year.read_bytes() == theirs
    assert not copy.exists()
    kept = [version.read_bytes() for version in (folder / "sao-luu" / "kiem-diem" / "2026").iterdir()]
    assert sorted(kept) == sorted([ours, theirs])
    assert two_years("xem", "2026").err == ""
    assert two_years("khoi-phuc", "2026", "--lay", "1").code == 0  # what the copy replaced is the first of the list
    assert year.read_bytes() == ours


def test_keeping_the_present_one_puts_the_copies_away_and_without_any_changes_nothing(
    two_years: Run, refuses: Refuses, folder: Path, conflicting: Copy
) -> None:
    theirs = conflicting(COPIES[0]).read_bytes()
    year = folder / "kiem-diem" / "2026.toml"
    ours = year.read_bytes()

    for said in ("", "không có gì thay đổi"):
        result = two_years("khoi-phuc", "2026", "--lay", "0")

        assert (result.code, said in result.err) == (0, True)
        assert (f"{folder}/sao-luu/kiem-diem/2026." in result.err) is not bool(said)
        assert year.read_bytes() == ours
        [kept] = (folder / "sao-luu" / "kiem-diem" / "2026").iterdir()
        assert kept.read_bytes() == theirs
        assert sorted(path.name for path in year.parent.glob("*.toml")) == ["2025.toml", "2026.toml"]
    year.unlink()
    refuses("khoi-phuc", "2026", "--lay", "0", code=3, says=("tuphe khoi-phuc 2026",))


def test_the_page_on_files_says_how_many_are_kept() -> None:
    page = (EXAMPLES.parent / "docs" / "tep.md").read_text(encoding="utf-8")

    kept = (
        f"{NEWEST_KEPT} bản mới nhất, bản cuối của mỗi ngày trước đó, mọi bản đã chốt và bản khác từng nằm cùng thư mục"
    )
    assert kept in flat(page)


def test_a_year_that_cannot_be_read_names_the_way_back_also_from_the_year_after(
    two_years: Run, refuses: Refuses, folder: Path
) -> None:
    year = folder / "kiem-diem" / "2025.toml"
    for command in (("chot", "2025", "--van-chot"), ("mo-lai", "2025")):
        assert two_years(*command).code == 0
    year.write_text("nam = \n", encoding="utf-8")

    for name in ("soat", "so-sanh", "xuat"):
        refuses(name, "2026", code=4, says=("2025.toml, dòng 1", "Muốn lấy lại bản trước: tuphe khoi-phuc 2025"))


def test_no_way_back_is_named_where_there_is_none_or_the_fault_is_the_checklists(two_years: Run, folder: Path) -> None:
    (folder / "kiem-diem" / "20261.toml").write_text("nam = 2026\n", encoding="utf-8")
    assert two_years("xem", "2026").err == ""
    (folder / "kiem-diem" / "2026.toml").write_text("nam = \n", encoding="utf-8")
    assert "khoi-phuc" not in two_years("xem", "2026").err
    (folder / "tieu-chi").mkdir()
    (folder / "tieu-chi" / "trach-nhiem.toml").write_text("id = \n", encoding="utf-8")

    said = two_years("xem", "2025")

    assert said.code == 4
    assert "trach-nhiem.toml, dòng 1" in said.err
    assert "khoi-phuc" not in said.err


def test_a_year_of_which_only_something_to_bring_back_is_left_is_named_and_not_begun_again_without_a_word(
    changed: Run, folder: Path
) -> None:
    years = folder / "kiem-diem"
    (years / "2026.toml").unlink()
    (years / "2025.toml").rename(years / "2025 (1).toml")

    said = changed("danh-sach")
    begun = changed("kiem-diem", "--tra-loi", "-", stdin=POORER)

    assert (said.code, begun.code) == (0, 0)
    for year in (2025, 2026):
        assert f"Tệp của năm {year} không còn, nhưng có bản để lấy lại: tuphe khoi-phuc {year}" in flat(said.err)
    assert "các bản trước vẫn được giữ" in begun.err
    assert "tuphe khoi-phuc 2026" in begun.err


def test_a_task_that_would_change_is_not_called_a_shortcoming(two_years: Run) -> None:
    task = 'nam = 2026\n[[nhiem_vu.viec]]\nnoi_dung = "Sắp xếp kho"\nsan_pham = "1.240 hồ sơ"\n'
    made = two_years("kiem-diem", "--tra-loi", "-", stdin=task)
    assert made.code == 0, made.err

    shown = two_years("khoi-phuc", "2026", "--xem", "1", COLUMNS="200").out

    assert "- nội dung: Sắp xếp kho" in shown
    assert "- sản phẩm: 1.240 hồ sơ" in shown
    assert "hạn chế cụ thể" not in shown
