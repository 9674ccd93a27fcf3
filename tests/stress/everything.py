"""Every command of the program, each with what it should end with and what its output is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from conftest import EXAMPLES

_2026: Final = str(EXAMPLES / "2026.toml")


class Shape(Enum):
    """Who the output is for."""

    VIEW = "a reader at this width"
    TEXT = "a reader at any width"
    PROGRAM = "another program, in UTF-8"


@dataclass(frozen=True)
class Command:
    """One command line; `stdin` stands for a pipe in the place of the keyboard."""

    args: tuple[str, ...]
    code: int = 0
    shape: Shape = Shape.VIEW
    stdin: bytes | None = None

    @property
    def tells_the_place(self) -> bool:
        """Whether the output is about the terminal and its encoding, and so differs from place to place."""
        return self.args[:1] == ("chan-doan",)

    def __str__(self) -> str:
        return " ".join(part.replace(str(EXAMPLES), "examples") for part in self.args) or "(nothing)"


def _view(*args: str, code: int = 0, stdin: str | None = None) -> Command:
    return Command(args, code, Shape.VIEW, None if stdin is None else stdin.encode())


def _text(*args: str) -> Command:
    return Command(args, 0, Shape.TEXT)


def _program(*args: str, code: int = 0) -> Command:
    return Command(args, code, Shape.PROGRAM)


HELP: Final = [
    _view("--help"),
    *(
        _view(*page.split("/"), "--help")
        for page in (
            *("kiem-diem", "xuat", "xem", "so-sanh", "xu-huong", "tim", "soat", "chot", "mo-lai", "ghi", "so-tay"),
            *("so-tay-sua", "khoi-phuc", "danh-sach", "ho-so", "khoa", "mo-khoa", "chan-doan", "tieu-chi", "mau"),
            *(f"tieu-chi/{name}" for name in ("danh-sach", "xem", "kiem-tra", "tao", "luoc-do")),
            *(f"mau/{name}" for name in ("danh-sach", "xem", "kiem-tra")),
        )
    ),
]
"""The pages that explain; the longest first."""

ERRORS: Final = [
    _view("soat", "2025", code=1),
    _view("xem", "hai-nghin", code=2),
    _view("so-sanh", "2026", "--vơi", "2025", code=2),
    _view("xxem", code=2),
    _view("xem", "2024", code=3),
    _view("tieu-chi", "xem", "trach-nhem", code=3),
    _view("xuat", "2026", "--mau", "9Z", code=3),
    _view("kiem-diem", "2026", "--tra-loi", "sai.toml", code=4),
    _view("tieu-chi", "kiem-tra", "sai.toml", code=4),
    _view("kiem-diem", "2026", code=5, stdin=""),
    _view("ho-so", code=5, stdin=""),
    _view("khoa", code=5, stdin=""),
    _view("kiem-diem", "2025", "--tra-loi", str(EXAMPLES / "2025.toml"), code=6),
    _view("khoi-phuc", "2025", "--lay", "1", code=6),
    _view("xuat", "2026", "-o", "san.md", code=7),
    _view("tieu-chi", "tao", "rieng.toml", code=7),
]
"""One refusal at least for each exit code."""

COMMANDS: Final = [
    _view(stdin="\n"),  # at a terminal it would be the home screen, which asks
    _view("--version"),
    _view("kiem-diem", "2026", "--tra-loi", _2026),
    _view("xem", "2026"),
    _view("xem", "2025", "--nhom", "nhan-thuc"),
    _view("so-sanh", "2026"),
    _view("so-sanh", "2025"),
    _view("so-sanh", "2026", "--chi-thay-doi"),
    _view("so-sanh", "2026", "--luu-anh", "anh.svg"),
    _view("xu-huong"),
    _view("tim", "y kien"),
    _view("soat", "2026"),
    _text("xuat", "2026", "--dang", "md"),
    _text("xuat", "2026", "--mau", "tom-tat", "--dang", "txt"),
    _text("xuat", "2026", "--muc", "III", "--dang", "txt"),
    _view("xuat", "2026", "-o", "moi.docx"),
    _view("chot", "2026", "--van-chot"),
    _view("mo-lai", "2025"),
    _view("ghi", "Da nhan 12 y kien", "--ngay", "2026-07-01"),
    _view("ghi", "-", stdin="Da nhan 12 y kien\n"),
    _view("so-tay", "2026"),
    _view("so-tay", "2026", "--tim", "bieu duong"),
    _view("so-tay-sua", "2026", "--hoan-tac"),
    _view("khoi-phuc", "2025"),
    _view("khoi-phuc", "2025", "--xem", "1"),
    _view("danh-sach"),
    _view("ho-so", "--dat", "chi_bo=3"),
    _view("mo-khoa"),
    _text("chan-doan"),
    _view("tieu-chi", "danh-sach"),
    _view("tieu-chi", "xem", "trach-nhiem"),
    _view("tieu-chi", "kiem-tra", "rieng.toml"),
    _view("tieu-chi", "tao", "moi.toml"),
    _view("mau", "danh-sach"),
    _view("mau", "xem", "2B"),
]

FOR_PROGRAMS: Final = [
    _program("xem", "2026", "--json"),
    _program("so-sanh", "2026", "--json"),
    _program("xu-huong", "--json"),
    _program("tim", "y kien", "--json"),
    _program("soat", "2026", "--json"),
    _program("soat", "2025", "--json", code=1),
    _program("so-tay", "2026", "--json"),
    _program("danh-sach", "--json"),
    _program("ho-so", "--json"),
    _program("chan-doan", "--json"),
    _program("xuat", "2026", "--dang", "json"),
    _program("tieu-chi", "luoc-do"),
]

HTML: Final = Command(("xuat", "2026", "--dang", "html"), 0, Shape.PROGRAM)
"""A page that says of itself that it is UTF-8."""

ALL_COMMANDS: Final = [*COMMANDS, *FOR_PROGRAMS, HTML, *ERRORS, *HELP]
