"""The columns of a table of earlier shortcomings: known by their heads, and by what their values are."""

import re
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.core.review import FollowUpState
from tuphe.core.text import spaced_words
from tuphe.paper.tables import columns_of, rows_of

_SHARE: Final = re.compile(r"\D{0,12}(?P<percent>\d{1,3})\s*%\W*")
_PERCENT: Final = re.compile(r"(?:(?:khoảng|đạt|được)\s+)*\d{1,3}\s*%", re.IGNORECASE)
_PROSE_WORDS: Final = 3
"""Words that a cell of prose has at least, on the average."""


def state_of_cell(text: str, words: PaperWords) -> FollowUpState | None:
    """Return the state that a cell says and nothing besides: “Xong”, “80%”, “Đang”, “Đã khắc phục”; None for prose.

    Words that are no state within a sentence are one alone.
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
