"""Markdown (CommonMark with tables): what is read back is what was written."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tuphe.export.document import Block, Boxes, Bullet, Bullets, Document, Line, Section, Signature, Table

# Only what would read otherwise is escaped, so that ordinary sentences and
# [số 12/QĐ] stay as they are. Anywhere: a backslash before punctuation or a
# line's end, emphasis marks, code, tags and entities, links, table cells.
_INLINE: Final = re.compile(
    r"""\\(?=[!-/:-@[-`{-~]|$)
      | [*`<|]
      | (?<![^\W_])_ | _(?![^\W_])
      | &(?=\#?\w+;)
      | ~(?=~) | (?<=~)~
      | \](?=[(\[])
      | !(?=\[)""",
    re.VERBOSE,
)
# At a line's start: what opens a heading, a quotation, a list, the target of a link, or is a rule.
_BLOCK: Final = re.compile(
    r"^(?:(>|\[(?=[^\]]*\]:))|(\#{1,6}|[-+])(?=\s|$)|([-=])(?=[-=\s]*$)|(:)(?=[-:\s]*$)|(\d{1,9})(?=[.)](?:\s|$)))"
)


def render(document: Document) -> str:
    """Write a document; of one section, only that section."""
    parts = [
        *_top(document),
        *(part for section in document.body for part in _section(section, 2)),
        *(block for signature in document.signatures for block in _signature(signature)),
        *(part for section in document.annexes for part in _section(section, 2)),
    ]
    return "\n\n".join(parts) + "\n"


def escape(text: str, *, at_line_start: bool = True) -> str:
    """Return `text` so that CommonMark shows it letter for letter, line for line.

    `at_line_start`: nothing precedes it, so that its first line could open a block.
    """
    # An entry that begins with blank lines is over before its words.
    first, *rest = (text.lstrip() if at_line_start else text).split("\n")
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


def _one_line(text: str) -> str:
    # A heading, a cell and what is bold or italic end where their line ends.
    return _inline_escaped(" ".join(text.split()))


def _heading(text: str) -> str:
    # Signs at a heading's end would be taken for its closing.
    return re.sub(r"(#+)$", r"\\\1", _one_line(text))


def _top(document: Document) -> Iterator[str]:
    if document.letterhead is not None:
        head = document.letterhead
        yield _lines(*map(_strong, head.left))
        yield _lines(_strong(head.right), _set_off(head.place_and_day, "*"))
    if document.title:
        yield f"# {_heading(document.title)}"
    if document.subtitles:
        yield _lines(*map(_strong, document.subtitles))
    if document.head:
        yield _lines(*map(_line, document.head))


def _signature(block: Signature) -> Iterator[str]:
    yield from map(_block, block.above)
    how = [_set_off(block.how, "*")] if block.how else []
    yield _lines(_strong(block.title), *how, *([escape(block.name)] if block.name else []))


def _strong(text: str) -> str:
    return _set_off(text, "**")


def _set_off(text: str, mark: str) -> str:
    # Marks with nothing between them would be read as letters, or as a rule.
    inner = _one_line(text)
    return f"{mark}{inner}{mark}" if inner else ""


def _lines(*lines: str) -> str:
    return "  \n".join(lines)


def _section(section: Section, level: int) -> Iterator[str]:
    if section.title:
        yield f"{'#' * level} {_heading(section.title)}"
    for block in section.content:
        yield _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> str:
    match block:
        case Line():
            return _line(block)
        case Bullets(entries=entries, numbered=numbered):
            return "\n".join(
                line for row, entry in enumerate(entries, 1) for line in _entry(entry, f"{row}. " if numbered else "- ")
            )
        case Table(heads=heads, rows=rows):
            return "\n".join((_row(heads), "|" + " --- |" * len(heads), *(_row(row) for row in rows)))
        case Boxes(boxes=boxes, lead=lead, stacked=stacked):
            marked = [f"{box.mark} {escape(box.label, at_line_start=False)}" for box in boxes]
            label = [f"{_strong(lead)}:"] if lead else []
            return _lines(*label, *marked) if stacked else " ".join([*label, *marked])


def _entry(entry: Bullet, mark: str) -> Iterator[str]:
    indent = " " * len(mark)
    yield mark + _line(entry.line).replace("\n", f"\n{indent}")
    for below in entry.below:
        yield f"{indent}- " + _line(below).replace("\n", f"\n{indent}  ")


def _line(line: Line) -> str:
    return " ".join(
        f"**{_one_line(label)}** {escape(text + mark, at_line_start=False)}".rstrip() if label else escape(text + mark)
        for label, text, mark in line.spans
    )


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_one_line, cells)) + " |"
