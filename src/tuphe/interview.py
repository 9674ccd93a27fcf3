"""The one loop: ask, record, save; back, skip, stop. Who asks and who saves is handed in."""

from __future__ import annotations

from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

from tuphe.core.question import Choice, Kind, Move, Question, Refused
from tuphe.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Subject = TypeVar("Subject")


class Asker(Protocol):
    """Someone who can put a question to the person."""

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Move:
        """Return the values chosen or the text typed, or where the person wants to go.

        `fault` is why the last answer was refused, `typed` that answer.
        Raises Stopped with the text that was not confirmed yet.
        """
        ...


class StoppedAt(Stopped):
    """The person stopped at one question; `draft` is what was typed there."""

    def __init__(self, question: str, draft: str) -> None:
        super().__init__(draft)
        self.question = question


def conduct(
    questions: Callable[[Subject], Sequence[Question[Subject]]],
    subject: Subject,
    *,
    asker: Asker,
    save: Callable[[Subject], None],
    wanted: Callable[[Question[Subject]], bool],
    back_out: bool = False,
) -> Subject:
    """Ask every wanted question, in order, and save after each single answer.

    `questions` lists all questions afresh from what is answered so far;
    `wanted` picks those to ask. One that was answered or put off is not asked
    again in this run, but can be gone back to. Going back from the very first
    question ends the run if `back_out`, and asks it again if not. Returns the
    last subject saved.

    Raises StoppedAt, and whatever `save` raises.
    """
    done: set[str] = set()
    went_back_to: str | None = None
    while True:
        listed = questions(subject)
        question = _find(listed, went_back_to) or next(
            (question for question in listed if wanted(question) and question.key not in done), None
        )
        if question is None:
            return subject
        match _answer(question, asker):
            case Move.BACK:
                place = listed.index(question)
                if place == 0 and back_out:
                    return subject
                went_back_to = listed[max(place - 1, 0)].key
                continue
            case Move.SKIP:
                pass
            case changed:
                subject = changed
                _save_whole(save, subject)
        done.add(question.key)
        went_back_to = None


def still_open(questions: Sequence[Question[Subject]]) -> Callable[[Question[Subject]], bool]:
    """Return what to ask when a year is taken up again: all that has no answer.

    An offer (a question that may stay empty) before the last answer counts as
    passed: an answers file need not say of every item that it has no
    shortcoming.
    """
    last = max((place for place, question in enumerate(questions) if question.answered), default=0)
    passed = {question.key for question in questions[:last] if not question.required and not question.answered}
    return lambda question: not question.answered and question.key not in passed


def missing(questions: Sequence[Question[Subject]]) -> list[Question[Subject]]:
    """Return the questions that need an answer and have none."""
    return [question for question in questions if question.required and not question.answered]


def _answer(question: Question[Subject], asker: Asker) -> Subject | Move:
    fault = typed = ""
    while True:
        try:
            reply = asker.ask(question, fault=fault, typed=typed)
        except Stopped as stop:
            unchanged = stop.draft.strip() in ("", *question.current)
            raise StoppedAt(question.key, "" if unchanged else stop.draft) from None
        if isinstance(reply, Move):
            return reply
        try:
            return question.record(reply)
        except Refused as refusal:
            fault, typed = str(refusal), reply[0] if reply else ""


def _within(
    questions: Callable[[Subject], Sequence[Question[Subject]]], place: str
) -> Callable[[Subject], Sequence[Question[Subject]]]:
    return lambda subject: [question for question in questions(subject) if question.place == place]


def _save_whole(save: Callable[[Subject], None], subject: Subject) -> None:
    try:
        save(subject)
    except KeyboardInterrupt:
        # The answer was confirmed before the key was pressed.
        save(subject)
        raise Stopped from None


def _find(questions: Sequence[Question[Subject]], key: str | None) -> Question[Subject] | None:
    return next((question for question in questions if question.key == key), None)


class Finish(Enum):
    """How a person leaves the review screen."""

    DONE = "xong"
    CLOSE = "chot"


def look_over(
    questions: Callable[[Subject], Sequence[Question[Subject]]],
    subject: Subject,
    *,
    year: int,
    asker: Asker,
    save: Callable[[Subject], None],
) -> tuple[Subject, Finish]:
    """Show the review screen until the person is done: any answer can be opened again from there.

    Raises Stopped, and whatever `save` raises.
    """
    while True:
        listed = questions(subject)
        part = _chosen(asker, _parts_menu(listed, year))
        if part == Finish.CLOSE.value and _confirmed_closing(asker, listed, year):
            return subject, Finish.CLOSE
        if part in (None, Finish.DONE.value):
            return subject, Finish.DONE
        in_part = [question for question in listed if question.part == part]
        places = list(dict.fromkeys(question.place for question in in_part))
        place = places[0] if len(places) == 1 else _chosen(asker, _places_menu(in_part))
        if in_part and place is not None:
            subject = conduct(
                _within(questions, place), subject, asker=asker, save=save, wanted=lambda _: True, back_out=True
            )


def _parts_menu(questions: Sequence[Question[Subject]], year: int) -> Question[str]:
    parts = dict.fromkeys(question.part for question in questions)
    choices = [Choice(part, f"{part}: {_progress(questions, part)}") for part in parts]
    left = len(missing(questions))
    return _menu(
        "Xem lại",
        f"Đã đi hết các câu. Còn {left} câu cần trả lời." if left else f"Bản kiểm điểm năm {year} đã đủ câu trả lời.",
        "Mở lại phần nào?",
        [*choices, Choice(Finish.DONE.value, "Xong, chưa chốt"), Choice(Finish.CLOSE.value, f"Chốt năm {year}")],
        current=Finish.DONE.value,
    )


def _places_menu(questions: Sequence[Question[Subject]]) -> Question[str]:
    firsts = {question.place: question for question in reversed(questions)}
    choices = [Choice(place, f"{first.title}: {_summary(first)}") for place, first in reversed(firsts.items())]
    return _menu(questions[0].part, "", "Mở lại mục nào?", choices, current=choices[0].value)


def _confirmed_closing(asker: Asker, questions: Sequence[Question[Subject]], year: int) -> bool:
    left = len(missing(questions))
    warning = f"Còn {left} câu cần trả lời mà chưa có." if left else "Mọi câu cần trả lời đều đã có."
    menu = _menu(
        f"Chốt năm {year}",
        f"{warning} Sau khi chốt, bản kiểm điểm chỉ để đọc; mở lại bằng: tuphe mo-lai {year}",
        "Chốt bây giờ?",
        [Choice("khong", "Chưa chốt"), Choice("co", "Chốt")],
        current="khong",
    )
    return _chosen(asker, menu) == "co"


def _menu(part: str, context: str, text: str, choices: Sequence[Choice], *, current: str) -> Question[str]:
    return Question(
        key="",
        part=part,
        place="",
        title="",
        text=text,
        kind=Kind.ONE,
        context=(context,) if context else (),
        choices=tuple(choices),
        current=(current,),
        record=itemgetter(0),
    )


def _chosen(asker: Asker, menu: Question[str]) -> str | None:
    reply = asker.ask(menu)
    return None if isinstance(reply, Move) else reply[0]


def _progress(questions: Sequence[Question[Subject]], part: str) -> str:
    needed = [question for question in questions if question.part == part and question.required]
    left = len([question for question in needed if not question.answered])
    return f"còn {left} câu" if left else "đủ"


def _summary(first: Question[Subject]) -> str:
    labels = dict(first.choices)
    return ", ".join(labels.get(value, value) for value in first.current) or "chưa trả lời"
