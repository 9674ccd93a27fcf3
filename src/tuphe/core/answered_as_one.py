"""A remedy that was made a pledge: the year after, what became of the shortcoming is what became of the pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.core.review import FollowUpState, PledgeOutcome, PledgeState

if TYPE_CHECKING:
    from tuphe.core.promises import Promises
    from tuphe.core.review import FollowUp, Review

_KEPT_AS: Final = {
    None: None,
    FollowUpState.MENDED: PledgeState.KEPT,
    FollowUpState.UNDER_WAY: PledgeState.UNDER_WAY,
    FollowUpState.NOT_MENDED: PledgeState.NOT_KEPT,
}


def pledged_remedies(promises: Promises, review: Review) -> dict[tuple[str, str], str]:
    """Return the pledges that are answered with a shortcoming, by its item and text.

    One of which the year says something else than of the shortcoming is asked for by itself.
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
    """Return the year `after` an answer with the same answer to the pledge that `before` is answered with it."""
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
