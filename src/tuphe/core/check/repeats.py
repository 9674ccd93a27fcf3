"""Rules on what is written twice: as last year, or in several items.

Texts are compared whole and sentence by sentence, in any order of their words: a text whose sentences or clauses were
moved, or that got a new sentence, is still the old one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from tuphe.core.check.finding import Finding, WordLists, found_at, quoted
from tuphe.core.check.material import Material, Passage, TextKind, passages
from tuphe.core.check.sentences import pattern, sentences
from tuphe.core.promises import TracedShortcoming, account
from tuphe.core.review import Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import contains, first_words, in_any_order, spaced_words
from tuphe.core.text_index import Budget, TextIndex

NEARLY: Final = 0.8
"""Two texts that share four fifths of their words are nearly the same."""

SAME: Final = 0.9
"""Two sentences that share nine tenths of their words are the same one but for a slip."""

ALL_BUT_FIGURES: Final = 0.95
"""Two results that share so many of their words, their figures left out, differ in figures only."""

HALF: Final = 0.5
"""A text of which half the words are in old sentences is an old one with something new."""

SENTENCE: Final = 6
"""Words: shorter texts are alike by chance."""

A_FACT: Final = 9
"""Words: a shorter result may well be true of two years (Dự 11/11 kỳ sinh hoạt chi bộ)."""

A_REPORT: Final = 12
"""Words besides the figures: a shorter result may well be the same every year but for its figures."""

_FIGURE: Final = re.compile(r"\d+(?:[.,/]\d+)*+")

_MEASURED: Final = re.compile(r"\d/\d")

_REPEATED: Final = (TextKind.RESULT, TextKind.SHORTCOMING, TextKind.CAUSE, TextKind.REMEDY, TextKind.PLEDGE)


class _Copy(NamedTuple):
    """How much of a passage comes from an old text, from 0 to 1, with that text and its year."""

    degree: float
    old: str
    year: int


def as_last_year(material: Material) -> Iterator[Finding]:
    """Yield texts repeated from the year before, be it in another order or with other figures.

    A shortcoming repeated with what was done about it is an honest one. A remedy repeated for a shortcoming that came
    back in other words or figures has a code of its own.
    """
    came_back, copies = _came_back(material), list(_copies(material))
    copied = {passage.place for passage, _ in copies if passage.kind is TextKind.SHORTCOMING}
    for passage, copy in copies:
        if passage.place not in came_back:
            yield _again("giong-nam-truoc", passage.place, copy, passage.text, material)
    for place, (stated, old, new) in came_back.items():
        degree = in_any_order(old, new)
        if degree >= NEARLY and place.removesuffix("/bien_phap") not in copied:
            yield _again("bien-phap-cu", place, _Copy(degree, old, stated), new, material)


def _again(code: str, place: str, copy: _Copy, new: str, material: Material) -> Finding:
    degree = f"{copy.degree:.0%}".rstrip("%")
    figures = degree == "100" and sorted(_FIGURE.findall(copy.old)) != sorted(_FIGURE.findall(new))
    values = {"phan_tram": degree, "trung": "con-so" if figures else "phan-tram", "nam_truoc": str(copy.year)}
    quotes = (quoted(copy.old, copy.year), quoted(new, material.review.year))
    return Finding(code=code, place=place, values=values, quotes=quotes)


def in_several_items(material: Material) -> Iterator[Finding]:
    """Yield results with a sentence that an earlier item has, too."""
    index = TextIndex(SAME, Budget())
    items: defaultdict[int, list[str]] = defaultdict(list)
    """For each row of the index the first two items that have it."""
    for passage in material.passages:
        if passage.kind is not TextKind.RESULT:
            continue
        for sentence in sentences(passage.text):
            bare = _without_figures(sentence)
            if len(first_words(bare)) < SENTENCE:
                continue
            where = _elsewhere(index, items, passage.item, bare)
            if where is not None:
                other = material.context.checklist.name_of(where)
                yield found_at(passage.place, "lap-cau", sentence.strip(), muc_khac=other)
            row = index.add(bare)
            if passage.item not in items[row] and len(items[row]) < 2:
                items[row].append(passage.item)


def _elsewhere(index: TextIndex, items: Mapping[int, Sequence[str]], item: str, sentence: str) -> str | None:
    """Return the first item that has such a sentence, if that is another one."""
    for row in sorted(like.row for like in index.candidates(sentence)):
        others = [other for other in items[row] if other != item]
        if others:
            return others[0]
    return None


class _Earlier:
    """Last year's texts and their sentences, to find the ones most like a text.

    What was taken from a paper belongs to no item and is of no kind: every text is compared with it.
    """

    def __init__(self, before: Review, year: int, lists: WordLists) -> None:
        self.year = before.year
        self._years = (before.year, year)
        self._lists = lists
        self._budget = Budget()
        self._indexes = {kind: TextIndex(NEARLY, self._budget) for kind in (*_REPEATED, None)}
        self._standing: dict[tuple[TextKind | None, int], list[str]] = {}
        for passage in passages(before):
            if passage.kind in _REPEATED:
                self._add(passage.kind, passage.text)
        for section in before.paper:
            for paragraph in section.paragraphs:
                self._add(None, paragraph)

    def _add(self, kind: TextKind | None, told: str) -> None:
        for text in dict.fromkeys((told, *sentences(told))):
            row = self._indexes[kind].add(_without_figures(text))
            self._standing.setdefault((kind, row), []).append(text)

    def like(self, kind: TextKind, text: str) -> _Copy | None:
        """Return the most alike: nearly the same with the same figures, or a result that differs in figures only."""
        bare = _without_figures(text)
        best: _Copy | None = None
        if not (found := [(of, *like) for of in (kind, None) for like in self._indexes[of].candidates(bare)]):
            return best
        figures = self._figures(text)
        # A long result would have other words next year; a short count, a ratio or a date may be the same.
        long = not _MEASURED.search(text) and len(first_words(_FIGURE.sub(" ", text))) >= A_REPORT
        for of, degree, row in found:
            if best is None or degree > best.degree:
                anyway = kind is TextKind.RESULT and long and degree >= ALL_BUT_FIGURES
                old = next((one for one in self._standing[of, row] if anyway or self._has(one, figures)), None)
                best = best if old is None else _Copy(degree, old, self.year)
        return best

    def _has(self, old: str, figures: set[str]) -> bool:
        return self._budget.allows(1) and figures <= self._figures(old)

    def _figures(self, text: str) -> set[str]:
        """Return the figures of a text, in digits and in words, without the two years that are compared."""
        others = set(_FIGURE.findall(text)) - set(map(str, self._years))
        return {*others, *pattern(self._lists, "so").findall(spaced_words(text))}


def _copies(material: Material) -> Iterator[tuple[Passage, _Copy]]:
    """Yield the passages that are last year's, each with what it was then."""
    if material.previous is None:
        return
    earlier = _Earlier(material.previous, material.review.year, material.lists)
    answered = _answered(material)
    found = [
        (passage, copy)
        for passage in material.passages
        if passage.kind in _REPEATED and passage.place not in answered
        if (copy := _copy(passage, earlier, material)) is not None
    ]
    pledges = sum(passage.kind is TextKind.PLEDGE for passage, _ in found)
    for passage, copy in found:
        # One pledge may well be renewed; all of them are last year's paper.
        if passage.kind is not TextKind.PLEDGE or pledges >= HALF * len(material.review.pledges):
            yield passage, copy


def _copy(passage: Passage, earlier: _Earlier, material: Material) -> _Copy | None:
    """Return what a passage has from last year: as a whole, or enough of its sentences; None if its words are new."""
    least = SENTENCE if passage.kind in (TextKind.PLEDGE, TextKind.SHORTCOMING) else A_FACT
    total = len(first_words(passage.text))
    if total < least:
        return None
    whole, told = earlier.like(passage.kind, passage.text), sentences(passage.text)
    if whole is not None or len(told) == 1:
        return whole
    same, old = 0.0, ""
    for sentence in told:
        size = len(first_words(sentence))
        if size < SENTENCE or contains(sentence, material.lists.words["viec_lam_tiep"]):
            continue
        copy = earlier.like(passage.kind, sentence)
        if copy is not None:
            same += copy.degree * size
            old = f"{old} {copy.old}".strip()
    return _Copy(same / total, old, earlier.year) if same >= max(HALF * total, least) else None


def _stated_again(material: Material) -> Iterator[tuple[str, TracedShortcoming, Shortcoming]]:
    """Yield the places of shortcomings that came back, each with what is known of the old one, and what is stated."""
    places = [passage.place for passage in material.passages if passage.kind is TextKind.SHORTCOMING]
    for one in account(material.context.promises, material.review).shortcomings:
        if one.row is not None and one.again is not None:
            yield places[one.row], one, one.again


def _came_back(material: Material) -> dict[str, tuple[int, str, str]]:
    """Return the places of remedies for shortcomings that came back, each with the year and text of the old one."""
    return {
        f"{place}/bien_phap": (one.old.stated, one.old.remedy, again.remedy)
        for place, one, again in _stated_again(material)
        if one.old.remedy and again.remedy
    }


def _answered(material: Material) -> set[str]:
    """Return the places of shortcomings that came back, with an account of what was done and with another remedy."""
    not_yet = pattern(material.lists, "chua_lam_gi")
    told = {
        entry.text
        for entry in material.review.follow_ups
        if entry.results and not all(map(not_yet.match, sentences(entry.results)))
    }
    return {
        place
        for place, one, again in _stated_again(material)
        if one.old.text in told and in_any_order(one.old.remedy, again.remedy) < NEARLY
    }


@lru_cache(maxsize=4096)
def _without_figures(text: str) -> str:
    return _FIGURE.sub("0", text)
