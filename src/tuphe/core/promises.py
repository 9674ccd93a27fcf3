"""What was promised and is still open: shortcomings to be mended, pledges to be kept, from year to year."""

from __future__ import annotations

from datetime import date
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from tuphe.core.review import FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Shortcoming
from tuphe.core.similar_texts import ItemText, pair_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class Promises(Struct, frozen=True, kw_only=True, dict=True):
    """All that is open at the end of a year."""

    shortcomings: tuple[OpenShortcoming, ...] = ()
    pledges: tuple[OpenPledge, ...] = ()

    def followed_up(self, review: Review) -> tuple[FollowUp, ...]:
        """Return one record for every open shortcoming, empty where `review` says nothing of it, then its others."""
        return (*(entry for _, entry in _told_of(self.shortcomings, review)), *self.on_paper(review))

    def kept(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return one record for every open pledge, empty where `review` says nothing of it, then its others."""
        return (*(entry for _, entry in _kept_of(self.pledges, review)), *self.pledged_on_paper(review))

    def on_paper(self, review: Review) -> tuple[FollowUp, ...]:
        """Return what `review` says of shortcomings that no file has: others point them out too."""
        known = {(old.item, old.text) for old in self.shortcomings}
        return tuple(entry for entry in review.follow_ups if (entry.item, entry.text) not in known)

    def pledged_on_paper(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return what `review` says of pledges that no file has: before the first year in tuphe there was a paper."""
        known = {old.text for old in self.pledges}
        return tuple(entry for entry in review.outcomes if entry.text not in known)

    def since(self, entry: FollowUp | PledgeOutcome) -> int | None:
        """The year in which this was first stated, or None when it was never open here."""
        return self._ages.get((entry.item, entry.text) if isinstance(entry, FollowUp) else entry.text)

    @cached_property
    def _ages(self) -> dict[str | tuple[str, str], int]:
        return {
            **{(old.item, old.text): old.since for old in self.shortcomings},
            **{old.text: old.since for old in self.pledges},
        }


NOTHING_OPEN: Final = Promises()


class TracedShortcoming(Struct, frozen=True, kw_only=True):
    """What a year says of a shortcoming stated before: `entry`, and `again` where it stands there once more.

    `row` is the place of `again` among the shortcomings of that year.
    """

    old: OpenShortcoming
    entry: FollowUp
    again: Shortcoming | None = None
    row: int | None = None


class TracedPledge(Struct, frozen=True, kw_only=True):
    """What a year says of a pledge made before: `entry`, and `again` where it was made once more."""

    old: OpenPledge
    entry: PledgeOutcome
    again: Pledge | None = None


class Account(Struct, frozen=True, kw_only=True):
    """What one year makes of all that was open before it.

    `new` are its own shortcomings that did not stand before, each with its
    item; `left` is what is open at its end.
    """

    shortcomings: tuple[TracedShortcoming, ...]
    new: tuple[tuple[str, Shortcoming], ...]
    pledges: tuple[TracedPledge, ...]
    left: Promises


def open_after(reviews: Iterable[Review]) -> Promises:
    """Return what is open after these years, oldest first."""
    return reduce(carry, reviews, NOTHING_OPEN)


def carry(promises: Promises, review: Review) -> Promises:
    """Return what is open after `review`: what it leaves of `promises`, then what it adds."""
    return account(promises, review).left


def account(promises: Promises, review: Review) -> Account:
    """Tell what `review` makes of what was open before it, each shortcoming and pledge once.

    A shortcoming stays until it is said to be mended: nobody loses an old one
    by not mentioning it. One that stands there again in like words is the same
    one, as old as before. What was pointed out on paper was open the year
    before, though no file has it.
    """
    shortcomings, stand_again = _traced_shortcomings(promises, review)
    pledges, made_again = _traced_pledges(promises, review)
    own = review.shortcomings
    return Account(
        shortcomings=shortcomings,
        new=tuple(found for row, found in enumerate(own) if row not in stand_again),
        pledges=pledges,
        left=Promises(
            shortcomings=tuple(
                _each_once(
                    (
                        *(_still_open(one) for one in shortcomings if one.again is None and not _mended(one.entry)),
                        *(
                            _opened(item, found, review.year, stand_again.get(row, review.year))
                            for row, (item, found) in enumerate(own)
                        ),
                    )
                )
            ),
            pledges=(
                *(one.old for one in pledges if one.again is None and not _is_kept(one.entry)),
                *(
                    OpenPledge(
                        text=pledge.text,
                        stated=review.year,
                        since=made_again.get(row, review.year),
                        due=pledge.due,
                    )
                    for row, pledge in enumerate(review.pledges)
                ),
            ),
        ),
    )


def _traced_shortcomings(promises: Promises, review: Review) -> tuple[tuple[TracedShortcoming, ...], dict[int, int]]:
    """Return what became of each old one, and since when those of the year's own stand that stood before, by row."""
    before = review.year - 1
    told = [
        *_told_of(promises.shortcomings, review),
        *(
            (OpenShortcoming(item=entry.item, text=entry.text, stated=before, since=before), entry)
            for entry in promises.on_paper(review)
        ),
    ]
    own = review.shortcomings
    pairs = pair_up(
        [ItemText(old.item, old.text) for old, _ in told], [ItemText(item, found.text) for item, found in own], ALIKE
    )
    traced = tuple(
        TracedShortcoming(old=old, entry=entry, again=own[pairs[row]][1] if row in pairs else None, row=pairs.get(row))
        for row, (old, entry) in enumerate(told)
    )
    return traced, {new: told[row][0].since for row, new in pairs.items()}


def _traced_pledges(promises: Promises, review: Review) -> tuple[tuple[TracedPledge, ...], dict[int, int]]:
    """Return what became of each old one, and since when those of the year's own stand that stood before, by row.

    A pledge that was kept and is made once more is a new one.
    """
    before = review.year - 1
    told = [
        *_kept_of(promises.pledges, review),
        *(
            (OpenPledge(text=entry.text, stated=before, since=before), entry)
            for entry in promises.pledged_on_paper(review)
        ),
    ]
    open_still = [row for row, (_, entry) in enumerate(told) if not _is_kept(entry)]
    found = pair_up(
        [ItemText("", told[row][0].text) for row in open_still],
        [ItemText("", pledge.text) for pledge in review.pledges],
        ALIKE,
    )
    pairs = {open_still[place]: new for place, new in found.items()}
    traced = tuple(
        TracedPledge(old=old, entry=entry, again=review.pledges[pairs[row]] if row in pairs else None)
        for row, (old, entry) in enumerate(told)
    )
    return traced, {new: told[row][0].since for row, new in pairs.items()}


def _told_of(olds: Iterable[OpenShortcoming], review: Review) -> Iterator[tuple[OpenShortcoming, FollowUp]]:
    entries = {(entry.item, entry.text): entry for entry in reversed(review.follow_ups)}
    for old in olds:
        yield old, entries.get((old.item, old.text)) or FollowUp(item=old.item, text=old.text)


def _kept_of(olds: Iterable[OpenPledge], review: Review) -> Iterator[tuple[OpenPledge, PledgeOutcome]]:
    entries = {entry.text: entry for entry in reversed(review.outcomes)}
    for old in olds:
        yield old, entries.get(old.text) or PledgeOutcome(text=old.text)


def _still_open(one: TracedShortcoming) -> OpenShortcoming:
    """Return an old shortcoming as it is left: with what was written last of how it is going to be mended."""
    if not one.entry.remedy:
        return one.old
    return structs.replace(one.old, remedy=one.entry.remedy, due=one.entry.due)


def _opened(item: str, found: Shortcoming, year: int, since: int) -> OpenShortcoming:
    return OpenShortcoming(item=item, text=found.text, stated=year, since=since, remedy=found.remedy, due=found.due)


def _each_once(opened: Sequence[OpenShortcoming]) -> Iterable[OpenShortcoming]:
    """Return each item's text once, as old as the oldest: a year can only say one thing of it."""
    once: dict[tuple[str, str], OpenShortcoming] = {}
    for one in opened:
        known = once.get((one.item, one.text))
        since = one.since if known is None else min(one.since, known.since)
        once[one.item, one.text] = one if since == one.since else structs.replace(one, since=since)
    return once.values()


def _mended(entry: FollowUp) -> bool:
    return entry.state is FollowUpState.MENDED


def _is_kept(entry: PledgeOutcome) -> bool:
    return entry.state is PledgeState.KEPT
