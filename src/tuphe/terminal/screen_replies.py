"""The prompts that answer a question, a board or a page on a redrawn screen: choices, or fields to type into."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.layout import Window

from tuphe.core.board import Board, Keep, Mark, Page, PageReply
from tuphe.core.question import Kind, Left, Move, Opened, Question, Reply
from tuphe.core.text import clean
from tuphe.errors import AskingFailed, TuPheError
from tuphe.terminal import console, keys
from tuphe.terminal.application import cleaned, forget_stops, prompt, run, run_fields
from tuphe.terminal.board_screen import Stand, board_prompt
from tuphe.terminal.choices import ChoiceList, keys_window
from tuphe.terminal.external_editor import edit_answer
from tuphe.terminal.fields import choose_all, text_bindings, text_window
from tuphe.terminal.key_sequences import bind_leaving
from tuphe.terminal.modes import Terminal
from tuphe.terminal.page import EDIT, PageScreen
from tuphe.terminal.views.asking import fault_view

_EDIT: Final = object()
"""The result of a prompt where the person wants their editor."""


class Replies:
    """Takes the replies to what `prompts` asks on a terminal; boards open again where they were left."""

    forget_stops = staticmethod(forget_stops)

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._stands: dict[str, Stand] = {}

    def to_question(self, question: Question[Any], text: str, *, refused: bool = False) -> Reply:
        """Show the prompt of a question, with `text` in its field, until something but the editor ends it.

        A line that was `refused` is selected, so that a new one replaces it when it is typed or pasted.
        Raises AskingFailed with the text that is in the field by then.
        """
        try:
            while True:
                typing = question.kind in (Kind.LINE, Kind.TEXT)
                asked = _field(question, text, refused=refused) if typing else _choices(question)
                reply, text = run(asked.application)
                if reply is _EDIT:
                    try:
                        text = self._edited(text, console.notify)
                    except TuPheError as failure:
                        console.show(fault_view(str(failure)))
                    continue
                return Left(reply, text) if isinstance(reply, Move) else _values(reply)
        except AskingFailed:
            raise
        except BaseException as cause:
            raise AskingFailed(text) from cause

    def to_board(self, board: Board[Any], mark: Mark, *, fault: str, at: str | Opened) -> Opened | Left | None:
        """Show a board until it is left; see `tuphe.interview.asker.Asker`."""
        stand = self._stands.setdefault(board.key, Stand())
        if fault:
            forget_stops()
        else:
            stand.place = at.place if isinstance(at, Opened) else at
        asked = board_prompt(board, mark, stand, fault=fault)
        left: Opened | Move | None
        left, typed = run_fields(
            asked.application, lambda: {} if stand.typed is None else {stand.place: stand.typed}, _cleaned_fields
        )
        if not isinstance(left, Move):
            return left
        stand.typed = None
        return Left(left, typed or "")

    def to_page(
        self, page: Page[Any], keep: Keep, *, fault: str, at: str, typed: Mapping[str, str]
    ) -> tuple[PageReply, int]:
        """Show the fields of a page until it is left; see `tuphe.interview.asker.Asker`.

        Return with the replies how many rows below its own on the board the page to show next is.
        """
        screen = PageScreen(page, lambda standing: keep(_cleaned_fields(standing)), typed=typed, fault=fault)
        screen.go_to(at)
        while True:
            result, standing = run_fields(screen.prompt().application, lambda: screen.standing, _cleaned_fields)
            if result is EDIT:
                screen.edit(self._edited)
                continue
            if isinstance(result, Move):
                return Left(result, standing), 0
            return {key: _values(reply) for key, reply in result.replies.items()}, result.rows

    def _edited(self, text: str, notify: Callable[[str], None]) -> str:
        with self._terminal.lent():
            return edit_answer(text, notify)


def _cleaned_fields(standing: Mapping[str, str]) -> dict[str, str]:
    """Return the texts in the fields of a page without hidden control characters."""
    return {key: clean(text)[0] for key, text in standing.items()}


def _values(reply: Any) -> tuple[str, ...]:
    """Return what a prompt ended with as an answer."""
    if isinstance(reply, tuple) and all(isinstance(text, str) for text in reply):
        return cleaned(reply)
    raise TypeError(type(reply).__name__)  # not the reply itself: it may be the person's text


def _choices(question: Question[Any]) -> questionary.Question:
    choices = ChoiceList(question.choices, question.current, several=question.kind is Kind.SEVERAL)
    rows, bindings = choices.window(), choices.bindings()
    toggles = (keys.KEYS, keys.KEYS_WHERE_NOTHING_IS_TYPED)
    hint = keys_window(partial(_lines_of, choices.hint), bindings, *toggles, said=lambda: choices.said)
    return prompt([Window(height=1), rows, hint], bindings, focused=rows, typing=False)


def _field(question: Question[Any], text: str, *, refused: bool) -> questionary.Question:
    """Return the prompt for one line of text or several; a line that was `refused` is selected, to be typed over."""
    several_lines = question.kind is Kind.TEXT
    bindings = text_bindings(several_lines=several_lines)
    bind_leaving(bindings)
    for key in keys.FINISH:
        bindings.add(key)(_finish)
    for enter in ("enter", "c-j"):
        bindings.add(enter)(_begin_line_or_finish if several_lines else _finish)
    if several_lines:
        bindings.add(keys.EDITOR)(lambda event: event.app.exit(result=_EDIT))
    buffer = Buffer(document=Document(text))
    field = text_window(buffer, question.offered)
    if refused and not several_lines:
        choose_all(buffer)
    hint = keys_window(partial(_lines_of, keys.TEXT if several_lines else keys.LINE), bindings, keys.KEYS)
    return prompt([hint, field], bindings, focused=field, typing=True)


def _finish(event: KeyPressEvent) -> None:
    event.app.exit(result=(event.current_buffer.text,))


def _begin_line_or_finish(event: KeyPressEvent) -> None:
    if event.current_buffer.text:
        event.current_buffer.newline(copy_margin=False)
    else:
        _finish(event)


def _lines_of(hint: keys.Hint, explained: bool) -> list[str]:  # noqa: FBT001 -- which of two it is
    return keys.hint_lines(hint, console.columns() - 4, explained=explained)
