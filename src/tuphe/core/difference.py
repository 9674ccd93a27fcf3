"""How one version of a year differs from another, counted in the words of a person who has to choose."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, to_builtins

from tuphe.core.review import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tuphe.core.review import Pledge, Review, Shortcoming

Fact = tuple[str, str | int | float | date]
"""One thing that a file says: the last step of its key, and the value."""

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


class PartDifference(Struct, frozen=True, kw_only=True):
    """A part of a year that is in both versions, and what only one of them says of it.

    `key` is that of the file (nhiem_vu), or where there are many (a
    shortcoming, a pledge) the text that both have.
    """

    key: str
    gone: tuple[Fact, ...]
    added: tuple[Fact, ...]


class Difference(Struct, frozen=True, kw_only=True):
    """What changes when `after` takes the place of `before`.

    Texts that only one of the two has are listed; of those that both have, it
    is told what else is said of them; `others` are all other parts.
    """

    items: tuple[ItemDifference, ...] = ()
    shortcomings_added: tuple[tuple[str, str], ...] = ()
    shortcomings_gone: tuple[tuple[str, str], ...] = ()
    pledges_added: tuple[str, ...] = ()
    pledges_gone: tuple[str, ...] = ()
    shortcomings_changed: tuple[PartDifference, ...] = ()
    pledges_changed: tuple[PartDifference, ...] = ()
    others: tuple[PartDifference, ...] = ()

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
    found_before, found_after = ({found.text: found for _, found in one.shortcomings} for one in (before, after))
    pledged_before, pledged = _by_text(before.pledges), _by_text(after.pledges)
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
        shortcomings_changed=tuple(_changed(found_before, found_after)),
        pledges_added=_missing([*pledged], [*pledged_before]),
        pledges_gone=_missing([*pledged_before], [*pledged]),
        pledges_changed=tuple(_changed(pledged_before, pledged)),
        others=tuple(_changed(*({key: part(review) for key, part in parts} for review in (before, after)))),
    )


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[PartDifference]:
    for key in before:
        if key in after and before[key] != after[key]:
            old, new = (list(_facts(to_builtins(part[key], builtin_types=(date,)))) for part in (before, after))
            yield PartDifference(key=key, gone=_missing(old, new), added=_missing(new, old))


def _facts(plain: object, key: str = "") -> Iterator[Fact]:
    if isinstance(plain, dict):
        for name, inner in plain.items():
            yield from _facts(inner, name)
    elif isinstance(plain, list | tuple):
        for inner in plain:
            yield from _facts(inner, key)
    elif isinstance(plain, str | int | float | date) and plain != "":
        yield key, plain


def _by_text(pledges: Iterable[Pledge]) -> dict[str, Pledge]:
    return {pledge.text: pledge for pledge in pledges}


def _texts(shortcomings: Iterable[tuple[str, Shortcoming]]) -> list[tuple[str, str]]:
    return [(item, found.text) for item, found in shortcomings]


def _missing(entries: list[Listed], others: list[Listed]) -> tuple[Listed, ...]:
    return tuple((Counter(entries) - Counter(others)).elements())
