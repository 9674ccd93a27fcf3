"""One year beside another."""

from __future__ import annotations

import pytest

from support.values import a_checklist, a_year, an_example, the_checklist, with_shortcomings
from tuphe.core.changes import ShortcomingTrend, Trend
from tuphe.core.comparison import compare
from tuphe.core.promises import account, open_after
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    PledgeState,
    Rating,
    Review,
)
from tuphe.core.shortcoming import Shortcoming


def came_back(item: str, text: str, review: Review) -> str | None:
    """The text as which a shortcoming of the year before stands again."""
    before = open_after([with_shortcomings(review.year - 1, item, Shortcoming(text=text))])
    [one] = account(before, review).shortcomings
    return None if one.again is None else one.again.text


LATE = "Báo cáo quý II nộp chậm 3 ngày."
LATE_AGAIN = "Báo cáo quý III nộp chậm 5 ngày."
ABSENT = "Vắng hai hội nghị học tập nghị quyết, chưa học bù."

OLD_CHECKLIST = ChecklistRef(id="thu", fingerprint="cu")
NEW_CHECKLIST = ChecklistRef(id="thu", fingerprint="moi")


def only_trend(before: Rating | None, after: Rating | None) -> Trend:
    [change] = compare(a_year(2025, {"a": before}), a_year(2026, {"a": after}), a_checklist(["a"])).changes
    return change.trend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Rating.POOR, Rating.FAIR),
        (Rating.FAIR, Rating.GOOD),
        (Rating.GOOD, Rating.EXCELLENT),
        (Rating.POOR, Rating.EXCELLENT),
    ],
)
def test_a_higher_rating_is_better_and_a_lower_one_worse(before: Rating, after: Rating) -> None:
    assert only_trend(before, after) is Trend.BETTER
    assert only_trend(after, before) is Trend.WORSE


@pytest.mark.parametrize("rating", [Rating.EXCELLENT, Rating.GOOD, Rating.FAIR, Rating.POOR])
def test_the_same_rating_is_unchanged(rating: Rating) -> None:
    assert only_trend(rating, rating) is Trend.SAME


@pytest.mark.parametrize("rating", [*Rating, None])
def test_not_applicable_on_either_side_is_not_compared(rating: Rating | None) -> None:
    assert only_trend(Rating.NOT_APPLICABLE, rating) is Trend.INCOMPARABLE
    assert only_trend(rating, Rating.NOT_APPLICABLE) is Trend.INCOMPARABLE


def test_a_rating_in_one_year_alone_is_unanswered() -> None:
    assert only_trend(Rating.GOOD, None) is Trend.UNANSWERED
    assert only_trend(None, Rating.GOOD) is Trend.UNANSWERED


def test_an_item_answered_in_neither_year_is_no_pair() -> None:
    assert compare(a_year(2025), a_year(2026), a_checklist(["a"])).changes == ()


def test_an_item_that_last_years_checklist_did_not_have_is_new_not_worse() -> None:
    before = a_year(2025, {"a": Rating.GOOD}, checklist=OLD_CHECKLIST)
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR}, checklist=NEW_CHECKLIST)

    _, change = compare(before, after, a_checklist(["a", "b"])).changes

    assert change.trend is Trend.NEW
    assert (change.before, change.after) == (None, Rating.POOR)


def test_an_item_dropped_from_the_checklist_is_gone_and_stands_last() -> None:
    before = a_year(2025, {"da-bo": Rating.GOOD, "a": Rating.GOOD}, checklist=OLD_CHECKLIST)
    after = a_year(2026, {"a": Rating.GOOD}, checklist=NEW_CHECKLIST)

    *_, change = compare(before, after, a_checklist(["a"])).changes

    assert (change.item, change.trend) == ("da-bo", Trend.GONE)
    assert (change.before, change.after) == (Rating.GOOD, None)


def test_items_are_paired_by_id_and_stand_in_the_order_of_the_checklist() -> None:
    before = a_year(2025, {"c": Rating.POOR, "a": Rating.GOOD, "b": Rating.FAIR})
    after = a_year(2026, {"b": Rating.GOOD, "a": Rating.GOOD, "c": Rating.EXCELLENT})

    changes = compare(before, after, a_checklist(["a"], ["b", "c"])).changes

    assert [(change.item, change.group, change.trend) for change in changes] == [
        ("a", "nhom-1", Trend.SAME),
        ("b", "nhom-2", Trend.BETTER),
        ("c", "nhom-2", Trend.BETTER),
    ]


def test_a_groups_average_counts_only_items_rated_in_both_years() -> None:
    before = a_year(2025, {"a": Rating.POOR, "b": Rating.GOOD, "c": Rating.EXCELLENT, "d": Rating.NOT_APPLICABLE})
    after = a_year(2026, {"a": Rating.EXCELLENT, "b": Rating.FAIR, "d": Rating.POOR, "e": Rating.POOR})

    [group] = compare(before, after, a_checklist(["a", "b", "c", "d", "e"])).groups

    # Kém 1 and Tốt 3 before; Xuất sắc 4 and Trung bình 2 after; c, d and e have no pair.
    assert (group.before, group.after, group.rated) == (2.0, 3.0, 2)


def test_a_group_with_nothing_rated_in_both_years_has_no_average() -> None:
    before = a_year(2025, {"a": Rating.GOOD, "b": Rating.NOT_APPLICABLE})
    after = a_year(2026, {"b": Rating.GOOD})

    groups = compare(before, after, a_checklist(["a"], ["b"])).groups

    assert [(group.group, group.before, group.after, group.rated) for group in groups] == [
        ("nhom-1", None, None, 0),
        ("nhom-2", None, None, 0),
    ]


def test_items_of_one_group_do_not_count_in_another() -> None:
    before = a_year(2025, {"a": Rating.GOOD, "b": Rating.POOR})
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.FAIR})

    first, second = compare(before, after, a_checklist(["a"], ["b"])).groups

    assert (first.before, first.after) == (3.0, 3.0)
    assert (second.before, second.after) == (1.0, 2.0)


def test_different_fingerprints_are_another_checklist() -> None:
    before = a_year(2025, checklist=OLD_CHECKLIST)

    assert compare(before, a_year(2026, checklist=NEW_CHECKLIST), a_checklist(["a"])).other_checklist
    assert not compare(before, a_year(2026, checklist=OLD_CHECKLIST), a_checklist(["a"])).other_checklist


def shortcoming_trends(before: Review, after: Review) -> list[tuple[str | None, str | None, ShortcomingTrend]]:
    changes = compare(before, after, a_checklist(["a", "b"])).shortcomings
    return [(change.before, change.after, change.trend) for change in changes]


def followed_up(state: FollowUpState | None) -> Review:
    return Review(year=2026, follow_ups=(FollowUp(item="a", text=LATE, state=state),))


@pytest.mark.parametrize(
    ("state", "trend"),
    [
        (FollowUpState.MENDED, ShortcomingTrend.MENDED),
        (FollowUpState.UNDER_WAY, ShortcomingTrend.UNDER_WAY),
        (FollowUpState.NOT_MENDED, ShortcomingTrend.CAME_BACK),
        (None, ShortcomingTrend.UNANSWERED),
    ],
)
def test_an_old_shortcoming_is_what_the_person_says_became_of_it(
    state: FollowUpState | None, trend: ShortcomingTrend
) -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))

    assert shortcoming_trends(before, followed_up(state)) == [(LATE, None, trend)]


def test_an_old_shortcoming_of_which_nothing_was_said_is_unanswered() -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))

    assert shortcoming_trends(before, Review(year=2026)) == [(LATE, None, ShortcomingTrend.UNANSWERED)]


def test_a_shortcoming_with_like_words_on_the_same_item_came_back() -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))
    after = with_shortcomings(2026, "a", Shortcoming(text=LATE_AGAIN))

    assert shortcoming_trends(before, after) == [(LATE, LATE_AGAIN, ShortcomingTrend.CAME_BACK)]


def test_what_came_back_came_back_even_if_it_was_said_to_be_mended() -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))
    after = followed_up(FollowUpState.MENDED).with_answer(
        Answer(item="a", shortcomings=(Shortcoming(text=LATE_AGAIN),))
    )

    assert shortcoming_trends(before, after) == [(LATE, LATE_AGAIN, ShortcomingTrend.CAME_BACK)]


def test_like_words_on_another_item_are_a_new_shortcoming() -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))
    after = with_shortcomings(2026, "b", Shortcoming(text=LATE))

    assert shortcoming_trends(before, after) == [
        (LATE, None, ShortcomingTrend.UNANSWERED),
        (None, LATE, ShortcomingTrend.NEW),
    ]


def test_other_words_on_the_same_item_are_a_new_shortcoming() -> None:
    before = with_shortcomings(2025, "a", Shortcoming(text=LATE))
    after = followed_up(FollowUpState.MENDED).with_answer(Answer(item="a", shortcomings=(Shortcoming(text=ABSENT),)))

    assert shortcoming_trends(before, after) == [
        (LATE, None, ShortcomingTrend.MENDED),
        (None, ABSENT, ShortcomingTrend.NEW),
    ]


def test_the_spelling_of_a_shortcoming_does_not_hide_that_it_came_back() -> None:
    review = with_shortcomings(2026, "a", Shortcoming(text="SỐ HOÁ  chậm ở Uỷ ban"))

    assert came_back("a", "Số hóa chậm ở Ủy ban.", review) == "SỐ HOÁ  chậm ở Uỷ ban"


def test_of_several_shortcomings_the_likest_is_the_one_that_came_back() -> None:
    review = with_shortcomings(2026, "a", Shortcoming(text=ABSENT), Shortcoming(text=LATE_AGAIN))

    assert came_back("a", LATE, review) == LATE_AGAIN


def test_nothing_comes_back_in_a_year_without_shortcomings() -> None:
    assert came_back("a", LATE, a_year(2026, {"a": Rating.GOOD})) is None


@pytest.mark.parametrize("state", [*PledgeState, None])
def test_a_pledge_of_last_year_is_what_the_person_says_became_of_it(state: PledgeState | None) -> None:
    before = Review(year=2025, pledges=(Pledge(text="Nộp sớm."),))
    after = Review(year=2026, outcomes=(PledgeOutcome(text="Nộp sớm.", state=state),))

    [pledge] = compare(before, after, a_checklist(["a"])).pledges

    assert (pledge.text, pledge.state) == ("Nộp sớm.", state)


def test_a_pledge_of_which_nothing_was_said_has_no_state() -> None:
    before = Review(year=2025, pledges=(Pledge(text="Nộp sớm."),))

    [pledge] = compare(before, Review(year=2026), a_checklist(["a"])).pledges

    assert pledge.state is None


def test_this_years_pledges_are_for_next_year_and_not_compared() -> None:
    after = Review(year=2026, pledges=(Pledge(text="Nộp sớm."),))

    assert compare(Review(year=2025), after, a_checklist(["a"])).pledges == ()


def test_the_example_years_show_what_rose_fell_came_back_and_was_half_kept() -> None:
    compared = compare(an_example(2025), an_example(2026), the_checklist())

    trends = {change.item: change.trend for change in compared.changes}
    assert {item for item, trend in trends.items() if trend is Trend.BETTER} == {
        "lam-den-noi-den-chon",
        "hoc-tap-ly-luan-chinh-tri",
        "chu-dong-sang-tao",
        "kien-thuc-cong-nghe",
        "phuong-phap-khoa-hoc",
    }
    assert {item for item, trend in trends.items() if trend is Trend.WORSE} == {
        "noi-di-doi-voi-lam",
        "truyen-thong-van-hoa",
    }
    assert trends["tap-the-lanh-dao"] is Trend.INCOMPARABLE
    came_back = [change.item for change in compared.shortcomings if change.trend is ShortcomingTrend.CAME_BACK]
    assert came_back == ["tu-phe-binh-va-phe-binh"]
    assert [change.state for change in compared.pledges].count(PledgeState.UNDER_WAY) == 1


def test_a_count_is_how_many_items_went_that_way() -> None:
    before = a_year(2025, {"a": Rating.GOOD, "b": Rating.GOOD, "c": Rating.GOOD})
    after = a_year(2026, {"a": Rating.POOR, "b": Rating.FAIR, "c": Rating.GOOD})

    compared = compare(before, after, a_checklist(["a", "b", "c"]))

    assert compared.count(Trend.WORSE) == 2
    assert compared.count(Trend.BETTER) == 0
