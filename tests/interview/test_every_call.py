"""Every call of an interview fails once while a text stands on the screen: the text is kept, or stands there again."""

from __future__ import annotations

import errno
import io
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import prompt_toolkit
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import tuphe
from support.amount import evenly, share
from support.questions_alone import QuestionsAlone
from support.screen import BACK, CTRL_C, ENTER, FINISH, SKIP
from tuphe.core.question import Left, Move, Question
from tuphe.core.review import Answer, ChecklistRef, Rating, Review
from tuphe.errors import TuPheError
from tuphe.interview.asker import Asker
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.reviews import ReviewStore
from tuphe.terminal.linear import Lines
from tuphe.terminal.prompts import Prompts

TYPED: Final = "Trực 12/12 ca, trước hạn"

SYSTEM: Final = {"posix", "nt", "io", "_io", "fcntl", "select", "termios", "time", "_tempfile", "_thread", "_socket"}
"""Modules in C whose calls the system may refuse."""

OURS: Final = Path(tuphe.__file__).parent
THEIRS: Final = Path(prompt_toolkit.__file__).parent
HOLDING_THE_TEXT: Final = {
    OURS / "interview" / "loop.py",
    OURS / "errors.py",
    *(OURS / "terminal" / f"{name}.py" for name in ("prompts", "linear", "application", "stopping")),
}
"""Where the text is held and handed on: what these call fails, and they must cope."""

LIBRARIES: Final = ("layout", "renderer", "output", "formatted_text", "styles")
"""What of prompt_toolkit draws."""

ENDS: Final = {"finished": FINISH, "stopped": CTRL_C, "put off": SKIP, "back": BACK}
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
        self._typed = False

    def __enter__(self) -> Failing:
        sys.setprofile(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _look(self, frame: FrameType, event: str, called: Any) -> None:
        if not self._typed:
            if event == "return" and frame.f_code is Buffer.insert_text.__code__:
                self._typed = frame.f_locals["self"].text == TYPED
            return
        if event == "c_call" and _of_system(called):
            self._fail(repr(called), OSError(errno.ENOSPC, "made to fail"))
        elif event == "call" and _may_fail(frame):
            self._fail(frame.f_code.co_qualname, RuntimeError("made to fail"))

    def _fail(self, called: str, failure: Exception) -> None:
        self.count += 1
        if self.count == self.wanted:
            self.failed = called
            raise failure


def _of_system(called: Any) -> bool:
    return (called.__module__ or type(getattr(called, "__self__", None)).__module__) in SYSTEM


def _may_fail(frame: FrameType) -> bool:
    path = Path(frame.f_code.co_filename)
    if path.is_relative_to(OURS):
        return path not in HOLDING_THE_TEXT
    return path.is_relative_to(THEIRS) and path.relative_to(THEIRS).parts[0].removesuffix(".py") in LIBRARIES


class Watched(QuestionsAlone):
    """Passes a question on; where it comes again because something failed, looks at what stands there, and stops."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.again: list[str] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        if not fault:
            return self._asker.ask(question)
        self.again.append(typed)
        return Left(Move.STOP, typed)


def _unheard(_sentence: str, /, *then: str) -> None:
    pass


def held(folder: Path, asker: Callable[[], Asker], keys: str, failing: Failing) -> tuple[str, list[str]]:
    """Type at the first results of a new year; return the year's file, and what stood at the question again."""
    checklists = ChecklistCatalogue(folder, notify=_unheard)
    checklist = checklists.load("trach-nhiem")
    stores = ReviewStore(Folder(folder), checklists, notify=_unheard)

    def questions(review: Review) -> list[Question[Review]]:
        listed = review_questions(review, checklist, Known())
        return [question for question in listed if question.key.endswith("/ket_qua")][:1]

    begun = Review(
        year=2026,
        checklist=ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint()),
        answers=(Answer(item=checklist.items[0].id, rating=Rating.GOOD),),
    )
    with stores.holding(2026) as year, create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):
        watched = Watched(asker())
        pipe.send_text(TYPED + keys)
        try:
            with failing:
                conduct(questions, begun, asker=watched, save=year.save, wanted=lambda _: True, back_out=True)
        except (TuPheError, OSError, RuntimeError):  # what failed is told, once the text is safe
            pass
    path = folder / "kiem-diem" / "2026.toml"
    return path.read_text(encoding="utf-8") if path.exists() else "", watched.again


@pytest.fixture
def signals() -> Iterator[None]:
    """Signals as they were before an interview took them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a generator that was made to fail
@pytest.mark.parametrize(
    ("asker", "keys"),
    [(Prompts, ENDS[end]) for end in ENDS] + [(Lines, LINES[end]) for end in LINES],
    ids=[*(f"prompts, {end}" for end in ENDS), *(f"lines, {end}" for end in LINES)],
)
def test_whatever_call_fails_while_a_text_stands_it_is_kept_or_stands_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asker: Callable[[], Asker], keys: str
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    wholes = [Failing(0) for _ in range(4)]  # the first time modules are loaded, and caches filled
    for whole in wholes:
        assert TYPED in held(tmp_path / str(id(whole)), asker, keys, whole)[0]
    count = min(whole.count for whole in wholes)  # on a busy machine a screen may be drawn once more
    tried = evenly(range(1, count + 1), share(count, 12))
    failed = []

    for wanted in tried:
        failing = Failing(wanted)
        saved, again = held(tmp_path / str(wanted), asker, keys, failing)

        assert TYPED in saved or TYPED in again, (wanted, failing.failed)
        failed += [failing.failed] if failing.failed else []
    assert len(failed) > len(tried) / 2  # a run that fails early may make fewer calls
    assert len(set(failed)) > min(len(tried) / 3, 100)
