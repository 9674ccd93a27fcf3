"""Names of files: how to show one that anybody gave, what a ~ in it means, and which ones Windows refuses."""

import os
import re
import unicodedata
from pathlib import Path, PurePath
from typing import Final

BIDI: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Bidirectional controls: they can show a text other than the one stored (Unicode UAX #9)."""

# Strings: each is compiled the first time it is used, the last two on Windows alone.
_UNSEEN: Final = rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{BIDI}\ufeff\ufffe\uffff\ud800-\udfff]"
_FORBIDDEN: Final = r'[<>:"|?*\\/\x00-\x1f]'
_DEVICE: Final = r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?"


def shown(name: PurePath | str) -> str:
    """Return the name of a file or folder as it may be shown: on one line, with � for what is no letter.

    A name can have control sequences of a terminal, a line break that forges a
    sentence of ours, or bytes that are no text.
    """
    name = str(name)
    seen = name if name.isprintable() else re.sub(_UNSEEN, "�", name)  # the pattern takes 0.5 ms to compile
    return unicodedata.normalize("NFC", seen)


def from_home(path: PurePath | str) -> Path:
    """Return a path with the home folder for a ~, which PowerShell and quotes leave as it is; an unknown one stays."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 -- Path.expanduser raises at a ~ of nobody


def refused_by_windows(name: str) -> str:
    """Say why Windows takes no file or folder of this name, and what to do; empty where it does."""
    if name in ("", ".", ".."):
        return ""
    if re.search(_FORBIDDEN, name):
        return 'tên có ký tự mà Windows không nhận: < > : " / \\ | ? *. Chọn tên khác.'
    if name.endswith((".", " ")):
        return "tên kết thúc bằng dấu chấm hoặc dấu cách, Windows không nhận. Chọn tên khác."
    return "tên này Windows dành riêng cho thiết bị. Chọn tên khác." if re.fullmatch(_DEVICE, name) else ""
