"""Tasks: a table copied from Excel or Word fills the list, and the counts that follow from it are offered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import tried
from support.values import the_checklist
from tuphe.core.pasted_tasks import is_table, read_table
from tuphe.core.question import Question, Refused
from tuphe.core.review import Review
from tuphe.core.tasks import Progress, Task, Tasks
from tuphe.errors import BadFile
from tuphe.interview.questions import Known, review_questions

ANNEX = """TT\tNội dung nhiệm vụ, công việc\tThời hạn hoàn thành\tTình hình thực hiện\t\
Sản phẩm hoàn thành\tĐánh giá tiến độ
1\tSố hoá hồ sơ\t13/11/2026\tĐã hoàn thành\t1.310 hồ sơ\tĐúng hạn
2\tBáo cáo năm\tquý IV\tĐã hoàn thành\tBáo cáo ngày 12/11\tTrước hạn
3\tChỉnh lý kho số 2\t30/12/2026\tĐang thực hiện\t\t
"""
TASKS = (
    Task(text="Số hoá hồ sơ", due=date(2026, 11, 13), product="1.310 hồ sơ", progress=Progress.ON_TIME),
    Task(text="Báo cáo năm", due=date(2026, 12, 31), product="Báo cáo ngày 12/11", progress=Progress.EARLY),
    Task(text="Chỉnh lý kho số 2", due=date(2026, 12, 30), progress=Progress.NOT_DONE, passed=("san_pham",)),
)


def test_the_columns_of_the_annex_are_known_by_their_names() -> None:
    assert read_table(ANNEX, 2026).tasks == TASKS


BARE = "1\tSố hoá hồ sơ\t13/11/2026\t1.310 hồ sơ\tĐúng hạn\n2\tBáo cáo năm\t31/12/2026\tBáo cáo\tChậm 2 ngày"
BELOW_A_TITLE = "PHỤ LỤC\nSản phẩm\tHạn\tNhiệm vụ\n1.310 hồ sơ\t13/11/2026\tSố hoá hồ sơ"
SEMICOLONS = 'STT;Nhiệm vụ;Thời hạn\n1;"Rà soát, số hoá\nkho số 2";30/6/2026\n'


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (BARE, [("Số hoá hồ sơ", date(2026, 11, 13), "1.310 hồ sơ"), ("Báo cáo năm", date(2026, 12, 31), "Báo cáo")]),
        (BELOW_A_TITLE, [("Số hoá hồ sơ", date(2026, 11, 13), "1.310 hồ sơ")]),
        (SEMICOLONS, [("Rà soát, số hoá kho số 2", date(2026, 6, 30), "")]),
        ("Công việc,Hạn\nLập mục lục,6/2026\n", [("Lập mục lục", date(2026, 6, 30), "")]),
    ],
    ids=["without names", "below a title", "semicolons", "commas"],
)
def test_columns_are_known_by_their_names_or_what_stands_in_them_however_they_are_parted(
    text: str, tasks: list[tuple[str, date, str]]
) -> None:
    assert [(one.text, one.due, one.product) for one in read_table(text, 2026).tasks] == tasks
    assert [one.progress for one in read_table(BARE, 2026).tasks] == [Progress.ON_TIME, Progress.LATE]


def test_what_is_not_understood_is_counted_and_a_task_that_stands_twice_is_taken_once() -> None:
    text = "Nhiệm vụ\tThời hạn\nHọp chi bộ\thằng tháng\nHọp chi bộ\t30/6\nSố hoá hồ sơ\t13/11\n"

    table = read_table(text, 2026, known=[Task(text="Số hoá hồ sơ")])

    assert [task.text for task in table.tasks] == ["Họp chi bộ"]
    assert (table.unread_days, table.twice) == (1, 2)


def test_a_quotation_mark_that_nobody_closes_takes_no_other_row_with_it() -> None:
    assert len(read_table('Nhiệm vụ\tHạn\n"Số hoá\t30/6\nBáo cáo\t30/9', 2026).tasks) == 2


def test_a_text_in_lines_is_no_table() -> None:
    assert not is_table("Số hoá hồ sơ.\nBáo cáo năm.")
    assert is_table("Số hoá hồ sơ\t30/6")


@tried(120)
@given(text=made.text(alphabet='\t\n";,ab1/6ĐÚnghạ \x00'))
def test_whatever_is_pasted_is_read_without_a_fault_and_no_task_stands_twice(text: str) -> None:
    tasks = read_table(text, 2026).tasks

    assert len({task.text for task in tasks}) == len(tasks)
    assert all(task.text.strip() for task in tasks)


TABLE = "Nhiệm vụ\tThời hạn\tTiến độ\nSố hoá hồ sơ\t13/11\tĐúng hạn\nBáo cáo năm\t\tChậm\nChỉnh lý\t30/12\tChưa xong\n"
YEAR = Review(year=2026)
ONE_MORE = "nhiem_vu/viec/moi-0/noi_dung"


def on(key: str, review: Review = YEAR, known: Known | None = None) -> Question[Review]:
    return next(one for one in review_questions(review, the_checklist(), known or Known()) if one.key == key)


def test_a_table_that_is_pasted_fills_the_list_and_what_was_understood_is_said() -> None:
    question = on(ONE_MORE)

    filled = question.record((TABLE,))

    assert [task.text for task in filled.tasks.listed] == ["Số hoá hồ sơ", "Báo cáo năm", "Chỉnh lý"]
    assert question.taken_for(TABLE) == "3 nhiệm vụ; có thời hạn 2, sản phẩm 0, tiến độ 3"
    assert question.taken_for("Trực 12 ca.") == ""
    # What the table leaves empty is not asked for task by task.
    asked = review_questions(filled, the_checklist(), Known())
    assert [one.key for one in asked if one.key.startswith("nhiem_vu/viec/t") and not one.answered] == []


def test_the_counts_that_follow_are_offered_to_be_confirmed_unless_the_list_is_only_a_part() -> None:
    filled = on(ONE_MORE).record((TABLE,))
    some, uncounted = (on("nhiem_vu/tong_so", filled).record((reply,)) for reply in ("41", "không"))

    year = filled
    for key, offered in (("tong_so", "3"), ("hoan_thanh", "2"), ("cham_han", "1")):
        assert on(f"nhiem_vu/{key}", year).offered == offered
        year = on(f"nhiem_vu/{key}", year).record(("",))
    assert (year.tasks.total, year.tasks.done, year.tasks.late) == (3, 2, 1)
    assert on("nhiem_vu/vuot_yeu_cau", year).offered == on("nhiem_vu/hoan_thanh", some).offered == ""
    assert on("nhiem_vu/hoan_thanh", some).record(("",)).tasks.done is None
    assert uncounted.tasks.total is None
    assert on("nhiem_vu/tong_so", uncounted).answered


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/home/minh/nhiem vu.csv", "/home/minh/nhiem vu.csv"),
        ("'/home/minh/nhiem vu.csv' ", "/home/minh/nhiem vu.csv"),
        (r"/Users/minh/nhiem\ vu.csv", "/Users/minh/nhiem vu.csv"),
        (r'"C:\Users\Minh\nhiem vu.CSV"', r"C:\Users\Minh\nhiem vu.CSV"),
        (r"& 'C:\Users\Minh\nhiem vu.csv'", r"C:\Users\Minh\nhiem vu.csv"),
    ],
)
def test_a_file_is_read_by_the_path_that_is_typed_or_dropped(typed: str, path: str) -> None:
    read: list[str] = []

    def file(name: str) -> str:
        read.append(name)
        return TABLE.replace("\t", ";")

    filled = on(ONE_MORE, known=Known(read_file=file)).record((typed,))

    assert len(filled.tasks.listed) == 3
    assert read == [path]


def test_a_file_that_cannot_be_read_and_a_table_of_tasks_that_are_listed_already_are_refused() -> None:
    def file(name: str) -> str:
        raise BadFile(name, "không có tệp này.")

    listed = Review(year=2026, tasks=Tasks(listed=(Task(text="Số hoá hồ sơ", progress=Progress.LATE),)))
    with pytest.raises(Refused, match="không có tệp này"):
        on(ONE_MORE, known=Known(read_file=file)).record(("nhiem-vu.csv",))
    with pytest.raises(Refused, match=r"lưu thành tệp \.csv"):
        on(ONE_MORE).record(("nhiem-vu.xlsx",))
    with pytest.raises(Refused, match="Không thấy nhiệm vụ nào khác"):
        on("nhiem_vu/viec/moi-1/noi_dung", listed).record(("1\tSố hoá hồ sơ\t13/11",))


# A leader is judged by the units led


LEADER = Known(leader=True)


def test_a_leader_is_asked_for_the_tasks_of_the_units_led_and_not_for_the_own_ones() -> None:
    year = on("nhiem_vu_don_vi/tong_so", known=LEADER).record(("68",))
    year = on("nhiem_vu_don_vi/hoan_thanh", year, LEADER).record(("68",))

    assert (year.unit_tasks.total, year.unit_tasks.done, year.tasks) == (68, 68, Tasks())
    assert "trực tiếp lãnh đạo, quản lý" in on("nhiem_vu_don_vi/tong_so", year, LEADER).text
    assert [one for one in review_questions(year, the_checklist(), LEADER) if one.key == "nhiem_vu/tong_so"] == []


def test_what_a_leader_answered_before_is_offered_and_not_lost_and_counts_of_the_units_fit_each_other() -> None:
    before = Review(year=2026, tasks=Tasks(total=45, done=44, late=2, above=9))
    gap = "nhiem_vu_don_vi/tong_so"  # of a year that is whole otherwise too
    staff, leader = ({one.place for one in known.missing(before, the_checklist())} for known in (Known(), LEADER))
    assert leader - staff >= {gap}

    year = before
    for key in ("tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau"):
        year = on(f"nhiem_vu_don_vi/{key}", year, LEADER).record(("",))

    assert year.tasks == before.tasks
    counts = year.unit_tasks
    assert (counts.total, counts.done, counts.late, counts.above) == (45, 44, 2, 9)
    with pytest.raises(Refused, match="nhiều hơn"):
        on("nhiem_vu_don_vi/hoan_thanh", year, LEADER).record(("46",))
