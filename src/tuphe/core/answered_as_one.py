"""A remedy that was also made a pledge: a year later one answer serves both the shortcoming and the pledge."""

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
    """Return the pledges that need no question of their own, by the item and text of the shortcoming they mend.

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
