"""The places of a unit's own file that wait for a few words: fields of the head, year, place of writing, points."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest
from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import slug
from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare, words
from tuphe.paper.dot_patterns import BLANK, WAITS, marked, says_nothing_yet
from tuphe.paper.filling.controls import DropDown, drop_downs
from tuphe.paper.filling.lines_and_cells import Line, Sheet
from tuphe.paper.labels_in_lines import BIRTH, LabelAt, Labels

_MOST_FIELDS: Final = 20
"""Fields of one line; a page has none with more."""

_UNITS: Final = (("chi_bo",), ("dang_bo",))

_DOTTED: Final = re.compile(BLANK)
_BORN: Final = re.compile(
    rf"(?:{words('ngày')}\s*+)?(?P<ngay>{BLANK})\s*+{words('tháng')}\s*+(?P<thang>{BLANK})"
    rf"\s*+{words('năm')}\s*+(?P<nam>(?:19|20)?{BLANK})"
)
"""A day of birth in three places: “Sinh ngày … tháng … năm …”."""
_YEAR: Final = re.compile(
    rf"(?<!\w){words('năm')}(?:\s+{words('kiểm điểm')}|\s+{words('đánh giá')})?\s*+:?\s*+"
    rf"(?P<blank>(?:20\d?\s?)?{BLANK}|20\d?\s?[.…_]+)"
)
_DAY_AND_MONTH: Final = rf"(?<!\w){words('ngày')}[\s,/{WAITS}]++{words('tháng')}"
_PLACE: Final = re.compile(rf"\s*+(?P<blank>{BLANK})\s*+[,;]?\s*+(?={_DAY_AND_MONTH})")


class Field(Plain, frozen=True):
    """Letters `start` to `stop` of a line, which wait for the value of `keys`; no letters behind a bare label.

    Several keys are answered in one place: “Đơn vị, chi bộ: ……”.
    """

    line: Line
    start: int
    stop: int
    keys: tuple[str, ...]
    label: str
    kind: str = ""
    """The kind of unit that is named before the place: “thôn” in “CHI BỘ THÔN ……”."""
    list: DropDown | None = None
    """The list from which its value is chosen."""


def header_fields(sheet: Sheet, lines: Sequence[Line], known: PaperWords) -> Iterator[Field]:
    """Yield the fields of the head; `lines` are those before the first section."""
    found: dict[tuple[int, int], Field] = {}
    labels = Labels(known)
    lists = {
        (field.line.position, field.keys): field for line in lines for field in _chosen(sheet, line, labels, known)
    }
    yield from lists.values()
    kinds = re.compile(rf"(?P<kind>{'|'.join(map(words, known.unit_kinds))})\s++(?P<blank>{BLANK})")
    for line in lines:
        there = chain(
            _labelled(sheet, line, labels),
            _of_kind(line, labels, kinds),
            _date_and_year(line, labels),
            _tagged(line, known),
        )
        for field in islice(there, _MOST_FIELDS):
            if (field.line.position, field.keys) not in lists:
                found.setdefault((field.line.position, field.start), field)
    yield from found.values()


def _labelled(sheet: Sheet, line: Line, labels: Labels) -> Iterator[Field]:
    found = labels.in_line(line.text)
    begins = bool(found) and not line.text[: found[0].start].strip(" \t-+*.)0123456789")
    for one, following in zip_longest(found, found[1:]):
        if not one.keys or (following and set(following.keys) & set(one.keys)):
            continue  # “Sinh hoạt tại: Chi bộ 3” says it already
        label = line.text[one.start : one.end]
        if one.keys == BIRTH and (born := _BORN.match(line.marked, one.room, one.until)):
            yield from (Field(line, *born.span(part), (f"ngay_sinh.{part}",), label) for part in born.groupdict())
        elif dots := _DOTTED.match(line.marked, one.room, one.until):
            yield Field(line, one.room, dots.end(), one.keys, label)
        elif one.room == one.until and begins and (field := _bare_label(sheet, line, one, labels)):
            yield field


def _chosen(sheet: Sheet, line: Line, labels: Labels, known: PaperWords) -> Iterator[Field]:
    """Yield the fields with a list, known by the label before it or in the cell to the left, else by its own name."""
    for one in islice(drop_downs(line.element), _MOST_FIELDS):
        start, stop = line.letters.span_of(one.element)
        label, keys = _label_before(sheet, line, start, labels)
        if not keys:
            label = one.names[-1] if one.names else ""
            keys = _keys_by_tag(one.names, known)[:1]
        if keys and (one.of_old_form is not None or says_nothing_yet(line.text[start:stop])):
            yield Field(line, start, stop, keys, label, list=one)


def _label_before(sheet: Sheet, line: Line, at: int, labels: Labels) -> tuple[str, tuple[str, ...]]:
    """Return the label before letter `at`, else that of the cell to the left, and what it asks for."""
    left = [one for cell in sheet.around(line)[0][-1:] for one in sheet.in_cell(cell)]
    there = line.text[:at] if line.text[:at].strip() or not left else left[-1].text
    if re.fullmatch(rf"(?:.*\W)?{words('năm')}\W*", bare(there)) and not re.search(_DAY_AND_MONTH, bare(marked(there))):
        return "Năm", ("nam",)
    last = next(reversed(labels.in_line(f"{there}:" if there.strip() else "")), None)
    if last is None or there[last.end :].strip(" \t:.…_\u00a0"):
        return "", ()
    return there[last.start : last.end], last.keys


def _of_kind(line: Line, labels: Labels, kinds: re.Pattern[str]) -> Iterator[Field]:
    """Yield the places behind a label and the kind of unit that the file names already: “CHI BỘ THÔN ……”."""
    for one in labels.in_line(line.text):
        if one.keys in _UNITS and (found := kinds.match(line.marked, one.room, one.until)):
            kind = line.text[slice(*found.span("kind"))]
            yield Field(line, *found.span("blank"), one.keys, line.text[one.start : one.end], kind)


def _bare_label(sheet: Sheet, line: Line, one: LabelAt, labels: Labels) -> Field | None:
    """Return the place behind a label without dots: the cell beside it, the room up to a tab, the end of the line."""
    label, behind = line.text[one.start : one.end], line.text[one.end : one.until]
    last = one.until == len(line.text)
    if line.row is not None and not one.start and last and (beside := sheet.beside(line)):
        return Field(*sheet.place_in(beside[0]), one.keys, label)
    if last and (below := _room_below(sheet, line)):
        return Field(below, 0, len(below.text), one.keys, label)
    if not (one.colon or "\t" in behind) or not (last or re.search(r"\t|\s{3}", behind)):
        return None  # “Chức vụ: Đảng: …” has no room between the two
    tab = behind.find("\t")
    if not (tab >= 0 and line.is_ruled) and _is_answered_beside(sheet, line, labels):
        return None
    if tab >= 0 and not last:  # the tab leads to the next label, which must not move
        return Field(line, one.end + tab, one.end + tab, one.keys, label)
    return Field(line, one.end + len(behind.rstrip()), one.until - (not last), one.keys, label)


def _room_below(sheet: Sheet, line: Line) -> Line | None:
    """Return the line below a label that waits for its value: a dotted one, or the cell in the next row."""
    if line.row is not None:
        cell = next(sheet.below(line), None)
        return sheet.in_cell(cell)[0] if cell is not None and sheet.waits(cell) else None
    following = sheet.lines[line.position + 1 : line.position + 2]
    return following[0] if following and following[0].is_dotted else None


def _is_answered_beside(sheet: Sheet, line: Line, labels: Labels) -> bool:
    """Whether the cell to the right says something that is no label: the answer to this one."""
    _, right = sheet.around(line)
    said = " ".join(one.text for one in sheet.in_cell(right[0])).strip() if right else ""
    # “Đảng viên” begins with the label of a post and is an answer; a label ends there, or is followed by its sign.
    labelled = (one for one in labels.in_line(said) if one.start == 0)
    return bool(said) and not any(said[one.end :].strip()[:1] in ("", *":*(.…_") for one in labelled)


def dates(lines: Iterable[Line], known: PaperWords) -> Iterator[Field]:
    """Yield the place and the year of lines that say where and when the paper was written."""
    labels = Labels(known)
    for line in lines:
        if re.search(_DAY_AND_MONTH, line.marked):
            yield from _date_and_year(line, labels)


def _date_and_year(line: Line, labels: Labels) -> Iterator[Field]:
    if place := _PLACE.match(line.marked):
        yield Field(line, *place.span("blank"), ("noi_viet",), "Nơi viết")
    for year in _YEAR.finditer(line.marked):
        if not _is_of_another_day(line, year.start(), labels):
            yield Field(line, *year.span("blank"), ("nam",), "Năm")


def _is_of_another_day(line: Line, at: int, labels: Labels) -> bool:
    """Whether a year belongs to a day that a label asks for: of birth, of joining the Party."""
    around = [one for one in labels.in_line(line.text) if one.start < at < one.until]
    return any(one.keys in ((), BIRTH) and re.search(_DAY_AND_MONTH, line.marked[one.start : at]) for one in around)


def _keys_by_tag(names: Iterable[str], known: PaperWords) -> tuple[str, ...]:
    """Return the keys that a content control asks for by its tag or title: most files have none of either."""
    tags = _tags(known)
    return tuple(tags[name] for name in map(_joined, names) if name in tags)


@lru_cache(maxsize=4)
def _tags(known: PaperWords) -> dict[str, str]:
    named = {_joined(name): key for names in (known.tags, known.fields) for key, ones in names.items() for name in ones}
    return {**named, "nam": "nam", "namkiemdiem": "nam"}


def _joined(name: str) -> str:
    return slug(name).replace("-", "")


def _tagged(line: Line, known: PaperWords) -> Iterator[Field]:
    for start, stop, names in line.letters.controls:
        keys = _keys_by_tag(names, known)[:1]
        if keys and says_nothing_yet(line.text[start:stop]):
            yield Field(line, start, stop, keys, names[-1])
