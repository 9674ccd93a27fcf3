"""Text that another program hands over on standard input: the letters of its bytes."""

import codecs
import locale
import sys
from collections.abc import Iterator
from typing import Final

from tuphe.terminal import console

_SHORT: Final = 8
"""Bytes: with fewer, nobody can tell whether they come in pairs."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's mark does, so it is looked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The first bytes of a text that names its own encoding, as Notepad writes it."""


def marked(content: bytes) -> tuple[str, bytes]:
    """Return the encoding that bytes say they are in, empty where they say none, and the bytes behind that mark."""
    mark, encoding = next((known for known in _MARKS if content.startswith(known[0])), (b"", ""))
    return encoding, content[len(mark) :]


def decoded(given: bytes) -> str:
    """Return the text of bytes that were handed over, and say so where their encoding had to be guessed.

    Bytes that are no letters in any encoding at hand become lone surrogates; they are cleaned where text enters.
    """
    encoding, bare = marked(given)
    wide = not encoding and 4 * given.count(0) >= len(given) > _SHORT
    if not wide and (text := _in(encoding or "utf-8", bare)) is not None:
        return text
    for encoding in _code_pages(given, wide=wide):
        if (text := _in(encoding, given)) is not None:
            console.notify(
                f"Đầu vào không phải UTF-8; đã đọc theo bảng mã {encoding}. "
                "Nếu chữ bị sai, lưu lại với bảng mã UTF-8 rồi làm lại."
            )
            return text
    return given.decode("utf-8", "surrogateescape")


def _code_pages(given: bytes, *, wide: bool) -> Iterator[str]:
    """Yield encodings that the bytes may have: that of programs writing into a pipe here, and that of files."""
    if wide:
        yield "utf-16-le" if given[1::2].count(0) > given[::2].count(0) else "utf-16-be"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- on Windows alone

        yield f"cp{ctypes.windll.kernel32.GetConsoleOutputCP()}"  # cp0 where there is no console
    if sys.stdin is not None:
        yield sys.stdin.encoding
    yield locale.getencoding()


def _in(encoding: str, given: bytes) -> str | None:
    try:
        return given.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
