"""A paper read into its parts: header, sections, shortcomings and what became of earlier ones, points, level, tasks."""

from collections.abc import Sequence

from tuphe.core.paper import Paper, PaperSection
from tuphe.core.paper_words import Knowledge
from tuphe.paper.header import form_of, header_fields, year_of
from tuphe.paper.headings import headings, known_headings
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.rating import rating_of
from tuphe.paper.sections import divided


def read_paper(paragraphs: Sequence[Paragraph], knowledge: Knowledge, file_name: str) -> Paper:
    """Return everything that a paper says, as far as it is sure, with what is not sure and what was left aside.

    `file_name` is asked for the year only where the paper itself does not say it.
    """
    parts = divided(paragraphs, headings(paragraphs, known_headings(knowledge)), knowledge.words)
    year = year_of(parts.head, paragraphs, file_name)
    rated = rating_of(parts.rating)
    return Paper(
        header=header_fields(parts.head, knowledge.words),
        year=year.year,
        form=form_of(parts.head, parts.sections, year.year, knowledge),
        self_rating=rated.rating,
        sections=tuple(
            PaperSection(number=number, paragraphs=tuple(line.text for line in lines))
            for number, lines in parts.sections.items()
            if lines
        ),
        left=parts.left,
    )
