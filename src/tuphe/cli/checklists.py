"""tuphe tieu-chi: list, show, check, start and describe checklists."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from tuphe.cli.options import Folder
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup

app = typer.Typer(
    cls=VietnameseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Bộ tiêu chí: liệt kê, xem, kiểm tra, tạo mới.",
)

File = Annotated[Path, typer.Argument(metavar="TỆP", show_default=False, help="Tệp TOML của bộ tiêu chí.")]


@app.command("danh-sach", cls=VietnameseCommand)
def list_checklists(folder: Folder = None) -> None:
    """Liệt kê các bộ tiêu chí dùng được."""
    from tuphe.cli.stores import Stores
    from tuphe.errors import TuPheError
    from tuphe.terminal import console
    from tuphe.terminal.views.lists import checklists_view

    store = Stores(folder).checklists
    found = []
    faults: list[TuPheError] = []
    for checklist_id in sorted(store.paths()):
        try:
            found.append(store.load(checklist_id))
        except TuPheError as fault:
            faults.append(fault)  # the other checklists are listed all the same
    console.show(checklists_view(found, columns=console.columns()))
    for other in faults[1:]:
        console.remark(str(other))
    if faults:
        raise faults[0]


@app.command("xem", cls=VietnameseCommand)
def show_checklist(
    checklist_id: Annotated[str, typer.Argument(metavar="MÃ", show_default=False, help="Mã bộ tiêu chí.")],
    folder: Folder = None,
) -> None:
    """Xem một bộ tiêu chí: các nhóm, các mục, câu hỏi và gợi ý."""
    from tuphe.cli.stores import Stores
    from tuphe.terminal import console
    from tuphe.terminal.views.lists import checklist_view

    console.show(checklist_view(Stores(folder).checklists.load(checklist_id)))


@app.command("kiem-tra", cls=VietnameseCommand)
def check_checklist(file: File) -> None:
    """Kiểm tra một tệp bộ tiêu chí; chỉ ra chỗ sai đầu tiên."""
    from tuphe.storage.checklists import read_checklist
    from tuphe.terminal import console

    checklist = read_checklist(file, remark=console.remark)
    console.write(f"{file}: đúng. {len(checklist.groups)} nhóm, {len(checklist.items)} mục.\n")
    if file.stem != checklist.id:
        console.remark(f"Để dùng, đặt tệp vào thư mục tieu-chi với tên {checklist.id}.toml.")


@app.command("tao", cls=VietnameseCommand)
def start_checklist(file: File) -> None:
    """Tạo một tệp bộ tiêu chí mẫu để sửa theo ý mình."""
    from tuphe.errors import CannotWrite
    from tuphe.storage.checklists import starter
    from tuphe.storage.files import write_whole
    from tuphe.terminal import console

    if file.exists():
        raise CannotWrite(file, "đã có tệp này. Chọn tên khác.")
    write_whole(file, starter(file.stem))
    console.remark(f"Đã tạo {file}. Sửa xong, kiểm tra bằng: tuphe tieu-chi kiem-tra {shlex.quote(str(file))}")


@app.command("luoc-do", cls=VietnameseCommand)
def describe_checklists() -> None:
    """In lược đồ JSON Schema của tệp bộ tiêu chí, cho trình soạn thảo kiểm tra khi gõ."""
    import msgspec

    from tuphe.core.checklist import Checklist
    from tuphe.terminal import console

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
