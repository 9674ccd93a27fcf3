"""A choice between words that have no box: the chosen one is set off, or the others are struck out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tuphe.paper.lines import Line, words
from tuphe.paper.ticks import FEWEST, finder

_UNDERLINE: Final = re.compile(
    "|".join(map(words, ("khoanh", "gạch chân", "gạch dưới", "bôi đậm", "tô đậm", "in đậm", "đánh dấu")))
)
_STRIKE: Final = re.compile(
    rf"{words('gạch bỏ')}|{words('gạch ngang')}|{words('xoá bỏ')}"
    rf"|(?:{words('gạch')}|{words('xoá')}|{words('bỏ')})[^.:;]{{0,30}}\b{words('không')}"
)
_LINES_ABOVE: Final = 2
"""Lines above the first of them that may say how to mark one."""
_LETTERS_BEYOND: Final = 4
"""Letters besides a choice in a line that is nothing else: “a)”."""


class Option(NamedTuple):
    """Letters `start` to `stop` of a line, to be set off where they are chosen, or struck out where they are not."""

    name: str
    line: Line
    start: int
    stop: int
    strike: bool

    @property
    def is_ticked(self) -> bool:
        """Whether it is the one that is set off, or not struck out."""
        return self.line.letters.is_marked(self.start, self._mark) != self.strike

    @property
    def _mark(self) -> str:
        return "strike" if self.strike else "u"

    def set(self, *, ticked: bool) -> None:
        """Set it off in bold with a line below, or strike it out; or no longer."""
        if ticked != self.is_ticked:
            self.line.letters.mark(self.start, self.stop, self._mark, on=ticked != self.strike)


def options(lines: Sequence[Line], names: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the words to choose from: several in one line, or each alone in its own; none where there are no such.

    Either the file says how to mark one (“gạch chân”, “gạch bỏ mức không chọn”), or they stand by themselves: those
    that are only named in brackets or within a sentence are not for choosing.
    """
    found = _listed(lines, names)
    if not found:
        return ()
    at = lines.index(found[0][0])
    behind = lines.index(found[-1][0]) + 2
    told = " ".join(line.bare for line in lines[max(at - _LINES_ABOVE, 0) : behind])
    underline, strike = _UNDERLINE.search(told), _STRIKE.search(told)
    if not (underline or strike) and _are_only_named(found):
        return ()
    return tuple(Option(name, line, start, stop, bool(strike and not underline)) for line, start, stop, name in found)


def _listed(lines: Iterable[Line], names: Mapping[str, str]) -> list[tuple[Line, int, int, str]]:
    names_in = finder(names)
    alone: list[tuple[Line, int, int, str]] = []
    for line in lines:
        named = names_in(line)
        if len({name for *_, name in named}) >= FEWEST:
            return [(line, *one) for one in named]
        if (
            len(named) == 1
            and len(line.bare.strip(" -+*.;:,)0123456789")) <= named[0][1] - named[0][0] + _LETTERS_BEYOND
        ):
            alone.append((line, *named[0]))
        elif line.text.strip():
            if len(alone) >= FEWEST:
                break
            alone = []
    return alone if len(alone) >= FEWEST else []


def _are_only_named(found: Sequence[tuple[Line, int, int, str]]) -> bool:
    (first, start, *_), (last, _, stop, _) = found[0], found[-1]
    return "(" in first.text[:start] or re.search(r"[^\W\d_]", last.text[stop:]) is not None
