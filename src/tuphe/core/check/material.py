"""All that soát reads: one year and its context."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tuphe.core.value import Plain

if TYPE_CHECKING:
    from tuphe.core.check.finding import WordLists
    from tuphe.core.completeness import Context
    from tuphe.core.form import Form
    from tuphe.core.profile import Profile
    from tuphe.core.review import Review


class Material(Plain, frozen=True, kw_only=True):
    """One year to be read.

    `day` is the day of the review; `previous` is the nearest earlier year;
    `form` is the official form of the year, None where there is none,
    `own_form` the one that the profile names; `pages` are estimated; `against`
    says why the chosen level cannot be proposed, empty when it can;
    `decomposed` are lines of the file that have letters with their marks apart.
    """

    review: Review
    context: Context
    profile: Profile
    lists: WordLists
    day: date
    previous: Review | None = None
    form: Form | None = None
    own_form: Form | None = None
    pages: float | None = None
    against: str = ""
    decomposed: tuple[int, ...] = ()


def review_day(review: Review, today: date) -> date:
    """Return the day that a year is reviewed on: when it was closed; else today, while it is still being finished.

    Reviews are finished in the first weeks of the new year: of an older one
    the year's last day counts.
    """
    if review.closed_on is not None:
        return review.closed_on
    return today if today <= date(review.year + 1, 3, 31) else date(review.year, 12, 31)
