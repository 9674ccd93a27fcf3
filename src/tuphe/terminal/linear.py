"""Questions asked with numbered lines and no redraw: for screen readers, plain terminals, --tuyen-tinh."""

from __future__ import annotations

import atexit
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tuphe.core.question import Kind, Left, Move, Question, Refused
from tuphe.core.text import clean
from tuphe.errors import Stopped, TuPheError
from tuphe.terminal import console, stopping
from tuphe.terminal.application import forget_stops, run
from tuphe.terminal.echo import Echo
from tuphe.terminal.editor import edit_answer
from tuphe.terminal.fields import line_field
from tuphe.terminal.modes import Terminal
from tuphe.terminal.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

Subject = TypeVar("Subject")

_MOVES: Final = {"/lui": Move.BACK, "/sau": Move.SKIP}
_STOP: Final = "/dung"
_EDIT: Final = "/soan"
_ERASE: Final = "/xoa"
_END: Final = "."
_MARK_PASTES: Final = "\x1b[?2004h"
_MARK_NO_PASTES: Final = "\x1b[?2004l"
_HELP: Final = "/lui: lùi lại; /sau: để sau; /dung: lưu và dừng"


class Lines:
    """Asks one line after another; a word with a slash moves instead of answering."""

    def __init__(self) -> None:
        stopping.wait_for_questions()
        self._before: Question[Any] | None = None
        self._pasted = ""
        self._terminal = Terminal()
        self._terminal.hold()
        atexit.register(self._terminal.release)

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Put one question; see `tuphe.interview.Asker`."""
        if typed and question.kind in (Kind.LINE, Kind.TEXT):
            question = replace(question, draft=typed)
        if fault:
            forget_stops()
        for line in _lines(question, self._before):
            console.write(f"{console.wrapped(line)}\n")
        self._before = question
        while True:
            if fault:
                console.write(f"{console.wrapped(f'Chưa được: {fault}')}\n")
            reply = self._text(question) if question.kind in (Kind.LINE, Kind.TEXT) else self._chosen(question)
            if reply is not None:
                return reply
            fault = f"Chỉ có các số từ 1 đến {len(question.choices)}. Gõ lại."

    def _chosen(self, question: Question[Subject]) -> tuple[str, ...] | Left | None:
        try:
            answer = self._read().strip()
        except Stopped as ended:
            raise Stopped from ended.__cause__  # half a number is no text to keep
        if answer in _MOVES:
            return Left(_MOVES[answer])
        if not answer and question.current:
            return question.current
        numbers = answer.split()
        if question.kind is Kind.SEVERAL and numbers == ["0"]:
            return ()
        values = {str(number): choice.value for number, choice in enumerate(question.choices, 1)}
        right_many = len(numbers) == 1 or (question.kind is Kind.SEVERAL and numbers)
        known = right_many and all(number in values for number in numbers)
        return tuple(values[number] for number in numbers) if known else None

    def _text(self, question: Question[Subject]) -> tuple[str, ...] | Left:
        lines: list[str] = []
        try:
            while (reply := self._typed(question, lines)) is None:
                pass
        except Stopped as ended:
            raise Stopped(_half_typed(question, [*lines, *filter(None, [ended.draft])])) from ended.__cause__
        except BaseException as cause:
            raise Stopped(_half_typed(question, lines)) from cause
        return reply

    def _typed(self, question: Question[Subject], lines: list[str]) -> tuple[str, ...] | Left | None:
        """Read one more line of an answer; None where it goes on."""
        current = question.draft or (question.current[0] if question.current else "")
        typed = self._read(several_lines=question.kind is Kind.TEXT)
        line = typed.strip()
        if line in _MOVES:
            return Left(_MOVES[line], _half_typed(question, lines))
        if not lines and not line:
            return (current,)
        if line == _EDIT:
            edited = self._edited("\n".join(lines) or current)
            return (edited,) if edited else None
        if question.kind is Kind.LINE:
            return ("" if line == _ERASE else line,)
        if line == _END:
            return ("\n".join(lines),)
        lines += [one.strip() for one in typed.split("\n")]
        return None

    def _edited(self, text: str) -> str:
        self._terminal.release()
        try:
            return clean(edit_answer(text))[0]
        except TuPheError as failure:
            console.write(f"{console.wrapped(str(failure))}\n")
            return ""
        finally:
            self._terminal.hold()

    def _read(self, *, several_lines: bool = False) -> str:
        """Read one line, or with `several_lines` those of a paste.

        Raises Stopped with what was typed of it.
        """
        dumb = console.wants_lines()
        if not dumb:
            console.write(_MARK_PASTES)
        field = line_field(
            Echo(console.write, "> ", columns=console.columns(), dumb=dumb), self._pasted, several_lines=several_lines
        )
        self._pasted = ""
        standing = field.current_buffer  # looked up before anything can fail
        try:
            typed, self._pasted = run(field)
        except BaseException as cause:
            raise Stopped(clean(standing.text)[0]) from cause
        finally:
            with suppress(OSError):
                console.write("\n" if dumb else f"{_MARK_NO_PASTES}\n")
        line, hidden = clean(typed)
        if hidden:
            console.remark("Đã bỏ các ký tự điều khiển ẩn trong câu trả lời.")
        if line.strip() == _STOP:
            raise Stopped
        return line


def _lines(question: Question[Subject], before: Question[Any] | None) -> Iterator[str]:
    yield ""
    if question.position:
        yield f"Mục {question.position[0]}/{question.position[1]}. {question.part}. {question.title}"
    else:
        yield question.part if question.title in ("", question.part) else f"{question.part}. {question.title}"
    if question.so_far:
        yield question.so_far
    yield from question.context_after(before)
    yield question.text
    yield from (f"Gợi ý: {hint}" for hint in question.hints)
    yield from (f"{number}. {choice.label}" for number, choice in enumerate(question.choices, 1))
    if question.draft:
        yield f"Đang gõ dở: {question.draft}"
    elif question.current:
        yield f"Đang ghi: {labels(question)}"
    yield f"{_how(question)}. {_HELP}{f'; {_EDIT}: mở trình soạn thảo' if question.kind is Kind.TEXT else ''}"


def _how(question: Question[Subject]) -> str:
    match question.kind:
        case Kind.ONE:
            return "Gõ số rồi Enter" + ("; chỉ Enter: giữ nguyên" if question.current else "")
        case Kind.SEVERAL:
            return "Gõ các số cách nhau bằng dấu cách rồi Enter; 0: không chọn"
        case Kind.LINE:
            return f"Gõ rồi Enter{_if_empty(question, _ERASE)}"
        case Kind.TEXT:
            return f"Gõ nhiều dòng, kết thúc bằng một dòng chỉ có dấu chấm{_if_empty(question, 'dấu chấm')}"


def _if_empty(question: Question[Subject], erase: str) -> str:
    """Say what Enter alone does, and what erases an answer; nothing that the question would refuse."""
    answered = question.current or question.draft
    try:
        question.record(("",))
    except Refused:
        return "; chỉ Enter: giữ nguyên" if answered else ""
    return f"; chỉ Enter: giữ nguyên, {erase}: xoá" if answered else "; chỉ Enter: bỏ trống"


def _half_typed(question: Question[Subject], lines: list[str]) -> str:
    """Return what is kept of a text that was not finished: what stood half-typed before, and the lines since."""
    if not any(lines):
        return question.draft or ""
    before = [question.draft] if question.draft and question.kind is Kind.TEXT else []
    return "\n".join([*before, *lines])
