"""The paragraphs of a Word file as lines to be filled: their places, and what in them waits for text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from tuphe.paper.bare_words import bare
from tuphe.paper.dot_patterns import DOTS, WAITS, marked
from tuphe.paper.filling.paragraph_editing import Letters
from tuphe.paper.other_writers import NOT_MINE, OWN_TURN, is_of_others
from tuphe.paper.package import Element, W
from tuphe.paper.styles import number, value

LONGEST: Final = 4000
"""Letters. In a longer paragraph nothing waits."""

_LISTED: Final = re.compile(r"\s*(?:[-–+*•](?!\s*+[-–—])|\d{1,2}[.)](?=\s)|[a-zđ]\)(?=\s))\s*")

_REST: Final = re.compile(rf"[{WAITS}.…\s\u00a0;,]*")

_LINES: Final = re.compile(r"[\t \u00a0]+")
_NEAR: Final = 8
"""Cells to either side: no table of a paper has more columns."""


class Line:
    """One paragraph of the file, identified by its element; `position` as in `paragraphs.Paragraph`."""

    def __init__(self, position: int, element: Element) -> None:
        self.position = position
        self.element = element
        self.cell = _cell_around(element)

    @cached_property
    def letters(self) -> Letters:
        """Its letters as the file has them before anything is filled."""
        return Letters(self.element)

    @cached_property
    def text(self) -> str:
        """Its text, with dots in the place of a placeholder."""
        text = self.letters.waiting
        return text if len(text) <= LONGEST else re.sub(f"[{DOTS}–—-]", "~", text)

    @cached_property
    def bare(self) -> str:
        """Its text without case and accents, letter for letter."""
        return bare(self.text)

    @cached_property
    def marked(self) -> str:
        """The bare text with the places marked that wait in it."""
        return bare(marked(self.text))

    @property
    def row(self) -> Element | None:
        """The row of the table it is in."""
        return None if self.cell is None else next(self.cell.iterancestors(f"{W}tr"), None)

    @property
    def is_empty(self) -> bool:
        """Whether it is empty and may get text: it has no picture, no page break, no end of a part."""
        return not self.text.strip() and not self._holds

    @property
    def is_dotted(self) -> bool:
        """Whether it is a line of dots, of underscores, or a tab's or an underline's leader, that waits for text."""
        if self._holds:
            return False
        listed = _LISTED.match(self.text)
        rest = self.text[listed.end() :] if listed else self.text
        if rest.strip():
            rest = marked(rest)
            return rest.strip().startswith(WAITS) and _REST.fullmatch(rest) is not None
        return bool(_LINES.fullmatch(self.text)) and self.is_ruled

    @property
    def bullet(self) -> str:
        """The mark of a list that its author typed before the dots: "-", "+", "1."; empty where there is none.

        A letter is no mark of a list here: there may be more sentences than letters.
        """
        listed = _LISTED.match(self.text)
        return listed[0].strip() if listed and not listed[0].strip()[0].isalpha() else ""

    @property
    def _holds(self) -> bool:
        return self.element.find(f"{W}pPr/{W}sectPr") is not None

    @property
    def is_ruled(self) -> bool:
        """Whether a leader is drawn in it: of a tab, or as an underline."""
        leaders = (tab.get(f"{W}leader", "none") for tab in self.element.iter(f"{W}tab", f"{W}ptab"))
        return any(leader != "none" for leader in leaders) or self.element.find(f".//{W}rPr/{W}u") is not None


def _cell_around(paragraph: Element) -> Element | None:
    """Return the cell that a paragraph is in; a cell outside of a table's row does not count."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    row = None if cell is None else next(cell.iterancestors(f"{W}tr"), None)
    return None if row is None or next(row.iterancestors(f"{W}tbl"), None) is None else cell


class Sheet:
    """All lines of the main part, or of a page header or footer, in their order, and the cells of its tables.

    The cells of rows are looked up once: a file may have a row of ten thousand.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.lines = tuple(Line(position, element) for position, element in enumerate(root.iter(f"{W}p")))
        self._in_cells: dict[Element, list[Line]] = {}
        for line in self.lines:
            if line.cell is not None:
                self._in_cells.setdefault(line.cell, []).append(line)
        self._rows: dict[Element, list[Element]] = {}
        self._heads: dict[Element, list[Element]] = {}
        firsts: dict[Element | None, list[Element]] = {}
        self._places: dict[Element, int] = {}
        self._columns: dict[Element, int] = {}
        for cell in root.iter(f"{W}tc"):
            above = next(cell.iterancestors(f"{W}tr"), cell)
            row = self._rows.setdefault(above, [])
            before = row[-1] if row else None
            table = next(above.iterancestors(f"{W}tbl"), None)
            self._heads[cell] = self._heads[before] if before is not None else firsts.setdefault(table, row)
            self._places[cell] = len(row)
            self._columns[cell] = 0 if before is None else self._columns[before] + _width(before)
            row.append(cell)

    def cells(self, row: Element | None) -> list[Element]:
        """Return the cells of a row, also those in content controls, without those of tables within them."""
        return [] if row is None else self._rows.get(row, [])

    def around(self, line: Line) -> tuple[list[Element], list[Element]]:
        """Return the nearest cells to the left and to the right of a line's own; none outside of tables."""
        if line.cell is None:
            return [], []
        cells, own = self.cells(line.row), self._places[line.cell]
        return cells[max(own - _NEAR, 0) : own], cells[own + 1 : own + 1 + _NEAR]

    def in_cell(self, cell: Element) -> list[Line]:
        """Return the lines of a cell, without those of tables within it."""
        return self._in_cells.get(cell, [])

    def place_in(self, cell: Element) -> tuple[Line, int, int]:
        """Return the place for the text of a cell that waits as a whole: its first line, with all letters of that."""
        line = self.in_cell(cell)[0]
        return line, 0, len(line.text)

    def said_in(self, cell: Element) -> str:
        """Return the bare text of a cell."""
        return " ".join(line.bare for line in self.in_cell(cell)).strip()

    def waits(self, cell: Element) -> bool:
        """Whether a cell waits for text: nothing but empty or dotted lines is in it."""
        lines = self.in_cell(cell)
        return bool(lines) and all(line.is_empty or line.is_dotted for line in lines)

    def below(self, line: Line) -> Iterator[Element]:
        """Yield the cells below a line's own in the next rows, without rows of others or of another length."""
        if line.row is None or line.cell is None:
            return
        place, cells = self._places[line.cell], self.cells(line.row)
        for row in islice(line.row.itersiblings(f"{W}tr"), _NEAR):
            others = self.cells(row)
            if len(others) == len(cells) and not is_of_others(self.said_in(others[0]), NOT_MINE):
                yield others[place]

    def beside(self, line: Line) -> list[Element]:
        """Return the cells to the right of a line's own that wait for its value.

        Those are the person's own columns by their heads; without such heads, the next cell if it is empty. Where it
        is not, an empty cell farther on waits for something else.
        """
        _, right = self.around(line)
        mine = [cell for cell in right if not self.is_of_others(cell)]
        if own := [cell for cell in mine if self.is_own(cell)]:
            return [cell for cell in own if self.waits(cell)]
        first = next((cell for cell in mine if self.said_in(cell) != ":"), None)
        return [first] if first is not None and self.waits(first) else []

    def is_own(self, cell: Element) -> bool:
        """Whether a cell is in a column of the person's own."""
        return re.search(OWN_TURN, self.head_over(cell)) is not None

    def is_of_others(self, cell: Element) -> bool:
        """Whether a cell is in a column of those who rate, or of remarks."""
        return is_of_others(self.head_over(cell), NOT_MINE)

    def head_over(self, cell: Element) -> str:
        """Return the bare text above a cell in the first row of its table."""
        heads = self._heads[cell]
        at = bisect_right(heads, self._columns[cell], key=self._columns.__getitem__) - 1
        return self.said_in(heads[at])


def _width(cell: Element) -> int:
    """Return how many columns of its table a cell is wide."""
    return max(number(value(cell.find(f"{W}tcPr"), "gridSpan"), 1), 1)
