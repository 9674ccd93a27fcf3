"""What a year still lacks: one answer for the interview, the list of years, soát, closing and the export alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from tuphe.core.form import BLANKS, Content
from tuphe.core.nothing import something
from tuphe.core.places import NEW, left_open, lists_of, told_apart
from tuphe.core.promises import NOTHING_OPEN, account
from tuphe.core.review import LOW_RATINGS, FollowUpState, PledgeArea, Rating, State, asked_items
from tuphe.core.scoring import chosen_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from tuphe.core.checklist import Checklist, Item
    from tuphe.core.form import Form, FormSection, Part
    from tuphe.core.places import Lists
    from tuphe.core.promises import Promises
    from tuphe.core.review import FollowUp, Pledge, PledgeOutcome, Review, Shortcoming
    from tuphe.core.scoring import PointTable

_UNMENDED: Final = (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED)
_SCORED: Final = frozenset(Rating) - {Rating.NOT_APPLICABLE}


class Gap(NamedTuple):
    """Something that a whole year has and this one has not.

    `place` is the key of the question that fills it; `sections` are the
    numbers of the form's sections that stay open for it, none where the form
    does not show it.
    """

    place: str
    sections: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a year is held against beside its form.

    `promises` are those that all earlier years leave open; `by_points` tells
    whether the year's levels rest on points; `table` is the committee's table
    that they are given by, if there is one.
    """

    checklist: Checklist
    promises: Promises = NOTHING_OPEN
    leader: bool = False
    first_year: bool = True
    by_points: bool = True
    table: PointTable | None = None


def missing(review: Review, form: Form | None, around: Around) -> tuple[Gap, ...]:
    """Return what `review` still lacks to be whole in `form`; None stands for the summary.

    An item may stay without text; a section of the form may not, unless the
    person said that there is nothing for it. Ratings alone are no whole year.
    """
    year = _Year(review, around)
    found: dict[str, list[str]] = {place: [] for place in _of_any_year(year)}
    for number, place in _of_summary(year) if form is None else _of_form(form, year):
        found.setdefault(place, []).append(number)
    return tuple(Gap(place, tuple(dict.fromkeys(numbers))) for place, numbers in found.items())


def result_sections(review: Review, form: Form | None, around: Around) -> tuple[tuple[str, str, tuple[Item, ...]], ...]:
    """Return the sections that take results of items: number, heading, the items asked of this person."""
    year = _Year(review, around)
    if form is None:
        return tuple(
            (f"I.{row}", group.name, tuple(item for item in group.items if item in year.asked))
            for row, group in enumerate(around.checklist.groups, 1)
        )
    taking = (section for section in form.sections if any(part.takes is Content.RESULTS for part in section.parts))
    return tuple((section.number, section.heading, tuple(year.of(*section.parts))) for section in taking)


def next_remedies(review: Review, promises: Promises) -> tuple[tuple[str, FollowUp], ...]:
    """Return the earlier shortcomings that need a next remedy, with their place: not mended, and not stated anew.

    One that stands among this year's again gets cause, remedy and date there;
    what was written for it all the same is not dropped.
    """
    if not any(entry.state in _UNMENDED for entry in review.follow_ups):
        return ()
    told = zip(_places_of_follow_ups(review, promises), account(promises, review).shortcomings, strict=True)
    return tuple(
        (place, one.entry)
        for place, one in told
        if one.entry.state in _UNMENDED and (one.again is None or one.entry.remedy)
    )


def _places_of_follow_ups(review: Review, promises: Promises) -> list[str]:
    own = dict(zip(map(told_apart, review.follow_ups), lists_of(review)["khac_phuc"], strict=True))
    besides = (own[told_apart(entry)] for entry in promises.on_paper(review))
    return [f"khac_phuc/{mark}" for mark in (*left_open(promises)["khac_phuc"], *besides)]


def table_in_use(review: Review, tables: Sequence[PointTable]) -> PointTable | None:
    """Return which of the committees' tables the year's points are given by; None where they are given as two sums."""
    if "bang_diem" in review.passed:
        return None
    return review.point_table or chosen_table(review.self_rating, tables)


def area_of(pledge: Pledge, remedies: Collection[str]) -> PledgeArea:
    """Return the head of the pledge's paper that a pledge goes under; a remedy is about mending."""
    if pledge.area is not None:
        return pledge.area
    return PledgeArea.MENDING if pledge.text in remedies else PledgeArea.OTHER


def remedies_of(review: Review, promises: Promises) -> dict[str, date | None]:
    """Return every remedy of the year with its day: of this year's shortcomings, then of those not mended."""
    entries: list[Shortcoming | FollowUp] = [found for _, found in review.shortcomings]
    entries += (entry for _, entry in next_remedies(review, promises))
    return {entry.remedy: entry.due for entry in entries if entry.remedy}


class _Year:
    """A year with what it is held against; what several sections look at is found once."""

    def __init__(self, review: Review, around: Around) -> None:
        self.review = review
        self.around = around
        self.asked = asked_items(around.checklist, review, leader=around.leader)
        self.answers = {answer.item: answer for answer in review.answers}

    @cached_property
    def marks(self) -> Lists:
        """What tells the entries of each list apart in the keys of their questions."""
        return lists_of(self.review)

    @cached_property
    def follow_ups(self) -> tuple[tuple[str, FollowUp], ...]:
        """What is said of every earlier shortcoming, with the key of its questions."""
        promises = self.around.promises
        places = _places_of_follow_ups(self.review, promises)
        return tuple(zip(places, promises.followed_up(self.review), strict=True))

    @cached_property
    def kept(self) -> tuple[tuple[str, PledgeOutcome], ...]:
        """What is said of every earlier pledge, with the key of its questions."""
        promises, review = self.around.promises, self.review
        own = dict(zip((entry.text for entry in review.outcomes), self.marks["thuc_hien_cam_ket"], strict=True))
        besides = (own[entry.text] for entry in promises.pledged_on_paper(review))
        marks = (*left_open(promises)["thuc_hien_cam_ket"], *besides)
        return tuple(
            (f"thuc_hien_cam_ket/{mark}", entry) for mark, entry in zip(marks, promises.kept(review), strict=True)
        )

    @cached_property
    def next_remedies(self) -> tuple[tuple[str, FollowUp], ...]:
        return next_remedies(self.review, self.around.promises)

    @cached_property
    def shortcoming_places(self) -> tuple[tuple[str, Shortcoming], ...]:
        """Every shortcoming of the year with the key of its questions."""
        return tuple(
            (f"{path}/{mark}", found)
            for answer in self.review.answers
            if answer.rating is not Rating.NOT_APPLICABLE
            for path in (f"muc/{answer.item}/han_che",)
            for mark, found in zip(self.marks[path], answer.shortcomings, strict=True)
            if found.real
        )

    def of(self, *parts: Part) -> list[Item]:
        """The items asked of this person that some parts of a form take."""
        kinds = {kind for part in parts for kind in part.kinds}
        return [item for item in self.asked if item.kind in kinds]

    def rating(self, item: Item) -> Rating | None:
        return self.answers[item.id].rating if item.id in self.answers else None

    def has_results(self, items: Iterable[Item]) -> bool:
        answers = (self.answers[item.id] for item in items if item.id in self.answers)
        return any(answer.results and answer.rating is not Rating.NOT_APPLICABLE for answer in answers)


# What every year needs, whatever its form


def _of_any_year(year: _Year) -> Iterator[str]:
    yield from _states(year)
    yield from _remedies(year)
    yield from _kept(year)
    yield from _ratings(year)
    for item in year.asked:
        answer = year.answers.get(item.id)
        if answer is not None and answer.rating in LOW_RATINGS and not any(one.real for one in answer.shortcomings):
            yield f"muc/{item.id}/han_che/{NEW}/noi_dung"
    yield from _shortcomings(year)
    yield from _causes(year)
    yield from _issues(year)
    yield from _pledges(year)
    for mark, pledge in zip(year.marks["cam_ket"], year.review.pledges, strict=True):
        if pledge.due is None:
            yield f"cam_ket/{mark}/thoi_han"
    if year.around.by_points:
        yield from _points(year, "tieu_chi_chung")
        yield from _points(year, "ket_qua_nhiem_vu")
    yield from _level(year)


def _ratings(year: _Year) -> Iterator[str]:
    return (f"muc/{item.id}/muc_do" for item in year.asked if year.rating(item) is None)


def _results(year: _Year, number: str, items: Sequence[Item]) -> Iterator[str]:
    said = number in year.review.passed or year.review.has_none(items, "ket_qua")
    if not said and not year.has_results(items):
        yield f"phan/{number}"


def _shortcomings(year: _Year) -> Iterator[str]:
    review = year.review
    if not (review.shortcomings or "han_che" in review.passed or review.has_none(year.asked, "han_che")):
        yield "han_che"


def _causes(year: _Year) -> Iterator[str]:
    return (f"{place}/nguyen_nhan" for place, found in year.shortcoming_places if not something(found.cause))


def _remedies(year: _Year) -> Iterator[str]:
    yield from _of_shortcomings(year)
    yield from _later_remedies(year)


def _of_shortcomings(year: _Year) -> Iterator[str]:
    return (lack for place, found in year.shortcoming_places for lack in _remedy(place, found))


def _later_remedies(year: _Year) -> Iterator[str]:
    # A year that was closed before anybody asked for them stays as it is.
    if year.review.state is State.OPEN:
        yield from (lack for place, entry in year.next_remedies for lack in _remedy(place, entry))


def _remedy(place: str, entry: Shortcoming | FollowUp) -> Iterator[str]:
    if not something(entry.remedy):
        yield f"{place}/bien_phap"
    if entry.due is None:
        yield f"{place}/thoi_han"


def _states(year: _Year) -> Iterator[str]:
    return (f"{place}/tinh_trang" for place, entry in year.follow_ups if entry.state is None)


def _kept(year: _Year) -> Iterator[str]:
    return (f"{place}/tinh_trang" for place, entry in year.kept if entry.state is None)


def _issues(year: _Year) -> Iterator[str]:
    for mark, issue in zip(year.marks["goi_y"], year.review.raised_issues, strict=True):
        for key, text in (
            ("giai_trinh", issue.explanation),
            ("nguyen_nhan", issue.cause),
            ("trach_nhiem", issue.responsibility),
        ):
            if not text:
                yield f"goi_y/{mark}/{key}"


def _pledges(year: _Year, *, of: Collection[PledgeArea] = ()) -> Iterator[str]:
    review = year.review
    remedies = remedies_of(review, year.around.promises)
    fitting = [pledge for pledge in review.pledges if not of or area_of(pledge, remedies) in of]
    mending = PledgeArea.MENDING in of and any(entry.remedy for _, entry in year.next_remedies)
    if not (fitting or mending or "cam_ket" in review.passed):
        yield f"cam_ket/{NEW}/noi_dung"


def _points(year: _Year, part: str) -> Iterator[str]:
    mine, table = year.review.self_rating, year.around.table
    if table is not None:
        criteria = table.general if part == "tieu_chi_chung" else table.tasks
        yield from (f"tu_danh_gia/diem/{one.id}" for one in criteria if mine.score(one.id) is None)
    elif (mine.general_points if part == "tieu_chi_chung" else mine.task_points) is None:
        yield f"tu_danh_gia/{part}"


def _level(year: _Year) -> Iterator[str]:
    if year.review.self_rating.level is None:
        yield "tu_danh_gia/xep_loai"


# What the sections of a form need, each with the number of its section


def _of_form(form: Form, year: _Year) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        needs = [
            place
            for line in (section.heading, *(part.words for part in section.parts))
            for place in _blanks(line, year)
        ]
        for part in section.parts:
            needs += _ENTRIES[part.takes](year, part) if part.takes in _ENTRIES else ()
            # A section that is left out while it is empty needs no word on that.
            if part.takes in _STATED and not section.optional:
                needs += _STATED[part.takes](year, section, part)
        yield from ((section.number, place) for place in needs)


def _blanks(line: str, year: _Year) -> Iterator[str]:
    for blank in BLANKS.findall(line):
        if blank in ("tieu_chi_chung", "tong_diem"):
            yield from _points(year, "tieu_chi_chung")
        if blank in ("ket_qua_nhiem_vu", "tong_diem"):
            yield from _points(year, "ket_qua_nhiem_vu")


def _boxes(year: _Year, part: Part) -> Iterator[str]:
    items = year.of(part)
    if not any(year.rating(item) in _SCORED for item in items):
        yield from (f"muc/{item.id}/muc_do" for item in items if year.rating(item) is None)


def _table(year: _Year, points: str) -> Iterable[str]:
    return () if year.around.table is None else _points(year, points)


def _progress(year: _Year, part: Part) -> Iterator[str]:
    if {column.takes for column in part.columns} & {"tinh_hinh", "tien_do"}:
        listed = zip(year.marks["nhiem_vu/viec"], year.review.tasks.listed, strict=True)
        yield from (f"nhiem_vu/viec/{mark}/tien_do" for mark, task in listed if task.progress is None)


_ENTRIES: Final[Mapping[Content, Callable[[_Year, Part], Iterable[str]]]] = MappingProxyType(
    {
        Content.RATING_BOXES: _boxes,
        Content.OUTCOMES: lambda year, _: _kept(year),
        Content.CAUSES: lambda year, _: _causes(year),
        Content.FOLLOW_UPS: lambda year, _: _states(year),
        Content.RAISED_ISSUES: lambda year, _: _issues(year),
        Content.REMEDIES: lambda year, _: _remedies(year),
        Content.GENERAL_SCORES: lambda year, _: _table(year, "tieu_chi_chung"),
        Content.TASK_SCORES: lambda year, _: _table(year, "ket_qua_nhiem_vu"),
        Content.LEVEL_BOXES: lambda year, _: _level(year),
        Content.TASKS: _progress,
    }
)
"""What the entries of a section lack."""


def _nothing_kept(year: _Year) -> Iterator[str]:
    return _unsaid(year, "thuc_hien_cam_ket", f"thuc_hien_cam_ket/{NEW}/noi_dung", but=year.kept)


def _nothing_mended(year: _Year) -> Iterator[str]:
    return _unsaid(year, "khac_phuc", f"khac_phuc/{NEW}/noi_dung", but=year.follow_ups)


def _no_issues(year: _Year) -> Iterator[str]:
    return _unsaid(year, "goi_y", f"goi_y/{NEW}/van_de", but=year.review.raised_issues)


def _no_part(year: _Year) -> Iterator[str]:
    return _unsaid(year, "trach_nhiem_tap_the", "trach_nhiem_tap_the", but=year.review.collective.text)


def _no_tasks(year: _Year) -> Iterator[str]:
    tasks = year.review.tasks
    if not tasks.listed and "viec" not in tasks.passed:
        yield f"nhiem_vu/viec/{NEW}/noi_dung"


def _unsaid(year: _Year, key: str, place: str, *, but: object) -> Iterator[str]:
    if not but and key not in year.review.passed:
        yield place


_STATED: Final[Mapping[Content, Callable[[_Year, FormSection, Part], Iterable[str]]]] = MappingProxyType(
    {
        Content.RESULTS: lambda year, section, _: _results(year, section.number, year.of(*section.parts)),
        Content.OUTCOMES: lambda year, *_: _nothing_kept(year),
        Content.SHORTCOMINGS: lambda year, *_: _shortcomings(year),
        Content.CAUSES: lambda year, *_: _shortcomings(year),
        Content.FOLLOW_UPS: lambda year, *_: _nothing_mended(year),
        Content.RAISED_ISSUES: lambda year, *_: _no_issues(year),
        Content.COLLECTIVE: lambda year, *_: _no_part(year),
        Content.PLEDGES: lambda year, _, part: _pledges(year, of=part.areas),
        Content.TASKS: lambda year, *_: _no_tasks(year),
    }
)
"""What lacks while nothing goes into a section and nobody said that there is nothing."""

STATED: Final = frozenset(_STATED)
"""What a section does not leave out in silence: something stands there, or that there is nothing."""


def _of_summary(year: _Year) -> Iterator[tuple[str, str]]:
    review = year.review
    for row, group in enumerate(year.around.checklist.groups, 1):
        items = [item for item in group.items if item in year.asked]
        yield from ((f"I.{row}", place) for place in _results(year, f"I.{row}", items))
    yield from _numbered("II", _shortcomings(year), _causes(year), _of_shortcomings(year))
    numbers = iter(("III", "IV", "V", "VI"))
    if not year.around.first_year or review.follow_ups or review.outcomes:
        number = next(numbers)
        yield from _numbered(f"{number}.1", _states(year), _later_remedies(year), _nothing_mended(year))
        yield from _numbered(f"{number}.2", _kept(year), _nothing_kept(year))
    if review.raised_issues:
        yield from _numbered(next(numbers), _issues(year))
    if review.collective.text:
        next(numbers)
    yield from _numbered(next(numbers), _pledges(year))


def _numbered(number: str, *needs: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((number, place) for places in needs for place in places)
