"""Many years side by side: each item's ratings, each group's averages, what was opened, mended and promised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from tuphe.core.checklist import Audience
from tuphe.core.comparison import SCORES, ShortcomingTrend, compare
from tuphe.core.promises import NOTHING_OPEN, carry
from tuphe.core.review import PledgeState, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tuphe.core.checklist import Checklist
    from tuphe.core.comparison import Comparison
    from tuphe.core.review import Review


class ItemTrend(Struct, frozen=True):
    """One item's ratings, year by year; None where it has none, and there whether it was `asked` at all."""

    item: str
    group: str
    ratings: tuple[Rating | None, ...]
    asked: tuple[bool, ...]


class GroupTrend(Struct, frozen=True):
    """One group's averages (1 to 4), year by year; None where nothing in it was rated."""

    group: str
    averages: tuple[float | None, ...]


class YearFigures(Struct, frozen=True, kw_only=True):
    """What one year counts.

    Of its shortcomings `opened` are new. `mended`, `came_back` and the pledges
    look at what was open before; they are None for the first one.
    """

    year: int
    shortcomings: int
    opened: int
    mended: int | None = None
    came_back: int | None = None
    pledges: int | None = None
    pledges_kept: int | None = None


class Trends(Struct, frozen=True, kw_only=True):
    """All years, oldest first; every row has one entry for each."""

    years: tuple[int, ...]
    items: tuple[ItemTrend, ...]
    groups: tuple[GroupTrend, ...]
    figures: tuple[YearFigures, ...]
    other_checklists: tuple[int, ...]
    """The years that were asked by another checklist than the latest one."""


def look_back(reviews: Sequence[Review], checklist: Checklist) -> Trends:
    """Put years beside each other by item id, in the order of `checklist`, which is the latest one.

    Items that it no longer has come last, under no group; a year that did not
    ask an item has a gap there, not a low rating.
    """
    ratings = [{answer.item: answer.rating for answer in review.answers} for review in reviews]
    asked = [(item.id, group.id) for group in checklist.groups for item in group.items]
    present = {item for item, _ in asked}
    gone = dict.fromkeys(item for year in ratings for item in year if item not in present)
    everyones = {item.id for item in checklist.items if item.audience is Audience.EVERYONE}
    same = [review.checklist == reviews[-1].checklist for review in reviews]
    items = tuple(
        ItemTrend(
            item,
            group,
            tuple(year.get(item) for year in ratings),
            tuple(item in year or (alike and item in everyones) for year, alike in zip(ratings, same, strict=True)),
        )
        for item, group in (*asked, *((item, "") for item in gone))
    )
    return Trends(
        years=tuple(review.year for review in reviews),
        items=tuple(one for one in items if any(one.ratings) or any(one.asked)),
        groups=tuple(_group_trend(group.id, items, len(reviews)) for group in checklist.groups),
        figures=tuple(_figures(reviews, checklist)),
        other_checklists=tuple(review.year for review, alike in zip(reviews, same, strict=True) if not alike),
    )


def _group_trend(group: str, items: Sequence[ItemTrend], years: int) -> GroupTrend:
    mine = [one.ratings for one in items if one.group == group]
    return GroupTrend(group, tuple(_average(ratings[year] for ratings in mine) for year in range(years)))


def _average(ratings: Iterable[Rating | None]) -> float | None:
    scores = [SCORES[rating] for rating in ratings if rating in SCORES]
    return sum(scores) / len(scores) if scores else None


def _figures(reviews: Sequence[Review], checklist: Checklist) -> Iterable[YearFigures]:
    before: Review | None = None
    promises = NOTHING_OPEN
    for review in reviews:
        compared = None if before is None else compare(before, review, checklist, promises)
        yield _year_figures(review, compared)
        before, promises = review, carry(promises, review)


def _year_figures(review: Review, compared: Comparison | None) -> YearFigures:
    count = len(review.shortcomings)
    if compared is None:
        return YearFigures(year=review.year, shortcomings=count, opened=count)
    became = Counter(change.trend for change in compared.shortcomings)
    return YearFigures(
        year=review.year,
        shortcomings=count,
        opened=became[ShortcomingTrend.NEW],
        mended=became[ShortcomingTrend.MENDED],
        came_back=became[ShortcomingTrend.CAME_BACK],
        pledges=len(compared.pledges),
        pledges_kept=sum(change.state is PledgeState.KEPT for change in compared.pledges),
    )
