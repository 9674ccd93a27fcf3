"""What stays open from year to year, and for how long."""

from datetime import date

from support.values import an_example, with_shortcomings
from tuphe.core.promises import open_after
from tuphe.core.remedies import with_pledges
from tuphe.core.review import Answer, FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Rating, Review
from tuphe.core.shortcoming import Shortcoming

LATE = "Báo cáo quý II nộp chậm 3 ngày, phải nhắc."


def followed(year: int, state: FollowUpState | None, text: str = LATE) -> Review:
    """A year that says only what became of one shortcoming."""
    return Review(year=year, follow_ups=(FollowUp(item="a", text=text, state=state),))


def late(year: int, text: str = LATE) -> Review:
    return with_shortcomings(year, "a", Shortcoming(text=text, remedy="Đặt lịch nhắc.", due=date(year + 1, 3, 31)))


def test_a_shortcoming_of_the_year_before_is_open_with_its_remedy_and_date() -> None:
    [old] = open_after([late(2025)]).shortcomings

    assert (old.item, old.text, old.stated, old.since) == ("a", LATE, 2025, 2025)
    assert (old.remedy, old.due) == ("Đặt lịch nhắc.", date(2026, 3, 31))


def test_a_shortcoming_that_does_not_apply_any_more_is_none_of_that_year() -> None:
    review = Review(
        year=2025, answers=(Answer(item="a", rating=Rating.NOT_APPLICABLE, shortcomings=(Shortcoming(text=LATE),)),)
    )

    assert open_after([review]).shortcomings == ()


def test_a_pledge_made_again_in_like_words_is_asked_about_once_and_keeps_its_age() -> None:
    made = Review(year=2024, pledges=(Pledge(text="Học xong lớp kỹ năng số trong quý II."),))
    again = Review(year=2025, pledges=(Pledge(text="Học xong lớp kỹ năng số trong quý III."),))

    [left] = open_after([made, again]).pledges

    assert (left.text, left.stated, left.since) == ("Học xong lớp kỹ năng số trong quý III.", 2025, 2024)


def test_each_open_promise_has_its_record_be_it_an_empty_one() -> None:
    promises = open_after([late(2025).but(pledges=(Pledge(text="Nộp sớm."),))])
    other = FollowUp(text="Họp muộn.", state=FollowUpState.MENDED)

    assert promises.followed_up(Review(year=2026, follow_ups=(other,))) == (FollowUp(item="a", text=LATE), other)
    assert promises.kept(Review(year=2026)) == (PledgeOutcome(text="Nộp sớm."),)


def test_what_became_of_a_shortcoming_whose_remedy_was_pledged_too_is_said_of_the_pledge_in_every_field() -> None:
    promises = open_after([late(2025).but(pledges=(Pledge(text="Đặt lịch nhắc."),))])
    told = FollowUp(
        item="a",
        text=LATE,
        state=FollowUpState.UNDER_WAY,
        percent=60,
        results="Đặt lịch từ tháng 3.",
        obstacles="Hai tháng thiếu người.",
        responsibility="Tôi.",
    )
    before = Review(year=2026)

    after = with_pledges(before, before.with_follow_up(told), promises)

    assert after.outcomes == (
        PledgeOutcome(
            text="Đặt lịch nhắc.",
            state=PledgeState.UNDER_WAY,
            percent=60,
            results="Đặt lịch từ tháng 3.",
            obstacles="Hai tháng thiếu người.",
        ),
    )


def test_the_example_years_leave_open_what_is_not_mended() -> None:
    promises = open_after([an_example(2025), an_example(2026)])

    ages = {(old.item, old.stated): old.since for old in promises.shortcomings}
    assert ages[("tu-phe-binh-va-phe-binh", 2026)] == 2025  # stands there again
    assert ages[("kien-thuc-cong-nghe", 2025)] == 2025  # under way, three quarters mended
    assert ages[("kien-thuc-cong-nghe", 2026)] == 2026  # another one of the same item
    assert [pledge.text[:22] for pledge in promises.pledges if pledge.since == 2025] != []


def test_what_is_to_be_done_next_is_what_the_year_after_shows_however_many_years_say_nothing() -> None:
    again = FollowUp(
        item="a", text=LATE, state=FollowUpState.UNDER_WAY, remedy="Nộp trước hạn 2 ngày.", due=date(2027, 6, 30)
    )
    told_again = Review(year=2026, follow_ups=(again,))

    for later in ([], [Review(year=2027)], [followed(2027, FollowUpState.NOT_MENDED)]):
        [old] = open_after([late(2025), told_again, *later]).shortcomings
        assert (old.remedy, old.due, old.stated, old.since) == ("Nộp trước hạn 2 ngày.", date(2027, 6, 30), 2025, 2025)


def test_a_next_remedy_without_a_date_takes_the_old_date_away() -> None:
    again = FollowUp(item="a", text=LATE, state=FollowUpState.NOT_MENDED, remedy="Nộp trước hạn 2 ngày.")

    [old] = open_after([late(2025), Review(year=2026, follow_ups=(again,))]).shortcomings

    assert (old.remedy, old.due) == ("Nộp trước hạn 2 ngày.", None)
