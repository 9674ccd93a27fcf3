"""How one version of a year differs from another, counted in the words of a person who has to choose."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from tuphe.core.review import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tuphe.core.review import Review, Shortcoming

Listed = TypeVar("Listed")


class Version(Struct, frozen=True, kw_only=True):
    """One file of a year to choose from, by its `name`.

    `when` it was kept, or last changed; `size` in bytes; `beside` for a copy
    that lies beside the year's file, as synchronising programs leave them;
    `closed` for a year as it was closed.
    """

    name: str
    when: datetime
    size: int
    beside: bool = False
    closed: bool = False


class ItemDifference(Struct, frozen=True, kw_only=True):
    """One item that two versions answer differently."""

    item: str
    before: Answer
    after: Answer


class Difference(Struct, frozen=True, kw_only=True):
    """What changes when `after` takes the place of `before`.

    Texts that only one of the two has are listed; `others` are the file's keys
    of all else that differs.
    """

    items: tuple[ItemDifference, ...] = ()
    shortcomings_added: tuple[tuple[str, str], ...] = ()
    shortcomings_gone: tuple[tuple[str, str], ...] = ()
    pledges_added: tuple[str, ...] = ()
    pledges_gone: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def ratings(self) -> int:
        """How many items have another rating."""
        return sum(one.before.rating is not one.after.rating for one in self.items)

    @property
    def results(self) -> int:
        """How many items have other results."""
        return sum(one.before.results != one.after.results for one in self.items)


def differences(before: Review, after: Review) -> Difference:
    """Hold two versions of one year against each other; what only bookkeeping tells is no difference."""
    items = dict.fromkeys(answer.item for review in (before, after) for answer in review.answers)
    pairs = ((item, before.answer(item), after.answer(item)) for item in items)
    old, new = _texts(before.shortcomings), _texts(after.shortcomings)
    pledged_before, pledged = [pledge.text for pledge in before.pledges], [pledge.text for pledge in after.pledges]
    parts: tuple[tuple[str, Callable[[Review], object]], ...] = (
        ("trang_thai", lambda review: review.state),
        ("khac_phuc", lambda review: review.follow_ups),
        ("thuc_hien_cam_ket", lambda review: review.outcomes),
        ("goi_y", lambda review: review.raised_issues),
        ("trach_nhiem_tap_the", lambda review: review.collective),
        ("nhiem_vu", lambda review: review.tasks),
        ("tu_danh_gia", lambda review: review.self_rating),
        ("ghi_chu", lambda review: (review.note, [answer.note for answer in review.answers if answer.note])),
        ("dang_go", lambda review: review.drafts),
        ("bo_qua", lambda review: review.silenced),
    )
    return Difference(
        items=tuple(
            ItemDifference(item=item, before=one, after=other)
            for item, one, other in pairs
            if (one.rating, one.results, one.shortcomings) != (other.rating, other.results, other.shortcomings)
        ),
        shortcomings_added=_missing(new, old),
        shortcomings_gone=_missing(old, new),
        pledges_added=_missing(pledged, pledged_before),
        pledges_gone=_missing(pledged_before, pledged),
        others=tuple(key for key, part in parts if part(before) != part(after)),
    )


def _texts(shortcomings: Iterable[tuple[str, Shortcoming]]) -> list[tuple[str, str]]:
    return [(item, found.text) for item, found in shortcomings]


def _missing(entries: list[Listed], others: list[Listed]) -> tuple[Listed, ...]:
    return tuple((Counter(entries) - Counter(others)).elements())
