"""Questions on points and the proposed level."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import structs

from tuphe import texts
from tuphe.core.point_table import summed, taken_over
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.review import Rating
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Case, Score
from tuphe.core.table_in_use import table_in_use
from tuphe.interview.parsing import parse_points, text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tuphe.core.checklist import Checklist
    from tuphe.core.criteria_frame import CriteriaFrame, FrameGroup
    from tuphe.core.point_table import Criterion, PointTable
    from tuphe.core.review import Review
    from tuphe.core.self_rating import SelfRating
    from tuphe.interview.questions.shapes import Ask

_PART: Final = "Tự đánh giá, xếp loại"
_NO_TABLE: Final = "khong"
_CHANGED: Final = "ban-moi"
_GENERAL: Final = "Điểm nhóm tiêu chí chung"
_TASKS: Final = "Điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ"
_FEW: Final = 4
"""Criteria that fit beside a question in their own words: those of Phụ lục 5."""


class Cases(NamedTuple):
    """What makes the lowest level whatever the points are, to choose from, and what to know about it."""

    choices: tuple[Choice, ...] = ()
    hints: tuple[str, ...] = ()


def questions(
    review: Review,
    tables: Sequence[PointTable],
    in_sight: tuple[str, ...],
    assessed: tuple[str, ...],
    *,
    by_points: bool,
    cases: Cases,
    frame: Callable[[], CriteriaFrame | None],
) -> Iterator[Question[Review]]:
    """Yield the questions on points, by the committee's table if there is one, and on the level.

    `in_sight` are the lines of `summary`; `assessed` says in sentences what the points and conditions leave open;
    `by_points` whether the year's levels rest on points, so that it needs them; `cases` make the lowest level;
    `frame` returns what the points are given for, where no table says it.
    """
    mine = review.self_rating
    ask: Ask = partial(Question, part=_PART, place="tu_danh_gia", title=_PART, context=in_sight)
    own_points = not mine.table and (mine.general_points is not None or mine.task_points is not None)
    offered = () if own_points else _offered(review, tables)
    if len(offered) > 1:
        yield _which_table(ask, review, offered)
    table = table_in_use(review, tables)
    if table is not None:
        yield from _by_table(ask, review, table, in_sight)
    else:
        yield from _as_sums(ask, review, frame(), needed=by_points)
    if cases.choices:
        yield _which_cases(partial(ask, context=()), review, cases)
    total = () if mine.total is None else (f"Tổng điểm: {texts.of_number(mine.total)}/100.",)
    yield shapes.Fields(partial(ask, context=(*in_sight, *total, *assessed)), "tu_danh_gia").choice(
        "xep_loai",
        "Đề xuất xếp loại mức chất lượng?",
        texts.LEVELS,
        mine.level,
        lambda level: review.but(self_rating=structs.replace(mine, level=level)),
    )


def no_frame() -> None:
    """Stand for the frame of criteria where there is none."""


def _by_table(ask: Ask, review: Review, table: PointTable, in_sight: tuple[str, ...]) -> Iterator[Question[Review]]:
    for name, criteria in ((_GENERAL, table.general), (_TASKS, table.tasks)):
        for criterion in criteria:
            heading = (criterion.group,) if criterion.group else ()
            yield _score(partial(ask, title=name, context=(*in_sight, *heading)), review, table, criterion)


def _as_sums(ask: Ask, review: Review, frame: CriteriaFrame | None, *, needed: bool) -> Iterator[Question[Review]]:
    mine = review.self_rating
    points = partial(_points, ask, review, needed=needed)
    general = (_GENERAL, GENERAL_MAXIMUM, mine.general_points)
    named = _of_frame(frame, () if frame is None else frame.general)
    yield points("tieu_chi_chung", named, *general, lambda given: structs.replace(mine, general_points=given))
    tasks = (_TASKS, TASK_MAXIMUM, mine.task_points)
    named = _of_frame(frame, () if frame is None else frame.tasks)
    yield points("ket_qua_nhiem_vu", named, *tasks, lambda given: structs.replace(mine, task_points=given))


def summary(review: Review, checklist: Checklist, previous: Review | None, *, leader: bool) -> tuple[str, ...]:
    """Return in lines what points rest on: the ratings of each group in counts, the tasks, last year's points."""
    lines: list[str] = []
    for group in checklist.groups:
        counts = Counter(rating for item in group.items if (rating := review.rating(item.id)) is not None)
        said = [f"{counts[one]} {texts.RATINGS[one]}" for one in Rating if counts[one]]
        lines += [f"{group.name}: {', '.join(said)}"] if said else []
    tasks = review.judged_tasks(leader=leader)
    known = {"được giao": tasks.total, "hoàn thành": tasks.done, "chậm hạn": tasks.late, "vượt yêu cầu": tasks.above}
    if told := [f"{count} {what}" for what, count in known.items() if count is not None]:
        lines.append(f"{'Nhiệm vụ của đơn vị phụ trách' if leader else 'Nhiệm vụ'}: {', '.join(told)}")
    if previous is not None and (points := _points_of(previous)):
        lines.append(f"Năm {previous.year}: {points}")
    return tuple(lines)


def _points_of(review: Review) -> str:
    mine = review.self_rating
    parts = {"tiêu chí chung": mine.general_points, "kết quả nhiệm vụ": mine.task_points, "tổng": mine.total}
    said = [f"{what} {texts.of_number(points)}" for what, points in parts.items() if points is not None]
    return "; ".join([*said, *([f"mức đề xuất: {texts.LEVELS[mine.level]}"] if mine.level else [])])


def _which_cases(ask: Ask, review: Review, cases: Cases) -> Question[Review]:
    """Ask at once which of the cases happened that make the lowest level; none ticked, there was none."""
    mine = review.self_rating

    def record(reply: tuple[str, ...]) -> Review:
        """Take the cases that are ticked; none ticked confirms that there was none."""
        rated = review.but(self_rating=structs.replace(mine, cases=tuple(map(Case, reply))))
        return shapes.unconfirmed(rated, "truong_hop") if reply else shapes.confirmed_empty(rated, "truong_hop")

    return ask(
        key="tu_danh_gia/truong_hop",
        text=f"Năm {review.year} có trường hợp nào dưới đây không? Không có thì không đánh dấu.",
        hints=cases.hints,
        kind=Kind.SEVERAL,
        choices=cases.choices,
        current=tuple(mine.cases),
        answered=bool(mine.cases) or "truong_hop" in review.passed,
        record=record,
    )


def _offered(review: Review, tables: Sequence[PointTable]) -> tuple[PointTable, ...]:
    """Return the tables to choose from: the one that the year carries, then those of the folder that are not it."""
    own = review.point_table
    return tuple(tables) if own is None else (own, *(table for table in tables if table != own))


def _which_table(ask: Ask, review: Review, offered: Sequence[PointTable]) -> Question[Review]:
    """Ask by which table to score, or by none; another table takes over the points that fit it."""
    mine, own = review.self_rating, review.point_table
    passed = "bang_diem" in review.passed
    # A table that was changed in the folder since has the id of the one that the year carries.
    by_value = {table.id if own is None or table == own or table.id != own.id else _CHANGED: table for table in offered}

    def record(reply: tuple[str, ...]) -> Review:
        """Take the chosen table into the year, or its points as two plain sums."""
        if reply[0] == _NO_TABLE and passed:
            return review
        if reply[0] == _NO_TABLE:
            kept = structs.replace(mine, table="", scores=())
            return shapes.confirmed_empty(review.but(self_rating=kept, point_table=None), "bang_diem")
        table = by_value[reply[0]]
        others = tuple(key for key in review.passed if key != "bang_diem")
        if table == own or (own is None and table.id == mine.table):
            # A table that no longer fits the points of an older year takes them over when one of them is given anew.
            return review.but(passed=others)
        return review.but(self_rating=taken_over(mine, table), point_table=table, passed=others)

    current = _NO_TABLE if passed else mine.table
    return ask(
        key="tu_danh_gia/bang_diem",
        text="Chấm điểm theo bảng điểm nào?",
        kind=Kind.ONE,
        choices=(
            *(
                Choice(value, f"{table.name} (bản mới trong thư mục tieu-chi)" if value == _CHANGED else table.name)
                for value, table in by_value.items()
            ),
            Choice(_NO_TABLE, "Không dùng bảng điểm"),
        ),
        current=(current,) if current in (*by_value, _NO_TABLE) else (),
        answered=passed or bool(mine.table),
        record=record,
    )


def _of_frame(frame: CriteriaFrame | None, groups: Sequence[FrameGroup]) -> tuple[str, ...]:
    """Name what points are given for: by its criteria where they are few, else by headings, which fit a screen."""
    if frame is None or not groups:
        return ()
    criteria = [criterion for group in groups for criterion in group.criteria]
    if len(criteria) <= _FEW:
        return tuple(criteria)
    return (*(group.heading for group in groups), f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}")


def _score(ask: Ask, review: Review, table: PointTable, criterion: Criterion) -> Question[Review]:
    """Ask for the points of one criterion; with the first, the year takes a copy of the table."""
    mine = review.self_rating
    current = mine.score(criterion.id)

    def record(reply: tuple[str, ...]) -> Review:
        """Save the points of the criterion, and the sums that follow from them."""
        points = parse_points(text_of(reply), criterion.maximum)
        taken = mine if table == review.point_table else taken_over(mine, table)
        scored = taken.with_score(Score(criterion=criterion.id, points=points))
        return review.but(self_rating=summed(scored, table), point_table=table)

    hints = (*criterion.hints, *(("Chưa chấm được thì để sau.",) if criterion is table.criteria[0] else ()))
    key, most = f"tu_danh_gia/diem/{criterion.id}", texts.of_number(criterion.maximum)
    if table.binary and criterion in table.general:
        met = {most: f"Đảm bảo: {most} điểm", "0": "Không đảm bảo: 0 điểm"}
        return ask(
            key=key,
            text=criterion.name,
            hints=hints,
            kind=Kind.ONE,
            choices=tuple(Choice(points, label) for points, label in met.items()),
            current=() if current is None else (texts.of_number(current),),
            answered=current is not None,
            record=record,
        )
    percent = table.by_percentages and criterion in table.tasks
    return ask(
        key=key,
        text=f"{criterion.name}: "
        + ("bao nhiêu phần trăm, từ 0 đến 100?" if percent else f"tự chấm, từ 0 đến {most}?"),
        hints=hints,
        kind=Kind.LINE,
        current=() if current is None else (texts.of_number(current),),
        answered=current is not None,
        record=record,
    )


def _points(
    ask: Ask,
    review: Review,
    key: str,
    named: tuple[str, ...],
    text: str,
    maximum: int,
    current: float | None,
    put: Callable[[float | None], SelfRating],
    *,
    needed: bool,
) -> Question[Review]:
    """Ask for the points of a whole group, which is `named`; where no level rests on them, they may stay empty."""

    def record(reply: tuple[str, ...]) -> Review:
        """Save the sum, or that there is none where none is needed."""
        if not needed and not text_of(reply):
            return shapes.confirmed_empty(review.but(self_rating=put(None)), key)
        return review.but(self_rating=put(parse_points(text_of(reply), maximum)))

    return ask(
        key=f"tu_danh_gia/{key}",
        text=f"{text}, từ 0 đến {maximum}?",
        hints=(*named, f"Chưa chấm được thì để {'sau' if needed else 'trống'}."),
        kind=Kind.LINE,
        current=() if current is None else (texts.of_number(current),),
        answered=current is not None or (not needed and key in review.passed),
        record=record,
    )
