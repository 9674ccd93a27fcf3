"""A year beside an earlier one."""

from tuphe.core.comparison import Comparison, compare, settled_after
from tuphe.core.review import Review
from tuphe.errors import WrongUsage
from tuphe.workspace.stores import Workspace


def compared(workspace: Workspace, review: Review, other: int | None = None) -> Comparison | None:
    """Compare a year with the one before it, or with the earlier year `other`; None where there is none.

    Shortcomings and pledges are followed through all years in between, too.
    Raises WrongUsage for a year that is not earlier, ReviewNotFound, BadFile.
    """
    if other == review.year:
        raise WrongUsage("Chọn một năm khác để so sánh.")
    before = workspace.before(review.year) if other is None else workspace.reviews.load(workspace.year(other))
    if before is None:
        return None
    if before.year > review.year:
        raise WrongUsage(
            f"Năm để so sánh phải đứng trước năm {review.year}.",
            then=f"Muốn xem hai năm này: tuphe so-sanh {before.year} --voi {review.year}",
        )
    checklist, promises = workspace.checklist_of(review), workspace.promises(review.year)
    if before.year == workspace.reviews.year_before(review.year):
        return compare(before, review, checklist, promises)
    settled = settled_after(before.year, workspace.earlier(review.year))
    return compare(before, review, checklist, promises, settled)
