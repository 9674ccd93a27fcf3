"""Where a person stands with a year: what is still to do, what earlier years left open, how many days are left."""

from collections import Counter
from datetime import date

from tuphe import texts
from tuphe.core.note import present_notes, said_in, unused
from tuphe.core.promises import carry
from tuphe.core.review import Review, State
from tuphe.core.standing import Standing, last_day_of
from tuphe.workspace.forms import gaps, usual_form
from tuphe.workspace.stores import Workspace


def standing(workspace: Workspace, year: int, today: date) -> Standing:
    """Read where a year stands on a day; raises BadFile, ChecklistNotFound, and what opening a locked folder raises."""
    years = workspace.reviews.years()
    review = workspace.reviews.load(year) if year in years else None
    promises = workspace.promises(year) if review is None else carry(workspace.promises(year), review)
    # What the year itself states is due later.
    shortcomings = [one for one in promises.shortcomings if one.since < year]
    pledges = [one for one in promises.pledges if one.since < year]
    notes = present_notes(workspace.notes.records(year))
    last_day = last_day_of(year, workspace.profile.profile.hand_in)
    return Standing(
        year=year,
        state=None if review is None else review.state,
        first=not years,
        years=tuple(years),
        before=year - 1 in years,
        left=() if review is None or review.state is State.CLOSED else unanswered(workspace, review),
        shortcomings=len(shortcomings),
        pledges=len(pledges),
        overdue=sum(one.overdue(today) for one in (*shortcomings, *pledges)),
        last_day=last_day,
        days_left=(last_day - today).days,
        unused_notes=len(unused(notes, () if review is None else said_in(review))),
        half_taken=workspace.paper_drafts.begun(),
    )


def unanswered(workspace: Workspace, review: Review) -> tuple[tuple[str, int], ...]:
    """Count what a year lacks by the parts of the interview, in their order, without making its questions."""
    checklist = workspace.checklist_of(review)
    groups = {item.id: group.name for group in checklist.groups for item in group.items}
    counts: Counter[str] = Counter()
    for gap in gaps(workspace, review, usual_form(workspace, review.year)):
        first, *others = gap.place.split("/")
        if first == "muc":
            part = groups.get(others[0], "")
        else:
            goes_on = first == "khac_phuc" and others[-1] in ("bien_phap", "thoi_han")
            part = texts.INTERVIEW_PARTS.get("bien_phap" if goes_on else first, "")
        counts[part] += 1
    first, *others = dict.fromkeys(texts.INTERVIEW_PARTS.values())
    return tuple((part, counts[part]) for part in (first, *dict.fromkeys(groups.values()), *others) if counts[part])
