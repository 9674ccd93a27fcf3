"""Questions that stand outside the items: issues raised, the collective, pledges for the coming year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.remedies import remedies_of
from tuphe.core.review import Pledge, PledgeArea, RaisedIssue
from tuphe.interview.questions.shapes import (
    Listed,
    another,
    choice,
    day,
    entry_of,
    given,
    keep_in,
    listed,
    needed,
    passed_over,
    put_at,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tuphe.core.promises import Promises
    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask

_RAISED: Final = "Vấn đề được gợi ý kiểm điểm"
_COLLECTIVE: Final = "Trách nhiệm đối với hạn chế của tập thể"
_PLEDGES: Final = "Phương hướng, cam kết"


def questions(review: Review, promises: Promises) -> Iterator[Question[Review]]:
    """Yield what is asked once the items are done."""
    yield from _on_raised_issues(review)
    yield _on_collective(review)
    yield from _on_pledges(review, promises)


def _on_raised_issues(review: Review) -> Iterator[Question[Review]]:
    ask: Ask = partial(Question, part=_RAISED, place="goi_y", title=_RAISED)
    known = [issue.issue for issue in review.raised_issues]
    for row, issue in enumerate(review.raised_issues):
        yield from _raised_issue(ask, review, row, issue)
    asked = "Còn vấn đề nào khác được gợi ý kiểm điểm?" if known else "Được gợi ý kiểm điểm vấn đề gì?"
    yield another(
        ask,
        "goi_y",
        f"{asked} Không có thì để trống.",
        known,
        lambda text: review.but(raised_issues=(*review.raised_issues, RaisedIssue(issue=text))),
        lambda: passed_over(review, "goi_y"),
        what="vấn đề",
        answered="goi_y" in review.passed,
        field="van_de",
    )


def _raised_issue(ask: Ask, review: Review, row: int, issue: RaisedIssue) -> Iterator[Question[Review]]:
    entry = Listed("goi_y", [known.issue for known in review.raised_issues], row)
    key = entry.key
    about = partial(ask, title=f"Vấn đề {row + 1}", context=(f"Vấn đề: {issue.issue}",))
    change = keep_in(lambda changed: review.but(raised_issues=put_at(review.raised_issues, row, changed)), issue)
    yield listed(
        ask,
        entry,
        "Vấn đề được gợi ý là gì?",
        "vấn đề",
        lambda text: change(issue=text),
        lambda: without(review, "raised_issues", row, "goi_y"),
        field="van_de",
    )
    yield needed(about, f"{key}/giai_trinh", "Giải trình?", issue, "explanation", change)
    yield needed(about, f"{key}/nguyen_nhan", "Nguyên nhân?", issue, "cause", change)
    yield needed(about, f"{key}/trach_nhiem", "Trách nhiệm của bản thân?", issue, "responsibility", change)


def _on_collective(review: Review) -> Question[Review]:
    def record(reply: tuple[str, ...]) -> Review:
        text = entry_of(reply, review.collective.text)
        changed = review.but(collective=structs.replace(review.collective, text=text))
        return changed if text else passed_over(changed, "trach_nhiem_tap_the")

    return Question(
        key="trach_nhiem_tap_the",
        part=_COLLECTIVE,
        place="trach_nhiem_tap_the",
        title=_COLLECTIVE,
        text="Trách nhiệm của bản thân đối với hạn chế, khuyết điểm của tập thể? Không có thì để trống.",
        kind=Kind.TEXT,
        current=given(review.collective.text),
        answered=bool(review.collective.text) or "trach_nhiem_tap_the" in review.passed,
        record=record,
    )


def _on_pledges(review: Review, promises: Promises) -> Iterator[Question[Review]]:
    ask: Ask = partial(Question, part=_PLEDGES, place="cam_ket", title=_PLEDGES)
    known = [pledge.text for pledge in review.pledges]
    if remedies := remedies_of(review, promises):
        yield _remedies(ask, review, remedies)
    for row, pledge in enumerate(review.pledges):
        yield from _pledge(ask, review, row, pledge)
    coming = f"cho năm {review.year + 1}? Không có thì để trống."
    yield another(
        ask,
        "cam_ket",
        f"Còn cam kết nào khác {coming}" if known else f"Phương hướng, cam kết {coming}",
        known,
        lambda text: review.but(pledges=(*review.pledges, Pledge(text=text))),
        lambda: passed_over(review, "cam_ket"),
        what="cam kết",
        answered="cam_ket" in review.passed,
    )


def _remedies(ask: Ask, review: Review, remedies: Mapping[str, date | None]) -> Question[Review]:
    pledged = [pledge.text for pledge in review.pledges]

    def record(reply: tuple[str, ...]) -> Review:
        kept = tuple(pledge for pledge in review.pledges if pledge.text not in remedies or pledge.text in reply)
        added = tuple(
            Pledge(text=text, due=remedies[text], area=PledgeArea.MENDING) for text in reply if text not in pledged
        )
        return passed_over(review.but(pledges=(*kept, *added)), "bien_phap")

    return ask(
        key="cam_ket/bien_phap",
        text=f"Đưa biện pháp nào vào cam kết năm {review.year + 1}?",
        kind=Kind.SEVERAL,
        choices=tuple(Choice(text, text) for text in remedies),
        current=tuple(text for text in remedies if text in pledged),
        answered="bien_phap" in review.passed,
        record=record,
    )


def _pledge(ask: Ask, review: Review, row: int, pledge: Pledge) -> Iterator[Question[Review]]:
    about = partial(ask, title=f"Cam kết {row + 1}", context=(f"Cam kết: {pledge.text}",))
    entry = Listed("cam_ket", [known.text for known in review.pledges], row)
    change = keep_in(lambda changed: review.but(pledges=put_at(review.pledges, row, changed)), pledge)
    yield listed(
        ask,
        entry,
        "Cam kết điều gì?",
        "cam kết",
        lambda text: change(text=text),
        lambda: without(review, "pledges", row, "cam_ket"),
    )
    yield day(about, f"{entry.key}/thoi_han", "Thực hiện xong khi nào?", pledge, "due", change)
    yield choice(
        about,
        f"{entry.key}/linh_vuc",
        "Thuộc phần nào của bản cam kết?",
        texts.PLEDGE_AREAS,
        pledge.area,
        lambda value: change(area=PledgeArea(value)),
    )
