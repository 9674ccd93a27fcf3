"""Where words were found."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from tuphe.core.search import excerpt
from tuphe.terminal.views.parts import heading, indented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tuphe.core.search import Hit


def hits_view(found: Sequence[tuple[Hit, str]], words: str) -> RenderableType:
    """Draw the texts that have the words, year by year: what people call each place, and a line with the words."""
    lines: list[RenderableType] = [Text(f"{len(found)} chỗ", style="bold")]
    for year, hits in groupby(found, key=lambda one: one[0].year):
        lines += heading(f"Năm {year}")
        for hit, where in hits:
            shown = excerpt(hit.text, words)
            lines.append(indented(Text(where), 2))
            parts = (Text(shown.before), Text(shown.words, style="bold yellow"), Text(shown.after))
            lines.append(indented(Text(" ").join(part for part in parts if part), 4))
    return Group(*lines)
