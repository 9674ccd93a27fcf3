"""The choices of a question as rows on the screen: a pointer, ticks, and the keys that move and set them."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window

from tuphe.core.question import Kind, Question
from tuphe.terminal import keys
from tuphe.terminal.keyboard import bind_leaving, ignore_letters_with_alt

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent


class ChoiceList:
    """The choices of one question, on a screen of so many columns: where the pointer is, and what is ticked."""

    def __init__(self, question: Question[Any], *, columns: int) -> None:
        self._several = question.kind is Kind.SEVERAL
        self._numbers = {str(number): one.value for number, one in enumerate(question.choices, 1)}
        if len(self._numbers) > 9:
            self._numbers = {}
        self._rows: list[tuple[str | None, str]] = []
        for number, choice in enumerate(question.choices, 1):
            label = f"{number}. {choice.label}" if self._numbers else choice.label
            self._rows.append((choice.value, _wrapped(label, columns - 8)))
        if not (self._several or question.current):
            # Without it, a stray Enter would choose the first, and best, answer.
            self._rows.insert(0, (None, "Chưa chọn"))
        self._ticked: set[str | None] = set(question.current) if self._several else set()
        pointed = () if self._several else question.current
        self._pointed = next((row for row, (value, _) in enumerate(self._rows) if value in pointed), 0)

    @property
    def hint(self) -> tuple[str, ...]:
        """The keys that choose here, in words."""
        if self._several:
            return keys.SEVERAL if self._numbers else keys.MANY
        return keys.ONE if self._numbers else keys.ARROWS

    def window(self) -> Window:
        """Return the rows as a part of a prompt."""
        return Window(FormattedTextControl(self._drawn, focusable=True, show_cursor=False), dont_extend_height=True)

    def bindings(self) -> KeyBindings:
        """Return the keys at choices, all that are obeyed there; a prompt ends with the values chosen."""
        bindings = KeyBindings()
        bind_leaving(bindings)
        ignore_letters_with_alt(bindings)
        bindings.add(Keys.Any)(lambda _event: None)
        bindings.add("up")(lambda _event: self._move(-1))
        bindings.add("down")(lambda _event: self._move(1))
        for number in self._numbers:
            bindings.add(number)(self._number)
        if self._several:
            bindings.add(" ")(lambda _event: self._tick(self._rows[self._pointed][0]))
        for enter in ("enter", "c-j"):
            bindings.add(enter)(self._enter)
        return bindings

    def _move(self, rows: int) -> None:
        self._pointed = (self._pointed + rows) % len(self._rows)

    def _number(self, event: KeyPressEvent) -> None:
        value = self._numbers[event.data]
        if self._several:
            self._tick(value)
        else:
            event.app.exit(result=(value,))

    def _tick(self, value: str | None) -> None:
        self._ticked ^= {value}

    def _enter(self, event: KeyPressEvent) -> None:
        pointed, _ = self._rows[self._pointed]
        if self._several:
            event.app.exit(
                result=tuple(value for value, _ in self._rows if value is not None and value in self._ticked)
            )
        elif pointed is not None:
            event.app.exit(result=(pointed,))

    def _drawn(self) -> StyleAndTextTuples:
        drawn: StyleAndTextTuples = []
        for row, (value, label) in enumerate(self._rows):
            pointer = [("class:pointer", " › "), ("[SetCursorPosition]", "")] if row == self._pointed else [("", "   ")]
            tick = ("● " if value in self._ticked else "○ ") if self._several else ""
            style = "class:highlighted" if row == self._pointed else ""
            drawn += [*pointer, (style, f"{tick}{label}"), ("", "\n")]
        return drawn[:-1]


def _wrapped(label: str, room: int) -> str:
    return "\n     ".join(wrap(label, max(room, 20), break_on_hyphens=False)) or label
