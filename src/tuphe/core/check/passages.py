"""Every text that a person wrote in a year, with its place."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from tuphe.core.review import Rating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.review import Answer, Review


class Says(Enum):
    """What a text tells."""

    RESULT = auto()
    SHORTCOMING = auto()
    CAUSE = auto()
    REMEDY = auto()
    PLEDGE = auto()
    OTHER = auto()


class Passage(NamedTuple):
    """One text; `item` is the id of its item, empty outside the items."""

    place: str
    says: Says
    text: str
    item: str = ""


def passages(review: Review) -> Iterator[Passage]:
    """Yield every text of the year that may be exported and is not empty."""
    return (passage for passage in _all(review) if passage.text)


def _of_shortcomings(answer: Answer) -> Iterator[Passage]:
    for row, found in enumerate(answer.shortcomings, 1):
        if found.real:
            place = f"muc/{answer.item}/han_che/{row}"
            yield Passage(place, Says.SHORTCOMING, found.text, answer.item)
            yield Passage(f"{place}/nguyen_nhan", Says.CAUSE, found.cause, answer.item)
            yield Passage(f"{place}/bien_phap", Says.REMEDY, found.remedy, answer.item)


def _all(review: Review) -> Iterator[Passage]:
    for answer in review.answers:
        if answer.rating is Rating.NOT_APPLICABLE:
            continue
        place = f"muc/{answer.item}"
        for row, result in enumerate(answer.results, 1):
            yield Passage(f"{place}/ket_qua/{row}", Says.RESULT, result, answer.item)
        yield from _of_shortcomings(answer)
    for row, entry in enumerate(review.follow_ups, 1):
        yield Passage(f"khac_phuc/{row}/ket_qua", Says.OTHER, entry.results)
        yield Passage(f"khac_phuc/{row}/kho_khan", Says.OTHER, entry.obstacles)
        yield Passage(f"khac_phuc/{row}/trach_nhiem", Says.OTHER, entry.responsibility)
    for row, outcome in enumerate(review.outcomes, 1):
        yield Passage(f"thuc_hien_cam_ket/{row}/ket_qua", Says.OTHER, outcome.results)
        yield Passage(f"thuc_hien_cam_ket/{row}/kho_khan", Says.OTHER, outcome.obstacles)
    for row, issue in enumerate(review.raised_issues, 1):
        yield Passage(f"goi_y/{row}", Says.OTHER, issue.issue)
        yield Passage(f"goi_y/{row}/giai_trinh", Says.OTHER, issue.explanation)
        yield Passage(f"goi_y/{row}/nguyen_nhan", Says.OTHER, issue.cause)
        yield Passage(f"goi_y/{row}/trach_nhiem", Says.OTHER, issue.responsibility)
    yield Passage("trach_nhiem_tap_the", Says.OTHER, review.collective.text)
    for row, pledge in enumerate(review.pledges, 1):
        yield Passage(f"cam_ket/{row}", Says.PLEDGE, pledge.text)
    for row, task in enumerate(review.tasks.listed, 1):
        yield Passage(f"nhiem_vu/viec/{row}", Says.OTHER, task.text)
        yield Passage(f"nhiem_vu/viec/{row}/san_pham", Says.OTHER, task.product)
