"""Who the review is about (hồ sơ)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal, Self

from msgspec import Meta, structs

from tuphe.core.review import Draft
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
        "drafts": "dang_go",
    },
):
    """The header of every form; each field may stay empty."""

    newest_format: ClassVar[int] = 2

    format: Literal[1, 2] = 2
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
    drafts: tuple[Draft, ...] = ()
    """What was typed and not confirmed, by the question's key."""

    def with_draft(self, question: str, text: str | None) -> Self:
        """Return a copy with `text` typed for a question so far, or with nothing typed for it."""
        others = tuple(draft for draft in self.drafts if draft.question != question)
        drafts = others if text is None else (*others, Draft(question=question, text=text))
        return structs.replace(self, drafts=drafts)

    def written(self) -> Self:
        """Return it as it stands in its file: with the oldest format number that knows its keys."""
        return structs.replace(self, format=self.newest_format if self.drafts else FORMAT)
