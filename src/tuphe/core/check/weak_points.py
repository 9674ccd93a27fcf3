"""A rule on shortcomings that are told among the results, where nobody asks for their cause and remedy.

Only what is plainly one's own counts: a lapse (tôi quên, do em lơ là), a promise unkept, a number worse than its norm,
a deed late by so much, work that falls short behind a turn (…, song việc rà soát chưa làm được). What is lacking
without a word on whose fault it is (còn 3 người đi xa) is often no shortcoming. What mends a shortcoming is told after
it: the same words before it belong to something else.
"""

import re
from collections.abc import Iterator
from typing import Final

from tuphe.core.check.finding import Finding, WordLists, found_at
from tuphe.core.check.material import Material
from tuphe.core.check.sentences import pattern, sentences, unquoted, without
from tuphe.core.text import contains, spaced_words

_RATIO: Final = re.compile(r"(?<![\d/])\d+/\d+(?![\d/])")

_BRACKETS: Final = {"[": "]"}
"""What waits to be filled in has a code of its own ([chưa ghi])."""

_CLAUSES: Final = re.compile(r"[,:](?!\d)|[;–]")
"""The signs between clauses; a comma within a number is none."""


def among_results(material: Material) -> Iterator[Finding]:
    """Yield results that tell of something not done or done badly and not mended, in an item without a shortcoming."""
    for answer in material.review.answers:
        if any(found.real for found in answer.shortcomings):
            continue
        for kept, texts in (("ket_qua", answer.results), ("de_lai", answer.left_off)):
            for row, text in enumerate(texts, 1):
                if _has_weak_point(without(unquoted(text), _BRACKETS, " "), material.lists):
                    yield found_at(f"muc/{answer.item}/{kept}/{row}", "han-che-trong-ket-qua", text)


def _has_weak_point(text: str, lists: WordLists) -> bool:
    """Whether a sentence of a text tells of a shortcoming; a ratio (11/12) shows openly what lacks, not one's fault."""
    told, counted = sentences(text), _RATIO.search(text) is not None
    return any(
        _is_weak(sentence, after, lists, counted=counted) for sentence, after in zip(told, [*told, ""][1:], strict=True)
    )


def _is_weak(sentence: str, after: str, lists: WordLists, *, counted: bool) -> bool:
    """Whether a sentence tells of a shortcoming, and neither its rest nor the one `after` it says that it is mended."""
    clauses = [spaced_words(clause) for clause in _CLAUSES.split(sentence)]
    said = " , " + " , ".join(clause.strip() for clause in clauses) + " , "
    affirmed = pattern(lists, "khong_phai_loi").sub(" ", said)
    found = [_behind(affirmed, lists, sign) for sign in ("loi_cua_minh", "viec_chua_dat")]
    if not counted:
        found.append(_behind(pattern(lists, "khong_cham_sai").sub(" ", said), lists, "cham_sai"))
        found.append(_behind(affirmed, lists, "hua_chua_duoc"))
    found.append(_behind_worse_than_norm(sentence, lists))
    behind = max((one for one in found if one is not None), key=len, default=None)
    if behind is None:
        return False
    if pattern(lists, "hua_chua_duoc").search(behind):
        return True  # a date that was set and passed mends nothing: hẹn tháng 6 mà tới nay chưa làm
    not_yet = pattern(lists, "van_chua")
    mended = contains(not_yet.sub(" ", f"{behind} {spaced_words(after)}"), lists.words["da_xu_ly"])
    # What one did about it follows: Người bệnh quên sổ, tôi gọi xe gửi theo.
    return not mended and not any(
        contains(clause, lists.words["tu_xung"])
        and not not_yet.search(f" {clause} ")
        and _behind(pattern(lists, "khong_phai_loi").sub(" ", f" {clause} "), lists, "loi_cua_minh") is None
        for clause in behind.split(" , ")[1:]
    )


def _behind(affirmed: str, lists: WordLists, sign: str) -> str | None:
    """Return what is said after the first sign of a weak point; signs that are denied were left out before."""
    found = pattern(lists, sign).search(affirmed)
    return None if found is None else affirmed[found.end() - 1 :]


def _behind_worse_than_norm(sentence: str, lists: WordLists) -> str | None:
    """Return what a sentence says after a number that is worse than the norm beside it; None without such a number."""
    found = pattern(lists, "ben_muc_phai_dat").search(sentence)
    if found is None or found["unit"].casefold() != found["its_unit"].casefold():
        return None
    number, norm = (float(found[name].replace(".", "").replace(",", ".")) for name in ("number", "norm"))
    if found["unit"].casefold() in lists.words["thoi_luong"]:
        worse = number > norm and contains(sentence[: found.start()], lists.words["bao_lau"])
    else:
        # The number before the norm may be another one: kém năm ngoái 1%, vẫn vượt chỉ tiêu 95%.
        passed = contains(found[0], lists.words["hon_muc"])
        worse = number < norm and not passed and not contains(sentence, lists.words["cang_it_cang_tot"])
    return spaced_words(sentence[found.end() :]) if worse else None
