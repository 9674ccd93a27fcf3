"""A unit's own file understood: every place in it that waits, and whose turn it is there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from msgspec import structs

from tuphe import texts
from tuphe.core.form import Form, Purpose
from tuphe.core.paper_words import Knowledge
from tuphe.core.self_rating import Level
from tuphe.core.text import first_words
from tuphe.errors import BadFile
from tuphe.paper.bare_words import bare, words
from tuphe.paper.dot_patterns import BLANK, WAITS, blank_at_end, marked
from tuphe.paper.filling.annex import task_table
from tuphe.paper.filling.boxes_to_tick import Choice, Option, choices, options
from tuphe.paper.filling.fields import dates, header_fields
from tuphe.paper.filling.lines_and_cells import LONGEST, Line, Sheet
from tuphe.paper.filling.points import points, said_points
from tuphe.paper.filling.section_rooms import Room, Rooms
from tuphe.paper.heading_recognition import Known, known_headings, top_of, words_of
from tuphe.paper.headings import Heading, headings
from tuphe.paper.other_writers import ASKS_OTHERS, OTHERS_TURN, OWN_TURN
from tuphe.paper.package import Element, Package
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.word import paragraphs_in

_NO_TEMPLATE: Final = (
    "không thấy chỗ nào của một bản kiểm điểm để điền: không có phần, không có dòng họ tên hay ô xếp loại. "
    "Kiểm tra lại tên tệp, hoặc mở bằng Word xem có đúng mẫu không."
)

_HEAD: Final = 300
"""Lines above the first section: no head has more."""

_ANNEX: Final = rf"\s*{words('phụ lục')}"
_HEAD_OF_ANNEX: Final = 12
"""Lines above the table of tasks that may repeat fields of the head."""

_LEVELS: Final = {
    **{label: level for level, label in texts.LEVELS.items()},
    **texts.SHORTENED_LEVELS,
    "Hoàn thành xuất sắc": Level.EXCELLENT,
    "Hoàn thành tốt": Level.GOOD,
    "Không hoàn thành": Level.NOT_COMPLETED,
}
_RATINGS: Final = {label: str(rating) for rating, label in texts.RATINGS.items()}
ANNEX: Final = "PL"
"""The number of the annex among the sections of the forms."""

_LEVEL: Final = (
    rf"(?:{words('xếp loại')}|{words('tự nhận mức')}|{words('mức tự nhận')})"
    rf"(?:[^:….(_{WAITS}]|\([^()]*+\))*+(?::\s*+|(?<=[\s)])(?={WAITS}))"
)
_EARLIER: Final = re.compile(
    rf"{words('xếp loại')}[^.;:]{{0,40}}"
    rf"(?:{'|'.join(map(words, ('năm trước', 'kỳ trước', 'liền kề', 'liền trước')))})"
)
"""A rating of an earlier year, that some files ask for beside this year's."""
_RATING: Final = re.compile(rf"{words(texts.LEVELS[Level.GOOD])}|{words('tiêu chí chung')}|/\s*30(?!\d)")
"""The latest beginning of the rating: nothing below it is a field of the head."""

_NUMBER: Final = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\.?")
_ORNAMENT: Final = re.compile(r"[\s\u2010-\u2015-]+")
"""A line of strokes alone is an ornament, as below the name of the unit."""
_WAITS: Final = re.compile(rf"(?:(?<=[\s:(])|^){WAITS}")


class Template:
    """What was understood of a Word file to fill in the person's `form`: headings, fields, rooms, points, levels."""

    def __init__(self, package: Package, knowledge: Knowledge, form: Form | None = None) -> None:
        self.package = package
        known = knowledge.words
        self.sheet = Sheet(package.main())
        self.margins = {name: Sheet(root) for name, root in package.margins().items()}
        """Page headers and footers, by the names of their parts."""
        paragraphs = paragraphs_in(package, self.sheet.root)
        words = _known(knowledge, form)
        found = headings([_as_heading(one, self.sheet) for one in paragraphs], words)
        numbered = {position: heading for position, heading in found.items() if heading.known}
        self.headings = numbered if form is None else _in_form(numbered, form, words)
        self.is_of_another_form = self.headings != numbered
        signed = tuple(map(bare, known.signed_by))
        lines = self.sheet.lines
        last = max((position for position, one in self.headings.items() if one.section != ANNEX), default=-1)
        ends = (line.position for line in lines[last + 1 :] if line.bare.lstrip().startswith(signed))
        end = next(ends, len(lines))
        # A title may look like the heading of A, “Nội dung tự kiểm điểm”: the head ends where I begins.
        head = min((position for position, one in self.headings.items() if one.section not in ("A", "B")), default=end)
        mine = lines[: max(end, head)]
        rated = next((line.position for line in lines if _RATING.search(line.bare)), end)
        top = lines[: min(head, rated, _HEAD)]
        self.tasks = task_table(self.sheet, known)
        top += self._above_tasks(end)
        self._own_fields = (*header_fields(self.sheet, top, known), *dates(lines[max(last + 1, len(top)) : end], known))
        in_margins = (header_fields(one, one.lines[:_HEAD], known) for one in self.margins.values())
        self.fields = (*self._own_fields, *chain.from_iterable(in_margins))
        self.points = tuple(points(self.sheet, mine))
        self.said_points = said_points(mine)
        self.rooms = tuple(Rooms(self.sheet, paragraphs, self.headings, known).all())
        self.levels: tuple[tuple[Choice, ...], ...] = tuple(choices(self.sheet, mine, _LEVELS))
        self.mine = mine
        degrees = tuple(map(bare, known.degrees))
        self._degrees = [line.position for line in mine if any(one in line.bare for one in degrees)]

    def _above_tasks(self, end: int) -> tuple[Line, ...]:
        """Return the lines of an annex with a page of its own, behind `end`: they may have fields of the head again."""
        if self.tasks is None:
            return ()
        table = next((line.position for line in self.sheet.lines if line.row is self.tasks.head), 0)
        near = self.sheet.lines[max(end, table - _HEAD_OF_ANNEX) : table]
        titles = [at for at, line in enumerate(near, 1) if re.match(_ANNEX, line.bare)]
        return near[titles[-1] :] if titles else ()

    def sheet_of(self, line: Line) -> Sheet:
        """Return the sheet that a line is on: the main part, a page header or footer."""
        margins = (one for one in self.margins.values() if one.lines[line.position : line.position + 1] == (line,))
        return next(margins, self.sheet)

    def degrees(self) -> dict[str, tuple[Choice, ...]]:
        """Return the boxes below a section in which the person rates it, by the section's number."""
        found: dict[str, tuple[Choice, ...]] = {}
        for position in self._degrees:
            above = [at for at in self.headings if at <= position]
            rated = list(choices(self.sheet, self.mine[position : position + 5], _RATINGS))
            if above and rated:
                found.setdefault(self.headings[max(above)].section, rated[0])
        return found

    @cached_property
    def is_fresh(self) -> bool:
        """Whether the file is still mostly blank: words below its headings are then printed ones."""
        waiting = sum(room.waits for room in self.rooms)
        return 2 * waiting > sum(room.waits or room.taken for room in self.rooms)

    @property
    def is_none(self) -> bool:
        """Whether nothing of a review was found in it, so that it is some other file."""
        return not (self._own_fields or self.own_rooms or self.points or self.levels)

    @cached_property
    def own_rooms(self) -> tuple[Room, ...]:
        """The rooms of sections that somebody writes: not of headings over others, of the rating, of the annex."""
        numbers = [room.section for room in self.rooms]
        return tuple(
            room
            for room in self.rooms
            if top_of(room.section) not in ("A", "B", "VII", ANNEX)
            and (room.waits or not any(other.startswith(f"{room.section}.") for other in numbers))
        )

    def own_levels(self) -> tuple[tuple[Choice, ...], ...]:
        """Return the boxes of the levels that the person ticks: not those under what others say."""
        return tuple(boxes for boxes in self.levels if not self._is_others_turn(boxes[0].line))

    def _is_others_turn(self, line: Line) -> bool:
        """Whether a line, or the one above, says that others rate there, or that an earlier year is meant."""
        above = next((one.bare for one in reversed(self.mine[: line.position]) if one.text.strip()), "")
        if _EARLIER.search(line.bare) or _EARLIER.search(above):
            return True
        own, others = (re.search(turn, line.bare) for turn in (OWN_TURN, OTHERS_TURN))
        said = line.bare if own or others else above
        return bool(re.search(OTHERS_TURN, said)) and not (re.search(OWN_TURN, said) or re.search(ASKS_OTHERS, said))

    def level_in_words(self) -> tuple[Line, int, int] | None:
        """Return where the level is written in words: dots behind “xếp loại …:”, or on the line below."""
        for at, line in enumerate(self.mine):
            named = re.search(_LEVEL, line.marked)
            if named is None or self._is_others_turn(line):
                continue
            if dots := re.compile(BLANK).match(line.marked, named.end()):
                return line, *dots.span()
            below = [one for one in self.mine[at + 1 : at + 3] if not one.text.lstrip().startswith("(")]
            if below and below[0].is_dotted and named.end() == len(line.marked.rstrip()):
                return below[0], 0, len(below[0].text)
        return None

    def levels_without_boxes(self) -> tuple[Option, ...]:
        """Return the levels to choose from where the file has neither boxes for them nor a place for words."""
        if self.own_levels() or self.level_in_words():
            return ()
        found = options(self.mine, _LEVELS)
        return () if found and self._is_others_turn(found[0].line) else found

    def left(self) -> Iterator[str]:
        """Name the places of the blank file that are for the pen, and that we do not fill."""
        places = (one.line for one in (*self.fields, *self.points))
        in_words = () if (found := self.level_in_words()) is None else (found[0],)
        return self.left_after((*places, *self.lines_of_rooms(), *in_words))

    def lines_of_rooms(self, sections: Collection[str] | None = None) -> Iterator[Line]:
        """Yield the lines on which `sections` wait, or all that somebody writes."""
        rooms = (room for room in self.own_rooms if sections is None or room.section in sections)
        return (line for room in rooms for line in (*room.lines, *((room.head,) if room.dots else ())))

    def left_after(self, ours: Iterable[Line]) -> Iterator[str]:
        """Name the places left for the pen in the filled file, but for the lines `ours`, by the words before them."""
        named: set[str] = set()
        elements = frozenset(line.element for line in ours)
        for sheet in (self.sheet, *self.margins.values()):
            waiting = dict.fromkeys(_named_blanks(Sheet(sheet.root), elements))
            yield from (name for name in waiting if name not in named)
            named |= waiting.keys()


def _named_blanks(sheet: Sheet, ours: frozenset[Element]) -> Iterator[str]:
    """Yield the words before each place that waits, but not on lines that are `ours`."""
    last = ""
    for line in sheet.lines:
        if line.text.strip() and not line.is_dotted:
            last = line.text
        if _WAITS.search(line.marked) is None or line.element in ours or _ORNAMENT.fullmatch(line.text):
            continue
        if name := as_named(last):
            yield name


def as_named(text: str) -> str:
    """Return the words of a line that waits, with “…” for each of its places."""
    return " ".join(re.sub(BLANK, "…", marked(text)).split())


def understood(data: bytes, knowledge: Knowledge, form: Form | None, *, path: object = "-") -> Template:
    """Return what is understood of a Word file; `path` is only named in errors. Raises BadFile."""
    template = Template(Package(data, path), knowledge, form)
    if template.is_none:
        raise BadFile(str(path), _NO_TEMPLATE)
    return template


def _as_heading(paragraph: Paragraph, sheet: Sheet) -> Paragraph:
    """Return a paragraph as a heading would be: without the dots behind it, with the number in the cell before it."""
    line = sheet.lines[paragraph.position]
    dots = blank_at_end(paragraph.text) if len(paragraph.text) <= LONGEST else None
    text, bold = paragraph.text, paragraph.bold
    if dots and dots.start():
        text, bold = text[: dots.start()].rstrip(), bold or line.letters.begins_bold
    return structs.replace(paragraph, text=text, bold=bold, number=paragraph.number or _number_before(line, sheet))


def _number_before(line: Line, sheet: Sheet) -> str:
    """Return the number that is alone in the cell before; empty for none."""
    left, _ = sheet.around(line)
    said = sheet.said_in(left[-1]).upper() if left else ""
    return f"{said.rstrip('.')}." if _NUMBER.fullmatch(said) else ""


def _in_form(found: Mapping[int, Heading], form: Form, known: Sequence[Known]) -> dict[int, Heading]:
    """Return the headings with the numbers of their sections in the person's `form`: another form may count otherwise.

    A section that only has the number of another one there is called by its own words: nothing of `form` goes there.
    """
    numbers = {one.words: one.numbers for one in known}
    own = {numbers.get(words_of(section)): section.number.removeprefix("A.") for section in form.sections}
    return {
        position: structs.replace(one, section=own.get(one.numbers) or one.words)
        if one.numbers in own or (one.numbers and one.section in own.values())
        else one
        for position, one in found.items()
    }


def _known(knowledge: Knowledge, form: Form | None) -> tuple[Known, ...]:
    """Return the headings to look for: those of reviews, or of the person's form where it is a pledge."""
    if form is None or form.purpose is Purpose.REVIEW:
        return known_headings(knowledge)
    return tuple(Known(numbers=(section.number,), words=first_words(section.heading)) for section in form.sections)
