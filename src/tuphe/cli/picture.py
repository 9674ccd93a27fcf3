"""A view saved as a picture, for the commands that offer --luu-anh."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tuphe.errors import CannotWrite, WrongUsage
from tuphe.names import shown
from tuphe.storage.files import write_for_others
from tuphe.terminal import console

if TYPE_CHECKING:
    from rich.console import RenderableType


def save_picture(drawing: RenderableType, path: Path, title: str, columns: int) -> None:
    """Save a view as an SVG picture.

    Raises WrongUsage for another kind of file, CannotWrite.
    """
    if path.suffix.lower() != ".svg":
        raise WrongUsage("Ảnh lưu ở dạng SVG: tên tệp phải có đuôi .svg.")
    if path.exists():
        raise CannotWrite(path, "đã có tệp này. Chọn tên khác.")
    write_for_others(path, console.svg(drawing, title=title, width=columns).encode())
    console.remark(f"Đã lưu ảnh {shown(path)}.")
