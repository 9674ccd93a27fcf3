"""so-tay/2026.toml: one year's notes, only ever appended to."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tuphe.errors import BadFile, CannotWrite
from tuphe.storage.files import make_private, reason
from tuphe.storage.folders import built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from tuphe.core.note import Note
    from tuphe.storage import toml

SIZE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes: some 400,000 notes."""

_HEAD: Final = "[[so_tay]]"


class NoteStore:
    """Appends to and reads the notes in one folder."""

    def __init__(self, folder: Path, *, remark: toml.Remark) -> None:
        self._folder = folder / "so-tay"
        self._remark = remark

    def append(self, year: int, records: Iterable[Mapping[str, str | bool | date]]) -> None:
        """Write records, each with the file's keys, at the end of a year's notes and flush them to the disk.

        Nothing is read, so that it takes as long with 100,000 notes as with
        10. All go out in one write under a lock: notes from several shells
        neither mix nor get lost.

        Raises CannotWrite.
        """
        import tomli_w

        # A record before it that was cut short must not swallow this one: it begins on a line of its own.
        written = "".join(f"\n{_HEAD}\n{tomli_w.dumps({'ma': _new_key(), **record})}" for record in records)
        make_private(self._folder)
        path = self._path(year)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "ab", buffering=0) as file, _alone(file.fileno()):
                file.write(written.encode())
                os.fsync(file.fileno())
        except OSError as fault:
            raise CannotWrite(path, reason(fault)) from None

    def records(self, year: int) -> tuple[Note, ...]:
        """Read all records of a year in the order in which they were written; none when there is no file.

        What a power cut left half-written is passed over and told.

        Raises BadFile.
        """
        from tuphe.core.note import Notebook
        from tuphe.storage import toml

        path = self._path(year)
        try:
            content = toml.read_bytes(path, limit=SIZE_LIMIT)
        except FileNotFoundError:
            return ()
        try:
            return toml.parse(content, path, Notebook, remark=self._remark, limit=SIZE_LIMIT).records
        except BadFile:
            whole, cut = _without_cut_records(content)
            if not cut:
                raise
        for line in cut:
            self._remark(f"Tệp {path}, dòng {line}: một ghi chép ghi dở được để riêng, không đọc; phần còn lại vẫn đủ.")
        return toml.parse(whole, path, Notebook, remark=self._remark, limit=SIZE_LIMIT).records

    def years(self) -> tuple[int, ...]:
        """The years that have notes, oldest first."""
        if not self._folder.is_dir():
            return ()
        names = (re.fullmatch(r"(\d{4})\.toml", path.name) for path in self._folder.iterdir())
        return tuple(sorted(int(name[1]) for name in names if name))

    def _path(self, year: int) -> Path:
        return self._folder / f"{year}.toml"


def plain(note: Note) -> dict[str, str | bool | date]:
    """Return a note with the file's keys, without what is empty; its own key is given when it is written."""
    from msgspec import structs

    said = {field.encode_name: getattr(note, field.name) for field in structs.fields(note)}
    return {key: value for key, value in said.items() if value and key != "ma"}


def known_ids(folder: Path) -> tuple[list[str], list[str]]:
    """Return the ids of all items and of all groups of every checklist, without checking the files any further.

    A note is written in a moment: its id is only looked up, and a checklist
    that cannot be read is told of elsewhere.
    """
    import tomli

    items: list[str] = []
    groups: list[str] = []
    for place in (built_in("checklists"), folder / "tieu-chi"):
        for path in sorted(place.glob("*.toml")):
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                listed = tomli.loads(path.read_text(encoding="utf-8"))["nhom"]
                groups += [group["id"] for group in listed]
                items += [item["id"] for group in listed for item in group["muc"]]
    return items, groups


def _new_key() -> str:
    return f"{datetime.now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def _without_cut_records(content: bytes) -> tuple[bytes, list[int]]:
    """Return the content without the records that are no TOML, and the lines on which those begin.

    A record's text never spans lines, so a line that opens a record cannot
    stand inside another's text.
    """
    import tomli

    whole: list[str] = []
    cut: list[int] = []
    line = 1
    for piece in re.split(rf"(?m)^(?={re.escape(_HEAD)}$)", content.decode(errors="replace")):
        try:
            tomli.loads(piece)
            whole.append(piece)
        except ValueError:
            cut.append(line)
        line += piece.count("\n")
    return "".join(whole).encode(), cut


@contextmanager
def _alone(handle: int) -> Iterator[None]:
    """Hold the file while it is written to; where the system appends in one step, that alone keeps records whole."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        try:
            yield
        finally:
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX)
    yield
