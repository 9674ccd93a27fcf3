"""The notes of a year: picked, edited as one text, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.note import Note, Notebook, edited, find_faults, matching, present_notes, undoing
from tuphe.errors import BadFile, ChecklistNotFound, WrongUsage
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT
from tuphe.storage import toml
from tuphe.storage.notes import known_ids, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.workspace.stores import Workspace


def pick(
    workspace: Workspace, year: int, *, item: str | None, group: str | None, words: str
) -> tuple[tuple[Note, ...], bool]:
    """Return the notes of a year that are about an item or a group and have `words`, and whether there are any at all.

    Those about a group are those about its items too.
    """
    notes = present_notes(workspace.notes.records(year))
    if item is not None:
        items: list[str] | None = [item]
    elif group is not None:
        groups = workspace.checklist_for(year).groups
        items = [group, *(one.id for known in groups if known.id == group for one in known.items)]
    else:
        items = None
    return matching(notes, items=items, words=words), len(notes) > 0


def names_of_ids(workspace: Workspace, year: int) -> dict[str, str]:
    """Return the name of each item and group; a year that cannot be read does not hide its notes."""
    try:
        checklist = workspace.checklist_for(year)
    except (BadFile, ChecklistNotFound) as fault:
        workspace.notify(fault.message, fault.then)
        checklist = workspace.usual_checklist()
    return {
        **{group.id: group.name for group in checklist.groups},
        **{item.id: item.name for item in checklist.items},
    }


def undo(workspace: Workspace, year: int) -> None:
    """Take the last record of a year back.

    Raises WrongUsage where there is none, BadFile, CannotWrite.
    """
    undone = undoing(workspace.notes.records(year))
    if not undone:
        raise WrongUsage(f"Sổ tay năm {year} chưa có gì để hoàn tác.")
    workspace.notes.append(year, [plain(note) for note in undone])


def to_edit(workspace: Workspace, year: int, notes: Sequence[Note]) -> str:
    """Return the edit that could not be saved the last time, else the notes as they are.

    Notes that the older edit lacks are put at its end: nobody can tell whether
    they were taken out of it or kept since, and none must be taken out unseen.
    """
    store = workspace.notes
    draft = store.draft(year)
    if draft is None:
        return toml.dump(Notebook(records=tuple(notes))).decode()
    place = shown(store.draft_path(year))
    workspace.notify(f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản ấy thì xoá tệp {place} rồi chạy lại.")
    lacking = tuple(note for note in notes if f'"{note.key}"' not in draft)
    if not lacking:
        return draft
    head = "# Sổ tay còn các ghi chép dưới đây; ghi chép nào không giữ thì xoá."
    return f"{draft}\n\n{head}\n{toml.dump(Notebook(records=lacking)).decode()}"


def keep_changes(workspace: Workspace, year: int, before: Sequence[Note], written: str) -> int:
    """Save what an edited text changes, and return how many notes those are.

    Raises BadFile where it cannot be read, CannotWrite.
    """
    items, groups = known_ids(workspace.root)
    notebook = toml.parse(
        written.encode(),
        "vừa sửa",
        Notebook,
        notify=workspace.notify,
        also=lambda notes: find_faults(notes.records, year, [*items, *groups]),
        limit=NOTEBOOK_LIMIT,
    )
    changes = edited(before, notebook.records)
    if changes:
        workspace.notes.append(year, [plain(note) for note in changes])
    return len(changes)
