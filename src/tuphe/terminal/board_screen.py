"""A board on the screen: rows to walk through and answer with one key each, each seen once it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window

from tuphe.core.board import Board, Mark, leads_on
from tuphe.core.question import Kind, Opened, Refused
from tuphe.core.text import shortened
from tuphe.terminal import keys
from tuphe.terminal.application import prompt
from tuphe.terminal.board_view import board_lines
from tuphe.terminal.key_sequences import bind_leaving, take_without_escape

Act = Callable[[KeyPressEvent], None]

_MOST_LETTERS: Final = 5
"""The most letters of a number of points: 12,75."""

_LEAVING: Final = "leaving"
"""The state after the person was told what is left to do on the board: leaving again leaves."""


@dataclass(slots=True)
class Stand:
    """Where a person is on a board, and what they marked there; kept while a row's page is open."""

    place: str = ""
    undo: list[tuple[str, str | None]] = field(default_factory=list)
    """Places and the answers they had before, the latest last."""
    typed: str | None = None
    """The number that is typed in the row and not saved yet; None while nothing is typed."""


def board_prompt(board: Board[Any], mark: Mark, stand: Stand, *, fault: str) -> questionary.Question:
    """Return the prompt of a board; it ends with Opened, a Move, or None where it is done."""
    screen = _Screen(board, mark, stand, fault)
    window = Window(FormattedTextControl(screen.drawn, focusable=True, show_cursor=False), dont_extend_height=True)
    return prompt([window], screen.bindings(), focused=window, typing=False)


class _Screen:
    """What the keys of a board do."""

    def __init__(self, board: Board[Any], mark: Mark, stand: Stand, fault: str) -> None:
        self._board = board
        self._mark = mark
        self._stand = stand
        self._said = fault
        self._asked = ""  # the key that chooses when it is pressed again, or _LEAVING
        self._sure = ""  # the value of `_asked` when the present key came
        self._explained = False
        self._page = 0  # how often all hints were asked for since the row was entered
        self._stand_at(board.row_at(stand.place))

    def bindings(self) -> KeyBindings:
        """Return the keys, all that are obeyed."""
        bindings = KeyBindings()
        bind_leaving(bindings)
        take_without_escape(bindings)
        rows = len(self._board.rows)
        acts: dict[str, Act] = {
            Keys.Any: self._tell_astray,
            **{key: partial(self._move, by) for key, by in (("up", -1), ("down", 1), ("home", -rows), ("end", rows))},
            **dict.fromkeys("0123456789", self._number),
            "delete": partial(self._answer, None),
            keys.UNDO: self._undo,
            **dict.fromkeys(("enter", "c-j"), self._open),
            **dict.fromkeys(keys.FINISH, self._leave),
            keys.KEYS: self._explain,
            keys.CLOSE: self._close,
            keys.KEYS_WHERE_NOTHING_IS_TYPED: self._show_hints,
        }
        if self._board.typed:
            acts |= {
                **dict.fromkeys((",", "."), self._type),
                **dict.fromkeys(("backspace", "c-h"), self._erase),
                "tab": partial(self._move, 1),
                "s-tab": partial(self._move, -1),
            }
        for key, act in acts.items():
            bindings.add(key)(partial(self._press, key, act))
        return bindings

    def _press(self, key: str, act: Act, event: KeyPressEvent) -> None:
        """Do what a key does; where a choice waits for its key again, any other key only cancels it."""
        self._sure, self._asked = self._asked, ""
        self._said = ""
        if self._sure in ("", _LEAVING, key):
            act(event)

    def _tell_astray(self, event: KeyPressEvent) -> None:
        """Tell a person who types or pastes a text that none is taken here: each of its digits would be a choice."""
        key = event.key_sequence[0].key
        if key == Keys.BracketedPaste or not isinstance(key, Keys):
            self._said = keys.ASTRAY if self._board.typed else keys.ASTRAY_ON_BOARD

    def _move(self, rows: int, _event: KeyPressEvent) -> None:
        if self._settled():
            self._go_to(self._row + rows)

    def _go_to(self, row: int) -> None:
        self._stand.typed = None
        self._page = 0
        self._stand_at(min(max(row, 0), len(self._board.rows) - 1))

    def _stand_at(self, row: int) -> None:
        """Point at a row; a number left half-typed there earlier is continued."""
        self._row = row
        question = self._board.rows[row][0]
        self._stand.place = question.place
        if question.kind is Kind.LINE and self._stand.typed is None:
            self._stand.typed = question.draft or None

    def _number(self, event: KeyPressEvent) -> None:
        """Choose by a digit, or type it, by what the row takes."""
        question, _ = self._board.rows[self._row]
        if question.kind is Kind.LINE:
            self._type(event)
        elif not question.choices:
            self._answer(None, event)
        elif 0 < int(event.data) <= len(question.choices):
            self._answer(question.choices[int(event.data) - 1].value, event)
        else:
            self._said = f"Ở dòng này chỉ có các số từ 1 đến {len(question.choices)}."

    def _type(self, event: KeyPressEvent) -> None:
        """Type a number; the first key replaces the number that is there."""
        if self._board.rows[self._row][0].kind is Kind.LINE:
            self._stand.typed = f"{self._stand.typed or ''}{event.data}"[:_MOST_LETTERS]

    def _erase(self, _event: KeyPressEvent) -> None:
        question, _ = self._board.rows[self._row]
        if question.kind is Kind.LINE:
            standing = "".join(question.current) if self._stand.typed is None else self._stand.typed
            self._stand.typed = standing[:-1]

    def _settled(self) -> bool:
        """Save the number that is typed in the row; say why not where it cannot be taken."""
        if (typed := self._stand.typed) is None:
            return True
        question, _ = self._board.rows[self._row]
        before = question.current[0] if question.current else None
        try:
            if (typed or None) != before or question.draft is not None:
                self._board = self._mark(question.place, typed or None)
                self._stand.undo.append((question.place, before))
        except Refused as refusal:
            self._said = str(refusal)
            return False
        self._stand.typed = None
        return True

    def _answer(self, value: str | None, event: KeyPressEvent) -> None:
        """Give the row this value and go to the next; a value that is in doubt needs its key pressed twice."""
        self._stand.typed = None
        question, row = self._board.rows[self._row]
        if leads_on(question):
            self._said = "Dòng này không có gì để chọn; bấm Enter để thêm."
            return
        before = question.current[0] if question.current else None
        if before != value:
            if (reason := row.doubts.get(value or "")) and self._sure != event.data:
                self._asked = event.data
                self._said = f"{reason} Bấm {event.data} lần nữa để chọn, phím khác để thôi."
                return
            self._stand.place = question.place
            self._board = self._mark(question.place, value)
            self._stand.undo.append((question.place, before))
            if before is not None:  # by a stray key, maybe
                then, now = question.labels((before, value or ""))
                name = shortened(row.name or question.title)
                self._said = f"{name}: đổi từ {then} sang {now or 'chưa chọn'}. Ctrl-Z: trả lại lựa chọn trước."
        if value is not None:
            self._go_to(self._row + 1)

    def _undo(self, _event: KeyPressEvent) -> None:
        if self._stand.typed is not None:
            self._stand.typed = None
        elif self._stand.undo:
            place, value = self._stand.undo[-1]
            self._board = self._mark(place, value)
            self._stand.undo.pop()
            self._go_to(self._board.row_at(place))
        else:
            self._said = "Không còn gì để hoàn tác."

    def _open(self, event: KeyPressEvent) -> None:
        question, _ = self._board.rows[self._row]
        if self._board.typed:
            self._go_on(event)
            return
        self._stand.place = question.place
        if question.place in self._board.pages:
            event.app.exit(result=Opened(question.place))
        elif question.current:
            self._said = f"{', '.join(question.labels(question.current))}: không có gì để ghi thêm."
        else:
            self._said = "Trước hết bấm số để chọn."

    def _go_on(self, event: KeyPressEvent) -> None:
        """Save the number and go down; one Enter too many must not change or skip anything."""
        question, _ = self._board.rows[self._row]
        if question.choices and not question.current:  # a person who chose by a number is a row further down already
            self._said = f"Bấm số từ 1 đến {len(question.choices)} để chọn."
        elif self._row + 1 < len(self._board.rows):
            self._move(1, event)
        elif self._settled():
            self._said = "Đây là dòng cuối. Bấm Ctrl-S để đi tiếp."

    def _leave(self, event: KeyPressEvent) -> None:
        if not self._settled():
            return
        lacks = self._board.lacks()
        if lacks and self._sure != _LEAVING:
            how = " Ở dòng có dấu “!”, bấm Enter để ghi." if len(lacks) > bool(self._board.unanswered) else ""
            self._said = f"Còn {', '.join(lacks)}.{how} Bấm Ctrl-S lần nữa để đi tiếp, phím khác để ở lại."
            self._asked = _LEAVING
            return
        event.app.exit(result=None)

    def _explain(self, _event: KeyPressEvent) -> None:
        self._explained = not self._explained

    def _close(self, _event: KeyPressEvent) -> None:
        self._explained, self._page = False, 0

    def _show_hints(self, _event: KeyPressEvent) -> None:
        """Show more of the hints; say so where there are no more."""
        before = self.drawn()
        self._page += 1
        if self.drawn() == before:
            self._page -= 1
            self._said = "Dòng này không còn gợi ý nào khác."

    def drawn(self) -> StyleAndTextTuples:
        """Return the whole board, drawn to fit its window."""
        size = get_app().output.get_size()
        return board_lines(
            self._board,
            self._row,
            columns=size.columns,
            lines=size.rows,
            said=self._said,
            page=self._page,
            explained=self._explained,
            typed=self._stand.typed,
        )
