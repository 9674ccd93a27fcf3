"""A year from paper that was opened again: the sections that the paper has are answered by it."""

from __future__ import annotations

from support.values import the_checklist
from tuphe.core.completeness import Context
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.review import ChecklistRef, Review
from tuphe.interview.questions import sections


def test_a_section_that_the_paper_has_counts_as_answered_and_the_others_are_still_asked() -> None:
    year = Review(
        year=2025,
        source=Source.PAPER,
        checklist=ChecklistRef(id="trach-nhiem"),
        paper=tuple(PaperSection(number=number, paragraphs=("Dạy 23 tiết.",)) for number in ("I.2", "II.1")),
    )

    asked = {one.key: one for one in sections.questions(year, None, Context(checklist=the_checklist(), leader=False))}

    assert asked["phan/I.2"].answered
    assert asked["han_che"].answered
    assert asked["han_che"].record(asked["han_che"].current) == year
    assert asked["phan/I.2"].labels(asked["phan/I.2"].current) == ["Giữ như trong bản giấy"]
    assert asked["phan/I.2"].record(asked["phan/I.2"].current) == year
    assert not asked["phan/I.3"].answered
