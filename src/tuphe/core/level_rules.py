"""Which level (mức xếp loại) a year's points and facts allow, and what rules a higher one out."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field

from tuphe.core.legal_basis import Dated, Rule
from tuphe.core.review import FollowUp, FollowUpState, Review
from tuphe.core.self_rating import Case, Level
from tuphe.core.tasks import Counts
from tuphe.core.value import FORMAT, Fault, Value, Words

Percent = Annotated[float, Meta(ge=0, le=100)]

Whom = Literal["", "lanh-dao", "con-lai"]
"""Of whom a clause speaks: of those with a leading post, of all others, or of both."""


class Measure(StrEnum):
    """What a condition looks at, each a share in percent."""

    DONE = "hoan-thanh"
    NOT_DONE = "chua-hoan-thanh"
    LATE = "cham-han"
    ABOVE = "vuot-yeu-cau"
    MENDED = "han-che-da-khac-phuc"


class Clause(Value, frozen=True, kw_only=True):
    """A part of the article on levels; `number` is its own there (1.2)."""

    number: str = field(name="khoan", default="")
    whom: Whom = field(name="cho", default="")

    def holds_for(self, *, leader: bool) -> bool:
        """Whether it speaks of someone with (without) a leading post."""
        return self.whom in ("", "lanh-dao" if leader else "con-lai")


class Condition(Clause, frozen=True, kw_only=True):
    """Bounds on one share, in percent; `above` and `below` exclude their own value."""

    measure: Measure = field(name="tinh")
    least: Percent = field(name="it_nhat", default=0)
    most: Percent = field(name="nhieu_nhat", default=100)
    above: Percent | None = field(name="tren", default=None)
    below: Percent | None = field(name="duoi", default=None)

    def met_by(self, percent: float) -> bool:
        """Whether a share is within the bounds."""
        within = self.least <= percent <= self.most and (self.above is None or percent > self.above)
        return within and (self.below is None or percent < self.below)


class BarringCase(Clause, frozen=True, kw_only=True):
    """A case that leads to the lowest level whatever the points are."""

    case: Case = field(name="ma")
    text: Words = field(name="noi_dung")


class Remark(Clause, frozen=True, kw_only=True):
    """A provision that no program can decide."""

    text: Words = field(name="noi_dung")


class LevelRule(Value, frozen=True, kw_only=True):
    """What one level asks for: points out of 100 and every condition.

    The lowest level is described the other way round: fewer points than
    `below_points`, any one of `any_of`, or any one of `cases`.
    """

    level: Level = field(name="xep_loai")
    from_points: Percent = field(name="tu_diem", default=0)
    conditions: tuple[Condition, ...] = field(name="dieu_kien", default=())
    below_points: Percent | None = field(name="duoi_diem", default=None)
    any_of: tuple[Condition, ...] = field(name="hoac", default=())
    cases: tuple[BarringCase, ...] = field(name="truong_hop", default=())
    remarks: tuple[Remark, ...] = field(name="luu_y", default=())


class LevelRules(Dated, frozen=True, kw_only=True):
    """All levels under one rule, the highest first."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    id: Words
    rules: tuple[Rule, ...] = field(name="can_cu", default=())
    notes: tuple[Words, ...] = field(name="luu_y", default=())
    """What the rules say of discipline from another year or another place."""
    levels: Annotated[tuple[LevelRule, ...], Meta(min_length=1)] = field(name="muc")

    def cases(self, *, leader: bool) -> tuple[BarringCase, ...]:
        """The cases that lead to the lowest level for someone with (without) a leading post."""
        return tuple(case for rule in self.levels for case in rule.cases if case.holds_for(leader=leader))

    def remarks(self, level: Level, *, leader: bool) -> tuple[str, ...]:
        """The provisions on one level that no program can decide."""
        found = (remark for rule in self.levels if rule.level is level for remark in rule.remarks)
        return tuple(remark.text for remark in found if remark.holds_for(leader=leader))


class Share(Struct, frozen=True):
    """A share, how many of how many; a number is None where the year does not say it."""

    count: int | None
    of: int | None

    @property
    def percent(self) -> float | None:
        """The share in percent; of nothing at all there is none."""
        return None if self.count is None or not self.of else 100 * self.count / self.of


class Obstacle(Struct, frozen=True, kw_only=True):
    """Why a level is ruled out: a case that bars it, a condition not met, or else too few points.

    `known` is False where the year does not say enough to decide.
    """

    level: Level
    known: bool = True
    points: float | None = None
    from_points: float = 0
    condition: Condition | None = None
    share: Share | None = None
    case: BarringCase | None = None


class Assessment(Struct, frozen=True, kw_only=True):
    """What the rules allow: the highest level, and what rules each higher one out.

    `level` is None while there are no points, and where the rules leave a gap between two levels. `unsure` is what
    `level` depends on and the year does not say yet; `cases_unsaid` is whether the year says nothing of the cases that
    lead to the lowest level, `cases` are those that it names. `remarks` are the provisions on `level`, and on
    discipline, that no program decides.
    """

    level: Level | None
    total: float | None
    obstacles: tuple[Obstacle, ...]
    unsure: tuple[Obstacle, ...]
    rule: str
    leader: bool = False
    cases: tuple[BarringCase, ...] = ()
    cases_unsaid: bool = False
    remarks: tuple[str, ...] = ()

    def against(self, level: Level) -> tuple[Obstacle, ...]:
        """What rules one level out."""
        return tuple(obstacle for obstacle in self.obstacles if obstacle.level is level)


ORDER: Final = (Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED)
"""The levels, the highest first."""


def assess(review: Review, follow_ups: tuple[FollowUp, ...], rules: LevelRules, *, leader: bool) -> Assessment:
    """Apply the rules of the levels to a year, by the clauses on leaders or on all others.

    `follow_ups` has one entry for every shortcoming pointed out before, also for those that were not answered yet. A
    condition on something that the year does not say bars no level: it is named as unsure. Nobody is rated lower for a
    number that was left out.
    """
    shares = _shares(review.judged_tasks(leader=leader), follow_ups)
    total, named = review.self_rating.total, review.self_rating.cases
    cases = tuple(case for case in rules.cases(leader=leader) if case.case in named)
    disciplined = any(case.case is Case.DISCIPLINED for case in cases)
    found = None
    obstacles: list[Obstacle] = []
    unsure: list[Obstacle] = []
    for rule in rules.levels:
        barred = list(_obstacles(rule, total, shares, cases, leader=leader))
        applies = total is not None and _applies(rule, total, shares, leader=leader)
        if (cases and rule.cases) or (applies and not any(obstacle.known for obstacle in barred)):
            found, unsure = rule.level, barred
            break
        obstacles += (obstacle for obstacle in barred if obstacle.known)
    beside = () if found is None else rules.remarks(found, leader=leader)
    return Assessment(
        level=found,
        total=total,
        obstacles=tuple(obstacles),
        unsure=tuple(unsure),
        rule=rules.rules[0].name,
        leader=leader,
        cases=cases,
        cases_unsaid=bool(rules.cases(leader=leader)) and not named and "truong_hop" not in review.passed,
        remarks=(*beside, *(rules.notes if disciplined else ())),
    )


def find_faults(rules: LevelRules) -> Iterator[Fault]:
    """Yield what the types cannot check: levels out of order."""
    levels = [rule.level for rule in rules.levels]
    if levels != [level for level in ORDER if level in levels]:
        yield Fault(("muc",), f"các mức phải đứng từ cao xuống thấp: {', '.join(ORDER)}.")
    if not rules.rules:
        yield Fault((), "thiếu can_cu. Ghi văn bản mà các mức dựa vào.")


def _shares(tasks: Counts, follow_ups: tuple[FollowUp, ...]) -> dict[Measure, Share]:
    mended = sum(entry.state is FollowUpState.MENDED for entry in follow_ups)
    unsaid = sum(entry.state is None for entry in follow_ups)
    told = mended + unsaid < len(follow_ups) or not unsaid
    not_done = None if tasks.total is None or tasks.done is None else tasks.total - tasks.done
    return {
        Measure.DONE: Share(tasks.done, tasks.total),
        Measure.NOT_DONE: Share(not_done, tasks.total),
        Measure.LATE: Share(tasks.late, tasks.total),
        Measure.ABOVE: Share(tasks.above, tasks.done),
        Measure.MENDED: Share(mended if told else None, len(follow_ups)),
    }


def _applies(rule: LevelRule, total: float, shares: dict[Measure, Share], *, leader: bool) -> bool:
    if rule.below_points is None:
        return True
    holding = (condition for condition in rule.any_of if condition.holds_for(leader=leader))
    known = ((condition, shares[condition.measure].percent) for condition in holding)
    return total < rule.below_points or any(
        percent is not None and condition.met_by(percent) for condition, percent in known
    )


def _obstacles(
    rule: LevelRule, total: float | None, shares: dict[Measure, Share], cases: tuple[BarringCase, ...], *, leader: bool
) -> Iterator[Obstacle]:
    if not rule.cases:
        yield from (Obstacle(level=rule.level, case=case) for case in cases)
    if total is not None and total < rule.from_points:
        yield Obstacle(level=rule.level, points=total, from_points=rule.from_points)
    for condition in (condition for condition in rule.conditions if condition.holds_for(leader=leader)):
        share = shares[condition.measure]
        if share.percent is not None:
            if not condition.met_by(share.percent):
                yield Obstacle(level=rule.level, condition=condition, share=share)
        elif share.of != 0:
            yield Obstacle(level=rule.level, known=False, condition=condition, share=share)
