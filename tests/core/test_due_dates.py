"""By when something is done, as a sentence of a paper says it."""

from datetime import date

import pytest

from tuphe.core.due_dates import due_in


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
    ],
)
def test_a_deadline_is_the_last_day_of_what_is_said(text: str, day: date | None) -> None:
    assert due_in(text, 2025).day == day


def test_a_day_without_its_year_is_of_the_next_and_not_sure_and_the_year_of_a_pledge_is_none() -> None:
    read = due_in("Xong trước 30/6.", 2025)

    assert (read.day, read.guessed) == (date(2026, 6, 30), True)
    assert due_in("Giới thiệu 1 quần chúng trong năm 2026.", 2025, whole_year=False).day is None


def test_a_labelled_day_is_taken_out_of_the_sentence() -> None:
    assert due_in("Ghi lịch. (Thời hạn: 30/6/2026)", 2025).text == "Ghi lịch."
    assert due_in("Ghi lịch (thời hạn: 30/6/2026).", 2025).text == "Ghi lịch."
    assert due_in("Ghi lịch (thời hạn: 30/6/2026)", 2025).text == "Ghi lịch"
