"""Text as people write it: cleaned where it enters, folded where it is compared."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from functools import cache, lru_cache
from sys import intern
from textwrap import shorten
from typing import Final

from tuphe.file_names import BIDI

WRITTEN_DAY: Final = "ngày/tháng/năm, ví dụ 31/12/2026, hoặc 2026-12-31"
"""How a day may be typed, in words for help pages, hints and refusals."""

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters: grave, acute, tilde, hook, dot below."""

# Strings: each is compiled the first time it is used, and most commands use few.
_HIDDEN: Final = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{BIDI}\ufeff\ufffe\uffff\ud800-\udfff]"
_TONE_WITHIN: Final = rf"([{TONES}])([\w\u0302\u0306\u031b]+)"

_BULLETS: Final = r"–—•●▪◦·‣\uf0a7\uf0b7\uf0d8\uf0fc"
_LISTED: Final = (
    rf"\s*(?:[-+*{_BULLETS}]\s+|[-+{_BULLETS}](?=[^\W\d_])|(?P<number>\d{{1,2}}[.)]\s+)|[a-zđ]\)\s+)+(?=\S)"
)
"""The marks before the lines of a list; a dash before a word needs no space, a dash before a number is its sign.

The last four are Word's own bullets: Symbol and Wingdings have them where Unicode has private letters.
"""

_MOST_MARKS: Final = 30
"""As many marks as any language puts on one letter (Unicode UAX #15, stream-safe text).

The time it takes to put marks in order grows with the square of them: a minute for a text of nothing else.
"""

_NO_MARK: Final = r" -~\w\s"
_PILED: Final = rf"[^{_NO_MARK}][^{_NO_MARK}]{{{_MOST_MARKS},}}"
"""A run of characters that may be so many marks: neither letters, nor spaces, nor ASCII.

Every text goes through it: re looks three times as fast for a first letter by itself, and for ASCII first.
"""

_SHOWN: Final = 160
"""Letters of a text that is shown in short."""

_PAGE: Final = 500
"""Words. The time of a comparison grows with the square of them where a text says one word again and again."""


def clean(text: str) -> tuple[str, bool]:
    """Return `text` as tuphe keeps it, and whether hidden characters were taken out.

    NFC, line ends as LF. Control characters, lone surrogates and bidirectional overrides go: they can hide or reorder
    what a reader sees; so do marks piled on one letter. The caller tells the person. Bytes that Python could not decode
    in the C locale are read as the UTF-8 that they are.
    """
    if len(text) <= _MOST_MARKS and text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text, False  # most texts of a data file, which may have a thousand, end here
    with suppress(UnicodeError):
        # Half a letter (a terminal that counts bytes erases half) must not damage the letters beside it.
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    printable = lines.replace("\n", "").replace("\t", "").isprintable()
    visible = re.sub(_PILED, _flattened, lines if printable else re.sub(_HIDDEN, "", lines))
    return unicodedata.normalize("NFC", visible), visible != lines


def is_composed(text: str) -> bool:
    """Whether every letter of `text` is one character with its marks (NFC)."""
    return unicodedata.is_normalized("NFC", re.sub(_PILED, _flattened, text))


def _flattened(piled: re.Match[str]) -> str:
    run, kept = 0, []
    for letter in piled[0]:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


@lru_cache(maxsize=4096)  # rules ask it of the same text, one after another
def fold(text: str) -> str:
    """Return `text` for comparing: without case, extra spaces, or the two ways of placing a tone mark.

    `hoà` and `hòa`, `uỷ` and `ủy` fold alike; `hoa` stays another word.
    """
    return " ".join(map(_folded, text.split()))


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    """Return one word folded: people write the same few thousand again and again."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", re.sub(_TONE_WITHIN, _tone_last, decomposed))


def _tone_last(found: re.Match[str]) -> str:
    # A third of the time that re takes for a template with both groups.
    return found[2] + found[1]


def in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of their words two texts share in the same order, from 0 to 1; slow where there are many texts.

    Words rather than letters: two Vietnamese sentences on different matters
    share half their letters but few of their words.
    """
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def in_any_order(one: str, other: str) -> float:
    """Return how much of their words two texts share in any order, from 0 to 1."""
    return SequenceMatcher(None, first_words(one), first_words(other), autojunk=False).quick_ratio()


@lru_cache(maxsize=1 << 14)
def first_words(text: str) -> tuple[str, ...]:
    """Return the folded words by which `text` is compared: those of its first page."""
    return tuple(map(intern, _words(text)[:_PAGE]))


@lru_cache(maxsize=4096)
def spaced_words(text: str) -> str:
    """Return the folded words of `text`, each between spaces: to look for phrases whatever the marks between them."""
    return f" {' '.join(_words(text))} "


def words_in(text: str, start: int = 0) -> list[tuple[str, int, int]]:
    """Return each word of `text` from letter `start` on, folded, with where it begins and where it ends."""
    return [(" ".join(first_words(found[0])), *found.span()) for found in _word().finditer(text, start)]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def begins_with(text: str, phrases: Iterable[str]) -> bool:
    """Whether the first words of `text` are those of one of the `phrases`."""
    said = spaced_words(text)
    return any(said.startswith(spaced_words(one)) for one in phrases)


def contains(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether the words of one of `phrases` occur in `text` one after the other."""
    words = spaced_words(text)
    return any(phrase in words for phrase in _spaced(phrases))


def count(text: str, phrases: tuple[str, ...]) -> int:
    """Return how many of `phrases` occur in `text`."""
    words = spaced_words(text)
    return sum(phrase in words for phrase in _spaced(phrases))


@lru_cache(maxsize=64)
def _spaced(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(spaced_words, phrases))


def slug(text: str) -> str:
    """Return `text` as an id: lower-case ASCII words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", _bare(text)))


def found_in(text: str, words: str) -> bool:
    """Whether `words` are in `text`, folded; typed without any mark they are found with every mark.

    `hoà` finds `hòa` and not `hoa`; `hoa` finds all three.
    """
    wanted = fold(words)
    return _bare(wanted) in _bare(fold(text)) if wanted == _bare(wanted) else wanted in fold(text)


def shortened(text: str) -> str:
    """Return `text` on one line, cut between words where it is longer than two lines of a screen."""
    begins = " ".join(text.split(maxsplit=_SHOWN))[: 2 * _SHOWN]  # what is not shown may be long
    return shorten(begins, _SHOWN, placeholder=" …")


def has_words(text: str) -> bool:
    """Whether a text has any word: figures, days and marks (1, 31/12/2026) are none."""
    return any(map(str.isalpha, text))


def ends_a_sentence(text: str) -> bool:
    """Whether another sentence may follow `text` as it is: it ends with a mark, be it within a quotation."""
    return text.rstrip(' \n”")').endswith((".", "!", "?", "…", ";", ":"))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of `text` that say something, each without the spaces around it."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def unlisted(text: str) -> str:
    """Return `text` without the marks of a list that was pasted: “- ”, “+ ”, “• ”, “1. ”, “a) ” before its lines.

    A sign that belongs to a number stays (“-5%”, “1.240 hồ sơ”), and so does
    a number before another one, unless more lines begin in that way.
    """
    lines = text.splitlines()
    marked = [re.match(_LISTED, line) for line in lines]
    a_list = sum(found is not None for found in marked) > 1
    return "\n".join(
        line[found.end() :] if found and (a_list or not (found["number"] and line[found.end()].isdigit())) else line
        for line, found in zip(lines, marked, strict=True)
    )


def _words(text: str) -> list[str]:
    # A folded word can end in a tone mark that has no composed letter.
    return re.findall(rf"[\w{TONES}]+", fold(text))


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
