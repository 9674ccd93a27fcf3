"""What controls and old form fields say of themselves: a name, a box, the chosen entry of a list."""

from typing import Final

from tuphe.paper import boxes
from tuphe.paper.package import Element, W
from tuphe.paper.paragraphs import Control
from tuphe.paper.styles import OFF, VAL, number, value

_LONGEST_NAME: Final = 64
"""Letters of a content control's tag or title: as many as Word takes."""

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def box_of_control(element: Element) -> str:
    """Return the box that a content control is; "" for one of text."""
    box = element.find(f"{W}sdtPr/{_W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{_W14}checked")
    return boxes.TICKED if checked is not None and checked.get(f"{_W14}val", "1") not in OFF else boxes.EMPTY


def control_of(element: Element) -> Control:
    """Return how a content control is called, and whether it waits for text."""
    properties = element.find(f"{W}sdtPr")
    waiting = value(properties, "showingPlcHdr")
    return Control(
        tag=value(properties, "tag") or "",
        title=value(properties, "alias") or "",
        waiting=waiting is not None and waiting not in OFF,
    )


def names_of(control: Element) -> tuple[str, ...]:
    """Return the tag and the title of a content control, as far as it has them."""
    found = (control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "alias"))
    return tuple(one.get(f"{W}val", "")[:_LONGEST_NAME] for one in found if one is not None)


def shown_by_field(begin: Element) -> str:
    """Return what a field of an old form shows by itself: a box, the chosen entry of a list, or nothing."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        checked = value(box, "checked")
        if checked is None:
            checked = value(box, "default") or "0"
        return boxes.EMPTY if checked in OFF else boxes.TICKED
    entries = begin.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    listed = entries.findall(f"{W}listEntry")
    chosen = number(value(entries, "result"))
    return listed[chosen].get(VAL, "") if 0 <= chosen < len(listed) else ""


def waiting_results(paragraph: Element) -> frozenset[Element]:
    """Return the texts of a paragraph that old form fields for text show while nothing was written into them.

    Such a field shows blanks, or the words that its author set for a start.
    """
    if next(paragraph.iter(f"{W}textInput"), None) is None:
        return frozenset()
    found: list[Element] = []
    open_fields: list[tuple[Element, list[Element]]] = []
    for element in paragraph.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append((element, []))
        elif kind == "end" and open_fields:
            begin, shown = open_fields.pop()
            if begin.find(f"{W}ffData/{W}textInput") is not None and _is_blank(begin, shown):
                found += shown
        elif kind is None and open_fields:
            open_fields[-1][1].append(element)
    return frozenset(found)


def empty_results(paragraph: Element) -> frozenset[Element]:
    """Return the marks behind which old form fields for text show what was written: of those that show nothing yet."""
    if next(paragraph.iter(f"{W}textInput"), None) is None:
        return frozenset()
    found: list[Element] = []
    begin = separate = None
    for element in paragraph.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            begin, separate = element.find(f"{W}ffData/{W}textInput"), None
        elif kind == "separate" and begin is not None:
            separate = element
        elif kind == "end" and separate is not None:
            found.append(separate)
        if kind in (None, "end"):
            begin = separate = None
    return frozenset(found)


def _is_blank(begin: Element, shown: list[Element]) -> bool:
    said = "".join(text.text or "" for text in shown).strip()
    return said in ("", (value(begin.find(f"{W}ffData/{W}textInput"), "default") or "").strip())
