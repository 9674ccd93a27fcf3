"""The days of remedies, pledges and tasks: which is offered, how one is emptied, what a year lacks without it."""

from datetime import date

import pytest
from msgspec import structs

from support.values import the_checklist
from tuphe.core.places import marks
from tuphe.core.question import Question, Refused
from tuphe.core.review import Answer, Pledge, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Task, Tasks
from tuphe.interview.questions import Known, review_questions

[OF_PLEDGE] = marks(["Nộp sớm."])
PLEDGE_DAY = f"cam_ket/{OF_PLEDGE}/thoi_han"
REMEDY_DAY = f"muc/can-kiem/han_che/{marks(['Chậm.'])[0]}/thoi_han"
TASK_DAY = f"nhiem_vu/viec/{marks(['Chỉnh lý.'])[0]}/thoi_han"

YEAR = Review(
    year=2026,
    answers=(Answer(item="can-kiem", rating=Rating.FAIR, shortcomings=(Shortcoming(text="Chậm."),)),),
    pledges=(Pledge(text="Nộp sớm."),),
    tasks=Tasks(listed=(Task(text="Chỉnh lý."),)),
)


def on(key: str, review: Review = YEAR) -> Question[Review]:
    return next(one for one in review_questions(review, the_checklist(), Known()) if one.key == key)


def remedy_day(review: Review) -> date | None:
    return review.answer("can-kiem").shortcomings[0].due


def test_the_coming_year_is_meant_for_a_remedy_and_a_pledge_and_this_one_for_a_task() -> None:
    last = date(2027, 12, 31)

    assert on(PLEDGE_DAY).offered == on(REMEDY_DAY).offered == "31/12/2027"
    assert on(PLEDGE_DAY).record(("",)).pledges[0].due == remedy_day(on(REMEDY_DAY).record(("",))) == last
    assert remedy_day(on(REMEDY_DAY).record(("hết tháng 6",))) == date(2027, 6, 30)
    assert on(TASK_DAY).record(("hết tháng 6",)).tasks.listed[0].due == date(2026, 6, 30)


def test_what_was_understood_is_said_where_it_is_not_what_was_typed() -> None:
    assert on(REMEDY_DAY).taken_for("quý II") == "30/6/2027"
    assert on(REMEDY_DAY).taken_for("") == "31/12/2027"
    assert on(REMEDY_DAY).taken_for("30/6/2027") == ""
    assert on(REMEDY_DAY).taken_for("một ngày nào đó") == ""


def test_a_pledge_and_a_task_may_go_without_a_day_and_a_remedy_needs_one_which_may_be_put_off() -> None:
    without = on(PLEDGE_DAY).record(("không",))

    assert without.pledges[0].due is None
    assert PLEDGE_DAY not in {gap.place for gap in Known().missing(without, the_checklist())}
    assert on(TASK_DAY, on(TASK_DAY).record(("",))).answered
    with pytest.raises(Refused, match="chưa rõ thì để sau"):
        on(REMEDY_DAY).record(("không",))
    assert on(REMEDY_DAY).required


@pytest.mark.parametrize("key", [PLEDGE_DAY, REMEDY_DAY, TASK_DAY])
@pytest.mark.parametrize("reply", ["", "không"])
def test_a_day_that_was_given_can_be_emptied(key: str, reply: str) -> None:
    given = on(key).record(("30/6/2027",))

    emptied = on(key, given).record((reply,))

    assert on(key, given).current == ("30/6/2027",)
    assert on(key, emptied).current == ()
    assert emptied.but(tasks=structs.replace(emptied.tasks, listed=YEAR.tasks.listed)) == YEAR
