"""Questions on what became of the shortcomings and pledges of earlier years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.answered_as_one import pledged_remedies
from tuphe.core.left_open import left_open
from tuphe.core.places import NEW, identity_of
from tuphe.core.question import Kind, Question, Row
from tuphe.core.remedies import next_remedies
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState
from tuphe.interview.parsing import parse_percent, text_of
from tuphe.interview.questions import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.promises import OpenShortcoming, Promises
    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask, Change


PART: Final = "Hạn chế và cam kết đã nêu"
NEXT: Final = "Biện pháp khắc phục tiếp"


def questions(
    review: Review, promises: Promises, checklist: Checklist, *, first_year: bool
) -> Iterator[Question[Review]]:
    """Yield the questions on each shortcoming, then on each pledge, of the time before.

    Those that earlier years left open are known. Others point out shortcomings
    too, and before the first year in tuphe there was a paper, with
    shortcomings and pledges that the form asks for.
    """
    yield from _on_shortcomings(review, promises, checklist)
    yield from _on_pledges(review, promises, one_more=first_year or not promises.pledges)


def _on_shortcomings(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield what is asked of each shortcoming left open and of each that others pointed out, and for one more."""
    known = [(old.item, old.text) for old in promises.shortcomings]
    pledged = pledged_remedies(promises, review)
    for mark, old in zip(left_open(promises)["khac_phuc"], promises.shortcomings, strict=True):
        key, context = f"khac_phuc/{mark}", tuple(_shortcoming_context(old, review.year))
        if (old.item, old.text) in pledged:
            context += ("Biện pháp này cũng là một cam kết: trả lời một lần cho cả hai.",)
        entry = review.follow_up(old.item, old.text)
        ask: Ask = partial(Question, part=PART, place=key, title=checklist.name_of(old.item), context=context, page=key)
        yield from _in_a_row(review, entry, context[1:], _on_shortcoming(ask, key, review, entry))
    follow_ups = shapes.review_list(
        review,
        "khac_phuc",
        "hạn chế",
        review.follow_ups,
        lambda year, entries: year.but(follow_ups=entries),
        telling=lambda entry: identity_of(entry.item, entry.text),
    )
    others = [entry for entry in review.follow_ups if (entry.item, entry.text) not in known]
    for number, entry in enumerate(others, len(known) + 1):
        row = review.follow_ups.index(entry)
        key = follow_ups.key(row)
        context = (f"Hạn chế: {entry.text}",)
        ask = partial(Question, part=PART, place=key, title=f"Hạn chế {number}", context=context, page=key)
        yield follow_ups.question(ask, row, "Hạn chế đã nêu là gì?")
        yield from _in_a_row(review, entry, (), _on_shortcoming(ask, key, review, entry))
    yield _one_more_shortcoming(review, follow_ups, [text for _, text in known])


def _one_more_shortcoming(
    review: Review, follow_ups: shapes.EntryList[FollowUp], unsaid: Sequence[str]
) -> Question[Review]:
    any_before = bool(unsaid or follow_ups.entries)
    title = "Hạn chế khác đã nêu" if any_before else "Hạn chế đã nêu"
    which = "nào khác" if any_before else "nào"
    question = follow_ups.new_question(
        partial(Question, part=PART, place=f"khac_phuc/{NEW}", title=title),
        f"Hạn chế {which} đã được cấp có thẩm quyền kết luận hoặc chỉ ra ở kỳ kiểm điểm trước? Không có thì để trống.",
        lambda text: FollowUp(text=text),
        elsewhere=unsaid,
    )
    return structs.replace(question, row=_adding(review, "khac_phuc", title)) if any_before else question


def _on_pledges(review: Review, promises: Promises, *, one_more: bool) -> Iterator[Question[Review]]:
    """Yield what is asked of each pledge left open, of each that only a paper has, then whether there is `one_more`."""
    with_shortcomings = pledged_remedies(promises, review).values()
    for number, (mark, pledge) in enumerate(
        zip(left_open(promises)["thuc_hien_cam_ket"], promises.pledges, strict=True), 1
    ):
        if pledge.text in with_shortcomings:
            continue
        key, outcome = f"thuc_hien_cam_ket/{mark}", review.outcome(pledge.text)
        age = texts.of_age(pledge.since, review.year)
        about = ((f"Cam kết {age}.",) if age else ()) + ((f"Hạn: {texts.of_date(pledge.due)}",) if pledge.due else ())
        context = (f"Cam kết đã nêu: {pledge.text}", *about)
        ask: Ask = partial(Question, part=PART, place=key, title=f"Cam kết {number}", context=context, page=key)
        yield from _in_a_row(review, outcome, about, _on_pledge(ask, key, review, outcome))
    outcomes = shapes.review_list(
        review, "thuc_hien_cam_ket", "cam kết", review.outcomes, lambda year, entries: year.but(outcomes=entries)
    )
    for number, outcome in enumerate(promises.pledged_on_paper(review), len(promises.pledges) + 1):
        row = review.outcomes.index(outcome)
        key, context = outcomes.key(row), (f"Cam kết đã nêu: {outcome.text}",)
        ask = partial(Question, part=PART, place=key, title=f"Cam kết {number}", context=context, page=key)
        yield outcomes.question(ask, row, "Đã cam kết điều gì?")
        yield from _in_a_row(review, outcome, (), _on_pledge(ask, key, review, outcome))
    if one_more:
        yield _one_more_pledge(review, outcomes)


def _one_more_pledge(review: Review, outcomes: shapes.EntryList[PledgeOutcome]) -> Question[Review]:
    asked = "Còn cam kết nào khác" if outcomes.entries else "Đã cam kết điều gì"
    title = "Cam kết khác" if outcomes.entries else "Cam kết cho năm kiểm điểm"
    question = outcomes.new_question(
        partial(Question, part=PART, place=f"thuc_hien_cam_ket/{NEW}", title=title),
        f"{asked} cho năm {review.year}? Không có thì để trống.",
        lambda text: PledgeOutcome(text=text),
    )
    return structs.replace(question, row=_adding(review, "thuc_hien_cam_ket", title)) if outcomes.entries else question


def _in_a_row(
    review: Review, entry: FollowUp | PledgeOutcome, about: tuple[str, ...], questions: Iterator[Question[Review]]
) -> Iterator[Question[Review]]:
    """Yield the questions on one entry: what became of it stands in a row of a board, the others on its page."""
    if isinstance(entry, FollowUp):
        board, what, change = "khac_phuc", "hạn chế", shapes.changing(entry, review.with_follow_up)
    else:
        board, what, change = "thuc_hien_cam_ket", "cam kết", shapes.changing(entry, review.with_outcome)
    states = FollowUpState if isinstance(entry, FollowUp) else PledgeState
    state = next(questions)
    details = (f"{state.page}/ket_qua", f"{state.page}/kho_khan")
    said = bool(entry.results or entry.obstacles or set(entry.passed) & {"ket_qua", "kho_khan"})

    def mark(value: str | None) -> Review:
        """Say what became of the entry; of one that is open more is asked."""
        marked = change(state=None if value is None else states(value))
        open_ones = value not in (None, FollowUpState.MENDED, PledgeState.KEPT) and not said
        return marked.with_due(*details) if open_ones else marked.without_due(*details)

    row = Row(
        board=board,
        heading=f"Năm {review.year}",
        mark=mark,
        name=" ".join(entry.text.split()),
        what=what,
        about=about,
        follows=entry.state not in (None, FollowUpState.MENDED, PledgeState.KEPT) and not said,
    )
    yield structs.replace(state, row=row, page="")
    yield from questions


def _adding(review: Review, board: str, name: str) -> Row[Review]:
    """Return the row that leads to the page of one more entry; nothing is chosen in it."""
    return Row(board=board, heading=f"Năm {review.year}", mark=lambda _: review, name=f"+ {name}")


def questions_on_next_remedies(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield the questions on what is to be done next about each shortcoming that is not mended.

    After the items: one that is stated there anew has its remedy and date there.
    """
    for key, entry in next_remedies(review, promises):
        ask: Ask = partial(
            Question,
            part=NEXT,
            place=f"{key}/bien_phap",
            page=f"{key}/bien_phap",
            title=checklist.name_of(entry.item) if entry.item else "Hạn chế đã nêu",
            context=(f"Hạn chế chưa khắc phục xong: {entry.text}",),
        )
        change = shapes.changing(entry, review.with_follow_up)
        yield from _on_next_remedy(shapes.Fields(ask, key), entry, change, year=review.year + 1)


def _on_next_remedy(fields: shapes.Fields, entry: FollowUp, change: Change, *, year: int) -> Iterator[Question[Review]]:
    asked = "Sẽ làm gì tiếp để khắc phục?"
    yield fields.required_text("bien_phap", asked, entry.remedy, lambda text: change(remedy=text))
    yield fields.day("thoi_han", "Khắc phục xong khi nào?", entry.due, lambda due: change(due=due), year=year)


def _on_shortcoming(ask: Ask, key: str, review: Review, entry: FollowUp) -> Iterator[Question[Review]]:
    """Yield what became of a shortcoming of an earlier year, and what is asked of it in that state."""
    change, fields = shapes.changing(entry, review.with_follow_up), shapes.Fields(ask, key, entry.passed)
    asked = "Đến nay hạn chế này đã khắc phục chưa?"
    yield fields.choice("tinh_trang", asked, texts.FOLLOW_UPS, entry.state, lambda state: change(state=state))
    if entry.state is FollowUpState.UNDER_WAY:
        yield _percent(fields, "Đã khắc phục được khoảng bao nhiêu phần trăm?", entry.percent, change)
    if entry.state is not None:
        yield _results(fields, "Đã làm được những gì để khắc phục?", entry, change)
    if entry.state in (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED):
        yield _obstacles(fields, "Còn khó khăn, vướng mắc gì?", entry, change)
        yield fields.optional_text(
            "trach_nhiem",
            "Trách nhiệm của tôi về việc này?",
            entry.responsibility,
            lambda text, passed: change(responsibility=text, passed=passed),
        )


def _on_pledge(ask: Ask, key: str, review: Review, outcome: PledgeOutcome) -> Iterator[Question[Review]]:
    """Yield what became of a pledge of an earlier year, and what is asked of it in that state."""
    change, fields = shapes.changing(outcome, review.with_outcome), shapes.Fields(ask, key, outcome.passed)
    asked = "Cam kết này đã thực hiện chưa?"
    yield fields.choice("tinh_trang", asked, texts.PLEDGES, outcome.state, lambda state: change(state=state))
    if outcome.state is PledgeState.UNDER_WAY:
        yield _percent(fields, "Đã thực hiện được khoảng bao nhiêu phần trăm?", outcome.percent, change)
    if outcome.state is not None:
        yield _results(fields, "Kết quả thực hiện cụ thể?", outcome, change)
    if outcome.state in (PledgeState.UNDER_WAY, PledgeState.NOT_KEPT):
        yield _obstacles(fields, "Còn khó khăn, vướng mắc gì khi thực hiện?", outcome, change)


def _results(fields: shapes.Fields, text: str, entry: FollowUp | PledgeOutcome, change: Change) -> Question[Review]:
    return fields.optional_text(
        "ket_qua", text, entry.results, lambda written, passed: change(results=written, passed=passed)
    )


def _obstacles(fields: shapes.Fields, text: str, entry: FollowUp | PledgeOutcome, change: Change) -> Question[Review]:
    return fields.optional_text(
        "kho_khan", text, entry.obstacles, lambda written, passed: change(obstacles=written, passed=passed)
    )


def _percent(fields: shapes.Fields, text: str, current: int | None, change: Change) -> Question[Review]:
    """Ask how much of it is done, in percent; left empty, nobody can tell."""

    def record(reply: tuple[str, ...]) -> Review:
        """Read the percentage; none is confirmed."""
        if written := text_of(reply):
            return change(percent=parse_percent(written))
        return change(percent=None, passed=shapes.with_key(fields.passed, "phan_tram"))

    return fields.ask(
        key=f"{fields.key}/phan_tram",
        text=text,
        hints=("Không ước lượng được thì để trống.",),
        kind=Kind.LINE,
        current=() if current is None else (str(current),),
        answered=current is not None or "phan_tram" in fields.passed,
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
