"""Someone who is asked single questions only, for what has no boards and no pages."""

from __future__ import annotations

from typing import Any


class QuestionsAlone:
    """Lacks what boards and pages need."""

    def ask_board(self, board: Any, mark: Any, *, fault: str, at: Any) -> Any:
        """Fail: no board is expected."""
        raise AssertionError(board.key, mark, fault, at)

    def ask_page(self, page: Any, keep: Any, *, fault: str, at: str, typed: Any) -> Any:
        """Fail: no page is expected."""
        raise AssertionError(page.key, keep, fault, at, typed)
