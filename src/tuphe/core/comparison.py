"""One year beside another: what rose, what fell, what came back, what was promised and not done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tuphe.core.promises import came_back, open_after
from tuphe.core.review import FollowUpState, PledgeState, Rating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuphe.core.checklist import Checklist
    from tuphe.core.promises import Promises
    from tuphe.core.review import Review

SCORES: Final = {Rating.EXCELLENT: 4, Rating.GOOD: 3, Rating.FAIR: 2, Rating.POOR: 1}
"""What a rating counts in a group's average, 1 to 4; `khong-ap-dung` counts nothing."""


class Trend(StrEnum):
    """What happened to an item between two years."""

    BETTER = "tien-bo"
    SAME = "giu-nguyen"
    WORSE = "giam"
    NEW = "moi"
    GONE = "khong-con"
    UNANSWERED = "chua-tra-loi"
    INCOMPARABLE = "khong-so-sanh"


class ShortcomingTrend(StrEnum):
    """What happened to a shortcoming between two years."""

    NEW = "moi"
    CAME_BACK = "tai-dien"
    UNDER_WAY = "dang-khac-phuc"
    MENDED = "da-khac-phuc"
    UNANSWERED = "chua-tra-loi"


_BECAME: Final = {
    FollowUpState.MENDED: ShortcomingTrend.MENDED,
    FollowUpState.UNDER_WAY: ShortcomingTrend.UNDER_WAY,
    FollowUpState.NOT_MENDED: ShortcomingTrend.CAME_BACK,
    None: ShortcomingTrend.UNANSWERED,
}


class Change(Struct, frozen=True, kw_only=True):
    """One item in both years."""

    item: str
    group: str
    before: Rating | None
    after: Rating | None
    trend: Trend


class GroupChange(Struct, frozen=True, kw_only=True):
    """One group's averages (1 to 4) over the `rated` items that have a rating in both years."""

    group: str
    before: float | None
    after: float | None
    rated: int


class ShortcomingChange(Struct, frozen=True, kw_only=True):
    """One shortcoming: `before` and `after` are its texts, None where it does not stand.

    `since` is the year in which it was first pointed out, `stated` the one
    that `before` comes from, `state` what is said of it, `percent` how far it
    is mended while under way.
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
    """One pledge made before; `state` is None while nothing was said of it. The rest as in a shortcoming."""

    text: str
    state: PledgeState | None
    since: int
    percent: int | None = None


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

    def count(self, trend: Trend) -> int:
        """How many items went that way."""
        return sum(change.trend is trend for change in self.changes)


def compare(before: Review, after: Review, checklist: Checklist, promises: Promises | None = None) -> Comparison:
    """Pair the answers of two years by item id, never by position.

    `checklist` is the one that `after` answers. An item that last year's
    checklist did not have counts as new, not as worse: a longer checklist must
    not look like a bad year. `promises` are those open before `after`; without
    them, those that `before` made.
    """
    promises = open_after([before]) if promises is None else promises
    other_checklist = before.checklist != after.checklist
    changes = _changes(before, after, checklist, other_checklist=other_checklist)
    return Comparison(
        year=after.year,
        year_before=before.year,
        changes=changes,
        groups=tuple(
            _group_change(group.id, [change for change in changes if change.group == group.id])
            for group in checklist.groups
        ),
        shortcomings=_shortcoming_changes(promises, after),
        pledges=tuple(_pledge_changes(promises, after)),
        other_checklist=other_checklist,
    )


def _changes(before: Review, after: Review, checklist: Checklist, *, other_checklist: bool) -> tuple[Change, ...]:
    asked_before = {answer.item for answer in before.answers}
    asked = [(item.id, group.id) for group in checklist.groups for item in group.items]
    present = {item for item, _ in asked}
    gone = [(answer.item, "") for answer in before.answers if answer.item not in present]
    changes = []
    for item, group in [*asked, *gone]:
        old, new = before.rating(item), after.rating(item)
        if item not in present:
            trend = Trend.GONE
        elif old is new is None:
            continue
        elif other_checklist and item not in asked_before:
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


def _group_change(group: str, changes: Sequence[Change]) -> GroupChange:
    pairs = [
        (SCORES[change.before], SCORES[change.after])
        for change in changes
        if change.before in SCORES and change.after in SCORES
    ]
    if not pairs:
        return GroupChange(group=group, before=None, after=None, rated=0)
    olds, news = zip(*pairs, strict=True)
    return GroupChange(group=group, before=sum(olds) / len(pairs), after=sum(news) / len(pairs), rated=len(pairs))


def _shortcoming_changes(promises: Promises, after: Review) -> tuple[ShortcomingChange, ...]:
    changes = []
    recurring = set()
    for old in promises.shortcomings:
        again = came_back(old.item, old.text, after)
        recurring.add((old.item, again))
        follow_up = after.follow_up(old.item, old.text)
        trend = ShortcomingTrend.CAME_BACK if again is not None else _BECAME[follow_up.state]
        changes.append(
            ShortcomingChange(
                item=old.item,
                before=old.text,
                after=again,
                trend=trend,
                since=old.since,
                stated=old.stated,
                state=follow_up.state,
                percent=follow_up.percent,
            )
        )
    for item, new in after.shortcomings:
        if (item, new.text) not in recurring:
            changes.append(
                ShortcomingChange(item=item, before=None, after=new.text, trend=ShortcomingTrend.NEW, since=after.year)
            )
    return tuple(changes)


def _pledge_changes(promises: Promises, after: Review) -> Iterator[PledgeChange]:
    for old in promises.pledges:
        outcome = after.outcome(old.text)
        yield PledgeChange(text=old.text, state=outcome.state, since=old.since, percent=outcome.percent)
