"""Automatic numbering: what Word shows before a paragraph, counted as it counts (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper import box_signs
from tuphe.paper.package import Element, W
from tuphe.paper.styles import Styles, is_on, number, value

_LEVELS: Final = 9
_LONGEST: Final = 40
"""Letters of a number; a longer one was not made to be read."""

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


class _Level(Plain, frozen=True):
    """How one level of a list is counted and shown."""

    start: int
    shape: str
    text: str
    """The text of the number, with `%1` in the place of the count of the first level."""
    restarts_below: int
    """Its count begins anew after a paragraph of any level above this one; 0: never."""
    begins: int | None
    """The first count of this list, whatever other lists of its kind have counted."""
    legal: bool
    """Whether all counts in it are shown as plain numbers."""
    hidden: bool


class Numbering:
    """The lists of one file, and how far each kind of list has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _by_id(root, "num", "numId")
        self._kinds = _by_id(root, "abstractNum", "abstractNumId")
        self._counts: dict[Element, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._found_levels: dict[tuple[str, int], _Level | None] = {}

    def next(self, properties: Element | None, style: str) -> str:
        """Return the number of the next paragraph, by its properties and its style; "" where it has none."""
        name, at, by_style = self._styles.numbering(properties, style)
        kind = self._kind(name)
        if kind is None:
            return ""
        if at is None:
            at = _level_of_style(kind, by_style)
        level = self._level(name, at)
        if level is None:
            return ""
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        self._count(counts, name, at, level)
        if level.hidden:
            return ""
        return level.text if level.shape == "bullet" else self._shown(counts, name, level)

    def _count(self, counts: list[int | None], name: str, at: int, level: _Level) -> None:
        before = counts[at]
        if level.begins is not None and (name, at) not in self._begun:
            counts[at] = level.begins
        else:
            counts[at] = level.start if before is None else before + 1
        self._begun.add((name, at))
        for deeper in range(at + 1, _LEVELS):
            below = self._level(name, deeper)
            if below is None or at < below.restarts_below:
                counts[deeper] = None

    def _shown(self, counts: list[int | None], name: str, level: _Level) -> str:
        def counted(found: re.Match[str]) -> str:
            """Return the count of the level that is named at a place in the number's text."""
            place = int(found[1]) - 1
            of_place = self._level(name, place)
            if of_place is None:
                return ""
            count = counts[place]
            shape = "decimal" if level.legal and of_place.shape not in ("none", "bullet") else of_place.shape
            return _FORMATS.get(shape, str)(of_place.start if count is None else count)

        return re.sub("%([1-9])", counted, level.text)[:_LONGEST].strip()

    def _kind(self, name: str) -> Element | None:
        """Return the kind of a list; it may be defined in the list that a style of numbering names."""
        for _ in range(3):
            kind = self._kinds.get(value(self._lists.get(name), "abstractNumId") or "")
            if not (style := value(kind, "numStyleLink")):
                return kind
            name = self._styles.list_of(style)
        return None

    def _level(self, name: str, at: int) -> _Level | None:
        key = name, at
        if key not in self._found_levels:
            self._found_levels[key] = self._read_level(name, at) if 0 <= at < _LEVELS else None
        return self._found_levels[key]

    def _read_level(self, name: str, at: int) -> _Level | None:
        """Return how one level of a list counts and looks; what the list itself overrides comes before its kind."""
        instance, kind = self._lists.get(name), self._kind(name)
        override = None if instance is None else _of_level(instance, "lvlOverride", at)
        own = None if override is None else override.find(f"{W}lvl")
        level = own if own is not None or kind is None else _of_level(kind, "lvl", at)
        if level is None:
            return None
        shape, begins = value(level, "numFmt") or "decimal", value(override, "startOverride")
        text = value(level, "lvlText") or ""
        return _Level(
            start=number(value(level, "start"), 1),
            shape=shape,
            text=_bullet(text, level) if shape == "bullet" else text[:_LONGEST],
            restarts_below=number(value(level, "lvlRestart"), at),
            begins=None if begins is None else number(begins, 1),
            legal=is_on(value(level, "isLgl")),
            hidden=is_on(value(level.find(f"{W}rPr"), "vanish")),
        )


def _level_of_style(kind: Element, style: str) -> int:
    linked = (level for level in kind.iter(f"{W}lvl") if style and value(level, "pStyle") == style)
    return next((number(level.get(f"{W}ilvl")) for level in linked), 0)


def _bullet(text: str, definition: Element) -> str:
    fonts = definition.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    shown = box_signs.in_font(font, text)[:1]
    if font.lower().startswith("courier") and shown == "o":
        return "○"
    return box_signs.as_boxes(shown) or ("•" if text else "")


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    return {} if root is None else {one.get(f"{W}{key}", ""): one for one in root.iter(f"{W}{name}")}


def _of_level(parent: Element, name: str, level: int) -> Element | None:
    return next((one for one in parent.findall(f"{W}{name}") if one.get(f"{W}ilvl") == str(level)), None)
