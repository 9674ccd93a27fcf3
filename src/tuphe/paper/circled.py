"""The level around which somebody drew a circle, as one does with a pen."""

from collections.abc import Iterator, Sequence
from typing import Final

from tuphe.core.self_rating import Level
from tuphe.paper.level_words import LEVELS, levels_in, levels_of
from tuphe.paper.paragraphs import Circle, Paragraph

_LINE: Final = 20
"""Points from one line to the next, as papers are set: letters of 13 or 14, single to one and a half."""
_EDGE: Final = 2
"""Points above and below a line at which its middle could be the neighbour's."""
_LETTER: Final = 6
"""Points that a letter is wide on average."""
_ROW: Final = 78
"""Letters of a line."""


def circled(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Level, Paragraph, bool]]:
    """Yield each level around which a circle is drawn, its paragraph, and whether that is sure.

    Where a circle lies is told by its distance from the paragraph that it hangs on: sure where that names one level
    and the circle is beside it.
    """
    for place, one in enumerate(paragraphs):
        for circle in one.circles:
            down = 0 if circle.down is None else round(circle.down / _LINE - 0.5)
            several = len(levels_of(one.text)) > 1
            there = paragraphs[place if several else min(max(place + down, 0), len(paragraphs) - 1)]
            if level := _around(there.text, circle, down if several else 0):
                beside = circle.down is not None and _EDGE <= circle.down <= _LINE - _EDGE
                yield level, there, beside and len(levels_of(there.text)) == 1


def _around(text: str, circle: Circle, rows: int) -> Level | None:
    """Return the level of a text that a circle is nearest to, some rows down; the only one where it has no other."""
    at = max(rows, 0) * _ROW + (circle.across or 0) / _LETTER
    levels = [(abs((one.start() + one.end()) / 2 - at), LEVELS[one[0]]) for one in levels_in(text)]
    return min(levels)[1] if len(levels) == 1 or (levels and circle.across is not None) else None
