"""Who gives points sees what they rest on: the own ratings, the tasks, last year's points and level."""

import pytest

from support.values import an_example, silent, the_checklist
from tuphe.core.criteria_frame import frame_for
from tuphe.core.profile import Post
from tuphe.core.question import Kind, Question
from tuphe.core.review import Review
from tuphe.core.self_rating import Case, Score
from tuphe.core.tasks import Tasks
from tuphe.interview.questions import Known, review_questions
from tuphe.storage.checklists import FrameCatalogue, ReadyTableCatalogue
from tuphe.workspace.rating import level_rules

FRAMES = FrameCatalogue(notify=silent).readable()[0]
READY = ReadyTableCatalogue(notify=silent)
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
    frame = frame_for(FRAMES, post, 2026)
    assert frame is not None

    hints = on("tieu_chi_chung", Known(post=post, frame=lambda: frame)).hints

    assert hints[: len(frame.general)] == tuple(group.heading for group in frame.general)
    assert f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}" in hints


def test_criteria_that_are_few_stand_there_themselves() -> None:
    frame = frame_for(FRAMES, Post.OUTSIDE, 2026)
    assert frame is not None

    known = Known(post=Post.OUTSIDE, frame=lambda: frame)

    assert on("tieu_chi_chung", known).hints[:4] == tuple(one for group in frame.general for one in group.criteria)
    assert on("ket_qua_nhiem_vu", known).hints[:3] == frame.tasks[0].criteria


def test_a_criterion_that_is_met_or_not_takes_one_key_and_has_all_its_points_or_none() -> None:
    table = READY.load("17-tieu-chi-thanh-hoa")
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
    table = READY.load("nghi-dinh-335")

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
