"""Every command of the program, each with what it should end with and what its output is for."""

import shlex
from dataclasses import dataclass
from enum import Enum
from typing import Final

from conftest import EXAMPLES
from tuphe.cli import COMMANDS as NAMED


class Shape(Enum):
    """Who the output is for."""

    VIEW = "a reader at this width"
    TEXT = "a reader at any width"
    PROGRAM = "another program, in UTF-8"


@dataclass(frozen=True)
class Command:
    """One command line; `stdin` stands for a pipe in the place of the keyboard."""

    line: str
    code: int = 0
    shape: Shape = Shape.VIEW
    stdin: bytes | None = None

    @property
    def args(self) -> list[str]:
        """Its words."""
        return [word.replace("examples", str(EXAMPLES)) for word in shlex.split(self.line)]

    @property
    def tells_the_place(self) -> bool:
        """Whether the output is about the terminal and its encoding, and so differs from place to place."""
        return self.line.startswith("chan-doan")

    def __str__(self) -> str:
        return self.line or "(nothing)"


_OF_GROUPS: Final = {
    "tieu-chi": ("danh-sach", "xem", "kiem-tra", "tao", "luoc-do"),
    "mau": ("danh-sach", "xem", "kiem-tra"),
}
HELP: Final = [
    Command(f"{page} --help".strip())
    for page in ("", *NAMED, *(f"{group} {name}" for group, names in _OF_GROUPS.items() for name in names))
]
"""The pages that explain; the longest first."""

_REFUSED: Final = {
    1: ["soat 2025"],
    2: ["xem hai-nghin", "so-sanh 2026 --vơi 2025", "xxem", "nhap"],
    3: ["xem 2024", "tieu-chi xem trach-nhem", "xuat 2026 --mau 9Z", "chon 2024"],
    4: ["kiem-diem 2026 --tra-loi sai.toml", "tieu-chi kiem-tra sai.toml"],
    5: ["kiem-diem 2026", "ho-so", "khoa"],
    6: ["kiem-diem 2025 --tra-loi examples/2025.toml", "khoi-phuc 2025 --lay 1"],
    7: ["xuat 2026 -o san.md", "tieu-chi tao rieng.toml"],
}
ERRORS: Final = [
    Command(line, code, stdin=b"" if code == 5 else None)  # at a terminal they would ask
    for code, lines in _REFUSED.items()
    for line in lines
]
"""One refusal at least for each exit code."""

COMMANDS: Final = [
    Command("", stdin=b"\n"),  # at a terminal it would be the home screen, which asks
    Command("ghi -", stdin=b"Da nhan 12 y kien\n"),
    *map(
        Command,
        (
            *("--version", "kiem-diem 2026 --tra-loi examples/2026.toml", "xem 2026", "xem 2025 --nhom nhan-thuc"),
            *("so-sanh 2026", "so-sanh 2025", "so-sanh 2026 --chi-thay-doi", "so-sanh 2026 --luu-anh anh.svg"),
            *("xu-huong", "tim 'y kien'", "soat 2026", "xuat 2026 -o moi.docx", "chot 2026 --van-chot", "mo-lai 2025"),
            *("ghi 'Da nhan 12 y kien' --ngay 2026-07-01", "so-tay 2026", "so-tay 2026 --tim 'bieu duong'"),
            *("so-tay-sua 2026 --hoan-tac", "khoi-phuc 2025", "khoi-phuc 2025 --xem 1", "danh-sach"),
            *("ho-so --dat chi_bo=3", "mo-khoa", "tieu-chi danh-sach", "tieu-chi xem trach-nhiem"),
            *("tieu-chi kiem-tra rieng.toml", "tieu-chi tao moi.toml", "mau danh-sach", "mau xem 2B"),
        ),
    ),
    *(
        Command(line, shape=Shape.TEXT)
        for line in (
            *("xuat 2026 --dang md", "xuat 2026 --mau tom-tat --dang txt", "xuat 2026 --muc III --dang txt"),
            "chan-doan",
        )
    ),
]

FOR_PROGRAMS: Final = [
    Command(line, code, Shape.PROGRAM)
    for code, lines in {
        0: (
            *("xem 2026 --json", "so-sanh 2026 --json", "xu-huong --json", "tim 'y kien' --json", "soat 2026 --json"),
            *("so-tay 2026 --json", "danh-sach --json", "ho-so --json", "chan-doan --json", "xuat 2026 --dang json"),
            *("tieu-chi luoc-do", "xuat 2026 --dang html"),  # a page says of itself that it is UTF-8
        ),
        1: ("soat 2025 --json",),
    }.items()
    for line in lines
]

ALL_COMMANDS: Final = [*COMMANDS, *FOR_PROGRAMS, *ERRORS, *HELP]
