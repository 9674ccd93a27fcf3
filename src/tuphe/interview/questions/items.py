"""Questions on the items of the checklist: rating, results, shortcomings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.core.note import about, unused
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import LOW_RATINGS, CauseKind, Rating, Shortcoming
from tuphe.interview.questions.shapes import (
    Listed,
    another,
    choice,
    day,
    entries_of,
    given,
    keep_in,
    listed,
    needed,
    not_passed,
    once,
    put_at,
    single,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tuphe.core.checklist import Group, Item
    from tuphe.core.note import Note
    from tuphe.core.review import Answer, Review
    from tuphe.interview.questions import Known
    from tuphe.interview.questions.shapes import Ask, Keep

_HIDE: Final = "khong_ap_dung"
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
        partial(_rated, review, answer, keep),
    )
    if (hiding := f"muc/{item.id}/{_HIDE}") in review.due:
        yield _hiding(ask, hiding, answer, keep)
    if answer.rating in (None, Rating.NOT_APPLICABLE):
        return
    ask = partial(ask, so_far=f"Mức độ đã chọn: {texts.of_rating(answer.rating)}")
    if notes:
        yield _ticked_notes(ask, answer, notes, keep)
    yield _results(ask, answer, keep, ticked={note.text for note in notes})
    for row in range(len(answer.shortcomings)):
        yield from _shortcoming(ask, context, answer, row, keep)
    yield _next_shortcoming(ask, item, answer, keep)


def _rated(review: Review, answer: Answer, keep: Keep, value: str) -> Review:
    hides = value == Rating.NOT_APPLICABLE and answer.rating is not Rating.NOT_APPLICABLE
    if hides and (answer.results or answer.shortcomings):
        return review.with_due(f"muc/{answer.item}/{_HIDE}")
    return keep(rating=Rating(value)).without_due(f"muc/{answer.item}/{_HIDE}")


def _hiding(ask: Ask, key: str, answer: Answer, keep: Keep) -> Question[Review]:
    """Ask before “Không áp dụng” takes what was written off the paper: one key would do it unseen."""
    what = (
        *((f"{len(answer.results)} kết quả",) if answer.results else ()),
        *((f"{len(answer.shortcomings)} hạn chế",) if answer.shortcomings else ()),
    )
    return ask(
        key=key,
        text=f"Mục này đã ghi {' và '.join(what)}. Chọn Không áp dụng thì các ý ấy không vào bản kiểm điểm. Vẫn chọn?",
        hints=("Chữ đã ghi không mất: chọn lại mức độ khác thì các ý ấy trở lại.",),
        kind=Kind.ONE,
        choices=(Choice("khong", "Giữ mức độ cũ"), Choice("co", "Không áp dụng, bỏ các ý ấy ra ngoài")),
        record=lambda reply: keep(rating=Rating.NOT_APPLICABLE) if reply == ("co",) else keep(),
    )


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
        unchanged = single(reply) == current.strip()
        return keep(results=answer.results if unchanged else _entries(reply[0], answer.results))

    return ask(
        key=f"muc/{answer.item}/ket_qua",
        text="Đã làm được gì? Mỗi dòng một việc.",
        hints=("Nêu con số, ngày tháng, sản phẩm, tên nhiệm vụ. Không có thì để trống.",),
        kind=Kind.TEXT,
        current=given(current),
        answered=bool(own) or "ket_qua" in answer.passed,
        record=record,
    )


def _entries(text: str, before: Sequence[str]) -> tuple[str, ...]:
    """Return each line of a text as a result; one of several lines from `before` that still stands there stays one."""
    lines = text.split("\n")
    known = sorted((result.split("\n") for result in before), key=len, reverse=True)
    found: list[str] = []
    others: list[str] = []
    while lines:
        whole = next((result for result in known if lines[: len(result)] == result), None)
        if whole is None:
            others.append(lines.pop(0))
            continue
        found += (*entries_of(("\n".join(others),)), "\n".join(whole))
        others = []
        lines = lines[len(whole) :]
    return (*found, *entries_of(("\n".join(others),)))


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
    if not shortcoming.real:
        return
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
    first = not any(found.real for found in answer.shortcomings)
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
        return keep()

    return another(
        ask,
        f"muc/{item.id}/han_che",
        text,
        [found.text for found in answer.shortcomings],
        lambda found: not_passed(keep(shortcomings=(*answer.shortcomings, Shortcoming(text=found))), "han_che"),
        none,
        hints=tuple(f"Biểu hiện thường gặp: {sign}" for sign in item.signs) if first else (),
        what="hạn chế",
        answered="han_che" in answer.passed and not demanded,
    )


def _last_answer(item: Item, previous: Review | None) -> Iterator[str]:
    if previous is None or (answer := previous.answer(item.id)).rating is None:
        return
    yield f"Năm {previous.year}: {texts.of_rating(answer.rating)}"
    yield from (f"Kết quả năm {previous.year}: {result}" for result in answer.results)
    yield from (f"Hạn chế năm {previous.year}: {found.text}" for found in answer.shortcomings)
