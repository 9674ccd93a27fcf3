"""Who the review is about (hồ sơ)."""

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal, Self, get_args

from msgspec import Meta, field, structs

from tuphe.core.draft import Draft, with_typed
from tuphe.core.value import FORMAT, Value, name_of

MOST_PAGES: Final = 200
"""No paper of one person is longer."""


HeaderKey = Literal[
    "ho_ten", "ngay_sinh", "don_vi", "chi_bo", "dang_bo", "chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the",
    "noi_viet",
]  # fmt: skip
"""The fields of the profile that a form shows, by the keys of the profile's file."""

PROFILE_BLANKS: Final[tuple[str, ...]] = get_args(HeaderKey)


class Post(StrEnum):
    """Which of the three kinds of reviewers a person is (Hướng dẫn 43-HD/BTCTW)."""

    STAFF = "khong-lanh-dao"
    LEADER = "lanh-dao"
    OUTSIDE = "ngoai-he-thong"


USUAL_FORMS: Final = MappingProxyType({"2B": Post.STAFF, "2A": Post.LEADER, "2C": Post.OUTSIDE})
"""The letters that the first interview offers, in words (Hướng dẫn 43-HD/BTCTW, 31/10/2025)."""


class Profile(Value, frozen=True, kw_only=True):
    """The header of every form; each field may stay empty. `texts.PROFILE_FIELDS` has their order and labels."""

    newest_format: ClassVar[int] = 4

    format: Literal[1, 2, 3, 4] = field(name="dinh_dang", default=4)
    name: str = field(name="ho_ten", default="")
    born: str = field(name="ngay_sinh", default="")
    unit: str = field(name="don_vi", default="")
    cell: str = field(name="chi_bo", default="")
    party_committee: str = field(name="dang_bo", default="")
    party_post: str = field(name="chuc_vu_dang", default="")
    government_post: str = field(name="chuc_vu_chinh_quyen", default="")
    union_post: str = field(name="chuc_vu_doan_the", default="")
    place_of_writing: str = field(name="noi_viet", default="")
    hand_in: date | None = field(name="han_nop", default=None)
    """The day on which the paper is to be handed in."""
    form: str = field(name="mau", default="")
    unit_form: str = field(name="mau_don_vi", default="")
    """The path of the unit's own Word file, which an export to Word fills."""
    page_limit: Annotated[int, Meta(ge=1, le=MOST_PAGES)] | None = field(name="so_trang", default=None)
    """How many pages the paper may have, where the committee says so."""
    passed: tuple[str, ...] = field(name="khong_co", default=())
    """Keys the person was asked for and left empty: not asked again."""
    drafts: tuple[Draft, ...] = field(name="dang_go", default=())
    """What was typed and not confirmed, by the question's key."""

    def value(self, key: str) -> str:
        """Return the field that has this key in the file, as it is written; empty where there is nothing."""
        value = getattr(self, name_of(self, key))
        return "" if value is None else str(value)

    def with_value(self, key: str, value: str | int | date | None) -> Self:
        """Return a copy with another value for the field of this key in the file, and nothing half-typed for it."""
        return structs.replace(self.with_draft(f"ho-so/{key}", None), **{name_of(self, key): value})

    def has_none(self, key: str) -> bool:
        """Whether the person said that they have no such post."""
        return key in self.passed and key.startswith("chuc_vu_")

    def with_draft(self, question: str, text: str | None) -> Self:
        """Return a copy with `text` typed for a question so far, or with nothing typed for it."""
        return structs.replace(self, drafts=with_typed(self.drafts, question, text))

    def with_post(self, post: Post | None) -> Self:
        """Return a copy with a post to be confirmed where its form is asked for, unless that is done already."""
        letter = next((letter for letter, one in USUAL_FORMS.items() if one is post), None)
        asked = self.form or "mau" in self.passed
        return self if asked or letter is None else self.with_draft("ho-so/mau", letter)

    def written(self) -> Self:
        """Return the profile as its file has it: with the oldest format number that knows its keys."""
        oldest = 4 if self.unit_form else 3 if self.place_of_writing or self.hand_in else 2 if self.drafts else FORMAT
        return structs.replace(self, format=oldest)
