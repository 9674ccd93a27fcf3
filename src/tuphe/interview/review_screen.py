"""The review screen: after the last question, any answer can be opened again, and the year closed."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from operator import itemgetter
from typing import Final, TypeVar

from tuphe.core.board import Board
from tuphe.core.question import Choice, Kind, Left, Move, Question
from tuphe.core.text import shortened
from tuphe.errors import AskingFailed, Stopped
from tuphe.interview.answering import to_raise
from tuphe.interview.asker import Asker, Step
from tuphe.interview.loop import conduct
from tuphe.interview.questions.notes import notes_of

Subject = TypeVar("Subject")

_WHO: Final = "ho-so"
"""The choice that opens the questions on the person."""


class Finish(Enum):
    """How a person leaves the review screen."""

    DONE = "xong"
    CLOSE = "chot"


def look_over(
    steps: Callable[[Subject], Sequence[Step[Subject]]],
    subject: Subject,
    *,
    year: int,
    asker: Asker,
    save: Callable[[Subject], None],
    remark: Callable[[Subject], str],
    checked: Callable[[Subject], Sequence[str]],
    ask_who: Callable[[], None],
) -> tuple[Subject, Finish]:
    """Show the review screen until the person is done: any answer can be opened again from there.

    `remark` says what is wrong with the answers as they are, `checked` in lines what is still to be mended before
    the year is closed; `ask_who` opens the questions on the person.

    Raises Stopped, and whatever `save` raises.
    """
    while True:
        listed = steps(subject)
        part = _chosen(asker, _parts_menu(listed, year, remark(subject)))
        if part == Finish.CLOSE.value and confirmed_closing(asker, checked(subject), year):
            return subject, Finish.CLOSE
        if part == Finish.DONE.value:
            return subject, Finish.DONE
        if part == _WHO:
            ask_who()
            continue
        places = _places([step for step in listed if step.part == part])
        place = _chosen(asker, _places_menu(part or "", places)) if len(places) > 1 else next(iter(places), None)
        if place is not None:
            within = _within(steps, place)
            subject = conduct(within, subject, asker=asker, save=save, wanted=lambda _: True, at=place, back_out=True)


def _parts_menu(steps: Sequence[Step[Subject]], year: int, remark: str) -> Question[str]:
    """Return the screen itself: the parts of the year with what they lack, the person, and the two ways out."""
    parts: dict[str, list[Question[Subject]]] = {}
    for question in (question for step in steps for question in step.questions):
        parts.setdefault(question.part, []).append(question)
    lacking = {part: left for part, questions in parts.items() if (left := _left(questions))}
    order = dict.fromkeys((*lacking, *parts))
    choices = [Choice(part, f"{part}: {_progress(parts[part])}") for part in order]
    return _menu(
        "Xem lại",
        f"Chưa xong {len(lacking)} bước, còn {sum(lacking.values())} câu chưa trả lời.\n{remark}"
        if lacking
        else f"Bản kiểm điểm năm {year} đã đủ câu trả lời.\n{remark}",
        "Mở lại bước nào?",
        [
            Choice(_WHO, "Hồ sơ: họ tên, vị trí, phần đầu của mẫu"),
            *choices,
            Choice(Finish.DONE.value, "Xong, chưa chốt"),
            Choice(Finish.CLOSE.value, f"Chốt năm {year}"),
        ],
        current=Finish.DONE.value,
    )


def _places(steps: Sequence[Step[Subject]]) -> dict[str, list[Question[Subject]]]:
    """Return what can be opened in a part, by its place: each row of a board, each page, each other question."""
    places: dict[str, list[Question[Subject]]] = {}
    for step in steps:
        for question in step.questions:
            place = question.place if isinstance(step, Board) else step.questions[0].place
            places.setdefault(place, []).append(question)
    return places


def _places_menu(part: str, places: Mapping[str, Sequence[Question[Subject]]]) -> Question[str]:
    lacking = {place: words for place, questions in places.items() if (words := _lacking(questions))}
    choices = []
    for place, questions in places.items():
        first, missing = questions[0], any(question.required for question in questions)
        empty = "chưa trả lời" if missing else "để trống"  # as it may stay
        told = (first, *(question for question in questions if question.answered))
        said = next(filter(None, (", ".join(question.labels(question.current)) for question in told)), empty)
        name = shortened((first.row and first.row.name) or first.title)
        choices.append(Choice(place, f"{name}: {said}{f' ({lacking[place]})' if place in lacking else ''}"))
    return _menu(part, "", "Mở lại mục nào?", choices, current=next(iter((*lacking, *places))))


def _lacking(questions: Sequence[Question[Subject]]) -> str:
    """Say how many questions need an answer or are put off; empty where none are."""
    left = _left(questions)
    return f"còn {left} câu" if left else "còn đoạn gõ dở" if any(question.draft for question in questions) else ""


def confirmed_closing(asker: Asker, found: Sequence[str], year: int) -> bool:
    """Show what was found in a year, and ask whether to close it; raises Stopped."""
    menu = _menu(
        f"Chốt năm {year}",
        "\n".join((*found, f"Sau khi chốt, bản kiểm điểm chỉ đọc, không sửa được; mở lại bằng: tuphe mo-lai {year}")),
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
    """Return what is chosen in a menu; None where the person leaves it.

    Raises Stopped, and what else ends the question.
    """
    try:
        reply = asker.ask(menu)
    except AskingFailed as failure:
        raise to_raise(failure) from None
    if not isinstance(reply, Left):
        return reply[0]
    if reply.move is Move.STOP:
        raise Stopped
    return None


def _progress(questions: Sequence[Question[Subject]]) -> str:
    if unsorted := notes_of(question.key for question in questions):
        return f"{unsorted} ghi chép chưa xếp vào mục nào"
    return _lacking(questions) or "đủ"


def _left(questions: Sequence[Question[Subject]]) -> int:
    return sum(question.required for question in questions)


def _within(
    steps: Callable[[Subject], Sequence[Step[Subject]]], place: str
) -> Callable[[Subject], Sequence[Step[Subject]]]:
    """Return a function that lists the steps of one place, also after the entry that names the place is reworded."""
    names = {"now": place}
    before: list[str] = []

    def within(subject: Subject) -> Sequence[Step[Subject]]:
        """List the steps of the place; where its name is gone, the place now in its row is the same, renamed."""
        listed = steps(subject)
        places = list(_places(listed))
        if names["now"] not in places and names["now"] in before and len(places) == len(before):
            names["now"] = places[before.index(names["now"])]
        before[:] = places
        return [step for step in listed if any(question.place == names["now"] for question in step.questions)]

    return within
