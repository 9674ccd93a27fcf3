"""Questions on what became of the shortcomings and pledges of earlier years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.places import left_open
from tuphe.core.question import Kind, Question
from tuphe.core.remedies import next_remedies
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState
from tuphe.interview.questions.shapes import (
    Listed,
    another,
    choice,
    day,
    keep_in,
    listed,
    needed,
    offer,
    once,
    parse_percent,
    passed_over,
    put_at,
    single,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.promises import OpenShortcoming, Promises
    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask, Keep


_OPEN: Final = "Hạn chế và cam kết đã nêu"
_NEXT: Final = "Biện pháp khắc phục tiếp"
_PAPER: Final = "Kỳ kiểm điểm trước"


def questions(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield the questions on each shortcoming, then on each pledge, that earlier years left open."""
    known = left_open(promises)
    for mark, old in zip(known["khac_phuc"], promises.shortcomings, strict=True):
        key = f"khac_phuc/{mark}"
        ask: Ask = partial(
            Question,
            part=_OPEN,
            place=key,
            title=checklist.name_of(old.item),
            context=tuple(_shortcoming_context(old, review.year)),
        )
        yield from _on_shortcoming(ask, key, review, review.follow_up(old.item, old.text))
    for row, (mark, pledge) in enumerate(zip(known["thuc_hien_cam_ket"], promises.pledges, strict=True), 1):
        key = f"thuc_hien_cam_ket/{mark}"
        age = texts.of_age(pledge.since, review.year)
        ask = partial(
            Question,
            part=_OPEN,
            place=key,
            title=f"Cam kết {row}",
            context=(f"Cam kết đã nêu: {pledge.text}{_due(pledge.due)}", *((f"Cam kết {age}.",) if age else ())),
        )
        yield from _on_pledge(ask, key, review, review.outcome(pledge.text))


def questions_on_paper(review: Review, promises: Promises, *, first_year: bool) -> Iterator[Question[Review]]:
    """Yield the questions on what no file of an earlier year has.

    Others point out shortcomings too; and before the first year in tuphe
    there was a paper, with shortcomings and pledges that the form asks for.
    """
    known = [(old.item, old.text) for old in promises.shortcomings]
    others = [entry for entry in review.follow_ups if (entry.item, entry.text) not in known]
    unsaid = [old.text for old in promises.shortcomings]
    yield from _on_other_shortcomings(review, others, unsaid)
    yield from _on_other_pledges(review, promises)
    if first_year or not promises.pledges:
        yield _another_pledge(review)


def questions_on_next_remedies(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield the questions on what is to be done next about each shortcoming that is not mended.

    After the items: one that is stated there anew has its remedy and date there.
    """
    for key, entry in next_remedies(review, promises):
        ask: Ask = partial(
            Question,
            part=_NEXT,
            place=f"{key}/bien_phap",
            title=checklist.name_of(entry.item) if entry.item else "Hạn chế đã được chỉ ra",
            context=(f"Hạn chế chưa khắc phục xong: {entry.text}",),
        )
        keep = keep_in(review.with_follow_up, entry)
        yield needed(ask, f"{key}/bien_phap", "Sẽ làm gì tiếp để khắc phục?", entry, "remedy", keep)
        yield day(ask, f"{key}/thoi_han", "Khắc phục xong khi nào?", entry, "due", keep)


def _on_other_shortcomings(
    review: Review, others: Sequence[FollowUp], unsaid: Sequence[str]
) -> Iterator[Question[Review]]:
    first = len(unsaid)
    texts_known = [entry.text for entry in review.follow_ups]
    items_known = [entry.item for entry in review.follow_ups]
    for number, entry in enumerate(others, first + 1):
        at = Listed("khac_phuc", texts_known, review.follow_ups.index(entry), items_known)
        ask: Ask = partial(
            Question, part=_PAPER, place=at.key, title=f"Hạn chế {number}", context=(f"Hạn chế: {entry.text}",)
        )
        change = _replacing(review, "follow_ups", entry, "khac_phuc")
        yield _listed(ask, at, "Hạn chế đã được chỉ ra là gì?", "hạn chế", entry, change)
        yield from _on_shortcoming(ask, at.key, review, entry)
    more = "nào khác " if first or others else "nào "
    yield another(
        partial(
            Question,
            part=_PAPER,
            place="khac_phuc",
            title="Hạn chế đã được chỉ ra" if not first else "Hạn chế khác đã được chỉ ra",
        ),
        "khac_phuc",
        f"Hạn chế {more}đã được cấp có thẩm quyền kết luận hoặc chỉ ra ở kỳ kiểm điểm trước? Không có thì để trống.",
        [*texts_known, *unsaid],
        lambda text: review.but(follow_ups=(*review.follow_ups, FollowUp(text=text))),
        lambda: passed_over(review, "khac_phuc"),
        what="hạn chế",
        answered="khac_phuc" in review.passed,
    )


def _on_other_pledges(review: Review, promises: Promises) -> Iterator[Question[Review]]:
    known = [outcome.text for outcome in review.outcomes]
    for row, outcome in enumerate(promises.pledged_on_paper(review), len(promises.pledges)):
        at = Listed("thuc_hien_cam_ket", known, review.outcomes.index(outcome))
        ask: Ask = partial(
            Question,
            part=_PAPER,
            place=at.key,
            title=f"Cam kết {row + 1}",
            context=(f"Cam kết đã nêu: {outcome.text}",),
        )
        change = _replacing(review, "outcomes", outcome, "thuc_hien_cam_ket")
        yield _listed(ask, at, "Đã cam kết điều gì?", "cam kết", outcome, change)
        yield from _on_pledge(ask, at.key, review, outcome)


def _another_pledge(review: Review) -> Question[Review]:
    known = [outcome.text for outcome in review.outcomes]
    more = "Còn cam kết nào khác" if known else "Đã cam kết điều gì"
    return another(
        partial(Question, part=_PAPER, place="thuc_hien_cam_ket", title="Cam kết cho năm kiểm điểm"),
        "thuc_hien_cam_ket",
        f"{more} cho năm {review.year}? Không có thì để trống.",
        known,
        lambda text: review.but(outcomes=(*review.outcomes, PledgeOutcome(text=text))),
        lambda: passed_over(review, "thuc_hien_cam_ket"),
        what="cam kết",
        answered="thuc_hien_cam_ket" in review.passed,
    )


def _listed(
    ask: Ask, at: Listed, text: str, what: str, entry: FollowUp | PledgeOutcome, change: Callable[..., Review]
) -> Question[Review]:
    return listed(ask, at, text, what, lambda words: change(structs.replace(entry, text=words)), change)


def _replacing(review: Review, field: str, entry: FollowUp | PledgeOutcome, key: str) -> Callable[..., Review]:
    """Return what puts another entry, or none, in the place of `entry`."""
    entries: tuple[FollowUp | PledgeOutcome, ...] = getattr(review, field)
    row = entries.index(entry)

    def replaced(*other: FollowUp | PledgeOutcome) -> Review:
        return review.but(**{field: put_at(entries, row, *other)}) if other else without(review, field, row, key)

    return replaced


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
    if follow_up.state is FollowUpState.UNDER_WAY:
        yield _percent(ask, key, "Đã khắc phục được khoảng bao nhiêu phần trăm?", follow_up, keep)
    if follow_up.state is not None:
        yield offer(ask, f"{key}/ket_qua", "Đã làm được những gì để khắc phục?", follow_up, "results", keep)
    if follow_up.state in (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED):
        yield offer(ask, f"{key}/kho_khan", "Còn khó khăn, vướng mắc gì?", follow_up, "obstacles", keep)
        yield offer(
            ask,
            f"{key}/trach_nhiem",
            "Trách nhiệm của bản thân về việc này?",
            follow_up,
            "responsibility",
            keep,
        )


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
    if outcome.state is PledgeState.UNDER_WAY:
        yield _percent(ask, key, "Đã thực hiện được khoảng bao nhiêu phần trăm?", outcome, keep)
    if outcome.state is not None:
        yield offer(ask, f"{key}/ket_qua", "Kết quả thực hiện cụ thể?", outcome, "results", keep)
    if outcome.state in (PledgeState.UNDER_WAY, PledgeState.NOT_KEPT):
        yield offer(ask, f"{key}/kho_khan", "Vướng mắc ở đâu?", outcome, "obstacles", keep)


def _percent(ask: Ask, key: str, text: str, entry: FollowUp | PledgeOutcome, keep: Keep) -> Question[Review]:
    def record(reply: tuple[str, ...]) -> Review:
        if single(reply):
            return keep(percent=parse_percent(single(reply)))
        return keep(percent=None, passed=once(entry.passed, "phan_tram"))

    return ask(
        key=f"{key}/phan_tram",
        text=text,
        hints=("Không ước được thì để trống.",),
        kind=Kind.LINE,
        current=() if entry.percent is None else (str(entry.percent),),
        answered=entry.percent is not None or "phan_tram" in entry.passed,
        record=record,
    )


def _shortcoming_context(old: OpenShortcoming, year: int) -> Iterator[str]:
    yield f"Hạn chế năm {old.stated}: {old.text}"
    if age := texts.of_age(old.since, year):
        yield f"Hạn chế {age}."
    if old.remedy:
        yield f"Biện pháp đã nêu: {old.remedy}{_due(old.due)}"


def _due(day: date | None) -> str:
    return "" if day is None else f" (hạn {texts.of_date(day)})"
