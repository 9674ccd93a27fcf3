"""Which official form a year goes into, and what it lacks to be whole there."""

from tuphe.core.completeness import Context, Gap, missing, table_in_use
from tuphe.core.form import SUMMARY, Form, usual
from tuphe.core.review import Review
from tuphe.workspace.assessing import level_rules
from tuphe.workspace.stores import Workspace


def usual_form(workspace: Workspace, year: int) -> Form | None:
    """The official form of the person's profile for a year; None without one, or where none was in force."""
    own = workspace.profile.profile.form
    if own.casefold() in ("", SUMMARY):
        return None
    form = usual(workspace.forms.called(own), own, None, year)
    if form is None:
        forms, faults = workspace.forms.readable()
        for fault in faults:
            workspace.notify(fault.message, fault.then)
        form = usual(forms, own, workspace.post, year)
    return form


def context_of(workspace: Workspace, review: Review) -> Context:
    """Return what decides, beside the form, what a year has to say."""
    return Context(
        checklist=workspace.checklist_of(review),
        promises=workspace.promises(review.year),
        leader=workspace.is_leader,
        first_year=workspace.reviews.year_before(review.year) is None,
        by_points=level_rules(review.year, notify=workspace.notify) is not None,
        table=table_in_use(review, workspace.point_tables.readable()[0]),
    )


def gaps(workspace: Workspace, review: Review, form: Form | None) -> tuple[Gap, ...]:
    """Return what a year still lacks to be whole in a form; None is the summary."""
    return missing(review, form, context_of(workspace, review))
