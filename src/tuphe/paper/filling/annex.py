"""The table of tasks in a unit's own file: its columns by their heads, the rows that wait, further ones like them."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import dropwhile, takewhile
from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import slug
from tuphe.core.value import Plain
from tuphe.paper.bare_words import bare
from tuphe.paper.filling.controls import remove
from tuphe.paper.filling.lines_and_cells import Sheet
from tuphe.paper.filling.paragraph_editing import Letters
from tuphe.paper.looks import plain_look
from tuphe.paper.package import W14, Element, W

_FEWEST: Final = 3
"""The fewest known columns that make a table the annex."""

_HEAD_ROWS: Final = 3
_REPEATED_ITEM: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}repeatingSectionItem"
"""The mark of one item of a section that Word repeats (a control of Word 2013)."""


class TaskTable(Plain, frozen=True):
    """The annex: the key of each column, the row with the heads, the rows that wait, the text written already."""

    columns: tuple[str, ...]
    head: Element
    heads: tuple[str, ...]
    rows: tuple[Element, ...]
    said: str

    def says(self, tasks: Sequence[Mapping[str, str]]) -> bool:
        """Whether one of the tasks is written there, or others are and no row waits."""
        written = any(bare(task.get("noi_dung", "")).strip() in self.said for task in tasks)
        return written or (not self.rows and bool(self.said))


def task_table(sheet: Sheet, known: PaperWords) -> TaskTable | None:
    """Return the table of tasks, known by the names of its columns; None where there is none."""
    named = {slug(word): key for key, words in known.task_columns.items() for word in words}
    for table in sheet.root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        for at, row in enumerate(rows[:_HEAD_ROWS]):
            columns = _columns([slug(sheet.said_in(cell)) for cell in sheet.cells(row)], named)
            if "noi_dung" in columns and len(set(filter(None, columns))) >= _FEWEST:
                said = " ".join(sheet.said_in(cell) for later in rows[at + 1 :] for cell in sheet.cells(later))
                heads = tuple(
                    " ".join(" ".join(line.text for line in sheet.in_cell(cell)).split()) for cell in sheet.cells(row)
                )
                return TaskTable(columns, row, heads, _waiting(sheet, rows[at + 1 :], columns), said.strip())
    return None


def _columns(heads: Sequence[str], named: Mapping[str, str]) -> tuple[str, ...]:
    """Return the key of each column: by its whole name, else by the longest known name that it begins with."""
    found: list[str] = []
    for head in heads:
        begins = [word for word in named if head == word or head.startswith(f"{word}-")]
        key = named[max(begins, key=len)] if begins else ""
        found.append("" if key in found else key)
    return tuple(found)


def _waiting(sheet: Sheet, rows: Sequence[Element], columns: Sequence[str]) -> tuple[Element, ...]:
    """Return the first run of rows whose cells wait, with or without a number beside them."""

    def waits(row: Element) -> bool:
        cells = sheet.cells(row)
        return len(cells) == len(columns) and all(
            sheet.waits(cell) or (key == "tt" and sheet.said_in(cell).strip(".").isdigit())
            for cell, key in zip(cells, columns, strict=True)
        )

    return tuple(takewhile(waits, dropwhile(lambda row: not waits(row), rows)))


def fill_tasks(table: TaskTable, tasks: Sequence[Mapping[str, str]]) -> None:
    """Write the tasks into the rows that wait, then into rows like the last of them."""
    rows = list(table.rows)
    if not rows:
        row = _emptied(table.head)
        table.head.addnext(row)
        rows = [row]
    blank = deepcopy(_repeated(rows[-1]))
    while len(rows) < len(tasks):
        copied = _copied(blank)
        _repeated(rows[-1]).addnext(copied)
        rows.append(next(copied.iter(f"{W}tr")))
    looks = [plain_look(cell.find(f".//{W}r/{W}rPr")) for cell in _cells(table.head)]
    for row, task in zip(rows, tasks, strict=False):
        for cell, key, look in zip(_cells(row), table.columns, looks, strict=True):
            if text := task.get(key, ""):
                _write(cell, text, look)
            else:
                _typed_later(next(cell.iter(f"{W}p")), look)


def _repeated(row: Element) -> Element:
    """Return the element to repeat for a row: itself, or the repeating item that contains nothing else."""
    item = next(row.iterancestors(f"{W}sdt", f"{W}tbl"), None)
    is_item = item is not None and item.find(f"{W}sdtPr/{_REPEATED_ITEM}") is not None
    return item if is_item and item is not None and len(list(item.iter(f"{W}tr"))) == 1 else row


def _copied(blank: Element) -> Element:
    """Return a copy of a row, without what must be unique in a file: bookmarks, ids of controls."""
    copied = deepcopy(blank)
    for once in list(copied.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(once)
    for properties in list(copied.iter(f"{W}sdtPr")):
        for number in properties.findall(f"{W}id"):
            remove(number)
    for paragraph in copied.iter(f"{W}tr", f"{W}p"):
        for name in ("paraId", "textId"):
            paragraph.attrib.pop(f"{W14}{name}", "")
    return copied


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row, new ones too, without those of tables within it."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _write(cell: Element, text: str, look: Element | None) -> None:
    first, *others = (one for one in cell.iter(f"{W}p") if next(one.iterancestors(f"{W}tc")) is cell)
    if first.find(f"{W}pPr/{W}numPr") is not None and text.isdigit():
        return  # numbered by Word itself
    letters = Letters(first)
    letters.put(0, len(letters.waiting), text, look)
    for other in others:
        remove(other)


def _typed_later(paragraph: Element, look: Element | None) -> None:
    """Make later text in a cell of a filled row look like its neighbours: remarks are typed in Word."""
    properties = paragraph.find(f"{W}pPr")
    says_nothing = paragraph.find(f"{W}pPr/{W}rPr") is None and paragraph.find(f"{W}r") is None
    if look is not None and properties is not None and says_nothing:
        properties.append(deepcopy(look))


def _emptied(head: Element) -> Element:
    """Return a copy of the row of heads, without its words."""
    row = deepcopy(head)
    for repeated in row.findall(f"{W}trPr/{W}tblHeader"):
        remove(repeated)
    for run in list(row.iter(f"{W}r")):
        remove(run)
    return row
