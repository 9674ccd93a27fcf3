"""The places of a line that wait for text: dots, underscores or hyphens, but not those that end a sentence.

Each of their letters is replaced by one that no file can have, so that patterns for the text around a place need
no dots.
"""

import re
from typing import Final

WAITS: Final = "\0"
"""What each letter of a place is replaced by: no Word file can have it."""

BLANK: Final = rf"(?<!{WAITS}){WAITS}++"
"""A whole place in a marked text."""

DOTS: Final = ".…‥․·_"
"""Letters of which places are made, besides hyphens and dashes."""

_ENDS: Final = (*DOTS, *"-–—")

# Letters below U+0100 and those above are separate, and a possessive group keeps them so: for one set of both, re
# makes tables of 65,536 letters, and compiling the pattern would take twice as long.
_DOT: Final = r"(?:[._·]|(?>[․-…]))"
_DOT_OR_HYPHEN: Final = r"(?:[._·-]|(?>[․-…]))"
_APART: Final = "|".join(rf"{re.escape(dot)}(?:[ \u00a0]{{1,3}}+{re.escape(dot)}){{2,}}+" for dot in ".·_")
_NOT_WITHIN: Final = "".join(
    rf"(?<!{_DOT_OR_HYPHEN}[ \u00a0]{{{n}}}{_DOT_OR_HYPHEN}[ \u00a0]{{{n}}})" for n in (1, 2, 3)
)
"""No place begins in the middle of one whose dots have spaces between them."""
_DASHES: Final = r"(?<![-–—])(?:[-–—]{4,}+|-(?:[ \u00a0]-){3,}+)"
_PLACE: Final = re.compile(
    rf"{_NOT_WITHIN}(?:(?<!{_DOT})(?:…|{_DOT}{{3,}}+|__|{_APART})(?:[ \u00a0/]*+{_DOT})*+|{_DASHES})"
)
"""A place, with the spaces and strokes between its dots (`..../..../......`).

Nothing in it is tried twice: a file may have a line of a hundred thousand dots.
"""
_PERHAPS: Final = re.compile(r"[._·․-…–—-](?:[ \u00a0]{,3}[._·․-…–—-]|(?<=…))")
"""What every place contains: most lines do not, and need not be searched for a place at each letter."""
_AT_END: Final = re.compile(rf"{BLANK}(?:\s++{BLANK})*+(?=\s*$)")


def marked(text: str) -> str:
    """Return `text` with `WAITS` for each letter of its places, all other letters where they were."""
    return _PLACE.sub(lambda place: WAITS * len(place[0]), text) if _PERHAPS.search(text) else text


def says_nothing_yet(text: str) -> bool:
    """Whether a text is one place that waits, or nothing at all."""
    return not marked(text).strip().strip(WAITS)


def blank_at_end(text: str) -> re.Match[str] | None:
    """Return the place that waits at the end of a line, across line breaks too, or None: most lines have none."""
    return _AT_END.search(marked(text)) if text.rstrip().endswith(_ENDS) else None
