"""tuphe so-tay, so-tay-sua: the notes of a year, shown and edited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tuphe.cli.options import AsJson, Folder, GroupId, Year, known_id
from tuphe.cli.stores import Stores
from tuphe.core.note import Note, Notebook, edited, find_faults, matching, standing, undoing
from tuphe.core.review import ChecklistRef
from tuphe.errors import BadFile, ChecklistNotFound, TuPheError, WrongUsage
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT
from tuphe.storage import toml
from tuphe.storage.notes import NoteStore, known_ids, plain
from tuphe.terminal import console
from tuphe.terminal.editor import Written, edit
from tuphe.terminal.views.notes import notes_view


def show_notes(
    year: Year = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--tim", metavar="CHỮ", show_default=False, help="Chỉ ghi chép có chữ này; gõ không dấu cũng được."
        ),
    ] = None,
    item: Annotated[
        str | None, typer.Option("--muc", metavar="MÃ", show_default=False, help="Chỉ ghi chép của mục này.")
    ] = None,
    group: GroupId = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Xem sổ tay của một năm, theo tháng."""
    stores = Stores(folder)
    wanted_year = stores.year(year)
    notes = standing(stores.notes.records(wanted_year))
    found = matching(notes, items=_wanted_ids(stores, wanted_year, item, group), words=words or "")
    if as_json:
        console.write_json({"so_tay": [{"ma": note.key, **plain(note)} for note in found]})
    elif not found:
        console.say(*_nothing(wanted_year, filtered=len(notes) > 0))
    else:
        console.show(notes_view(found, wanted_year, _names(stores, wanted_year)))


def edit_notes(
    year: Year = None,
    undo: Annotated[bool, typer.Option("--hoan-tac", help="Hoàn tác lần ghi, lần sửa hoặc lần bỏ gần nhất.")] = False,
    folder: Folder = None,
) -> None:
    """Sửa, bỏ ghi chép trong trình soạn thảo của bạn; không gì bị mất hẳn."""
    stores = Stores(folder)
    year = stores.year(year)
    store = stores.notes
    records = store.records(year)
    if undo:
        undone = undoing(records)
        if not undone:
            raise WrongUsage(f"Sổ tay năm {year} chưa có gì để hoàn tác.")
        store.append(year, [plain(note) for note in undone])
        console.remark("Đã hoàn tác. Chạy lại lần nữa để lấy lại.")
        return
    before = standing(records)
    written = edit(_notebook_to_edit(store, year, before), most=NOTEBOOK_LIMIT)
    try:
        changes = edited(before, _read_back(stores, year, written.text))
        if changes:
            store.append(year, [plain(note) for note in changes])
    except BaseException as failure:
        _keep_edit(store, year, written, failure)
        raise
    written.drop()
    store.drop_draft(year)
    console.remark(f"Đã lưu {len(changes)} thay đổi." if changes else "Không có gì thay đổi.")


def _read_back(stores: Stores, year: int, written: str) -> tuple[Note, ...]:
    """Read the notes as they were left in the editor.

    Raises BadFile.
    """
    items, groups = known_ids(stores.folder)
    return toml.parse(
        written.encode(),
        "vừa sửa",
        Notebook,
        notify=console.remark,
        also=lambda notes: find_faults(notes.records, year, [*items, *groups]),
        limit=NOTEBOOK_LIMIT,
    ).records


def _keep_edit(store: NoteStore, year: int, written: Written, failure: BaseException) -> None:
    """Keep an edit that could not be taken beside the notebook; where that cannot be either, in the editor's file."""
    try:
        kept = shown(store.keep_draft(year, written.text))
    except (TuPheError, OSError):  # what the failure itself has told
        failure.add_note(f"Bản vừa sửa còn ở {written.path}")
        return
    written.drop()
    console.remark(f"Chưa lưu gì vào sổ tay. Bản vừa sửa được giữ ở {kept}.", f"Sửa tiếp bằng: tuphe so-tay-sua {year}")


def _notebook_to_edit(store: NoteStore, year: int, notes: Sequence[Note]) -> str:
    """Return the edit that could not be saved the last time, else the notes as they stand.

    Notes that the older edit lacks are put at its end: nobody can tell whether
    they were taken out of it or kept since, and none must be taken out unseen.
    """
    draft = store.draft(year)
    if draft is None:
        return toml.dump(Notebook(records=tuple(notes))).decode()
    place = shown(store.draft_path(year))
    console.remark(f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản ấy thì xoá tệp {place} rồi chạy lại.")
    lacking = tuple(note for note in notes if f'"{note.key}"' not in draft)
    if not lacking:
        return draft
    head = "# Sổ tay còn các ghi chép dưới đây; ghi chép nào không giữ thì xoá."
    return f"{draft}\n\n{head}\n{toml.dump(Notebook(records=lacking)).decode()}"


def _check_ids(place: Path, item: str | None, group: str | None) -> None:
    if item is None and group is None:
        return

    items, groups = known_ids(place)
    known_id("mục", item, items)
    known_id("nhóm", group, groups)


def _wanted_ids(stores: Stores, year: int, item: str | None, group: str | None) -> list[str] | None:
    if item is None and group is None:
        return None
    _check_ids(stores.folder, item, group)
    if item is not None:
        return [item]
    checklist = stores.checklist_for(year)
    inner = [one.id for known in checklist.groups if known.id == group for one in known.items]
    return [str(group), *inner]


def _names(stores: Stores, year: int) -> dict[str, str]:

    try:
        checklist = stores.checklist_for(year)
    except (BadFile, ChecklistNotFound) as fault:  # a year that cannot be read does not hide its notes
        console.remark(fault.message, fault.then)
        checklist = stores.checklists.load(ChecklistRef().id)
    return {
        **{group.id: group.name for group in checklist.groups},
        **{item.id: item.name for item in checklist.items},
    }


def _nothing(year: int, *, filtered: bool) -> tuple[str, ...]:
    if filtered:
        return (f"Sổ tay năm {year} không có ghi chép nào như vậy.",)
    return f"Sổ tay năm {year} chưa có ghi chép nào.", 'Ghi bằng: tuphe ghi "…"'
