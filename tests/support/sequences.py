"""Every key that a terminal can send, by what prompt_toolkit knows and what it does not."""

from typing import Final

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.keys import Keys

PASTE: Final = "\x1b[200~"
"""Begins a paste; a terminal never sends it alone."""

KNOWN: Final = {
    sequence: keys if isinstance(keys, tuple) else (keys,)
    for sequence, keys in ANSI_SEQUENCES.items()
    if sequence != PASTE
}
STRANGE: Final = (
    *(f"\x1bO{key}" for key in "EGI[abefghizN"),  # keys of the keypad that are no letters
    "\x1b[I", "\x1b[O",  # the window comes to the front, and goes
    "\x1b[27;5;9~", "\x1b[27;6;53~", "\x1b[57400u", "\x1b[13;2u", "\x1b[1;10A", "\x1b[99;133~",
    "\x1b[3;1R", "\x1b[<0;13;1M", "\x1b[<0;13;1m", "\x1b[M 12", "\x1b[32;13;1M",  # where the cursor is, a mouse
    "\x1b[?62;4c", "\x1b[>0;276;0c", "\x1b[?2026;2$y",  # what the terminal can do
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b]10;rgb:0000/1111/2222\x07", "\x1bP1$r0m\x1b\\", "\x1b_Gi=31;OK\x1b\\",
)  # fmt: skip
"""What prompt_toolkit has no key for: a terminal sends it, nobody types it."""

KEYPAD: Final = dict(zip("jklmnopqrstuvwxyX", "*+,-./0123456789=", strict=True))

MOVING: Final = {
    *(Keys.Up, Keys.Down, Keys.Left, Keys.Right, Keys.Home, Keys.End),
    *(Keys.ControlLeft, Keys.ControlRight, Keys.ControlHome, Keys.ControlEnd),
}
EDITING: Final = {
    *(Keys.ControlH, Keys.Delete, Keys.ControlI, Keys.ControlM, Keys.ControlJ, Keys.ControlZ, Keys.ControlY),
    *(Keys.ControlA, Keys.ControlU),
}
LEAVING: Final = {Keys.ControlC, Keys.ControlD, Keys.ControlL, Keys.ControlK}
FINISHING: Final = {Keys.ControlS, Keys.ControlX}
LISTED_IN_TEXTS: Final = MOVING | EDITING | LEAVING | FINISHING | {Keys.ControlE, Keys.F1}
LISTED_IN_LINES: Final = LISTED_IN_TEXTS - {Keys.ControlE}
LISTED_AT_CHOICES: Final = (
    LEAVING | FINISHING | {Keys.Up, Keys.Down, Keys.Home, Keys.End, Keys.ControlM, Keys.ControlJ, Keys.F1}
)
LISTED_ON_BOARDS: Final = LISTED_AT_CHOICES | {Keys.Delete, Keys.ControlZ}
LISTED_ON_PAGES: Final = LISTED_IN_TEXTS | {Keys.BackTab, Keys.PageDown, Keys.PageUp, Keys.Escape}


def unlisted(listed: set[Keys]) -> list[str]:
    """Every sequence that is for no key in `listed`, alone and after Escape."""
    alone = [sequence for sequence, keys in KNOWN.items() if not listed & set(keys)]
    # Escape twice at the end would wait for more.
    return [*alone, *STRANGE, *(f"\x1b{sequence}" for sequence in alone if sequence != "\x1b")]


def sent_for(*wanted: Keys) -> list[str]:
    """The sequences of these keys alone."""
    return [sequence for sequence, keys in KNOWN.items() if len(keys) == 1 and keys[0] in wanted]
