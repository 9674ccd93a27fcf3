"""What is shown at once: the questions of a group as a board, those on one entry as a page, any other by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import groupby
from typing import Final

from msgspec import structs

from tuphe import texts
from tuphe.core.board import Board, Page
from tuphe.core.places import field_of, of_entry_to_come
from tuphe.core.question import Kind, Question, Refused, RefusedField, Row
from tuphe.core.review import Review
from tuphe.interview.asker import Step

Listing = Callable[[Review], Sequence[Question[Review]]]
"""Lists the questions of a year as it is."""

_TYPED: Final = (Kind.LINE, Kind.TEXT)
_OPEN: Final = "có câu chưa trả lời"
_ANYTHING: Final = "ý mới…"
"""The text of an invented entry, which shows what would be asked of a new one."""


def steps_of(listing: Listing, review: Review) -> list[Step[Review]]:
    """Return all that a year asks, step by step: boards, pages and single questions, in the order of `listing`."""
    questions = listing(review)
    boards = {question.place: question.row.board for question in questions if question.row}
    steps: list[Step[Review]] = []
    for (board, page), together in groupby(questions, lambda one: _together(one, boards)):
        if board:
            steps += _board_and_pages(_board(listing, review, board, list(together)))
        elif page:
            steps.append(_page(listing, review, list(together)))
        else:
            steps += together
    return steps


def _board_and_pages(board: Board[Review]) -> Iterator[Step[Review]]:
    """Yield a board and, behind it, the pages that open by themselves."""
    following = [row.place for row, about in board.rows if about.follows and row.place in board.pages]
    pages = [board.pages[place]() for place in following]
    elsewhere = {question.key for page in pages for question in page.questions}
    yield structs.replace(
        board, questions=tuple(question for question in board.questions if question.key not in elsewhere)
    )
    yield from pages


def _together(question: Question[Review], boards: Mapping[str, str]) -> tuple[str, str]:
    board = boards.get(question.place, "")
    return board, "" if board else question.page


def _board(listing: Listing, review: Review, key: str, questions: Sequence[Question[Review]]) -> Board[Review]:
    on_pages = [question for question in questions if question.page]
    rows = {question.place: question for question in questions if question.row}
    return Board(
        key=key,
        part=questions[0].part,
        rows=tuple((question, _row(question.row, question, questions)) for question in questions if question.row),
        pages={
            page: partial(_page, listing, review, list(fields), row=rows.get(page))
            for page, fields in groupby(on_pages, lambda one: one.page)
        },
        questions=tuple(questions),
    )


def _row(row: Row[Review], chosen: Question[Review], questions: Sequence[Question[Review]]) -> Row[Review]:
    """Return a row that lacks something while an answer of its page is missing, as the review screen counts them.

    A page that opens by itself needs no such mark.
    """
    missing = [one for one in questions if one.required and one.place == chosen.place and one is not chosen]
    if not missing or row.lacks or row.follows:
        return row
    names = dict.fromkeys(filter(None, (texts.of_question(one.key) for one in missing)))
    return structs.replace(row, lacks=f"thiếu {', '.join(names)}" if names else _OPEN)


def _page(
    listing: Listing, review: Review, questions: Sequence[Question[Review]], row: Question[Review] | None = None
) -> Page[Review]:
    """Return a page with these questions, and with those on a new entry that it may add."""

    @cache
    def fields() -> tuple[Question[Review], ...]:
        """Return the fields; they are made only when they are needed."""
        return tuple(field for question in questions for field in _with_unborn(listing, review, question))

    return Page(
        key=questions[0].key,
        part=questions[0].part,
        place=questions[0].place,
        title=questions[0].title,
        questions=tuple(questions),
        row=row,
        fields=fields,
        record=lambda replies: _recorded(listing, review, questions, fields(), replies),
        keep=lambda typed: _kept(review, fields(), typed),
        begun=lambda: review.with_due(
            *(one.drafted_as or one.key for one in questions if not one.answered and one.draft is None)
        ),
    )


def _with_unborn(listing: Listing, review: Review, question: Question[Review]) -> Iterator[Question[Review]]:
    """Yield a question; behind one that asks for a new entry, also the questions that the entry would have."""
    yield question
    if question.drafted_as:
        for born in _born(listing, review, question.record((_ANYTHING,))):
            key = of_entry_to_come(question.drafted_as, field_of(born.key))
            yield structs.replace(
                born,
                key=key,
                place=question.place,
                title=question.title,
                context=(),
                draft=review.draft(key),
                required=False,  # no question on an entry that may never exist is
            )


def _born(listing: Listing, before: Review, after: Review) -> list[Question[Review]]:
    """Return the questions on the entry that `after` has more than `before`, but for that on its text."""
    known = {question.key for question in listing(before)}
    new = [question for question in listing(after) if question.key not in known and not question.drafted_as]
    return new[1:]


# How the answers of a page change the year


def _recorded(
    listing: Listing,
    review: Review,
    questions: Sequence[Question[Review]],
    fields: Sequence[Question[Review]],
    replies: Mapping[str, tuple[str, ...]],
) -> Review:
    """Record the replies one after another: the text of an entry last, since its other questions are named after it.

    `fields` are those of the `questions` that the year has, and those on an entry to come.

    Raises RefusedField.
    """
    own = {question.key for question in questions}
    unborn = [field for field in fields if field.key not in own]
    year, gone = review, _removed(listing, questions, replies) | _without_deed(questions, replies)
    for field in (one for one in reversed(questions) if one.key not in gone):
        before = year
        year = _with_reply(listing, year, field.key, field, replies[field.key])
        if field.drafted_as:
            written = "".join(replies[field.key]).strip()
            born = {field_of(one.key): one for one in _born(listing, before, year)} if written else {}
            _refuse_without_text(field, [replies[other.key] for other in unborn if field_of(other.key) not in born])
            for other in (other for other in unborn if field_of(other.key) in born):
                one = born[field_of(other.key)]
                # Empty fields below a pasted table do not remove what the table added.
                if not one.current or any(map(str.strip, replies[other.key])):
                    year = _with_reply(listing, year, one.key, other, replies[other.key])
    for field in fields:  # once the new entry exists, the questions on an entry to come are gone
        year = year.with_draft(field.drafted_as or field.key, None)
    return year.without_due(*(one.drafted_as or one.key for one in listing(year) if one.page == fields[0].page))


def _removed(
    listing: Listing, questions: Sequence[Question[Review]], replies: Mapping[str, tuple[str, ...]]
) -> set[str]:
    """Return the other questions on entries whose text was emptied: they are removed with it, and need no answer."""
    gone: set[str] = set()
    for field in questions:
        if field.current and field.kind in _TYPED and not any(map(str.strip, replies[field.key])):
            with suppress(Refused):
                left = {one.drafted_as or one.key for one in listing(field.record(("",)))}
                gone |= {one.key for one in questions if (one.drafted_as or one.key) not in left and one is not field}
    return gone


def _without_deed(questions: Sequence[Question[Review]], replies: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the empty fields of entries whose texts are all empty too: what is offered there is not put in."""
    texts_of: dict[str, list[str]] = {}
    for one in questions:
        if one.kind is Kind.TEXT:
            texts_of.setdefault(_entry_of(one), []).extend(replies[one.key])
    nothing = {entry for entry, said in texts_of.items() if not any(map(str.strip, said))}
    offers = (one for one in questions if one.offered and not any(replies[one.key]))
    return {one.key for one in offers if _entry_of(one) in nothing}


def _entry_of(question: Question[Review]) -> str:
    return question.key.rpartition("/")[0]


def _refuse_without_text(new: Question[Review], replies: Sequence[tuple[str, ...]]) -> None:
    """Refuse answers about an entry that was not added: its text is empty, or says that there is none."""
    if any(reply and reply[0].strip() for reply in replies):
        raise RefusedField(
            f"Ô “{texts.of_question(new.key).capitalize() or new.text}” còn trống, hoặc ghi là không có, "
            "mà các ô dưới đã có chữ. Ghi ô đó, hoặc xoá các ô dưới.",
            new.key,
        )


def _with_reply(listing: Listing, review: Review, key: str, shown: Question[Review], reply: tuple[str, ...]) -> Review:
    """Return the year with the reply to the field `shown`; an empty field that needs an answer stays open."""
    question = next((one for one in listing(review) if one.key == key), None)
    if question is None:
        return review
    if question.kind is Kind.SEVERAL:
        reply = _ticked(question, shown, reply)
    empty = not any(text.strip() for text in reply)
    untouched = reply == question.current and question.answered and question.draft is None
    if untouched or (empty and question.kind is Kind.ONE):
        return review
    try:
        return question.record(reply)
    except Refused as refusal:
        if empty and not question.current:
            return review
        raise RefusedField(str(refusal), shown.key) from None


def _ticked(question: Question[Review], shown: Question[Review], reply: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is ticked once the fields below are read: a line that was deleted there does not come back."""
    ticked, unticked = set(reply) - set(shown.current), set(shown.current) - set(reply)
    now = {*question.current, *ticked} - unticked
    return tuple(choice.value for choice in question.choices if choice.value in now)


def _kept(review: Review, fields: Sequence[Question[Review]], typed: Mapping[str, str]) -> Review:
    """Store the texts of the fields as drafts, since nobody confirmed them; a text that is not new is no draft."""
    year = review
    for field in (field for field in fields if field.key in typed):
        text = typed[field.key]
        stood = "\n".join(field.current)
        key = field.drafted_as or field.key
        if text.strip() != (field.draft or stood).strip():
            year = year.with_draft(key, text if text.strip() != stood.strip() else None)
    return year
