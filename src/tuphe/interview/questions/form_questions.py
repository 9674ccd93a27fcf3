"""Questions that the form to be handed in asks beyond the checklist: its own `[[hoi]]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.core.question import Kind, Question, Refused
from tuphe.interview.parsing import text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.form import Form, FormQuestion
    from tuphe.core.review import Review

PART: Final = texts.INTERVIEW_PARTS["bo_sung"]


def questions(review: Review, form: Form | None) -> Iterator[Question[Review]]:
    """Yield what `form` asks, in its order; the summary (None) asks nothing of its own."""
    yield from (_question(review, asked) for asked in (() if form is None else form.questions))


def _question(review: Review, asked: FormQuestion) -> Question[Review]:
    """Ask for the words that go into the form's section: “Không có” is an answer here, and is printed."""
    current = review.form_answer(asked.id)

    def record(reply: tuple[str, ...]) -> Review:
        """Keep the words as they are; what the form needs may not stay empty."""
        text = text_of(reply)
        if not text and asked.required:
            raise Refused("Mẫu yêu cầu nêu điều này: không có gì thì viết rõ là không có; chưa nghĩ ra thì để sau.")
        return review.with_form_answer(asked.id, text)

    return Question(
        key=f"bo_sung/{asked.id}",
        part=PART,
        place="bo_sung",
        title=asked.name,
        text=asked.text if asked.required else f"{asked.text} Không cần nêu thì để trống.",
        hints=asked.hints,
        kind=Kind.TEXT,
        current=shapes.as_current(current),
        answered=bool(current),
        record=record,
    )
