"""What must hold for every document and every year in every format, tried on many made up by hypothesis."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from math import isfinite
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as made
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec import structs

from support.documents import HOSTILE, everything, lines_of
from support.made_up import (
    FORMS,
    LABELS,
    LAYOUTS,
    POINT_TABLES,
    PROFILES,
    REVIEWS,
    TEXTS,
    WORDS,
    several,
    tried,
    values,
    years,
)
from support.values import the_checklist, the_forms
from support.word_file import WordFile
from support.word_schema import misplaced
from tuphe.core.comparison import compare
from tuphe.core.form import Form
from tuphe.core.form_faults import find_faults
from tuphe.core.page_layout import Layout
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Profile
from tuphe.core.promises import open_after
from tuphe.core.review import Rating, Review
from tuphe.core.text import fold
from tuphe.export.document import (
    Block,
    Box,
    Boxes,
    Bullet,
    Bullets,
    Document,
    Letterhead,
    Line,
    Section,
    Signature,
    Table,
)
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import FORMATS, render, text
from tuphe.export.long_summary import summarise
from tuphe.export.official import fill
from tuphe.export.page_count import estimated_pages

PAPERS: Final = [style for style in FORMATS if style != "json"]
"""The formats that people read."""

WIDEST_TABLE: Final = 100
"""Columns of plain text; a wider table is written cell under cell."""

HALF: Final = 40
"""Columns of plain text that each half of a letterhead has."""

YEAR_FORMS: Final = [form for form in the_forms() if form.id in ("2A-2025", "2B-2025")]


# Documents


def documents(labels: SearchStrategy[str]) -> SearchStrategy[Document]:
    """Make up whole documents and sections alone: with any text in them, and `labels` for what stands around it."""
    maybe = made.just("") | labels
    sides = made.sampled_from(["trai", "phai"])
    sections = _sections(labels)
    whole = made.builds(
        Document,
        title=labels,
        subtitles=several(labels),
        head=several(_lines(labels), most=3),
        sections=sections,
        letterhead=made.none() | made.builds(Letterhead, several(labels), labels, labels),
        signatures=several(
            made.builds(Signature, labels, made.just(" ") | maybe, maybe, sides, _remarks(labels)), most=4
        ),
        layout=LAYOUTS,
    )
    return whole | made.builds(Document, sections=sections, layout=LAYOUTS)


def _remarks(labels: SearchStrategy[str]) -> SearchStrategy[tuple[Block, ...]]:
    lists = made.builds(Bullets, several(made.builds(Bullet, made.builds(Line, labels)), least=1))
    return made.just(()) | made.tuples(made.builds(Line, labels)) | made.tuples(lists)


def _lines(labels: SearchStrategy[str]) -> SearchStrategy[Line]:
    more = several(made.builds(Line, TEXTS, labels))
    return made.builds(Line, TEXTS, made.just("") | labels, made.just(()) | more)


def _sections(labels: SearchStrategy[str]) -> SearchStrategy[tuple[Section, ...]]:
    lines, maybe = _lines(labels), made.just("") | labels
    blocks = (
        lines
        | made.builds(Bullets, several(made.builds(Bullet, lines, several(lines)), most=3), made.booleans())
        | _tables(labels)
        | made.builds(Boxes, several(made.builds(Box, labels, made.booleans()), least=1), maybe, made.booleans())
    )
    held = several(blocks, most=4)
    inner = made.builds(Section, made.sampled_from(["A.I.1", "A.I.2"]), maybe, held)
    outer = made.builds(Section, made.sampled_from(["A.I", "III"]), maybe, held, several(inner), made.booleans())
    return several(outer, least=1)


@made.composite
def _tables(draw: DrawFn, labels: SearchStrategy[str]) -> Table:
    heads = draw(several(labels, least=1))
    rows = draw(several(made.tuples(*[TEXTS] * len(heads))))
    return Table(heads, rows, draw(made.just(()) | made.tuples(*[made.floats(0, 420)] * len(heads))))


DOCUMENTS: Final = documents(WORDS.map(str.strip))
WITH_LABELS_ON_ONE_LINE: Final = documents(LABELS)


def without_columns(document: Document, style: str) -> Document:
    """Leave out what plain text writes side by side, where the order of the lines is not that of reading."""
    return structs.replace(document, letterhead=None, signatures=()) if style == "txt" else document


# What they say


def said(document: Document, style: str) -> Iterator[str]:
    """All that a document says, with what a format adds to it as letters, in the order in which it is read."""
    if document.letterhead is not None:
        yield from (*document.letterhead.left, document.letterhead.right, document.letterhead.place_and_day)
    yield document.title.upper() if style == "txt" else document.title
    yield from (*document.subtitles, *(line.whole for line in document.head))
    for section in document.body:
        yield from _in_section(section, style)
    for block in document.signatures:
        yield from (line for one in block.above for line in _in_block(one, style))
        yield from (block.title, block.how, block.name)
    for section in document.annexes:
        yield from _in_section(section, style)


def _in_section(section: Section, style: str) -> Iterator[str]:
    yield section.title
    for block in section.content:
        yield from _in_block(block, style)
    for inner in section.sections:
        yield from _in_section(inner, style)


def _in_block(block: Block, style: str) -> Iterator[str]:
    plain = style == "txt"
    match block:
        case Line():
            yield block.whole
        case Bullets(entries=entries, numbered=numbered):
            for row, entry in enumerate(entries, 1):
                mark = f"({row}) " if numbered else "- "
                yield (mark if plain else "") + entry.line.whole
                yield from (("+ " if plain else "") + line.whole for line in entry.below)
        case Table(heads=heads, rows=rows):
            cells = [[_cell(cell, style) for cell in row] for row in (heads, *rows)]
            yield from _in_plain_table(cells) if plain else (cell for row in cells for cell in row)
        case Boxes(boxes=boxes, lead=lead, stacked=stacked):
            marked = [f"{lead}:"] if lead else []
            marked += [f"{'☒' if box.ticked else '☐'} {box.label}" for box in boxes]
            yield from marked if stacked and style != "docx" else [" ".join(marked)]


def _cell(cell: str, style: str) -> str:
    return cell.replace("\n", " ") if style in ("txt", "md") else cell


def _in_plain_table(rows: list[list[str]]) -> Iterator[str]:
    heads, *others = rows
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= WIDEST_TABLE:
        yield from map(" ".join, rows)
        return
    for cells in others:
        filled = [f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True) if cell]
        yield from (f"{'+' if row else '-'} {cell}" for row, cell in enumerate(filled))


def one_below_the_other(pieces: Iterable[str]) -> list[str]:
    """The lines of texts that say something, with their words one space apart."""
    return [" ".join(line.split()) for piece in pieces for line in piece.split("\n") if line.strip()]


def words(lines: list[str]) -> list[str]:
    """The words of lines, whichever line they are on."""
    return " ".join(lines).split()


def letters(texts: Iterable[str]) -> str:
    """The letters of texts without the spaces, at which lines may be broken."""
    return "".join("".join(texts).split())


def in_order(document: Document) -> Iterator[str | bool]:
    """Every text of a document and every tick, in the order of the JSON file."""
    if document.letterhead is not None:
        yield from (*document.letterhead.left, document.letterhead.right, document.letterhead.place_and_day)
    if document.title:
        yield from (document.title, *document.subtitles)
    for line in document.head:
        yield from _parts_of(line)
    for section in document.sections:
        yield from _parts_of(section)
    for block in document.signatures:
        for one in block.above:
            yield from _parts_of(one)
        yield from (block.title, block.how, block.name)


def _parts_of(value: Section | Block) -> Iterator[str | bool]:
    match value:
        case Section(number=number, heading=heading, sections=sections):
            yield from (number, heading)
            for inner in (*value.content, *sections):
                yield from _parts_of(inner)
        case Line(text=words, lead=lead, more=more):
            yield from (lead, words) if lead else (words,)
            for line in more:
                yield from _parts_of(line)
        case Bullets(entries=entries):
            for line in (line for entry in entries for line in (entry.line, *entry.below)):
                yield from _parts_of(line)
        case Table(heads=heads, rows=rows):
            yield from (cell for row in (heads, *rows) for cell in row)
        case Boxes(boxes=boxes, lead=lead):
            yield from [lead] if lead else []
            yield from (part for box in boxes for part in (box.label, box.ticked))


def in_file(raw: Any) -> Iterator[str | bool]:
    """Every text and every truth in a JSON value, in order."""
    if isinstance(raw, str | bool):
        yield raw
    else:
        for inner in raw.values() if isinstance(raw, dict) else raw:
            yield from in_file(inner)


def assert_read_whole(document: Document) -> None:
    """Every format can be read back, and holds every word that the document says, in its place, and no other.

    JSON holds it letter for letter.
    """
    for style in PAPERS:
        read = without_columns(document, style)
        assert (style, words(lines_of(read, style))) == (style, words(one_below_the_other(said(read, style))))
    assert list(in_file(json.loads(render(document, "json")))) == list(in_order(document))


@tried(36)
@given(DOCUMENTS)
def test_every_format_holds_every_word_of_a_document_in_its_place_and_no_other(document: Document) -> None:
    assert_read_whole(document)


def assert_read_line_for_line(document: Document) -> None:
    """Every line of a text is a line of its own in every format."""
    for style in PAPERS:
        read = without_columns(document, style)
        assert (style, lines_of(read, style)) == (style, one_below_the_other(said(read, style)))


@tried(36)
@given(WITH_LABELS_ON_ONE_LINE)
def test_every_line_of_a_text_is_a_line_of_its_own_in_every_format(document: Document) -> None:
    assert_read_line_for_line(document)


def test_what_a_format_might_read_otherwise_is_read_back_from_every_place_in_every_format() -> None:
    document = everything(*HOSTILE)

    assert_read_line_for_line(document)
    assert list(in_file(json.loads(render(document, "json")))) == list(in_order(document))


def test_a_label_goes_on_in_the_line_that_ends_before_it() -> None:
    line = Line("Họp đủ.\n", lead="Kết quả", more=(Line("Ít người.\n", lead="Khó khăn"),))

    assert [span.text for span in line.spans] == ["Họp đủ.", "Ít người.\n"]


@tried(30)
@given(DOCUMENTS)
def test_what_stands_side_by_side_in_plain_text_stays_in_its_half(document: Document) -> None:
    head = document.letterhead or Letterhead((), "", "")
    rule = "-+" if document.letterhead else ""
    signing = {
        side: [
            part for block in document.signatures if block.side == side for part in (block.title, block.how, block.name)
        ]
        for side in ("trai", "phai")
    }

    bare = tuple(structs.replace(block, above=()) for block in document.signatures)
    lines = text.render(structs.replace(document, title="", sections=(), signatures=bare)).split("\n")

    assert letters(line[:HALF] for line in lines) == letters((*head.left, *signing["trai"]))
    right = re.escape(letters([head.right])), rule, re.escape(letters((head.place_and_day, *signing["phai"])))
    assert re.fullmatch("".join(right), letters(line[HALF:] for line in lines))


# Files as other programs take them


@tried(8)
@given(DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    for style in FORMATS:
        assert (style, render(document, style)) == (style, render(deepcopy(document), style))


@tried(10)
@given(DOCUMENTS)
def test_every_part_of_a_word_file_is_xml_in_the_order_that_word_wants(document: Document) -> None:
    file = WordFile(document)

    roots = {name: file.root(name) for name in file.parts}
    assert [fault for name in ("document", "numbering") for fault in misplaced(roots[f"word/{name}.xml"])] == []


@tried(10)
@given(DOCUMENTS)
def test_every_entry_has_its_mark_in_word_and_each_numbered_list_begins_anew(document: Document) -> None:
    signing = Section("", "", tuple(one for row in document.signing_rows for one in row.above))
    arranged = structs.replace(document, sections=(*document.body, signing, *document.annexes))
    lists = [block for section in arranged.walk() for block in section.content if isinstance(block, Bullets)]

    assert [mark for mark in WordFile(document).marks() if mark] == [
        mark
        for one in lists
        for row, entry in enumerate(one.entries, 1)
        for mark in (f"({row})" if one.numbered else "-", *["+"] * len(entry.below))
    ]


# Years


def in_a_form(
    form: Form, years: list[Review], profile: Profile, *, table: PointTable | None = None, leader: bool = True
) -> Document:
    """The last of these years in an official form."""
    *earlier, review = years
    filling = Filling(review=review, checklist=the_checklist(), profile=profile, leader=leader)
    return fill(form, structs.replace(filling, promises=open_after(earlier), table=table))


def summary(years: list[Review], profile: Profile, *, leader: bool) -> Document:
    """The summary of the last of these years."""
    *earlier, review = years
    compared = compare(earlier[-1], review, the_checklist(), open_after(earlier)) if earlier else None
    return summarise(Filling(review=review, checklist=the_checklist(), profile=profile, leader=leader), compared)


def lines_in(document: Document) -> Counter[str]:
    """How often each text stands in a document as a paragraph or an entry, be it with a date behind it."""
    blocks = [block for section in document.walk() for block in section.blocks]
    entries = [entry for block in blocks if isinstance(block, Bullets) for entry in block.entries]
    lines = [
        *(block for block in blocks if isinstance(block, Line)),
        *(line for entry in entries for line in (entry.line, *entry.below)),
    ]
    spans = [span.text for line in lines for span in line.spans]
    return Counter(text for said in spans for text in {said, _undated(said)})


def _undated(said: str) -> str:
    text, _, day = said.rpartition(" (thời hạn: ")
    return f"{text}." if text and day.endswith(").") else text


def results_of(review: Review) -> Counter[str]:
    """How often each result was written, of what applies."""
    applying = (answer for answer in review.answers if answer.rating is not Rating.NOT_APPLICABLE)
    return Counter(result for answer in applying for result in answer.results)


def all_in(document: Document, review: Review) -> bool:
    """Whether every result that goes onto the paper is on it: said in another item too, it may stand there alone."""
    said = fold("\n".join(line for line in lines_in(document)))
    return all(fold(result).rstrip(" .;,") in said for result in results_of(review))


def told_in(review: Review) -> set[str]:
    """All that a person wrote in a year to be read by others."""
    return {
        review.collective.text,
        *(text for _, one in review.shortcomings for text in (one.text, one.cause, one.remedy)),
        *(text for one in review.follow_ups for text in (one.text, one.results, one.obstacles, one.responsibility)),
        *(text for one in review.outcomes for text in (one.text, one.results, one.obstacles)),
        *(text for one in review.raised_issues for text in (one.issue, one.explanation, one.cause, one.responsibility)),
        *(one.text for one in review.pledges),
    } - {""}


@tried(10)
@given(form=made.sampled_from(YEAR_FORMS), years=years(most=2), profile=PROFILES, leader=made.booleans())
def test_nothing_that_was_written_is_lost_on_its_way_into_a_summary_or_an_official_form(
    *, form: Form, years: list[Review], profile: Profile, leader: bool
) -> None:
    brief, paper = summary(years, profile, leader=leader), in_a_form(form, years, profile, leader=leader)

    assert results_of(years[-1]) <= lines_in(brief)
    assert all_in(paper, years[-1])
    for document in (brief, paper):
        # A line break at its end is no word of a text, and none stands before a label in the same line.
        assert set(map(str.rstrip, told_in(years[-1]))) <= set(map(str.rstrip, lines_in(document)))
        assert_read_whole(document)


@tried(16)
@given(FORMS, REVIEWS, PROFILES, made.none() | POINT_TABLES)
def test_any_form_that_is_without_fault_can_be_filled_and_loses_no_result(
    form: Form, review: Review, profile: Profile, table: PointTable | None
) -> None:
    document = in_a_form(form, [review], profile, table=table)

    assert all_in(document, review)
    assert isfinite(estimated_pages(document))
    assert_read_whole(document)


@tried(24)
@given(values(Layout))
def test_a_page_without_room_for_letters_is_refused_and_any_other_takes_a_text(layout: Layout) -> None:
    refused = list(find_faults(structs.replace(YEAR_FORMS[0], layout=layout)))
    document = Document(title="Năm 2026", sections=(Section("I", "Phần", (Line("Việc."),)),), layout=layout)

    assert refused or (isfinite(estimated_pages(document)) and WordFile(document).texts("BodyText") == ["Việc."])
