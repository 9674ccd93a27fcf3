"""The clipboard: the system's own, or over SSH the terminal's."""

import base64
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import pyperclip

from tuphe.errors import CannotWrite

_LONGEST_SEQUENCE: Final = 100_000
"""Bytes of base64 that terminals take in one OSC 52 sequence."""

_SECONDS: Final = 10

_PAUSES: Final = (0, 0.05, 0.2, 0.5)
"""Seconds between looks at whether the text has arrived."""

_HTML_HEAD: Final = (
    "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n"
)
"""What precedes HTML on the clipboard of Windows; the numbers are bytes (the format CF_HTML)."""


def copy(text: str, page: str = "") -> str:
    """Put `text` on the system's clipboard, and return what the terminal must be sent instead, if anything.

    `page` is the same as HTML, for systems whose clipboard takes both (Windows and macOS), so that Word keeps lists and
    bold letters. Over SSH the system's clipboard is at the other end; there the terminal is asked, with an OSC 52
    sequence, which the caller writes.

    Raises CannotWrite when neither is possible.
    """
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        encoded = base64.b64encode(text.encode()).decode()
        if len(encoded) > _LONGEST_SEQUENCE:
            raise CannotWrite("bảng nhớ tạm", "nội dung dài hơn mức cửa sổ dòng lệnh nhận qua SSH.")
        return f"\x1b]52;c;{encoded}\x07"
    with _silent_programs():
        arrived = _copy_both(text, page) or _copy_text(text)
    if not arrived:
        raise CannotWrite(
            "bảng nhớ tạm", "máy này không có chương trình giữ bảng nhớ tạm (trên Linux: xclip hoặc wl-clipboard)."
        )
    return ""


def _copy_text(text: str) -> bool:
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, UnicodeError):
        return False
    return _holds(text)


def _holds(text: str) -> bool:
    # pyperclip does not look whether the program it starts has failed; xclip takes the text a moment after it ended.
    for pause in _PAUSES:
        time.sleep(pause)
        try:
            if pyperclip.paste().split() == text.split():
                return True
        except (pyperclip.PyperclipException, OSError, UnicodeError):
            return False
    return False


def _copy_both(text: str, page: str) -> bool:
    if not page or sys.platform not in ("win32", "darwin"):
        return False
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "win32":
            _copy_on_windows(text, windows_html(page))
        else:
            script = applescript(text, page).encode()
            subprocess.run(["osascript", "-"], input=script, check=True, capture_output=True, timeout=_SECONDS)
        return _holds(text)
    return False


def applescript(text: str, page: str) -> str:
    """Return the script that puts both flavours on the clipboard of macOS; it goes through standard input."""
    return (
        f"set the clipboard to {{«class utf8»:«data utf8{text.encode().hex()}», "
        f"«class HTML»:«data HTML{page.encode().hex()}»}}"
    )


def windows_html(page: str) -> bytes:
    """Return `page` as Windows wants HTML on its clipboard: behind a head that says where it begins and ends."""
    before, body, after = page.partition("<body>")
    inner, end, rest = after.partition("</body>")
    start, stop = "<!--StartFragment-->", "<!--EndFragment-->"
    head = len(_HTML_HEAD.format(0, 0, 0, 0).encode())
    fragment = head + len((before + body + start).encode())
    fragment_end = fragment + len(inner.encode())
    whole = (before + body + start + inner + stop + end + rest).encode()
    return _HTML_HEAD.format(head, head + len(whole), fragment, fragment_end).encode() + whole


def _copy_on_windows(text: str, page: bytes) -> None:
    """Put both flavours on the clipboard of Windows through its own calls: pyperclip knows plain text only.

    Raises OSError.
    """
    user, kernel = ctypes.WinDLL("user32"), ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    pointer = ctypes.c_void_p
    kernel.GlobalAlloc.argtypes, kernel.GlobalAlloc.restype = (ctypes.c_uint, ctypes.c_size_t), pointer
    kernel.GlobalLock.argtypes, kernel.GlobalLock.restype = (pointer,), pointer
    kernel.GlobalUnlock.argtypes = (pointer,)
    user.SetClipboardData.argtypes, user.SetClipboardData.restype = (ctypes.c_uint, pointer), pointer
    user.OpenClipboard.argtypes = (pointer,)
    unicode_text, html, movable = 13, user.RegisterClipboardFormatW("HTML Format"), 2
    if not user.OpenClipboard(None):
        raise OSError
    try:
        user.EmptyClipboard()
        for kind, content in (
            (unicode_text, text.replace("\n", "\r\n").encode("utf-16-le") + b"\0\0"),
            (html, page + b"\0"),
        ):
            memory = kernel.GlobalAlloc(movable, len(content))
            place = kernel.GlobalLock(memory) if memory else None
            if not place:
                raise OSError
            ctypes.memmove(place, content, len(content))
            kernel.GlobalUnlock(memory)
            if not user.SetClipboardData(kind, memory):
                raise OSError
    finally:
        user.CloseClipboard()


@contextmanager
def _silent_programs() -> Iterator[None]:
    """Silence the system's clipboard programs: their complaints are reported in our own words.

    Some go on running to hand the text over, as xclip does; a reader of our output would wait for them.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    kept = {}
    for number in (1, 2):
        with suppress(OSError):  # closed before the program began
            kept[number] = os.dup(number)
            os.dup2(nowhere, number)
    try:
        yield
    finally:
        for number, stream in kept.items():
            os.dup2(stream, number)
            os.close(stream)
        os.close(nowhere)
