"""Questions on the items of the checklist: rating, results, shortcomings."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.checklist import Audience, Group, Item
from tuphe.core.note import Note, about, said_in, unused
from tuphe.core.question import Choice, Kind, Question, Row
from tuphe.core.review import LOW_RATINGS, Answer, Rating, Review
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.interview.questions import shapes
from tuphe.interview.questions.shapes import Ask
from tuphe.interview.reply_parsing import entries_of, text_of

if TYPE_CHECKING:
    from tuphe.interview.questions import Known

_NOT_ASKED: Final = "Mục này chỉ hỏi người giữ chức vụ lãnh đạo, quản lý; đã trả lời từ trước nên vẫn được giữ."
_DEMANDED: Final = "Mức Trung bình hoặc Kém cần nêu ít nhất một hạn chế cụ thể."
_FROM_NOTE: Final = "Điền sẵn từ sổ tay. Không nêu ở đây thì xoá hết chữ."
_CAUSES: Final = {
    CauseKind.SUBJECTIVE: "Chủ quan: do bản thân",
    CauseKind.OBJECTIVE: "Khách quan: do điều kiện, hoàn cảnh",
}


def questions(review: Review, item: Item, group: Group, known: "Known") -> Iterator[Question[Review]]:
    """Yield the questions on one item."""
    answer = review.answer(item.id)
    elsewhere = [result for other in review.answers if other.item != item.id for result in other.results]
    # Notes of no item or group were sorted before the groups, or left for later.
    notes = tuple(one for one in unused(about(known.notes, item.id, group.id), elsewhere) if one.item or one.group)
    # Every question of the item has it: a person who comes back in the middle has not seen it yet.
    context = tuple(_last_answer(item, known.previous))
    place = f"muc/{item.id}"
    ask: Ask = partial(Question, part=group.name, place=place, title=item.name, context=context)
    in_sight = partial(ask, hints=item.hints_for(known.post), context=(*context, *map(of_note, notes)))
    fields = shapes.Fields(in_sight, place, answer, review.with_answer)
    row = _row(review, item, group, fields, known)
    yield structs.replace(fields.choice("muc_do", item.question, texts.RATINGS), row=row)
    if answer.rating is Rating.NOT_APPLICABLE:
        return
    so_far = f"Mức độ đã chọn: {texts.of_rating(answer.rating)}" if answer.rating else ""
    ask = partial(ask, so_far=so_far, page=place)
    if notes:
        yield _ticked_notes(ask, fields, notes)
    yield _results(ask, fields, ticked={note.text for note in notes})
    demanded = answer.rating in LOW_RATINGS and not any(found.real for found in answer.shortcomings)
    shortcomings = shapes.EntryList(
        path=f"muc/{item.id}/han_che",
        what="hạn chế",
        entries=answer.shortcomings,
        put=lambda entries: fields.change(shortcomings=entries),
        none=partial(shapes.refuse, _DEMANDED) if demanded else fields.change,
        closed="han_che" in answer.passed and not demanded,
        page=place,
    )
    for at in range(len(answer.shortcomings)):
        yield from on_shortcoming(ask, context, shortcomings, at, year=review.year + 1)
    noted = unused(about(known.notes, item.id, group.id, shortcomings=True), shortcomings.texts)
    offered = [note for note in noted if note.item == item.id][:1]
    yield _next_shortcoming(ask, item.signs_for(known.post), answer, shortcomings, offered)


def _row(review: Review, item: Item, group: Group, fields: shapes.Fields, known: "Known") -> Row[Review]:
    """Return what the board of a group shows of one item: last year's choice, how much is written, what is missing."""
    answer: Answer = fields.entry
    before = None if known.previous is None else known.previous.rating(item.id)
    waiting = [note for note in unused(known.notes, said_in(review)) if note.item == item.id]
    # Notes that the person saw on the page and did not want are noted in `passed`.
    unseen = answer.rating is not Rating.NOT_APPLICABLE and any(
        ("han_che" if note.shortcoming else "so_tay") not in answer.passed for note in waiting
    )
    return Row(
        board=f"nhom/{group.id}",
        mark=lambda value: fields.change(rating=value and Rating(value)),
        heading=str(review.year),
        before="" if before is None else texts.RATINGS[before],
        heading_before="" if known.previous is None else str(known.previous.year),
        about=(_NOT_ASKED,) if item.audience is Audience.LEADERS and not known.leader else (),
        counts={"kết quả": len(answer.all_results), "hạn chế": len(answer.shortcomings), "ghi chép": len(waiting)},
        lacks=_lacks(review, answer, unseen=unseen),
        doubts={Rating.NOT_APPLICABLE.value: _hidden_by(answer)} if answer.all_results or answer.shortcomings else {},
    )


def _lacks(review: Review, answer: Answer, *, unseen: bool) -> str:
    """Say what a row lacks once it is rated, half-typed texts included."""
    if any(draft.text and draft.question.startswith(f"muc/{answer.item}/") for draft in review.drafts):
        return "có đoạn gõ dở"
    return "chưa nêu hạn chế" if answer.unexplained else "có ghi chép chưa đưa vào" if unseen else ""


def _hidden_by(answer: Answer) -> str:
    counts = {"kết quả": len(answer.all_results), "hạn chế": len(answer.shortcomings)}
    what = [f"{count} {name}" for name, count in counts.items() if count]
    return f"Mục này đã ghi {' và '.join(what)}. Chọn “Không áp dụng” thì các ý đó không được đưa vào bản kiểm điểm."


def _ticked_notes(ask: Ask, fields: shapes.Fields, notes: tuple[Note, ...]) -> Question[Review]:
    """Ask which notes become results; those that are results already are ticked, at first the item's own too."""
    answer: Answer = fields.entry
    by_text = {note.text: note for note in notes}  # the same thing may have been noted twice

    def record(reply: tuple[str, ...]) -> Review:
        """Make results of the notes that are ticked, and take those back that are not."""
        kept = tuple(result for result in answer.results if result not in by_text or result in reply)
        added = tuple(text for text in reply if text not in answer.results)
        return fields.change(results=(*kept, *added), passed=shapes.with_key(answer.passed, "so_tay"))

    return ask(
        key=f"muc/{answer.item}/so_tay",
        text="Đưa ghi chép nào của sổ tay vào kết quả?",
        kind=Kind.SEVERAL,
        choices=tuple(Choice(text, f"{texts.of_day(note.day)}: {text}") for text, note in by_text.items()),
        current=tuple(
            text
            for text, note in by_text.items()
            if text in answer.results or ("so_tay" not in answer.passed and note.item == answer.item)
        ),
        answered="so_tay" in answer.passed,
        record=record,
    )


def of_note(note: Note) -> str:
    """Say what was noted, and when."""
    return f"Sổ tay {texts.of_day(note.day)}: {note.text}"


def _results(ask: Ask, fields: shapes.Fields, *, ticked: Collection[str]) -> Question[Review]:
    """Ask for the results, one on each line; `ticked` are those that come from notes."""
    answer: Answer = fields.entry
    current = "\n".join(answer.results)
    # Results that were only ticked are no answer yet: there may be more than the notes have.
    own = [result for result in answer.results if result not in ticked]

    def record(reply: tuple[str, ...]) -> Review:
        """Read each line as a result; an unchanged text leaves the results as they are."""
        unchanged = text_of(reply) == current.strip()
        return fields.change(results=answer.results if unchanged else _entries(reply[0], answer.results))

    return ask(
        key=f"muc/{answer.item}/ket_qua",
        text="Đã làm được gì? Mỗi dòng một việc.",
        hints=("Nêu con số, ngày tháng, sản phẩm, tên nhiệm vụ. Không có thì để trống.",),
        kind=Kind.TEXT,
        current=shapes.as_current(current),
        answered=bool(own) or "ket_qua" in answer.passed,
        record=record,
    )


def _entries(text: str, before: Sequence[str]) -> tuple[str, ...]:
    """Return each line of a text as a result; a result of several lines that was there `before` stays whole."""
    lines = text.split("\n")
    known = sorted((result.split("\n") for result in before), key=len, reverse=True)
    found: list[str] = []
    others: list[str] = []
    while lines:
        whole = next((result for result in known if lines[: len(result)] == result), None)
        if whole is None:
            others.append(lines.pop(0))
            continue
        found += (*entries_of("\n".join(others)), "\n".join(whole))
        others = []
        lines = lines[len(whole) :]
    return (*found, *entries_of("\n".join(others)))


def on_shortcoming(
    ask: Ask, context: tuple[str, ...], shortcomings: shapes.EntryList[Any], row: int, *, year: int
) -> Iterator[Question[Review]]:
    """Yield the text of a shortcoming, its cause, its remedy and the day; only the text where it states none."""
    shortcoming = shortcomings.entries[row]
    fields = shortcomings.fields(partial(ask, context=(*context, f"Hạn chế: {shortcoming.text}")), row)
    yield shortcomings.question(ask, row, "Hạn chế, khuyết điểm cụ thể là gì?")
    if not shortcoming.real:
        return
    yield fields.required_text("nguyen_nhan", "Nguyên nhân là gì?")
    yield fields.choice("loai_nguyen_nhan", "Nguyên nhân đó chủ yếu do đâu?", _CAUSES)
    yield fields.required_text("bien_phap", "Biện pháp khắc phục?")
    yield fields.day("thoi_han", "Khắc phục xong khi nào?", year=year)


def _next_shortcoming(
    ask: Ask,
    signs: Sequence[str],
    answer: Answer,
    shortcomings: shapes.EntryList[Shortcoming],
    offered: Sequence[Note],
) -> Question[Review]:
    """Ask for one more shortcoming, with the usual `signs` of one or the note `offered`; a low rating demands one."""
    first = not any(found.real for found in answer.shortcomings)
    if not first:
        text = "Ở mục này còn hạn chế nào khác? Không có thì để trống."
    elif answer.rating in LOW_RATINGS:
        text = f"Mức {texts.of_rating(answer.rating)}: hạn chế, khuyết điểm cụ thể là gì?"
    else:
        text = "Ở mục này có hạn chế, khuyết điểm nào? Không có thì để trống."
    # A person who states one no longer confirms that the whole year has none.
    adding = structs.replace(shortcomings, put=lambda entries: shapes.unconfirmed(shortcomings.put(entries), "han_che"))
    hints = [*([_FROM_NOTE] if offered else []), *(f"Biểu hiện chưa tốt: {sign}" for sign in signs if first)]
    question = adding.new_question(ask, text, Shortcoming, hints=tuple(hints))
    said = (*question.context, *map(of_note, offered))
    return structs.replace(question, current=tuple(note.text for note in offered), context=said)


def _last_answer(item: Item, previous: Review | None) -> Iterator[str]:
    if previous is None or (answer := previous.answer(item.id)).rating is None:
        return
    yield f"Năm {previous.year}: {texts.of_rating(answer.rating)}"
    yield from (f"Kết quả năm {previous.year}: {result}" for result in answer.results)
    yield from (f"Hạn chế năm {previous.year}: {found.text}" for found in answer.shortcomings)
