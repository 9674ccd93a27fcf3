"""Levels: what stands in their way or is unsaid, clause by clause, and how that is said."""

import re
from typing import NamedTuple

import pytest
from msgspec import structs

from support.values import ROOT, silent
from tuphe.core.level_rules import Assessment, LevelRules, Measure, assess, find_faults
from tuphe.core.review import FollowUp, FollowUpState, Review
from tuphe.core.self_rating import Case, Level, SelfRating
from tuphe.core.tasks import Counts, Tasks
from tuphe.reasons import of_assessment, of_other_choice
from tuphe.workspace.assessing import level_rules

MENDED, UNDER_WAY, NOT_MENDED = FollowUpState.MENDED, FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED

FLAWLESS = Counts(total=100, done=100, late=0, above=30)
"""Counts that meet every condition, each at its very bound."""


def rules(year: int = 2026) -> LevelRules:
    """The rules that come with the program."""
    found = level_rules(year, notify=silent)
    assert found is not None
    return found


def assessed(
    general: float | None = 30,
    tasks: float | None = 65,
    *,
    facts: Counts = FLAWLESS,
    follow_ups: tuple[FollowUpState | None, ...] = (),
    cases: tuple[Case, ...] | None = (),
    leader: bool = False,
) -> Assessment:
    """What is left open to a year with these points, tasks, and states of the shortcomings pointed out before.

    The tasks are those of the units led for a leader; of `cases` None says nothing.
    """
    rating = SelfRating(general_points=general, task_points=tasks, cases=cases or ())
    review = Review(year=2026, self_rating=rating, passed=() if cases is None else ("truong_hop",))
    judged = review.but(unit_tasks=facts) if leader else review.but(tasks=facts)
    entries = tuple(FollowUp(text=f"Hạn chế {row}.", state=state) for row, state in enumerate(follow_ups))
    return assess(judged, entries, rules(), leader=leader)


def barring(found: Assessment, level: Level) -> list[Measure | None]:
    """What stands in the way of one level; None for too few points."""
    return [None if one.condition is None else one.condition.measure for one in found.against(level)]


# Points


@pytest.mark.parametrize(("general", "tasks"), [(None, None), (30, None), (None, 70)])
def test_without_all_points_no_level_is_proposed_but_conditions_that_are_not_met_bar_theirs(
    general: float | None, tasks: float | None
) -> None:
    found = assessed(general, tasks)
    late = assessed(general, tasks, facts=Counts(total=10, done=10, late=1, above=5))

    assert (found.level, found.total, found.obstacles) == (None, None, ())
    assert (late.level, barring(late, Level.EXCELLENT), barring(late, Level.COMPLETED)) == (None, [Measure.LATE], [])


# Conditions


def test_exactly_thirty_percent_above_the_requirement_are_enough() -> None:
    levels = [assessed(facts=Counts(total=70, done=70, late=0, above=above)).level for above in (20, 21)]

    assert levels == [Level.GOOD, Level.EXCELLENT]


@pytest.mark.parametrize(
    ("follow_ups", "level", "bars"),
    [
        ((), Level.EXCELLENT, []),
        ((MENDED,) * 3, Level.EXCELLENT, []),
        ((NOT_MENDED,), Level.GOOD, [(1, 1)]),
        ((MENDED, NOT_MENDED, MENDED), Level.GOOD, [(1, 3)]),
        ((None, NOT_MENDED), Level.GOOD, [(2, 2)]),
    ],
)
def test_shortcomings_that_are_not_mended_bar_the_highest_level_alone_with_their_share(
    follow_ups: tuple[FollowUpState | None, ...], level: Level, bars: list[tuple[int, int]]
) -> None:
    found = assessed(follow_ups=follow_ups)

    assert (found.level, found.against(Level.GOOD)) == (level, ())
    assert [
        ((one.share.of or 0) - (one.share.count or 0), one.share.of) for one in found.obstacles if one.share
    ] == bars


# What the year does not say


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (Counts(), [Measure.DONE, Measure.LATE, Measure.ABOVE]),
        (structs.replace(FLAWLESS, late=None), [Measure.LATE]),
        (structs.replace(FLAWLESS, above=None), [Measure.ABOVE]),
        (structs.replace(FLAWLESS, done=None), [Measure.DONE, Measure.ABOVE]),
        (structs.replace(FLAWLESS, total=None), [Measure.DONE, Measure.LATE]),
        (Counts(total=0), [Measure.ABOVE]),
    ],
    ids=["all", "late", "above", "done", "total", "no task at all"],
)
def test_a_number_that_was_left_out_lowers_nobody_and_leaves_only_its_own_conditions_unsure(
    facts: Counts, missing: list[Measure]
) -> None:
    found = assessed(facts=facts, follow_ups=(None, MENDED))

    assert (found.level, found.obstacles) == (Level.EXCELLENT, ())
    assert [one.condition.measure for one in found.unsure if one.condition] == [*missing, Measure.MENDED]
    assert not any(one.known for one in found.unsure)


def test_numbers_that_were_left_out_do_not_help_over_a_condition_that_is_not_met() -> None:
    found = assessed(facts=Counts(total=10, done=10, late=1))

    assert found.level is Level.COMPLETED
    assert barring(found, Level.GOOD) == [Measure.LATE]
    assert found.unsure == ()


# The rules


def test_levels_rest_on_points_since_2025() -> None:
    assert [year for year in range(2023, 2028) if level_rules(year, notify=silent)] == [2025, 2026, 2027]


def test_levels_out_of_order_or_without_a_rule_are_faults_and_the_built_in_ones_have_none() -> None:
    turned = structs.replace(rules(), levels=tuple(reversed(rules().levels)))
    baseless = structs.replace(rules(), rules=())

    assert rules().rules[0].name == "Quy định số 366-QĐ/TW"
    assert [[fault.path for fault in find_faults(one)] for one in (rules(), turned)] == [[], [("muc",)]]
    assert ["can_cu" in fault.sentence for fault in find_faults(baseless)] == [True]


# In sentences


BEST, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"
CANNOT = "Chưa thể đề xuất mức"
OPEN_IS_BEST = f"Theo Quy định số 366-QĐ/TW có thể đề xuất: {BEST}."
DONE, LATE = "hoàn thành 9/10 nhiệm vụ, cần 100%", "3/10 nhiệm vụ chậm hạn"
ABOVE = "nhiệm vụ vượt yêu cầu, cần ít nhất 30%"
SENTENCES = {
    "nothing in the way": (assessed(), (f"Đề xuất: {BEST}.", *rules().remarks(Level.EXCELLENT, leader=False))),
    "points": (assessed(30, 59.99), (f"Đề xuất: {GOOD}.", f"{CANNOT} “{BEST}” vì: 89,99 điểm, dưới 90.")),
    "above": (
        assessed(facts=Counts(total=100, done=100, late=0, above=29)),
        (f"Đề xuất: {GOOD}.", f"{CANNOT} “{BEST}” vì: 29/100 {ABOVE}."),
    ),
    "no points": (assessed(None, None), ("Chưa đề xuất được mức nào: chưa ghi đủ điểm.",)),
    "everything": (
        assessed(20, 40, facts=Counts(total=10, done=9, late=3, above=0)),
        (
            "Theo Quy định số 366-QĐ/TW, chưa có mức nào đủ điều kiện để đề xuất.",
            f"{CANNOT} “{BEST}” vì: 60 điểm, dưới 90; {DONE}; {LATE}; 0/9 {ABOVE}.",
            f"{CANNOT} “{GOOD}” vì: 60 điểm, dưới 70; {DONE}; {LATE}.",
            f"{CANNOT} “Hoàn thành nhiệm vụ” vì: {DONE}; {LATE}, quá 20%.",
        ),
    ),
}


@pytest.mark.parametrize(("found", "sentences"), SENTENCES.values(), ids=SENTENCES)
def test_an_assessment_is_said_in_sentences(found: Assessment, sentences: tuple[str, ...]) -> None:
    assert of_assessment(found) == sentences


def test_a_level_that_rests_on_unknown_numbers_is_proposed_with_them_and_no_points_are_said_to_be_a_bound() -> None:
    [unsure, _] = of_assessment(assessed(facts=Counts(), follow_ups=(None,)))
    good, below = of_assessment(assessed(27.999, 62))

    unsaid = "số nhiệm vụ hoàn thành, số nhiệm vụ chậm hạn, số nhiệm vụ vượt yêu cầu, kết quả khắc phục hạn chế đã nêu"
    assert unsure == f"Đề xuất: {BEST}, nếu đạt cả các điều kiện chưa ghi: {unsaid}."
    assert (good, "90 điểm, dưới 90" in below) == (f"Đề xuất: {GOOD}.", False)


GAP = assessed(30, 55, facts=Counts(total=100, done=95, late=0, above=50))


@pytest.mark.parametrize(
    ("found", "chosen", "said"),
    [
        (
            assessed(follow_ups=(MENDED, NOT_MENDED, MENDED)),
            Level.EXCELLENT,
            f"Mức đã chọn: {BEST}. {CANNOT} “{BEST}” vì: 1/3 hạn chế nêu ở các năm trước chưa khắc phục xong.",
        ),
        (assessed(), Level.GOOD, f"Mức đã chọn: {GOOD}. {OPEN_IS_BEST}"),
        (assessed(), Level.NOT_COMPLETED, f"Mức đã chọn: Không hoàn thành nhiệm vụ. {OPEN_IS_BEST}"),
        (assessed(), Level.EXCELLENT, ""),
        (assessed(), None, ""),
        (GAP, Level.GOOD, f"Mức đã chọn: {GOOD}. {CANNOT} “{GOOD}” vì: hoàn thành 95/100 nhiệm vụ, cần 100%."),
        (GAP, Level.NOT_COMPLETED, ""),
    ],
    ids=["higher", "lower", "lowest", "the open one", "none", "barred in a gap", "lowest in a gap"],
)
def test_a_choice_is_answered_with_what_stands_in_its_way_or_what_is_open(
    found: Assessment, chosen: Level | None, said: str
) -> None:
    assert of_other_choice(found, chosen) == said


_RULES = level_rules(2026, notify=silent)
assert _RULES is not None
RULES = _RULES


class Row(NamedTuple):
    """One line of the table."""

    clause: str
    whom: str
    points: str
    tasks: str
    mended: str
    case: str
    level: str


def rows() -> list[Row]:
    lines = (ROOT / "tests" / "data" / "muc-xep-loai.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")][2:]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in table]


def a_year(row: Row) -> tuple[Review, tuple[FollowUp, ...]]:
    """The year of a row, and the record of its earlier shortcomings."""
    done, total, late, above = map(int, re.findall(r"\d+", row.tasks))
    points = float(row.points.replace(",", "."))
    rating = SelfRating(
        general_points=min(points, 30),
        task_points=round(max(points - 30, 0), 2),
        cases=(Case(row.case),) if row.case else (),
    )
    leads = row.whom == "lanh-dao"
    mended, of = map(int, row.mended.split("/"))
    states = [FollowUpState.MENDED] * mended + [FollowUpState.UNDER_WAY] * (of - mended)
    year = Review(
        year=2026,
        passed=("truong_hop",),
        # What is no leader's own is not to be looked at.
        tasks=Tasks() if leads else Tasks(total=total, done=done, late=late, above=above),
        unit_tasks=Counts(total=total, done=done, late=late, above=above) if leads else Counts(),
        self_rating=rating,
    )
    return year, tuple(FollowUp(text=f"Hạn chế {at}.", state=state) for at, state in enumerate(states))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.clause}, {row.whom}, {row.tasks}")
def test_a_year_may_propose_the_level_that_its_clause_leaves_open(row: Row) -> None:
    year, follow_ups = a_year(row)

    found = assess(year, follow_ups, RULES, leader=row.whom == "lanh-dao")

    assert (found.level or "–") == row.level


def test_every_clause_on_a_level_and_each_case_that_makes_the_lowest_stands_in_the_table() -> None:
    asked = {number for row in rows() for number in re.findall(r"\d\.\d", row.clause)}
    stated = {
        number
        for rule in RULES.levels
        for clause in (*rule.conditions, *rule.any_of, *rule.cases)
        for number in re.findall(r"\d\.\d", clause.number)
    }

    assert stated <= asked
    lowest = [row for row in rows() if row.level == "khong-hoan-thanh" and row.case]
    for whom, leader in (("lanh-dao", True), ("con-lai", False)):
        assert {row.case for row in lowest if row.whom == whom} == {case.case for case in RULES.cases(leader=leader)}


def test_a_leader_is_judged_by_the_tasks_of_the_units_and_never_by_the_own_ones() -> None:
    rating = SelfRating(general_points=30, task_points=65)
    now = Review(
        year=2026,
        passed=("truong_hop",),
        tasks=Tasks(total=10, done=1, late=1, above=0),
        unit_tasks=Counts(total=10, done=10, late=0, above=3),
        self_rating=rating,
    )
    unasked = now.but(unit_tasks=Counts())

    found = [assess(year, (), RULES, leader=True) for year in (now, unasked)]
    assert [(one.level, bool(one.unsure)) for one in found] == [("xuat-sac", False), ("xuat-sac", True)]
    assert assess(now, (), RULES, leader=False).level == "khong-hoan-thanh"


def test_a_year_that_says_nothing_of_those_cases_names_them_as_unsaid() -> None:
    row = next(row for row in rows() if row.level == "tot")
    year, follow_ups = a_year(row)

    [first, *_] = of_assessment(assess(year.but(passed=()), follow_ups, RULES, leader=False))

    assert first == (
        "Đề xuất: Hoàn thành tốt nhiệm vụ, nếu đạt cả các điều kiện chưa ghi: các trường hợp ở khoản 4 Điều 11."
    )


def test_a_case_is_said_with_the_clause_and_with_what_the_competent_level_may_weigh() -> None:
    row = next(row for row in rows() if row.case == "tin-nhiem-thap")
    year, follow_ups = a_year(row)

    what, weighed = of_assessment(assess(year, follow_ups, RULES, leader=True))

    assert what == (
        "Đề xuất: Không hoàn thành nhiệm vụ, theo khoản 4 Điều 11 Quy định số 366-QĐ/TW: "
        "có trên 50% số phiếu tín nhiệm thấp tại kỳ lấy phiếu tín nhiệm trong năm."
    )
    assert weighed == (
        "Nếu đã chủ động phát hiện, báo cáo, chỉ đạo xử lý kịp thời và khắc phục xong hậu quả "
        "thì cấp có thẩm quyền xem xét, xếp loại theo phân cấp."
    )


@pytest.mark.parametrize("leader", [True, False])
def test_of_discipline_it_is_said_to_which_year_and_place_it_counts(*, leader: bool) -> None:
    row = next(row for row in rows() if row.case == "ky-luat" and (row.whom == "lanh-dao") is leader)
    year, follow_ups = a_year(row)

    sentences = of_assessment(assess(year, follow_ups, RULES, leader=leader))

    assert sentences[-3:] == RULES.notes
    assert len(RULES.notes) == 3
