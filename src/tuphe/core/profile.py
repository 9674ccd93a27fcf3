"""Who the review is about (hồ sơ)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta

from tuphe.core.value import FORMAT, Value

MOST_PAGES: Final = 200
"""No paper of one person is longer."""


class Post(StrEnum):
    """Which of the three kinds of reviewers a person is (Hướng dẫn 43-HD/BTCTW)."""

    STAFF = "khong-lanh-dao"
    LEADER = "lanh-dao"
    OUTSIDE = "ngoai-he-thong"


USUAL_FORMS: Final = MappingProxyType({"2B": Post.STAFF, "2A": Post.LEADER, "2C": Post.OUTSIDE})
"""The letters that the first interview offers, in words (Hướng dẫn 43-HD/BTCTW, 31/10/2025)."""


class Profile(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "format": "dinh_dang",
        "name": "ho_ten",
        "born": "ngay_sinh",
        "unit": "don_vi",
        "cell": "chi_bo",
        "party_committee": "dang_bo",
        "party_post": "chuc_vu_dang",
        "government_post": "chuc_vu_chinh_quyen",
        "union_post": "chuc_vu_doan_the",
        "form": "mau",
        "page_limit": "so_trang",
        "passed": "khong_co",
    },
):
    """The header of every form; each field may stay empty."""

    format: Literal[1] = FORMAT
    name: str = ""
    born: str = ""
    unit: str = ""
    cell: str = ""
    party_committee: str = ""
    party_post: str = ""
    government_post: str = ""
    union_post: str = ""
    form: str = ""
    page_limit: Annotated[int, Meta(ge=1, le=MOST_PAGES)] | None = None
    """How many pages the paper may have, where the committee says so."""
    passed: tuple[str, ...] = ()
    """Keys the person was asked for and left empty: not asked again."""
