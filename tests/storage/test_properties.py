"""What must hold for every file that tuphe reads or writes, tried on many values made up by hypothesis."""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as made
from hypothesis.strategies import DataObject, DrawFn, SearchStrategy
from msgspec import structs

from support.made_up import (
    CHECKLISTS,
    FORMS,
    NOTES,
    POINT_TABLES,
    PROFILES,
    REVIEWS,
    UNSCORED,
    reviews,
    several,
    tried,
    values,
)
from support.values import into, silent
from tuphe.core import checklist, form_faults, point_table, year_file
from tuphe.core.note import Note, Notebook, edited, present_notes, undoing
from tuphe.core.review import ChecklistRef, Review
from tuphe.core.value import Fault, Value
from tuphe.storage import toml
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore, plain
from tuphe.storage.reviews import ReviewStore
from tuphe.workspace.notebook import Names, as_lines, read_lines

YEAR: Final = 2026

FILES: Final[dict[str, tuple[SearchStrategy[Any], Callable[[Any], Iterable[Fault]]]]] = {
    "year": (REVIEWS, year_file.find_faults),
    "profile": (PROFILES, lambda _: ()),
    "notebook": (values(Notebook), lambda _: ()),
    "checklist": (CHECKLISTS, checklist.find_faults),
    "points": (POINT_TABLES, point_table.find_faults),
    "form": (FORMS, form_faults.find_faults),
}
"""Every kind of file: what may stand in it, and what else would be wrong with that."""


def read(content: bytes, value: Value, kind: str) -> Value:
    """Read a file back as the kind of value that it was written from."""
    return toml.parse(content, kind, type(value), notify=silent, also=FILES[kind][1])


@pytest.mark.parametrize("kind", FILES)
@tried(12)
@given(made.data())
def test_a_value_written_and_read_is_the_same_and_written_again_gives_the_same_bytes(
    kind: str, data: DataObject
) -> None:
    value = data.draw(FILES[kind][0])

    written = toml.dump(value)

    assert read(written, value, kind) == value
    assert toml.dump(read(written, value, kind)) == written


def by_notepad(value: Value) -> bytes:
    """The file as an editor of Windows may save it."""
    return codecs.BOM_UTF8 + toml.dump(value).replace(b"\n", b"\r\n")


def by_another_program(value: Value) -> bytes:
    """The same content in another layout: keys in another order, tables within lines, no text over several lines."""
    return tomli_w.dumps(dict(reversed(toml.to_plain(value).items()))).encode()


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("hand", [by_notepad, by_another_program])
@tried(5)
@given(made.data())
def test_a_file_reads_the_same_whoever_wrote_it(kind: str, hand: Callable[[Value], bytes], data: DataObject) -> None:
    value = data.draw(FILES[kind][0])

    assert read(hand(value), value, kind) == value


# Years and profiles in their folder


@contextmanager
def a_folder() -> Iterator[Path]:
    """An empty folder for one example."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def review_store(folder: Path) -> ReviewStore:
    """The years of a folder, with the built-in checklist."""
    return ReviewStore(Folder(folder), ChecklistCatalogue(folder, notify=silent), notify=silent)


ASKED: Final = reviews(UNSCORED).map(lambda review: review.but(checklist=ChecklistRef()))
"""Years that answer the built-in checklist, without points by a table that would have to be there."""


@tried(5)
@given(ASKED)
def test_a_year_kept_in_a_folder_is_read_back_and_so_is_the_version_before_it(review: Review) -> None:
    with a_folder() as folder:
        before = Review(year=review.year, note="trước")
        for saved in (before, review):
            with review_store(folder).holding(review.year, closed_too=True) as held:
                held.save(saved)

        store = review_store(folder)

        assert store.years() == (review.year,)
        assert store.load(review.year) == review
        assert [store.version(review.year, version) for version in store.versions(review.year)] == (
            [] if review == before else [before]
        )


@tried(15)
@given(ASKED)
def test_a_saved_year_fed_back_as_answers_gives_that_year(review: Review) -> None:
    with a_folder() as folder:
        given_back = review_store(folder).read_answers(
            toml.dump(review), "tra-loi.toml", year=None, default=YEAR, latest=9999, checklist=None
        )

    begun = Review(year=review.year, state=review.state, closed_on=review.closed_on)
    assert given_back == review
    assert year_file.merge(begun, given_back) == review
    assert year_file.merge(review, given_back) == review


# Notes


@contextmanager
def a_notebook() -> Iterator[tuple[NoteStore, Path]]:
    """The notes of an empty folder, and where their file will be."""
    with a_folder() as folder:
        yield NoteStore(Folder(folder), notify=silent), folder / "so-tay" / f"{YEAR}.toml"


def unkeyed(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes without the keys that they were given."""
    return tuple(structs.replace(note, key="") for note in notes)


@made.composite
def an_edit(draw: DrawFn, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Notes as they are left in the editor: some are gone, some are others, some are new, in any order."""
    kept = [draw(retouched(note)) for note in notes if draw(made.sampled_from([True, True, False]))]
    return tuple(draw(made.permutations([*kept, *draw(several(NOTES))])))


@made.composite
def retouched(draw: DrawFn, note: Note) -> Note:
    """A note in which one thing is another, or nothing is."""
    name = draw(made.sampled_from(["key", "day", "item", "group", "text"]))
    return note if name == "key" else structs.replace(note, **{name: getattr(draw(NOTES), name)})


NAMES: Final = Names({"a-1": "Về việc a", "b": "Việc [b]", "c": "Việc"}, {"d": "Việc", "e": "Nhóm e"})


@tried(15)
@given(several(NOTES, most=4), made.data())
def test_a_notebook_stands_as_it_was_left_in_the_editor(notes: tuple[Note, ...], data: DataObject) -> None:
    with a_notebook() as (store, _):
        store.append(YEAR, map(plain, notes))
        before = present_notes(store.records(YEAR))
        assert read_lines(as_lines(before, YEAR, NAMES), YEAR, before, NAMES) == before

        left = data.draw(an_edit(before))
        store.append(YEAR, map(plain, edited(before, left)))
        after = present_notes(store.records(YEAR))

    assert Counter(unkeyed(after)) == Counter(unkeyed(left))
    assert {note.key for note in left} - {""} <= {note.key for note in after}


@tried(15)
@given(several(NOTES, most=3), made.integers(0, 3), made.data())
def test_what_was_written_last_can_be_undone_and_redone(notes: tuple[Note, ...], edits: int, data: DataObject) -> None:
    with a_notebook() as (store, _):
        store.append(YEAR, map(plain, notes))
        before: tuple[Note, ...] = ()
        after = present_notes(store.records(YEAR))
        for _ in range(edits):
            if changes := edited(after, data.draw(an_edit(after))):
                store.append(YEAR, map(plain, changes))
                before, after = after, present_notes(store.records(YEAR))

        once, twice = (undone(store) for _ in range(2))

    assert once == before
    assert twice == after


def undone(store: NoteStore) -> tuple[Note, ...]:
    """Undo what was written last, and return the notes as they stand then."""
    store.append(YEAR, map(plain, undoing(store.records(YEAR))))
    return present_notes(store.records(YEAR))


@tried(24)
@given(several(values(Note, key=made.just("")), least=1, most=4), NOTES, made.data())
def test_a_notebook_cut_short_anywhere_keeps_every_whole_note_and_takes_new_ones(
    notes: tuple[Note, ...], later: Note, data: DataObject
) -> None:
    ends: list[int] = []
    with a_notebook() as (store, path):
        for row, note in enumerate(notes):
            store.append(YEAR, [plain(note)])
            if note.shortcoming and not any(earlier.shortcoming for earlier in notes[:row]):
                ends = [len(NEWER) - len(b"\n"), *(len(NEWER) + end for end in ends)]
            ends.append(path.stat().st_size - len(b"\n"))
        whole_file = path.read_bytes()
        line_ends = [place for place, letter in enumerate(whole_file) if letter == ord("\n")]
        cut = data.draw(made.integers(0, ends[-1]) | made.sampled_from(line_ends))
        left = whole_file[:cut]
        path.write_bytes(left)

        told: list[str] = []
        again = NoteStore(Folder(path.parents[1]), notify=into(told))
        again.append(YEAR, [plain(later)])
        records = again.records(YEAR)

    whole = [note for note, end in zip(reversed(notes), reversed(ends), strict=False) if end <= cut][::-1]
    assert unkeyed(records) == (*whole, later)
    begun = left[max(end for end in (0, *ends) if end <= cut) :].strip()
    assert bool(told) == bool(begun)


# Notebooks written by hand


@made.composite
def by_hand(draw: DrawFn, notes: tuple[Note, ...]) -> bytes:
    """A notebook as somebody may type it: with remarks, in any order, with or without keys."""
    pieces = [draw(REMARKS)]
    for row, note in enumerate(notes):
        fields = plain(note) | draw(made.sampled_from([{}, {"ma": f"cua-toi-{row}"}]))
        lines = [f"{key}{draw(EQUALS)}{draw(written(value))}" for key, value in fields.items()]
        pieces += ["[[so_tay]]", *draw(made.permutations(lines)), draw(REMARKS)]
    whole = "\n".join(pieces) + draw(made.sampled_from(["", "\n", "\n\n"]))
    content = whole.replace("\n", draw(made.sampled_from(["\n", "\r\n"]))).encode()
    return draw(made.sampled_from([b"", codecs.BOM_UTF8])) + content


NEWER: Final = b"dinh_dang = 2\n"
"""What a notebook begins with that has a shortcoming."""

REMARKS: Final = made.sampled_from(["", "# việc quý I", "\n  # [[so_tay]]\n", '# noi_dung = "'])
EQUALS: Final = made.sampled_from([" = ", "=", " =\t"])


def written(value: object) -> SearchStrategy[str]:
    """The ways to type a value."""
    if not isinstance(value, str):
        return made.just(str(value).lower())
    quoted = json.dumps(value, ensure_ascii=False)
    over_lines = value.replace("\\", "\\\\").replace('"', '\\"')
    return made.sampled_from([quoted, f'"""\n{over_lines}"""'])


@tried(24)
@given(several(NOTES, most=3), NOTES, made.data())
def test_a_notebook_written_by_hand_is_read_and_added_to_and_stays_byte_for_byte(
    notes: tuple[Note, ...], later: Note, data: DataObject
) -> None:
    content = data.draw(by_hand(notes))
    with a_notebook() as (store, path):
        path.parent.mkdir()
        path.write_bytes(content)
        before = store.records(YEAR)

        store.append(YEAR, [plain(later)])
        added = store.records(YEAR)
        store.append(YEAR, map(plain, edited(added, data.draw(an_edit(added)))))

        stayed = path.read_bytes().removeprefix(NEWER).removeprefix(codecs.BOM_UTF8)
        assert stayed.startswith(content.removeprefix(codecs.BOM_UTF8))

    assert unkeyed(before) == notes
    assert unkeyed(added) == (*notes, later)
    assert added[:-1] == before
