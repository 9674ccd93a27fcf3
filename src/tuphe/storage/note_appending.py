"""Notes appended to so-tay/2026.toml, with as little loaded as possible: `tuphe ghi` is to take a moment."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import tomli_w

from tuphe.errors import BadFile
from tuphe.file_reading import NOTEBOOK_LIMIT, names_in, read_bytes
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.locations import built_in

Record = Mapping[str, str | bool | date]

TEXT: Final = "noi_dung"

_NEWER: Final = b"dinh_dang = 2\n"
"""The first line of a notebook with shortcomings: a tuphe that does not know them says that the file is newer."""

_ID: Final = re.compile("(?!.{61})[a-z0-9]+(-[a-z0-9]+)*")
"""An id, as in `core.value`, which takes longer to load than a note takes to write."""


class NoteAppender:
    """Appends to the notes in one folder."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._notebooks = folder.root / "so-tay"

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
        with self._folder.now() as folder:  # a note is saved even if the folder was locked or unlocked meanwhile
            folder.append(notebook_name(year), written, limit=NOTEBOOK_LIMIT, head=head)

    def require_here(self, year: int) -> None:
        """Refuse to begin a second notebook while the first is still on some server; raises CannotWrite."""
        self._folder.require_here(notebook_name(year))


def notebook_name(year: int) -> str:
    """Return the path of a year's notes in their folder."""
    return f"so-tay/{year}.toml"


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

    A record before them that was cut short must not swallow the first one: it begins on a line of its own. The text
    comes last, so that a record which has it was not cut short.
    """
    # What `secrets` would return, without OpenSSL, which takes 2 ms to load.
    together = f"{datetime.now():%Y%m%dT%H%M%S}-{os.urandom(4).hex()}"
    keys = [together] if len(records) == 1 else [f"{together}-{row}" for row in range(1, len(records) + 1)]
    tables = (
        {"ma": key, **{name: value for name, value in record.items() if name != TEXT}, TEXT: record[TEXT]}
        for key, record in zip(keys, records, strict=True)
    )
    return "".join(f"\n[[so_tay]]\n{tomli_w.dumps(table)}" for table in tables).encode()
