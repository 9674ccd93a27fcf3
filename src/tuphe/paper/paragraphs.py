"""A paper paragraph by paragraph, as a person reads it: reading and filling both work on this."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper.box_signs import tidied
from tuphe.paper.package import Element, W


class Place(StrEnum):
    """Where in the file a paragraph is."""

    BODY = "than"
    TEXT_BOX = "hop-chu"
    FOOTNOTE = "chu-thich"


class Cell(Plain, frozen=True, kw_only=True):
    """The cell of a table that a paragraph is in; everything is counted from 0.

    A table within another's cell has a number of its own; a merged cell has the row and the column it begins in.
    """

    table: int
    row: int
    column: int


class Circle(Plain, frozen=True, kw_only=True):
    """A circle drawn by hand: how far across and down its middle is, in points from the paragraph's beginning.

    None where it is measured from the page, or the circle is in the line itself.
    """

    across: float | None = None
    down: float | None = None


class Paragraph(Plain, frozen=True, kw_only=True):
    r"""One paragraph of a Word file, or one line of a plain text.

    `position` counts all paragraphs of the main part (`w:p`) in the order of the file, from 0: filling finds its
    place again by it; a footnote has that of the paragraph it is a note to. In `text` runs are joined, a soft break
    is `\n`, a tab `\t`, a check box of any kind `☐` or `☒`, a space of any kind a space; deleted and hidden text, and
    what a content control only shows to be typed over, is left out, inserted text is there. `number` is what
    automatic numbering shows before it ("1.", "a)", "-"); a number typed by hand is part of the text. `bold`,
    `italic`, `underlined`: all its visible text is; `outline` is the level of a heading style, from 1, 0 for none.
    """

    position: int
    text: str
    number: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    outline: int = 0
    unstruck: str | None = None
    """What is left where some of its letters are struck out; None where none are."""
    set_off: tuple[str, ...] = ()
    """Its words that are bold, italic or underlined where the rest is not, and those highlighted; once for each way."""
    circles: tuple[Circle, ...] = ()
    """Circles drawn by hand around words near it."""
    place: Place = Place.BODY
    cell: Cell | None = None

    @property
    def shown(self) -> str:
        """The text behind its automatic number, as on the page."""
        return f"{self.number} {self.text}" if self.number else self.text


Rows = dict[int, dict[int, list[Paragraph]]]
"""The paragraphs of a table by row and column."""


def tables_of(paragraphs: Iterable[Paragraph]) -> dict[int, Rows]:
    """Return the tables by their numbers, as far as these paragraphs are in some."""
    found: dict[int, Rows] = {}
    for one in paragraphs:
        if cell := one.cell:
            found.setdefault(cell.table, {}).setdefault(cell.row, {}).setdefault(cell.column, []).append(one)
    return found


class Piece(Plain, frozen=True):
    """A piece of text: whether it is struck out, and whether it is bold, italic, underlined, highlighted or framed."""

    text: str
    struck: bool
    look: tuple[bool, bool, bool, bool]


_PAINTED: Final = 3
"""The place in a look that says whether letters are highlighted or framed."""


class Pieces:
    """The text of a paragraph, piece for piece, as its runs have it."""

    def __init__(self, properties: Element | None, style: str, *, waiting: bool) -> None:
        self.properties, self.style, self.waiting = properties, style, waiting
        self.mark = None if properties is None else properties.find(f"{W}rPr")
        self.run: Element | None = None
        self.said: list[Piece] = []
        self.below: list[tuple[Iterable[Element], Place]] = []
        self.circles: list[Circle] = []
        self.page_ends = self.hidden = False

    def whole_looks(self) -> tuple[bool, ...]:
        """Return for each look whether all visible text has it."""
        visible = (one.look for one in self.said if not one.text.isspace())
        return tuple(map(all, zip(*visible, strict=True))) or (False, False, False, False)

    def unstruck(self) -> str | None:
        """Return what is left without the letters that are struck out, None where none are."""
        if not any(one.struck for one in self.said):
            return None
        return tidied("".join(one.text for one in self.said if not one.struck))

    def set_off(self) -> tuple[str, ...]:
        """Return what is set off from the rest, once for each way; highlighted words, also where all are."""
        ways = [way for way, whole in enumerate(self.whole_looks()) if way == _PAINTED or not whole]
        # The text between two such words keeps them apart.
        said = ("".join(one.text if one.look[way] or one.text.isspace() else " " for one in self.said) for way in ways)
        return tuple(tidied(text) for text in said if text.strip())
