"""Word: real styles, lists, tables and headings, on the page that the form's data describe."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tuphe.export.document import Boxes, Bullets, Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Paper
    from docx.table import Table as Grid
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

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

_NUMBERED: Final = 2
"""The list that counts; each one in a paper is an instance of its own, so that it begins with (1)."""

_DEEPEST_HEADING: Final = 3
_LETTER_WIDTH: Final = 0.66
"""How wide a bold capital of Times New Roman is, of its size: so the rule is as long as the words above it."""

_LETTERHEAD: Final = (0.43, 0.57)
"""How the two columns at the top share the width of the text."""

_ROOM_TO_SIGN: Final = 4
"""Lines between a title and the name below it."""


def render(document: Document) -> bytes:
    """Write a document; of one section, only that section. Same content, same bytes."""
    paper = _blank(document.layout)
    if document.letterhead is not None:
        _add_letterhead(paper, document.letterhead, document.layout)
    if document.title:
        _add(paper, "Title", document.title)
    for subtitle in document.subtitles:
        _add(paper, "Subtitle", subtitle)
    for line in document.head:
        _add(paper, "BodyText", f"{line.lead}: {line.text}" if line.lead else line.text)
    for section in document.body:
        _add_section(paper, section, document.layout)
    _add_signatures(paper, document.signatures, document.layout)
    for section in document.annexes:
        _add_section(paper, section, document.layout)
    if document.title:
        paper.core_properties.title = ", ".join((document.title, *document.subtitles[:1]))
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
    _add_page_number(page.header.paragraphs[0])
    return paper


def _measures(layout: Layout) -> dict[str, str | int]:
    return {
        "font": layout.font,
        "size": round(layout.size * 2),
        "small": round((layout.size - 2) * 2),
        "spacing": round(layout.spacing * 20),
        "indent": Mm(layout.indent).twips,
        "alignment": "both" if layout.justified else "left",
    }


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no fields


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


# What stands on it


def _add_section(paper: Paper, section: Section, layout: Layout) -> None:
    if section.title:
        depth = min(section.number.count(".") + 1, _DEEPEST_HEADING)
        _add(paper, "AnnexHeading" if section.annex else f"Heading{depth}", section.title)
    for block in section.blocks:
        _add_block(paper, block, layout)
    for inner in section.sections:
        _add_section(paper, inner, layout)


def _add_block(paper: Paper, block: Block, layout: Layout) -> None:
    match block:
        case Line():
            _add_line(paper, "BodyText", block)
        case Bullets(entries=entries, numbered=numbered):
            instance = _new_list(paper) if numbered else None
            for entry in entries:
                _add_entry(paper, entry, instance)
        case Table():
            _add_table(paper, block, layout)
        case Boxes():
            _add_boxes(paper, block)


def _add_line(paper: Paper, style: str, line: Line) -> Paragraph:
    # A break within a justified paragraph would stretch the words before it: each line is a paragraph.
    first, *rest = line.text.split("\n")
    paragraph = _add(paper, style)
    if line.lead:
        paragraph.add_run(f"{line.lead}: " if first else f"{line.lead}:").italic = True
    paragraph.add_run(first)
    # A label alone announces what comes next.
    paragraph.paragraph_format.keep_with_next = not line.text or None
    for text in rest:
        _add(paper, "BodyText", text)
    return paragraph


def _add_entry(paper: Paper, entry: Bullet, instance: int | None) -> None:
    if instance is None:
        first = _add_line(paper, "ListBullet", entry.line)
    else:
        first = _add_line(paper, "ListNumber", entry.line)
        properties: Any = first._p.get_or_add_pPr()  # noqa: SLF001 -- python-docx has no lists
        properties.get_or_add_numPr().get_or_add_numId().val = instance
    if entry.below:
        first.paragraph_format.keep_with_next = True
    for line in entry.below:
        _add_line(paper, "ListBullet2", line)


def _new_list(paper: Paper) -> int:
    numbering = paper.part.numbering_part.element
    instance: int = numbering.add_num(_NUMBERED).numId
    numbering.num_having_numId(instance).add_lvlOverride(0).add_startOverride(1)
    return instance


def _add_boxes(paper: Paper, block: Boxes) -> None:
    marked = [f"{'☒' if box.ticked else '☐'} {box.label}" for box in block.boxes]
    if block.stacked:
        for text in [*([f"{block.lead}:"] if block.lead else []), *marked]:
            _add(paper, "BodyText", text).paragraph_format.keep_with_next = text != marked[-1]
        return
    paragraph = _add(paper, "BodyText", f"{block.lead}: " if block.lead else "")
    # A box stays beside its word, and justifying must not tear the choices apart.
    paragraph.add_run("    ".join(marked).replace(" ", "\u00a0"))


def _add_table(paper: Paper, table: Table, layout: Layout) -> None:
    even = (_text_width(layout) / len(table.heads),) * len(table.heads)
    drawn = _grid(paper, len(table.rows) + 1, table.widths or even, "TableGrid")
    for row, (cells, texts) in enumerate(zip(drawn.rows, (table.heads, *table.rows), strict=True)):
        for cell, text in zip(cells.cells, texts, strict=True):
            _add(cell, "Cell" if row else "CellHead", text)
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- nor repeated heads
    _add(paper, "Cell")  # two tables without a paragraph between them would become one


def _add_letterhead(paper: Paper, head: Letterhead, layout: Layout) -> None:
    widths = [part * _text_width(layout) for part in _LETTERHEAD]
    left, right = _grid(paper, 1, widths, "TableNormal").rows[0].cells
    for text in head.left:
        _add(left, "Centred", text).runs[0].bold = text == head.left[-1]
    ruled = _add(right, "Ruled", head.right).paragraph_format
    letters = Pt(len(head.right) * layout.size * _LETTER_WIDTH)
    ruled.left_indent = ruled.right_indent = max((Mm(widths[1]) - letters) // 2, 0)
    _add(right, "Centred", head.place_and_day).runs[0].italic = True


def _add_signatures(paper: Paper, signatures: Sequence[Signature], layout: Layout) -> None:
    if not signatures:
        return
    rows: list[list[Signature | None]] = []
    for block in signatures:
        if block.side == "phai" and rows and rows[-1][1] is None:
            rows[-1][1] = block
        else:
            rows.append([block, None] if block.side == "trai" else [None, block])
    # Nobody signs on a page with nothing above.
    for last in paper.paragraphs[-1:]:
        last.paragraph_format.keep_with_next = True
    _add(paper, "Centred").paragraph_format.keep_with_next = True
    half = _text_width(layout) / 2
    for row, (cells, blocks) in enumerate(
        zip(_grid(paper, len(rows), (half, half), "TableNormal").rows, rows, strict=True)
    ):
        for cell, signing in zip(cells.cells, blocks, strict=True):
            if signing is None:
                _add(cell, "Centred")
            else:
                _add_signature(cell, signing, layout)
            for paragraph in cell.paragraphs:
                # The person signs below the text; all others together, be it on the next page.
                paragraph.paragraph_format.keep_with_next = 0 < row < len(rows) - 1 or None


def _add_signature(cell: _Cell, block: Signature, layout: Layout) -> None:
    _add(cell, "Centred", block.title).runs[0].bold = True
    if block.how:
        _add(cell, "Centred", block.how).runs[0].italic = True
    name = _add(cell, "Centred", block.name)
    name.paragraph_format.space_before = Pt(layout.spacing * _ROOM_TO_SIGN)
    name.paragraph_format.space_after = Pt(layout.spacing)
    for run in name.runs:
        run.bold = True


def _grid(paper: Paper, rows: int, widths: Sequence[float], style: str) -> Grid:
    """Draw a table whose rows stay whole on a page; `widths` in millimetres."""
    table: Grid = paper.add_table(rows, len(widths))
    table._tbl.tblPr.style = style  # noqa: SLF001 -- by its id, as in `_add`
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- python-docx cannot keep rows
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001 -- a new cell is not empty
    return table


def _add(place: Paper | _Cell, style: str, text: str = "") -> Paragraph:
    paragraph = place.add_paragraph()
    # By the style's id: python-docx would search the style sheet for its name, paragraph by paragraph.
    paragraph._p.get_or_add_pPr().style = style  # noqa: SLF001
    if text:
        paragraph.add_run(text)
    return paragraph


def _text_width(layout: Layout) -> float:
    """Millimetres between the margins."""
    return layout.width - layout.left - layout.right
