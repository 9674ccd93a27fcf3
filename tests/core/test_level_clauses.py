"""The levels of Quy định 366-QĐ/TW, Điều 11, clause by clause: the cases stand in tests/data/muc-xep-loai.md."""

import re
from typing import NamedTuple

import pytest

from support.values import ROOT, silent
from tuphe.core.levels import assess
from tuphe.core.review import FollowUp, FollowUpState, Review
from tuphe.core.self_rating import Case, SelfRating
from tuphe.core.tasks import Counts, Tasks
from tuphe.reasons import of_assessment
from tuphe.workspace.rating import level_rules

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


def test_a_leader_is_judged_by_the_tasks_of_the_units_and_in_years_of_before_by_those_asked_of_them_then() -> None:
    rating = SelfRating(general_points=30, task_points=65)
    now = Review(
        year=2026,
        passed=("truong_hop",),
        tasks=Tasks(total=10, done=1, late=1, above=0),
        unit_tasks=Counts(total=10, done=10, late=0, above=3),
        self_rating=rating,
    )
    before = now.but(tasks=Tasks(total=10, done=10, late=3, above=3), unit_tasks=Counts())

    assert [assess(year, (), RULES, leader=True).level for year in (now, before)] == ["xuat-sac", "xuat-sac"]
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
