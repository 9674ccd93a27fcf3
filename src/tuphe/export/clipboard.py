"""The clipboard: the system's own, or over SSH the terminal's."""

from __future__ import annotations

import base64
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tuphe.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_SEQUENCE: Final = 100_000
"""Bytes of base64 that terminals take in one OSC 52 sequence."""


def copy(text: str) -> str:
    """Put `text` on the system's clipboard, and return what the terminal must be sent instead, if anything.

    Over SSH the system's clipboard is at the other end; there the terminal is
    asked, with an OSC 52 sequence, which the caller writes.

    Raises CannotWrite when neither can be.
    """
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        encoded = base64.b64encode(text.encode()).decode()
        if len(encoded) > _LONGEST_SEQUENCE:
            raise CannotWrite("bảng nhớ tạm", "nội dung dài hơn mức cửa sổ dòng lệnh nhận qua SSH.")
        return f"\x1b]52;c;{encoded}\x07"
    import pyperclip

    with _silent_programs():
        try:
            pyperclip.copy(text)
            # pyperclip does not look whether the program it starts has failed.
            arrived = pyperclip.paste().split() == text.split()
        except (pyperclip.PyperclipException, OSError, UnicodeError):
            arrived = False
    if not arrived:
        raise CannotWrite(
            "bảng nhớ tạm", "máy này không có chương trình giữ bảng nhớ tạm (trên Linux: xclip hoặc wl-clipboard)."
        )
    return ""


@contextmanager
def _silent_programs() -> Iterator[None]:
    # What the system's clipboard programs complain of is said in our own words.
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
