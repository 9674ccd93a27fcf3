"""A paper divided: its head, its sections with their lines, its self-rating, its annex, and what is in none of them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import first_words, fold, in_order, spaced_words
from tuphe.core.value import Plain
from tuphe.paper.headings import RATED, Heading
from tuphe.paper.marks import Mark, number_of
from tuphe.paper.paragraphs import Paragraph, Place

DOTS: Final = re.compile(r"[\s.…_·,;:-]*")
"""A line that waits for the pen."""

_POINTS: Final = re.compile(r"[/:]\s*(?:30|70)(?!\d)(?:.*\b(?:70|100)\b)?|/\s*100\b")
_LEVEL: Final = "hoàn thành xuất sắc nhiệm vụ"
_PLACE_AND_DAY: Final = re.compile(r"(?:^|,)\s*ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*$", re.IGNORECASE)


class Line(Plain, frozen=True, kw_only=True):
    """What one line of a section says, without its bullet or typed number; `cells` are those of a table's row."""

    text: str
    mark: Mark = Mark.NONE
    sign: str = ""
    """The kind of mark, and for a bullet the bullet: lines of one list have one."""
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


def divided(paragraphs: Sequence[Paragraph], found: dict[int, Heading], words: PaperWords) -> Divided:
    """Divide a paper by its headings.

    The person's part ends at the place and day or the signature; behind it only an annex is read. Without a heading
    for it, the self-rating begins where points or boxes of levels do. Guiding sentences of the form, and lines that
    wait for the pen, are left out.
    """
    placed: dict[str, list[Paragraph]] = {}
    for section, paragraph in _placed(paragraphs, found, words):
        rest = _rest(paragraph, found.get(paragraph.position))
        placed.setdefault(section, []).extend([paragraph] if _keeps_its_heading(section) else rest)
    sections = {number: ones for number, ones in placed.items() if not _keeps_its_heading(number)}
    left = [one.text.strip() for one in placed.get(_ELSEWHERE, ()) if not DOTS.fullmatch(one.text)]
    return Divided(
        head=tuple(placed.get(_HEAD, ())),
        sections={number: tuple(_lines(ones, words)) for number, ones in sections.items()},
        headings={heading.section: heading.words for heading in reversed(found.values())},
        rating=tuple(one for number, ones in placed.items() if _top(number) in RATED for one in ones),
        annex=tuple(placed.get(_ANNEX, ())),
        left=(*left, *(one.text for ones in sections.values() for one in ones if _degree(one.text, words))),
    )


_HEAD: Final = "đầu"
_ANNEX: Final = "PL"
_ELSEWHERE: Final = "ngoài"
"""What is no section's: behind the signature, notes at the foot, boxes beside the text."""


def _placed(
    paragraphs: Sequence[Paragraph], found: dict[int, Heading], words: PaperWords
) -> Iterator[tuple[str, Paragraph]]:
    """Yield where each paragraph belongs: to the head, a section by its number, the annex, or elsewhere."""
    section = _HEAD
    for paragraph in paragraphs:
        if paragraph.place is not Place.BODY:
            yield (_HEAD if section == _HEAD else _ELSEWHERE), paragraph
            continue
        if heading := found.get(paragraph.position):
            section = heading.section
        elif section not in (_HEAD, _ANNEX, _ELSEWHERE):
            if signs(paragraph, words):
                section = _ELSEWHERE
            elif _top(section) not in RATED and rates(paragraph.text):
                section = RATED[0]
        yield section, paragraph


def _top(section: str) -> str:
    return section.partition(".")[0]


def _keeps_its_heading(section: str) -> bool:
    return section in (_HEAD, _ANNEX, _ELSEWHERE) or _top(section) in RATED


def signs(paragraph: Paragraph, words: PaperWords) -> bool:
    """Whether the person signs here, or says where and when."""
    said = spaced_words(paragraph.text).strip()
    short = len(said.split()) <= 9
    return bool(_PLACE_AND_DAY.search(paragraph.text.strip())) or (
        short and any(said.startswith(spaced_words(name).strip()) for name in words.signed_by)
    ) or bool(re.match(r"\s*T/?M\b", paragraph.text) and short)  # fmt: skip


def rates(text: str) -> bool:
    """Whether a line has points out of 30 or 70, or the boxes of the levels."""
    said = fold(text)
    return (_LEVEL in said and ("☐" in text or "☒" in text or len(said.split()) <= 7)) or (
        "điểm" in said and bool(_POINTS.search(text)) and ("tiêu chí" in said or "tổng" in said)
    )


def is_hint(text: str, words: PaperWords) -> bool:
    """Whether a line is a guiding sentence that the form prints, be it in brackets or a little changed."""
    said = first_words(text)
    if not said:
        return False
    for hint in words.hints:
        known = first_words(hint)
        if said == known or (len(said) > 5 and len(said) <= 1.5 * len(known) and in_order(said, known) > 0.8):
            return True
    return False


def _degree(text: str, words: PaperWords) -> bool:
    return any(spaced_words(text).startswith(spaced_words(degree)) for degree in words.degrees)


def _rest(paragraph: Paragraph, heading: Heading | None) -> list[Paragraph]:
    """Return what of a paragraph is the person's text: all, or what stands behind the heading on its line."""
    if heading is None:
        return [paragraph]
    rest = paragraph.text[heading.start :].strip()
    return [Paragraph(position=paragraph.position, text=rest, cell=paragraph.cell)] if rest else []


def _lines(paragraphs: Sequence[Paragraph], words: PaperWords) -> list[Line]:
    found: list[Line] = []
    rows: dict[tuple[int, int], list[str]] = {}
    for paragraph in paragraphs:
        cell = paragraph.cell
        if cell is not None and _is_table(paragraphs, cell.table):
            _put(rows.setdefault((cell.table, cell.row), []), cell.column, paragraph.text)
            if len(rows) > sum(1 for line in found if line.cells):
                found.append(Line(text="", cells=("",), table=cell.table))
            texts = tuple(text.strip() for text in rows[cell.table, cell.row])
            found[_last_row(found)] = Line(text=" | ".join(filter(None, texts)), cells=texts, table=cell.table)
            continue
        found += (one for one in _lines_of(paragraph) if not _is_printed(one.text, words))
    return [line for line in found if line.text]


def _lines_of(paragraph: Paragraph) -> list[Line]:
    """Return the lines of a paragraph: a soft break begins one only before a bullet, a number or a label."""
    found: list[Line] = []
    for row, text in enumerate(paragraph.text.split("\n")):
        number = number_of(Paragraph(position=0, text=text, number=paragraph.number if row == 0 else ""))
        said = " ".join(text[number.end :].split())
        if found and number.mark is Mark.NONE and ":" not in said[:40]:
            found[-1] = structs.replace(found[-1], text=f"{found[-1].text}\n{said}".strip("\n"))
        else:
            bullet = (paragraph.number if row == 0 and paragraph.number else text.strip())[:1]
            sign = bullet if number.mark is Mark.BULLET else str(number.mark)
            found.append(Line(text=said, mark=number.mark, sign=sign))
    return found


def _is_printed(text: str, words: PaperWords) -> bool:
    return DOTS.fullmatch(text) is not None or is_hint(text, words) or _degree(text, words)


def _last_row(found: Sequence[Line]) -> int:
    return max(place for place, line in enumerate(found) if line.cells)


def _put(row: list[str], column: int, text: str) -> None:
    row.extend([""] * (column + 1 - len(row)))
    row[column] = f"{row[column]}\n{text.strip()}".strip()


def _is_table(paragraphs: Sequence[Paragraph], table: int) -> bool:
    """Whether a table is one within the section; one whose cells hold the sections is only the page's frame."""
    columns = {one.cell.column for one in paragraphs if one.cell is not None and one.cell.table == table}
    return len(columns) > 1
