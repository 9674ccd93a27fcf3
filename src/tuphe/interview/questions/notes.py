"""The notes that belong to no item yet, sorted once, on one page: by the number of an item or words of its name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from tuphe import texts
from tuphe.core.board import Page
from tuphe.core.checklist import items_meant
from tuphe.core.note import Note
from tuphe.core.question import Kind, Question, Refused, RefusedField
from tuphe.core.review import Review
from tuphe.core.text import shortened

PLACE: Final = "so_tay"
"""The place of the page; no other question has it."""

_DAYS: Final = f"{PLACE}/ngay/"
"""The beginning of the keys of fields that are about all notes of a day."""

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

    `names` has the name of each item by its id, in the order of their numbers. `put` writes the id of an item, or
    nothing, for the key of each note into the notebook: the year itself stays as it is.
    """
    if not notes:
        return None
    sorting = _Sorting(review, notes, names, put)
    fields = tuple(sorting.fields())
    return Page(
        key=PLACE,
        part=_PART,
        place=PLACE,
        title=_TITLE,
        questions=fields,
        fields=lambda: fields,
        record=lambda replies: sorting.sort({key: "".join(reply) for key, reply in replies.items()}, strict=True),
        keep=lambda typed: sorting.sort(typed, strict=False),
        begun=lambda: review,
    )


def notes_of(keys: Iterable[str]) -> int:
    """Return how many notes the fields with these keys ask about."""
    return sum(key.startswith(f"{PLACE}/") and not key.startswith(_DAYS) for key in keys)


class _Sorting(NamedTuple):
    """Notes that get items; see `sorting_page`."""

    review: Review
    notes: Sequence[Note]
    names: Mapping[str, str]
    put: Callable[[Mapping[str, str]], None]

    def fields(self) -> Iterator[Question[Review]]:
        """Yield a field for each note; where a day has several, a field for the whole day comes before theirs."""
        for day, together in groupby(self.notes, key=lambda note: note.day):
            of_day = list(together)
            if len(of_day) > 1:
                said = f"Cả {len(of_day)} ghi chép ngày {texts.of_day(day)}, trừ ô nào dưới đây ghi khác"
                yield self._field(_key_of_day(of_day[0]), said, of_day)
            for note in of_day:
                kind = ", hạn chế" if note.shortcoming else ""
                yield self._field(_key(note), f"{texts.of_day(note.day)}{kind}: {shortened(note.text)}", [note])

    def _field(self, key: str, text: str, notes: Sequence[Note]) -> Question[Review]:
        """Return the field for the item of these notes: of a single note, or of all notes of a day."""

        def record(reply: tuple[str, ...]) -> Review:
            """Give the notes this item, where the asker shows one field after another."""
            self.put(dict.fromkeys((note.key for note in notes), self._item("".join(reply))))
            return self.review.with_draft(key, None)

        return Question(
            key=key,
            part=_PART,
            place=PLACE,
            title=_TITLE,
            text=text,
            hints=_HINTS,
            kind=Kind.LINE,
            reading=self._taken,
            page=PLACE,
            draft=self.review.draft(key),
            set_aside=lambda text: self.review.with_draft(key, text) if text.strip() else self.review,
            record=record,
        )

    def sort(self, typed: Mapping[str, str], *, strict: bool) -> Review:
        """Store the items that are meant; words that mean none or several stay as half-typed texts.

        Raises RefusedField for such words, if `strict`.
        """
        items: dict[str, str] = {}
        year = self.review
        for key, words in typed.items():
            try:
                items[key] = self._item(words)
            except Refused as refusal:
                if strict:
                    raise RefusedField(str(refusal), key) from None
            year = year.with_draft(key, words if words.strip() and not items.get(key) else None)
        self.put({note.key: items.get(_key(note)) or items.get(_key_of_day(note), "") for note in self.notes})
        return year

    def _taken(self, words: str) -> str:
        """Say which item is meant so far, or which ones may be meant."""
        try:
            return self.names.get(self._item(words), "")
        except Refused as refusal:
            return str(refusal)

    def _item(self, words: str) -> str:
        """Return the id of the item that is meant by its number or by words; empty where nothing is typed.

        Raises Refused.
        """
        names = self.names
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
