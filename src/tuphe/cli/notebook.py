"""tuphe so-tay, so-tay-sua: the notes of a year, shown and edited."""

from collections.abc import Sequence
from typing import Annotated

from tuphe.cli.asking import ids_meant
from tuphe.cli.options import AsJson, Folder, GroupId, ItemWords, Year, flag, option
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.note import Note, present_notes
from tuphe.errors import TuPheError
from tuphe.file_names import shown
from tuphe.file_reading import NOTEBOOK_LIMIT
from tuphe.reports import notes_report
from tuphe.storage.notes import UnsavedEdit
from tuphe.terminal import console
from tuphe.terminal.external_editor import Written, edit
from tuphe.terminal.views.lists import notes_view
from tuphe.workspace.notebook import keep_changes, names_of_ids, pick, to_edit, undo
from tuphe.workspace.stores import Workspace


def show_notes(
    year: Year = None,
    words: Annotated[str | None, option("--tim", "CHỮ", "Chỉ ghi chép có chữ này; gõ không dấu cũng được.")] = None,
    item: ItemWords = None,
    group: GroupId = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Show the notes of a year, by month."""
    workspace = open_workspace(folder)
    wanted = workspace.year(year)
    item, group = ids_meant(workspace.root, item, group)
    found, any_at_all = pick(workspace, wanted, item=item, group=group, words=words or "")
    if as_json:
        console.write_json(notes_report(found))
    elif found:
        console.show(notes_view(found, wanted, names_of_ids(workspace, wanted)))
    elif any_at_all:
        console.say(f"Sổ tay năm {wanted} không có ghi chép nào như vậy.")
    else:
        console.say(f"Sổ tay năm {wanted} chưa có ghi chép nào.", 'Ghi bằng: tuphe ghi "…"')


def edit_notes(
    year: Year = None,
    undo_last: Annotated[bool, flag("--hoan-tac", "Hoàn tác lần ghi, lần sửa hoặc lần bỏ gần nhất.")] = False,
    folder: Folder = None,
) -> None:
    """Hand the notes of a year to an editor, and save what is changed there; or take the last record back."""
    workspace = open_workspace(folder)
    year = workspace.year(year)
    if undo_last:
        undo(workspace, year)
        console.notify("Đã hoàn tác. Chạy lại lần nữa để lấy lại.")
        return
    before = present_notes(workspace.notes.records(year))
    written = edit(to_edit(workspace, year, before), most=NOTEBOOK_LIMIT)
    try:
        changes = keep_changes(workspace, year, before, written.text)
    except BaseException as failure:
        _keep_edit(workspace, year, written, failure, before)
        raise
    written.drop()
    workspace.notes.drop_draft(year)
    console.notify(f"Đã lưu {changes} thay đổi." if changes else "Không có gì thay đổi.")


def _keep_edit(
    workspace: Workspace, year: int, written: Written, failure: BaseException, before: Sequence[Note]
) -> None:
    """Save an edit that could not be taken beside the notebook; if that fails too, leave it in the editor's file."""
    try:
        unsaved = UnsavedEdit(written.text, frozenset(note.key for note in before))
        kept = shown(workspace.notes.keep_draft(year, unsaved))
    except (TuPheError, OSError):  # `failure` has said what is wrong already
        failure.add_note(f"Bản vừa sửa còn ở {written.path}")
        return
    written.drop()
    console.notify(f"Chưa lưu gì vào sổ tay. Bản vừa sửa được giữ ở {kept}.", f"Sửa tiếp bằng: tuphe so-tay-sua {year}")
