"""What was promised and is still open: shortcomings to be mended, pledges to be kept, from year to year."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tuphe.core.review import FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState
from tuphe.core.text import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuphe.core.review import Review

ALIKE: Final = 0.5
"""Two shortcomings of one item, or two pledges, that share half their words are taken for the same one."""


class _Open(Struct, frozen=True, kw_only=True):
    """Something promised and not done, in its last wording.

    `stated` is the year whose file has these words, `since` the one in which
    it was first stated.
    """

    text: str
    stated: int
    since: int
    due: date | None = None

    def overdue(self, today: date) -> bool:
        """Whether its date is past."""
        return self.due is not None and self.due < today


class OpenShortcoming(_Open, frozen=True, kw_only=True):
    """A shortcoming not mended yet; `item` is empty for one that was pointed out on paper."""

    item: str
    remedy: str = ""


class OpenPledge(_Open, frozen=True, kw_only=True):
    """A pledge not kept yet."""


class Promises(Struct, frozen=True, kw_only=True):
    """All that is open at the end of a year."""

    shortcomings: tuple[OpenShortcoming, ...] = ()
    pledges: tuple[OpenPledge, ...] = ()

    def followed_up(self, review: Review) -> tuple[FollowUp, ...]:
        """Return one record for every open shortcoming, empty where `review` says nothing of it, then its others."""
        asked = tuple(review.follow_up(old.item, old.text) for old in self.shortcomings)
        return (*asked, *(entry for entry in review.follow_ups if entry not in asked))

    def kept(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return one record for every open pledge, empty where `review` says nothing of it, then its others."""
        asked = tuple(review.outcome(old.text) for old in self.pledges)
        return (*asked, *(entry for entry in review.outcomes if entry not in asked))

    def since(self, entry: FollowUp | PledgeOutcome) -> int | None:
        """The year in which this was first stated, or None when it was never open here."""
        if isinstance(entry, FollowUp):
            same = (old.since for old in self.shortcomings if (old.item, old.text) == (entry.item, entry.text))
        else:
            same = (old.since for old in self.pledges if old.text == entry.text)
        return next(same, None)


NOTHING_OPEN: Final = Promises()


def open_after(reviews: Iterable[Review]) -> Promises:
    """Return what is open after these years, oldest first."""
    return reduce(carry, reviews, NOTHING_OPEN)


def carry(promises: Promises, review: Review) -> Promises:
    """Return what is open after `review`: what it leaves of `promises`, then what it adds.

    A shortcoming stays until it is said to be mended: nobody loses an old one
    by not mentioning it. One that stands there again in like words is the same
    one, as old as before.
    """
    return Promises(
        shortcomings=tuple(_shortcomings(promises, review)),
        pledges=tuple(_pledges(promises, review)),
    )


def came_back(item: str, text: str, review: Review) -> str | None:
    """Return the text of a shortcoming in `review` that is the same again: same item and like words.

    One pointed out on paper has no item: then any item will do.
    """
    return _most_alike(text, (found.text for where, found in review.shortcomings if item in ("", where)))


def _shortcomings(promises: Promises, review: Review) -> Iterator[OpenShortcoming]:
    known = {(old.item, old.text) for old in promises.shortcomings}
    on_paper = (entry for entry in review.follow_ups if (entry.item, entry.text) not in known)
    earlier = (
        *promises.shortcomings,
        *(
            OpenShortcoming(item=entry.item, text=entry.text, stated=review.year - 1, since=review.year - 1)
            for entry in on_paper
        ),
    )
    since: dict[str, int] = {}
    for old in earlier:
        again = came_back(old.item, old.text, review)
        if again is not None:
            since[again] = min(old.since, since.get(again, old.since))
        elif review.follow_up(old.item, old.text).state is not FollowUpState.MENDED:
            yield old
    for item, found in review.shortcomings:
        yield OpenShortcoming(
            item=item,
            text=found.text,
            stated=review.year,
            since=since.get(found.text, review.year),
            remedy=found.remedy,
            due=found.due,
        )


def _pledges(promises: Promises, review: Review) -> Iterator[OpenPledge]:
    since: dict[str, int] = {}
    for old in promises.pledges:
        if review.outcome(old.text).state is PledgeState.KEPT:
            continue
        again = _most_alike(old.text, (pledge.text for pledge in review.pledges))
        if again is None:
            yield old
        else:
            since[again] = min(old.since, since.get(again, old.since))
    for pledge in review.pledges:
        yield _opened(pledge, review.year, since.get(pledge.text, review.year))


def _opened(pledge: Pledge, year: int, since: int) -> OpenPledge:
    return OpenPledge(text=pledge.text, stated=year, since=since, due=pledge.due)


def _most_alike(text: str, others: Iterable[str]) -> str | None:
    likely = [(likeness(text, other), other) for other in others]
    degree, found = max(likely, default=(0.0, ""))
    return found if degree >= ALIKE else None
