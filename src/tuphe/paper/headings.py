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

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from tuphe.core.form import BLANKS, Purpose
from tuphe.core.paper_words import Knowledge
from tuphe.core.text import first_words, spaced_words
from tuphe.core.value import Plain
from tuphe.paper.marks import COUNTED, Mark, Number, number_of
from tuphe.paper.paragraphs import Paragraph

_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_APART: Final = re.compile(
    r"[\"”]*\s*(?:\(nếu có\)[\s:.;]*|[:.;\n\t]+\s*|(?=\s\()|\s+[-–—+*]\s)\s*(?:[-–—+*•]\s+)?", re.IGNORECASE
)
"""What parts a heading from the text behind it on one line; “(nếu có)” belongs to the heading."""
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)[\s.:;]*")
"""A remark behind a heading, such as “(nếu có)”, belongs to it."""
_SMALL: Final = frozenset(first_words("về việc những các của trong năm theo và đã qua"))
_SMALL_PAIRS: Final = frozenset(
    tuple(first_words(pair)) for pair in ("cá nhân", "bản thân", "nếu có", "một số", "quy định")
)
"""Words that people add to a heading or leave out, and that say nothing of which it is."""
_MOST_OF_UNKNOWN: Final = 30
"""Words of a heading that is known by some of them only, or by none."""
_MOST_HEADINGS: Final = 500
"""No paper has more, and what is compared with each other stays few."""
_MOST_WORDS: Final = 160
"""No heading is longer: that of I.4 in 2A-2025 has over 120 words."""
_ANNEX: Final = spaced_words("phụ lục")
"""An annex says that it is one: its results alone are those of I.2, or a line of the self-rating."""
RATED: Final = ("B", "VII")
"""Where the paper's own text ends and the self-rating begins."""


class Known(Plain, frozen=True, kw_only=True):
    """Words by which sections are known; `numbers` are theirs, more than one where forms differ."""

    numbers: tuple[str, ...]
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Instead of words: what a heading of unknown words has."""
    without: tuple[str, ...] = ()
    """What such a heading has not."""


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


class _Candidate(Plain, frozen=True, kw_only=True):
    place: int
    numbers: tuple[str, ...]
    share: float
    """Which part of the paragraph's words stands in the known heading."""
    whole: float
    """Which part of the known heading's words the paragraph has."""
    shared: int
    """How many words they share, less twice those that only the paragraph has: what is explained by the heading."""
    start: int
    alone: bool
    """Whether nothing but the heading stands in the paragraph."""
    number: Number
    marked: bool

    @property
    def sure(self) -> bool:
        return self.share >= 0.85 and self.whole >= 0.6

    @property
    def weight(self) -> float:
        counted = self.number.mark in COUNTED
        return self.share + self.whole + 0.5 * self.marked + 0.5 * counted + 0.25 * self.alone


_Named = tuple[_Candidate, str]
"""A paragraph that may be a heading, and the number of its section."""


def known_headings(knowledge: Knowledge) -> tuple[Known, ...]:
    """Return the words of all known sections: those of the review forms, and the other words for them."""
    found: dict[tuple[str, ...], set[str]] = {}
    for form in knowledge.forms:
        if form.purpose is Purpose.REVIEW:
            for section in form.sections:
                heading = first_words(BLANKS.sub(" ", re.sub(r"\(nếu có\)|\{[^{}]*\}/\d+", " ", section.heading)))
                found.setdefault(heading, set()).add(section.number.removeprefix("A."))
    for other in knowledge.headings.headings:
        for words in other.words:
            found.setdefault(first_words(words), set()).update(other.numbers)
    return (
        *(Known(numbers=tuple(sorted(numbers)), words=words) for words, numbers in found.items()),
        *(
            Known(
                numbers=one.numbers,
                phrases=tuple(map(spaced_words, one.phrases)),
                without=tuple(map(spaced_words, one.without)),
            )
            for one in knowledge.headings.phrases
        ),
    )


class _Words:
    """The words of all known headings, to find those that a line may be: each line is asked for several times."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.headings = known
        self.whole = {one.words for one in known}
        self.lengths = {len(words) for words in self.whole}
        self._telling = [(one, _telling(one.words), frozenset(_telling(one.words))) for one in known]
        self._found: dict[tuple[str, ...], list[tuple[Known, int]]] = {}

    def likest(self, words: tuple[str, ...]) -> list[tuple[Known, int]]:
        """Return the known headings that have four fifths of these words, in order, and how many of them."""
        if words not in self._found:
            self._found[words] = list(self._look_for(words))
        return self._found[words]

    def _look_for(self, words: tuple[str, ...]) -> Iterator[tuple[Known, int]]:
        counts, least = Counter(words), 0.75 * len(words)
        for one, theirs, once in self._telling:
            # Most have hardly any of the words: that is seen at once, counting takes ten times as long.
            if len(words) > 1.4 * len(theirs) + 2 or sum(map(once.__contains__, words)) < least:
                continue
            if sum((counts & Counter(theirs)).values()) < least:
                continue
            blocks = SequenceMatcher(None, words, theirs, autojunk=False).get_matching_blocks()
            shared = sum(block.size for block in blocks)
            if shared >= 0.8 * len(words):
                yield one, shared


def headings(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> dict[int, Heading]:
    """Return the headings of a paper or a blank template by their paragraphs' positions; see the module."""
    bold_counts = _is_mostly_plain(paragraphs)
    words = _Words(known)
    heads = _table_heads(paragraphs)
    found = (
        _candidate(place, one, words, bold_counts=bold_counts)
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


def _words_of(paragraph: Paragraph, one: _Candidate) -> str:
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
    for place in range(min(known, default=end), end):
        paragraph = paragraphs[place]
        within = tops.get(place, within)
        number = number_of(paragraph)
        words = paragraph.text[number.end :].strip(" :")
        look = _look(paragraph, number)
        telling = look[0] in COUNTED and (look[0] is Mark.ROMAN or any(look[1:]))
        belongs = looks.get(look, set()) & {"", within} or (looks.get(look) and within in ("", "A"))
        if place not in known and telling and belongs and 0 < len(words.split()) <= _MOST_OF_UNKNOWN:
            found[place] = Heading(section=" ".join(words.split()), words=words, start=len(paragraph.text), known=False)
    return found


_Look = tuple[Mark, bool, bool, bool]


def _look(paragraph: Paragraph, number: Number) -> _Look:
    return number.mark, paragraph.bold, paragraph.underlined, bool(paragraph.outline)


def _table_heads(paragraphs: Sequence[Paragraph]) -> set[tuple[int, int]]:
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


def _candidate(place: int, paragraph: Paragraph, known: _Words, *, bold_counts: bool) -> _Candidate | None:
    text = paragraph.text
    number = number_of(paragraph)
    words = [(first_words(found[0]), found.start(), found.end()) for found in _WORD.finditer(text, number.end)]
    if not words or text[: words[0][1]].rstrip().endswith(("(", "[")):
        return None
    folded = tuple(word[0][0] if word[0] else "" for word in words[: _MOST_WORDS + 1])
    whole_line = bold_counts and paragraph.bold and number.mark in COUNTED
    found: list[_Candidate] = []
    for end, start in _ends(text, words, folded, known):
        alone = whole_line or not text[start:].strip() or _IN_BRACKETS.fullmatch(text[start:]) is not None
        core = _telling(folded[:end])
        found += (
            _Candidate(
                place=place, numbers=one.numbers, share=shared / len(core), whole=shared / len(_telling(one.words)),
                shared=3 * shared - 2 * len(core), start=len(text) if alone else start, alone=alone, number=number,
                marked=_emphasised(paragraph, text[number.end : words[end - 1][2]]),
            )
            for one, shared in known.likest(core)
        )  # fmt: skip
    fitting = (one for one in found if _looks_right(one, text))
    return max(fitting, key=lambda one: (one.shared, one.whole), default=None) or _by_phrases(
        place, paragraph, number, known.headings
    )


def _by_phrases(place: int, paragraph: Paragraph, number: Number, known: Sequence[Known]) -> _Candidate | None:
    """Return what a line may head whose words are unknown: one with a number, by itself, short and emphasised.

    A Roman number is emphasis enough: nobody counts a list with those. Within I a label with a colon will do.
    """
    text = paragraph.text[number.end :]
    if number.mark not in COUNTED:
        return None
    head, colon, rest = text.partition(":")
    if colon and re.search(r"\w", rest) and len(head.split()) <= _RUN_IN_WORDS:
        meant = _meant(head, known)
        if meant and all(one.startswith("I.") for one in meant.numbers):
            # The words of such a label stay with the text: it may be the person's own.
            return _Candidate(
                place=place, numbers=meant.numbers, share=0.8, whole=0.3, shared=0, start=number.end, alone=False,
                number=number, marked=False,
            )  # fmt: skip
    emphasised = _emphasised(paragraph, text) or number.mark is Mark.ROMAN
    meant = _meant(text, known) if emphasised and len(text.split()) <= _MOST_OF_UNKNOWN else None
    if meant is None:
        return None
    return _Candidate(
        place=place, numbers=meant.numbers, share=0.8, whole=0.3, shared=0, start=len(paragraph.text), alone=True,
        number=number, marked=True,
    )  # fmt: skip


_RUN_IN_WORDS: Final = 14
"""Words of a label that text goes on behind."""


def _meant(text: str, known: Sequence[Known]) -> Known | None:
    """Return the first section whose phrases all stand in a heading, and none that speak against it."""
    said = spaced_words(text)
    fitting = (one for one in known if one.phrases and all(phrase in said for phrase in one.phrases))
    return next((one for one in fitting if not any(phrase in said for phrase in one.without)), None)


@lru_cache(maxsize=4096)
def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a heading that tell it from others; all, where it has only small ones."""
    pairs = {place for place, pair in enumerate(pairwise(words)) if pair in _SMALL_PAIRS}
    skipped = pairs | {place + 1 for place in pairs}
    kept = (word for place, word in enumerate(words) if place not in skipped)
    return tuple(word for word in kept if word not in _SMALL and not word.isdigit()) or words


def _ends(
    text: str, words: Sequence[tuple[tuple[str, ...], int, int]], folded: tuple[str, ...], known: _Words
) -> Iterator[tuple[int, int]]:
    """Yield where a heading may end: how many words, and where what follows begins in the text."""
    exact = {length for length in known.lengths if folded[:length] in known.whole}
    for count in range(1, len(folded) + 1):
        if count == len(words):
            yield count, len(text)
        elif count <= _MOST_WORDS:
            between = text[words[count - 1][2] : words[count][1]]
            apart = _APART.match(text, words[count - 1][2])
            named = not between.strip() and not text[words[count - 1][1]].isupper() and text[words[count][1]].isupper()
            if apart or (count in exact and named):
                yield count, apart.end() if apart else words[count - 1][2]


def _emphasised(paragraph: Paragraph, words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    capitals = bool(letters) and all(letter.isupper() for letter in letters)
    return paragraph.bold or paragraph.underlined or bool(paragraph.outline) or capitals


def _looks_right(found: _Candidate, text: str) -> bool:
    counted = found.number.mark in COUNTED
    if found.numbers == ("PL",) and _ANNEX not in spaced_words(text):
        return False
    if found.number.mark is Mark.BULLET:
        return found.sure and found.alone and found.marked
    if not found.alone:
        behind = text[: found.start].rstrip().endswith(":") or "\n" in text[: found.start + 1]
        return found.share >= 0.9 and found.whole >= 0.75 and (counted or behind)
    if found.sure:
        return counted or found.marked or found.whole >= 0.75
    return (
        found.whole >= 0.2
        and found.shared >= 3
        and (found.marked or (counted and found.share >= 0.9 and not text.rstrip().endswith(".")))
    )


def _named(candidates: Sequence[_Candidate]) -> list[_Named]:
    leader = any(number in ("I.4", "I.5") for one in candidates for number in one.numbers if one.sure)
    named = [(one, _number(one, leader=leader)) for one in candidates]
    return [(one, "II" if _is_whole_of_two(one, number, named) else number) for one, number in named]


def _is_whole_of_two(one: _Candidate, number: str, named: Sequence[_Named]) -> bool:
    """Whether “Khuyết điểm” is all of II: with its own part II.1 below, counted otherwise, and no other II."""
    below = (
        other.number.mark is not one.number.mark and other.alone and other.place > one.place
        for other, own in named
        if own == "II.1"
    )  # fmt: skip
    return number == "II.1" and one.alone and any(below) and all(own != "II" for _, own in named)


def _number(one: _Candidate, *, leader: bool) -> str:
    if set(one.numbers) >= {"I.3", "I.6"}:
        return "I.6" if leader else "I.3"
    return one.numbers[-1] if len(one.numbers) == 1 else min(one.numbers)


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
    """Keep the weightiest of several headings of one section; a run-in one that comes again and again is none."""
    by_number: dict[str, list[_Candidate]] = {}
    usual = _usual_mark(named)
    for one, number in named:
        by_number.setdefault(number, []).append(one)
    kept: set[int] = set()
    for ones in by_number.values():
        alone = [one for one in ones if one.alone]
        if alone or len(ones) == 1:
            best = max(alone or ones, key=lambda one: (one.number.mark is usual, one.weight, -one.place))
            kept |= {best.place, *_beside(best, alone, named)}
    return [(one, number) for one, number in named if one.place in kept]


def _beside(best: _Candidate, ones: Sequence[_Candidate], named: Sequence[_Named]) -> set[int]:
    """Return headings that older papers have several of where the form has one: counted on, with none other between.

    “1. Về tư tưởng chính trị”, “2. Về phẩm chất đạo đức, lối sống” are both I.1.
    """
    found = {best.place: best}
    for one in sorted(ones, key=lambda one: abs(one.place - best.place)):
        near = [other for other in found.values() if abs(other.number.count - one.number.count) == 1]
        like = one.number.mark is best.number.mark and one.marked == best.marked and one.number.mark in COUNTED
        first = min((other.place for other in near), default=-1)
        between = any(min(first, one.place) < other.place < max(first, one.place) for other, _ in named)
        if like and near and not between:
            found[one.place] = one
    return set(found)


def _in_order(named: Sequence[_Named]) -> Iterator[_Named]:
    """Yield the headings that stand where they may: parts within their section, nothing of A behind B or the annex.

    A part with a Roman number where the sections have them, too, is a section of its own: “III. Nguyên nhân”.
    """
    roman = _usual_mark(named) is Mark.ROMAN
    raised = {one.place for one, number in named if roman and "." in number and one.number.mark is Mark.ROMAN}
    tops = {number.partition(".")[0] for one, number in named if "." not in number or one.place in raised}
    top, ended = "", ""
    for one, number in named:
        parent = number.partition(".")[0]
        if ended == "PL" or (ended in RATED and parent not in (*RATED, "PL")):
            continue
        whole = "." not in number or one.place in raised
        apart = parent in tops or top not in ("", "A") or not (one.alone or one.sure)
        if not whole and parent != top and apart:
            continue
        if whole:
            top = parent
        if parent in (*RATED, "PL"):
            ended = parent
        yield one, number
