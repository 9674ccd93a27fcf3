"""What soát finds, and the data it rests on: codes with their wording, and word lists."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from tuphe.core.text import shortened
from tuphe.core.value import FORMAT, Id, Value, Words


class Severity(StrEnum):
    """Whether a finding must be mended before the paper is handed in, or is worth another look."""

    BLOCKS = "chan"
    REMINDS = "nhac"


class Code(Value, frozen=True, kw_only=True):
    """One kind of finding; `reason`, `advice` and `command` have blanks such as {nam} that a finding fills.

    `command` is the command of tuphe that does what `advice` says, where there is one.
    """

    id: Id = field(name="ma")
    severity: Severity = field(name="muc_nghiem_trong")
    name: Words = field(name="ten")
    reason: Words = field(name="ly_do")
    advice: Words = field(name="can_lam")
    command: str = field(name="lenh", default="")


class Codes(Value, frozen=True, kw_only=True):
    """All codes, as their file has them."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    codes: Annotated[tuple[Code, ...], Meta(min_length=1)] = field(name="dieu")
    values: dict[str, dict[str, str]] = field(name="noi")
    """The words for the values that fill a blank, by the name of the blank."""

    def code(self, code_id: str) -> Code:
        """The code with that id; it must exist."""
        return next(code for code in self.codes if code.id == code_id)


class OldRule(Value, frozen=True, kw_only=True):
    """A rule that is no longer in force: `successor` replaced it on `day`.

    `successor_spellings` are the parts of its successors' numbers that identify them; `year` is the old rule's own.
    """

    name: Words = field(name="van_ban")
    spellings: tuple[Words, ...] = field(name="nhan_ra")
    successor: Words = field(name="thay_bang")
    successor_spellings: tuple[Words, ...] = field(name="van_ban_moi")
    day: date = field(name="ngay")
    year: int = field(name="nam_ban_hanh")
    source: str = field(name="nguon", default="")


class WordLists(Value, frozen=True, kw_only=True, eq=False):
    """The words that the rules look for; the file says what each list is for.

    A run reads only one, and patterns made of it are cached by identity: comparing thousands of words costs more.
    """

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    words: dict[str, tuple[Words, ...]] = field(name="tu")
    patterns: dict[str, tuple[Words, ...]] = field(name="khuon")
    plain_patterns: dict[str, tuple[Words, ...]] = field(name="khuon_nguyen_van")
    """Alternatives of each pattern: those of `patterns` are searched for in folded words, the plain ones in texts."""
    old_rules: tuple[OldRule, ...] = field(name="van_ban_cu")


class Quote(NamedTuple):
    """Words of the person, shortened, and the year that they are from where that is not obvious."""

    text: str
    year: int | None = None


def quoted(text: str, year: int | None = None) -> Quote:
    """Return a text as a finding shows it."""
    return Quote(shortened(text), year)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing found: its code, where it is, what fills the blanks of the wording, and the texts to show.

    `place` leads there by the file's keys, with positions counted from 1, as in muc/neu-guong/ket_qua/2; `entry` is the
    same place with a mark of the words it speaks of, by which it is silenced.
    """

    code: str
    place: str
    values: dict[str, str] = {}
    quotes: tuple[Quote, ...] = ()
    entry: str = ""


def found_at(place: str, code: str, *texts: str, **values: str) -> Finding:
    """Return a finding that shows these texts; `values` fill the blanks of its wording."""
    return Finding(code=code, place=place, values=values, quotes=tuple(map(quoted, texts)))
