"""Tables of points: their maxima make 30 and 70, and the points of a year add up under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from support.made_up import tried
from support.values import ROOT, silent
from tuphe.core.point_table import Criterion, PointTable, find_faults, score_faults, summed, taken_over
from tuphe.core.question import Refused
from tuphe.core.self_rating import Score, SelfRating
from tuphe.interview.parsing import parse_points
from tuphe.storage.checklists import read_point_table

EXAMPLE = read_point_table(ROOT / "examples" / "bang-diem.toml", notify=silent)


def a_table(general: tuple[float, ...] = (20, 10), tasks: tuple[float, ...] = (40, 30)) -> PointTable:
    """A table of criteria `chung-1`, `chung-2`, …, `viec-1`, … with these maxima."""
    return PointTable(
        id="thu",
        name="Bảng điểm thử",
        general=tuple(Criterion(id=f"chung-{row}", name="Chung", maximum=most) for row, most in enumerate(general, 1)),
        tasks=tuple(Criterion(id=f"viec-{row}", name="Việc", maximum=most) for row, most in enumerate(tasks, 1)),
    )


def scored(general: float | None = None, tasks: float | None = None, **points: float) -> SelfRating:
    """A rating by the table `thu`: `scored(chung_1=5)`."""
    scores = tuple(Score(criterion=name.replace("_", "-"), points=given) for name, given in points.items())
    return SelfRating(table="thu", general_points=general, task_points=tasks, scores=scores)


# The table itself


def test_the_example_table_has_no_fault_and_all_its_criteria_in_order() -> None:
    assert list(find_faults(EXAMPLE)) == []
    assert [criterion.id for criterion in EXAMPLE.criteria][:1] == ["pham-chat-chinh-tri"]
    assert [criterion.id for criterion in EXAMPLE.criteria][-1:] == ["phoi-hop"]
    assert len(EXAMPLE.criteria) == len(EXAMPLE.general) + len(EXAMPLE.tasks)


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (a_table(general=(20, 9.5)), [("tieu_chi_chung", "29,5, phải bằng 30")]),
        (a_table(general=(20, 10, 0.25)), [("tieu_chi_chung", "30,25, phải bằng 30")]),
        (a_table(general=(0.1,) * 300), []),
        (a_table((1,), (40,)), [("tieu_chi_chung", "1, phải bằng 30"), ("ket_qua_nhiem_vu", "40, phải bằng 70")]),
    ],
)
def test_maxima_that_do_not_add_up_are_a_fault_with_their_sum(table: PointTable, wrong: list[tuple[str, str]]) -> None:
    found = list(find_faults(table))

    assert [fault.path for fault in found] == [(key,) for key, _ in wrong]
    assert all(f"cộng lại được {said}" in fault.sentence for fault, (_, said) in zip(found, wrong, strict=True))


def test_an_id_that_stands_twice_is_a_fault_even_across_the_parts() -> None:
    table = a_table()
    again = structs.replace(table.tasks[1], id="chung-1")

    within = structs.replace(table, general=(table.general[0], structs.replace(table.general[1], id="chung-1")))
    across = structs.replace(table, tasks=(table.tasks[0], again))

    assert [fault.path for fault in find_faults(within)] == [("tieu_chi_chung", 1, "id")]
    assert [fault.path for fault in find_faults(across)] == [("ket_qua_nhiem_vu", 1, "id")]
    assert all("“chung-1”" in fault.sentence for fault in find_faults(across))


# Sums


@pytest.mark.parametrize(
    ("scores", "general", "tasks"),
    [
        (scored(chung_1=18, chung_2=9.5, viec_1=36, viec_2=25), 27.5, 61),
        (scored(chung_1=0, chung_2=0, viec_1=0, viec_2=0), 0, 0),
        (scored(general=21, chung_1=18, viec_1=36, viec_2=25), 21, 61),  # scored in part, it keeps its points
        (scored(chung_1=18), None, None),
    ],
)
def test_points_of_all_criteria_make_the_points_of_their_part(
    scores: SelfRating, general: float | None, tasks: float | None
) -> None:
    assert summed(scores, a_table()) == structs.replace(scores, general_points=general, task_points=tasks)


def test_decimals_add_up_as_on_paper() -> None:
    totals = {(0.1, 0.2): 0.3, (1.1, 2.2): 3.3, (5.7, 5.7): 11.4, (9.95, 9.9): 19.85}

    assert {
        points: summed(scored(chung_1=points[0], chung_2=points[1]), a_table()).general_points for points in totals
    } == totals


def test_under_another_table_the_points_that_fit_it_stay_up_to_the_maximum_itself() -> None:
    taken = taken_over(scored(chung_1=20, chung_2=10.5, khac=1), a_table())

    assert taken.scores == (Score(criterion="chung-1", points=20),)
    assert taken.table == "thu"


# Points held against the table


@pytest.mark.parametrize(
    ("rating", "path", "said"),
    [
        (scored(chung_1=1, la=2), ("diem", 1, "id"), "chung-1, chung-2, viec-1, viec-2"),
        (scored(chung_2=10.01), ("diem", 0, "diem"), "“chung-2” tối đa 10 điểm"),
        (scored(general=27, chung_1=18, chung_2=9.5), ("tieu_chi_chung",), "(27,5)"),
        (scored(tasks=62, viec_1=36, viec_2=25), ("ket_qua_nhiem_vu",), "(61)"),
        (scored(general=27.5, chung_1=18, chung_2=9.5, viec_1=40), None, ""),
        (scored(general=0.3, chung_1=0.1, chung_2=0.2), None, ""),
        (scored(general=21, chung_1=18), None, ""),
        (scored(chung_2=10), None, ""),
    ],
    ids=["unknown", "above", "general sum", "task sum", "right", "decimals", "in part", "the maximum"],
)
def test_points_that_do_not_fit_the_table_are_a_fault(
    rating: SelfRating, path: tuple[str | int, ...] | None, said: str
) -> None:
    faults = list(score_faults(rating, a_table()))

    assert [fault.path for fault in faults] == ([("tu_danh_gia", *path)] if path else [])
    assert all(said in fault.sentence for fault in faults)


@tried(100)
@given(made.floats(0.01, 100))
def test_the_points_named_as_an_example_are_points_that_may_be_given(maximum: float) -> None:
    with pytest.raises(Refused) as refused:
        parse_points("nhiều", maximum)

    example = str(refused.value).rpartition("ví dụ ")[2].removesuffix(".")
    assert 0 <= parse_points(example, maximum) <= maximum


@pytest.mark.parametrize(("typed", "points"), [("26,5", 26.5), ("26.55", 26.55), ("26,5199", None), ("1e-3", None)])
def test_points_have_two_decimals_at_most(typed: str, points: float | None) -> None:
    if points is None:
        with pytest.raises(Refused, match="hai chữ số"):
            parse_points(typed, 30)
    else:
        assert parse_points(typed, 30) == points
