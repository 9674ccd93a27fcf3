"""Questions asked with numbered lines and no redraw: for screen readers, plain terminals, --tuyen-tinh."""

import re
from contextlib import suppress
from typing import Any, Final

from msgspec import structs

from tuphe.core.board import Board, Mark, leads_on
from tuphe.core.question import Choice, Kind, Left, Move, Opened, Question, Refused, Reply, Row
from tuphe.core.text import clean
from tuphe.errors import AskingFailed, TuPheError
from tuphe.terminal import console
from tuphe.terminal.application import cleaned, forget_stops, run
from tuphe.terminal.echo import Echo
from tuphe.terminal.external_editor import edit_answer
from tuphe.terminal.fields import line_field
from tuphe.terminal.linear_wording import EDIT, ERASE, HELP, OVERVIEW, overview, question_lines
from tuphe.terminal.modes import held_for_questions

_MOVES: Final = {"/lui": Move.BACK, "/sau": Move.SKIP, "/dung": Move.STOP}
_COMMAND: Final = re.compile(r"/[a-z]{1,8}")
"""A word that is no answer but a mistyped command."""

_END: Final = "."
_MARK_PASTES: Final = "\x1b[?2004h"
_MARK_NO_PASTES: Final = "\x1b[?2004l"


class Lines:
    """Asks one line after another; a word with a slash moves instead of answering."""

    def __init__(self) -> None:
        self._before: Question[Any] | None = None
        self._overview: tuple[str, ...] = ()
        self._opened = ""  # the place of the row whose page was opened last
        self._back = False  # whether the person left the last question to go back
        self._to_ask: tuple[str, ...] = ()  # the places of the rows to ask
        self._pasted = ""
        self._goes_on = False
        self._terminal = held_for_questions()

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Reply:
        """Put one question; see `tuphe.interview.asker.Asker`."""
        self._goes_on = bool(question.draft) and question.kind is Kind.TEXT and not typed
        if typed and (question.kind is Kind.TEXT or _fits(question, typed)):
            question = structs.replace(question, draft=typed)
        if fault:
            forget_stops()
        for line in question_lines(question, self._before, goes_on=self._goes_on):
            console.say(line)
        self._before = question
        while True:
            if fault:
                console.say(f"Chưa hợp lệ: {fault}")
            reply = self._text(question) if question.kind in (Kind.LINE, Kind.TEXT) else self._chosen(question)
            if reply is not None:
                self._back = isinstance(reply, Left) and reply.move is Move.BACK
                if not isinstance(reply, Left) and reply and (taken := question.taken_for(reply[0])):
                    console.say(f"Hiểu là: {taken}")
                return reply
            fault = f"Chỉ có các số từ 1 đến {len(question.choices)}. Gõ lại."

    def ask_board(self, board: Board[Any], mark: Mark, *, fault: str, at: str | Opened) -> Opened | Left | None:
        """Ask the rows one after another, a row's page behind it; see `tuphe.interview.asker.Asker`.

        With a row to begin at, only that row is asked; else those without an answer, or all rows once all are answered.
        """
        place = at.place if isinstance(at, Opened) else at
        row = board.row_at(place)
        if place and place == self._opened:
            row = row if self._back else self._next_row(board, row)
        else:
            self._to_ask = (place,) if place else _open_rows(board)
        self._overview = tuple(overview(board))
        while 0 <= row < len(board.rows):
            question, about = board.rows[row]
            if leads_on(question):
                self._opened = question.place
                return Opened(question.place)
            reply = self._in_row(question, fault)
            fault = ""
            if isinstance(reply, Left) and reply.move is Move.STOP:
                return Left(Move.STOP, {question.place: str(reply.typed)} if reply.typed else "")
            if not isinstance(reply, Left) and not self._doubted(question, about, reply[0]):
                try:
                    board = _marked(mark, question.place, reply[0])
                except Refused as refusal:
                    fault = str(refusal)
                    continue
                self._overview = tuple(overview(board))
            if not isinstance(reply, Left) and question.place in board.pages:
                self._opened = question.place
                return Opened(question.place)
            back = isinstance(reply, Left) and reply.move is Move.BACK
            row = row - 1 if back else self._next_row(board, row)
        self._overview = ()
        for lacking in () if row < 0 else board.lacks():
            console.say(f"Còn {lacking}.")
        return Left(Move.BACK) if row < 0 else None

    def _in_row(self, question: Question[Any], fault: str) -> Reply:
        """Ask for the answer of a row; raises AskingFailed with the text typed there, by its place."""
        try:
            return self.ask(question, fault=fault)
        except AskingFailed as failure:
            raise AskingFailed({question.place: str(failure.typed)} if failure.typed else "") from failure.__cause__

    def _next_row(self, board: Board[Any], row: int) -> int:
        later = range(row + 1, len(board.rows))
        return next((at for at in later if board.rows[at][0].place in self._to_ask), len(board.rows))

    def _doubted(self, question: Question[Any], about: Row[Any], value: str) -> bool:
        """Whether the person takes back a choice that would keep something off the paper."""
        if value not in about.doubts or question.current == (value,):
            return False
        choices = (Choice("khong", "Giữ như cũ"), Choice("co", "Vẫn chọn"))
        asked = structs.replace(question, text=about.doubts[value], hints=(), choices=choices, current=("khong",))
        return self.ask(asked) != ("co",)

    def _chosen(self, question: Question[Any]) -> Reply | None:
        """Read which choices are meant; None where the line names none."""
        try:
            typed = self._line(question, [])
        except AskingFailed as failure:
            raise AskingFailed("") from failure.__cause__  # half a number need not be saved
        if isinstance(typed, Left):
            return Left(typed.move)
        answer = typed.strip()
        if not answer and question.current:
            return question.current
        if not answer and (question.kind is Kind.SEVERAL or (question.page and not question.required)):
            return ()
        numbers = answer.split()
        if question.kind is Kind.SEVERAL and numbers == ["0"]:
            return ()
        values = {str(number): choice.value for number, choice in enumerate(question.choices, 1)}
        right_many = len(numbers) == 1 or (question.kind is Kind.SEVERAL and numbers)
        known = right_many and all(number in values for number in numbers)
        return tuple(values[number] for number in numbers) if known else None

    def _text(self, question: Question[Any]) -> Reply:
        """Read an answer line by line; raises AskingFailed with the lines so far."""
        lines: list[str] = []
        try:
            while (reply := self._next_line(question, lines)) is None:
                pass
        except BaseException as failure:  # noqa: BLE001 -- raised again below, with the text
            cause = failure.__cause__ if isinstance(failure, AskingFailed) else failure
            last = str(failure.typed) if isinstance(failure, AskingFailed) else ""
            raise AskingFailed(_half_typed(question, lines, last)) from cause
        return reply

    def _next_line(self, question: Question[Any], lines: list[str]) -> Reply | None:
        """Read one more line of an answer; None where it goes on."""
        current = question.draft or (question.current[0] if question.current else "")
        if isinstance(typed := self._line(question, lines), Left):
            return typed
        # The sign that ends a text is typed by habit after one line too, and is no answer.
        line = "" if typed.strip() == _END and question.kind is Kind.LINE else typed.strip()
        if not lines and not line:
            return (current,)
        if line == EDIT:
            edited = self._edited("\n".join(lines) or current)
            return (edited,) if edited else None
        if line == ERASE:
            return ("",)
        if _COMMAND.fullmatch(line):
            known = f"{HELP}; {EDIT}: mở trình soạn thảo; {ERASE}: xoá"
            console.say(f"Chưa hợp lệ: không có lệnh {line}. {known}.")
            return None
        if question.kind is Kind.LINE:
            return (line,)
        if line == _END:
            # A text half-typed earlier is continued, a refused one is typed anew; the dot alone erases it.
            return (_half_typed(question, lines) if lines and self._goes_on else "\n".join(lines),)
        lines += [one.strip(" ") for one in typed.split("\n")]  # a tab separates the cells of a table
        return None

    def _line(self, question: Question[Any], lines: list[str]) -> str | Left:
        """Read one line; return Left, with the half-typed text behind the `lines`, where the person moves or stops."""
        while True:
            typed = self._read(several_lines=question.kind is Kind.TEXT)
            if isinstance(typed, Left):
                return Left(typed.move, _half_typed(question, lines, str(typed.typed)))
            if (word := typed.strip()) in _MOVES:
                return Left(_MOVES[word], _half_typed(question, lines))
            if word != OVERVIEW or not self._overview:
                return typed
            for line in (*self._overview, "", question.title, question.text):
                console.say(line)

    def _edited(self, text: str) -> str:
        try:
            with self._terminal.lent():
                return clean(edit_answer(text))[0]
        except TuPheError as failure:
            console.say(str(failure))
            return ""

    def _read(self, *, several_lines: bool = False) -> str | Left:
        """Read one line, or with `several_lines` those of a paste; return Left with the text where the person stops."""
        dumb = console.wants_lines()
        if not dumb:
            console.write(_MARK_PASTES)
        echo = Echo(console.write, "> ", columns=console.columns(), dumb=dumb)
        field = line_field(echo, self._pasted, several_lines=several_lines)
        self._pasted = ""
        try:
            result, standing = run(field)
        finally:
            with suppress(Exception):  # whatever fails here, the typed text must not be lost
                console.write("\n" if dumb else f"{_MARK_NO_PASTES}\n")
        if result is Move.STOP:
            return Left(Move.STOP, standing)
        typed, self._pasted = result
        try:
            return cleaned([typed])[0]
        except BaseException as failure:
            raise AskingFailed(typed) from failure


def _fits(question: Question[Any], typed: str) -> bool:
    """Whether a line is a valid answer that could not be saved; Enter does not take a refused one again."""
    if question.kind is not Kind.LINE:
        return False
    try:
        question.record((typed,))
    except Refused:
        return False
    return True


def _open_rows(board: Board[Any]) -> tuple[str, ...]:
    """Return the places of the rows that are not answered or lack something; of all rows where none does."""
    due = {question.place for question in board.questions if question.draft is not None}
    rows = [
        question.place for question, row in board.rows if not question.current or row.lacks or question.place in due
    ]
    return tuple(rows or (question.place for question, _ in board.rows))


def _marked(mark: Mark, place: str, value: str) -> Board[Any]:
    try:
        return mark(place, value)
    except Refused:
        raise
    except BaseException as failure:
        raise AskingFailed("") from failure


def _half_typed(question: Question[Any], lines: list[str], last: str = "") -> str:
    """Return the text to save of an unfinished answer: what was typed earlier, and the lines since."""
    typed = [*lines, *filter(None, [last])]
    if not any(typed):
        return question.draft or ""
    before = [question.draft] if question.draft and question.kind is Kind.TEXT else []
    return "\n".join([*before, *typed])
