"""A view shown or saved as a picture, for the commands that offer --luu-anh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.errors import CannotWrite, WrongUsage
from tuphe.names import shown
from tuphe.storage.files import write_for_others
from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import RenderableType


def show_or_save(
    draw: Callable[[int], RenderableType], picture: Path | None, *, title: str, picture_columns: int
) -> None:
    """Show what `draw` makes for a number of columns, or save it as a picture.

    Raises WrongUsage for a picture that is no SVG, CannotWrite.
    """
    if picture is None:
        console.show(draw(console.columns()))
        return
    drawing = draw(picture_columns)
    if picture.suffix.lower() != ".svg":
        raise WrongUsage("Ảnh lưu ở dạng SVG: tên tệp phải có đuôi .svg.")
    if picture.exists():
        raise CannotWrite(picture, "đã có tệp này. Chọn tên khác.")
    write_for_others(picture, console.svg(drawing, title=title, width=picture_columns).encode())
    console.notify(f"Đã lưu ảnh {shown(picture)}.")
