"""What an export says, before any format: a title, sections of paragraphs, lists, tables and check boxes."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec import Struct, structs

from tuphe.core.form import Side
from tuphe.core.page_layout import Layout
from tuphe.core.text import ends_a_sentence

OPEN: Final = "[chưa ghi]"
"""Printed where something is still to be written."""

NOT_ON_PAPER: Final = "[không có trong bản giấy]"
"""Printed for a section that the paper of a year taken in did not have."""

NONE: Final = "Không có."
"""Printed where the person confirmed that there is nothing."""

DOTS: Final = "………"
"""Printed in the head of a page where something is filled in by hand."""


class Span(NamedTuple):
    """A piece of a paragraph: its label, the person's words, and the mark that they lack before another label."""

    label: str
    text: str
    mark: str


class Line(Struct, frozen=True):
    """One paragraph; `lead` is a label before the person's words, set off as the format can.

    `more` are lines that go on in the same paragraph, each with its own label.
    """

    text: str
    lead: str = ""
    more: "tuple[Line, ...]" = ()

    @property
    def whole(self) -> str:
        """The labels and the words."""
        pieces = (f"{label} {text}{mark}".rstrip() if label else text + mark for label, text, mark in self.spans)
        return " ".join(pieces)

    @property
    def spans(self) -> Iterator[Span]:
        """The pieces of the paragraph, a space apart; words that a label follows end as a sentence does."""
        for row, line in enumerate((self, *self.more)):
            # A label without words announces what is below, or is all there is.
            label = f"{line.lead}:" if line.text or not row else f"{line.lead}."
            followed = row < len(self.more)
            unended = followed and line.text.strip() and not ends_a_sentence(line.text)
            # More follows in the same line, so no line break may come before it.
            words = line.text.rstrip()
            text = words if followed and "\n" in line.text[len(words) :] else line.text
            yield Span(label if line.lead else "", text, "." if unended else "")


class Bullet(Struct, frozen=True):
    """One entry of a list, with lines that belong under it."""

    line: Line
    below: tuple[Line, ...] = ()


class Bullets(Struct, frozen=True):
    """A list; the entries of a numbered one are (1), (2), …."""

    entries: tuple[Bullet, ...]
    numbered: bool = False


class Table(Struct, frozen=True):
    """A table; every row has as many cells as `heads`. `widths` in millimetres; without them the format decides."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


class Box(Struct, frozen=True):
    """One check box and its label."""

    label: str
    ticked: bool

    @property
    def mark(self) -> str:
        """The box as a letter."""
        return "☒" if self.ticked else "☐"


class Boxes(Struct, frozen=True):
    """Check boxes of which at most one is ticked; `lead` as in a line."""

    boxes: tuple[Box, ...]
    lead: str = ""
    by_hand: bool = False
    """Whether no answer decides them: they are ticked on paper."""

    @property
    def stacked(self) -> bool:
        """Whether they are put one below the other, since they do not fit on one line of a page."""
        return len(self.lead) + sum(len(box.label) + 4 for box in self.boxes) > 80


Block = Line | Bullets | Table | Boxes


class Section(Struct, frozen=True):
    """A numbered part; `number` is its whole address as people name it: III, I.2, B.I."""

    number: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    annex: bool = False
    """Whether it goes on a page of its own, after the signatures, with no number before its heading."""
    printed: tuple[Line, ...] = ()
    """What the form prints below the heading, before anything that the person says: it goes where the heading goes."""

    @property
    def content(self) -> tuple[Block, ...]:
        """All blocks below the heading, without the sections within."""
        return (*self.printed, *self.blocks)

    @property
    def depth(self) -> int:
        """Its depth in the document, from 1; headings have three sizes."""
        return min(self.number.count(".") + 1, 3)

    @property
    def title(self) -> str:
        """The heading behind the last step of the address; empty when the heading is left out."""
        if self.annex or not self.heading or not self.number:
            return self.heading
        return f"{self.number.rpartition('.')[2]}. {self.heading}"


class Letterhead(Struct, frozen=True):
    """The two columns at the top of an official paper."""

    left: tuple[str, ...]
    right: str
    place_and_day: str


class Signature(Struct, frozen=True):
    """A block where somebody signs; `above` comes before it, across the page."""

    title: str
    how: str
    name: str
    side: Side
    above: tuple[Block, ...] = ()


class SigningRow(NamedTuple):
    """A row in which people sign: its two halves, and the lines before it across the page."""

    left: Signature | None
    right: Signature | None
    above: tuple[Block, ...]


class Document(Struct, frozen=True, kw_only=True):
    """A whole export, or one section of it: then without a title."""

    title: str = ""
    subtitles: tuple[str, ...] = ()
    head: tuple[Line, ...] = ()
    sections: tuple[Section, ...]
    letterhead: Letterhead | None = None
    signatures: tuple[Signature, ...] = ()
    layout: Layout = Layout()

    @property
    def name(self) -> str:
        """What to call it in one line."""
        return ", ".join(filter(None, (self.title, *self.subtitles[:1])))

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections before the signatures."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annexes(self) -> tuple[Section, ...]:
        """The sections after the signatures."""
        return tuple(section for section in self.sections if section.annex)

    @property
    def signing_rows(self) -> list[SigningRow]:
        """The rows in which people sign.

        A block at the right shares the row of the one at the left before it, if there is one; one with something above
        it begins a row.
        """
        rows: list[SigningRow] = []
        for block in self.signatures:
            if block.side == "trai":
                rows.append(SigningRow(block, None, block.above))
            elif rows and rows[-1].right is None and not block.above:
                rows[-1] = rows[-1]._replace(right=block)
            else:
                rows.append(SigningRow(None, block, block.above))
        return rows

    def walk(self) -> Iterator[Section]:
        """Yield every section, each before its own parts."""
        pending = list(self.sections)
        while pending:
            section = pending.pop(0)
            yield section
            pending[:0] = section.sections

    def section(self, name: str) -> Section | None:
        """Return the section that people call so: by its whole address, or without the A of A.III."""
        wanted = name.upper().strip(". ")
        exact = (section for section in self.walk() if section.number == wanted)
        within = (section for section in self.walk() if section.number.partition(".")[2] == wanted)
        return next(exact, None) or (next(within, None) if wanted and not wanted.isdigit() else None)

    def alone(self, section: Section, *, heading: bool) -> "Document":
        """Return one section as a document of its own, to paste where the rest is already."""
        kept = section if heading else structs.replace(section, heading="", printed=())
        return Document(sections=(kept,), layout=self.layout)

    def unfilled_head(self) -> list[str]:
        """Name the lines of the head that the profile has nothing for."""
        letterhead = () if self.letterhead is None else self.letterhead.left
        heads = [line.removesuffix(DOTS).strip() for line in letterhead if line.endswith(DOTS)]
        return [*heads, *(line.lead for line in self.head if line.text == OPEN)]
