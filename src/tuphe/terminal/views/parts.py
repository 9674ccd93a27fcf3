"""Small drawings that several views are made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.segment import Segment
from rich.text import Text

from tuphe import texts
from tuphe.core.value import Value, name_of
from tuphe.terminal.columns import broken, width


def heading(text: str) -> Iterator[RenderableType]:
    """A heading with an empty line before it."""
    yield ""
    yield Text(text, style="bold cyan")


def under_headings(named: Iterable[tuple[str, Iterable[RenderableType]]]) -> Iterator[RenderableType]:
    """Drawings in groups, each under its heading; a group without any has none."""
    for name, drawings in named:
        if lines := list(drawings):
            yield from heading(name)
            yield from lines


def titled(name: str, source: str = "") -> list[RenderableType]:
    """The head of what is shown whole: its name, and where it comes from."""
    return [Text(name, style="bold"), *([Text(source, style="dim")] if source else [])]


class _Indented:
    """A drawing with a margin. rich's Padding measures it first, which doubles the time of a long list."""

    def __init__(self, drawing: RenderableType, columns: int) -> None:
        self._drawing = drawing
        self._columns = columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw it line by line, each after the margin."""
        margin = Segment(" " * self._columns)
        within = options.update(width=max(options.max_width - self._columns, 1))
        drawing = self._drawing
        lines = (
            _broken(drawing, console, within)
            if isinstance(drawing, Text)
            else console.render_lines(drawing, within, pad=False)
        )
        for line in lines:
            yield margin
            yield from line
            yield Segment.line()


def _broken(text: Text, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
    """Break a text into lines; rich takes most of a long view's time for it, so it is used only where needed.

    It is not needed for a text in one style, of letters that take one column each.
    """
    room, lines = options.max_width, text.plain.split("\n")
    if text.spans:
        fits = len(lines) == 1 and "\t" not in text.plain and text.cell_len <= room
        return [text.render(console)] if fits else console.render_lines(text, options, pad=False)
    if "\t" in text.plain or any(width(line) != len(line) for line in lines):
        return console.render_lines(text, options, pad=False)
    style = console.get_style(text.style)
    return [[Segment(part, style)] for line in lines for part in _parts(line, room)]


def _parts(line: str, room: int) -> list[str]:
    """Break a line between words; its indent stays."""
    indent = line[: len(line) - len(line.lstrip())]
    return [line] if len(line) <= room else broken(line, room, first=indent) or [""]


def indented(drawing: RenderableType, columns: int) -> RenderableType:
    """A drawing moved to the right; its later lines too."""
    return _Indented(drawing, columns)


def bullet(text: str, indent: int) -> RenderableType:
    """One entry of a list."""
    return indented(Text(f"• {text}"), indent)


def labelled(label: str, text: str, indent: int) -> Iterator[RenderableType]:
    """A label and what the person wrote; nothing where nothing was written."""
    if text:
        yield indented(Text(f"{label}: {text}"), indent)


def fields_of(entry: Value, keys: Iterable[str], indent: int, **labels: str) -> Iterator[RenderableType]:
    """The content of these fields of an entry, by their keys in files; `labels` has labels besides the usual ones."""
    for key in keys:
        value = getattr(entry, name_of(entry, key))
        label = labels.get(key) or _LABELS.get(key) or texts.FIELDS[key].capitalize()
        yield from labelled(label, texts.of_date(value) if isinstance(value, date) else value or "", indent)


def entries(named: Iterable[tuple[str, Value]], *keys: str) -> Iterator[RenderableType]:
    """Entries of a list, each behind its name, and below it the content of these fields."""
    for name, entry in named:
        yield bullet(name, 2)
        yield from fields_of(entry, keys, 4)


_LABELS: Final = {
    "ket_qua": "Kết quả",
    "kho_khan": "Khó khăn, vướng mắc",
    "tinh_hinh": "Tình hình",
    "ghi_chu": "Ghi chú",
}

NARROW: Final = 72
"""Columns of a screen below which a table would break its texts into slivers."""


def listing(heads: Sequence[str], rows: Iterable[Sequence[str]], *, columns: int) -> RenderableType:
    """Rows as a table on a screen of `columns`, or one under the other where that is too narrow."""
    if columns < NARROW:
        return Group(*(line for row in rows for line in _stacked(heads, row)))
    from rich.table import Table  # noqa: PLC0415 -- a narrow screen needs none

    drawn = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for head in heads:
        drawn.add_column(head, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _stacked(heads: Sequence[str], row: Sequence[str]) -> Iterator[RenderableType]:
    yield Text(row[0], style="bold")
    for head, cell in zip(heads[1:], row[1:], strict=True):
        yield from labelled(head, cell, 2)
