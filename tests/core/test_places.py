"""Drafts and silences belong to what they speak of: no entry inherits those of its neighbour."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as made
from msgspec import structs

from support.corpus import material
from support.made_up import reviews, tried
from support.values import the_checklist
from tuphe.core.check import check
from tuphe.core.draft import Draft
from tuphe.core.places import bound, lists_of, moved, unbound, with_marks, with_rows
from tuphe.core.promises import Open, Promises
from tuphe.core.question import Question, Refused
from tuphe.core.review import Answer, FollowUp, Pledge, PledgeOutcome, RaisedIssue, Rating, Review, Silenced
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Task, Tasks
from tuphe.interview.questions import Known, review_questions

KNOWN = Known(leader=True)


def asked(review: Review) -> list[Question[Review]]:
    return review_questions(review, the_checklist(), KNOWN)


def entries(review: Review) -> dict[str, tuple[str, list[Question[Review]]]]:
    """Every entry of a list that has questions of its own, by how their keys begin: its text, and its questions."""
    questions = asked(review)
    texts = {
        question.key.rpartition("/")[0]: question.current[0]
        for question in questions
        if any("Xoá hết chữ" in hint for hint in question.hints)
    }
    return {
        begin: (text, [question for question in questions if question.key.startswith(f"{begin}/")])
        for begin, text in texts.items()
    }


def with_drafts(review: Review) -> Review:
    """The year with something typed at a question of each entry, and something silenced in it; both name the entry."""
    for begin, (text, questions) in entries(review).items():
        review = review.with_draft(questions[-1].key, f"{begin} {text}").with_silenced(
            Silenced(code="cho-trong", place=begin, reason=f"{begin} {text}")
        )
    return review


def spoken_of(review: Review) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """For each draft that some question offers again: the text of the entry asked about, and of the one it was for.

    And the same of silences.
    """
    found = entries(review)
    drafts = [
        (text, (question.draft or "").partition(" ")[2])
        for text, questions in found.values()
        for question in questions
        if question.draft is not None
    ]
    return drafts, [(found[entry.place][0], entry.reason.partition(" ")[2]) for entry in review.silenced]


@tried(12)
@given(review=reviews(), data=made.data())
def test_who_removes_an_entry_or_words_it_anew_moves_no_draft_and_no_silence_to_another(
    review: Review, data: made.DataObject
) -> None:
    before = with_drafts(review.but(drafts=(), silenced=()))
    listed = entries(before)
    assume(listed)
    was, questions = listed[data.draw(made.sampled_from(sorted(listed)))]

    without, anew = (questions[0].record((text,)) for text in ("", "Viết lại cho rõ hơn."))

    for found in spoken_of(without):
        assert all(entry == meant for entry, meant in found)
        assert len(found) == len(listed) - 1, f"{was!r} took more with it than its own"
    # The draft at the very question that is answered is done with.
    for found in spoken_of(anew) if len(questions) > 1 else ():
        assert len(found) == len(listed)
        assert all(entry in (meant, "Viết lại cho rõ hơn.") for entry, meant in found)
        assert [meant for entry, meant in found if entry != meant] == [was]


@tried(10)
@given(review=reviews())
def test_another_order_of_the_entries_moves_nothing(review: Review) -> None:
    before = with_drafts(review.but(drafts=(), silenced=()))

    turned = before.but(
        answers=tuple(
            structs.replace(answer, shortcomings=answer.shortcomings[::-1], results=answer.results[::-1])
            for answer in before.answers
        ),
        follow_ups=before.follow_ups[::-1],
        outcomes=before.outcomes[::-1],
        raised_issues=before.raised_issues[::-1],
        pledges=before.pledges[::-1],
        tasks=structs.replace(before.tasks, listed=before.tasks.listed[::-1]),
    )

    drafts, silences = spoken_of(turned)
    assert sorted(drafts) == sorted(spoken_of(before)[0])
    assert all(entry == meant for entry, meant in drafts + silences)


def test_what_is_typed_for_one_more_entry_is_offered_whatever_becomes_of_the_others() -> None:
    review = Review(year=2026, pledges=(Pledge(text="Học."), Pledge(text="Đi xã.")))
    one_more = next(question for question in asked(review) if question.key.startswith("cam_ket/moi"))
    assert one_more.set_aside is not None

    drafted = one_more.set_aside("Còn một ý")
    fewer = next(iter(entries(drafted).values()))[1][0].record(("",))

    assert next(question.draft for question in asked(fewer) if question.key.startswith("cam_ket/moi")) == "Còn một ý"


@pytest.mark.parametrize("text", ["Chậm.", "Vắng."])
def test_no_list_takes_the_same_twice(text: str) -> None:
    review = Review(
        year=2026,
        answers=(
            Answer(
                item="can-kiem", rating=Rating.POOR, shortcomings=(Shortcoming(text="Chậm."), Shortcoming(text="Vắng."))
            ),
        ),
        follow_ups=(FollowUp(text="Chậm."), FollowUp(text="Vắng.")),
        outcomes=(PledgeOutcome(text="Chậm."), PledgeOutcome(text="Vắng.")),
        raised_issues=(RaisedIssue(issue="Chậm."), RaisedIssue(issue="Vắng.")),
        pledges=(Pledge(text="Chậm."), Pledge(text="Vắng.")),
        tasks=Tasks(listed=(Task(text="Chậm."), Task(text="Vắng."))),
    )
    texts = [questions[0] for said, questions in entries(review).values() if said != text]
    more = [question for question in asked(review) if "/moi-" in question.key and not question.current]
    full = [question for question in more if not question.key.startswith("muc/") or "can-kiem" in question.key]

    assert len(texts) == len(full) == 6
    for question in (*texts, *full):
        with pytest.raises(Refused, match="đã ghi"):
            question.record((text,))


PROMISES = Promises(
    shortcomings=(Open(item="neu-guong", text="Cũ.", stated=2025, since=2025),),
    pledges=(Open(text="Hứa.", stated=2025, since=2025),),
)


def test_what_format_1_kept_by_row_is_carried_over() -> None:
    review = Review(
        year=2026,
        answers=(Answer(item="can-kiem", results=("Một.", "Hai."), shortcomings=(Shortcoming(text="Chậm."),)),),
        follow_ups=(FollowUp(item="neu-guong", text="Cũ."), FollowUp(text="Trên giấy.")),
        pledges=(Pledge(text="Học."),),
        drafts=(
            Draft(question="muc/can-kiem/han_che/0/nguyen_nhan", text="a"),
            Draft(question="muc/can-kiem/han_che/1/noi_dung", text="b"),
            Draft(question="muc/can-kiem/ket_qua", text="c"),
            Draft(question="cam_ket/0/thoi_han", text="d"),
            Draft(question="khac_phuc/0/ket_qua", text="e"),
            Draft(question="khac_phuc/1/ket_qua", text="f"),
            Draft(question="thuc_hien_cam_ket/0/ket_qua", text="g"),
            Draft(question="cam_ket/7/thoi_han", text="h"),
        ),
        silenced=(
            Silenced(code="lap-cau", place="muc/can-kiem/ket_qua/2", reason="i"),
            Silenced(code="no-nam-truoc", place="khac_phuc/1", reason="k"),
        ),
    )
    lists = lists_of(review)
    [cause] = lists["muc/can-kiem/han_che"]
    [pledge] = lists["cam_ket"]
    known, paper = lists["khac_phuc"]

    carried = bound(bound(review), PROMISES.marks)

    assert [draft.question for draft in carried.drafts] == [
        f"muc/can-kiem/han_che/{cause}/nguyen_nhan",
        "muc/can-kiem/han_che/moi/noi_dung",
        "muc/can-kiem/ket_qua",
        f"cam_ket/{pledge}/thoi_han",
        f"khac_phuc/{known}/ket_qua",
        f"khac_phuc/{paper}/ket_qua",
        with_marks("thuc_hien_cam_ket/1/ket_qua", lists_of(review.with_outcome(PledgeOutcome(text="Hứa.")))),
        "cam_ket/7/thoi_han",
    ]
    assert [entry.place for entry in carried.silenced] == [
        f"muc/can-kiem/ket_qua/{lists['muc/can-kiem/ket_qua'][1]}",
        f"khac_phuc/{known}",
    ]
    assert [place for place, _ in unbound(carried)] == ["cam_ket/7/thoi_han"]


def test_what_soat_is_silent_about_stays_with_its_shortcoming() -> None:
    shortcomings = (Shortcoming(text="Chậm."), Shortcoming(text="Vắng."), Shortcoming(text="Sót."))
    answer = Answer(item="can-kiem", rating=Rating.POOR, shortcomings=shortcomings)
    by_row = Silenced(code="thieu-bien-phap", place="muc/can-kiem/han_che/2", reason="Tập thể sửa.")
    review = bound(Review(year=2026, answers=(answer,), silenced=(by_row,)))

    fewer = review.with_answer(structs.replace(answer, shortcomings=shortcomings[1:]))

    for year, row in ((review, 2), (fewer, 1)):
        checked = check(material(year, silenced=year.silenced))
        assert [(found.place, found.quotes[0].text) for found, _ in checked.silenced] == [
            (f"muc/can-kiem/han_che/{row}", "Vắng.")
        ]


def test_an_entry_that_moves_takes_no_other_along_whose_mark_begins_alike() -> None:
    year = Review(year=2026).with_draft("cam_ket/t1/noi_dung", "một").with_draft("cam_ket/t1-2/noi_dung", "hai")

    after = moved(year, {"cam_ket/t1": "cam_ket/t9"})

    assert [draft.question for draft in after.drafts] == ["cam_ket/t9/noi_dung", "cam_ket/t1-2/noi_dung"]


@tried(10)
@given(reviews())
def test_a_place_with_the_mark_of_its_entry_is_shown_with_its_row(review: Review) -> None:
    lists = lists_of(review)
    places = [f"{path}/{row}/noi_dung" for path, marks in lists.items() for row, _ in enumerate(marks, 1)]

    shown = [with_rows(with_marks(place, lists), lists) for place in places]

    assert shown == places
    assert with_rows("muc/can-kiem/muc_do", lists) == "muc/can-kiem/muc_do"
