"""A Word file (.docx) opened: its paragraphs in the order in which a person reads them.

lxml alone does it. python-docx knows no text boxes, content controls, automatic numbers or tracked changes: all of
that would be read from its elements anyway, and it takes 80 ms to load instead of 15.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import ClassVar, Final

from msgspec import structs

from tuphe.core.value import Plain
from tuphe.errors import BadFile
from tuphe.paper import box_signs, file_kinds
from tuphe.paper.automatic_numbering import Numbering
from tuphe.paper.box_signs import tidied
from tuphe.paper.circles import SHAPES, circle_of
from tuphe.paper.filling.controls import box_of_control, shown_by_field, shows_placeholder
from tuphe.paper.package import Element, Package, W, tags
from tuphe.paper.paragraphs import Cell, Paragraph, Piece, Pieces, Place
from tuphe.paper.styles import OFF, Styles, number, value

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_LEFT_OUT: Final = frozenset(tags("del moveFrom pPr rPr sdtPr tblPr tblGrid trPr tcPr rt"))
"""Deleted text, properties that only say how text looks, and the small letters above others (ruby)."""

_MOST_CIRCLES: Final = 8
"""The most circles of one paragraph."""
_LOOKS: Final = (("strike", "dstrike"), ("b",), ("i",), ("u",))
_PAINTED: Final = ("highlight", "bdr")
_UNPAINTED: Final = (None, *OFF, "nil")


def paragraphs_of(data: bytes, path: object = "-") -> tuple[Paragraph, ...]:
    """Return what the main part of a Word file says, with its notes; empty paragraphs are there too.

    `data` are the bytes of the file, `path` is only named in errors. Raises BadFile where it cannot be opened, is
    damaged, has more than a paper does, or no text that can be read (pictures alone, letters older than Unicode).
    """
    package = Package(data, path)
    return paragraphs_in(package, package.main())


def paragraphs_in(package: Package, root: Element) -> tuple[Paragraph, ...]:
    """Return the same for a file that is open already, from the root of its main part.

    Raises BadFile as `paragraphs_of` does.
    """
    if next(root.iter(f"{W}altChunk"), None) is not None:
        raise BadFile(package.path, file_kinds.ELSEWHERE)
    styles = Styles(package.related("styles"))
    notes = {kind: _notes(package.related(f"{kind}s")) for kind in ("footnote", "endnote")}
    reader = _Reader(root, styles, Numbering(package.related("numbering"), styles), notes)
    found = reader.read()
    texts = [one.text for one in found]
    file_kinds.refuse_unreadable(texts, package.path, longest=reader.longest, pictures=package.has_pictures())
    return found


def _notes(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type") is None}


class _Where(Plain, frozen=True):
    """Where in the file the reader is."""

    place: Place = Place.BODY
    cell: Cell | None = None
    waiting: bool = False
    """Whether the text there is only a placeholder to be typed over."""
    at: int = 0


class _Reader:
    """Walks once through the elements of a file; `longest` is the length of the longest paragraph, untidied."""

    def __init__(
        self, root: Element, styles: Styles, numbering: Numbering, notes: Mapping[str, dict[str, Element]]
    ) -> None:
        self._root, self._styles, self._numbering, self._notes = root, styles, numbering, notes
        self._positions = {paragraph: at for at, paragraph in enumerate(root.iter(f"{W}p"))}
        self._found: list[Paragraph] = []
        self.longest = 0
        self._tables = 0
        self._joined: tuple[Pieces, int, _Where] | None = None
        marks = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        self._fields_end = marks.count("begin") == marks.count("end")
        self._codes: list[bool] = []
        self._line = Pieces(None, "", waiting=False)

    def read(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs."""
        self._blocks(self._root, _Where())
        if self._joined is not None and self._joined[0].said:
            self._end(*self._joined)
        return tuple(self._found)

    def _blocks(self, parent: Iterable[Element], where: _Where) -> None:
        """Read paragraphs and tables, however wrapped."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, where)
            elif child.tag == f"{W}tbl":
                self._table(child, where)
            elif child.tag == f"{W}sdt":
                self._blocks(child, structs.replace(where, waiting=where.waiting or shows_placeholder(child)))
            elif child.tag not in _LEFT_OUT:
                self._blocks(child, where)

    def _table(self, table: Element, where: _Where) -> None:
        """Read a table cell by cell, but for deleted rows; cells merged into one from above are read once."""
        table_at = self._tables
        self._tables += 1
        cells = (cell for row, _ in _wrapped(table, "tr") for cell, _ in _wrapped(row, "tc"))
        is_frame = len(list(islice(cells, 2))) == 1  # a table of only one cell is a frame around a text
        begun: set[int] = set()
        for at, (row, row_waits) in enumerate(_wrapped(table, "tr")):
            properties = row.find(f"{W}trPr")
            if value(properties, "del") is not None:
                continue
            column = number(value(properties, "gridBefore"))
            for cell, cell_waits in _wrapped(row, "tc"):
                properties = cell.find(f"{W}tcPr")
                if not (value(properties, "vMerge") in ("", "continue") and column in begun):
                    begun.add(column)
                    waiting = where.waiting or row_waits or cell_waits
                    inner = where.cell if is_frame else Cell(table=table_at, row=at, column=column)
                    self._blocks(cell, structs.replace(where, cell=inner, waiting=waiting))
                column += max(number(value(properties, "gridSpan"), 1), 1)

    def _paragraph(self, element: Element, where: _Where) -> None:
        """Read a paragraph, then the notes and text boxes that belong to it."""
        properties = element.find(f"{W}pPr")
        outer, line = self._line, Pieces(properties, self._styles.of(properties), waiting=where.waiting)
        position = self._positions.get(element, where.at)
        if self._joined is not None:
            line.said, line.below = self._joined[0].said, self._joined[0].below
            self._joined = None
        self._line = line
        self._inside(element)
        self._line = outer
        if line.mark is not None and any(line.mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            # Without its mark, a paragraph goes on in the next.
            self._joined = line, position, where
            return
        self._end(line, position, where)
        for below, place in line.below:
            self._blocks(below, _Where(place, None, where.waiting, position))

    def _end(self, line: Pieces, position: int, where: _Where) -> None:
        """Add a paragraph that was read to its end; it takes an automatic number unless it is hidden."""
        said = "".join(one.text for one in line.said)
        self.longest = max(self.longest, len(said))
        text = tidied(said)
        gone = line.hidden and not text.strip() and self._styles.is_set(line.mark, line.style, "vanish")
        bold, italic, underlined, _ = line.whole_looks()
        self._found.append(
            Paragraph(
                position=position,
                text=text,
                unstruck=line.unstruck(),
                set_off=line.set_off(),
                circles=tuple(line.circles[:_MOST_CIRCLES]),
                number="" if gone else self._numbering.next(line.properties, line.style),
                bold=bold,
                italic=italic,
                underlined=underlined,
                outline=self._styles.outline(line.properties, line.style),
                place=where.place,
                cell=where.cell,
            )
        )

    def _inside(self, parent: Element) -> None:
        """Read the inside of a paragraph, however wrapped: only a few kinds of elements have text."""
        for child in parent:
            if (read := self._KINDS.get(child.tag)) is not None:
                read(self, child)
            elif child.tag not in _LEFT_OUT:
                self._inside(child)

    def _run(self, run: Element) -> None:
        line = self._line
        properties = run.find(f"{W}rPr")
        if self._styles.is_set(properties, line.style, "vanish"):
            line.hidden = True
            for mark in run.iter(f"{W}fldChar"):  # fields may begin or end in the run
                self._field(mark)
            return
        before, line.run = line.run, properties
        self._inside(run)
        line.run = before

    def _say(self, text: str) -> None:
        line = self._line
        if not text or line.waiting or (self._fields_end and True in self._codes):
            return
        if line.page_ends:
            line.page_ends = False
            text = f"\n{text}" if line.said else text
        struck, bold, italic, underlined = (
            any(self._styles.is_set(line.run, line.style, mark) for mark in marks) for marks in _LOOKS
        )
        painted = any(value(line.run, mark) not in _UNPAINTED for mark in _PAINTED)
        line.said.append(Piece(text, struck, (bold, italic, underlined, painted)))

    def _text(self, element: Element) -> None:
        text = (element.text or "").replace("\n", " ")
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" \t\r")
        self._say(box_signs.in_font(self._font(), text))

    def _font(self) -> str:
        fonts = None if self._line.run is None else self._line.run.find(f"{W}rFonts")
        return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""

    def _break(self, element: Element) -> None:
        if element.get(f"{W}type") == "page":
            self._line.page_ends = True
        else:
            self._say("\n")

    def _sign(self, element: Element) -> None:
        code = element.get(f"{W}char", "")
        font = element.get(f"{W}font", "")
        try:
            letter = int(code[:6], 16)
        except ValueError:
            return
        shown = box_signs.of_font(font, letter)
        self._say(chr(letter) if shown is None and letter <= 0xFFFF else shown or "")

    def _field(self, element: Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._say(shown_by_field(element))
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _control(self, element: Element) -> None:
        if box := box_of_control(element):
            self._say(box)
        elif not shows_placeholder(element):
            self._inside(element)

    def _alternatives(self, element: Element) -> None:
        """Read one of several versions of the same content: the first, which today's Word shows."""
        choice = element.find(f"{_MC}Choice")
        one = element.find(f"{_MC}Fallback") if choice is None else choice
        if one is not None:
            self._inside(one)

    def _shape(self, element: Element) -> None:
        """Remember a circle that is drawn by hand, and read the words in any shape."""
        if (circle := circle_of(element)) is not None:
            self._line.circles.append(circle)
        self._inside(element)

    def _box(self, element: Element) -> None:
        self._line.below.append((element, Place.TEXT_BOX))

    def _footnote(self, element: Element) -> None:
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        # Taken out, so that a note is read once even if a thousand places refer to it.
        note = self._notes[kind].pop(element.get(f"{W}id", ""), None)
        if note is not None:
            self._line.below.append((note, Place.FOOTNOTE))

    def _stray(self, element: Element) -> None:
        """Keep a paragraph or a table within a paragraph: no program puts one there, but its text must not be lost."""
        self._line.below.append(([element], Place.BODY))

    _KINDS: ClassVar[dict[str, Callable[["_Reader", Element], None]]] = {
        f"{W}r": _run,
        f"{W}t": _text,
        f"{_MATHS}t": _text,
        f"{W}tab": lambda self, _: self._say("\t"),
        f"{W}ptab": lambda self, _: self._say("\t"),
        f"{W}br": _break,
        f"{W}cr": lambda self, _: self._say("\n"),
        f"{W}noBreakHyphen": lambda self, _: self._say("-"),
        f"{W}sym": _sign,
        f"{W}fldChar": _field,
        f"{W}sdt": _control,
        f"{_MC}AlternateContent": _alternatives,
        f"{W}txbxContent": _box,
        **dict.fromkeys(SHAPES, _shape),
        f"{W}footnoteReference": _footnote,
        f"{W}endnoteReference": _footnote,
        f"{W}p": _stray,
        f"{W}tbl": _stray,
    }


def _wrapped(parent: Element, name: str, *, waiting: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the rows or the cells of a table, those in content controls too, and whether such a control waits."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child, waiting
        elif child.tag not in _LEFT_OUT:
            held = child.tag == f"{W}sdt" and shows_placeholder(child)
            yield from _wrapped(child, name, waiting=waiting or held)
