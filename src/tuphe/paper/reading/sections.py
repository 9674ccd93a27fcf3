"""A paper divided: its head, its sections with their lines, its self-rating, its annex, and what is in none of them."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import Knowledge, PaperWords
from tuphe.core.text import begins_with, first_words
from tuphe.core.value import Plain
from tuphe.paper.heading_choice import RATED
from tuphe.paper.heading_recognition import top_of
from tuphe.paper.headings import Heading
from tuphe.paper.leading_numbers import ROMAN, Mark, number_of
from tuphe.paper.paragraphs import Paragraph, Place, Rows, tables_of
from tuphe.paper.reading.broken_or_framed_headings import BARE
from tuphe.paper.reading.levels import rates, rates_in_words, said_by_others
from tuphe.paper.reading.printed_lines import is_of_signing, is_printed, signs, without_degree
from tuphe.paper.reading.rows_by_columns import columns_of
from tuphe.paper.reading.section_labels import counted_on

_LAST: Final = "VI"
"""The last section before the self-rating."""
_TOLD_BY_COUNT: Final = frozenset((*ROMAN, "I.1", "I.2", "I.3", "II.1"))
_HEAD: Final = "đầu"
_ANNEX: Final = "PL"
_ELSEWHERE: Final = "ngoài"
"""The place of paragraphs of no section: behind the signature, footnotes, boxes beside the text."""
_MOST_TABLES: Final = 20
"""No paper has more tables behind the signature; each takes some milliseconds to look at."""


class Line(Plain, frozen=True, kw_only=True):
    """The text of one line of a section, without its bullet or typed number; `cells` are those of a table's row."""

    text: str
    mark: Mark = Mark.NONE
    sign: str = ""
    """The kind of its mark, and for a bullet the bullet itself: lines of one list have the same."""
    cells: tuple[str, ...] = ()
    table: int = -1


class Divided(Plain, frozen=True, kw_only=True):
    """A paper in its parts; sections are in the order of the paper, by their numbers."""

    head: tuple[Paragraph, ...]
    sections: dict[str, tuple[Line, ...]]
    headings: dict[str, str]
    """The heading of each section as it is printed."""
    rating: tuple[Paragraph, ...]
    annex: tuple[Paragraph, ...]
    left: tuple[str, ...]
    counted: tuple[str, ...] = ()
    """Sections whose headings were known by their place and number alone."""


def divided(paragraphs: Sequence[Paragraph], found: dict[int, Heading], knowledge: Knowledge) -> Divided:
    """Divide a paper by its headings.

    The person's part ends at the place and day or the signature; behind it only an annex is read. Without a heading
    for it, the self-rating begins where points or boxes of levels do. Guiding sentences of the form, and lines that
    wait for the pen, are left out.
    """
    words = knowledge.words
    placed: dict[str, list[Paragraph]] = {}
    for section, paragraph in _placed(paragraphs, found, words):
        rest = _rest(paragraph, _heading_of(paragraph, found))
        placed.setdefault(section, []).extend([paragraph] if _keeps_its_heading(section) else rest)
    sections = {number: ones for number, ones in placed.items() if not _keeps_its_heading(number)}
    hints = tuple(map(first_words, knowledge.hints))
    left = [one.text.strip() for one in placed.get(_ELSEWHERE, ()) if not is_of_signing(one.text, words)]
    for printed in (words.degrees, words.closings):
        left += [one.text for ones in sections.values() for one in ones if begins_with(one.text, printed)]
    return Divided(
        head=tuple(placed.get(_HEAD, ())),
        sections={number: tuple(_lines(ones, words, hints)) for number, ones in sections.items()},
        headings={heading.section: heading.words for heading in reversed(found.values())},
        rating=tuple(one for number, ones in placed.items() if top_of(number) in RATED for one in ones),
        annex=tuple(placed.get(_ANNEX, ())),
        left=tuple(left),
        counted=tuple(one.section for one in found.values() if not one.known and one.section in _TOLD_BY_COUNT),
    )


def _placed(
    paragraphs: Sequence[Paragraph], found: dict[int, Heading], words: PaperWords
) -> Iterator[tuple[str, Paragraph]]:
    """Yield where each paragraph belongs: to the head, a section by its number, the annex, or elsewhere."""
    section = _HEAD
    tables, annexes = tables_of(paragraphs), dict[int, bool]()
    headed = (one.cell for one in paragraphs if one.cell and _heading_of(one, found))
    numbered = {(cell.table, cell.row): cell.column for cell in headed}  # a number in the cell before is its own
    for paragraph in paragraphs:
        cell, text = paragraph.cell, paragraph.text
        if cell and BARE.fullmatch(text) and cell.column < numbered.get((cell.table, cell.row), 0):
            continue
        if paragraph.place is not Place.BODY:
            yield (_HEAD if section == _HEAD else _ELSEWHERE), paragraph
            continue
        if heading := _heading_of(paragraph, found):
            section = heading.section
        elif section not in (_HEAD, _ANNEX, _ELSEWHERE):
            if signs(paragraph, words) or (top_of(section) in RATED and not cell and said_by_others(text)):
                section = _ELSEWHERE
            elif top_of(section) not in RATED and (rates(text) or (section == _LAST and rates_in_words(text))):
                section = RATED[0]
        if section == _ELSEWHERE and cell:
            if cell.table not in annexes:
                annexes[cell.table] = len(annexes) < _MOST_TABLES and _is_annex(tables[cell.table], words)
            yield (_ANNEX if annexes[cell.table] else section), paragraph
        else:
            yield section, paragraph


def _is_annex(rows: Rows, words: PaperWords) -> bool:
    """Whether the first row of a table names columns of tasks."""
    texts = [one.text for cell in rows.get(0, {}).values() for one in cell]
    keys = set(columns_of(texts, words.task_columns).values())
    return "noi_dung" in keys and len(keys - {"tt", "noi_dung"}) > 1


def _keeps_its_heading(section: str) -> bool:
    return section in (_HEAD, _ANNEX, _ELSEWHERE) or top_of(section) in RATED


def _heading_of(paragraph: Paragraph, found: dict[int, Heading]) -> Heading | None:
    """Return the heading that a paragraph is; cells of one line of a plain text share its position."""
    heading = found.get(paragraph.position)
    return heading if heading and heading.words in paragraph.text else None


def _rest(paragraph: Paragraph, heading: Heading | None) -> list[Paragraph]:
    """Return the person's text of a paragraph: all of it, or the part behind the heading on its line."""
    if heading is None:
        return [paragraph]
    rest = paragraph.text[heading.start :].strip()
    return [Paragraph(position=paragraph.position, text=rest, cell=paragraph.cell)] if rest else []


def _lines(paragraphs: Sequence[Paragraph], words: PaperWords, hints: Sequence[tuple[str, ...]]) -> list[Line]:
    """Return the lines of a section; a row of a table is one, unless the table is only the frame of its text."""
    tables = tables_of(paragraphs)
    frames = {table for table, rows in tables.items() if len(set(chain(*rows.values()))) == 1}
    found: list[Line] = []
    for paragraph in paragraphs:
        cell = paragraph.cell
        if cell is None or cell.table in frames:
            own = (structs.replace(one, text=without_degree(one.text, words)) for one in _lines_of(paragraph))
            found += (one for one in own if not is_printed(one.text, words, hints))
        elif row := tables[cell.table].pop(cell.row, None):
            said = {column: (one.text.strip() for one in ones) for column, ones in row.items()}
            texts = ["\n".join(filter(None, said.get(column, ()))) for column in range(max(said) + 1)]
            found.append(Line(text=" | ".join(filter(None, texts)), cells=tuple(texts), table=cell.table))
    return [line for line in found if line.text]


def _lines_of(paragraph: Paragraph) -> list[Line]:
    """Return the lines of a paragraph: a soft break begins one only before a bullet, a number or a label."""
    found: list[Line] = []
    for row, text in enumerate(paragraph.text.split("\n")):
        number = number_of(Paragraph(position=0, text=text, number=paragraph.number if row == 0 else ""))
        counts = number.mark is Mark.BRACKETED and len(counted_on(text)) > 1
        said = " ".join(text[0 if counts else number.end :].split())
        if found and number.mark is Mark.NONE and ":" not in said[:40]:
            found[-1] = structs.replace(found[-1], text=f"{found[-1].text}\n{said}".strip("\n"))
        else:
            bullet = (paragraph.number if row == 0 and paragraph.number else text.strip())[:1]
            sign = bullet if number.mark is Mark.BULLET else str(number.mark)
            found.append(Line(text=said, mark=number.mark, sign=sign))
    return found
