"""A paragraph of a Word file edited letter by letter: text put in, words marked, boxes ticked, each in its element.

A paragraph is cut into runs at will, also within words. Here it is one text again, and what is put into it takes
the look of the letters that it replaces.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, chain, islice
from typing import Final
from unicodedata import is_normalized, normalize

from tuphe.core.value import Plain
from tuphe.paper.box_signs import EMPTY, TICKED, as_signs, of_font, sign_of
from tuphe.paper.filling.controls import box_of_control, box_of_field, names_of, settle, waiting_results
from tuphe.paper.looks import SPACE, child_of, is_marked, look_of_mark, mark, new_run, plain_look, writable
from tuphe.paper.package import W14, Element, W, tags
from tuphe.paper.styles import is_on, value

_CONTROL: Final = f"{W}sdt"

HELD: Final = "…"
"""Stands for each letter of a placeholder of a content control: a dot that waits for text."""

_OTHER: Final = "\ufffc"
"""Stands for a picture, a field's mark or anything else that is no letter: never blank."""

_NOT_OURS: Final = tags("p del moveFrom pPr rPr sdtPr sdtEndPr")
_DRAWN: Final = tags("drawing pict object fldSimple footnoteReference")
_PROMPT: Final = r"(?i)(?:bấm|nhấp|nhấn|kích|click|tap)\b.*(?:nhập|chọn|điền|enter|text)"
_CHOOSE: Final = r"(?i)\W*(?:(?:lựa )?chọn|choose|select)\b"
"""The text of a list or a day from which nothing was chosen yet."""
_PROMPT_RUNS: Final = 24
"""The most runs of such a text."""
_FEWEST_RULED: Final = 3


class _Piece(Plain, frozen=True):
    """What one element of a run shows; `ends` say where each letter ends in its text, if marks are separate there."""

    shown: str
    element: Element
    ends: tuple[int, ...] = ()

    def own(self, start: int, stop: int) -> tuple[int, int]:
        """Return the place of the shown letters `start` to `stop` in the element's text."""
        if not self.ends:
            return start, stop
        return self.ends[start - 1] if start else 0, self.ends[stop - 1] if stop else 0


class Letters:
    """The letters of one paragraph; after a change of the paragraph, make a new one."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph
        controls = chain(paragraph.iter(_CONTROL), paragraph.iterancestors(_CONTROL))
        self._controlled = next(controls, None) is not None
        waiting, empty = waiting_results(paragraph)
        self._pieces = tuple(_pieces(paragraph, empty))
        self._held = waiting | empty | {piece.element for piece in self._pieces if _is_ruled(piece)}

    @property
    def waiting(self) -> str:
        """The text, with dots of the same length for each placeholder."""
        if not self._controlled and not self._held:
            return "".join(piece.shown for piece in self._pieces)
        return "".join(
            HELD * len(piece.shown)
            if piece.element in self._held or _holds_place(_run_of(piece.element))
            else piece.shown
            for piece in self._pieces
        )

    def _placed(self) -> Iterator[tuple[int, _Piece]]:
        """Yield the pieces, each with where it begins."""
        start = 0
        for piece in self._pieces:
            yield start, piece
            start += len(piece.shown)

    def _within(self, start: int, stop: int) -> Iterator[tuple[Element, int, int]]:
        """Yield the elements that letters `start` to `stop` are in, with where those begin and end in its text."""
        for begin, piece in self._placed():
            first, last = max(start - begin, 0), min(stop - begin, len(piece.shown))
            if first < last:
                yield piece.element, *piece.own(first, last)

    @property
    def controls(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The content controls in and around the paragraph: which letters are theirs, their tag and title."""
        found: dict[Element, tuple[int, int]] = {}
        for start, piece in self._placed() if self._controlled else ():
            for control in piece.element.iterancestors(_CONTROL):
                found[control] = found.get(control, (start, 0))[0], start + len(piece.shown)
        for control, (start, stop) in found.items():
            if control.find(f"{W}sdtPr/{W14}checkbox") is None:
                yield start, stop, names_of(control)

    def span_of(self, element: Element) -> tuple[int, int]:
        """Return the place of the letters within an element that is in the paragraph, or around it."""
        order = {one: at for at, one in enumerate(self.paragraph.iter())}
        within = {*element.iter()}
        before = sum(len(piece.shown) for piece in self._pieces if order[piece.element] < order.get(element, 0))
        return before, before + sum(len(piece.shown) for piece in self._pieces if piece.element in within)

    def put(self, start: int, stop: int, text: str, look: Element | None = None) -> None:
        """Put `text` in the place of letters `start` to `stop`, in the look of the first of them.

        Where no letter is replaced, it looks like the letter before, without what sets a label off; in an empty
        paragraph it has the look of the paragraph's mark, else `look`.
        """
        if start == stop:
            self._add(start, writable(text), look)
            return
        rest = writable(text)
        for element, left, right in self._within(start, stop):
            if rest:
                settle(element, rest, look)
            whole = element.text or ""
            _rewrite(element, whole[:left] + rest + whole[right:])
            rest = ""

    def _add(self, at: int, text: str, look: Element | None) -> None:
        """Insert a text behind the letter before `at`, in its look; in an empty paragraph, in the look of its mark."""
        if not at:
            own = look_of_mark(self.paragraph)
            settle(self.paragraph, text, look)
            self.paragraph.append(new_run(text, look if own is None else own))
            return
        element, _, end = next(self._within(at - 1, at))
        whole = element.text or ""
        if element.tag == f"{W}t" and end < len(whole):
            _rewrite(element, whole[:end] + text + whole[end:])
            return
        run = _run_of(element)
        own = run.find(f"{W}rPr")
        following = list(element.itersiblings())
        if following and element.getparent() is run:
            rest = new_run("", own)
            rest.extend(following)
            run.addnext(rest)
        run.addnext(new_run(text, plain_look(own)))

    @property
    def first_element(self) -> Element:
        """The element of the first letter; of an empty paragraph, itself."""
        return self._pieces[0].element if self._pieces else self.paragraph

    @property
    def begins_bold(self) -> bool:
        """Whether its first run is set in bold."""
        return is_on(value(self.look, "b"))

    @property
    def look(self) -> Element | None:
        """The look of the first visible letter; None without such a letter, or where its look is not given."""
        first = next((piece for piece in self._pieces if piece.shown.strip()), None)
        return None if first is None else _run_of(first.element).find(f"{W}rPr")

    def is_marked(self, at: int, name: str) -> bool:
        """Whether letter `at` is set off by bold and a line below it ("u"), or struck out ("strike")."""
        return is_marked(_run_of(next(self._within(at, at + 1))[0]), name)

    def mark(self, start: int, stop: int, name: str, *, on: bool) -> None:
        """Set letters `start` to `stop` off from the others of their line, or undo that."""
        for element, left, right in self._within(start, stop):
            if element.tag == f"{W}t":
                mark(_cut_out(element, left, right), name, on=on)

    def tick(self, at: int, *, ticked: bool) -> None:
        """Tick or empty the box at letter `at`, whatever kind it is."""
        element, left, right = next(self._within(at, at + 1))
        settle(element)
        control = _control_around(element)
        if control is not None and (box := control.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            _tick_control(box, element, ticked=ticked)
        elif element.tag == f"{W}checkBox":
            _tick_field(element, ticked=ticked)
        elif element.tag == f"{W}sym":
            element.set(f"{W}char", f"F0{sign_of(element.get(f'{W}font', ''), ticked=ticked):02X}")
        else:
            whole = element.text or ""
            code = sign_of(_font(_run_of(element)), ticked=ticked)
            sign = (0xF000 if whole[left] >= "\uf000" else 0) + code if code else ord(TICKED if ticked else EMPTY)
            _rewrite(element, whole[:left] + chr(sign) + whole[right:])


def _pieces(element: Element, empty: frozenset[Element]) -> Iterator[_Piece]:
    """Yield the pieces of a paragraph in order: letters, breaks, boxes, and a sign for whatever else is drawn."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            if child.text:
                yield _of_text(child, child.text)
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield _Piece("\t", child)
        elif tag in (f"{W}br", f"{W}cr"):
            yield _Piece("\n" if child.get(f"{W}type") is None else _OTHER, child)
        elif tag == f"{W}sym":
            yield _Piece((of_font(child.get(f"{W}font", ""), _code(child.get(f"{W}char", ""))) or _OTHER)[:1], child)
        elif tag == f"{W}checkBox":
            yield _Piece(box_of_field(child), child)
        elif child in empty or tag in _DRAWN or tag.endswith("}AlternateContent"):
            yield _Piece(HELD if child in empty else _OTHER, child)
        elif tag not in _NOT_OURS:
            yield from _pieces(child, empty)


def _code(written: str) -> int:
    """Return the code of a letter in a file; 0 for what is no valid code."""
    return int(written, 16) if re.fullmatch("(?!0{0,2}[01]|[Dd][89A-Fa-f])[0-9A-Fa-f]{2,4}", written) else 0


def _of_text(element: Element, whole: str) -> _Piece:
    """Return what a text shows: a letter for each letter with its marks, each box as a sign."""
    control = _control_around(element) if len(whole) <= 2 else None  # a box is one sign
    if control is not None and (box := box_of_control(control)):
        return _Piece(re.sub(r"\S", box, whole), element)
    if (font := _font(_run_of(element))) and of_font(font, 0) is not None:
        signs = (one if one.isspace() else (of_font(font, ord(one)) or _OTHER)[:1] for one in whole)
        return _Piece("".join(signs), element)
    if is_normalized("NFC", whole):
        return _Piece(as_signs(whole), element)
    letters = [found[0] for found in re.finditer(r".[\u0300-\u036f]*", whole, re.DOTALL)]
    shown = "".join(normalize("NFC", letter)[:1] for letter in letters)
    return _Piece(as_signs(shown), element, tuple(accumulate(map(len, letters))))


def _font(run: Element) -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")


def _run_of(element: Element) -> Element:
    run = element
    while run.tag != f"{W}r" and (above := run.getparent()) is not None:
        run = above
    return run


def _is_ruled(piece: _Piece) -> bool:
    """Whether blanks are underlined, so that one writes on the line: a tab, or spaces in a row."""
    if piece.shown != "\t" and not (len(piece.shown) >= _FEWEST_RULED and piece.shown.isspace()):
        return False
    return value(_run_of(piece.element).find(f"{W}rPr"), "u") not in (None, "none")


def _control_around(element: Element) -> Element | None:
    """Return the content control around an element within its paragraph."""
    nearest = next(element.iterancestors(_CONTROL, f"{W}p"), None)
    return None if nearest is None or nearest.tag != _CONTROL else nearest


def _holds_place(run: Element) -> bool:
    """Whether a run is the placeholder of a content control into which nothing was written."""
    control = next(run.iterancestors(f"{W}sdt"), None)
    if control is None or control.find(f"{W}sdtPr/{W14}checkbox") is not None:
        return False
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return True
    shown = "".join(text.text or "" for text in islice(control.iter(f"{W}t"), _PROMPT_RUNS))
    chosen = any(control.find(f"{W}sdtPr/{W}{kind}") is not None for kind in ("date", "dropDownList", "comboBox"))
    return bool(re.match(_PROMPT, shown) or (chosen and re.match(_CHOOSE, shown)))


def _cut_out(element: Element, left: int, right: int) -> Element:
    """Return letters `left` to `right` of a text as a run of their own; what is before them stays where it is."""
    run, whole = _run_of(element), element.text or ""
    look = run.find(f"{W}rPr")
    own, rest = new_run(whole[left:right], look), new_run(whole[right:], look)
    rest.extend(element.itersiblings())
    if len(rest) > (look is not None):
        run.addnext(rest)
    run.addnext(own)
    _rewrite(element, whole[:left])
    return own


def _rewrite(element: Element, text: str) -> None:
    """Set the text of an element of a run; remove it if empty, with its run where nothing else is in it."""
    run = element.getparent()
    if text and element.tag == f"{W}t":
        element.text = text
        element.set(SPACE, "preserve")
    elif element.tag == f"{W}fldChar":  # the mark stays, with its text behind it
        if text and run is not None:
            run.addnext(new_run(text, run.find(f"{W}rPr")))
    elif text and run is not None:
        run.replace(element, new_run(text, None)[0])
    elif run is not None:
        run.remove(element)
        above = run.getparent()
        if above is not None and all(child.tag == f"{W}rPr" for child in run):
            above.remove(run)


def _tick_control(box: Element, text: Element, *, ticked: bool) -> None:
    child_of(box, f"{W14}checked").set(f"{W14}val", "1" if ticked else "0")
    shape = box.find(f"{W14}checkedState" if ticked else f"{W14}uncheckedState")
    code = 0 if shape is None else _code(shape.get(f"{W14}val", ""))
    text.text = chr(code) if code else (TICKED if ticked else EMPTY)


def _tick_field(field: Element, *, ticked: bool) -> None:
    if (state := field.find(f"{W}checked")) is None:
        state = field.makeelement(f"{W}checked")
        field.append(state)  # behind the size and the default
    state.set(f"{W}val", "1" if ticked else "0")
