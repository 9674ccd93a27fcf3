"""Questions on what no item has: a section's results where there are none, shortcomings of the year as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.completeness import result_sections
from tuphe.core.note import said_in, unused
from tuphe.core.places import NEW
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import Rating
from tuphe.core.shortcoming import YearShortcoming
from tuphe.core.text import shortened
from tuphe.interview.parsing import entries_of, text_of
from tuphe.interview.questions import shapes
from tuphe.interview.questions.items import of_note, on_shortcoming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tuphe.core.checklist import Item
    from tuphe.core.completeness import Context
    from tuphe.core.form import Form
    from tuphe.core.note import Note
    from tuphe.core.review import Review
    from tuphe.interview.questions.shapes import Ask

PART: Final = texts.INTERVIEW_PARTS["phan"]
_NONE: Final = "khong-co"
_SOME: Final = "co"
_PAPER: Final = "giay"
_AS_ON_PAPER: Final = Choice(_PAPER, "Giữ như trong bản giấy")


def questions(
    review: Review, form: Form | None, context: Context, notes: Iterable[Note] = ()
) -> Iterator[Question[Review]]:
    """Yield one question for each section of results that is empty, and one where there is no shortcoming at all.

    Of `notes` those of shortcomings that are in no answer are in sight there.
    """
    for number, heading, asked in result_sections(review, form, context):
        answers = [review.answer(item.id) for item in asked]
        if not any(answer.results and answer.rating is not Rating.NOT_APPLICABLE for answer in answers):
            applying = [item for item in asked if review.rating(item.id) is not Rating.NOT_APPLICABLE]
            yield from _on_section(review, number, heading, applying)
    if not review.shortcomings:
        noted = (note for note in unused(notes, said_in(review)) if note.shortcoming)
        yield _on_shortcomings(review, tuple(map(of_note, noted)))
    yield from _on_own_shortcomings(review)


def _on_section(review: Review, number: str, heading: str, asked: Sequence[Item]) -> Iterator[Question[Review]]:
    """Ask at which of its items an empty section gets results, then for them; or that there are none."""
    key = f"phan/{number}"
    on_paper = _on_paper(review, number)
    ask: Ask = partial(
        Question,
        part=PART,
        place=key,
        title=f"Phần {number}",
        context=(f"Phần {number} của mẫu: {shortened(heading)}",),
    )

    def record(reply: tuple[str, ...]) -> Review:
        """Confirm that there is nothing, or ask for the results of the item that is chosen."""
        chosen = review.without_due(*(f"{key}/{item.id}" for item in asked))
        if reply == (_NONE,):
            return shapes.confirmed_empty(chosen, number)
        following = shapes.unconfirmed(chosen, number)
        return following if reply == (_PAPER,) else following.with_due(f"{key}/{reply[0]}")

    yield ask(
        key=key,
        text="Phần này chưa có kết quả nào. Nêu ở mục nào?",
        hints=("Chỉ khi bạn chọn dòng cuối, mẫu mới ghi “Không có.”",),
        kind=Kind.ONE,
        choices=(
            *((_AS_ON_PAPER,) if on_paper else ()),
            *(Choice(item.id, item.name) for item in asked),
            Choice(_NONE, "Không có gì để nêu ở phần này"),
        ),
        current=(_NONE,) if number in review.passed else (_PAPER,) if on_paper else (),
        answered=number in review.passed or on_paper,
        record=record,
    )
    for item in asked:
        if f"{key}/{item.id}" in review.due or review.draft(f"{key}/{item.id}") is not None:
            yield _on_item(partial(ask, title=item.name), key, review, item)


def _on_paper(review: Review, number: str) -> bool:
    """Whether the paper that a year was taken in from has a section of a form, or one under it."""
    wanted = number.removeprefix("A.")
    return review.from_paper and any(f"{one.number}.".startswith(f"{wanted}.") for one in review.paper)


def _on_item(ask: Ask, key: str, review: Review, item: Item) -> Question[Review]:
    def record(reply: tuple[str, ...]) -> Review:
        """Add the results to the item."""
        if not (results := entries_of(text_of(reply))):
            raise Refused("Câu này phải trả lời; chưa nghĩ ra thì để sau.")
        return review.with_answer(structs.replace(review.answer(item.id), results=results))

    return ask(key=f"{key}/{item.id}", text="Đã làm được gì? Mỗi dòng một việc.", kind=Kind.TEXT, record=record)


def _on_own_shortcomings(review: Review) -> Iterator[Question[Review]]:
    """Ask of each shortcoming that stands at no item what is asked of one that does."""
    stated = shapes.review_list(review, "han_che", "hạn chế")
    for row, _ in enumerate(review.own_shortcomings):
        key = stated.key(row)
        ask: Ask = partial(Question, part=PART, place=key, title="Hạn chế của cả năm", page=key)
        yield from on_shortcoming(ask, (), stated, row, year=review.year + 1)
    first = f"han_che/{NEW}/noi_dung"
    if first in review.due or review.draft(first) is not None:
        # Left empty it says nothing: that there is none is said by the question on that alone.
        unsaid = structs.replace(stated, none=_refuse_empty)
        yield unsaid.new_question(
            partial(Question, part=PART, place=f"han_che/{NEW}", title="Hạn chế của cả năm"),
            f"Hạn chế, khuyết điểm của tôi trong năm {review.year} là gì?",
            lambda text: YearShortcoming(text=text),
        )


def _refuse_empty() -> Review:
    raise Refused("Câu này phải trả lời; không có hạn chế thì lùi lại một câu.")


def _on_shortcomings(review: Review, noted: tuple[str, ...]) -> Question[Review]:
    """Ask for a clear word that the whole year has no shortcoming: the form prints it; `noted` are those of notes."""

    def record(reply: tuple[str, ...]) -> Review:
        """Confirm that there is none, or ask for it."""
        if reply == (_NONE,):
            return shapes.confirmed_empty(review, "han_che")
        following = shapes.unconfirmed(review, "han_che")
        return following if reply == (_PAPER,) else following.with_due(f"han_che/{NEW}/noi_dung")

    on_paper = _on_paper(review, "II")
    return Question(
        key="han_che",
        part=PART,
        place="han_che",
        title="Hạn chế, khuyết điểm của cả năm",
        context=noted,
        text=f"Không mục nào nêu hạn chế. Tôi khẳng định năm {review.year} không có hạn chế, khuyết điểm nào?",
        hints=("Còn hạn chế thì ghi ở câu sau; hạn chế của một mục thì mở lại mục đó ở màn hình xem lại.",),
        kind=Kind.ONE,
        choices=(
            *((_AS_ON_PAPER,) if on_paper else ()),
            Choice(_NONE, "Đúng, tôi không có hạn chế, khuyết điểm nào"),
            Choice(_SOME, "Không, tôi còn hạn chế cần nêu"),
        ),
        current=(_NONE,) if "han_che" in review.passed else (_PAPER,) if on_paper else (),
        answered="han_che" in review.passed or on_paper,
        record=record,
    )
