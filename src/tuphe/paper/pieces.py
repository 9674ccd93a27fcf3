"""What was read of one paragraph of a Word file so far: its pieces of text, and how each of them looks."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from tuphe.paper.boxes import tidied
from tuphe.paper.package import Element
from tuphe.paper.paragraphs import Circle, Control, Place


class Piece(NamedTuple):
    """A piece of text: whether it is struck out; bold, italic, underlined, and painted over or framed."""

    text: str
    struck: bool
    look: tuple[bool, bool, bool, bool]


_PAINTED: Final = 3
"""Where a look says that letters are painted over or framed."""


class Pieces:
    """The text of a paragraph, piece for piece, as its runs have it."""

    def __init__(self, properties: Element | None, style: str, controls: tuple[Control, ...]) -> None:
        self.properties, self.style = properties, style
        self.run: Element | None = None
        self.said: list[Piece] = []
        self.controls = list(controls)
        self.waiting = any(control.waiting for control in controls)
        self.below: list[tuple[Iterable[Element], Place]] = []
        self.circles: list[Circle] = []
        self.new_page = self.page_ends = False
        self.hidden = False

    def whole_looks(self) -> tuple[bool, bool, bool]:
        """Return whether all that is visible is bold, italic, underlined."""
        looks = [one.look for one in self._visible()] or [(False, False, False, False)]
        bold, italic, underlined, _ = map(all, zip(*looks, strict=True))
        return bold, italic, underlined

    def unstruck(self) -> str | None:
        """Return what is left without the letters that are struck out, None where none are."""
        if not any(one.struck for one in self.said):
            return None
        return tidied("".join(one.text for one in self.said if not one.struck))

    def set_off(self) -> tuple[str, ...]:
        """Return what is set off from the rest, once for each way; what is painted over, also where all is."""
        visible = self._visible()
        ways = [way for way in range(_PAINTED + 1) if way == _PAINTED or not all(one.look[way] for one in visible)]
        # What stands between two of them keeps them apart.
        said = ("".join(one.text if one.look[way] or one.text.isspace() else " " for one in self.said) for way in ways)
        return tuple(tidied(text) for text in said if text.strip())

    def _visible(self) -> list[Piece]:
        return [one for one in self.said if not one.text.isspace()]
