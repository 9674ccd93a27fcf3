"""What an export says, before any format: sections of paragraphs, lists and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(Struct, frozen=True):
    """One paragraph; `lead` is a label before the person's words, set off as the format can."""

    text: str
    lead: str = ""


class Bullet(Struct, frozen=True):
    """One entry of a list, with lines that belong under it."""

    line: Line
    below: tuple[Line, ...] = ()


class Bullets(Struct, frozen=True):
    """A list."""

    entries: tuple[Bullet, ...]


class Table(Struct, frozen=True):
    """A table; every row has as many cells as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Bullets | Table


class Section(Struct, frozen=True):
    """A numbered part; `number` is its whole address as people name it: III, I.2."""

    number: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def label(self) -> str:
        """The number that stands before the heading: the last step of the address."""
        return self.number.rpartition(".")[2]


class Document(Struct, frozen=True):
    """A whole export."""

    title: str
    head: tuple[Line, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Yield every section, each before its own parts."""
        pending = list(self.sections)
        while pending:
            section = pending.pop(0)
            yield section
            pending[:0] = section.sections
