"""Which questions a year (or a profile) asks, in order, computed from what is answered already.

The list is a pure function of the answers: a low rating brings the questions on its shortcoming, a shortcoming those on
its cause. So nothing has to be remembered to go back, to stop, or to go on a week later.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.core.asked_items import asked_items
from tuphe.core.checklist import Checklist
from tuphe.core.completeness import Context, Gap, missing, table_in_use
from tuphe.core.criteria_frame import CriteriaFrame
from tuphe.core.form import Form
from tuphe.core.level_rules import LevelRules
from tuphe.core.note import Note
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Post
from tuphe.core.promises import NOTHING_OPEN, Promises
from tuphe.core.question import Question, as_it_stands
from tuphe.core.remedies import with_pledges
from tuphe.core.review import Review
from tuphe.core.value import Plain
from tuphe.interview.questions import collective_and_pledges, earlier, items, sections, self_rating, tasks

_MARK: Final = re.compile(r"(?<=/)t[0-9a-f]{8}(-\d+)?(?=/)")
"""The step of a key that identifies an entry of a list by its words."""


class Known(Plain, frozen=True, kw_only=True):
    """What is known beside a year while it is asked.

    `previous` is the nearest earlier year, None in the first; `promises` are those that all earlier years leave open;
    `notes` are this year's; `tables` are the tables of points in the folder, `rules` those of the levels, if any apply
    to the year; `frame` returns what the points are given for, and reads it only when points are asked; `form` is the
    form to be handed in, None for the summary; `post` is whose hints are shown; `read_file` returns the text of a file
    that a person names.
    """

    leader: bool = False
    post: Post | None = None
    previous: Review | None = None
    promises: Promises = NOTHING_OPEN
    notes: tuple[Note, ...] = ()
    tables: tuple[PointTable, ...] = ()
    rules: LevelRules | None = None
    frame: Callable[[], CriteriaFrame | None] = lambda: None
    form: Form | None = None
    read_file: Callable[[str], str] = tasks.no_file

    def context(self, review: Review, checklist: Checklist) -> Context:
        """What decides, beside the form, what a year has to say."""
        return Context(
            checklist=checklist,
            promises=self.promises,
            leader=self.leader,
            first_year=self.previous is None,
            by_points=self.rules is not None,
            table=table_in_use(review, self.tables),
        )

    def missing(self, review: Review, checklist: Checklist) -> tuple[Gap, ...]:
        """What the year still lacks to be whole in the form to be handed in."""
        return missing(review, self.form, self.context(review, checklist))


def review_questions(review: Review, checklist: Checklist, known: Known) -> list[Question[Review]]:
    """List every question of one year, answered or not, in the order of the interview.

    A question is required while what it asks for is missing.
    """
    gaps = {gap.place for gap in known.missing(review, checklist)}
    questions = list(_all_questions(review, checklist, known))
    parts = _parts(questions, checklist)
    return [
        structs.replace(
            _with_progress(question, review, checklist, known, gaps),
            position=(parts.index(question.part) + 1, len(parts)),
        )
        for question in questions
    ]


def _parts(questions: Sequence[Question[Review]], checklist: Checklist) -> list[str]:
    """Return the parts of the interview in order, also those that an answer may add, so that numbers do not change."""
    groups = (group.name for group in checklist.groups)
    order = (earlier.PART, *groups, sections.PART, sections.ASKED, earlier.NEXT)
    asked = dict.fromkeys(question.part for question in questions)
    known = [part for part in order if part in (*asked, sections.PART, earlier.NEXT)]
    return [*known, *(part for part in asked if part not in known)]


def to_ask(review: Review, checklist: Checklist, known: Known) -> Callable[[Question[Review]], bool]:
    """Return what to ask when a year is taken up: what is missing, was put off or is due, and what is ahead.

    What an answer opened (the results of an item that was just rated) is due until it is answered, whatever was
    answered since. Any other question that may stay empty is asked only where nothing after it is answered: a year from
    a file need not say of everything that there is none. Nothing is ahead of a whole year.
    """
    listed = review_questions(review, checklist, known)
    last = max((place for place, question in enumerate(listed) if question.answered), default=-1)
    ahead_of_it = {_place(question) for question in listed[last + 1 :] if not question.key.startswith("muc/")}
    whole = not any(question.required for question in listed)
    return lambda question: (
        not question.answered
        and (question.required or question.draft is not None or (not whole and _place(question) in ahead_of_it))
    )


def _place(question: Question[Review]) -> str:
    # The question whether there is one more pledge stays the same, however many there are.
    return question.drafted_as or question.key


def _all_questions(review: Review, checklist: Checklist, known: Known) -> Iterator[Question[Review]]:
    yield from earlier.questions(review, known.promises, checklist, first_year=known.previous is None)
    asked = asked_items(checklist, review, leader=known.leader)
    for group in checklist.groups:
        for item in group.items:
            if item in asked:
                yield from items.questions(review, item, group, known)
    yield from sections.questions(review, known.form, known.context(review, checklist), known.notes)
    yield from earlier.questions_on_next_remedies(review, known.promises, checklist)
    yield from collective_and_pledges.questions(review, known.promises)
    yield from tasks.questions(review, known.read_file, leader=known.leader)
    yield from self_rating.questions(review, checklist, known)


def _with_progress(
    question: Question[Review], review: Review, checklist: Checklist, known: Known, gaps: set[str]
) -> Question[Review]:
    """Return a question with its draft and whether it is required; its answers update drafts and dues as well."""
    key = _place(question)
    draft = review.draft(key)
    if draft is None and key in review.due:
        draft = ""

    def record(reply: tuple[str, ...]) -> Review:
        """Record the reply; the questions that it opens are due."""
        # An answer that is confirmed unchanged is not read again: reading rounds, strips and splits.
        same = question.answered and as_it_stands(question, reply)
        recorded = with_pledges(review, review if same else question.record(reply), known.promises)
        return _opened_by(recorded.with_draft(key, None).without_due(key), review, checklist, known)

    def mark(value: str | None) -> Review:
        """Mark the row of a board; what was half-typed there is settled."""
        marked = review if question.row is None else question.row.mark(value)
        return with_pledges(review, marked, known.promises).with_draft(key, None).without_due(key)

    return structs.replace(
        question,
        draft=draft,
        required=key in gaps,
        answered=question.answered and draft is None,
        record=record,
        set_aside=lambda text: review.with_draft(key, text),
        row=question.row and structs.replace(question.row, mark=mark),
    )


def _opened_by(answered: Review, before: Review, checklist: Checklist, known: Known) -> Review:
    """Return the year in which questions that an answer opened are due; else they would look like those passed over.

    Where a table added several entries at once, nothing more is asked of them.
    """
    earlier_ones = {question.key: _place(question) for question in _all_questions(before, checklist, known)}
    listed = {question.key: question for question in _all_questions(answered, checklist, known)}
    gone = set(earlier_ones.values()) - {_place(question) for question in listed.values()}
    # Questions on an entry that was reworded are the same under other keys.
    renamed = Counter(_MARK.sub("", key) for key in earlier_ones if key not in listed)
    opened = []
    for key, question in listed.items():
        if key not in earlier_ones and not question.answered:
            renamed[_MARK.sub("", key)] -= 1
            opened += [_place(question)] if renamed[_MARK.sub("", key)] < 0 else []
    came = [key for key, question in listed.items() if key not in earlier_ones and question.answered]
    if sum(key.endswith("/noi_dung") for key in came) > 1:
        opened = []
    return answered.without_due(*gone).with_due(*opened)
