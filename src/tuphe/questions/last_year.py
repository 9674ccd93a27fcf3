"""Questions on what became of last year's shortcomings and pledges."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tuphe import texts
from tuphe.core.question import Question
from tuphe.core.review import FollowUpState, PledgeState
from tuphe.questions.shapes import choice, keep_in, offer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Pledge, Review, Shortcoming
    from tuphe.questions.shapes import Ask


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
        yield from _on_shortcoming(ask, f"khac_phuc/{row}", review, item, shortcoming)
    for row, pledge in enumerate(previous.pledges):
        ask = partial(
            Question,
            part=part,
            place=f"thuc_hien_cam_ket/{row}",
            title=f"Cam kết {row + 1}",
            context=(f"Cam kết đã nêu: {pledge.text}{_due(pledge.due)}",),
        )
        yield from _on_pledge(ask, f"thuc_hien_cam_ket/{row}", review, pledge)


def _on_shortcoming(
    ask: Ask, key: str, review: Review, item: str, shortcoming: Shortcoming
) -> Iterator[Question[Review]]:
    follow_up = review.follow_up(item, shortcoming.text)
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


def _on_pledge(ask: Ask, key: str, review: Review, pledge: Pledge) -> Iterator[Question[Review]]:
    outcome = review.outcome(pledge.text)
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
