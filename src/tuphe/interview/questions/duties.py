"""Questions on the year's tasks: the counts that a level depends on, and the list for the annex."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.tasks import MOST_TASKS, Progress, Task
from tuphe.interview.questions.shapes import (
    Listed,
    another,
    choice,
    day,
    encoded,
    keep_in,
    listed,
    offer,
    once,
    parse_count,
    put_at,
    single,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask

_PART: Final = "Nhiệm vụ trong năm"


def questions(review: Review, *, leader: bool) -> Iterator[Question[Review]]:
    """Yield the questions on tasks; a leader answers for those of the units led (Quy định 366-QĐ/TW)."""
    tasks = review.tasks
    ask: Ask = partial(Question, part=_PART, place="nhiem_vu", title=_PART)
    whose = "Cơ quan, đơn vị do bạn lãnh đạo" if leader else "Bạn"
    yield _count(ask, review, "total", f"{whose} được giao bao nhiêu nhiệm vụ trong năm {review.year}?")
    if tasks.total:
        yield _count(ask, review, "done", f"Trong {tasks.total} nhiệm vụ, đã hoàn thành bao nhiêu?")
    if tasks.done:
        yield _count(ask, review, "late", f"Trong {tasks.done} nhiệm vụ đã hoàn thành, bao nhiêu chậm hạn?")
        yield _count(ask, review, "above", f"Trong {tasks.done} nhiệm vụ đã hoàn thành, bao nhiêu vượt yêu cầu?")
    yield from _for_the_annex(review)


def _count(ask: Ask, review: Review, field: str, text: str) -> Question[Review]:
    tasks = review.tasks
    current: int | None = getattr(tasks, field)
    key = encoded(tasks, field)

    def record(reply: tuple[str, ...]) -> Review:
        if not single(reply):
            return review.but(tasks=structs.replace(tasks, **{field: None}, passed=once(tasks.passed, key)))
        changed = structs.replace(tasks, **{field: parse_count(single(reply), 0, MOST_TASKS)})
        for count, limit in changed.contradictions():
            other = limit if key == count else count
            raise Refused(f"Số này không khớp với số đã ghi: {texts.TASKS[other]}.")
        return review.but(tasks=changed)

    return ask(
        key=f"nhiem_vu/{key}",
        text=text,
        hints=("Dùng để xét điều kiện của mức xếp loại. Không thống kê thì để trống.",) if field == "total" else (),
        kind=Kind.LINE,
        current=() if current is None else (str(current),),
        answered=current is not None or key in tasks.passed,
        record=record,
    )


def _for_the_annex(review: Review) -> Iterator[Question[Review]]:
    tasks = review.tasks
    ask: Ask = partial(Question, part=_PART, place="nhiem_vu/viec", title="Nhiệm vụ kê vào phụ lục")
    known = [task.text for task in tasks.listed]
    for row, task in enumerate(tasks.listed):
        yield from _task(review, row, task)
    asked = "Còn nhiệm vụ nào khác kê vào phụ lục?" if known else "Kê nhiệm vụ nào vào phụ lục của mẫu?"
    yield another(
        ask,
        "nhiem_vu/viec",
        f"{asked} Không kê thì để trống.",
        known,
        lambda text: review.but(tasks=structs.replace(tasks, listed=(*tasks.listed, Task(text=text)))),
        lambda: review.but(tasks=structs.replace(tasks, passed=once(tasks.passed, "viec"))),
        what="nhiệm vụ",
        answered="viec" in tasks.passed,
    )


def _task(review: Review, row: int, task: Task) -> Iterator[Question[Review]]:
    tasks = review.tasks
    ask: Ask = partial(Question, part=_PART, place=f"nhiem_vu/viec/{row}", title=f"Nhiệm vụ {row + 1}")
    about = partial(ask, context=(f"Nhiệm vụ: {task.text}",))
    entry = Listed("nhiem_vu/viec", [known.text for known in tasks.listed], row)
    key = entry.key

    def put(*entry: Task) -> Review:
        listed_now = put_at(tasks.listed, row, *entry)
        passed = tasks.passed if listed_now else tuple(key for key in tasks.passed if key != "viec")
        return review.but(tasks=structs.replace(tasks, listed=listed_now, passed=passed))

    change = keep_in(put, task)
    yield listed(ask, entry, "Nhiệm vụ gì?", "nhiệm vụ", lambda text: change(text=text), put)
    yield day(about, f"{key}/thoi_han", "Thời hạn hoàn thành?", task, "due", change)
    yield offer(about, f"{key}/san_pham", "Sản phẩm hoàn thành?", task, "product", change)
    yield choice(
        about,
        f"{key}/tien_do",
        "Tiến độ?",
        texts.PROGRESS,
        task.progress,
        lambda value: change(progress=Progress(value)),
    )
