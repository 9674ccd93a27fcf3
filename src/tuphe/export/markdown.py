"""Markdown (CommonMark with tables): what is read back is what was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.export.document import Bullets, Line, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuphe.export.document import Block, Document, Section

# Only what would read otherwise is escaped, so that ordinary sentences and
# [số 12/QĐ] stay as they are: a backslash before punctuation, pairs of emphasis
# marks, code, tags and entities, links; and what opens a block at a line's start.
_INLINE: Final = re.compile(
    r"""\\(?=[!-/:-@[-`{-~])
      | [*`<]
      | (?<![^\W_])_ | _(?![^\W_])
      | &(?=\#?\w+;)
      | ~(?=~) | (?<=~)~
      | \](?=[(\[:])
      | !(?=\[)""",
    re.VERBOSE,
)
_BLOCK: Final = re.compile(r"^(\s*)([#>+=-]|\d{1,9}(?=[.)]))(?=\s|[.)]|[-=]|\#|$)")


def render(document: Document) -> str:
    """Write the whole document."""
    head = [_line(line) for line in document.head]
    parts = [f"# {escape(document.title)}", "  \n".join(head)] if head else [f"# {escape(document.title)}"]
    parts += [part for section in document.sections for part in _section(section, 2)]
    return "\n\n".join(parts) + "\n"


def render_section(section: Section) -> str:
    """Write one section, with its heading."""
    return "\n\n".join(_section(section, 2)) + "\n"


def escape(text: str) -> str:
    """Return `text` so that CommonMark shows it letter for letter, line for line."""
    return "  \n".join(_escaped_line(line) for line in text.split("\n"))


def _escaped_line(line: str) -> str:
    inline = _INLINE.sub(lambda found: f"\\{found[0]}", line.strip())
    return _BLOCK.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", inline
    )


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {section.label}. {escape(section.heading)}"
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
    # The lead comes first on its line, so the text cannot open a block.
    text = "  \n".join(_INLINE.sub(lambda found: f"\\{found[0]}", part.strip()) for part in line.text.split("\n"))
    return f"**{escape(line.lead)}:** {text}".rstrip()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape(cell).replace("  \n", " ").replace("|", "\\|") for cell in cells) + " |"
