"""The words by which sections are known: those of the forms, and the older, local and shortened ones of a data file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from tuphe.core.form import BLANKS, Purpose
from tuphe.core.paper_words import Knowledge
from tuphe.core.text import first_words, spaced_words
from tuphe.core.value import Plain

_SMALL: Final = frozenset(first_words("về việc những các của trong năm theo và đã qua"))
_SMALL_PAIRS: Final = frozenset(
    tuple(first_words(pair)) for pair in ("cá nhân", "bản thân", "nếu có", "một số", "quy định")
)
"""Words that people add to a heading or leave out, and that say nothing of which it is."""


class Known(Plain, frozen=True, kw_only=True):
    """Words by which sections are known; `numbers` are theirs, more than one where forms differ."""

    numbers: tuple[str, ...]
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Instead of words: what a heading of unknown words has."""
    without: tuple[str, ...] = ()
    """What such a heading has not."""


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


class Words:
    """The words of all known headings, to find those that a line may be: each line is asked for several times."""

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
        counts, least = Counter(words), 0.8 * len(words)
        # Most have hardly any of the words, and are not looked at.
        had = Counter(place for word in words for place in self._having.get(word, ()))
        for place in sorted(place for place, times in had.items() if times >= least):
            one, theirs = self._telling[place]
            if len(words) > 1.4 * len(theirs) + 2 or sum((counts & Counter(theirs)).values()) < least:
                continue
            blocks = SequenceMatcher(None, words, theirs, autojunk=False).get_matching_blocks()
            shared = sum(block.size for block in blocks)
            if shared >= least:
                yield one, shared


@lru_cache(maxsize=4096)
def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a heading that tell it from others; all, where it has only small ones."""
    pairs = {place for place, pair in enumerate(pairwise(words)) if pair in _SMALL_PAIRS}
    skipped = pairs | {place + 1 for place in pairs}
    kept = (word for place, word in enumerate(words) if place not in skipped)
    return tuple(word for word in kept if word not in _SMALL and not word.isdigit()) or words


def meant(text: str, known: Sequence[Known]) -> Known | None:
    """Return the first section whose phrases all stand in a heading, and none that speak against it."""
    said = spaced_words(text)
    fitting = (one for one in known if one.phrases and all(phrase in said for phrase in one.phrases))
    return next((one for one in fitting if not any(phrase in said for phrase in one.without)), None)
