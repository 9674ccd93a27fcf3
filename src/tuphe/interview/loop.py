"""The one loop: ask, record, save; back, skip, stop. Who asks and who saves is handed in."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from tuphe.core.board import Board, Page, standing_of
from tuphe.core.places import of_any_entry
from tuphe.core.question import Kind, Left, Move, Opened, Question, Refused, RefusedField
from tuphe.errors import AskingFailed, CannotWrite, ChangedMeanwhile, Stopped, TuPheError, of_own_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tuphe.core.question import Typed

Subject = TypeVar("Subject")
Reply = tuple[str, ...] | Left
"""The values chosen or the text typed, or where the person wants to go instead."""

Replies = Mapping[str, tuple[str, ...]] | Left
"""The replies to the fields of a page by their keys, or where the person wants to go instead."""

Step = Question[Subject] | Page[Subject] | Board[Subject]
"""What is asked at once."""

_WINDOW_CLOSED: Final = (errno.EIO, errno.EPIPE, errno.EBADF, errno.ENXIO)
"""How reading from or writing to a terminal fails once its window is closed."""


class Asker(Protocol):
    """Someone who can put questions to the person: one, those of a page, those of a board."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> Reply:
        """Ask one question and return the reply.

        `fault` is why the last answer was refused, `typed` that answer.

        Raises AskingFailed with the text in the field where something other
        than the person ends the question.
        """
        ...

    def ask_page(
        self,
        page: Page[Subject],
        keep: Callable[[Mapping[str, str]], None],
        *,
        fault: str,
        at: str,
        typed: Mapping[str, str],
    ) -> Replies:
        """Ask the questions of a page; what stands in its fields goes to `keep` whenever one is left for another.

        `at` is the key of the field that `fault` is about.

        Raises AskingFailed with what stands in the fields, and what `keep` raises.
        """
        ...

    def ask_board(
        self, board: Board[Subject], mark: Callable[[str, str | None], Board[Subject]], *, fault: str, at: str | Opened
    ) -> Opened | Left | None:
        """Show a board until the person leaves it or opens a row's page; None where the board is done.

        `mark` answers the row about a place with the value of a choice, or
        takes its answer back, and returns the board as it is saved. `at` is
        the place to begin at, the one whose page was just left, or Opened
        where its page is wanted first.

        Raises AskingFailed for whatever `mark` raises.
        """
        ...


def conduct(
    steps: Callable[[Subject], Sequence[Step[Subject]]],
    subject: Subject,
    *,
    asker: Asker,
    save: Callable[[Subject], None],
    wanted: Callable[[Question[Subject]], bool],
    at: str | Opened = "",
    back_out: bool = False,
    before: Callable[[], None] | None = None,
) -> Subject:
    """Ask every wanted step, in order, save after each answer, and return the last subject saved.

    `steps` lists all that is asked afresh from what is answered so far. One that was answered or put off is not asked
    again in this run, but can be gone back to; from there the way forward leads through everything between. Going
    back from the very first one ends the run if `back_out`; else `before` is run and it comes again. The first board
    begins at the row about the place `at`, where it is Opened with the page of that row.

    Raises Stopped, CannotWrite when the person stops because of it, and whatever else fails once the text is kept.
    """
    done: set[str] = set()
    now: str | None = None  # the key of the step to ask next; None for the first one wanted
    left: str | None = None  # where the person was before going back
    while True:
        listed = steps(subject)
        step = _next(listed, now, lambda one: one.key not in done and any(map(wanted, one.questions)))
        if step is None:
            return subject
        if isinstance(step, Board):
            subject, move = _work_through(step, steps, subject, asker, save, at)
            at = ""
        else:
            subject, move = _answer(step, subject, asker, save)
        if move is Move.BACK:
            place = listed.index(step)
            if place == 0 and back_out:
                return subject
            if place == 0 and before is not None:
                before()
            now, left = listed[max(place - 1, 0)].key, left or step.key
        else:
            following = steps(subject)
            names = [step.key, *_renamed(step.key, listed, following)]
            done.update(names)
            left = None if left in names else left
            now = left and _after(names[-1], step.key, listed, following)


def _work_through(
    board: Board[Subject],
    steps: Callable[[Subject], Sequence[Step[Subject]]],
    subject: Subject,
    asker: Asker,
    save: Callable[[Subject], None],
    at: str | Opened,
) -> tuple[Subject, Move | None]:
    """Show a board, and the pages of its rows, until the person leaves it: what a key makes is saved before it is seen.

    Raises Stopped, and what else ends it.
    """
    refused: BaseException | None = None  # why the last mark was not taken

    def present() -> Board[Subject]:
        return next(one for one in steps(subject) if isinstance(one, Board) and one.key == board.key)

    def mark(place: str, value: str | None) -> Board[Subject]:
        nonlocal subject, board, refused
        row = next(row for question, row in board.rows if question.place == place)
        following = row.mark(value)
        interruption = _save(save, following)
        subject, refused = following, None
        if interruption is not None:
            raise interruption
        board = present()
        return board

    while True:
        try:
            reply = asker.ask_board(board, mark, fault=_in_words(refused, None), at=at)
        except AskingFailed as failure:
            if not isinstance(failure.__cause__, (Refused, CannotWrite)):
                raise to_raise(failure) from None
            refused = failure.__cause__
            continue
        if not isinstance(reply, Opened):
            if reply is not None and reply.move is Move.STOP:
                raise to_raise(Stopped(), refused)
            return subject, reply and reply.move
        subject, _ = _answer(board.pages[reply.place](), subject, asker, save)
        board, refused, at = present(), None, reply.place


def _next(
    steps: Sequence[Step[Subject]], key: str | None, wanted: Callable[[Step[Subject]], bool]
) -> Step[Subject] | None:
    named = (step for step in steps if step.key == key)
    return next(named, None) or next(filter(wanted, steps), None)


def _renamed(answered: str, before: Sequence[Step[Subject]], now: Sequence[Step[Subject]]) -> list[str]:
    """Return the keys that the answered step has now: an entry's words are a part of its questions' keys."""
    known = {step.key for step in before}
    like = of_any_entry(answered)
    return [one.key for one in now if one.answered and one.key not in known and of_any_entry(one.key) == like]


def _after(answered: str, asked: str, before: Sequence[Step[Subject]], now: Sequence[Step[Subject]]) -> str | None:
    """Return the key of what comes after a step in the new list, whatever the answer brought or took away.

    `answered` is its key there, `asked` the one that it had in the list `before`.
    """
    places = {step.key: place for place, step in enumerate(now)}
    asked_so_far = [step.key for step in before]
    for key in (answered, *reversed(asked_so_far[: asked_so_far.index(asked) + 1])):
        if key in places:
            following = now[places[key] + 1 :]
            return following[0].key if following else None
    return now[0].key if now else None


class _Saving(Generic[Subject]):
    """Saves what is new, and knows what was saved last."""

    def __init__(self, save: Callable[[Subject], None], subject: Subject) -> None:
        self._save = save
        self._last = subject

    def __call__(self, following: Subject) -> None:
        """Save a subject unless it is the one that was saved last.

        Raises what is in the way, and what came in between once it is saved.
        """
        if following == self._last:
            return
        interruption = _save(self._save, following)
        self._last = following
        if interruption is not None:
            raise _SavedFirst from interruption


class _SavedFirst(Exception):
    """Something ended the question once its answer was saved."""


def _answer(
    step: Question[Subject] | Page[Subject], subject: Subject, asker: Asker, save: Callable[[Subject], None]
) -> tuple[Subject, Move | None]:
    """Ask until there is an answer that can be taken and saved: what a full disk refuses is not typed twice.

    Where the person stops, or something fails, the text in the field is kept before anything is raised.
    """
    fault: BaseException | None = None
    typed: Typed = ""
    given_up: Typed | None = None  # the text that could not be kept, of which the person was warned
    saving = _Saving(save, subject)
    while True:
        try:
            reply = _asked(step, subject, asker, saving, fault, given_up, typed)
            typed = _typed(step, reply)
            if not (isinstance(reply, Left) and reply.move is Move.STOP):
                following = _following(step, subject, reply)
                saving(following)
                return following, reply.move if isinstance(reply, Left) else None
            ended: BaseException = Stopped()
        except (Refused, CannotWrite) as refusal:
            fault, given_up = refusal, None
            continue
        except _SavedFirst as saved:
            raise to_raise(saved.__cause__ or saved) from None
        except BaseException as failure:  # noqa: BLE001 -- nothing that goes wrong may take the text with it
            typed = failure.typed if isinstance(failure, AskingFailed) else typed
            ended = failure
        unkept = _keep(step, subject, typed, saving, ended)
        if unkept is None or typed == given_up:  # who stops again has seen why
            raise unkept or to_raise(ended, None if typed else fault) from None
        fault, given_up = unkept, typed


def _asked(
    step: Question[Subject] | Page[Subject],
    subject: Subject,
    asker: Asker,
    saving: _Saving[Subject],
    fault: BaseException | None,
    given_up: Typed | None,
    typed: Any,
) -> Reply | Replies:
    """Ask once; the fields of a page are kept as they are left, where that can be: the reply is saved all the same."""
    words = _in_words(fault, given_up)
    if isinstance(step, Question):
        return asker.ask(step, fault=words, typed=typed)

    def keep(texts: Mapping[str, str]) -> None:
        try:
            saving(_following(step, subject, Left(Move.STOP, texts)))
        except CannotWrite:
            pass  # told when the page is to be saved
        except _SavedFirst as saved:
            raise saved.__cause__ or saved from None

    at = fault.key if isinstance(fault, RefusedField) else ""
    return asker.ask_page(step, keep, fault=words, at=at, typed=typed or {})


def _keep(
    step: Question[Subject] | Page[Subject],
    subject: Subject,
    typed: Typed,
    saving: _Saving[Subject],
    ended: BaseException,
) -> BaseException | None:
    """Keep the half-typed text when `ended` ends a step: the one place where that is done.

    Returns why it cannot be kept, None where it is or where there is nothing to keep.

    Raises ChangedMeanwhile where it was put beside the file.
    """
    if isinstance(ended, ChangedMeanwhile) and ended.kept:
        return None
    try:
        saving(_following(step, subject, Left(Move.STOP, typed)))
    except _SavedFirst:
        return None
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


def _in_words(fault: BaseException | None, given_up: Typed | None) -> str:
    if fault is None:
        return ""
    sentence = str(fault) if isinstance(fault, (Refused, TuPheError)) else of_own_fault(fault)
    return f"{sentence}{' Dừng lần nữa thì bỏ đoạn đang gõ.' if given_up else ''}"


def _typed(step: Question[Subject] | Page[Subject], reply: Any) -> Typed:
    if isinstance(reply, Left):
        return reply.typed
    if isinstance(step, Page):
        return standing_of(reply)
    return str(reply[0]) if reply and step.kind in (Kind.LINE, Kind.TEXT) else ""


def _following(step: Question[Subject] | Page[Subject], subject: Subject, reply: Any) -> Subject:
    """Return what a reply makes of `subject`: an answer, a text kept for another time, or `subject` itself.

    Raises Refused.
    """
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
