"""Text that another program hands over on standard input: which letters its bytes are."""

from __future__ import annotations

import codecs
import locale
import sys
from typing import TYPE_CHECKING, Final

from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT: Final = 8
"""Bytes: of fewer nobody can tell whether they come in pairs."""

_MARKED: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(given: bytes) -> str:
    """Return the text of bytes that were handed over, and say so where their encoding had to be guessed.

    Bytes that are no letters in any encoding at hand become lone surrogates;
    they are cleaned where text enters.
    """
    marked = [encoding for mark, encoding in _MARKED if given.startswith(mark)]
    wide = not marked and 4 * given.count(0) >= len(given) > _SHORT
    for encoding in marked or ([] if wide else ["utf-8"]):
        if (text := _in(encoding, given)) is not None:
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
    """Yield what the bytes may be in: what programs write into a pipe here, and what files are in."""
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
