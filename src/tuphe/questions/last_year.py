"""Questions on what became of last year's shortcomings and pledges."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.question import Kind, Question
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState
from tuphe.questions.shapes import choice, keep_in, listed, new, offer, passed_over, put_at, single

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Review, Shortcoming
    from tuphe.questions.shapes import Ask


_PAPER: Final = "Kỳ kiểm điểm trước"


def questions(review: Review, previous: Review, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield the questions on each shortcoming, then on each pledge, of the year before."""
    part = f"Hạn chế và cam kết đã nêu năm {previous.year}"
    for row, (item, shortcoming) in enumerate(previous.shortcomings):
        ask: Ask = partial(
            Question,
            part=part,
            place=f"khac_phuc/{row}",
            title=checklist.name_of(item),
            context=tuple(_shortcoming_context(shortcoming, previous.year)),
        )
        yield from _on_shortcoming(ask, f"khac_phuc/{row}", review, review.follow_up(item, shortcoming.text))
    for row, pledge in enumerate(previous.pledges):
        ask = partial(
            Question,
            part=part,
            place=f"thuc_hien_cam_ket/{row}",
            title=f"Cam kết {row + 1}",
            context=(f"Cam kết đã nêu: {pledge.text}{_due(pledge.due)}",),
        )
        yield from _on_pledge(ask, f"thuc_hien_cam_ket/{row}", review, review.outcome(pledge.text))


def questions_on_paper(review: Review, previous: Review | None) -> Iterator[Question[Review]]:
    """Yield the questions on what no file of the year before has.

    Others point out shortcomings too; and before the first year in tuphe
    there was a paper, with shortcomings and pledges that the form asks for.
    """
    known = [] if previous is None else [(item, found.text) for item, found in previous.shortcomings]
    others = [entry for entry in review.follow_ups if (entry.item, entry.text) not in known]
    yield from _on_other_shortcomings(review, others, first=len(known))
    if previous is None or not previous.pledges:
        yield from _on_other_pledges(review)


def _on_other_shortcomings(review: Review, others: Sequence[FollowUp], *, first: int) -> Iterator[Question[Review]]:
    for row, entry in enumerate(others, first):
        ask: Ask = partial(
            Question,
            part=_PAPER,
            place=f"khac_phuc/{row}",
            title=f"Hạn chế {row + 1}",
            context=(f"Hạn chế: {entry.text}",),
        )
        change = _replacing(review, "follow_ups", entry)
        yield _listed(ask, f"khac_phuc/{row}/noi_dung", "Hạn chế đã được chỉ ra là gì?", "hạn chế", entry, change)
        yield from _on_shortcoming(ask, f"khac_phuc/{row}", review, entry)
    texts_known = [entry.text for entry in review.follow_ups]

    def record(reply: tuple[str, ...]) -> Review:
        if text := single(reply):
            return review.but(follow_ups=(*review.follow_ups, FollowUp(text=new(text, texts_known))))
        return passed_over(review, "khac_phuc")

    more = "nào khác " if first or others else "nào "
    yield Question(
        key=f"khac_phuc/{first + len(others)}/noi_dung",
        part=_PAPER,
        place="khac_phuc",
        title="Hạn chế đã được chỉ ra" if not first else "Hạn chế khác đã được chỉ ra",
        text=f"Hạn chế {more}đã được cấp có thẩm quyền kết luận hoặc chỉ ra ở kỳ kiểm điểm trước? "
        "Không có thì để trống.",
        kind=Kind.TEXT,
        required=False,
        answered="khac_phuc" in review.passed,
        record=record,
    )


def _on_other_pledges(review: Review) -> Iterator[Question[Review]]:
    for row, outcome in enumerate(review.outcomes):
        ask: Ask = partial(
            Question,
            part=_PAPER,
            place=f"thuc_hien_cam_ket/{row}",
            title=f"Cam kết {row + 1}",
            context=(f"Cam kết đã nêu: {outcome.text}",),
        )
        key = f"thuc_hien_cam_ket/{row}"
        change = _replacing(review, "outcomes", outcome)
        yield _listed(ask, f"{key}/noi_dung", "Đã cam kết điều gì?", "cam kết", outcome, change)
        yield from _on_pledge(ask, key, review, outcome)
    known = [outcome.text for outcome in review.outcomes]

    def record(reply: tuple[str, ...]) -> Review:
        if text := single(reply):
            return review.but(outcomes=(*review.outcomes, PledgeOutcome(text=new(text, known))))
        return passed_over(review, "thuc_hien_cam_ket")

    more = "Còn cam kết nào khác" if known else "Đã cam kết điều gì"
    yield Question(
        key=f"thuc_hien_cam_ket/{len(known)}/noi_dung",
        part=_PAPER,
        place="thuc_hien_cam_ket",
        title="Cam kết cho năm kiểm điểm",
        text=f"{more} cho năm {review.year}? Không có thì để trống.",
        kind=Kind.TEXT,
        required=False,
        answered="thuc_hien_cam_ket" in review.passed,
        record=record,
    )


def _listed(
    ask: Ask, key: str, text: str, what: str, entry: FollowUp | PledgeOutcome, change: Callable[..., Review]
) -> Question[Review]:
    return listed(ask, key, text, what, entry.text, lambda words: change(structs.replace(entry, text=words)), change)


def _replacing(review: Review, field: str, entry: FollowUp | PledgeOutcome) -> Callable[..., Review]:
    """Return what puts another entry, or none, in the place of `entry`."""
    entries: tuple[FollowUp | PledgeOutcome, ...] = getattr(review, field)
    return lambda *other: review.but(**{field: put_at(entries, entries.index(entry), *other)})


def _on_shortcoming(ask: Ask, key: str, review: Review, follow_up: FollowUp) -> Iterator[Question[Review]]:
    keep = keep_in(review.with_follow_up, follow_up)
    yield choice(
        ask,
        f"{key}/tinh_trang",
        "Hạn chế này nay đã khắc phục chưa?",
        texts.FOLLOW_UPS,
        follow_up.state,
        lambda value: keep(state=FollowUpState(value)),
    )
    if follow_up.state is not None:
        yield offer(ask, f"{key}/ket_qua", "Đã làm được những gì để khắc phục?", follow_up, "results", keep)
    if follow_up.state in (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED):
        yield offer(ask, f"{key}/kho_khan", "Còn khó khăn, vướng mắc gì?", follow_up, "obstacles", keep)


def _on_pledge(ask: Ask, key: str, review: Review, outcome: PledgeOutcome) -> Iterator[Question[Review]]:
    keep = keep_in(review.with_outcome, outcome)
    yield choice(
        ask,
        f"{key}/tinh_trang",
        "Cam kết này đã thực hiện chưa?",
        texts.PLEDGES,
        outcome.state,
        lambda value: keep(state=PledgeState(value)),
    )
    if outcome.state is not None:
        yield offer(ask, f"{key}/ket_qua", "Kết quả thực hiện cụ thể?", outcome, "results", keep)


def _shortcoming_context(shortcoming: Shortcoming, year: int) -> Iterator[str]:
    yield f"Hạn chế năm {year}: {shortcoming.text}"
    if shortcoming.remedy:
        yield f"Biện pháp đã nêu: {shortcoming.remedy}{_due(shortcoming.due)}"


def _due(day: date | None) -> str:
    return "" if day is None else f" (hạn {texts.of_date(day)})"
