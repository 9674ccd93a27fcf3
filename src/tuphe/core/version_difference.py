"""How one version of a year differs from another, for a person who has to choose between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from msgspec import Struct, structs, to_builtins

from tuphe.core.review import Answer, Review
from tuphe.core.value import Value

Fact = tuple[str, str | int | float | date]
"""One thing that a file says: the last step of its key, and the value."""

Place = tuple[str, str]
"""The id of an item, empty for none, and a text under it; or nothing, and the key of a part in the file."""

Said = TypeVar("Said")


class ItemDifference(Struct, frozen=True, kw_only=True):
    """One item that two versions rate differently, or with different results: `gone` and `added`."""

    item: str
    before: Answer
    after: Answer
    gone: tuple[str, ...]
    added: tuple[str, ...]


class PartDifference(Struct, frozen=True, kw_only=True):
    """A part of a year that both versions have, with the facts that only the older or only the newer one states.

    `key` is the part's key in the file (nhiem_vu); for a shortcoming or a pledge it is the text that both versions
    have. `item` is the id of a shortcoming's item.
    """

    key: str
    gone: tuple[Fact, ...]
    added: tuple[Fact, ...]
    item: str = ""


class ListDifference(Struct, frozen=True, kw_only=True):
    """Which shortcomings, or pledges, only one version has, and of those that both have, what differs."""

    gone: tuple[Place, ...] = ()
    added: tuple[Place, ...] = ()
    changed: tuple[PartDifference, ...] = ()


class Difference(Struct, frozen=True, kw_only=True):
    """What changes when `after` takes the place of `before`.

    `others` are all other parts of the year. `reordered` is true where nothing differs but the order of the person's
    own texts.
    """

    items: tuple[ItemDifference, ...] = ()
    shortcomings: ListDifference = ListDifference()
    pledges: ListDifference = ListDifference()
    others: tuple[PartDifference, ...] = ()
    reordered: bool = False

    @property
    def ratings(self) -> int:
        """How many items have another rating."""
        return sum(one.before.rating is not one.after.rating for one in self.items)

    @property
    def results(self) -> int:
        """How many items have other results."""
        return sum(bool(one.gone or one.added) for one in self.items)

    @property
    def at_items(self) -> tuple[str, ...]:
        """The ids of all items at which something differs, each once."""
        stated = (item for item, _ in (*self.shortcomings.added, *self.shortcomings.gone))
        changed = (one.item for one in self.shortcomings.changed)
        return tuple(dict.fromkeys(filter(None, (*(one.item for one in self.items), *stated, *changed))))


class _Entry(NamedTuple):
    """One entry of a part as a plain value, under the key of the file; `item` tells two of them apart."""

    item: str
    key: str
    plain: Any


_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})

_NOT_ONE_PART: Final = frozenset({"format", "year", "answers", "own_shortcomings", "pledges"})
"""Fields of a year that are not compared as one part; all others are, also those added later."""

_OF_AN_ITEM: Final = frozenset({"item", "rating", "results", "shortcomings"})
"""Fields of an answer that are compared item by item."""

_SHOWN_WITH: Final = {"ngay_chot": "trang_thai"}
"""Keys that are shown under the heading of another one."""


def differences(before: Review, after: Review) -> Difference:
    """Compare two versions of one year; the result is empty only where they say the same.

    The order of entries is no difference.
    """
    found = Difference(
        items=tuple(_item_differences(before, after)),
        shortcomings=_list_difference(_shortcomings(before), _shortcomings(after)),
        pledges=_list_difference(*([(("", one.text), one) for one in review.pledges] for review in (before, after))),
        others=tuple(_changed(_parts(before), _parts(after))),
    )
    reordered = found == Difference() and _in_order(before) != _in_order(after)
    return structs.replace(found, reordered=reordered)


def _item_differences(before: Review, after: Review) -> Iterator[ItemDifference]:
    olds, news = ({answer.item: answer for answer in review.answers} for review in (before, after))
    for item in dict.fromkeys((*olds, *news)):
        one, other = (answers.get(item, Answer(item=item)) for answers in (olds, news))
        gone, added = _missing(one.all_results, other.all_results), _missing(other.all_results, one.all_results)
        if one.rating is not other.rating or gone or added:
            yield ItemDifference(item=item, before=one, after=other, gone=gone, added=added)


def _shortcomings(review: Review) -> list[tuple[Place, Value]]:
    return [
        *(((answer.item, one.text), one) for answer in review.answers for one in answer.shortcomings),
        *(((own.item, own.text), own) for own in review.own_shortcomings),
    ]


def _list_difference(before: Sequence[tuple[Place, Value]], after: Sequence[tuple[Place, Value]]) -> ListDifference:
    olds, news = ([place for place, _ in entries] for entries in (before, after))
    changed = tuple(_changed(_by_place(before), _by_place(after)))
    return ListDifference(gone=_missing(olds, news), added=_missing(news, olds), changed=changed)


def _parts(review: Review) -> dict[Place, list[_Entry]]:
    """Return all that is not compared item by item or pledge by pledge, by the keys of the file."""
    parts: dict[Place, list[_Entry]] = {("", field.encode_name): [] for field in _others(Answer, _OF_AN_ITEM)}
    for field in _others(Review, _NOT_ONE_PART):
        key = field.encode_name
        parts.setdefault(("", _SHOWN_WITH.get(key, key)), []).extend(_entries(key, getattr(review, field.name)))
    for answer in review.answers:
        for field in _others(Answer, _OF_AN_ITEM):
            parts["", field.encode_name] += _entries(field.encode_name, getattr(answer, field.name), answer.item)
    return parts


def _others(kind: type[Value], left_out: frozenset[str]) -> Iterator[structs.FieldInfo]:
    return (field for field in structs.fields(kind) if field.name not in left_out)


def _entries(key: str, value: object, item: str = "") -> Iterator[_Entry]:
    plain = _plain(value)
    for entry in plain if isinstance(plain, list) else [plain]:
        if entry not in _EMPTY:
            yield _Entry(item, key if key != "ghi_chu" else "", entry)


def _plain(value: object) -> Any:
    plain = to_builtins(value, builtin_types=(date,))
    return [*plain] if isinstance(plain, tuple) else plain


def _changed(
    before: Mapping[Place, Sequence[_Entry]], after: Mapping[Place, Sequence[_Entry]]
) -> Iterator[PartDifference]:
    """Yield each part that both versions have and that differs, with the facts of either version alone."""
    for item, key in (place for place in before if place in after):
        parts = (before[item, key], after[item, key])
        olds, news = ({(entry.item, _unordered(entry.plain)): entry for entry in part} for part in parts)
        if olds.keys() != news.keys():
            old, new = (
                [fact for same, entry in mine.items() if same not in others for fact in _facts(entry.plain, entry.key)]
                for mine, others in ((olds, news), (news, olds))
            )
            gone, added = _missing(old, new), _missing(new, old)
            if not (gone or added):
                gone, added = tuple(old), tuple(new)
            yield PartDifference(key=key, item=item, gone=gone, added=added)


def _unordered(plain: Any) -> Any:
    """Return a plain value in a form that does not depend on the order of its entries."""
    if isinstance(plain, dict):
        return frozenset((key, _unordered(entry)) for key, entry in plain.items() if entry not in _EMPTY)
    return frozenset(Counter(map(_unordered, plain)).items()) if isinstance(plain, list | tuple) else plain


def _facts(plain: object, key: str) -> Iterator[Fact]:
    if isinstance(plain, dict):
        for name, inner in plain.items():
            yield from _facts(inner, name)
    elif isinstance(plain, list | tuple):
        for inner in plain:
            yield from _facts(inner, key)
    elif isinstance(plain, str | int | float | date) and plain != "":
        yield key, plain


def _in_order(review: Review) -> object:
    """Return what goes onto paper in the order that the person gave it."""
    answers = {answer.item: (answer.results, answer.left_off, answer.shortcomings) for answer in review.answers}
    return answers, review.own_shortcomings, review.pledges, review.raised_issues, review.tasks.listed


def _by_place(entries: Iterable[tuple[Place, Value]]) -> dict[Place, list[_Entry]]:
    by: defaultdict[Place, list[_Entry]] = defaultdict(list)
    for place, entry in entries:
        by[place].append(_Entry("", "", _plain(entry)))
    return by


def _missing(entries: Iterable[Said], others: Iterable[Said]) -> tuple[Said, ...]:
    return tuple((Counter(entries) - Counter(others)).elements())
