"""Which of many texts are alike: first by the words they share, then, where these may be enough, by their order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import ceil
from sys import intern
from typing import Final, NamedTuple

from tuphe.core.text import first_words, in_order

MOST_STEPS: Final = 1_500_000
"""About a second. Years of real texts take a hundredth of it; files can be made that have the same few words in
thousands of texts. Beyond it, only texts of the same words are found."""

_STEPS_A_TEXT: Final = 8
"""The cost of looking at a text that has a word in common, counted in words compared in order."""


class ItemText(NamedTuple):
    """A text and the id of its item, empty where it belongs to none."""

    item: str
    text: str


class Match(NamedTuple):
    """A row of an index, and how alike its text is, from 0 to 1."""

    degree: float
    row: int


class Budget:
    """How many steps a search for similar texts may still take."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def allows(self, steps: int) -> bool:
        """Use up so many steps; return whether there were enough left."""
        self._left -= steps
        return self._left > 0


class TextIndex:
    """Earlier texts, to find those that share at least the part `least` of their words, in order, with a later one.

    Only texts that share enough words in any order are compared in order. An
    index tells which these are; it never passes over a text that is alike.
    """

    def __init__(self, least: float, budget: Budget) -> None:
        self._least = least
        self._budget = budget
        self._words: list[tuple[str, ...]] = []
        self._marks: list[frozenset[str]] = []
        self._same: dict[tuple[str, ...], int] = {}
        self._having: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, text: str) -> int:
        """Put a text on the index and return its row; texts of the same words share one."""
        words = first_words(text)
        row = self._same.setdefault(words, len(self._words))
        if row == len(self._words):
            self._words.append(words)
            self._marks.append(_marks(text))
            for mark in self._marks[row]:
                self._having[mark].append(row)
        return row

    def candidates(self, text: str) -> Iterator[Match]:
        """Yield the rows that may be alike, each with the greatest likeness that is possible."""
        words = first_words(text)
        if words in self._same:
            yield Match(1.0, self._same[words])
        if not self._budget.allows(1):
            return
        marks = _marks(text)
        known = sorted((mark for mark in marks if mark in self._having), key=lambda mark: len(self._having[mark]))
        # A text that is alike shares enough of these words, so it has one of the rarest.
        rarest = known[: max(len(known) - _needed(marks, self._least) + 1, 0)]
        if not self._budget.allows(_STEPS_A_TEXT * sum(len(self._having[mark]) for mark in rarest)):
            return
        for row in {row for mark in rarest for row in self._having[mark]} - {self._same.get(words)}:
            most = 2.0 * len(marks & self._marks[row]) / (len(words) + len(self._words[row]))
            if most >= self._least:
                yield Match(most, row)

    def degree(self, row: int, text: str) -> float:
        """Return how alike the text in that row and `text` are; 0 where that is less than the index asks for."""
        earlier, words = self._words[row], first_words(text)
        if earlier == words:
            return 1.0
        often = Counter(words)
        steps = len(earlier) + len(words) + sum(often[word] for word in earlier)
        found = in_order(earlier, words) if self._budget.allows(steps) else 0.0
        return found if found >= self._least else 0.0


def pair_up(earlier: Sequence[ItemText], later: Sequence[ItemText], least: float) -> dict[int, int]:
    """Find which of the later texts says again what an earlier one said: rows of `later` by rows of `earlier`.

    Each is paired once, the most alike first. A text under an item is only
    compared with those of the same item; one under none, with all.
    """
    pairs = _of_same_words(earlier, later)
    taken = set(pairs.values())
    budget = Budget()
    indexes, rows = _indexed(earlier, [one for new, one in enumerate(later) if new not in taken], pairs, least, budget)
    waiting = [
        (-degree, old, new, of, row, False)
        for new, (item, text) in enumerate(later)
        if new not in taken
        for of in (indexes.keys() & {item, ""} if item else indexes.keys())
        for degree, row in indexes[of].candidates(text)
        if budget.allows(len(rows[of, row]))
        for old in rows[of, row]
    ]
    heapify(waiting)
    while waiting:
        _, old, new, of, row, sure = heappop(waiting)
        if old in pairs or new in taken:
            continue
        if sure:
            pairs[old] = new
            taken.add(new)
        elif found := indexes[of].degree(row, later[new].text):
            heappush(waiting, (-found, old, new, of, row, True))
    return pairs


def _indexed(
    earlier: Sequence[ItemText], later: Sequence[ItemText], paired: Container[int], least: float, budget: Budget
) -> tuple[dict[str, TextIndex], dict[tuple[str, int], list[int]]]:
    """Return an index of the earlier texts of each item, and which texts each row of an index has.

    Many years leave thousands open. An earlier text that shares too few words with all later ones is left out.
    """
    said: defaultdict[str, set[str]] = defaultdict(set)
    for item, text in later:
        said[item] |= _marks(text)
    everything = set().union(*said.values())
    indexes: defaultdict[str, TextIndex] = defaultdict(lambda: TextIndex(least, budget))
    rows: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for old, (item, text) in enumerate(earlier):
        marks, there = _marks(text), said[item] | said[""] if item else everything
        if old not in paired and marks and len(marks & there) >= _needed(marks, least):
            rows[item, indexes[item].add(text)].append(old)
    return indexes, rows


def _of_same_words(earlier: Sequence[ItemText], later: Sequence[ItemText]) -> dict[int, int]:
    """Pair texts of the same words, which need no comparison: first those of the same item and the same letters."""
    known = {first_words(text) for _, text in later}
    likely = [old for old, (_, text) in enumerate(earlier) if first_words(text) in known]
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(of: Callable[[ItemText], Hashable], wanted: Callable[[ItemText], Hashable]) -> None:
        """Pair what is left where `of` a later text equals what is `wanted` for an earlier one, in their order.

        A text for which either returns None is passed over.
        """
        free: defaultdict[Hashable, list[int]] = defaultdict(list)
        for new in reversed(range(len(later))):
            if new not in taken and (key := of(later[new])) is not None:
                free[key].append(new)
        for old in likely:
            key = wanted(earlier[old])
            if old not in pairs and key is not None and free.get(key):
                pairs[old] = free[key].pop()
                taken.add(pairs[old])

    def words_under_none(said: ItemText) -> Hashable:
        """Return the words of a text that belongs to no item; None for any other."""
        return None if said.item else first_words(said.text)

    pair(lambda said: said, lambda said: said)
    pair(lambda said: (said.item, first_words(said.text)), lambda said: (said.item, first_words(said.text)))
    pair(lambda said: first_words(said.text), words_under_none)
    pair(words_under_none, lambda said: first_words(said.text))
    return pairs


def _needed(marks: frozenset[str], least: float) -> int:
    """Return how many of its words a text must share with another one for their likeness to reach `least`."""
    return ceil(len(marks) * least / (2 - least) - 1e-9)


@lru_cache(maxsize=1 << 14)
def _marks(text: str) -> frozenset[str]:
    """Return the words of a text as a set in which a repeated word is numbered, so that each occurrence counts."""
    words = first_words(text)
    if len(once := frozenset(words)) == len(words):
        return once
    said: Counter[str] = Counter()
    marks = []
    for word in words:
        said[word] += 1
        marks.append(word if said[word] == 1 else intern(f"{word} {said[word]}"))
    return frozenset(marks)
