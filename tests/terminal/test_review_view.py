"""A year on the screen shows all that its owner wrote."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
import pytest
from rich.console import Console

from support.values import an_example, the_checklist
from tuphe import texts
from tuphe.core.review import Review
from tuphe.core.self_rating import Case, SelfRating
from tuphe.storage.toml import to_plain
from tuphe.terminal.views.review import review_view

NOT_SHOWN = {"dinh_dang", "bo_tieu_chi", "khong_co", "cau", "con_hoi", "bo_qua"}
"""What belongs to the interview and to soát."""


def leaves(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts."""
    if isinstance(plain, str):
        yield path
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ():
        if key not in NOT_SHOWN:
            yield from leaves(value, (*path, key))


def put(plain: Any, path: tuple[Any, ...], text: str) -> Any:
    """The same with another text at one place."""
    if not path:
        return text
    copy = plain.copy()
    copy[path[0]] = put(plain[path[0]], path[1:], text)
    return copy


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_text_of_a_year_is_shown(year: int) -> None:
    plain = to_plain(an_example(year))
    words = (f"chữ-{number}" for number in count())
    written = []
    for path in list(leaves(plain)):
        word = next(words)
        try:
            changed = put(plain, path, word)
            msgspec.convert(changed, Review)
        except msgspec.ValidationError:
            continue  # one of a few values
        if path[-1] != "id" and path[-1] != "muc":
            plain = changed
            written.append((path, word))
    said = io.StringIO()
    Console(file=said, width=200).print(
        review_view(msgspec.convert(plain, Review), the_checklist(), leader=True, proposal=())
    )

    assert len(written) > 30
    assert [path for path, word in written if f"{word}\n" not in said.getvalue().replace(" ", "\n")] == []


@pytest.mark.parametrize("case", Case)
def test_a_case_that_makes_the_lowest_level_is_shown_in_words(case: Case) -> None:
    year = Review(year=2026, self_rating=SelfRating(cases=(case,)))
    said = io.StringIO()

    Console(file=said, width=200).print(review_view(year, the_checklist(), leader=True, proposal=()))

    assert f"Trường hợp đã chọn: {texts.CASES[case]}" in said.getvalue()
