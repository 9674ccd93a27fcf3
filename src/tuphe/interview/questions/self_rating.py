"""Questions on points and the proposed level."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import reasons, texts
from tuphe.core.checklist import Checklist
from tuphe.core.completeness import table_in_use
from tuphe.core.level_rules import assess
from tuphe.core.point_table import PointTable, taken_over
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.review import Rating, Review
from tuphe.core.self_rating import Case, Level
from tuphe.interview.questions import shapes
from tuphe.interview.questions.points import Points
from tuphe.interview.questions.shapes import Ask

if TYPE_CHECKING:
    from tuphe.interview.questions import Known

_PART: Final = texts.INTERVIEW_PARTS["tu_danh_gia"]
_NO_TABLE: Final = "khong"
_CHANGED: Final = "ban-moi"


def questions(review: Review, checklist: Checklist, known: "Known") -> Iterator[Question[Review]]:
    """Yield the questions on points, by the committee's table if there is one, and on the level.

    The year needs points where its levels rest on them; which levels they allow is said with the level.
    """
    mine, rules, leader = review.self_rating, known.rules, known.leader
    basis, last_year = _basis(review, checklist, known), _last_year(known.previous)
    in_sight = (*basis, *last_year)
    ask: Ask = partial(Question, part=_PART, place="tu_danh_gia", title=_PART, context=in_sight)
    own = review.point_table
    # The table that the year has a copy of, then all other tables of the folder.
    offered = known.tables if own is None else (own, *(table for table in known.tables if table != own))
    if len(offered) > 1 or (offered and mine.in_own_sums):
        yield _which_table(ask, review, offered)
    given = Points(partial(Question, part=_PART), review, known.previous, basis, last_year)
    if (table := table_in_use(review, known.tables)) is not None:
        yield from given.by_table(table)
    else:
        yield from given.as_sums(known.frame(), needed=rules is not None)
    if rules is not None and (cases := rules.cases(leader=leader)):
        choices = tuple(Choice(case.case, case.text) for case in cases)
        yield _which_cases(partial(ask, context=()), review, choices, rules.remarks(Level.NOT_COMPLETED, leader=leader))
    total: tuple[str, ...] = () if mine.total is None else (f"Tổng điểm: {texts.of_number(mine.total)}/100.",)
    if rules is not None:
        total += reasons.of_assessment(assess(review, known.promises.followed_up(review), rules, leader=leader))
    yield shapes.Fields(
        partial(ask, context=(*in_sight, *total)), "tu_danh_gia", mine, lambda rated: review.but(self_rating=rated)
    ).choice("xep_loai", "Đề xuất xếp loại mức chất lượng?", texts.LEVELS)


def _basis(review: Review, checklist: Checklist, known: "Known") -> tuple[str, ...]:
    """Say what points rest on: the ratings of each group in counts, and the tasks."""
    lines: list[str] = []
    for group in checklist.groups:
        ratings = Counter(rating for item in group.items if (rating := review.rating(item.id)) is not None)
        said = [f"{ratings[one]} {texts.RATINGS[one]}" for one in Rating if ratings[one]]
        lines += [f"{group.name}: {', '.join(said)}"] if said else []
    tasks = review.judged_tasks(leader=known.leader)
    given = {"được giao": tasks.total, "hoàn thành": tasks.done, "chậm hạn": tasks.late, "vượt yêu cầu": tasks.above}
    if counts := [f"{count} {what}" for what, count in given.items() if count is not None]:
        lines.append(f"{'Nhiệm vụ của đơn vị phụ trách' if known.leader else 'Nhiệm vụ'}: {', '.join(counts)}")
    return tuple(lines)


def _last_year(previous: Review | None) -> tuple[str, ...]:
    if previous is None:
        return ()
    level = previous.self_rating.level
    told = [_sums_of(previous), f"mức đề xuất: {texts.LEVELS[level]}" if level else ""]
    return (f"Năm {previous.year}: {'; '.join(filter(None, told))}",) if any(told) else ()


def _sums_of(review: Review) -> str:
    mine = review.self_rating
    parts = {"tiêu chí chung": mine.general_points, "kết quả nhiệm vụ": mine.task_points, "tổng": mine.total}
    return "; ".join(f"{what} {texts.of_number(given)}" for what, given in parts.items() if given is not None)


def _which_cases(ask: Ask, review: Review, choices: tuple[Choice, ...], hints: tuple[str, ...]) -> Question[Review]:
    """Ask in one question which cases that lead to the lowest level happened; with none ticked, none did."""
    mine = review.self_rating

    def record(reply: tuple[str, ...]) -> Review:
        rated = review.but(self_rating=structs.replace(mine, cases=tuple(map(Case, reply))))
        return shapes.unconfirmed(rated, "truong_hop") if reply else shapes.confirmed_empty(rated, "truong_hop")

    return ask(
        key="tu_danh_gia/truong_hop",
        text=f"Năm {review.year} có trường hợp nào dưới đây không? Không có thì không đánh dấu.",
        hints=hints,
        kind=Kind.SEVERAL,
        choices=choices,
        current=tuple(mine.cases),
        answered=bool(mine.cases) or "truong_hop" in review.passed,
        record=record,
    )


def _which_table(ask: Ask, review: Review, offered: Sequence[PointTable]) -> Question[Review]:
    """Ask by which table to score, or by none; another table takes over the points that fit it.

    A table removes sums that were given without one: they stay in the version of the year that is replaced.
    """
    mine, own = review.self_rating, review.point_table
    passed = "bang_diem" in review.passed
    # A table that was changed in the folder since has the same id as the copy in the year.
    by_value = {table.id if own is None or table == own or table.id != own.id else _CHANGED: table for table in offered}

    def record(reply: tuple[str, ...]) -> Review:
        """Take the chosen table into the year, or its points as two plain sums."""
        if reply[0] == _NO_TABLE:
            kept = review.but(self_rating=structs.replace(mine, table="", scores=()), point_table=None)
            return review if passed else shapes.confirmed_empty(kept, "bang_diem")
        table = by_value[reply[0]]
        others = tuple(key for key in review.passed if key != "bang_diem")
        if table == own or (own is None and table.id == mine.table):
            # Where the table no longer fits the points of an older year, they are taken over when one is given again.
            return review.but(passed=others)
        return review.but(self_rating=taken_over(mine, table), point_table=table, passed=others)

    choices = (
        Choice(value, f"{table.name} (bản mới trong thư mục tieu-chi)" if value == _CHANGED else table.name)
        for value, table in by_value.items()
    )
    current = _NO_TABLE if passed else mine.table
    none = Choice(_NO_TABLE, f"Không dùng bảng điểm{', giữ điểm đã gõ' if mine.in_own_sums else ''}")
    sums = f"Chọn một bảng thì điểm đã gõ ({_sums_of(review)}) được cất đi; lấy lại bằng: tuphe khoi-phuc {review.year}"
    return ask(
        key="tu_danh_gia/bang_diem",
        text="Chấm điểm theo bảng điểm nào?",
        hints=(sums,) if mine.in_own_sums else (),
        kind=Kind.ONE,
        choices=(*choices, none),
        current=(current,) if current in (*by_value, _NO_TABLE) else (),
        answered=passed or bool(mine.table),
        record=record,
    )
