"""The causes of the shortcomings of a paper, matched by their numbers, places, words or order."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.due_dates_in_papers import OPEN
from tuphe.core.paper_words import PaperWords
from tuphe.core.shortcoming import CauseKind
from tuphe.core.value import Plain
from tuphe.paper.reading.likeness import LEAST, MOST, likeness
from tuphe.paper.reading.section_labels import behind_label, clauses, counted_on, is_introduction, to_which
from tuphe.paper.reading.sections import Line

FOR_ALL: Final = "Nguyên nhân chung cho các hạn chế."


class Cause(Plain, frozen=True, kw_only=True):
    """A cause as it was read; `kind`: whether it is `khach-quan` or `chu-quan`, empty where nothing says."""

    text: str
    kind: str = ""
    which: tuple[int, ...] = ()
    """The shortcomings that it names by number, from 1."""
    group: int = 0
    """The number, from 1, of the label above it that names a kind; 0 for none."""


class Found(Plain, frozen=True, kw_only=True):
    """A shortcoming as it was read; `doubts` say what is not sure, by the key of the field."""

    text: str
    causes: tuple[Cause, ...] = ()
    remedy: str = ""
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def matter(self) -> str:
        """Everything that says what it is about."""
        return " ".join((self.text, *(cause.text for cause in self.causes)))

    def caused_by(self, *causes: Cause, doubt: str = "") -> "Found":
        """Return a copy with these causes added."""
        doubts = (*self.doubts, ("nguyen_nhan", doubt)) if doubt else self.doubts
        return structs.replace(self, causes=(*self.causes, *causes), doubts=doubts)


def kind_of(text: str, words: PaperWords) -> str:
    """Return the kind of a cause that its label or its brackets say; none where both are said."""
    said = to_which(text)
    label = said.kind if said else ""
    objective = behind_label(text, words.objective) is not None or "khách quan" in label.casefold()
    subjective = behind_label(text, words.subjective) is not None or "chủ quan" in label.casefold()
    objective, subjective = objective or "(khách quan)" in text, subjective or "(chủ quan)" in text
    if objective == subjective:
        return ""
    return CauseKind.OBJECTIVE if objective else CauseKind.SUBJECTIVE


def with_causes(found: list[Found], lines: Sequence[Line], words: PaperWords) -> list[Found]:
    """Return shortcomings with the causes that are listed apart from them, matched as `shortcomings_of` says."""
    causes = [cause for cause in _causes(lines, words) if cause.text != OPEN]
    if not found or not causes:
        return found
    numbered = [cause for cause in causes if cause.which and max(cause.which) <= len(found)]
    others = [cause for cause in causes if cause not in numbered]
    for cause in numbered:
        for which in cause.which:
            found[which - 1] = found[which - 1].caused_by(cause)
    open_ones = [place for place, one in enumerate(found) if not one.causes]
    if not others or not open_ones:
        return found
    grouped = any(cause.group for cause in others)
    if len(others) == len(open_ones) and not grouped:
        for place, cause in zip(open_ones, others, strict=True):
            found[place] = found[place].caused_by(cause)
        return found
    return _by_words(found, others)


def _causes(lines: Sequence[Line], words: PaperWords) -> list[Cause]:
    """Return the causes line by line; a line “Khách quan:” alone gives its kind to those that follow."""
    found: list[Cause] = []
    kind, group = "", 0
    for row, line in enumerate(lines):
        own = kind_of(line.text if ":" in line.text else f"{line.text}:", words)
        bare = line.text.rstrip(" :.")
        leads = row + 1 < len(lines)
        if leads and own and any(bare.casefold() == one.casefold() for one in (*words.objective, *words.subjective)):
            kind, group = own, group + 1
            continue
        if is_introduction(line.text, lines[row + 1 :]):
            continue
        labelled = behind_label(line.text, (*words.objective, *words.subjective))
        group += labelled is not None
        named = behind_label(line.text, words.causes)
        said = to_which(line.text)
        text = said.rest if said else next((one for one in (labelled, named) if one is not None), line.text)
        which = said.which if said else ()
        found += (Cause(text=part, kind=own or kind, which=which, group=group) for part in counted_on(text))
    return found


def _by_words(found: list[Found], causes: Sequence[Cause]) -> list[Found]:
    """Give each clause of the causes to the shortcomings that it shares words with, the others in order."""
    parts = [structs.replace(cause, text=part) for cause in causes for part in clauses(cause.text)][:MOST]
    if len(parts) == 1:
        doubt = "" if len(found) == 1 else FOR_ALL
        return [one if one.causes else one.caused_by(parts[0], doubt=doubt) for one in found]
    if len(found) == 1:
        return [found[0].caused_by(*causes)]
    texts = [one.text for one in found[:MOST]]
    if _are_shared(parts, texts):
        return [one if one.causes else one.caused_by(*parts, doubt=FOR_ALL) for one in found]
    given = _given(texts, parts)
    doubt = "Nguyên nhân viết chung, được chia theo nội dung và thứ tự."
    for part, places in zip(parts, given, strict=True):
        for place in places:
            found[place] = found[place].caused_by(part, doubt="" if found[place].doubts else doubt)
    return found


def _are_shared(parts: Sequence[Cause], texts: Sequence[str]) -> bool:
    """Whether there is one cause of each kind, and none shares words with a shortcoming: then all get both.

    “Khách quan: nhiều việc. Chủ quan: chưa chủ động.”
    """
    kinds = [part.kind for part in parts]
    once = "" not in kinds and len(set(kinds)) == len(kinds)
    return once and not any(_those_meant(part.text, texts) for part in parts)


def _given(texts: Sequence[str], parts: Sequence[Cause]) -> list[list[int]]:
    """Return for each clause which shortcomings it belongs to.

    Those that share words with it; else the first one behind the shortcoming of the clause before it in its group
    that no clause shares words with.
    """
    alike = _one_each([_those_meant(part.text, texts) for part in parts], [part.group for part in parts], len(texts))
    taken = {place for places in alike for place in places}
    given: list[list[int]] = []
    group, last = 0, -1
    for part, places in zip(parts, alike, strict=True):
        if part.group != group:
            group, last = part.group, -1
        free = [place for place in range(last + 1, len(texts)) if place not in taken or (part.group and last < 0)]
        following = [min(last + 1, len(texts) - 1)] if part.group else []
        given.append(places or free[:1] or _nearest(part.text, texts) or following)
        taken.update(given[-1])
        last = max(given[-1], default=last)
    # A shortcoming without a cause yet gets the clause that shares a word with it, too.
    for place in sorted(set(range(len(texts))) - {place for places in given for place in places}):
        for row in _nearest(texts[place], [part.text for part in parts]):
            given[row].append(place)
    return given


def _one_each(alike: list[list[int]], groups: Sequence[int], count: int) -> list[list[int]]:
    """Return which shortcomings each clause means; a group with as many clauses as there are has one for each.

    They are matched in their order, unless a clause shares words with another one.
    """
    found = list(alike)
    for group in set(groups) - {0}:
        own = [row for row, one in enumerate(groups) if one == group]
        if len(own) == count and all(place in (alike[row] or (place,)) for place, row in enumerate(own)):
            found = [[own.index(row)] if row in own else places for row, places in enumerate(found)]
    return found


def _nearest(one: str, others: Sequence[str]) -> list[int]:
    """Return which of the others shares the most words with one that is left over; none where none shares any."""
    scores = likeness(one, others)
    return [scores.index(max(scores))] if max(scores) > 0 else []


def _those_meant(cause: str, texts: Sequence[str]) -> list[int]:
    scores = likeness(cause, texts)
    return [place for place, score in enumerate(scores) if score >= LEAST]
