"""Dots, underscores and hyphens that wait for text, as patterns."""

import re
from typing import Final

DOTS: Final = ".…‥․·_"
"""Letters of which places that wait are made."""

_APART: Final = "|".join(rf"{re.escape(dot)}(?:[ \u00a0]{{1,3}}+{re.escape(dot)}){{2,}}+" for dot in ".·_")
_NOT_WITHIN: Final = "".join(rf"(?<![{DOTS}-][ \u00a0]{{{n}}}[{DOTS}-][ \u00a0]{{{n}}})" for n in (1, 2, 3))
"""No place begins in the midst of one whose dots are apart."""
_DASHES: Final = r"(?<![-–—])(?:[-–—]{4,}+|-(?:[ \u00a0]-){3,}+)"
BLANK: Final = rf"{_NOT_WITHIN}(?:(?<![{DOTS}])(?:…|[{DOTS}]{{3,}}+|__|{_APART})(?:[ \u00a0/]*+[{DOTS}])*+|{_DASHES})"
"""Dots, underscores or hyphens that wait for text, with the spaces and strokes between them (`..../..../......`).

Nothing in it is tried twice: a file may have a line of a hundred thousand dots.
"""

BLANK_AT_END: Final = re.compile(rf"(?P<blank>{BLANK}(?:\s++{BLANK})*+)\s*$")
"""The same at the end of a line, over its line breaks too."""
