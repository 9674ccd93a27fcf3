"""The year's tasks (nhiệm vụ): how many, and which are listed in the annex of a form."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, field

from tuphe.core.value import Value, Words


class Progress(StrEnum):
    """Whether a task was done by its date."""

    EARLY = "truoc-han"
    ON_TIME = "dung-han"
    LATE = "cham-han"
    NOT_DONE = "chua-xong"


class Task(Value, frozen=True, kw_only=True):
    """A task of the year, for the annex of a form."""

    known_by: ClassVar[tuple[str, ...]] = ("text",)
    text: Words = field(name="noi_dung")
    due: date | None = field(name="thoi_han", default=None)
    product: str = field(name="san_pham", default="")
    progress: Progress | None = field(name="tien_do", default=None)
    passed: tuple[Literal["thoi_han", "san_pham"], ...] = field(name="khong_co", default=())


MOST_TASKS: Final = 9999
"""More than anybody is given in a year."""

Count = Annotated[int, Meta(ge=0, le=MOST_TASKS)]


class Counts(Value, frozen=True, kw_only=True):
    """How many tasks there were, as the conditions of a level ask for it.

    Of all `total` tasks `done` are done, of these `late` after their date and `above` above what was required.
    """

    total: Count | None = field(name="tong_so", default=None)
    done: Count | None = field(name="hoan_thanh", default=None)
    late: Count | None = field(name="cham_han", default=None)
    above: Count | None = field(name="vuot_yeu_cau", default=None)
    passed: tuple[Literal["tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau"], ...] = field(
        name="khong_co", default=()
    )

    @property
    def known(self) -> dict[str, int]:
        """The counts that are known, by their keys."""
        counts = {"tong_so": self.total, "hoan_thanh": self.done, "cham_han": self.late, "vuot_yeu_cau": self.above}
        return {key: count for key, count in counts.items() if count is not None}

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Yield keys of counts that cannot be as large as they are, each with the key of its limit."""
        counts = self.known
        for key, limit in (("hoan_thanh", "tong_so"), ("cham_han", "hoan_thanh"), ("vuot_yeu_cau", "hoan_thanh")):
            if key in counts and limit in counts and counts[key] > counts[limit]:
                yield key, limit


class Tasks(Counts, frozen=True, kw_only=True):
    """The person's own tasks of the year (nhiệm vụ): their counts, and the list for the annex."""

    passed: tuple[Literal["tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau", "viec"], ...] = field(  # type: ignore[assignment]
        name="khong_co", default=()
    )
    listed: tuple[Task, ...] = field(name="viec", default=())


def counted(listed: Sequence[Task]) -> Tasks:
    """Return the counts that follow from a list of tasks; a count that needs more than some task says stays None."""
    if not listed:
        return Tasks()
    if any(task.progress is None for task in listed):
        return Tasks(total=len(listed))
    done = [task for task in listed if task.progress is not Progress.NOT_DONE]
    return Tasks(total=len(listed), done=len(done), late=sum(task.progress is Progress.LATE for task in done))
