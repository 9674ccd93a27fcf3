"""Questions on points, the rows of one board: the criteria of the committee's table, or the two sums without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import structs

from tuphe import texts
from tuphe.core.point_table import scored, so_far
from tuphe.core.question import Choice, Kind, Question, Row
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Score, SelfRating
from tuphe.interview.parsing import parse_points, text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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


class _Line(NamedTuple):
    """What a row asks points for, and what it makes of them; without any, there are none."""

    key: str
    name: str
    maximum: float
    current: float | None
    before: float | None
    put: Callable[[float | None], Review]
    text: str
    hints: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    """The heading that it stands under."""
    met_or_not: bool = False
    percent: bool = False
    none: Callable[[], Review] | None = None
    """Confirms that there are none, where there need not be any."""
    answered: bool = False


def by_table(ask: Ask, review: Review, table: PointTable, beside: Beside) -> Iterator[Question[Review]]:
    """Yield a row for each criterion of a table; with the first points the year takes a copy of it."""
    lines = [
        _of_criterion(review, table, criterion, name, beside.previous)
        for name, criteria in ((_GENERAL, table.general), (_TASKS, table.tasks))
        for criterion in criteria
    ]
    yield from _rows(ask, review, lines, so_far(review.self_rating, table), beside)


def as_sums(
    ask: Ask, review: Review, frame: CriteriaFrame | None, beside: Beside, *, needed: bool
) -> Iterator[Question[Review]]:
    """Yield a row for each of the two sums, with what `frame` has them given for.

    Where they are not `needed`, since no level rests on them, they may stay empty.
    """
    mine = review.self_rating
    before = SelfRating() if beside.previous is None else beside.previous.self_rating
    lines = [
        _of_sum(
            review,
            _named(frame, () if frame is None else frame.general),
            ("tieu_chi_chung", _GENERAL, GENERAL_MAXIMUM, mine.general_points),
            before.general_points,
            lambda given: structs.replace(mine, general_points=given),
            needed=needed,
        ),
        _of_sum(
            review,
            _named(frame, () if frame is None else frame.tasks),
            ("ket_qua_nhiem_vu", _TASKS, TASK_MAXIMUM, mine.task_points),
            before.task_points,
            lambda given: structs.replace(mine, task_points=given),
            needed=needed,
        ),
    ]
    yield from _rows(ask, review, lines, (mine.general_points, mine.task_points), beside)


def _of_criterion(review: Review, table: PointTable, criterion: Criterion, part: str, previous: Review | None) -> _Line:
    mine, general = review.self_rating, criterion in table.general
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
    return _Line(
        key=f"tu_danh_gia/diem/{criterion.id}",
        name=criterion.name,
        maximum=criterion.maximum,
        current=mine.score(criterion.id),
        before=previous.self_rating.score(criterion.id) if previous is not None and same_table else None,
        put=put,
        text=text,
        hints=(*criterion.hints, *(("Chưa chấm được thì để sau.",) if criterion is table.criteria[0] else ())),
        under=(criterion.group or part,),
        met_or_not=met_or_not,
        percent=percent,
    )


def _of_sum(
    review: Review,
    named: tuple[str, ...],
    what: tuple[str, str, int, float | None],
    before: float | None,
    with_points: Callable[[float | None], SelfRating],
    *,
    needed: bool,
) -> _Line:
    key, name, maximum, current = what

    def put(points: float | None) -> Review:
        """Save the sum, or that there is none."""
        return review.but(self_rating=with_points(points))

    return _Line(
        key=f"tu_danh_gia/{key}",
        name=name,
        maximum=maximum,
        current=current,
        before=before,
        put=put,
        text=f"Tự chấm bao nhiêu điểm, từ 0 đến {maximum}?",
        hints=(*named, f"Chưa chấm được thì để {'sau' if needed else 'trống'}."),
        none=None if needed else lambda: shapes.confirmed_empty(put(None), key),
        answered=not needed and key in review.passed,
    )


def _named(frame: CriteriaFrame | None, groups: Sequence[FrameGroup]) -> tuple[str, ...]:
    """Name what points are given for: by its criteria where they are few, else by headings, which fit a screen."""
    if frame is None or not groups:
        return ()
    criteria = [criterion for group in groups for criterion in group.criteria]
    if len(criteria) <= _FEW:
        return tuple(criteria)
    # A colon would lead to the criteria, which do not follow here.
    headings = (
        f"{group.heading.removesuffix(':')}…" if group.heading.endswith(":") else group.heading for group in groups
    )
    return (*headings, f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}")


# Rows of the board


def _rows(
    ask: Ask, review: Review, lines: Sequence[_Line], sums: tuple[float | None, float | None], beside: Beside
) -> Iterator[Question[Review]]:
    """Yield the lines as rows; one after another, what they rest on is said once, and each heading too."""
    said: tuple[str, ...] = ()
    before = () if beside.previous is None or not beside.last_year else (_of_year(beside.previous),)
    for line in lines:
        known = () if said else (*beside.basis, *beside.last_year)
        question = _question(ask, line, (*known, *(line.under if line.under != said else ())))
        said = line.under
        yield structs.replace(question, row=_row(review, line, question, (_in_words("Cộng", sums), *before), beside))


def _question(ask: Ask, line: _Line, context: tuple[str, ...]) -> Question[Review]:
    most = texts.of_number(line.maximum)

    def record(reply: tuple[str, ...]) -> Review:
        """Save the points, or that there are none."""
        if line.none is not None and not text_of(reply):
            return line.none()
        return line.put(parse_points(text_of(reply), line.maximum))

    return ask(
        key=line.key,
        place=line.key,
        title=line.name,
        context=context,
        text=line.text,
        hints=line.hints,
        kind=Kind.ONE if line.met_or_not else Kind.LINE,
        choices=(Choice(most, "Đảm bảo"), Choice("0", "Không đảm bảo")) if line.met_or_not else (),
        current=() if line.current is None else (texts.of_number(line.current),),
        answered=line.current is not None or line.answered,
        record=record,
    )


def _row(review: Review, line: _Line, question: Question[Review], sums: tuple[str, ...], beside: Beside) -> Row[Review]:
    before = "" if line.before is None else ", ".join(question.labels([texts.of_number(line.before)]))
    return Row(
        board="tu_danh_gia/diem",
        mark=lambda value: line.put(None) if value is None else question.record((value,)),
        heading=str(review.year),
        what="tiêu chí",
        before=before,
        heading_before="" if beside.previous is None else str(beside.previous.year),
        about=line.under,
        most="" if line.met_or_not else f"{texts.of_number(line.maximum)}{'%' if line.percent else ''}",
        sums=sums,
        basis=beside.basis,
    )


def _of_year(previous: Review) -> str:
    """Say what the year before came to; its level is said where this year's is asked."""
    mine = previous.self_rating
    return _in_words(f"Năm {previous.year}", (mine.general_points, mine.task_points))


def _in_words(whose: str, sums: tuple[float | None, float | None]) -> str:
    """Say what both parts come to, and what they make together as far as they are known."""
    general, tasks = ("…" if one is None else texts.of_number(one) for one in sums)
    known = [one for one in sums if one is not None]
    total = texts.of_number(sum(known)) if known else "…"
    parts = f"tiêu chí chung {general}/{GENERAL_MAXIMUM}; kết quả nhiệm vụ {tasks}/{TASK_MAXIMUM}"
    return f"{whose}: {parts}; tổng {total}/100"
