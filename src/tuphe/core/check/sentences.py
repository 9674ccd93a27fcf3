"""Sentences of a text, and phrases within them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tuphe.core.text import fold, spaced_words

_END: Final = re.compile(r"(?<=[.!?;…])[”\")\]]*\s+|\n+")
_A_WORD: Final = re.compile(r"\w")

_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, those apart by semicolons too; a number as 1.240 is not cut.

    Dots or dashes between two of them are none; a text of nothing else is one.
    """
    return [sentence for sentence in _END.split(text) if _A_WORD.search(sentence)] or [text] * bool(text.strip())


def unquoted(text: str) -> str:
    """Return a text without what it quotes: words of others, names of works."""
    return _QUOTED.sub(" “” ", text)


def contains(text: str, phrases: tuple[str, ...]) -> str | None:
    """Return the first of `phrases` whose words occur in `text` one after the other, or None."""
    words = spaced_words(text)
    return next((phrase for phrase, wanted in _wanted(phrases) if wanted in words), None)


def count(text: str, phrases: tuple[str, ...]) -> int:
    """Return how many of `phrases` occur in `text`."""
    words = spaced_words(text)
    return sum(wanted in words for _, wanted in _wanted(phrases))


@lru_cache(maxsize=64)
def either(phrases: tuple[str, ...]) -> str:
    """Return a pattern of folded phrases, the longest first, to be looked for in folded text."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, folded)) + ")"


def any_of(phrases: tuple[str, ...]) -> str:
    """Return a pattern of phrases, the longest first, to be looked for between the spaces of `spaced_words`."""
    words = sorted((spaced_words(phrase).strip() for phrase in phrases), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"


@lru_cache(maxsize=64)
def _wanted(phrases: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((phrase, spaced_words(phrase)) for phrase in phrases)
