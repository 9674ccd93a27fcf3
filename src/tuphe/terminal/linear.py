"""Questions asked with numbered lines and no redraw: for screen readers, plain terminals, --tuyen-tinh."""

from __future__ import annotations

import atexit
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tuphe.core.question import Kind, Left, Move, Question
from tuphe.core.text import clean
from tuphe.errors import Stopped, TuPheError
from tuphe.terminal import console, stopping
from tuphe.terminal.editor import edit
from tuphe.terminal.modes import Terminal
from tuphe.terminal.typed_lines import edit_lines_properly
from tuphe.terminal.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

Subject = TypeVar("Subject")

_MOVES: Final = {"/lui": Move.BACK, "/sau": Move.SKIP}
_STOP: Final = "/dung"
_EDIT: Final = "/soan"
_END: Final = "."
_HELP: Final = "/lui: lùi lại; /sau: để sau; /dung: lưu và dừng"


class Lines:
    """Asks one line after another; a word with a slash moves instead of answering."""

    def __init__(self) -> None:
        stopping.wait_for_questions()
        edit_lines_properly()
        self._before: Question[Any] | None = None
        self._terminal = Terminal()
        self._terminal.hold(lines=True)
        atexit.register(self._terminal.release)

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Put one question; see `tuphe.interview.Asker`."""
        if typed and question.kind in (Kind.LINE, Kind.TEXT):
            question = replace(question, draft=typed)
        for line in _lines(question, self._before):
            console.write(f"{console.wrapped(line)}\n")
        self._before = question
        while True:
            if fault:
                console.write(f"Chưa được: {fault}\n")
            try:
                reply = _text(question) if question.kind in (Kind.LINE, Kind.TEXT) else _chosen(question)
            except Stopped:
                with suppress(KeyboardInterrupt):
                    console.write("\n")  # the key left the cursor behind the prompt
                raise
            if reply is not None:
                return reply
            fault = f"Chỉ có các số từ 1 đến {len(question.choices)}. Gõ lại."


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
    answered = bool(question.current or question.draft)
    match question.kind:
        case Kind.ONE:
            return "Gõ số rồi Enter" + ("; chỉ Enter: giữ nguyên" if answered else "")
        case Kind.SEVERAL:
            return "Gõ các số cách nhau bằng dấu cách rồi Enter; 0: không chọn"
        case Kind.LINE:
            return "Gõ rồi Enter; chỉ Enter: " + ("giữ nguyên, 0: xoá" if answered else "bỏ trống")
        case Kind.TEXT:
            keep = "giữ nguyên, dấu chấm: xoá" if answered else "bỏ trống"
            return f"Gõ nhiều dòng, kết thúc bằng một dòng chỉ có dấu chấm; chỉ Enter: {keep}"


def _chosen(question: Question[Subject]) -> tuple[str, ...] | Left | None:
    try:
        answer = _read()
    except BaseException as cause:
        raise Stopped from cause
    if answer in _MOVES:
        return Left(_MOVES[answer])
    if not answer and question.current:
        return question.current
    numbers = answer.split()
    if question.kind is Kind.SEVERAL and numbers == ["0"]:
        return ()
    values = {str(number): choice.value for number, choice in enumerate(question.choices, 1)}
    right_many = len(numbers) == 1 or (question.kind is Kind.SEVERAL and numbers)
    return (
        tuple(values[number] for number in numbers)
        if right_many and all(number in values for number in numbers)
        else None
    )


def _text(question: Question[Subject]) -> tuple[str, ...] | Left:
    current = question.draft or (question.current[0] if question.current else "")
    lines: list[str] = []
    try:
        while True:
            line = _read()
            if line in _MOVES:
                return Left(_MOVES[line], "\n".join(lines))
            if not lines and not line:
                return (current,)
            if line == _EDIT:
                if edited := _edited("\n".join(lines) or current):
                    return (edited,)
            elif question.kind is Kind.LINE:
                return ("" if line == "0" and question.current else line,)
            elif line == _END:
                return ("\n".join(lines),)
            else:
                lines.append(line)
    except BaseException as cause:
        # A closed window ends the input and sends a signal, in either order.
        raise Stopped("\n".join(lines)) from cause


def _edited(text: str) -> str:
    try:
        return clean(edit(text))[0]
    except TuPheError as failure:
        console.write(f"{failure}\n")
        return ""


def _read() -> str:
    read: list[str] = []
    try:
        with stopping.ended_by(_interrupt):
            read.extend(map(input, ("> ",)))  # in one step: a signal right behind it finds the line read
    except KeyboardInterrupt:
        if not read:
            stopping.heard()
            raise
    line, hidden = clean(read[0])
    if hidden:
        console.remark("Đã bỏ các ký tự điều khiển ẩn trong câu trả lời.")
    if line.strip() == _STOP:
        raise EOFError
    return line.strip()


def _interrupt() -> None:
    raise KeyboardInterrupt
