"""The one loop: ask, record, save; back, skip, stop. The asker and the function that saves are passed in."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from msgspec import field

from tuphe.core.board import Board, Page, leads_on
from tuphe.core.places import of_any_entry
from tuphe.core.question import Left, Move, Opened, Question, Refused, Typed
from tuphe.core.value import Plain
from tuphe.errors import AskingFailed, CannotWrite, Stopped
from tuphe.interview.answering import answer, in_words, save_through, to_raise
from tuphe.interview.asker import Asker, AsksPages, Step

Subject = TypeVar("Subject")


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

    `steps` lists all steps anew from the answers so far. A step that was answered or put off is not asked again in
    this run, but can be gone back to; from there the way forward leads through everything between. Going
    back from the very first one ends the run if `back_out`; else `before` is run, if any, and it comes again. The first
    board begins at the row about the place `at`, where it is Opened with the page of that row.

    Raises Stopped, CannotWrite when the person stops because of it, and other failures once the text is saved.
    """
    run = _Run(steps=steps, asker=asker, save=save, wanted=wanted, back_out=back_out, before=before)
    return run.through(subject, at)


class _Run(Plain, Generic[Subject], frozen=True, kw_only=True):
    """One run through the steps: what `conduct` is given, and the keys of what was asked already."""

    steps: Callable[[Subject], Sequence[Step[Subject]]]
    asker: Asker
    save: Callable[[Subject], None]
    wanted: Callable[[Question[Subject]], bool]
    back_out: bool
    before: Callable[[], None] | None = None
    done: set[str] = field(default_factory=set)

    def through(self, subject: Subject, at: str | Opened = "") -> Subject:
        """Ask the wanted steps as `conduct` says; pages opened from a board are gone through by the same run."""
        now: str | None = None  # the key of the step to ask next; None for the first one wanted
        left: str | None = None  # where the person was before going back
        stays: Refused | None = None  # why the same step comes again
        while True:
            listed = self._listed(subject)
            wanted = (one for one in listed if one.key not in self.done and any(map(self.wanted, one.questions)))
            step = next((one for one in listed if one.key == now), None) or next(wanted, None)
            if step is None:
                return subject
            said, stays = stays, None
            if isinstance(step, Board):
                subject, move = self._work_through(step, subject, at, said)
                at = ""
            else:
                subject, move = answer(step, subject, self.asker, self.save, said)
            if move is Move.BACK:
                place = listed.index(step)
                if place == 0 and self.back_out:
                    return subject
                if place == 0 and self.before is not None:
                    self.before()
                elif place == 0:
                    stays = Refused("Đây là chỗ bắt đầu, không lùi thêm được.")
                now, left = listed[max(place - 1, 0)].key, left or step.key
            else:
                following = self._listed(subject)
                names = [step.key, *_renamed(step.key, listed, following)]
                self.done.update(names)
                left = None if left in names else left
                now = left and _after(names[-1], step.key, listed, following)

    def _listed(self, subject: Subject) -> list[Step[Subject]]:
        """Return the steps as the asker takes them: the questions of a page one after another where it has no pages."""
        pages = isinstance(self.asker, AsksPages)
        return [
            one
            for step in self.steps(subject)
            for one in (step.questions if isinstance(step, Page) and not pages else (step,))
        ]

    def _work_through(
        self, board: Board[Subject], subject: Subject, at: str | Opened, refused: BaseException | None
    ) -> tuple[Subject, Move | None]:
        """Show a board, and the pages of its rows, until it is left: what a key changes is saved before it is shown.

        `refused` is why it is shown again, if it is. Raises Stopped, and what else ends it.
        """

        def mark(place: str, value: str | None) -> Board[Subject]:
            """Save the new answer of the row about `place`, and return the board as it is then."""
            nonlocal subject, board, refused
            following = next(row for question, row in board.rows if question.place == place).mark(value)
            interruption = save_through(self.save, following)
            subject, refused = following, None
            if interruption is not None:
                raise interruption
            board = self._present(board, subject) or board
            return board

        while True:
            try:
                reply = self.asker.ask_board(board, mark, fault=in_words(refused, None), at=at)
            except AskingFailed as failure:
                if not isinstance(failure.__cause__, (Refused, CannotWrite)):
                    self._save_new(_with_typed(board, failure.typed, subject), subject)
                    raise to_raise(failure) from None
                refused = failure.__cause__
                continue
            if reply is None:
                return self._left(board, subject), None
            if isinstance(reply, Left):
                following = _with_typed(board, reply.typed, subject)
                if reply.move is Move.STOP:
                    self._save_new(following, subject)
                    raise to_raise(Stopped(), refused)
                return (subject if following is subject else self._saved(following)), reply.move
            subject = self._open(board, reply.place, subject)
            if (left := self._present(board, subject)) is None:  # the page removed all that the board asks about
                return subject, None
            board, refused, at = left, None, reply.place

    def _present(self, board: Board[Subject], subject: Subject) -> Board[Subject] | None:
        """Return a board as it is now, None where it no longer exists."""
        return next((one for one in self.steps(subject) if isinstance(one, Board) and one.key == board.key), None)

    def _open(self, board: Board[Subject], place: str, subject: Subject) -> Subject:
        """Ask what the page of a row asks, at once or one question after another."""
        page = board.pages[place]()
        if isinstance(self.asker, AsksPages):
            return answer(page, subject, self.asker, self.save, None)[0]

        def questions(subject: Subject) -> Sequence[Step[Subject]]:
            now = self._present(board, subject)
            return now.pages[place]().questions if now is not None and place in now.pages else ()

        run = _Run(steps=questions, asker=self.asker, save=self.save, wanted=lambda _: True, back_out=True)
        subject = run.through(self._saved(page.begun()))
        self.done.update(run.done)
        return subject

    def _left(self, board: Board[Subject], subject: Subject) -> Subject:
        """Return `subject` once a board is done: where a row asks for one more entry, there is none."""
        adding = (question for question, _ in board.rows if leads_on(question) and not question.answered)
        question = next(adding, None)
        return subject if question is None else self._saved(question.record(("",)))

    def _save_new(self, following: Subject, subject: Subject) -> None:
        """Save what is new when the run ends; raises what makes that fail."""
        if following is not subject:
            save_through(self.save, following)

    def _saved(self, following: Subject) -> Subject:
        with suppress(CannotWrite):  # the person is told at the next answer
            if (interruption := save_through(self.save, following)) is not None:
                raise to_raise(interruption)
        return following


def _with_typed(board: Board[Subject], typed: Typed, subject: Subject) -> Subject:
    """Return `subject` with the number typed in a row when its board was left, as its answer or as half-typed."""
    texts = typed if isinstance(typed, Mapping) else {}
    for question, row in board.rows:
        if (text := texts.get(question.place)) is not None:
            try:
                return row.mark(text or None)
            except Refused:
                return subject if question.set_aside is None else question.set_aside(text)
    return subject


def _renamed(answered: str, before: Sequence[Step[Subject]], now: Sequence[Step[Subject]]) -> list[str]:
    """Return the keys that the answered step has now: the keys of an entry's questions depend on its words."""
    known = {step.key for step in before}
    like = of_any_entry(answered)
    return [one.key for one in now if one.answered and one.key not in known and of_any_entry(one.key) == like]


def _after(answered: str, asked: str, before: Sequence[Step[Subject]], now: Sequence[Step[Subject]]) -> str | None:
    """Return the key of the step after another one in the new list, whatever steps the answer added or removed.

    `answered` is the key of that other step there, `asked` its key in the list `before`.
    """
    places = {step.key: place for place, step in enumerate(now)}
    asked_so_far = [step.key for step in before]
    for key in (answered, *reversed(asked_so_far[: asked_so_far.index(asked) + 1])):
        if key in places:
            following = now[places[key] + 1 :]
            return following[0].key if following else None
    return now[0].key if now else None
