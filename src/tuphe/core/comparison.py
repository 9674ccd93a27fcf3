"""One year beside another: what rose, what fell, what came back, what was promised and not done."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final

from msgspec import Struct, field

from tuphe.core.checklist import Checklist
from tuphe.core.promises import (
    ALIKE,
    NOTHING_OPEN,
    Account,
    Promises,
    TracedPledge,
    TracedShortcoming,
    account,
    carry,
    open_after,
)
from tuphe.core.review import FollowUpState, PledgeState, Rating, Review
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text_index import ItemText, pair_up
from tuphe.core.trend_kinds import ShortcomingTrend, Trend

SCORES: Final = {Rating.EXCELLENT: 4, Rating.GOOD: 3, Rating.FAIR: 2, Rating.POOR: 1}
"""What a rating counts in a group's average, 1 to 4; `khong-ap-dung` counts nothing."""

_BECAME: Final = {
    FollowUpState.MENDED: ShortcomingTrend.MENDED,
    FollowUpState.UNDER_WAY: ShortcomingTrend.UNDER_WAY,
    FollowUpState.NOT_MENDED: ShortcomingTrend.CAME_BACK,
    None: ShortcomingTrend.UNANSWERED,
}


class Change(Struct, frozen=True, kw_only=True):
    """One item in both years."""

    item: str = field(name="id")
    group: str = field(name="nhom")
    before: Rating | None = field(name="truoc")
    after: Rating | None = field(name="nay")
    trend: Trend = field(name="thay_doi")


class GroupChange(Struct, frozen=True, kw_only=True):
    """One group's averages (1 to 4) over the `rated` items that have a rating in both years."""

    group: str = field(name="id")
    before: float | None = field(name="truoc")
    after: float | None = field(name="nay")
    rated: int = field(name="so_muc")


class ShortcomingChange(Struct, frozen=True, kw_only=True):
    """One shortcoming: `before` and `after` are its texts, None where the year does not state it.

    `since` is the year in which it was first pointed out, `stated` the year that `before` comes from, `state` what
    became of it, `percent` how far it is mended while under way.
    """

    item: str
    before: str | None
    after: str | None
    trend: ShortcomingTrend
    since: int
    stated: int | None = None
    state: FollowUpState | None = None
    percent: int | None = None


class PledgeChange(Struct, frozen=True, kw_only=True):
    """One pledge made before; `state` is None while the year says nothing of it. The rest as in `ShortcomingChange`."""

    text: str = field(name="noi_dung")
    state: PledgeState | None = field(name="tinh_trang")
    since: int = field(name="tu_nam")
    percent: int | None = field(name="phan_tram", default=None)


class Settled(Struct, frozen=True, kw_only=True):
    """What was open at the end of the earlier year and was mended or kept before the later year began."""

    shortcomings: tuple[TracedShortcoming, ...] = ()
    pledges: tuple[TracedPledge, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """Two years, item by item, in the order of the checklist."""

    year: int
    year_before: int
    changes: tuple[Change, ...]
    groups: tuple[GroupChange, ...]
    shortcomings: tuple[ShortcomingChange, ...]
    pledges: tuple[PledgeChange, ...]
    other_checklist: bool
    """Whether what was asked differs, so that some differences come from the checklist."""
    self_ratings: tuple[SelfRating, SelfRating] = (SelfRating(), SelfRating())
    """Points and level of both years, the earlier one first."""
    papers: tuple[int, ...] = ()
    """Which of the two years were taken in from paper: an item without a rating there was not left unanswered."""

    @property
    def unrated_papers(self) -> tuple[int, ...]:
        """The years from paper that have no rating of any item: then no item can be compared."""
        rated = {self.year_before: {one.before for one in self.changes}, self.year: {one.after for one in self.changes}}
        return tuple(year for year in self.papers if not any(rated[year]))

    def count(self, trend: Trend) -> int:
        """How many items have this trend."""
        return sum(change.trend is trend for change in self.changes)


def compare(
    before: Review,
    after: Review,
    checklist: Checklist,
    promises: Promises | None = None,
    settled: Settled = Settled(),  # noqa: B008 -- it cannot change
) -> Comparison:
    """Pair the answers of two years by item id, never by position.

    `checklist` is the one that `after` answers. An item that last year's checklist did not have counts as new, not as
    worse: a longer checklist must not look like a bad year. `promises` are those that all years before `after` leave
    open; without them, those that `before` made. `settled` is what `before` left open and a year between the two
    brought to an end.
    """
    found = account(open_after([before]) if promises is None else promises, after)
    papers = tuple(review.year for review in (before, after) if review.from_paper)
    other_checklist = before.checklist != after.checklist and not papers
    changes = _changes(before, after, checklist, other_checklist=other_checklist)
    return Comparison(
        year=after.year,
        year_before=before.year,
        changes=changes,
        groups=tuple(_group_change(group.id, changes) for group in checklist.groups),
        shortcomings=tuple(_shortcoming_changes(found, settled, after.year)),
        pledges=tuple(
            PledgeChange(text=one.old.text, state=one.entry.state, since=one.old.since, percent=one.entry.percent)
            for one in (*found.pledges, *settled.pledges)
        ),
        other_checklist=other_checklist,
        self_ratings=(before.self_rating, after.self_rating),
        papers=papers,
    )


def settled_after(year: int, reviews: Iterable[Review]) -> Settled:
    """Return what was open at the end of `year` and was mended or kept in a later one of these years, oldest first.

    A mended shortcoming that one of these years states again later is open again, and left out.
    """
    promises = NOTHING_OPEN
    mended: list[TracedShortcoming] = []
    kept: list[TracedPledge] = []
    for review in reviews:
        if review.year <= year:
            promises = carry(promises, review)
            continue
        found = account(promises, review)
        back = _back_again(mended, found.new)
        mended = [one for row, one in enumerate(mended) if row not in back]
        mended += [
            one
            for one in found.shortcomings
            if one.old.since <= year and one.again is None and one.entry.state is FollowUpState.MENDED
        ]
        kept += [one for one in found.pledges if one.old.since <= year and one.entry.state is PledgeState.KEPT]
        promises = found.left
    return Settled(shortcomings=tuple(mended), pledges=tuple(kept))


def _changes(before: Review, after: Review, checklist: Checklist, *, other_checklist: bool) -> tuple[Change, ...]:
    """Return the changes of all items: those of the checklist in its order, then those it no longer has."""
    olds, news = ({answer.item: answer.rating for answer in review.answers} for review in (before, after))
    groups = checklist.groups_by_item
    gone = {item: "" for item in olds if item not in groups}
    changes = []
    for item, group in {**groups, **gone}.items():
        old, new = olds.get(item), news.get(item)
        if item in gone:
            trend = Trend.GONE
        elif old is new is None:
            continue
        elif (before.from_paper and old is None) or (after.from_paper and new is None):
            trend = Trend.INCOMPARABLE
        elif other_checklist and item not in olds:
            trend = Trend.NEW
        else:
            trend = _trend(old, new)
        changes.append(Change(item=item, group=group, before=old, after=new, trend=trend))
    return tuple(changes)


def _trend(before: Rating | None, after: Rating | None) -> Trend:
    if Rating.NOT_APPLICABLE in (before, after):
        return Trend.INCOMPARABLE
    if before is None or after is None:
        return Trend.UNANSWERED
    if SCORES[after] == SCORES[before]:
        return Trend.SAME
    return Trend.BETTER if SCORES[after] > SCORES[before] else Trend.WORSE


def average(ratings: Iterable[Rating | None]) -> float | None:
    """Return the average (1 to 4) of those ratings that count, None where none does."""
    scores = [SCORES[rating] for rating in ratings if rating in SCORES]
    return sum(scores) / len(scores) if scores else None


def nearest(mean: float) -> int:
    """Round an average (1 to 4) to a score; halves go down: nobody is rated higher than they rated themselves."""
    return ceil(mean - 0.5)


def _group_change(group: str, changes: Sequence[Change]) -> GroupChange:
    both = [one for one in changes if one.group == group and one.before in SCORES and one.after in SCORES]
    before, after = average(one.before for one in both), average(one.after for one in both)
    return GroupChange(group=group, before=before, after=after, rated=len(both))


def became(one: TracedShortcoming) -> ShortcomingTrend:
    """Tell what became of a shortcoming that was stated before."""
    return _BECAME[one.entry.state] if one.again is None else ShortcomingTrend.CAME_BACK


def _shortcoming_changes(found: Account, settled: Settled, year: int) -> Iterator[ShortcomingChange]:
    """Yield what became of each earlier shortcoming, then the new ones; one that was settled and is back is not new."""
    back = _back_again(settled.shortcomings, found.new)
    came_back = {row: found.new[new][1] for row, new in back.items()}
    settled_ones = ((one, came_back.get(row)) for row, one in enumerate(settled.shortcomings))
    for one, again in (*((one, one.again) for one in found.shortcomings), *settled_ones):
        yield ShortcomingChange(
            item=one.old.item,
            before=one.old.text,
            after=None if again is None else again.text,
            trend=became(one) if again is None else ShortcomingTrend.CAME_BACK,
            since=one.old.since,
            stated=one.old.stated,
            state=one.entry.state,
            percent=one.entry.percent,
        )
    for row, (item, new) in enumerate(found.new):
        if row not in back.values():
            yield ShortcomingChange(item=item, before=None, after=new.text, trend=ShortcomingTrend.NEW, since=year)


def _back_again(old: Sequence[TracedShortcoming], new: Sequence[tuple[str, Shortcoming]]) -> dict[int, int]:
    return pair_up(
        [ItemText(one.old.item, one.old.text) for one in old], [ItemText(item, one.text) for item, one in new], ALIKE
    )
