"""A Word file as the zip of XML parts that it is: unpacked within bounds, parsed without following anything.

What the zip says of its own sizes is not trusted: each part is unpacked piece by piece, and only the few parts that
carry text are. Macros, pictures, links and what lies outside of the file are never opened.
"""

import lzma
import posixpath
import struct
import zlib
from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from tuphe.errors import BadFile
from tuphe.paper import file_kinds

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element
else:
    Element = object  # only annotations use it, and loading lxml takes 15 ms, which only a paper needs

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the text of a Word file (ECMA-376, WordprocessingML)."""
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
"""The namespace of what Word 2010 added, check boxes among it."""


def tags(names: str) -> tuple[str, ...]:
    """Return the tags of these elements of a Word file's text."""
    return tuple(f"{W}{name}" for name in names.split())


_STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
"""The same namespaces where Word saved as “Strict Open XML” (ISO/IEC 29500-1)."""

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATIONSHIPS: Final = "_rels/.rels"
_KINDS: Final = "[content_types].xml"
_TEMPLATE: Final = (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
"""The content types of a template and of a document: Word opens neither under the other's name."""
_MACROS: Final = b"macroEnabled"
_MAIN: Final = "officeDocument"
_MARGINS: Final = ("header", "footer")
_MOST_MARGINS: Final = 30
"""Page headers and footers of one file: three of each for a part of it."""

PART_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of all parts that are unpacked: a hundred pages take one or two million."""

_PIECES: Final = 250_000
"""Tags and attributes of all parts: each takes some 100 bytes. A page has some 1,200, styles 30,000."""

_STYLE: Final = b"<w:style"
_OF_TABLE: Final = b'<w:style w:type="table"'
_STYLE_ENDS: Final = b"</w:style>"

_ENCRYPTED: Final = 1
"""The bit of an entry that a zip program locked with a password."""

_COPIED: Final = 64 * 1024 * 1024
"""Bytes of all parts that are copied when the text is filled; zipfile unpacks no more than a part says it is."""

_ENTRIES: Final = 5000
"""Parts of one file; the parser of zip files takes memory for each."""

_ENTRY: Final = b"PK\x01\x02"
"""What each entry in a zip's table of contents begins with."""

_DAMAGE: Final = (
    BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, LookupError, NotImplementedError, OSError,
    OverflowError, RuntimeError, struct.error, ValueError,
)  # fmt: skip
"""All errors that zipfile raises for a file that is damaged, encrypted or made to do harm."""

DAMAGED: Final = (
    "tệp Word bị hỏng, không mở được. Mở bằng Word, chọn sửa chữa nếu Word hỏi, lưu thành tệp .docx mới rồi chạy lại."
)
_HAS_MACROS: Final = (
    "đây là tệp Word có macro (.docm, .dotm), điền rồi lưu thành .docx thì Word không mở. Mở bằng Word, lưu thành "
    "tệp .docx rồi chạy lại."
)
_TOO_MUCH: Final = (
    "tệp chứa quá nhiều nội dung so với một bản kiểm điểm. Chép phần chữ sang một tệp Word mới, lưu dạng .docx "
    "rồi chạy lại."
)
_DECLARES: Final = (
    "tệp có khai báo (DTD) mà Word không bao giờ ghi, nên không mở. Chép phần chữ sang một tệp Word mới rồi chạy lại."
)


def _as_named(name: str) -> str:
    """Return the name of a part for comparing: without case (ISO/IEC 29500-2, 6.2.2.3) or backslashes of Windows."""
    return name.replace("\\", "/").lower()


def _without_styles_of_tables(part: bytes) -> bytes:
    """Return a part without the styles of tables: they say nothing of a paragraph, and some files have a hundred.

    A part with comments or the like, which Word never writes, stays as it is, as does a style that ends without a tag.
    """
    if b"<!" in part or part.count(b"<") > _PIECES:
        return part  # the latter is refused, and its pieces would take more memory than it
    *styles, rest = part.split(_STYLE_ENDS)
    kept = [one for one in styles if not one.lstrip().startswith(_OF_TABLE) or one.count(_STYLE) > 1]
    return _STYLE_ENDS.join([*kept, rest])


class Package:
    """The parts of one Word file; `path` is only named in errors.

    Raises BadFile where it cannot be a Word file, here and wherever a part is taken from it.
    """

    def __init__(self, data: bytes, path: object = "-") -> None:
        self.path = str(path)
        self._bytes_left, self._pieces_left = PART_LIMIT, _PIECES
        self._strict: frozenset[tuple[bytes, bytes]] = frozenset()
        if not data.startswith(file_kinds.ZIP):
            raise self._refused(file_kinds.refused(data) or file_kinds.NOT_WORD)
        if data.count(_ENTRY) > _ENTRIES:
            raise self._refused(_TOO_MUCH)
        try:
            self._zip = ZipFile(BytesIO(data))
        except _DAMAGE:
            raise self._refused(DAMAGED) from None
        self._parts = {_as_named(entry.filename): entry for entry in self._zip.infolist()}
        if _RELATIONSHIPS not in self._parts:
            raise self._refused(file_kinds.refused_zip(self._zip.namelist()))
        self._main = dict(self._references("")).get(_MAIN, "")

    def main(self) -> Element:
        """Return the root of the part with the text."""
        if self._main not in self._parts:
            raise self._refused(DAMAGED)
        root = self._parsed(self._main)
        if root.tag != f"{W}document":
            raise self._refused(file_kinds.NOT_WORD)
        return root

    def margins(self) -> dict[str, Element]:
        """Return the roots of the page headers and footers that the text refers to, by the names of their parts."""
        listed = (target for kind, target in self._beside_main if kind in _MARGINS)
        names = islice((name for name in dict.fromkeys(listed) if name in self._parts), _MOST_MARGINS)
        return {name: self._parsed(name) for name in names}

    def with_text(self, main: Element, margins: Mapping[str, Element]) -> bytes:
        """Return the file with another text, and other `margins`; every other part has the bytes that it had.

        A template (.dotx) becomes a document. Raises BadFile where the other parts are damaged, would fill the memory,
        or are macros.
        """
        from lxml import etree  # noqa: PLC0415 -- 15 ms, that only a paper needs

        texts = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in {**margins, self._main: main}.items()
        }
        for strict, usual in self._strict:
            texts = {name: text.replace(usual, strict) for name, text in texts.items()}
        if sum(entry.file_size for entry in self._zip.infolist()) > _COPIED:
            raise self._refused(_TOO_MUCH)
        written = BytesIO()
        try:
            with ZipFile(written, "w", ZIP_DEFLATED) as package:
                for entry in self._zip.infolist():
                    name = _as_named(entry.filename)
                    text = texts.get(name)
                    part = self._zip.read(entry) if text is None else text
                    if name == _KINDS and _MACROS in part:
                        raise self._refused(_HAS_MACROS)
                    part = part.replace(*_TEMPLATE) if name == _KINDS else part
                    package.writestr(entry, part, compresslevel=1)
        except _DAMAGE:
            raise self._refused(DAMAGED) from None
        return written.getvalue()

    def related(self, kind: str) -> Element | None:
        """Return the root of the part of a kind, such as `styles`, that the text refers to; None without one."""
        target = dict(self._beside_main).get(kind, "")
        return self._parsed(target) if target in self._parts else None

    def has_pictures(self) -> bool:
        """Whether the file has pictures."""
        return any("/media/" in name for name in self._zip.namelist())

    @cached_property
    def _beside_main(self) -> list[tuple[str, str]]:
        return self._references(self._main)

    def _references(self, part: str) -> list[tuple[str, str]]:
        """Return each kind that a part (the whole package, if "") refers to, and its path; some kinds have several."""
        folder, name = posixpath.split(part)
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        if relationships not in self._parts:
            return []
        return [
            (
                relationship.get("Type", "").rpartition("/")[2],
                _as_named(posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", "")))[1:]),
            )
            for relationship in self._parsed(relationships).iter(_RELATIONSHIP)
            if relationship.get("TargetMode") != "External"
        ]

    def _parsed(self, name: str) -> Element:
        """Return the root of a part; refuses a part that is damaged, declares a DTD or would fill the memory."""
        from lxml import etree  # noqa: PLC0415 -- 15 ms, that only a paper needs

        data = _without_styles_of_tables(self._unpacked(name))
        for strict, usual in _STRICT.items():
            if strict in data:
                data = data.replace(strict, usual)
                self._strict |= {(strict, usual)}
        self._pieces_left -= data.count(b"<") + data.count(b"=")
        if self._pieces_left < 0:
            raise self._refused(_TOO_MUCH)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self._refused(_DECLARES)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
            collect_ids=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            raise self._refused(DAMAGED) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._refused(_DECLARES)
        return root

    def _unpacked(self, name: str) -> bytes:
        """Return a part; no more of it is unpacked than may still be unpacked in all."""
        try:
            entry = self._parts[name]
            if entry.flag_bits & _ENCRYPTED:
                raise self._refused(file_kinds.LOCKED)
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self._refused(DAMAGED)  # Word knows no other; these cannot be unpacked piece by piece
            with self._zip.open(entry) as part:
                data = part.read(self._bytes_left + 1)
        except _DAMAGE:
            raise self._refused(DAMAGED) from None
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise self._refused(_TOO_MUCH)
        return data

    def _refused(self, sentence: str) -> BadFile:
        return BadFile(self.path, sentence)
