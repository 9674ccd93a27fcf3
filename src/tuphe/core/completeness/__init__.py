"""What a year still lacks: one answer for the interview, the list of years, soát, closing and the export alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuphe.core.completeness.any_year import of_any_year
from tuphe.core.completeness.sections import NEVER_EMPTY, of_form, of_summary
from tuphe.core.completeness.year import Context, Year
from tuphe.core.form import Content

if TYPE_CHECKING:
    from tuphe.core.checklist import Item
    from tuphe.core.form import Form
    from tuphe.core.review import Review

__all__ = ["NEVER_EMPTY", "Context", "Gap", "missing", "result_sections"]


class Gap(NamedTuple):
    """Something that a whole year has and this one has not.

    `place` is the key of the question that fills it; `sections` are the
    numbers of the form's sections that stay open for it, none where the form
    does not show it.
    """

    place: str
    sections: tuple[str, ...]


def missing(review: Review, form: Form | None, context: Context) -> tuple[Gap, ...]:
    """Return what `review` still lacks to be whole in `form`; None means the summary.

    An item may stay without text; a section of the form may not, unless the
    person said that there is nothing for it. Ratings alone are no whole year.
    A year from paper is as the paper was: nothing was asked, so nothing lacks.
    """
    if review.from_paper:
        return ()
    year = Year(review, context)
    found: dict[str, list[str]] = {place: [] for place in of_any_year(year)}
    for number, place in of_summary(year) if form is None else of_form(form, year):
        found.setdefault(place, []).append(number)
    return tuple(Gap(place, tuple(dict.fromkeys(numbers))) for place, numbers in found.items())


def result_sections(
    review: Review, form: Form | None, context: Context
) -> tuple[tuple[str, str, tuple[Item, ...]], ...]:
    """Return the sections that take results of items: number, heading, the items asked of this person."""
    year = Year(review, context)
    if form is None:
        return tuple(
            (f"I.{row}", group.name, tuple(item for item in group.items if item in year.asked))
            for row, group in enumerate(context.checklist.groups, 1)
        )
    taking = (section for section in form.sections if any(part.takes is Content.RESULTS for part in section.parts))
    return tuple((section.number, section.heading, tuple(year.of(*section.parts))) for section in taking)
