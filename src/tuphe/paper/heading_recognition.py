"""Which paragraphs may be headings, each by itself: by words known beforehand, and by what it looks like."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from tuphe.core.form import BLANKS, FormSection, Purpose
from tuphe.core.paper_words import Knowledge
from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import contains, first_words, spaced_words, words_in
from tuphe.core.value import Plain
from tuphe.paper.leading_numbers import HEADED, Mark, Number, number_of
from tuphe.paper.paragraphs import Paragraph

_SMALL: Final = frozenset(first_words("về việc những các của trong năm theo và đã qua"))
_SMALL_PAIRS: Final = frozenset(
    tuple(first_words(pair)) for pair in ("cá nhân", "bản thân", "nếu có", "một số", "quy định")
)
"""Words that people add to a heading or leave out, and that do not tell one heading from another."""
_APART: Final = re.compile(
    r"[\"”]*\s*(?:\(nếu có\)[\s:.;]*|[:.;\n\t]+\s*|(?=\s\()|\s+[-–—+*]\s)\s*(?:[-–—+*•]\s+)?", re.IGNORECASE
)
"""What separates a heading from the text behind it on one line; “(nếu có)” belongs to the heading."""
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)[\s.:;]*")
"""A remark behind a heading, such as “(nếu có)”, belongs to it."""
MOST_OF_UNKNOWN: Final = 30
"""The most words of a heading of which only some words, or none, are known."""
_MOST_WORDS: Final = 160
"""No heading is longer: that of I.4 in 2A-2025 has over 120 words."""
_ANNEX: Final = spaced_words("phụ lục")
"""A heading of the annex has this word: without it, its other words may be those of I.2 or of the self-rating."""
_OF_THEIR_OWN: Final = frozenset({"III", "IV", "V"})
_RUN_IN_WORDS: Final = 14
"""The most words of a label that is followed by text on its line."""


class Known(Plain, frozen=True, kw_only=True):
    """Words by which a section is known; `numbers` are its own, more than one where forms differ."""

    numbers: tuple[str, ...]
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Phrases that a heading of unknown words contains, instead of `words`."""
    without: tuple[str, ...] = ()
    """Phrases that such a heading does not contain."""


def known_headings(knowledge: Knowledge) -> tuple[Known, ...]:
    """Return the words of all known sections: those of the review forms, and the other words for them."""
    found: dict[tuple[str, ...], set[str]] = {}
    for form in knowledge.forms:
        if form.purpose is Purpose.REVIEW:
            for section in form.sections:
                found.setdefault(words_of(section), set()).add(section.number.removeprefix("A."))
    for other in knowledge.headings.headings:
        for words in other.words:
            found.setdefault(first_words(words), set()).update(other.numbers)
    by_phrases = (
        Known(numbers=one.numbers, phrases=one.phrases, without=one.without) for one in knowledge.headings.phrases
    )
    return (*(Known(numbers=tuple(sorted(numbers)), words=words) for words, numbers in found.items()), *by_phrases)


def words_of(section: FormSection) -> tuple[str, ...]:
    """Return the words by which a section's heading is known: without its blanks, and without “(nếu có)”."""
    return first_words(BLANKS.sub(" ", re.sub(r"\(nếu có\)|\{[^{}]*\}/\d+", " ", section.heading)))


class Words:
    """The words of all known headings, to find those that a line may be; a line is looked up only once."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.headings = known
        self.whole = {one.words for one in known}
        self.lengths = {len(words) for words in self.whole}
        self._telling = [(one, telling(one.words)) for one in known]
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        """Which headings have a word, by their places in the list of all."""
        for place, (_, theirs) in enumerate(self._telling):
            for word in set(theirs):
                self._having[word].append(place)
        self._found: dict[tuple[str, ...], list[tuple[Known, int]]] = {}

    def likest(self, words: tuple[str, ...]) -> list[tuple[Known, int]]:
        """Return the known headings that have four fifths of these words, in order, and how many of them."""
        if words not in self._found:
            self._found[words] = list(self._look_for(words))
        return self._found[words]

    def _look_for(self, words: tuple[str, ...]) -> Iterator[tuple[Known, int]]:
        least = 0.8 * len(words)
        # Most headings have hardly any of the words, and are skipped.
        had = Counter(chain.from_iterable(self._having.get(word, ()) for word in words))
        for place in sorted(place for place, times in had.items() if times >= least):
            one, theirs = self._telling[place]
            if len(words) > 1.4 * len(theirs) + 2:
                continue
            shared = len(words) if words == theirs else _shared_in_order(words, theirs)
            if shared >= least:
                yield one, shared


def _shared_in_order(words: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    blocks = SequenceMatcher(None, words, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


@lru_cache(maxsize=4096)
def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a heading that tell it from others; all, where it has only small ones."""
    pairs = {place for place, pair in enumerate(pairwise(words)) if pair in _SMALL_PAIRS}
    skipped = pairs | {place + 1 for place in pairs}
    kept = (word for place, word in enumerate(words) if place not in skipped)
    return tuple(word for word in kept if word not in _SMALL and not word.isdigit()) or words


def meant(text: str, known: Sequence[Known]) -> Known | None:
    """Return the first section of which a heading has all phrases and none that rule the section out."""
    said = spaced_words(text)
    fitting = (one for one in known if one.phrases and all(spaced_words(phrase) in said for phrase in one.phrases))
    return next((one for one in fitting if not contains(text, one.without)), None)


def top_of(section: str) -> str:
    """Return the number of the main section that a section is, or is a part of."""
    return section.partition(".")[0]


class Candidate(Plain, frozen=True, kw_only=True):
    """A paragraph that may be a heading, by its place among the others, counted from 0."""

    place: int
    numbers: tuple[str, ...]
    share: float
    """How much of the paragraph's words is in the known heading, from 0 to 1."""
    whole: float
    """How much of the known heading's words is in the paragraph, from 0 to 1."""
    shared: int
    """How many words they share, less twice the number that only the paragraph has: how well they fit."""
    start: int
    alone: bool
    """Whether the paragraph is nothing but the heading."""
    number: Number
    marked: bool

    @property
    def sure(self) -> bool:
        """Whether its words alone make it a heading."""
        return self.share >= 0.85 and self.whole >= 0.6

    @property
    def weight(self) -> float:
        """How likely it is, by words and look together: to choose between two of one section."""
        counted = self.number.mark in HEADED
        return self.share + self.whole + 0.5 * self.marked + 0.5 * counted + 0.25 * self.alone


def candidate(place: int, paragraph: Paragraph, known: Words, *, bold_counts: bool) -> Candidate | None:
    """Return what a paragraph may head, or None; `bold_counts`: bold letters mean something in this paper."""
    text = paragraph.text
    number = number_of(paragraph)
    words = words_in(text, number.end)
    if not words or text[: words[0][1]].rstrip().endswith(("(", "[")):
        return None
    folded = tuple(word for word, *_ in words[: _MOST_WORDS + 1])
    whole_line = bold_counts and paragraph.bold and number.mark in HEADED
    found: list[Candidate] = []
    label = _label(paragraph, number)
    for end, start in _ends(text, words, folded, known):
        rest = text[start:]
        whole = whole_line and not says_nothing(rest)
        whole = whole or _goes_on(text[:start], rest)
        alone = whole or not rest.strip() or _IN_BRACKETS.fullmatch(rest) is not None
        marked = emphasised(paragraph, text[number.end : words[end - 1][2]])
        apart = alone or number.mark in HEADED or _is_label(text, start, label)
        if not (alone and marked if number.mark is Mark.BULLET else apart):
            continue
        core = telling(folded[:end])
        found += (
            Candidate(
                place=place, numbers=one.numbers, share=shared / len(core), whole=shared / len(telling(one.words)),
                shared=3 * shared - 2 * len(core), start=len(text) if alone else start, alone=alone, number=number,
                marked=marked,
            )
            for one, shared in known.likest(core)
        )  # fmt: skip
    fitting = (one for one in found if _looks_right(one, text))
    return max(fitting, key=lambda one: (one.shared, one.whole), default=None) or _by_phrases(
        place, paragraph, number, known.headings
    )


def _label(paragraph: Paragraph, number: Number) -> int:
    """Return the end of the words at the beginning of a line that are set off from its rest; 0 where none are."""
    found = ((paragraph.text.find(label.strip()), len(label.strip())) for label in paragraph.set_off)
    return max((start + length for start, length in found if 0 <= start <= number.end and length), default=0)


def _goes_on(head: str, rest: str) -> bool:
    """Whether a heading goes on in words that are not the form's: “… đạo đức, lối sống; tự soi, tự sửa”."""
    short = len(rest.split()) <= _RUN_IN_WORDS and not rest.rstrip().endswith((".", ";"))
    return head.rstrip().endswith(";") and rest.lstrip()[:1].islower() and short


def _by_phrases(place: int, paragraph: Paragraph, number: Number, known: Sequence[Known]) -> Candidate | None:
    """Return what a line may head whose words are unknown: one with a number, by itself, short and emphasised.

    A Roman number is emphasis enough, or a capital letter: nobody counts a list with those. Within I a label with a
    colon will do.
    """
    text = paragraph.text[number.end :]
    if number.mark not in HEADED:
        return _unnumbered(place, paragraph, number, known)
    head, colon, rest = text.partition(":")
    label = _label(paragraph, number) - number.end
    if 0 < label < len(head):
        head, colon, rest = text[:label], text[label - 1], text[label:]
    if colon and re.search(r"\w", rest) and len(head.split()) <= _RUN_IN_WORDS:
        within = meant(head, known)
        of_one = within is not None and all(one.startswith("I.") for one in within.numbers)
        if within and (of_one or number.mark is Mark.ROMAN):
            # The words of a label within I stay with the text where it goes on in the same sentence.
            goes_on = of_one and rest.lstrip()[:1].islower()
            start = number.end if goes_on else len(paragraph.text) - len(rest)
            return _of_phrases(place, within, number, start=start, alone=False)
    marked = emphasised(paragraph, text) or number.mark is Mark.ROMAN
    if number.mark is Mark.CAPITAL and not text.rstrip().endswith("."):
        marked = marked or len(text.split()) <= _RUN_IN_WORDS
    whole = meant(text, known) if marked and len(text.split()) <= MOST_OF_UNKNOWN else None
    return None if whole is None else _of_phrases(place, whole, number, start=len(paragraph.text), alone=True)


def _unnumbered(place: int, paragraph: Paragraph, number: Number, known: Sequence[Known]) -> Candidate | None:
    """Return what an emphasised line without a number may head: a section that no list within another is about."""
    text = paragraph.text
    short = len(text.split()) <= _RUN_IN_WORDS and not text.rstrip().endswith((".", ";"))
    if number.mark is not Mark.NONE or not short or not emphasised(paragraph, text):
        return None
    whole = meant(text, known)
    if whole is None or not set(whole.numbers) <= _OF_THEIR_OWN:
        return None
    return _of_phrases(place, whole, number, start=len(text), alone=True)


def _of_phrases(place: int, one: Known, number: Number, *, start: int, alone: bool) -> Candidate:
    return Candidate(
        place=place, numbers=one.numbers, share=0.8, whole=0.3, shared=0, start=start, alone=alone, number=number,
        marked=alone,
    )  # fmt: skip


def _ends(
    text: str, words: Sequence[tuple[str, int, int]], folded: tuple[str, ...], known: Words
) -> Iterator[tuple[int, int]]:
    """Yield where a heading may end: how many words, and where what follows begins in the text."""
    exact = {length for length in known.lengths if folded[:length] in known.whole}
    for count in range(1, len(folded) + 1):
        if count == len(words):
            yield count, len(text)
        elif count <= _MOST_WORDS:
            (_, here, end), (_, behind, _) = words[count - 1 : count + 1]
            between = text[end:behind]
            apart = _APART.match(text, end) if between != " " else None
            named = count in exact and not between.strip() and not text[here].isupper() and text[behind].isupper()
            if apart or named:
                yield count, apart.end() if apart else end


def emphasised(paragraph: Paragraph, words: str) -> bool:
    """Whether a paragraph looks like a heading: bold, underlined, in a heading's style, or its `words` in capitals."""
    return paragraph.bold or paragraph.underlined or bool(paragraph.outline) or words.isupper()


def _is_label(text: str, start: int, label: int) -> bool:
    """Whether the words up to `start` are set off from those behind them: by a colon, a line's end, or their look."""
    head = text[:start].rstrip()
    return head.endswith(":") or "\n" in text[: start + 1] or 0 < len(head.rstrip(" .–-")) <= label


def _looks_right(found: Candidate, text: str) -> bool:
    """Whether a paragraph that has words of a known heading looks like a heading too, or like the label of a text."""
    counted = found.number.mark in HEADED
    if found.numbers == ("PL",) and _ANNEX not in spaced_words(text):
        return False
    if found.number.mark is Mark.BULLET:
        return found.sure
    if not found.alone:
        return found.share >= 0.9 and found.whole >= 0.75
    if found.sure:
        return counted or found.marked or found.whole >= 0.75
    return (
        found.whole >= 0.2
        and found.shared >= 3
        and (found.marked or (counted and found.share >= 0.9 and not text.rstrip().endswith(".")))
    )
