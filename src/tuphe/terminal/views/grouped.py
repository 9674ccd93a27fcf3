"""Lists under headings: the notes of a year by month, places with some words by year, those of a Word file by group."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from tuphe import texts
from tuphe.core.search import excerpt
from tuphe.terminal.views.parts import heading, indented, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from tuphe.core.note import Note
    from tuphe.core.search import Hit


def notes_view(shown: Sequence[Note], year: int, names: Mapping[str, str]) -> RenderableType:
    """Draw notes, which come by day, under their months; `names` of items and groups by id."""
    lines = titled(f"Sổ tay năm {year} · {len(shown)} ghi chép")
    for month, notes in groupby(shown, key=lambda note: note.day.month):
        lines += heading(f"Tháng {month}")
        for note in notes:
            about = names.get(note.item or note.group, note.item or note.group)
            where = f"{about}: " if about else ""
            kind = "Hạn chế · " if note.shortcoming else ""
            head = ((texts.of_day(note.day), "dim"), "  ", (kind, "yellow"), (where, "cyan"))
            lines.append(indented(Text.assemble(*head, note.text), 2))
    return Group(*lines)


def hits_view(found: Sequence[tuple[Hit, str]], words: str) -> RenderableType:
    """Draw the texts that have the words, year by year: what people call each place, and a line with the words."""
    lines = titled(f"{len(found)} chỗ")
    for year, hits in groupby(found, key=lambda one: one[0].year):
        lines += heading(f"Năm {year}")
        for hit, where in hits:
            shown = excerpt(hit.text, words)
            lines.append(indented(Text(where), 2))
            parts = (Text(shown.before), Text(shown.words, style="bold yellow"), Text(shown.after))
            lines.append(indented(Text(" ").join(part for part in parts if part), 4))
    return Group(*lines)


def template_view(name: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> RenderableType:
    """Draw what is understood of a Word file, in groups: the name of each place, and where it is or what goes there."""
    lines = titled(name)
    for group, places in groups:
        lines += heading(group)
        for place, what in dict.fromkeys(places):
            told = f" → {what}" if what and what.casefold() != place.casefold() else ""
            lines.append(indented(Text(place).append(told, style="dim"), 2))
    return Group(*lines)
