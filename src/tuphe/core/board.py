"""Questions shown together, as values: a board with a row for each; the page of an entry with a field for each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from tuphe.core.question import Kind, Left, Question, Row
from tuphe.core.value import Plain

Mark = Callable[[str, str | None], "Board[Any]"]
"""Answers the row about a place with a value, or takes its answer back; returns the board as it is saved."""

Keep = Callable[[Mapping[str, str]], None]
"""Saves the texts in the fields of a page, by their keys, when the person goes from one field to another."""

PageReply = Mapping[str, tuple[str, ...]] | Left
"""The replies to the fields of a page by their keys, or where the person wants to go instead."""

Subject = TypeVar("Subject")


class Page(Plain, Generic[Subject], frozen=True, kw_only=True):
    """The questions on one entry, answered on one screen, a field each.

    `questions` are those that the year has already; `fields` lists all that are asked, with those on an entry still to
    be added, which takes longer. `record` takes the replies by the keys of the fields and returns the next subject; it
    raises RefusedField. `keep` takes the texts in the fields and returns the subject in which they are half-typed.
    `begun` returns the subject in which every unanswered question is due, for a person who is asked the questions one
    after another.
    """

    key: str
    part: str
    place: str
    title: str
    questions: tuple[Question[Subject], ...]
    fields: Callable[[], tuple[Question[Subject], ...]]
    record: Callable[[Mapping[str, tuple[str, ...]]], Subject]
    keep: Callable[[Mapping[str, str]], Subject]
    begun: Callable[[], Subject]
    row: Question[Subject] | None = None
    """The question of the row on a board whose page this is, which no field asks."""

    @property
    def answered(self) -> bool:
        """Whether the entry is there."""
        return self.questions[0].answered

    @property
    def context(self) -> tuple[str, ...]:
        """What is known already, in lines, each once."""
        return tuple(dict.fromkeys(line for question in self.fields() for line in question.context))

    @property
    def in_sight(self) -> tuple[str, ...]:
        """What is to be seen above the fields: what is known, between the question of a row and its hints."""
        if self.row is None or not self.row.hints:
            return self.context
        return (self.row.text, *self.context, *(f"• {hint}" for hint in self.row.hints))


def standing_of(replies: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return replies as the texts in the fields of a page; of a field of choices, the chosen values, a line each."""
    return {key: "\n".join(reply) for key, reply in replies.items()}


def chosen_of(question: Question[Any], standing: str) -> tuple[str, ...]:
    """Return the values that the text of a field of choices names; a value may have several lines."""
    chosen: list[str] = []
    rest = f"{standing}\n"
    while fitting := [choice.value for choice in question.choices if rest.startswith(f"{choice.value}\n")]:
        chosen.append(max(fitting, key=len))
        rest = rest[len(chosen[-1]) + 1 :]
    return tuple(chosen)


class Board(Plain, Generic[Subject], frozen=True, kw_only=True):
    """Questions shown and answered on one screen, a row for each, by a key or a number; a row's page asks the rest."""

    key: str
    part: str
    rows: tuple[tuple[Question[Subject], Row[Subject]], ...]
    pages: Mapping[str, Callable[[], Page[Subject]]]
    """Functions that return the page of a row, by the place of the row; a row that asks nothing more has none."""
    questions: tuple[Question[Subject], ...]
    """All questions that the board asks, in its rows and on their pages."""

    @property
    def answered(self) -> bool:
        """Whether every row has an answer."""
        return not self.unanswered

    @property
    def typed(self) -> bool:
        """Whether numbers are typed in its rows, or in some of them: points."""
        return any(question.kind is Kind.LINE for question, _ in self.rows)

    @property
    def heading_before(self) -> str:
        """The heading above the answers of an earlier year; empty where no row has one."""
        return next((row.heading_before for _, row in self.rows if row.before), "")

    @property
    def what(self) -> str:
        """What people call the thing that a row is about, such as an item."""
        return self.rows[0][1].what

    def row_at(self, place: str) -> int:
        """Return the number, from 0, of the row about `place`; else of the first one that lacks something."""
        places = [question.place for question, _ in self.rows]
        if place in places:
            return places.index(place)
        lacking = (
            at
            for at, (question, row) in enumerate(self.rows)
            if (row.lacks or question.draft if question.current else _open(question))
        )
        return next(lacking, 0)

    def page_beside(self, place: str, rows: int) -> str:
        """Return the place of the nearest row that has a page, below the one about `place`, or above it.

        `rows` is 1 or -1. The place is empty where `rows` is 0, and where there is no such row.
        """
        places = [question.place for question, _ in self.rows if question.place in self.pages]
        if not rows or place not in places:
            return ""
        at = places.index(place) + rows
        return places[at] if 0 <= at < len(places) else ""

    @property
    def to_answer(self) -> int:
        """How many rows are answered on the board itself, unlike one that only leads to another page."""
        return sum(not leads_on(question) for question, _ in self.rows)

    @property
    def given(self) -> int:
        """How many of them have an answer."""
        return sum(bool(question.current) and not leads_on(question) for question, _ in self.rows)

    @property
    def unanswered(self) -> int:
        """How many of them still want one."""
        return sum(_open(question) for question, _ in self.rows)

    def lacks(self) -> Sequence[str]:
        """Say in lines what is left to do on the board."""
        lacking = [row.lacks for question, row in self.rows if question.current and row.lacks]
        counted = {words: lacking.count(words) for words in lacking}
        open_ones = "chưa có điểm" if self.typed else "chưa chọn"
        return (
            *((f"{self.unanswered} {self.what} {open_ones}",) if self.unanswered else ()),
            *(f"{count} {self.what} {words}" for words, count in counted.items()),
        )


def leads_on(question: Question[Any]) -> bool:
    """Whether a row only leads to the page of one more entry: nothing is chosen or typed in the row."""
    return question.kind is Kind.TEXT


def _open(question: Question[Any]) -> bool:
    """Whether a row wants an answer: a number that no level rests on may stay empty."""
    return not question.current and (bool(question.choices) or (question.required and not leads_on(question)))
