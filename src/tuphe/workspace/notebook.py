"""The notes of a year: picked, edited as one text, taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuphe.core.note import Note, Notebook, edited, find_faults, matching, present_notes, undoing
from tuphe.core.text import clean
from tuphe.errors import BadFile, ChecklistNotFound, WrongUsage
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT
from tuphe.storage import toml
from tuphe.storage.notes import known_ids, plain
from tuphe.workspace.notebook_lines import EDITED, Names, as_lines, read_lines, still_there, written

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
    """Take the last record of a year back; raises WrongUsage where there is none, BadFile, CannotWrite."""
    undone = undoing(workspace.notes.records(year))
    if not undone:
        raise WrongUsage(f"Sổ tay năm {year} chưa có gì để hoàn tác.")
    workspace.notes.append(year, [plain(note) for note in undone])


def to_edit(workspace: Workspace, year: int, notes: Sequence[Note]) -> str:
    """Return the edit that could not be saved the last time, else the notes as they are, a line each.

    Notes that the older edit lacks are put at its end: nobody can tell whether
    they were taken out of it or kept since, and none must be taken out unseen.
    """
    store = workspace.notes
    names = Names(*known_ids(workspace.root))
    draft = store.draft(year)
    if draft is None:
        return as_lines(notes, year, names)
    place = shown(store.draft_path(year))
    workspace.notify(f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản đó thì xoá tệp {place} rồi chạy lại.")
    as_toml = _is_toml(draft.text)
    known = [note for note in notes if note.key in draft.keys]
    there = draft.keys if as_toml else still_there(draft.text, year, known, names)
    lacking = [note for note in notes if note.key not in there]
    if not lacking:
        return draft.text
    added = _as_toml(lacking) if as_toml else "".join(f"{written(note, names)}\n" for note in lacking)
    return f"{draft.text}\n\n# Sổ tay còn các ghi chép dưới đây; ghi chép nào không giữ thì xoá.\n{added}"


def keep_changes(workspace: Workspace, year: int, before: Sequence[Note], text: str) -> int:
    """Save what an edited text changes, and return how many notes those are.

    Raises BadFile where it cannot be read, CannotWrite.
    """
    items, groups = known_ids(workspace.root)
    cleaned, hidden = clean(text)
    if hidden:
        workspace.notify("Bản vừa sửa có ký tự điều khiển ẩn; tuphe đã bỏ các ký tự đó.")
    if _is_toml(cleaned):
        after = toml.parse(
            cleaned.encode(),
            EDITED,
            Notebook,
            notify=workspace.notify,
            also=lambda notes: find_faults(notes.records, year, [*items, *groups]),
            limit=NOTEBOOK_LIMIT,
        ).records
    else:
        after = read_lines(cleaned, year, before, Names(items, groups))
    changes = edited(before, after)
    if changes:
        workspace.notes.append(year, [plain(note) for note in changes])
    return len(changes)


def _is_toml(text: str) -> bool:
    """Whether an edit is written as the file is: one that tuphe 0.2 could not save, or by somebody who prefers that."""
    return re.search(r"^\[\[so_tay\]\]", text, re.MULTILINE) is not None


def _as_toml(notes: Sequence[Note]) -> str:
    # Without the format, which comes first in a file, and once.
    return toml.dump(Notebook(records=tuple(notes))).decode().partition("\n")[2]
