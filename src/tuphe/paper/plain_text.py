r"""Plain text (.txt) and Markdown (.md): each line is a paragraph, as it is where a paper was copied out of Word.

Rows between `|` are the cells of a table, as Markdown and converters of Word files write them.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from tuphe.core.old_letters import old_letters
from tuphe.core.text import clean
from tuphe.errors import BadFile
from tuphe.file_reading import SIZE_LIMIT
from tuphe.paper import file_kinds
from tuphe.paper.box_signs import tidied
from tuphe.paper.paragraphs import Cell, Paragraph

_MARKED: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TEXT: Final = (
    "không đọc được chữ trong tệp. Mở tệp bằng chương trình đã tạo ra tệp, lưu dạng văn bản UTF-8 hoặc .docx rồi nhập."
)

# Strings: each is compiled the first time it is used, and no Word file uses any.
_RULE: Final = r"\s*(?:\+[-=:+ ]+\+|\|[-=:| ]+\||-{3,}|\*{3,}|_{3,})\s*"
"""A rule between the rows of a table, or in the text."""

_HEADING: Final = r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*"
_ENTRY: Final = r"\s*(?:([-*+])|(\d{1,3}[.)]))\s+(.*)"
_ESCAPED: Final = r"\\([!-/:-@\[-`{-~])"
_MARKS: Final = r"(?<!\\)(\*\*|__|\*|(?<!\w)_|_(?!\w))"
_WHOLE: Final = ((r"(\*\*|__)(?=\S)(.+)(?<=\S)\1", "bold"), (r"([*_])(?=\S)(.+)(?<=\S)\1", "italic"))


def paragraphs_of(data: bytes, path: object = "-", *, markdown: bool = False) -> tuple[Paragraph, ...]:
    """Return the lines of a text as paragraphs; with `markdown`, its marks become looks and numbers.

    `position` is the line's, from 0. Raises BadFile where the bytes are no text, or a text older than Unicode.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile(str(path), file_kinds.TOO_LONG)
    text = clean(_decoded(data, path))[0]
    lines = text.split("\n")
    file_kinds.refuse_unreadable(lines, path, longest=max(map(len, lines)))
    return tuple(_read(lines, markdown=markdown))


def _decoded(data: bytes, path: object) -> str:
    """Return the letters of a file: UTF-8, UTF-16 with its mark, else those of Windows for Vietnamese."""
    encodings = [encoding for mark, encoding in _MARKED if data.startswith(mark)] or ["utf-8", "cp1258"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        # Old letters are signs of the western code page.
        western = data.decode("cp1252", "replace") if encoding == "cp1258" else ""
        return western if western and old_letters(western) else text
    raise BadFile(str(path), _NO_TEXT)


def _read(lines: list[str], *, markdown: bool) -> Iterator[Paragraph]:
    table, row, inside = -1, -1, False
    for position, line in enumerate(lines):
        cells = _cells(line)
        if re.fullmatch(_RULE, line) and (inside or markdown or cells):
            continue
        if not cells:
            inside = False
            yield _paragraph(position, line, None, markdown=markdown)
            continue
        table, row, inside = (table, row + 1, True) if inside else (table + 1, 0, True)
        for column, cell in enumerate(cells):
            yield _paragraph(position, cell.strip(), Cell(table=table, row=row, column=column), markdown=markdown)


def _cells(line: str) -> list[str]:
    found = re.fullmatch(r"\s*\|(.*)(?<!\\)\|\s*", line)
    return re.split(r"(?<!\\)\|", found[1]) if found else []


def _paragraph(position: int, line: str, cell: Cell | None, *, markdown: bool) -> Paragraph:
    """Return a line as a paragraph; in Markdown its marks become its number, its look and the level of its heading."""
    if not markdown:
        return Paragraph(position=position, text=tidied(line), cell=cell)
    number, outline = "", 0
    text = tidied(line).strip().removesuffix("\\")
    if heading := re.fullmatch(_HEADING, text):
        outline, text = len(heading[1]), heading[2]
    elif entry := re.fullmatch(_ENTRY, text):
        number, text = "-" if entry[1] else entry[2], entry[3]
    looks = {look: re.fullmatch(mark, text) is not None for mark, look in _WHOLE}
    return Paragraph(
        position=position,
        text=re.sub(_ESCAPED, r"\1", tidied(re.sub(_MARKS, "", text))),
        number=number,
        bold=looks["bold"],
        italic=looks["italic"] and not looks["bold"],
        outline=outline,
        cell=cell,
    )
