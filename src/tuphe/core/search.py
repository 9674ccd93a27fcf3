"""Where words occur in what a person wrote, whatever the case, the spaces and the place of the tone marks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from msgspec import to_builtins

from tuphe.core.note import Note
from tuphe.core.review import Review
from tuphe.core.text import found_in

_TEXTS: Final = frozenset(
    (
        *("noi_dung", "doan", "ket_qua", "de_lai", "nguyen_nhan", "bien_phap", "kho_khan", "trach_nhiem"),
        *("giai_trinh", "van_de", "san_pham", "ghi_chu", "ly_do"),
    )
)
"""The keys of a year's file under which there is a text of the person's; under the others there are codes."""

_OF_AN_ENTRY: Final = ("noi_dung", "van_de")
"""The keys of an entry's own text: the place of that text is the place of the entry."""

_MORE: Final = "…"

_WORDS_AROUND: Final = 8
"""How many words are shown on either side of those that were looked for."""


class Hit(NamedTuple):
    """A text in which the words occur.

    `place` leads there by the file's keys, with positions counted from 1, as
    in muc/neu-guong/ket_qua/2; of a note it is empty.
    """

    year: int
    place: str
    text: str
    note: Note | None = None


class Excerpt(NamedTuple):
    """The words as they are written, with a few on either side."""

    before: str
    words: str
    after: str


def hits_in(review: Review, words: str) -> Iterator[Hit]:
    """Yield every text of a year that has the words, private notes and half-typed texts among them."""
    return (Hit(review.year, place, text) for place, text in _texts(to_builtins(review)) if found_in(text, words))


def hits_among(notes: Iterable[Note], year: int, words: str) -> Iterator[Hit]:
    """Yield every note of a year that has the words."""
    return (Hit(year, "", note.text, note) for note in notes if found_in(note.text, words))


def excerpt(text: str, words: str) -> Excerpt:
    """Return the first place in `text` that has the words, on one line; the text has them."""
    said = text.split()
    # A longer beginning of the text has the words too, a shorter end does not: bisect for where that changes.
    end = bisect_left(range(len(said)), True, key=lambda size: found_in(" ".join(said[: size + 1]), words)) + 1
    begin = bisect_left(range(end), True, key=lambda at: not found_in(" ".join(said[at + 1 : end]), words))
    before, after = said[max(begin - _WORDS_AROUND, 0) : begin], said[end : end + _WORDS_AROUND]
    return Excerpt(
        " ".join(([_MORE] if begin > _WORDS_AROUND else []) + before),
        " ".join(said[begin:end]),
        " ".join(after + ([_MORE] if end + _WORDS_AROUND < len(said) else [])),
    )


def _section(number: str) -> str:
    """Return the number of a paper's section, such as I.1; empty for a heading, which no place has as a step."""
    return number if number.isascii() and number.replace(".", "").isalnum() else ""


def _texts(plain: Any, *steps: str, text: bool = False) -> Iterator[tuple[str, str]]:
    """Yield every text below a place of a file, with that place; `text` says that `plain` is such a text."""
    if isinstance(plain, dict):
        for key, entry in plain.items():
            below = steps if key in _OF_AN_ENTRY else (*steps, key)
            yield from _texts(entry, *below, text=key in _TEXTS)
    elif isinstance(plain, list | tuple):
        for row, entry in enumerate(plain, 1):
            name = entry.get("id") or _section(entry.get("so", "")) or str(row) if isinstance(entry, dict) else str(row)
            yield from _texts(entry, *steps, name, text=text)
    elif text and isinstance(plain, str) and plain:
        yield "/".join(steps), plain
