"""The tables of points and the frames of criteria that come with the program, and how their points are added up."""

from itertools import groupby

import pytest
from msgspec import structs

from support.values import ROOT, silent
from tuphe.core.criteria_frame import frame_for
from tuphe.core.point_table import Adding, Criterion, PointTable, find_faults, score_faults, summed
from tuphe.core.profile import Post
from tuphe.core.review import Review
from tuphe.core.self_rating import Score, SelfRating
from tuphe.storage import toml
from tuphe.storage.checklists import FrameCatalogue, ReadyTableCatalogue

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
