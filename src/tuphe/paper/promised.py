"""Shortcomings with their remedies, follow-ups with their next ones, and pledges: II and VI of a paper together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import structs

from tuphe.core.due_dates import NO_YEAR, due_in
from tuphe.core.paper import Doubt
from tuphe.core.paper_words import PaperWords
from tuphe.core.review import FollowUp, Pledge
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.core.text import ends_a_sentence
from tuphe.core.value import Plain
from tuphe.paper.aims import Aim, aims_of, remedies_for
from tuphe.paper.causes import Found
from tuphe.paper.labels import clauses
from tuphe.paper.likeness import MOST
from tuphe.paper.sections import Line
from tuphe.paper.shortcomings import shortcomings_of

_BY_ORDER = "Biện pháp ghép theo thứ tự, không theo lời văn."


class Promised(Plain, frozen=True, kw_only=True):
    """What II and VI say together; earlier shortcomings with the remedy that VI has for them."""

    shortcomings: tuple[Shortcoming, ...]
    follow_ups: tuple[FollowUp, ...]
    pledges: tuple[Pledge, ...]
    doubts: tuple[Doubt, ...]


def promised_of(
    sections: dict[str, tuple[Line, ...]], earlier: Sequence[FollowUp], year: int, words: PaperWords
) -> Promised:
    """Return shortcomings, follow-ups and pledges of a paper; lines of VI that are no remedies are pledges."""
    alone = shortcomings_of(sections, words, 0)
    count = len(clauses(alone[0].text)) if len(alone) == 1 else len(alone)
    aims = aims_of(sections.get("VI", ()), words, count=count)
    beside = sum(bool(aim.about) for aim in aims)
    found = shortcomings_of(sections, words, 0 if any(aim.which for aim in aims) else beside or len(aims))
    pairs, by_order = _remedies(found, aims, [entry.text for entry in earlier])
    taken = set(pairs.values()) | {place for place, aim in enumerate(aims) if _is_of_earlier(aim, earlier)}
    doubts: list[Doubt] = []
    shortcomings = []
    for row, one in enumerate(found):
        aim = aims[pairs[row]] if row in pairs and not one.remedy else Aim(text=one.remedy)
        remedy, due, guessed = aim.due(year, whole_year=True)
        own = [*one.doubts, *([("bien_phap", _BY_ORDER)] if row in by_order else [])]
        own += [("thoi_han", NO_YEAR)] if guessed else []
        doubts += (Doubt(place=f"han_che/{row + 1}/{key}", reason=reason) for key, reason in dict(own).items())
        shortcomings.append(_shortcoming(one, remedy, due))
    pledges = []
    for place, aim in enumerate(aims):
        if place not in taken:
            text, due, guessed = aim.due(year, whole_year=False)
            pledges.append(Pledge(text=text, due=due))
            doubts += [Doubt(place=f"cam_ket/{len(pledges)}/thoi_han", reason=NO_YEAR)] if guessed else []
    return Promised(
        shortcomings=tuple(shortcomings),
        follow_ups=tuple(_with_next(earlier, aims, year)),
        pledges=tuple(pledges),
        doubts=tuple(doubts),
    )


def _remedies(found: Sequence[Found], aims: Sequence[Aim], earlier: Sequence[str]) -> tuple[dict[int, int], set[int]]:
    """Return which aims are remedies of the shortcomings that have none of their own; see `remedies_for`."""
    open_ones = [row for row, one in enumerate(found) if not one.remedy]
    places = {row + 1: place for place, row in enumerate(open_ones, 1)}
    meant = [structs.replace(aim, which=_within(aim, places)) for aim in aims]
    pairs, by_order = remedies_for([found[row].matter for row in open_ones[:MOST]], meant[:MOST], earlier[:MOST])
    return {open_ones[row]: place for row, place in pairs.items()}, {open_ones[row] for row in by_order}


def _within(aim: Aim, places: Mapping[int, int]) -> tuple[int, ...]:
    return aim.which if aim.earlier else tuple(places[which] for which in aim.which if which in places)


def _is_of_earlier(aim: Aim, earlier: Sequence[FollowUp]) -> bool:
    return aim.earlier and any(which <= len(earlier) for which in aim.which)


def _shortcoming(one: Found, remedy: str, due: date | None) -> Shortcoming:
    kinds = set(filter(None, one.kinds))
    causes = one.causes
    if len(kinds) > 1:  # a shortcoming has room for one kind: each cause says its own
        labels = (_KINDS.get(kind, "") for kind in one.kinds)
        causes = tuple(f"{label}{cause}" for label, cause in zip(labels, causes, strict=True))
    return Shortcoming(
        text=one.text,
        cause=_together(causes),
        cause_kind=CauseKind(kinds.pop()) if len(kinds) == 1 else None,
        remedy=remedy,
        due=due,
    )


_KINDS: Final = {
    CauseKind.OBJECTIVE.value: "Khách quan: ",
    CauseKind.SUBJECTIVE.value: "Chủ quan: ",
}


def _together(causes: Sequence[str]) -> str:
    """Return several causes as one text, a semicolon between two that no mark parts."""
    return " ".join((*(one if ends_a_sentence(one) else f"{one};" for one in causes[:-1]), *causes[-1:]))


def _with_next(earlier: Sequence[FollowUp], aims: Sequence[Aim], year: int) -> list[FollowUp]:
    entries = list(earlier)
    for aim in aims:
        for which in aim.which if aim.earlier else ():
            if which <= len(entries):
                read = due_in(aim.text, year)
                entries[which - 1] = structs.replace(entries[which - 1], remedy=read.text, due=read.day)
    return entries
