"""The one loop: ask, record, save; back, skip, stop. Who asks and who saves is handed in."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from tuphe.core.places import of_any_entry
from tuphe.core.question import Kind, Left, Move, Question, Refused
from tuphe.errors import CannotWrite, ChangedMeanwhile, Stopped, TuPheError, of_own_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Subject = TypeVar("Subject")

_WINDOW_GONE: Final = (errno.EIO, errno.EPIPE, errno.EBADF, errno.ENXIO)
"""What reading from or writing to a terminal ends with once its window is closed."""


class Asker(Protocol):
    """Someone who can put a question to the person."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Return the values chosen or the text typed, or where the person wants to go.

        `fault` is why the last answer was refused, `typed` that answer.

        Raises Stopped with the text that was not confirmed yet, whatever
        ended the question: a key, a signal, a fault; that is its cause.
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
    """Ask every wanted question, in order, and save after each single answer.

    `questions` lists all questions afresh from what is answered so far;
    `wanted` picks those to ask. One that was answered or put off is not asked
    again in this run, but can be gone back to; from there the way forward
    leads through everything between, to the question that was left. Going back
    from the very first question ends the run if `back_out`; else it comes
    again, after what lies `before` it. Returns the last subject saved.

    Raises Stopped, CannotWrite when the person stops because of it, and
    whatever else goes wrong, once what was typed is kept.
    """
    done: set[str] = set()
    now: str | None = None
    left: str | None = None
    while True:
        listed = questions(subject)
        question = _find(listed, now) or next(
            (question for question in listed if wanted(question) and question.key not in done), None
        )
        if question is None:
            return subject
        subject, move = _answer(question, subject, asker, save)
        if move is Move.BACK:
            place = listed.index(question)
            if place == 0 and back_out:
                return subject
            if place == 0 and before is not None:
                before()
            left = left or question.key
            now = listed[max(place - 1, 0)].key
            continue
        following = questions(subject)
        renamed = _renamed(question.key, listed, following)
        done |= {question.key, *renamed}
        left = None if left in (question.key, *renamed) else left
        now = None if left is None else _after((renamed or [question.key])[-1], question.key, listed, following)


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

    Whatever else goes wrong: what was typed is kept first, and told only then.
    """
    fault: BaseException | None = None
    typed = ""
    given_up: str | None = None
    while True:
        try:
            reply = asker.ask(question, fault=_in_words(fault, given_up), typed=typed)
            typed = _typed(question, reply)
            following = _following(question, subject, reply)
            interruption = None if following is subject else _save(save, following)
        except (Refused, CannotWrite) as refusal:
            fault, given_up = refusal, None
        except BaseException as failure:  # noqa: BLE001 -- nothing that goes wrong may take the text with it
            typed = failure.draft if isinstance(failure, Stopped) else typed
            unkept = _keep(question, subject, typed, save, failure)
            if unkept is None or typed == given_up:  # who stops again has seen why
                raise unkept or to_tell(failure, None if typed else fault) from None
            fault, given_up = unkept, typed
        else:
            if interruption is not None:
                raise to_tell(interruption) from None
            return following, reply.move if isinstance(reply, Left) else None


def _keep(
    question: Question[Subject], subject: Subject, typed: str, save: Callable[[Subject], None], failure: BaseException
) -> BaseException | None:
    """Keep what stands half-typed when `failure` ends a question: the one place where that is done.

    Returns why it cannot be kept, None where it is or where there is nothing to keep.

    Raises ChangedMeanwhile where it was put beside the file.
    """
    if isinstance(failure, ChangedMeanwhile) and failure.kept:
        return None
    try:
        following = _following(question, subject, Stopped(typed))
        if following is not subject:
            _save(save, following)
    except BaseException as refused:  # told at the question, where the text stands again
        if isinstance(refused, ChangedMeanwhile) and refused.kept:
            raise
        return refused
    return None


def to_tell(failure: BaseException, fault: BaseException | None = None) -> BaseException:
    """Return what is told of a question that `failure` ended: Stopped where the person did, else the cause.

    Who stops because of a full disk (`fault`, why the answer before was not taken) is told of the disk.
    """
    cause = failure.__cause__ if isinstance(failure, Stopped) else failure
    closed = isinstance(cause, OSError) and cause.errno in _WINDOW_GONE
    if cause is not None and not closed and not isinstance(cause, (KeyboardInterrupt, EOFError)):
        return cause
    if isinstance(fault, CannotWrite):
        return fault
    return failure if isinstance(failure, Stopped) else Stopped()


def _in_words(fault: BaseException | None, given_up: str | None) -> str:
    if fault is None:
        return ""
    sentence = str(fault) if isinstance(fault, (Refused, TuPheError)) else of_own_fault(fault)
    return f"{sentence}{' Dừng lần nữa thì bỏ đoạn đang gõ.' if given_up else ''}"


def _typed(question: Question[Subject], reply: tuple[str, ...] | Left) -> str:
    if isinstance(reply, Left):
        return reply.typed
    return reply[0] if reply and question.kind in (Kind.LINE, Kind.TEXT) else ""


def _following(question: Question[Subject], subject: Subject, reply: tuple[str, ...] | Left | Stopped) -> Subject:
    """Return what a reply makes of `subject`: an answer, a question put off, or `subject` itself.

    Raises Refused.
    """
    if not isinstance(reply, (Left, Stopped)):
        return question.record(reply)
    text = reply.draft if isinstance(reply, Stopped) else reply.typed
    put_off = isinstance(reply, Left) and reply.move is Move.SKIP and not (question.required or question.answered)
    stood = question.current if question.draft is None else (question.draft,)
    worth_keeping = text.strip() not in ("", *(known.strip() for known in stood))
    return question.set_aside(text) if question.set_aside and (put_off or worth_keeping) else subject


def _save(save: Callable[[Subject], None], subject: Subject) -> BaseException | None:
    """Save although keys and signals come in between, or a fault does once; return what did.

    Raises what stands in the way the second time too.
    """
    interruption: BaseException | None = None
    while True:
        try:
            save(subject)
        except (Refused, CannotWrite, ChangedMeanwhile):
            raise
        except BaseException as failure:  # told once the text is safe
            if interruption is not None and not isinstance(failure, KeyboardInterrupt):
                raise
            interruption = failure
        else:
            return interruption


def _find(questions: Sequence[Question[Subject]], key: str | None) -> Question[Subject] | None:
    return next((question for question in questions if question.key == key), None)
