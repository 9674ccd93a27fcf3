"""All that soát reads: one year and its context, and every text that the person wrote in it, with its place."""

from collections.abc import Iterator
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from tuphe.core.check.finding import WordLists
from tuphe.core.completeness import Context
from tuphe.core.form import Form
from tuphe.core.profile import Profile
from tuphe.core.review import Rating, Review
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.core.value import Plain


class Material(Plain, frozen=True, kw_only=True, dict=True):
    """One year to be read.

    `day` is the day of the review; `previous` is the nearest earlier year; `form` is the official form of the year,
    None where there is none, `own_form` the one that the profile names; `pages` are estimated; `against` says why the
    chosen level cannot be proposed, empty when it can; `decomposed` are lines of the file that have letters with their
    marks apart.
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

    @cached_property
    def passages(self) -> tuple["Passage", ...]:
        """Every text of the year; a dozen rules read them."""
        return tuple(passages(self.review))


def review_day(review: Review, today: date) -> date:
    """Return the day that a year is reviewed on: when it was closed; else today, while it is still being finished.

    Reviews are finished in the first weeks of the new year: of an older one the year's last day counts.
    """
    if review.closed_on is not None:
        return review.closed_on
    return today if today <= date(review.year + 1, 3, 31) else date(review.year, 12, 31)


class TextKind(Enum):
    """What a text is about."""

    RESULT = auto()
    SHORTCOMING = auto()
    CAUSE = auto()
    REMEDY = auto()
    PLEDGE = auto()
    OTHER = auto()


class Passage(NamedTuple):
    """One text; `item` is the id of its item, empty outside the items.

    `due` is the day of a remedy or pledge; `objective` is whether a cause is called so.
    """

    place: str
    kind: TextKind
    text: str
    item: str = ""
    due: date | None = None
    objective: bool = False


def passages(review: Review) -> Iterator[Passage]:
    """Yield every text of the year that may be exported and is not empty; results kept off the paper too."""
    return (passage for passage in _all(review) if passage.text)


def _of_shortcoming(place: str, found: Shortcoming, item: str) -> Iterator[Passage]:
    if found.real:
        yield Passage(place, TextKind.SHORTCOMING, found.text, item)
        yield Passage(
            f"{place}/nguyen_nhan", TextKind.CAUSE, found.cause, item, objective=found.cause_kind is CauseKind.OBJECTIVE
        )
        yield Passage(f"{place}/bien_phap", TextKind.REMEDY, found.remedy, item, found.due)


def _all(review: Review) -> Iterator[Passage]:
    """Yield every text, also the empty ones; what does not apply stays off the paper, and is left out."""
    for answer in review.answers:
        if answer.rating is Rating.NOT_APPLICABLE:
            continue
        place = f"muc/{answer.item}"
        for row, result in enumerate(answer.results, 1):
            yield Passage(f"{place}/ket_qua/{row}", TextKind.RESULT, result, answer.item)
        for row, result in enumerate(answer.left_off, 1):
            yield Passage(f"{place}/de_lai/{row}", TextKind.RESULT, result, answer.item)
        for row, found in enumerate(answer.shortcomings, 1):
            yield from _of_shortcoming(f"{place}/han_che/{row}", found, answer.item)
    for row, own in enumerate(review.own_shortcomings, 1):
        yield from _of_shortcoming(f"han_che/{row}", own, own.item)
    yield from _beyond_items(review)


def _beyond_items(review: Review) -> Iterator[Passage]:
    """Yield what is written outside the items; the places count rows from 1, as people do."""
    for row, entry in enumerate(review.follow_ups, 1):
        yield Passage(f"khac_phuc/{row}/ket_qua", TextKind.OTHER, entry.results)
        yield Passage(f"khac_phuc/{row}/kho_khan", TextKind.OTHER, entry.obstacles)
        yield Passage(f"khac_phuc/{row}/trach_nhiem", TextKind.OTHER, entry.responsibility)
    for row, outcome in enumerate(review.outcomes, 1):
        yield Passage(f"thuc_hien_cam_ket/{row}/ket_qua", TextKind.OTHER, outcome.results)
        yield Passage(f"thuc_hien_cam_ket/{row}/kho_khan", TextKind.OTHER, outcome.obstacles)
    for row, issue in enumerate(review.raised_issues, 1):
        yield Passage(f"goi_y/{row}", TextKind.OTHER, issue.issue)
        yield Passage(f"goi_y/{row}/giai_trinh", TextKind.OTHER, issue.explanation)
        yield Passage(f"goi_y/{row}/nguyen_nhan", TextKind.OTHER, issue.cause)
        yield Passage(f"goi_y/{row}/trach_nhiem", TextKind.OTHER, issue.responsibility)
    for one in review.form_answers:
        yield Passage(f"bo_sung/{one.question}", TextKind.OTHER, one.text)
    yield Passage("trach_nhiem_tap_the", TextKind.OTHER, review.collective.text)
    for row, pledge in enumerate(review.pledges, 1):
        yield Passage(f"cam_ket/{row}", TextKind.PLEDGE, pledge.text, due=pledge.due)
    for row, task in enumerate(review.tasks.listed, 1):
        yield Passage(f"nhiem_vu/viec/{row}", TextKind.OTHER, task.text)
        yield Passage(f"nhiem_vu/viec/{row}/san_pham", TextKind.OTHER, task.product)
