"""Headings in the ways people type them that say less than a number does, made ready to be known.

A heading may be broken over two paragraphs, counted in words (“Thứ nhất: Về ưu điểm”), or stand behind a bullet that
only headings have in this paper. Each is taken for that only where the words make a known heading.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.paper.heading_words import Known, Words
from tuphe.paper.likely_headings import Candidate, candidate, emphasised
from tuphe.paper.marks import ORDINALS, Mark, number_of
from tuphe.paper.paragraphs import Paragraph

_ORDINAL: Final = re.compile(rf"\s*thứ\s+(?P<which>{'|'.join(ORDINALS)})(?:\s+là)?\s*[:.,–-]\s*", re.IGNORECASE)
_FEWEST: Final = 3
"""Headings that show a habit."""
_MOST: Final = 12
"""A bullet that stands before more paragraphs is that of a list."""
_LONGEST: Final = 30
"""Words of a line that may be a piece of a broken heading."""


def readied(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> list[Paragraph]:
    """Return the paragraphs with such headings as other papers have them: on one line, with a number or emphasis."""
    words = Words(known)
    found = list(_joined(paragraphs, words))
    for told in (_counted_in_words(found, words), *_behind_bullets(found, words)):
        if len({_top(one) for _, one in told.values()}) >= _FEWEST:
            found = [told[place][0] if place in told else one for place, one in enumerate(found)]
    return found


_Told = dict[int, tuple["Paragraph", Candidate]]
"""Paragraphs that are headings if they are taken in another way, by their places: how they are taken, and as what."""


def _top(one: Candidate) -> str:
    return one.numbers[0].partition(".")[0]


def _joined(paragraphs: Sequence[Paragraph], words: Words) -> Iterator[Paragraph]:
    """Yield the paragraphs, those that are one heading together as one."""
    one: Paragraph | None = None
    for following in paragraphs:
        if one is not None and _may_go_on(one, following):
            whole = structs.replace(one, text=f"{one.text.rstrip()} {following.text.strip()}")
            if _says_more(one, whole, words):
                one = whole
                continue
        if one is not None:
            yield one
        one = following
    if one is not None:
        yield one


def _may_go_on(one: Paragraph, following: Paragraph) -> bool:
    """Whether a line may be the rest of a heading: without a number, in the same look, or in small letters."""
    first, rest = one.text.strip(), following.text.strip()
    if not first or not rest or one.cell != following.cell or len(f"{first} {rest}".split()) > _LONGEST:
        return False
    if first.endswith((".", ":", ";")) or following.number or number_of(following).mark is not Mark.NONE:
        return False
    alike = emphasised(one, first) and emphasised(following, rest) and one.bold == following.bold
    return alike or (rest[:1].islower() and (emphasised(one, first) or number_of(one).count > 0))


def _says_more(one: Paragraph, whole: Paragraph, words: Words) -> bool:
    """Whether both lines are all of a known heading, and more of one than the first is."""
    found = candidate(0, whole, words, bold_counts=False)
    if found is None or not found.alone or found.share < 1 or found.whole < _HALF:
        return False
    alone = candidate(0, one, words, bold_counts=False)
    return alone is None or found.shared > alone.shared


_HALF: Final = 0.5
"""Of the words of a known heading: many are shortened."""


def _counted_in_words(paragraphs: Sequence[Paragraph], words: Words) -> _Told:
    found: _Told = {}
    for place, one in enumerate(paragraphs):
        if counted := _ORDINAL.match(one.text):
            number = f"{ORDINALS[counted['which'].casefold()]}."
            _take(found, place, structs.replace(one, text=one.text[counted.end() :], number=number), words)
    return found


def _behind_bullets(paragraphs: Sequence[Paragraph], words: Words) -> Iterator[_Told]:
    """Yield for each bullet what stands behind it, where that are headings and nothing else."""
    by_sign: dict[str, list[int]] = {}
    for place, one in enumerate(paragraphs):
        if not one.number and number_of(one).mark is Mark.BULLET:
            by_sign.setdefault(one.text.strip()[:1], []).append(place)
    for places in by_sign.values():
        found: _Told = {}
        for place in places[: _MOST + 1]:
            one = paragraphs[place]
            _take(found, place, structs.replace(one, text=one.text[number_of(one).end :], bold=True), words)
        if len(found) == len(places):
            yield found


def _take(found: _Told, place: int, one: Paragraph, words: Words) -> None:
    heading = candidate(place, one, words, bold_counts=False)
    if heading is not None and heading.sure:
        found[place] = one, heading
