"""A question as a value: what it asks, what it knows already, and what an answer makes of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import field

from tuphe.core.value import Plain

Typed = str | Mapping[str, str]
"""The text in a field; on a page, the text in each of its fields, by their keys. It is falsy while nothing is typed."""

Subject = TypeVar("Subject")
"""What is being filled in: a review or a profile."""


class Kind(Enum):
    """How a question is answered."""

    ONE = auto()  # one of the choices, with one key
    SEVERAL = auto()  # any number of the choices
    LINE = auto()  # one line
    TEXT = auto()  # several lines


class Move(Enum):
    """What a person can do instead of answering."""

    BACK = auto()
    SKIP = auto()
    STOP = auto()


class Left(NamedTuple):
    """A question left without an answer; `typed` is the text in the field, which nobody confirmed."""

    move: Move
    typed: Typed = ""


Reply = tuple[str, ...] | Left
"""The values chosen or the text typed, or where the person wants to go instead."""


class Opened(NamedTuple):
    """A board left for the page of one of its rows."""

    place: str


class Choice(NamedTuple):
    """One answer to choose: the value kept, the label shown."""

    value: str
    label: str


class Refused(ValueError):
    """An answer that cannot be taken; its text is the Vietnamese sentence to show."""


class RefusedField(Refused):
    """A page of which one field cannot be taken; `key` is that of its question."""

    def __init__(self, sentence: str, key: str) -> None:
        super().__init__(sentence)
        self.key = key


class Row(Plain, Generic[Subject], frozen=True, kw_only=True):
    """What a board shows of a question beside its answer, and what its keys make of the subject."""

    board: str
    """The key of the board, such as nhom/nhan-thuc."""
    mark: Callable[[str | None], Subject]
    """Answers the question with the value of a choice or the number typed, or takes the answer back.

    Raises Refused for a number that cannot be taken.
    """
    heading: str
    """The heading above the answers, such as the year."""
    name: str = ""
    """The words at the beginning of the row, where these are not the question's title."""
    what: str = "mục"
    """What people call the thing that the row is about."""
    about: tuple[str, ...] = ()
    """What is known already, in lines, shown while the pointer is on the row."""
    before: str = ""
    """The answer of an earlier year, as it is shown."""
    heading_before: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many entries the row's page has, by what they are: results, shortcomings, notes."""
    lacks: str = ""
    """What the row still lacks once it is answered, in words."""
    follows: bool = False
    """Whether its page opens by itself once the board is left, since something there needs an answer."""
    doubts: Mapping[str, str] = field(default_factory=dict)
    """Choices that need a second press, each with the reason."""
    most: str = ""
    """The greatest number that can be typed in the row."""
    sums: tuple[str, ...] = ()
    """The sums of the rows of the board, in lines, shown below them all."""
    basis: tuple[str, ...] = ()
    """What the answers rest on, in lines, shown before the hints."""


class Question(Plain, Generic[Subject], frozen=True, kw_only=True):
    """One question about `Subject`, computed afresh after every answer.

    `record` turns an answer (values of the choices; or a single text) into the next subject, and raises Refused.
    """

    key: str
    """Where the answer goes; stable from run to run."""
    part: str
    """The part of the interview, such as a group's name."""
    place: str
    """What the question is about, such as an item's id; a place is opened again as a whole."""
    title: str
    text: str
    kind: Kind
    record: Callable[[tuple[str, ...]], Subject]
    hints: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    """What is known already, in lines: last year's answer, the shortcoming in question."""
    so_far: str = ""
    """What was answered about the same place before, for someone who comes back to it."""
    choices: tuple[Choice, ...] = ()
    current: tuple[str, ...] = ()
    """The answer so far: values of the choices, or a single text."""
    offered: str = ""
    """The usual answer: it is taken where the line is left empty and there is no answer yet."""
    reading: Callable[[str], str] | None = None
    """Returns what a typed text means; raises Refused. None where the text is taken as it is."""
    draft: str | None = None
    """What was typed when the question was put off, offered again in place of the answer; None if it was not."""
    drafted_as: str = ""
    """The key of its draft, where `key` counts the entries that there are already; else the draft has `key` too."""
    set_aside: Callable[[str], Subject] | None = None
    """Puts the question off, with the text typed so far; None where that is not saved."""
    required: bool = False
    """Whether what it asks for is still missing; it may be put off all the same."""
    answered: bool = False
    position: tuple[int, int] | None = None
    """Number of its part from 1, and how many the interview has."""
    page: str = ""
    """The key of the page that asks it with the other questions on one entry; empty where it is asked alone."""
    row: Row[Subject] | None = None
    """What a board shows of it beside the answer; None where it is on no board."""

    @property
    def questions(self) -> tuple[Question[Subject], ...]:
        """The question itself: pages and boards have the same property for theirs."""
        return (self,)

    def labels(self, values: Iterable[str]) -> list[str]:
        """Return values of the choices as the choices show them, any other text as it is."""
        shown = dict(self.choices)
        return [shown.get(value, value) for value in values]

    def taken_for(self, typed: str) -> str:
        """Return what a typed text is taken to mean; empty where it is taken as it is, or is refused."""
        if self.reading is None:
            return "" if typed.strip() or self.current else self.offered
        try:
            taken = self.reading(typed)
        except Refused:
            return ""
        return "" if taken == typed.strip() else taken

    def context_after(self, before: Question[Any] | None) -> tuple[str, ...]:
        """Return what is to be said with this question: what the one `before` it, of the same place, did not say."""
        said = before.context if before is not None and before.place == self.place else ()
        return tuple(line for line in self.context if line not in said)


def as_it_stands(question: Question[Any], reply: tuple[str, ...]) -> bool:
    """Whether a reply is the current text unchanged, but for the space around it."""
    typed = question.kind in (Kind.LINE, Kind.TEXT) and bool(question.current) and bool(reply)
    return typed and reply[0].strip() == question.current[0].strip()
