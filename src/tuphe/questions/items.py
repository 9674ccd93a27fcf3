"""Questions on the items of the checklist: rating, results, shortcomings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.core.note import about, unused
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import LOW_RATINGS, CauseKind, Rating, Shortcoming
from tuphe.core.text import lines_of
from tuphe.questions.shapes import (
    Listed,
    another,
    choice,
    day,
    given,
    keep_in,
    listed,
    needed,
    once,
    put_at,
    single,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tuphe.core.checklist import Group, Item
    from tuphe.core.note import Note
    from tuphe.core.review import Answer, Review
    from tuphe.questions import Known
    from tuphe.questions.shapes import Ask, Keep

_CAUSES: Final = {
    CauseKind.SUBJECTIVE: "Chủ quan: do bản thân",
    CauseKind.OBJECTIVE: "Khách quan: do điều kiện, hoàn cảnh",
}


def questions(
    review: Review, item: Item, group: Group, position: tuple[int, int], known: Known
) -> Iterator[Question[Review]]:
    """Yield the questions on one item; `position` is its number from 1 and how many there are."""
    answer = review.answer(item.id)
    keep = keep_in(review.with_answer, answer)
    elsewhere = [result for other in review.answers if other.item != item.id for result in other.results]
    notes = unused(about(known.notes, item.id, group.id), elsewhere)
    # Every question of the item has it: who comes back in the middle of one has not seen it yet.
    context = (*_last_answer(item, known.previous), *map(_of_note, notes))
    ask: Ask = partial(
        Question, part=group.name, place=f"muc/{item.id}", title=item.name, position=position, context=context
    )
    yield choice(
        partial(ask, hints=item.hints),
        f"muc/{item.id}/muc_do",
        item.question,
        texts.RATINGS,
        answer.rating,
        lambda value: keep(rating=Rating(value)),
    )
    if answer.rating in (None, Rating.NOT_APPLICABLE):
        return
    ask = partial(ask, so_far=f"Mức độ đã chọn: {texts.of_rating(answer.rating)}")
    if notes:
        yield _ticked_notes(ask, answer, notes, keep)
    yield _results(ask, answer, keep, ticked={note.text for note in notes})
    for row in range(len(answer.shortcomings)):
        yield from _shortcoming(ask, context, answer, row, keep)
    yield _next_shortcoming(ask, item, answer, keep)


def _ticked_notes(ask: Ask, answer: Answer, notes: tuple[Note, ...], keep: Keep) -> Question[Review]:
    by_text = {note.text: note for note in notes}  # the same thing may have been noted twice

    def record(reply: tuple[str, ...]) -> Review:
        kept = tuple(result for result in answer.results if result not in by_text or result in reply)
        added = tuple(text for text in reply if text not in answer.results)
        return keep(results=(*kept, *added), passed=once(answer.passed, "so_tay"))

    return ask(
        key=f"muc/{answer.item}/so_tay",
        text="Đưa ghi chép nào của sổ tay vào kết quả?",
        kind=Kind.SEVERAL,
        choices=tuple(Choice(text, f"{texts.of_day(note.day)}: {text}") for text, note in by_text.items()),
        current=tuple(text for text in by_text if text in answer.results),
        required=False,
        answered="so_tay" in answer.passed,
        record=record,
    )


def _of_note(note: Note) -> str:
    return f"Sổ tay {texts.of_day(note.day)}: {note.text}"


def _results(ask: Ask, answer: Answer, keep: Keep, *, ticked: Collection[str]) -> Question[Review]:
    current = "\n".join(answer.results)
    # What was only ticked is no answer yet: there may be more than the notes know.
    own = [result for result in answer.results if result not in ticked]

    def record(reply: tuple[str, ...]) -> Review:
        text = single(reply)
        # A result of several lines stays one result while nobody changes it.
        results = answer.results if text == current else lines_of(text)
        nothing_more = not text or text == current
        return keep(results=results, passed=once(answer.passed, "ket_qua") if nothing_more else answer.passed)

    return ask(
        key=f"muc/{answer.item}/ket_qua",
        text="Đã làm được gì? Mỗi dòng một việc.",
        hints=("Nêu con số, ngày tháng, sản phẩm, tên nhiệm vụ. Không có thì để trống.",),
        kind=Kind.TEXT,
        current=given(current),
        required=False,
        answered=bool(own) or "ket_qua" in answer.passed,
        record=record,
    )


def _shortcoming(
    ask: Ask, context: tuple[str, ...], answer: Answer, row: int, keep: Keep
) -> Iterator[Question[Review]]:
    shortcoming = answer.shortcomings[row]
    entry = Listed(f"muc/{answer.item}/han_che", [found.text for found in answer.shortcomings], row)
    key = entry.key
    about = partial(ask, context=(*context, f"Hạn chế: {shortcoming.text}"))
    change = keep_in(lambda changed: keep(shortcomings=put_at(answer.shortcomings, row, changed)), shortcoming)
    yield listed(
        ask,
        entry,
        "Hạn chế, khuyết điểm cụ thể là gì?",
        "hạn chế",
        lambda text: change(text=text),
        lambda: keep(shortcomings=put_at(answer.shortcomings, row)),
    )
    yield needed(about, f"{key}/nguyen_nhan", "Nguyên nhân là gì?", shortcoming, "cause", change)
    yield choice(
        about,
        f"{key}/loai_nguyen_nhan",
        "Nguyên nhân ấy chủ yếu do đâu?",
        _CAUSES,
        shortcoming.cause_kind,
        lambda value: change(cause_kind=CauseKind(value)),
    )
    yield needed(about, f"{key}/bien_phap", "Biện pháp khắc phục?", shortcoming, "remedy", change)
    yield day(about, f"{key}/thoi_han", "Khắc phục xong khi nào?", shortcoming, "due", change)


def _next_shortcoming(ask: Ask, item: Item, answer: Answer, keep: Keep) -> Question[Review]:
    first = not answer.shortcomings
    demanded = first and answer.rating in LOW_RATINGS
    if demanded:
        text = f"Mức {texts.of_rating(answer.rating)}: hạn chế, khuyết điểm cụ thể là gì?"
    elif first:
        text = "Ở mục này có hạn chế, khuyết điểm nào? Không có thì để trống."
    else:
        text = "Ở mục này còn hạn chế nào khác? Không có thì để trống."

    def none() -> Review:
        if demanded:
            raise Refused("Mức Trung bình hoặc Kém cần nêu ít nhất một hạn chế cụ thể.")
        return keep(passed=once(answer.passed, "han_che"))

    return another(
        ask,
        f"muc/{item.id}/han_che",
        text,
        [found.text for found in answer.shortcomings],
        lambda found: keep(shortcomings=(*answer.shortcomings, Shortcoming(text=found))),
        none,
        hints=tuple(f"Biểu hiện thường gặp: {sign}" for sign in item.signs) if first else (),
        required=demanded,
        answered="han_che" in answer.passed and not demanded,
    )


def _last_answer(item: Item, previous: Review | None) -> Iterator[str]:
    if previous is None or (answer := previous.answer(item.id)).rating is None:
        return
    yield f"Năm {previous.year}: {texts.of_rating(answer.rating)}"
    yield from (f"Kết quả năm {previous.year}: {result}" for result in answer.results)
    yield from (f"Hạn chế năm {previous.year}: {found.text}" for found in answer.shortcomings)
