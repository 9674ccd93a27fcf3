"""The few shapes of questions on a review: what each asks for, and how an answer changes the review."""

from collections.abc import Callable, Mapping, Sequence
from datetime import MAXYEAR, date
from enum import StrEnum
from functools import partial
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar

from msgspec import structs

from tuphe import texts
from tuphe.core.day_parsing import due_hint, parse_due
from tuphe.core.places import NEW, marks, moved
from tuphe.core.profile import Profile
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import Review
from tuphe.core.says_nothing import something
from tuphe.core.tasks import Counts, Tasks
from tuphe.core.text import unlisted
from tuphe.core.value import Plain, Value, name_of
from tuphe.interview.reply_parsing import entry_of, parse_percent, text_of

Ask = Callable[..., Question[Review]]
"""Makes a question whose part, place and title are fixed already."""

Confirming = TypeVar("Confirming", Review, Profile, Tasks, Counts)
Entry = TypeVar("Entry", bound=Value)
Label = TypeVar("Label", bound=StrEnum)


class EntryList(Plain, Generic[Entry], frozen=True, kw_only=True):
    """A list in the review, of which each entry has a text of its own, in the field with the key `text_key`.

    `put` returns the review with other entries in the list. The keys of an entry's questions begin with a mark of the
    words that identify it (those of `telling`, else its text), so that changes of other entries do not matter. `what`
    is what people call an entry, `none` returns the review once the person says that there are no more, `closed` is
    whether that was said. `page` is the page of the whole list, empty where each entry has its own.
    """

    path: str
    what: str
    entries: tuple[Entry, ...]
    put: Callable[[tuple[Entry, ...]], Review]
    none: Callable[[], Review]
    closed: bool
    telling: Callable[[Entry], str] | None = None
    text_key: str = "noi_dung"
    page: str = ""

    @property
    def texts(self) -> list[str]:
        """The texts of the entries."""
        return [self._text(entry) for entry in self.entries]

    def key(self, row: int) -> str:
        """Return the beginning of the keys of an entry's questions."""
        return self._keys(self.entries)[row]

    def fields(self, ask: Ask, row: int) -> "Fields":
        """Return what asks for the fields of the entry at `row`."""
        return Fields(
            ask, self.key(row), self.entries[row], lambda entry: self.put(replaced_at(self.entries, row, entry))
        )

    def question(self, ask: Ask, row: int, text: str) -> Question[Review]:
        """Ask for the text of the entry at `row`; an empty text removes the entry.

        Half-typed texts and silences of the entry stay with it when its text changes, and are removed with it.
        """
        entry, key = self.entries[row], f"{self.key(row)}/{self.text_key}"

        def record(reply: tuple[str, ...]) -> Review:
            """Reword the entry, or drop it if emptied; what is stored under the keys of entries moves with them."""
            kept = entry_of(reply, self._text(entry))
            _refuse_twice(kept, self.texts[:row] + self.texts[row + 1 :])
            reworded = structs.replace(entry, **{name_of(entry, self.text_key): kept})
            entries = replaced_at(self.entries, row, *((reworded,) if kept else ()))
            after = iter(self._keys(entries))
            moves = {old: next(after) if kept or at != row else None for at, old in enumerate(self._keys(self.entries))}
            # The half-typed text of this question is answered now, and does not move to the entry's new key.
            return moved(self.put(entries), {key: None, **moves})

        return ask(
            key=key,
            text=text,
            hints=(f"Cả đoạn là một {self.what}. Xoá hết chữ nếu muốn bỏ {self.what} này.",),
            kind=Kind.TEXT,
            current=(self._text(entry),),
            answered=True,
            record=record,
        )

    def new_question(
        self, ask: Ask, text: str, kind: type[Entry], *, elsewhere: Sequence[str] = (), hints: tuple[str, ...] = ()
    ) -> Question[Review]:
        """Ask for one more entry, of this `kind`; left empty, there are no more.

        A text that the list or `elsewhere` has already is refused.
        """
        known = [*self.texts, *elsewhere]
        others = "ghi riêng" if self.page else "được hỏi tiếp"

        def record(reply: tuple[str, ...]) -> Review:
            if not (found := entry_of(reply)):
                return self.none()
            _refuse_twice(found, known)
            return self.put((*self.entries, kind(**{name_of(kind, self.text_key): found})))

        return ask(
            page=self.page or f"{self.path}/{NEW}",
            key=f"{self.path}/{NEW}-{len(known)}/{self.text_key}",
            drafted_as=f"{self.path}/{NEW}/{self.text_key}",
            text=text,
            **({"so_far": f"Đã ghi {len(self.entries)} {self.what}"} if self.entries and not self.page else {}),
            # Results are different: each line is one.
            hints=(f"Cả đoạn, dù mấy dòng, cũng là một {self.what}; {self.what} khác {others}.", *hints),
            kind=Kind.TEXT,
            reading=partial(_as_one, self.what),
            record=record,
            answered=self.closed,
        )

    def _text(self, entry: Entry) -> str:
        return str(getattr(entry, name_of(entry, self.text_key)))

    def _keys(self, entries: Sequence[Entry]) -> list[str]:
        return [f"{self.path}/{mark}" for mark in marks(map(self.telling or self._text, entries))]


def review_list(review: Review, path: str, what: str, **how: Any) -> EntryList[Any]:
    """Return the list of the review itself that has the key `path`; `how` is passed on to `EntryList`."""
    return list_of(review, lambda changed: changed, path, what, **how)


def list_of(owner: Confirming, put: Callable[[Confirming], Review], path: str, what: str, **how: Any) -> EntryList[Any]:
    """Return the list that `owner`, the review or a part of it, has under the last step of `path`.

    That there are no more entries is noted in the owner, until the last entry is removed. `put` returns the review with
    another owner in its place; `how` is passed on to `EntryList`.
    """
    key = path.rpartition("/")[2]
    name = name_of(owner, key)
    return EntryList(
        path=path,
        what=what,
        entries=getattr(owner, name),
        put=lambda others: put(structs.replace(owner if others else unconfirmed(owner, key), **{name: others})),
        none=lambda: put(confirmed_empty(owner, key)),
        closed=key in owner.passed,
        **how,
    )


def _as_one(what: str, typed: str) -> str:
    """Return a text as it is, or for a pasted list the remark that it becomes only one entry."""
    text = typed.strip()
    marked = sum(line != bare for line, bare in zip(text.splitlines(), unlisted(text).splitlines(), strict=True))
    return f"một {what} gồm {marked} dòng; nếu mỗi dòng là một {what} thì ghi riêng từng dòng" if marked > 1 else text


def _refuse_twice(text: str, others: Sequence[str]) -> None:
    if text and text in others:
        raise Refused("Ý này đã ghi ở trên. Viết ý khác, hoặc để trống.")


def replaced_at(entries: tuple[Entry, ...], row: int, *entry: Entry) -> tuple[Entry, ...]:
    """Return `entries` with the one at `row` replaced, or removed where no `entry` is given."""
    return (*entries[:row], *entry, *entries[row + 1 :])


class Fields(NamedTuple):
    """Asks for the fields of one entry, each by its key in files; `key` is the beginning of the questions' keys.

    `put` returns the review with another entry instead of this one.
    """

    ask: Ask
    key: str
    entry: Any
    put: Callable[[Any], Review]

    def change(self, **changes: Any) -> Review:
        """Return the review with some fields of the entry changed."""
        return self.put(structs.replace(self.entry, **changes))

    def choice(self, field: str, text: str, labels: Mapping[Label, str]) -> Question[Review]:
        """Ask for one of a few values, with one key; while nothing is chosen, the question stays open."""
        by_value = {label.value: label for label in labels}
        choices = tuple(Choice(value.value, label) for value, label in labels.items())
        return self.asked(field, text, Kind.ONE, lambda reply: by_value[reply[0]] if reply else None, choices=choices)

    def required_text(self, field: str, text: str) -> Question[Review]:
        """Ask for a text that a complete answer needs; it may be put off, but not left empty."""

        def read(reply: tuple[str, ...]) -> str:
            if not (text := entry_of(reply, self._value(field))):
                raise Refused("Câu này phải trả lời; chưa nghĩ ra thì để sau.")
            return text

        return self.asked(field, text, Kind.TEXT, read)

    def optional_text(self, field: str, text: str) -> Question[Review]:
        """Ask for a text that may stay empty, which the entry then notes."""
        asked = f"{text} Không có thì để trống."
        return self.asked(field, asked, Kind.TEXT, lambda reply: entry_of(reply, self._value(field)), may_lack=True)

    def percent(self, field: str, text: str) -> Question[Review]:
        """Ask how much of it is done, in percent; empty means that nobody can tell, which the entry notes."""
        hints = ("Không ước lượng được thì để trống.",)
        return self.asked(
            field,
            text,
            Kind.LINE,
            lambda reply: parse_percent(typed) if (typed := text_of(reply)) else None,
            may_lack=True,
            hints=hints,
        )

    def day(self, field: str, text: str, *, year: int, usual: bool = True, needed: bool = True) -> Question[Review]:
        """Ask for the day by which something is to be done; a day given before can be emptied.

        A day without a year is in `year`; its last day is offered while no day is given, where that is `usual`.
        A day that is `needed` may be put off, but not left empty.
        """
        unanswered = self._value(field) is None
        last = date(min(year, MAXYEAR), 12, 31) if usual and unanswered else None
        read = partial(_day_of, year=year, offered=last, needed=needed and unanswered)
        offered = written(last)
        none = "" if needed else f" {'Không có ngày thì ghi “không”.' if offered else 'Không có thì để trống.'}"
        return self.asked(
            field,
            text,
            Kind.LINE,
            lambda reply: read(text_of(reply)),
            may_lack=not needed,
            hints=(f"{due_hint(year)}{none}",),
            offered=offered,
            reading=lambda typed: written(read(typed)),
        )

    def _value(self, field: str) -> Any:
        return getattr(self.entry, name_of(self.entry, field))

    def asked(
        self,
        field: str,
        text: str,
        kind: Kind,
        read: Callable[[tuple[str, ...]], Any],
        *,
        may_lack: bool = False,
        **how: Any,
    ) -> Question[Review]:
        """Ask for a field; `read` makes its value of the reply. If it `may_lack`, the entry notes that it is empty."""
        value = self._value(field)
        passed = getattr(self.entry, "passed", None)

        def record(reply: tuple[str, ...]) -> Review:
            changes = {name_of(self.entry, field): (found := read(reply))}
            if may_lack and passed is not None and found in (None, ""):
                changes["passed"] = with_key(passed, field)
            return self.change(**changes)

        return self.ask(
            key=f"{self.key}/{field}",
            text=text,
            kind=kind,
            current=as_current(written(value)),
            answered=value not in (None, "") or field in (passed or ()),
            record=record,
            **how,
        )


def written(value: Any) -> str:
    """Write the value of a field as people type it; nothing where there is none."""
    if isinstance(value, float):
        return texts.of_number(value)
    return "" if value is None else texts.of_date(value) if isinstance(value, date) else str(value)


def _day_of(typed: str, *, year: int, offered: date | None, needed: bool) -> date | None:
    """Read the typed day, in `year` where it names none; where nothing is typed, the one `offered`. Raises Refused."""
    found = parse_due(typed, year) if something(typed) else None if typed else offered
    if found is None and needed:
        raise Refused("Câu này cần một ngày; chưa rõ thì để sau.")
    if found is not None and found.year < year - 1:
        raise Refused(f"Ngày này đã qua, trước cả năm kiểm điểm. {due_hint(year)}")
    return found


def refuse(sentence: str) -> NoReturn:
    """Refuse an answer."""
    raise Refused(sentence)


def confirmed_empty(subject: Confirming, key: str) -> Confirming:
    """Return `subject` with the note that the person confirmed there is nothing under `key`."""
    return structs.replace(subject, passed=with_key(subject.passed, key))


def unconfirmed(subject: Confirming, *keys: str) -> Confirming:
    """Return `subject` without the note that there is nothing under these keys."""
    return structs.replace(subject, passed=tuple(key for key in subject.passed if key not in keys))


def with_key(passed: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Return the keys under which there is nothing, with `key` among them."""
    return tuple(dict.fromkeys((*passed, key)))


def as_current(text: str) -> tuple[str, ...]:
    """Return a text as the current answer of a question: none while it is empty."""
    return (text,) if text else ()
