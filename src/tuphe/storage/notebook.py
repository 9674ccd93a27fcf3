"""Reading a year's notes; where the file is damaged or not merged, every record that can still be read."""

import codecs
import re
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import tomli
from msgspec import structs

from tuphe.core.note import Note, Notebook
from tuphe.errors import BadFile
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT
from tuphe.storage import Notify, toml

_CUT: Final = "một ghi chép ghi dở nên không đọc được; chữ vẫn còn trong tệp, các ghi chép khác vẫn dùng được."
_MARRED: Final = "một ghi chép đã hỏng một phần, chỗ mất hiện là �; các ghi chép khác vẫn dùng được."

_DAMAGED: Final = "�"
"""What replaces bytes that are no letters any more, so that nobody takes the rest for the whole."""

_HOLE: Final = re.compile(rb"\0+")
"""Blocks that were never written read as zeros after a power cut."""

_WORDS: Final = re.compile(r"^noi_dung = .*\n?", re.MULTILINE)
"""A record's text, which comes last and on one line."""


def read_notebook(content: bytes, path: Path, *, notify: Notify) -> tuple[Note, ...]:
    """Return the records of a notebook in the order in which they were written; `path` is only named.

    What is damaged is left out, and the person is told; of a file that two machines changed, the records of both are
    read. A note that a person wrote by hand gets its position as its key, which it keeps: records are only appended.
    Raises BadFile where nothing can be read.
    """
    text = content.decode(errors="surrogateescape")
    versions = [content]
    if unmerged := toml.conflict_line(text):
        notify(f"Tệp {shown(path)}, dòng {unmerged}: {toml.UNMERGED} Ghi chép của cả hai bên đều được đọc.")
        versions = [side.encode(errors="surrogateescape") for side in sides(text)]
    parsed = [_parsed(version, path, notify) for version in versions]
    for sentence in dict.fromkeys(sentence for _, damage in parsed for sentence in damage):
        notify(sentence)
    records = dict.fromkeys(note for notes, _ in parsed for note in notes) if unmerged else parsed[0][0]
    return tuple(note if note.key else structs.replace(note, key=f"thu-{row}") for row, note in enumerate(records, 1))


def sides(text: str) -> tuple[str, str]:
    """Return the text as each machine had it; a line of the other machine is left empty, so that none moves."""
    kept: tuple[list[str], list[str]] = ([], [])
    of: tuple[int, ...] = (0, 1)
    for line in text.split("\n"):
        mark = line.rstrip("\r")
        if of == (0, 1) and mark.startswith("<<<<<<<"):
            of, line = (0,), ""  # noqa: PLW2901 -- a mark is on neither side
        elif of == (0,) and mark.startswith("|||||||"):
            of, line = (), ""  # noqa: PLW2901
        elif len(of) < 2 and mark == "=======":
            of, line = (1,), ""  # noqa: PLW2901
        elif of == (1,) and mark.startswith(">>>>>>>"):
            of, line = (0, 1), ""  # noqa: PLW2901
        for side in (0, 1):
            kept[side].append(line if side in of else "")
    return "\n".join(kept[0]), "\n".join(kept[1])


def _parsed(content: bytes, path: Path, notify: Notify) -> tuple[tuple[Note, ...], list[str]]:
    """Return the records that can be read, and sentences about the rest."""
    read = partial(toml.parse, path=path, kind=Notebook, notify=notify, limit=NOTEBOOK_LIMIT)
    fault = None
    if b"\0" not in content or _is_utf16(content):  # without blocks that were never written
        try:
            return read(content).records, []
        except BadFile as refused:
            fault = refused
    left = _recovered(content)
    # Where nothing was damaged, or most of it, the file is in another encoding, or wrong in another way.
    of_use = (left.cut or left.marred) and 2 * len(left.marred) <= left.records
    if fault is not None and (_is_utf16(content) or not of_use):
        raise fault
    told = sorted([(line, _CUT) for line in left.cut] + [(line, _MARRED) for line in left.marred])
    return read(left.text.encode()).records, [f"Tệp {shown(path)}, dòng {line}: {what}" for line, what in told]


class _Recovered(NamedTuple):
    """A notebook's text without the records that cannot be read; no line has moved.

    `cut` has the lines on which something begins that cannot be read, `marred`
    those on which letters are lost; `records` is how many are left.
    """

    text: str
    cut: tuple[int, ...]
    marred: tuple[int, ...]
    records: int


def _is_utf16(content: bytes) -> bool:
    """Whether a file begins as UTF-16 does, of which every other byte may be zero."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _recovered(content: bytes) -> _Recovered:
    """Leave out what cannot be read of a notebook.

    A record's text is on one line, so a line that begins with a bracket begins
    a record, even if half of `[[so_tay]]` is lost. The text comes last, so a
    record that has it was not cut short, whatever follows.
    """
    text = _HOLE.sub(_DAMAGED.encode(), content).decode(errors="replace")
    kept: list[str] = []
    cut: list[int] = []
    marred: list[int] = []
    records = 0
    line = 1
    for piece in re.split(r"(?m)^(?=\[)", text):
        readable = _readable(piece)
        left_out = piece[len(readable) :]
        if left_out.strip():
            cut.append(line + readable.count("\n"))
        records += bool(readable.strip())
        if _DAMAGED in readable:
            marred.append(line + readable[: readable.index(_DAMAGED)].count("\n"))
        kept.append(readable + "\n" * left_out.count("\n"))
        line += piece.count("\n")
    return _Recovered("".join(kept), tuple(cut), tuple(marred), records)


def _readable(piece: str) -> str:
    """Return a record as far as it is whole: all of it, or up to its text; nothing where it is not."""
    words = _WORDS.search(piece)
    as_far = (piece, piece[: words.end()] if words else "")
    return next(filter(_complete, as_far), "")


def _complete(piece: str) -> bool:
    try:
        return all({"ngay", "noi_dung"} <= set(record) for record in tomli.loads(piece).get("so_tay", ()))
    except (ValueError, TypeError, RecursionError):
        return False
