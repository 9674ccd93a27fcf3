"""A year, and the context that decides what it has to say."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from tuphe.core.asked_items import asked_items
from tuphe.core.checklist import Checklist, Item
from tuphe.core.form import Part
from tuphe.core.places import Lists, answer_marks, lists_of
from tuphe.core.point_table import PointTable
from tuphe.core.promises import NOTHING_OPEN, Promises
from tuphe.core.remedies import next_remedies
from tuphe.core.review import FollowUp, PledgeOutcome, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.value import Plain


class Context(Plain, frozen=True, kw_only=True, dict=True):
    """What decides, beside the form, what a year has to say.

    `promises` are those that all earlier years leave open; `by_points`: whether the year's levels rest on points;
    `table` is the committee's table that they are given by, if there is one.
    """

    checklist: Checklist
    promises: Promises = NOTHING_OPEN
    leader: bool = False
    first_year: bool = True
    by_points: bool = True
    table: PointTable | None = None


def table_in_use(review: Review, tables: Sequence[PointTable]) -> PointTable | None:
    """Return the table for a year's points; None where they are, or will be, two plain sums.

    It is the table stored in the year, else the one that the year names, else the only one in the folder. Of several
    tables the person has to choose one; a year that has its two sums already needs none.
    """
    rating = review.self_rating
    if "bang_diem" in review.passed:
        return None
    if review.point_table is not None:
        return review.point_table
    if rating.table:
        return next((table for table in tables if table.id == rating.table), None)
    return tables[0] if len(tables) == 1 and not rating.in_own_sums else None


class Year:
    """A year in its context; what several sections need is computed once."""

    def __init__(self, review: Review, context: Context) -> None:
        self.review = review
        self.context = context
        self.asked = asked_items(context.checklist, review, leader=context.leader)
        self.answers = {answer.item: answer for answer in review.answers}

    @cached_property
    def marks(self) -> Lists:
        """The marks by which the keys of questions name the entries of each list."""
        return lists_of(self.review)

    @cached_property
    def follow_ups(self) -> tuple[tuple[str, FollowUp], ...]:
        """The record of every earlier shortcoming, with the key of its questions."""
        told = self.context.promises.followed_up(self.review)
        return tuple(
            (f"khac_phuc/{mark}", one) for mark, one in zip(answer_marks("khac_phuc", told), told, strict=True)
        )

    @cached_property
    def kept(self) -> tuple[tuple[str, PledgeOutcome], ...]:
        """The record of every earlier pledge, with the key of its questions."""
        told, path = self.context.promises.kept(self.review), "thuc_hien_cam_ket"
        return tuple((f"{path}/{mark}", one) for mark, one in zip(answer_marks(path, told), told, strict=True))

    @cached_property
    def next_remedies(self) -> tuple[tuple[str, FollowUp], ...]:
        """The earlier shortcomings that need a next remedy, with the key of its questions."""
        return next_remedies(self.review, self.context.promises)

    @cached_property
    def shortcomings(self) -> tuple[tuple[str, Shortcoming], ...]:
        """Every shortcoming of the year with the key of its questions."""
        written = self.review.located_shortcomings()
        return tuple((f"{path}/{self.marks[path][row]}", found) for path, row, _, found in written if found.real)

    def of(self, *parts: Part) -> list[Item]:
        """The items asked of this person that go into these parts of a form."""
        kinds = {kind for part in parts for kind in part.kinds}
        return [item for item in self.asked if item.kind in kinds]

    def rating(self, item: Item) -> Rating | None:
        """The rating of an item, or None while it has none."""
        return self.answers[item.id].rating if item.id in self.answers else None

    def has_results(self, items: Iterable[Item]) -> bool:
        """Whether one of these items has a result that goes onto the paper."""
        answers = (self.answers[item.id] for item in items if item.id in self.answers)
        return any(answer.results and answer.rating is not Rating.NOT_APPLICABLE for answer in answers)
