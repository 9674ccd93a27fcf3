"""What a year still lacks: one answer for the interview, the list of years, soát, closing and the export alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from tuphe.core.checklist import Item
from tuphe.core.completeness import any_year
from tuphe.core.completeness.year import Context, Year, table_in_use
from tuphe.core.form import BLANKS, Content, Form, FormSection, Part
from tuphe.core.places import NEW
from tuphe.core.review import Rating, Review, State
from tuphe.core.value import Plain

__all__ = ["NEVER_EMPTY", "Context", "Gap", "missing", "result_sections", "table_in_use"]

_SCORED: Final = frozenset(Rating) - {Rating.NOT_APPLICABLE}


class Gap(Plain, frozen=True):
    """Something that a whole year has and this one has not.

    `place` is the key of the question that fills it; `sections` are the numbers of the form's sections that stay open
    without it, none where the form does not show it.
    """

    place: str
    sections: tuple[str, ...]


def missing(review: Review, form: Form | None, context: Context) -> tuple[Gap, ...]:
    """Return what `review` still lacks to be whole in `form`; None means the summary.

    An item may stay without text; a section of the form may not, unless the person said that there is nothing for it.
    Ratings alone are no whole year. A year from paper is as the paper was: nothing was asked, so nothing is missing.
    """
    if review.from_paper:
        return ()
    year = Year(review, context)
    found: dict[str, list[str]] = {place: [] for place in any_year.of_any_year(year)}
    for number, place in _of_summary(year) if form is None else _of_form(form, year):
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


def _of_form(form: Form, year: Year) -> Iterator[tuple[str, str]]:
    """Yield the number of each section that stays open in a form, with the key of what it lacks."""
    said = {answer.question for answer in year.review.form_answers}
    for section in form.sections:
        needs = [
            key for line in (section.heading, *(part.words for part in section.parts)) for key in _of_blanks(line, year)
        ]
        for part in section.parts:
            needs += _OF_ENTRIES[part.takes](year, part) if part.takes in _OF_ENTRIES else ()
            # A section that is left out while it is empty need not say that it is.
            if part.takes in _OF_EMPTY and not section.optional:
                needs += _OF_EMPTY[part.takes](year, section, part)
        # A year that was closed before the form asked stays as it is.
        asked = form.asked_in(section) if year.review.state is State.OPEN else ()
        needs += [f"bo_sung/{one.id}" for one in asked if one.required and one.id not in said]
        yield from ((section.number, key) for key in needs)


def _of_summary(year: Year) -> Iterator[tuple[str, str]]:
    """Yield the number of each section that stays open in the summary, with the key of what it lacks."""
    review = year.review
    for number, _, items in result_sections(review, None, year.context):
        yield from _numbered(number, _results(year, number, items))
    yield from _numbered("II", any_year.shortcomings(year), any_year.causes(year), any_year.own_remedies(year))
    numbers = iter(("III", "IV", "V", "VI"))
    if not year.context.first_year or review.follow_ups or review.outcomes:
        number = next(numbers)
        yield from _numbered(f"{number}.1", any_year.states(year), any_year.next_remedies(year), _nothing_mended(year))
        yield from _numbered(f"{number}.2", any_year.kept(year), _nothing_kept(year))
    if review.raised_issues:
        yield from _numbered(next(numbers), any_year.issues(year))
    if review.collective.text:
        next(numbers)
    yield from _numbered(next(numbers), any_year.pledges(year))


def _numbered(number: str, *needs: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((number, key) for keys in needs for key in keys)


# What the entries of a section lack


def _of_blanks(line: str, year: Year) -> Iterator[str]:
    for blank in BLANKS.findall(line):
        for part in ("tieu_chi_chung", "ket_qua_nhiem_vu"):
            if blank in (part, "tong_diem"):
                yield from any_year.points(year, part)


def _boxes(year: Year, part: Part) -> Iterator[str]:
    items = year.of(part)
    if not any(year.rating(item) in _SCORED for item in items):
        yield from (f"muc/{item.id}/muc_do" for item in items if year.rating(item) is None)


def _of_table(year: Year, points: str) -> Iterable[str]:
    return () if year.context.table is None else any_year.points(year, points)


def _progress(year: Year, part: Part) -> Iterator[str]:
    if {column.takes for column in part.columns} & {"tinh_hinh", "tien_do"}:
        listed = zip(year.marks["nhiem_vu/viec"], year.review.tasks.listed, strict=True)
        yield from (f"nhiem_vu/viec/{mark}/tien_do" for mark, task in listed if task.progress is None)


_OF_ENTRIES: Final[Mapping[Content, Callable[[Year, Part], Iterable[str]]]] = {
    Content.RATING_BOXES: _boxes,
    Content.OUTCOMES: lambda year, _: any_year.kept(year),
    Content.CAUSES: lambda year, _: any_year.causes(year),
    Content.FOLLOW_UPS: lambda year, _: any_year.states(year),
    Content.RAISED_ISSUES: lambda year, _: any_year.issues(year),
    Content.REMEDIES: lambda year, _: any_year.remedies(year),
    Content.GENERAL_SCORES: lambda year, _: _of_table(year, "tieu_chi_chung"),
    Content.TASK_SCORES: lambda year, _: _of_table(year, "ket_qua_nhiem_vu"),
    Content.LEVEL_BOXES: lambda year, _: any_year.level(year),
    Content.TASKS: _progress,
}


# What is missing while a section is empty and nobody said that there is nothing for it


def _results(year: Year, number: str, items: Sequence[Item]) -> Iterable[str]:
    said = number in year.review.passed or year.review.has_none(items, "ket_qua")
    return () if said or year.has_results(items) else (f"phan/{number}",)


def _unsaid(year: Year, entries: object, confirmed: str, key: str = "") -> Iterable[str]:
    """Return the key of the first entry while there are none, and the person did not confirm that there are none."""
    return () if entries or confirmed in year.review.passed else (f"{confirmed}{key}",)


def _nothing_kept(year: Year) -> Iterable[str]:
    return _unsaid(year, year.kept, "thuc_hien_cam_ket", f"/{NEW}/noi_dung")


def _nothing_mended(year: Year) -> Iterable[str]:
    return _unsaid(year, year.follow_ups, "khac_phuc", f"/{NEW}/noi_dung")


def _no_tasks(year: Year) -> Iterable[str]:
    tasks = year.review.tasks
    return () if tasks.listed or "viec" in tasks.passed else (f"nhiem_vu/viec/{NEW}/noi_dung",)


_OF_EMPTY: Final[Mapping[Content, Callable[[Year, FormSection, Part], Iterable[str]]]] = {
    Content.RESULTS: lambda year, section, _: _results(year, section.number, year.of(*section.parts)),
    Content.OUTCOMES: lambda year, *_: _nothing_kept(year),
    Content.SHORTCOMINGS: lambda year, *_: any_year.shortcomings(year),
    Content.CAUSES: lambda year, *_: any_year.shortcomings(year),
    Content.FOLLOW_UPS: lambda year, *_: _nothing_mended(year),
    Content.RAISED_ISSUES: lambda year, *_: _unsaid(year, year.review.raised_issues, "goi_y", f"/{NEW}/van_de"),
    Content.COLLECTIVE: lambda year, *_: _unsaid(year, year.review.collective.text, "trach_nhiem_tap_the"),
    Content.PLEDGES: lambda year, _, part: any_year.pledges(year, about=part.areas),
    Content.TASKS: lambda year, *_: _no_tasks(year),
}

NEVER_EMPTY: Final = frozenset(_OF_EMPTY)
"""The kinds of content that a section must not leave blank: it prints an entry, or that there is none."""
