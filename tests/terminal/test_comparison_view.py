"""Two years side by side, however narrow the screen."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from support.values import a_checklist, a_year
from tuphe.core.comparison import compare
from tuphe.core.paper_section import Source
from tuphe.core.review import ChecklistRef, Rating, Review
from tuphe.terminal.views.comparison import comparison_view


def shown(before: Review, after: Review, columns: int) -> str:
    """The comparison of two years on a screen of so many columns."""
    said, checklist = io.StringIO(), a_checklist(["a", "b"])
    Console(file=said, width=columns).print(
        comparison_view(compare(before, after, checklist), checklist, columns=columns)
    )
    return said.getvalue()


@pytest.mark.parametrize("columns", [40, 100])
def test_an_item_that_one_checklist_does_not_have_was_not_left_unanswered(columns: int) -> None:
    old, new = (ChecklistRef(id="thu", fingerprint=f"1.{letters}") for letters in ("a", "ab"))
    before = a_year(2025, {"a": Rating.GOOD}, checklist=old)
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR}, checklist=new)

    said = shown(before, after, columns)

    assert "Chưa trả lời" not in said
    assert "–" in said


@pytest.mark.parametrize("columns", [40, 100])
def test_an_item_of_which_a_paper_says_nothing_was_not_left_unanswered_but_one_of_an_interview_was(
    columns: int,
) -> None:
    silent = a_year(2025, {"a": Rating.GOOD})
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR})

    assert "–" in shown(silent.but(source=Source.PAPER), after, columns)
    assert "–" not in shown(silent, after, columns)
