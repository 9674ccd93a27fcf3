"""Questions on what became of the shortcomings and pledges of earlier years."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.places import NEW, identity_of
from tuphe.core.promises import Open, Promises
from tuphe.core.question import Question, Row
from tuphe.core.remedies import next_remedies, pledged_remedies
from tuphe.core.review import FollowUp, FollowUpState, PledgeOutcome, PledgeState, Review
from tuphe.interview.questions import shapes

PART: Final = texts.INTERVIEW_PARTS["khac_phuc"]
NEXT: Final = texts.INTERVIEW_PARTS["bien_phap"]


def questions(
    review: Review, promises: Promises, checklist: Checklist, *, first_year: bool
) -> Iterator[Question[Review]]:
    """Yield the questions on each shortcoming, then on each pledge, of the time before.

    Those that earlier years left open are known. Other people point out shortcomings too, and before the first year in
    tuphe there was a paper, with shortcomings and pledges that the form asks for.
    """
    yield from _on_shortcomings(review, promises, checklist)
    yield from _on_pledges(review, promises, one_more=first_year or not promises.pledges)


def _on_shortcomings(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield what is asked of each shortcoming left open and of each that others pointed out, and for one more."""
    known = [(old.item, old.text) for old in promises.shortcomings]
    pledged = pledged_remedies(promises, review)
    for mark, old in zip(promises.marks["khac_phuc"], promises.shortcomings, strict=True):
        first, *about = _shortcoming_context(old, review.year)
        if (old.item, old.text) in pledged:
            about.append("Biện pháp này cũng là một cam kết: trả lời một lần cho cả hai.")
        ask = _ask(f"khac_phuc/{mark}", checklist.name_of(old.item), (first, *about))
        yield from _on_entry(review, ask, review.follow_up(old.item, old.text), tuple(about))
    follow_ups = shapes.review_list(
        review, "khac_phuc", "hạn chế", telling=lambda entry: identity_of(entry.item, entry.text)
    )
    others = [entry for entry in review.follow_ups if (entry.item, entry.text) not in known]
    for number, entry in enumerate(others, len(known) + 1):
        row = review.follow_ups.index(entry)
        ask = _ask(follow_ups.key(row), f"Hạn chế {number}", (f"Hạn chế: {entry.text}",))
        yield follow_ups.question(ask, row, "Hạn chế đã nêu là gì?")
        yield from _on_entry(review, ask, entry, ())
    any_before = bool(known or follow_ups.entries)
    which = "nào khác" if any_before else "nào"
    yield _one_more(
        review,
        follow_ups,
        "Hạn chế khác đã nêu" if any_before else "Hạn chế đã nêu",
        f"Hạn chế {which} đã được cấp có thẩm quyền kết luận hoặc chỉ ra ở kỳ kiểm điểm trước? Không có thì để trống.",
        FollowUp,
        elsewhere=[text for _, text in known],
    )


def _on_pledges(review: Review, promises: Promises, *, one_more: bool) -> Iterator[Question[Review]]:
    """Yield what is asked of each pledge left open, of each that only a paper has, then whether there is `one_more`."""
    with_shortcomings = pledged_remedies(promises, review).values()
    marked = zip(promises.marks["thuc_hien_cam_ket"], promises.pledges, strict=True)
    for number, (mark, pledge) in enumerate(marked, 1):
        if pledge.text in with_shortcomings:
            continue
        age = texts.of_age(pledge.since, review.year)
        about = ((f"Cam kết {age}.",) if age else ()) + ((f"Hạn: {texts.of_date(pledge.due)}",) if pledge.due else ())
        context = (f"Cam kết đã nêu: {pledge.text}", *about)
        ask = _ask(f"thuc_hien_cam_ket/{mark}", f"Cam kết {number}", context)
        yield from _on_entry(review, ask, review.outcome(pledge.text), about)
    outcomes = shapes.review_list(review, "thuc_hien_cam_ket", "cam kết")
    known = len(promises.pledges)
    for number, outcome in enumerate(promises.kept(review)[known:], known + 1):
        row = review.outcomes.index(outcome)
        ask = _ask(outcomes.key(row), f"Cam kết {number}", (f"Cam kết đã nêu: {outcome.text}",))
        yield outcomes.question(ask, row, "Đã cam kết điều gì?")
        yield from _on_entry(review, ask, outcome, ())
    if one_more:
        asked = "Còn cam kết nào khác" if outcomes.entries else "Đã cam kết điều gì"
        yield _one_more(
            review,
            outcomes,
            "Cam kết khác" if outcomes.entries else "Cam kết cho năm kiểm điểm",
            f"{asked} cho năm {review.year}? Không có thì để trống.",
            PledgeOutcome,
        )


def _ask(key: str, title: str, context: tuple[str, ...]) -> partial[Question[Review]]:
    return partial(Question, part=PART, place=key, page=key, title=title, context=context)


def _one_more(
    review: Review,
    listed: shapes.EntryList[Any],
    title: str,
    text: str,
    kind: type[Any],
    *,
    elsewhere: Sequence[str] = (),
) -> Question[Review]:
    """Ask for one more entry; where there are others, the question is a row of their board, without choices."""
    ask = partial(Question, part=PART, place=f"{listed.path}/{NEW}", title=title)
    question = listed.new_question(ask, text, kind, elsewhere=elsewhere)
    if not (listed.entries or elsewhere):
        return question
    row = Row(board=listed.path, heading=f"Năm {review.year}", mark=lambda _: review, name=f"+ {title}")
    return structs.replace(question, row=row)


def _on_entry(
    review: Review, ask: partial[Question[Review]], entry: FollowUp | PledgeOutcome, about: tuple[str, ...]
) -> Iterator[Question[Review]]:
    """Yield the questions on one entry: what became of it is asked in a row of a board, the rest on its page."""
    key = ask.keywords["place"]
    states: Callable[[str], FollowUpState | PledgeState]
    if isinstance(entry, FollowUp):
        what, states, fields = "hạn chế", FollowUpState, shapes.Fields(ask, key, entry, review.with_follow_up)
        state, *others = _on_shortcoming(fields, entry.state)
    else:
        what, states, fields = "cam kết", PledgeState, shapes.Fields(ask, key, entry, review.with_outcome)
        state, *others = _on_pledge(fields, entry.state)
    details = (f"{key}/ket_qua", f"{key}/kho_khan")
    said = bool(entry.results or entry.obstacles or set(entry.passed) & {"ket_qua", "kho_khan"})

    def mark(value: str | None) -> Review:
        """Say what became of the entry; where it is still open, more is asked."""
        marked = fields.change(state=None if value is None else states(value))
        open_ones = value not in (None, FollowUpState.MENDED, PledgeState.KEPT) and not said
        return marked.with_due(*details) if open_ones else marked.without_due(*details)

    row = Row(
        board=key.partition("/")[0],
        heading=f"Năm {review.year}",
        mark=mark,
        name=" ".join(entry.text.split()),
        what=what,
        about=about,
        follows=entry.state not in (None, FollowUpState.MENDED, PledgeState.KEPT) and not said,
    )
    yield structs.replace(state, row=row, page="")
    yield from others


def questions_on_next_remedies(review: Review, promises: Promises, checklist: Checklist) -> Iterator[Question[Review]]:
    """Yield the questions on what is to be done next about each shortcoming that is not mended.

    They come after the items: a shortcoming stated there again has its remedy and date there.
    """
    needed = next_remedies(review, promises)
    for number, (key, entry) in enumerate(needed, 1):
        place, title = f"{key}/bien_phap", checklist.name_of(entry.item) if entry.item else "Hạn chế đã nêu"
        which = f" {number}/{len(needed)}" if len(needed) > 1 else ""
        context = (f"Hạn chế chưa khắc phục xong{which}: {entry.text}",)
        ask = partial(Question, part=NEXT, place=place, page=place, title=title, context=context)
        fields = shapes.Fields(ask, key, entry, review.with_follow_up)
        yield fields.required_text("bien_phap", "Sẽ làm gì tiếp để khắc phục?")
        yield fields.day("thoi_han", "Khắc phục xong khi nào?", year=review.year + 1)


def _on_shortcoming(fields: shapes.Fields, state: FollowUpState | None) -> Iterator[Question[Review]]:
    """Yield what became of a shortcoming of an earlier year, and what is asked of it in that state."""
    yield fields.choice("tinh_trang", "Đến nay hạn chế này đã khắc phục chưa?", texts.FOLLOW_UPS)
    if state is FollowUpState.UNDER_WAY:
        yield fields.percent("phan_tram", "Đã khắc phục được khoảng bao nhiêu phần trăm?")
    if state is not None:
        yield fields.optional_text("ket_qua", "Đã làm được những gì để khắc phục?")
    if state in (FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED):
        yield fields.optional_text("kho_khan", "Còn khó khăn, vướng mắc gì?")
        yield fields.optional_text("trach_nhiem", "Trách nhiệm của tôi về việc này?")


def _on_pledge(fields: shapes.Fields, state: PledgeState | None) -> Iterator[Question[Review]]:
    """Yield what became of a pledge of an earlier year, and what is asked of it in that state."""
    yield fields.choice("tinh_trang", "Cam kết này đã thực hiện chưa?", texts.PLEDGES)
    if state is PledgeState.UNDER_WAY:
        yield fields.percent("phan_tram", "Đã thực hiện được khoảng bao nhiêu phần trăm?")
    if state is not None:
        yield fields.optional_text("ket_qua", "Kết quả thực hiện cụ thể?")
    if state in (PledgeState.UNDER_WAY, PledgeState.NOT_KEPT):
        yield fields.optional_text("kho_khan", "Còn khó khăn, vướng mắc gì khi thực hiện?")


def _shortcoming_context(old: Open, year: int) -> Iterator[str]:
    yield f"Hạn chế năm {old.stated}: {old.text}"
    if age := texts.of_age(old.since, year):
        yield f"Hạn chế {age}."
    if old.remedy:
        due = "" if old.due is None else f" (hạn {texts.of_date(old.due)})"
        yield f"Biện pháp đã nêu: {old.remedy}{due}"
