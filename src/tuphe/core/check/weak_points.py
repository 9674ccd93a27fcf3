"""A rule on shortcomings that stand among the results, where nobody asks for their cause and remedy.

Only what is plainly one's own counts: a lapse (tôi quên, do em lơ là), a promise unkept, a number worse than its norm,
a deed late by so much, work that falls short behind a turn (…, song việc rà soát chưa làm được). What is lacking
without a word on whose fault it is (còn 3 người đi xa) is as often none. What mends a shortcoming is told behind it:
the same words before it belong to something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tuphe.core.check.finding import found_at
from tuphe.core.check.sentences import any_of, contains, sentences, unquoted
from tuphe.core.check.shortfalls import behind_worse_than_norm, pattern_of_not_yet, unkept
from tuphe.core.text import fold, spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.finding import Finding, WordLists
    from tuphe.core.check.material import Material


_RATIO: Final = re.compile(r"(?<![\d/])\d+/\d+(?![\d/])")

_WORD: Final = r"[^\s,]+ "
"""A word within a clause, where words have spaces between them and clauses commas."""

_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
"""What waits to be filled in has a code of its own ([chưa ghi])."""

_CLAUSES: Final = re.compile(r"[,:](?!\d)|[;–]")
"""What stands between clauses; no comma within a number."""

_COMPLAINS: Final = f"(?:{fold('kêu')}|{fold('trách')}|{fold('phải')}|{fold('phàn')})"
"""What nobody did or had to do where no harm came of it."""

_NOT_YET: Final = re.compile(
    rf" (?:{fold('rồi')} )?{fold('vẫn')} (?:{fold('rứa')}|{fold('vậy')}|{fold('thế')})(?= )"
    rf"|(?: (?:(?:{fold('đến')}|{fold('tới')}) (?:nay|{fold('giờ')})|nay(?= \S+ {fold('chưa')}))(?: \S+){{0,2}}?)?"
    rf" (?:{fold('chưa')}|{fold('không')}(?! ai {_COMPLAINS} )) \S+(?: \S+)?(?= )"
)
"""What was not done mends nothing, nor does the time that it has waited (đến nay vẫn chưa trả)."""


def among_results(material: Material) -> Iterator[Finding]:
    """Yield results that tell of something not done or done badly and not mended, in an item without a shortcoming."""
    for answer in material.review.answers:
        if any(found.real for found in answer.shortcomings):
            continue
        for kept, texts in (("ket_qua", answer.results), ("de_lai", answer.left_off)):
            for row, text in enumerate(texts, 1):
                if _has_weak_point(_BRACKETS.sub(" ", unquoted(text)), material.lists):
                    yield found_at(f"muc/{answer.item}/{kept}/{row}", "han-che-trong-ket-qua", text)


def _has_weak_point(text: str, lists: WordLists) -> bool:
    """Whether a sentence tells of one; a ratio (11/12) counts openly what is lacking, but not what one did wrong."""
    told, counted = sentences(text), _RATIO.search(text) is not None
    return any(
        _is_weak(sentence, after, lists, counted=counted) for sentence, after in zip(told, [*told, ""][1:], strict=True)
    )


def _is_weak(sentence: str, after: str, lists: WordLists, *, counted: bool) -> bool:
    """Whether a sentence tells of one that neither the rest of it mends nor the next one, `after`."""
    clauses = [spaced_words(clause) for clause in _CLAUSES.split(sentence)]
    said = " , " + " , ".join(clause.strip() for clause in clauses) + " , "
    found = [_behind(said, _own(lists), _not_own(lists)), behind_worse_than_norm(sentence, lists)]
    found.append(_behind(said, _turned(lists), _not_own(lists)))
    if not counted:
        found += [_behind(said, _late(lists), _negated(lists)), _behind(said, unkept(lists), _not_own(lists))]
    signs = [behind for behind in found if behind is not None]
    if not signs:
        return False
    behind = max(signs, key=len)
    if unkept(lists).search(behind):
        return True  # a date that was set and passed mends nothing: hẹn tháng 6 mà tới nay chưa làm
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


@lru_cache(maxsize=2)
def _own(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what one did wrong oneself, or left undone; a clause without a subject is about oneself."""
    me, adverb, lapse, because = map(any_of, (lists.oneself, lists.between, lists.lapses, lists.because_of))
    no, but, not_yet = any_of(("không",)), any_of(("mà", "nhưng")), pattern_of_not_yet(lists)
    fault = f"{lapse} |{any_of((*lists.own_faults, *lists.done_badly))} |{not_yet}|{no} {_few(1, 2)}"
    signs = (
        # tôi có hôm ngủ quên; em chưa dặn; bản thân không để ý
        f"{me} (?:{adverb} )*(?:{lapse} |{not_yet}|{no} {any_of(lists.left_undone)} )",
        f"{me} (?!{any_of(lists.dealings)} ){_few(1, 5)}{lapse} ",
        f", (?:{adverb} )*{lapse} ",
        # do tôi tưới không đều; vì lười; lỗi tại tôi
        f"{because} (?:{lapse} |{me} {_few(0, 4)}?(?:{fault}))",
        f"{any_of(lists.fault_of)} {me} ",
        # mà tôi không xếp lại; đến nay chưa trả
        f"{but} (?:{me} )?{not_yet}",
        f"{but} {me} (?:{adverb} )*{no} (?!{any_of(lists.good_undone)} ){_few(1, 2)}",
        f"{any_of(('đến', 'tới'))} {any_of(('nay', 'giờ'))} (?:{adverb} )*{not_yet}",
    )
    return _one_of(signs)


@lru_cache(maxsize=2)
def _turned(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of work that falls short, told as papers do: behind a turn, with a subject that is no person."""
    turning, work, weak = map(any_of, (lists.turning, lists.work, lists.weak))
    return re.compile(f" {turning} (?:, )?{work} {_few(0, 8)}?{weak} ")


@lru_cache(maxsize=2)
def _not_own(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of others called by a word for oneself (bảy em), of what happens to one, of no lapse."""
    no, lapse = any_of(("không", "chẳng", "chưa", "khỏi", "đỡ")), any_of(lists.lapses)
    signs = (
        f"{_figure(lists)} em(?= )",
        f"{any_of((*lists.passives, *lists.selfless))}(?= )",
        f"{any_of(('mà',))} {any_of(lists.others)} {_few(0, 1)}?{lapse}(?= )",
        # One “không” is for all that follow: không đi muộn, về sớm.
        f"{no} {_few(0, 2)}?{lapse}(?: {_few(0, 3)}, {lapse})*(?= )",
    )
    return _one_of(signs)


@lru_cache(maxsize=2)
def _late(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what was done late or badly by so much, whoever did it: gửi chậm 6 ngày."""
    deed, badly = any_of(lists.deeds), any_of(lists.done_badly)
    amount = f"(?:{any_of(('hơn', 'gần', 'mất'))} )?{_figure(lists)} {any_of(lists.units)}"
    return re.compile(f" {deed} {_few(0, 2)}?{badly} {amount} ")


@lru_cache(maxsize=2)
def _negated(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what did not happen, and of what one found, which are no shortcomings of one's own."""
    badly = any_of(lists.done_badly)
    signs = (
        # không hồ sơ nào gửi chậm 6 ngày; bắt được hai phiếu chi ghi sai
        f"(?:{any_of(('không', 'chẳng', 'khỏi', 'đỡ'))}|0) {_few(0, 5)}?{badly}(?: {_few(0, 2)}?{badly})*(?= )",
        f"{any_of(lists.found)} {_few(1, 9)}?{badly}(?= )",
    )
    return _one_of(signs)


def _few(least: int, most: int) -> str:
    return f"(?:{_WORD}){{{least},{most}}}"


def _figure(lists: WordLists) -> str:
    return rf"(?:\d+|{any_of(lists.numbers)})"


def _one_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of these, each at the beginning of a word or, where it has a comma, of a clause."""
    return re.compile("|".join(sign if sign.startswith(",") else f" {sign}" for sign in signs))
