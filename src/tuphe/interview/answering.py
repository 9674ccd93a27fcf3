"""One question or page, asked until there is an answer that can be taken and saved; no way out loses the typed text."""

import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar, cast

from tuphe.core.board import Page, standing_of
from tuphe.core.question import Kind, Left, Move, Question, Refused, RefusedField, Typed
from tuphe.errors import AskingFailed, CannotWrite, ChangedMeanwhile, Stopped, TuPheError, of_own_fault
from tuphe.interview.asker import Asker, AsksPages

Subject = TypeVar("Subject")
Asked = Question[Subject] | Page[Subject]
"""What `answer` asks: a board is worked through by the loop."""

_WINDOW_CLOSED: Final = (errno.EIO, errno.EPIPE, errno.EBADF, errno.ENXIO)
"""How reading from or writing to a terminal fails once its window is closed."""


def answer(
    step: Asked[Subject], subject: Subject, asker: Asker, save: Callable[[Subject], None], fault: BaseException | None
) -> tuple[Subject, Move | None]:
    """Ask until there is an answer that can be taken and saved; one that a full disk refuses need not be typed again.

    `fault` is why it is asked again, if it is. Where the person stops, or something fails, the text in the field is
    saved before anything is raised.
    """
    ended: BaseException
    typed: Typed = ""
    given_up: Typed | None = None  # the text that could not be saved, as the person was told
    asked = _Asking(step, subject, save)
    while True:
        try:
            reply = asked.put_to(asker, fault, given_up, typed)
            typed = _typed(step, reply)
            move = reply.move if isinstance(reply, Left) else None
            if move is not Move.STOP:
                following = asked.following(reply)
                interruption = asked.save(following)
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
        unkept = asked.keep(typed, ended)
        if unkept is None or typed == given_up:  # whoever stops again has seen why it cannot be saved
            raise unkept or to_raise(ended, None if typed else fault) from None
        fault, given_up = unkept, typed


class _Asking(Generic[Subject]):
    """A step that is asked, the subject that a reply to it makes, and the subject that was saved last."""

    def __init__(self, step: Asked[Subject], subject: Subject, save: Callable[[Subject], None]) -> None:
        self._step = step
        self._subject = subject
        self._save = save
        self._last = subject

    def put_to(self, asker: Asker, fault: BaseException | None, given_up: Typed | None, typed: Any) -> Any:
        """Ask once; each field of a page is saved when it is left, if it can be: the reply is saved in any case."""
        words = in_words(fault, given_up)
        if isinstance(self._step, Question):
            return asker.ask(self._step, fault=words, typed=typed)

        def keep(texts: Mapping[str, str]) -> None:
            with suppress(CannotWrite):  # the person is told when the whole page cannot be saved
                if (interruption := self.save(self.following(Left(Move.STOP, texts)))) is not None:
                    raise interruption

        at = fault.key if isinstance(fault, RefusedField) else ""
        # Only an asker that can show pages is given one.
        return cast("AsksPages", asker).ask_page(self._step, keep, fault=words, at=at, typed=typed or {})

    def save(self, following: Subject) -> BaseException | None:
        """Save a subject unless it is the one that was saved last; return what interrupted the saving.

        Raises the failure where it cannot be saved.
        """
        if following == self._last:
            return None
        interruption = save_through(self._save, following)
        self._last = following
        return interruption

    def keep(self, typed: Typed, ended: BaseException) -> BaseException | None:
        """Save the half-typed text when `ended` ends the step: the only place where that is done.

        Returns why it cannot be saved, None where it is saved or there is none.

        Raises ChangedMeanwhile where it was saved in another file beside the year's.
        """
        if isinstance(ended, ChangedMeanwhile) and ended.kept:
            return None
        try:
            self.save(self.following(Left(Move.STOP, typed)))
        except BaseException as refused:  # said at the question, where the text is shown again
            if isinstance(refused, ChangedMeanwhile) and refused.kept:
                raise
            return refused
        return None

    def following(self, reply: Any) -> Subject:
        """Return the subject with a reply: with the answer, with a text saved for another time, or as it is.

        Raises Refused.
        """
        step, subject = self._step, self._subject
        if not isinstance(reply, Left):
            return step.record(reply)
        first = step.questions[0]
        put_off = reply.move is Move.SKIP and not (first.required or first.answered)
        if isinstance(step, Page):
            kept = step.keep(reply.typed if isinstance(reply.typed, Mapping) else {})
            return first.set_aside("") if put_off and kept is subject and first.set_aside else kept
        stood = step.current if step.draft is None else (step.draft,)
        worth_keeping = str(reply.typed).strip() not in ("", *(known.strip() for known in stood))
        return step.set_aside(str(reply.typed)) if step.set_aside and (put_off or worth_keeping) else subject


def to_raise(ended: BaseException, fault: BaseException | None = None) -> BaseException:
    """Return what to raise when a question ended: Stopped for the person and a closed window, else the failure.

    A person who stops because of a full disk (`fault`, why the last answer was not taken) is told of the disk.
    """
    failure = ended.__cause__ if isinstance(ended, AskingFailed) else ended
    closed = isinstance(failure, OSError) and failure.errno in _WINDOW_CLOSED
    if failure is not None and not closed and not isinstance(failure, (KeyboardInterrupt, EOFError, Stopped)):
        return failure
    return fault if isinstance(fault, CannotWrite) else Stopped()


def in_words(fault: BaseException | None, given_up: Typed | None) -> str:
    """Say why the last answer was not taken; `given_up` is the text that is lost when the person stops once more."""
    if fault is None:
        return ""
    sentence = str(fault) if isinstance(fault, (Refused, TuPheError)) else of_own_fault(fault)
    return f"{sentence}{' Dừng lần nữa thì bỏ đoạn đang gõ.' if given_up else ''}"


def _typed(step: Asked[Subject], reply: Any) -> Typed:
    if isinstance(reply, Left):
        return reply.typed
    if isinstance(step, Page):
        return standing_of(reply)
    return str(reply[0]) if reply and step.kind in (Kind.LINE, Kind.TEXT) else ""


def save_through(save: Callable[[Subject], None], subject: Subject) -> BaseException | None:
    """Save in spite of keys, signals and a failure that happens once; return what interrupted the saving.

    Raises what fails the second time too.
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
