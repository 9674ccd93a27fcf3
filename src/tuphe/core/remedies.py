"""Remedies of a year: of its own shortcomings, and the next ones of earlier shortcomings that are not mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.core.left_open import left_open
from tuphe.core.places import lists_of
from tuphe.core.promises import account
from tuphe.core.review import FollowUpState, PledgeArea

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from tuphe.core.promises import Promises
    from tuphe.core.review import FollowUp, Pledge, Review
    from tuphe.core.shortcoming import Shortcoming

_UNMENDED: Final = (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED)


def next_remedies(review: Review, promises: Promises) -> tuple[tuple[str, FollowUp], ...]:
    """Return the earlier shortcomings that need a next remedy, with their place: not mended, and not stated anew.

    One that this year states again gets cause, remedy and date there;
    what was written for it all the same is not dropped.
    """
    if not any(entry.state in _UNMENDED for entry in review.follow_ups):
        return ()
    told = zip(follow_up_places(review, promises), account(promises, review).shortcomings, strict=True)
    return tuple(
        (place, one.entry)
        for place, one in told
        if one.entry.state in _UNMENDED and (one.again is None or one.entry.remedy)
    )


def follow_up_places(review: Review, promises: Promises) -> list[str]:
    """Return the key of the questions on each earlier shortcoming, in the order of `Promises.followed_up`."""
    own = {
        (entry.item, entry.text): mark
        for entry, mark in zip(review.follow_ups, lists_of(review)["khac_phuc"], strict=True)
    }
    besides = (own[entry.item, entry.text] for entry in promises.on_paper(review))
    return [f"khac_phuc/{mark}" for mark in (*left_open(promises)["khac_phuc"], *besides)]


def area_of(pledge: Pledge, remedies: Collection[str]) -> PledgeArea:
    """Return the area of a pledge, under which the pledge form lists it; a remedy made a pledge is about mending."""
    if pledge.area is not None:
        return pledge.area
    return PledgeArea.MENDING if pledge.text in remedies else PledgeArea.OTHER


def remedies_of(review: Review, promises: Promises) -> dict[str, date | None]:
    """Return every remedy of the year with its day: of this year's shortcomings, then of those not mended."""
    entries: list[Shortcoming | FollowUp] = [found for _, found in review.shortcomings]
    entries += (entry for _, entry in next_remedies(review, promises))
    return {entry.remedy: entry.due for entry in entries if entry.remedy}
