"""Questions on points, the rows of one board: the criteria of the committee's table, or the two sums without one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import structs

from tuphe import texts
from tuphe.core.point_table import scored, so_far
from tuphe.core.question import Choice, Kind, Question, Row
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Score
from tuphe.core.value import name_of
from tuphe.interview.parsing import parse_points, text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tuphe.core.criteria_frame import CriteriaFrame, FrameGroup
    from tuphe.core.point_table import Criterion, PointTable
    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask

_GENERAL: Final = "Điểm nhóm tiêu chí chung"
_TASKS: Final = "Điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ"
_FEW: Final = 4
"""Criteria that fit beside a question in their own words: those of Phụ lục 5."""


class Beside(NamedTuple):
    """What stands beside points: the year before, and in lines what the points of this one rest on."""

    previous: Review | None
    basis: tuple[str, ...]
    last_year: tuple[str, ...]
    """The sums and the level of the year before, in a line."""


def by_table(ask: Ask, review: Review, table: PointTable, beside: Beside) -> Iterator[Question[Review]]:
    """Yield a row for each criterion of a table; with the first points the year takes a copy of it."""
    rows = [
        _on_criterion(ask, review, table, criterion, name, beside)
        for name, criteria in ((_GENERAL, table.general), (_TASKS, table.tasks))
        for criterion in criteria
    ]
    yield from _together(rows, so_far(review.self_rating, table), beside)


def as_sums(
    ask: Ask, review: Review, frame: CriteriaFrame | None, beside: Beside, *, needed: bool
) -> Iterator[Question[Review]]:
    """Yield a row for each of the two sums, with what `frame` has them given for.

    Where they are not `needed`, since no level rests on them, they may stay empty.
    """
    mine = review.self_rating
    general, tasks = ((), ()) if frame is None else (_named(frame, frame.general), _named(frame, frame.tasks))
    rows = [
        _on_sum(ask, review, key, name, maximum, named, beside, needed=needed)
        for key, name, maximum, named in (
            ("tieu_chi_chung", _GENERAL, GENERAL_MAXIMUM, general),
            ("ket_qua_nhiem_vu", _TASKS, TASK_MAXIMUM, tasks),
        )
    ]
    yield from _together(rows, (mine.general_points, mine.task_points), beside)


def _on_criterion(
    ask: Ask, review: Review, table: PointTable, criterion: Criterion, part: str, beside: Beside
) -> Question[Review]:
    mine, previous, general = review.self_rating, beside.previous, criterion in table.general
    most = texts.of_number(criterion.maximum)
    met_or_not = table.binary and general
    percent = table.by_percentages and not general

    def put(points: float | None) -> Review:
        """Give the criterion these points, or none, and the sums that follow."""
        given = None if points is None else Score(criterion=criterion.id, points=points)
        return review.but(
            self_rating=scored(mine, table, criterion, given, own=table == review.point_table), point_table=table
        )

    if met_or_not:
        text = f"Tôi có đảm bảo tiêu chí này không? Đảm bảo: {most} điểm; không đảm bảo: 0 điểm."
    elif percent:
        text = "Bao nhiêu phần trăm, từ 0 đến 100?"
    else:
        text = f"Tự chấm bao nhiêu điểm, từ 0 đến {most}?"
    same_table = previous is not None and previous.self_rating.table == table.id
    choices = (Choice(most, "Đảm bảo"), Choice("0", "Không đảm bảo")) if met_or_not else ()
    before = previous.self_rating.score(criterion.id) if previous is not None and same_table else None
    row = _row(review, beside, before, "" if met_or_not else f"{most}{'%' if percent else ''}", choices)
    return _question(
        partial(
            ask,
            title=criterion.name,
            text=text,
            hints=(*criterion.hints, *(("Chưa chấm được thì để sau.",) if criterion is table.criteria[0] else ())),
            choices=choices,
            kind=Kind.ONE if choices else Kind.LINE,
        ),
        partial(row, about=(criterion.group or part,)),
        f"tu_danh_gia/diem/{criterion.id}",
        criterion.maximum,
        mine.score(criterion.id),
        put,
    )


def _on_sum(
    ask: Ask, review: Review, key: str, name: str, maximum: int, named: tuple[str, ...], beside: Beside, *, needed: bool
) -> Question[Review]:
    mine = review.self_rating
    field = name_of(mine, key)

    def put(points: float | None) -> Review:
        return review.but(self_rating=structs.replace(mine, **{field: points}))

    before = None if beside.previous is None else getattr(beside.previous.self_rating, field)
    hints = (*named, f"Chưa chấm được thì để {'sau' if needed else 'trống'}.")
    return _question(
        partial(ask, title=name, text=f"Tự chấm bao nhiêu điểm, từ 0 đến {maximum}?", hints=hints, kind=Kind.LINE),
        _row(review, beside, before, texts.of_number(maximum)),
        f"tu_danh_gia/{key}",
        maximum,
        getattr(mine, field),
        put,
        none=None if needed else lambda: shapes.confirmed_empty(put(None), key),
        answered=not needed and key in review.passed,
    )


def _named(frame: CriteriaFrame, groups: Sequence[FrameGroup]) -> tuple[str, ...]:
    """Name what points are given for: by its criteria where they are few, else by headings, which fit a screen."""
    criteria = [criterion for group in groups for criterion in group.criteria]
    if len(criteria) <= _FEW:
        return tuple(criteria)
    # A colon would lead to the criteria, which do not follow here.
    headings = (
        f"{group.heading.removesuffix(':')}…" if group.heading.endswith(":") else group.heading for group in groups
    )
    return (*headings, f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}")


def _row(
    review: Review, beside: Beside, before: float | None, most: str, choices: Iterable[Choice] = ()
) -> partial[Row[Review]]:
    shown = "" if before is None else texts.of_number(before)
    return partial(
        Row,
        board="tu_danh_gia/diem",
        heading=str(review.year),
        what="tiêu chí",
        before=dict(choices).get(shown, shown),
        heading_before="" if beside.previous is None else str(beside.previous.year),
        most=most,
        basis=beside.basis,
    )


def _question(
    ask: Ask,
    row: partial[Row[Review]],
    key: str,
    maximum: float,
    current: float | None,
    put: Callable[[float | None], Review],
    *,
    none: Callable[[], Review] | None = None,
    answered: bool = False,
) -> Question[Review]:
    """Ask for points in a row; `none` confirms that there are none, where there need not be any."""

    def record(reply: tuple[str, ...]) -> Review:
        if none is not None and not text_of(reply):
            return none()
        return put(parse_points(text_of(reply), maximum))

    return ask(
        key=key,
        place=key,
        current=() if current is None else (texts.of_number(current),),
        answered=current is not None or answered,
        record=record,
        row=row(mark=lambda value: put(None) if value is None else record((value,))),
    )


def _together(
    rows: Sequence[Question[Review]], sums: tuple[float | None, float | None], beside: Beside
) -> Iterator[Question[Review]]:
    """Yield the rows of a board; one after another, what they rest on is said once, and each heading too."""
    said: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    if beside.previous is not None and beside.last_year:  # its level is said where this year's is asked
        theirs = beside.previous.self_rating
        before = (_in_words(f"Năm {beside.previous.year}", (theirs.general_points, theirs.task_points)),)
    for question in rows:
        under = () if question.row is None else question.row.about
        known = () if said else (*beside.basis, *beside.last_year)
        yield structs.replace(
            question,
            context=(*known, *(under if under != said else ())),
            row=question.row and structs.replace(question.row, sums=(_in_words("Cộng", sums), *before)),
        )
        said = under


def _in_words(whose: str, sums: tuple[float | None, float | None]) -> str:
    """Say what both parts come to, and what they make together as far as they are known."""
    general, tasks = ("…" if one is None else texts.of_number(one) for one in sums)
    known = [one for one in sums if one is not None]
    total = texts.of_number(sum(known)) if known else "…"
    parts = f"tiêu chí chung {general}/{GENERAL_MAXIMUM}; kết quả nhiệm vụ {tasks}/{TASK_MAXIMUM}"
    return f"{whose}: {parts}; tổng {total}/100"
