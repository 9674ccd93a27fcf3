"""Questions on a screen that can be redrawn: drawn here, and answered by `screen_replies`, which loads meanwhile."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tuphe.core.board import Board, Keep, Mark, Page, PageReply
from tuphe.core.question import Kind, Left, Move, Opened, Question, Reply
from tuphe.terminal import console
from tuphe.terminal.modes import held_for_questions
from tuphe.terminal.views.asking import fault_view, known_view, question_view, reply_view

if TYPE_CHECKING:
    from tuphe.terminal.screen_replies import Replies


class Prompts:
    """Asks with one-key choices and a small editor for texts of several lines."""

    def __init__(self) -> None:
        self._before: Question[Any] | None = None
        self._turned = 0  # how many rows below the page that was just left the next one is
        self._terminal = held_for_questions()

    @cached_property
    def _replies(self) -> "Replies":
        from tuphe.terminal.screen_replies import Replies  # noqa: PLC0415 -- the first question is read while this loads

        return Replies(self._terminal)

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Reply:
        """Put one question; see `tuphe.interview.asker.Asker`."""
        self._turned = 0
        if fault:
            self._replies.forget_stops()
            console.show(fault_view(fault))
        else:
            console.show(question_view(question, after=self._before))
        self._before = question
        text = typed or question.draft or (question.current[0] if question.current else "")
        if question.kind is Kind.TEXT and text and not (typed or question.draft or question.answered):
            text += "\n"  # results ticked from the notes are there; new ones go below them
        reply = self._replies.to_question(question, text, refused=bool(fault and typed))
        if not isinstance(reply, Left) or reply.move is Move.SKIP:
            with suppress(Exception):  # an answer is saved even if its window is closed by now
                console.show(reply_view(question, reply))
        return reply

    def ask_board(self, board: Board[Any], mark: Mark, *, fault: str, at: str | Opened) -> Opened | Left | None:
        """Show a board; see `tuphe.interview.asker.Asker`."""
        self._before = None
        if isinstance(at, str) and (beside := board.page_beside(at, self._turned)):
            return Opened(beside)
        self._turned = 0
        if isinstance(at, Opened) and at.place in board.pages:
            return at
        return self._replies.to_board(board, mark, fault=fault, at=at)

    def ask_page(self, page: Page[Any], keep: Keep, *, fault: str, at: str, typed: Mapping[str, str]) -> PageReply:
        """Put the questions of a page; see `tuphe.interview.asker.Asker`."""
        if fault:
            self._replies.forget_stops()
        elif (known := known_view(page)) is not None:
            console.show(known)
        said = fault or (f"Đã lưu trang trước. Trang này: {page.title.rstrip('.')}." if self._turned else "")
        reply, self._turned = self._replies.to_page(page, keep, fault=said, at=at, typed=typed)
        return reply
