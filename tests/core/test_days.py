"""Days: read as people write them, found in a sentence of a paper, offered, emptied and lacked."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from support.made_up import tried
from support.papers import WORDS
from support.values import the_checklist
from tuphe.core.day_parsing import check_day_of_birth, parse_day, parse_due
from tuphe.core.due_dates_in_papers import due_in
from tuphe.core.places import marks
from tuphe.core.question import Question, Refused
from tuphe.core.review import Answer, Pledge, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Task, Tasks
from tuphe.interview.questions import Known, review_questions

JUNE = date(2027, 6, 30)
DAYS_AS_WRITTEN = {
    JUNE: (
        *("30/6/2027", "30-6-2027", "30.6.2027", "2027-06-30", "30/6/27", "30/06", "trước ngày 30/6/2027"),
        *("ngày 30 tháng 6 năm 2027", "6/2027", "06/2027", "tháng 6", "hết tháng 6", "Cuối tháng 6/2027", "T6/2027"),
        *("quý II/2027", "Quý 2", "Q2/2027", "quy ii", "hết quý II", "ngày cuối quý 2/2027", "6 tháng đầu năm"),
    ),
    date(2027, 12, 31): ("cuối năm", "hết năm 2027", "trong năm 2027", "quý IV", "12/2027", "cuoi nam"),
    date(2028, 3, 31): ("quý I/2028",),
    date(2028, 2, 29): ("2/2028",),
}


@pytest.mark.parametrize(("day", "texts"), DAYS_AS_WRITTEN.items(), ids=str)
def test_a_day_as_people_write_it_in_the_usual_year_or_in_another(day: date, texts: tuple[str, ...]) -> None:
    assert {text: parse_due(text, 2027) for text in texts} == dict.fromkeys(texts, day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ngày cuối quý", "Quý mấy?"),
        *((text, "Lịch không có ngày này.") for text in ("30/2/2027", "tháng 13", "tháng 0")),
        *((text, "Không đọc được ngày này.") for text in ("khi nào xong thì xong", "quý V", "20270630")),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        parse_due(text, 2027)


@tried(100)
@given(day=made.dates(date(1930, 1, 1)))
def test_every_day_is_read_back_as_it_is_written(day: date) -> None:
    assert parse_due(f"{day.day}/{day.month}/{day.year:04}", 2027) == day
    assert parse_due(day.isoformat(), 2027) == day
    assert parse_day(f"{day:%d.%m}.{day.year:04}") == day


@pytest.mark.parametrize("text", ["02/9/1985", "2.9.1985", "1985-09-02", "1985", "ngày 02 tháng 9 năm 1985", "2004"])
def test_a_day_of_birth_is_taken_as_people_write_it(text: str) -> None:
    check_day_of_birth(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (text, "đủ bốn chữ số của năm, ví dụ 02/9/1985")
            for text in ("19881", "11988", "02/9/19881", "02/9/85", "hè")
        ),
        *((text, "^Năm sinh phải từ 1900") for text in ("1899", "2027", "02/9/1074")),
        ("31/2/1985", "Lịch không có ngày này. Viết như 02/9/1985."),
    ],
)
def test_a_day_of_birth_that_no_grown_person_can_have_is_refused_with_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_day_of_birth(text)


@tried(60)
@given(text=made.text())
def test_whatever_is_typed_is_a_day_or_refused(text: str) -> None:
    with suppress(Refused):
        assert isinstance(parse_due(text, 2027), date)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nộp sáng kiến trước ngày 31/3/2026.", date(2026, 3, 31)),
        ("Thực hiện từ ngày 05/01/2026.", date(2026, 1, 5)),
        ("Kiểm tra bù trong tháng 01/2026.", date(2026, 1, 31)),
        ("Diễn tập trong quý I/2026.", date(2026, 3, 31)),
        ("Thi lại trước tháng 7/2026.", date(2026, 6, 30)),
        ("Xong trong 6 tháng đầu năm 2026.", date(2026, 6, 30)),
        ("Trao đổi được đến hết năm 2026.", date(2026, 12, 31)),
        ("Đưa xuống dưới 5% trước ngày 15 tháng 12 năm 2025.", date(2025, 12, 15)),
        ("Bước một trước 31/3/2026, toàn bộ trước 30/6/2026.", date(2026, 6, 30)),
        ("Ghi lịch (Thời hạn: 30/6/2026)", date(2026, 6, 30)),
        ("Nộp trước ngày 28 hằng tháng.", None),
        ("Chọn đội tuyển từ tháng 8, ôn 2 buổi/tuần.", None),
        ("Đạt 65% trong năm học 2025 - 2026.", None),
        ("Rút kinh nghiệm sự cố ngày 22/7/2025.", None),
        ("Dự đủ 12/12 kỳ.", None),
        ("Ghi lịch (quý II/2026).", date(2026, 6, 30)),
        ("Ghi lịch, thời gian hoàn thành: tháng 6/2026.", date(2026, 6, 30)),
        ("Ghi lịch, trước ngày 30 tháng 6.", date(2026, 6, 30)),
        ("Tự đọc được tin trước ngày 15-9.", date(2026, 9, 15)),
        ("Ghi lịch trong quý II và quý III/2026.", date(2026, 9, 30)),
        ("Xong trong sáu tháng đầu năm 2026.", date(2026, 6, 30)),
        ("Nộp trước 30/6/26.", date(2026, 6, 30)),
        ("Đọc báo thường xuyên trong năm 2026.", None),
        ("Theo kết luận kiểm tra (tháng 6/2025).", None),
        *(
            (f"Góp ý hai lần mỗi quý (Thời hạn: {one})", date(2026, 12, 31))
            for one in ("Cả năm 2026", "cả năm 2026", "Trong năm 2026", "Suốt năm 2026", "Năm 2026")
        ),
    ],
)
def test_a_deadline_is_the_last_day_of_what_is_said(text: str, day: date | None) -> None:
    assert due_in(text, 2025, WORDS).day == day


def test_a_day_without_its_year_is_of_the_next_and_not_sure_and_the_year_of_a_pledge_is_none() -> None:
    read = due_in("Xong trước 30/6.", 2025, WORDS)

    assert (read.day, read.guessed) == (date(2026, 6, 30), True)
    assert due_in("Giới thiệu 1 quần chúng trong năm 2026.", 2025, WORDS, whole_year=False).day is None


def test_a_labelled_day_is_taken_out_of_the_sentence() -> None:
    assert due_in("Ghi lịch. (Thời hạn: 30/6/2026)", 2025, WORDS).text == "Ghi lịch."
    assert due_in("Ghi lịch (thời hạn: 30/6/2026).", 2025, WORDS).text == "Ghi lịch."
    assert due_in("Ghi lịch (thời hạn: 30/6/2026)", 2025, WORDS).text == "Ghi lịch"
    assert due_in("Ghi lịch, thời gian hoàn thành: tháng 6/2026.", 2025, WORDS).text == "Ghi lịch"


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
    with pytest.raises(Refused, match="đã qua"):
        on(REMEDY_DAY).record(("15/10/2025",))
    assert on(REMEDY_DAY).required


@pytest.mark.parametrize("key", [PLEDGE_DAY, REMEDY_DAY, TASK_DAY])
@pytest.mark.parametrize("reply", ["", "không"])
def test_a_day_that_was_given_can_be_emptied(key: str, reply: str) -> None:
    given = on(key).record(("30/6/2027",))

    emptied = on(key, given).record((reply,))

    assert on(key, given).current == ("30/6/2027",)
    assert on(key, emptied).current == ()
    assert emptied.but(tasks=structs.replace(emptied.tasks, listed=YEAR.tasks.listed)) == YEAR
