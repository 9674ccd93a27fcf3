"""Word: real styles, lists, tables and headings, on the page that the form's data describe."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from tuphe.export.document import Boxes, Bullets, Line, Table, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document as Paper

    from tuphe.core.form import Layout
    from tuphe.export.document import Block, Bullet, Document, Letterhead, Section, Signature

_PARTS: Final = Path(__file__).with_name("word")
"""The style sheet, the lists and the settings, which take the place of those in python-docx's own template."""

_DROPPED: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    KIND.CUSTOM_XML,
    KIND.EXTENDED_PROPERTIES,
    KIND.FONT_TABLE,
    KIND.THEME,
    KIND.WEB_SETTINGS,
)
"""What else is in that template, and has no business in a paper: its fonts, a thumbnail, the name of a program."""

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell."""

_COUNTING: Final = 2
"""The list that counts; each one in a paper is an instance of its own, so that it begins with (1)."""

_DEEPEST_HEADING: Final = 3
_LETTER_WIDTH: Final = 0.66
"""How wide a bold capital of Times New Roman is, of its size: so the rule is as long as the words above it."""

_LETTERHEAD: Final = (0.43, 0.57)
"""How the two columns at the top share the width of the text."""

_ROOM_TO_SIGN: Final = 4
"""Lines between a title and the name below it."""

_KEEP: Final = "<w:keepNext/>"
_PAGE_NUMBER: Final = f"<w:fldSimple {nsdecls('w')} w:instr='PAGE'/>"
_EMU_PER_TWIP: Final = 635
_LONGEST_TITLE: Final = 255


def render(document: Document) -> bytes:
    """Write a document; of one section, only that section. Same content, same bytes."""
    paper = _blank(document.layout)
    body = _Body(document.layout)
    written = "".join(body.of(document))
    page = paper.element.body.sectPr
    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{written}</w:body>")):
        page.addprevious(element)
    paper.part.numbering_part.element.extend(parse_xml(f"<w:numbering {nsdecls('w')}>{body.lists}</w:numbering>"))
    if document.title:
        paper.core_properties.title = ", ".join((document.title, *document.subtitles[:1]))[:_LONGEST_TITLE]
    return _packed(paper)


# The page


def _blank(layout: Layout) -> Paper:
    paper = docx.Document()
    for relations in (paper.part.package.rels, paper.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype in _DROPPED]:
            del relations[key]
    # The template's author, dates and remarks.
    core = paper.core_properties._element  # noqa: SLF001 -- only single properties can be set, none taken out
    for entry in list(core):
        core.remove(entry)
    for element, name in (
        (paper.styles.element, "styles"),
        (paper.part.numbering_part.element, "numbering"),
        (paper.settings.element, "settings"),
    ):
        filled = Template((_PARTS / f"{name}.xml").read_text(encoding="utf-8")).substitute(_measures(layout))
        for old in list(element):
            element.remove(old)
        element.extend(parse_xml(filled.encode()))
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(layout.width), Mm(layout.height)
    page.top_margin, page.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    page.left_margin, page.right_margin = Mm(layout.left), Mm(layout.right)
    page.header_distance = page.footer_distance = Mm(layout.top / 2)
    page.different_first_page_header_footer = True
    page.header.paragraphs[0]._p.append(parse_xml(_PAGE_NUMBER))  # noqa: SLF001 -- python-docx has no fields
    return paper


def _measures(layout: Layout) -> dict[str, str | int]:
    return {
        "font": escape(layout.font),
        "size": round(layout.size * 2),
        "small": round((layout.size - 2) * 2),
        "spacing": round(layout.spacing * 20),
        "indent": Mm(layout.indent).twips,
        "alignment": "both" if layout.justified else "left",
    }


def _packed(paper: Paper) -> bytes:
    written = io.BytesIO()
    paper.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            # python-docx writes the time of day into each entry.
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            again.writestr(entry, parts.read(name))
    return packed.getvalue()


# What stands on it, as the XML that Word reads: python-docx has no lists and fields, and is slow with many paragraphs


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
            yield from _lines("BodyText", f"{line.lead}: {line.text}" if line.lead else line.text)
        parts = [part for section in document.body for part in self._section(section)]
        yield from parts[:-1]
        # Nobody signs on a page with nothing above.
        yield from (_kept_with_next(part) if document.signatures else part for part in parts[-1:])
        yield from self._signatures(document.signatures)
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
            depth = min(section.number.count(".") + 1, _DEEPEST_HEADING)
            yield _paragraph("AnnexHeading" if section.annex else f"Heading{depth}", _run(section.title))
        for block in section.blocks:
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
                yield from _boxes(block)

    def _table(self, table: Table) -> str:
        widths = table.widths or (self._width / len(table.heads),) * len(table.heads)
        heads = _row(["".join(_lines("CellHead", head)) for head in table.heads], widths, "<w:tblHeader/>")
        rows = (_row(["".join(_lines("Cell", cell)) for cell in cells], widths) for cells in table.rows)
        return _grid("TableGrid", widths, (heads, *rows))

    def _letterhead(self, head: Letterhead) -> str:
        widths = [part * self._width for part in _LETTERHEAD]
        letters = Pt(len(head.right) * self._layout.size * _LETTER_WIDTH)
        side = max((Mm(widths[1]) - letters) // 2, 0) // _EMU_PER_TWIP
        ruled = f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
        last = len(head.left) - 1
        left = [_paragraph("Centred", _run(line, "b" if row == last else "")) for row, line in enumerate(head.left)]
        right = [
            _paragraph("Ruled", _run(head.right), properties=ruled),
            _paragraph("Centred", _run(head.place_and_day, "i")),
        ]
        return _grid("TableNormal", widths, [_row(["".join(left) or _paragraph("Centred"), "".join(right)], widths)])

    def _signatures(self, signatures: Sequence[Signature]) -> Iterator[str]:
        if not signatures:
            return
        rows = side_by_side(signatures)
        widths = (self._width / 2,) * 2
        drawn = []
        for row, blocks in enumerate(rows):
            # The person signs below the text; all others together, be it on the next page.
            keep = _KEEP if 0 < row < len(rows) - 1 else ""
            drawn.append(_row([self._signature(block, keep) for block in blocks], widths))
        yield _paragraph("Centred", properties=_KEEP)
        yield _grid("TableNormal", widths, drawn)

    def _signature(self, block: Signature | None, keep: str) -> str:
        if block is None:
            return _paragraph("Centred", properties=keep)
        room = round(self._layout.spacing * 20)
        spacing = f'{keep}<w:spacing w:before="{room * _ROOM_TO_SIGN}" w:after="{room}"/>'
        how = [_paragraph("Centred", _run(block.how, "i"), properties=keep)] if block.how else []
        return "".join(
            (
                _paragraph("Centred", _run(block.title, "b"), properties=keep),
                *how,
                _paragraph("Centred", _run(block.name, "b"), properties=spacing),
            )
        )


def _line(style: str, line: Line, properties: str = "") -> Iterator[str]:
    # A break within a justified paragraph would stretch the words before it: each line is a paragraph.
    first, *rest = line.text.split("\n")
    label = _run(f"{line.lead}: " if first else f"{line.lead}:", "i") if line.lead else ""
    # A label alone announces what comes next.
    keep = "" if line.text or _KEEP in properties else _KEEP
    yield _paragraph(style, label, _run(first), properties=keep + properties)
    for text in rest:
        yield _paragraph("BodyText", _run(text))


def _lines(style: str, text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield _paragraph(style, _run(line))


def _entry(entry: Bullet, instance: int | None) -> Iterator[str]:
    keep = _KEEP if entry.below else ""
    if instance is None:
        yield from _line("ListBullet", entry.line, keep)
    else:
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{instance}"/></w:numPr>'
        yield from _line("ListNumber", entry.line, keep + number)
    for line in entry.below:
        yield from _line("ListBullet2", line)


def _boxes(block: Boxes) -> Iterator[str]:
    marked = [f"{'☒' if box.ticked else '☐'} {box.label}" for box in block.boxes]
    if block.stacked:
        for text in [*([f"{block.lead}:"] if block.lead else []), *marked]:
            yield _paragraph("BodyText", _run(text), properties=_KEEP if text != marked[-1] else "")
        return
    # A box stays beside its word, and justifying must not tear the choices or the label apart.
    together = _run("    ".join(marked).replace(" ", "\u00a0"))
    label = _run(f"{block.lead}: ") if block.lead else ""
    yield _paragraph("BodyText", label, together, properties='<w:jc w:val="left"/>')


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
    return f'<w:r>{shape}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _grid(style: str, widths: Sequence[float], rows: Iterable[str]) -> str:
    """Return a table of fixed `widths` in millimetres."""
    columns = "".join(f'<w:gridCol w:w="{Mm(width).twips}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{Mm(sum(widths)).twips}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[float], properties: str = "") -> str:
    """Return a row that stays whole on a page; each of `cells` is the paragraphs of one."""
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{Mm(width).twips}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(drawn)}</w:tr>"
