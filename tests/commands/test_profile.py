"""tuphe ho-so: who the reviews are about."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses
from support.pages import flat, tables
from support.program import Run
from support.slips import SECRET
from tuphe.core.profile import MOST_PAGES

FIELDS = {
    "ho_ten": ("Họ và tên", "Lê Thị An"),
    "ngay_sinh": ("Ngày sinh", "19/5/1985"),
    "don_vi": ("Đơn vị công tác", "Phòng Quản lý Văn thư, Lưu trữ"),
    "chi_bo": ("Chi bộ", "Chi bộ 3"),
    "dang_bo": ("Đảng bộ", "Đảng bộ Sở Nội vụ"),
    "chuc_vu_dang": ("Chức vụ Đảng", "Chi uỷ viên"),
    "chuc_vu_chinh_quyen": ("Chức vụ chính quyền", "Chuyên viên"),
    "chuc_vu_doan_the": ("Chức vụ đoàn thể", "Uỷ viên Ban Chấp hành Công đoàn"),
    "mau": ("Mẫu bản kiểm điểm", "2B"),
}


def test_every_field_can_be_set_at_once_and_is_shown(tuphe: Run, folder: Path) -> None:
    settings = [word for key, (_, value) in FIELDS.items() for word in ("--dat", f"{key}={value}")]
    assert "ho_so" in json.loads(tuphe("ho-so", "--json").out)
    assert not folder.exists()

    result = tuphe("ho-so", *settings)

    saved = tables(folder / "ho-so.toml")
    assert result.code == 0
    assert saved == {"dinh_dang": 1} | {key: value for key, (_, value) in FIELDS.items()}
    for label, value in FIELDS.values():
        assert f"{label} {value}" in flat(result.out)


def test_the_day_to_hand_in_is_read_as_people_write_it_and_the_file_says_that_it_is_of_a_newer_format(
    tuphe: Run, refuses: Refuses, folder: Path
) -> None:
    refuses("ho-so", "--dat", "han_nop=31/11/2026", code=2, says=("han_nop", "Lịch không có ngày này"))
    for day in ("19881", "31/2/1988", "2/9/88", "2/9/2026"):
        refuses("ho-so", "--dat", f"ngay_sinh={day}", code=2, says=("ngay_sinh",))
    shown = tuphe("ho-so", "--dat", "han_nop=15/12/2026", "--dat", "noi_viet=Hà Nội")

    assert tables(folder / "ho-so.toml") == {"dinh_dang": 3, "noi_viet": "Hà Nội", "han_nop": date(2026, 12, 15)}
    assert "Hạn nộp 15/12/2026" in flat(shown.out)


def test_one_field_is_set_or_emptied_and_the_others_stay_and_the_version_before_is_kept(
    tuphe: Run, folder: Path, on_disk: Callable[[], dict[str, Any]]
) -> None:
    saved = []
    for setting in ("chi_bo=Chi bộ 3", "chi_bo=Chi bộ 4", "chuc_vu_doan_the=", "chuc_vu_doan_the=Bí thư"):
        before = on_disk()
        assert tuphe("ho-so", "--dat", "ho_ten=Lê Thị An", "--dat", setting).code == 0
        saved.append(tables(folder / "ho-so.toml"))
        assert before.get("du-lieu/ho-so.toml", ("", b""))[1] in [
            b"",
            *(kept.read_bytes() for kept in (folder / "sao-luu").rglob("*.toml")),
        ]

    first = {"dinh_dang": 1, "ho_ten": "Lê Thị An", "chi_bo": "Chi bộ 4"}
    assert saved == [
        first | other
        for other in ({"chi_bo": "Chi bộ 3"}, {}, {"khong_co": ["chuc_vu_doan_the"]}, {"chuc_vu_doan_the": "Bí thư"})
    ]
    before = on_disk()
    tuphe("ho-so", "--dat", "chuc_vu_doan_the=Bí thư")
    assert on_disk() == before


def test_a_value_comes_out_as_it_was_written_composed_and_without_hidden_characters(tuphe: Run) -> None:
    for written, value in (
        *((same, same) for same in ("[số 12/QĐ]", "[/b] [bold]An[/bold]", ":smile:", r"C:\[x]")),
        ("  Tổ A = Tổ B ", "Tổ A = Tổ B"),
        ("Le\u0302 \u202eAn\x07", "Lê An"),
    ):
        shown = tuphe("ho-so", "--dat", f"don_vi ={written}")

        assert f"Đơn vị công tác {value}" in flat(shown.out)
        assert json.loads(tuphe("ho-so", "--json").out)["ho_so"]["don_vi"] == value


def test_a_limit_of_pages_that_no_paper_has_is_refused_with_the_bounds_and_so_it_is_in_a_file(
    tuphe: Run, refuses: Refuses, folder: Path
) -> None:
    for pages in ("0", "201", "9999", "-1", "1,5", "nhiều"):
        says = f"so_trang: Cần một số nguyên từ 1 đến {MOST_PAGES}."
        refuses("ho-so", "--dat", f"so_trang={pages}", code=2, says=(says,))
    for bound in (1, MOST_PAGES):
        assert tuphe("ho-so", "--dat", f"so_trang={bound}").code == 0
        assert tables(folder / "ho-so.toml")["so_trang"] == bound
    for number, bound in ((0, 1), (MOST_PAGES + 1, MOST_PAGES)):
        (folder / "ho-so.toml").write_text(f"so_trang = {number}\n", encoding="utf-8")
        refuses("ho-so", "--json", code=4, says=("so_trang", f"{bound}."))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        *((f"hoten={SECRET}", "ho_ten"), (f"chibo={SECRET}", "chi_bo"), (f"zzzz={SECRET}", "don_vi")),
        *((f"khong_co={SECRET}", "ho_ten"), (f"dinh_dang={SECRET}", "ho_ten"), (SECRET, "--dat")),
        (f"={SECRET}", "ho_ten"),
    ],
)
def test_an_unknown_field_is_refused_with_those_there_are(refuses: Refuses, setting: str, says: str) -> None:
    refuses("ho-so", "--dat", setting, code=2, says=(says,))
    refuses("ho-so", "--dat", "chi_bo=3", "--dat", setting, code=2, says=(says,))


def test_the_profile_heads_an_export(two_years: Run) -> None:
    two_years("ho-so", "--dat", "ho_ten=Lê Thị An", "--dat", "don_vi=Sở Nội vụ", "--dat", "chi_bo=Chi bộ 3")

    head = two_years("xuat", "2026", "--dang", "txt").out.splitlines()[:4]

    assert head[0] == "TÓM TẮT KIỂM ĐIỂM CÁ NHÂN NĂM 2026"
    assert "Lê Thị An – Sở Nội vụ – Chi bộ 3" in head


@pytest.mark.parametrize(("form", "asked"), [("2A", 34), ("2B", 30), ("2C", 30)])
def test_who_leads_is_asked_what_leaders_are_asked(tuphe: Run, form: str, asked: int) -> None:
    tuphe("ho-so", "--dat", f"mau={form}")

    unrated = 'nam = 2026\n[[muc]]\nid = "can-kiem"\nket_qua = ["Không in văn bản nội bộ."]\n'
    result = tuphe("kiem-diem", "--tra-loi", "-", stdin=unrated)

    assert result.err.count(": mức độ\n") == asked
    assert f'"so_muc": {asked},' in tuphe("danh-sach", "--json").out


def test_what_one_does_not_have_is_told_from_what_is_not_filled_in(tuphe: Run) -> None:
    shown = tuphe("ho-so", "--dat", "chuc_vu_doan_the=", "--dat", "ho_ten=Lê An").out

    assert "Chức vụ đoàn thể     (không có)" in shown
    assert "Chức vụ chính quyền  (để trống)" in shown


def test_a_copy_beside_the_profile_is_told_of_and_left_and_of_that_other_commands_do_not_speak(
    two_years: Run, folder: Path
) -> None:
    two_years("ho-so", "--dat", "ho_ten=Lê Thị An")
    copy = folder / "ho-so (1).toml"
    copy.write_text('ho_ten = "Lê Thị Bình"\n', encoding="utf-8")

    for command in ("ho-so --json", "ho-so --dat chi_bo=3"):
        result = two_years(*command.split())

        assert result.code == 0
        assert (
            f"Cùng thư mục với tệp {folder / 'ho-so.toml'} có bản khác: ho-so (1).toml. "
            "Tất cả được giữ nguyên, tuphe chỉ đọc ho-so.toml. "
            "Đối chiếu, giữ bản đúng dưới tên ho-so.toml rồi xoá bản kia."
        ) in result.err
        assert "Lê Thị Bình" not in result.out
    assert copy.read_text(encoding="utf-8") == 'ho_ten = "Lê Thị Bình"\n'
    assert "ho-so (1).toml" not in two_years("soat", "2026").err
