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

_WORD: Final = r"[^\s,]+ "
"""A word within a clause, where words have spaces between them and clauses commas."""

_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
"""What waits to be filled in has a code of its own ([chưa ghi])."""

_CLAUSES: Final = re.compile(r"[,:](?!\d)|[;–]")
"""What stands between clauses; no comma within a number."""

_COMPARED: Final = re.compile(
    rf" (?:{fold('năm ngoái')}|{fold('năm trước')}|{fold('đầu năm')})"
    rf" (?:{fold('là')} |{fold('có')} |{fold('còn')} )?\d"
)
"""A number of last year behind one of this year shows what became better (2 ca trễ hẹn, năm ngoái 15)."""

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
                    place = f"muc/{answer.item}/{kept}/{row}"
                    yield Finding(code="han-che-trong-ket-qua", place=place, quotes=(quoted(text),))


def _has_weak_point(text: str, lists: WordLists) -> bool:
    """Whether a sentence tells of one; a ratio (11/12) counts openly what is lacking, but not what one did wrong."""
    told, counted = sentences(text), _RATIO.search(text) is not None
    return any(
        _is_weak(sentence, after, lists, of_anyone=not counted)
        for sentence, after in zip(told, [*told, ""][1:], strict=True)
    )


def _is_weak(sentence: str, after: str, lists: WordLists, *, of_anyone: bool) -> bool:
    """Whether a sentence tells of one that neither the rest of it mends nor the next one, `after`."""
    clauses = [spaced_words(clause) for clause in _CLAUSES.split(sentence)]
    said = " , " + " , ".join(clause.strip() for clause in clauses if not _rule(lists).search(clause)) + " , "
    own = (_behind(said, _own(lists), _not_own(lists)), behind_worse_than_norm(sentence, lists))
    others: tuple[str | None, ...] = ()
    if of_anyone and not _is_of_others(sentence, lists):
        others = (_behind(said, _weak(lists), _negated(lists)), _behind(said, unkept(lists), _not_own(lists)))
    signs = [behind for behind in (*own, *others) if behind is not None]
    if not signs or (own == (None, None) and sentence.endswith(";") and not _is_weak(after, "", lists, of_anyone=True)):
        return False
    behind = max(signs, key=len)
    if unkept(lists).search(behind):
        return True  # a date that was set and passed mends nothing: hẹn tháng 6 mà tới nay chưa làm
    if _COMPARED.search(behind):
        return False
    mended = contains(_NOT_YET.sub(" ", f"{behind} {spaced_words(after)}"), lists.mended)
    # What one did about it follows: Người bệnh quên sổ, tôi gọi xe gửi theo.
    return mended is None and not any(
        (contains(clause, lists.oneself) or _makes_up(lists).match(f" {clause} "))
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
    return _dealing(lists).match(words) is not None and not _done_badly(lists).match(words)


@lru_cache(maxsize=2)
def _rule(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of a clause that says how things are to be done, not how they were.

    Bước nào chưa xong thì chưa nhấc thanh chắn; phiếu nào ghi sai phải viết lại; chưa đủ chữ ký không cho qua.
    """
    not_yet, which = any_of(("chưa",)), any_of(("nào", "ai", "nếu", "hễ"))
    then, lacking = any_of(("thì",)), any_of((*lists.done_badly, *lists.weak_points))
    return re.compile(
        rf" (?:{which}|{not_yet}|{lacking}) (?:{_WORD}){{0,8}}?{then} "
        rf"| {any_of(('nào',))} (?:{_WORD}){{1,5}}?{any_of(('phải', 'mới được'))} "
        rf"| {not_yet} (?:{_WORD}){{1,4}}?{any_of(('chưa cho', 'không cho', 'chưa được', 'không được'))} "
    )


@lru_cache(maxsize=2)
def _makes_up(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of a clause on what one did instead: gọi điện cho từng nhà; hôm sau họp với 22 hộ."""
    return re.compile(f" (?:{any_of(lists.next_time)} )?{any_of(lists.instead)} ")


@lru_cache(maxsize=2)
def _dealing(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f" {any_of(lists.dealings)} ")


@lru_cache(maxsize=2)
def _done_badly(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what was done badly oneself, at the beginning of a sentence (soạn sai, trả chậm)."""
    deed, badly = any_of(lists.deeds), any_of(lists.done_badly)
    return re.compile(rf" (?:{any_of(lists.weak_beginnings)} |{deed} (?:\S+ )?{badly} )")


@lru_cache(maxsize=2)
def _own(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what one did wrong oneself, or left undone; a clause without a subject is about oneself."""
    me, adverb, lapse, because = map(any_of, (lists.oneself, lists.between, lists.lapses, lists.because_of))
    no, but, not_yet = any_of(("không",)), any_of(("mà", "nhưng")), pattern_of_not_yet(lists)
    fault = f"{lapse} |{any_of((*lists.own_faults, *lists.done_badly))} |{not_yet}|{no} {_few(1, 2)}"
    signs = (
        # tôi có hôm ngủ quên; em chưa dặn; bản thân không để ý
        f"{me} (?:{adverb} )*(?:{lapse} |{not_yet}|{no} {any_of(lists.left_undone)} )",
        f"{me} (?!{any_of(lists.dealings)} ){_few(1, 3)}{lapse} ",
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
def _weak(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what was done badly, late or not at all, whoever did it."""
    badly, deed, not_yet, figure = (
        any_of(lists.done_badly),
        any_of(lists.deeds),
        pattern_of_not_yet(lists),
        _figure(lists),
    )
    still, duration, no_one = any_of(("còn",)), any_of(lists.durations), any_of(("nào",))
    signs = (
        f", (?:{any_of(lists.weak_beginnings)} |{not_yet})",
        f"{any_of(lists.weak_points)} ",
        f"{any_of(('bị',))} {_few(0, 6)}?{any_of(lists.suffered)} ",
        # ghi sai; làm chưa tới; chậm gần 3 tháng; phải in lại
        f"{deed} {_few(0, 2)}?(?:{badly} |{not_yet})",
        f"{badly} (?:{any_of(('hơn', 'gần', 'mất'))} )?{figure} {any_of(lists.units)} ",
        f"{any_of(('phải',))} {_few(1, 2)}{any_of(('lại',))} ",
        # chưa cắm được mốc; ba tuần chưa trả lời; còn 5 em đọc chưa thông; hai tháng mới báo
        f"{not_yet}{_few(0, 4)}?{any_of(('được',))} ",
        f"{figure} {duration} {not_yet}",
        f"{still} {figure} {_few(1, 4)}{not_yet}",
        f"{figure} {duration} (?:{_WORD})?{any_of(('mới',))} (?!{_few(0, 3)}{any_of(('được', 'xong'))} )",
        # cả năm chưa họp buổi nào; …, phụ huynh phàn nàn
        f"{any_of(lists.periods)} {_few(0, 4)}?(?:{not_yet}|{any_of(('không',))} {deed} {_few(0, 4)}?{no_one} )",
        f", {any_of(lists.others)} {_few(0, 3)}?{any_of(lists.reminding)} ",
    )
    return _one_of(signs)


@lru_cache(maxsize=2)
def _negated(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern of what did not happen, and of what one found, which are no shortcomings of one's own."""
    weak = (*lists.weak_points, *lists.done_badly, *lists.suffered, *lists.weak_beginnings)
    bad = f"(?:{any_of(weak)}|{any_of(('phải',))} {_few(1, 2)}{any_of(('lại',))})"
    not_yet, because = any_of(("chưa",)), any_of(("vì", "do", "chờ", "đang"))
    still, theirs = f"{any_of(('còn',))} {_figure(lists)}", any_of((*lists.done_badly, "bị", "chưa"))
    signs = (
        # không hồ sơ nào quá hạn; không để xảy ra sai sót, sơ hở
        f"(?:{any_of(('không', 'chẳng', 'khỏi', 'đỡ'))}|0) {_few(0, 5)}?{bad}(?: {_few(0, 2)}?{bad})*(?= )",
        f"{not_yet} {_few(0, 5)}?{any_of(('nào', 'ai'))} {_few(0, 3)}?{bad}(?= )",
        f"{not_yet} {any_of(lists.good_if_not)}(?= )",
        # bắt được hai phiếu chi ghi nhầm; dù chưa thạo cũng làm; quên ăn
        f"{any_of(lists.found)} {_few(1, 9)}?{bad}(?= )",
        f"{any_of(('dù', 'tuy', 'dẫu'))} {_few(0, 3)}?{not_yet}(?= )",
        f"{any_of(lists.selfless)}(?= )",
        # ba ca mà tuyến huyện bỏ sót
        f"{any_of(('mà',))} {any_of(lists.others)} {_few(0, 1)}?{any_of((*lists.lapses, *lists.done_badly))}(?= )",
        # cả năm chỉ còn 21 phiếu phải quay lại hỏi; còn 37 hồ sơ chưa đến hạn
        f"{any_of(('chỉ còn', 'xuống còn'))} {_figure(lists)} {_few(0, 9)}?(?=,)",
        f"{still} {_few(0, 4)}?{not_yet} {any_of(lists.good_if_not)}(?= )",
        # còn 9 hộ không ký vì đi làm ăn xa; chưa mưa đã nạo xong cống
        f"{still} {_few(1, 7)}?{because} (?!{any_of(lists.oneself)} ){_few(0, 9)}?(?=,)",
        f"{not_yet} {_few(1, 3)}?{any_of(('đã',))}(?= )",
        # bệnh nhân tới muộn; chủ quán bị phạt
        f", (?:{_figure(lists)} )?{any_of(lists.not_us)} {_few(0, 5)}?{theirs} {_few(0, 12)}?(?=,)",
    )
    return _one_of(signs)


def _few(least: int, most: int) -> str:
    return f"(?:{_WORD}){{{least},{most}}}"


def _figure(lists: WordLists) -> str:
    return rf"(?:\d+|{any_of(lists.numbers)})"


def _one_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of these, each at the beginning of a word or, where it has a comma, of a clause."""
    return re.compile("|".join(sign if sign.startswith(",") else f" {sign}" for sign in signs))
