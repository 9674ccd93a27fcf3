"""What controls and old form fields say of themselves: a name, a box, the chosen entry of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.paper import boxes
from tuphe.paper.package import W
from tuphe.paper.paragraphs import Control
from tuphe.paper.styles import OFF, VAL, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
