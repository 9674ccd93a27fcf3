"""Rules on words that say nothing: sentences anybody could sign, causes and promises nobody could check.

A sentence is empty when nothing in it could be looked up and nearly all of its words are those that everyone writes. It
is judged by itself; a text or an item is weighed by the words of its sentences.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tuphe.core.check.answers import blames_others
from tuphe.core.check.finding import Finding, WordLists, found_at
from tuphe.core.check.material import Material, Passage, TextKind
from tuphe.core.check.sentences import pattern, sentences, up_to_last
from tuphe.core.check.slips import is_unfinished
from tuphe.core.old_letters import old_letters
from tuphe.core.remedies import pledged_remedies
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState, Rating
from tuphe.core.text import begins_with, contains, count, first_words, spaced_words

FEW_OWN: Final = 0.34
"""The part of own words up to which a sentence without a fact is empty."""

NOTHING_OWN: Final = 0.15
"""… and above which a sentence that says that something never happened is not empty."""

SOME_OWN: Final = 0.55
"""… and up to which a sentence is empty that speaks of everything or nothing (việc gì cũng, khi cần)."""

MOSTLY: Final = 0.75
"""The part of the words of a text, or an item, in empty sentences from which on it says nothing."""

A_SHORTCOMING: Final = 6
"""Words: a shorter shortcoming may well be all that there is to say (Nóng với học sinh)."""

A_CAUSE: Final = 0.2
A_PROMISE: Final = 0.36
"""The part of own words up to which a cause, or a remedy and a pledge, says nothing."""

AN_OUTCOME: Final = 0.2
"""… and up to which an answer on what became of a shortcoming or a pledge says nothing."""

NAMING: Final = 0.12
"""The part of own words from which on a name tells something: one capital among praise does not."""

_QUOTED: Final = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SENTENCE_START: Final = re.compile(r"(?:^|[.;:!?–\n-])\s*[“\"(]?\w+")

_DIGIT: Final = re.compile(r"\d")

_PROMISES: Final = frozenset({TextKind.REMEDY, TextKind.PLEDGE})


def nothing_concrete(material: Material) -> Iterator[Finding]:
    """Yield rated items in whose results next to nothing could be looked up."""
    for answer in material.review.answers:
        rated = answer.rating not in (None, Rating.NOT_APPLICABLE)
        if rated and answer.all_results and _mostly_empty(answer.all_results, material.lists):
            yield found_at(f"muc/{answer.item}/ket_qua", "khong-cu-the", *answer.all_results)


def ready_made(material: Material) -> Iterator[Finding]:
    """Yield results in praise of oneself and shortcomings of everyone that have nothing of the person's own."""
    lists = material.lists
    hollow = {answer.item for answer in material.review.answers if _mostly_empty(answer.all_results, lists)}
    for passage in material.passages:
        if (passage.kind is TextKind.RESULT and _praises(passage, lists, alone=passage.item in hollow)) or (
            passage.kind is TextKind.SHORTCOMING and _is_everyones(passage.text, lists)
        ):
            yield found_at(passage.place, "cau-san", passage.text)


def says_nothing(material: Material) -> Iterator[Finding]:
    """Yield causes that explain nothing, remedies and pledges of which nobody could tell whether they were kept."""
    lists = material.lists
    for passage in material.passages:
        if passage.kind is TextKind.CAUSE:
            empty = (
                not blames_others(passage.text, lists, objective=passage.objective)
                and not is_concrete(passage.text, lists)
                and own_part(passage.text, lists) <= A_CAUSE
                and contains(passage.text, lists.words["nguyen_nhan_suong"])
            )
        else:
            promised = passage.kind in _PROMISES
            empty = promised and _tells_nothing(passage.text, lists.words["hua_suong"], A_PROMISE, lists)
        if empty:
            yield found_at(passage.place, "vo-nghia", passage.text)


def nothing_became(material: Material) -> Iterator[Finding]:
    """Yield answers on what became of a shortcoming or a pledge that do not tell what was done, or how far it is.

    “Not mended” is honest, however short. A shortcoming and the pledge to mend it need only one answer.
    """
    undone, review, lists = (FollowUpState.NOT_MENDED, PledgeState.NOT_KEPT), material.review, material.lists
    elsewhere = pledged_remedies(material.context.promises, review).values()
    told: tuple[tuple[str, tuple[FollowUp | PledgeOutcome, ...]], ...] = (
        ("khac_phuc", review.follow_ups),
        ("thuc_hien_cam_ket", review.outcomes),
    )
    for path, entries in told:
        for row, entry in enumerate(entries, 1):
            # What is unfinished has a code of its own.
            if (
                entry.results
                and entry.state not in undone
                and not is_unfinished(entry.results, lists)
                and _tells_nothing(entry.results, lists.words["ket_qua_suong"], AN_OUTCOME, lists)
            ):
                yield found_at(f"{path}/{row}/ket_qua", "vo-nghia", entry.results)
            under_way = entry.state in (FollowUpState.UNDER_WAY, PledgeState.UNDER_WAY)
            said = entry.results or (under_way and (entry.percent is not None or entry.obstacles))
            if entry.state not in (None, *undone) and not said and entry.text not in elsewhere:
                yield found_at(f"{path}/{row}", "xong-khong-viec", entry.text)


@lru_cache(maxsize=1 << 8)  # two rules ask it of every item
def _mostly_empty(texts: tuple[str, ...], lists: WordLists) -> bool:
    """Whether most of the words are in empty sentences.

    What is unfinished or unreadable has a code of its own; the facts beside a place left open count all the same.
    """
    empty = judged = 0
    for text in texts:
        if old_letters(text):
            return False
        open_yet = is_unfinished(text, lists)
        for sentence in sentences(text):
            if open_yet and not (_DIGIT.search(sentence) and is_concrete(sentence, lists)):
                continue
            size = len(first_words(sentence))
            judged += size
            empty += size * _is_empty(sentence, lists)
    return judged > 0 and empty >= MOSTLY * judged


@lru_cache(maxsize=1 << 14)
def _is_empty(sentence: str, lists: WordLists) -> bool:
    if is_concrete(sentence, lists):
        return False
    own = own_part(sentence, lists)
    if own > NOTHING_OWN and _never(sentence, lists):
        return False
    return own <= FEW_OWN or (own <= SOME_OWN and contains(sentence, lists.words["chung_chung"]))


def _praises(passage: Passage, lists: WordLists, *, alone: bool) -> bool:
    """Whether a result says how good one is; beside facts only where it names a virtue and nothing else."""
    told = sentences(passage.text)
    if not alone and not all(_is_empty(sentence, lists) for sentence in told):
        return False
    for sentence in told:
        of_work = begins_with(sentence, lists.words["chu_ngu_viec"])
        if of_work or not _is_empty(sentence, lists):
            continue
        virtues = count(sentence, lists.words["pham_chat"])
        zealous = min(count(sentence, lists.words["hang_hai"]), count(sentence, lists.words["bon_phan"]))
        if virtues > 1 or zealous > 1 or (virtues and zealous) or (alone and (virtues or zealous)):
            return True
    return False


def _is_everyones(text: str, lists: WordLists) -> bool:
    return (
        len(first_words(text)) >= A_SHORTCOMING
        and not is_concrete(text, lists)
        and own_part(text, lists) <= FEW_OWN
        and contains(text, lists.words["yeu_kem_chung"])
        and not _never(text, lists)
    )


def _tells_nothing(text: str, phrases: tuple[str, ...], most_own: float, lists: WordLists) -> bool:
    """Whether a text has one of these phrases, and no sentence with a fact, a rhythm of work or words of its own."""
    return contains(text, phrases) and all(
        not is_concrete(sentence, lists)
        and own_part(sentence, lists) <= most_own
        and not contains(sentence, lists.words["nhip_lam_viec"])
        and not _never(sentence, lists)
        for sentence in sentences(text)
    )


def _never(text: str, lists: WordLists) -> bool:
    """Whether a text says that something never happens, which can be checked (không để hồ sơ nào quá hạn)."""
    return pattern(lists, "khong_nao").search(spaced_words(text)) is not None


def is_concrete(text: str, lists: WordLists) -> bool:
    """Whether `text` has something of one's own in it that could be looked up.

    Numbers that everyone may write do not count: those of the Party's rules, of congresses, of the year.
    """
    own = _without_numbers_of_all(text, lists)
    return (
        any(map(str.isdigit, own))
        or contains(own, lists.words["san_pham"])
        or pattern(lists, "so").search(spaced_words(own)) is not None
        or (own_part(text, lists) >= NAMING and _names_something(own, lists))
    )


@lru_cache(maxsize=1 << 8)
def own_part(text: str, lists: WordLists) -> float:
    """Return which part of its words, from 0 to 1, is not among those that everyone writes in a review.

    An act that others could see, or what became of someone, needs words of its own; praise of oneself does not.
    The numbers of the Party's rules are nobody's own.
    """
    known, longest = _general(lists)
    words = spaced_words(_without_numbers_of_all(text, lists)).split()
    own = row = 0
    while row < len(words):
        most = longest.get(words[row], 0)
        size = next((n for n in range(most, 0, -1) if tuple(words[row : row + n]) in known), 0) if most else 0
        own += not size
        row += size or 1
    return own / len(words) if words else 0.0


@lru_cache(maxsize=1 << 8)  # of a sentence it is asked up to three times in a row
def _without_numbers_of_all(text: str, lists: WordLists) -> str:
    return pattern(lists, "so_chung").sub(" ", text)


def _names_something(text: str, lists: WordLists) -> bool:
    if text.islower() and not ("“" in text or '"' in text):
        return False  # neither a name nor a quotation
    if pattern(lists, "loi_day").search(text):
        return False
    slogans = {spaced_words(slogan) for slogan in lists.words["khau_hieu"]}
    closed = up_to_last('”"', text)
    quoted = [inner for inner in _QUOTED.findall(closed) if spaced_words(inner) not in slogans]
    if any(inner[:1].isupper() and " " in inner for inner in quoted) or (
        quoted and pattern(lists, "loi_nguoi_khac").search(text)
    ):
        return True
    unquoted = pattern(lists, "ten_rieng_chung").sub(" ", _QUOTED.sub(" ", closed) + text[len(closed) :])
    return any(word[0].isupper() for word in re.findall(r"\w+", _SENTENCE_START.sub(" ", unquoted)))


@lru_cache(maxsize=2)
def _general(lists: WordLists) -> tuple[frozenset[tuple[str, ...]], dict[str, int]]:
    """Return the phrases that everyone writes and, by first word, how many words the longest of them has."""
    phrases = frozenset(tuple(spaced_words(phrase).split()) for phrase in lists.words["tu_chung"])
    return phrases, {phrase[0]: len(phrase) for phrase in sorted(phrases, key=len)}
