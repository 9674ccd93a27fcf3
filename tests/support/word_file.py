"""A Word file taken apart: its parts, its paragraphs with their styles, and all that a paragraph inherits."""

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from support.word_schema import W, short
from tuphe.export.document import Document
from tuphe.export.formats import docx

FIELD = "{{{}}}"
"""How a field such as the page number stands in a text."""


def path(steps: str) -> str:
    """A path of Word's element names, as the parser wants it."""
    return "/".join(step if step in (".", "", "*") else f"{W}{step}" for step in steps.split("/"))


def child(element: Element, steps: str) -> Element:
    """The element at a path that must lead somewhere."""
    found = element.find(path(steps))
    assert found is not None, steps
    return found


def value(element: Element | None, name: str = "val") -> str | None:
    """One of Word's attributes of an element."""
    return None if element is None else element.get(f"{W}{name}")


def millimetres(twips: str | None) -> float:
    """A length of Word's in millimetres, to a tenth."""
    return round(int(twips or 0) * 25.4 / 1440, 1)


def text_of(element: Element) -> str:
    """The text of a paragraph, or of what stands in one, as Word shows it: there a line ends only at a `br`."""
    found = ""
    for part in element.iter():
        match short(part):
            case "t":
                found += (part.text or "").replace("\n", " ")
            case "br":
                found += "\n"
            case "fldSimple":
                found += FIELD.format(value(part, "instr"))
    return found


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style."""
    return value(paragraph.find(path("pPr/pStyle"))) or "Normal"


class WordFile:
    """The parts of a file, and what stands in its body."""

    def __init__(self, document: Document | bytes) -> None:
        self.written = document if isinstance(document, bytes) else docx.render(document)
        with zipfile.ZipFile(io.BytesIO(self.written)) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        self.body = child(self.root("word/document.xml"), "body")
        self.page = child(self.body, "sectPr")

    def root(self, name: str) -> Element:
        """The outermost element of a part."""
        return ET.fromstring(self.parts[name])

    @cached_property
    def styles(self) -> dict[str, Element]:
        """The styles by their ids."""
        return {value(style, "styleId") or "": style for style in self.root("word/styles.xml").iter(path("style"))}

    @cached_property
    def defaults(self) -> Element:
        """What holds where no style says otherwise."""
        return child(self.root("word/styles.xml"), "docDefaults")

    @cached_property
    def lists(self) -> Element:
        """The numbering definitions."""
        return self.root("word/numbering.xml")

    def paragraphs(self, style: str = "") -> list[Element]:
        """All paragraphs of the body, those in tables too; or only those of a style."""
        return [found for found in self.body.iter(path("p")) if style in ("", style_of(found))]

    def texts(self, style: str = "") -> list[str]:
        """The texts of those paragraphs."""
        return [text_of(found) for found in self.paragraphs(style)]

    def chain(self, style: str | None) -> Iterator[Element]:
        """A style and those it is based on, the nearest first."""
        while style is not None:
            element = self.styles[style]
            yield element
            style = value(element.find(path("basedOn")))

    def inherited(self, paragraph: Element, place: str, name: str = "val") -> str | None:
        """What a paragraph says at a place such as `pPr/spacing`, or its styles, or the file's defaults."""
        kind = place.partition("/")[0]
        places = [
            paragraph.find(path(place)),
            *(style.find(path(place)) for style in self.chain(style_of(paragraph))),
            self.defaults.find(path(f"{kind}Default/{place}")),
        ]
        return next((found for found in (value(one, name) for one in places) if found is not None), None)

    def is_set(self, paragraph: Element, place: str) -> bool:
        """Whether a mark such as `pPr/keepNext` holds for a paragraph, of itself or by its styles."""
        elements = (paragraph, *self.chain(style_of(paragraph)))
        found = next((one for element in elements if (one := element.find(path(place))) is not None), None)
        return found is not None and value(found) not in ("0", "false")

    def fonts(self, run: Element, paragraph: Element) -> set[str | None]:
        """The fonts of a run: for Latin letters, others, East Asian and complex ones."""
        own = run.find(path("rPr/rFonts"))
        return {
            value(own, script) or self.inherited(paragraph, "rPr/rFonts", script)
            for script in ("ascii", "hAnsi", "eastAsia", "cs")
        }

    def level(self, paragraph: Element) -> tuple[str, Element] | None:
        """The list that a paragraph is in, and its level there."""
        number = self.inherited(paragraph, "pPr/numPr/numId")
        if number is None:
            return None
        depth = self.inherited(paragraph, "pPr/numPr/ilvl") or "0"
        [instance] = [one for one in self.lists.iter(path("num")) if value(one, "numId") == number]
        wanted = value(instance.find(path("abstractNumId")))
        [kind] = [one for one in self.lists.iter(path("abstractNum")) if value(one, "abstractNumId") == wanted]
        [level] = [one for one in kind.iter(path("lvl")) if value(one, "ilvl") == depth]
        return number, level

    def marks(self) -> list[str]:
        """The mark before each paragraph, as Word counts: `-`, `+`, `(1)`; empty outside lists."""
        begun = {
            value(one, "numId")
            for one in self.lists.iter(path("num"))
            if value(one.find(path("lvlOverride/startOverride"))) == "1"
        }
        marks, seen, count = [], set[str](), 0
        for paragraph in self.paragraphs():
            if (found := self.level(paragraph)) is None:
                marks.append("")
                continue
            number, level = found
            mark = value(level.find(path("lvlText"))) or ""
            if "%1" in mark:
                count = 1 if number in begun - seen else count + 1
                seen.add(number)
            marks.append(mark.replace("%1", str(count)))
        return marks

    def outline(self) -> str:
        """The file as a person reads it: the page, then a line for each paragraph and each row, in their order."""
        marks = dict(zip(map(id, self.paragraphs()), self.marks(), strict=True))
        lines = [*self._page(), ""]
        for element in self.body:
            if short(element) == "p":
                line = [style_of(element), marks[id(element)], text_of(element)]
                lines.append(" | ".join(part for part in line if part))
            elif short(element) == "tbl":
                lines += self._table(element)
        return "\n".join(line.rstrip(" ¶|") for line in lines) + "\n"

    def _page(self) -> Iterator[str]:
        size, margins = self.page.find(path("pgSz")), self.page.find(path("pgMar"))
        names = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
        sides = ", ".join(f"{name} {millimetres(value(margins, key)):g}" for key, name in names.items())
        yield f"Khổ giấy {millimetres(value(size, 'w')):g} × {millimetres(value(size, 'h')):g} mm"
        yield f"Lề {sides} mm"
        yield f"Đầu trang cách mép {millimetres(value(margins, 'header')):g} mm"
        yield f"Trang đầu khác các trang sau: {'có' if self.page.find(path('titlePg')) is not None else 'không'}"
        for name in sorted(self.parts):
            if name.startswith("word/header"):
                for paragraph in self.root(name).iter(path("p")):
                    yield f"Đầu các trang sau: {style_of(paragraph)} | {text_of(paragraph)}"

    def _table(self, table: Element) -> Iterator[str]:
        widths = [f"{millimetres(value(column, 'w')):g}" for column in table.iter(path("gridCol"))]
        yield f"bảng {value(table.find(path('tblPr/tblStyle')))} | {' + '.join(widths)} mm"
        for row in table.iter(path("tr")):
            head = row.find(path("trPr/tblHeader")) is not None
            cells = [" ¶ ".join(map(text_of, cell.iter(path("p")))) for cell in row.iter(path("tc"))]
            yield " | ".join((f"  {'đầu bảng' if head else 'hàng'}", *cells))
