"""What people type to say that there is nothing: understood as none, never kept as an entry."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tuphe.core.text import spaced_words

_WAYS: Final = (*("không", "ko", "k", "kg", "kh", "khg", "khong", "hok", "hong", "hông"), *("chưa", "chua"))
"""The word itself, as it is typed in haste."""

_VERBS: Final = ("có", "co", "còn", "con", "thấy", "thay", "hề có", "phát hiện", "phát sinh", "có phát sinh")

_WHAT: Final = (
    *("gì", "gi", "nào", "nao", "ai", "cả", "ca", "hết", "het", "nữa", "nua", "khác", "thêm"),
    *("hạn chế", "han che", "khuyết điểm", "khuyet diem", "thiếu sót", "tồn tại", "vi phạm"),
    *("vấn đề", "van de", "nguyên nhân", "cam kết", "ý kiến", "điều", "điểm", "để nêu", "để ghi"),
)
"""What may follow without making it a statement of its own: “Không có kế hoạch” is one."""

_BEFORE: Final = ("dạ", "thưa", "em", "tôi", "bản thân")
_POLITE: Final = ("ạ", "a", "ah", "ak", "nhé")

_DASHES: Final = r"[-–—_/\s]+"


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(spaced_words(word).strip()) for word in words) + ")"


@cache
def _nothing() -> re.Pattern[str]:
    before, ways, verbs, what, polite = map(_one_of, (_BEFORE, _WAYS, _VERBS, _WHAT, _POLITE))
    return re.compile(rf"(?:{before} )?{ways}(?: {verbs})?(?: {what})*(?: {polite})*")


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(" ".join(map(spaced_words, (*_BEFORE, *_WAYS, *_VERBS, *_WHAT, *_POLITE))).split())


def says_nothing(text: str) -> bool:
    """Whether all that `text` says is that there is nothing: “Không có ạ.”, “K có”, “không còn”, a dash."""
    words = spaced_words(text).strip()
    if not words:
        return bool(text.strip()) and re.fullmatch(_DASHES, text.strip()) is not None
    # The pattern is slow to compile, and most texts have a word that rules it out.
    return _vocabulary().issuperset(words.split()) and _nothing().fullmatch(words) is not None


def something(text: str) -> str:
    """Return `text` stripped; empty where it only says that there is nothing."""
    return "" if says_nothing(text) else text.strip()
