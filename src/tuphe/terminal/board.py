"""A board on the screen: rows to walk through and answer with one key each, each seen once it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from prompt_toolkit.application import get_app
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window

from tuphe.core.question import Move, Opened
from tuphe.terminal import keys
from tuphe.terminal.application import prompt
from tuphe.terminal.columns import broken, padded, width
from tuphe.terminal.keyboard import bind_leaving, ignore_letters_with_alt

if TYPE_CHECKING:
    from collections.abc import Callable

    import questionary
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from tuphe.core.board import Board
    from tuphe.core.question import Question, Row

    Mark = Callable[[str, str | None], Board[Any]]
    Act = Callable[[KeyPressEvent], None]

_DONE: Final = object()
"""What the prompt ends with where the person is through with the board."""

_NARROW: Final = 50
"""Columns below which last year's column is left out."""


@dataclass(slots=True)
class Stand:
    """Where a person is on a board, and what they marked there; kept while a row's page is open."""

    place: str = ""
    undo: list[tuple[str, str | None]] = field(default_factory=list)
    """Places and the answers they had before, the latest last."""


def board_prompt(board: Board[Any], mark: Mark, stand: Stand, *, fault: str) -> questionary.Question:
    """Return the prompt of a board; it ends with Opened, a Move, or what `left_of` reads as done."""
    screen = _Screen(board, mark, stand, fault)
    window = Window(FormattedTextControl(screen.drawn, focusable=True, show_cursor=False), dont_extend_height=True)
    return prompt([window], screen.bindings(), focused=window, typing=False)


def left_of(result: Any) -> Opened | Move | None:
    """Return how a board was left: for a row's page, for elsewhere, or done."""
    return None if result is _DONE else result


class _Screen:
    """What the keys of a board do."""

    def __init__(self, board: Board[Any], mark: Mark, stand: Stand, fault: str) -> None:
        self._board = board
        self._mark = mark
        self._stand = stand
        self._row = board.row_at(stand.place)
        self._said = fault
        self._doubted = ""  # the key that chooses when it is pressed again
        self._sure = False  # whether it was
        self._warned = False  # whether it was said what is left to do
        self._leaving = False  # whether it was when the key came
        self._explained = False
        self._all_hints = False

    def bindings(self) -> KeyBindings:
        """Return the keys, all that are obeyed."""
        bindings = KeyBindings()
        bind_leaving(bindings)
        ignore_letters_with_alt(bindings)
        rows = len(self._board.rows)
        acts: dict[str, Act] = {
            Keys.Any: lambda _event: None,
            **{key: partial(self._move, by) for key, by in (("up", -1), ("down", 1), ("home", -rows), ("end", rows))},
            **{str(at): partial(self._answer, one.value) for at, one in enumerate(self._board.choices, 1)},
            "delete": partial(self._answer, None),
            keys.UNDO: self._undo,
            **dict.fromkeys(("enter", "c-j"), self._open),
            **dict.fromkeys(keys.FINISH, self._leave),
            keys.KEYS: self._explain,
            keys.KEYS_WHERE_NOTHING_IS_TYPED: self._show_hints,
        }
        for key, act in acts.items():
            bindings.add(key)(partial(self._press, key, act))
        return bindings

    def _press(self, key: str, act: Act, event: KeyPressEvent) -> None:
        """Do what a key does; behind a choice that is asked twice any other key but says no."""
        doubted, self._doubted = self._doubted, ""
        warned, self._warned = self._warned, False
        self._said = ""
        if doubted and key != doubted:
            return
        self._sure, self._leaving = bool(doubted), warned
        act(event)

    def _move(self, rows: int, _event: KeyPressEvent) -> None:
        self._go_to(self._row + rows)

    def _go_to(self, row: int) -> None:
        self._row = min(max(row, 0), len(self._board.rows) - 1)
        self._stand.place = self._board.rows[self._row][0].place

    def _answer(self, value: str | None, event: KeyPressEvent) -> None:
        question, row = self._board.rows[self._row]
        if not question.choices:
            self._said = "Dòng này không có gì để chọn; bấm Enter để thêm."
            return
        before = question.current[0] if question.current else None
        if before != value:
            if (reason := row.doubts.get(value or "")) and not self._sure:
                self._doubted = event.data
                self._said = f"{reason} Bấm {event.data} lần nữa để chọn, phím khác để thôi."
                return
            self._stand.place = question.place
            self._board = self._mark(question.place, value)
            self._stand.undo.append((question.place, before))
        if value is not None:
            self._go_to(self._row + 1)

    def _undo(self, _event: KeyPressEvent) -> None:
        if self._stand.undo:
            place, value = self._stand.undo[-1]
            self._board = self._mark(place, value)
            self._stand.undo.pop()
            self._go_to(self._board.row_at(place))
        else:
            self._said = "Không còn gì để hoàn tác."

    def _open(self, event: KeyPressEvent) -> None:
        question, _ = self._board.rows[self._row]
        self._stand.place = question.place
        if question.place in self._board.pages:
            event.app.exit(result=Opened(question.place))
        elif question.current:
            self._said = f"{', '.join(question.labels(question.current))}: không có gì để ghi thêm."
        else:
            self._said = "Trước hết bấm số để chọn."

    def _leave(self, event: KeyPressEvent) -> None:
        lacks = self._board.lacks()
        if lacks and not self._leaving:
            self._said = f"Còn {', '.join(lacks)}. Bấm lần nữa để sang bước sau."
            self._warned = True
            return
        event.app.exit(result=_DONE)

    def _explain(self, _event: KeyPressEvent) -> None:
        self._explained = not self._explained

    def _show_hints(self, _event: KeyPressEvent) -> None:
        self._all_hints = not self._all_hints

    def drawn(self) -> StyleAndTextTuples:
        """Return the whole board, as it fits into the window that it stands in."""
        size = get_app().output.get_size()
        return board_lines(
            self._board,
            self._row,
            columns=size.columns,
            lines=size.rows,
            said=self._said,
            all_hints=self._all_hints,
            explained=self._explained,
        )


def board_lines(
    board: Board[Any], pointed: int, *, columns: int, lines: int, said: str, all_hints: bool, explained: bool
) -> StyleAndTextTuples:
    """Return a board as styled text of at most `lines` lines of `columns` columns, the row `pointed` marked.

    What gives way first where there is little room are the hints, then rows
    scroll, then what is known already and the head go; the row, the question
    and the keys stay.
    """
    room = columns - 1
    question, row = board.rows[pointed]
    others = len(board.rows) - 1
    left = max(lines - 2, 1)  # beside the row itself, and the line below that a terminal keeps for its cursor

    def fitting(part: list[tuple[str, str]], *, keeping: int = 0) -> list[tuple[str, str]]:
        """Return what of a part there is room for, which is taken then."""
        nonlocal left
        fits = part[: max(left - keeping, 0)]
        left -= len(fits)
        return fits

    name = [("class:pointer", line) for line in broken(_whole_name(question, row), room)]
    text = [("", line) for line in broken(question.text, room)]
    most = left - len(name) - len(text)
    foot = fitting(_foot(board, room, said=said, explained=explained, most=most))
    name, text = fitting(name), fitting(text)
    head = fitting(list(zip(("class:part", "class:keys"), _head(board, room), strict=True)))
    gap = fitting([("", "")])
    known = fitting([("class:keys", line) for about in row.about for line in broken(about, room)])
    hints = [("class:keys", line) for hint in question.hints for line in _bulleted(hint, room)]
    hints = fitting(hints, keeping=0 if all_hints else others)
    meant = _meant(board) if _widths(board, room)[3] and head and _meant(board) not in head[0][1] else ""
    meanings = fitting([("class:keys", line) for line in broken(meant, room) if meant], keeping=others)
    visible = min(others, left) + 1
    first = min(max(pointed - visible // 2, 0), others + 1 - visible)
    drawn = [_row_line(board, at, room, pointed=at == pointed) for at in range(first, first + visible)]
    styled: StyleAndTextTuples = []
    for style, line in [*head, *drawn, *meanings, *gap, *name, *known, *text, *hints, *foot]:
        styled += [(style, line), ("", "\n")]
    return styled[:-1]


def _head(board: Board[Any], room: int) -> list[str]:
    done = board.to_choose - board.unanswered
    position = board.rows[0][0].position
    where = f"Bước {position[0]}/{position[1]}. " if position else ""
    count = f" · {done}/{board.to_choose} {board.what}"
    title = f"{where}{board.part}"
    if width(title) + width(count) > room:  # how far one is with the group goes before where in the year it stands
        title = padded(board.part, room - width(count)).rstrip()
    names, before, now, counts = _widths(board, room)
    line = f"{'':3}{'':{names}}"
    if before:
        line += f" {board.heading_before:{before}}"
    line += f" {board.rows[0][1].heading:{now}}"
    if counts:
        line += " " + "".join(f"{_short(word):>4}" for word in board.rows[0][1].counts)
    meant = f" · {_meant(board)}" if counts else ""
    return [f"{title}{count}{meant if width(f'{title}{count}{meant}') <= room else ''}", line.rstrip()]


def _meant(board: Board[Any]) -> str:
    """Say what the short heads of the counts stand for."""
    return " · ".join(f"{_short(word)} {word}" for word in board.rows[0][1].counts)


def _short(word: str) -> str:
    return "".join(part[0] for part in word.split()).upper()


def _widths(board: Board[Any], room: int) -> tuple[int, int, int, int]:
    """Return how many columns names, the earlier answers, the answers and the counts have."""
    label = max(width(choice.label) for choice in board.choices)
    before = label if board.heading_before and room >= _NARROW else 0
    counts = 4 * len(board.rows[0][1].counts) if room >= _NARROW else 0
    fixed = 3 + label + 1 + (before + 1 if before else 0) + (counts + 1 if counts else 0)
    longest = max(width(_name_of(question, row)) for question, row in board.rows)
    return max(min(longest, room - fixed), 8), before, label, counts


def _row_line(board: Board[Any], at: int, room: int, *, pointed: bool) -> tuple[str, str]:
    question, row = board.rows[at]
    names, before, now, counts = _widths(board, room)
    sign = "!" if question.current and row.lacks else " "
    line = f"{sign}{'› ' if pointed else '  '}{padded(_name_of(question, row), names)}"
    if before:
        line += f" {row.before:{before}}"
    line += f" {_answer_of(question):{now}}"
    if counts:
        line += " " + "".join(f"{count or '':>4}" for count in row.counts.values())
    return ("class:highlighted" if pointed else ""), line.rstrip()


def _name_of(question: Question[Any], row: Row[Any]) -> str:
    return " ".join((row.name or question.title).split())


def _answer_of(question: Question[Any]) -> str:
    return ", ".join(question.labels(question.current)) if question.current else "·" if question.choices else ""


def _whole_name(question: Question[Any], row: Row[Any]) -> str:
    """Say what the row is about, what is written there, and what is not."""
    written = ", ".join(f"{count} {word}" for word, count in row.counts.items() if count)
    unfinished = " · đang gõ dở" if question.draft else ""
    lacks = f" ({row.lacks})" if question.current and row.lacks else ""
    return f"{_name_of(question, row)}{f' · {written}' if written else ''}{unfinished}{lacks}"


def _bulleted(hint: str, room: int) -> list[str]:
    return broken(f"• {hint}", room, first="  ", others="    ")


def _foot(board: Board[Any], room: int, *, said: str, explained: bool, most: int) -> list[tuple[str, str]]:
    """Return the lines of the keys, or what is to be said in their place.

    Of keys that are more than `most` lines those stay that choose, and the
    one that shows the others.
    """
    if said:
        return [("class:said", line) for line in broken(said, room)]
    choices = " · ".join(
        f"{number}\xa0{choice.label}".replace(" ", "\xa0") for number, choice in enumerate(board.choices, 1)
    )
    numbers = [line.removesuffix(" ·").replace("\xa0", " ") for line in broken(choices, room)]
    lines = [*numbers, *keys.hint_lines(keys.BOARD, room, explained=explained)]
    if len(lines) > most:
        others = next(line for line in lines if keys.KEYS.upper() in line)
        kept = lines[: max(most - 1, 0)]
        lines = lines[:most] if others in kept else [*kept, others]
    return [("class:keys", line) for line in lines]
