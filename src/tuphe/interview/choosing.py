"""Which results go onto the paper: ticked section by section; the others are kept in the year."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from textwrap import shorten
from typing import Final

from msgspec import structs

from tuphe.core.checklist import Item
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.review import Answer, Rating, Review
from tuphe.errors import Stopped
from tuphe.interview.asker import Asker
from tuphe.interview.loop import conduct

Sections = Sequence[tuple[str, str, tuple[Item, ...]]]
"""Number, heading and items of each section that takes results."""

_LONGEST: Final = 60
"""Letters of a section's heading above its question: the whole heading of a form may fill four lines."""


def choose(
    asker: Asker, review: Review, sections: Sections, save: Callable[[Review], None], length: Callable[[Review], str]
) -> Review:
    """Ask section by section which results go onto the paper; save after each, and return the year as it is then.

    `length` says how long the paper is.

    Raises Stopped, what `save` raises, and what else ends a question.
    """
    measured = lru_cache(maxsize=1)(length)  # asked for before and after each answer

    def questions(review: Review) -> list[Question[Review]]:
        asked = [section for section in sections if _answers(review, section[2])]
        return [
            _question(review, *section, measured(review), (place, len(asked))) for place, section in enumerate(asked, 1)
        ]

    try:
        return conduct(questions, review, asker=asker, save=save, wanted=lambda _: True)
    except Stopped:
        raise Stopped(then=f"Chọn tiếp bằng: tuphe chon {review.year}") from None


def _question(
    review: Review, number: str, heading: str, items: Iterable[Item], length: str, position: tuple[int, int]
) -> Question[Review]:
    """Return the question of one section: each result of its items is a choice, ticked where it goes onto the paper."""
    answers = _answers(review, items)
    results = [(answer.item, result) for answer in answers for result in dict.fromkeys(answer.all_results)]
    kept = {(answer.item, result) for answer in answers for result in answer.results}
    return Question(
        key=f"phan/{number}/chon",
        part=shorten(f"{number}. {heading}", _LONGEST, placeholder=" …"),
        place=number,
        title="",
        text="Đưa kết quả nào vào bản giấy? Kết quả không đánh dấu vẫn được giữ trong tệp của năm.",
        kind=Kind.SEVERAL,
        context=(length,) if length else (),
        choices=tuple(Choice(str(row), result) for row, (_, result) in enumerate(results)),
        current=tuple(str(row) for row, one in enumerate(results) if one in kept),
        answered=True,
        position=position,
        record=partial(_with_choice, review, results),
    )


def _answers(review: Review, items: Iterable[Item]) -> list[Answer]:
    answers = (review.answer(item.id) for item in items)
    return [answer for answer in answers if answer.all_results and answer.rating is not Rating.NOT_APPLICABLE]


def _with_choice(review: Review, results: Sequence[tuple[str, str]], reply: tuple[str, ...]) -> Review:
    chosen = {results[int(row)] for row in reply}
    for item in dict.fromkeys(item for item, _ in results):
        answer = review.answer(item)
        written = answer.all_results
        changed = structs.replace(
            answer,
            results=tuple(one for one in written if (item, one) in chosen),
            left_off=tuple(one for one in written if (item, one) not in chosen),
        )
        review = review.with_answer(changed)
    return review
