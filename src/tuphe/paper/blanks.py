"""Dots, underscores and hyphens that wait for text, as patterns."""

import re
from typing import Final

DOTS: Final = ".…‥․·_"
"""Letters of which places that wait are made."""

# Those below U+0100 and those above apart, which a possessive group keeps so: for a set of both, re makes tables of
# 65,536 letters, and a pattern with BLANK in it would take twice as long to compile.
_DOT: Final = r"(?:[._·]|(?>[․-…]))"
_DOT_OR_HYPHEN: Final = r"(?:[._·-]|(?>[․-…]))"
_APART: Final = "|".join(rf"{re.escape(dot)}(?:[ \u00a0]{{1,3}}+{re.escape(dot)}){{2,}}+" for dot in ".·_")
_NOT_WITHIN: Final = "".join(
    rf"(?<!{_DOT_OR_HYPHEN}[ \u00a0]{{{n}}}{_DOT_OR_HYPHEN}[ \u00a0]{{{n}}})" for n in (1, 2, 3)
)
"""No place begins in the midst of one whose dots are apart."""
_DASHES: Final = r"(?<![-–—])(?:[-–—]{4,}+|-(?:[ \u00a0]-){3,}+)"
BLANK_BEHIND: Final = rf"(?:(?<!{_DOT})(?:…|{_DOT}{{3,}}+|__|{_APART})(?:[ \u00a0/]*+{_DOT})*+|{_DASHES})"
"""Dots, underscores or hyphens that wait for text, with the spaces and strokes between them (`..../..../......`).

It is for patterns in which something else stands before them; it compiles twice as fast as what begins anywhere.
"""

BLANK: Final = rf"{_NOT_WITHIN}{BLANK_BEHIND}"
"""The same wherever it begins. Nothing in it is tried twice: a file may have a line of a hundred thousand dots."""

_AT_END: Final = rf"{BLANK}(?:\s++{BLANK_BEHIND})*+(?=\s*$)"
_ENDS: Final = (*DOTS, *"-–—")


def blank_at_end(text: str) -> re.Match[str] | None:
    """Return what waits at the end of a line, over its line breaks too, or None: most lines end with something else."""
    return re.search(_AT_END, text) if text.rstrip().endswith(_ENDS) else None
