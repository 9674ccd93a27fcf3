"""Content controls that were written into: what they show is text, no longer a placeholder or data from elsewhere."""

import re
from copy import deepcopy
from typing import Final

from tuphe.paper.package import Element, W

_CONTROL: Final = f"{W}sdt"
_OF_WORD_2013: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_NO_LONGER: Final = (f"{W}showingPlcHdr", f"{W}dataBinding", f"{_OF_WORD_2013}dataBinding")
"""That it shows its placeholder; and what it is bound to, which Word would show instead of what was written."""
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def remove(element: Element) -> None:
    """Take an element out of the file."""
    if (above := element.getparent()) is not None:
        above.remove(element)


def settle(element: Element, text: str = "", look: Element | None = None) -> None:
    """Let the content controls around an element show `text`, which is written there.

    Where nothing but the placeholder's style said how it looks, it has `look`.
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
    """Let the content controls around a paragraph take several: one for plain text has but one."""
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
    """Let a control for a day, or a list, know as its value what it shows."""
    if (day := properties.find(f"{W}date")) is not None:
        day.attrib.pop(f"{W}fullDate", "")
        if found := _DAY.fullmatch(text.strip()):
            date, month, year = found.groups()
            day.set(f"{W}fullDate", f"{year}-{month:>02}-{date:>02}T00:00:00Z")
    for entries in (*properties.findall(f"{W}dropDownList"), *properties.findall(f"{W}comboBox")):
        listed = (one for one in entries if text.strip() in (one.get(f"{W}displayText"), one.get(f"{W}value")))
        entries.attrib.pop(f"{W}lastValue", "")
        if (chosen := next(listed, None)) is not None:
            entries.set(f"{W}lastValue", chosen.get(f"{W}value", ""))


def around_several(properties: Element) -> Element:
    """Return a copy of the properties of a control for one paragraph, as those of one around several."""
    copied = deepcopy(properties)
    for child in [child for child in copied if child.tag in (*_NO_LONGER, f"{W}text")]:
        copied.remove(child)
    return copied


def is_for_text(properties: Element) -> bool:
    """Whether a content control takes any text: no day, no entry of a list, no picture or box."""
    kinds = (
        "date",
        "dropDownList",
        "comboBox",
        "picture",
        "citation",
        "equation",
        "group",
        "docPartObj",
    )
    return all(properties.find(f"{W}{kind}") is None for kind in kinds)
