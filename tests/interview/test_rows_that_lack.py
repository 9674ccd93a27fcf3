"""A row of a board says that it lacks something by the same count as the review screen."""

from datetime import date

import pytest
from msgspec import structs

from support.boards import Rows
from support.values import the_checklist
from tuphe.core.board import Board
from tuphe.core.note import Note
from tuphe.core.question import RefusedField
from tuphe.core.review import Answer, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.steps import steps_of


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


def test_a_noted_shortcoming_is_in_sight_where_one_says_that_the_year_has_none() -> None:
    note = Note(day=date(2026, 9, 30), text="Nộp chậm báo cáo tháng 9.", item="neu-guong", shortcoming=True)
    rated = tuple(Answer(item=item.id, rating=Rating.GOOD) for item in the_checklist().items)

    listed = review_questions(Review(year=2026, answers=rated), the_checklist(), Known(notes=(note,)))

    assert next(one for one in listed if one.key == "han_che").context == ("Sổ tay 30/9: Nộp chậm báo cáo tháng 9.",)


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
