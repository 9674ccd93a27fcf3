"""What soát finds, and the data it rests on: codes with their wording, and word lists."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from tuphe.core.text import shortened
from tuphe.core.value import FORMAT, Id, Value, Words


class Severity(StrEnum):
    """Whether a finding must be mended before the paper is handed in, or is worth another look."""

    BLOCKS = "chan"
    REMINDS = "nhac"


class Code(
    Value,
    frozen=True,
    kw_only=True,
    rename={"id": "ma", "severity": "muc_nghiem_trong", "name": "ten", "reason": "ly_do", "advice": "can_lam"},
):
    """One kind of finding; `reason` and `advice` have blanks such as {nam} that a finding fills."""

    id: Id
    severity: Severity
    name: Words
    reason: Words
    advice: Words


class Codes(Value, frozen=True, kw_only=True, rename={"format": "dinh_dang", "codes": "dieu"}):
    """All codes, as their file has them."""

    format: Literal[1] = FORMAT
    codes: Annotated[tuple[Code, ...], Meta(min_length=1)]

    def code(self, code_id: str) -> Code:
        """The code with that id, which is there."""
        return next(code for code in self.codes if code.id == code_id)


class OldRule(
    Value,
    frozen=True,
    kw_only=True,
    rename={"name": "van_ban", "spellings": "nhan_ra", "successor": "thay_bang", "day": "ngay", "source": "nguon"},
):
    """A rule that is no longer in force: `successor` replaced it on `day`."""

    name: Words
    spellings: tuple[Words, ...]
    successor: Words
    day: date
    source: str = ""


class WordLists(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "format": "dinh_dang",
        "ready_made": "cau_san",
        "others": "nguoi_khac",
        "failings": "nguoi_khac_khong_lam",
        "circumstances": "hoan_canh",
        "oneself": "ban_than",
        "passives": "bi_dong",
        "products": "san_pham",
        "vague": "chung_chung",
        "numbers": "so_chu",
        "doubtful_numbers": "so_chu_truoc_don_vi",
        "units": "don_vi",
        "common_names": "ten_chung",
        "slogans": "khau_hieu",
        "placeholders": "cho_trong",
        "typed_twice": "hay_go_lap",
        "other_years": "so_sanh_nam",
        "leading_posts": "lanh_dao",
        "other_posts": "khong_lanh_dao",
        "replaced": "da_thay",
        "old_rules": "van_ban_cu",
    },
):
    """The words that the rules look for; what each list is for stands in its file."""

    format: Literal[1] = FORMAT
    ready_made: tuple[Words, ...]
    others: tuple[Words, ...]
    failings: tuple[Words, ...]
    circumstances: tuple[Words, ...]
    oneself: tuple[Words, ...]
    passives: tuple[Words, ...]
    products: tuple[Words, ...]
    vague: tuple[Words, ...]
    numbers: tuple[Words, ...]
    doubtful_numbers: tuple[Words, ...]
    units: tuple[Words, ...]
    common_names: tuple[Words, ...]
    slogans: tuple[Words, ...]
    placeholders: tuple[Words, ...]
    typed_twice: tuple[Words, ...]
    other_years: tuple[Words, ...]
    leading_posts: tuple[Words, ...]
    other_posts: tuple[Words, ...]
    replaced: tuple[Words, ...]
    old_rules: tuple[OldRule, ...]


class Quote(NamedTuple):
    """Words of the person, shortened, and the year they are of where that is not plain."""

    text: str
    year: int | None = None


def quoted(text: str, year: int | None = None) -> Quote:
    """Return what is shown of a text."""
    return Quote(shortened(text), year)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing found: its code, where it is, what fills the blanks of the wording, and the texts to show.

    `place` leads there by the file's keys, with positions counted from 1, as
    in muc/neu-guong/ket_qua/2; `entry` is the same place with a mark of the
    words it speaks of, by which it is silenced.
    """

    code: str
    place: str
    values: dict[str, str] = {}
    quotes: tuple[Quote, ...] = ()
    entry: str = ""
