"""Last year's words changed after this year answered them; and a remedy that was made a pledge."""

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
from tuphe.core.review import FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.year_file import find_faults
from tuphe.interview.questions import Known, review_questions

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
