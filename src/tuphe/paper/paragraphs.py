"""What a paper says paragraph by paragraph, as a person reads it: what reading and filling both work on."""

from collections.abc import Iterable
from enum import StrEnum

from tuphe.core.value import Plain


class Place(StrEnum):
    """Where in the file a paragraph stands."""

    BODY = "than"
    TEXT_BOX = "hop-chu"
    FOOTNOTE = "chu-thich"


class Cell(Plain, frozen=True, kw_only=True):
    """The cell of a table that a paragraph stands in; everything is counted from 0.

    A table within another's cell has a number of its own; a merged cell stands in the row and the column it begins in.
    """

    table: int
    row: int
    column: int


class Control(Plain, frozen=True, kw_only=True):
    """A content control that a paragraph stands in, or that stands in it: what its author called it.

    One that is `waiting` shows a sentence that asks to be typed over; that sentence is not part of the text.
    """

    tag: str = ""
    title: str = ""
    waiting: bool = False


class Circle(Plain, frozen=True, kw_only=True):
    """A circle drawn by hand: how far across and down its middle is, in points from the paragraph's beginning.

    None where it is counted from the page, or stands in the line itself.
    """

    across: float | None = None
    down: float | None = None


class Paragraph(Plain, frozen=True, kw_only=True):
    r"""One paragraph of a Word file, or one line of a plain text.

    `position` counts all paragraphs of the main part (`w:p`) in the order of the file, from 0: filling finds its
    place again by it; a footnote has that of the paragraph it is a note to. In `text` runs are joined, a soft break
    is `\n`, a tab `\t`, a check box of any kind `☐` or `☒`, a space of any kind a space; deleted and hidden text is
    left out, inserted text is there. `number` is what automatic numbering shows before it ("1.", "a)", "-"); a number
    typed by hand is part of the text. `bold`, `italic`, `underlined`: all its visible text is; `outline` is the level
    of a heading style, from 1, 0 for none.
    """

    position: int
    text: str
    number: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    centred: bool = False
    outline: int = 0
    unstruck: str | None = None
    """What is left where some of its letters are struck out; None where none are."""
    set_off: tuple[str, ...] = ()
    """What of it is bold, italic or underlined where the rest is not, and what is painted over; once for each way."""
    circles: tuple[Circle, ...] = ()
    """What is drawn by hand around words near its place."""
    new_page: bool = False
    """Whether a page begins with it."""
    place: Place = Place.BODY
    cell: Cell | None = None
    controls: tuple[Control, ...] = ()

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
