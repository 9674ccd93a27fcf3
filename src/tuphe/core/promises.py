"""What was promised and is still open: shortcomings to be mended, pledges to be kept, from year to year."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache, reduce
from operator import attrgetter
from typing import Final, Generic, TypeVar

from msgspec import Struct, structs

from tuphe.core.places import Lists, answer_marks, moved
from tuphe.core.review import FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import slug
from tuphe.core.text_index import ItemText, pair_up

Answer = TypeVar("Answer", FollowUp, PledgeOutcome)
Stated = TypeVar("Stated", Shortcoming, Pledge)

ALIKE: Final = 0.5
"""Two shortcomings of one item, or two pledges, that share half their words are taken for the same one."""

DONE: Final = (FollowUpState.MENDED, PledgeState.KEPT)


class Open(Struct, frozen=True, kw_only=True):
    """A shortcoming not mended or a pledge not kept yet, in its last wording.

    `stated` is the year whose file has these words, `since` the one in which it was first stated. `item` is empty for a
    shortcoming that was pointed out on paper; a pledge has neither `item` nor `remedy`.
    """

    text: str
    stated: int
    since: int
    due: date | None = None
    item: str = ""
    remedy: str = ""

    def overdue(self, today: date) -> bool:
        """Whether its date is past."""
        return self.due is not None and self.due < today


class Promises(Struct, frozen=True, kw_only=True, dict=True, cache_hash=True):
    """All that is open at the end of a year."""

    shortcomings: tuple[Open, ...] = ()
    pledges: tuple[Open, ...] = ()

    @cached_property
    def marks(self) -> Lists:
        """The marks of what is open, by the list in which the year answers it; see `places`."""
        return {
            "khac_phuc": answer_marks("khac_phuc", self.shortcomings),
            "thuc_hien_cam_ket": answer_marks("thuc_hien_cam_ket", self.pledges),
        }

    def followed_up(self, review: Review) -> tuple[FollowUp, ...]:
        """Return a record of every open shortcoming, empty where `review` says nothing of it, then the other records.

        The others are on shortcomings that no file has: others point them out too.
        """
        return tuple(entry for _, entry in _shortcomings_told(self, review))

    def kept(self, review: Review) -> tuple[PledgeOutcome, ...]:
        """Return a record of every open pledge, empty where `review` says nothing of it, then the other records.

        The others are on pledges that no file has: before the first year in tuphe there was a paper.
        """
        return tuple(entry for _, entry in _pledges_told(self, review))

    @cached_property
    def known(self) -> dict[str, dict[tuple[str, str], None]]:
        """The item and text of what is open, in its order, by the list in which the year answers it."""
        return {
            "khac_phuc": dict.fromkeys(map(_key, self.shortcomings)),
            "thuc_hien_cam_ket": dict.fromkeys(map(_key, self.pledges)),
        }


NOTHING_OPEN: Final = Promises()


class Traced(Struct, Generic[Answer, Stated], frozen=True, kw_only=True):
    """What a year says of an earlier shortcoming or pledge: `entry`, and `again` where the year states it once more.

    `row` is the place of `again` among the shortcomings or pledges of that year.
    """

    old: Open
    entry: Answer
    again: Stated | None = None
    row: int | None = None


TracedShortcoming = Traced[FollowUp, Shortcoming]
TracedPledge = Traced[PledgeOutcome, Pledge]


class Account(Struct, frozen=True, kw_only=True):
    """What one year makes of all that was open before it.

    `new` are the shortcomings that no earlier year states, each with its
    item; `left` is what is open at the end of the year.
    """

    shortcomings: tuple[TracedShortcoming, ...]
    new: tuple[tuple[str, Shortcoming], ...]
    pledges: tuple[TracedPledge, ...]
    left: Promises


def renamed(review: Review, promises: Promises) -> Review:
    """Return a year whose answers name the open shortcomings and pledges in their present words.

    Last year's shortcoming or pledge may be reworded after this year answered it. So an answer that is about nothing
    open goes to the unanswered one of the same item whose words are like it.
    """
    follow_ups, moves = _reworded("khac_phuc", review.follow_ups, promises)
    outcomes, more_moves = _reworded("thuc_hien_cam_ket", review.outcomes, promises)
    moves |= more_moves
    return moved(review.but(follow_ups=follow_ups, outcomes=outcomes), moves) if moves else review


def _reworded(
    path: str, answers: tuple[Answer, ...], promises: Promises
) -> tuple[tuple[Answer, ...], dict[str, str | None]]:
    """Return the answers of a list in the present words of what they are about, and the moves of their places."""
    known, said = promises.known[path], dict.fromkeys(_key(one) for one in answers if one.state is not None)
    strays = [key for key in said if key not in known and slug(key[1])]  # without words nothing is alike
    if not strays:  # there is hardly ever one, and many years leave thousands open
        return answers, {}
    lacking = [key for key in known if key not in said]
    # A text that belongs to no item is not compared with the texts of all items.
    earlier, later = ([ItemText(item or "-", text) for item, text in keys] for keys in (lacking, strays))
    anew = {strays[row]: lacking[place] for place, row in pair_up(earlier, later, ALIKE).items()}
    begun = set(anew.values())  # an answer begun in the new words, still without a state
    worded = tuple(
        structs.replace(one, text=anew.get(_key(one), _key(one))[1]) for one in answers if _key(one) not in begun
    )
    return worded, {_place(path, *before): _place(path, *now) for before, now in anew.items()}


def _place(path: str, item: str, text: str) -> str:
    return f"{path}/{answer_marks(path, [ItemText(item, text)])[0]}"


_key: Final[Callable[[Open | FollowUp | PledgeOutcome], tuple[str, str]]] = attrgetter("item", "text")


def open_after(reviews: Iterable[Review]) -> Promises:
    """Return what is open after these years, oldest first."""
    return reduce(carry, reviews, NOTHING_OPEN)


def carry(promises: Promises, review: Review) -> Promises:
    """Return what is open after `review`: what it leaves of `promises`, then what it adds."""
    return account(promises, review).left


@lru_cache(maxsize=64)  # a paper, or a key on a board, asks six times for the same
def account(promises: Promises, review: Review) -> Account:
    """Work out what `review` makes of what was open before it, each shortcoming and pledge once.

    A shortcoming stays open until it is said to be mended: nobody loses an old one by not mentioning it. One that is
    stated again in like words is the same one, as old as before. What was pointed out on paper was open the year
    before, though no file has it.
    """
    stated, pledged = review.shortcomings, tuple(("", pledge) for pledge in review.pledges)
    shortcomings = _traced(_shortcomings_told(promises, review), stated)
    pledges = _traced(_pledges_told(promises, review), pledged)
    before = {one.row for one in shortcomings}
    left = _each_once(_left(stated, shortcomings, review.year))
    return Account(
        shortcomings=shortcomings,
        new=tuple(found for row, found in enumerate(stated) if row not in before),
        pledges=pledges,
        left=Promises(shortcomings=tuple(left), pledges=tuple(_left(pledged, pledges, review.year))),
    )


def _shortcomings_told(promises: Promises, review: Review) -> list[tuple[Open, FollowUp]]:
    entries = renamed(review, promises).follow_ups
    return _told(promises.shortcomings, entries, review, lambda old: FollowUp(item=old.item, text=old.text))


def _pledges_told(promises: Promises, review: Review) -> list[tuple[Open, PledgeOutcome]]:
    entries = renamed(review, promises).outcomes
    return _told(promises.pledges, entries, review, lambda old: PledgeOutcome(text=old.text))


def _told(
    olds: Sequence[Open], answers: Sequence[Answer], review: Review, empty: Callable[[Open], Answer]
) -> list[tuple[Open, Answer]]:
    """Return each earlier entry with its answer, or an `empty` one: those on file, then those that only a paper had."""
    said = {_key(entry): entry for entry in reversed(answers)}
    told = [(old, said.get(_key(old)) or empty(old)) for old in olds]
    known, before = set(map(_key, olds)), review.year - 1
    told += (
        (Open(item=one.item, text=one.text, stated=before, since=before), one)
        for one in answers
        if _key(one) not in known
    )
    return told


def _traced(
    told: Sequence[tuple[Open, Answer]], stated: Sequence[tuple[str, Stated]]
) -> tuple[Traced[Answer, Stated], ...]:
    """Return what became of each earlier entry; a pledge that was kept and is made once more is a new one."""
    waiting = [place for place, (_, entry) in enumerate(told) if entry.state is not PledgeState.KEPT]
    pairs = pair_up(
        [ItemText(*_key(told[place][0])) for place in waiting],
        [ItemText(item, one.text) for item, one in stated],
        ALIKE,
    )
    rows = {waiting[old]: row for old, row in pairs.items()}
    again = {place: stated[row][1] for place, row in rows.items()}
    return tuple(
        Traced(old=old, entry=entry, again=again.get(place), row=rows.get(place))
        for place, (old, entry) in enumerate(told)
    )


def _left(stated: Sequence[tuple[str, Stated]], traced: Sequence[Traced[Answer, Stated]], year: int) -> Iterator[Open]:
    """Yield the earlier entries that are still open, with the latest remedy written for each.

    Then what the year states itself, as old as the entry that it states again.
    """
    for old, entry in ((one.old, one.entry) for one in traced if one.row is None and one.entry.state not in DONE):
        if isinstance(entry, FollowUp) and entry.remedy:
            yield structs.replace(old, remedy=entry.remedy, due=entry.due)
        else:
            yield old
    since = {one.row: one.old.since for one in traced}
    for row, (item, one) in enumerate(stated):
        yield Open(item=item, text=one.text, stated=year, since=since.get(row, year), remedy=one.remedy, due=one.due)


def _each_once(opened: Iterable[Open]) -> Iterable[Open]:
    """Return each item's text once, as old as the oldest: a year can only say one thing of it."""
    by_text: dict[tuple[str, str], Open] = {}
    for one in opened:
        known = by_text.get(_key(one))
        since = one.since if known is None else min(one.since, known.since)
        by_text[_key(one)] = one if since == one.since else structs.replace(one, since=since)
    return by_text.values()
