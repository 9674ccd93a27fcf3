"""Which questions a year (or a profile) asks, in order, computed from what is answered already.

The list is a pure function of the answers: a low rating brings the questions
on its shortcoming, a shortcoming those on its cause. So nothing has to be
remembered to go back, to stop, or to go on a week later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuphe.core.question import Kind
from tuphe.core.review import asked_items
from tuphe.questions import ahead, items, last_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.checklist import Checklist
    from tuphe.core.question import Question
    from tuphe.core.review import Review


def review_questions(
    review: Review, checklist: Checklist, *, leader: bool, previous: Review | None
) -> list[Question[Review]]:
    """List every question of one year, answered or not, in the order of the interview.

    `previous` is the nearest earlier year, or None in the first year.
    """
    questions = _all_questions(review, checklist, leader=leader, previous=previous)
    return [_with_draft(question, review) for question in questions]


def _all_questions(
    review: Review, checklist: Checklist, *, leader: bool, previous: Review | None
) -> Iterator[Question[Review]]:
    if previous is not None:
        yield from last_year.questions(review, previous, checklist)
    asked = asked_items(checklist, review, leader=leader)
    for group in checklist.groups:
        for item in group.items:
            if item in asked:
                position = (asked.index(item) + 1, len(asked))
                yield from items.questions(review, item, group, position, previous)
    yield from ahead.questions(review)


def _with_draft(question: Question[Review], review: Review) -> Question[Review]:
    if question.kind not in (Kind.LINE, Kind.TEXT):
        return question
    key = question.key
    draft = review.draft(key)
    return replace(
        question,
        draft=draft,
        answered=question.answered and not draft,
        record=lambda reply: question.record(reply).with_draft(key, ""),
        set_aside=lambda text: review.with_draft(key, text),
    )
