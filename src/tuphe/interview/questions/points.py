"""Questions on points, the rows of one board: the criteria of the committee's table, or the two sums without one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from msgspec import structs

from tuphe import texts
from tuphe.core.criteria_frame import CriteriaFrame, FrameGroup
from tuphe.core.point_table import Criterion, PointTable, scored, so_far
from tuphe.core.question import Choice, Kind, Question, Row
from tuphe.core.review import Review
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Score
from tuphe.core.value import name_of
from tuphe.interview.questions import shapes
from tuphe.interview.questions.shapes import Ask
from tuphe.interview.reply_parsing import parse_points, text_of

_GENERAL: Final = "Điểm nhóm tiêu chí chung"
_TASKS: Final = "Điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ"
_FEW: Final = 4
"""The most criteria that are named beside a question in their own words: Phụ lục 5 has so many."""


class Points(NamedTuple):
    """The questions on points: `ask` makes one; shown beside them are the year before and what the points rest on."""

    ask: Ask
    review: Review
    previous: Review | None
    basis: tuple[str, ...]
    """What the points of this year rest on, in lines."""
    last_year: tuple[str, ...]
    """The sums and the level of the year before, in a line."""

    def by_table(self, table: PointTable) -> Iterator[Question[Review]]:
        """Yield a row for each criterion of a table; with the first points the year takes a copy of it."""
        rows = [
            self._on_criterion(table, criterion, name)
            for name, criteria in ((_GENERAL, table.general), (_TASKS, table.tasks))
            for criterion in criteria
        ]
        yield from self._together(rows, so_far(self.review.self_rating, table))

    def as_sums(self, frame: CriteriaFrame | None, *, needed: bool) -> Iterator[Question[Review]]:
        """Yield a row for each of the two sums, with the criteria that `frame` has for it.

        Where they are not `needed`, since no level rests on them, they may stay empty.
        """
        mine = self.review.self_rating
        general, tasks = ((), ()) if frame is None else (_named(frame, frame.general), _named(frame, frame.tasks))
        rows = [
            self._on_sum("tieu_chi_chung", _GENERAL, GENERAL_MAXIMUM, general, needed=needed),
            self._on_sum("ket_qua_nhiem_vu", _TASKS, TASK_MAXIMUM, tasks, needed=needed),
        ]
        yield from self._together(rows, (mine.general_points, mine.task_points))

    def _on_criterion(self, table: PointTable, criterion: Criterion, part: str) -> Question[Review]:
        """Return the question of one criterion: is it met, how many points or what percentage, as the table counts."""
        review, previous, general = self.review, self.previous, criterion in table.general
        mine, most = review.self_rating, texts.of_number(criterion.maximum)
        met_or_not = table.binary and general
        percent = table.by_percentages and not general

        def put(points: float | None) -> Review:
            """Give the criterion these points, or none, and update the sums."""
            given = None if points is None else Score(criterion=criterion.id, points=points)
            rated = scored(mine, table, criterion, given, own=table == review.point_table)
            return review.but(self_rating=rated, point_table=table)

        if met_or_not:
            text = f"Tôi có đảm bảo tiêu chí này không? Đảm bảo: {most} điểm; không đảm bảo: 0 điểm."
        elif percent:
            text = "Bao nhiêu phần trăm, từ 0 đến 100?"
        else:
            text = f"Tự chấm bao nhiêu điểm, từ 0 đến {most}?"
        same_table = previous is not None and previous.self_rating.table == table.id
        choices = (Choice(most, "Đảm bảo"), Choice("0", "Không đảm bảo")) if met_or_not else ()
        before = previous.self_rating.score(criterion.id) if previous is not None and same_table else None
        row = self._row(before, "" if met_or_not else f"{most}{'%' if percent else ''}", choices)
        hints = (*criterion.hints, *(("Chưa chấm được thì để sau.",) if criterion is table.criteria[0] else ()))
        return self._question(
            f"tu_danh_gia/diem/{criterion.id}",
            criterion.maximum,
            mine.score(criterion.id),
            put,
            partial(row, about=(criterion.group or part,)),
            title=criterion.name,
            text=text,
            hints=hints,
            choices=choices,
            kind=Kind.ONE if choices else Kind.LINE,
        )

    def _on_sum(self, key: str, name: str, maximum: int, named: tuple[str, ...], *, needed: bool) -> Question[Review]:
        """Return the question of a whole group: its points without a table; `named` says what they are given for."""
        review, mine, previous = self.review, self.review.self_rating, self.previous
        field = name_of(mine, key)

        def put(points: float | None) -> Review:
            return review.but(self_rating=structs.replace(mine, **{field: points}))

        return self._question(
            f"tu_danh_gia/{key}",
            maximum,
            getattr(mine, field),
            put,
            self._row(None if previous is None else getattr(previous.self_rating, field), texts.of_number(maximum)),
            none=None if needed else lambda: shapes.confirmed_empty(put(None), key),
            confirmed=not needed and key in review.passed,
            title=name,
            text=f"Tự chấm bao nhiêu điểm, từ 0 đến {maximum}?",
            hints=(*named, f"Chưa chấm được thì để {'sau' if needed else 'trống'}."),
            kind=Kind.LINE,
        )

    def _row(self, before: float | None, most: str, choices: Iterable[Choice] = ()) -> partial[Row[Review]]:
        shown = "" if before is None else texts.of_number(before)
        return partial(
            Row,
            board="tu_danh_gia/diem",
            heading=str(self.review.year),
            what="tiêu chí",
            before=dict(choices).get(shown, shown),
            heading_before="" if self.previous is None else str(self.previous.year),
            most=most,
            basis=self.basis,
        )

    def _question(
        self,
        key: str,
        maximum: float,
        current: float | None,
        put: Callable[[float | None], Review],
        row: partial[Row[Review]],
        *,
        none: Callable[[], Review] | None = None,
        confirmed: bool = False,
        **how: Any,
    ) -> Question[Review]:
        """Ask for points in a row; `none` confirms that there are none, where there need not be any."""

        def record(reply: tuple[str, ...]) -> Review:
            if none is not None and not text_of(reply):
                return none()
            return put(parse_points(text_of(reply), maximum))

        return self.ask(
            key=key,
            place=key,
            current=() if current is None else (texts.of_number(current),),
            answered=current is not None or confirmed,
            record=record,
            row=row(mark=lambda value: put(None) if value is None else record((value,))),
            **how,
        )

    def _together(
        self, rows: Sequence[Question[Review]], sums: tuple[float | None, float | None]
    ) -> Iterator[Question[Review]]:
        """Yield the rows of a board; what the points rest on is said once, in the first, and so is each heading."""
        said: tuple[str, ...] = ()
        in_sum = [_in_words("Cộng", sums)]
        if self.previous is not None and self.last_year:  # last year's level is shown where this year's is asked
            theirs = self.previous.self_rating
            in_sum.append(_in_words(f"Năm {self.previous.year}", (theirs.general_points, theirs.task_points)))
        for question in rows:
            under = () if question.row is None else question.row.about
            known = () if said else (*self.basis, *self.last_year)
            yield structs.replace(
                question,
                context=(*known, *(under if under != said else ())),
                row=question.row and structs.replace(question.row, sums=tuple(in_sum)),
            )
            said = under


def _named(frame: CriteriaFrame, groups: Sequence[FrameGroup]) -> tuple[str, ...]:
    """Name what points are given for: by its criteria where they are few, else by headings, which fit a screen."""
    criteria = [criterion for group in groups for criterion in group.criteria]
    if len(criteria) <= _FEW:
        return tuple(criteria)
    # Without the words that announce the criteria: these do not follow here.
    headings = (group.heading.removesuffix(":").removesuffix(" tập trung đánh giá về") for group in groups)
    return (*headings, f"Từng tiêu chí: tuphe tieu-chi xem {frame.id}")


def _in_words(whose: str, sums: tuple[float | None, float | None]) -> str:
    """Say the sum of both parts, and their total as far as it is known."""
    general, tasks = ("…" if one is None else texts.of_number(one) for one in sums)
    known = [one for one in sums if one is not None]
    total = texts.of_number(sum(known)) if known else "…"
    parts = f"tiêu chí chung {general}/{GENERAL_MAXIMUM}; kết quả nhiệm vụ {tasks}/{TASK_MAXIMUM}"
    return f"{whose}: {parts}; tổng {total}/100"
