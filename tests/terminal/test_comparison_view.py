"""Two years side by side, however narrow the screen."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from support.values import a_checklist, a_year
from tuphe.core.comparison import compare
from tuphe.core.review import ChecklistRef, Rating
from tuphe.terminal.views.comparison import comparison_view


@pytest.mark.parametrize("columns", [40, 100])
def test_an_item_that_one_checklist_does_not_have_was_not_left_unanswered(columns: int) -> None:
    old, new = (ChecklistRef(id="thu", fingerprint=f"1.{letters}") for letters in ("a", "ab"))
    before = a_year(2025, {"a": Rating.GOOD}, checklist=old)
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR}, checklist=new)
    said = io.StringIO()

    checklist = a_checklist(["a", "b"])
    Console(file=said, width=columns).print(
        comparison_view(compare(before, after, checklist), checklist, columns=columns)
    )

    assert "Chưa trả lời" not in said.getvalue()
    assert "–" in said.getvalue()
