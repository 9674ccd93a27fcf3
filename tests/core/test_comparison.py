"""One year beside another, and many side by side."""

from datetime import date
from itertools import product

import pytest

from support.values import a_checklist, a_year, an_item, with_shortcomings
from tuphe.core.comparison import compare
from tuphe.core.note import Note
from tuphe.core.promises import account, open_after
from tuphe.core.review import ChecklistRef, FollowUp, FollowUpState, Pledge, Rating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.trend_kinds import ShortcomingTrend, Trend
from tuphe.core.trends import look_back
from tuphe.reports import comparison_report, notes_report

LATE = "Báo cáo quý II nộp chậm 3 ngày."
LATE_AGAIN = "Báo cáo quý III nộp chậm 5 ngày."
ABSENT = "Vắng hai hội nghị học tập nghị quyết, chưa học bù."

OLD_CHECKLIST = ChecklistRef(id="thu", fingerprint="cu")
NEW_CHECKLIST = ChecklistRef(id="thu", fingerprint="moi")


def only_trend(before: Rating | None, after: Rating | None) -> Trend:
    [change] = compare(a_year(2025, {"a": before}), a_year(2026, {"a": after}), a_checklist(["a"])).changes
    return change.trend


def test_what_became_of_a_rating_follows_from_its_place_among_the_degrees() -> None:
    upwards = [Rating.POOR, Rating.FAIR, Rating.GOOD, Rating.EXCELLENT]

    def expected(before: Rating | None, after: Rating | None) -> Trend:
        if Rating.NOT_APPLICABLE in (before, after):
            return Trend.INCOMPARABLE
        if before is None or after is None:
            return Trend.UNANSWERED
        rise = upwards.index(after) - upwards.index(before)
        return Trend.BETTER if rise > 0 else Trend.WORSE if rise < 0 else Trend.SAME

    pairs = [pair for pair in product([*Rating, None], repeat=2) if pair != (None, None)]
    assert [pair for pair in pairs if only_trend(*pair) is not expected(*pair)] == []
    assert compare(a_year(2025), a_year(2026), a_checklist(["a"])).changes == ()


def test_an_item_that_only_one_checklist_has_is_new_or_gone_and_no_worse() -> None:
    before = a_year(2025, {"da-bo": Rating.GOOD, "a": Rating.GOOD}, checklist=OLD_CHECKLIST)
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR}, checklist=NEW_CHECKLIST)

    found = compare(before, after, a_checklist(["a", "b"]))

    assert [(one.item, one.trend, one.before, one.after) for one in found.changes[1:]] == [
        ("b", Trend.NEW, None, Rating.POOR),
        ("da-bo", Trend.GONE, Rating.GOOD, None),
    ]
    assert found.other_checklist
    assert not compare(before, a_year(2026, checklist=OLD_CHECKLIST), a_checklist(["a"])).other_checklist


def test_items_are_paired_by_id_counted_and_stand_in_the_order_of_the_checklist() -> None:
    before = a_year(2025, {"c": Rating.POOR, "a": Rating.GOOD, "b": Rating.FAIR})
    after = a_year(2026, {"b": Rating.GOOD, "a": Rating.GOOD, "c": Rating.EXCELLENT})

    found = compare(before, after, a_checklist(["a"], ["b", "c"]))

    assert [(change.item, change.group, change.trend) for change in found.changes] == [
        ("a", "nhom-1", Trend.SAME),
        ("b", "nhom-2", Trend.BETTER),
        ("c", "nhom-2", Trend.BETTER),
    ]
    assert (found.count(Trend.BETTER), found.count(Trend.WORSE)) == (2, 0)


def test_a_groups_average_counts_only_its_own_items_and_those_rated_in_both_years() -> None:
    degrees = {"a": Rating.POOR, "b": Rating.GOOD, "c": Rating.EXCELLENT, "d": Rating.NOT_APPLICABLE, "f": Rating.POOR}
    after = a_year(2026, {"a": Rating.EXCELLENT, "b": Rating.FAIR, "d": Rating.POOR, "e": Rating.POOR})

    found = compare(a_year(2025, degrees), after, a_checklist(["a", "b", "c", "d", "e"], ["f"]))

    # Kém 1 and Tốt 3 before; Xuất sắc 4 and Trung bình 2 after; c, d, e and f have no pair.
    assert [(group.group, group.before, group.after, group.rated) for group in found.groups] == [
        ("nhom-1", 2.0, 3.0, 2),
        ("nhom-2", None, None, 0),
    ]


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        (LATE_AGAIN, [(LATE, LATE_AGAIN, ShortcomingTrend.CAME_BACK)]),
        (ABSENT, [(LATE, None, ShortcomingTrend.MENDED), (None, ABSENT, ShortcomingTrend.NEW)]),
    ],
)
def test_like_words_on_the_same_item_came_back_even_if_said_to_be_mended_and_other_words_are_new(
    text: str, trends: list[tuple[str | None, str | None, ShortcomingTrend]]
) -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))
    after = with_shortcomings(2026, "a", Shortcoming(text=text)).but(
        follow_ups=(FollowUp(item="a", text=LATE, state=FollowUpState.MENDED),)
    )

    found = compare(before, after, a_checklist(["a", "b"])).shortcomings
    assert [(change.before, change.after, change.trend) for change in found] == trends


@pytest.mark.parametrize(
    ("text", "found"), [("Số hóa chậm ở Ủy ban.", ("SỐ HOÁ  chậm ở Uỷ ban",)), (LATE, (LATE_AGAIN, ABSENT))]
)
def test_the_likest_of_several_shortcomings_came_back_whatever_its_spelling(text: str, found: tuple[str, ...]) -> None:
    before = open_after([with_shortcomings(2025, "a", Shortcoming(text=text))])
    after = with_shortcomings(2026, "a", *(Shortcoming(text=one) for one in reversed(found)))

    [one] = account(before, after).shortcomings

    assert one.again is not None
    assert one.again.text == found[0]


def test_a_gap_is_told_from_an_item_that_was_asked_and_left_open_and_a_lost_item_comes_last() -> None:
    now, before = ChecklistRef(id="thu", fingerprint="moi"), ChecklistRef(id="thu", fingerprint="cu")
    years = [
        a_year(2024, {"cu": Rating.GOOD, "b": Rating.GOOD}, checklist=before),
        a_year(2025, {"b": Rating.GOOD}, checklist=now),
        a_year(2026, {"a": Rating.FAIR, "b": Rating.GOOD, "l": Rating.GOOD}, checklist=now),
    ]

    seen = look_back(years, a_checklist(["a", "b", an_item("l", leaders=True)]))

    assert [(one.item, one.group, one.ratings, one.asked) for one in seen.items] == [
        ("a", "nhom-1", (None, None, Rating.FAIR), (False, True, True)),
        ("b", "nhom-1", (Rating.GOOD,) * 3, (True, True, True)),
        ("l", "nhom-1", (None, None, Rating.GOOD), (False, False, True)),
        ("cu", "", (Rating.GOOD, None, None), (True, False, False)),
    ]
    assert (seen.years, seen.other_checklists) == ((2024, 2025, 2026), (2024,))


def test_the_report_of_a_comparison_has_the_keys_that_other_programs_read() -> None:
    before = a_year(2025, {"a": Rating.FAIR}, pledges=(Pledge(text="Nộp sớm."),))
    after = a_year(2026, {"a": Rating.GOOD})

    report = comparison_report(2026, compare(before, after, a_checklist(["a"])))

    assert report == {
        "nam": 2026,
        "nam_truoc": 2025,
        "khac_bo_tieu_chi": False,
        "tu_giay": (),
        "muc": [{"id": "a", "nhom": "nhom-1", "truoc": "trung-binh", "nay": "tot", "thay_doi": "tien-bo"}],
        "nhom": [{"id": "nhom-1", "truoc": 2.0, "nay": 3.0, "so_muc": 1}],
        "han_che": [],
        "cam_ket": [{"noi_dung": "Nộp sớm.", "tinh_trang": None, "tu_nam": 2025, "phan_tram": None}],
    }


def test_a_note_has_its_key_first_and_nothing_that_is_empty() -> None:
    [note] = notes_report([Note(day=date(2026, 2, 3), text="Số hoá xong.", item="a")])["so_tay"]

    assert list(note.items()) == [("ma", ""), ("ngay", "2026-02-03"), ("muc", "a"), ("noi_dung", "Số hoá xong.")]
