"""Automatic numbering: what Word shows before a paragraph, counted as it counts (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.paper import boxes
from tuphe.paper.package import W
from tuphe.paper.styles import OFF, Styles, number, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

_LEVELS: Final = 9
_LONGEST: Final = 40
"""Letters of a number; whatever is longer was not made to be read."""

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    shown = ""
    for worth, letters in _ROMAN:
        shown += letters * (count // worth)
        count %= worth
    return shown


def _letters(count: int) -> str:
    """Return a, b, … z, aa, bb, … as Word does."""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 260 else str(count)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "decimalZero": "{:02}".format,
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""How a count is shown; every other format is shown as a plain number."""


class Numbering:
    """The lists of one file, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _by_id(root, "num", "numId")
        self._kinds = _by_id(root, "abstractNum", "abstractNumId")
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._definitions: dict[tuple[str, int], Element | None] = {}

    def next(self, properties: Element | None) -> str:
        """Return the number of the next paragraph, by its properties; "" where it has none."""
        name, level, style = self._styles.numbering(properties)
        kind = self._kind(name)
        if kind is None:
            return ""
        if level is None:
            level = self._level_of_style(kind, style)
        if not 0 <= level < _LEVELS or (definition := self._definition(name, level)) is None:
            return ""
        self._count(name, kind.get(f"{W}abstractNumId", ""), level)
        said = value(definition.find(f"{W}rPr"), "vanish")
        return "" if said is not None and said not in OFF else self._shown(name, kind, definition)

    def _count(self, name: str, kind: str, level: int) -> None:
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        override = self._override(name, level)
        restart = None if override is None else value(override, "startOverride")
        if restart is not None and (name, level) not in self._begun:
            counts[level] = number(restart, 1)
        else:
            before = counts[level]
            counts[level] = self._start(name, level) if before is None else before + 1
        self._begun.add((name, level))
        for deeper in range(level + 1, _LEVELS):
            after = value(self._definition(name, deeper), "lvlRestart")
            if after is None or level < number(after, deeper):
                counts[deeper] = None

    def _shown(self, name: str, kind: Element, definition: Element) -> str:
        text = value(definition, "lvlText") or ""
        if value(definition, "numFmt") == "bullet":
            return _bullet(text, definition)
        counts = self._counts[kind.get(f"{W}abstractNumId", "")]
        plain = value(definition, "isLgl")

        def counted(found: re.Match[str]) -> str:
            """Return the count of the level that a place in the number's text stands for."""
            place = int(found[1]) - 1
            count = counts[place]
            if count is None:
                count = self._start(name, place)
            shape = value(self._definition(name, place), "numFmt") or "decimal"
            if plain is not None and plain not in OFF and shape not in ("none", "bullet"):
                shape = "decimal"
            return _FORMATS.get(shape, str)(count)

        return re.sub("%([1-9])", counted, text[:_LONGEST])[:_LONGEST].strip()

    def _kind(self, name: str) -> Element | None:
        """Return what a list looks like; one may stand in the list that a style of numbering names."""
        for _ in range(3):
            kind = self._kinds.get(value(self._lists.get(name), "abstractNumId") or "")
            style = value(kind, "numStyleLink")
            if not style:
                return kind
            name = self._styles.list_of(style)
        return None

    def _level_of_style(self, kind: Element, style: str) -> int:
        linked = (level for level in kind.iter(f"{W}lvl") if style and value(level, "pStyle") == style)
        return next((number(level.get(f"{W}ilvl")) for level in linked), 0)

    def _definition(self, name: str, level: int) -> Element | None:
        key = name, level
        if key not in self._definitions:
            override, kind = self._override(name, level), self._kind(name)
            own = None if override is None else override.find(f"{W}lvl")
            self._definitions[key] = own if own is not None or kind is None else _of_level(kind, "lvl", level)
        return self._definitions[key]

    def _override(self, name: str, level: int) -> Element | None:
        instance = self._lists.get(name)
        return None if instance is None else _of_level(instance, "lvlOverride", level)

    def _start(self, name: str, level: int) -> int:
        return number(value(self._definition(name, level), "start"), 1)


def _bullet(text: str, definition: Element) -> str:
    fonts = definition.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    shown = boxes.in_font(font, text)[:1]
    if font.lower().startswith("courier") and shown == "o":
        return "○"
    return boxes.as_boxes(shown) or ("•" if text else "")


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    return {} if root is None else {one.get(f"{W}{key}", ""): one for one in root.iter(f"{W}{name}")}


def _of_level(parent: Element, name: str, level: int) -> Element | None:
    return next((one for one in parent.findall(f"{W}{name}") if one.get(f"{W}ilvl") == str(level)), None)
