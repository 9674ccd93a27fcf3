"""A rule on shortcomings that stand among the results, where nobody asks for their cause and remedy.

Some signs tell of one whoever did it (quá hạn, bị nhắc, chưa … được), others of oneself alone (tôi quên, do em lơ là).
What mends a shortcoming is told behind it: the same words before it belong to something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.sentences import any_of, contains, sentences, unquoted
from tuphe.core.check.shortfalls import behind_worse_than_norm, pattern_of_not_yet, unkept
from tuphe.core.text import fold, spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.finding import WordLists
    from tuphe.core.check.material import Material


_RATIO: Final = re.compile(r"(?<![\d/])\d+/\d+(?![\d/])")

_CLAUSES: Final = re.compile(r"[,:](?!\d)|[;–]")
"""What stands between clauses; no comma within a number."""

_NOT_YET: Final = re.compile(
    rf"(?: (?:(?:{fold('đến')}|{fold('tới')}) (?:nay|{fold('giờ')})|nay(?= \S+ {fold('chưa')}))(?: \S+){{0,2}}?)?"
    rf" (?:{fold('chưa')}|{fold('không')}) \S+(?: \S+)?(?= )"
)
"""What was not done mends nothing, nor does the time that it has waited (đến nay vẫn chưa trả)."""


def among_results(material: Material) -> Iterator[Finding]:
    """Yield results that tell of something not done or done badly and not mended, in an item without a shortcoming."""
    for answer in material.review.answers:
        if any(found.real for found in answer.shortcomings):
            continue
        for kept, texts in (("ket_qua", answer.results), ("de_lai", answer.left_off)):
            for row, text in enumerate(texts, 1):
                if _has_weak_point(unquoted(text), material.lists):
                    place = f"muc/{answer.item}/{kept}/{row}"
                    yield Finding(code="han-che-trong-ket-qua", place=place, quotes=(quoted(text),))


def _has_weak_point(text: str, lists: WordLists) -> bool:
    """Whether a sentence tells of one; a ratio (11/12) counts openly what is lacking, but not what one did wrong."""
    told, counted = sentences(text), _RATIO.search(text) is not None
    return any(
        _is_weak(sentence, after, lists, of_anyone=not counted)
        for sentence, after in zip(told, [*told[1:], ""], strict=True)
    )


def _is_weak(sentence: str, after: str, lists: WordLists, *, of_anyone: bool) -> bool:
    """Whether a sentence tells of one that neither the rest of it mends nor the next one, `after`."""
    said = " , " + " , ".join(spaced_words(clause).strip() for clause in _CLAUSES.split(sentence)) + " , "
    own = (_behind(said, _own(lists), _not_own(lists)), behind_worse_than_norm(sentence, lists))
    others: tuple[str | None, ...] = ()
    if of_anyone and not _is_of_others(sentence, lists):
        others = (_behind(said, _weak(lists), _negated(lists)), _behind(said, unkept(lists), _not_own(lists)))
    signs = [behind for behind in (*own, *others) if behind is not None]
    if not signs or (own == (None, None) and sentence.endswith(";") and not _is_weak(after, "", lists, of_anyone=True)):
        return False
    behind = max(signs, key=len)
    mended = contains(_NOT_YET.sub(" ", f"{behind} {spaced_words(after)}"), lists.mended)
    # What one did about it follows: Người bệnh quên sổ, tôi gọi xe gửi theo.
    return mended is None and not any(
        contains(clause, lists.oneself)
        and not _NOT_YET.search(f" {clause} ")
        and _behind(f" {clause} ", _own(lists), _not_own(lists)) is None
        for clause in behind.split(" , ")[1:]
    )


def _behind(said: str, sign: re.Pattern[str], denied: re.Pattern[str]) -> str | None:
    """Return what is said behind the first sign of a weak point, those left out that are denied."""
    affirmed = denied.sub(" ", said)
    found = sign.search(affirmed)
    return None if found is None else affirmed[found.end() - 1 :]


def _is_of_others(sentence: str, lists: WordLists) -> bool:
    """Whether a sentence begins with what one did about something, which may be the shortcoming of others."""
    words = spaced_words(sentence)
    return _dealing(lists).match(words) is not None and not _beginning(lists).match(words)


@lru_cache(maxsize=2)
def _dealing(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f" {any_of(lists.dealings)} ")


@lru_cache(maxsize=2)
def _beginning(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f" {any_of(lists.weak_beginnings)} ")


@lru_cache(maxsize=2)
def _own(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what one did wrong oneself, or left undone (tôi quên, em không để ý, do tôi chưa dặn)."""
    me, adverb, lapse, dealing = map(any_of, (lists.oneself, lists.between, lists.lapses, lists.dealings))
    no, not_yet = any_of(("không",)), pattern_of_not_yet(lists)
    undone = f"{no} {any_of(lists.left_undone)} "
    fault = rf"(?:{lapse} |{any_of(lists.own_faults)} |{not_yet}|{no} (?:[^\s,]+ ){{1,2}})"
    return re.compile(
        rf" {me} (?:(?:{adverb} )*(?:{lapse} |{not_yet}|{undone})|(?!{dealing} )(?:[^\s,]+ ){{1,3}}{lapse} )"
        rf"| {any_of(lists.because_of)} {me} (?:[^\s,]+ ){{0,4}}?{fault}| {any_of(lists.fault_of)} {me} "
    )


@lru_cache(maxsize=2)
def _not_own(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of others called by a word for oneself (bảy em), of what happens to one, of no lapse."""
    others = rf"(?:\d+|{any_of(lists.numbers)}) em|{any_of(lists.passives)}"
    no = any_of(("không", "chẳng", "chưa", "khỏi", "đỡ"))
    return re.compile(rf" (?:{others}|{no} (?:[^\s,]+ ){{0,2}}?{any_of(lists.lapses)})(?= )")


@lru_cache(maxsize=2)
def _weak(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what was done badly, late or not at all, whoever did it."""
    badly, suffered, not_yet = any_of(lists.done_badly), any_of(lists.suffered), pattern_of_not_yet(lists)
    figure, by, still, got = (*(rf"(?:\d+|{any_of(lists.numbers)})",), *map(any_of, (("bị",), ("còn",), ("được",))))
    return re.compile(
        rf", (?:{any_of(lists.weak_beginnings)} |{still} {figure} |{not_yet})| {any_of(lists.weak_points)} "
        rf"| {any_of(lists.deeds)} (?:[^\s,]+ )?{badly} | {by} (?:[^\s,]+ ){{0,6}}?{suffered} "
        rf"| {badly} (?:{any_of(('hơn', 'gần', 'mất'))} )?{figure} {any_of(lists.units)} "
        rf"| {not_yet}(?:[^\s,]+ ){{0,4}}?{got} | {figure} {any_of(lists.durations)} {not_yet}"
    )


@lru_cache(maxsize=2)
def _negated(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what did not happen, and of what one found, which are no shortcomings of one's own.

    Không hồ sơ nào quá hạn; bắt được hai phiếu chi ghi nhầm.
    """
    weak = any_of((*lists.weak_points, *lists.done_badly, *lists.suffered, *lists.weak_beginnings))
    no, not_yet, no_one = map(any_of, (("không", "chẳng", "khỏi", "đỡ"), ("chưa",), ("nào", "ai")))
    word = r"[^\s,]+ "
    return re.compile(
        rf" (?:{no}|0) (?:{word}){{0,5}}?{weak}(?= )| {not_yet} {any_of(lists.good_if_not)}(?= )"
        rf"| {any_of(lists.found)} (?:{word}){{1,9}}?{weak}(?= )"
        rf"| {not_yet} (?:{word}){{1,5}}?{no_one} (?:{word}){{0,3}}?{weak}(?= )"
    )
