"""What somebody wrote to do harm comes out of every screen as letters, and as nothing else."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import pytest

from stress.hostile import (
    ANSWERED,
    BARE,
    CONTROLS,
    LISTED,
    NAMES,
    ON_PAPER,
    PROMISED,
    Filled,
    harm_in,
    parcels,
    squeezed,
)
from support.amount import ALL
from support.program import Run

PROFILE: Final = {
    *("ho-so.ho_ten", "ho-so.ngay_sinh", "ho-so.don_vi", "ho-so.chi_bo", "ho-so.dang_bo", "ho-so.mau"),
    *("ho-so.chuc_vu_dang", "ho-so.chuc_vu_chinh_quyen", "ho-so.chuc_vu_doan_the", "ho-so.noi_viet"),
    "ho-so.mau_don_vi",
}
FORM: Final = {
    *("mau.ten", "mau.tieu_de", "mau.can_cu.van_ban", "mau.chua_xac_nhan", "mau.trang.phong_chu"),
    *("mau.truong.nhan", "mau.phan.ten", "mau.hoi.ten", "mau.ky.chuc_danh"),
}
OWN: Final = {f"2026.han_che.{key}" for key in ("noi_dung", "nguyen_nhan", "bien_phap")}
"""Places of the shortcomings that stand under the year itself."""
IN_AN_ITEM: Final = {"2026.muc.ghi_chu", "2026.muc.de_lai"}

SCREENS: Final = {
    "xem 2026": {BARE, "tieu-chi.ten", "2026.ghi_chu", *IN_AN_ITEM, *NAMES, *PROMISED, *ANSWERED, *LISTED, *ON_PAPER},
    "so-sanh 2026": {BARE, "2026.muc.han_che.noi_dung", "2026.han_che.noi_dung", *NAMES, *PROMISED},
    "so-sanh 2026 --voi 2024": {BARE, *NAMES},
    "xu-huong": {"tieu-chi.nhom.ten"},
    "danh-sach": {
        *(BARE, "2026.muc.han_che.noi_dung", "2026.han_che.noi_dung", "2026.cam_ket.noi_dung"),
        "tieu-chi.nhom.muc.ten",
    },
    "so-tay 2026": {BARE, "so-tay.so_tay.noi_dung", "tieu-chi.nhom.muc.ten"},
    "ho-so --dat so_trang=9": PROFILE,
    "khoi-phuc 2026 --xem 1": {
        *("ban-cu.muc.ket_qua", "ban-cu.muc.han_che.noi_dung", "ban-cu.cam_ket.noi_dung"),
        *("2026.muc.ket_qua", "2026.muc.han_che.noi_dung", "2026.cam_ket.noi_dung", "tieu-chi.nhom.muc.ten"),
    },
    "tieu-chi danh-sach": {"tieu-chi.ten", "tieu-chi.nguon", "bang-diem.ten", "bang-diem.nguon"},
    "tieu-chi xem rieng": {
        *(BARE, "tieu-chi.ten", "tieu-chi.nguon", *NAMES),
        *(f"tieu-chi.nhom.muc.{key}" for key in ("cau_hoi", "goi_y", "bieu_hien")),
    },
    "tieu-chi xem diem": {
        *("bang-diem.ten", "bang-diem.nguon", "bang-diem.tieu_chi_chung.ten", "bang-diem.ket_qua_nhiem_vu.ten")
    },
    "mau danh-sach": {"mau.ten"},
    "mau xem rieng": FORM,
}
"""Each screen with the places whose texts it shows."""


OTHERS: Final = {
    "soat 2026": 1,  # quotes no more than the beginning of a text
    "khoi-phuc 2026": 0,
    "chot 2026 --van-chot": 0,
    "kiem-diem --tra-loi du-lieu/kiem-diem/2026.toml": 0,
    "tieu-chi kiem-tra du-lieu/tieu-chi/rieng.toml": 0,
    "tieu-chi kiem-tra du-lieu/tieu-chi/diem.toml": 0,
    "mau kiem-tra du-lieu/mau/rieng.toml": 0,
    "so-tay-sua 2026 --hoan-tac": 0,
    "xem 2026 --json": 0,
    "so-sanh 2026 --json": 0,
    "xu-huong --json": 0,
    "soat 2026 --json": 1,
    "danh-sach --json": 0,
    "so-tay 2026 --json": 0,
    "ho-so --json": 0,
    "xuat 2026 -o ra.docx": 4,  # the unit's own file that the profile names is not there
}
"""What else reads the files, with its exit code."""

OF_A_PAPER: Final = {
    "xem 2026": {BARE, "2026.ghi_chu", "2026.cam_ket.noi_dung", *OWN, *ON_PAPER},
    "so-sanh 2026": {BARE, "2026.han_che.noi_dung", *PROMISED},
    "danh-sach": {BARE, "2026.han_che.noi_dung", "2026.cam_ket.noi_dung"},
    "xu-huong": {"tieu-chi.nhom.ten"},
}
"""The same for a year that was taken from a paper."""

WITH_COLUMNS: Final = ("so-sanh 2026", "xu-huong", "ho-so --dat so_trang=9", "tieu-chi danh-sach", "mau danh-sach")
"""Screens on which texts stand side by side."""

LONG: Final = "ŵ" * 300
"""A word of a letter that tuphe never writes by itself."""


PICTURE: Final = {"svg", "style", "defs", "clipPath", "rect", "circle", "g", "text"}
PICTURE_ATTRIBUTES: Final = {
    *("viewBox", "id", "class", "x", "y", "width", "height", "rx", "cx", "cy", "r", "fill", "stroke", "stroke-width"),
    *("transform", "clip-path", "text-anchor", "textLength"),
}
"""What a picture is made of; nothing in it runs or is fetched."""


with_each_parcel = pytest.mark.parametrize("filled", parcels(1), indirect=True)


@with_each_parcel
@pytest.mark.parametrize(
    ("screen", "places", "on_paper"),
    [*((*shown, False) for shown in SCREENS.items()), *((*shown, True) for shown in OF_A_PAPER.items())],
    ids=lambda given: given if isinstance(given, str) else "of a paper" if given is True else "",
)
def test_a_narrow_screen_shows_every_text_letter_for_letter(
    tuphe: Run, folder: Path, filled: Filled, screen: str, places: set[str], *, on_paper: bool
) -> None:
    if on_paper:
        filled.from_paper().into(folder)

    # There texts stand one below the other, so that each can be read in one piece.
    result = tuphe(*screen.split(), COLUMNS="70")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    assert filled.astray(result.out, places, shaped=squeezed) == []


@with_each_parcel
@pytest.mark.parametrize("command", OTHERS)
def test_whatever_else_is_said_is_letters_and_nothing_else(tuphe: Run, filled: Filled, command: str) -> None:
    result = tuphe(*command.split())

    assert result.code == OTHERS[command], result.err
    assert harm_in(result) == []


@with_each_parcel
@pytest.mark.parametrize("command", ["so-sanh 2026", "xu-huong"])
def test_a_picture_is_drawn_letters_and_nothing_else(tuphe: Run, tmp_path: Path, filled: Filled, command: str) -> None:
    result = tuphe(*command.split(), "--luu-anh", "anh.svg")

    assert result.code == 0, result.err
    elements = list(ET.parse(tmp_path / "anh.svg").getroot().iter())
    values = [value for element in elements for value in element.attrib.values()]
    drawn = squeezed("".join("".join(one.itertext()) for one in elements if one.tag.endswith("}text")))
    assert {one.tag.rpartition("}")[2] for one in elements} <= PICTURE
    assert {name for one in elements for name in one.attrib} <= PICTURE_ATTRIBUTES
    assert [value for value in values if "url" in value and not re.fullmatch(r"url\(#tuphe-[a-z0-9-]+\)", value)] == []
    assert CONTROLS.findall(drawn) == []
    if command == "so-sanh 2026":
        # In the table before it the lines of a long name stand between those of other columns.
        listed = drawn.partition("Hạnchế,khuyếtđiểm")[2]
        assert filled.astray(listed, {BARE, "2026.muc.han_che.noi_dung", *PROMISED}, shaped=squeezed) == []


@pytest.mark.parametrize("columns", ["40", "80", "200"] if ALL else ["80"])
@pytest.mark.parametrize("screen", SCREENS if ALL else WITH_COLUMNS)
def test_a_word_longer_than_the_screen_is_broken_and_not_cut(
    tuphe: Run, folder: Path, screen: str, columns: str
) -> None:
    Filled(LONG).into(folder)

    result = tuphe(*screen.split(), COLUMNS=columns)

    assert result.code == 0, result.err
    assert divmod(result.out.count(LONG[0]), len(LONG))[1] == 0
    assert max(map(len, result.out.splitlines())) <= int(columns)
