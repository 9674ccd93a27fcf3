"""The text of a section put into its room, in the look that the file has for it."""

from collections.abc import Iterator, Sequence
from typing import Final

from tuphe.paper.filling.contents import Entry
from tuphe.paper.filling.controls import around_several, is_for_text, many_paragraphs, remove, settle
from tuphe.paper.filling.lines_and_cells import Line
from tuphe.paper.filling.section_rooms import Room
from tuphe.paper.looks import look_of_mark, new_paragraph, plain_look
from tuphe.paper.package import Element, W, tags

_CARRIED: Final = tags("bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd")
"""Marks of a place that others refer to: they stay when their line is removed."""


def write_room(room: Room, entries: Sequence[Entry]) -> None:
    """Put the entries of a section into its room: in the place of its dots and lines, else below its heading."""
    plain = plain_look(room.head.letters.look)
    lone = len(entries) == 1 and "\n" not in entries[0].text and not room.lines
    if room.dots is not None and lone:
        room.head.letters.put(*room.dots, entries[0].text)
        return
    if room.dots is not None:
        room.head.letters.put(*_with_breaks(room.head.text, *room.dots), "")
    if room.lines:
        _write_lines(room.lines, entries, plain)
        return
    for text in reversed(list(_texts(entries, "", numbered=False))):
        room.after.element.addnext(new_paragraph(text, room.head.element, plain, under_heading=True))


def _write_lines(lines: Sequence[Line], entries: Sequence[Entry], plain: Element | None) -> None:
    """Put the entries in the place of lines that wait, in the look of the first of them, else in a `plain` one."""
    first = lines[0]
    like = first.element
    settle(first.letters.first_element, look=plain)
    look = first.letters.look
    if look is None and (look := look_of_mark(like)) is None:
        look = plain
    numbered = like.find(f"{W}pPr/{W}numPr") is not None
    new = [new_paragraph(text, like, look) for text in _texts(entries, first.bullet, numbered=numbered)]
    if len(new) > 1:
        many_paragraphs(like)
    begin, end = _field_marks(like)
    for mark in reversed(begin):
        new[0].insert(new[0].find(f"{W}pPr") is not None, mark)
    new[-1].extend(end)
    around = _control_of(first)
    ends_cell = first.cell is not None and lines[-1].element is first.cell[-1]
    for block in new if around is None or ends_cell else [_around(around, new)]:
        like.addprevious(block)
    for line in lines:
        new[-1].extend(child for child in line.element if child.tag in _CARRIED)
        remove(line.element)
    if around is not None and first.cell is not None and ends_cell:
        _put_around_cell(around, first.cell, new)


def _field_marks(paragraph: Element) -> tuple[list[Element], list[Element]]:
    """Return the runs with which an old form's field begins and ends, where the paragraph is one.

    They must stay around the text: a protected form lets nobody type anywhere else.
    """
    runs = [child for child in paragraph if child.tag == f"{W}r"]
    marks = [[mark.get(f"{W}fldCharType") for mark in run.iter(f"{W}fldChar")] for run in runs]
    kinds = [kind for of_run in marks for kind in of_run]
    fields = next(paragraph.iter(f"{W}textInput"), None)
    if fields is None or kinds != ["begin", "separate", "end"] or any(len(of_run) > 1 for of_run in marks):
        return [], []
    first, middle, last = (marks.index([kind]) for kind in kinds)
    return runs[first : middle + 1], [runs[last]]


def _control_of(line: Line) -> Element | None:
    """Return the content control that is all of a paragraph."""
    children = [child for child in line.element if child.tag not in (f"{W}pPr", *_CARRIED)]
    if len(children) != 1 or children[0].tag != f"{W}sdt":
        return None
    properties = children[0].find(f"{W}sdtPr")
    return children[0] if properties is not None and is_for_text(properties) else None


def _around(control: Element, paragraphs: Sequence[Element]) -> Element:
    """Return a copy, around several paragraphs, of a content control within one."""
    new, content = control.makeelement(control.tag), control.makeelement(f"{W}sdtContent")
    content.extend(paragraphs)
    new.extend((*map(around_several, control.findall(f"{W}sdtPr")), content))
    return new


def _put_around_cell(control: Element, cell: Element, paragraphs: Sequence[Element]) -> None:
    """Put a control that was within the last paragraph of a cell around the cell, where the cell has no other text.

    A cell has to end with a paragraph, so a control around several cannot be at its end.
    """
    if all(child.tag == f"{W}tcPr" or child in paragraphs for child in cell):
        around = _around(control, ())
        cell.addprevious(around)
        around[-1].append(cell)


def _with_breaks(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return dots with the line breaks around them, so that none is left at the end of a heading."""
    behind = text[stop:]
    return len(text[:start].rstrip("\n")), len(text) if "\n" in behind else stop


def _texts(entries: Sequence[Entry], bullet: str, *, numbered: bool) -> Iterator[str]:
    """Yield a paragraph for each line of the entries, behind the mark that the file has for its lists."""
    count = 0
    for entry in entries:
        mark = bullet if bullet and entry.mark in ("-", "") else entry.mark
        if mark[:1].isdecimal() and mark == bullet:
            count += 1
            mark = f"{count}{bullet[-1]}"
        if numbered and entry.mark != "+":
            mark = ""
        first, *others = entry.text.split("\n")
        yield f"{mark} {first}" if mark else first
        yield from others
