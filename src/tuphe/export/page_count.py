"""How many pages of paper a document will take, estimated without Word."""

from math import ceil
from typing import Final

from msgspec import structs

from tuphe.export.document import Document, Section
from tuphe.export.formats import text

_MM_PER_POINT: Final = 25.4 / 72
_LETTER: Final = 0.52
"""The width that a letter takes in Times New Roman, as a share of its size; broken lines and indents are in it."""

_SIGNING: Final = 6
"""Lines that a row of signatures takes: who signs, how, room for the pen, the name."""


def estimated_pages(document: Document) -> float:
    """Return about how many pages a document fills, annexes aside, from its layout and the length of each paragraph.

    Compared with the pages that LibreOffice makes of the example year: 6.0 for 5.7.
    """
    page = document.layout
    letters = (page.width - page.left - page.right) / (page.size * _MM_PER_POINT * _LETTER)
    lines_on_a_page = (page.height - page.top - page.bottom) / (page.spacing * _MM_PER_POINT)
    signed = document.signing_rows
    remarks = Section("", "", tuple(block for row in signed for block in row.above))
    body = structs.replace(document, sections=(*document.body, remarks), signatures=())
    lines = sum(ceil(len(line) / letters) for line in text.render(body).splitlines() if line)
    return (lines + _SIGNING * len(signed)) / lines_on_a_page
