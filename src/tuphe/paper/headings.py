"""Which paragraphs of a paper, or of a blank template, are headings, and of which sections.

A paragraph is known for a heading by its words: those of the official forms, and the older, local and shortened ones
of papers/headings.toml, folded. The words may be cut or a little changed: what counts is how many of them are in the
known heading, in order. A heading may go on with the person's text on its own line, behind a colon, a stop, a
dash or a new line.

A line that merely begins like a heading is not one. The more the words were changed, the more its look must say so:

- all words, or nearly, on a line of their own: a heading, unless it is a bullet without any emphasis;
- words much shortened: only with a number or with emphasis (bold, underlined, capitals, a heading style);
- with text behind on the same line: only all the words, and a number before or a colon behind;
- a part of I or II (I.1, II.2): only within I or II, where the paper has such a heading;
- numbered unlike the paper's other headings of its level: not a heading, unless all its words are known;
- the same heading again later: the one that looks more like a heading stays; where causes or remedies follow each
  shortcoming, “Nguyên nhân:” recurs again and again, and is no heading.
"""

from collections.abc import Sequence
from itertools import chain, islice, pairwise
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper.heading_choice import RATED, Named, settle
from tuphe.paper.heading_recognition import MOST_OF_UNKNOWN, Candidate, Known, Words, candidate, meant, top_of
from tuphe.paper.leading_numbers import HEADED, ROMAN, Mark, Number, number_of
from tuphe.paper.paragraphs import Paragraph, tables_of

_MOST_HEADINGS: Final = 500
"""No paper has more, and comparing each with all others stays quick."""
_TOPS: Final = (*ROMAN, "B", "B.II")
_NAME_WORDS: Final = 14
"""Words of a section's name in plain letters: a longer line is a sentence."""
_OF_THE_FORM: Final = 6
"""Sections before the self-rating, I to VI."""
_ENOUGH: Final = 3
"""Headings that show how a paper counts."""
_Look = tuple[Mark, bool, bool, bool]
_COLUMN_WORDS: Final = 8
"""Words of the name of a column."""


class Heading(Plain, frozen=True, kw_only=True):
    """A paragraph that is a heading.

    `section` is the number of the 2025 forms without “A.”, or the heading's own words where no form has it;
    `words` are what is printed, without the number; `start` is where the person's text begins in the paragraph's
    text, its length where there is none.
    """

    section: str
    words: str
    start: int
    known: bool = True
    numbers: tuple[str, ...] = ()
    """All numbers that this section has in one form or another; none for a heading that no form has."""


def headings(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> dict[int, Heading]:
    """Return the headings of a paper or a blank template by their paragraphs' positions; see the module."""
    bold_counts = _is_mostly_plain(paragraphs)
    words = Words(known)
    heads = table_heads(paragraphs)
    found = (
        candidate(place, one, words, bold_counts=bold_counts)
        for place, one in enumerate(paragraphs)
        if one.cell is None or (one.cell.table, one.cell.row) not in heads
    )
    candidates = list(islice(filter(None, found), _MOST_HEADINGS))
    named = settle(candidates)
    chosen = {
        one.place: Heading(
            section=number, words=_words_of(paragraphs[one.place], one), start=one.start, numbers=one.numbers
        )
        for one, number in named
    }
    chosen |= _unknown(paragraphs, named)
    chosen |= _in_gaps(paragraphs, named, set(chosen), known)
    return {paragraphs[place].position: heading for place, heading in sorted(chosen.items())}


def _words_of(paragraph: Paragraph, one: Candidate) -> str:
    words = paragraph.text[one.number.end : one.start] or paragraph.text[one.start :].partition(":")[0]
    return words.strip(" \t\n:-–")


def _unknown(paragraphs: Sequence[Paragraph], settled: Sequence[Named]) -> dict[int, Heading]:
    """Return the headings that no form has: local ones, which look as the known ones of their level do.

    A look is the kind of number with bold or underlined letters, or in a table the first column. Such headings are
    short, and between known ones before the self-rating. A Roman number is enough where the others have one, too. A
    line that looks like a part of I or II has to be within it: in other sections it is one of the person's list.
    """
    known = {one.place for one, _ in settled}
    looks: dict[_Look, set[str]] = {}
    for one, section in settled:
        if section not in ("A", "B", "PL"):
            looks.setdefault(_look(paragraphs[one.place], one.number), set()).add(section.rpartition(".")[0])
    rated = (one.place for one, section in settled if top_of(section) in (*RATED, "PL"))
    end = next(rated, len(paragraphs))
    tops = {one.place: section for one, section in settled if "." not in section}
    found: dict[int, Heading] = {}
    within = ""
    first = min(known, default=end)
    for place in range(_first_roman(paragraphs, first), end):
        paragraph = paragraphs[place]
        within = tops.get(place, within)
        number = number_of(paragraph)
        words, start = _name_of(paragraph, number)
        look = _look(paragraph, number)
        part = _part_by_count(within, number, settled)
        named = look[0] is Mark.ROMAN or any(look[1:]) or bool(part and not words.endswith("."))
        telling = look[0] in HEADED and named
        belongs = looks.get(look, set()) & {"", within} or (looks.get(look) and within in ("", "A"))
        if place not in known and telling and belongs and 0 < len(words.split()) <= MOST_OF_UNKNOWN:
            of_causes = any(one.place < place and section == "II.2" for one, section in settled)
            of_two = within == "II" and "" not in looks[look] and not of_causes
            section = "II.1" if of_two else _by_count(place, number, settled) or part
            if place < first and not section:
                continue
            section = section or " ".join(words.split())
            found[place] = Heading(section=section, words=words, start=start, known=False)
            within = section if "" in looks[look] else within
    return found


def _in_gaps(
    paragraphs: Sequence[Paragraph], settled: Sequence[Named], taken: set[int], known: Sequence[Known]
) -> dict[int, Heading]:
    """Return the headings of plain look whose numbers fill the gap between two known sections.

    Behind “3. Nguyên nhân”, before “5. Phương hướng”, the only line that begins with a number is “4. Trách nhiệm”.
    """
    tops = [one for one, section in settled if one.alone and (section in _TOPS or section in ("II.1", "II.2"))]
    had = {section for _, section in settled}
    found: dict[int, Heading] = {}
    for before, behind in pairwise(tops):
        between = [(place, number_of(paragraphs[place])) for place in range(before.place + 1, behind.place)]
        counted = [(place, number) for place, number in between if number.mark is before.number.mark]
        filling = [number.count for _, number in counted] == [*range(before.number.count + 1, behind.number.count)]
        if before.number.mark is not behind.number.mark or before.number.mark not in HEADED or not filling:
            continue
        for place, number in counted:
            words, start = _name_of(paragraphs[place], number)
            if place not in taken and 0 < len(words.split()) <= _NAME_WORDS and not words.endswith((".", ";")):
                told = meant(words, known)
                section = told.numbers[0] if told and not had & {*told.numbers} else " ".join(words.split())
                found[place] = Heading(section=section, words=words, start=start, known=False)
    return found


def _first_roman(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Return where the first section may begin, before the `first` known heading: at the Roman number one."""
    numbers = map(number_of, paragraphs[:first])
    return next((place for place, one in enumerate(numbers) if one.mark is Mark.ROMAN and one.count == 1), first)


def _by_count(place: int, number: Number, settled: Sequence[Named]) -> str:
    """Return the section that the Roman number of a heading says, where all known ones have those of the form.

    Empty where the paper counts otherwise, has the section already, or has it out of order.
    """
    tops = [(one, section) for one, section in settled if section in ROMAN[:_OF_THE_FORM] and one.alone]
    told = [one for one, section in tops if one.number.mark is Mark.ROMAN and section == ROMAN[one.number.count - 1]]
    if number.mark is not Mark.ROMAN or len(told) < len(tops) or len(told) < _ENOUGH:
        return ""
    before = [one.number.count for one in told if one.place < place]
    behind = [one.number.count for one in told if one.place > place]
    fits = max(before, default=0) < number.count < min(behind, default=_OF_THE_FORM + 1)
    return ROMAN[number.count - 1] if fits else ""


def _part_by_count(within: str, number: Number, settled: Sequence[Named]) -> str:
    """Return the part of I that the number of a heading says, where the known parts have those of the form.

    Empty where the paper has the part already, counts otherwise, or lacks the part before or behind it.
    """
    parts = {section: one for one, section in settled if section.startswith("I.") and one.alone}
    like = all(one.number.mark is number.mark and section == f"I.{one.number.count}" for section, one in parts.items())
    beside = {f"I.{number.count - 1}", f"I.{number.count + 1}"} <= set(parts)
    return f"I.{number.count}" if within == "I" and like and beside and f"I.{number.count}" not in parts else ""


def _name_of(paragraph: Paragraph, number: Number) -> tuple[str, int]:
    """Return the words of a local heading, and where the person's text begins: behind its colon, if there is one."""
    head, colon, rest = paragraph.text[number.end :].partition(":")
    if colon and rest.strip(" .…_"):
        return head.strip(), number.end + len(head) + 1
    return paragraph.text[number.end :].strip(" :"), len(paragraph.text)


def _look(paragraph: Paragraph, number: Number) -> _Look:
    return number.mark, paragraph.bold, paragraph.underlined, bool(paragraph.outline)


def table_heads(paragraphs: Sequence[Paragraph]) -> set[tuple[int, int]]:
    """Return the first rows of tables that only name columns: “Hạn chế | Tình trạng | Kết quả” heads no section."""
    heads = ((table, rows[0]) for table, rows in tables_of(paragraphs).items() if 0 in rows and 1 in rows)
    return {
        (table, 0)
        for table, cells in heads
        if len(cells) > 1
        if all(
            0 < len(one.text.split()) <= _COLUMN_WORDS and not number_of(one).count for one in chain(*cells.values())
        )
    }


def _is_mostly_plain(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether bold letters mean something: fewer than half of the long paragraphs are bold."""
    long = [one.bold for one in paragraphs if len(one.text.split()) > 15]
    return sum(long) <= len(long) / 2
