"""The one loop: ask, record, save; back, skip, stop. Who asks and who saves is handed in."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from tuphe.core.places import of_any_entry
from tuphe.core.question import Kind, Left, Move, Question, Refused
from tuphe.errors import AskingFailed, CannotWrite, ChangedMeanwhile, Stopped, TuPheError, of_own_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Subject = TypeVar("Subject")
Reply = tuple[str, ...] | Left
"""The values chosen or the text typed, or where the person wants to go instead."""

_WINDOW_CLOSED: Final = (errno.EIO, errno.EPIPE, errno.EBADF, errno.ENXIO)
"""How reading from or writing to a terminal fails once its window is closed."""


class Asker(Protocol):
    """Someone who can put a question to the person."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> Reply:
        """Ask one question and return the reply.

        `fault` is why the last answer was refused, `typed` that answer.

        Raises AskingFailed with the text in the field where something other
        than the person ends the question.
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
    before: Callable[[], None] | None = None,
) -> Subject:
    """Ask every wanted question, in order, save after each answer, and return the last subject saved.

    `questions` lists all questions afresh from what is answered so far. One that was answered or put off is not asked
    again in this run, but can be gone back to; from there the way forward leads through everything between. Going
    back from the very first question ends the run if `back_out`; else `before` is run and the question comes again.

    Raises Stopped, CannotWrite when the person stops because of it, and whatever else fails once the text is kept.
    """
    done: set[str] = set()
    now: str | None = None  # the key of the question to ask next; None for the first one wanted
    left: str | None = None  # where the person was before going back
    while True:
        listed = questions(subject)
        question = _next(listed, now, lambda one: wanted(one) and one.key not in done)
        if question is None:
            return subject
        subject, move = _answer(question, subject, asker, save)
        if move is Move.BACK:
            place = listed.index(question)
            if place == 0 and back_out:
                return subject
            if place == 0 and before is not None:
                before()
            now, left = listed[max(place - 1, 0)].key, left or question.key
        else:
            following = questions(subject)
            names = [question.key, *_renamed(question.key, listed, following)]
            done.update(names)
            left = None if left in names else left
            now = left and _after(names[-1], question.key, listed, following)


def _next(
    questions: Sequence[Question[Subject]], key: str | None, wanted: Callable[[Question[Subject]], bool]
) -> Question[Subject] | None:
    named = (question for question in questions if question.key == key)
    return next(named, None) or next(filter(wanted, questions), None)


def _renamed(answered: str, before: Sequence[Question[Subject]], now: Sequence[Question[Subject]]) -> list[str]:
    """Return the keys that the answered question has now: an entry's words are a part of its questions' keys."""
    known = {question.key for question in before}
    like = of_any_entry(answered)
    return [one.key for one in now if one.answered and one.key not in known and of_any_entry(one.key) == like]


def _after(
    answered: str, asked: str, before: Sequence[Question[Subject]], now: Sequence[Question[Subject]]
) -> str | None:
    """Return the key of what comes after a question in the new list, whatever the answer brought or took away.

    `answered` is its key there, `asked` the one that it had in the list `before`.
    """
    places = {question.key: place for place, question in enumerate(now)}
    asked_so_far = [question.key for question in before]
    for key in (answered, *reversed(asked_so_far[: asked_so_far.index(asked) + 1])):
        if key in places:
            following = now[places[key] + 1 :]
            return following[0].key if following else None
    return now[0].key if now else None


def _answer(
    question: Question[Subject], subject: Subject, asker: Asker, save: Callable[[Subject], None]
) -> tuple[Subject, Move | None]:
    """Ask until there is an answer that can be taken and saved: what a full disk refuses is not typed twice.

    Where the person stops, or something fails, the text in the field is kept before anything is raised.
    """
    fault: BaseException | None = None
    typed = ""
    given_up: str | None = None  # the text that could not be kept, of which the person was warned
    while True:
        try:
            reply = asker.ask(question, fault=_in_words(fault, given_up), typed=typed)
            typed = _typed(question, reply)
            move = reply.move if isinstance(reply, Left) else None
            if move is not Move.STOP:
                following = _following(question, subject, reply)
                interruption = None if following is subject else _save(save, following)
        except (Refused, CannotWrite) as refusal:
            fault, given_up = refusal, None
            continue
        except BaseException as failure:  # noqa: BLE001 -- nothing that goes wrong may take the text with it
            typed = failure.typed if isinstance(failure, AskingFailed) else typed
            ended = failure
        else:
            if move is not Move.STOP:
                if interruption is not None:
                    raise to_raise(interruption)
                return following, move
            ended = Stopped()
        unkept = _keep(question, subject, typed, save, ended)
        if unkept is None or typed == given_up:  # who stops again has seen why
            raise unkept or to_raise(ended, None if typed else fault) from None
        fault, given_up = unkept, typed


def _keep(
    question: Question[Subject], subject: Subject, typed: str, save: Callable[[Subject], None], ended: BaseException
) -> BaseException | None:
    """Keep the half-typed text when `ended` ends a question: the one place where that is done.

    Returns why it cannot be kept, None where it is or where there is nothing to keep.

    Raises ChangedMeanwhile where it was put beside the file.
    """
    if isinstance(ended, ChangedMeanwhile) and ended.kept:
        return None
    try:
        following = _following(question, subject, Left(Move.STOP, typed))
        if following is not subject:
            _save(save, following)
    except BaseException as refused:  # said at the question, where the text is shown again
        if isinstance(refused, ChangedMeanwhile) and refused.kept:
            raise
        return refused
    return None


def to_raise(ended: BaseException, fault: BaseException | None = None) -> BaseException:
    """Return what to raise for what ended a question: Stopped for the person and a closed window, else the failure.

    Who stops because of a full disk (`fault`, why the answer before was not taken) is told of the disk.
    """
    failure = ended.__cause__ if isinstance(ended, AskingFailed) else ended
    closed = isinstance(failure, OSError) and failure.errno in _WINDOW_CLOSED
    if failure is not None and not closed and not isinstance(failure, (KeyboardInterrupt, EOFError, Stopped)):
        return failure
    return fault if isinstance(fault, CannotWrite) else Stopped()


def _in_words(fault: BaseException | None, given_up: str | None) -> str:
    if fault is None:
        return ""
    sentence = str(fault) if isinstance(fault, (Refused, TuPheError)) else of_own_fault(fault)
    return f"{sentence}{' Dừng lần nữa thì bỏ đoạn đang gõ.' if given_up else ''}"


def _typed(question: Question[Subject], reply: Reply) -> str:
    if isinstance(reply, Left):
        return reply.typed
    return reply[0] if reply and question.kind in (Kind.LINE, Kind.TEXT) else ""


def _following(question: Question[Subject], subject: Subject, reply: Reply) -> Subject:
    """Return what a reply makes of `subject`: an answer, a question put off, or `subject` itself.

    Raises Refused.
    """
    if not isinstance(reply, Left):
        return question.record(reply)
    put_off = reply.move is Move.SKIP and not (question.required or question.answered)
    stood = question.current if question.draft is None else (question.draft,)
    worth_keeping = reply.typed.strip() not in ("", *(known.strip() for known in stood))
    return question.set_aside(reply.typed) if question.set_aside and (put_off or worth_keeping) else subject


def _save(save: Callable[[Subject], None], subject: Subject) -> BaseException | None:
    """Save although keys and signals come in between, or a fault does once; return what did.

    Raises what is in the way the second time too.
    """
    interruption: BaseException | None = None
    while True:
        try:
            save(subject)
        except (Refused, CannotWrite, ChangedMeanwhile):
            raise
        except BaseException as failure:  # raised once the text is safe
            if interruption is not None and not isinstance(failure, KeyboardInterrupt):
                raise
            interruption = failure
        else:
            return interruption
