"""Interviews that begin where a test needs them to."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Protocol

import pytest

from support.program import Run
from support.screen import BOARD, ENTER, PAGE, UP, Screen


class Year(Protocol):
    def __call__(self, year: int = 2026) -> dict[str, Any]: ...


def open_page(screen: Screen, rating: str = "2") -> Screen:
    """Rate the first item of a new year on its board, and open its page."""
    screen.wait_for("· 0/7 mục", BOARD, "lưu và dừng").type(rating + UP + ENTER)
    return screen.wait_for("Đã làm được gì?", PAGE, "lưu và dừng")


def open_lines(screen: Screen, rating: str = "2") -> Screen:
    """Rate the first item of a new year in numbered lines; its results are asked then."""
    screen.wait_for("Phần 1/", "/dung").type(rating + ENTER)
    return screen.wait_for("Đã làm được gì?", "/dung", ">")


@pytest.fixture
def known(tuphe: Run) -> Run:
    """The program, with a profile: the interview begins with the first board."""
    fields = {"ho_ten": "Trần Văn Bình", "don_vi": "Sở Nội vụ", "chi_bo": "Chi bộ 3", "mau": "2B"}
    assert tuphe("ho-so", *(part for key, value in fields.items() for part in ("--dat", f"{key}={value}"))).code == 0
    return tuphe


@pytest.fixture
def saved(folder: Path) -> Year:
    """Read a year file as it is on the disk now."""

    def read(year: int = 2026) -> dict[str, Any]:
        path = folder / "kiem-diem" / f"{year}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    return read
