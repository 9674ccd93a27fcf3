"""Levels: what the points and conditions of Quy định số 366-QĐ/TW leave open, and how that is said."""

from __future__ import annotations

import pytest
from msgspec import structs

from support.values import silent
from tuphe.core.levels import Assessment, LevelRules, Measure, assess, find_faults
from tuphe.core.review import FollowUp, FollowUpState, Review
from tuphe.core.self_rating import Case, Level, SelfRating
from tuphe.core.tasks import Counts
from tuphe.reasons import of_assessment, of_other_choice
from tuphe.storage.levels import level_rules

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


@pytest.mark.parametrize(
    ("general", "tasks", "level"),
    [
        (30, 70, Level.EXCELLENT),
        (30, 60, Level.EXCELLENT),
        (27.3, 62.7, Level.EXCELLENT),
        (30, 59.99, Level.GOOD),
        (20, 50, Level.GOOD),
        (20, 49.99, Level.COMPLETED),
        (20, 30, Level.COMPLETED),
        (20, 29.9, Level.NOT_COMPLETED),
        (0, 0, Level.NOT_COMPLETED),
    ],
)
def test_the_points_decide_when_every_condition_is_met(general: float, tasks: float, level: Level) -> None:
    assert assessed(general, tasks).level is level


def test_too_few_points_are_named_with_the_points_that_were_needed() -> None:
    found = assessed(20, 50)

    [obstacle] = found.against(Level.EXCELLENT)
    assert (obstacle.points, obstacle.from_points) == (70, 90)
    assert barring(found, Level.GOOD) == []


@pytest.mark.parametrize(("general", "tasks"), [(None, None), (30, None), (None, 70)])
def test_without_all_points_no_level_is_proposed(general: float | None, tasks: float | None) -> None:
    found = assessed(general, tasks)

    assert (found.level, found.total, found.obstacles) == (None, None, ())


def test_without_points_a_condition_that_is_not_met_bars_its_levels_already() -> None:
    found = assessed(None, None, facts=Counts(total=10, done=10, late=1, above=5))

    assert found.level is None
    assert barring(found, Level.EXCELLENT) == [Measure.LATE]
    assert barring(found, Level.COMPLETED) == []


# Conditions


@pytest.mark.parametrize(
    ("facts", "follow_ups", "barred", "level"),
    [
        (Counts(total=10, done=9, late=0, above=5), (), {Measure.DONE}, None),
        (Counts(total=100, done=100, late=1, above=50), (), {Measure.LATE}, Level.COMPLETED),
        (Counts(total=100, done=100, late=0, above=29), (), {Measure.ABOVE}, Level.GOOD),
        (FLAWLESS, (MENDED, MENDED, UNDER_WAY), {Measure.MENDED}, Level.GOOD),
        (FLAWLESS, (MENDED, NOT_MENDED, MENDED), {Measure.MENDED}, Level.GOOD),
        (
            Counts(total=10, done=10, late=1, above=0),
            (UNDER_WAY,),
            {Measure.LATE, Measure.ABOVE, Measure.MENDED},
            Level.COMPLETED,
        ),
    ],
    ids=["not all done", "one late", "below 30 % above", "one under way", "one not mended", "three at once"],
)
def test_each_condition_that_is_not_met_bars_the_highest_level(
    facts: Counts, follow_ups: tuple[FollowUpState, ...], barred: set[Measure], level: Level | None
) -> None:
    found = assessed(facts=facts, follow_ups=follow_ups)

    assert set(barring(found, Level.EXCELLENT)) == barred
    assert found.level is level


def test_exactly_thirty_percent_above_the_requirement_are_enough() -> None:
    assert assessed(facts=Counts(total=10, done=10, late=0, above=3)).level is Level.EXCELLENT
    assert assessed(facts=Counts(total=70, done=70, late=0, above=21)).level is Level.EXCELLENT
    assert assessed(facts=Counts(total=70, done=70, late=0, above=20)).level is Level.GOOD


def test_one_of_three_shortcomings_not_mended_is_counted_so() -> None:
    [obstacle] = assessed(follow_ups=(MENDED, NOT_MENDED, MENDED)).against(Level.EXCELLENT)

    assert obstacle.share is not None
    assert (obstacle.share.count, obstacle.share.of) == (2, 3)


@pytest.mark.parametrize("count", [1, 3])
def test_shortcomings_that_are_all_mended_bar_nothing(count: int) -> None:
    assert assessed(follow_ups=(MENDED,) * count).level is Level.EXCELLENT


def test_where_no_shortcoming_was_pointed_out_nothing_is_missing() -> None:
    found = assessed(follow_ups=())

    assert (found.level, found.obstacles, found.unsure) == (Level.EXCELLENT, (), ())


@pytest.mark.parametrize(("late", "level"), [(0, Level.COMPLETED), (20, Level.COMPLETED), (21, None)])
def test_up_to_a_fifth_of_the_tasks_may_be_late_for_completed(late: int, level: Level | None) -> None:
    found = assessed(20, 40, facts=Counts(total=100, done=100, late=late, above=0))

    assert found.level is level


def test_a_shortcoming_that_was_not_mended_leaves_the_second_level_open() -> None:
    found = assessed(follow_ups=(NOT_MENDED,))

    assert found.level is Level.GOOD
    assert barring(found, Level.GOOD) == []


# Between the levels, and below


def test_between_two_levels_the_rules_leave_a_gap() -> None:
    found = assessed(30, 55, facts=Counts(total=100, done=95, late=0, above=50))

    assert found.level is None
    assert barring(found, Level.EXCELLENT) == [None, Measure.DONE]
    assert barring(found, Level.GOOD) == [Measure.DONE]
    assert barring(found, Level.COMPLETED) == [Measure.DONE]


@pytest.mark.parametrize(("done", "level"), [(49, Level.NOT_COMPLETED), (50, None), (51, None)])
def test_only_more_than_half_of_the_tasks_not_done_make_the_lowest_level(done: int, level: Level | None) -> None:
    assert assessed(30, 70, facts=Counts(total=100, done=done, late=0, above=0)).level is level


def test_too_few_points_for_any_level_make_the_lowest_whatever_was_done() -> None:
    assert assessed(10, 39.9, follow_ups=(MENDED,)).level is Level.NOT_COMPLETED


# What the year does not say


def test_numbers_that_were_left_out_lower_nobody_and_are_named() -> None:
    found = assessed(facts=Counts(), follow_ups=(None, MENDED))

    assert found.level is Level.EXCELLENT
    assert found.obstacles == ()
    assert [one.condition.measure for one in found.unsure if one.condition] == [
        Measure.DONE,
        Measure.LATE,
        Measure.ABOVE,
        Measure.MENDED,
    ]
    assert not any(one.known for one in found.unsure)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (structs.replace(FLAWLESS, late=None), [Measure.LATE]),
        (structs.replace(FLAWLESS, above=None), [Measure.ABOVE]),
        (structs.replace(FLAWLESS, done=None), [Measure.DONE, Measure.ABOVE]),
        (structs.replace(FLAWLESS, total=None), [Measure.DONE, Measure.LATE]),
    ],
    ids=["late", "above", "done", "total"],
)
def test_one_number_that_was_left_out_leaves_only_its_own_conditions_unsure(
    facts: Counts, missing: list[Measure]
) -> None:
    found = assessed(facts=facts)

    assert found.level is Level.EXCELLENT
    assert [one.condition.measure for one in found.unsure if one.condition] == missing


def test_numbers_that_were_left_out_do_not_help_over_a_condition_that_is_not_met() -> None:
    found = assessed(facts=Counts(total=10, done=10, late=1))

    assert found.level is Level.COMPLETED
    assert barring(found, Level.GOOD) == [Measure.LATE]
    assert found.unsure == ()


def test_a_shortcoming_not_yet_told_of_does_not_hide_one_that_is_not_mended() -> None:
    found = assessed(follow_ups=(None, NOT_MENDED))

    assert found.level is Level.GOOD
    assert barring(found, Level.EXCELLENT) == [Measure.MENDED]


def test_someone_with_no_task_at_all_is_barred_by_none() -> None:
    found = assessed(facts=Counts(total=0))

    assert found.level is Level.EXCELLENT
    assert Measure.DONE not in [one.condition.measure for one in found.unsure if one.condition]


# The rules


@pytest.mark.parametrize(("year", "known"), [(2023, False), (2024, False), (2025, True), (2026, True)])
def test_levels_rest_on_points_since_2025(year: int, *, known: bool) -> None:
    found = level_rules(year, notify=silent)

    assert (found is not None) is known


def test_the_rules_name_what_they_rest_on_and_have_no_fault() -> None:
    assert rules().rules[0].name == "Quy định số 366-QĐ/TW"
    assert list(find_faults(rules())) == []


def test_levels_out_of_order_or_without_a_rule_are_faults() -> None:
    turned = structs.replace(rules(), levels=tuple(reversed(rules().levels)))
    baseless = structs.replace(rules(), rules=())

    assert [fault.path for fault in find_faults(turned)] == [("muc",)]
    assert ["can_cu" in fault.sentence for fault in find_faults(baseless)] == [True]


# In sentences


def test_a_shortcoming_that_is_not_mended_is_said_in_exactly_these_words() -> None:
    found = assessed(follow_ups=(MENDED, NOT_MENDED, MENDED))

    assert of_assessment(found) == (
        "Đề xuất: Hoàn thành tốt nhiệm vụ.",
        "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 1/3 hạn chế nêu ở các năm trước chưa khắc phục xong.",
    )


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        (assessed(), ("Đề xuất: Hoàn thành xuất sắc nhiệm vụ.", *rules().remarks(Level.EXCELLENT, leader=False))),
        (
            assessed(30, 59.99),
            (
                "Đề xuất: Hoàn thành tốt nhiệm vụ.",
                "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 89,99 điểm, dưới 90.",
            ),
        ),
        (
            assessed(facts=Counts(total=100, done=100, late=0, above=29)),
            (
                "Đề xuất: Hoàn thành tốt nhiệm vụ.",
                (
                    "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: "
                    "29/100 nhiệm vụ vượt yêu cầu, cần ít nhất 30%."
                ),
            ),
        ),
        (assessed(None, None), ("Chưa đề xuất được mức nào: chưa ghi đủ điểm.",)),
    ],
    ids=["nothing in the way", "points", "above", "no points"],
)
def test_an_assessment_is_said_in_sentences(found: Assessment, sentences: tuple[str, ...]) -> None:
    assert of_assessment(found) == sentences


def test_everything_in_the_way_of_a_level_is_said_in_one_sentence() -> None:
    found = assessed(20, 40, facts=Counts(total=10, done=9, late=3, above=0))

    first, excellent, good, completed = of_assessment(found)

    assert first == "Chưa mức nào đủ điều kiện theo Quy định số 366-QĐ/TW."
    assert excellent == (
        "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 60 điểm, dưới 90; hoàn thành 9/10 nhiệm vụ, cần 100%; "
        "3/10 nhiệm vụ chậm hạn; 0/9 nhiệm vụ vượt yêu cầu, cần ít nhất 30%."
    )
    assert good == (
        "Chưa thể đề xuất mức “Hoàn thành tốt nhiệm vụ” vì: 60 điểm, dưới 70; "
        "hoàn thành 9/10 nhiệm vụ, cần 100%; 3/10 nhiệm vụ chậm hạn."
    )
    assert completed == (
        "Chưa thể đề xuất mức “Hoàn thành nhiệm vụ” vì: hoàn thành 9/10 nhiệm vụ, cần 100%; "
        "3/10 nhiệm vụ chậm hạn, quá 20%."
    )


def test_a_level_that_rests_on_unknown_numbers_is_proposed_with_their_names() -> None:
    [sentence, _] = of_assessment(assessed(facts=Counts(), follow_ups=(None,)))

    assert sentence == (
        "Đề xuất: Hoàn thành xuất sắc nhiệm vụ, nếu đạt cả các điều kiện chưa ghi: số nhiệm vụ hoàn thành, "
        "số nhiệm vụ chậm hạn, số nhiệm vụ vượt yêu cầu, kết quả khắc phục hạn chế đã nêu."
    )


def test_points_just_below_a_bound_are_not_said_to_be_the_bound() -> None:
    sentences = of_assessment(assessed(27.999, 62))

    assert sentences[0] == "Đề xuất: Hoàn thành tốt nhiệm vụ."
    assert "90 điểm, dưới 90" not in sentences[1]


def test_a_higher_choice_is_answered_with_what_stands_in_its_way() -> None:
    found = assessed(follow_ups=(MENDED, NOT_MENDED, MENDED))

    assert of_other_choice(found, Level.EXCELLENT) == (
        "Mức đã chọn: Hoàn thành xuất sắc nhiệm vụ. "
        "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: 1/3 hạn chế nêu ở các năm trước chưa khắc phục xong."
    )


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (Level.GOOD, "Hoàn thành tốt nhiệm vụ"),
        (Level.COMPLETED, "Hoàn thành nhiệm vụ"),
        (Level.NOT_COMPLETED, "Không hoàn thành nhiệm vụ"),
    ],
)
def test_a_lower_choice_is_answered_with_what_is_open(chosen: Level, name: str) -> None:
    assert of_other_choice(assessed(), chosen) == (
        f"Mức đã chọn: {name}. Theo Quy định số 366-QĐ/TW có thể đề xuất: Hoàn thành xuất sắc nhiệm vụ."
    )


def test_of_the_choice_that_is_open_or_of_none_nothing_is_said() -> None:
    assert of_other_choice(assessed(), Level.EXCELLENT) == ""
    assert of_other_choice(assessed(), None) == ""


def test_where_the_rules_leave_a_gap_only_a_barred_choice_is_answered() -> None:
    found = assessed(30, 55, facts=Counts(total=100, done=95, late=0, above=50))

    assert of_other_choice(found, Level.GOOD) == (
        "Mức đã chọn: Hoàn thành tốt nhiệm vụ. "
        "Chưa thể đề xuất mức “Hoàn thành tốt nhiệm vụ” vì: hoàn thành 95/100 nhiệm vụ, cần 100%."
    )
    assert of_other_choice(found, Level.NOT_COMPLETED) == ""
