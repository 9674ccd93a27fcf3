"""Arguments and options that several commands share, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tuphe.errors import WrongUsage


def parse_year(text: str) -> int:
    """Read a year; which years make sense is decided when the clock is at hand. Raises WrongUsage."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise WrongUsage("Năm phải là bốn chữ số, ví dụ 2026.")
    return int(text)


def parse_number(text: str) -> int:
    """Read the number of an entry in a list; raises WrongUsage."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise WrongUsage("Viết số thứ tự ghi trong danh sách, ví dụ 1.")
    return int(text)


def parse_folder(text: str) -> Path:
    """Read the name of a folder; no name at all would be the present folder. Raises WrongUsage."""
    if not text.strip():
        raise WrongUsage("--thu-muc cần tên một thư mục. Muốn dùng thư mục hiện tại thì viết “--thu-muc .”")
    return Path(text)


Year = Annotated[
    int | None,
    typer.Argument(
        metavar="[NĂM]",
        parser=parse_year,
        show_default=False,
        help="Năm kiểm điểm. Mặc định là năm nay; từ tháng 1 đến tháng 3 là năm trước, nếu năm đó đang làm dở.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--thu-muc",
        metavar="THƯ_MỤC",
        parser=parse_folder,
        envvar="TUPHE_THU_MUC",
        show_envvar=False,
        show_default=False,
        help="Thư mục dữ liệu. Cũng đặt được bằng biến TUPHE_THU_MUC.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON cho chương trình khác đọc.")]
GroupId = Annotated[
    str | None, typer.Option("--nhom", metavar="MÃ", show_default=False, help="Chỉ nhóm này, ví dụ nhan-thuc.")
]
ItemWords = Annotated[
    str | None,
    typer.Option(
        "--muc",
        metavar="MỤC",
        show_default=False,
        help='Chỉ mục này: mã, hoặc chữ trong tên mục, ví dụ --muc "nêu gương".',
    ),
]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--luu-anh", metavar="TỆP.svg", show_default=False, help="Lưu thành ảnh SVG thay vì hiện ra màn hình."
    ),
]
