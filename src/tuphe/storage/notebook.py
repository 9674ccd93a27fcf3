"""What can still be read of a notebook whose file is damaged: record by record, line by line."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_DAMAGED: Final = "�"
"""What stands for bytes that are no letters any more, so that nobody takes the rest for the whole."""

_HOLE: Final = re.compile(rb"\0+")
"""Blocks that were never written read as zeros after a power cut."""

_WORDS: Final = re.compile(r"^noi_dung = .*\n?", re.MULTILINE)
"""A record's words, which come last and on one line."""


class Recovered(NamedTuple):
    """A notebook's text, every line where it was, without the records that cannot be read.

    `cut` has the lines on which something begins that cannot, `marred` those on
    which letters are lost; `records` says how many were left.
    """

    text: str
    cut: tuple[int, ...]
    marred: tuple[int, ...]
    records: int

    @property
    def of_use(self) -> bool:
        """Whether something was damaged at all, and not everything: then it is written in another encoding."""
        return bool(self.cut or self.marred) and 2 * len(self.marred) <= self.records


def has_holes(content: bytes) -> bool:
    """Whether blocks of it were never written."""
    return b"\0" in content and not is_utf16(content)


def is_utf16(content: bytes) -> bool:
    """Whether it begins as editors begin UTF-16, of which every other byte may be zero."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def recovered(content: bytes) -> Recovered:
    """Leave out what cannot be read of a notebook.

    A record's text never spans lines, so a line with a bracket begins a
    record, be it half its head. Its words come last, so a record that has them
    was not cut short, whatever follows.
    """
    text = _HOLE.sub(_DAMAGED.encode(), content).decode(errors="replace")
    kept: list[str] = []
    cut: list[int] = []
    marred: list[int] = []
    records = 0
    line = 1
    for piece in re.split(r"(?m)^(?=\[)", text):
        readable = _readable(piece)
        if readable is None:
            cut.append(line)
        elif len(readable) < len(piece) and piece[len(readable) :].strip():
            cut.append(line + readable.count("\n"))
        records += readable is not None and bool(readable.strip())
        if readable is not None and _DAMAGED in readable:
            marred.append(line + readable[: readable.index(_DAMAGED)].count("\n"))
        lines = piece.count("\n")
        kept.append((readable or "") + "\n" * (lines - (readable or "").count("\n")))
        line += lines
    return Recovered("".join(kept), tuple(cut), tuple(marred), records)


def _readable(piece: str) -> str | None:
    """Return a record as far as it is whole, all of it or up to its words; None where it is not."""
    if _complete(piece):
        return piece
    words = _WORDS.search(piece)
    return piece[: words.end()] if words and _complete(piece[: words.end()]) else None


def _complete(piece: str) -> bool:
    import tomli

    try:
        return all({"ngay", "noi_dung"} <= set(record) for record in tomli.loads(piece).get("so_tay", ()))
    except (ValueError, TypeError, RecursionError):
        return False
