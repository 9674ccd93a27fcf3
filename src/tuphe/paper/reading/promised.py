"""What a paper plans for the time to come: remedies of its shortcomings, pledges and general directions."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import structs

from tuphe.core.due_dates_in_papers import NO_YEAR, OPEN, due_in
from tuphe.core.paper import Doubt
from tuphe.core.paper_words import PaperWords
from tuphe.core.review import FollowUp, Pledge
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.core.text import ends_a_sentence
from tuphe.core.value import Plain
from tuphe.paper.leading_numbers import Mark
from tuphe.paper.reading.causes import Found
from tuphe.paper.reading.entries import entries_of, names_a_group, tables_in, without_tables
from tuphe.paper.reading.levels import rates
from tuphe.paper.reading.likeness import LEAST, MOST, likeness
from tuphe.paper.reading.rows_by_columns import rows_of
from tuphe.paper.reading.section_labels import behind_label, clauses, to_which
from tuphe.paper.reading.sections import Line
from tuphe.paper.reading.shortcomings import shortcomings_of

_LITTLE: Final = 0.3
"""The likeness of one shared word that is not common."""
_INTRODUCING: Final = 14
_WILL: Final = r"\b(?:sẽ|tới|sau)\W*$|phương hướng|thời gian tới|năm tới"
_BY_ORDER = "Biện pháp ghép theo thứ tự, không theo lời văn."
_KINDS: Final = {str(CauseKind.OBJECTIVE): "Khách quan: ", str(CauseKind.SUBJECTIVE): "Chủ quan: "}


class Aim(Plain, frozen=True, kw_only=True):
    """A line of VI; `which` are the shortcomings that it names by number, from 1, of this year or an earlier one."""

    text: str
    which: tuple[int, ...] = ()
    earlier: bool = False
    about: str = ""
    """The shortcoming beside it in a table."""


def aims_of(lines: Sequence[Line], words: PaperWords, *, count: int) -> list[Aim]:
    """Return the entries of VI, or the rows of its table, without labels that only lead to others.

    A line in capitals is a heading, and one that names a level belongs to the self-rating: neither is an aim.
    `count` is how many shortcomings there are: the only paragraph, or the first one, may have a remedy for each.
    """
    found = list(_of_tables(lines, words))
    prose = _divided(entries_of(without_tables(lines), words), count)
    for row, line in enumerate(prose, 1):
        if _is_label(line, lines, words) or names_a_group(line, prose[row : row + 1], words.remedies):
            continue
        said = to_which(line.text)
        text = said.rest if said else behind_label(line.text, words.remedies) or line.text
        found.append(Aim(text=text, which=said.which if said else (), earlier=bool(said and said.earlier)))
    mixed = any(not aim.text.isupper() for aim in found)
    return [
        aim for aim in found if not (aim.text.startswith(OPEN) or rates(aim.text) or (mixed and aim.text.isupper()))
    ]


def _divided(lines: list[Line], count: int) -> list[Line]:
    """Divide the first line where it is the only one, or has as many clauses as there are shortcomings.

    “Năm tới tôi sẽ: học xong …; nộp đúng hạn …”: its clauses are aims.
    """
    if count < 2 or not lines or lines[0].mark is not Mark.NONE:
        return lines
    intro, colon, rest = lines[0].text.partition(":")
    leads = colon and len(intro.split()) <= _INTRODUCING and re.search(_WILL, intro, re.IGNORECASE)
    parts = [structs.replace(lines[0], text=part) for part in clauses(rest if leads else lines[0].text)]
    return [*parts, *lines[1:]] if len(lines) == 1 or len(parts) == count else lines


def _of_tables(lines: Sequence[Line], words: PaperWords) -> Iterator[Aim]:
    for cells in tables_in(lines):
        for row in rows_of(cells, words.shortcoming_columns, "bien_phap"):
            due = row.get("thoi_han", "")
            yield Aim(
                text=f"{row['bien_phap']} (Thời hạn: {due})" if due else row["bien_phap"], about=row.get("noi_dung", "")
            )


def _is_label(line: Line, lines: Sequence[Line], words: PaperWords) -> bool:
    bare = line.text.rstrip(" :.").casefold()
    return len(lines) > 1 and bare in {one.casefold() for one in (*words.remedies, "Phương hướng")}


def remedies_for(matters: Sequence[str], aims: Sequence[Aim], others: Sequence[str]) -> tuple[dict[int, int], set[int]]:
    """Return which aim is the remedy of which shortcoming, both counted from 0, and those that were matched by order.

    By the number that the aim names; else by the words that both share. People mostly write remedies in the order of
    their shortcomings: a few shared words are enough there. Where there are as many aims as shortcomings, those
    between two pairs belong together, and so do the last two that are left. `others` are earlier shortcomings: an aim
    that speaks of one of those, and of none of this year, is no remedy here.
    """
    named = {
        which - 1: place
        for place, aim in enumerate(aims)
        if not aim.earlier
        for which in aim.which
        if which <= len(matters)
    }
    known = {place for place, aim in enumerate(aims) if aim.earlier or any(one <= len(matters) for one in aim.which)}
    scores = _scores(matters, aims, others, known)
    rows = [row for row in range(len(matters)) if row not in named]
    pairs = _likest(rows, scores)
    while loose := _out_of_line(pairs, scores):
        scores[pairs[loose[0]]][loose[0]] = 0.0
        pairs = _likest(rows, scores)
    filled = _filled({**pairs, **named}, known | set(pairs.values()), len(matters), len(aims))
    left = set(range(len(aims))) - known - set(filled.values())
    without = set(range(len(matters))) - set(filled)
    if len(left) == len(without) == 1 and len(aims) == len(matters):
        filled[without.pop()] = left.pop()
    told = {row for row, place in pairs.items() if scores[place][row] >= LEAST} | set(named)
    return filled, set(filled) - told


def _scores(matters: Sequence[str], aims: Sequence[Aim], others: Sequence[str], known: set[int]) -> list[list[float]]:
    """Return for each aim how much it shares with each shortcoming, nothing for the `known` ones.

    What many aims say counts less.
    """
    texts = [f"{aim.about} {aim.text}" for aim in aims]
    there = [likeness(text, [*matters, *others]) for text in texts]
    back = [likeness(matter, texts) for matter in (*matters, *others)]
    both = [[min(one, back[row][place]) for row, one in enumerate(line)] for place, line in enumerate(there)]
    for place, line in enumerate(both):
        mine, earlier = line[: len(matters)], max(line[len(matters) :], default=0)
        of_earlier = earlier >= LEAST and max(mine, default=0) < LEAST / 2
        both[place] = [0.0] * len(matters) if place in known or of_earlier else mine
    return both


def _out_of_line(pairs: dict[int, int], scores: Sequence[Sequence[float]]) -> list[int]:
    """Return pairs that share little, and are not equally far behind the pair before them on both sides."""
    before = (-1, -1)
    for row, place in sorted(pairs.items()):
        if scores[place][row] < LEAST and row - before[0] != place - before[1]:
            return [row]
        before = (row, place)
    return []


def _likest(rows: Sequence[int], scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return the pairs that share the most, in order, or out of order where they then share much more."""
    ordered, free = _in_order(rows, scores), _out_of_order(rows, scores)
    in_order, in_any = (sum(scores[place][row] for row, place in pairs.items()) for pairs in (ordered, free))
    return free if in_any > 1.3 * in_order else ordered


def _in_order(rows: Sequence[int], scores: Sequence[Sequence[float]]) -> dict[int, int]:
    best: list[list[tuple[float, dict[int, int]]]] = [[(0.0, {})] * (len(scores) + 1) for _ in range(len(rows) + 1)]
    for one, row in enumerate(rows, 1):
        for place in range(1, len(scores) + 1):
            score = scores[place - 1][row]
            kept = max(best[one - 1][place], best[one][place - 1], key=lambda entry: entry[0])
            total, pairs = best[one - 1][place - 1]
            took = score >= _LITTLE and total + score > kept[0]
            best[one][place] = (total + score, {**pairs, row: place - 1}) if took else kept
    return best[-1][-1][1]


def _out_of_order(rows: Sequence[int], scores: Sequence[Sequence[float]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    likest = sorted(((line[row], -place, row) for place, line in enumerate(scores) for row in rows), reverse=True)
    for score, place, row in likest:
        if score >= LEAST and row not in pairs and -place not in pairs.values():
            pairs[row] = -place
    return pairs


def _filled(pairs: dict[int, int], gone: set[int], matters: int, aims: int) -> dict[int, int]:
    """Pair the rest between two pairs, in order, where both sides have as many."""
    filled = dict(pairs)
    row = 0
    while row < matters:
        end = next((one for one in range(row, matters) if one in pairs), matters)
        low, high = pairs.get(row - 1, -1), pairs.get(end, aims)
        free = [place for place in range(low + 1, high) if place not in gone]
        if len(free) == end - row and (end in pairs or aims == matters):
            filled |= dict(zip(range(row, end), free, strict=True))
        row = end + 1
    return filled


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
    of_earlier = (
        place for place, aim in enumerate(aims) if aim.earlier and any(one <= len(earlier) for one in aim.which)
    )
    taken = {*pairs.values(), *of_earlier}
    doubts: list[Doubt] = []
    shortcomings = []
    for row, one in enumerate(found):
        remedy = aims[pairs[row]].text if row in pairs and not one.remedy else one.remedy
        read = due_in(remedy, year, words)
        own = [*one.doubts, *([("bien_phap", _BY_ORDER)] if row in by_order else [])]
        own += [("thoi_han", NO_YEAR)] if read.guessed else []
        doubts += (Doubt(place=f"han_che/{row + 1}/{key}", reason=reason) for key, reason in dict(own).items())
        shortcomings.append(_shortcoming(one, read.text, read.day))
    pledges = []
    for place, aim in enumerate(aims):
        if place not in taken:
            read = due_in(aim.text, year, words, whole_year=False)
            pledges.append(Pledge(text=read.text, due=read.day))
            doubts += [Doubt(place=f"cam_ket/{len(pledges)}/thoi_han", reason=NO_YEAR)] if read.guessed else []
    return Promised(
        shortcomings=tuple(shortcomings),
        follow_ups=tuple(_with_next(earlier, aims, year, words)),
        pledges=tuple(pledges),
        doubts=tuple(doubts),
    )


def _remedies(found: Sequence[Found], aims: Sequence[Aim], earlier: Sequence[str]) -> tuple[dict[int, int], set[int]]:
    """Return which aims are remedies of the shortcomings that have none of their own; see `remedies_for`."""
    open_ones = [row for row, one in enumerate(found) if not one.remedy]
    places = {row + 1: place for place, row in enumerate(open_ones, 1)}
    still = [aim.which if aim.earlier else tuple(places[one] for one in aim.which if one in places) for aim in aims]
    meant = [structs.replace(aim, which=which) for aim, which in zip(aims, still, strict=True)]
    pairs, by_order = remedies_for([found[row].matter for row in open_ones[:MOST]], meant[:MOST], earlier[:MOST])
    return {open_ones[row]: place for row, place in pairs.items()}, {open_ones[row] for row in by_order}


def _shortcoming(one: Found, remedy: str, due: date | None) -> Shortcoming:
    kinds = {cause.kind for cause in one.causes if cause.kind}
    # A shortcoming has a field for one kind: with several, each cause names its own.
    causes = [f"{_KINDS.get(cause.kind, '') if len(kinds) > 1 else ''}{cause.text}" for cause in one.causes]
    return Shortcoming(
        text=one.text,
        cause=_together(causes),
        cause_kind=CauseKind(kinds.pop()) if len(kinds) == 1 else None,
        remedy=remedy,
        due=due,
    )


def _together(causes: Sequence[str]) -> str:
    """Return several causes as one text, with a semicolon between two that no mark separates."""
    return " ".join((*(one if ends_a_sentence(one) else f"{one};" for one in causes[:-1]), *causes[-1:]))


def _with_next(earlier: Sequence[FollowUp], aims: Sequence[Aim], year: int, words: PaperWords) -> list[FollowUp]:
    entries = list(earlier)
    for aim in aims:
        for which in aim.which if aim.earlier else ():
            if which <= len(entries):
                read = due_in(aim.text, year, words)
                entries[which - 1] = structs.replace(entries[which - 1], remedy=read.text, due=read.day)
    return entries
