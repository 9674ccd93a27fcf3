"""What the interview asks at once, and who asks the person: a screen, numbered lines, a test."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from tuphe.core.board import Board, Keep, Mark, Page, PageReply
from tuphe.core.question import Left, Opened, Question, Reply

Subject = TypeVar("Subject")

Step = Question[Subject] | Page[Subject] | Board[Subject]
"""What is asked at once."""


class Asker(Protocol):
    """Someone who can put questions to the person: one, or those of a board."""

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Reply:
        """Ask one question and return the reply.

        `fault` is why the last answer was refused, `typed` that answer.

        Raises AskingFailed with the text in the field where something other than the person ends the question.
        """

    def ask_board(self, board: Board[Any], mark: Mark, *, fault: str, at: str | Opened) -> Opened | Left | None:
        """Show a board until the person leaves it or opens a row's page; None where the board is done.

        `at` is the place to begin at, the one whose page was just left, or Opened where its page is wanted first.

        Raises AskingFailed for whatever `mark` raises.
        """


@runtime_checkable
class AsksPages(Asker, Protocol):
    """An asker that can show the questions of a page at once; any other one asks them one after another."""

    def ask_page(self, page: Page[Any], keep: Keep, *, fault: str, at: str, typed: Mapping[str, str]) -> PageReply:
        """Ask the questions of a page; the texts in its fields go to `keep` whenever the person goes to another field.

        `at` is the key of the field that `fault` is about.

        Raises AskingFailed with the texts in the fields, and what `keep` raises.
        """
