"""A board and a page to try the screen with: values in a dictionary in place of a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from support.hand import LABELS
from tuphe.core.board import Board, Page
from tuphe.core.question import Choice, Kind, Question, Row
from tuphe.interview.reply_parsing import parse_points
from tuphe.texts import of_number as number_of

CHOICES: Final = tuple(Choice(str(number), label) for number, label in enumerate(LABELS, 1))


@dataclass
class Rows:
    """Some rows and what each is answered with; the page of a row, where it has one, is `page`."""

    names: Sequence[str]
    marked: dict[str, str] = field(default_factory=dict)
    before: str = ""
    question: str = "Tôi làm việc này đến mức nào?"
    hints: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    with_page: bool = True
    counts: Mapping[str, int] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    lacks: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The rows in which a number is typed, with what it can be at most."""
    drafts: Mapping[str, str] = field(default_factory=dict)

    def board(self) -> Board[Any]:
        """The board as it is now."""
        rows = tuple((self._question(name), self._row(name)) for name in self.names)
        pages: dict[str, Any] = dict.fromkeys(self.names) if self.with_page else {}
        return Board(key="b", part="Về nhận thức", rows=rows, pages=pages, questions=tuple(one for one, _ in rows))

    def mark(self, place: str, value: str | None) -> Board[Any]:
        """Answer a row, or take its answer back."""
        if value is None:
            self.marked.pop(place, None)
        elif place in self.numbers:
            self.marked[place] = number_of(parse_points(value, float(self.numbers[place].replace(",", "."))))
        else:
            self.marked[place] = value
        return self.board()

    def _question(self, name: str) -> Question[Any]:
        current = (self.marked[name],) if name in self.marked else ()
        return Question(
            key=name, part="Về nhận thức", place=name, title=name, text=self.question,
            kind=Kind.LINE if name in self.numbers else Kind.ONE, choices=() if name in self.numbers else CHOICES,
            current=current, answered=bool(current), required=not current, draft=self.drafts.get(name),
            hints=self.hints, position=(2, 12), record=lambda reply: reply,
        )  # fmt: skip

    def _row(self, name: str) -> Row[Any]:
        return Row(
            board="b", mark=lambda value: value, heading="2026", before=self.before, heading_before="2025",
            about=self.about, counts=self.counts, doubts=self.doubts, lacks=self.lacks, name=name,
            most=self.numbers.get(name, ""),
        )  # fmt: skip


def a_page(typed: Mapping[str, str]) -> Page[Any]:
    """A page with a field of each kind; `typed` is what stands in those of text."""

    def ask(key: str, text: str, kind: Kind, **more: Any) -> Question[Any]:
        return Question(
            key=key, part="Phần", place="p", title="Tiêu đề", text=text, kind=kind, record=lambda reply: reply,
            draft=typed.get(key), **more,
        )  # fmt: skip

    fields = (
        ask("ticks", "Ô ghi chép", Kind.SEVERAL, choices=CHOICES[:3], current=("1", "3")),
        ask("ke", "Ô kể ra", Kind.TEXT),
        ask("mot", "Ô chọn một", Kind.ONE, choices=CHOICES[:2]),
        ask("dong", "Ô một dòng", Kind.LINE),
        ask("them", "Ô kể thêm", Kind.TEXT),
    )
    return Page(
        key="p", part="Phần", place="p", title="Tiêu đề", questions=fields, fields=lambda: fields,
        record=lambda replies: replies, keep=lambda kept: kept, begun=dict,
    )  # fmt: skip


LABELS_OF_FIELDS: Final = ("Ô ghi chép", "Ô kể ra", "Ô chọn một", "Ô một dòng", "Ô kể thêm")


def standing_on(rows: Sequence[str]) -> dict[str, str]:
    """What stands in the fields of that page, as the screen shows it: texts, and the numbers of what is chosen."""
    places = [next(at for at, row in enumerate(rows) if row.removeprefix("» ") == label) for label in LABELS_OF_FIELDS]
    end = next((at for at, row in enumerate(rows) if "Ctrl-S" in row), len(rows))
    bodies = [rows[start + 1 : stop] for start, stop in zip(places, [*places[1:], end], strict=True)]
    keys = ("ticks", "ke", "mot", "dong", "them")
    return {
        key: _chosen(body) if key in ("ticks", "mot") else "\n".join(row[2:].rstrip() for row in body).rstrip()
        for key, body in zip(keys, bodies, strict=True)
    }


def _chosen(body: Sequence[str]) -> str:
    return "\n".join(part[1] for row in body for part in row.split("● ")[1:] for part in [f" {part}"])


def marks_on(rows: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """What the rows of a board are answered with, as the screen shows it."""
    found = {}
    for name in names:
        [row] = [row for row in rows if row[3:].startswith(f"{name} ")][:1]
        answer = row[3 + len(name) :].strip()
        if answer != "·":
            found[name] = str(LABELS.index(answer) + 1)
    return found
