"""The summaries of the example years, as a person would paste them.

After a wanted change: VIET_LAI=1 python -m pytest tests/export/test_golden.py, then read the difference line by line.
"""

import os
import re

import pytest

from support.documents import example_brief, example_summary, readable
from support.values import ROOT, an_example, the_checklist

GOLDEN = ROOT / "tests" / "golden"

EXPORTS = [(year, style) for year in (2025, 2026) for style in ("md", "txt", "json")]


@pytest.mark.parametrize(("year", "style"), EXPORTS)
def test_the_summary_of_an_example_year_is_the_one_that_was_read(year: int, style: str) -> None:
    golden = GOLDEN / f"tom-tat-day-du-{year}.{style}"

    written = readable(example_summary(year), style)

    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("year", "style"), EXPORTS)
def test_a_summary_has_no_double_marks_no_idle_spaces_and_nothing_left_open(year: int, style: str) -> None:
    lines = readable(example_summary(year), style).splitlines()
    if style == "md":
        lines = [line.removesuffix("  ") for line in lines]

    assert [line for line in lines if re.search(r"\.\.|,,|;;|::|\s[.,;:](\s|$)|\(\)|\S  \S.*[.;]$", line)] == []
    assert [line for line in lines if line != line.rstrip() or "chưa ghi" in line] == []


@pytest.mark.parametrize(("year", "style"), [(2025, "txt"), (2026, "txt"), (2026, "md")])
def test_the_page_on_an_example_year_is_the_one_that_was_read(year: int, style: str) -> None:
    golden = GOLDEN / f"tom-tat-{year}.{style}"

    written = readable(example_brief(year), style)

    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_summary_is_one_page_and_has_nothing_left_open(year: int) -> None:
    lines = [line for line in readable(example_brief(year), "txt").splitlines() if line]

    assert len(lines) <= 55
    assert sum(len(line.split()) for line in lines) <= 650
    assert [line for line in lines if "chưa ghi" in line] == []


def test_a_summary_tells_facts_of_every_group_every_shortcoming_with_its_remedy_and_what_is_still_open() -> None:
    review, page = an_example(2026), readable(example_brief(2026), "txt")

    assert [group.name for group in the_checklist().groups if f"- {group.name}: " not in page] == []
    for _, found in review.shortcomings:
        assert found.text.partition(";")[0].rstrip(".") in page
        assert found.remedy.partition(";")[0].rstrip(".") in page
    assert [pledge.text for pledge in review.pledges if pledge.text not in page] == []
    assert "Phát biểu góp ý ở ít nhất 6 kỳ sinh hoạt chi bộ." in page
    assert "26,5/30" in page
