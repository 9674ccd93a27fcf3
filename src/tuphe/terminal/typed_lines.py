"""Lines typed without redrawing: edited letter by letter, and by no key that nobody told of."""

from __future__ import annotations

import codecs
import locale
import sys
from typing import Final

_LETTERS: Final = "abefgklnopqrstuvwxy@]^_"
"""Keys with Ctrl that readline searches, quotes, kills or clears the screen with, in words that are not ours.

Left are Ctrl-C, Ctrl-D, and those that are Backspace, Tab and Enter.
"""
_PREFIXES: Final = ("\\C-x", "\\e")
_SEQUENCES: Final = "[O"
"""What begins the sequence of an arrow after Escape."""


def edit_lines_properly() -> None:
    """Have readline edit what `input` reads: the kernel's own editing knows one Backspace, and deletes bytes."""
    if sys.platform == "win32" or not _reads_as_the_locale_does():
        return
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
    # In the C locale readline would take the bytes of a letter for keys with Alt.
    for setting in ("convert-meta off", "input-meta on", "output-meta on"):
        readline.parse_and_bind(f"set {setting}")
    readline.parse_and_bind("tab: self-insert")
    readline.parse_and_bind("set enable-bracketed-paste off")
    if "libedit" not in (readline.__doc__ or ""):  # which does none of this
        for keys in _unwanted():
            readline.parse_and_bind(f'"{keys}": ""')
        readline.parse_and_bind(r'"\C-z": undo')


def _unwanted() -> list[str]:
    controls = [*(rf"\C-{letter}" for letter in _LETTERS), r"\C-\\"]
    printed = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in _SEQUENCES]
    after = [rf"\{key}" if key in "\\\"'" else key for key in printed] + [*controls, r"\C-h", r"\C-?", r"\C-m", r"\C-j"]
    return [*controls, *(prefix + key for prefix in _PREFIXES for key in after), r"\e[2~"]


def _reads_as_the_locale_does() -> bool:
    # readline decodes by the locale; input in another encoding would come out as other letters.
    return codecs.lookup(sys.stdin.encoding).name == codecs.lookup(locale.getencoding()).name
