"""Markdown (CommonMark with tables): what is read back is what was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.export.document import Bullets, Line, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuphe.export.document import Block, Document, Section

# Only what would read otherwise is escaped, so that ordinary sentences and
# [số 12/QĐ] stay as they are. Anywhere: a backslash before punctuation or a
# line's end, emphasis marks, code, tags and entities, links, table cells.
_INLINE: Final = re.compile(
    r"""\\(?=[!-/:-@[-`{-~]|$)
      | [*`<|]
      | (?<![^\W_])_ | _(?![^\W_])
      | &(?=\#?\w+;)
      | ~(?=~) | (?<=~)~
      | \](?=[(\[:])
      | !(?=\[)""",
    re.VERBOSE,
)
# At a line's start: what opens a heading, a quotation, a list, or is a rule.
_BLOCK: Final = re.compile(
    r"^(?:(>)|(\#{1,6}|[-+])(?=\s|$)|([-=])(?=[-=\s]*$)|(:)(?=[-:\s]*$)|(\d{1,9})(?=[.)](?:\s|$)))"
)


def render(document: Document) -> str:
    """Write the whole document."""
    head = [_line(line) for line in document.head]
    parts = [f"# {_heading(document.title)}", "  \n".join(head)] if head else [f"# {_heading(document.title)}"]
    parts += [part for section in document.sections for part in _section(section, 2)]
    return "\n\n".join(parts) + "\n"


def render_section(section: Section) -> str:
    """Write one section, with its heading."""
    return "\n\n".join(_section(section, 2)) + "\n"


def escape(text: str, *, at_line_start: bool = True) -> str:
    """Return `text` so that CommonMark shows it letter for letter, line for line.

    `at_line_start`: nothing stands before it, so that its first line could open a block.
    """
    first, *rest = text.split("\n")
    lines = [_block_escaped(first) if at_line_start else _inline_escaped(first), *map(_block_escaped, rest)]
    return "  \n".join(lines)


def _inline_escaped(line: str) -> str:
    return _INLINE.sub(r"\\\g<0>", line.strip())


def _block_escaped(line: str) -> str:
    inline = _inline_escaped(line)
    opening = _BLOCK.match(inline)
    if opening is None:
        return inline
    return f"{opening[5]}\\{inline[opening.end() :]}" if opening[5] else f"\\{inline}"


def _heading(text: str) -> str:
    # Signs at a heading's end would be taken for its closing.
    return re.sub(r"(#+)$", r"\\\1", _inline_escaped(" ".join(text.split())))


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {section.label}. {_heading(section.heading)}"
    for block in section.blocks:
        yield _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> str:
    match block:
        case Line():
            return _line(block)
        case Bullets(entries=entries):
            return "\n".join(
                line
                for entry in entries
                for line in (_entry(entry.line, ""), *(_entry(below, "  ") for below in entry.below))
            )
        case Table(heads=heads, rows=rows):
            return "\n".join((_row(heads), "|" + " --- |" * len(heads), *(_row(row) for row in rows)))


def _entry(line: Line, indent: str) -> str:
    return f"{indent}- " + _line(line).replace("\n", f"\n{indent}  ")


def _line(line: Line) -> str:
    if not line.lead:
        return escape(line.text)
    return f"**{escape(line.lead)}:** {escape(line.text, at_line_start=False)}".rstrip()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_inline_escaped(" ".join(cell.split())) for cell in cells) + " |"
