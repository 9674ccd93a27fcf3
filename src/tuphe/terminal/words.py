"""Small wordings that both ways of asking share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tuphe.core.question import Question

Subject = TypeVar("Subject")


def labels(question: Question[Subject], values: tuple[str, ...] | None = None) -> str:
    """Say what is answered (or what `values` would answer), in the words the choices show."""
    shown = dict(question.choices)
    return "; ".join(shown.get(value, value) for value in (question.current if values is None else values))
