"""The few shapes that questions on a review come in, and how their answers are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from msgspec import structs

from tuphe import texts
from tuphe.core.nothing import something
from tuphe.core.places import NEW, marks, moved
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.text import WRITTEN_DAY, lines_of, unlisted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import StrEnum

    from tuphe.core.review import Review
    from tuphe.core.value import Value

    Ask = Callable[..., Question[Review]]
    """A question of which the part, place and title are settled already."""

Passing = TypeVar("Passing", bound="Value")
Entry = TypeVar("Entry", bound="Value")
Label = TypeVar("Label", bound="StrEnum")

_DAY_HINT: Final = f"Viết {WRITTEN_DAY}."
_WRITTEN_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list: the path of the list, its texts, the row of this one from 0.

    `beside` is what tells two entries with one text apart, for each entry; nothing where none may have the same.
    """

    path: str
    texts: Sequence[str]
    row: int
    beside: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The text of the entry."""
        return self.texts[self.row]

    @property
    def others(self) -> list[str]:
        """The texts of the other entries."""
        return [text for row, text in enumerate(self.texts) if row != self.row]

    @property
    def key(self) -> str:
        """How the keys of its questions begin, whatever happens to the other entries."""
        return self._keys(self.texts)[self.row]

    def moves(self, text: str) -> dict[str, str | None]:
        """Return where the keys of all entries begin once this one has another text, or is gone without one."""
        before = self._keys(self.texts)
        texts_then = [text if row == self.row else other for row, other in enumerate(self.texts)]
        if text:
            return dict(zip(before, self._keys(texts_then), strict=True))
        rest = iter(self._keys(self.texts, without=self.row))
        return {key: None if row == self.row else next(rest) for row, key in enumerate(before)}

    def _keys(self, texts: Sequence[str], *, without: int | None = None) -> list[str]:
        told = [f"{beside} {text}" for beside, text in zip(self.beside, texts, strict=True)] if self.beside else texts
        return [f"{self.path}/{mark}" for mark in marks(one for row, one in enumerate(told) if row != without)]


class Keep(Protocol):
    """Puts one entry back into the review with some fields changed."""

    def __call__(self, **changes: object) -> Review:
        """Return the review with the entry changed."""
        ...


def keep_in(put: Callable[[Entry], Review], entry: Entry) -> Keep:
    """Return what changes `entry` and puts it back."""
    return lambda **changes: put(structs.replace(entry, **changes))


def choice(
    ask: Ask, key: str, text: str, labels: Mapping[Label, str], current: Label | None, keep: Callable[[str], Review]
) -> Question[Review]:
    """One of a few values, with one key."""
    return ask(
        key=key,
        text=text,
        kind=Kind.ONE,
        choices=tuple(Choice(value.value, label) for value, label in labels.items()),
        current=() if current is None else (current.value,),
        answered=current is not None,
        record=lambda reply: keep(reply[0]),
    )


def needed(ask: Ask, key: str, text: str, entry: Value, field: str, keep: Keep) -> Question[Review]:
    """A text that a whole answer has; it may be put off, but not left empty."""
    current = getattr(entry, field)

    def record(reply: tuple[str, ...]) -> Review:
        if not (text := entry_of(reply, current)):
            raise Refused("Câu này cần một câu trả lời; chưa nghĩ ra thì để sau.")
        return keep(**{field: text})

    return ask(key=key, text=text, kind=Kind.TEXT, current=given(current), answered=bool(current), record=record)


def offer(ask: Ask, key: str, text: str, entry: Value, field: str, keep: Keep) -> Question[Review]:
    """A text that may stay empty; an empty one is remembered as confirmed."""
    current: str = getattr(entry, field)
    file_key = encoded(entry, field)

    def record(reply: tuple[str, ...]) -> Review:
        text = entry_of(reply, current)
        passed = entry.passed if text else once(entry.passed, file_key)  # type: ignore[attr-defined]
        return keep(**{field: text}, passed=passed)

    return ask(
        key=key,
        text=f"{text} Không có thì để trống.",
        kind=Kind.TEXT,
        current=given(current),
        answered=bool(current) or file_key in entry.passed,  # type: ignore[attr-defined]
        record=record,
    )


def new(text: str, others: Iterable[str]) -> str:
    """Return `text`, unless the list has it already.

    Raises Refused.
    """
    if text in others:
        raise Refused("Ý này đã ghi ở trên. Viết ý khác, hoặc để trống.")
    return text


def another(
    ask: Ask,
    path: str,
    text: str,
    others: Sequence[str],
    add: Callable[[str], Review],
    none: Callable[[], Review],
    *,
    what: str,
    field: str = "noi_dung",
    hints: tuple[str, ...] = (),
    **more: Any,
) -> Question[Review]:
    """One more entry for a list; left empty, there is none. Raises Refused where the list has it already."""

    def record(reply: tuple[str, ...]) -> Review:
        found = entry_of(reply)
        return add(new(found, others)) if found else none()

    return ask(
        key=f"{path}/{NEW}-{len(others)}/{field}",
        drafted_as=f"{path}/{NEW}/{field}",
        text=text,
        # Elsewhere each line is an entry of its own.
        hints=(f"Cả đoạn, dù mấy dòng, là một {what}; {what} khác được hỏi tiếp.", *hints),
        kind=Kind.TEXT,
        record=record,
        **more,
    )


def listed(
    ask: Ask,
    entry: Listed,
    text: str,
    what: str,
    keep: Callable[[str], Review],
    drop: Callable[[], Review],
    *,
    field: str = "noi_dung",
) -> Question[Review]:
    """The text of an entry that is in a list already: emptied, the entry goes.

    What was typed elsewhere for the entry, and what soát is silent about,
    stays with it when its text changes, and goes with it.
    """
    key = f"{entry.key}/{field}"

    def record(reply: tuple[str, ...]) -> Review:
        kept = entry_of(reply, entry.text)
        # What was half-typed here is answered now, and does not follow the entry to its new name.
        return moved(keep(new(kept, entry.others)) if kept else drop(), {key: None, **entry.moves(kept)})

    return ask(
        key=key,
        text=text,
        hints=(f"Cả đoạn là một {what}. Xoá hết chữ nếu muốn bỏ {what} này.",),
        kind=Kind.TEXT,
        current=(entry.text,),
        answered=True,
        record=record,
    )


def day(ask: Ask, key: str, text: str, entry: Value, field: str, keep: Keep) -> Question[Review]:
    """A day."""
    current: date | None = getattr(entry, field)
    return ask(
        key=key,
        text=text,
        hints=(_DAY_HINT,),
        kind=Kind.LINE,
        current=() if current is None else (texts.of_date(current),),
        answered=current is not None,
        record=lambda reply: keep(**{field: parse_day(single(reply))}),
    )


def parse_day(text: str) -> date:
    """Read a day as people write it: 31/3/2027, 31.3.2027, 31-3-2027 or 2027-03-31.

    Raises Refused.
    """
    if not text:
        raise Refused("Câu này cần một ngày; chưa rõ thì để sau.")
    written = _WRITTEN_DAY.fullmatch(text)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        # Written without dashes, a slip of the keys would be a day of some other century.
        return date.fromisoformat(text if "-" in text else "")
    except ValueError:
        problem = "Lịch không có ngày này." if written else "Không đọc được ngày này."
        raise Refused(f"{problem} {_DAY_HINT}") from None


def parse_points(text: str, maximum: float) -> float:
    """Read points from 0 to `maximum`, with a decimal comma or point.

    Raises Refused.
    """
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = -1
    if round(points, 2) != points:
        raise Refused("Điểm ghi nhiều nhất hai chữ số sau dấu phẩy.")
    if not 0 <= points <= maximum:
        # An example that a person may type as it stands: of a small maximum, the maximum itself.
        example = maximum - 0.5 if maximum >= 1 else floor(maximum * 100) / 100
        raise Refused(f"Cần một số từ 0 đến {texts.of_number(maximum)}, như {texts.of_number(example)}.")
    return points


def parse_percent(text: str) -> int:
    """Read a whole number of percent, with or without the sign.

    Raises Refused.
    """
    bare = text.removesuffix("%").strip()
    if not (bare.isascii() and bare.isdigit() and int(bare[:4]) <= 100 and len(bare) <= 3):
        raise Refused("Cần một số nguyên từ 0 đến 100, như 60.")
    return int(bare)


def parse_count(text: str, least: int, most: int) -> int:
    """Read how many there are of something.

    Raises Refused.
    """
    count = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else -1
    if not least <= count <= most:
        raise Refused(f"Cần một số nguyên từ {least} đến {most}.")
    return count


def put_at(entries: tuple[Entry, ...], row: int, *entry: Entry) -> tuple[Entry, ...]:
    """Return `entries` with the one at `row` replaced; without an entry, it goes."""
    return (*entries[:row], *entry, *entries[row + 1 :])


def passed_over(subject: Passing, key: str) -> Passing:
    """Return `subject` with the note that the person confirmed there is nothing under `key`."""
    return structs.replace(subject, passed=once(subject.passed, key))  # type: ignore[attr-defined]


def without(review: Review, field: str, row: int, key: str) -> Review:
    """Return the year without one entry of a list; with the last one goes the word that there are no more."""
    entries = put_at(getattr(review, field), row)
    return (review if entries else not_passed(review, key)).but(**{field: entries})


def not_passed(review: Review, *keys: str) -> Review:
    """Return the year without the note that there is nothing under these keys."""
    return review.but(passed=tuple(key for key in review.passed if key not in keys))


def once(passed: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Return `passed` with `key` in it once."""
    return tuple(dict.fromkeys((*passed, key)))


def single(reply: tuple[str, ...]) -> str:
    """The text of a reply, without the space around it."""
    return reply[0].strip() if reply else ""


def entry_of(reply: tuple[str, ...], current: str = "") -> str:
    """The text of a reply as one entry: without the marks of a pasted list, and none where it says “Không có”.

    What nobody changed stays as it is.
    """
    text = single(reply)
    return text if text == current.strip() else something(unlisted(text))


def entries_of(reply: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a reply, each an entry of its own."""
    return tuple(line for line in map(something, lines_of(unlisted(single(reply)))) if line)


def given(text: str) -> tuple[str, ...]:
    """A text as the current answer of a question: none while it is empty."""
    return (text,) if text else ()


def encoded(entry: Value, field: str) -> str:
    """The key that a field has in the file."""
    return next(known.encode_name for known in structs.fields(entry) if known.name == field)
