"""so-tay/2026.toml: one year's notes, which are only appended."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tuphe.errors import BadFile
from tuphe.reading import NOTEBOOK_LIMIT, names_in, read_bytes
from tuphe.storage import Notify
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import remove
from tuphe.storage.locations import built_in

if TYPE_CHECKING:
    from tuphe.core.note import Note

Record = Mapping[str, str | bool | date]

_TEXT: Final = "noi_dung"

_NEWER: Final = b"dinh_dang = 2\n"
"""What a notebook begins with that has shortcomings: a tuphe that does not know them says that the file is newer."""

_ID: Final = re.compile("(?!.{61})[a-z0-9]+(-[a-z0-9]+)*")
"""An id, as in `core.value`, which takes longer to load than a note takes to write."""


_DRAFT_LIMIT: Final = 2 * NOTEBOOK_LIMIT
"""Bytes of an edit that could not be saved: its text, and the keys of the notes that it was made of."""


class UnsavedEdit(NamedTuple):
    """The text of an edited notebook that could not be saved, and the keys of the notes that stood in it before."""

    text: str
    keys: frozenset[str]


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

        Nothing is read (but before a notebook's first shortcoming), so that it takes as long with 100,000 notes as with
        10. All go out in one write under a lock: notes from several shells neither mix nor get lost.
        Raises CannotWrite.
        """
        records = list(records)
        head = _NEWER if any(record.get("han_che") for record in records) else b""
        written = _written(records)
        refuse_links(self._notebooks)
        self.require_here(year)
        make_private(self._notebooks)
        with self._folder.now() as folder:  # a note is kept whatever became of the folder meanwhile
            folder.append(_name(year), written, limit=NOTEBOOK_LIMIT, head=head)

    def require_here(self, year: int) -> None:
        """Refuse to begin a second notebook while the first is still on some server: they might never be merged.

        Raises CannotWrite.
        """
        self._folder.require_here(_name(year))

    def years(self) -> list[int]:
        """Return the years that have notes, oldest first."""
        names = (re.fullmatch(r"(\d{4})(\.toml(\.age)?)?", name) for name in names_in(self._notebooks))
        return sorted({int(name[1]) for name in names if name})

    def records(self, year: int) -> "tuple[Note, ...]":
        """Read all records of a year in the order in which they were written; none when there is no file.

        What a power cut left half-written is left out, and the person is told of it, and of copies that others left
        beside the file.
        Raises BadFile.
        """
        from tuphe.storage.notebook import read_notebook  # noqa: PLC0415 -- keeping a note reads none

        self._tell_copies(year)
        path = self._folder.path(_name(year))
        content = self._folder.read_added(_name(year), limit=NOTEBOOK_LIMIT)
        if content is None:
            return ()
        return read_notebook(content, path, notify=self._notify)

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
        import tomli_w  # noqa: PLC0415 -- as below

        plain = {"ma": sorted(unsaved.keys), _TEXT: unsaved.text}
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
        from tuphe.storage.versions import copies_beside, of_copies  # noqa: PLC0415 -- keeping a note looks for none

        path = self._folder.path(_name(year))
        if copies := [copy for copy in copies_beside(path) if copy != self.draft_path(year)]:
            then = f"chép ghi chép còn thiếu sang {year}.toml"
            self._notify(*of_copies(path, copies, then=then, encrypted=self._folder.locked))


def _name(year: int) -> str:
    return f"so-tay/{year}.toml"


def _draft_name(year: int) -> str:
    return f"so-tay/{year}.dang-sua.toml"


def _unsaved(kept: str) -> UnsavedEdit:
    """Return an edit as it was kept; up to 0.2 that was the edited TOML alone, which names the keys itself."""
    import tomli  # noqa: PLC0415 -- as above

    with suppress(ValueError, RecursionError):
        found = tomli.loads(kept)
        if set(found) == {"ma", _TEXT} and isinstance(found["ma"], list):
            return UnsavedEdit(str(found[_TEXT]), frozenset(map(str, found["ma"])))
    return UnsavedEdit(kept, frozenset(re.findall(r'"([^"\n]+)"', kept)))


def plain(note: "Note") -> dict[str, str | bool | date]:
    """Return a note with the file's keys, without what is empty; its own key is given when it is written."""
    import msgspec  # noqa: PLC0415 -- keeping a note needs none

    said = msgspec.to_builtins(note, builtin_types=(date,))
    return {key: value for key, value in said.items() if value and key != "ma"}


def known_ids(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of all items and of all groups of every checklist by their ids, without checking any further.

    A note must be kept at once, so its id is only looked up: what cannot be an
    id is left out, and a checklist that cannot be read is reported elsewhere.
    """
    import tomli  # noqa: PLC0415 -- a note without an id needs none

    items: dict[str, str] = {}
    groups: dict[str, str] = {}
    for place in (built_in("checklists"), folder / "tieu-chi"):
        for path in (place / name for name in names_in(place) if name.endswith(".toml")):
            with suppress(BadFile, OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
                found = tomli.loads(read_bytes(path).decode("utf-8-sig"))["nhom"]
                groups |= _names(found)
                items |= _names(item for group in found for item in group["muc"])
    return items, groups


def _names(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {entry["id"]: str(entry.get("ten", entry["id"])) for entry in entries if _ID.fullmatch(entry["id"])}


def _written(records: Sequence[Record]) -> bytes:
    """Return records as they are appended, each with a key that says which were written together.

    A record before them that was cut short must not swallow the first one: it
    begins on a line of its own. The text comes last, so that a record which
    has it was not cut short.
    """
    import tomli_w  # noqa: PLC0415 -- other commands that load this module write no note

    # What `secrets` would return, without OpenSSL, which takes 2 ms to load.
    together = f"{datetime.now():%Y%m%dT%H%M%S}-{os.urandom(4).hex()}"
    keys = [together] if len(records) == 1 else [f"{together}-{row}" for row in range(1, len(records) + 1)]
    tables = (
        {"ma": key, **{name: value for name, value in record.items() if name != _TEXT}, _TEXT: record[_TEXT]}
        for key, record in zip(keys, records, strict=True)
    )
    return "".join(f"\n[[so_tay]]\n{tomli_w.dumps(table)}" for table in tables).encode()
