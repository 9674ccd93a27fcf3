"""so-tay/2026.toml: one year's notes, only ever appended to."""

from __future__ import annotations

import errno
import os
import re
import secrets
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tuphe.errors import BadFile, CannotWrite
from tuphe.names import shown
from tuphe.patience import patiently
from tuphe.reading import is_there, names_in, read_bytes, require_here
from tuphe.storage.disk import flush_folder, make_private, reason, refuse_links, require_own, set_rights
from tuphe.storage.files import Unflushed, alone, remove, write_whole
from tuphe.storage.folders import built_in
from tuphe.storage.merging import UNMERGED, conflict_line, sides
from tuphe.storage.notebook import has_holes, is_utf16, recovered
from tuphe.storage.personal_files import next_note, sealed_notes
from tuphe.storage.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from io import FileIO
    from pathlib import Path

    from tuphe.core.note import Note
    from tuphe.storage import toml
    from tuphe.storage.plain import Seal

    Record = Mapping[str, str | bool | date]

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes: some 100,000 notes, which are read in about a second."""

_FULL: Final = "sổ tay đã tới 16 MB, mức lớn nhất tuphe đọc được. Chuyển bớt ghi chép cũ sang tệp khác rồi ghi lại."

_SEALING: Final = 200
"""Bytes by which a sealed file is larger than what is in it, at the least."""

_HEAD: Final = "[[so_tay]]"

_ID: Final = re.compile("(?!.{61})[a-z0-9]+(-[a-z0-9]+)*")
"""An id, as in `core.value`, which costs more to load than a note to write."""

_APPENDING: Final = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""Binary, where the system would translate line ends; never through a link, and without waiting at a pipe."""


class NoteStore:
    """Appends to and reads the notes in one folder."""

    def __init__(self, folder: Path, *, notify: toml.Notify, seal: Seal = PLAIN) -> None:
        self._folder = folder / "so-tay"
        self._notify = notify
        self._seal = seal
        self._told: set[int] = set()
        self._draft: bytes | None = None

    def append(self, year: int, records: Iterable[Record]) -> None:
        """Write records, each with the file's keys, at the end of a year's notes and flush them to the disk.

        Nothing is read, so that it takes as long with 100,000 notes as with
        10. All go out in one write under a lock: notes from several shells
        neither mix nor get lost.

        Raises CannotWrite.
        """
        import tomli_w

        # A record before it that was cut short must not swallow this one: it begins on a line of its own.
        # Its words come last: one that has them was not cut short.
        written = "".join(
            f"\n{_HEAD}\n{tomli_w.dumps({'ma': key, **_words_last(record)})}" for key, record in _new_keys(records)
        )
        refuse_links(self._folder)
        self.require_here(year)
        make_private(self._folder)
        with self._seal.current() as seal:  # a note is kept whatever became of the folder meanwhile
            if seal.suffix:
                self._append_sealed(year, written.encode(), seal)
            else:
                self._append_plain(year, written.encode())

    def require_here(self, year: int) -> None:
        """Refuse to begin a notebook anew that is still on some server: the two might never come together.

        Raises CannotWrite.
        """
        if self._seal.suffix:  # there each note has a file of its own
            return
        try:
            require_here(self._path(year))
        except BadFile as away:
            raise CannotWrite(self._path(year), away.sentence) from None

    def records(self, year: int) -> tuple[Note, ...]:
        """Read all records of a year in the order in which they were written; none when there is no file.

        What a power cut left half-written is passed over and told, and so are
        copies that others left beside the file.

        Raises BadFile.
        """
        self._tell_copies(year)
        path = self._path(year)
        content = self._content(year)
        if content is None:
            return ()
        text = content.decode(errors="surrogateescape")
        unmerged = conflict_line(text)
        if unmerged is None:
            records, damage = self._parsed(content, path)
        else:
            self._notify(f"Tệp {shown(path)}, dòng {unmerged}: {UNMERGED} Ghi chép của cả hai bên đều được đọc.")
            (ours, damage), (theirs, more) = (
                self._parsed(side.encode(errors="surrogateescape"), path) for side in sides(text)
            )
            records, damage = tuple(dict.fromkeys((*ours, *theirs))), [*damage, *more]
        for sentence in dict.fromkeys(damage):
            self._notify(sentence)
        return _keyed(records)

    def _parsed(self, content: bytes, path: Path) -> tuple[tuple[Note, ...], list[str]]:
        """Read a notebook, and of a damaged one what can be read, with what is to be told of the rest."""
        from tuphe.core.note import Notebook
        from tuphe.storage import toml

        def parsed(content: bytes) -> tuple[Note, ...]:
            return toml.parse(content, path, Notebook, notify=self._notify, limit=SIZE_LIMIT).records

        fault = None
        if not has_holes(content):
            try:
                return parsed(content), []
            except BadFile as refused:
                fault = refused
        left = recovered(content)
        if fault is not None and (is_utf16(content) or not left.of_use):
            raise fault
        cut = "một ghi chép ghi dở nên không đọc được; chữ vẫn còn trong tệp, các ghi chép khác vẫn dùng được."
        marred = "một ghi chép đã hỏng một phần, chỗ mất hiện là �; các ghi chép khác vẫn dùng được."
        told = [(line, cut) for line in left.cut] + [(line, marred) for line in left.marred]
        return parsed(left.text.encode()), [f"Tệp {shown(path)}, dòng {line}: {what}" for line, what in sorted(told)]

    def draft_path(self, year: int) -> Path:
        """Where an edited notebook is kept that could not be taken: so-tay/2026.dang-sua.toml."""
        return self._folder / f"{year}.dang-sua.toml{self._seal.suffix}"

    def draft(self, year: int) -> str | None:
        """Read an edited notebook that could not be taken; None where there is none.

        Raises BadFile.
        """
        path = self.draft_path(year)
        try:
            self._draft = read_bytes(path, limit=SIZE_LIMIT)
        except FileNotFoundError:
            return None
        return self._seal.open(self._draft, path).decode(errors="replace")

    def keep_draft(self, year: int, written: str) -> Path:
        """Keep an edited notebook that could not be taken, and return where: nothing that was typed is lost.

        Raises CannotWrite.
        """
        make_private(self._folder)
        with self._seal.current() as seal:
            path = self._folder / f"{year}.dang-sua.toml{seal.suffix}"
            write_whole(path, seal.seal(written.encode()))
        return path

    def drop_draft(self, year: int) -> None:
        """Remove an edited notebook once it was taken; one that is not what `draft` read is left where it is.

        Raises CannotWrite.
        """
        path = self.draft_path(year)
        with self._seal.current():
            if self._draft is not None and path.exists() and read_bytes(path, limit=SIZE_LIMIT) == self._draft:
                remove(path)

    def _append_plain(self, year: int, written: bytes) -> None:
        path = self._path(year, "")
        refuse_links(path)
        new = not path.exists()
        try:
            handle = patiently(lambda: os.open(path, _APPENDING, 0o600), path)
            with os.fdopen(handle, "ab", buffering=0) as file:
                require_own(path, handle)
                if new:
                    set_rights(path, 0o600)  # the umask may have taken even that
                with alone(handle):
                    _add(file, written, path)
            if new:
                self._flush(path)
        except OSError as fault:
            raise CannotWrite(path, reason(fault)) from None

    def _flush(self, path: Path) -> None:
        try:
            flush_folder(self._folder)
        except OSError:  # the note is kept, and must not be repeated
            raise Unflushed(path) from None

    def _append_sealed(self, year: int, written: bytes, seal: Seal) -> None:
        """Put records into a file of their own: a sealed file cannot be added to."""
        folder = self._folder / str(year)
        refuse_links(folder)
        make_private(folder)
        there = [
            path.stat().st_size - _SEALING
            for path in (self._folder / f"{year}.toml{seal.suffix}", *sealed_notes(folder))
            if path.exists()
        ]
        if sum(there) + len(written) > SIZE_LIMIT:
            raise CannotWrite(self._path(year), _FULL)
        write_whole(folder / next_note(folder), seal.seal(written))

    def _content(self, year: int) -> bytes | None:
        path = self._path(year)
        later = sealed_notes(self._folder / str(year)) if self._seal.suffix else []
        parts = [part for part in (path, *later) if is_there(part)]
        if not parts:
            return None
        return b"".join(self._seal.open(read_bytes(part, limit=SIZE_LIMIT), part) for part in parts)

    def _tell_copies(self, year: int) -> None:
        if year in self._told:
            return
        self._told.add(year)
        from tuphe.storage.copies import copies_beside, of_copies  # keeping a note looks for none

        path = self._path(year)
        if copies := [copy for copy in copies_beside(path) if copy != self.draft_path(year)]:
            self._notify(*of_copies(path, copies, then=f"chép ghi chép còn thiếu sang {year}.toml"))

    def years(self) -> tuple[int, ...]:
        """The years that have notes, oldest first."""
        names = (re.fullmatch(r"([0-9]{4})(\.toml(\.age)?)?", name) for name in names_in(self._folder))
        return tuple(sorted({int(name[1]) for name in names if name}))

    def _path(self, year: int, suffix: str | None = None) -> Path:
        return self._folder / f"{year}.toml{self._seal.suffix if suffix is None else suffix}"


def plain(note: Note) -> dict[str, str | bool | date]:
    """Return a note with the file's keys, without what is empty; its own key is given when it is written."""
    import msgspec

    said = msgspec.to_builtins(note, builtin_types=(date,))
    return {key: value for key, value in said.items() if value and key != "ma"}


def known_ids(folder: Path) -> tuple[list[str], list[str]]:
    """Return the ids of all items and of all groups of every checklist, without checking the files any further.

    A note is written in a moment: its id is only looked up, what cannot be one
    is passed over, and a checklist that cannot be read is told of elsewhere.
    """
    import tomli

    items: list[str] = []
    groups: list[str] = []
    for place in (built_in("checklists"), folder / "tieu-chi"):
        for path in (place / name for name in names_in(place) if name.endswith(".toml")):
            with suppress(BadFile, OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
                listed = tomli.loads(read_bytes(path).decode())["nhom"]
                groups += [group["id"] for group in listed if _ID.fullmatch(group["id"])]
                items += [item["id"] for group in listed for item in group["muc"] if _ID.fullmatch(item["id"])]
    return items, groups


def _add(file: FileIO, written: bytes, path: Path) -> None:
    if os.fstat(file.fileno()).st_size + len(written) > SIZE_LIMIT:
        raise CannotWrite(path, _FULL)
    _write_all(file, written)
    if not os.fstat(file.fileno()).st_nlink:
        raise CannotWrite(path, "thư mục vừa bị xoá. Đưa thư mục trở lại chỗ cũ rồi làm lại.")


def _write_all(file: FileIO, content: bytes) -> None:
    """Write at the end of a file and flush it to the disk; where there is no room for all, the file is as before."""
    before = os.fstat(file.fileno()).st_size
    try:
        whole = file.write(content) == len(content)
        os.fsync(file.fileno())
    except OSError:
        file.truncate(before)
        raise
    if not whole:
        file.truncate(before)
        raise OSError(errno.ENOSPC, "")


def _keyed(records: tuple[Note, ...]) -> tuple[Note, ...]:
    """Give notes that a person wrote by hand a key; as records are only appended, its place stays its own."""
    from msgspec import structs

    return tuple(
        record if record.key else structs.replace(record, key=f"thu-{row}") for row, record in enumerate(records, 1)
    )


def _words_last(record: Record) -> dict[str, str | bool | date]:
    return {**{key: value for key, value in record.items() if key != "noi_dung"}, "noi_dung": record["noi_dung"]}


def _new_keys(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    """Yield each record with a key that tells which were written together."""
    together, listed = _new_key(), list(records)
    for row, record in enumerate(listed, 1):
        yield together if len(listed) == 1 else f"{together}-{row}", record


def _new_key() -> str:
    return f"{datetime.now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
