"""Views: all that its owner wrote is on the screen, years stand side by side, nothing is lost on a narrow one."""

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
import pytest
from msgspec import structs
from rich.console import Console, RenderableType
from rich.text import Text

from support.values import a_checklist, a_year, an_example, the_checklist
from tuphe import texts
from tuphe.core.comparison import compare
from tuphe.core.paper import Paper
from tuphe.core.paper_section import Source
from tuphe.core.review import ChecklistRef, FollowUp, RaisedIssue, Rating, Review
from tuphe.core.self_rating import Case, SelfRating
from tuphe.interview.questions import Known, review_questions
from tuphe.storage.toml import to_plain
from tuphe.terminal.views.asking import question_view
from tuphe.terminal.views.comparison import comparison_view
from tuphe.terminal.views.paper import paper_view
from tuphe.terminal.views.parts import indented
from tuphe.terminal.views.review import review_view

NOT_SHOWN = {"dinh_dang", "bo_tieu_chi", "khong_co", "cau", "con_hoi", "bo_qua"}
"""What belongs to the interview and to soát."""


def leaves(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts."""
    if isinstance(plain, str):
        yield path
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ():
        if key not in NOT_SHOWN:
            yield from leaves(value, (*path, key))


def put(plain: Any, path: tuple[Any, ...], text: str) -> Any:
    """The same with another text at one place."""
    if not path:
        return text
    copy = plain.copy()
    copy[path[0]] = put(plain[path[0]], path[1:], text)
    return copy


def shown(view: RenderableType, columns: int = 200) -> str:
    """What stands on a screen of so many columns, without colours."""
    said = io.StringIO()
    Console(file=said, width=columns).print(view)
    return said.getvalue()


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_text_of_a_year_is_shown(year: int) -> None:
    plain = to_plain(an_example(year))
    words = (f"chữ-{number}" for number in count())
    written = []
    for path in list(leaves(plain)):
        word = next(words)
        try:
            changed = put(plain, path, word)
            msgspec.convert(changed, Review)
        except msgspec.ValidationError:
            continue  # one of a few values
        if path[-1] != "id" and path[-1] != "muc":
            plain = changed
            written.append((path, word))
    said = shown(review_view(msgspec.convert(plain, Review), the_checklist(), leader=True, proposal=()))

    assert len(written) > 30
    assert [path for path, word in written if f"{word}\n" not in said.replace(" ", "\n")] == []


def test_every_text_read_of_a_follow_up_and_of_an_issue_that_was_raised_is_shown_of_a_paper() -> None:
    mended = FollowUp(text="chữ-1", results="chữ-2", obstacles="chữ-3", responsibility="chữ-4", remedy="chữ-5")
    issue = RaisedIssue(issue="chữ-6", explanation="chữ-7", cause="chữ-8", responsibility="chữ-9")

    said = shown(paper_view(Paper(follow_ups=(mended,), raised_issues=(issue,)), 2025, the_checklist()))

    assert [number for number in range(1, 10) if f"chữ-{number}" not in said] == []


@pytest.mark.parametrize("case", Case)
def test_a_case_that_makes_the_lowest_level_is_shown_in_words(case: Case) -> None:
    year = Review(year=2026, self_rating=SelfRating(cases=(case,)))

    said = shown(review_view(year, the_checklist(), leader=True, proposal=()))

    assert f"Trường hợp đã chọn: {texts.CASES[case]}" in said


def test_the_bar_of_a_question_is_full_at_the_last_part_and_half_full_in_the_middle() -> None:
    asked = next(iter(review_questions(Review(year=2026), the_checklist(), Known())))

    def bar(number: int) -> str:
        return shown(question_view(structs.replace(asked, position=(number, 8)))).split(f"{number}/8 ")[1].split()[0]

    assert [bar(number) for number in (4, 8)] == ["█" * 6 + "░" * 6, "█" * 12]


def compared(before: Review, after: Review, columns: int) -> str:
    """The comparison of two years on a screen of so many columns."""
    checklist = a_checklist(["a", "b"])
    return shown(comparison_view(compare(before, after, checklist), checklist, columns=columns), columns)


@pytest.mark.parametrize("columns", [40, 100])
def test_an_item_of_which_a_paper_says_nothing_or_that_was_not_asked_was_not_left_unanswered(columns: int) -> None:
    old, new = (ChecklistRef(id="thu", fingerprint=f"1.{letters}") for letters in ("a", "ab"))
    silent = a_year(2025, {"a": Rating.GOOD}, checklist=new)
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR}, checklist=new)

    for year in (silent.but(source=Source.PAPER), silent.but(checklist=old)):
        said = compared(year, after, columns)
        assert ("Chưa trả lời" in said, "–" in said) == (False, True)
    assert "–" not in compared(silent, after, columns)


WORDS = "! Hạn chế: nộp báo cáo quý III chậm 2 ngày, phải nhắc; rút-kinh-nghiệm-ngay-trong-tháng."


def drawn(text: Text, *, columns: int, colour: bool = False) -> str:
    """What stands on a screen of `columns` when a text is drawn four columns to the right."""
    screen = Console(
        file=io.StringIO(), width=columns, color_system="standard" if colour else None, force_terminal=colour
    )
    screen.print(indented(text, 4))
    written = screen.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


@pytest.mark.parametrize("text", [Text(WORDS, style="yellow"), Text.assemble((WORDS, "yellow"))], ids=["whole", "part"])
def test_every_line_has_the_colour_of_its_text(text: Text) -> None:
    lines = drawn(text, columns=30, colour=True).splitlines()

    assert len(lines) > 2
    assert all(line.startswith("    \x1b[33m") and line.endswith("\x1b[0m") for line in lines)


@pytest.mark.parametrize("columns", [12, 24, 40, 80, 200])
@pytest.mark.parametrize("text", [WORDS, f"{WORDS}\n  {WORDS}", f"{WORDS} 人人人", "Một\tHai", ""])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(text: str, columns: int) -> None:
    lines = drawn(Text(text), columns=columns).splitlines()

    assert max(map(len, lines)) <= columns
    assert "".join("".join(lines).split()) == "".join(text.split())
