"""Whatever goes wrong while a question stands on the screen: what was typed is kept first, and told only then."""

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from msgspec import structs

from tuphe.core.question import Kind, Left, Move, Question, Refused
from tuphe.core.value import Value
from tuphe.errors import AskingFailed, CannotWrite, ChangedMeanwhile, Stopped, WrongUsage
from tuphe.interview.loop import conduct
from tuphe.terminal import stopping

TYPED = "Trực 12/12 ca."

Reply = tuple[str, ...] | Left | BaseException


class Page(Value, frozen=True):
    """A year of one question."""

    answer: str = ""
    draft: str | None = None


def question(page: Page) -> list[Question[Page]]:
    return [
        Question(
            key="a", part="", place="", title="", text="?", kind=Kind.TEXT, answered=bool(page.answer),
            current=(page.answer,) if page.answer else (), draft=page.draft,
            record=lambda reply: structs.replace(page, answer=reply[0], draft=None),
            set_aside=lambda text: structs.replace(page, draft=text),
        )
    ]  # fmt: skip


@dataclass
class Person:
    """Replies in order to single questions, and remembers what stood on the screen."""

    replies: list[Reply]
    shown: list[tuple[str, str]] = field(default_factory=list)

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:  # noqa: ARG002
        self.shown.append((fault, typed))
        reply = self.replies.pop(0)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def ask_board(self, *_: Any, **__: Any) -> Any:
        raise AssertionError

    ask_page = ask_board


@dataclass
class Disk:
    """Keeps what is saved; raises `faults` first, each at one save, None for one that works."""

    faults: list[BaseException | None]
    kept: Page = field(default_factory=Page)

    def save(self, page: Page) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.kept = page


def asked(person: Person, disk: Disk) -> Page:
    return conduct(question, Page(), asker=person, save=disk.save, wanted=lambda question: not question.answered)


def failed(cause: BaseException) -> AskingFailed:
    ended = AskingFailed(TYPED)
    ended.__cause__ = cause
    return ended


def _name(cause: Callable[[], BaseException]) -> str:
    return type(cause()).__name__


ANY: list[Callable[[], BaseException]] = [
    lambda: ValueError("x"),
    MemoryError,
    RecursionError,
    lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
    lambda: OSError(24, "too many open files"),
    lambda: SystemExit(3),
    lambda: WrongUsage("Sai."),
    lambda: KeyError("x"),
]


@pytest.mark.parametrize("cause", ANY, ids=_name)
def test_a_fault_goes_on_once_the_text_is_kept_and_leaves_it_at_the_question_where_it_cannot_be(
    cause: Callable[[], BaseException],
) -> None:
    fault, at_question, passing = cause(), Disk([]), Disk([cause()])
    with pytest.raises(type(fault)) as told:
        asked(Person([failed(fault)]), at_question)
    with pytest.raises(type(fault)):
        asked(Person([(TYPED,)]), passing)
    assert told.value is fault
    assert (at_question.kept.draft, passing.kept.answer) == (TYPED, TYPED)

    person, staying = Person([(TYPED,), (TYPED,)]), Disk([cause(), cause(), cause(), cause()])
    assert asked(person, staying).answer == staying.kept.answer == TYPED
    assert person.shown[1][1] == TYPED
    assert person.shown[1][0].endswith("Dừng lần nữa thì bỏ đoạn đang gõ.")


@pytest.mark.parametrize(
    "reply",
    [
        Left(Move.STOP, TYPED),
        *map(failed, (KeyboardInterrupt(), EOFError(), OSError(5, "gone"), BrokenPipeError(32, "gone"))),
    ],
    ids=repr,
)
def test_a_key_a_signal_and_a_closed_window_are_a_stop(reply: Reply) -> None:
    disk = Disk([])

    with pytest.raises(Stopped):
        asked(Person([reply]), disk)

    assert disk.kept.draft == TYPED


def test_who_changes_a_text_that_cannot_be_kept_is_warned_of_the_new_one_too_before_it_goes() -> None:
    full = CannotWrite("2026.toml", "ổ đĩa đã đầy.")
    person = Person([Left(Move.STOP, text) for text in (TYPED, f"{TYPED} Thêm.", f"{TYPED} Thêm.")])

    with pytest.raises(CannotWrite):
        asked(person, Disk([full, full, full]))

    warned = f"{full} Dừng lần nữa thì bỏ đoạn đang gõ."
    assert person.shown == [("", ""), (warned, TYPED), (warned, f"{TYPED} Thêm.")]


def test_a_fault_in_taking_the_answer_keeps_it_as_a_draft() -> None:
    disk = Disk([])

    def broken(page: Page) -> list[Question[Page]]:
        [one] = question(page)

        def record(_reply: tuple[str, ...]) -> Page:
            raise KeyError("x")

        return [structs.replace(one, record=record)]

    with pytest.raises(KeyError):
        conduct(broken, Page(), asker=Person([(TYPED,)]), save=disk.save, wanted=lambda _: True)

    assert disk.kept.draft == TYPED


def test_keys_pressed_again_and_again_while_a_text_is_saved_lose_nothing() -> None:
    for times in range(6):
        disk = Disk([KeyboardInterrupt() for _ in range(times)])

        with pytest.raises((Stopped, KeyboardInterrupt)):
            asked(Person([Left(Move.STOP, TYPED)] * 3), disk)

        assert disk.kept.draft == TYPED, times


def test_what_was_put_beside_a_changed_file_is_not_asked_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.getbasetemp() / "2026.toml"
    person = Person([(TYPED,)])

    with pytest.raises(ChangedMeanwhile):
        asked(person, Disk([ChangedMeanwhile(place, kept=place)]))

    again = Person([(TYPED,), (TYPED,)])
    assert asked(again, Disk([ChangedMeanwhile(place), ChangedMeanwhile(place)])).answer == TYPED
    assert again.shown[1][1] == TYPED


@pytest.mark.parametrize("refusal", [Refused("Chưa."), CannotWrite("2026.toml", "ổ đĩa đã đầy.")], ids=repr)
def test_what_is_refused_stands_at_the_question_again(refusal: Exception) -> None:
    person = Person([(TYPED,), (TYPED,)])

    assert asked(person, Disk([refusal])).answer == TYPED

    assert person.shown == [("", ""), (str(refusal), TYPED)]


def test_a_text_changed_back_to_the_answer_is_what_is_kept() -> None:
    disk = Disk([])
    page = Page(answer="Việc một.", draft="Việc")

    with pytest.raises(Stopped):
        conduct(question, page, asker=Person([Left(Move.STOP, "Việc một.")]), save=disk.save, wanted=lambda _: True)

    assert disk.kept.draft == "Việc một."


@pytest.mark.parametrize("move", [Move.BACK, Move.SKIP])
def test_a_question_that_is_left_keeps_its_text_through_a_fault(move: Move) -> None:
    disk = Disk([ValueError("x")])

    with pytest.raises(ValueError, match="x"):
        asked(Person([Left(move, TYPED)]), disk)

    assert disk.kept.draft == TYPED


@pytest.fixture
def numbers() -> Iterator[list[int]]:
    """What stops a program, Ctrl-C first; once the test is over each does what it did before."""
    found = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in found}
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever was run here before
    yield found
    stopping.forget()
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    for number, handler in before.items():
        signal.signal(number, handler)


def test_what_is_told_again_while_the_program_ends_does_not_cut_that_short(numbers: list[int]) -> None:
    stopping.listen()

    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(numbers[-1])

    assert {signal.getsignal(number) for number in numbers[1:]} == {signal.SIG_IGN}


def test_signals_that_come_while_an_answer_is_saved_cut_nothing_and_wait_for_the_next(numbers: list[int]) -> None:
    disk = Disk([])

    def save(page: Page) -> None:
        for number in numbers * 2:
            signal.raise_signal(number)
        disk.save(page)

    stopping.wait_for_questions()
    asked = conduct(question, Page(), asker=Person([(TYPED,)]), save=save, wanted=lambda one: not one.answered)

    with pytest.raises(KeyboardInterrupt), stopping.ended_by(_interrupt):
        pass
    assert asked.answer == disk.kept.answer == TYPED


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_an_answered_question_that_is_passed_over_is_not_put_off() -> None:
    answered, disk = Page(answer=TYPED), Disk([])
    passed_over = Person([Left(Move.SKIP, TYPED)])

    after = conduct(question, answered, asker=passed_over, save=disk.save, wanted=lambda _: True)

    assert after == answered
    assert disk.kept == Page()
