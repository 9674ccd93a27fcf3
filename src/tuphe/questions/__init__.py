"""Which questions a year (or a profile) asks, in order, computed from what is answered already.

The list is a pure function of the answers: a low rating brings the questions
on its shortcoming, a shortcoming those on its cause. So nothing has to be
remembered to go back, to stop, or to go on a week later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuphe import reasons
from tuphe.core.levels import assess
from tuphe.core.promises import NOTHING_OPEN
from tuphe.core.review import asked_items
from tuphe.questions import ahead, duties, earlier, items, rating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.checklist import Checklist
    from tuphe.core.levels import LevelRules
    from tuphe.core.note import Note
    from tuphe.core.promises import Promises
    from tuphe.core.question import Question
    from tuphe.core.review import Review
    from tuphe.core.scoring import PointTable


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What is known beside a year while it is asked.

    `previous` is the nearest earlier year, None in the first; `promises` are
    those that all earlier years leave open; `notes` are this year's; `tables`
    are the tables of points in the folder, `rules` those of the levels, if any
    hold for the year.
    """

    leader: bool = False
    previous: Review | None = None
    promises: Promises = NOTHING_OPEN
    notes: tuple[Note, ...] = ()
    tables: tuple[PointTable, ...] = ()
    rules: LevelRules | None = None


def review_questions(review: Review, checklist: Checklist, known: Known) -> list[Question[Review]]:
    """List every question of one year, answered or not, in the order of the interview."""
    return [_with_draft(question, review) for question in _all_questions(review, checklist, known)]


def _all_questions(review: Review, checklist: Checklist, known: Known) -> Iterator[Question[Review]]:
    yield from earlier.questions(review, known.promises, checklist)
    asked = asked_items(checklist, review, leader=known.leader)
    for group in checklist.groups:
        for item in group.items:
            if item in asked:
                position = (asked.index(item) + 1, len(asked))
                yield from items.questions(review, item, group, position, known)
    yield from earlier.questions_on_paper(review, known.promises, first_year=known.previous is None)
    yield from ahead.questions(review)
    yield from duties.questions(review, leader=known.leader)
    yield from rating.questions(review, known.tables, _assessed(review, known), by_points=known.rules is not None)


def _assessed(review: Review, known: Known) -> tuple[str, ...]:
    if known.rules is None:
        return ()
    found = assess(review, known.promises.followed_up(review), known.rules)
    return reasons.of_assessment(found, year_before=review.year - 1 if known.previous is None else known.previous.year)


def _with_draft(question: Question[Review], review: Review) -> Question[Review]:
    key = question.drafted_as or question.key
    draft = review.draft(key)
    return replace(
        question,
        draft=draft,
        answered=question.answered and draft is None,
        record=lambda reply: question.record(reply).with_draft(key, None),
        set_aside=lambda text: review.with_draft(key, text),
    )
