"""Which of the paragraphs that may be headings are: by the paper's own numbering, once for each section, in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tuphe.paper.heading_recognition import Candidate, top_of
from tuphe.paper.leading_numbers import HEADED, Mark

RATED: Final = ("B", "VII")
"""The sections in which the paper's text ends and the self-rating begins."""

Named = tuple[Candidate, str]
"""A paragraph that may be a heading, and the number of its section."""
_LEADERS_PLEDGE: Final = 6
"""The number of the pledge in the form of leaders, which no other form has."""
_BEFORE_RATING: Final = ("A", "I")
"""The self-rating cannot follow one of these: shortcomings come first."""


def settle(candidates: Sequence[Candidate]) -> list[Named]:
    """Return those that are headings, in the order of the paper, each with the number of its section."""
    return list(_standing(_once(_of_the_usual_numbering(_named(candidates)))))


def _named(candidates: Sequence[Candidate]) -> list[Named]:
    others = (one.place for one in candidates if one.alone and one.sure and not one.numbers[0].startswith(("A", "I.")))
    end = next((place for place in others if place), None)
    leader = any(_is_of_leaders(one) for one in candidates if end is None or one.place < end)
    named = [(one, _number(one, leader=leader)) for one in candidates]
    named = [(one, "II" if _is_whole_of_two(one, number, named) else number) for one, number in named]
    return [(one, "VI" if _pledges_anew(one, named) else number) for one, number in named]


def _is_of_leaders(one: Candidate) -> bool:
    """Whether only the form of leaders has such a part, by its words, or by some of them and its number."""
    numbers = set(one.numbers)
    if not numbers or not numbers <= {"I.3", "I.4", "I.5"}:
        return False
    return one.sure or f"I.{one.number.count}" in numbers


def _pledges_anew(one: Candidate, named: Sequence[Named]) -> bool:
    """Whether a section is the pledge for the next year: its number follows that of VI."""
    aims = (other.number for other, number in named if number == "VI" and other.alone and other.place < one.place)
    follows = any(aim.mark is one.number.mark and one.number.count == aim.count + 1 for aim in aims)
    return set(one.numbers) >= {"I.3", "I.6"} and one.alone and follows


def _is_whole_of_two(one: Candidate, number: str, named: Sequence[Named]) -> bool:
    """Whether “Khuyết điểm” is all of II: with its own part II.1 below, counted otherwise, and no other II."""
    below = (other for other, own in named if own == "II.1" and other.place > one.place)
    parted = any(other.number.mark is not one.number.mark for other in below)
    return number == "II.1" and one.alone and parted and all(own != "II" for _, own in named)


def _number(one: Candidate, *, leader: bool) -> str:
    if set(one.numbers) >= {"I.3", "I.6"}:
        if one.number.mark in HEADED and one.number.count == _LEADERS_PLEDGE:
            return "I.6"
        return "I.6" if leader else "I.3"
    return one.numbers[-1] if len(one.numbers) == 1 else min(one.numbers)


def _of_the_usual_numbering(named: Sequence[Named]) -> list[Named]:
    """Leave out paragraphs that are numbered unlike most headings of their level, unless all their words are known."""
    usual = _usual_mark(named)
    return [
        (one, number)
        for one, number in named
        if "." in number
        or number in ("A", "B", "PL")
        or one.number.mark is usual
        or (one.alone and one.sure and (one.marked or one.whole >= 0.9))
    ]


def _usual_mark(named: Sequence[Named]) -> Mark:
    tops = [one for one, number in named if "." not in number and number not in ("A", "B", "PL")]
    # Labels within the text, as “Hướng khắc phục: …” behind each shortcoming, may be more than the headings.
    marks = Counter(one.number.mark for one in [one for one in tops if one.alone] or tops)
    return marks.most_common(1)[0][0] if marks else Mark.NONE


def _once(named: Sequence[Named]) -> list[Named]:
    """Keep the weightiest of several headings of one section; a run-in heading that recurs again and again is none.

    A heading within its own section is preferred. Parts of I that are numbered on from a kept one stay.
    """
    by_number: dict[str, list[Candidate]] = {}
    usual = _usual_mark(named)
    within = _within_their_own(named)
    for one, number in named:
        by_number.setdefault(number, []).append(one)
    kept: set[int] = set()
    for ones in by_number.values():
        alone = [one for one in ones if one.alone]
        if alone or len(ones) == 1:
            best = max(
                alone or ones, key=lambda one: (one.place in within, one.number.mark is usual, one.weight, -one.place)
            )
            kept |= {best.place, *_beside(best, alone, named)}
    kept |= {place for run in _counted_on_in_one(named) if run & kept and run <= within for place in run}
    return [(one, number) for one, number in named if one.place in kept]


def _within_their_own(named: Sequence[Named]) -> set[int]:
    """Return the parts that come after the heading of their own section."""
    found: set[int] = set()
    top = ""
    for one, number in named:
        if "." not in number and one.alone:
            top = number
        elif top_of(number) == top:
            found.add(one.place)
    return found


def _counted_on_in_one(named: Sequence[Named]) -> list[set[int]]:
    """Return the runs of parts of I that are numbered one after another, with nothing else between.

    Older papers have several where the form has one: “1. Về tư tưởng chính trị”, “2. Về đạo đức, lối sống” are both
    I.1; and they come back to it: “3. Về thực hiện nhiệm vụ”, “4. Về tổ chức kỷ luật”.
    """
    runs: list[set[int]] = []
    for (before, of_before), (one, number) in pairwise(named):
        of_one = number.startswith("I.") and of_before.startswith("I.")
        alike = one.number.mark is before.number.mark and one.marked == before.marked and one.number.mark in HEADED
        if not (of_one and alike and one.number.count == before.number.count + 1):
            continue
        if runs and before.place in runs[-1]:
            runs[-1].add(one.place)
        else:
            runs.append({before.place, one.place})
    return runs


def _beside(best: Candidate, ones: Sequence[Candidate], named: Sequence[Named]) -> set[int]:
    """Return headings of one section that are numbered on with no other between: “4. Phương hướng”, “5. Biện pháp”."""
    found = {best.place: best}
    for one in sorted(ones, key=lambda one: abs(one.place - best.place)):
        near = [other for other in found.values() if abs(other.number.count - one.number.count) == 1]
        like = one.number.mark is best.number.mark and one.marked == best.marked and one.number.mark in HEADED
        first = min((other.place for other in near), default=-1)
        between = any(min(first, one.place) < other.place < max(first, one.place) for other, _ in named)
        if like and near and not between:
            found[one.place] = one
    return set(found)


def _standing(named: Sequence[Named]) -> Iterator[Named]:
    """Yield the headings whose place is possible: parts within their section, nothing of A after B or the annex."""
    raised = _raised(named)
    parts = set[int]().union(*_counted_on_in_one(named))
    usual = _usual_mark(named)
    tops = {number for _, number in named if "." not in number}
    top, ended = "", ""
    for one, number in named:
        parent = top_of(number)
        if ended == "PL" or (ended in RATED and parent not in (*RATED, "PL")):
            continue
        rates = number in ("B.II", "VII.2") and parent not in tops and top not in ("", *_BEFORE_RATING)
        rates = rates and (one.alone or one.number.mark is usual is not Mark.NONE)
        whole = "." not in number or one.place in raised or rates
        apart = (parent in tops and one.place not in parts) or top not in ("", "A") or not (one.alone or one.sure)
        if not whole and parent != top and apart:
            continue
        if whole:
            top = parent
        if parent in (*RATED, "PL"):
            ended = parent
        yield one, number


def _raised(named: Sequence[Named]) -> set[int]:
    """Return the parts that are sections of their own: numbered as sections are, and following on from them.

    “III. Nguyên nhân” between Roman numbers, “2. Khuyết điểm” behind “1. Ưu điểm”; without numbers, all alike. In a
    paper that is a letter the labels of its paragraphs are: “Về ưu điểm: …”, “Về khuyết điểm: …”.
    """
    usual = _usual_mark(named)
    alone = [one.alone for one, number in named if "." not in number]
    run_in = usual is Mark.NONE and sum(alone) < len(alone) / 2
    found: set[int] = set()
    before, top = None, ""
    for one, number in named:
        counted_on = before is not None and before.mark is one.number.mark and one.number.count == before.count + 1
        if "." not in number:
            before, top = one.number, number
        elif _may_be_raised(one, number, usual, run_in=run_in, counted_on=counted_on, top=top):
            found.add(one.place)
            before, top = one.number, top_of(number)
    return found


def _may_be_raised(one: Candidate, number: str, usual: Mark, *, run_in: bool, counted_on: bool, top: str) -> bool:
    """Whether a part is a section of its own; a part of I is not, once another section has begun."""
    if number.startswith("I.") and top not in ("", "A", "I"):
        return False
    if one.number.mark is not usual:
        return number == "II.1" and top == "I" and one.alone and one.sure and counted_on
    if usual is Mark.NONE:
        return one.alone or run_in
    return one.alone and ((one.sure and usual is Mark.ROMAN) or (counted_on and (one.sure or usual is Mark.ROMAN)))
