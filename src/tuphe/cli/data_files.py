"""tuphe tieu-chi, mau: checklists, tables of points, frames of criteria and forms listed, shown, checked, started."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import typer

from tuphe.cli.options import Folder, argument, named_file, option
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup
from tuphe.cli.workspace_opening import open_workspace, tell_faults
from tuphe.core.checklist import Checklist
from tuphe.core.form import named
from tuphe.errors import CannotWrite, ChecklistNotFound, FormNotFound
from tuphe.file_names import from_home, shown
from tuphe.file_reading import read_bytes
from tuphe.storage.checklists import (
    FrameCatalogue,
    ReadyTableCatalogue,
    copied,
    is_point_table,
    read_checklist,
    read_point_table,
    starter,
)
from tuphe.storage.files import write_for_others
from tuphe.storage.forms import read_form
from tuphe.terminal import console
from tuphe.terminal.shell_words import quoted
from tuphe.terminal.views.forms import form_view, forms_view
from tuphe.terminal.views.lists import catalogue_view, checklist_view, frame_view, point_table_view, template_view
from tuphe.workspace.stores import Workspace

_GROUP: Final[dict[str, Any]] = {
    "cls": VietnameseGroup,
    "add_completion": False,
    "no_args_is_help": True,
    "rich_markup_mode": None,
}

checklists = typer.Typer(**_GROUP)
forms = typer.Typer(**_GROUP)
_of_checklists = partial(checklists.command, cls=VietnameseCommand)
_of_forms = partial(forms.command, cls=VietnameseCommand)

File = Annotated[Path, argument("TỆP", "Tệp TOML.", callback=named_file)]


@_of_checklists("danh-sach", help="Liệt kê các bộ tiêu chí, bảng điểm và khung tiêu chí.")
def list_checklists(folder: Folder = None) -> None:
    """Show the checklists, the tables of points and the frames of criteria; then say what could not be read."""
    workspace = open_workspace(folder)
    known, faults = workspace.checklists.readable()
    tables, other_faults = workspace.point_tables.readable()
    columns = console.columns()
    console.show(catalogue_view("Mã", known, columns=columns, counted="Số mục"))
    if tables:
        console.show(catalogue_view("Bảng điểm", tables, columns=columns, counted="Số tiêu chí"))
    ready, _ = ReadyTableCatalogue(notify=console.notify).readable()
    frames, _ = FrameCatalogue(notify=console.notify).readable()
    # The name of a table to be copied says whose it is; `xem` shows the whole source.
    console.show(catalogue_view("Bảng điểm có sẵn", ready, columns=columns, counted="Số tiêu chí", sources=False))
    console.show(catalogue_view("Khung tiêu chí", frames, columns=columns))
    tell_faults([*faults, *other_faults])


@_of_checklists("xem", help="Xem một bộ tiêu chí (nhóm, mục, câu hỏi, gợi ý), một bảng điểm hoặc một khung tiêu chí.")
def show_checklist(
    wanted_id: Annotated[str, argument("MÃ", "Mã bộ tiêu chí, bảng điểm hoặc khung tiêu chí.")], folder: Folder = None
) -> None:
    """Show a checklist (groups, items, questions, hints), a table of points or a frame of criteria."""
    workspace = open_workspace(folder)
    ready, frames = ReadyTableCatalogue(notify=console.notify), FrameCatalogue(notify=console.notify)
    if wanted_id in workspace.point_tables.paths():
        console.show(point_table_view(workspace.point_tables.load(wanted_id)))
    elif wanted_id in ready.paths():
        console.show(point_table_view(ready.load(wanted_id)))
    elif wanted_id in frames.paths():
        console.show(frame_view(frames.load(wanted_id)))
    else:
        console.show(checklist_view(workspace.checklists.load(wanted_id)))


@_of_checklists("kiem-tra", help="Kiểm tra một tệp bộ tiêu chí hoặc bảng điểm; chỉ ra chỗ sai đầu tiên.")
def check_checklist(file: File) -> None:
    """Check a file; its first fault is raised."""
    if is_point_table(file):
        table = read_point_table(file, notify=console.notify)
        found_id, found = table.id, f"Bảng điểm, {len(table.criteria)} tiêu chí."
    else:
        checklist = read_checklist(file, notify=console.notify)
        found_id, found = checklist.id, f"{len(checklist.groups)} nhóm, {len(checklist.items)} mục."
    _say_checked(file, found, found_id, "tieu-chi")


@_of_checklists("tao", help="Tạo một tệp bộ tiêu chí mẫu, hoặc chép một bảng điểm có sẵn, để sửa theo ý mình.")
def start_checklist(
    file: File,
    source: Annotated[str | None, option("--tu", "MÃ", "Chép từ bảng điểm hoặc bộ tiêu chí có mã này.")] = None,
    folder: Folder = None,
) -> None:
    """Write a first checklist to be changed, or a copy of a checklist or a table of points."""
    name = "" if str(file) == "-" else file.stem
    place = None
    if source is None:
        content = starter(name)
    else:
        workspace = open_workspace(folder)
        content, place = copied(read_bytes(_path_of(source, workspace)), name), workspace.root / "tieu-chi"
    if not name:
        console.write_utf8(content.decode())
        return
    if file.exists():
        raise CannotWrite(file, "đã có tệp này. Chọn tên khác.")
    write_for_others(file, content)
    console.notify(
        f"Đã tạo {shown(file.absolute())}.", f"Sửa xong, kiểm tra bằng: tuphe tieu-chi kiem-tra {quoted(shown(file))}"
    )
    if place is not None and file.resolve().parent != place.resolve():
        console.notify(f"Để dùng, đặt tệp vào thư mục {shown(place)} (chưa có thì tạo), giữ tên {shown(file.name)}.")


def _path_of(wanted_id: str, workspace: Workspace) -> Path:
    """Return the file of a table of points or of a checklist. Raises ChecklistNotFound."""
    ready = ReadyTableCatalogue(notify=console.notify)
    known = {**workspace.checklists.paths(), **ready.paths(), **workspace.point_tables.paths()}
    if wanted_id not in known:
        raise ChecklistNotFound(wanted_id, sorted(known))
    return known[wanted_id]


@_of_checklists("luoc-do", help="In lược đồ JSON Schema của tệp bộ tiêu chí, cho trình soạn thảo kiểm tra khi gõ.")
def describe_checklists() -> None:
    """Write the JSON Schema of a checklist, for editors that check while one types."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bộ tiêu chí của tuphe",
        **_without_descriptions(msgspec.json.schema(Checklist)),
    }
    console.write_json(schema)


def _without_descriptions(schema: Any) -> Any:
    # Descriptions are the docstrings, in English, and an editor would show them.
    if isinstance(schema, dict):
        return {key: _without_descriptions(part) for key, part in schema.items() if key not in ("title", "description")}
    return [_without_descriptions(part) for part in schema] if isinstance(schema, list) else schema


@_of_forms("danh-sach", help="Liệt kê các mẫu dùng được.")
def list_forms(folder: Folder = None) -> None:
    """Show the forms that can be used; then say what could not be read."""
    found, faults = open_workspace(folder).forms.readable()
    console.show(forms_view(found, columns=console.columns()))
    tell_faults(faults)


@_of_forms("xem", help="Xem khung của một mẫu, hoặc tệp Word mẫu của đơn vị được hiểu ra sao.")
def show_form(
    name: Annotated[str, argument("MÃ", "Mã mẫu, ví dụ 2B hoặc 02A-2023; hoặc tệp Word mẫu của đơn vị (.docx).")],
    folder: Folder = None,
) -> None:
    """Show the frame of a form, and what in it is not confirmed; of a Word file, what of it is understood."""
    workspace = open_workspace(folder)
    if name.lower().endswith(".docx"):
        from tuphe.workspace.filling import understood_of  # noqa: PLC0415 -- only a Word file needs what opens it

        console.show(template_view(shown(name), understood_of(workspace, from_home(name))))
        console.notify("Điền vào tệp này:", f"tuphe xuat --vao {quoted(shown(name))} -o kiem-diem.docx")
        return
    form = named(workspace.forms.called(name), name, workspace.latest_year)
    if form is None:
        raise FormNotFound(sorted(workspace.forms.paths()))
    console.show(form_view(form))


@_of_forms("kiem-tra", help="Kiểm tra một tệp mẫu; chỉ ra chỗ sai đầu tiên.")
def check_form(file: Annotated[Path, argument("TỆP", "Tệp TOML của mẫu.", callback=named_file)]) -> None:
    """Check a file; its first fault is raised."""
    form = read_form(file, notify=console.notify)
    _say_checked(file, f"{len(form.sections)} phần.", form.id, "mau")


def _say_checked(file: Path, found: str, found_id: str, place: str) -> None:
    console.say(f"{shown(file)}: đúng. {found}")
    if file.stem != found_id:
        console.notify(f"Để dùng, đặt tệp vào thư mục {place} với tên {found_id}.toml.")
