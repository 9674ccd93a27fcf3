"""Questions put together, as values: a board, a row each; the page of an entry, a field each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tuphe.core.value import Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tuphe.core.question import Choice, Question, Row

Subject = TypeVar("Subject")


class Page(Plain, Generic[Subject], frozen=True, kw_only=True):
    """The questions on one entry, answered on one screen, a field each.

    `questions` are those that a year has; `fields` lists what is asked, among
    them those on an entry that is still to come, which takes longer. `record`
    takes the replies by the keys of the fields and returns the next subject;
    it raises RefusedField. `keep` takes what stands in the fields and returns
    the subject with what is typed there as half-typed texts. `begun` returns
    the subject in which what has no answer is due, for who is asked the
    questions one after another.
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
    """Return replies as what stands in the fields of a page: of choices, the values chosen, a line each."""
    return {key: "\n".join(reply) for key, reply in replies.items()}


def chosen_of(question: Question[Any], standing: str) -> tuple[str, ...]:
    """Return the values chosen by what stood in a field of choices; a value may be of several lines."""
    chosen: list[str] = []
    rest = f"{standing}\n"
    while fitting := [choice.value for choice in question.choices if rest.startswith(f"{choice.value}\n")]:
        chosen.append(max(fitting, key=len))
        rest = rest[len(chosen[-1]) + 1 :]
    return tuple(chosen)


class Board(Plain, Generic[Subject], frozen=True, kw_only=True):
    """Questions with the same choices, seen and answered on one screen, a row each; a row's page has the rest."""

    key: str
    part: str
    rows: tuple[tuple[Question[Subject], Row[Subject]], ...]
    pages: Mapping[str, Callable[[], Page[Subject]]]
    """What opens a row's page, by its place; nothing where nothing more is asked."""
    questions: tuple[Question[Subject], ...]
    """All that the board stands for."""

    @property
    def answered(self) -> bool:
        """Whether every row has an answer."""
        return not self.unanswered

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What a row can be answered with; the first has the key 1."""
        return self.rows[0][0].choices

    @property
    def heading_before(self) -> str:
        """What stands above the answers of an earlier year; nothing where no row has one."""
        return next((row.heading_before for _, row in self.rows if row.before), "")

    @property
    def what(self) -> str:
        """What each row is one of."""
        return self.rows[0][1].what

    def row_at(self, place: str) -> int:
        """Return the number, from 0, of the row about `place`; else of the first one that lacks something."""
        places = [question.place for question, _ in self.rows]
        if place in places:
            return places.index(place)
        lacking = (
            at
            for at, (question, row) in enumerate(self.rows)
            if (row.lacks if question.current else bool(question.choices))
        )
        return next(lacking, 0)

    @property
    def to_choose(self) -> int:
        """In how many rows something is chosen: not in one that only leads to another page."""
        return sum(bool(question.choices) for question, _ in self.rows)

    @property
    def unanswered(self) -> int:
        """In how many of them nothing is chosen yet."""
        return sum(bool(question.choices) and not question.current for question, _ in self.rows)

    def lacks(self) -> Sequence[str]:
        """Say in lines what is left to do on the board."""
        lacking = [row.lacks for question, row in self.rows if question.current and row.lacks]
        counted = {words: lacking.count(words) for words in lacking}
        return (
            *((f"{self.unanswered} {self.what} chưa chọn",) if self.unanswered else ()),
            *(f"{count} {self.what} {words}" for words, count in counted.items()),
        )
