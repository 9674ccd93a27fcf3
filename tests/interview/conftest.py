"""Interviews that begin where a test needs them to."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final, Protocol

import pytest

from support.program import Run
from support.screen import BOARD, ENTER, PAGE, UP, Screen


class Year(Protocol):
    def __call__(self, year: int = 2026) -> dict[str, Any]: ...


FIRST_GROUP: Final = ("kiem-diem", "2026", "--nhom", "nhan-thuc")
"""Opens the first board of a year, of seven rows, and nothing else."""


NOTHING_ON_PAPER: Final = 'nam = 2026\nkhong_co = ["khac_phuc", "thuc_hien_cam_ket"]\n'
"""A year that was begun: what is asked next is the board of the first group."""


def open_page(screen: Screen, rating: str = "2") -> Screen:
    """Rate the first item of a new year on its board, and open its page."""
    screen.wait_for("· 0/7 mục", BOARD, "lưu và dừng").type(rating + UP + ENTER)
    return screen.wait_for("Đã làm được gì?", PAGE, "lưu và dừng")


def open_lines(screen: Screen, rating: str = "2") -> Screen:
    """Rate the first item of a new year in numbered lines; its results are asked then."""
    screen.wait_for("Trách nhiệm với Tổ quốc", "/dung").type(rating + ENTER)
    return screen.wait_for("Đã làm được gì?", "/dung", ">")


def choose(screen: Screen, label: str) -> Screen:
    """Choose the row of a menu that has this label, by the key before it."""
    screen.see(f". {label}", "lưu và dừng")
    [key] = re.findall(rf"^ [ ›] (\S)\. {re.escape(label)}", screen.shown, re.MULTILINE)[-1:]
    return screen.type(key)


@pytest.fixture
def known(tuphe: Run) -> Run:
    """The program, with a whole profile: the interview begins with the first board, and asks for no header."""
    fields = {"ho_ten": "Trần Văn Bình", "don_vi": "Sở Nội vụ", "chi_bo": "Chi bộ 3", "mau": "2B"}
    fields |= {"ngay_sinh": "02/9/1985", "dang_bo": "Sở Nội vụ", "noi_viet": "Hà Nội"}
    fields |= {"chuc_vu_dang": "", "chuc_vu_chinh_quyen": "Chuyên viên", "chuc_vu_doan_the": ""}
    assert tuphe("ho-so", *(part for key, value in fields.items() for part in ("--dat", f"{key}={value}"))).code == 0
    return tuphe


@pytest.fixture
def saved(folder: Path) -> Year:
    """Read a year file as it is on the disk now."""

    def read(year: int = 2026) -> dict[str, Any]:
        path = folder / "kiem-diem" / f"{year}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    return read
