"""The words of numbered lines: a question with all that is known, and how to answer it; a board, row by row."""

from collections.abc import Iterator
from typing import Any, Final

from tuphe.core.board import Board, leads_on
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.text import shortened

EDIT: Final = "/soan"
ERASE: Final = "/xoa"
OVERVIEW: Final = "/nhom"
HELP: Final = "/lui: lùi lại; /sau: để sau; /dung: lưu và dừng"
"""The words that move instead of answering."""


def overview(board: Board[Any]) -> Iterator[str]:
    """Yield a board in lines: each row with its answer, and how much is written there."""
    yield board.part
    for number, (question, row) in enumerate(board.rows, 1):
        written = "".join(f", {count} {word}" for word, count in row.counts.items() if count)
        before = f" ({board.heading_before}: {row.before})" if row.before else ""
        answer = ", ".join(question.labels(question.current)) or ("chưa chọn" if question.choices else "chưa có điểm")
        most = f", tối đa {row.most}" if row.most else ""
        if not leads_on(question):
            yield f"{number}. {shortened((row.name or question.title).rstrip('.'))}: {answer}{most}{before}{written}"
    yield from board.rows[0][1].sums


def question_lines(question: Question[Any], before: Question[Any] | None, *, goes_on: bool) -> Iterator[str]:
    """Yield all lines about a question, the keys last; what was said with the question `before` it is left out.

    `goes_on` is whether typed lines continue a text half-typed earlier.
    """
    yield ""
    where = f"Bước {question.position[0]}/{question.position[1]}. " if question.position else ""
    title = "" if question.title in ("", question.part) else f". {question.title}"
    yield f"{where}{question.part}{title}"
    if question.so_far:
        yield question.so_far
    yield from question.context_after(before)
    yield question.text
    if question.hints:
        yield "Gợi ý:"
        yield from (f"- {hint}" for hint in question.hints)
    yield from (f"{number}. {choice.label}" for number, choice in enumerate(question.choices, 1))
    if question.draft:
        yield f"Đang gõ dở: {question.draft}"
    elif question.current and (question.answered or not question.choices):
        yield f"Đã ghi: {_labelled(question)}"
    elif question.current and question.kind is Kind.SEVERAL:
        yield f"Đánh dấu sẵn: {_labelled(question)}"
    editor = f"; {EDIT}: mở trình soạn thảo" if question.kind is Kind.TEXT else ""
    group = f"; {OVERVIEW}: xem cả nhóm" if question.row else ""
    yield f"{_how(question, goes_on=goes_on)}. {HELP}{group}{editor}"


def _labelled(question: Question[Any]) -> str:
    return "; ".join(question.labels(question.current))


def _how(question: Question[Any], *, goes_on: bool) -> str:
    match question.kind:
        case Kind.ONE:
            kept = "giữ nguyên" if question.answered else _labelled(question)
            return f"Gõ số rồi Enter{f'; chỉ Enter: {kept}' if question.current else ''}"
        case Kind.SEVERAL:
            return "Gõ các số cách nhau bằng dấu cách rồi Enter; 0: không chọn"
        case Kind.LINE:
            return f"Gõ rồi Enter{_if_empty(question, ERASE)}"
        case Kind.TEXT:
            typing = "Gõ tiếp vào đoạn gõ dở" if goes_on else "Gõ nhiều dòng"
            return f"{typing}, kết thúc bằng một dòng chỉ có dấu chấm{_if_empty(question, 'dấu chấm')}"


def _if_empty(question: Question[Any], erase: str) -> str:
    """Say what Enter alone does, and what erases an answer, unless the question would refuse that."""
    answered = question.current or question.draft
    try:
        question.record(("",))
    except Refused:
        return "; chỉ Enter: giữ nguyên" if answered else ""
    return f"; chỉ Enter: giữ nguyên, {erase}: xoá" if answered else f"; chỉ Enter: {question.offered or 'để trống'}"
