"""What was read of one paragraph of a Word file so far: its pieces of text, and how each of them looks."""

from collections.abc import Iterable
from typing import Final

from tuphe.paper.boxes import tidied
from tuphe.paper.package import Element
from tuphe.paper.paragraphs import Circle, Control, Place

_WAYS: Final = 4
_PAINTED: Final = 3
"""The ways in which letters are set off: bold, italic, underlined; painted over or framed."""


class Pieces:
    """The text of a paragraph, piece for piece, as its runs have it."""

    def __init__(self, properties: Element | None, style: str, controls: tuple[Control, ...]) -> None:
        self.properties, self.style = properties, style
        self.run: Element | None = None
        self.text: list[str] = []
        self.struck: list[bool] = []
        """Whether each piece of the text is struck out."""
        self.looks: list[tuple[bool, ...]] = []
        """Whether each piece is bold, italic, underlined, and painted over or framed."""
        self.controls = list(controls)
        self.waiting = any(control.waiting for control in controls)
        self.below: list[tuple[Iterable[Element], Place]] = []
        self.circles: list[Circle] = []
        self.new_page = self.page_ends = False
        self.hidden = False

    def whole_looks(self) -> tuple[bool, bool, bool]:
        """Return whether all that is visible is bold, italic, underlined."""
        looks = [look for _, look in self._visible()]
        bold, italic, underlined = (bool(looks) and all(look[way] for look in looks) for way in range(_PAINTED))
        return bold, italic, underlined

    def unstruck(self) -> str | None:
        """Return what is left without the letters that are struck out, None where none are."""
        if not any(self.struck):
            return None
        return tidied("".join(text for text, struck in zip(self.text, self.struck, strict=True) if not struck))

    def set_off(self) -> tuple[str, ...]:
        """Return what is set off from the rest, once for each way; what is painted over, also where all is."""
        visible = self._visible()
        whole = "".join(text for text, _ in visible)
        ways = ("".join(text for text, look in visible if look[way]) for way in range(_WAYS))
        return tuple(tidied(text) for way, text in enumerate(ways) if text and (text != whole or way == _PAINTED))

    def _visible(self) -> list[tuple[str, tuple[bool, ...]]]:
        return [(text, look) for text, look in zip(self.text, self.looks, strict=True) if not text.isspace()]
