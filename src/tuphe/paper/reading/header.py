"""The head of a paper: what kind it is, who wrote it and where, of which year it is, and in which official form."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from tuphe.core.due_dates_in_papers import OPEN
from tuphe.core.form import Purpose
from tuphe.core.legal_basis import in_force
from tuphe.core.paper_words import Knowledge, PaperWords
from tuphe.core.review import EARLIEST_YEAR
from tuphe.core.text import begins_with, contains, first_words, fold, in_order, words_in
from tuphe.core.value import Plain
from tuphe.paper.heading_choice import RATED
from tuphe.paper.heading_recognition import top_of
from tuphe.paper.labels_in_lines import LONGEST, LabelAt, Labels
from tuphe.paper.paragraphs import Paragraph, tables_of
from tuphe.paper.reading.told_posts import by_kind, told_posts

_FILLER: Final = " \t\n.;,:…_·-–*|"
_DAY_LINE: Final = re.compile(
    r"(?P<place>[^\n\t,;:]{2,40})?,?\s{0,20}\bngày\b[\s.…\d]*\btháng\b[\s.…]*(?P<month>\d{1,2})?[\s.…]*\bnăm\b[\s.…]*(?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\bnăm(?:\s+học)?\s*:?\s*(?P<year>\d{4})(?:\s*[-–]\s*(?P<later>\d{4}))?", re.IGNORECASE)
_CODE: Final = re.compile(r"\bmẫu\s*(?:số\s*)?:?\s*0?(?P<letter>2[ABC])\b", re.IGNORECASE)
_NATION: Final = tuple(map(first_words, ("đảng cộng sản việt nam", "cộng hoà xã hội chủ nghĩa việt nam")))
_NEXT_FIELD: Final = r"\.\s+(?=[^\W\d_][^.:;\t\n]{2,40}:)"
"""A full stop before another label, whatever it is called: “… nghỉ hưu. Hiện sinh hoạt tại: …”."""
_DAY_OF_BIRTH: Final = re.compile(
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s+năm\s+\d{4}|\d{4}(?=\s*,))(?!\d)",
    re.IGNORECASE,
)
_WRITER: Final = {"ho_ten", "ngay_sinh"}
"""Fields that may also be below the title: some papers have the name only in the signature."""
_POSTS: Final = ("chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the")
_ANY_POST: Final = tuple(map(first_words, ("Chức vụ", "Chức vụ hiện nay", "Chức vụ, chức danh", "Chức danh, chức vụ")))
"""Labels that posts of every kind follow: “Chức vụ: Phó Bí thư Chi bộ, Hiệu trưởng”."""
_TWO_POSTS: Final = ("chuc_vu_chinh_quyen", "chuc_vu_doan_the")
"""Behind a label for both, two posts may as well be two of the first kind."""
_CELL: Final = ("Chi bộ",)
_BEFORE_CELL: Final = r"\s[-–]\s(?=(?:CHI BỘ|Chi bộ)\b)"
"""Separates committee and cell on one line."""
_DAY_WORDS: Final = 16
"""Words of a line that says place and day."""
_TITLE_LINES: Final = 25
"""Lines at the top that may have the title, below the columns with committee and country."""
_TITLE_WORDS: Final = 30
_SECTIONS: Final = 3
"""The fewest known sections that make a paper without a title a review."""


def _value_behind(text: str, label: LabelAt) -> str:
    """Return what is written behind a label, up to the next one, without the dots around it."""
    column = re.split(rf"\t|\s{{3,}}|[.…_]{{4,}}|{_NEXT_FIELD}", text[label.room : label.until].strip(_FILLER))[0]
    return " ".join(column.strip(_FILLER).split())


def _name_of(value: str) -> str:
    """Return the name alone where a sentence goes on: “Tôi là Lê Thị B, sinh năm 1990, …”; empty for no name."""
    name = re.split(r"\s*[,;(]|\s(?:là|hiện|sinh|đang)\s", value)[0]
    return "" if name[:1].islower() and name != value else name


def header_fields(head: Sequence[Paragraph], words: PaperWords) -> dict[str, str]:
    """Return the fields of the head by the profile's keys: labelled ones first, then the two columns at the top."""
    found: dict[str, str] = {}
    labels = Labels(words)
    for place, paragraph in enumerate(head):
        for key, value in _labelled(head, place, paragraph, labels, words):
            if value and value != OPEN and not begins_with(value, words.placeholders):
                found.setdefault(key, value)
    for key, value in (*_letterhead(head, words, labels), *told_posts(head, words).items()):
        found.setdefault(key, value)
    return found


def of_other_matters(head: Sequence[Paragraph], words: PaperWords) -> Iterator[str]:
    """Yield what the head says of matters that the profile has no field for: “Giới tính: Nữ”."""
    labels = Labels(words)
    for text in (paragraph.text[:LONGEST] for paragraph in head):
        for label in labels.in_line(text):
            if label.colon and not label.keys and (value := _value_behind(text, label)):
                yield f"{text[label.start : label.end]}: {value}"


def _labelled(
    head: Sequence[Paragraph], place: int, paragraph: Paragraph, known: Labels, words: PaperWords
) -> Iterator[tuple[str, str]]:
    """Yield the values behind the labels of a paragraph, by the keys of the profile; some are in the next cell."""
    text = paragraph.text[:LONGEST]
    labels = [one for one in known.in_line(text) if one.colon or not text.isupper()]
    for label in labels:
        value = _value_behind(text, label)
        if label.keys == ("ngay_sinh",) and (day := _DAY_OF_BIRTH.match(value)):
            value = day[0]
        if label.keys == ("ho_ten",):
            value = _name_of(value)
        if not value and label == labels[-1]:
            value = _next_cell(head, place, known)
        if label.keys == ("chi_bo",) and not label.colon:
            value = _with_number(text[label.start : label.end], value)
        keys = _POSTS if first_words(text[label.start : label.end]) in _ANY_POST else label.keys
        posts = by_kind(value, words.told_posts) if len(keys) > 1 and {*keys} <= {*_POSTS} else {}
        yield from posts.items() if {*posts} <= {*keys} and posts else _of_each(label.keys, value)


def _of_each(keys: Sequence[str], value: str) -> Iterator[tuple[str, str]]:
    """Yield a value by what its label asks for: “Chức vụ, đơn vị công tác: Giáo viên, Trường A” answers both."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == len(keys) > 1 and tuple(keys) != _TWO_POSTS:
        yield from zip(keys, parts, strict=True)
    elif keys:
        yield keys[0], value


def _with_number(label: str, value: str) -> str:
    """Return the whole name of a cell that has only a number: “Chi bộ 3”, “Chi bộ số 2”."""
    return f"{label} {value}" if re.match(r"(?:số\s+)?\d", value, re.IGNORECASE) else value


def _next_cell(head: Sequence[Paragraph], place: int, labels: Labels) -> str:
    cell = head[place].cell
    if cell is None:
        return ""
    row = tables_of(head)[cell.table][cell.row]
    beside = row.get(min((column for column in row if column > cell.column), default=-1), [])
    value = " ".join(" ".join(one.text for one in beside).split()).strip(_FILLER)
    return "" if labels.in_line(value) else value


def _letterhead(head: Sequence[Paragraph], words: PaperWords, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield what the columns at the top say: ĐẢNG BỘ …, CHI BỘ …, the place of writing; of several the likeliest first.

    The lowest committee is the last.
    """
    parts = [part for paragraph in head for part in _headlines(paragraph, labels)]
    written = (_day_written(text, words) for text in parts)
    yield from (("dang_bo", name) for name in reversed(_names(parts, words.committees)))
    yield from (("chi_bo", _with_number(_CELL[0], name)) for name in _names(parts, _CELL))
    yield from (("noi_viet", day["place"].strip(_FILLER)) for day in written if day and day["place"])


def _day_written(text: str, words: PaperWords) -> re.Match[str] | None:
    """Return the place and day of writing in a line; None where the day is that of joining the Party."""
    found = _DAY_LINE.search(text)
    return None if found is None or contains(text[: found.start("year")], words.other_days) else found


def _names(parts: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the names of organisations: behind the word for their kind, or on the line below it."""
    found: list[str] = []
    for text, following in pairwise((*parts, "")):
        if name := _behind(text, kinds):
            found.append(name)
        elif following and first_words(text) in map(first_words, kinds) and not _behind(following, ("Đảng bộ", *_CELL)):
            found.append(following)
    return found


def _headlines(paragraph: Paragraph, labels: Labels) -> list[str]:
    """Return the lines of a paragraph that belong to the columns at the top, not to labelled fields or the country."""
    text = paragraph.text  # in capitals: “CHI BỘ KHỐI MẶT TRẬN - ĐOÀN THỂ” names no post
    found = [label for label in labels.in_line(text) if label.colon or not text.isupper()]
    keys = {key for label in found for key in label.keys or ("",)}
    if keys and (":" in text or keys - {"chi_bo", "dang_bo"}):
        return []
    parts = [part.strip(_FILLER) for part in re.split(rf"[\t\n]+|\s{{3,}}|{_BEFORE_CELL}", text)]
    return [part for part in parts if part and first_words(part) not in _NATION]


def _behind(text: str, names: Iterable[str]) -> str:
    count = next((len(first_words(name)) for name in names if begins_with(text, (name,))), 0)
    behind = words_in(text)[count : count + 1] if count else ()
    return text[behind[0][1] :].strip(_FILLER) if behind else ""


class YearRead(Plain, frozen=True, kw_only=True):
    """The year of a paper, 0 where nothing says it; `sure` where the title itself does."""

    year: int = 0
    sure: bool = True


def year_of(head: Sequence[Paragraph], others: Sequence[Paragraph], file_name: str, words: PaperWords) -> YearRead:
    """Return the year of a paper: of its title, else of the day it was written, else of the file's name.

    One written in January or February is of the year before.
    """
    labels = Labels(words)
    lines = [one.text for one in head if not labels.in_line(one.text) and not _DAY_LINE.search(one.text)]
    titles = [text for text in lines if not contains(text, words.other_days)]
    named = [text for text in titles if fold("kiểm điểm") in fold(text) or fold(text).startswith(fold("năm"))]
    for text in (*named, *titles):
        if found := _YEAR.search(text):
            return YearRead(year=_likely(int(found["later"] or found["year"])), sure=not found["later"])
    for paragraph in (*head, *others):
        found = None if labels.in_line(paragraph.text) else _day_written(paragraph.text, words)
        if found and len(paragraph.text.split()) <= _DAY_WORDS:
            early = bool(found["month"]) and int(found["month"]) <= 2
            return YearRead(year=_likely(int(found["year"]) - early), sure=False)
    years = [year for year in map(int, re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file_name)) if _likely(year)]
    return YearRead(year=years[-1] if years else 0, sure=False)


def _likely(year: int) -> int:
    return year if EARLIEST_YEAR <= year <= 2100 else 0


def form_of(head: Sequence[Paragraph], sections: Iterable[str], year: int, knowledge: Knowledge) -> str:
    """Return the id of the official form that a paper was written in, empty where it cannot be named.

    The line under the title says whom it is for, or the code at the top has its letter: that of a form that was there
    in that year. Of two such forms, the one whose self-rating the paper has (B of 2025, VII of 2023), else the one in
    force. A paper with the title of a form and without either is known by the sections that only one form has.
    """
    found = set(sections)
    there = [
        form for form in knowledge.forms if form.purpose is Purpose.REVIEW and year and form.since <= date(year, 12, 31)
    ]
    held = {form.id for form in in_force(there, year)} if year else set()
    lines = {form.id: _likeness(head, form.title[-1]) for form in there}
    codes = {one["letter"].upper() for paragraph in head for one in _CODE.finditer(paragraph.text)}
    best = max(lines.values(), default=0)
    meant = [form for form in there if lines[form.id] == best > 0.9]
    meant = meant or [form for form in there if form.letter.lstrip("0") in codes]
    if meant:
        rated = {form.id: bool(found & {*RATED} & {section.number for section in form.sections}) for form in meant}
        ranks = {name: (alike, name in held) for name, alike in rated.items()}
        first = [name for name, rank in ranks.items() if rank == max(ranks.values())]
        return first[0] if len(first) == 1 else ""
    titled = [form for form in there if form.id in held and _likeness(head, form.title[0]) > 0.95]
    known = {form.id: {one.number.removeprefix("A.") for one in form.sections} for form in titled}
    fitting = [name for name, numbers in known.items() if {n for n in numbers if n[0] in "IV"} <= found]
    return fitting[0] if len(fitting) == 1 else ""


def _likeness(head: Sequence[Paragraph], line: str) -> float:
    wanted = first_words(line)
    return max((in_order(first_words(one.text), wanted) for one in head if one.text.strip()), default=0)


class Kind(Plain, frozen=True, kw_only=True):
    """What a paper is: a yearly review, another kind by its `name`, or neither, where nothing says what."""

    yearly: bool
    name: str = ""


def kind_of(paragraphs: Sequence[Paragraph], sections: Collection[str], knowledge: Knowledge) -> Kind:
    """Return what kind of paper this is; `sections` are the numbers of those that were found in it.

    The words of papers/kinds.toml are looked for in the title, those of the text in all of it: a plan after
    supervision that speaks of the yearly review does not become one.
    """
    title = " ".join(_title_lines(paragraphs, knowledge))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    for other in knowledge.kinds.others:
        if contains(title, other.title) or contains(text, other.text):
            return Kind(yearly=False, name=other.name)
    tops = {top_of(number) for number in sections} & {"I", "II", "III", "IV", "V", "VI"}
    titled = contains(title, knowledge.kinds.titles)
    return Kind(yearly=(titled and len(tops) > 1) or len(tops) >= _SECTIONS)


def _title_lines(paragraphs: Sequence[Paragraph], knowledge: Knowledge) -> list[str]:
    labels = Labels(knowledge.words)
    said = [one.text.strip() for one in paragraphs if one.text.strip()][:_TITLE_LINES]
    writer = (row for row, text in enumerate(said) if any(_WRITER & {*one.keys} for one in labels.in_line(text)))
    first = next(writer, len(said))
    return [text for text in said[: max(first, 2)] if len(text.split()) <= _TITLE_WORDS]
