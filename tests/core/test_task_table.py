"""Tables of tasks, as they are copied from Excel and Word or saved as .csv."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import tried
from tuphe.core.pasted_tasks import is_table, read_table
from tuphe.core.tasks import Progress, Task

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
