"""A Word file (.docx) opened: its paragraphs in the order in which a person reads them."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree

from tuphe.paper.paragraphs import Paragraph

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the text of a Word file (ECMA-376, WordprocessingML)."""


def paragraphs_of(data: bytes) -> tuple[Paragraph, ...]:
    """Return what the main part of a Word file says; `data` are the bytes of the file."""
    with ZipFile(BytesIO(data)) as package:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(package.read("word/document.xml"), parser)
    return tuple(
        Paragraph(position=position, text="".join(text.text or "" for text in paragraph.iter(f"{W}t")))
        for position, paragraph in enumerate(root.iter(f"{W}p"))
    )
