"""What a year has to say, whatever its form: each function yields the keys of the questions that are still open."""

from collections.abc import Collection, Iterator

from tuphe.core.completeness.year import Year
from tuphe.core.places import NEW
from tuphe.core.remedies import area_of, pledged_remedies, remedies_of
from tuphe.core.review import FollowUp, PledgeArea, State
from tuphe.core.says_nothing import something
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.value import name_of


def of_any_year(year: Year) -> Iterator[str]:
    """Yield what every year needs."""
    yield from states(year)
    yield from remedies(year)
    yield from kept(year)
    yield from (f"muc/{item.id}/muc_do" for item in year.asked if year.rating(item) is None)
    asked = {item.id for item in year.asked}
    for answer in year.review.answers:
        if answer.item in asked and answer.unexplained:
            yield f"muc/{answer.item}/han_che/{NEW}/noi_dung"
    yield from shortcomings(year)
    yield from causes(year)
    yield from issues(year)
    yield from pledges(year)
    yield from unit_tasks(year)
    if year.context.by_points:
        yield from points(year, "tieu_chi_chung")
        yield from points(year, "ket_qua_nhiem_vu")
    yield from level(year)


def states(year: Year) -> Iterator[str]:
    """Yield the earlier shortcomings of which the year does not say what became of them."""
    return (f"{place}/tinh_trang" for place, entry in year.follow_ups if entry.state is None)


def kept(year: Year) -> Iterator[str]:
    """Yield the earlier pledges of which the year does not say whether they were kept.

    A pledge to mend a shortcoming is answered with the shortcoming.
    """
    places = {(entry.item, entry.text): place for place, entry in year.follow_ups}
    pledged = pledged_remedies(year.context.promises, year.review)
    elsewhere = {pledge: places[mended] for mended, pledge in pledged.items()}
    return (f"{elsewhere.get(entry.text, place)}/tinh_trang" for place, entry in year.kept if entry.state is None)


def shortcomings(year: Year) -> Iterator[str]:
    """Yield one key while there is no shortcoming at all, and nobody said that there is none."""
    review = year.review
    if not (review.shortcomings or "han_che" in review.passed or review.has_none(year.asked, "han_che")):
        yield "han_che"


def causes(year: Year) -> Iterator[str]:
    """Yield the shortcomings without a cause."""
    return (f"{place}/nguyen_nhan" for place, found in year.shortcomings if not something(found.cause))


def remedies(year: Year) -> Iterator[str]:
    """Yield the shortcomings, this year's and earlier ones not mended, without a remedy or without its date."""
    yield from own_remedies(year)
    yield from next_remedies(year)


def own_remedies(year: Year) -> Iterator[str]:
    """Yield this year's shortcomings without a remedy or without its date."""
    return (key for place, found in year.shortcomings for key in _of_remedy(place, found))


def next_remedies(year: Year) -> Iterator[str]:
    """Yield the earlier shortcomings, not mended, without a next remedy or without its date."""
    # A year that was closed before anybody asked for them stays as it is.
    if year.review.state is State.OPEN:
        yield from (key for place, entry in year.next_remedies for key in _of_remedy(place, entry))


def _of_remedy(place: str, entry: Shortcoming | FollowUp) -> Iterator[str]:
    if not something(entry.remedy):
        yield f"{place}/bien_phap"
    if entry.due is None:
        yield f"{place}/thoi_han"


def issues(year: Year) -> Iterator[str]:
    """Yield what is not answered yet of the issues that were raised."""
    for mark, issue in zip(year.marks["goi_y"], year.review.raised_issues, strict=True):
        keys = ("giai_trinh", "nguyen_nhan", "trach_nhiem")
        yield from (f"goi_y/{mark}/{key}" for key in keys if not getattr(issue, name_of(issue, key)))


def pledges(year: Year, *, about: Collection[PledgeArea] = ()) -> Iterator[str]:
    """Yield one key while nothing is pledged in these areas (none named: in any), and nobody confirmed that."""
    review = year.review
    texts = remedies_of(review, year.context.promises)
    fitting = [pledge for pledge in review.pledges if not about or area_of(pledge, texts) in about]
    mending = PledgeArea.MENDING in about and any(entry.remedy for _, entry in year.next_remedies)
    if not (fitting or mending or "cam_ket" in review.passed):
        yield f"cam_ket/{NEW}/noi_dung"


def unit_tasks(year: Year) -> Iterator[str]:
    """Yield one key while a leader told of own tasks, asked before they led, or before format 4, and of no unit's."""
    own, units = ("tong_so" in (*one.known, *one.passed) for one in (year.review.tasks, year.review.unit_tasks))
    if year.context.leader and own and not units and year.review.state is State.OPEN:
        yield "nhiem_vu_don_vi/tong_so"


def points(year: Year, part: str) -> Iterator[str]:
    """Yield what has no points yet in a part, `tieu_chi_chung` or `ket_qua_nhiem_vu`: its sum, or lines of a table."""
    mine, table = year.review.self_rating, year.context.table
    if table is not None:
        criteria = table.general if part == "tieu_chi_chung" else table.tasks
        yield from (f"tu_danh_gia/diem/{one.id}" for one in criteria if mine.score(one.id) is None)
    elif (mine.general_points if part == "tieu_chi_chung" else mine.task_points) is None:
        yield f"tu_danh_gia/{part}"


def level(year: Year) -> Iterator[str]:
    """Yield one key while no level is chosen."""
    if year.review.self_rating.level is None:
        yield "tu_danh_gia/xep_loai"
