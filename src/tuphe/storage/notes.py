"""so-tay/2026.toml: one year's notes, which are only appended; and an edit of them that could not be saved."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import tomli
import tomli_w

from tuphe.core.note import Note
from tuphe.reading import NOTEBOOK_LIMIT, names_in
from tuphe.storage import Notify
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import remove
from tuphe.storage.new_notes import TEXT, NoteAppender, notebook_name
from tuphe.storage.notebook import read_notebook
from tuphe.storage.versions import copies_beside, of_copies

_DRAFT_LIMIT: Final = 2 * NOTEBOOK_LIMIT
"""Bytes of an edit that could not be saved: its text, and the keys of the notes that it was made of."""


class UnsavedEdit(NamedTuple):
    """The text of an edited notebook that could not be saved, and the keys of the notes that stood in it before."""

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

        What a power cut left half-written is left out, and the person is told of it, and of copies that others left
        beside the file.
        Raises BadFile.
        """
        self._tell_copies(year)
        path = self._folder.path(notebook_name(year))
        content = self._folder.read_added(notebook_name(year), limit=NOTEBOOK_LIMIT)
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
    said = msgspec.to_builtins(note, builtin_types=(date,))
    return {key: value for key, value in said.items() if value and key != "ma"}
