"""Points and the proposed level (tự đánh giá)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Final, Self

from msgspec import Meta, field, structs

from tuphe.core.value import Id, Value, each_once

GENERAL_MAXIMUM: Final = 30
TASK_MAXIMUM: Final = 70
"""30 points of general criteria and 70 of task results make 100 (Quy định 366-QĐ/TW of 30/8/2025)."""

MOST_POINTS: Final = 100
"""The most that one criterion can have: all the 70 points, or a percentage."""


class Level(StrEnum):
    """The level a person proposes for the whole year (Quy định 366-QĐ/TW)."""

    EXCELLENT = "xuat-sac"
    GOOD = "tot"
    COMPLETED = "hoan-thanh"
    NOT_COMPLETED = "khong-hoan-thanh"


class Case(StrEnum):
    """A case that leads to the lowest level whatever the points are (Quy định 366-QĐ/TW, Điều 11, khoản 4)."""

    DEGRADED = "suy-thoai"
    DISCIPLINED = "ky-luat"
    FORBIDDEN = "dieu-cam"
    EXAMPLE = "neu-guong"
    CORRUPTION_LED = "tham-nhung-trong-don-vi"
    LOW_CONFIDENCE = "tin-nhiem-thap"
    UNITS_FAILED = "don-vi-khong-hoan-thanh"
    TARGETS_MISSED = "chi-tieu-kinh-te-xa-hoi"


class Score(Value, frozen=True, kw_only=True):
    """The points for one criterion of a committee's own table."""

    known_by: ClassVar[tuple[str, ...]] = ("criterion",)
    criterion: Id = field(name="id")
    points: Annotated[float, Meta(ge=0, le=MOST_POINTS)] = field(name="diem")


class SelfRating(Value, frozen=True, kw_only=True):
    """Points and the proposed level (tự đánh giá); with a committee's `table`, each part is the sum of its `scores`."""

    table: str = field(name="bang_diem", default="")
    general_points: Annotated[float, Meta(ge=0, le=GENERAL_MAXIMUM)] | None = field(name="tieu_chi_chung", default=None)
    task_points: Annotated[float, Meta(ge=0, le=TASK_MAXIMUM)] | None = field(name="ket_qua_nhiem_vu", default=None)
    level: Level | None = field(name="xep_loai", default=None)
    scores: tuple[Score, ...] = field(name="diem", default=())
    cases: tuple[Case, ...] = field(name="truong_hop", default=())

    @property
    def total(self) -> float | None:
        """Points out of 100, once both parts are given."""
        if self.general_points is None or self.task_points is None:
            return None
        return self.general_points + self.task_points

    @property
    def in_own_sums(self) -> bool:
        """Whether there are points, given as two plain sums and by no table."""
        return not self.table and (self.general_points is not None or self.task_points is not None)

    def score(self, criterion: str) -> float | None:
        """The points for one criterion, or None while it has none."""
        return next((score.points for score in self.scores if score.criterion == criterion), None)

    def with_score(self, score: Score) -> Self:
        """Return a copy with this score for its criterion."""
        return structs.replace(self, scores=each_once((*self.scores, score)))
