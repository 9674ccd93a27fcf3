"""The notes of a year, month by month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from tuphe import texts
from tuphe.terminal.views.parts import heading, indented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from tuphe.core.note import Note


def notes_view(shown: Sequence[Note], year: int, names: Mapping[str, str]) -> RenderableType:
    """Draw notes, which come by day, under their months; `names` of items and groups by id."""
    lines: list[RenderableType] = [Text(f"Sổ tay năm {year} · {len(shown)} ghi chép", style="bold")]
    for month, notes in groupby(shown, key=lambda note: note.day.month):
        lines += heading(f"Tháng {month}")
        for note in notes:
            about = names.get(note.item or note.group, note.item or note.group)
            where = f"{about}: " if about else ""
            kind = "Hạn chế · " if note.shortcoming else ""
            head = ((texts.of_day(note.day), "dim"), "  ", (kind, "yellow"), (where, "cyan"))
            lines.append(indented(Text.assemble(*head, note.text), 2))
    return Group(*lines)
