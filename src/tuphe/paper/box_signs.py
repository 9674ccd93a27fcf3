"""Which signs are check boxes, ticked or not, in every font, read as ☐ and ☒; text of a file with one kind of space."""

import re
from typing import Final

from tuphe.core.text import clean

EMPTY: Final = "☐"
TICKED: Final = "☒"

_LETTERS: Final = {
    "wingdings": {0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0x78: "☒", 0xFD: "☒", 0xFE: "☒", 0xFB: "✗",
                  0xFC: "✓", 0x6C: "•", 0x6E: "▪", 0xA7: "▪", 0xD8: "➢", 0x76: "❖", 0x9F: "•", 0xE0: "→", 0xF0: "→",
                  0xA1: "○", 0xA4: "◉"},
    "wingdings 2": {0x2A: "☐", 0xA3: "☐", 0x30: "☐", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0x55: "☒",
                    0x4F: "✗", 0x50: "✓", 0x97: "•"},
    "webdings": {0x63: "☐", 0x61: "✓", 0x72: "✗"},
    "symbol": {0xB7: "•", 0xA8: "♦", **{code: chr(code) for code in range(0x21, 0x40)}},
}  # fmt: skip
"""What the letters of fonts of signs show, by the number in their lower byte (charts of the fonts by Microsoft)."""

_SIGNS: Final = str.maketrans(
    dict.fromkeys("□▢❏❐❑❒◻⬜🞎🞏\uf0a8\uf06f", EMPTY) | dict.fromkeys("☑✅🗹🗷⊠⌧\uf0fe\uf0fd\uf078", TICKED)
)
"""Boxes of Unicode, and of Wingdings where a file lost which font it was."""

_BRACKETS: Final = re.compile(
    r"(?<![^\s:;,.(–-])"  # a word may follow a box at once, but none may precede it
    r"(?:\[(?P<square>[ \t\u00a0]{0,6}|[ \u00a0]{0,2}[xX✓✔✗✘][ \u00a0]{0,2})\]"
    r"|\((?P<round>[ \t\u00a0]{1,6}|[ \u00a0]{0,2}[xX✓✔✗✘][ \u00a0]{0,2})\)(?![^\s.,;:]))"
)


_BOXES_OF: Final = {
    "wingdings": (0xA8, 0xFE),
    "wingdings 2": (0xA3, 0x52),
    "webdings": (0x63, 0x61),
    "symbol": (0xF0, 0xD6),
}
"""An empty box and a ticked one in the fonts of signs, by the lower byte of their letters."""
_SPACES: Final = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009", " ") | dict.fromkeys("\u00ad\u200b\u2060")
)
"""Spaces that keep words together or have other widths: a person reads them as one space, or as nothing."""
_WIDEST: Final = 200
_FILLED: Final = re.compile(rf"([ \t\n.…_–—-])\1{{{_WIDEST},}}")
"""Characters that fill lines; long runs of them are cut, since nobody reads them and patterns take long."""


def of_font(font: str, code: int) -> str | None:
    """Return what a letter of a font of signs shows; "" for a sign without a meaning, None for a letter of text.

    Word keeps such letters as they are typed, or moved to where Unicode has private ones (0xF000).
    """
    letters = _LETTERS.get(font.strip().lower())
    if letters is None or not (code <= 0xFF or 0xF000 <= code <= 0xF0FF):
        return None
    return letters.get(code & 0xFF, "")


def in_font(font: str, text: str) -> str:
    """Return what a text shows in its font: in a font of signs it is no words."""
    if font.strip().lower() not in _LETTERS:
        return text
    shown = ((letter, None if letter.isspace() else of_font(font, ord(letter))) for letter in text)
    return "".join(letter if sign is None else sign for letter, sign in shown)


def as_signs(text: str) -> str:
    """Return a text with every box that is one sign as `☐` or `☒`, letter for letter."""
    return text.translate(_SIGNS)


def as_boxes(text: str) -> str:
    """Return a text with every box in it as `☐` or `☒`.

    Brackets are a box where nothing but spaces or an x is between them and no word before them: `[x]`, `( )`; the x
    of `f(x)` and the dots of `[...]` are none.
    """
    signs = as_signs(text)
    return _BRACKETS.sub(_box, signs) if "[" in signs or "(" in signs else signs


def _box(found: re.Match[str]) -> str:
    return TICKED if (found["square"] or found["round"] or "").strip() else EMPTY


def sign_of(font: str, *, ticked: bool) -> int:
    """Return the letter of a font of signs that is a box, by its lower byte; 0 in a font of letters."""
    empty, full = _BOXES_OF.get(font.strip().lower(), (0, 0))
    return full if ticked else empty


def tidied(text: str) -> str:
    """Return a paragraph's text with its boxes as `☐` and `☒`, composed, without hidden characters."""
    shown = as_boxes(text).translate(_SPACES)
    return clean(_FILLED.sub(lambda run: run[1] * _WIDEST, shown))[0]
