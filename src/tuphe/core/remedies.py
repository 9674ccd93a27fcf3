"""Remedies of a year: for its own shortcomings, the next ones for earlier shortcomings, and those also made pledges."""

from collections.abc import Collection
from datetime import date
from typing import Final

from tuphe.core.places import answer_marks
from tuphe.core.promises import Promises, account
from tuphe.core.review import FollowUp, FollowUpState, Pledge, PledgeArea, PledgeOutcome, PledgeState, Review

_UNMENDED: Final = (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED)

_KEPT_AS: Final = {
    None: None,
    FollowUpState.MENDED: PledgeState.KEPT,
    FollowUpState.UNDER_WAY: PledgeState.UNDER_WAY,
    FollowUpState.NOT_MENDED: PledgeState.NOT_KEPT,
}


def next_remedies(review: Review, promises: Promises) -> tuple[tuple[str, FollowUp], ...]:
    """Return the earlier shortcomings that need a next remedy, with their place: not mended, and not stated anew.

    A shortcoming that this year states again gets its cause, remedy and date
    there; a remedy already written for the earlier one is not dropped.
    """
    if not any(entry.state in _UNMENDED for entry in review.follow_ups):
        return ()
    told = account(promises, review).shortcomings
    return tuple(
        (f"khac_phuc/{mark}", one.entry)
        for mark, one in zip(answer_marks("khac_phuc", [one.entry for one in told]), told, strict=True)
        if one.entry.state in _UNMENDED and (one.again is None or one.entry.remedy)
    )


def area_of(pledge: Pledge, remedies: Collection[str]) -> PledgeArea:
    """Return the area under which the pledge form lists a pledge; a pledge that is a remedy is about mending."""
    if pledge.area is not None:
        return pledge.area
    return PledgeArea.MENDING if pledge.text in remedies else PledgeArea.OTHER


def remedies_of(review: Review, promises: Promises) -> dict[str, date | None]:
    """Return every remedy of the year with its day: of this year's shortcomings, then of those not mended."""
    own = ((found.remedy, found.due) for _, found in review.shortcomings)
    next_ones = ((entry.remedy, entry.due) for _, entry in next_remedies(review, promises))
    return {remedy: due for remedy, due in (*own, *next_ones) if remedy}


def pledged_remedies(promises: Promises, review: Review) -> dict[tuple[str, str], str]:
    """Return the pledges that are remedies too, by the item and text of the shortcoming: one answer serves both.

    Where the year already answers the two differently, the pledge keeps its own question.
    """
    pledges = {old.text for old in promises.pledges}
    found: dict[tuple[str, str], str] = {}
    for old in promises.shortcomings:
        if old.remedy not in pledges or old.remedy in found.values():
            continue
        if review.outcome(old.remedy) == _as_outcome(review.follow_up(old.item, old.text), old.remedy):
            found[old.item, old.text] = old.remedy
    return found


def with_pledges(before: Review, after: Review, promises: Promises) -> Review:
    """Return `after` with each answer that changed since `before` given to the pledge of that shortcoming, too."""
    for (item, text), pledge in pledged_remedies(promises, before).items():
        entry = after.follow_up(item, text)
        if entry != before.follow_up(item, text):
            after = after.with_outcome(_as_outcome(entry, pledge))
    return after


def _as_outcome(entry: FollowUp, pledge: str) -> PledgeOutcome:
    return PledgeOutcome(
        text=pledge,
        state=_KEPT_AS[entry.state],
        percent=entry.percent,
        results=entry.results,
        obstacles=entry.obstacles,
        passed=tuple(key for key in entry.passed if key != "trach_nhiem"),
    )
