"""What is understood of a unit's own Word file, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from tuphe.terminal.views.parts import heading, indented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType


def template_view(name: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> RenderableType:
    """Draw the places of a file in groups; each with its name, and where it is or what goes there."""
    lines: list[RenderableType] = [Text(name, style="bold")]
    for group, places in groups:
        lines += heading(group)
        for place, what in dict.fromkeys(places):
            told = f" → {what}" if what and what.casefold() != place.casefold() else ""
            lines.append(indented(Text(place).append(told, style="dim"), 2))
    return Group(*lines)
