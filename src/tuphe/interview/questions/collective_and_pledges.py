"""Questions beyond the items: issues raised, the collective, pledges for the coming year."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from msgspec import structs

from tuphe import texts
from tuphe.core.promises import Promises
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.remedies import remedies_of
from tuphe.core.review import Pledge, PledgeArea, RaisedIssue, Review
from tuphe.interview.questions import shapes
from tuphe.interview.questions.shapes import Ask
from tuphe.interview.reply_parsing import entry_of

_RAISED, _COLLECTIVE, _PLEDGES = (texts.INTERVIEW_PARTS[key] for key in ("goi_y", "trach_nhiem_tap_the", "cam_ket"))


def questions(review: Review, promises: Promises) -> Iterator[Question[Review]]:
    """Yield what is asked once the items are done."""
    yield from _on_raised_issues(review)
    yield _on_collective(review)
    yield from _on_pledges(review, promises)


def _on_raised_issues(review: Review) -> Iterator[Question[Review]]:
    """Yield what is asked of each issue that others raised, then whether there is one more."""
    ask: Ask = partial(Question, part=_RAISED, place="goi_y", title=_RAISED)
    issues = shapes.review_list(review, "goi_y", "vấn đề", text_key="van_de")
    for row, issue in enumerate(review.raised_issues):
        about = partial(ask, title=f"Vấn đề {row + 1}", context=(f"Vấn đề: {issue.issue}",), page=issues.key(row))
        fields = issues.fields(about, row)
        yield issues.question(about, row, "Vấn đề được gợi ý là gì?")
        yield fields.required_text("giai_trinh", "Giải trình thế nào?")
        yield fields.required_text("nguyen_nhan", "Nguyên nhân của vấn đề này?")
        yield fields.required_text("trach_nhiem", "Trách nhiệm của tôi?")
    asked = "Còn vấn đề nào khác được gợi ý kiểm điểm?" if issues.entries else "Được gợi ý kiểm điểm vấn đề gì?"
    yield issues.new_question(ask, f"{asked} Không có thì để trống.", RaisedIssue)


def _on_collective(review: Review) -> Question[Review]:
    """Ask for the person's own part in what the collective fell short of."""

    def record(reply: tuple[str, ...]) -> Review:
        text = entry_of(reply, review.collective.text)
        changed = review.but(collective=structs.replace(review.collective, text=text))
        return changed if text else shapes.confirmed_empty(changed, "trach_nhiem_tap_the")

    return Question(
        key="trach_nhiem_tap_the",
        part=_COLLECTIVE,
        place="trach_nhiem_tap_the",
        title=_COLLECTIVE,
        text="Tôi có trách nhiệm gì đối với hạn chế, khuyết điểm của tập thể? Không có thì để trống.",
        kind=Kind.TEXT,
        current=shapes.as_current(review.collective.text),
        answered=bool(review.collective.text) or "trach_nhiem_tap_the" in review.passed,
        record=record,
    )


def _on_pledges(review: Review, promises: Promises) -> Iterator[Question[Review]]:
    """Yield which remedies become pledges, what is asked of each pledge, then whether there is one more."""
    ask: Ask = partial(Question, part=_PLEDGES, place="cam_ket", title=_PLEDGES)
    pledges = shapes.review_list(review, "cam_ket", "cam kết")
    if remedies := remedies_of(review, promises):
        yield _remedies(ask, review, remedies)
    for row, pledge in enumerate(review.pledges):
        about = partial(ask, title=f"Cam kết {row + 1}", context=(f"Cam kết: {pledge.text}",), page=pledges.key(row))
        fields = pledges.fields(about, row)
        yield pledges.question(about, row, "Cam kết điều gì?")
        yield fields.day("thoi_han", "Thực hiện xong khi nào?", year=review.year + 1, needed=False)
        yield fields.choice("linh_vuc", "Thuộc phần nào của bản cam kết?", texts.PLEDGE_AREAS)
    coming = f"cho năm {review.year + 1}? Không có thì để trống."
    yield pledges.new_question(
        ask, f"Còn cam kết nào khác {coming}" if review.pledges else f"Phương hướng, cam kết {coming}", Pledge
    )


def _remedies(ask: Ask, review: Review, remedies: Mapping[str, date | None]) -> Question[Review]:
    """Offer the remedies of this year, with the days by which they are due, as pledges for the coming one."""
    pledged = [pledge.text for pledge in review.pledges]

    def record(reply: tuple[str, ...]) -> Review:
        """Make pledges of the remedies that are ticked, and take those back that are not."""
        kept = tuple(pledge for pledge in review.pledges if pledge.text not in remedies or pledge.text in reply)
        added = tuple(
            Pledge(text=text, due=remedies[text], area=PledgeArea.MENDING) for text in reply if text not in pledged
        )
        return shapes.confirmed_empty(review.but(pledges=(*kept, *added)), "bien_phap")

    return ask(
        key="cam_ket/bien_phap",
        text=f"Đưa biện pháp nào vào cam kết năm {review.year + 1}?",
        kind=Kind.SEVERAL,
        choices=tuple(Choice(text, text) for text in remedies),
        current=tuple(text for text in remedies if text in pledged),
        answered="bien_phap" in review.passed,
        record=record,
    )
