"""Tables of tasks, as they are copied from Excel and Word or saved as .csv."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as made

from support.made_up import tried
from tuphe.core.task_table import is_table, read_table
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


def test_columns_may_stand_in_another_order_and_below_a_title() -> None:
    text = "PHỤ LỤC\nSản phẩm\tHạn\tNhiệm vụ\n1.310 hồ sơ\t13/11/2026\tSố hoá hồ sơ"

    [task] = read_table(text, 2026).tasks

    assert (task.text, task.due, task.product) == ("Số hoá hồ sơ", date(2026, 11, 13), "1.310 hồ sơ")


def test_a_table_without_names_is_known_by_what_stands_in_it() -> None:
    rows = "1\tSố hoá hồ sơ\t13/11/2026\t1.310 hồ sơ\tĐúng hạn\n2\tBáo cáo năm\t31/12/2026\tBáo cáo\tChậm 2 ngày"

    first, second = read_table(rows, 2026).tasks

    assert first == TASKS[0]
    assert (second.text, second.progress) == ("Báo cáo năm", Progress.LATE)


def test_what_excel_saves_as_csv_is_read_with_commas_or_semicolons() -> None:
    saved = 'STT;Nhiệm vụ;Thời hạn\n1;"Rà soát, số hoá\nkho số 2";30/6/2026\n'

    assert read_table(saved, 2026).tasks == (
        Task(text="Rà soát, số hoá kho số 2", due=date(2026, 6, 30), passed=("san_pham",)),
    )
    assert read_table("Công việc,Hạn\nLập mục lục,6/2026\n", 2026).tasks == (
        Task(text="Lập mục lục", due=date(2026, 6, 30), passed=("san_pham",)),
    )


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
