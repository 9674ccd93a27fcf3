"""The letters of one paragraph of a Word file, each with the element that it stands in; and text put in their place.

A paragraph is cut into runs at will, also within words. Here it is one text again, and what is put into it takes
the look of the letters that it replaces.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final, NamedTuple

from tuphe.paper.boxes import EMPTY, TICKED, as_boxes, of_font
from tuphe.paper.package import W
from tuphe.paper.styles import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
"""The namespace of what Word 2010 added, check boxes among it."""

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

HELD: Final = "…"
"""What each letter of a content control's placeholder is taken for: a dot that waits for text."""

_OTHER: Final = "\ufffc"
"""A picture, a field's mark or anything else that is no letter: never blank."""

_NOT_OURS: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr"))
_DRAWN: Final = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object", "fldSimple", "footnoteReference"))
_PROMPT: Final = re.compile(r"(?:bấm|nhấp|nhấn|kích|click|tap)\b.*(?:nhập|chọn|điền|enter|text)", re.IGNORECASE)
_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""

_SIGNS: Final = {
    "wingdings": (0xA8, 0xFE),
    "wingdings 2": (0xA3, 0x52),
    "webdings": (0x63, 0x61),
    "symbol": (0xF0, 0xD6),
}
"""An empty box and a ticked one in the fonts of signs, by the lower byte of their letters."""

_LABELS: Final = frozenset(
    f"{W}{name}" for name in ("b", "bCs", "i", "iCs", "u", "caps", "smallCaps", "rStyle", "highlight")
)
"""What sets a heading or a label off from the text behind it."""

_OF_CHANGES: Final = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
"""What the properties of a paragraph's mark say of changes, and those of a run must not."""

_LEVELS: Final = frozenset(f"{W}{name}" for name in ("keepNext", "outlineLvl", "numPr", "pageBreakBefore", "pStyle"))
"""What makes a paragraph a heading."""


class Letter(NamedTuple):
    """One letter as it is read, the element it stands in, and its place in that element's text."""

    shown: str
    element: Element
    at: int


class Letters:
    """The letters of one paragraph; to be made anew once the paragraph has changed."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph
        self._letters = tuple(_letters(paragraph))
        self.text = "".join(letter.shown for letter in self._letters)

    @property
    def waiting(self) -> str:
        """The text, with dots of the same length for each placeholder."""
        held = {run for run in self._runs if _holds_place(run)}
        return "".join(HELD if _run_of(letter.element) in held else letter.shown for letter in self._letters)

    @property
    def _runs(self) -> list[Element]:
        return list(dict.fromkeys(_run_of(letter.element) for letter in self._letters))

    @property
    def controls(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The content controls within the paragraph: which letters are theirs, their tag and title."""
        for control in self.paragraph.iter(f"{W}sdt"):
            inside = [
                at for at, letter in enumerate(self._letters) if control in letter.element.iterancestors(f"{W}sdt")
            ]
            if inside and control.find(f"{W}sdtPr/{W14}checkbox") is None:
                yield inside[0], inside[-1] + 1, names_of(control)

    def put(self, start: int, stop: int, text: str, look: Element | None = None) -> None:
        """Put `text` in the place of letters `start` to `stop`, in the look of the first of them.

        Where none is replaced it follows the letter before, without what sets a label off; in an empty paragraph it
        has the look of the paragraph's mark, else `look`.
        """
        if start == stop:
            self._add(start, writable(text), look)
            return
        replaced = self._letters[start:stop]
        first = replaced[0]
        written(first.element, look)
        for element in dict.fromkeys(letter.element for letter in replaced):
            gone = [letter.at for letter in replaced if letter.element is element]
            whole = element.text or ""
            middle = writable(text) if element is first.element else ""
            _rewrite(element, whole[: gone[0]] + middle + whole[gone[-1] + 1 :])

    def _add(self, at: int, text: str, look: Element | None) -> None:
        if not at:
            own = look_of_mark(self.paragraph)
            self.paragraph.append(new_run(text, look if own is None else own))
            return
        _, element, offset = self._letters[at - 1]
        whole = element.text or ""
        if element.tag == f"{W}t" and offset + 1 < len(whole):
            _rewrite(element, whole[: offset + 1] + text + whole[offset + 1 :])
            return
        run = _run_of(element)
        own = run.find(f"{W}rPr")
        run.addnext(new_run(text, None if own is None else plain_look(own)))

    @property
    def first_element(self) -> Element:
        """The element of the first letter; of an empty paragraph, itself."""
        return self._letters[0].element if self._letters else self.paragraph

    @property
    def begins_bold(self) -> bool:
        """Whether its first run is set in bold."""
        bold = None if self.look is None else self.look.find(f"{W}b")
        return bold is not None and bold.get(f"{W}val", "1") not in OFF

    @property
    def look(self) -> Element | None:
        """How the first visible letter looks; None where there is none, or nothing is said of it."""
        first = next((letter for letter in self._letters if letter.shown.strip()), None)
        return None if first is None else _run_of(first.element).find(f"{W}rPr")

    def tick(self, at: int, *, ticked: bool) -> None:
        """Tick or empty the box at letter `at`, whatever kind it is."""
        letter = self._letters[at]
        if (control := _control(letter.element, f"{W14}checkbox")) is not None:
            _tick_control(control, letter.element, ticked=ticked)
        elif letter.element.tag == f"{W}checkBox":
            _tick_field(letter.element, ticked=ticked)
        elif letter.element.tag == f"{W}sym":
            letter.element.set(f"{W}char", f"F0{_sign(letter.element.get(f'{W}font', ''), ticked=ticked):02X}")
        else:
            whole = letter.element.text or ""
            code = _sign(_font(_run_of(letter.element)), ticked=ticked)
            sign = (0xF000 if whole[letter.at] >= "\uf000" else 0) + code if code else ord(TICKED if ticked else EMPTY)
            _rewrite(letter.element, whole[: letter.at] + chr(sign) + whole[letter.at + 1 :])


def names_of(control: Element) -> tuple[str, ...]:
    """Return the tag and the title of a content control, as far as it has them."""
    found = (control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "alias"))
    return tuple(one.get(f"{W}val", "") for one in found if one is not None)


def look_of_mark(paragraph: Element) -> Element | None:
    """Return how text typed into an empty paragraph would look, where the paragraph's mark says which letters."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None or (
        mark.find(f"{W}rFonts") is None and mark.find(f"{W}sz") is None and mark.find(f"{W}rStyle") is None
    ):
        return None
    look = deepcopy(mark)
    for child in [child for child in look if child.tag in _OF_CHANGES]:
        look.remove(child)
    return look


def writable(text: str) -> str:
    """Return `text` without what XML cannot have."""
    return _NOT_XML.sub("", text)


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
            words.set(_SPACE, "preserve")
    return run


def plain_look(look: Element) -> Element:
    """Return how the text behind a heading or a label looks: the same letters, not set off."""
    plain = deepcopy(look)
    for child in [child for child in plain if child.tag in _LABELS]:
        plain.remove(child)
    return plain


def new_paragraph(text: str, like: Element, look: Element | None, *, under_heading: bool = False) -> Element:
    """Return a paragraph with this text, set as the paragraph `like`; as text behind it where that is a heading."""
    from lxml import etree  # noqa: PLC0415 -- as in new_run

    paragraph = etree.Element(f"{W}p")
    if (properties := like.find(f"{W}pPr")) is not None:
        properties = deepcopy(properties)
        for child in [
            child for child in properties if child.tag == f"{W}sectPr" or (under_heading and child.tag in _LEVELS)
        ]:
            properties.remove(child)
        paragraph.append(properties)
    paragraph.append(new_run(text, look))
    return paragraph


def _letters(element: Element) -> Iterator[Letter]:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield from _of_text(child)
        elif tag == f"{W}tab":
            yield Letter("\t", child, 0)
        elif tag in (f"{W}br", f"{W}cr"):
            yield Letter("\n" if child.get(f"{W}type") is None else _OTHER, child, 0)
        elif tag == f"{W}sym":
            shown = of_font(child.get(f"{W}font", ""), int(child.get(f"{W}char", "0") or "0", 16))
            yield Letter((shown or _OTHER)[:1], child, 0)
        elif tag == f"{W}checkBox":
            yield Letter(TICKED if _is_on(child) else EMPTY, child, 0)
        elif tag in _DRAWN or tag.endswith("}AlternateContent"):
            yield Letter(_OTHER, child, 0)
        elif tag not in _NOT_OURS and tag != f"{W}p":
            yield from _letters(child)


def _of_text(element: Element) -> Iterator[Letter]:
    whole = element.text or ""
    control = _control(element, f"{W14}checkbox")
    font = _font(_run_of(element))
    for at, letter in enumerate(whole):
        shown = of_font(font, ord(letter)) if not letter.isspace() else None
        if control is not None and not letter.isspace():
            shown = TICKED if _is_on(control, f"{W14}checked", f"{W14}val") else EMPTY
        yield Letter((_box(letter) if shown is None else shown) or _OTHER, element, at)


def _box(letter: str) -> str:
    return as_boxes(letter) if letter > "\u2000" else letter


def _font(run: Element) -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")


def _run_of(element: Element) -> Element:
    run = element
    while run.tag != f"{W}r" and (above := run.getparent()) is not None:
        run = above
    return run


def _control(element: Element, kind: str) -> Element | None:
    """Return what makes the content control around an element one of this kind."""
    for control in element.iterancestors(f"{W}sdt", f"{W}p"):
        if control.tag == f"{W}p":
            return None
        return control.find(f"{W}sdtPr/{kind}")
    return None


def _holds_place(run: Element) -> bool:
    """Whether a run is what a content control shows while nothing was written into it."""
    control = next(run.iterancestors(f"{W}sdt"), None)
    if control is None or control.find(f"{W}sdtPr/{W14}checkbox") is not None:
        return False
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return True
    return bool(_PROMPT.match("".join(text.text or "" for text in control.iter(f"{W}t"))))


def remove(element: Element) -> None:
    """Take an element out of the file."""
    if (above := element.getparent()) is not None:
        above.remove(element)


def written(element: Element, look: Element | None = None) -> None:
    """Let the content controls around an element show it as text, no longer as their placeholder.

    Where nothing but the placeholder's style said how it looks, it has `look`.
    """
    run = _run_of(element)
    style = run.find(f"{W}rPr/{W}rStyle")
    for control in element.iterancestors(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        for name in ("showingPlcHdr", "dataBinding"):  # what is bound to data elsewhere would be overwritten by it
            if properties is not None and (child := properties.find(f"{W}{name}")) is not None:
                properties.remove(child)
                if style is not None:
                    _own_look(run, style, look)
                    style = None


def _own_look(run: Element, style: Element, look: Element | None) -> None:
    """Take the placeholder's style from a run."""
    remove(style)
    own = run.find(f"{W}rPr")
    if own is not None and look is not None and own.find(f"{W}rFonts") is None:
        run.replace(own, deepcopy(look))


def _rewrite(element: Element, text: str) -> None:
    """Let an element of a run say `text`; what says nothing goes, and its run where nothing else is in it."""
    run = element.getparent()
    if text and element.tag == f"{W}t":
        element.text = text
        element.set(_SPACE, "preserve")
    elif text and run is not None:
        run.replace(element, new_run(text, None)[0])
    elif run is not None:
        run.remove(element)
        above = run.getparent()
        if above is not None and all(child.tag == f"{W}rPr" for child in run):
            above.remove(run)


def _is_on(element: Element, inner: str = f"{W}checked", value: str = f"{W}val") -> bool:
    state = element.find(inner)
    if state is None:
        state = element.find(f"{W}default")
    return state is not None and state.get(value, "1") in ("1", "true", "on")


def _tick_control(control: Element, text: Element, *, ticked: bool) -> None:
    state = control.find(f"{W14}checked")
    if state is None:
        from lxml import etree  # noqa: PLC0415 -- as in new_run

        state = etree.Element(f"{W14}checked")
        control.insert(0, state)
    state.set(f"{W14}val", "1" if ticked else "0")
    shape = control.find(f"{W14}checkedState" if ticked else f"{W14}uncheckedState")
    sign = "" if shape is None else shape.get(f"{W14}val", "")
    text.text = chr(int(sign, 16)) if sign else (TICKED if ticked else EMPTY)


def _tick_field(field: Element, *, ticked: bool) -> None:
    state = field.find(f"{W}checked")
    if state is None:
        from lxml import etree  # noqa: PLC0415 -- as in new_run

        state = etree.SubElement(field, f"{W}checked")
    state.set(f"{W}val", "1" if ticked else "0")


def _sign(font: str, *, ticked: bool) -> int:
    """Return the letter of a font of signs that is a box, by its lower byte; 0 in a font of letters."""
    empty, full = _SIGNS.get(font.strip().lower(), (0, 0))
    return full if ticked else empty
