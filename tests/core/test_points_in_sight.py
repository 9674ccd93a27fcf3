"""Who gives points sees what they rest on: the own ratings, the tasks, last year's points and level."""

from __future__ import annotations

from msgspec import structs

from support.values import an_example, the_checklist
from tuphe.interview.questions import Known, review_questions

LINES = (
    "Về nhận thức: 1 Xuất sắc, 4 Tốt, 2 Trung bình",
    "Nhiệm vụ: 41 được giao, 41 hoàn thành, 0 chậm hạn, 9 vượt yêu cầu",
    "Năm 2025: tiêu chí chung 24; kết quả nhiệm vụ 44,5; tổng 68,5; mức đề xuất: Hoàn thành nhiệm vụ",
)


def test_ratings_by_group_tasks_and_last_year_stand_beside_the_points() -> None:
    known = Known(previous=an_example(2025))

    points = next(
        one
        for one in review_questions(an_example(2026), the_checklist(), known)
        if one.key == "tu_danh_gia/tieu_chi_chung"
    )

    assert set(LINES) <= set(points.context)
    assert len(points.context) == len(the_checklist().groups) + 2


def test_what_is_not_known_is_left_out() -> None:
    bare = structs.replace(an_example(2026), answers=(), tasks=type(an_example(2026).tasks)())

    points = next(
        one for one in review_questions(bare, the_checklist(), Known()) if one.key == "tu_danh_gia/tieu_chi_chung"
    )

    assert points.context == ()
