"""tuphe mau: list, show and check official forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tuphe.cli.options import Folder
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup
from tuphe.names import shown

app = typer.Typer(
    cls=VietnameseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Mẫu bản kiểm điểm, bản cam kết: liệt kê, xem, kiểm tra.",
)


@app.command("danh-sach", cls=VietnameseCommand)
def list_forms(folder: Folder = None) -> None:
    """Liệt kê các mẫu dùng được."""
    from tuphe.cli.stores import Stores, told
    from tuphe.terminal import console
    from tuphe.terminal.views.forms import forms_view

    found, faults = Stores(folder).forms.readable()
    console.show(forms_view(found, columns=console.columns()))
    told(faults)


@app.command("xem", cls=VietnameseCommand)
def show_form(
    name: Annotated[str, typer.Argument(metavar="MÃ", show_default=False, help="Mã mẫu, như 2B hoặc 02A-2023.")],
    folder: Folder = None,
) -> None:
    """Xem khung của một mẫu và những điều chưa được xác nhận."""
    from tuphe.cli.stores import Stores
    from tuphe.core.form import named
    from tuphe.errors import FormNotFound
    from tuphe.terminal import console
    from tuphe.terminal.views.forms import form_view

    stores = Stores(folder)
    form = named(stores.forms.called(name), name, stores.latest_year)
    if form is None:
        raise FormNotFound(sorted(stores.forms.paths()))
    console.show(form_view(form))


@app.command("kiem-tra", cls=VietnameseCommand)
def check_form(
    file: Annotated[Path, typer.Argument(metavar="TỆP", show_default=False, help="Tệp TOML của mẫu.")],
) -> None:
    """Kiểm tra một tệp mẫu; chỉ ra chỗ sai đầu tiên."""
    from tuphe.storage.forms import read_form
    from tuphe.terminal import console

    form = read_form(file, notify=console.remark)
    console.say(f"{shown(file)}: đúng. {len(form.sections)} phần.")
    if file.stem != form.id:
        console.remark(f"Để dùng, đặt tệp vào thư mục mau với tên {form.id}.toml.")
