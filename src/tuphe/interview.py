"""The one loop: ask, record, save; back, skip, stop. Who asks and who saves is handed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from tuphe.core.question import Left, Move, Question, Refused
from tuphe.errors import CannotWrite, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Subject = TypeVar("Subject")


class Asker(Protocol):
    """Someone who can put a question to the person."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Return the values chosen or the text typed, or where the person wants to go.

        `fault` is why the last answer was refused, `typed` that answer.
        Raises Stopped with the text that was not confirmed yet.
        """
        ...


def conduct(
    questions: Callable[[Subject], Sequence[Question[Subject]]],
    subject: Subject,
    *,
    asker: Asker,
    save: Callable[[Subject], None],
    wanted: Callable[[Question[Subject]], bool],
    back_out: bool = False,
) -> Subject:
    """Ask every wanted question, in order, and save after each single answer.

    `questions` lists all questions afresh from what is answered so far;
    `wanted` picks those to ask. One that was answered or put off is not asked
    again in this run, but can be gone back to. Going back from the very first
    question ends the run if `back_out`, and asks it again if not. Returns the
    last subject saved.

    Raises Stopped, CannotWrite when the person stops because of it, and
    whatever else `save` raises.
    """
    done: set[str] = set()
    went_back_to: str | None = None
    while True:
        listed = questions(subject)
        question = _find(listed, went_back_to) or next(
            (question for question in listed if wanted(question) and question.key not in done), None
        )
        if question is None:
            return subject
        subject, move = _answer(question, subject, asker, save)
        if move is Move.BACK:
            place = listed.index(question)
            if place == 0 and back_out:
                return subject
            went_back_to = listed[max(place - 1, 0)].key
            continue
        done.add(question.key)
        went_back_to = None


def still_open(questions: Sequence[Question[Subject]]) -> Callable[[Question[Subject]], bool]:
    """Return what to ask when a year is taken up again: all that has no answer.

    An offer (a question that may stay empty) before the last answer counts as
    passed: an answers file need not say of every item that it has no
    shortcoming. One that was put off is asked again.
    """
    last = max((place for place, question in enumerate(questions) if question.answered), default=0)
    passed = {question.key for question in questions[:last] if not question.required and question.draft is None}
    return lambda question: not question.answered and question.key not in passed


def missing(questions: Sequence[Question[Subject]]) -> list[Question[Subject]]:
    """Return the questions that need an answer and have none."""
    return [question for question in questions if question.required and not question.answered]


def _answer(
    question: Question[Subject], subject: Subject, asker: Asker, save: Callable[[Subject], None]
) -> tuple[Subject, Move | None]:
    """Ask until there is an answer that can be taken and saved: what a full disk refuses is not typed twice."""
    fault: Refused | CannotWrite | None = None
    typed = given_up = ""
    while True:
        reply: tuple[str, ...] | Left | Stopped
        try:
            reply = asker.ask(question, fault=_in_words(fault, given_up), typed=typed)
        except Stopped as stopped:
            reply = stopped
        typed = _typed(reply)
        try:
            following = _following(question, subject, reply)
            if following is not subject and _twice(partial(save, following)):
                raise Stopped
        except (Refused, CannotWrite) as refusal:
            if isinstance(reply, Stopped) and typed == given_up:
                raise  # who stops again has seen why
            given_up = typed if isinstance(reply, Stopped) else ""
            fault = refusal
            continue
        if isinstance(reply, Stopped):
            raise fault if isinstance(fault, CannotWrite) and following is subject else reply
        return following, reply.move if isinstance(reply, Left) else None


def _in_words(fault: Refused | CannotWrite | None, given_up: str) -> str:
    return f"{fault or ''}{' Dừng lần nữa thì bỏ đoạn đang gõ.' if given_up else ''}"


def _typed(reply: tuple[str, ...] | Left | Stopped) -> str:
    match reply:
        case Stopped():
            return reply.draft
        case Left():
            return reply.typed
        case _:
            return reply[0] if reply else ""


def _following(question: Question[Subject], subject: Subject, reply: tuple[str, ...] | Left | Stopped) -> Subject:
    """Return what a reply makes of `subject`: an answer, a question put off, or `subject` itself.

    Raises Refused.
    """
    if not isinstance(reply, (Left, Stopped)):
        return question.record(reply)
    text = _typed(reply)
    put_off = isinstance(reply, Left) and reply.move is Move.SKIP and not (question.required or question.answered)
    worth_keeping = text.strip() not in ("", question.draft, *question.current)
    return question.set_aside(text) if question.set_aside and (put_off or worth_keeping) else subject


def _twice(save: Callable[[], object]) -> bool:
    """Save although a key or a closed window interrupts it once; return whether that happened."""
    try:
        save()
    except KeyboardInterrupt:
        save()
        return True
    return False


def _find(questions: Sequence[Question[Subject]], key: str | None) -> Question[Subject] | None:
    return next((question for question in questions if question.key == key), None)
