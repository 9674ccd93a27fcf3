"""The clipboard: the system's own, or over SSH the terminal's."""

from __future__ import annotations

import base64
import os
from typing import Final

from tuphe.errors import CannotWrite

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

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        raise CannotWrite(
            "bảng nhớ tạm", "máy này không có chương trình giữ bảng nhớ tạm (trên Linux: xclip hoặc wl-clipboard)."
        ) from None
    return ""
