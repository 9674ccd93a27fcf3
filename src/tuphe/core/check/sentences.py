"""Sentences of a text, and the patterns of the data file that are searched for in them."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from tuphe.core.check.finding import WordLists
from tuphe.core.text import fold

_END: Final = re.compile(r"(?<=[.!?;…])[”\")\]]*\s+|\n+")
_A_WORD: Final = re.compile(r"\w")

_QUOTES: Final = {"“": "”", '"': '"', "‘": "’", "«": "»"}

_NAMED: Final = re.compile(r"\{([a-z_+]+)\}")
"""Where a pattern takes a word list, two lists or another pattern, by their keys."""

_VIETNAMESE: Final = re.compile(r"(?<!\\)[^\W\d_]*[^\W\x00-\x7f]\w*")
"""A word of a pattern that has a letter beyond ASCII: folding changes no other word."""


@lru_cache(maxsize=4096)  # half a dozen rules ask it of every text
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, those apart by semicolons too; a number as 1.240 is not cut.

    Dots or dashes between two sentences are no sentence; a text of nothing else is one.
    """
    return tuple(sentence for sentence in _END.split(text) if _A_WORD.search(sentence)) or (text,) * bool(text.strip())


def unquoted(text: str) -> str:
    """Return a text without what it quotes: words of others, names of works."""
    return without(text, _QUOTES, " “” ")


def up_to_last(signs: str, text: str) -> str:
    """Return a text up to the last of these signs: where none follows, re looks for it from each beginning on."""
    return text[: max(map(text.rfind, signs)) + 1]


def without(text: str, pairs: Mapping[str, str], instead: str) -> str:
    """Return a text in which `instead` replaces each pair of signs and what is between them."""
    last = {opening: text.rfind(closing) for opening, closing in pairs.items()}
    kept, end = [""], 0
    for found in re.finditer(f"[{''.join(map(re.escape, pairs))}]", text) if max(last.values()) > 0 else ():
        start = found.start()
        if end <= start < last[found[0]]:
            kept += (text[end:start], instead)
            end = text.index(pairs[found[0]], start + 1) + 1
    return "".join((*kept, text[end:]))


def any_of(phrases: Iterable[str], spelt: Callable[[str], str]) -> str:
    """Return a pattern of phrases, the longest first, each `spelt` as in the text that is searched."""
    return "(?:" + "|".join(map(re.escape, sorted({*map(spelt, phrases)}, key=len, reverse=True))) + ")"


@lru_cache(maxsize=64)
def pattern(lists: WordLists, key: str) -> re.Pattern[str]:
    """Return a pattern of the data file: for the words of `spaced_words`, or for a text as it is, in any case."""
    folded = key in lists.patterns
    return re.compile(_filled(lists, key, folded=folded), 0 if folded else re.IGNORECASE)


def _filled(lists: WordLists, key: str, *, folded: bool) -> str:
    alternatives = (lists.patterns if folded else lists.plain_patterns).get(key)
    if alternatives is None:
        return any_of((word for one in key.split("+") for word in lists.words[one]), fold if folded else str)
    said = (_VIETNAMESE.sub(lambda word: fold(word[0]), one) if folded else one for one in alternatives)
    return "(?:" + "|".join(_NAMED.sub(lambda name: _filled(lists, name[1], folded=folded), one) for one in said) + ")"
