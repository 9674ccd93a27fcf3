"""Nothing between is jumped over, nothing is hidden by one key, and “Không có” is none: asked without a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from support.questions_alone import QuestionsAlone
from support.values import a_checklist
from tuphe import texts
from tuphe.core.question import Kind, Left, Move, Question, Refused
from tuphe.core.review import Answer, FollowUp, Pledge, PledgeOutcome, RaisedIssue, Rating, Review, Shortcoming
from tuphe.core.says_nothing import says_nothing
from tuphe.core.tasks import Task, Tasks
from tuphe.core.text import unlisted
from tuphe.core.version_difference import differences
from tuphe.errors import Stopped
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions, to_ask

CHECKLIST = a_checklist(["a", "b"], ["c"])
KNOWN = Known()
BACK = Left(Move.BACK)


class Scripted(QuestionsAlone):
    """Answers from a list, then stops; remembers what was asked."""

    def __init__(self, *replies: tuple[str, ...] | Left) -> None:
        self._replies = list(replies)
        self.asked: list[str] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        assert (fault, typed) == ("", "")
        self.asked.append(question.key)
        if not self._replies:
            return Left(Move.STOP)
        return self._replies.pop(0)


def interview(review: Review, *replies: tuple[str, ...] | Left) -> tuple[list[str], Review]:
    """Return what was asked, up to where the person stops, and the year as it was saved last."""
    asker, saved = Scripted(*replies), [review]
    with pytest.raises(Stopped):
        conduct(
            lambda subject: review_questions(subject, CHECKLIST, KNOWN),
            review,
            asker=asker,
            save=saved.append,
            wanted=to_ask(review, CHECKLIST, KNOWN),
        )
    return asker.asked, saved[-1]


def question_of(review: Review, key: str) -> Question[Review]:
    return next(one for one in review_questions(review, CHECKLIST, KNOWN) if key in (one.key, one.drafted_as))


def test_who_goes_back_two_questions_comes_forward_through_both() -> None:
    asked, _ = interview(Review(year=2026), ("tot",), ("Một việc.",), BACK, BACK, ("tot",), ("Hai việc.",))

    results, shortcoming = "muc/a/ket_qua", "muc/a/han_che/moi-0/noi_dung"
    assert asked == ["muc/a/muc_do", results, shortcoming, results, "muc/a/muc_do", results, shortcoming]


@pytest.mark.parametrize("stopped_after", [1, 2])
def test_what_an_answer_opened_is_asked_although_later_items_were_answered_meanwhile(stopped_after: int) -> None:
    _, stopped = interview(Review(year=2026), *[("tot",), ("Một việc.",)][:stopped_after])
    later = stopped.with_answer(Answer(item="c", rating=Rating.GOOD, results=("Xong.",)))

    asked, _ = interview(later, *[("Một việc.",), ("",)][stopped_after - 1 :])

    assert asked == ["muc/a/ket_qua", "muc/a/han_che/moi-0/noi_dung", "muc/b/muc_do"][stopped_after - 1 :]


def test_every_part_of_a_year_has_a_name_where_versions_are_compared() -> None:
    stopped = interview(Review(year=2026), ("tot",))[1]

    assert "câu còn chờ hỏi" in texts.of_difference(differences(Review(year=2026), stopped))


def test_not_applicable_is_doubted_where_it_would_hide_something() -> None:
    review = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD, results=("Một việc.",)),))

    row = question_of(review, "muc/a/muc_do").row

    assert row is not None
    assert "1 kết quả" in row.doubts["khong-ap-dung"]
    assert row.mark("khong-ap-dung").answer("a") == Answer(
        item="a", rating=Rating.NOT_APPLICABLE, results=("Một việc.",)
    )
    assert row.mark(None).rating("a") is None
    empty = question_of(Review(year=2026), "muc/a/muc_do").row
    assert empty is not None
    assert not empty.doubts


@pytest.mark.parametrize(
    "typed", ["Không có", "không", "Không có ạ.", "K có", "không còn", "KHÔNG CÓ GÌ", "-", "khong co"]
)
def test_what_says_that_there_is_nothing_is_never_kept_as_something(typed: str) -> None:
    review = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD),))
    found = Review(
        year=2026, answers=(Answer(item="a", rating=Rating.POOR, shortcomings=(Shortcoming(text="Chậm."),)),)
    )

    for key in ("muc/a/ket_qua", "muc/a/han_che/moi/noi_dung"):
        assert question_of(review, key).record((typed,)).answers == review.answers
    for key in ("cam_ket/moi/noi_dung", "goi_y/moi/van_de", "khac_phuc/moi/noi_dung", "nhiem_vu/viec/moi/noi_dung"):
        said = question_of(review, key).record((typed,))
        assert (said.pledges, said.raised_issues, said.follow_ups, said.tasks.listed) == ((), (), (), ())
    cause = next(one for one in review_questions(found, CHECKLIST, KNOWN) if one.key.endswith("/nguyen_nhan"))
    with pytest.raises(Refused):
        cause.record((typed,))


@pytest.mark.parametrize("text", ["Không có kế hoạch tuần.", "Chưa học xong.", "Không dự 2 kỳ họp.", "…", "0"])
def test_what_tells_of_something_missing_is_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("- Số hoá.\n+ Trực.\n• Họp.\n* Học.", "Số hoá.\nTrực.\nHọp.\nHọc."),
        ("1. Số hoá.\n2) Trực.\na) Họp.", "Số hoá.\nTrực.\nHọp."),
        ("-Số hoá.", "Số hoá."),
        ("-5% so với năm trước.", "-5% so với năm trước."),
        ("1.240 hồ sơ.", "1.240 hồ sơ."),
        ("**đậm**", "**đậm**"),
        ("2026. Năm ấy", "2026. Năm ấy"),
        ("1. 240 hồ sơ.", "1. 240 hồ sơ."),
        ("1. 240 hồ sơ.\n2. 12 báo cáo.", "240 hồ sơ.\n12 báo cáo."),
    ],
)
def test_the_marks_of_a_pasted_list_go_and_signs_of_numbers_stay(pasted: str, kept: str) -> None:
    assert unlisted(pasted) == kept


def test_a_shortcoming_entered_and_removed_again_is_asked_for() -> None:
    review = Review(year=2026, passed=("han_che",), answers=(Answer(item="a", rating=Rating.GOOD),))
    added = question_of(review, "muc/a/han_che/moi/noi_dung").record(("Chậm 3 ngày.",))
    text = next(one for one in review_questions(added, CHECKLIST, KNOWN) if one.current == ("Chậm 3 ngày.",))

    removed = text.record(("",))

    assert not question_of(review, "han_che").required
    assert question_of(removed, "han_che").required


def test_the_number_that_was_just_typed_is_not_the_one_it_is_said_to_contradict() -> None:
    review = Review(year=2026, tasks=Tasks(total=10, done=8, late=3))

    for key, typed, other in (
        ("tong_so", "5", "hoàn thành"),
        ("hoan_thanh", "12", "được giao"),
        ("cham_han", "9", "hoàn thành"),
    ):
        with pytest.raises(Refused, match=other):
            question_of(review, f"nhiem_vu/{key}").record((typed,))


LATE = Review(
    year=2026,
    answers=(Answer(item="a", rating=Rating.FAIR, passed=("ket_qua",), shortcomings=(Shortcoming(text="Chậm."),)),),
)
"""A year in which a shortcoming was just stated, and its cause is asked for next."""


def test_an_entry_worded_anew_takes_the_draft_of_its_words_with_it() -> None:
    listed = Review(
        year=2026,
        answers=LATE.answers,
        pledges=(Pledge(text="Nộp sớm."),),
        follow_ups=(FollowUp(text="Sót."),),
        outcomes=(PledgeOutcome(text="Học."),),
        raised_issues=(RaisedIssue(issue="Họp muộn."),),
        tasks=Tasks(listed=(Task(text="Số hoá."),)),
    )
    texts_of_entries = [
        question
        for question in review_questions(listed, CHECKLIST, KNOWN)
        if question.kind is Kind.TEXT and question.answered and question.current and "/t" in question.key
    ]
    assert len(texts_of_entries) == 6

    for question in texts_of_entries:
        half = listed.with_draft(question.key, "Nửa chừng").with_due(question.key)

        after = question_of(half, question.key).record(("Viết lại, đủ cả.",))

        assert (after.drafts, after.due) == ((), ()), question.key
        assert not question_of(after, next(_same_questions(after, question))).draft


def _same_questions(review: Review, question: Question[Review]) -> Iterator[str]:
    last = question.key.rpartition("/")[2]
    for one in review_questions(review, CHECKLIST, KNOWN):
        if one.current == ("Viết lại, đủ cả.",) and one.key.endswith(last):
            yield one.key


def test_a_text_that_was_gone_back_to_and_worded_anew_is_not_asked_for_again() -> None:
    asked, saved = interview(LATE, BACK, ("Chậm 3 ngày.",), ("Do tôi.",))

    assert [key.rpartition("/")[2] for key in asked[:4]] == [
        "nguyen_nhan",
        "noi_dung",
        "nguyen_nhan",
        "loai_nguyen_nhan",
    ]
    assert [found.text for _, found in saved.shortcomings] == ["Chậm 3 ngày."]


def test_where_a_whole_item_is_asked_a_new_shortcoming_is_asked_for_once() -> None:
    asker, saved = Scripted(("tot",), ("Một việc.",), ("Chậm.",), ("Do tôi.",)), [Review(year=2026)]

    with pytest.raises(Stopped):
        conduct(
            lambda subject: [q for q in review_questions(subject, CHECKLIST, KNOWN) if q.place == "muc/a"],
            saved[-1],
            asker=asker,
            save=saved.append,
            wanted=lambda _: True,
        )

    ends = [key.rpartition("/")[2] for key in asker.asked]
    assert ends == ["muc_do", "ket_qua", "noi_dung", "nguyen_nhan", "loai_nguyen_nhan"]


def test_of_results_that_begin_alike_the_longest_that_still_stands_there_stays_one() -> None:
    answer = Answer(item="a", rating=Rating.GOOD, results=("Trực ca:", "Trực ca:\n12/12 ca."))

    typed = question_of(Review(year=2026, answers=(answer,)), "muc/a/ket_qua").record(("Trực ca:\n12/12 ca.\nHọp.",))

    assert typed.answer("a").results == ("Trực ca:\n12/12 ca.", "Họp.")
