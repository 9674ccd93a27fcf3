"""Which level (mức xếp loại) a year's points and facts leave open, and what keeps a higher one closed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import Meta, Struct, field

from tuphe.core.legal_basis import Rule
from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level
from tuphe.core.value import FORMAT, Fault, Value, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.review import FollowUp, Review

Percent = Annotated[float, Meta(ge=0, le=100)]


class Measure(StrEnum):
    """What a condition looks at, each a share in percent."""

    DONE = "hoan-thanh"
    NOT_DONE = "chua-hoan-thanh"
    LATE = "cham-han"
    ABOVE = "vuot-yeu-cau"
    MENDED = "han-che-da-khac-phuc"


class Condition(Value, frozen=True, kw_only=True):
    """Bounds on one share, in percent; `above` leaves its own value out."""

    measure: Measure = field(name="tinh")
    least: Percent = field(name="it_nhat", default=0)
    most: Percent = field(name="nhieu_nhat", default=100)
    above: Percent | None = field(name="tren", default=None)

    def met_by(self, percent: float) -> bool:
        """Whether a share keeps to the bounds."""
        return self.least <= percent <= self.most and (self.above is None or percent > self.above)


class LevelRule(Value, frozen=True, kw_only=True):
    """What one level asks for: points out of 100 and every condition.

    The lowest level is described the other way round: fewer points than
    `below_points`, or any one of `any_of`.
    """

    level: Level = field(name="xep_loai")
    from_points: Percent = field(name="tu_diem", default=0)
    conditions: tuple[Condition, ...] = field(name="dieu_kien", default=())
    below_points: Percent | None = field(name="duoi_diem", default=None)
    any_of: tuple[Condition, ...] = field(name="hoac", default=())
    remark: str = field(name="luu_y", default="")


class LevelRules(Value, frozen=True, kw_only=True):
    """All levels under one rule, the highest first; dates are those on which it holds."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    id: Words
    since: date = field(name="tu_ngay")
    until: date | None = field(name="den_ngay", default=None)
    rules: tuple[Rule, ...] = field(name="can_cu", default=())
    levels: Annotated[tuple[LevelRule, ...], Meta(min_length=1)] = field(name="muc")


class Share(Struct, frozen=True):
    """How many of how many; None where the year does not say."""

    count: int | None
    of: int | None

    @property
    def percent(self) -> float | None:
        """The share in percent; of nothing at all there is none."""
        if self.count is None or not self.of:
            return None
        return 100 * self.count / self.of


class Obstacle(Struct, frozen=True, kw_only=True):
    """Why a level is not open: too few points (`condition` is None), or a condition not met.

    `known` is False where the year does not say enough to decide.
    """

    level: Level
    known: bool = True
    points: float | None = None
    from_points: float = 0
    condition: Condition | None = None
    share: Share | None = None


class Assessment(Struct, frozen=True, kw_only=True):
    """What the rules leave open: the highest level, and what keeps each higher one closed.

    `level` is None while there are no points, and where the rules leave a gap
    between two levels. `unsure` holds for `level` itself: what the year does
    not say yet and the level depends on.
    """

    level: Level | None
    total: float | None
    obstacles: tuple[Obstacle, ...]
    unsure: tuple[Obstacle, ...]
    rule: str

    def against(self, level: Level) -> tuple[Obstacle, ...]:
        """What keeps one level closed."""
        return tuple(obstacle for obstacle in self.obstacles if obstacle.level is level)


ORDER: Final = (Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED)
"""The levels, the highest first."""


def assess(review: Review, follow_ups: tuple[FollowUp, ...], rules: LevelRules) -> Assessment:
    """Hold a year against the rules of its levels.

    `follow_ups` has one entry for every shortcoming pointed out before, also
    for those that nothing was said of yet. A condition on something that the
    year does not say bars no level: it is named as unsure. Nobody is rated
    lower for a number that was left out.
    """
    shares = _shares(review, follow_ups)
    total = review.self_rating.total
    found = None
    obstacles: list[Obstacle] = []
    unsure: list[Obstacle] = []
    for rule in rules.levels:
        barred = list(_obstacles(rule, total, shares))
        if total is not None and not any(obstacle.known for obstacle in barred) and _applies(rule, total, shares):
            found, unsure = rule.level, barred
            break
        obstacles += (obstacle for obstacle in barred if obstacle.known)
    return Assessment(
        level=found, total=total, obstacles=tuple(obstacles), unsure=tuple(unsure), rule=rules.rules[0].name
    )


def find_faults(rules: LevelRules) -> Iterator[Fault]:
    """Yield what the types cannot check: levels out of order."""
    levels = [rule.level for rule in rules.levels]
    if levels != [level for level in ORDER if level in levels]:
        yield Fault(("muc",), f"các mức phải đứng từ cao xuống thấp: {', '.join(ORDER)}.")
    if not rules.rules:
        yield Fault((), "thiếu can_cu. Ghi văn bản mà các mức dựa vào.")


def _shares(review: Review, follow_ups: tuple[FollowUp, ...]) -> dict[Measure, Share]:
    tasks = review.tasks
    mended = sum(entry.state is FollowUpState.MENDED for entry in follow_ups)
    unsaid = sum(entry.state is None for entry in follow_ups)
    told = mended + unsaid < len(follow_ups) or not unsaid
    return {
        Measure.DONE: Share(tasks.done, tasks.total),
        Measure.NOT_DONE: Share(
            None if tasks.total is None or tasks.done is None else tasks.total - tasks.done, tasks.total
        ),
        Measure.LATE: Share(tasks.late, tasks.total),
        Measure.ABOVE: Share(tasks.above, tasks.done),
        Measure.MENDED: Share(mended if told else None, len(follow_ups)),
    }


def _applies(rule: LevelRule, total: float, shares: dict[Measure, Share]) -> bool:
    if rule.below_points is None:
        return True
    known = ((condition, shares[condition.measure].percent) for condition in rule.any_of)
    return total < rule.below_points or any(
        percent is not None and condition.met_by(percent) for condition, percent in known
    )


def _obstacles(rule: LevelRule, total: float | None, shares: dict[Measure, Share]) -> Iterator[Obstacle]:
    if total is not None and total < rule.from_points:
        yield Obstacle(level=rule.level, points=total, from_points=rule.from_points)
    for condition in rule.conditions:
        share = shares[condition.measure]
        if share.percent is not None:
            if not condition.met_by(share.percent):
                yield Obstacle(level=rule.level, condition=condition, share=share)
        elif share.of != 0:
            yield Obstacle(level=rule.level, known=False, condition=condition, share=share)
