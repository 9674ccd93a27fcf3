"""The notes that belong to no item yet, sorted once, on one page: by the number of an item or words of its name."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.core.board import Page
from tuphe.core.checklist import items_meant
from tuphe.core.question import Kind, Question, Refused, RefusedField
from tuphe.core.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tuphe.core.note import Note
    from tuphe.core.review import Review

PLACE: Final = "so_tay"
"""What the page is about; no other question is about that."""

_DAYS: Final = f"{PLACE}/ngay/"
"""How the keys of the fields begin that are about all notes of a day."""

_PART: Final = "Sổ tay"
_TITLE: Final = "Ghi chép chưa thuộc mục nào"
_HINTS: Final = (
    "Gõ vài chữ trong tên mục, ví dụ “chu dong”; nhiều mục cùng có chữ đó thì gõ số hiện ra.",
    "Để trống là để sau.",
)


def sorting_page(
    review: Review, notes: Sequence[Note], names: Mapping[str, str], put: Callable[[Mapping[str, str]], None]
) -> Page[Review] | None:
    """Return the page on which notes get their items; None where there are no such notes.

    `names` has the name of each item by its id, in the order of their numbers.
    `put` writes the id of an item, or nothing, for the key of each note into
    the notebook: the year itself stays as it is.
    """
    if not notes:
        return None
    fields = tuple(_fields(review, notes, names, put))

    def sort(typed: Mapping[str, str], *, strict: bool) -> Review:
        """Write down the items that are meant; words that mean none or several are kept as half-typed."""
        put(_sorted(notes, typed, names, strict=strict))
        year = review
        for key, words in typed.items():
            year = year.with_draft(key, words if words.strip() and not _meant(words, names) else None)
        return year

    return Page(
        key=PLACE,
        part=_PART,
        place=PLACE,
        title=_TITLE,
        questions=fields,
        fields=lambda: fields,
        record=lambda replies: sort({key: "".join(reply) for key, reply in replies.items()}, strict=True),
        keep=lambda typed: sort(typed, strict=False),
        begun=lambda: review,
    )


def _fields(
    review: Review, notes: Sequence[Note], names: Mapping[str, str], put: Callable[[Mapping[str, str]], None]
) -> Iterator[Question[Review]]:
    """Yield a field for each note, and before those of a day that has several one for the whole day."""
    for day, together in groupby(notes, key=lambda note: note.day):
        of_day = list(together)
        if len(of_day) > 1:
            said = f"Cả {len(of_day)} ghi chép ngày {texts.of_day(day)}, trừ ô nào dưới đây ghi khác"
            yield _field(review, _key_of_day(of_day[0]), said, names, of_day, put)
        for note in of_day:
            kind = ", hạn chế" if note.shortcoming else ""
            yield _field(
                review, _key(note), f"{texts.of_day(note.day)}{kind}: {shortened(note.text)}", names, [note], put
            )


def _field(
    review: Review,
    key: str,
    text: str,
    names: Mapping[str, str],
    notes: Sequence[Note],
    put: Callable[[Mapping[str, str]], None],
) -> Question[Review]:
    """Ask for the item of these notes."""

    def record(reply: tuple[str, ...]) -> Review:
        """Put the notes there, where they are sorted one after another."""
        put(dict.fromkeys((note.key for note in notes), _item("".join(reply), names)))
        return review.with_draft(key, None)

    return Question(
        key=key,
        part=_PART,
        place=PLACE,
        title=_TITLE,
        text=text,
        hints=_HINTS,
        kind=Kind.LINE,
        reading=lambda typed: _taken(typed, names),
        page=PLACE,
        draft=review.draft(key),
        set_aside=lambda text: review.with_draft(key, text) if text.strip() else review,
        record=record,
    )


def notes_of(keys: Iterable[str]) -> int:
    """Return how many notes the fields with these keys ask about."""
    return sum(key.startswith(f"{PLACE}/") and not key.startswith(_DAYS) for key in keys)


def _sorted(
    notes: Sequence[Note], typed: Mapping[str, str], names: Mapping[str, str], *, strict: bool
) -> dict[str, str]:
    """Return the item of each note by the note's key, empty where it is left for later.

    Raises RefusedField for words that mean no item or several, if `strict`; else those are left for later.
    """
    items = {}
    for key, words in typed.items():
        try:
            items[key] = _item(words, names)
        except Refused as refusal:
            if strict:
                raise RefusedField(str(refusal), key) from None
    return {note.key: items.get(_key(note)) or items.get(_key_of_day(note), "") for note in notes}


def _meant(words: str, names: Mapping[str, str]) -> str:
    """Return the id of the item that is meant, nothing where that is none or several."""
    try:
        return _item(words, names)
    except Refused:
        return ""


def _taken(words: str, names: Mapping[str, str]) -> str:
    """Say which item is meant so far, or which of them may be."""
    try:
        return names.get(_item(words, names), "")
    except Refused as refusal:
        return str(refusal)


def _item(words: str, names: Mapping[str, str]) -> str:
    """Return the id of the item that is meant by its number or by words; empty where nothing is typed.

    Raises Refused.
    """
    numbers = {str(number): item for number, item in enumerate(names, 1)}
    if not words.strip() or words.strip() in numbers:
        return numbers.get(words.strip(), "")
    meant = items_meant(words.strip(), names)
    if meant.only is not None:
        return meant.only
    listed = "; ".join(f"{number} {names[item]}" for number, item in numbers.items() if item in meant.names)
    if meant.fitting:
        raise Refused(f"Nhiều mục có chữ đó, gõ số: {listed}.")
    nearest = f" Gần nhất: {listed}." if len(meant.names) < len(names) else ""
    raise Refused(f"Không có mục nào như vậy.{nearest} Để trống thì để sau.")


def _key(note: Note) -> str:
    return f"{PLACE}/{note.key}"


def _key_of_day(note: Note) -> str:
    return f"{_DAYS}{note.day}"
