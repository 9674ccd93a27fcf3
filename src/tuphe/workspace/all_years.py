"""All years read, to list them or to find words in them: one that cannot be read does not hide the others."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.note import present_notes
from tuphe.core.promises import Promises, open_after
from tuphe.core.review import Review, State
from tuphe.core.search import Hit, hits_among, hits_in
from tuphe.errors import BadFile, ChecklistNotFound, TuPheError
from tuphe.reports import year_report
from tuphe.workspace.forms import gaps, usual_form
from tuphe.workspace.notebook import names_of_ids
from tuphe.workspace.stores import Workspace


class Listing(NamedTuple):
    """The years that could be read, what they leave open, and why the others could not be."""

    reports: list[dict[str, Any]]
    promises: Promises
    faults: list[TuPheError]
    checklist: Checklist | None
    """The checklist of the newest year that has a readable one; None without such a year."""


def list_years(workspace: Workspace) -> Listing:
    """Read all years; one that cannot be read does not hide the others."""
    reviews: list[Review] = []
    reports: list[dict[str, Any]] = []
    faults: list[TuPheError] = []
    checklist = None
    for year in workspace.reviews.years():
        try:
            review = workspace.loaded(year)
            checklist = workspace.checklist_of(review)
            missing = _missing(workspace, review)
            reports.append(year_report(review, checklist, leader=workspace.is_leader, missing=missing))
            reviews.append(review)
        except (BadFile, ChecklistNotFound) as fault:
            faults.append(fault)
    return Listing(reports, open_after(reviews), faults, checklist)


def _missing(workspace: Workspace, review: Review) -> int | None:
    """How many answers an open year lacks; None for a closed one, and where it is not known."""
    if review.state is State.CLOSED:
        return None
    try:
        return len(gaps(workspace, review, usual_form(workspace, review.year)))
    except BadFile:  # the year before, which the list names as unreadable: what it left open is not known
        return None


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
    from tuphe.findings import of_place  # noqa: PLC0415 -- a list of the years need not load the rules

    if year in workspace.reviews.years():
        review = workspace.loaded(year)
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
