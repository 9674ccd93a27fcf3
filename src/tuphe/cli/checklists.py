"""tuphe tieu-chi: list, show, check, start and describe checklists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from tuphe.cli.opening import open_workspace, tell_faults
from tuphe.cli.options import Folder
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup
from tuphe.core.checklist import Checklist
from tuphe.errors import CannotWrite
from tuphe.names import shown
from tuphe.storage.checklists import is_point_table, read_checklist, read_point_table, starter
from tuphe.storage.files import write_for_others
from tuphe.terminal import console
from tuphe.terminal.command_line import quoted
from tuphe.terminal.views.lists import checklist_view, checklists_view, point_table_view, point_tables_view

app = typer.Typer(cls=VietnameseGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="TỆP", show_default=False, help="Tệp TOML.")]


@app.command("danh-sach", cls=VietnameseCommand, help="Liệt kê các bộ tiêu chí và bảng điểm dùng được.")
def list_checklists(folder: Folder = None) -> None:
    """Show the checklists and tables of points that can be used; then say what could not be read."""
    workspace = open_workspace(folder)
    checklists, faults = workspace.checklists.readable()
    tables, other_faults = workspace.point_tables.readable()
    console.show(checklists_view(checklists, columns=console.columns()))
    if tables:
        console.show(point_tables_view(tables, columns=console.columns()))
    tell_faults([*faults, *other_faults])


@app.command("xem", cls=VietnameseCommand, help="Xem một bộ tiêu chí (nhóm, mục, câu hỏi, gợi ý) hoặc một bảng điểm.")
def show_checklist(
    wanted_id: Annotated[str, typer.Argument(metavar="MÃ", show_default=False, help="Mã bộ tiêu chí hoặc bảng điểm.")],
    folder: Folder = None,
) -> None:
    """Show a checklist (groups, items, questions, hints) or a table of points."""
    workspace = open_workspace(folder)
    if wanted_id in workspace.point_tables.paths():
        console.show(point_table_view(workspace.point_tables.load(wanted_id)))
    else:
        console.show(checklist_view(workspace.checklists.load(wanted_id)))


@app.command(
    "kiem-tra", cls=VietnameseCommand, help="Kiểm tra một tệp bộ tiêu chí hoặc bảng điểm; chỉ ra chỗ sai đầu tiên."
)
def check_checklist(file: File) -> None:
    """Check a file; its first fault is raised."""
    if is_point_table(file):
        table = read_point_table(file, notify=console.notify)
        found_id, found = table.id, f"Bảng điểm, {len(table.criteria)} tiêu chí."
    else:
        checklist = read_checklist(file, notify=console.notify)
        found_id, found = checklist.id, f"{len(checklist.groups)} nhóm, {len(checklist.items)} mục."
    console.say(f"{shown(file)}: đúng. {found}")
    if file.stem != found_id:
        console.notify(f"Để dùng, đặt tệp vào thư mục tieu-chi với tên {found_id}.toml.")


@app.command("tao", cls=VietnameseCommand, help="Tạo một tệp bộ tiêu chí mẫu để sửa theo ý mình.")
def start_checklist(file: File) -> None:
    """Write a first checklist to be changed."""
    if str(file) == "-":
        console.write_utf8(starter("").decode())
        return
    if file.exists():
        raise CannotWrite(file, "đã có tệp này. Chọn tên khác.")
    write_for_others(file, starter(file.stem))
    console.notify(f"Đã tạo {shown(file)}.", f"Sửa xong, kiểm tra bằng: tuphe tieu-chi kiem-tra {quoted(shown(file))}")


@app.command(
    "luoc-do",
    cls=VietnameseCommand,
    help="In lược đồ JSON Schema của tệp bộ tiêu chí, cho trình soạn thảo kiểm tra khi gõ.",
)
def describe_checklists() -> None:
    """Write the JSON Schema of a checklist, for editors that check while one types."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bộ tiêu chí của tuphe",
        **_without_descriptions(msgspec.json.schema(Checklist)),
    }
    console.write_json(schema)


def _without_descriptions(schema: Any) -> Any:
    # They are the docstrings, in English; an editor would show them.
    if isinstance(schema, dict):
        return {key: _without_descriptions(part) for key, part in schema.items() if key not in ("title", "description")}
    return [_without_descriptions(part) for part in schema] if isinstance(schema, list) else schema
