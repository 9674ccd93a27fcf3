"""Which committee's table (bảng điểm) a year's points are given by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.core.point_table import PointTable
    from tuphe.core.review import Review


def table_in_use(review: Review, tables: Sequence[PointTable]) -> PointTable | None:
    """Return the table for a year's points; None where they are, or will be, two plain sums.

    It is the table kept in the year, else the one the year names, else the only one in the folder. Of several the
    person has to choose one; a year that has its two sums already needs none.
    """
    rating = review.self_rating
    if "bang_diem" in review.passed:
        return None
    if review.point_table is not None:
        return review.point_table
    if rating.table:
        return next((table for table in tables if table.id == rating.table), None)
    return tables[0] if len(tables) == 1 and not rating.in_own_sums else None
