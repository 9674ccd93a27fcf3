"""What the interview asks at once, and the one it hands that to: a screen, numbered lines, a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from tuphe.core.board import Board, Page
from tuphe.core.question import Left, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuphe.core.question import Opened

Subject = TypeVar("Subject")

Step = Question[Subject] | Page[Subject] | Board[Subject]
"""What is asked at once."""

Reply = tuple[str, ...] | Left
"""The values chosen or the text typed, or where the person wants to go instead."""

Replies = Mapping[str, tuple[str, ...]] | Left
"""The replies to the fields of a page by their keys, or where the person wants to go instead."""


class Asker(Protocol):
    """Someone who can put questions to the person: one, or those of a board."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> Reply:
        """Ask one question and return the reply.

        `fault` is why the last answer was refused, `typed` that answer.

        Raises AskingFailed with the text in the field where something other
        than the person ends the question.
        """
        ...

    def ask_board(
        self, board: Board[Subject], mark: Callable[[str, str | None], Board[Subject]], *, fault: str, at: str | Opened
    ) -> Opened | Left | None:
        """Show a board until the person leaves it or opens a row's page; None where the board is done.

        `mark` answers the row about a place with the value of a choice, or
        takes its answer back, and returns the board as it is saved. `at` is
        the place to begin at, the one whose page was just left, or Opened
        where its page is wanted first.

        Raises AskingFailed for whatever `mark` raises.
        """
        ...


@runtime_checkable
class AsksPages(Asker, Protocol):
    """Someone who has room for the questions of a page at once; anybody else is asked them one after another."""

    def ask_page(
        self,
        page: Page[Subject],
        keep: Callable[[Mapping[str, str]], None],
        *,
        fault: str,
        at: str,
        typed: Mapping[str, str],
    ) -> Replies:
        """Ask the questions of a page; what stands in its fields goes to `keep` whenever one is left for another.

        `at` is the key of the field that `fault` is about.

        Raises AskingFailed with what stands in the fields, and what `keep` raises.
        """
        ...
