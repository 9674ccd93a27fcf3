"""Every call of an interview fails once while a text stands on the screen: the text is kept, or stands there again."""

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from threading import Timer
from types import FrameType
from typing import Any, Final, Self
from unittest.mock import patch

import prompt_toolkit
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import tuphe
from support.amount import evenly, share
from support.screen import BACK, CTRL_C, ENTER, FINISH, HOME, SKIP, TAB
from tuphe.core.board import Board, Page
from tuphe.core.question import Left, Move, Opened, Question
from tuphe.core.review import Answer, ChecklistRef, Rating, Review
from tuphe.errors import TuPheError
from tuphe.interview.asker import Asker, Step
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.steps import steps_of
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.reviews import ReviewStore
from tuphe.terminal import board_screen
from tuphe.terminal.linear import Lines
from tuphe.terminal.prompts import Prompts

TYPED: Final = "Trực 12/12 ca, trước hạn"

SYSTEM: Final = {"posix", "nt", "io", "_io", "fcntl", "select", "termios", "time", "_tempfile", "_thread", "_socket"}
"""Modules in C whose calls the system may refuse."""

OURS: Final = Path(tuphe.__file__).parent
THEIRS: Final = Path(prompt_toolkit.__file__).parent
HOLDING_THE_TEXT: Final = {
    *(OURS / "interview" / f"{name}.py" for name in ("loop", "answering")),
    OURS / "errors.py",
    *(OURS / "terminal" / f"{name}.py" for name in ("prompts", "linear", "page", "board", "application", "stopping")),
}
"""Where the text is held and handed on: what these call fails, and they must cope."""

LIBRARIES: Final = ("layout", "renderer", "output", "formatted_text", "styles")
"""What of prompt_toolkit draws."""

MARKED: Final = "xuat-sac"
ENDS: Final = {"finished": FINISH, "stopped": CTRL_C, "put off": SKIP, "back": BACK}
PAGES: Final = {**ENDS, "in another field": TAB, "in another field, stopped": TAB + CTRL_C}
LINES: Final = {
    "finished": f"{ENTER}.{ENTER}",
    "stopped": CTRL_C,
    "stopped below": f"{ENTER}{CTRL_C}",
    "put off": f"{ENTER}/sau{ENTER}",
}


class Failing:
    """Counts the calls from the moment the text stands in a field, and makes number `wanted` fail."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.count = 0
        self.failed = ""
        self.once_begun: Callable[[], object] = lambda: None
        self._begun = False
        self._patch: Any = None

    def __enter__(self) -> Self:
        insert = Buffer.insert_text

        def inserted(field: Buffer, *args: Any, **how: Any) -> None:
            insert(field, *args, **how)
            if field.text == TYPED:
                self._begin()  # only now: Python is several times slower while every call is looked at

        self._patch = patch.object(Buffer, "insert_text", inserted)
        self._patch.start()
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        self._patch.stop()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.once_begun()
            sys.setprofile(self._look)

    def _look(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and _of_system(called):
            self._fail(repr(called), OSError(errno.ENOSPC, "made to fail"))
        elif event == "call" and _may_fail(frame.f_code.co_filename):
            self._fail(frame.f_code.co_qualname, RuntimeError("made to fail"))

    def _fail(self, called: str, failure: Exception) -> None:
        self.count += 1
        if self.count == self.wanted:
            self.failed = called
            raise failure


class FailingAtAMark(Failing):
    """Counts them from the moment a key marks a row of a board."""

    def __enter__(self) -> Self:
        press = board_screen._Screen._press

        def pressed(screen: Any, *args: Any) -> None:
            press(screen, *args)
            self._begin()

        self._patch = patch.object(board_screen._Screen, "_press", pressed)
        self._patch.start()
        return self


def _of_system(called: Any) -> bool:
    if called is os.close:  # one that fails has closed all the same: made to fail, it would hold its lock for ever
        return False
    return (called.__module__ or type(getattr(called, "__self__", None)).__module__) in SYSTEM


@cache
def _may_fail(filename: str) -> bool:
    path = Path(filename)
    if path.is_relative_to(OURS):
        return path not in HOLDING_THE_TEXT
    return path.is_relative_to(THEIRS) and path.relative_to(THEIRS).parts[0].removesuffix(".py") in LIBRARIES


class Watched:
    """Passes on what is asked; where it comes again because something failed, looks at what stands there, and stops."""

    def __init__(self, asker: Any, type_on_page: Callable[[], None]) -> None:
        self._asker = asker
        self._type_on_page = type_on_page
        self._opened = False
        self.again: list[str] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Any:
        """Pass a question on."""
        if not fault:
            return self._asker.ask(question)
        self.again.append(typed)
        return Left(Move.STOP, typed)

    def ask_page(self, page: Page[Any], keep: Any, *, fault: str, at: str, typed: Any) -> Any:
        """Pass a page on."""
        if not fault:
            self._type_on_page()
            return self._asker.ask_page(page, keep, fault=fault, at=at, typed=typed)
        self.again += typed.values()
        return Left(Move.STOP, typed)

    def ask_board(self, board: Board[Any], mark: Any, *, fault: str, at: str | Opened) -> Any:
        """Pass a board on, once."""
        if fault or self._opened:
            self.again += [fault] if fault else []
            return Left(Move.STOP)
        self._opened = True
        return self._asker.ask_board(board, mark, fault=fault, at=at)


def _unheard(_sentence: str, /, *then: str) -> None:
    pass


CHECKLISTS: Final = ChecklistCatalogue(OURS, notify=_unheard)
"""Those that come with the program; it is not the reading of them that fails here."""


def held(
    folder: Path, asker: Callable[[], Any], keys: str, failing: Failing, *, board: bool = False, on_page: str = ""
) -> tuple[str, list[str]]:
    """Type where the first item of a new year is asked; return the year's file, and what stood there again.

    That is the question on its results, or the `board` of its group; keys `on_page` are for the page of its row.
    """
    checklist = CHECKLISTS.load("trach-nhiem")
    stores = ReviewStore(Folder(folder), CHECKLISTS, notify=_unheard)

    def listing(review: Review) -> list[Question[Review]]:
        return review_questions(review, checklist, Known())

    def steps(review: Review) -> Sequence[Step[Review]]:
        if not board:
            return [question for question in listing(review) if question.key.endswith("/ket_qua")][:1]
        return [step for step in steps_of(listing, review) if isinstance(step, Board)][:1]

    begun = Review(
        year=2026,
        checklist=ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint()),
        answers=(Answer(item=checklist.items[0].id, rating=Rating.GOOD),),
    )
    with stores.holding(2026) as year, create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):
        watched = Watched(asker(), lambda: pipe.send_text(on_page))
        pipe.send_text(keys)
        # Where the key that ends it is what failed, the person sees the text stand there, and stops.
        patient = Timer(0.5, pipe.send_text, (CTRL_C,))  # behind the keys that were sent, however long they take
        failing.once_begun = patient.start
        try:
            with failing:
                conduct(steps, begun, asker=watched, save=year.save, wanted=lambda _: True, back_out=True)
        except (TuPheError, OSError, RuntimeError) as failure:  # what failed is told, once the text is safe
            watched.again.append(str(failure))
        finally:
            patient.cancel()
    path = folder / "kiem-diem" / "2026.toml"
    return path.read_text(encoding="utf-8") if path.exists() else "", watched.again


@pytest.fixture
def signals() -> Iterator[None]:
    """Signals as they were before an interview took them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def tried_at_every_call(
    attempt: Callable[[Failing], tuple[str, list[str]]], kept: str, failing: type[Failing] = Failing
) -> list[str]:
    """Let each call fail once; what is to be `kept` is in the file, or told. Return what failed."""
    wholes = [failing(0) for _ in range(2)]  # the first time modules are loaded, and caches filled
    for whole in wholes:
        assert kept in attempt(whole)[0]
    calls = min(whole.count for whole in wholes)  # on a busy machine a screen may be drawn once more
    tried = evenly(range(1, calls + 1), share(calls, 5))
    failed = []
    for wanted in tried:
        made_to_fail = failing(wanted)
        saved, again = attempt(made_to_fail)

        assert kept in saved or kept in again or (kept == MARKED and again), (wanted, made_to_fail.failed)
        # How often a screen is drawn depends on the machine: a run may end before it comes to the call.
        assert made_to_fail.failed or made_to_fail.count < wanted
        failed += [made_to_fail.failed] if made_to_fail.failed else []
    assert failed
    return failed


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """A new folder for each attempt, with an output that nobody reads."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    numbers = count(1)
    return lambda: tmp_path / str(next(numbers))


pytestmark = [
    pytest.mark.usefixtures("signals"),
    # a generator that was made to fail
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize(
    ("asker", "keys"),
    [(Prompts, ENDS[end]) for end in ENDS] + [(Lines, LINES[end]) for end in LINES],
    ids=[*(f"prompts, {end}" for end in ENDS), *(f"lines, {end}" for end in LINES)],
)
def test_whatever_call_fails_while_a_text_stands_it_is_kept_or_stands_there_again(
    folders: Callable[[], Path], asker: Callable[[], Asker], keys: str
) -> None:
    failed = tried_at_every_call(lambda failing: held(folders(), asker, TYPED + keys, failing), TYPED)

    assert len(set(failed)) > min(len(failed) / 3, 100)


@pytest.mark.parametrize("keys", PAGES.values(), ids=PAGES)
def test_whatever_call_fails_while_a_text_stands_on_a_page_it_is_kept_or_stands_there_again(
    folders: Callable[[], Path], keys: str
) -> None:
    tried_at_every_call(
        lambda failing: held(folders(), Prompts, HOME + ENTER, failing, board=True, on_page=TYPED + keys), TYPED
    )


def test_whatever_call_fails_behind_a_key_on_a_board_its_mark_is_kept_or_the_failure_told(
    folders: Callable[[], Path],
) -> None:
    tried_at_every_call(
        lambda failing: held(folders(), Prompts, f"{HOME}1{CTRL_C}", failing, board=True), MARKED, FailingAtAMark
    )
