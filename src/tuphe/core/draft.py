"""Questions that a person put off, in a year, a profile or a paper that is half taken in."""

from collections.abc import Iterable
from typing import ClassVar

from msgspec import field

from tuphe.core.value import Value, Words


class Draft(Value, frozen=True, kw_only=True):
    """A question that was put off, with the text typed so far if any: asked again, never exported."""

    known_by: ClassVar[tuple[str, ...]] = ("question",)
    question: Words = field(name="cau")
    text: str = field(name="noi_dung", default="")


def typed_for(drafts: Iterable[Draft], question: str) -> str | None:
    """Return the text typed for a question that was put off; None if it was not put off."""
    return next((draft.text for draft in drafts if draft.question == question), None)


def with_typed(drafts: Iterable[Draft], question: str, text: str | None) -> tuple[Draft, ...]:
    """Return the drafts with `text` for this question, as the last one; None takes its draft away."""
    others = (draft for draft in drafts if draft.question != question)
    return tuple(others) if text is None else (*others, Draft(question=question, text=text))
