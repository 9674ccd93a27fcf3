"""The number or mark that a paragraph begins with, such as “I.1”, typed or automatic: which kind it is, which count."""

import re
from enum import StrEnum
from typing import Final

from tuphe.core.value import Plain
from tuphe.paper.paragraphs import Paragraph


class Mark(StrEnum):
    """What a paragraph begins with."""

    NONE = ""
    ROMAN = "la-ma"
    ARABIC = "a-rap"
    DECIMAL = "thap-phan"
    CAPITAL = "chu-hoa"
    LETTER = "chu-thuong"
    BRACKETED = "ngoac"
    BULLET = "gach"


COUNTED: Final = frozenset({Mark.ROMAN, Mark.ARABIC, Mark.DECIMAL, Mark.CAPITAL, Mark.LETTER})
"""The marks that count."""
HEADED: Final = COUNTED | {Mark.BRACKETED}
"""The marks that number a heading."""

_BULLETS: Final = "-+*–—•●▪◦·‣○■□➢✓➤\uf02d\uf0a7\uf0b7\uf0d8\uf0fc"
_LETTER: Final = "(?:[A-Za-z]|(?>[Đđ]))"  # apart, as in dot_patterns
_NUMBER: Final = re.compile(
    rf"\s*(?:(?i:phần|mục)\s+(?=[IVXivx\d]|{_LETTER}[.:/)]))?"
    rf"(?:(?P<part>[ABab])\.\s?(?=[IVXivx]{{1,4}}[.)/])|\d{{1,2}}\.(?={_LETTER}[.)]))?"
    rf"(?:(?P<decimal>(?:[IVXivx]{{1,4}}|{_LETTER})\.\d{{1,2}}(?:\.\d{{1,2}})*|\d{{1,2}}(?:\.\d{{1,2}})+)"
    rf"|(?P<roman>[IVXivx]{{1,5}})|(?P<arabic>\d{{1,2}})|(?P<letter>{_LETTER}))"
    r"\s*(?:[.)/:]\s*[-–/]?|[-–—])(?:\s+|(?=[^\W\d_])|$)"
)
_UNSIGNED: Final = re.compile(r"\s*(?P<decimal>(?:[1-9]|[IVX]{1,4}|[A-D])(?:\.[1-9]){1,2})\s+(?=[^\W\d_])")
"""“1.1 Về phẩm chất”: a number without a sign behind it, followed by a capital letter."""
ORDINALS: Final = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_PART: Final = re.compile(
    rf"\s*(?:phần|mục)(?:\s+thứ)?\s+(?P<which>{'|'.join(ORDINALS)})\s*(?:[.:,/–-]\s*|$)", re.IGNORECASE
)
"""“Phần thứ hai: …” counts as “B. …” does."""
_BULLET: Final = re.compile(rf"(?:\s*[{re.escape(_BULLETS)}](?![{re.escape(_BULLETS)}.\d]))+\s*")
_BRACKETED: Final = re.compile(r"\s*\((?:(?P<count>\d{1,2})|[a-zđ]|[ivx]{1,4})\)\s+")
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Number(Plain, frozen=True, kw_only=True):
    """How a paragraph is numbered; `end` is where its words begin in its text, `count` counts from 1, 0 for none."""

    mark: Mark = Mark.NONE
    count: int = 0
    end: int = 0


def number_of(paragraph: Paragraph) -> Number:
    """Return the number or mark of a paragraph.

    A number typed by hand needs a sign behind it and then a space or a letter: “15/11/2025”, “1.204 thửa” and
    “5-6 hộ” begin with none, “1- Hạn chế”, “I/ƯU ĐIỂM” and “1.1. Về …” do.
    """
    typed = _typed(paragraph.text)
    if not paragraph.number or typed.mark in COUNTED:
        return typed
    shown = _typed(f"{paragraph.number} ")
    return Number(mark=shown.mark or Mark.BULLET, count=shown.count, end=typed.end)


def _typed(text: str) -> Number:
    if found := _BULLET.match(text):
        return Number(mark=Mark.BULLET, end=found.end())
    if found := _BRACKETED.match(text):
        return Number(mark=Mark.BRACKETED, count=int(found["count"] or 0), end=found.end())
    if found := _PART.match(text):
        return Number(mark=Mark.CAPITAL, count=ORDINALS[found["which"].casefold()], end=found.end())
    return _numbered(text)


def _numbered(text: str) -> Number:
    """Return the number, with its sign, that a text begins with; an abbreviation such as “Đ/c” is none."""
    found = _NUMBER.match(text)
    if found is None and (found := _UNSIGNED.match(text)) and not text[found.end()].isupper():
        return Number()
    if found is None or (found.groupdict().get("part") or found["decimal"] or "1")[0].islower():
        return Number()
    name = str(found.lastgroup)
    sign, behind = found[name], text[found.end() : found.end() + 1]
    if behind.islower() and not found[0][-1].isspace() and ")" not in found[0]:
        return Number()  # “Đ/c”, “a.b”
    if name == "roman" and not sign.isupper():
        name = "letter" if len(sign) == 1 else ""
    if not name:
        return Number()
    if name == "roman":
        mark, count = Mark.ROMAN, ROMAN.index(sign) + 1 if sign in ROMAN else 0
    elif name in ("arabic", "decimal"):
        mark, count = Mark.ARABIC if name == "arabic" else Mark.DECIMAL, int(sign.rpartition(".")[2])
    else:
        mark = Mark.CAPITAL if sign.isupper() else Mark.LETTER
        count = " abcdefghijklmnopqrstuvwxyz".find(sign.lower())
    return Number(mark=mark, count=count, end=found.end())
