"""What a unit's file has to tick: boxes beside levels or degrees, entries of a list, words to set off or strike out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare, words
from tuphe.paper.box_signs import EMPTY, TICKED
from tuphe.paper.filling.controls import DropDown, drop_downs
from tuphe.paper.filling.lines_and_cells import Line, Sheet
from tuphe.paper.looks import plain_look
from tuphe.paper.package import Element

_BOX: Final = re.compile(r"[☐☒]|\[[ \u00a0]*+[xX]?[ \u00a0]*+\]|\([ \u00a0]*+[xX]?[ \u00a0]*+\)")
FEWEST: Final = 3
"""The fewest boxes that make a choice: two levels named in a sentence are none."""
_UNDERLINE: Final = "|".join(
    map(words, ("khoanh", "gạch chân", "gạch dưới", "bôi đậm", "tô đậm", "in đậm", "đánh dấu"))
)
_STRIKE: Final = (
    rf"{words('gạch bỏ')}|{words('gạch ngang')}|{words('xoá bỏ')}"
    rf"|(?:{words('gạch')}|{words('xoá')}|{words('bỏ')})[^.:;]{{0,30}}\b{words('không')}"
)
_LINES_ABOVE: Final = 2
"""Lines above the first choice that may say how to mark one."""
_LETTERS_BEYOND: Final = 4
"""Letters beside a choice that is alone on its line, such as “a)”."""


class Box(Plain, frozen=True):
    """One box: letters `start` to `stop` of a line, or a cell that waits for an x."""

    name: str
    line: Line
    start: int
    stop: int

    @property
    def is_ticked(self) -> bool:
        """Whether it is chosen as the file is."""
        return self.line.text[self.start : self.stop].strip("[]() \u00a0") not in ("", EMPTY)

    def set(self, *, ticked: bool) -> None:
        """Tick or empty it, in the way of the file."""
        if ticked == self.is_ticked:
            return
        letters = self.line.letters
        shown = self.line.text[self.start : self.stop]
        if shown in (EMPTY, TICKED):
            letters.tick(self.start, ticked=ticked)
        elif shown[:1] in ("[", "("):
            letters.put(self.start, self.stop, f"{shown[0]}{'x' if ticked else ' '}{shown[-1]}")
        else:
            letters.put(self.start, self.stop, "x" if ticked else "")


class Listed(Plain, frozen=True):
    """One entry of a drop-down list."""

    name: str
    line: Line
    list: DropDown
    at: int

    @property
    def is_ticked(self) -> bool:
        """Whether the list shows it."""
        return self.list.shown == self.at

    def set(self, *, ticked: bool) -> None:
        """Choose it; a list always shows one of its entries."""
        if ticked and not self.is_ticked:
            self.list.choose(self.at, plain_look(self.line.letters.look))


class Option(Plain, frozen=True):
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
        """Set it off in bold with a line below, or strike it out; or undo that."""
        if ticked != self.is_ticked:
            self.line.letters.mark(self.start, self.stop, self._mark, on=ticked != self.strike)


Choice = Box | Listed | Option
"""One of several things to choose from; each is chosen in the way of the file."""


def is_list(found: Sequence[Choice]) -> bool:
    """Whether these are the entries of a drop-down list."""
    return all(isinstance(one, Listed) for one in found)


def choices(sheet: Sheet, lines: Iterable[Line], names: Mapping[str, str]) -> Iterator[tuple[Choice, ...]]:
    """Yield each set of boxes, and each drop-down list; `names` say what the words beside or in them mean."""
    names_in = finder(names)
    found: list[Choice] = []
    for line in lines:
        yield from _lists(line, names)
        for choice in _in_line(sheet, line, names_in(line)):
            if any(choice.name == other.name for other in found):
                yield from _whole(found)
                found = []
            found.append(choice)
    yield from _whole(found)


def finder(names: Mapping[str, str]) -> Callable[[Line], list[tuple[int, int, str]]]:
    """Return a function that finds the names in a line: where each begins and ends, and what it means."""
    meant = {bare(label): name for label, name in names.items()}
    pattern = re.compile("|".join(sorted(map(words, names), key=len, reverse=True)))
    return lambda line: [(*one.span(), meant[" ".join(one[0].split())]) for one in pattern.finditer(line.bare)]


def _lists(line: Line, names: Mapping[str, str]) -> Iterator[tuple[Choice, ...]]:
    meant = {bare(label): name for label, name in names.items()}
    for one in drop_downs(line.element):
        entries = [(at, meant.get(bare(entry).strip(" .-"), "")) for at, entry in enumerate(one.entries)]
        yield from _whole([Listed(name, line, one, at) for at, name in entries if name])


def _whole(found: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    if len(found) >= FEWEST:
        yield tuple(found)


def _in_line(sheet: Sheet, line: Line, named: Sequence[tuple[int, int, str]]) -> Iterator[Choice]:
    boxes = [box.span() for box in _BOX.finditer(line.text)]
    if not named:
        return
    if not boxes:
        yield from _in_cell(sheet, line, named)
        return
    before = boxes[0][0] < named[0][0]
    starts, ends, names = zip(*named, strict=True)
    rooms = zip((0, *ends), starts, strict=False) if before else zip(ends, (*starts[1:], len(line.text)), strict=True)
    for name, (low, high) in zip(names, rooms, strict=True):
        if near := [box for box in boxes if low <= box[0] and box[1] <= high]:
            yield Box(name, line, *near[-1 if before else 0])


def _in_cell(sheet: Sheet, line: Line, named: Sequence[tuple[int, int, str]]) -> Iterator[Choice]:
    """Yield the box in the cell beside a level that is alone in its own cell; else the cell that waits for an x."""
    if line.row is None or not _is_alone(line, named):
        return
    name = named[0][2]
    left, right = sheet.around(line)
    for cell in (*right, *reversed(left)):
        if box := _box_in(sheet, cell):
            yield Box(name, *box)
            return
    crossed = (cell for cell in right if sheet.said_in(cell) == "x")
    for cell in (*sheet.beside(line), *crossed, *sheet.below(line)):
        if (box := _box_in(sheet, cell)) or sheet.waits(cell) or sheet.said_in(cell) == "x":
            yield Box(name, *(box or sheet.place_in(cell)))
            return


def _box_in(sheet: Sheet, cell: Element) -> tuple[Line, int, int] | None:
    """Return the box that is all a line of a cell says."""
    for line in sheet.in_cell(cell):
        if box := _BOX.fullmatch(line.text.strip()):
            start = line.text.index(box[0])
            return line, start, start + len(box[0])
    return None


def _is_alone(line: Line, named: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a line says one name and nothing else."""
    said = line.bare.strip(" -+*.;:,)0123456789")
    return len(named) == 1 and len(said) <= named[0][1] - named[0][0] + _LETTERS_BEYOND


def options(lines: Sequence[Line], names: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the words to choose from: several on one line, or each alone on its own; none where there are none.

    Either the file says how to mark one (“gạch chân”, “gạch bỏ mức không chọn”), or they are by themselves: words
    that are only named in brackets or within a sentence are not for choosing.
    """
    found = _listed(lines, names)
    if not found:
        return ()
    at = lines.index(found[0][0])
    behind = lines.index(found[-1][0]) + 2
    told = " ".join(line.bare for line in lines[max(at - _LINES_ABOVE, 0) : behind])
    underline, strike = re.search(_UNDERLINE, told), re.search(_STRIKE, told)
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
        if _is_alone(line, named):
            alone.append((line, *named[0]))
        elif line.text.strip():
            if len(alone) >= FEWEST:
                break
            alone = []
    return alone if len(alone) >= FEWEST else []


def _are_only_named(found: Sequence[tuple[Line, int, int, str]]) -> bool:
    (first, start, *_), (last, _, stop, _) = found[0], found[-1]
    return "(" in first.text[:start] or re.search(r"[^\W\d_]", last.text[stop:]) is not None
