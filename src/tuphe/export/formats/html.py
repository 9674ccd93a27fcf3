"""HTML: one file without script or address that prints as the form does and pastes into Word with its structure."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from tuphe.core.page_layout import Layout
from tuphe.export.document import Block, Boxes, Bullet, Bullets, Document, Letterhead, Line, Section, Signature, Table

_STYLE: Final = Path(__file__).with_name("page.css")


def render(document: Document) -> str:
    """Write a document; of one section, only that section."""
    parts = [
        *_top(document),
        *(part for section in document.body for part in _section(section)),
        *_signatures(document),
        *(part for section in document.annexes for part in _section(section)),
    ]
    title = escape(document.name) or "tuphe"
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
            f"<title>{title}</title>\n<style>\n{_style(document.layout)}</style>\n</head>\n<body>",
            *parts,
            "</body>\n</html>\n",
        )
    )


def _style(layout: Layout) -> str:
    lengths = {name: getattr(layout, name) for name in ("size", "spacing", "indent", "top", "right", "bottom", "left")}
    lengths |= {"small": layout.size - 2, "room": layout.spacing * 4}
    lengths |= {"width": layout.width, "height": layout.height, "text": layout.width - layout.left - layout.right}
    return Template(_STYLE.read_text(encoding="utf-8")).substitute(
        {name: f"{length:g}" for name, length in lengths.items()},
        # A font's name is data, and is put between quotes there.
        font="".join(letter for letter in layout.font if letter.isalnum() or letter in " -"),
        alignment="justify" if layout.justified else "left",
    )


def _top(document: Document) -> Iterator[str]:
    if document.letterhead is not None:
        yield _letterhead(document.letterhead)
    if document.title:
        yield f"<h1>{escape(document.title)}</h1>"
    for subtitle in document.subtitles:
        yield f'<p class="giua"><b>{escape(subtitle)}</b></p>'
    for line in document.head:
        yield from (f"<p>{escape(text)}</p>" for text in line.whole.split("\n"))


def _letterhead(head: Letterhead) -> str:
    lines = [f"<p>{escape(line)}</p>" for line in head.left[:-1]]
    left = "".join((*lines, *(f"<p><b>{escape(line)}</b></p>" for line in head.left[-1:])))
    right = f'<p><b class="ke">{escape(head.right)}</b></p><p><i>{escape(head.place_and_day)}</i></p>'
    return f'<table class="dau"><tr><td>{left}</td><td>{right}</td></tr></table>'


def _signatures(document: Document) -> Iterator[str]:
    for row in document.signing_rows:
        yield from (part for block in row.above for part in _block(block))
        yield f'<table class="ky"><tr>{"".join(map(_signature, (row.left, row.right)))}</tr></table>'


def _signature(block: Signature | None) -> str:
    if block is None:
        return "<td></td>"
    how = f"<p><i>{escape(block.how)}</i></p>" if block.how else ""
    return f'<td><p><b>{escape(block.title)}</b></p>{how}<p class="ten"><b>{escape(block.name)}</b>&nbsp;</p></td>'


def _section(section: Section) -> Iterator[str]:
    if section.title:
        tag = f"h{section.depth + 1}"
        mark = ' class="phu-luc"' if section.annex else ""
        yield f"<{tag}{mark}>{escape(section.title)}</{tag}>"
    for block in section.content:
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner)


def _block(block: Block) -> Iterator[str]:
    """Yield one block; each of its lines is a paragraph, as in Word."""
    match block:
        case Line():
            first, *rest = _lines(block)
            yield f"<p>{first}</p>" if block.text else f'<p class="nhan">{first}</p>'
            yield from (f"<p>{text}</p>" for text in rest)
        case Bullets(entries=entries, numbered=numbered):
            tag = "ol" if numbered else "ul"
            yield f"<{tag}>"
            yield from map(_entry, entries)
            yield f"</{tag}>"
        case Table(heads=heads, rows=rows, widths=widths):
            columns = "".join(f'<col style="width: {width:g}mm">' for width in widths)
            yield f"<table>{columns}\n<thead>" + _row("th", heads) + "</thead>\n<tbody>"
            yield from (_row("td", row) for row in rows)
            yield "</tbody>\n</table>"
        case Boxes():
            yield from _boxes(block)


def _boxes(block: Boxes) -> Iterator[str]:
    label = [f"<i>{escape(block.lead)}:</i>"] if block.lead else []
    marked = [f"{box.mark} {escape(box.label)}" for box in block.boxes]
    if block.stacked:
        *above, last = (*label, *marked)
        yield from (f'<p class="nhan">{text}</p>' for text in above)
        yield f"<p>{last}</p>"
    else:
        # A box stays beside its words.
        together = (text.replace(" ", "&nbsp;") for text in marked)
        yield '<p class="trai">' + " &emsp;".join((*label, *together)) + "</p>"


def _entry(entry: Bullet) -> str:
    below = "".join(f"<li>{_item(line)}</li>" for line in entry.below)
    return f"<li>{_item(entry.line)}" + (f"<ul>{below}</ul>" if below else "") + "</li>"


def _item(line: Line) -> str:
    first, *rest = _lines(line)
    return first + "".join(f"<p>{text}</p>" for text in rest)


def _lines(line: Line) -> list[str]:
    # Each line is a paragraph, as in Word: it begins where a paragraph begins.
    lines = [""]
    for label, text, mark in line.spans:
        first, *rest = escape(text + mark).split("\n")
        lines[-1] = f"{lines[-1]} <i>{escape(label)}</i> {first}".strip() if label else first
        lines += rest
    return lines


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>".replace("\n", "<br>") for cell in cells) + "</tr>"
