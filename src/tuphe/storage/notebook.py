"""What a year's notes say, be their file damaged or not merged: then what can still be read, record by record."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import tomli
from msgspec import structs

from tuphe.core.note import Note, Notebook
from tuphe.errors import BadFile
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT
from tuphe.storage import toml
from tuphe.storage.conflict_marks import UNMERGED, conflict_line, sides

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage import Notify

_CUT: Final = "một ghi chép ghi dở nên không đọc được; chữ vẫn còn trong tệp, các ghi chép khác vẫn dùng được."
_MARRED: Final = "một ghi chép đã hỏng một phần, chỗ mất hiện là �; các ghi chép khác vẫn dùng được."

_DAMAGED: Final = "�"
"""What represents bytes that are no letters any more, so that nobody takes the rest for the whole."""

_HOLE: Final = re.compile(rb"\0+")
"""Blocks that were never written read as zeros after a power cut."""

_WORDS: Final = re.compile(r"^noi_dung = .*\n?", re.MULTILINE)
"""A record's text, which comes last and on one line."""


def read_notebook(content: bytes, path: Path, *, notify: Notify) -> tuple[Note, ...]:
    """Return the records of a notebook in the order in which they were written; `path` is only named.

    What is damaged is left out and told, of a file that two machines changed
    what either has is read. A note that a person wrote by hand gets its place
    as its key: as records are only appended, that stays its own.

    Raises BadFile where nothing can be read.
    """
    text = content.decode(errors="surrogateescape")
    versions = [content]
    if unmerged := conflict_line(text):
        notify(f"Tệp {shown(path)}, dòng {unmerged}: {UNMERGED} Ghi chép của cả hai bên đều được đọc.")
        versions = [side.encode(errors="surrogateescape") for side in sides(text)]
    parsed = [_parsed(version, path, notify) for version in versions]
    for sentence in dict.fromkeys(sentence for _, damage in parsed for sentence in damage):
        notify(sentence)
    records = dict.fromkeys(note for notes, _ in parsed for note in notes) if unmerged else parsed[0][0]
    return tuple(note if note.key else structs.replace(note, key=f"thu-{row}") for row, note in enumerate(records, 1))


def _parsed(content: bytes, path: Path, notify: Notify) -> tuple[tuple[Note, ...], list[str]]:
    """Read a notebook, and of a damaged one what can be read, with what is to be told of the rest."""

    def parsed(content: bytes) -> tuple[Note, ...]:
        return toml.parse(content, path, Notebook, notify=notify, limit=NOTEBOOK_LIMIT).records

    fault = None
    if not _has_holes(content):
        try:
            return parsed(content), []
        except BadFile as refused:
            fault = refused
    left = _recovered(content)
    if fault is not None and (_is_utf16(content) or not left.of_use):
        raise fault
    told = sorted([(line, _CUT) for line in left.cut] + [(line, _MARRED) for line in left.marred])
    return parsed(left.text.encode()), [f"Tệp {shown(path)}, dòng {line}: {what}" for line, what in told]


class _Recovered(NamedTuple):
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


def _has_holes(content: bytes) -> bool:
    """Whether blocks of it were never written."""
    return b"\0" in content and not _is_utf16(content)


def _is_utf16(content: bytes) -> bool:
    """Whether it begins as editors begin UTF-16, of which every other byte may be zero."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _recovered(content: bytes) -> _Recovered:
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
    return _Recovered("".join(kept), tuple(cut), tuple(marred), records)


def _readable(piece: str) -> str | None:
    """Return a record as far as it is whole, all of it or up to its words; None where it is not."""
    if _complete(piece):
        return piece
    words = _WORDS.search(piece)
    return piece[: words.end()] if words and _complete(piece[: words.end()]) else None


def _complete(piece: str) -> bool:
    try:
        return all({"ngay", "noi_dung"} <= set(record) for record in tomli.loads(piece).get("so_tay", ()))
    except (ValueError, TypeError, RecursionError):
        return False
