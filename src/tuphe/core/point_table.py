"""A committee's own table of points (bảng điểm): the criteria that make up the 30 and the 70 points."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from math import isclose
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, field, structs

from tuphe.core.self_rating import GENERAL_MAXIMUM, MOST_POINTS, TASK_MAXIMUM, Score, SelfRating
from tuphe.core.value import Fault, Id, Value, Words

WHOLE: Final = 100
"""The greatest percentage."""


class Adding(StrEnum):
    """How the points of the 70 come from their lines."""

    SUM = "tong"
    MEAN_OF_PERCENTAGES = "trung-binh-phan-tram"
    """70 times the mean of percentages (Nghị định 335/2025/NĐ-CP)."""


class Criterion(Value, frozen=True, kw_only=True):
    """One line of the table; `maximum` in points, or 100 for a percentage."""

    id: Id
    group: str = field(name="nhom", default="")
    """The heading that it is under."""
    name: Words = field(name="ten")
    maximum: Annotated[float, Meta(gt=0, le=MOST_POINTS)] = field(name="toi_da")
    hints: tuple[Words, ...] = field(name="goi_y", default=())
    """What it asks for in particular."""


class PointTable(Value, frozen=True, kw_only=True):
    """A table of sub-criteria; Quy định 366-QĐ/TW splits only 30 and 70, the rest is each committee's."""

    newest_format: ClassVar[int] = 2

    format: Literal[1, 2] = field(name="dinh_dang", default=2)
    """Always the newest: a table that a year has carried since format 1 is the same as its file in the folder."""
    id: Id
    name: Words = field(name="ten")
    source: str = field(name="nguon", default="")
    binary: bool = field(name="dam_bao", default=False)
    """Whether a general criterion is met, for all its points, or is not, for none."""
    adding: Adding = field(name="cong_ket_qua", default=Adding.SUM)
    general: Annotated[tuple[Criterion, ...], Meta(min_length=1)] = field(name="tieu_chi_chung")
    tasks: Annotated[tuple[Criterion, ...], Meta(min_length=1)] = field(name="ket_qua_nhiem_vu")

    def __post_init__(self) -> None:
        structs.force_setattr(self, "format", self.newest_format)

    @property
    def by_percentages(self) -> bool:
        """Whether the lines of the 70 are percentages, and not points."""
        return self.adding is Adding.MEAN_OF_PERCENTAGES

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All lines, general ones first."""
        return (*self.general, *self.tasks)


def find_faults(table: PointTable) -> Iterator[Fault]:
    """Yield what the types cannot check: ids that are used twice, maxima that do not add up."""
    seen: set[str] = set()
    for key, criteria, maximum in (
        ("tieu_chi_chung", table.general, GENERAL_MAXIMUM),
        ("ket_qua_nhiem_vu", table.tasks, TASK_MAXIMUM),
    ):
        for row, criterion in enumerate(criteria):
            if criterion.id in seen:
                yield Fault((key, row, "id"), f"mã “{criterion.id}” bị lặp. Mỗi tiêu chí cần một mã riêng.")
            seen.add(criterion.id)
        yield from _maxima_faults(table, key, criteria, maximum)


def _maxima_faults(table: PointTable, key: str, criteria: Sequence[Criterion], maximum: int) -> Iterator[Fault]:
    percentages = table.by_percentages and criteria is table.tasks
    for row, criterion in enumerate(criteria):
        if percentages and criterion.maximum != WHOLE:
            sentence = f"mỗi dòng là một tỷ lệ phần trăm, toi_da phải là {WHOLE}. Sửa toi_da."
            yield Fault((key, row, "toi_da"), sentence)
        elif not percentages and criterion.maximum > maximum:
            yield Fault((key, row, "toi_da"), f"trường “toi_da” phải là số không lớn hơn {maximum}. Sửa toi_da.")
    total = sum(criterion.maximum for criterion in criteria)
    if not percentages and not isclose(total, maximum):
        yield Fault(
            (key,), f"các toi_da cộng lại được {_plain(total)}, phải bằng {maximum}. Sửa toi_da cho đủ {maximum}."
        )


def summed(rating: SelfRating, table: PointTable) -> SelfRating:
    """Return the rating with each part as the sum of its criteria, once all of them have points."""
    general, tasks = ([rating.score(criterion.id) for criterion in part] for part in (table.general, table.tasks))
    return structs.replace(
        rating,
        general_points=_sum(general, rating.general_points),
        task_points=_sum(tasks, rating.task_points, percentages=table.by_percentages),
    )


def taken_over(rating: SelfRating, table: PointTable) -> SelfRating:
    """Return the rating under another table: points for its criteria stay, and the sums are of this table alone."""
    maxima = {criterion.id: criterion.maximum for criterion in table.criteria}
    fitting = tuple(score for score in rating.scores if score.points <= maxima.get(score.criterion, -1))
    bare = structs.replace(rating, table=table.id, scores=fitting, general_points=None, task_points=None)
    return summed(bare, table)


def scored(
    rating: SelfRating, table: PointTable, criterion: Criterion, score: Score | None, *, own: bool
) -> SelfRating:
    """Return the rating with this score for a criterion of the table, or with none, and the sums that follow.

    `own` says that the other points were given by this very table; else those that fit the table are taken over.
    """
    taken = rating if own else taken_over(rating, table)
    if score is not None:
        return summed(taken.with_score(score), table)
    others = tuple(other for other in taken.scores if other.criterion != criterion.id)
    part = "general_points" if criterion in table.general else "task_points"
    return structs.replace(taken, scores=others, **{part: None})


def so_far(rating: SelfRating, table: PointTable) -> tuple[float | None, float | None]:
    """Return the sum of the points given so far in either part; None where it is not known yet.

    Percentages make points only once all of them are given.
    """
    given = [
        [points for criterion in criteria if (points := rating.score(criterion.id)) is not None]
        for criteria in (table.general, table.tasks)
    ]
    general, tasks = (round(sum(points), 2) if points else None for points in given)
    return general, summed(rating, table).task_points if table.by_percentages else tasks


def score_faults(rating: SelfRating, table: PointTable) -> Iterator[Fault]:
    """Yield what is wrong with the points of a year under its table."""
    maxima = {criterion.id: criterion.maximum for criterion in table.criteria}
    met_or_not = {criterion.id for criterion in table.general} if table.binary else set[str]()
    for row, score in enumerate(rating.scores):
        where = ("tu_danh_gia", "diem", row)
        if score.criterion not in maxima:
            known = ", ".join(maxima)
            yield Fault((*where, "id"), f"bảng điểm “{table.id}” không có tiêu chí đó. Đang có: {known}.")
            continue
        most, name = maxima[score.criterion], f"tiêu chí “{score.criterion}”"
        if score.points > most:
            yield Fault((*where, "diem"), f"{name} tối đa {_plain(most)} điểm. Sửa lại điểm.")
        elif score.criterion in met_or_not and score.points not in (0, most):
            yield Fault((*where, "diem"), f"{name} chỉ được 0 hoặc {_plain(most)} điểm. Sửa lại điểm.")
    right = summed(rating, table)
    for key, stated, found in (
        ("tieu_chi_chung", rating.general_points, right.general_points),
        ("ket_qua_nhiem_vu", rating.task_points, right.task_points),
    ):
        if stated is not None and found is not None and not isclose(stated, found):
            yield Fault(
                ("tu_danh_gia", key),
                f"{key} khác tổng các điểm thành phần ({_plain(found)}). Sửa một trong hai, hoặc bỏ trường này đi.",
            )


def _sum(points: Sequence[float | None], otherwise: float | None, *, percentages: bool = False) -> float | None:
    known = [one for one in points if one is not None]
    if len(known) < len(points):
        return otherwise
    return round(TASK_MAXIMUM * sum(known) / len(known) / WHOLE if percentages else sum(known), 2)


def _plain(number: float) -> str:
    return f"{number:g}".replace(".", ",")
