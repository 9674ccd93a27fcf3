"""How a Word file makes its text look: what a run, a paragraph and the styles above them say."""

import re
from collections.abc import Iterator
from typing import Final

from tuphe.paper.package import Element, W

OFF: Final = frozenset({"0", "false", "off", "none"})
VAL: Final = f"{W}val"

_DEEPEST: Final = 20
"""The longest chain of styles based on one another; in a damaged file it may be a circle."""

_OUTLINED: Final = re.compile(r"(?:heading|tiêu đề) ?([1-9])", re.IGNORECASE)


def value(parent: Element | None, name: str) -> str | None:
    """Return what `w:val` of a child says: "" where the child is there without it, None where it is not."""
    if parent is None:
        return None
    child = next(parent.iterchildren(f"{W}{name}"), None)  # half the time of find, and asked ten times of each run
    return None if child is None else child.get(VAL, "")


def number(text: str | None, default: int = 0) -> int:
    """Return a number in a file; `default` for what is no number, or an absurd one."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else default


def is_on(said: str | None) -> bool:
    """Whether `w:val` of a mark switches it on, as it does without a value."""
    return said is not None and said not in OFF


class Styles:
    """The styles of one file; in a file without this part, only the text itself says how it looks."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.iterchildren(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        defaults = (name for name, style in self._styles.items() if style.get(f"{W}default") in ("1", "true", "on"))
        self._default = next((name for name in defaults if self._styles[name].get(f"{W}type") == "paragraph"), "")
        self._lists: dict[str, tuple[str, int | None, str]] = {}
        self._found: dict[tuple[str, str, str], str | None] = {}

    def of(self, paragraph: Element | None) -> str:
        """Return the id of the style of a paragraph's properties."""
        return value(paragraph, "pStyle") or self._default

    def says(self, style: str, group: str, name: str) -> str | None:
        """Return what a style, or those it is based on, says of a property of `group` (`pPr`, `rPr`)."""
        key = style, group, name
        if key not in self._found:
            said = (value(element.find(f"{W}{group}"), name) for element in self._chain(style))
            self._found[key] = next((one for one in said if one is not None), None)
        return self._found[key]

    def paragraph_says(self, properties: Element | None, style: str, name: str) -> str | None:
        """Return a property of a paragraph: its own, else that of its style."""
        said = value(properties, name)
        return self.says(style, "pPr", name) if said is None else said

    def run_says(self, run: Element | None, style: str, name: str) -> str | None:
        """Return a property of a run: its own, else that of its style, else that of its paragraph's style."""
        said = value(run, name)
        if said is None and (own := value(run, "rStyle")):
            said = self.says(own, "rPr", name)
        return self.says(style, "rPr", name) if said is None else said

    def is_set(self, run: Element | None, style: str, name: str) -> bool:
        """Whether a mark such as `b` is on for a run of a paragraph in a style."""
        return is_on(self.run_says(run, style, name))

    def outline(self, properties: Element | None, style: str) -> int:
        """Return the level of a heading's style, from 1; 0 for text."""
        said = self.paragraph_says(properties, style, "outlineLvl")
        if said is not None:
            level = number(said, 9) + 1
            return level if 1 <= level <= 9 else 0
        found = _OUTLINED.fullmatch(value(self._styles.get(style), "name") or "")
        return int(found[1]) if found else 0

    def numbering(self, properties: Element | None, style: str) -> tuple[str, int | None, str]:
        """Return the list that a paragraph is in, its level where it says one, and the style that put it there."""
        own = None if properties is None else properties.find(f"{W}numPr")
        name, level = value(own, "numId"), value(own, "ilvl")
        if name is not None:
            return name, number(level), ""
        by_style = self._numbering_of(style)
        return by_style if level is None else (by_style[0], number(level), by_style[2])

    def _numbering_of(self, style: str) -> tuple[str, int | None, str]:
        if style not in self._lists:
            self._lists[style] = "", None, ""
            for element in self._chain(style):
                said = element.find(f"{W}pPr/{W}numPr")
                if (name := value(said, "numId")) is not None:
                    level = value(said, "ilvl")
                    own = element.get(f"{W}styleId", "")
                    self._lists[style] = name, None if level is None else number(level), own
                    break
        return self._lists[style]

    def list_of(self, style: str) -> str:
        """Return the list of a style of numbering."""
        element = self._styles.get(style)
        return "" if element is None else value(element.find(f"{W}pPr/{W}numPr"), "numId") or ""

    def _chain(self, style: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn") or ""
