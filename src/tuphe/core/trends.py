"""Many years side by side: each item's ratings, each group's averages, what was opened, mended and promised."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field, structs

from tuphe.core.checklist import Audience, Checklist
from tuphe.core.comparison import average, became
from tuphe.core.promises import NOTHING_OPEN, Account, account
from tuphe.core.review import PledgeState, Rating, Review
from tuphe.core.trend_kinds import ShortcomingTrend


class ItemTrend(Struct, frozen=True):
    """One item year by year: its rating, None where it has none, and whether it was `asked`."""

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

    Of its `shortcomings` some were `opened`, the others (`again`) were stated before in like words. Of the `old` ones,
    each was mended, is under way, came back or is not mended, or has no answer yet. Counts about the years before are
    None for the first one, unless it answers for a paper.
    """

    year: int = field(name="nam")
    shortcomings: int = field(name="han_che")
    opened: int = field(name="han_che_moi")
    again: int = field(name="han_che_neu_lai", default=0)
    old: int | None = field(name="han_che_cu", default=None)
    mended: int | None = field(name="da_khac_phuc", default=None)
    under_way: int | None = field(name="dang_khac_phuc", default=None)
    came_back: int | None = field(name="tai_dien", default=None)
    unanswered: int | None = field(name="chua_tra_loi", default=None)
    pledges: int | None = field(name="cam_ket", default=None)
    pledges_kept: int | None = field(name="cam_ket_da_thuc_hien", default=None)


class Trends(Struct, frozen=True, kw_only=True):
    """All years, oldest first; every row has one entry for each."""

    years: tuple[int, ...]
    items: tuple[ItemTrend, ...]
    groups: tuple[GroupTrend, ...]
    figures: tuple[YearFigures, ...]
    other_checklists: tuple[int, ...]
    """The years that were asked by another checklist than the latest one."""
    papers: tuple[int, ...] = ()
    """The years that were taken in from paper, which asks no item."""


def look_back(reviews: Sequence[Review], checklist: Checklist, earlier: Sequence[Review] = ()) -> Trends:
    """Line years up by item id, in the order of `checklist`, which is the latest one.

    Items that it no longer has come last, under no group; a year that did not ask an item has a gap there, not a low
    rating. `earlier` are the years before those that are shown: they say what was open, and since when.
    """
    ratings = [{answer.item: answer.rating for answer in review.answers} for review in reviews]
    groups = checklist.groups_by_item
    gone = {item: "" for year in ratings for item in year if item not in groups}
    everyones = {item.id for item in checklist.items if item.audience is Audience.EVERYONE}
    same = [review.checklist == reviews[-1].checklist and not review.from_paper for review in reviews]
    items = tuple(
        ItemTrend(
            item,
            group,
            tuple(year.get(item) for year in ratings),
            tuple(item in year or (alike and item in everyones) for year, alike in zip(ratings, same, strict=True)),
        )
        for item, group in {**groups, **gone}.items()
    )
    return Trends(
        years=tuple(review.year for review in reviews),
        items=tuple(one for one in items if any(one.ratings) or any(one.asked)),
        groups=tuple(
            GroupTrend(group.id, tuple(map(average, zip(*of_group, strict=True))))
            for group in checklist.groups
            if (of_group := [one.ratings for one in items if one.group == group.id])
        ),
        figures=tuple(_figures([*earlier, *reviews]))[len(earlier) :],
        other_checklists=tuple(
            review.year for review, alike in zip(reviews, same, strict=True) if not (alike or review.from_paper)
        ),
        papers=tuple(review.year for review in reviews if review.from_paper),
    )


def _figures(reviews: Sequence[Review]) -> Iterator[YearFigures]:
    promises = NOTHING_OPEN
    for row, review in enumerate(reviews):
        found = account(promises, review)
        yield _year_figures(review, found, first=not row)
        promises = found.left


def _year_figures(review: Review, found: Account, *, first: bool) -> YearFigures:
    """Count one year; figures about earlier years stay None in the first one, unless it answers for a paper."""
    count, new = len(review.shortcomings), len(found.new)
    figures = YearFigures(year=review.year, shortcomings=count, opened=new, again=count - new)
    if not first or found.shortcomings:
        counted = Counter(map(became, found.shortcomings))
        figures = structs.replace(
            figures,
            old=len(found.shortcomings),
            mended=counted[ShortcomingTrend.MENDED],
            under_way=counted[ShortcomingTrend.UNDER_WAY],
            came_back=counted[ShortcomingTrend.CAME_BACK],
            unanswered=counted[ShortcomingTrend.UNANSWERED],
        )
    if not first or found.pledges:
        kept = sum(one.entry.state is PledgeState.KEPT for one in found.pledges)
        figures = structs.replace(figures, pledges=len(found.pledges), pledges_kept=kept)
    return figures
