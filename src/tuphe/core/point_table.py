"""A committee's own table of points (bảng điểm): what the 30 and the 70 are made of."""

from collections.abc import Iterator, Sequence
from math import isclose
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field, structs

from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, SelfRating
from tuphe.core.value import FORMAT, Fault, Id, Value, Words

if TYPE_CHECKING:
    from tuphe.core.review import Review


class Criterion(Value, frozen=True, kw_only=True):
    """One line of the table; `maximum` in points."""

    id: Id
    name: Words = field(name="ten")
    maximum: Annotated[float, Meta(gt=0, le=TASK_MAXIMUM)] = field(name="toi_da")


class PointTable(Value, frozen=True, kw_only=True):
    """A table of sub-criteria; Quy định 366-QĐ/TW splits only 30 and 70, the rest is each committee's."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    id: Id
    name: Words = field(name="ten")
    source: str = field(name="nguon", default="")
    general: Annotated[tuple[Criterion, ...], Meta(min_length=1)] = field(name="tieu_chi_chung")
    tasks: Annotated[tuple[Criterion, ...], Meta(min_length=1)] = field(name="ket_qua_nhiem_vu")

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
        total = sum(criterion.maximum for criterion in criteria)
        if not isclose(total, maximum):
            yield Fault(
                (key,), f"các toi_da cộng lại được {_plain(total)}, phải bằng {maximum}. Sửa toi_da cho đủ {maximum}."
            )


def table_in_use(review: "Review", tables: Sequence[PointTable]) -> PointTable | None:
    """Return the table that a year's points are given by, or are going to be; None where they are two plain sums.

    That is the one kept in the year, else the one it names, else the only one there is: of several, one has to be
    chosen. A year with points of its own needs none.
    """
    rating = review.self_rating
    if "bang_diem" in review.passed:
        return None
    if review.point_table is not None:
        return review.point_table
    if rating.table:
        return next((table for table in tables if table.id == rating.table), None)
    own_points = rating.general_points is not None or rating.task_points is not None
    return tables[0] if len(tables) == 1 and not own_points else None


def summed(rating: SelfRating, table: PointTable) -> SelfRating:
    """Return the rating with each part as the sum of its criteria, once all of them have points."""
    return structs.replace(
        rating,
        general_points=_sum(rating, table.general, rating.general_points),
        task_points=_sum(rating, table.tasks, rating.task_points),
    )


def taken_over(rating: SelfRating, table: PointTable) -> SelfRating:
    """Return the rating under another table: points that it has a line for stay, sums are those of this table alone."""
    maxima = {criterion.id: criterion.maximum for criterion in table.criteria}
    fitting = tuple(score for score in rating.scores if score.points <= maxima.get(score.criterion, -1))
    bare = structs.replace(rating, table=table.id, scores=fitting, general_points=None, task_points=None)
    return summed(bare, table)


def score_faults(rating: SelfRating, table: PointTable) -> Iterator[Fault]:
    """Yield what is wrong with the points of a year under its table."""
    maxima = {criterion.id: criterion.maximum for criterion in table.criteria}
    for row, score in enumerate(rating.scores):
        where = ("tu_danh_gia", "diem", row)
        if score.criterion not in maxima:
            known = ", ".join(maxima)
            yield Fault((*where, "id"), f"bảng điểm “{table.id}” không có tiêu chí đó. Đang có: {known}.")
        elif score.points > maxima[score.criterion]:
            most = _plain(maxima[score.criterion])
            yield Fault((*where, "diem"), f"tiêu chí “{score.criterion}” tối đa {most} điểm. Sửa lại điểm.")
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


def _sum(rating: SelfRating, criteria: tuple[Criterion, ...], otherwise: float | None) -> float | None:
    points = [rating.score(criterion.id) for criterion in criteria]
    known = [one for one in points if one is not None]
    return round(sum(known), 2) if len(known) == len(points) else otherwise


def _plain(number: float) -> str:
    return f"{number:g}".replace(".", ",")
