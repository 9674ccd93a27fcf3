"""From the review screen an entry is opened as a whole: worded anew it goes on, removed it is done."""

from __future__ import annotations

from typing import Any

import pytest

from support.questions_alone import QuestionsAlone
from support.values import the_checklist
from tuphe.core.question import Question
from tuphe.core.review import FollowUp, Review
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.review_screen import Finish, look_over

PART = "Kỳ kiểm điểm trước"


class Scripted(QuestionsAlone):
    """Opens the first shortcoming of the paper, answers its text, confirms the rest, and is done."""

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self._opened = False
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...]:
        """Answer by what is asked."""
        assert not fault, (fault, typed)
        if "phần nào" in question.text:
            opened, self._opened = self._opened, True
            return (Finish.DONE.value,) if opened else (PART,)
        if "mục nào" in question.text:
            return (question.choices[0].value,)
        self.asked.append((question.text, question.context))
        if question.key.endswith("/noi_dung"):
            return (self._answer,)
        return question.current or ("chua-khac-phuc",)


@pytest.mark.parametrize(("answer", "asked"), [("Vắng họp.", True), ("", False)])
def test_an_entry_of_the_paper_goes_on_with_its_own_questions(answer: str, asked: bool) -> None:  # noqa: FBT001
    review = Review(year=2026, follow_ups=(FollowUp(text="Chậm."), FollowUp(text="Sót.")))
    asker = Scripted(answer)

    after, _ = look_over(
        lambda subject: review_questions(subject, the_checklist(), Known()),
        review,
        year=2026,
        asker=asker,
        save=lambda _: None,
        checked=lambda _: (),
        ask_who=lambda: None,
    )

    assert [entry.text for entry in after.follow_ups] == [*([answer] if answer else []), "Sót."]
    assert any("đã khắc phục chưa" in text for text, _ in asker.asked) is asked
    assert not any("Sót." in line for _, context in asker.asked for line in context)
