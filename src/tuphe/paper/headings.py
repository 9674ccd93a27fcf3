"""Which paragraphs of a paper, or of a blank template, are headings, and of which sections.

A paragraph is known for a heading by its words: those of the official forms, and the older, local and shortened ones
of papers/headings.toml, folded. The words may be cut or a little changed: what counts is which part of them stands in
the known heading, in order. A heading may go on with the person's text on its own line, behind a colon, a stop, a
dash or a new line.

A line that merely begins like a heading is not one. The more the words were changed, the more its look must say so:

- all words, or nearly, on a line of their own: a heading, unless it is a bullet without any emphasis;
- words much shortened: only with a number or with emphasis (bold, underlined, capitals, a heading style);
- with text behind on the same line: only all the words, and a number before or a colon behind;
- a part of I or II (I.1, II.2): only within I or II, where the paper has such a heading;
- numbered otherwise than the paper's other headings of its level: not, unless its words are all there;
- the same heading again later: the one that looks more like one stays; where causes or remedies stand behind each
  shortcoming, “Nguyên nhân:” comes again and again, and is none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper.heading_words import Known, Words
from tuphe.paper.likely_headings import MOST_OF_UNKNOWN, Candidate, candidate
from tuphe.paper.marks import HEADED, ROMAN, Mark, Number, number_of
from tuphe.paper.paragraphs import Paragraph

_MOST_HEADINGS: Final = 500
"""No paper has more, and what is compared with each other stays few."""
RATED: Final = ("B", "VII")
"""Where the paper's own text ends and the self-rating begins."""


class Heading(Plain, frozen=True, kw_only=True):
    """A paragraph that is a heading.

    `section` is the number of the 2025 forms without “A.”, or the heading's own words where no form has it;
    `words` are what is printed, without the number; `start` is where the person's text begins in the paragraph's
    text, its length where there is none.
    """

    section: str
    words: str
    start: int
    known: bool = True


_Named = tuple[Candidate, str]
"""A paragraph that may be a heading, and the number of its section."""


def headings(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> dict[int, Heading]:
    """Return the headings of a paper or a blank template by their paragraphs' positions; see the module."""
    bold_counts = _is_mostly_plain(paragraphs)
    words = Words(known)
    heads = table_heads(paragraphs)
    found = (
        candidate(place, one, words, bold_counts=bold_counts)
        for place, one in enumerate(paragraphs)
        if one.cell is None or (one.cell.table, one.cell.row) not in heads
    )
    candidates = list(islice(filter(None, found), _MOST_HEADINGS))
    settled = list(_in_order(_once(_of_the_usual_numbering(_named(candidates)))))
    chosen = {
        one.place: Heading(section=number, words=_words_of(paragraphs[one.place], one), start=one.start)
        for one, number in settled
    }
    chosen |= _unknown(paragraphs, settled)
    return {paragraphs[place].position: heading for place, heading in sorted(chosen.items())}


def _words_of(paragraph: Paragraph, one: Candidate) -> str:
    words = paragraph.text[one.number.end : one.start] or paragraph.text[one.start :].partition(":")[0]
    return words.strip(" \t\n:-–")


def _unknown(paragraphs: Sequence[Paragraph], settled: Sequence[_Named]) -> dict[int, Heading]:
    """Return the headings that no form has: local ones, which look as the known ones of their level do.

    A look is the kind of number with bold or underlined letters, or in a table the first column; they stand between
    known headings, before the self-rating, and say little. A Roman number is enough where the others have one, too.
    One that looks like a part of I or II stands within it: in other sections such lines are the person's list.
    """
    known = {one.place for one, _ in settled}
    looks: dict[_Look, set[str]] = {}
    for one, section in settled:
        if section not in ("A", "B", "PL"):
            looks.setdefault(_look(paragraphs[one.place], one.number), set()).add(section.rpartition(".")[0])
    rated = (one.place for one, section in settled if section.partition(".")[0] in (*RATED, "PL"))
    end = next(rated, len(paragraphs))
    tops = {one.place: section for one, section in settled if "." not in section}
    found: dict[int, Heading] = {}
    within = ""
    first = min(known, default=end)
    for place in range(_first_roman(paragraphs, first), end):
        paragraph = paragraphs[place]
        within = tops.get(place, within)
        number = number_of(paragraph)
        words, start = _name_of(paragraph, number)
        look = _look(paragraph, number)
        telling = look[0] in HEADED and (look[0] is Mark.ROMAN or any(look[1:]))
        belongs = looks.get(look, set()) & {"", within} or (looks.get(look) and within in ("", "A"))
        if place not in known and telling and belongs and 0 < len(words.split()) <= MOST_OF_UNKNOWN:
            of_two = within == "II" and "" not in looks[look] and not _is_behind_causes(place, settled)
            section = "II.1" if of_two else _by_count(place, number, settled)
            if place < first and not section:
                continue
            section = section or " ".join(words.split())
            found[place] = Heading(section=section, words=words, start=start, known=False)
            within = section if "" in looks[look] else within
    return found


def _first_roman(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Return where the first section may be, before the `first` known heading: at the Roman number one."""
    for place, one in enumerate(paragraphs[:first]):
        number = number_of(one)
        if number.mark is Mark.ROMAN and number.count == 1:
            return place
    return first


def _is_behind_causes(place: int, settled: Sequence[_Named]) -> bool:
    """Whether II has come to its causes: a part of unknown words before them is one of shortcomings."""
    return any(one.place < place and number == "II.2" for one, number in settled)


def _by_count(place: int, number: Number, settled: Sequence[_Named]) -> str:
    """Return the section that the Roman number of a heading says, where all known ones have those of the form.

    Empty where the paper counts otherwise, has the section already, or has it out of order.
    """
    tops = [(one, section) for one, section in settled if section in ROMAN[:_OF_THE_FORM] and one.alone]
    told = [one for one, section in tops if one.number.mark is Mark.ROMAN and section == ROMAN[one.number.count - 1]]
    if number.mark is not Mark.ROMAN or len(told) < len(tops) or len(told) < _ENOUGH:
        return ""
    before = [one.number.count for one in told if one.place < place]
    behind = [one.number.count for one in told if one.place > place]
    fits = max(before, default=0) < number.count < min(behind, default=_OF_THE_FORM + 1)
    return ROMAN[number.count - 1] if fits else ""


_OF_THE_FORM: Final = 6
"""Sections before the self-rating, I to VI."""
_ENOUGH: Final = 3
"""Headings that show how a paper counts."""


def _name_of(paragraph: Paragraph, number: Number) -> tuple[str, int]:
    """Return the words of a local heading, and where the person's text begins: behind its colon, if there is one."""
    head, colon, rest = paragraph.text[number.end :].partition(":")
    if colon and rest.strip(" .…_"):
        return head.strip(), number.end + len(head) + 1
    return paragraph.text[number.end :].strip(" :"), len(paragraph.text)


_Look = tuple[Mark, bool, bool, bool]


def _look(paragraph: Paragraph, number: Number) -> _Look:
    return number.mark, paragraph.bold, paragraph.underlined, bool(paragraph.outline)


def table_heads(paragraphs: Sequence[Paragraph]) -> set[tuple[int, int]]:
    """Return the first rows of tables that only name columns: “Hạn chế | Tình trạng | Kết quả” heads no section."""
    rows: dict[tuple[int, int], list[Paragraph]] = {}
    for one in paragraphs:
        if one.cell:
            rows.setdefault((one.cell.table, one.cell.row), []).append(one)
    return {
        (table, row)
        for (table, row), cells in rows.items()
        if row == 0 and len({one.cell.column for one in cells if one.cell}) > 1 and (table, 1) in rows
        if all(0 < len(one.text.split()) <= _COLUMN_WORDS and not number_of(one).count for one in cells)
    }


_COLUMN_WORDS: Final = 8
"""Words of the name of a column."""


def _is_mostly_plain(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether bold means something: fewer than half of the long paragraphs are."""
    long = [one.bold for one in paragraphs if len(one.text.split()) > 15]
    return sum(long) <= len(long) / 2


def _named(candidates: Sequence[Candidate]) -> list[_Named]:
    leader = any(_is_of_leaders(one) for one in candidates)
    named = [(one, _number(one, leader=leader)) for one in candidates]
    return [(one, "II" if _is_whole_of_two(one, number, named) else number) for one, number in named]


def _is_of_leaders(one: Candidate) -> bool:
    """Whether only the form of leaders has such a part: its words say so, or some of them and the number."""
    numbers = set(one.numbers)
    if not numbers or not numbers <= {"I.3", "I.4", "I.5"}:
        return False
    return one.sure or f"I.{one.number.count}" in numbers


def _is_whole_of_two(one: Candidate, number: str, named: Sequence[_Named]) -> bool:
    """Whether “Khuyết điểm” is all of II: with its own part II.1 below, counted otherwise, and no other II."""
    below = (
        other.number.mark is not one.number.mark and other.place > one.place
        for other, own in named
        if own == "II.1"
    )  # fmt: skip
    return number == "II.1" and one.alone and any(below) and all(own != "II" for _, own in named)


def _number(one: Candidate, *, leader: bool) -> str:
    if set(one.numbers) >= {"I.3", "I.6"}:
        if one.number.mark in HEADED and one.number.count == _LEADERS_PLEDGE:
            return "I.6"
        return "I.6" if leader else "I.3"
    return one.numbers[-1] if len(one.numbers) == 1 else min(one.numbers)


_LEADERS_PLEDGE: Final = 6
"""The number of the pledge in the form of leaders, which no other form has."""


def _of_the_usual_numbering(named: Sequence[_Named]) -> list[_Named]:
    """Leave out what is numbered otherwise than most headings of its level, unless its words are all there."""
    usual = _usual_mark(named)
    return [
        (one, number)
        for one, number in named
        if "." in number
        or number in ("A", "B", "PL")
        or one.number.mark is usual
        or (one.alone and one.sure and (one.marked or one.whole >= 0.9))
    ]


def _usual_mark(named: Sequence[_Named]) -> Mark:
    marks = Counter(one.number.mark for one, number in named if "." not in number and number not in ("A", "B", "PL"))
    return marks.most_common(1)[0][0] if marks else Mark.NONE


def _once(named: Sequence[_Named]) -> list[_Named]:
    """Keep the weightiest of several headings of one section; a run-in one that comes again and again is none.

    But for parts of I: older papers have “2. Thực hiện nhiệm vụ của viên chức: …”, “3. … của đảng viên: …”.
    """
    by_number: dict[str, list[Candidate]] = {}
    usual = _usual_mark(named)
    for one, number in named:
        by_number.setdefault(number, []).append(one)
    kept: set[int] = set()
    for number, ones in by_number.items():
        alone = [one for one in ones if one.alone]
        if alone or len(ones) == 1:
            best = max(alone or ones, key=lambda one: (one.number.mark is usual, one.weight, -one.place))
            kept |= {best.place, *_beside(best, alone, named)}
        elif number.startswith("I.") and len(beside := _beside(ones[0], ones, named)) == len(ones):
            kept |= beside
    return [(one, number) for one, number in named if one.place in kept]


def _beside(best: Candidate, ones: Sequence[Candidate], named: Sequence[_Named]) -> set[int]:
    """Return headings that older papers have several of where the form has one: counted on, with none other between.

    “1. Về tư tưởng chính trị”, “2. Về phẩm chất đạo đức, lối sống” are both I.1.
    """
    found = {best.place: best}
    for one in sorted(ones, key=lambda one: abs(one.place - best.place)):
        near = [other for other in found.values() if abs(other.number.count - one.number.count) == 1]
        like = one.number.mark is best.number.mark and one.marked == best.marked and one.number.mark in HEADED
        first = min((other.place for other in near), default=-1)
        between = any(min(first, one.place) < other.place < max(first, one.place) for other, _ in named)
        if like and near and not between:
            found[one.place] = one
    return set(found)


_BEFORE_RATING: Final = ("A", "I")
"""Behind these no self-rating can stand: shortcomings come first."""


def _in_order(named: Sequence[_Named]) -> Iterator[_Named]:
    """Yield the headings that stand where they may: parts within their section, nothing of A behind B or the annex."""
    raised = _raised(named)
    tops = {number for _, number in named if "." not in number}
    top, ended = "", ""
    for one, number in named:
        parent = number.partition(".")[0]
        if ended == "PL" or (ended in RATED and parent not in (*RATED, "PL")):
            continue
        rates = number in ("B.II", "VII.2") and parent not in tops and one.alone and top not in ("", *_BEFORE_RATING)
        whole = "." not in number or one.place in raised or rates
        apart = parent in tops or top not in ("", "A") or not (one.alone or one.sure)
        if not whole and parent != top and apart:
            continue
        if whole:
            top = parent
        if parent in (*RATED, "PL"):
            ended = parent
        yield one, number


def _raised(named: Sequence[_Named]) -> set[int]:
    """Return the parts that are sections of their own: numbered as those are, and counted on from them.

    “III. Nguyên nhân” between Roman numbers, “2. Khuyết điểm” behind “1. Ưu điểm”; without numbers, all alike.
    """
    usual = _usual_mark(named)
    found: set[int] = set()
    count = 0
    for one, number in named:
        if "." not in number:
            count = one.number.count
        elif one.number.mark is usual and one.alone and (one.sure or usual is Mark.NONE):
            counted_on = one.number.count == count + 1 and count > 0
            if usual in (Mark.ROMAN, Mark.NONE) or counted_on:
                found.add(one.place)
                count = one.number.count
    return found
