"""Questions that the form brings: a section without results, a year without shortcomings, its own `[[hoi]]`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from msgspec import structs

from tuphe import texts
from tuphe.core.checklist import Item
from tuphe.core.completeness import Context, result_sections
from tuphe.core.form import Form, FormQuestion
from tuphe.core.note import Note, said_in, unused
from tuphe.core.places import NEW
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import Rating, Review
from tuphe.core.shortcoming import YearShortcoming
from tuphe.core.text import shortened
from tuphe.interview.questions import shapes
from tuphe.interview.questions.items import of_note, on_shortcoming
from tuphe.interview.questions.shapes import Ask
from tuphe.interview.reply_parsing import entries_of, text_of

PART: Final = texts.INTERVIEW_PARTS["phan"]
ASKED: Final = texts.INTERVIEW_PARTS["bo_sung"]
_NONE: Final = "khong-co"
_SOME: Final = "co"
_PAPER: Final = "giay"


def questions(
    review: Review, form: Form | None, context: Context, notes: Iterable[Note] = ()
) -> Iterator[Question[Review]]:
    """Yield one question for each section of results that is empty, and one where there is no shortcoming at all.

    That one shows the shortcomings in `notes` that are in no answer. What `form` asks beyond the checklist comes
    last; the summary (None) asks nothing of its own.
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
    yield from (_asked_by_form(review, asked) for asked in (() if form is None else form.questions))


def _on_section(review: Review, number: str, heading: str, asked: Sequence[Item]) -> Iterator[Question[Review]]:
    """Ask which of its items gets the results of an empty section, then for these; or that there are none."""
    key, name = f"phan/{number}", f"Phần {number}"
    ask: Ask = partial(Question, part=PART, place=key, title=name, context=(f"{name} của mẫu: {shortened(heading)}",))
    yield _none_or_more(
        partial(ask, key=key, text="Phần này chưa có kết quả nào. Nêu ở mục nào?"),
        review,
        number,
        (*(Choice(item.id, item.name) for item in asked), Choice(_NONE, "Không có gì để nêu ở phần này")),
        {item.id: f"{key}/{item.id}" for item in asked},
        hint="Chỉ khi bạn chọn dòng cuối, mẫu mới ghi “Không có.”",
        on_paper=_on_paper(review, number),
    )
    for item in asked:
        if f"{key}/{item.id}" in review.due or review.draft(f"{key}/{item.id}") is not None:
            yield _on_item(partial(ask, title=item.name), key, review, item)


def _none_or_more(
    ask: Ask,
    review: Review,
    passed: str,
    choices: tuple[Choice, ...],
    more: Mapping[str, str],
    *,
    hint: str,
    on_paper: bool,
) -> Question[Review]:
    """Ask for a clear word that there is nothing, which is noted under `passed`, or for what there is.

    `more` has the question that is due after each other choice; with `on_paper`, the paper may have said all of it.
    """

    def record(reply: tuple[str, ...]) -> Review:
        chosen = review.without_due(*more.values())
        if reply == (_NONE,):
            return shapes.confirmed_empty(chosen, passed)
        following = shapes.unconfirmed(chosen, passed)
        return following if reply == (_PAPER,) else following.with_due(more[reply[0]])

    return ask(
        hints=(hint,),
        kind=Kind.ONE,
        choices=(*((Choice(_PAPER, "Giữ như trong bản giấy"),) if on_paper else ()), *choices),
        current=(_NONE,) if passed in review.passed else (_PAPER,) if on_paper else (),
        answered=passed in review.passed or on_paper,
        record=record,
    )


def _on_paper(review: Review, number: str) -> bool:
    """Whether the paper that a year was taken in from has a section of a form, or one under it."""
    wanted = number.removeprefix("A.")
    return review.from_paper and any(f"{one.number}.".startswith(f"{wanted}.") for one in review.paper)


def _on_item(ask: Ask, key: str, review: Review, item: Item) -> Question[Review]:
    def record(reply: tuple[str, ...]) -> Review:
        if not (results := entries_of(text_of(reply))):
            raise Refused("Câu này phải trả lời; chưa nghĩ ra thì để sau.")
        return review.with_answer(structs.replace(review.answer(item.id), results=results))

    return ask(key=f"{key}/{item.id}", text="Đã làm được gì? Mỗi dòng một việc.", kind=Kind.TEXT, record=record)


def _on_own_shortcomings(review: Review) -> Iterator[Question[Review]]:
    """Ask of each shortcoming of no item what is asked of one that has an item."""
    stated = shapes.review_list(review, "han_che", "hạn chế")
    for row, _ in enumerate(review.own_shortcomings):
        key = stated.key(row)
        ask: Ask = partial(Question, part=PART, place=key, title="Hạn chế của cả năm", page=key)
        yield from on_shortcoming(ask, (), stated, row, year=review.year + 1)
    first = f"han_che/{NEW}/noi_dung"
    if first in review.due or review.draft(first) is not None:
        # An empty text says nothing: only the question on it can confirm that there is no shortcoming.
        refuse = partial(shapes.refuse, "Câu này phải trả lời; không có hạn chế thì lùi lại một câu.")
        unsaid = structs.replace(stated, none=refuse)
        yield unsaid.new_question(
            partial(Question, part=PART, place=f"han_che/{NEW}", title="Hạn chế của cả năm"),
            f"Hạn chế, khuyết điểm của tôi trong năm {review.year} là gì?",
            YearShortcoming,
        )


def _on_shortcomings(review: Review, noted: tuple[str, ...]) -> Question[Review]:
    """Ask for a clear word that the whole year has no shortcoming: the form prints it; `noted` are those in notes."""
    return _none_or_more(
        partial(
            Question,
            key="han_che",
            part=PART,
            place="han_che",
            title="Hạn chế, khuyết điểm của cả năm",
            context=noted,
            text=f"Không mục nào nêu hạn chế. Tôi khẳng định năm {review.year} không có hạn chế, khuyết điểm nào?",
        ),
        review,
        "han_che",
        (Choice(_NONE, "Đúng, tôi không có hạn chế, khuyết điểm nào"), Choice(_SOME, "Không, tôi còn hạn chế cần nêu")),
        {_SOME: f"han_che/{NEW}/noi_dung"},
        hint="Còn hạn chế thì ghi ở câu sau; hạn chế của một mục thì mở lại mục đó ở màn hình xem lại.",
        on_paper=_on_paper(review, "II"),
    )


def _asked_by_form(review: Review, asked: FormQuestion) -> Question[Review]:
    """Ask for the words that go into the form's section: “Không có” is an answer here, and is printed."""
    current = review.form_answer(asked.id)

    def record(reply: tuple[str, ...]) -> Review:
        """Keep the words as they are; what the form needs may not stay empty."""
        text = text_of(reply)
        if not text and asked.required:
            raise Refused("Mẫu yêu cầu nêu điều này: không có gì thì viết rõ là không có; chưa nghĩ ra thì để sau.")
        return review.with_form_answer(asked.id, text)

    return Question(
        key=f"bo_sung/{asked.id}",
        part=ASKED,
        place="bo_sung",
        title=asked.name,
        text=asked.text if asked.required else f"{asked.text} Không cần nêu thì để trống.",
        hints=asked.hints,
        kind=Kind.TEXT,
        current=shapes.as_current(current),
        answered=bool(current),
        record=record,
    )
