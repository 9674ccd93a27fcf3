"""How days are read: as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import tried
from tuphe.core.days import parse_day, parse_due
from tuphe.core.question import Refused

JUNE = date(2027, 6, 30)
DECEMBER = date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("30/6/2027", "30-6-2027", "30.6.2027", "2027-06-30", "30/6/27", "30/06", "trước ngày 30/6/2027"),
        *("ngày 30 tháng 6 năm 2027", "6/2027", "06/2027", "tháng 6", "hết tháng 6", "Cuối tháng 6/2027", "T6/2027"),
        *("quý II/2027", "Quý 2", "Q2/2027", "quy ii", "hết quý II", "ngày cuối quý 2/2027", "6 tháng đầu năm"),
    ],
)
def test_the_end_of_june_as_people_write_it(text: str) -> None:
    assert parse_due(text, 2027) == JUNE


@pytest.mark.parametrize("text", ["cuối năm", "hết năm 2027", "trong năm 2027", "quý IV", "12/2027", "cuoi nam"])
def test_the_end_of_a_year_as_people_write_it(text: str) -> None:
    assert parse_due(text, 2027) == DECEMBER


def test_what_is_said_of_another_year_is_not_the_usual_year() -> None:
    assert parse_due("quý I/2028", 2027) == date(2028, 3, 31)
    assert parse_due("2/2028", 2027) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ngày cuối quý", "Quý mấy?"),
        ("30/2/2027", "Lịch không có ngày này."),
        ("tháng 13", "Lịch không có ngày này."),
        ("tháng 0", "Lịch không có ngày này."),
        ("khi nào xong thì xong", "Không đọc được ngày này."),
        ("quý V", "Không đọc được ngày này."),
        ("20270630", "Không đọc được ngày này."),
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


@tried(60)
@given(text=made.text())
def test_whatever_is_typed_is_a_day_or_refused(text: str) -> None:
    with suppress(Refused):
        assert isinstance(parse_due(text, 2027), date)
