"""Questions on the year's tasks: the counts that a level depends on, and the list for the annex."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.tasks import MOST_TASKS, Task
from tuphe.interview.parsing import parse_count, text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tuphe.core.review import Review
    from tuphe.core.tasks import Tasks
    from tuphe.interview.questions.shapes import Ask

_PART: Final = "Nhiệm vụ trong năm"


def questions(review: Review, *, leader: bool) -> Iterator[Question[Review]]:
    """Yield the questions on tasks; a leader answers for those of the units led (Quy định 366-QĐ/TW)."""
    tasks = review.tasks
    ask: Ask = partial(Question, part=_PART, place="nhiem_vu", title=_PART)
    whose = "Cơ quan, đơn vị do bạn lãnh đạo" if leader else "Bạn"
    yield _count(
        partial(ask, hints=("Dùng để xét điều kiện của mức xếp loại. Không thống kê thì để trống.",)),
        review,
        "tong_so",
        f"{whose} được giao bao nhiêu nhiệm vụ trong năm {review.year}?",
        tasks.total,
        lambda count: structs.replace(tasks, total=count),
    )
    if tasks.total:
        asked = f"Trong {tasks.total} nhiệm vụ, đã hoàn thành bao nhiêu?"
        yield _count(ask, review, "hoan_thanh", asked, tasks.done, lambda count: structs.replace(tasks, done=count))
    if tasks.done:
        of_those = f"Trong {tasks.done} nhiệm vụ đã hoàn thành, bao nhiêu"
        late = f"{of_those} chậm hạn?"
        yield _count(ask, review, "cham_han", late, tasks.late, lambda count: structs.replace(tasks, late=count))
        above = f"{of_those} vượt yêu cầu?"
        yield _count(ask, review, "vuot_yeu_cau", above, tasks.above, lambda count: structs.replace(tasks, above=count))
    yield from _for_the_annex(review)


def _count(
    ask: Ask, review: Review, key: str, text: str, current: int | None, put: Callable[[int | None], Tasks]
) -> Question[Review]:
    """Ask for one of the counts; one that does not fit the others is refused, left empty there is none."""

    def record(reply: tuple[str, ...]) -> Review:
        if not text_of(reply):
            return review.but(tasks=shapes.confirmed_empty(put(None), key))
        changed = put(parse_count(text_of(reply), 0, MOST_TASKS))
        for count, limit in changed.contradictions():
            other = limit if key == count else count
            raise Refused(f"Số này không khớp với số đã ghi: {texts.TASKS[other]}.")
        return review.but(tasks=changed)

    return ask(
        key=f"nhiem_vu/{key}",
        text=text,
        kind=Kind.LINE,
        current=() if current is None else (str(current),),
        answered=current is not None or key in review.tasks.passed,
        record=record,
    )


def _for_the_annex(review: Review) -> Iterator[Question[Review]]:
    """Yield what is asked of each task in the annex, then whether there is one more."""
    tasks = review.tasks

    def put(entries: tuple[Task, ...]) -> Review:
        passed = tasks.passed if entries else tuple(key for key in tasks.passed if key != "viec")
        return review.but(tasks=structs.replace(tasks, listed=entries, passed=passed))

    annex = shapes.EntryList(
        path="nhiem_vu/viec",
        what="nhiệm vụ",
        entries=tasks.listed,
        put=put,
        none=lambda: review.but(tasks=shapes.confirmed_empty(tasks, "viec")),
        closed="viec" in tasks.passed,
    )
    for row in range(len(tasks.listed)):
        yield from _task(annex, row, year=review.year)
    asked = "Còn nhiệm vụ nào khác kê vào phụ lục?" if tasks.listed else "Kê nhiệm vụ nào vào phụ lục của mẫu?"
    yield annex.new_question(
        partial(Question, part=_PART, place="nhiem_vu/viec", title="Nhiệm vụ kê vào phụ lục"),
        f"{asked} Không kê thì để trống.",
        lambda text: Task(text=text),
    )


def _task(annex: shapes.EntryList[Task], row: int, *, year: int) -> Iterator[Question[Review]]:
    """Yield the questions on one task in the annex."""
    task, change = annex.entries[row], annex.change(row)
    ask: Ask = partial(Question, part=_PART, place=f"nhiem_vu/viec/{row}", title=f"Nhiệm vụ {row + 1}")
    fields = shapes.Fields(partial(ask, context=(f"Nhiệm vụ: {task.text}",)), annex.key(row), task.passed)
    yield annex.question(ask, row, "Nhiệm vụ gì?")
    yield fields.day(
        "thoi_han",
        "Thời hạn hoàn thành?",
        task.due,
        lambda due: change(due=due, passed=task.passed if due else shapes.with_key(task.passed, "thoi_han")),
        year=year,
        usual=False,
        needed=False,
    )
    yield fields.optional_text(
        "san_pham", "Sản phẩm hoàn thành?", task.product, lambda text, passed: change(product=text, passed=passed)
    )
    yield fields.choice(
        "tien_do", "Tiến độ?", texts.PROGRESS, task.progress, lambda progress: change(progress=progress)
    )
