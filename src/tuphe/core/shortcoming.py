"""A shortcoming (hạn chế, khuyết điểm), at an item of the checklist or of the year as a whole."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, field

from tuphe.core.says_nothing import says_nothing
from tuphe.core.value import Value, Words

ItemOrNone = Annotated[str, Meta(pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=60)]
"""The id of an item; empty for what belongs to none."""


class CauseKind(StrEnum):
    """Whether a cause lies with the person (chủ quan) or in circumstances (khách quan)."""

    SUBJECTIVE = "chu-quan"
    OBJECTIVE = "khach-quan"


class Shortcoming(Value, frozen=True, kw_only=True):
    """A shortcoming (hạn chế, khuyết điểm) with its cause, remedy and date."""

    text: Words = field(name="noi_dung")
    cause: str = field(name="nguyen_nhan", default="")
    cause_kind: CauseKind | None = field(name="loai_nguyen_nhan", default=None)
    remedy: str = field(name="bien_phap", default="")
    due: date | None = field(name="thoi_han", default=None)

    @property
    def real(self) -> bool:
        """Whether it states a shortcoming; older versions kept “Không có” as if it were one."""
        return not says_nothing(self.text)


class YearShortcoming(Shortcoming, frozen=True, kw_only=True):
    """A shortcoming kept with the year, from a paper or pointed out by others; `item` where it is about one."""

    known_by: ClassVar[tuple[str, ...]] = ("item", "text")
    item: ItemOrNone = field(name="muc", default="")
