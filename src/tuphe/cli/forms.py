"""tuphe mau: list, show and check official forms."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tuphe.cli.opening import open_workspace, tell_faults
from tuphe.cli.options import Folder, argument
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup
from tuphe.core.form import named
from tuphe.errors import FormNotFound
from tuphe.names import shown
from tuphe.storage.forms import read_form
from tuphe.terminal import console
from tuphe.terminal.command_line import quoted
from tuphe.terminal.views.forms import form_view, forms_view
from tuphe.terminal.views.grouped import template_view

app = typer.Typer(cls=VietnameseGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None)
_command = partial(app.command, cls=VietnameseCommand)


@_command("danh-sach", help="Liệt kê các mẫu dùng được.")
def list_forms(folder: Folder = None) -> None:
    """Show the forms that can be used; then say what could not be read."""
    found, faults = open_workspace(folder).forms.readable()
    console.show(forms_view(found, columns=console.columns()))
    tell_faults(faults)


@_command("xem", help="Xem khung của một mẫu, hoặc tệp Word mẫu của đơn vị được hiểu ra sao.")
def show_form(
    name: Annotated[str, argument("MÃ", "Mã mẫu, ví dụ 2B hoặc 02A-2023; hoặc tệp Word mẫu của đơn vị (.docx).")],
    folder: Folder = None,
) -> None:
    """Show the frame of a form, and what in it is not confirmed; of a Word file, what of it is understood."""
    workspace = open_workspace(folder)
    if name.lower().endswith(".docx"):
        from tuphe.workspace.filling import understood_of  # noqa: PLC0415 -- only a Word file needs what opens it

        console.show(template_view(shown(name), understood_of(workspace, Path(name))))
        console.notify("Điền vào tệp này:", f"tuphe xuat --vao {quoted(shown(name))} -o kiem-diem.docx")
        return
    form = named(workspace.forms.called(name), name, workspace.latest_year)
    if form is None:
        raise FormNotFound(sorted(workspace.forms.paths()))
    console.show(form_view(form))


@_command("kiem-tra", help="Kiểm tra một tệp mẫu; chỉ ra chỗ sai đầu tiên.")
def check_form(file: Annotated[Path, argument("TỆP", "Tệp TOML của mẫu.")]) -> None:
    """Check a file; its first fault is raised."""
    form = read_form(file, notify=console.notify)
    console.say(f"{shown(file)}: đúng. {len(form.sections)} phần.")
    if file.stem != form.id:
        console.notify(f"Để dùng, đặt tệp vào thư mục mau với tên {form.id}.toml.")
