"""The year's tasks (nhiệm vụ): how many, and which stand in the annex of a form."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import Meta

from tuphe.core.value import Value, Words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Progress(StrEnum):
    """How a task stands against its date."""

    EARLY = "truoc-han"
    ON_TIME = "dung-han"
    LATE = "cham-han"
    NOT_DONE = "chua-xong"


class Task(
    Value,
    frozen=True,
    kw_only=True,
    rename={"text": "noi_dung", "due": "thoi_han", "product": "san_pham", "progress": "tien_do", "passed": "khong_co"},
):
    """A task of the year, for the annex of a form."""

    text: Words
    due: date | None = None
    product: str = ""
    progress: Progress | None = None
    passed: tuple[Literal["thoi_han", "san_pham"], ...] = ()


MOST_TASKS: Final = 9999
"""More than anybody is given in a year."""

Count = Annotated[int, Meta(ge=0, le=MOST_TASKS)]


class Tasks(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "total": "tong_so",
        "done": "hoan_thanh",
        "late": "cham_han",
        "above": "vuot_yeu_cau",
        "passed": "khong_co",
        "listed": "viec",
    },
):
    """The year's tasks (nhiệm vụ): the counts that the conditions of a level ask for, and the list for the annex.

    Of all `total` tasks `done` are done, of these `late` after their date and
    `above` above what was required.
    """

    total: Count | None = None
    done: Count | None = None
    late: Count | None = None
    above: Count | None = None
    passed: tuple[Literal["tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau", "viec"], ...] = ()
    listed: tuple[Task, ...] = ()

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Yield keys of counts that cannot be as large as they are, each with the key of its limit."""
        counts = {"tong_so": self.total, "hoan_thanh": self.done, "cham_han": self.late, "vuot_yeu_cau": self.above}
        for key, limit in (("hoan_thanh", "tong_so"), ("cham_han", "hoan_thanh"), ("vuot_yeu_cau", "hoan_thanh")):
            count, most = counts[key], counts[limit]
            if count is not None and most is not None and count > most:
                yield key, limit
