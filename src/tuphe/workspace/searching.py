"""Words looked for in everything that a person wrote: the years, and the notes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuphe import texts
from tuphe.core.note import present_notes
from tuphe.core.search import Hit, hits_among, hits_in
from tuphe.errors import BadFile, ChecklistNotFound, TuPheError
from tuphe.findings import of_place
from tuphe.workspace.notebook import names_of_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.workspace.stores import Workspace


class Found(NamedTuple):
    """The texts that have the words, each with what people call its place; and why others could not be read."""

    hits: list[tuple[Hit, str]]
    faults: list[TuPheError]


def find(workspace: Workspace, words: str) -> Found:
    """Look for words in every year and every note; what cannot be read does not hide the others."""
    found = Found([], [])
    for year in sorted({*workspace.reviews.years(), *workspace.notes.years()}):
        for hits in (_in_year, _in_notes):
            try:
                found.hits.extend(hits(workspace, year, words))
            except (BadFile, ChecklistNotFound) as fault:
                found.faults.append(fault)
    return found


def _in_year(workspace: Workspace, year: int, words: str) -> Iterator[tuple[Hit, str]]:
    if year in workspace.reviews.years():
        review = workspace.reviews.load(year)
        checklist = workspace.checklist_of(review)
        for hit in hits_in(review, words):
            yield hit, "Ghi chú riêng của năm" if hit.place == "ghi_chu" else of_place(hit.place, checklist)


def _in_notes(workspace: Workspace, year: int, words: str) -> Iterator[tuple[Hit, str]]:
    hits = list(hits_among(present_notes(workspace.notes.records(year)), year, words))
    names = names_of_ids(workspace, year) if hits else {}
    for hit in hits:
        if hit.note is not None:
            about = names.get(hit.note.item or hit.note.group, hit.note.item or hit.note.group)
            yield hit, " · ".join(filter(None, ("Sổ tay", texts.of_day(hit.note.day), about)))
