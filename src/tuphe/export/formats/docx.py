"""Word: real styles, lists, tables and headings, on the page that the form's data describe.

A Word file is a zip of XML parts. `word_package` has them as they are in every paper, but for a few measures; only
the text is written here. python-docx is not used: it has no lists and no fields, its template had to be emptied
first, and all that was left for it was to zip what is made here. Without it the same bytes take 203 ms of the
processor's time instead of 233 (Markdown takes 195), and there is less code, none of it against a private name.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from tuphe.core.page_layout import Layout
from tuphe.export.document import Block, Boxes, Bullet, Bullets, Document, Letterhead, Line, Section, Signature, Table

_PACKAGE: Final = Path(__file__).with_name("word_package")

_PARTS: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/numbering.xml",
    "word/header1.xml",
)
"""The parts in the order in which they are packed: the table of contents first, as the format wants."""

_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold: with the time of day no two files would be the same."""

_COUNTING: Final = 2
"""The list that counts; each one in a paper is an instance of its own, so that it begins with (1)."""

_LETTER_WIDTH: Final = 0.66
"""How wide a bold capital of Times New Roman is, of its size: so the rule is as long as the words above it."""

_LETTERHEAD: Final = (0.43, 0.57)
"""How the two columns at the top share the width of the text."""

_ROOM_TO_SIGN: Final = 3
"""Lines between a title and the name below it."""

_KEEP: Final = "<w:keepNext/>"
_LONGEST_TITLE: Final = 255


def render(document: Document) -> bytes:
    """Write a document; of one section, only that section. Same content, same bytes."""
    body = _Body(document.layout)
    written = "".join(body.of(document))
    title = escape(document.name[:_LONGEST_TITLE], quote=False)
    blanks = {
        **_measures(document.layout),
        "body": written,
        "lists": body.lists,
        "title": f"<dc:title>{title}</dc:title>" if document.title else "",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in _PARTS:
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, _part(name, blanks))
    return packed.getvalue()


def _part(name: str, blanks: Mapping[str, str | int]) -> str:
    """Return one part with its blanks filled, on one line: between elements, spaces would be text."""
    text = re.sub("<!--.*?-->", "", (_PACKAGE / name).read_text(encoding="utf-8"))
    one_line = " ".join(text.split()).replace("> ", ">").replace(" <", "<")
    return _DECLARATION + Template(one_line).substitute(blanks)


def _measures(layout: Layout) -> dict[str, str | int]:
    """Return what a form's layout decides: lengths in twentieths of a point, letters in half points."""
    return {
        "font": escape(layout.font),
        "size": round(layout.size * 2),
        "small": round((layout.size - 2) * 2),
        "spacing": round(layout.spacing * 20),
        "alignment": "both" if layout.justified else "left",
        "indent": _twips(layout.indent),
        "width": _twips(layout.width),
        "height": _twips(layout.height),
        "top": _twips(layout.top),
        "bottom": _twips(layout.bottom),
        "left": _twips(layout.left),
        "right": _twips(layout.right),
        "header": _twips(layout.top / 2),
    }


def _twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's own unit."""
    return round(millimetres * 1440 / 25.4)


class _Body:
    """The body of one paper; it counts the numbered lists that were begun."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._width = layout.width - layout.left - layout.right
        self._instances = _COUNTING

    def of(self, document: Document) -> Iterator[str]:
        """Yield all paragraphs and tables."""
        if document.letterhead is not None:
            yield self._letterhead(document.letterhead)
        if document.title:
            yield _paragraph("Title", _run(document.title))
        for subtitle in document.subtitles:
            yield _paragraph("Subtitle", _run(subtitle))
        for line in document.head:
            yield from _lines("BodyText", line.whole)
        parts = [part for section in document.body for part in self._section(section)]
        yield from parts[:-1]
        # Nobody signs on a page with nothing above.
        yield from (_kept_with_next(part) if document.signatures else part for part in parts[-1:])
        yield from self._signatures(document)
        for section in document.annexes:
            yield from self._section(section)

    @property
    def lists(self) -> str:
        """The numbered lists that were begun."""
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return "".join(
            f'<w:num w:numId="{instance}"><w:abstractNumId w:val="{_COUNTING}"/>{restart}</w:num>'
            for instance in range(_COUNTING + 1, self._instances + 1)
        )

    def _section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield _paragraph("AnnexHeading" if section.annex else f"Heading{section.depth}", _run(section.title))
        for block in section.content:
            yield from self._block(block)
        for inner in section.sections:
            yield from self._section(inner)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Line():
                yield from _line("BodyText", block)
            case Bullets(entries=entries, numbered=numbered):
                self._instances += numbered
                for entry in entries:
                    yield from _entry(entry, self._instances if numbered else None)
            case Table():
                yield self._table(block)
                # Two tables without a paragraph between them would become one.
                yield _paragraph("Cell")
            case Boxes():
                yield _boxes(block, _twips(self._layout.indent))

    def _table(self, table: Table) -> str:
        widths = table.widths or (self._width / len(table.heads),) * len(table.heads)
        heads = _row(["".join(_lines("CellHead", head)) for head in table.heads], widths, "<w:tblHeader/>")
        rows = (_row(["".join(_lines("Cell", cell)) for cell in cells], widths) for cells in table.rows)
        return _grid("TableGrid", widths, (heads, *rows))

    def _letterhead(self, head: Letterhead) -> str:
        widths = [part * self._width for part in _LETTERHEAD]
        letters = len(head.right) * self._layout.size * _LETTER_WIDTH * 20
        side = max(int((_twips(widths[1]) - letters) / 2), 0)
        ruled = f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
        last = len(head.left) - 1
        left = [_paragraph("Centred", _run(line, "b" if row == last else "")) for row, line in enumerate(head.left)]
        right = _paragraph("Ruled", _run(head.right), properties=ruled)
        right += _paragraph("Centred", _run(head.place_and_day, "i"))
        return _grid("TableNormal", widths, [_row(["".join(left) or _paragraph("Centred"), right], widths)])

    def _signatures(self, document: Document) -> Iterator[str]:
        rows = document.signing_rows
        widths = (self._width / 2,) * 2
        for number, row in enumerate(rows):
            # The person signs below the text; all others together, be it on the next page.
            keep = _KEEP if 0 < number < len(rows) - 1 else ""
            before = [part for block in row.above for part in self._block(block)]
            yield from map(_kept_with_next, before)
            # Two tables without a paragraph between them would become one.
            yield from () if before else (_paragraph("Centred", properties=_KEEP),)
            yield _grid(
                "TableNormal", widths, [_row([self._signature(block, keep) for block in (row.left, row.right)], widths)]
            )

    def _signature(self, block: Signature | None, keep: str) -> str:
        if block is None:
            return _paragraph("Centred", properties=keep)
        room = round(self._layout.spacing * 20)
        spacing = f'{keep}<w:spacing w:before="{room * _ROOM_TO_SIGN}" w:after="{room}"/>'
        title = _paragraph("Centred", _run(block.title, "b"), properties=keep)
        how = _paragraph("Centred", _run(block.how, "i"), properties=keep) if block.how else ""
        return title + how + _paragraph("Centred", _run(block.name, "b"), properties=spacing)


def _line(style: str, line: Line, properties: str = "") -> Iterator[str]:
    # A break within a justified paragraph would stretch the words before it: each line is a paragraph.
    paragraphs: list[list[str]] = [[]]
    gap = ""
    for label, text, mark in line.spans:
        first, *rest = text.split("\n")
        # The person's words are a run of their own: whoever reads them back has them as they were written.
        paragraphs[-1] += [_run(f"{gap}{label} " if first else gap + label, "i") if label else "", _run(first)]
        paragraphs += [[_run(one)] for one in rest]
        gap = f"{mark} "
    # A label alone announces what comes next.
    keep = "" if line.text or _KEEP in properties else _KEEP
    yield _paragraph(style, *paragraphs[0], properties=keep + properties)
    for runs in paragraphs[1:]:
        yield _paragraph("BodyText", *runs)


def _lines(style: str, text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield _paragraph(style, _run(line))


def _entry(entry: Bullet, instance: int | None) -> Iterator[str]:
    style, number = "ListBullet", ""
    if instance is not None:
        style, number = "ListNumber", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{instance}"/></w:numPr>'
    yield from _line(style, entry.line, (_KEEP if entry.below else "") + number)
    for line in entry.below:
        yield from _line("ListBullet2", line)


def _boxes(block: Boxes, indent: int) -> str:
    # A box stays beside its words; justifying must not tear the choices apart, of which as many as fit share a line.
    marked = (f"{box.mark} {box.label}".replace(" ", "\u00a0") for box in block.boxes)
    parted = ("   " if block.stacked else "\u00a0" * 4).join(marked)
    label = _run(f"{block.lead}: ") if block.lead else ""
    aligned = f'<w:ind w:left="{indent}" w:firstLine="0"/><w:jc w:val="left"/>'
    return _paragraph("BodyText", label, _run(parted), properties=f"<w:keepLines/>{aligned}")


def _paragraph(style: str, *runs: str, properties: str = "") -> str:
    """Return a paragraph; `properties` in the order that the format wants: keepNext, numPr, spacing, ind, jc."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def _kept_with_next(part: str) -> str:
    style, rest = part.split("/>", 1)
    return part if _KEEP in part or part.startswith("<w:tbl>") else f"{style}/>{_KEEP}{rest}"


def _run(text: str, mark: str = "") -> str:
    """Return letters, bold (`b`), italic (`i`) or as their paragraph is."""
    if not text:
        return ""
    shape = f"<w:rPr><w:{mark}/><w:{mark}Cs/></w:rPr>" if mark else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _grid(style: str, widths: Sequence[float], rows: Iterable[str]) -> str:
    """Return a table of fixed `widths` in millimetres."""
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[float], properties: str = "") -> str:
    """Return a row that stays whole on a page; each of `cells` is the paragraphs of one."""
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(drawn)}</w:tr>"
