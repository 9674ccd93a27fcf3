"""Rules on accidents of typing and pasting: places left to fill in, words and sentences twice, old letters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tuphe.core.check.finding import Finding, WordLists, found_at
from tuphe.core.check.material import Material, TextKind
from tuphe.core.check.sentences import pattern, sentences, unquoted, up_to_last
from tuphe.core.old_letters import old_letters
from tuphe.core.text import first_words, fold, has_words

_DOTS: Final = re.compile(
    r"\.{4,}|…{2,}|…\.|\.…|(?:…|\.{3})\s*[/%]|/\s*(?:…|\.{3})"
    r"|(?:^|[\s:(])(?:…|\.{3})(?=\s+\w|\s*[,;.)]\s*\w)|^\s*(?:…|\.{3})\s*$|[(\[]\s*(?:…|\.{3})\s*[)\]]"
    r"|[:=]\s*(?:…|\.{3})\s*[.;]?\s*$"
)
"""Dots that wait for a word; at the end of an enumeration three of them are good style."""

_A_SENTENCE: Final = 3
"""Words: a shorter sentence is repeated on purpose."""

_LONGEST: Final = 12
"""Words of a group that may have been pasted twice; longer ones are found as sentences."""

WORDLESS: Final = "khong-chu"
"""The code of what has to be words and is figures or marks alone."""

_LETTER: Final = re.compile(r"[^\W\d_]")


def placeholders(material: Material) -> Iterator[Finding]:
    """Yield texts in which something still waits to be filled in, or that have no word at all."""
    for passage in material.passages:
        if mark := _waiting(unquoted(passage.text), material.lists):
            yield found_at(passage.place, "cho-trong", passage.text, dau_vet=mark)
        elif not has_words(passage.text) and not passage.place.endswith("/san_pham"):  # of which some count
            yield found_at(passage.place, WORDLESS, passage.text)


def doubled_words(material: Material) -> Iterator[Finding]:
    """Yield texts in which a word, some words or a sentence were typed or pasted twice.

    Vietnamese doubles many words on purpose, and one compound may end as the next begins (hồ sơ sơ bộ): such are none.
    """
    said: dict[tuple[str, TextKind], set[tuple[str, ...]]] = {}
    for passage in material.passages:
        doubled = _doubled(unquoted(passage.text), material.lists) or _sentence_twice(passage.text)
        if doubled is None and passage.kind is TextKind.RESULT:
            others = said.setdefault((passage.item, passage.kind), set())
            words = first_words(passage.text)
            doubled = passage.text if len(words) > _A_SENTENCE and words in others else None
            others.add(words)
        if doubled:
            yield found_at(passage.place, "lap-tu", passage.text, tu=doubled)


def letters_of_before(material: Material) -> Iterator[Finding]:
    """Yield texts in an encoding older than Unicode (TCVN3, VNI), which nobody can read or search."""
    for passage in material.passages:
        if kind := old_letters(passage.text):
            yield found_at(passage.place, "chu-cu", passage.text, bang_ma=str(kind))


def is_unfinished(text: str, lists: WordLists) -> bool:
    """Whether something in a text still waits to be filled in."""
    return _waiting(unquoted(text), lists) is not None


@lru_cache(maxsize=4096)  # two rules ask it of every result
def _waiting(text: str, lists: WordLists) -> str | None:
    folded = fold(text)
    closed = up_to_last("])", folded)
    folded = pattern(lists, "noi_ve_o_trong").sub(" ", closed) + folded[len(closed) :]
    closed = up_to_last("])>}", folded)
    found = (  # the plainest first
        pattern(lists, "cho_dien").search(folded)
        or pattern(lists, "loi_nhac_trong_ngoac").search(closed)
        or pattern(lists, "loi_nhac_ngan_trong_ngoac").search(closed)
        or (_DOTS.search(text) if "…" in text or "..." in text else None)
        or pattern(lists, "chu_the_so").search(text)
    )
    return found[0].strip() if found else None


def _doubled(text: str, lists: WordLists) -> str | None:
    """Return the first word or group of words that was typed twice in a row, None where there is none."""
    on_purpose = _folded(lists, "lap_co_y")
    before: list[str] = []
    for clause in filter(_LETTER.search, re.split(r"[^\w\s]+", text)):  # figures may be repeated
        words, folded = clause.split(), fold(clause).split()
        # The end of a clause pasted again as the whole of the next: người tăng huyết áp, tăng huyết áp.
        if len(words) > 1 and folded == before[-len(words) :] and _group_twice(folded * 2, on_purpose):
            return " ".join(words)
        before = folded
        for row in range(1, len(words)):
            if folded[row] == folded[row - 1] and _is_slip(words, folded, row, lists):
                return f"{words[row - 1]} {words[row]}"
        if len(words) > _A_SENTENCE and (again := _group_twice(folded, on_purpose)):
            return " ".join(words[again])
    return None


def _is_slip(words: list[str], folded: list[str], row: int, lists: WordLists) -> bool:
    """Whether the word at `row`, which is also the one before it, was typed twice.

    Inside a clause the first may end a compound and the second begin one; at its ends, and beside a number or a word
    that is in no compound, they do not. Behind a classifier the first is a noun and the second may be what it does.
    """
    never_twice, on_purpose = _folded(lists, "hay_go_lap"), _folded(lists, "lay")
    word, before, after = folded[row], folded[max(row - 2, 0) : row - 1], words[row + 1 : row + 2]
    beside = (folded[row + 1 : row + 3], folded[max(row - 3, 0) : row - 1])
    if any(len(pair) > 1 and pair[0] == pair[1] for pair in beside):
        return False  # cười cười nói nói
    if word in never_twice:
        return True
    if word in on_purpose or word.isdigit() or words[row][0].isupper() or len(words) < _A_SENTENCE:
        return False
    if not before or not after or before[0].isdigit() or after[0].isdigit() or after[0][0].isupper():
        return True
    if before[0] in _folded(lists, "loai_tu"):
        return False  # con bò bò lên
    return before[0] in never_twice or fold(after[0]) in never_twice


def _group_twice(words: list[str], on_purpose: frozenset[str]) -> slice | None:
    """Return the place of a group of two or more words that follows the same group."""
    last: dict[str, int] = {}
    for row, word in enumerate(words):
        size = row - last.get(word, row)
        last[word] = row
        if 1 < size <= _LONGEST and words[row - size : row] == words[row : row + size]:
            group = words[row : row + size]
            if len(set(group)) > 1 and group[0] not in on_purpose and not all(map(str.isdigit, group)):
                return slice(row, row + size)
    return None


def _sentence_twice(text: str) -> str | None:
    said: set[tuple[str, ...]] = set()
    for sentence in sentences(text):
        words = first_words(sentence)
        if len(words) >= _A_SENTENCE and words in said:
            return sentence.strip()
        said.add(words)
    return None


@lru_cache(maxsize=8)
def _folded(lists: WordLists, key: str) -> frozenset[str]:
    return frozenset(map(fold, lists.words[key]))
