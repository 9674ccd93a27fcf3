"""Papers to read: a few lines as somebody types them, or one of our own, and what is known beforehand."""

from __future__ import annotations

from functools import cache
from typing import Final

from support.values import silent, the_forms
from tuphe.core.paper import Paper
from tuphe.core.paper_words import Knowledge
from tuphe.paper.headings import headings
from tuphe.paper.likely_headings import known_headings
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.plain import paragraphs_of
from tuphe.paper.reading import read_paper
from tuphe.storage.papers import knowledge

TITLE = "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN\nNăm 2025\n(Cá nhân không giữ chức vụ lãnh đạo, quản lý)\n"
"""The title of a paper in the form 2B of 2025."""


@cache
def the_knowledge() -> Knowledge:
    """The built-in forms and the data files of papers."""
    return knowledge(the_forms(), notify=silent)


WORDS: Final = the_knowledge().words


def lines(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, or of Markdown where it has a table."""
    return paragraphs_of(text.encode(), markdown="|" in text)


def read(body: str, *, title: str = TITLE, file_name: str = "ban-kiem-diem.docx") -> Paper:
    """What is read of a plain text below the title."""
    return read_paper(lines(f"{title}{body}"), the_knowledge(), file_name)


def sections_of(paragraphs: tuple[Paragraph, ...]) -> dict[int, str]:
    """The sections that paragraphs head, by their positions."""
    found = headings(paragraphs, known_headings(the_knowledge()))
    return {position: heading.section for position, heading in found.items()}


def told(paper: Paper) -> dict[str, tuple[str, ...]]:
    """What each section of a paper says."""
    return {section.number: section.paragraphs for section in paper.sections}


def a_line(text: str, position: int = 0, *, number: str = "", bold: bool = False) -> Paragraph:
    """One paragraph."""
    return Paragraph(position=position, text=text, number=number, bold=bold)
