"""Which texts are alike: the filter changes nothing but the time it takes."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import WORDS, tried
from tuphe.core import text_index
from tuphe.core.text import in_order, spaced_words
from tuphe.core.text_index import Budget, ItemText, TextIndex, pair_up

FEW_WORDS: Final = made.lists(
    made.sampled_from(["báo", "cáo", "nộp", "chậm", "quý", "một", "hai", "ba", "3", "ngày"]), max_size=7
)
TEXTS: Final = FEW_WORDS.map(" ".join) | WORDS
LEAST: Final = made.sampled_from((0.5, 0.8, 0.9))
SAID: Final = made.lists(made.builds(ItemText, made.sampled_from(("a", "b", "")), TEXTS), max_size=7)


def by_the_rule(one: str, other: str) -> float:
    """How alike two texts are: every word compared, nothing filtered."""
    return SequenceMatcher(None, spaced_words(one).split(), spaced_words(other).split(), autojunk=False).ratio()


@tried(200)
@given(made.lists(TEXTS, max_size=8), TEXTS, LEAST)
def test_the_filter_passes_over_no_text_that_is_alike(texts: list[str], text: str, least: float) -> None:
    index = TextIndex(least, Budget())
    rows = [index.add(other) for other in texts]

    most = {like.row: like.degree for like in index.candidates(text)}
    found = {row: degree for row in most if (degree := index.degree(row, text))}

    degrees = {row: by_the_rule(other, text) for row, other in zip(rows, texts, strict=True)}
    assert found == {row: degree for row, degree in degrees.items() if degree >= least}
    assert all(degree <= most[row] for row, degree in found.items())


def paired_plainly(earlier: Sequence[ItemText], later: Sequence[ItemText], least: float) -> dict[int, int]:
    """Pair the likest first, each with each compared."""
    ranked = sorted(
        (
            earlier[old] != later[new],
            (earlier[old].item, spaced_words(earlier[old].text)) != (later[new].item, spaced_words(later[new].text)),
            bool(earlier[old].item),
            -degree,
            old,
            new,
        )
        if degree == 1
        else (True, True, True, -degree, old, new)
        for old in range(len(earlier))
        for new in range(len(later))
        if (degree := by_the_rule(earlier[old].text, later[new].text)) >= least
        and (earlier[old].item == later[new].item or "" in (earlier[old].item, later[new].item))
    )
    pairs: dict[int, int] = {}
    for *_, old, new in ranked:
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


@tried(200)
@given(SAID, SAID, LEAST)
def test_texts_find_each_other_as_if_each_were_compared_with_each(
    earlier: list[ItemText], later: list[ItemText], least: float
) -> None:
    assert pair_up(earlier, later, least) == paired_plainly(earlier, later, least)


@tried(100)
@given(SAID, SAID)
def test_each_text_stands_again_once(earlier: list[ItemText], later: list[ItemText]) -> None:
    pairs = pair_up(earlier, later, 0.5)

    assert len({*pairs.values()}) == len(pairs)
    assert all(by_the_rule(earlier[old].text, later[new].text) >= 0.5 for old, new in pairs.items())


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many words each comparison in order was of."""
    counted: list[int] = []

    def counting(one: Sequence[str], other: Sequence[str]) -> float:
        counted.append(len(one) + len(other))
        return in_order(one, other)

    monkeypatch.setattr(text_index, "in_order", counting)
    return counted


def late(rows: range) -> list[ItemText]:
    """Texts that differ in a number alone."""
    return [ItemText("a", f"Nộp chậm báo cáo {row}, phải nhắc, chưa rút kinh nghiệm.") for row in rows]


def test_texts_with_few_words_in_common_or_the_same_words_are_never_compared_in_order(compared: list[int]) -> None:
    earlier = [ItemText("", f"Báo cáo {row} {row + 1} {row + 2} {row + 3} chậm.") for row in range(0, 2000, 4)]
    later = [ItemText("", f"Họp {row} {row + 1} {row + 2} {row + 3} muộn.") for row in range(8000, 10000, 4)]
    texts = late(range(300))
    again = [ItemText(item, text.upper().replace(",", " –")) for item, text in reversed(texts)]

    assert pair_up(earlier, later, 0.5) == {}
    assert pair_up(texts, again, 0.5) == {row: 299 - row for row in range(300)}
    assert compared == []


def test_texts_that_are_all_alike_are_compared_about_once_each(compared: list[int]) -> None:
    assert pair_up(late(range(66)), late(range(100, 166)), 0.5) == {row: row for row in range(66)}
    assert len(compared) <= 2 * 66


@pytest.mark.parametrize(
    "text",
    [
        lambda row: f"{row} chậm",
        lambda row: " ".join(["báo", "cáo", "nộp", "chậm", "quý", "hai"][row % 6 :] + ["ngày"] * (row % 50)),
        lambda row: "ab " * (row % 400) + f"cd {row}",
    ],
    ids=["two words", "turned", "one word"],
)
def test_texts_made_to_be_slow_are_given_up_before_they_are(
    compared: list[int], monkeypatch: pytest.MonkeyPatch, text: Callable[[int], str]
) -> None:
    monkeypatch.setattr(text_index, "Budget", lambda: Budget(20_000))
    earlier, later = ([ItemText("a", text(row)) for row in range(first, first + 400)] for first in (0, 5000))

    pair_up(earlier, later, 0.5)

    assert sum(compared) <= 20_000
