"""A question, its answer, and why an answer was not taken."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from tuphe.core.board import Page
from tuphe.core.question import Kind, Left, Question
from tuphe.core.text import lines_of
from tuphe.terminal.views.parts import indented

_BAR: Final = 12
_FEW: Final = 5
"""The most known lines that a page shows itself, and the most choices that are repeated one by one."""


def question_view(asked: Question[Any], *, after: Question[Any] | None = None) -> RenderableType:
    """Draw where we are, what is known already, the question, and what to think of.

    `after` is the question before: what it showed of the same item is still on the screen above.
    """
    same_place = after is not None and after.place == asked.place
    lines: list[RenderableType] = [] if same_place else list(_place_lines(asked))
    lines += _known(asked.context_after(after))
    lines.append(Text(asked.text, style="bold"))
    lines += [indented(Text(f"• {hint}", style="dim"), 2) for hint in asked.hints]
    return Group(*lines)


def known_view(page: Page[Any]) -> RenderableType | None:
    """Draw what is known already where the page itself has no room for it; None where it has."""
    known = _known(page.context)
    return Group(Rule(style="dim"), Text(page.title, style="bold"), *known) if len(known) > _FEW else None


def fault_view(sentence: str) -> RenderableType:
    """Draw why an answer was not taken."""
    return Text(f"! {sentence}", style="bold yellow")


def reply_view(asked: Question[Any], given: tuple[str, ...] | Left) -> RenderableType:
    """Draw the answer just given, or that it was put off, so that the screen reads as a record."""
    if isinstance(given, Left):
        return Text("… Để sau", style="dim")
    *others, last = asked.labels(given) or [""]
    words = "; ".join([*(one.rstrip(" .;") for one in others), last])
    if asked.kind is Kind.SEVERAL and len(given) > _FEW:  # each can still be looked at in the year
        words = f"Đã đánh dấu {len(given)}/{len(asked.choices)}"
    if given and (taken := asked.taken_for(given[0])):
        words = f"{words} → {taken}".strip()
    # rich counts a tab as no column, and would break lines wrongly.
    return indented(Text(words.expandtabs(4) or "(để trống)", style="green" if words else "dim"), 2)


def _known(context: Iterable[str]) -> list[RenderableType]:
    lines = (line for words in context for line in lines_of(words))
    return [indented(Text(line.expandtabs(4), style="dim"), 2) for line in lines]


def _place_lines(asked: Question[Any]) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    head = Text(asked.part, style="cyan")
    if asked.position:
        number, total = asked.position
        filled = number * _BAR // total
        head.append(f" · {number}/{total} ")
        head.append("█" * filled + "░" * (_BAR - filled), style="cyan")
    yield head
    if asked.title not in ("", asked.part):
        yield Text(asked.title, style="bold")
    if asked.so_far:
        yield indented(Text(asked.so_far, style="dim"), 2)
