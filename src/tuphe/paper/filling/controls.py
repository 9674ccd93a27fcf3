"""Content controls and fields of old forms: their names and kinds, their lists, and how text is written into them."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import chain, islice
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper import box_signs
from tuphe.paper.looks import child_of, new_run, without
from tuphe.paper.package import W14, Element, W
from tuphe.paper.styles import OFF, VAL, is_on, number, value

_CONTROL: Final = f"{W}sdt"
_OF_WORD_2013: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_NO_LONGER: Final = (f"{W}showingPlcHdr", f"{W}dataBinding", f"{_OF_WORD_2013}dataBinding")
"""Properties to remove: the mark of a placeholder, and bindings, whose data Word would show instead of new text."""
_DAY: Final = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_LONGEST_NAME: Final = 64
"""Letters of a content control's tag or title: as many as Word takes."""
_KINDS: Final = ("dropDownList", "comboBox")
_MOST: Final = 50
"""Entries of a list that are looked at: one of levels has four."""


def remove(element: Element) -> None:
    """Take an element out of the file."""
    if (above := element.getparent()) is not None:
        above.remove(element)


def settle(element: Element, text: str = "", look: Element | None = None) -> None:
    """Make the content controls around an element show `text`, which is written there.

    Where only the placeholder's style said how the text looks, it gets `look`.
    """
    run = next(element.iterancestors(f"{W}r"), element)
    style = run.find(f"{W}rPr/{W}rStyle")
    for control in element.iterancestors(_CONTROL):
        properties = control.find(f"{W}sdtPr")
        gone = [] if properties is None else [child for child in properties if child.tag in _NO_LONGER]
        for child in gone:
            remove(child)
        if style is not None and any(child.tag == f"{W}showingPlcHdr" for child in gone):
            _own_look(run, style, look)
            style = None
        if properties is not None:
            _keep_value(properties, text)


def many_paragraphs(paragraph: Element) -> None:
    """Make the content controls around a paragraph take several: those for plain text allow only one."""
    for control in paragraph.iterancestors(_CONTROL):
        if (plain := control.find(f"{W}sdtPr/{W}text")) is not None:
            remove(plain)


def _own_look(run: Element, style: Element, look: Element | None) -> None:
    """Take the placeholder's style from a run."""
    remove(style)
    own = run.find(f"{W}rPr")
    if own is not None and look is not None and own.find(f"{W}rFonts") is None:
        run.replace(own, deepcopy(look))


def _keep_value(properties: Element, text: str) -> None:
    """Set the value of a control for a day, or of a list, to what it shows."""
    if (day := properties.find(f"{W}date")) is not None:
        day.attrib.pop(f"{W}fullDate", "")
        if found := re.fullmatch(_DAY, text.strip()):
            date, month, year = found.groups()
            day.set(f"{W}fullDate", f"{year}-{month:>02}-{date:>02}T00:00:00Z")
    for entries in chain.from_iterable(properties.findall(f"{W}{kind}") for kind in _KINDS):
        listed = (one for one in entries if text.strip() in (one.get(f"{W}displayText"), one.get(f"{W}value")))
        entries.attrib.pop(f"{W}lastValue", "")
        if (chosen := next(listed, None)) is not None:
            entries.set(f"{W}lastValue", chosen.get(f"{W}value", ""))


def around_several(properties: Element) -> Element:
    """Return a copy of the properties of a control for one paragraph, changed for one around several."""
    return without(properties, {*_NO_LONGER, f"{W}text"})


def is_for_text(properties: Element) -> bool:
    """Whether a content control takes any text: it is for no day, list, picture or box."""
    kinds = ("date", *_KINDS, "picture", "citation", "equation", "group", "docPartObj")
    return all(properties.find(f"{W}{kind}") is None for kind in kinds)


def box_of_control(element: Element) -> str:
    """Return the box that a content control is; "" for one of text."""
    box = element.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{W14}checked")
    return box_signs.TICKED if checked is not None and checked.get(f"{W14}val", "1") not in OFF else box_signs.EMPTY


def box_of_field(box: Element) -> str:
    """Return the box of a field of an old form, as it was ticked, else as its author set it."""
    checked = value(box, "checked")
    return box_signs.TICKED if is_on(value(box, "default") if checked is None else checked) else box_signs.EMPTY


def shows_placeholder(control: Element) -> bool:
    """Whether a content control shows only its placeholder, which is no part of the text."""
    return is_on(value(control.find(f"{W}sdtPr"), "showingPlcHdr"))


def names_of(control: Element) -> tuple[str, ...]:
    """Return the tag and the title of a content control, as far as it has them."""
    found = (control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "alias"))
    return tuple(one.get(f"{W}val", "")[:_LONGEST_NAME] for one in found if one is not None)


def shown_by_field(begin: Element) -> str:
    """Return what a field of an old form shows by itself: a box, the chosen entry of a list, or nothing."""
    if (box := begin.find(f"{W}ffData/{W}checkBox")) is not None:
        return box_of_field(box)
    entries = begin.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    listed = entries.findall(f"{W}listEntry")
    chosen = number(value(entries, "result"))
    return listed[chosen].get(VAL, "") if 0 <= chosen < len(listed) else ""


def waiting_results(paragraph: Element) -> tuple[frozenset[Element], frozenset[Element]]:
    """Return the elements that old form fields for text show while nothing was written into them.

    The first set has texts: blanks, or the words that the field's author set for a start; the second has, for fields
    that show nothing yet, the marks behind which text will be.
    """
    if next(paragraph.iter(f"{W}textInput"), None) is None:
        return frozenset(), frozenset()
    texts: set[Element] = set()
    marks: set[Element] = set()
    open_fields: list[tuple[Element | None, list[Element], list[Element]]] = []
    for element in paragraph.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append((element.find(f"{W}ffData/{W}textInput"), [], []))
        elif open_fields and kind == "end":
            settings, separators, shown = open_fields.pop()
            said = "".join(text.text or "" for text in shown).strip()
            if settings is not None and said in ("", (value(settings, "default") or "").strip()):
                texts.update(shown)
                marks.update(() if shown else separators[-1:])
        elif open_fields:
            _, separators, shown = open_fields[-1]
            (shown if kind is None else separators).append(element)
    return frozenset(texts), frozenset(marks)


class DropDown(Plain, frozen=True):
    """A list: a content control, or a field of Word's old forms by the mark that begins it."""

    element: Element
    entries: tuple[str, ...]

    @property
    def shown(self) -> int:
        """Which entry it shows, counted from 0; -1 for none."""
        if self.of_old_form is not None:
            return number(value(self.of_old_form, "result"), -1)
        said = "".join(text.text or "" for text in self.element.iter(f"{W}t")).strip()
        waits = self.element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        return self.entries.index(said) if said in self.entries and not waits else -1

    @property
    def names(self) -> tuple[str, ...]:
        """The names that its author gave it."""
        name = self.element.find(f"{W}ffData/{W}name")
        return names_of(self.element) if name is None else (name.get(VAL, ""),)

    @property
    def takes_words(self) -> bool:
        """Whether text that is no entry may be typed."""
        return self.element.find(f"{W}sdtPr/{W}comboBox") is not None

    @property
    def of_old_form(self) -> Element | None:
        """The data of an old form's list, which shows an entry though nobody chose one; None for other lists."""
        return self.element.find(f"{W}ffData/{W}ddList")

    def choose(self, at: int, look: Element | None) -> None:
        """Make it show an entry; in `look` where only its placeholder said how it looks."""
        if (old := self.of_old_form) is not None:
            child_of(old, f"{W}result").set(VAL, str(at))
            texts = _result_of(self.element)
        else:
            texts = list(self.element.iter(f"{W}t")) or [_first_text(self.element)]
            settle(texts[0], self.entries[at], look)
        for text in texts:
            text.text = ""
        if texts:
            texts[0].text = self.entries[at]


def drop_downs(paragraph: Element) -> Iterator[DropDown]:
    """Yield the lists within a paragraph, and one that is around it alone."""
    around = next(paragraph.iterancestors(f"{W}sdt"), None)
    controls = list(paragraph.iter(f"{W}sdt"))
    if around is not None and next(around.iter(f"{W}p")) is paragraph:
        controls.append(around)
    for control in controls:
        for kind in _KINDS:
            if (entries := control.find(f"{W}sdtPr/{W}{kind}")) is not None:
                shown = (one.get(f"{W}displayText") or one.get(f"{W}value") or "" for one in islice(entries, _MOST))
                yield DropDown(control, tuple(shown))
    for begin in paragraph.iter(f"{W}fldChar"):
        if (entries := begin.find(f"{W}ffData/{W}ddList")) is not None:
            listed = entries.findall(f"{W}listEntry")[:_MOST]
            yield DropDown(begin, tuple(entry.get(VAL, "") for entry in listed))


def _result_of(begin: Element) -> Sequence[Element]:
    """Return the texts that an old form's field shows behind its data."""
    run = begin.getparent()
    found: list[Element] = []
    within = False
    for other in () if run is None else run.itersiblings():
        marks = [mark.get(f"{W}fldCharType") for mark in other.iter(f"{W}fldChar")]
        if "end" in marks:
            break
        within |= "separate" in marks
        found += other.iter(f"{W}t") if within else ()
    return found


def _first_text(control: Element) -> Element:
    """Make a text in a control that has none yet, and return it."""
    place = next(control.iter(f"{W}p"), control.find(f"{W}sdtContent"))
    run = new_run(" ", None)
    (control if place is None else place).append(run)
    return next(run.iter(f"{W}t"))
