"""so-tay/2026.toml: one year's notes, which are only appended; and an edit of them that could not be saved.

Of a notebook that is damaged or has merge conflicts, every readable record is read.
"""

import codecs
import re
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import tomli
import tomli_w
from msgspec import structs, to_builtins

from tuphe.core.note import Note, Notebook
from tuphe.errors import BadFile
from tuphe.file_names import shown
from tuphe.file_reading import NOTEBOOK_LIMIT, names_in
from tuphe.storage import Notify, toml
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import remove
from tuphe.storage.note_appending import TEXT, NoteAppender, notebook_name
from tuphe.storage.versions import copies_beside, of_copies

_DRAFT_LIMIT: Final = 2 * NOTEBOOK_LIMIT
"""Bytes of an edit that could not be saved: its text, and the keys of the notes that it was made of."""

_CUT: Final = "một ghi chép ghi dở nên không đọc được; chữ vẫn còn trong tệp, các ghi chép khác vẫn dùng được."
_MARRED: Final = "một ghi chép đã hỏng một phần, chỗ mất hiện là �; các ghi chép khác vẫn dùng được."

_DAMAGED: Final = "�"
"""The replacement for bytes that are no letters any more, so that the gap is visible."""

_HOLE: Final = re.compile(rb"\0+")
"""Blocks that were never written read as zeros after a power cut."""

_WORDS: Final = re.compile(r"^noi_dung = .*\n?", re.MULTILINE)
"""A record's text, which comes last and on one line."""


class UnsavedEdit(NamedTuple):
    """The text of an edited notebook that could not be saved, and the keys of the notes that were in it before."""

    text: str
    keys: frozenset[str]


class NoteStore(NoteAppender):
    """Appends to and reads the notes in one folder."""

    def __init__(self, folder: Folder, *, notify: Notify) -> None:
        super().__init__(folder)
        self._notify = notify
        self._told: set[int] = set()
        self._draft: bytes | None = None

    def years(self) -> list[int]:
        """Return the years that have notes, oldest first."""
        names = (re.fullmatch(r"(\d{4})(\.toml(\.age)?)?", name) for name in names_in(self._notebooks))
        return sorted({int(name[1]) for name in names if name})

    def records(self, year: int) -> tuple[Note, ...]:
        """Read all records of a year in the order in which they were written; none when there is no file.

        Records that a power cut left half-written are left out; the person is told of them, and of copies that others
        left beside the file. Raises BadFile.
        """
        self._tell_copies(year)
        path = self._folder.path(notebook_name(year))
        content = self._folder.read_added(notebook_name(year), limit=NOTEBOOK_LIMIT)
        return () if content is None else _read(content, path, notify=self._notify)

    def draft_path(self, year: int) -> Path:
        """Return where an edited notebook is kept that could not be saved: so-tay/2026.dang-sua.toml."""
        return self._folder.path(_draft_name(year))

    def draft(self, year: int) -> UnsavedEdit | None:
        """Read an edited notebook that could not be saved; None where there is none. Raises BadFile."""
        path = self.draft_path(year)
        try:
            self._draft = self._folder.stored(path, limit=_DRAFT_LIMIT)
        except FileNotFoundError:
            return None
        return _unsaved(self._folder.decrypt(self._draft, path).decode(errors="replace"))

    def keep_draft(self, year: int, unsaved: UnsavedEdit) -> Path:
        """Keep an edited notebook that could not be saved, and return where it is; raises CannotWrite."""
        plain = {"ma": sorted(unsaved.keys), TEXT: unsaved.text}
        return self._folder.write(_draft_name(year), tomli_w.dumps(plain, multiline_strings=True).encode())

    def drop_draft(self, year: int) -> None:
        """Remove an edited notebook after it was saved, unless it is not what `draft` read; raises CannotWrite."""
        path = self.draft_path(year)
        with self._folder.now():
            there = self._draft is not None and path.exists()
            if there and self._folder.stored(path, limit=_DRAFT_LIMIT) == self._draft:
                remove(path)

    def _tell_copies(self, year: int) -> None:
        if year in self._told:
            return
        self._told.add(year)
        path = self._folder.path(notebook_name(year))
        if copies := [copy for copy in copies_beside(path) if copy != self.draft_path(year)]:
            then = f"chép ghi chép còn thiếu sang {year}.toml"
            self._notify(*of_copies(path, copies, then=then, encrypted=self._folder.locked))


def _draft_name(year: int) -> str:
    return f"so-tay/{year}.dang-sua.toml"


def _unsaved(kept: str) -> UnsavedEdit:
    """Return an edit as it was kept; up to 0.2 that was the edited TOML alone, which names the keys itself."""
    with suppress(ValueError, RecursionError):
        found = tomli.loads(kept)
        if set(found) == {"ma", TEXT} and isinstance(found["ma"], list):
            return UnsavedEdit(str(found[TEXT]), frozenset(map(str, found["ma"])))
    return UnsavedEdit(kept, frozenset(re.findall(r'"([^"\n]+)"', kept)))


def plain(note: Note) -> dict[str, str | bool | date]:
    """Return a note with the file's keys, without what is empty; its own key is given when it is written."""
    said = to_builtins(note, builtin_types=(date,))
    return {key: value for key, value in said.items() if value and key != "ma"}


def _read(content: bytes, path: Path, *, notify: Notify) -> tuple[Note, ...]:
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
    """Return the text as each machine had it; lines of the other machine are empty, so that line numbers stay."""
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
    # Where nothing or almost everything is damaged, the file has another encoding, or another fault.
    of_use = (left.cut or left.marred) and 2 * len(left.marred) <= left.records
    if fault is not None and (_is_utf16(content) or not of_use):
        raise fault
    told = sorted([(line, _CUT) for line in left.cut] + [(line, _MARRED) for line in left.marred])
    return read(left.text.encode()).records, [f"Tệp {shown(path)}, dòng {line}: {what}" for line, what in told]


class _Recovered(NamedTuple):
    """A notebook's text without the records that cannot be read; no line has moved.

    `cut` has the lines where an unreadable part begins, `marred` the lines that
    have lost letters; `records` is how many are left.
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

    A record's text is on one line, so a line that begins with a bracket begins a record, even if half of `[[so_tay]]`
    is lost. The text comes last, so a record that has it was not cut short, whatever follows.
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
