"""The fields of a page: a text to type, or choices."""

from typing import Any

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window

from tuphe.core.board import chosen_of
from tuphe.core.question import Kind, Question
from tuphe.terminal import console
from tuphe.terminal.columns import broken
from tuphe.terminal.fields import text_bindings, text_window
from tuphe.terminal.key_sequences import take_without_escape


class TextField:
    """A field to type into."""

    def __init__(self, question: Question[Any], typed: str | None) -> None:
        self.question = question
        standing = question.draft if question.draft is not None else "".join(question.current)
        self.buffer = Buffer(document=Document(standing if typed is None else typed))
        self.window = text_window(self.buffer, question.offered)

    def bindings(self) -> KeyBindings:
        """Return the keys that edit it."""
        return text_bindings(several_lines=self.question.kind is Kind.TEXT)

    @property
    def lines(self) -> int:
        """How many lines it has; a line too long for the screen counts once."""
        return self.buffer.document.line_count

    @property
    def reply(self) -> tuple[str, ...]:
        """The text in it."""
        return (self.buffer.text,)


class ChoiceField:
    """A field with choices: of one, side by side; of several, one below the other with ticks."""

    def __init__(self, question: Question[Any], typed: str | None) -> None:
        self.question = question
        standing = question.draft if typed is None else typed
        self._chosen = set(question.current if standing is None else chosen_of(question, standing))
        self._pointed = 0
        rows = FormattedTextControl(self._drawn, focusable=True)
        self.window = Window(rows, wrap_lines=True, dont_extend_height=True)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.question.choices) if self.question.kind is Kind.SEVERAL else 1

    @property
    def reply(self) -> tuple[str, ...]:
        """The values chosen, in the order of the choices."""
        return tuple(choice.value for choice in self.question.choices if choice.value in self._chosen)

    def bindings(self) -> KeyBindings:
        """Return the keys that choose."""
        bindings = KeyBindings()
        take_without_escape(bindings)
        bindings.add(Keys.Any)(lambda _event: None)
        for key, number in ((" ", None), *((str(number + 1), number) for number in range(9))):
            bindings.add(key)(lambda _event, number=number: self._choose(number))
        for key, rows in (("up", -1), ("left", -1), ("down", 1), ("right", 1)):
            bindings.add(key)(lambda _event, rows=rows: self._move(rows))
        return bindings

    def _move(self, rows: int) -> None:
        """Move the pointer of the space key to another choice."""
        self._pointed = (self._pointed + rows) % len(self.question.choices)

    def _choose(self, number: int | None) -> None:
        """Choose, or tick, the choice with this number, from 0, or the one pointed at; a second time undoes it."""
        if number is not None and number >= len(self.question.choices):
            return
        self._pointed = self._pointed if number is None else number
        value = self.question.choices[self._pointed].value
        others = self._chosen if self.question.kind is Kind.SEVERAL else set[str]()
        self._chosen = others - {value} if value in self._chosen else others | {value}

    def _drawn(self) -> StyleAndTextTuples:
        room = max(console.columns() - 1, 20)
        labels = [f"  ○ {at} {choice.label}" for at, choice in enumerate(self.question.choices, 1)]
        several = self.question.kind is Kind.SEVERAL or len(" ".join(labels)) > room
        styled: StyleAndTextTuples = []
        for at, choice in enumerate(self.question.choices):
            sign = "●" if choice.value in self._chosen else "○"
            style = "class:highlighted" if at == self._pointed and get_app().layout.has_focus(self.window) else ""
            cursor = "[SetCursorPosition]" if at == self._pointed else ""
            label = f"{sign} {at + 1} {choice.label}"
            if several:
                label = "\n".join(broken(label, room, first="  ", others="      ")).removeprefix("  ")
            styled += [(style, "  "), (cursor, ""), (style, label), ("", "\n" if several else " ")]
        return styled[:-1]
