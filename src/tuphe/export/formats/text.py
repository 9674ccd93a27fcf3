"""Plain text: for a chat window, an e-mail, a field on a web form."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from tuphe.export.document import Block, Boxes, Bullets, Document, Letterhead, Line, Section, Signature, Table

_WIDTH: Final = 80
"""Columns over which the head and the signatures of an official form are spread."""

_HALF: Final = _WIDTH // 2

_WIDEST_TABLE: Final = 100
"""Columns beyond which a table is written row by row, cell under cell."""


def render(document: Document) -> str:
    """Write a document; of one section, only that section."""
    parts = [
        *_top(document),
        *(list(_section(section)) for section in document.body),
        *_signatures(document),
        *(list(_section(section)) for section in document.annexes),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _top(document: Document) -> Iterator[list[str]]:
    if document.letterhead is not None:
        yield _letterhead(document.letterhead)
    if document.title and document.letterhead is None:
        yield [document.title.upper(), *document.subtitles, *map(_line, document.head)]
    elif document.title:
        yield [line.center(_WIDTH).rstrip() for line in (document.title.upper(), *document.subtitles)]
        yield [_line(line) for line in document.head]


def _letterhead(head: Letterhead) -> list[str]:
    right = _wrapped(head.right)
    rule = "-" * max(map(len, right), default=0)
    return _columns(_wrapped(*head.left), [*right, rule, *_wrapped(head.place_and_day)])


def _signatures(document: Document) -> Iterator[list[str]]:
    for row in document.signing_rows:
        if before := [line for block in row.above for line in _block(block)]:
            yield before
        yield _columns(_signature(row.left), _signature(row.right))


def _signature(block: Signature | None) -> list[str]:
    if block is None:
        return []
    return [*_wrapped(block.title, block.how), *(["", "", *_wrapped(block.name)] if block.name else [])]


def _wrapped(*texts: str) -> list[str]:
    return [line for text in texts for line in wrap(text, _HALF - 2)]


def _columns(left: Sequence[str], right: Sequence[str]) -> list[str]:
    rows = zip_longest(left, right, fillvalue="")
    return [f"{one.center(_HALF)}{other.center(_HALF)}".rstrip() for one, other in rows]


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield section.title
    for block in section.content:
        yield from _block(block)
    for row, inner in enumerate(section.sections):
        if row or section.content:
            yield ""
        yield from _section(inner)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield _line(block)
        case Bullets(entries=entries, numbered=numbered):
            for row, entry in enumerate(entries, 1):
                mark = f"({row}) " if numbered else "- "
                yield mark + _line(entry.line, " " * len(mark))
                yield from (f"  + {_line(below, '    ')}" for below in entry.below)
        case Boxes(boxes=boxes, lead=lead, stacked=stacked):
            marked = [f"{box.mark} {box.label}" for box in boxes]
            label = [f"{lead}:"] if lead else []
            yield ("\n" if stacked else "  ").join([*label, *marked])
        case Table():
            yield from _table(block)


def _line(line: Line, indent: str = "") -> str:
    return line.whole.replace("\n", f"\n{indent}")


def _table(table: Table) -> Iterator[str]:
    heads, *rows = ([cell.replace("\n", " ") for cell in cells] for cells in (table.heads, *table.rows))
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= _WIDEST_TABLE:
        for cells in (heads, *rows):
            yield "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        return
    for cells in rows:
        said = [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell]
        for row, (head, cell) in enumerate(said):
            yield f"{'  + ' if row else '- '}{head}: {cell}"
