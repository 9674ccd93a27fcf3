"""A paper that is only half taken in: what the person answered of it so far, question by question."""

from typing import Literal

from msgspec import field

from tuphe.core.draft import Draft, typed_for, with_typed
from tuphe.core.value import Value, Words


class PaperReply(Value, frozen=True, kw_only=True):
    """The answer to one question; by the `fingerprint` of what was asked it is only used for the same question."""

    question: Words = field(name="ma")
    fingerprint: str = field(name="dau_van_tay")
    values: tuple[str, ...] = field(name="tra_loi", default=())


class PaperDraft(Value, frozen=True, kw_only=True):
    """The replies in the order given (a question gone back to has several), and half-typed texts."""

    format: Literal[1] = field(name="dinh_dang", default=1)
    replies: tuple[PaperReply, ...] = field(name="cau", default=())
    typed: tuple[Draft, ...] = field(name="dang_go", default=())

    def replied(self, reply: PaperReply) -> "PaperDraft":
        """Return a copy with this reply last, in the place of what was typed or last replied to the same question."""
        before = self.replies[:-1] if self.replies and self.replies[-1].question == reply.question else self.replies
        return PaperDraft(replies=(*before, reply), typed=with_typed(self.typed, reply.question, None))

    def with_typed(self, question: str, text: str) -> "PaperDraft":
        """Return a copy with the text that was typed for a question, and not confirmed."""
        return PaperDraft(replies=self.replies, typed=with_typed(self.typed, question, text))

    def typed_for(self, question: str) -> str | None:
        """Return what was typed for a question, and not confirmed; None where nothing was."""
        return typed_for(self.typed, question)
