"""Numbered lines: what is typed is what is kept, whatever keys come between, and nought is a number like others."""

import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from support.screen import CTRL_C, ENTER
from support.values import ROOT, silent, the_checklist
from tuphe.core.point_table import PointTable
from tuphe.core.question import Choice, Kind, Left, Move, Question, Refused
from tuphe.core.review import Review
from tuphe.errors import Stopped
from tuphe.interview.asker import Step
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.steps import steps_of
from tuphe.storage.checklists import read_point_table
from tuphe.terminal.linear import Lines

TYPED = "Số hoá 1.240 hồ sơ"
PASTE, END_OF_PASTE = "\x1b[200~", "\x1b[201~"

NOT_OURS = ("\x11", "\x12", "\x13", "\x16", "\x0f", "\x1b#", "\x1b.", "\x1b*", "\x1b1", "\x18(", "\x1bOR", "\x1b[15~")
"""What a line editor searches, inserts or accepts with."""

LONG = {"a line": "d" * 2_000, "lines": "\n".join(f"Việc {row}." for row in range(100))}
LEAVING = (CTRL_C, "\x04", f"{ENTER}/dung{ENTER}", f"{ENTER}/sau{ENTER}", f"{ENTER}/lui{ENTER}")

Answer = tuple[tuple[str, ...] | Left, str]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Answer]]:
    """Put a question and type; return what came of it, and what was said."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def put(question: Question[str], *keys: str, **known: str) -> Answer:
        said = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(said, encoding="utf-8", write_through=True))
        with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):
            pipe.send_text("".join(keys))
            return Lines().ask(question, **known), said.getvalue().decode()

    yield put
    for number, handler in before.items():
        signal.signal(number, handler)


def asked(kind: Kind, *, required: bool = False, **known: Any) -> Question[str]:
    def record(reply: tuple[str, ...]) -> str:
        if required and not reply[0]:
            raise Refused("Cần một câu trả lời.")
        return reply[0]

    numbers = tuple(Choice(value, value.title()) for value in ("một", "hai", "ba")) if kind is Kind.SEVERAL else ()
    return Question(
        key="k", part="Phần", place="p", title="", text="Câu hỏi?", kind=kind,
        record=record, **{"choices": numbers, **known},
    )  # fmt: skip


@pytest.mark.parametrize("current", [(), ("3",), ("0",)], ids=repr)
def test_nought_is_an_answer_like_others(answer: Callable[..., Answer], current: tuple[str, ...]) -> None:
    for required in (True, False):
        assert answer(asked(Kind.LINE, current=current, required=required), f"0{ENTER}")[0] == ("0",)


def test_what_enter_alone_chooses_is_named_and_is_no_answer_until_it_is_given(answer: Callable[..., Answer]) -> None:
    choices = (Choice("xong", "Xong, chưa chốt"), Choice("chot", "Chốt"))
    _, menu = answer(asked(Kind.ONE, choices=choices, current=("xong",)), ENTER)
    _, answered = answer(asked(Kind.ONE, choices=choices, current=("xong",), answered=True), ENTER)

    assert "chỉ Enter: Xong, chưa chốt" in menu
    assert "Đã ghi" not in menu
    assert "Đã ghi: Xong, chưa chốt" in answered
    assert "chỉ Enter: giữ nguyên" in answered


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.TEXT])
@pytest.mark.parametrize("current", [(), ("3",)], ids=repr)
def test_a_question_that_needs_an_answer_does_not_offer_to_leave_it_empty(
    answer: Callable[..., Answer], kind: Kind, current: tuple[str, ...]
) -> None:
    _, needed = answer(asked(kind, current=current, required=True), CTRL_C)
    _, offered = answer(asked(kind, current=current, required=False), CTRL_C)

    assert ("để trống" in needed, ": xoá" in needed) == (False, False)
    assert ("để trống" in offered, ": xoá" in offered) == (not current, bool(current))


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.TEXT])
@pytest.mark.parametrize("key", NOT_OURS, ids=repr)
def test_a_key_of_a_line_editor_that_is_not_ours_does_nothing_to_the_text(
    answer: Callable[..., Answer], kind: Kind, key: str
) -> None:
    end = f"{ENTER}.{ENTER}" if kind is Kind.TEXT else ENTER

    outcome, _ = answer(asked(kind), TYPED, key, end)

    assert not isinstance(outcome, Left)
    assert outcome[0].startswith(TYPED)


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "as if typed"])
@pytest.mark.parametrize("pasted", LONG.values(), ids=LONG)
def test_a_long_paste_is_kept_whole(answer: Callable[..., Answer], pasted: str, marked: bool) -> None:  # noqa: FBT001
    typed = f"{PASTE}{pasted}{END_OF_PASTE}" if marked else pasted.replace("\n", ENTER)

    outcome, _ = answer(asked(Kind.TEXT), typed, f"{ENTER}.{ENTER}")

    assert outcome == (pasted,)


def test_a_paste_is_text_whatever_stands_in_it(answer: Callable[..., Answer]) -> None:
    pasted = "Việc một\n.\n/dung\n\nviệc hai"

    outcome, said = answer(asked(Kind.TEXT), "- ", PASTE, pasted, END_OF_PASTE, f" và ba{ENTER}.{ENTER}")

    assert outcome == (f"- {pasted} và ba",)
    assert "> việc hai" in said


def test_a_paste_into_a_single_line_stays_one(answer: Callable[..., Answer]) -> None:
    outcome, _ = answer(asked(Kind.LINE), PASTE, "Sở\nNội vụ\n", END_OF_PASTE, ENTER)

    assert outcome == ("Sở Nội vụ",)


@pytest.mark.parametrize("end", LEAVING, ids=repr)
def test_who_leaves_a_text_leaves_all_that_was_typed_of_it(answer: Callable[..., Answer], end: str) -> None:
    outcome, _ = answer(asked(Kind.TEXT, draft="Mở đầu"), f"Việc một{ENTER}", TYPED, end)

    assert isinstance(outcome, Left)
    assert outcome.typed == f"Mở đầu\nViệc một\n{TYPED}"


def test_half_a_number_is_no_text_to_keep(answer: Callable[..., Answer]) -> None:
    outcome, _ = answer(asked(Kind.SEVERAL), "1 2", CTRL_C)

    assert outcome == Left(Move.STOP)


def test_what_came_before_a_stop_is_not_taken_by_it(answer: Callable[..., Answer]) -> None:
    assert answer(asked(Kind.SEVERAL), f"1 3{ENTER}{CTRL_C}")[0] == ("một", "ba")
    assert answer(asked(Kind.SEVERAL, current=("hai",)), f"0{ENTER}")[0] == ()
    assert answer(asked(Kind.SEVERAL, current=("hai",)), f"4{ENTER}{ENTER}")[0] == ("hai",)


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.TEXT])
def test_what_erases_an_answer_erases_it_wherever_text_is_typed(answer: Callable[..., Answer], kind: Kind) -> None:
    reply, _ = answer(asked(kind, current=("Việc cũ.",)), f"/xoa{ENTER}")

    assert reply == ("",)


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.TEXT])
def test_a_slip_at_a_command_is_told_and_is_no_answer(answer: Callable[..., Answer], kind: Kind) -> None:
    reply, said = answer(asked(kind), f"/xao{ENTER}{TYPED}{ENTER}", f".{ENTER}" if kind is Kind.TEXT else "")

    assert reply == (TYPED,)
    assert "không có lệnh /xao" in said


def test_a_text_half_typed_another_time_goes_on(answer: Callable[..., Answer]) -> None:
    reply, said = answer(asked(Kind.TEXT, draft="Dòng một."), f"Dòng hai.{ENTER}.{ENTER}")

    assert reply == ("Dòng một.\nDòng hai.",)
    assert "Gõ tiếp vào đoạn gõ dở" in said


def test_a_text_that_was_refused_is_typed_anew(answer: Callable[..., Answer]) -> None:
    reply, _ = answer(asked(Kind.TEXT), f"Ý khác.{ENTER}.{ENTER}", fault="Ý này đã ghi.", typed="Ý cũ.")

    assert reply == ("Ý khác.",)


@pytest.fixture
def conducted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Review]:
    """Type keys where the questions whose keys begin in one way are asked, and return the year at the end."""

    def conduct_with(keys: str, about: str, *tables: PointTable) -> Review:
        def steps(review: Review) -> list[Step[Review]]:
            listed = steps_of(lambda year: review_questions(year, the_checklist(), Known(tables=tables)), review)
            return [step for step in listed if step.key.startswith(about)]

        year = [Review(year=2026)]
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True))
        with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()), suppress(Stopped):
            pipe.send_text(keys)
            conduct(steps, *year, asker=Lines(), save=year.append, wanted=lambda one: not one.answered)
        return year[-1]

    return conduct_with


def test_behind_a_table_nothing_is_asked_task_by_task(conducted: Callable[..., Review]) -> None:
    table = "Nhiệm vụ\tThời hạn\nSố hoá hồ sơ\t13/11\nChỉnh lý\t30/12\n"

    year = conducted(f"{PASTE}{table}{END_OF_PASTE}.{ENTER}{ENTER}{CTRL_C}", "nhiem_vu/viec/moi")

    assert [task.text for task in year.tasks.listed] == ["Số hoá hồ sơ", "Chỉnh lý"]
    assert not year.due
    assert "viec" in year.tasks.passed


def test_a_text_that_was_ended_is_in_the_year_although_what_is_asked_behind_it_is_not_answered(
    conducted: Callable[..., Review],
) -> None:
    year = conducted(
        f"4{ENTER}Trực 12 ca.{ENTER}.{ENTER}Chậm 3 ngày.{ENTER}.{ENTER}Chưa phân{CTRL_C}", "nhom/nhan-thuc"
    )

    [answer] = year.answers
    assert answer.results == ("Trực 12 ca.",)
    assert [found.text for found in answer.shortcomings] == ["Chậm 3 ngày."]
    assert [draft.text for draft in year.drafts] == ["Chưa phân"]


def test_what_is_refused_is_asked_again_alone(conducted: Callable[..., Review]) -> None:
    year = conducted(f"4{ENTER}{ENTER}{ENTER}Chậm 3 ngày.{ENTER}.{ENTER}/dung{ENTER}", "nhom/nhan-thuc")

    [answer] = year.answers
    assert answer.results == ()
    assert [found.text for found in answer.shortcomings] == ["Chậm 3 ngày."]


def test_the_row_at_which_one_stopped_goes_on_where_it_was(conducted: Callable[..., Review]) -> None:
    year = conducted(f"2{ENTER}Trực 12 ca.{ENTER}.{ENTER}{CTRL_C}", "nhom/nhan-thuc")

    [left] = year.due
    assert left.endswith("han_che/moi/noi_dung")


def test_points_are_asked_for_one_criterion_after_another_again_where_they_are_refused(
    conducted: Callable[..., Review],
) -> None:
    table = read_point_table(ROOT / "examples" / "bang-diem.toml", notify=silent)
    points = "".join(f"{one.maximum - 0.5}{ENTER}" for one in table.criteria)

    mine = conducted(f"7{ENTER}.{ENTER}{points}{CTRL_C}", "tu_danh_gia/diem", table).self_rating

    assert (mine.general_points, mine.task_points) == (27, 67.5)
