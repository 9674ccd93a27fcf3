"""From the review screen an entry is opened as a whole: worded anew it goes on, removed it is done."""

from functools import partial
from typing import Any

import pytest

from support.values import the_checklist
from tuphe.core.board import Board, Page
from tuphe.core.question import Opened, Question
from tuphe.core.review import FollowUp, Review
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.review_screen import Finish, look_over
from tuphe.interview.steps import steps_of

PART = "Hạn chế và cam kết đã nêu"


class Scripted:
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
    asker = Scripted(answer)

    after, _ = look_over(
        partial(steps_of, lambda subject: review_questions(subject, the_checklist(), Known())),
        review,
        year=2026,
        asker=asker,
        save=lambda _: None,
        checked=lambda _: (),
        ask_who=lambda: None,
    )

    left = [*([answer] if answer else []), "Sót."]
    assert [entry.text for entry in after.follow_ups] == left
    assert asker.rows == [["Chậm.", "Sót."], left][: 1 + bool(answer)]
