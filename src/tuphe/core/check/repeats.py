"""Rules on what is written twice: as last year, or in several items."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from tuphe.core.check.evidence import numbers_in_words
from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.passages import TextKind, passages
from tuphe.core.promises import account
from tuphe.core.text import first_words, in_any_order, spaced_words
from tuphe.core.text_index import Budget, TextIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tuphe.core.check.material import Material
    from tuphe.core.check.passages import Passage
    from tuphe.core.review import Review

NEARLY: Final = 0.8
"""Two texts that share four fifths of their words, in order, are nearly the same."""

SAME: Final = 0.9
"""Two sentences that share nine tenths of their words, in order, are the same one but for a slip."""

SENTENCE: Final = 6
"""Words: shorter texts are alike by chance."""

A_FACT: Final = 9
"""Words: a shorter result may well be true of two years (Dự 11/11 kỳ sinh hoạt chi bộ)."""

_SENTENCES: Final = re.compile(r"[.;!?](?=\s|$)|\n")
"""What ends a sentence: a dot within a number does not."""

_REPEATED: Final = (TextKind.RESULT, TextKind.CAUSE, TextKind.REMEDY)


def as_last_year(material: Material) -> Iterator[Finding]:
    """Yield results, causes and remedies repeated from the year before, word for word or nearly.

    A text with a figure that last year's did not have is this year's, however
    alike the words. A remedy repeated for a shortcoming that came back has a
    code of its own.
    """
    if material.previous is None:
        return
    before = material.previous.year
    earlier = _Earlier(passage for passage in passages(material.previous) if passage.kind in _REPEATED)
    paper = _Paper(material.previous)
    again = _remedies_of_what_came_back(material)
    for passage in passages(material.review):
        if passage.kind not in _REPEATED or passage.place in again or _is_short(passage):
            continue
        like = (
            (degree, old, said)
            for degree, old, said in chain(
                ((degree, old.text, passage.text) for degree, old in earlier.best_matches(passage)),
                paper.best_matches(passage.text),
            )
            if _figures(said, material.review.year, material) <= _figures(old, before, material)
        )
        for degree, old, said in islice(like, 1):
            yield Finding(
                code="giong-nam-truoc",
                place=passage.place,
                values={"phan_tram": f"{degree:.0%}".rstrip("%"), "nam_truoc": str(before)},
                quotes=(quoted(old, before), quoted(said, material.review.year)),
            )


def old_remedies(material: Material) -> Iterator[Finding]:
    """Yield remedies that are last time's although the shortcoming came back."""
    for place, (stated, old, new) in _remedies_of_what_came_back(material).items():
        degree = in_any_order(old, new)
        if degree >= NEARLY:
            yield Finding(
                code="bien-phap-cu",
                place=place,
                values={"phan_tram": f"{degree:.0%}".rstrip("%"), "nam_truoc": str(stated)},
                quotes=(quoted(old, stated), quoted(new, material.review.year)),
            )


def in_several_items(material: Material) -> Iterator[Finding]:
    """Yield results with a sentence that an earlier item has, too."""
    index = TextIndex(SAME, Budget())
    items: list[list[str]] = []
    """For each row of the index the first two items that have it."""
    for passage in passages(material.review):
        if passage.kind is not TextKind.RESULT:
            continue
        for sentence in re.split(r"[.;!?\n]+", passage.text):
            if len(first_words(sentence)) < SENTENCE:
                continue
            where = _elsewhere(index, items, passage.item, sentence)
            if where is not None:
                yield Finding(
                    code="lap-cau",
                    place=passage.place,
                    values={"muc_khac": material.context.checklist.name_of(where)},
                    quotes=(quoted(sentence.strip()),),
                )
            row = index.add(sentence)
            items.extend([] for _ in range(row + 1 - len(items)))
            if passage.item not in items[row] and len(items[row]) < 2:
                items[row].append(passage.item)


def _elsewhere(index: TextIndex, items: Sequence[Sequence[str]], item: str, sentence: str) -> str | None:
    """Return the first item that has such a sentence, if that is another one."""
    for row in sorted(like.row for like in index.candidates(sentence)):
        others = [other for other in items[row] if other != item]
        if others and index.degree(row, sentence):
            return others[0]
    return None


class _Earlier:
    """Last year's passages, to find the ones most like a text."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._budget = Budget()
        self._indexes: defaultdict[tuple[TextKind, str], TextIndex] = defaultdict(
            lambda: TextIndex(NEARLY, self._budget)
        )
        self._standing: defaultdict[tuple[TextKind, str, int], list[Passage]] = defaultdict(list)
        self._same: dict[tuple[TextKind, str], Passage] = {}
        for passage in passages:
            row = self._indexes[passage.kind, passage.item].add(passage.text)
            self._standing[passage.kind, passage.item, row].append(passage)
            self._same.setdefault((passage.kind, spaced_words(passage.text)), passage)

    def best_matches(self, passage: Passage) -> Iterator[tuple[float, Passage]]:
        """Yield those of the same kind that are nearly the same, the most alike first.

        Another item's text is only held against this one word for word.
        """
        same = self._same.get((passage.kind, spaced_words(passage.text)))
        if same is not None:
            yield 1.0, same
        key = (passage.kind, passage.item)
        if key in self._indexes:
            for degree, row in self._indexes[key].best_matches(passage.text):
                for old in self._standing[*key, row]:
                    if self._budget.allows(1):
                        yield degree, old


class _Paper:
    """The paper that last year was taken from: its paragraphs and their sentences, which belong to no item."""

    def __init__(self, before: Review) -> None:
        self._index = TextIndex(NEARLY, Budget())
        self._texts: list[str] = []
        for text in (one for section in before.paper for line in section.paragraphs for one in _whole_and_parts(line)):
            if self._index.add(text) == len(self._texts):
                self._texts.append(text)

    def best_matches(self, text: str) -> Iterator[tuple[float, str, str]]:
        """Yield what of the paper is nearly the same as `text` or one of its sentences, and which that is."""
        for said in _whole_and_parts(text) if self._texts else ():
            yield from ((degree, self._texts[row], said) for degree, row in self._index.best_matches(said))


def _whole_and_parts(text: str) -> Iterator[str]:
    """Yield a text and, where it has several, its sentences that are long enough to be copied."""
    sentences = [one.strip() for one in _SENTENCES.split(text) if one.strip()]
    for one in (text, *(sentences if len(sentences) > 1 else ())):
        if len(first_words(one)) >= A_FACT:
            yield one


def _remedies_of_what_came_back(material: Material) -> dict[str, tuple[int, str, str]]:
    """Return the places of remedies for shortcomings that came back, each with the year and text of the old one."""
    places = [passage.place for passage in passages(material.review) if passage.kind is TextKind.SHORTCOMING]
    return {
        f"{places[one.row]}/bien_phap": (one.old.stated, one.old.remedy, one.again.remedy)
        for one in account(material.context.promises, material.review).shortcomings
        if one.row is not None and one.again is not None and one.old.remedy and one.again.remedy
    }


def _is_short(passage: Passage) -> bool:
    return len(first_words(passage.text)) < A_FACT


def _figures(text: str, year: int, material: Material) -> set[str]:
    """Return the figures of a text of `year`, in digits and in words; the year itself is none."""
    digits = re.findall(r"\d+(?:[.,/]\d+)*", text.replace(str(year), ""))
    return {*digits, *numbers_in_words(text, material.lists)}
