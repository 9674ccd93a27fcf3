"""An official form, filled: its head, its sections in order, its signatures.

The words are the person's. Labels and the form's headings are added, nothing else.
"""

from collections.abc import Collection, Iterable
from itertools import takewhile
from typing import Final

from msgspec import structs

from tuphe.core.completeness import NEVER_EMPTY, missing
from tuphe.core.form import BLANKS, Content, Form, FormSection, Head
from tuphe.core.form import Signature as SigningBlock
from tuphe.core.text import fold
from tuphe.export.document import (
    DOTS,
    NONE,
    NOT_ON_PAPER,
    OPEN,
    Block,
    Bullet,
    Document,
    Letterhead,
    Line,
    Section,
    Signature,
)
from tuphe.export.form_blanks import Filling
from tuphe.export.official_section_blocks import BLOCKS, of_form_questions
from tuphe.export.shared_blocks import bullets, header_line

_BESIDE: Final = frozenset({Content.RATING_BOXES, Content.LEVEL_BOXES, Content.WORDS})
"""Contents that go with an answer, and do not replace one."""


def fill(form: Form, filling: Filling) -> Document:
    """Build the document of one year in an official form.

    A section with nothing in it says so only where the person confirmed that
    there is nothing; else it stays visibly open.
    """
    open_sections = {number for gap in missing(filling.review, form, filling.context()) for number in gap.sections}
    title, *subtitles = map(filling.filled, form.title)
    return Document(
        title=title,
        subtitles=tuple(subtitles),
        letterhead=None if form.head is None else _letterhead(form.head, filling),
        head=tuple(header_line(field.label, _in_head(filling, field.key)) for field in form.fields),
        sections=(*_sections(form, "", filling, open_sections), *_elsewhere_on_paper(form, filling)),
        signatures=tuple(_signature(block, filling) for block in form.signatures),
        layout=form.layout,
    )


def _sections(form: Form, parent: str, filling: Filling, open_sections: Collection[str]) -> Iterable[Section]:
    for section in form.sections:
        if section.parent == parent:
            answers = tuple(of_form_questions(filling, form.asked_in(section)))
            words = tuple(takewhile(lambda part: part.takes is Content.WORDS, section.parts))
            printed = tuple(Line(filling.filled(part.words)) for part in words)
            said = structs.replace(section, parts=section.parts[len(words) :])
            if filling.review.from_paper:
                blocks = _of_paper(said, filling)
            else:
                blocks = _blocks(said, filling, answers, left_open=section.number in open_sections)
            inner = tuple(_sections(form, section.number, filling, open_sections))
            if blocks or inner or not section.optional:
                heading = filling.filled(section.heading)
                yield Section(section.number, heading, blocks, inner, annex=section.annex, printed=printed)


def _of_paper(section: FormSection, filling: Filling) -> tuple[Block, ...]:
    """Return the paper's own words of a section; what was read of it where its words are elsewhere."""
    words = filling.words_on_paper(section.number)
    above = section.number.rpartition(".")[0]
    taken = [(part.takes, tuple(BLOCKS[part.takes](filling, part, section))) for part in section.parts]
    beside = tuple(block for takes, blocks in taken if takes in _BESIDE for block in blocks)
    read = any(blocks for takes, blocks in taken if takes not in _BESIDE)
    if (words or (above and filling.words_on_paper(above))) and not (section.annex and read):
        return (*map(Line, words), *beside)
    if read:
        return tuple(block for _, blocks in taken for block in blocks)
    missing_there = any(takes in NEVER_EMPTY for takes, _ in taken) and not section.optional
    return (*((Line(NOT_ON_PAPER),) if missing_there else ()), *beside)


def _elsewhere_on_paper(form: Form, filling: Filling) -> Iterable[Section]:
    """Yield the sections of a paper that the form does not have, under the paper's own headings."""
    known = {section.number.removeprefix("A.") for section in form.sections}
    for section in filling.review.paper if filling.review.from_paper else ():
        if section.number not in known:
            yield Section("", section.number, tuple(map(Line, section.paragraphs)))


def _blocks(
    section: FormSection, filling: Filling, answers: tuple[Block, ...], *, left_open: bool
) -> tuple[Block, ...]:
    """Return what a section says: what it takes, the `answers` to the form's own questions behind the results."""
    taken = [(part.takes, tuple(BLOCKS[part.takes](filling, part, section))) for part in section.parts]
    results = [row for row, (takes, _) in enumerate(taken, 1) if takes is Content.RESULTS]
    if answers:
        taken.insert(max(results, default=len(taken)), (Content.RESULTS, answers))
    beside = tuple(block for takes, blocks in taken if takes in _BESIDE for block in blocks)
    blocks = tuple(block for _, blocks in taken for block in blocks)
    says_more = len(blocks) > len(beside) + len(answers)
    if says_more or section.optional or not any(takes in NEVER_EMPTY for takes, _ in taken):
        return blocks
    if answers and not left_open:
        return blocks
    return (Line(OPEN if left_open else _nothing(section, filling)), *blocks)


def _nothing(section: FormSection, filling: Filling) -> str:
    """Say that there is nothing; dots where there are pledges but none of this kind, as no kind is asked for."""
    of_a_kind = any(part.areas for part in section.parts)
    return DOTS if of_a_kind and filling.review.pledges else NONE


def _letterhead(head: Head, filling: Filling) -> Letterhead:
    return Letterhead(
        tuple(_headline(line, filling) for line in head.left),
        filling.filled(head.right),
        filling.filled(head.place_and_day, otherwise=DOTS),
    )


def _headline(line: str, filling: Filling) -> str:
    label = BLANKS.split(line)[0].strip()
    filled = filling.filled(line, otherwise=DOTS).removeprefix(label).strip()
    # “Chi bộ 3” needs no “CHI BỘ” before it.
    whole = filled if label and fold(filled).startswith(fold(label)) else f"{label} {filled}"
    return whole.strip().upper()


def _signature(block: SigningBlock, filling: Filling) -> Signature:
    heading = (Line(block.heading),) if block.heading else ()
    remarks = bullets(Bullet(Line(f"{remark} {DOTS}")) for remark in block.remarks)
    return Signature(block.title, block.how, filling.filled(block.name, otherwise=""), block.side, (*heading, *remarks))


def _in_head(filling: Filling, key: str) -> str:
    return filling.profile.value(key) or ("Không" if filling.profile.has_none(key) else OPEN)
