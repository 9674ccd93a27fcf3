"""so-tay/2026.toml: one year's notes, only ever appended to."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tuphe.errors import BadFile
from tuphe.names import shown
from tuphe.reading import NOTEBOOK_LIMIT, names_in, read_bytes
from tuphe.storage.conflict_marks import UNMERGED, conflict_line, sides
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.encryption.paths import plain_name
from tuphe.storage.files import remove
from tuphe.storage.folders import built_in
from tuphe.storage.notebook import has_holes, is_utf16, recovered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tuphe.core.note import Note
    from tuphe.storage import Notify
    from tuphe.storage.encryption.folder import Folder

    Record = Mapping[str, str | bool | date]

_HEAD: Final = "[[so_tay]]"

_ID: Final = re.compile("(?!.{61})[a-z0-9]+(-[a-z0-9]+)*")
"""An id, as in `core.value`, which costs more to load than a note to write."""


class NoteStore:
    """Appends to and reads the notes in one folder."""

    def __init__(self, folder: Folder, *, notify: Notify) -> None:
        self._folder = folder
        self._notebooks = folder.root / "so-tay"
        self._notify = notify
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
        refuse_links(self._notebooks)
        self.require_here(year)
        make_private(self._notebooks)
        with self._folder.now() as folder:  # a note is kept whatever became of the folder meanwhile
            folder.append(_name(year), written.encode(), limit=NOTEBOOK_LIMIT)

    def require_here(self, year: int) -> None:
        """Refuse to begin a notebook anew that is still on some server: the two might never come together.

        Raises CannotWrite.
        """
        self._folder.require_here(_name(year))

    def records(self, year: int) -> tuple[Note, ...]:
        """Read all records of a year in the order in which they were written; none when there is no file.

        What a power cut left half-written is passed over and told, and so are
        copies that others left beside the file.

        Raises BadFile.
        """
        self._tell_copies(year)
        path = self._folder.path(_name(year))
        content = self._folder.read_added(_name(year), limit=NOTEBOOK_LIMIT)
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
            return toml.parse(content, path, Notebook, notify=self._notify, limit=NOTEBOOK_LIMIT).records

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
        return self._folder.path(_draft_name(year))

    def draft(self, year: int) -> str | None:
        """Read an edited notebook that could not be taken; None where there is none.

        Raises BadFile.
        """
        path = self.draft_path(year)
        try:
            self._draft = self._folder.stored(path, limit=NOTEBOOK_LIMIT)
        except FileNotFoundError:
            return None
        return self._folder.decrypt(self._draft, path).decode(errors="replace")

    def keep_draft(self, year: int, written: str) -> Path:
        """Keep an edited notebook that could not be taken, and return where: nothing that was typed is lost.

        Raises CannotWrite.
        """
        make_private(self._notebooks)
        with self._folder.now() as folder:
            return folder.write(_draft_name(year), written.encode())

    def drop_draft(self, year: int) -> None:
        """Remove an edited notebook once it was taken; one that is not what `draft` read is left where it is.

        Raises CannotWrite.
        """
        path = self.draft_path(year)
        with self._folder.now():
            there = self._draft is not None and path.exists()
            if there and self._folder.stored(path, limit=NOTEBOOK_LIMIT) == self._draft:
                remove(path)

    def _tell_copies(self, year: int) -> None:
        if year in self._told:
            return
        self._told.add(year)
        from tuphe.storage.versions import copies_beside, of_copies  # keeping a note looks for none

        path = self._folder.path(_name(year))
        if copies := [copy for copy in copies_beside(path) if copy != self.draft_path(year)]:
            then = f"chép ghi chép còn thiếu sang {year}.toml"
            self._notify(*of_copies(self._folder, path, copies, then=then))

    def years(self) -> tuple[int, ...]:
        """The years that have notes, oldest first."""
        names = (re.fullmatch(r"([0-9]{4})(\.toml)?", plain_name(name)) for name in names_in(self._notebooks))
        return tuple(sorted({int(name[1]) for name in names if name}))


def _name(year: int) -> str:
    return f"so-tay/{year}.toml"


def _draft_name(year: int) -> str:
    return f"so-tay/{year}.dang-sua.toml"


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
