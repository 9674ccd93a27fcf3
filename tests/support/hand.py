"""A hand at a prompt, in this process: it presses one stroke after another, and sees the screen between them."""

import asyncio
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pyte
from prompt_toolkit.application import Application, create_app_session, get_app_or_none
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.typeahead import store_typeahead
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output.vt100 import Vt100_Output

from support.screen import Drawn
from tuphe.core.board import Board, Page
from tuphe.core.question import Choice, Kind, Left, Move, Question
from tuphe.errors import AskingFailed
from tuphe.terminal.prompts import Prompts

Stroke = str | Callable[[], None]
"""Keys to press, or what else happens between two."""
Seen = tuple[list[str], tuple[int, int]]
Outcome = tuple[str, ...] | Left | AskingFailed
COLUMNS, ROWS = 80, 24
_PATIENCE: Final = 60.0
"""Seconds until a prompt that does not answer is a failure."""
LABELS: Final = ("Xuất sắc", "Tốt", "Trung bình", "Kém", "Không áp dụng")


def asked(kind: Kind, *, text: str = "", current: tuple[str, ...] = (), choices: int = 5) -> Question[str]:
    """A question of one kind; `text` is what was typed the last time."""
    return Question(
        key="k",
        part="Phần",
        place="p",
        title="",
        text="Câu hỏi?",
        kind=kind,
        record=lambda reply: reply[0],
        choices=tuple(Choice(str(number), LABELS[number % 5]) for number in range(choices)),
        current=current,
        draft=text or None,
    )


class Hand:
    """Answers one question with strokes, each sent when the screen stands that the one before it made."""

    def __init__(self, strokes: Sequence[Stroke], *, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self._strokes = list(strokes)
        self._size = Size(rows=rows, columns=columns)
        self._screen = Drawn(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._rows = [""] * rows
        self._watched: Any = None
        self._waiting: asyncio.TimerHandle | None = None
        self._pipe: PipeInput | None = None
        self.seen: list[Seen] = []
        """The rows of the screen, and where the cursor stood, before each stroke."""

    def answer(self, question: Question[Any], *, ahead: Sequence[KeyPress] = ()) -> Outcome:
        """Put the question; keys `ahead` are in its hands before it is drawn."""
        outcome: Outcome = self._at(lambda prompts: prompts.ask(question), ahead)
        return outcome

    def work_through(
        self, board: Board[Any], mark: Callable[[str, str | None], Board[Any]], *, ahead: Sequence[KeyPress] = ()
    ) -> Any:
        """Show a board, and return how it was left, or the failure."""
        return self._at(lambda prompts: prompts.ask_board(board, mark, fault="", at=""), ahead)

    def fill_in(self, page: Page[Any], keep: Callable[[Mapping[str, str]], None]) -> Any:
        """Show a page, and return what is replied, or how it was left, or the failure."""
        return self._at(lambda prompts: prompts.ask_page(page, keep, fault="", at="", typed={}))

    def in_turn(self, *asked: Callable[[Prompts], Any]) -> list[Any]:
        """Show one thing after another, and return how each was left."""
        left: list[Any] = self._at(lambda prompts: [one(prompts) for one in asked])
        return left

    def _at(self, asked: Callable[[Prompts], Any], ahead: Sequence[KeyPress] = ()) -> Any:
        output = _Seen(self)
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
            self._pipe = pipe
            store_typeahead(pipe, list(ahead))
            try:
                return asked(Prompts())
            except AskingFailed as failed:
                if isinstance(failed.__cause__, AssertionError):
                    raise failed.__cause__ from None
                return failed

    @property
    def size(self) -> Size:
        return self._size

    def feed(self, drawn: str) -> None:
        """Take what the prompt writes to the terminal."""
        self._stream.feed(drawn)

    def look(self) -> None:
        """Watch the prompt that writes here, from its first row on."""
        application = get_app_or_none()
        if application is not None and application is not self._watched:
            self._watched = application
            application.after_render += self._press

    def _press(self, application: Application[Any]) -> None:
        """Press the next stroke, now that the prompt has drawn itself anew."""
        if application.is_done or self._pipe is None:
            return
        self.seen.append(self._look_at_screen())
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(_PATIENCE, self._give_up, application)
        if not self._strokes:
            return
        stroke = self._strokes.pop(0)
        self._pipe.send_text(stroke) if isinstance(stroke, str) else stroke()

    def _look_at_screen(self) -> Seen:
        for row in self._screen.dirty:
            cells = self._screen.buffer[row]
            self._rows[row] = "".join(cells[column].data for column in range(max(cells, default=-1) + 1)).rstrip()
        self._screen.dirty.clear()
        return list(self._rows), (self._screen.cursor.y, self._screen.cursor.x)

    def _give_up(self, application: Application[Any]) -> None:
        rows = "\n".join(self.seen[-1][0])
        application.exit(
            exception=AssertionError(f"nothing happens, {len(self._strokes)} strokes from the end:\n{rows}")
        )


class _Seen(Vt100_Output):
    def __init__(self, hand: Hand) -> None:
        super().__init__(io.StringIO(), lambda: hand.size, term="xterm", enable_cpr=False)
        self._hand = hand
        self._written: list[str] = []

    def write_raw(self, data: str) -> None:
        self._written.append(data)

    def write(self, data: str) -> None:
        self._written.append(data.replace("\x1b", "?"))

    def flush(self) -> None:
        self._hand.feed("".join(self._written))
        self._written.clear()
        self._hand.look()


def typed_on(seen: Seen) -> str:
    """The text that stands in a field, without what cannot be seen: spaces and rows at an end."""
    rows, _ = seen
    start = next(place for place, row in enumerate(rows) if row.startswith("›"))
    return "\n".join(row[2:].rstrip() for row in rows[start:]).rstrip()


def as_seen(text: str) -> str:
    """How a text stands in a field."""
    return "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n")).rstrip()


def text_of(outcome: Outcome) -> str:
    """The text that an outcome keeps, as an answer or as a draft."""
    match outcome:
        case AskingFailed() | Left():
            return str(outcome.typed)
        case _:
            return outcome[0]


def move_of(outcome: Outcome) -> Move | None:
    """What the person did instead of answering."""
    return outcome.move if isinstance(outcome, Left) else None
