"""Notes through the year (sổ tay): kept one by one; changed and taken back by further records, never destroyed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field, structs

from tuphe.core.review import Review
from tuphe.core.text import found_in
from tuphe.core.value import Fault, Value, Words

_MaybeId = Annotated[str, Meta(pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=60)]


class Note(Value, frozen=True, kw_only=True):
    """One record: a note, or what became of an earlier one.

    `replaces` is the key of the first record of a note; this one then replaces it, or takes it back when `withdrawn`.
    """

    key: str = field(name="ma", default="")
    day: date = field(name="ngay")
    item: _MaybeId = field(name="muc", default="")
    group: _MaybeId = field(name="nhom", default="")
    shortcoming: bool = field(name="han_che", default=False)
    """Whether it tells of a shortcoming, not of a result."""
    text: Words = field(name="noi_dung")
    replaces: str = field(name="thay", default="")
    withdrawn: bool = field(name="bo", default=False)

    @property
    def origin(self) -> str:
        """The key that the note keeps through all its changes."""
        return self.replaces or self.key


class Notebook(Value, frozen=True, kw_only=True):
    """The notes of a year as their file has them, in the order in which they were written."""

    newest_format: ClassVar[int] = 2

    format: Literal[2] = field(name="dinh_dang", default=2)
    records: tuple[Note, ...] = field(name="so_tay", default=())


def present_notes(records: Iterable[Note]) -> tuple[Note, ...]:
    """Return the present notes, each in its last wording, by day; those taken back are left out."""
    last = {record.origin or row: record for row, record in enumerate(records)}
    kept = (structs.replace(note, key=note.origin, replaces="") for note in last.values() if not note.withdrawn)
    return tuple(sorted(kept, key=lambda note: note.day))


def undoing(records: Sequence[Note]) -> tuple[Note, ...]:
    """Return the records that undo what was written last, all that one edit changed; none where nothing was.

    Undoing a change brings the wording before it back, undoing a new note
    takes it back; undoing that again brings the note back.
    """
    if not records:
        return ()
    written = written_with(records[-1].key)
    latest = tuple(takewhile(lambda record: written_with(record.key) == written, reversed(records)))[::-1]
    before = {record.origin: record for record in records[: -len(latest)]}
    undone = (before.get(one.origin) or structs.replace(one, withdrawn=True) for one in latest)
    return tuple(structs.replace(one, key="", replaces=one.origin) for one in undone)


def written_with(key: str) -> str:
    """Return the part of a key that records written at once share: …-1a2b3c4d of …-1a2b3c4d-2."""
    together = re.fullmatch(r"(\d{8}T\d{6}-[0-9a-f]{8})(-\d+)?", key)
    return together[1] if together else key


def edited(before: Sequence[Note], after: Sequence[Note]) -> list[Note]:
    """Return the records that turn the notes `before` into those `after`; a note is known by its key.

    A key that occurs twice is a copy: the second one is a new note.
    """
    known = {note.key: note for note in before}
    records = []
    for note in after:
        old = known.pop(note.key, None)
        if old is None:
            records.append(structs.replace(note, key="", replaces=""))
        elif old != note:
            records.append(structs.replace(note, key="", replaces=note.key))
    return [*records, *(structs.replace(note, key="", replaces=note.key, withdrawn=True) for note in known.values())]


def find_faults(notes: Sequence[Note], year: int, known: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with notes as somebody edited them: days of another year, ids that are not `known`."""
    for row, note in enumerate(notes):
        if note.day.year != year:
            yield Fault(("so_tay", row, "ngay"), f"ngày này không thuộc năm {year}.", "Ghi lại bằng: tuphe ghi --ngay")
        for key, named in (("muc", note.item), ("nhom", note.group)):
            if named and named not in known:
                yield Fault(("so_tay", row, key), "không có mã đó.", "Xem: tuphe tieu-chi danh-sach")


def about(notes: Iterable[Note], item: str, group: str, *, shortcomings: bool = False) -> tuple[Note, ...]:
    """Return the notes that may serve an item: its own, then its group's, then those of no item or group.

    Those that may become its results, or else its `shortcomings`.
    """
    known = [note for note in notes if note.shortcoming is shortcomings]
    return (
        *(note for note in known if note.item == item),
        *(note for note in known if not note.item and note.group == group),
        *(note for note in known if not note.item and not note.group),
    )


def said_in(review: Review) -> Iterator[str]:
    """Yield the texts of a year that may come from notes: results, on the paper or left off it, and shortcomings."""
    for answer in review.answers:
        yield from answer.all_results
        yield from (found.text for found in answer.shortcomings)


def unused(notes: Iterable[Note], said: Iterable[str]) -> tuple[Note, ...]:
    """Return the notes whose text is none of those that were `said`."""
    written = set(said)
    return tuple(note for note in notes if note.text not in written)


def matching(notes: Iterable[Note], *, items: Iterable[str] | None, words: str) -> tuple[Note, ...]:
    """Return the notes that name one of `items` (None: all of them) and have `words` in them."""
    wanted = None if items is None else set(items)
    named = (note for note in notes if wanted is None or wanted & {note.item, note.group})
    return tuple(note for note in named if not words or found_in(note.text, words))
