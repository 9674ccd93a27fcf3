"""Rows of a table by the names of its columns, or by what their values are: earlier shortcomings, tasks of an annex."""

import re
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Final

from tuphe.core.paper import PaperTask
from tuphe.core.paper_words import Columns, PaperWords
from tuphe.core.review import FollowUpState
from tuphe.core.text import first_words, in_order, spaced_words
from tuphe.paper.leading_numbers import number_of
from tuphe.paper.paragraphs import Paragraph, Rows, tables_of

_HEAD_ROWS: Final = 3
"""The head of a table is among its first rows: a title or a merged row may be above it."""
_COLUMN_NUMBER: Final = re.compile(r"\s*(?:\(\d{1,2}\))?\s*")
"""The number of a column below its name: “(1)”."""
_SHARE: Final = re.compile(r"\D{0,12}(?P<percent>\d{1,3})\s*%\W*")
_PERCENT: Final = re.compile(r"(?:(?:khoảng|đạt|được)\s+)*\d{1,3}\s*%", re.IGNORECASE)
_PROSE_WORDS: Final = 3
"""The fewest words of a cell of prose, on average."""


def rows_of(cells: Sequence[Sequence[str]], columns: Columns, main: str) -> list[dict[str, str]]:
    """Return the rows of a table whose head names a column of the kind `main`; none where it has no such head.

    A row without anything under `main`, and one that only names a group of rows, are left out.
    """
    heads = enumerate(cells[:_HEAD_ROWS])
    head = next((row for row, texts in heads if main in columns_of(texts, columns).values()), None)
    if head is None:
        return []
    keys = columns_of(_with_row_below(cells[head], cells[head + 1 : head + 2], columns), columns)
    found = []
    for texts in cells[head + 1 :]:
        if all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            continue
        row = {key: _text(texts[place]) for place, key in keys.items() if place < len(texts)}
        said = {key: text for key, text in row.items() if text}
        if said.get(main) and set(said) - {main, "tt"}:
            found.append(said)
    return found


def _with_row_below(head: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns) -> Sequence[str]:
    """Return the names of columns; a second row of the head has more exact ones, where it names nothing else."""
    for below in rows:
        named = columns_of(below, columns)
        if named and len(named) == sum(bool(text.strip()) for text in below):
            return [under.strip() or over for over, under in zip_longest(head, below, fillvalue="")]
    return head


def columns_of(texts: Sequence[str], columns: Columns) -> dict[int, str]:
    """Return the key of each column of a head, each key once, by the likest words; a head names at least two."""
    scored = sorted(
        (
            (_alike(first_words(text), first_words(name)), -place, key)
            for place, text in enumerate(texts)
            if text.strip()
            for key, names in columns.items()
            for name in names
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for score, place, key in scored:
        if score >= 0.6 and -place not in found and key not in found.values():
            found[-place] = key
    return found if len(found) > 1 else {}


def _alike(head: Sequence[str], words: Sequence[str]) -> float:
    """Return how alike a column's head is to known words; one that begins with them only says more about it."""
    if not set(head) & set(words):
        return 0
    begins = len(words) > 1 and tuple(head[: len(words)]) == tuple(words)
    return max(in_order(head, words), 0.65 if begins else 0)


def _text(cell: str) -> str:
    """Return what a cell says; the bullets before its lines are left out."""
    lines = (line[number_of(Paragraph(position=0, text=line)).end :].strip() for line in cell.splitlines())
    said = "\n".join(filter(None, lines)) if "\n" in cell else " ".join(cell.split())
    return said.strip()


def state_of_cell(text: str, words: PaperWords) -> FollowUpState | None:
    """Return the state that a cell says and nothing besides: “Xong”, “80%”, “Đang”, “Đã khắc phục”; None for prose.

    Some words are a state only where they are alone.
    """
    if share := _SHARE.fullmatch(text):
        percent = int(share["percent"])
        if percent in range(1, 100):
            return FollowUpState.UNDER_WAY
        return FollowUpState.MENDED if percent else FollowUpState.NOT_MENDED
    said = spaced_words(_PERCENT.sub("", text))
    states = chain(words.states_alone.items(), words.states.items())
    return next((state for state, phrases in states if said in map(spaced_words, phrases)), None)


def rows_by_values(cells: Sequence[Sequence[str]], words: PaperWords) -> list[dict[str, str]]:
    """Return the rows of a table of earlier shortcomings by keys, as `rows_of` does by the heads of columns alone.

    A column whose values are all states says the state, whatever its head; of the columns of prose, the one whose
    head says so, else the first, is what was pointed out, and the others are results. Without a column of states the
    heads alone count.
    """
    if not cells:
        return []
    columns = dict(enumerate(zip_longest(*cells[1:], fillvalue="")))
    states = {place for place, values in columns.items() if _are_states(values, words)}
    prose = [place for place, values in columns.items() if place not in states and _are_prose(values)]
    if not states or not prose:
        return rows_of(cells, words.follow_up_columns, "noi_dung")
    keys = columns_of(cells[0], words.follow_up_columns)
    main = next((place for place in prose if keys.get(place) == "noi_dung"), prose[0])
    told = {place: key for place, key in keys.items() if key in ("kho_khan", "trach_nhiem")}
    keys = dict.fromkeys(prose, "ket_qua") | told | dict.fromkeys(states, "tinh_trang") | {main: "noi_dung"}
    return [row for texts in cells[1:] if (row := _row(texts, keys)).get("noi_dung")]


def _row(texts: Sequence[str], keys: dict[int, str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for place, text in enumerate(texts):
        said = " ".join(text.split())
        if said and place in keys:
            row[keys[place]] = f"{row[keys[place]]}; {said}" if keys[place] in row else said
    return row


def _are_states(values: Sequence[str], words: PaperWords) -> bool:
    said = [text for text in values if text.strip()]
    return 2 * len(said) > len(values) and all(state_of_cell(text, words) is not None for text in said)


def _are_prose(values: Sequence[str]) -> bool:
    return sum(len(text.split()) for text in values) >= _PROSE_WORDS * max(len(values), 1)


def tasks_of(annex: Sequence[Paragraph], words: PaperWords) -> tuple[PaperTask, ...]:
    """Return the rows of the annex's tables by the names of their columns, word for word; group rows are left out."""
    return tuple(
        PaperTask(
            text=row["noi_dung"],
            due=row.get("thoi_han", ""),
            state=row.get("tinh_hinh", ""),
            product=row.get("san_pham", ""),
            progress=row.get("tien_do", ""),
            remark=row.get("ghi_chu", ""),
        )
        for rows in tables_of(annex).values()
        for row in rows_of(_texts(rows), words.task_columns, "noi_dung")
    )


def _texts(rows: Rows) -> list[list[str]]:
    width = 1 + max(column for cells in rows.values() for column in cells)
    return [
        ["\n".join(one.text for one in cells.get(place, ())).strip() for place in range(width)]
        for cells in rows.values()
    ]
