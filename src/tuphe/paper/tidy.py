"""Text of a file as it is worked with: one kind of box, one kind of space, no more dots than a page is wide."""

import re
from typing import Final

from tuphe.core.text import clean
from tuphe.paper import boxes

_SPACES: Final = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009", " ") | dict.fromkeys("\u00ad\u200b\u2060")
)
"""Spaces that keep words together, of other widths or of none, where a person reads one or nothing."""

_WIDEST: Final = 200
_FILLED: Final = re.compile(rf"([ \t\n.…_–—-])\1{{{_WIDEST},}}")
"""What fills lines; of more than some lines of it nobody sees the end, and patterns take their time."""


def tidied(text: str) -> str:
    """Return a paragraph's text with its boxes as `☐` and `☒`, composed, without hidden characters."""
    shown = boxes.as_boxes(text).translate(_SPACES)
    return clean(_FILLED.sub(lambda run: run[1] * _WIDEST, shown))[0]
