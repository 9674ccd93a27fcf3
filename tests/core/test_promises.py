"""What stays open from year to year, for how long, and when it is worded anew or was made a pledge."""

from datetime import date

from hypothesis import given
from msgspec import structs

from support.made_up import tried, years
from support.values import an_item, with_shortcomings
from tuphe.core.checklist import Checklist, Group
from tuphe.core.completeness import Context, missing
from tuphe.core.draft import Draft
from tuphe.core.places import identity_of, marks
from tuphe.core.promises import open_after, renamed
from tuphe.core.question import Question
from tuphe.core.remedies import remedies_of, with_pledges
from tuphe.core.review import Answer, FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.year_file import find_faults
from tuphe.interview.questions import Known, review_questions

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


BEFORE = "Báo cáo quý II nộp chậm 3 ngày, phải nhắc."
NOW = "Báo cáo quý II nộp chậm 5 ngày, Trưởng phòng phải nhắc."
REMEDY = "Đặt lịch nhắc trước hạn 10 ngày."
CHECKLIST = Checklist(id="thu", name="Thử", groups=(Group(id="n", name="Nhóm", items=(an_item("a"),)),))


def last_year(text: str = NOW) -> Review:
    return with_shortcomings(2025, "a", Shortcoming(text=text, remedy=REMEDY))


ANSWERED = Review(
    year=2026,
    follow_ups=(FollowUp(item="a", text=BEFORE, state=FollowUpState.UNDER_WAY, results="Nộp sớm 3 báo cáo."),),
)


# Worded anew


def test_an_answer_to_what_is_worded_otherwise_now_is_about_it_and_so_is_what_is_half_typed() -> None:
    promises = open_after([last_year()])
    old, new = (marks([f"a {text}"])[0] for text in (BEFORE, NOW))
    begun = ANSWERED.but(drafts=(Draft(question=f"khac_phuc/{old}/kho_khan", text="Còn"),))

    [entry] = promises.followed_up(ANSWERED)

    assert (entry.text, entry.state, entry.results) == (NOW, FollowUpState.UNDER_WAY, "Nộp sớm 3 báo cáo.")
    assert [one.since for one in open_after([last_year(), ANSWERED]).shortcomings] == [2025]
    assert [draft.question for draft in renamed(begun, promises).drafts] == [f"khac_phuc/{new}/kho_khan"]


def test_what_is_not_like_it_of_another_item_or_still_open_by_its_own_words_stays_apart() -> None:
    other = ANSWERED.but(follow_ups=(FollowUp(item="b", text=BEFORE, state=FollowUpState.MENDED),))
    unlike = last_year("Vắng 2/5 hội nghị học tập nghị quyết.")
    both = with_shortcomings(2025, "a", Shortcoming(text=BEFORE), Shortcoming(text=NOW))

    assert len(open_after([last_year()]).followed_up(other)) == 2
    assert len(open_after([unlike]).followed_up(ANSWERED)) == 2
    assert renamed(ANSWERED, open_after([both])) == ANSWERED


def test_a_pledge_is_found_again_too() -> None:
    promises = open_after([Review(year=2025, pledges=(Pledge(text="Nộp đúng hạn 4/4 báo cáo năm 2026."),))])
    review = Review(
        year=2026, outcomes=(PledgeOutcome(text="Nộp đúng hạn 4 báo cáo năm 2026.", state=PledgeState.KEPT),)
    )

    [outcome] = promises.kept(review)

    assert (outcome.text, outcome.state) == ("Nộp đúng hạn 4/4 báo cáo năm 2026.", PledgeState.KEPT)


@tried(24)
@given(lived=years(3))
def test_naming_anew_breaks_no_year_and_loses_no_answer(lived: list[Review]) -> None:
    *before, review = lived
    promises = open_after(before)

    named = renamed(review, promises)

    assert renamed(named, promises) == named
    assert not [fault for fault in find_faults(named) if fault.path[0] in ("khac_phuc", "thuc_hien_cam_ket")]
    assert [one.state for one in named.follow_ups if one.state] == [one.state for one in review.follow_ups if one.state]


# Answered as one

PLEDGED = last_year().but(pledges=(Pledge(text=REMEDY),))
KNOWN = Known(previous=PLEDGED, promises=open_after([PLEDGED]))
[OLD] = KNOWN.promises.shortcomings[:1]
STATE = f"khac_phuc/{marks([identity_of(OLD.item, OLD.text)])[0]}/tinh_trang"


def listed(review: Review, known: Known = KNOWN) -> dict[str, Question[Review]]:
    return {one.key: one for one in review_questions(review, CHECKLIST, known)}


def test_a_remedy_that_was_made_a_pledge_is_asked_for_once() -> None:
    questions = listed(Review(year=2026))

    assert [key for key in questions if key.startswith("thuc_hien_cam_ket/t")] == []
    assert "Biện pháp này cũng là một cam kết: trả lời một lần cho cả hai." in questions[STATE].context


def test_its_answer_or_its_key_on_the_board_is_that_of_both() -> None:
    state = listed(Review(year=2026))[STATE]
    answered = state.record(("da-khac-phuc",))
    told = listed(answered)[STATE.replace("tinh_trang", "ket_qua")].record(("Nộp sớm cả 4 báo cáo.",))

    assert answered.follow_ups[0].state is FollowUpState.MENDED
    assert answered.outcome(REMEDY).state is PledgeState.KEPT
    assert told.outcome(REMEDY).results == "Nộp sớm cả 4 báo cáo."
    assert state.row is not None
    assert state.row.mark("chua-khac-phuc").outcome(REMEDY).state is PledgeState.NOT_KEPT


def test_what_is_to_be_done_next_of_an_earlier_shortcoming_is_a_remedy_of_the_year_too() -> None:
    entry = FollowUp(item="a", text=LATE, state=FollowUpState.UNDER_WAY, remedy="Nhờ văn thư nhắc.")

    remedies = remedies_of(late(2026, "Vắng họp.").but(follow_ups=(entry,)), open_after([late(2025)]))

    assert remedies == {"Đặt lịch nhắc.": date(2027, 3, 31), "Nhờ văn thư nhắc.": None}


def test_while_it_is_open_the_year_lacks_one_answer_for_it() -> None:
    context = Context(checklist=CHECKLIST, promises=KNOWN.promises, first_year=False)

    lacking = [gap.place for gap in missing(Review(year=2026), None, context) if "tinh_trang" in gap.place]

    assert lacking == [STATE]


def test_other_pledges_and_one_of_which_the_year_says_something_else_are_asked_for_by_themselves() -> None:
    kept = Review(year=2026, outcomes=(PledgeOutcome(text=REMEDY, state=PledgeState.KEPT),))
    known = structs.replace(KNOWN, promises=open_after([PLEDGED.but(pledges=(Pledge(text="Học xong lớp B1."),))]))

    for questions in (listed(kept), listed(Review(year=2026), known)):
        assert any(key.startswith("thuc_hien_cam_ket/t") for key in questions)
    assert listed(kept)[STATE].record(("chua-khac-phuc",)).outcome(REMEDY).state is PledgeState.KEPT
