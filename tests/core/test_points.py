"""Points: tables that add up, those that come with the program, and what stands in sight where they are given."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from support.made_up import tried
from support.values import ROOT, an_example, silent, the_checklist
from tuphe.core.criteria_frame import frame_for
from tuphe.core.point_table import Adding, Criterion, PointTable, find_faults, score_faults, summed, taken_over
from tuphe.core.profile import Post
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.review import Review
from tuphe.core.self_rating import Case, Score, SelfRating
from tuphe.core.tasks import Tasks
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.reply_parsing import parse_points
from tuphe.storage import toml
from tuphe.storage.checklists import FrameCatalogue, ReadyTableCatalogue, read_point_table
from tuphe.workspace.assessing import level_rules

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


TABLES = {table.id: table for table in ReadyTableCatalogue(notify=silent).readable()[0]}
FRAMES = {frame.id: frame for frame in FrameCatalogue(notify=silent).readable()[0]}


def by_group(table: PointTable) -> list[float]:
    """The points that each group of general criteria makes."""
    groups = groupby(table.general, lambda criterion: criterion.group)
    return [sum(criterion.maximum for criterion in criteria) for _, criteria in groups]


def rated(table: PointTable, *points: float) -> SelfRating:
    """A rating with these points for the criteria of a table, in their order."""
    scores = (Score(criterion=one.id, points=given) for one, given in zip(table.criteria, points, strict=True))
    return summed(SelfRating(table=table.id, scores=tuple(scores)), table)


# The tables


def test_every_file_beside_the_checklists_is_read() -> None:
    folder = ROOT / "checklists"

    assert set(TABLES) == {path.stem for path in (folder / "bang-diem").glob("*.toml")}
    assert set(FRAMES) == {path.stem for path in (folder / "khung").glob("*.toml")}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.id)
def test_a_ready_table_adds_up_and_names_the_place_that_it_comes_from(table: PointTable) -> None:
    assert list(find_faults(table)) == []
    assert "Điểm: " in table.source or "Nghị định số 335" in table.source


@pytest.mark.parametrize(
    ("table_id", "groups"),
    [
        ("17-tieu-chi", [18, 4, 8]),
        ("17-tieu-chi-thanh-hoa", [10, 10, 10]),
        ("nghi-dinh-335", [10, 10, 10]),
        ("phu-luc-3-thanh-hoa", [5, 5, 16, 2, 2]),
        ("phu-luc-4-thanh-hoa", [15, 10, 5]),
    ],
)
def test_the_groups_of_a_ready_table_make_the_points_that_were_published(table_id: str, groups: list[float]) -> None:
    assert by_group(TABLES[table_id]) == groups


def test_the_17_criteria_have_the_same_words_whatever_points_a_place_gives_them() -> None:
    one, other = TABLES["17-tieu-chi"], TABLES["17-tieu-chi-thanh-hoa"]

    assert len(one.general) == 17
    assert [criterion.name for criterion in one.general] == [criterion.name for criterion in other.general]
    assert (one.binary, other.binary) == (True, True)


# Nghị định 335, worked by hand


def test_an_example_of_decree_335_worked_by_hand_makes_the_same_points() -> None:
    # Tiêu chí chung: I 4,5 + 5 = 9,5; II 2,5 + 2 + 2,5 + 2 = 9; III 2 + 2,5 + 2,5 + 2 = 9; cộng 27,5.
    # Kết quả: a = 45/50 = 90%, b = 95%, c = 82,5%; trung bình (90 + 95 + 82,5) : 3 = 89,1666…%; 70 × 89,1666…% = 62,42.
    rating = rated(TABLES["nghi-dinh-335"], 4.5, 5, 2.5, 2, 2.5, 2, 2, 2.5, 2.5, 2, 90, 95, 82.5)

    assert (rating.general_points, rating.task_points) == (27.5, 62.42)
    assert rating.total == pytest.approx(89.92)


def test_the_points_are_70_times_the_mean_of_percentages_once_all_are_given_as_such() -> None:
    table = TABLES["nghi-dinh-335"]
    percentages = ((100, 100, 100), (0, 0, 0), (90, 90, 90), (100, 100, 0))
    one = SelfRating(table=table.id, scores=(Score(criterion="so-luong", points=90),))
    wrong = structs.replace(table, tasks=(*table.tasks[:2], structs.replace(table.tasks[2], maximum=30)))

    assert [rated(table, *[0] * 10, *given).task_points for given in percentages] == [70, 0, 63, 46.67]
    assert summed(one, table).task_points is None
    assert [fault.path for fault in find_faults(wrong)] == [("ket_qua_nhiem_vu", 2, "toi_da")]


# Đảm bảo, không đảm bảo


@pytest.mark.parametrize(("points", "wrong"), [(0, False), (2, False), (1, True)])
def test_where_a_criterion_is_met_or_not_it_has_all_its_points_or_none(points: float, *, wrong: bool) -> None:
    table = TABLES["17-tieu-chi"]
    rating = SelfRating(table=table.id, scores=(Score(criterion="tieu-chi-1-1", points=points),))

    assert [fault.path for fault in score_faults(rating, table)] == [("tu_danh_gia", "diem", 0, "diem")] * wrong


# Tables of before


def test_a_table_that_a_year_has_carried_since_format_1_is_still_the_one_in_the_folder() -> None:
    year = toml.read(ROOT / "tests" / "data" / "dinh-dang-3" / "2026.toml", Review, notify=silent)

    assert year.point_table == PointTable(
        id="bang-nam-ay",
        name="Bảng điểm năm ấy",
        source="Hướng dẫn của cấp uỷ",
        general=(Criterion(id="chung", name="Tiêu chí chung", maximum=30),),
        tasks=(Criterion(id="viec", name="Kết quả nhiệm vụ", maximum=70),),
    )
    assert year.point_table.adding is Adding.SUM


# The frames

POSTS = {Post.LEADER: "phu-luc-3", Post.STAFF: "phu-luc-4", Post.OUTSIDE: "phu-luc-5"}


def test_each_post_has_its_frame_with_all_its_groups_since_2025_and_what_was_not_found_is_said() -> None:
    of_posts = [frame_for(FRAMES.values(), post, 2026) for post in Post]

    assert {frame.id: (len(frame.general), len(frame.tasks)) for frame in of_posts if frame} == {
        "phu-luc-3": (5, 0),
        "phu-luc-4": (3, 9),
        "phu-luc-5": (2, 1),
    }
    assert [frame and frame.id for frame in of_posts] == [POSTS[post] for post in Post]
    assert frame_for(FRAMES.values(), Post.STAFF, 2024) is frame_for(FRAMES.values(), None, 2026) is None
    assert "70 điểm" in "".join(FRAMES["phu-luc-3"].unconfirmed)


YEAR = Review(year=2026)

LINES = (
    "Về nhận thức: 1 Xuất sắc, 4 Tốt, 2 Trung bình",
    "Nhiệm vụ: 41 được giao, 41 hoàn thành, 0 chậm hạn, 9 vượt yêu cầu",
    "Năm 2025: tiêu chí chung 24; kết quả nhiệm vụ 44,5; tổng 68,5; mức đề xuất: Hoàn thành nhiệm vụ",
)


def on(key: str, known: Known, review: Review = YEAR) -> Question[Review]:
    return next(one for one in review_questions(review, the_checklist(), known) if one.key == f"tu_danh_gia/{key}")


def test_ratings_by_group_tasks_and_last_year_stand_beside_the_points_as_far_as_they_are_known() -> None:
    year = an_example(2026)
    bare = year.but(answers=(), tasks=Tasks())

    points = on("tieu_chi_chung", Known(previous=an_example(2025)), year)

    assert set(LINES) <= set(points.context)
    assert len(points.context) == len(the_checklist().groups) + 2
    assert on("tieu_chi_chung", Known(), bare).context == ()


# What the points are given for


@pytest.mark.parametrize("post", [Post.LEADER, Post.STAFF])
def test_without_a_table_the_headings_of_the_posts_own_frame_stand_beside_the_question(post: Post) -> None:
    frame = frame_for(FRAMES.values(), post, 2026)
    assert frame is not None

    hints = on("tieu_chi_chung", Known(post=post, frame=lambda: frame)).hints

    assert hints[: len(frame.general)] == tuple(group.heading for group in frame.general)
    assert not any(
        "đánh giá về" in hint for hint in on("ket_qua_nhiem_vu", Known(post=post, frame=lambda: frame)).hints
    )
    assert f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}" in hints


def test_criteria_that_are_few_stand_there_themselves() -> None:
    frame = frame_for(FRAMES.values(), Post.OUTSIDE, 2026)
    assert frame is not None

    known = Known(post=Post.OUTSIDE, frame=lambda: frame)

    assert on("tieu_chi_chung", known).hints[:4] == tuple(one for group in frame.general for one in group.criteria)
    assert on("ket_qua_nhiem_vu", known).hints[:3] == frame.tasks[0].criteria


def test_a_criterion_that_is_met_or_not_takes_one_key_and_has_all_its_points_or_none() -> None:
    table = TABLES["17-tieu-chi-thanh-hoa"]
    question = on("diem/tieu-chi-1-5", Known(tables=(table,)))

    met, unmet = (question.record((value,)).self_rating.scores for value in ("1,5", "0"))

    assert question.kind is Kind.ONE
    assert [choice.label for choice in question.choices] == ["Đảm bảo", "Không đảm bảo"]
    assert "Đảm bảo: 1,5 điểm; không đảm bảo: 0 điểm." in question.text
    assert question.row is not None
    assert question.row.about[0].startswith("1. Về phẩm chất chính trị")
    assert question.context == ()  # said with the first criterion under it
    assert (met, unmet) == (
        (Score(criterion="tieu-chi-1-5", points=1.5),),
        (Score(criterion="tieu-chi-1-5", points=0),),
    )
    assert on("diem/truc-1", Known(tables=(table,))).kind is Kind.LINE


def test_a_percentage_is_asked_for_as_one() -> None:
    table = TABLES["nghi-dinh-335"]

    question = on("diem/tien-do", Known(tables=(table,)))

    assert (question.title, question.text) == ("Tiến độ (c)", "Bao nhiêu phần trăm, từ 0 đến 100?")
    assert on("diem/i-2", Known(tables=(table,))).hints[0] == "Chấp hành sự phân công của tổ chức"


# What makes the lowest level


@pytest.mark.parametrize(("leader", "cases"), [(False, 4), (True, 6)])
def test_all_that_makes_the_lowest_level_is_one_question(*, leader: bool, cases: int) -> None:
    known = Known(leader=leader, rules=level_rules(2026, notify=silent))

    question = on("truong_hop", known)

    assert (question.kind, len(question.choices)) == (Kind.SEVERAL, cases)
    none, one = question.record(()), question.record(("ky-luat",))
    assert ("truong_hop" in none.passed, none.self_rating.cases) == (True, ())
    assert ("truong_hop" in one.passed, one.self_rating.cases) == (False, (Case.DISCIPLINED,))
    assert on("truong_hop", known, none).answered
    assert on("truong_hop", known, one).record(()).self_rating.cases == ()


def test_before_levels_rested_on_points_nothing_of_it_is_asked() -> None:
    keys = [one.key for one in review_questions(Review(year=2024), the_checklist(), Known())]

    assert "tu_danh_gia/truong_hop" not in keys
