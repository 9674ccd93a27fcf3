"""What was promised and is still open: shortcomings to be mended, pledges to be kept, from year to year."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache, reduce
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from tuphe.core.places import identity_of, marks, moved
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import slug
from tuphe.core.text_index import ItemText, pair_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        named = renamed(review, self)
        return (*(entry for _, entry in _told_of(self.shortcomings, named)), *self.on_paper(named))

    def kept(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return one record for every open pledge, empty where `review` says nothing of it, then its others."""
        named = renamed(review, self)
        return (*(entry for _, entry in _kept_of(self.pledges, named)), *self.pledged_on_paper(named))

    def on_paper(self, review: Review) -> tuple[FollowUp, ...]:
        """Return what `review` says of shortcomings that no file has: others point them out too."""
        return tuple(entry for entry in renamed(review, self).follow_ups if self.since(entry) is None)

    def pledged_on_paper(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return what `review` says of pledges that no file has: before the first year in tuphe there was a paper."""
        return tuple(entry for entry in renamed(review, self).outcomes if self.since(entry) is None)

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
    """What a year says of an earlier shortcoming: `entry`, and `again` where the year states it once more.

    `row` is the place of `again` among the shortcomings of that year.
    """

    old: OpenShortcoming
    entry: FollowUp
    again: Shortcoming | None = None
    row: int | None = None


class TracedPledge(Struct, frozen=True, kw_only=True):
    """What a year says of an earlier pledge: `entry`, and `row` where the year makes it once more."""

    old: OpenPledge
    entry: PledgeOutcome
    row: int | None = None


class Account(Struct, frozen=True, kw_only=True):
    """What one year makes of all that was open before it.

    `new` are its own shortcomings that did not stand before, each with its
    item; `left` is what is open at its end.
    """

    shortcomings: tuple[TracedShortcoming, ...]
    new: tuple[tuple[str, Shortcoming], ...]
    pledges: tuple[TracedPledge, ...]
    left: Promises


def renamed(review: Review, promises: Promises) -> Review:
    """Return a year whose answers are about what is open in the words that it has now.

    Who words last year's shortcoming or pledge anew after this year answered it does not answer it twice: an answer
    that is about nothing open is about the one of the same item that has none and is like it.
    """
    # Many years leave thousands open, and hardly ever is there an answer that is about none of them.
    answers: tuple[FollowUp | PledgeOutcome, ...] = (*review.follow_ups, *review.outcomes)
    if all(entry.state is None or promises.since(entry) is not None for entry in answers):
        return review
    follow_ups = _anew(
        [(old.item, old.text) for old in promises.shortcomings],
        [(entry.item, entry.text) for entry in review.follow_ups if entry.state is not None],
    )
    outcomes = _anew(
        [("", old.text) for old in promises.pledges],
        [("", entry.text) for entry in review.outcomes if entry.state is not None],
    )
    if not (follow_ups or outcomes):
        return review
    told = {(item, now) for (item, _), now in follow_ups.items()}
    kept = set(outcomes.values())
    worded = review.but(
        follow_ups=tuple(
            structs.replace(entry, text=follow_ups.get((entry.item, entry.text), entry.text))
            for entry in review.follow_ups
            if (entry.item, entry.text) not in told  # begun anew, and not answered
        ),
        outcomes=tuple(
            structs.replace(entry, text=outcomes.get(("", entry.text), entry.text))
            for entry in review.outcomes
            if entry.text not in kept
        ),
    )
    return moved(worded, {**_moves("khac_phuc", follow_ups), **_moves("thuc_hien_cam_ket", outcomes)})


def _moves(path: str, worded: Mapping[tuple[str, str], str]) -> dict[str, str | None]:
    """Return where what is kept of the answers in a list goes, from place to place."""

    def place(item: str, text: str) -> str:
        """Return the place of an answer; only those on shortcomings are of an item."""
        return _place(path, identity_of(item, text) if path == "khac_phuc" else text)

    return {place(item, before): place(item, now) for (item, before), now in worded.items()}


def _anew(olds: Sequence[tuple[str, str]], answered: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the new words of answers, by item and words: those of the open one that is meant."""
    known, said = set(olds), set(answered)
    lacking = [old for old in olds if old not in said]
    strays = [one for one in answered if one not in known and slug(one[1])]  # without words nothing is alike
    if not (lacking and strays):
        return {}
    # What belongs to no item is not held against those of all items.
    pairs = pair_up(
        [ItemText(item or "-", text) for item, text in lacking],
        [ItemText(item or "-", text) for item, text in strays],
        ALIKE,
    )
    return {strays[row]: lacking[place][1] for place, row in pairs.items()}


def _place(path: str, identity: str) -> str:
    return f"{path}/{marks([identity])[0]}"


def open_after(reviews: Iterable[Review]) -> Promises:
    """Return what is open after these years, oldest first."""
    return reduce(carry, reviews, NOTHING_OPEN)


def carry(promises: Promises, review: Review) -> Promises:
    """Return what is open after `review`: what it leaves of `promises`, then what it adds."""
    return account(promises, review).left


@lru_cache(maxsize=64)  # a paper, or a key on a board, asks six times for the same
def account(promises: Promises, review: Review) -> Account:
    """Work out what `review` makes of what was open before it, each shortcoming and pledge once.

    A shortcoming stays open until it is said to be mended: nobody loses an old
    one by not mentioning it. One that is stated again in like words is the
    same one, as old as before. What was pointed out on paper was open the year
    before, though no file has it.
    """
    shortcomings, pledges = _traced_shortcomings(promises, review), _traced_pledges(promises, review)
    since = {one.row: one.old.since for one in shortcomings if one.row is not None}
    pledged_since = {one.row: one.old.since for one in pledges if one.row is not None}
    opened = (
        *(_still_open(one) for one in shortcomings if one.row is None and not _mended(one.entry)),
        *(
            _opened(item, found, review.year, since.get(row, review.year))
            for row, (item, found) in enumerate(review.shortcomings)
        ),
    )
    pledged = (
        *(one.old for one in pledges if one.row is None and not _is_kept(one.entry)),
        *(
            OpenPledge(text=new.text, stated=review.year, since=pledged_since.get(row, review.year), due=new.due)
            for row, new in enumerate(review.pledges)
        ),
    )
    return Account(
        shortcomings=shortcomings,
        new=tuple(found for row, found in enumerate(review.shortcomings) if row not in since),
        pledges=pledges,
        left=Promises(shortcomings=tuple(_each_once(opened)), pledges=pledged),
    )


def _traced_shortcomings(promises: Promises, review: Review) -> tuple[TracedShortcoming, ...]:
    """Return what became of each old one: those on file first, then those that only a paper had."""
    before, own = review.year - 1, review.shortcomings
    told = [
        *_told_of(promises.shortcomings, renamed(review, promises)),
        *(
            (OpenShortcoming(item=entry.item, text=entry.text, stated=before, since=before), entry)
            for entry in promises.on_paper(review)
        ),
    ]
    rows = pair_up(
        [ItemText(old.item, old.text) for old, _ in told], [ItemText(item, found.text) for item, found in own], ALIKE
    )
    again = {place: own[row][1] for place, row in rows.items()}
    return tuple(
        TracedShortcoming(old=old, entry=entry, again=again.get(place), row=rows.get(place))
        for place, (old, entry) in enumerate(told)
    )


def _traced_pledges(promises: Promises, review: Review) -> tuple[TracedPledge, ...]:
    """Return what became of each old one; a pledge that was kept and is made once more is a new one."""
    before = review.year - 1
    told = [
        *_kept_of(promises.pledges, renamed(review, promises)),
        *(
            (OpenPledge(text=entry.text, stated=before, since=before), entry)
            for entry in promises.pledged_on_paper(review)
        ),
    ]
    open_still = [place for place, (_, entry) in enumerate(told) if not _is_kept(entry)]
    found = pair_up(
        [ItemText("", told[place][0].text) for place in open_still],
        [ItemText("", pledge.text) for pledge in review.pledges],
        ALIKE,
    )
    rows = {open_still[place]: row for place, row in found.items()}
    return tuple(TracedPledge(old=old, entry=entry, row=rows.get(place)) for place, (old, entry) in enumerate(told))


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
    by_text: dict[tuple[str, str], OpenShortcoming] = {}
    for one in opened:
        known = by_text.get((one.item, one.text))
        since = one.since if known is None else min(one.since, known.since)
        by_text[one.item, one.text] = one if since == one.since else structs.replace(one, since=since)
    return by_text.values()


def _mended(entry: FollowUp) -> bool:
    return entry.state is FollowUpState.MENDED


def _is_kept(entry: PledgeOutcome) -> bool:
    return entry.state is PledgeState.KEPT
