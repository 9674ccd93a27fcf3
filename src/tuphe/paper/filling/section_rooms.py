"""Where in a unit's own file the text of a section goes: below its heading, behind it, or in the next cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from tuphe import texts
from tuphe.core.paper_words import PaperWords
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare, words
from tuphe.paper.dot_patterns import BLANK, WAITS, blank_at_end
from tuphe.paper.filling.lines_and_cells import Line, Sheet
from tuphe.paper.headings import Heading
from tuphe.paper.leading_numbers import COUNTED, number_of
from tuphe.paper.other_writers import OTHERS_TURN
from tuphe.paper.package import Element, W
from tuphe.paper.paragraphs import Paragraph

_HINT_AND_DOTS: Final = re.compile(rf"\s*+\([^()]*+\)\s*+[:.]?\s*+{BLANK}(?:\s++{BLANK})*+\s*+")
_NOT_A_TEXT: Final = re.compile(rf"{words('xếp loại')}|{words('tổng điểm')}|/\s*(?:30|70|100)(?!\d)|[☐☒]")
_KINDS: Final = {bare(label): fold(label) for label in texts.CAUSE_KINDS.values()}
_KIND: Final = re.compile(
    rf"\W*(?:\w\W\s*)?(?:{words('nguyên nhân')}\s+)?(?P<kind>{'|'.join(map(words, _KINDS))})\s*(?::|{BLANK}|$)"
)
"""“Nguyên nhân khách quan: ……”."""
_LONGEST_TITLE: Final = 200
"""Letters. What is longer is a sentence, though it begins with a number."""


class Room(Plain, frozen=True):
    """Where the text of a section goes: `lines` wait for it, else it goes behind `after`.

    `dots` are letters of the heading's own line that wait; `said` is the text from there to the next heading, folded.
    """

    section: str
    head: Line
    lines: tuple[Line, ...]
    after: Line
    dots: tuple[int, int] | None
    said: str
    taken: bool
    """Whether there are words that are no hint of the form: before what waits, or instead of it."""
    parts: tuple["Room", ...] = ()
    """The rooms that the file sets apart for causes of each kind: their `section` is the kind's words, folded."""

    @property
    def waits(self) -> bool:
        """Whether lines, or dots behind the heading, wait for text."""
        return bool(self.lines or self.parts) or self.dots is not None

    @property
    def beside(self) -> bool:
        """Whether the text goes into another cell than the heading's."""
        return bool(self.lines) and self.lines[0].cell is not self.head.cell


class Rooms:
    """Finds the room of each section; `headings` by the positions of their paragraphs."""

    def __init__(
        self, sheet: Sheet, paragraphs: Sequence[Paragraph], headings: Mapping[int, Heading], known: PaperWords
    ) -> None:
        self._sheet = sheet
        self._paragraphs = {paragraph.position: paragraph for paragraph in paragraphs}
        self._headings = headings
        self._hints = tuple(fold(hint)[:40] for hint in known.hints)
        self._positions = sorted(headings)
        self._headed = {sheet.lines[position].cell for position in headings}
        self._signed = tuple(map(bare, known.signed_by))

    def all(self) -> Iterator[Room]:
        """Yield the rooms in the order of the file; of several headings of one section, only the first has a room."""
        seen: set[str] = set()
        for position in self._positions:
            heading = self._headings[position]
            if heading.section not in seen:
                seen.add(heading.section)
                yield self._room(self._sheet.lines[position], heading.section)

    def _room(self, head: Line, section: str) -> Room:
        below = list(self._below(head))
        dots = self._dots_behind(head)
        if head.cell is not None and not any(line.is_dotted or line.is_empty for line in below):
            if (cell := self._cell_for(head)) is not None:
                lines = self._sheet.in_cell(cell)
                return Room(section, head, tuple(lines), lines[-1], dots, "", taken=False)
            if said := self._said_beside(head):
                return Room(section, head, (), head, dots, said, taken=True)
        parts = tuple(self._by_kind(below))
        if len(parts) == len(_KINDS):
            return Room(section, head, (), parts[-1].after, dots, self._said_below(head), taken=False, parts=parts)
        return self._among(head, below, section, dots)

    def _by_kind(self, below: Sequence[Line]) -> Iterator[Room]:
        """Yield the rooms behind “Khách quan:” and “Chủ quan:”, each with the dotted lines that follow."""
        for at, line in enumerate(below):
            named = _KIND.match(line.marked)
            kind = _KINDS[" ".join(named["kind"].split())] if named else ""
            lines = list(takewhile(lambda one: one.is_dotted, below[at + 1 :])) if kind else []
            dots = self._dots_behind(line) if kind else None
            if lines or dots:
                yield Room(kind, line, tuple(lines), line, dots, "", taken=False)

    def _dots_behind(self, head: Line) -> tuple[int, int] | None:
        found = blank_at_end(head.text)
        return found.span() if found and found.start() else None

    def _below(self, head: Line) -> Iterator[Line]:
        """Yield the lines that belong to a heading: up to the next one, the next table, or another's turn."""
        for line in self._sheet.lines[head.position + 1 :]:
            if line.position in self._headings or self._ends(line):
                return
            if line.cell is head.cell:
                yield line
                continue
            table = None if line.cell is None else next(line.cell.iterancestors(f"{W}tbl"))
            if line.cell is not None and table is not None and len(list(table.iter(f"{W}tc"))) == 1:
                yield from self._sheet.in_cell(line.cell)  # a table that is one frame around a text
            return

    def _ends(self, line: Line) -> bool:
        """Whether a line begins something else: a section of the unit's own, a rating, a signature."""
        if line.is_empty or line.is_dotted or self._is_hint(line):
            return False
        start = line.bare.lstrip(" \t-+*(")
        if start.startswith(self._signed) or _NOT_A_TEXT.search(line.bare):
            return True
        others = re.search(OTHERS_TURN, line.bare)
        if others and (line.text.rstrip().endswith(":") or WAITS in line.marked):
            return True
        paragraph = self._paragraphs.get(line.position)
        if paragraph is None or len(line.text) > _LONGEST_TITLE:
            return False
        return (
            paragraph.bold
            or bool(paragraph.outline)
            or (number_of(paragraph).mark in COUNTED and WAITS not in line.marked)
        )

    def _said_below(self, head: Line) -> str:
        """Return the text from a heading to the next: the person's own lines may be numbered as headings are."""
        until = next((position for position in self._positions if position > head.position), len(self._sheet.lines))
        return fold(" ".join(line.text for line in self._sheet.lines[head.position : until]))

    def _is_hint(self, line: Line) -> bool:
        text = line.text.strip()
        paragraph = self._paragraphs.get(line.position)
        return (
            (text.startswith(("(", "[")) and text.rstrip(".;: ").endswith((")", "]")))
            or (paragraph is not None and paragraph.italic)
            or fold(text.lstrip("-+*( ")).startswith(self._hints)
        )

    def _among(self, head: Line, below: Sequence[Line], section: str, dots: tuple[int, int] | None) -> Room:
        """Return the room among the lines below a heading: the first dotted lines, else the first empty ones."""
        if dots is None and below and _HINT_AND_DOTS.fullmatch(below[0].marked):
            return self._among(below[0], below[1:], section, self._dots_behind(below[0]))
        first = next((at for at, line in enumerate(below) if line.is_dotted), None)
        if first is None:
            first = next((at for at, line in enumerate(below) if line.is_empty), len(below))
            waiting = list(takewhile(lambda line: line.is_empty, below[first:]))
        else:
            waiting = list(takewhile(lambda line: line.is_dotted or line.is_empty, below[first:]))
            while waiting and not waiting[-1].is_dotted:
                waiting.pop()
        hints = [line for line in below[:first] if self._is_hint(line)]
        others = (line for line in below[:first] if line not in hints)
        taken = any(line.text.strip() and WAITS not in line.marked for line in others)
        after = hints[-1] if hints else head
        return Room(section, head, tuple(waiting), after, dots, self._said_below(head), taken)

    def _cell_for(self, head: Line) -> Element | None:
        """Return the cell where the text of a heading in a table goes: beside it, else below where it fills its row."""
        if beside := self._sheet.beside(head):
            return beside[0]
        below = self._cell_below(head)
        return below if below is not None and self._sheet.waits(below) else None

    def _cell_below(self, head: Line) -> Element | None:
        row = head.row
        following = None if row is None or len(self._sheet.cells(row)) > 1 else row.getnext()
        cells = self._sheet.cells(following)
        return cells[0] if len(cells) == 1 else None

    def _said_beside(self, head: Line) -> str:
        """Return the text that is already where the text of a heading in a table would go."""
        left, right = self._sheet.around(head)
        cells = [*left, *right]
        if (below := self._cell_below(head)) is not None and below not in self._headed:
            cells.append(below)
        return fold(" ".join(line.text for cell in cells for line in self._sheet.in_cell(cell)))
