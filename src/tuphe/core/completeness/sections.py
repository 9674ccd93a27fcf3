"""What the sections of a form or of the summary have to say: keys, each with the number of the section left open."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tuphe.core.completeness import any_year
from tuphe.core.form import BLANKS, Content
from tuphe.core.places import NEW
from tuphe.core.review import Rating, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tuphe.core.checklist import Item
    from tuphe.core.completeness.year import Year
    from tuphe.core.form import Form, FormQuestion, FormSection, Part

_SCORED: Final = frozenset(Rating) - {Rating.NOT_APPLICABLE}


def of_form(form: Form, year: Year) -> Iterator[tuple[str, str]]:
    """Yield the number of each section that stays open in a form, with the key of what it lacks."""
    for section in form.sections:
        needs = [
            key for line in (section.heading, *(part.words for part in section.parts)) for key in _of_blanks(line, year)
        ]
        for part in section.parts:
            needs += _OF_ENTRIES[part.takes](year, part) if part.takes in _OF_ENTRIES else ()
            # A section that is left out while it is empty need not say that it is.
            if part.takes in _OF_EMPTY and not section.optional:
                needs += _OF_EMPTY[part.takes](year, section, part)
        needs += _unanswered(year, form.asked_in(section))
        yield from ((section.number, key) for key in needs)


def of_summary(year: Year) -> Iterator[tuple[str, str]]:
    """Yield the number of each section that stays open in the summary, with the key of what it lacks."""
    review = year.review
    for row, group in enumerate(year.context.checklist.groups, 1):
        items = [item for item in group.items if item in year.asked]
        yield from _numbered(f"I.{row}", _results(year, f"I.{row}", items))
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
        if blank in ("tieu_chi_chung", "tong_diem"):
            yield from any_year.points(year, "tieu_chi_chung")
        if blank in ("ket_qua_nhiem_vu", "tong_diem"):
            yield from any_year.points(year, "ket_qua_nhiem_vu")


def _unanswered(year: Year, asked: Iterable[FormQuestion]) -> Iterator[str]:
    # A year that was closed before the form asked stays as it is.
    if year.review.state is State.OPEN:
        said = {answer.question for answer in year.review.form_answers}
        yield from (f"bo_sung/{question.id}" for question in asked if question.required and question.id not in said)


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


_OF_ENTRIES: Final[Mapping[Content, Callable[[Year, Part], Iterable[str]]]] = MappingProxyType(
    {
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
)


# What lacks while nothing goes into a section and nobody said that there is nothing


def _results(year: Year, number: str, items: Sequence[Item]) -> Iterator[str]:
    said = number in year.review.passed or year.review.has_none(items, "ket_qua")
    if not said and not year.has_results(items):
        yield f"phan/{number}"


def _nothing_kept(year: Year) -> Iterator[str]:
    return _unsaid(year, "thuc_hien_cam_ket", f"thuc_hien_cam_ket/{NEW}/noi_dung", but=year.kept)


def _nothing_mended(year: Year) -> Iterator[str]:
    return _unsaid(year, "khac_phuc", f"khac_phuc/{NEW}/noi_dung", but=year.follow_ups)


def _no_issues(year: Year) -> Iterator[str]:
    return _unsaid(year, "goi_y", f"goi_y/{NEW}/van_de", but=year.review.raised_issues)


def _no_part(year: Year) -> Iterator[str]:
    return _unsaid(year, "trach_nhiem_tap_the", "trach_nhiem_tap_the", but=year.review.collective.text)


def _no_tasks(year: Year) -> Iterator[str]:
    tasks = year.review.tasks
    if not tasks.listed and "viec" not in tasks.passed:
        yield f"nhiem_vu/viec/{NEW}/noi_dung"


def _unsaid(year: Year, confirmed: str, key: str, *, but: object) -> Iterator[str]:
    if not but and confirmed not in year.review.passed:
        yield key


_OF_EMPTY: Final[Mapping[Content, Callable[[Year, FormSection, Part], Iterable[str]]]] = MappingProxyType(
    {
        Content.RESULTS: lambda year, section, _: _results(year, section.number, year.of(*section.parts)),
        Content.OUTCOMES: lambda year, *_: _nothing_kept(year),
        Content.SHORTCOMINGS: lambda year, *_: any_year.shortcomings(year),
        Content.CAUSES: lambda year, *_: any_year.shortcomings(year),
        Content.FOLLOW_UPS: lambda year, *_: _nothing_mended(year),
        Content.RAISED_ISSUES: lambda year, *_: _no_issues(year),
        Content.COLLECTIVE: lambda year, *_: _no_part(year),
        Content.PLEDGES: lambda year, _, part: any_year.pledges(year, about=part.areas),
        Content.TASKS: lambda year, *_: _no_tasks(year),
    }
)

NEVER_EMPTY: Final = frozenset(_OF_EMPTY)
"""What a section must not leave blank: it has something, or says that there is nothing."""
