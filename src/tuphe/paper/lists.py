"""Drop-down lists of a file: which entries they have, which one they show, and another one chosen."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from tuphe.paper.controls import names_of
from tuphe.paper.looks import new_run
from tuphe.paper.package import Element, W
from tuphe.paper.settled import settle
from tuphe.paper.styles import VAL, number

_KINDS: Final = ("dropDownList", "comboBox")
_MOST: Final = 50
"""Entries of a list that are looked at: one of levels has four."""


class DropDown(NamedTuple):
    """A list: a content control, or a field of Word's old forms by the mark that begins it."""

    element: Element
    entries: tuple[str, ...]

    @property
    def shown(self) -> int:
        """Which entry it shows, counted from 0; -1 for none."""
        if self._of_old_form is not None:
            result = self._of_old_form.find(f"{W}result")
            return -1 if result is None else number(result.get(VAL), -1)
        said = "".join(text.text or "" for text in self.element.iter(f"{W}t")).strip()
        waits = self.element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        return self.entries.index(said) if said in self.entries and not waits else -1

    @property
    def names(self) -> tuple[str, ...]:
        """How its author called it."""
        name = self.element.find(f"{W}ffData/{W}name")
        return names_of(self.element) if name is None else (name.get(VAL, ""),)

    @property
    def always_shows(self) -> bool:
        """Whether it shows an entry though nobody chose one."""
        return self._of_old_form is not None

    @property
    def takes_words(self) -> bool:
        """Whether one may type what is no entry."""
        return self.element.find(f"{W}sdtPr/{W}comboBox") is not None

    @property
    def _of_old_form(self) -> Element | None:
        return self.element.find(f"{W}ffData/{W}ddList")

    def choose(self, at: int, look: Element | None) -> None:
        """Let it show an entry; in `look` where only its placeholder said how it looks."""
        if (old := self._of_old_form) is not None:
            _choose_in_old_form(old, at)
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


def _choose_in_old_form(entries: Element, at: int) -> None:
    from lxml import etree  # noqa: PLC0415 -- 15 ms, that only a paper needs

    result = entries.find(f"{W}result")
    if result is None:
        result = etree.Element(f"{W}result")
        entries.insert(0, result)
    result.set(VAL, str(at))


def _result_of(begin: Element) -> Sequence[Element]:
    """Return the texts that an old form's field shows beside what it says of itself."""
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
    """Return a text in a control that has none yet."""
    place = next(control.iter(f"{W}p"), control.find(f"{W}sdtContent"))
    run = new_run(" ", None)
    (control if place is None else place).append(run)
    return next(run.iter(f"{W}t"))
