"""Tasks: a whole table fills the list, and the counts that follow from it are offered."""

import pytest

from support.values import the_checklist
from tuphe.core.question import Question, Refused
from tuphe.core.review import Review
from tuphe.core.tasks import Progress, Task, Tasks
from tuphe.errors import BadFile
from tuphe.interview.questions import Known, review_questions

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


def test_what_a_leader_answered_before_is_offered_and_not_lost() -> None:
    before = Review(year=2026, tasks=Tasks(total=45, done=44, late=2, above=9))

    year = before
    for key in ("tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau"):
        year = on(f"nhiem_vu_don_vi/{key}", year, LEADER).record(("",))

    assert year.tasks == before.tasks
    counts = year.unit_tasks
    assert (counts.total, counts.done, counts.late, counts.above) == (45, 44, 2, 9)


def test_counts_of_the_units_that_contradict_each_other_are_refused() -> None:
    year = on("nhiem_vu_don_vi/tong_so", known=LEADER).record(("10",))

    with pytest.raises(Refused, match="không khớp"):
        on("nhiem_vu_don_vi/hoan_thanh", year, LEADER).record(("11",))
