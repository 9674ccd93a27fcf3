"""One year beside another: what rose, what fell, what came back, what was promised and not done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tuphe.core.review import FollowUpState, PledgeState, Rating
from tuphe.core.text import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Review

SCORES: Final = {Rating.EXCELLENT: 4, Rating.GOOD: 3, Rating.FAIR: 2, Rating.POOR: 1}
"""What a rating counts in a group's average, 1 to 4; `khong-ap-dung` counts nothing."""

ALIKE: Final = 0.5
"""Two shortcomings of one item that share half their words are taken for the same one."""


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
    """One shortcoming: `before` and `after` are its texts, None in the year that does not have it."""

    item: str
    before: str | None
    after: str | None
    trend: ShortcomingTrend


class PledgeChange(Struct, frozen=True, kw_only=True):
    """One pledge of the year before; `state` is None while nothing was said of it."""

    text: str
    state: PledgeState | None


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


def compare(before: Review, after: Review, checklist: Checklist) -> Comparison:
    """Pair the answers of two years by item id, never by position.

    `checklist` is the one that `after` answers. An item that last year's
    checklist did not have counts as new, not as worse: a longer checklist must
    not look like a bad year.
    """
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
        shortcomings=_shortcoming_changes(before, after),
        pledges=tuple(
            PledgeChange(text=pledge.text, state=after.outcome(pledge.text).state) for pledge in before.pledges
        ),
        other_checklist=other_checklist,
    )


def came_back(item: str, text: str, review: Review) -> str | None:
    """Return the text of a shortcoming in `review` that is the same again: same item and like words."""
    likely = [(likeness(text, found.text), found.text) for where, found in review.shortcomings if where == item]
    degree, again = max(likely, default=(0.0, ""))
    return again if degree >= ALIKE else None


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


def _shortcoming_changes(before: Review, after: Review) -> tuple[ShortcomingChange, ...]:
    changes = []
    recurring = set()
    for item, old in before.shortcomings:
        again = came_back(item, old.text, after)
        recurring.add((item, again))
        if again is not None:
            trend = ShortcomingTrend.CAME_BACK
        else:
            match after.follow_up(item, old.text).state:
                case FollowUpState.MENDED:
                    trend = ShortcomingTrend.MENDED
                case FollowUpState.UNDER_WAY:
                    trend = ShortcomingTrend.UNDER_WAY
                case FollowUpState.NOT_MENDED:
                    trend = ShortcomingTrend.CAME_BACK
                case None:
                    trend = ShortcomingTrend.UNANSWERED
        changes.append(ShortcomingChange(item=item, before=old.text, after=again, trend=trend))
    for item, new in after.shortcomings:
        if (item, new.text) not in recurring:
            changes.append(ShortcomingChange(item=item, before=None, after=new.text, trend=ShortcomingTrend.NEW))
    return tuple(changes)
