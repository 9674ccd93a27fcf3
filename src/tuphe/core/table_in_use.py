"""Which table a year's points are given by: its own, the one it names, or the only one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.core.point_table import PointTable
    from tuphe.core.review import Review


def table_in_use(review: Review, tables: Sequence[PointTable]) -> PointTable | None:
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
    return tables[0] if len(tables) == 1 and not rating.in_own_sums else None
