"""Nothing is jumped over or hidden, a row says what it lacks, “Không có” is none: all asked without a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec import structs

from support.boards import Rows
from support.values import a_checklist, the_checklist
from tuphe.core.board import Board, Page
from tuphe.core.completeness import Context
from tuphe.core.note import Note
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.question import Kind, Left, Move, Opened, Question, Refused, RefusedField
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    RaisedIssue,
    Rating,
    Review,
)
from tuphe.core.says_nothing import says_nothing
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Task, Tasks
from tuphe.core.text import unlisted
from tuphe.core.version_difference import differences
from tuphe.differences import of_difference
from tuphe.errors import Stopped
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions, sections, to_ask
from tuphe.interview.review_screen import Finish, look_over
from tuphe.interview.steps import steps_of

CHECKLIST = a_checklist(["a", "b"], ["c"])
KNOWN = Known()
BACK = Left(Move.BACK)


class Scripted:
    """Answers from a list, then stops; remembers what was shown.

    A mark is (place, value), after which the board stands again; a page is answered with texts by the last steps of its
    fields' keys, others left as they are.
    """

    def __init__(self, *replies: Any) -> None:
        self._replies = list(replies)
        self.asked: list[str] = []

    def _next(self, key: str) -> Any:
        self.asked.append(key)
        return self._replies.pop(0) if self._replies else Left(Move.STOP)

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Any:
        assert (fault, typed) == ("", "")
        return self._next(question.key)

    def ask_board(self, board: Board[Any], mark: Any, *, fault: str, at: str | Opened) -> Any:
        assert fault == "", at
        reply = self._next(board.key)
        while isinstance(reply, tuple) and not isinstance(reply, (Left, Opened)):
            mark(*reply)
            reply = self._next(board.key)
        return reply

    def ask_page(self, page: Page[Any], keep: Any, *, fault: str, at: str, typed: Any) -> Any:
        assert (fault, at, dict(typed)) == ("", "", {}), keep
        reply = self._next(page.key)
        if isinstance(reply, Left):
            return reply
        return {field.key: _replied(field, reply) for field in page.fields()}


def _replied(field: Question[Any], texts_typed: Mapping[str, str]) -> tuple[str, ...]:
    last = field.key.rpartition("/")[2]
    return (texts_typed[last],) if last in texts_typed else field.current


def listing(review: Review) -> list[Question[Review]]:
    return review_questions(review, CHECKLIST, KNOWN)


def interview(review: Review, *replies: Any) -> tuple[list[str], Review]:
    """Return what was shown, up to where the person stops, and the year as it was saved last."""
    asker, saved = Scripted(*replies), [review]
    with pytest.raises(Stopped):
        conduct(
            partial(steps_of, listing), review, asker=asker, save=saved.append, wanted=to_ask(review, CHECKLIST, KNOWN)
        )
    return asker.asked, saved[-1]


def question_of(review: Review, key: str) -> Question[Review]:
    return next(one for one in review_questions(review, CHECKLIST, KNOWN) if key in (one.key, one.drafted_as))


FIRST, SECOND = "nhom/nhom-1", "nhom/nhom-2"
NOTHING_BEFORE = Review(year=2026, passed=("khac_phuc", "thuc_hien_cam_ket"))
"""A year in which what is asked before the boards is answered."""


def test_who_goes_back_two_screens_comes_forward_through_both() -> None:
    asked, _ = interview(NOTHING_BEFORE, None, None, BACK, BACK, None, None)

    assert len(set(asked[:3])) == 3
    assert asked == [*asked[:3], asked[1], FIRST, asked[1], asked[2]]
    assert asked[:2] == [FIRST, SECOND]


def test_who_goes_back_from_the_page_of_a_row_is_on_its_board_and_comes_forward_from_there() -> None:
    asked, saved = interview(NOTHING_BEFORE, ("muc/a", "tot"), Opened("muc/a"), BACK, Opened("muc/b"), {}, None)

    assert asked == [FIRST, FIRST, "muc/a/ket_qua", FIRST, "muc/b/ket_qua", FIRST, SECOND]
    assert saved.rating("a") is Rating.GOOD


def test_a_row_that_was_not_answered_is_asked_for_although_later_ones_are() -> None:
    _, stopped = interview(NOTHING_BEFORE, ("muc/b", "tot"), None, ("muc/c", "tot"))

    asked, _ = interview(stopped, ("muc/a", "tot"), None)

    assert asked[0] == FIRST
    assert SECOND not in asked


def test_a_text_half_typed_on_a_page_brings_its_board_again_and_stands_there() -> None:
    half = Left(Move.STOP, {"muc/a/ket_qua": "Nửa chừng"})
    rated = [("muc/a", "tot"), ("muc/b", "tot")]
    _, stopped = interview(NOTHING_BEFORE, *rated, Opened("muc/a"), half)
    later = stopped.with_answer(Answer(item="c", rating=Rating.GOOD, results=("Xong.",)))

    asked, saved = interview(later, Opened("muc/a"), {"ket_qua": "Nửa chừng, rồi xong."}, None)

    assert asked[:3] == [FIRST, "muc/a/ket_qua", FIRST]
    assert stopped.draft("muc/a/ket_qua") == "Nửa chừng"
    assert saved.answer("a").results == ("Nửa chừng, rồi xong.",)
    assert saved.drafts == ()


def test_every_part_of_a_year_has_a_name_where_versions_are_compared() -> None:
    waiting = Review(year=2026).with_due("muc/a/ket_qua")

    assert "câu còn chờ trả lời" in of_difference(differences(Review(year=2026), waiting), str)


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
    "typed", ["Không có", "không", "Không có ạ.", "K có", "không còn", "KHÔNG CÓ GÌ", "-", "khong co", " \n "]
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
    in_a_section = question_of(review.with_due("phan/I.1/a"), "phan/I.1/a")
    for question in (cause, in_a_section):
        with pytest.raises(Refused):
            question.record((typed,))


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
        ("2026. Năm đó", "2026. Năm đó"),
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


PLEDGED = NOTHING_BEFORE.but(pledges=(Pledge(text="Nộp sớm."),))
"""A year with a pledge, which has a page of its own."""


def test_a_pledge_that_was_worded_anew_is_not_asked_for_again() -> None:
    pages = [step for step in steps_of(listing, PLEDGED) if step.key.startswith("cam_ket/")]
    first = pages[0].key

    asked, saved = pages_of_pledges(PLEDGED, {"noi_dung": "Nộp trước hạn."}, {"noi_dung": ""})

    assert len(asked) == 2
    assert asked[0] == first
    assert [pledge.text for pledge in saved.pledges] == ["Nộp trước hạn."]


def test_a_new_pledge_is_asked_for_with_what_belongs_to_it_once_and_another_then() -> None:
    new = {"noi_dung": "Học.", "thoi_han": "6/2027", "linh_vuc": "nhiem-vu"}

    asked, saved = pages_of_pledges(NOTHING_BEFORE, new, {"noi_dung": ""})

    assert len(asked) == len(set(asked)) == 2
    [pledge] = saved.pledges
    assert (pledge.text, str(pledge.due)) == ("Học.", "2027-06-30")


def pages_of_pledges(review: Review, *replies: Any) -> tuple[list[str], Review]:
    """Return which pages were shown, of those on pledges, and the year at the end."""

    def steps(subject: Review) -> list[Any]:
        return [
            step for step in steps_of(listing, subject) if step.key.startswith("cam_ket/") and step.questions[0].page
        ]

    asker, saved = Scripted(*replies), [review]
    conduct(steps, review, asker=asker, save=saved.append, wanted=lambda _: True)
    return asker.asked, saved[-1]


def test_of_results_that_begin_alike_the_longest_that_still_stands_there_stays_one() -> None:
    answer = Answer(item="a", rating=Rating.GOOD, results=("Trực ca:", "Trực ca:\n12/12 ca."))

    typed = question_of(Review(year=2026, answers=(answer,)), "muc/a/ket_qua").record(("Trực ca:\n12/12 ca.\nHọp.",))

    assert typed.answer("a").results == ("Trực ca:\n12/12 ca.", "Họp.")


def test_who_has_a_shortcoming_after_all_writes_it_at_once_and_an_empty_page_is_no_answer() -> None:
    rated = tuple(Answer(item=item, rating=Rating.GOOD, results=("Việc.",)) for item in "abc")
    review = Review(year=2026, answers=rated, passed=("khac_phuc", "thuc_hien_cam_ket"))
    steps = partial(steps_of, listing)
    text = {"noi_dung": "Báo cáo chậm.", "nguyen_nhan": "Chưa phân công."}

    def asked(*replies: Any) -> Review:
        asker, last = Scripted(*replies), [review]
        with pytest.raises(Stopped):
            conduct(
                steps, review, asker=asker, save=last.append, wanted=lambda one: one.required or bool(one.draft == "")
            )
        return last[-1]

    written, empty = asked(("co",), text), asked(("co",), {})

    [own] = written.own_shortcomings
    assert (own.text, own.cause) == ("Báo cáo chậm.", "Chưa phân công.")
    assert not empty.own_shortcomings
    assert "han_che" not in empty.passed
    assert any(question.key == "han_che" and question.required for question in listing(empty))


@pytest.mark.parametrize(("path", "what"), [("cam_ket", "cam kết"), ("muc/a/han_che", "hạn chế"), ("goi_y", "vấn đề")])
def test_of_a_list_pasted_where_one_entry_is_asked_for_it_is_said_that_it_is_one(path: str, what: str) -> None:
    [new] = [question for question in listing(Review(year=2026)) if question.key.startswith(f"{path}/moi-0/")]

    assert (
        new.taken_for("- Nộp sớm.\n- Họp đủ.")
        == f"một {what} gồm 2 dòng; nếu mỗi dòng là một {what} thì ghi riêng từng dòng"
    )
    assert new.taken_for("Nộp sớm.\nHọp đủ.") == new.taken_for("") == ""


def test_a_section_that_the_paper_has_counts_as_answered_and_the_others_are_still_asked() -> None:
    year = Review(
        year=2025,
        source=Source.PAPER,
        checklist=ChecklistRef(id="trach-nhiem"),
        paper=tuple(PaperSection(number=number, paragraphs=("Dạy 23 tiết.",)) for number in ("I.2", "II.1")),
    )

    asked = {one.key: one for one in sections.questions(year, None, Context(checklist=the_checklist(), leader=False))}

    assert asked["phan/I.2"].answered
    assert asked["han_che"].answered
    assert asked["han_che"].record(asked["han_che"].current) == year
    assert asked["phan/I.2"].labels(asked["phan/I.2"].current) == ["Giữ như trong bản giấy"]
    assert asked["phan/I.2"].record(asked["phan/I.2"].current) == year
    assert not asked["phan/I.3"].answered


PART = "Hạn chế và cam kết đã nêu"


class OpeningTheFirst:
    """Opens the first shortcoming of the paper, rewords it on its page, leaves its board, and is done."""

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self._opened = False
        self.rows: list[list[str]] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...]:
        """Open the part, then its first row; the second time be done."""
        assert not fault, (fault, typed)
        if "bước nào" in question.text:
            opened, self._opened = self._opened, True
            return (Finish.DONE.value,) if opened else (PART,)
        return (question.choices[0].value,)

    def ask_board(self, board: Board[Any], mark: Any, *, fault: str, at: str | Opened) -> Opened | None:
        """Open the page of the row first, and go when it is answered."""
        assert not fault, mark
        self.rows.append([row.name for question, row in board.rows if question.choices])
        return None if len(self.rows) > 1 else Opened(at.place if isinstance(at, Opened) else at)

    def ask_page(self, page: Page[Any], keep: Any, *, fault: str, at: str, typed: Any) -> dict[str, tuple[str, ...]]:
        """Reword the entry, and leave its other fields as they are."""
        assert (fault, at, dict(typed)) == ("", "", {}), keep
        assert not any("Sót." in line for line in page.context)
        replies = {field.key: field.current for field in page.fields()}
        return replies | {key: (self._answer,) for key in replies if key.endswith("/noi_dung")}


@pytest.mark.parametrize("answer", ["Vắng họp.", ""], ids=["worded anew", "removed"])
def test_an_entry_of_the_paper_is_opened_with_its_board_and_stays_there_in_other_words(answer: str) -> None:
    review = Review(year=2026, follow_ups=(FollowUp(text="Chậm."), FollowUp(text="Sót.")))
    asker = OpeningTheFirst(answer)

    after, _ = look_over(
        partial(steps_of, lambda subject: review_questions(subject, the_checklist(), Known())),
        review,
        year=2026,
        asker=asker,
        save=lambda _: None,
        remark=lambda _: "",
        checked=lambda _: (),
        ask_who=lambda: None,
    )

    left = [*([answer] if answer else []), "Sót."]
    assert [entry.text for entry in after.follow_ups] == left
    assert asker.rows == [["Chậm.", "Sót."], left][: 1 + bool(answer)]


def first_board(*answers: Answer, notes: tuple[Note, ...] = ()) -> Board[Review]:
    """The board of the first group of items, in a year with these answers."""
    known = Known(notes=notes)
    steps = steps_of(lambda year: review_questions(year, the_checklist(), known), Review(year=2026, answers=answers))
    return next(one for one in steps if isinstance(one, Board) and one.key.startswith("nhom/"))


def test_a_second_shortcoming_without_cause_and_remedy_is_seen_on_its_row_and_said_on_leaving() -> None:
    item = first_board().rows[0][0].place.removeprefix("muc/")
    told = Shortcoming(text="Nộp muộn.", cause="Tôi chưa xem lịch.", remedy="Xem lịch thứ Hai.")
    rated = Answer(item=item, rating=Rating.GOOD, shortcomings=(told, Shortcoming(text="Họp muộn.")))

    board = first_board(rated)

    assert any(question.required for question in board.questions if question.place == f"muc/{item}")
    assert board.rows[0][1].lacks == "thiếu thời hạn, nguyên nhân, biện pháp"
    assert "1 mục thiếu thời hạn, nguyên nhân, biện pháp" in board.lacks()


def test_a_board_opens_at_the_first_row_that_lacks_something() -> None:
    rated = Rows(("Một", "Hai", "Ba"), {"Một": "1", "Hai": "2", "Ba": "1"}).board()
    second = rated.rows[1]
    lacking = (rated.rows[0], (second[0], structs.replace(second[1], lacks="có đoạn gõ dở")), rated.rows[2])

    assert structs.replace(rated, rows=lacking).row_at("") == 1
    assert Rows(("Một", "Hai"), {"Một": "1"}).board().row_at("") == 1
    assert rated.row_at("") == 0
    assert rated.row_at("Ba") == 2


@pytest.mark.parametrize("shortcoming", [True, False])
def test_a_note_that_nobody_has_seen_on_its_page_is_told_on_the_row_of_its_item(*, shortcoming: bool) -> None:
    item = first_board().rows[0][0].place.removeprefix("muc/")
    note = Note(day=date(2026, 9, 30), text="Nộp chậm báo cáo tháng 9.", item=item, shortcoming=shortcoming)
    rated = Answer(item=item, rating=Rating.GOOD)
    seen = Answer(item=item, rating=Rating.GOOD, passed=("han_che", "so_tay"))

    assert first_board(rated, notes=(note,)).rows[0][1].lacks == "có ghi chép chưa đưa vào"
    assert first_board(seen, notes=(note,)).rows[0][1].lacks == ""


def test_a_noted_shortcoming_is_in_sight_where_it_is_offered_or_one_says_that_the_year_has_none() -> None:
    note = Note(day=date(2026, 9, 30), text="Nộp chậm báo cáo tháng 9.", item="neu-guong", shortcoming=True)
    rated = tuple(Answer(item=item.id, rating=Rating.GOOD) for item in the_checklist().items)
    listed = review_questions(Review(year=2026, answers=rated), the_checklist(), Known(notes=(note,)))
    said = [one.context[-1:] for one in listed if one.key in ("han_che", "muc/neu-guong/han_che/moi-0/noi_dung")]

    assert said == 2 * [("Sổ tay 30/9: Nộp chậm báo cáo tháng 9.",)]


def test_who_empties_all_fields_of_a_shortcoming_is_rid_of_it_and_keeps_the_other() -> None:
    item = first_board().rows[0][0].place.removeprefix("muc/")
    kept, unwanted = (
        Shortcoming(text=text, cause="Tôi chưa xem lịch.", remedy="Xem lịch thứ Hai.", due=date(2027, 6, 30))
        for text in ("Nộp muộn.", "Viết nhầm.")
    )
    board = first_board(Answer(item=item, rating=Rating.GOOD, shortcomings=(kept, unwanted)))
    page = board.pages[f"muc/{item}"]()
    emptied = next(field.key for field in page.fields() if field.current == (unwanted.text,)).removesuffix("noi_dung")

    replies = {field.key: ("",) if field.key.startswith(emptied) else field.current for field in page.fields()}
    after = page.record(replies)

    assert after.answer(item).shortcomings == (kept,)
    with pytest.raises(RefusedField):
        page.record({**replies, f"{emptied}noi_dung": (unwanted.text,)})
    *_, to_come = (field.key for field in page.fields() if field.key.endswith("/nguyen_nhan"))
    new = next(field.key for field in page.fields() if field.drafted_as)
    assert page.record({**replies, new: ("Quên họp.",)}).answer(item).shortcomings[1].text == "Quên họp."
    with pytest.raises(RefusedField, match="Ô “Hạn chế cụ thể” còn trống"):
        page.record({**replies, to_come: ("Tôi chưa xem lịch.",)})


@pytest.mark.parametrize("remedy", ["", "Nộp trước hạn."])
def test_the_day_that_is_offered_goes_with_a_remedy_and_not_with_none(remedy: str) -> None:
    review = Review(year=2026, follow_ups=(FollowUp(text="Chậm.", state=FollowUpState.NOT_MENDED),))
    steps = steps_of(lambda year: review_questions(year, the_checklist(), Known()), review)
    page = next(one for one in steps if isinstance(one, Page) and one.key.endswith("/bien_phap"))

    after = page.record({one.key: (remedy if one.key.endswith("/bien_phap") else "",) for one in page.fields()})

    assert after.follow_ups[0].due == (date(2027, 12, 31) if remedy else None)
    assert after.follow_ups[0].remedy == remedy
