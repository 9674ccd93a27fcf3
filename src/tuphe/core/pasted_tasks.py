"""A table of tasks, as it is copied from Excel or Word or saved as .csv, becomes the list for the annex."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from io import StringIO
from typing import Final, Literal, NamedTuple

from tuphe.core.day_parsing import parse_due
from tuphe.core.question import Refused
from tuphe.core.says_nothing import something
from tuphe.core.tasks import Progress, Task
from tuphe.core.text import slug

_HEADS: Final = {
    "tt": r"(so-)?s?tt|thu-tu|so-thu-tu",
    "noi_dung": r"(ten-|noi-dung-|cac-)*(nhiem-vu|cong-viec|viec)\b.*|noi-dung",
    "thoi_han": r"(thoi-|ky-)?han\b.*|thoi-gian\b.*|ngay-(phai-)?hoan-thanh",
    "san_pham": r"san-pham\b.*|ket-qua\b.*",
    "tien_do": r"(danh-gia-)?tien-do\b.*",
    "tinh_hinh": r"tinh-hinh\b.*|trang-thai\b.*|muc-do-hoan-thanh",
}
"""What the columns of such tables are called (annexes to forms, plans), as lower-case words without marks."""

_PROGRESS: Final = (
    (Progress.NOT_DONE, r"\b(chua|dang|khong-hoan-thanh)\b"),
    (Progress.LATE, r"\b(cham|tre|qua-han)\b"),
    (Progress.EARLY, r"\b(truoc-han|som|vuot-tien-do|truoc-tien-do)\b"),
    (Progress.ON_TIME, r"\b(dung-han|dung-tien-do|dam-bao|bao-dam|dat-tien-do|kip)\b|^dat$"),
)
"""Words for the state of a task; the first that fit count: “chưa xong, chậm” is not done."""

_MAY_LACK: Final[tuple[Literal["thoi_han", "san_pham"], ...]] = ("thoi_han", "san_pham")


class TaskTable(NamedTuple):
    """The tasks of a table, how many of its days were not understood, and how many of its tasks occur twice."""

    tasks: tuple[Task, ...]
    unread_days: int = 0
    twice: int = 0


def is_table(text: str) -> bool:
    """Whether a text is a table that was copied: its cells are parted by tabs."""
    return any(line.strip().count("\t") for line in text.splitlines())


def read_table(text: str, year: int, *, known: Sequence[Task] = ()) -> TaskTable:
    """Read the tasks of a table: its columns are known by their names or, without names, by their cells.

    A day that says no year is of `year`. A task that is `known` or occurs twice is taken once. A table may be
    without any task.
    """
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    # Above the names there may be a title.
    below, columns = next(((row, found) for row, cells in enumerate(rows[:5], 1) if (found := _named(cells))), (0, {}))
    body = rows[below:]
    columns = columns or _guessed(body, year)
    tasks: dict[str, Task] = {}
    unread, twice = 0, 0
    taken = {task.text for task in known}
    for row in body:
        task, read = task_in(row, columns, year)
        if task is None:
            continue
        unread += not read
        twice += task.text in tasks or task.text in taken
        if task.text not in taken:
            tasks.setdefault(task.text, task)
    return TaskTable(tuple(tasks.values()), unread, twice)


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip("\n").partition("\n")[0]
    mark = "\t" if "\t" in text else max(";,", key=first.count)
    # A quotation mark that is never closed is a letter of the text, and joins no other row to its own.
    quoting: Literal[0, 3] = 3 if text.count('"') % 2 else 0
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=mark, quoting=quoting))
    except csv.Error:  # a cell of more than a hundred thousand letters: no table of tasks
        return []


def _named(row: Sequence[str]) -> Mapping[str, int]:
    """Return the number of each column by its name; nothing where the row does not name the column of the tasks."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = next((name for name, heads in _HEADS.items() if re.fullmatch(heads, slug(cell))), None)
        if name is not None:
            found.setdefault(name, place)
    return found if "noi_dung" in found and len(row) > 1 else {}


def _guessed(rows: Sequence[Sequence[str]], year: int) -> Mapping[str, int]:
    """Return the number of each column by its cells: numbers, days, words of progress, then a task and its product."""
    found: dict[str, int] = {}
    for place in range(max(map(len, rows), default=0)):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        fitting: dict[str, Callable[[str], bool]] = {
            "tt": lambda cell: re.fullmatch(r"\d{1,3}[.)]?", cell) is not None,
            "thoi_han": lambda cell: _day(cell, year) is not None,
            "tien_do": lambda cell: len(cell) < 40 and _progress(cell) is not None,
            "noi_dung": lambda cell: len(cell) > 1,
            "san_pham": lambda cell: len(cell) > 1,
        }
        name = next(
            (one for one, fits in fitting.items() if one not in found and cells and all(map(fits, cells))), None
        )
        if name is not None:
            found[name] = place
    return found


def task_in(row: Sequence[str], columns: Mapping[str, int], year: int) -> tuple[Task | None, bool]:
    """Return the task of a row, if it has one, and whether its day could be read.

    `columns` are the places of the cells by their keys (noi_dung, thoi_han, san_pham, tien_do, tinh_hinh).
    """

    def cell(name: str) -> str:
        """Return what the cell of a column says on one line; empty where the row has none, or dots only."""
        place = columns.get(name, len(row))
        return something(" ".join(row[place].split())) if place < len(row) else ""

    if not (text := cell("noi_dung")):
        return None, True
    due = _day(cell("thoi_han"), year)
    task = Task(
        text=text,
        due=due,
        product=cell("san_pham"),
        progress=_unfinished(cell("tinh_hinh")) or _progress(cell("tien_do")) or _progress(cell("tinh_hinh")),
        # The cells that a table leaves empty are not asked for task by task.
        passed=tuple(key for key in _MAY_LACK if not cell(key)),
    )
    return task, due is not None or not cell("thoi_han")


def _day(text: str, year: int) -> date | None:
    with suppress(Refused):
        return parse_due(text, year)
    return None


def _unfinished(state: str) -> Progress | None:
    """Return “not done” where the state of a task begins with that: “late” behind it is said of a task still open."""
    return Progress.NOT_DONE if re.match(r"(chua|dang|khong)-(hoan-thanh|xong|thuc-hien|lam)\b", slug(state)) else None


def _progress(text: str) -> Progress | None:
    words = slug(text)
    return next((state for state, said in _PROGRESS if re.search(said, words)), None)
