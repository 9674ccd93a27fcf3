"""All years on file: how far each is, and what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tuphe.core.promises import Promises, open_after
from tuphe.core.review import State
from tuphe.errors import BadFile, ChecklistNotFound, TuPheError
from tuphe.reports import year_report
from tuphe.workspace.forms import gaps, usual_form

if TYPE_CHECKING:
    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Review
    from tuphe.workspace.stores import Workspace


class Listing(NamedTuple):
    """The years that could be read, what they leave open, and why the others could not be."""

    reports: list[dict[str, Any]]
    promises: Promises
    faults: list[TuPheError]
    checklist: Checklist | None
    """The newest year's, None where no year has one that can be read."""


def list_years(workspace: Workspace) -> Listing:
    """Read all years; one that cannot be read does not hide the others."""
    reviews: list[Review] = []
    reports: list[dict[str, Any]] = []
    faults: list[TuPheError] = []
    checklist = None
    for year in workspace.reviews.years():
        try:
            review = workspace.reviews.load(year)
            checklist = workspace.checklist_of(review)
            missing = _missing(workspace, review)
            reports.append(year_report(review, checklist, leader=workspace.is_leader, missing=missing))
            reviews.append(review)
        except (BadFile, ChecklistNotFound) as fault:
            faults.append(fault)
    return Listing(reports, open_after(reviews), faults, checklist)


def _missing(workspace: Workspace, review: Review) -> int | None:
    """How many answers an open year lacks; None for a closed one, and where it cannot be told."""
    if review.state is State.CLOSED:
        return None
    try:
        return len(gaps(workspace, review, usual_form(workspace, review.year)))
    except BadFile:  # the year before, which the list names: what it left open is not known
        return None
