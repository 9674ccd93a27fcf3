"""New text in the look of the text near it: runs, paragraphs, and what sets a heading off from the text behind it."""

import re
from collections.abc import Collection
from copy import deepcopy
from typing import Final

from tuphe.paper.package import Element, W, tags
from tuphe.paper.styles import VAL, is_on, value

SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_NOT_XML: Final = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
"""Characters that XML 1.0 cannot represent."""

_LABELS: Final = tags("b bCs i iCs u caps smallCaps rStyle highlight")
"""What sets a heading or a label off from the text behind it."""

_OF_CHANGES: Final = tags("ins del moveFrom moveTo rPrChange")
"""What the properties of a paragraph's mark may say of changes, and those of a run must not."""

_LEVELS: Final = tags("keepNext outlineLvl numPr pageBreakBefore pStyle")
"""What makes a paragraph a heading."""

_ORDER: Final = tags(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u"
)
"""The order of the properties of a run, as far as `u` (ISO/IEC 29500-1, 17.3.2)."""

_MARKS: Final = {"u": (("b", "1"), ("u", "single")), "strike": (("strike", "1"),)}
"""What each way to set words off is made of."""


def look_of_mark(paragraph: Element) -> Element | None:
    """Return how text typed into an empty paragraph would look, where the paragraph's mark says it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None or all(mark.find(f"{W}{name}") is None for name in ("rFonts", "sz", "rStyle")):
        return None
    return without(mark, _OF_CHANGES)


def writable(text: str) -> str:
    """Return `text` without what XML cannot have."""
    return text if text.isprintable() else re.sub(_NOT_XML, "", text)


def new_run(text: str, look: Element | None) -> Element:
    """Return a run with this text; a tab and a line break become Word's own."""
    from lxml import etree  # noqa: PLC0415 -- 15 ms, that only a paper needs

    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    for piece in re.split(r"([\t\n])", writable(text)):
        if piece in ("\t", "\n"):
            etree.SubElement(run, f"{W}tab" if piece == "\t" else f"{W}br")
        elif piece:
            words = etree.SubElement(run, f"{W}t")
            words.text = piece
            words.set(SPACE, "preserve")
    return run


def child_of(parent: Element, tag: str) -> Element:
    """Return the child of this kind, put first where there is none yet."""
    child = parent.find(tag)
    if child is None:
        child = parent.makeelement(tag)
        parent.insert(0, child)
    return child


def plain_look(look: Element | None) -> Element | None:
    """Return how the text behind a heading or a label looks: the same letters, not set off; None for none."""
    return None if look is None else without(look, _LABELS)


def without(element: Element, tags: Collection[str]) -> Element:
    """Return a copy of an element without its children of these kinds."""
    copied = deepcopy(element)
    for child in [child for child in copied if child.tag in tags]:
        copied.remove(child)
    return copied


def new_paragraph(text: str, like: Element, look: Element | None, *, under_heading: bool = False) -> Element:
    """Return a paragraph with this text, set as the paragraph `like`; as text behind it where that is a heading."""
    paragraph = like.makeelement(f"{W}p")
    if (properties := like.find(f"{W}pPr")) is not None:
        paragraph.append(without(properties, {f"{W}sectPr", *(_LEVELS if under_heading else ())}))
    paragraph.append(new_run(text, look))
    return paragraph


def is_marked(run: Element, name: str) -> bool:
    """Whether a run is set off: bold and underlined ("u"), or struck out ("strike")."""
    return all(is_on(value(run.find(f"{W}rPr"), part)) for part, _ in _MARKS[name])


def mark(run: Element, name: str, *, on: bool) -> None:
    """Set a run off in one of these ways, or no longer."""
    look = child_of(run, f"{W}rPr")
    for part, how in _MARKS[name]:
        for old in look.findall(f"{W}{part}"):
            look.remove(old)
        if on:
            order = _ORDER.index(f"{W}{part}")
            before = sum(child.tag in _ORDER[:order] for child in look)
            look.insert(before, run.makeelement(f"{W}{part}", {VAL: how}))
