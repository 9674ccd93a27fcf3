"""Plain text: for a chat window, an e-mail, a field on a web form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.export.document import Bullets, Line, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.export.document import Block, Document, Section


def render(document: Document) -> str:
    """Write the whole document."""
    lines = [document.title.upper(), *(_line(line) for line in document.head)]
    for section in document.sections:
        lines += ["", *_section(section)]
    return "\n".join(lines) + "\n"


def render_section(section: Section) -> str:
    """Write one section, with its heading."""
    return "\n".join(_section(section)) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"{section.label}. {section.heading}"
    for block in section.blocks:
        yield from _block(block)
    for row, inner in enumerate(section.sections):
        if row:
            yield ""
        yield from _section(inner)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield _line(block)
        case Bullets(entries=entries):
            for entry in entries:
                yield f"- {_line(entry.line, '  ')}"
                yield from (f"  + {_line(below, '    ')}" for below in entry.below)
        case Table(heads=heads, rows=rows):
            widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
            for row in (heads, *rows):
                yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _line(line: Line, indent: str = "") -> str:
    text = line.text.replace("\n", f"\n{indent}")
    return f"{line.lead}: {text}".rstrip() if line.lead else text
