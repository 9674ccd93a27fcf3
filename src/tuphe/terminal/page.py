"""A page on the screen: the questions on one entry, a field each, with Tab from one to the next."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import has_focus
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    KeyBindingsBase,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.layout import FormattedTextControl, HSplit, ScrollablePane, Window
from prompt_toolkit.layout.dimension import Dimension

from tuphe import texts
from tuphe.core.board import Page, standing_of
from tuphe.core.places import of_any_entry
from tuphe.core.question import Kind, Move, Question
from tuphe.core.text import lines_of
from tuphe.errors import TuPheError
from tuphe.terminal import console, keys
from tuphe.terminal.application import prompt
from tuphe.terminal.board_view import where_of
from tuphe.terminal.columns import broken, cut, joined, styled
from tuphe.terminal.key_sequences import bind_leaving, never_saved, take_without_escape
from tuphe.terminal.page_fields import ChoiceField, TextField

EDIT: Final = object()
"""The result of a page where the person wants their editor for a field."""

_ENDLESS: Final = 10_000
"""More lines than any page has."""

_MORE: Final = " … (F1 hai lần: xem hết)"

_ONE_MORE: Final = "Thêm ý khác: Ctrl-S rồi Enter, sẽ có ô mới."
_UNSAVED: Final = "Có ô vừa sửa. Ctrl-S: lưu cả trang rồi đóng; Ctrl-L: trở lại, đoạn gõ dở được giữ."

_LEAST_HINTS: Final = 3
"""The fewest lines of hints below the fields, however low the screen is."""

_LEAST_KEYS: Final = 6
"""The fewest lines for the explained keys, likewise."""

_ABOVE: Final = 8
"""Lines of a screen that are for what is said above a page, and for the question of the field."""


class Turned(NamedTuple):
    """A page that is done; `rows` below its own row on the board is the row whose page comes next, 0 for none."""

    replies: Mapping[str, tuple[str, ...]]
    rows: int


class PageScreen:
    """The fields of a page: the text in each, and which one has the keyboard."""

    def __init__(
        self, page: Page[Any], keep: Callable[[Mapping[str, str]], None], *, typed: Mapping[str, str], fault: str
    ) -> None:
        self._page = page
        self._keep = keep
        self._fields = [
            (TextField if one.kind in (Kind.LINE, Kind.TEXT) else ChoiceField)(one, typed.get(one.key))
            for one in page.fields()
        ]
        entries = list(dict.fromkeys(filter(None, map(_entry_of, page.fields()))))
        self._numbers = {entry: at for at, entry in enumerate(entries, 1)} if len(entries) > 1 else {}
        # A person who opens a page wants to write, first what its entry still lacks; what is ticked stays as it is.
        lacking = [
            at
            for at, one in enumerate(page.fields())
            if one.required and not (one.answered or one.key.endswith("/noi_dung"))
        ]
        typed_into = [at for at, field in enumerate(self._fields) if isinstance(field, TextField)]
        there = bool(page.questions) and page.questions[0].answered and page.questions[0].key.endswith("/noi_dung")
        open_ones = [at for at in typed_into if there and not self._fields[at].question.answered]
        self._at = next(iter((*lacking, *open_ones, *typed_into)), 0)
        self._said = fault
        self._said_of = self._opened_with = self.standing
        self._explained = False
        self._all_hints = False

    @property
    def _here(self) -> TextField | ChoiceField:
        return self._fields[self._at]

    def go_to(self, key: str) -> None:
        """Give the keyboard to the field of the question with this key, where there is one."""
        known = [question.key for question in self._page.fields()]
        self._at = known.index(key) if key in known else self._at

    @property
    def standing(self) -> dict[str, str]:
        """The texts in the fields, by their keys."""
        return standing_of(self.replies)

    @property
    def replies(self) -> dict[str, tuple[str, ...]]:
        """The replies to all fields, by their keys."""
        return {field.question.key: field.reply for field in self._fields}

    def edit(self, edited: Callable[[str, Callable[[str], None]], str]) -> None:
        """Replace the text of the field that has the keyboard by what an editor makes of it.

        What there is to say of it is said on the page, which takes the whole screen.
        """
        said: list[str] = []
        if isinstance(field := self._here, TextField):
            try:
                field.buffer.text = edited(field.buffer.text, said.append)
            except TuPheError as failure:
                said.append(str(failure))
        self._said, self._said_of = " ".join(said), self.standing

    def prompt(self) -> questionary.Question:
        """Return the page as a prompt; it ends with Turned, a Move, or EDIT."""
        parts = [part for at, field in enumerate(self._fields) for part in (self._label(at), field.window)]
        about = FormattedTextControl(self._about)
        head = FormattedTextControl(lambda: self._head(_height(about)))
        fields = _Scrolling(HSplit(parts))
        more = Window(FormattedTextControl(fields.more), height=1)  # drawn last, once the visible fields are known
        windows = [_whole(head), fields, more, _whole(about)]
        return prompt(windows, self._bindings(), focused=self._here.window, typing=True)

    def _head(self, below: int) -> StyleAndTextTuples:
        """Return what the page is about and what is known already, as far as there is room beside the fields.

        `below` are the lines below the fields.
        """
        room = _room()
        so_far = next((one.so_far for one in self._page.fields() if one.so_far), "")
        known = [line for words in self._page.in_sight for part in lines_of(words) for line in broken(part, room - 2)]
        fields = sum(1 + field.lines for field in self._fields)
        where = broken(where_of(self._page.part, self._page.fields()[0].position), room)
        left = get_app().output.get_size().rows - 2 - fields - below - len(where)
        shown = known if len(known) <= left else [*known[: max(left - 1, 0)], *(["…"] if left > 0 else [])]
        where = where if left >= 0 else []
        same = bool(where) and self._page.title == self._page.part
        title = broken(" · ".join(filter(None, ("" if same else self._page.title, so_far))), room)
        head = [*(("class:part", line) for line in where), *(("class:pointer", line) for line in title)]
        return joined([*head, *(("class:keys", f"  {line}") for line in shown)])

    def _label(self, at: int) -> Window:
        label = _label_of(self._fields[at].question, self._numbers)

        def drawn() -> StyleAndTextTuples:
            """Return the label; of several fields, that of the one with the keyboard is bold and has a sign."""
            here = at == self._at
            sign = "» " if here and len(self._fields) > 1 else ""
            return joined(styled("bold" if here else "class:keys", [f"{sign}{label}"], _room()))

        return Window(FormattedTextControl(drawn), dont_extend_height=True)

    def _about(self) -> StyleAndTextTuples:
        """Return the words on the field that has the keyboard, and the keys; what has no room is left out."""
        room, question = _room(), self._here.question
        most = max(get_app().output.get_size().rows - 2 * len(self._fields) - _ABOVE, _LEAST_KEYS)
        hint = keys.hint_lines(keys.PAGE, room, explained=self._explained, most=most)
        hints = [] if self._explained else self._hints(room, below=len(hint))
        taken = question.taken_for(field.buffer.text) if isinstance(field := self._here, TextField) else ""
        lines = [
            *styled("", [question.text] if texts.of_question(question.key) else [], room),
            *(("class:keys", f"  {line}") for line in (*hints, *([f"→ {taken}"] if taken else []))),
            *styled("class:said", [self._said] if self.standing == self._said_of else [], room),
            *(("class:keys", line) for line in hint),
        ]
        return joined(lines)

    def _hints(self, room: int, *, below: int) -> list[str]:
        """Return the hints of the field; where there is no room for all, say how to see them."""
        question = self._here.question
        hints = (*((_ONE_MORE,) if question.drafted_as and self._page.row else ()), *question.hints)
        lines = [line for hint in hints for line in broken(f"• {hint}", room - 2, others="  ")]
        rows = get_app().output.get_size().rows
        most = max(rows - 3 * len(self._fields) - below - _ABOVE, _LEAST_HINTS)
        if self._all_hints or len(lines) <= most:
            return lines
        return [*lines[: most - 1], f"{cut(lines[most - 1], room - 2 - len(_MORE))}{_MORE}"]

    def _bindings(self) -> KeyBindingsBase:
        """Return the keys: those of the field that has the keyboard, then those of all fields."""
        every = KeyBindings()
        bind_leaving(every)
        for key, rows in (*((key, 0) for key in keys.FINISH), (keys.NEXT_PAGE, 1), (keys.PAGE_BEFORE, -1)):
            every.add(key)(partial(self._finish, rows))
        every.add("tab", save_before=never_saved)(partial(self._go, 1))
        every.add("s-tab", save_before=never_saved)(partial(self._go, -1))
        every.add(keys.EDITOR)(self._open_editor)
        every.add(keys.KEYS, save_before=never_saved)(self._explain)
        every.add(keys.CLOSE, save_before=never_saved)(self._close)
        for enter in ("enter", "c-j"):
            every.add(enter, save_before=lambda _: self._here.question.kind is Kind.TEXT)(self._enter)
        with_escape = KeyBindings()
        take_without_escape(with_escape, letters=True)
        own = (ConditionalKeyBindings(field.bindings(), has_focus(field.window)) for field in self._fields)
        return merge_key_bindings([with_escape, *own, every])

    def _finish(self, rows: int, event: KeyPressEvent) -> None:
        event.app.exit(result=Turned(self.replies, rows))

    def _enter(self, event: KeyPressEvent) -> None:
        if self._here.question.kind is Kind.TEXT:
            event.current_buffer.newline(copy_margin=False)
        else:
            self._go(1, event)

    def _go(self, fields: int, event: KeyPressEvent) -> None:
        self._keep(self.standing)
        self._said = ""
        self._at = (self._at + fields) % len(self._fields)
        event.app.layout.focus(self._here.window)

    def _open_editor(self, event: KeyPressEvent) -> None:
        if isinstance(self._here, TextField):
            event.app.exit(result=EDIT)

    def _explain(self, _event: KeyPressEvent) -> None:
        """Show all keys, then all hints of the field, then the usual lines again."""
        self._explained, self._all_hints = not (self._explained or self._all_hints), self._explained

    def _close(self, event: KeyPressEvent) -> None:
        """Hide the keys and hints; else go back, unless something was typed that the person might think lost."""
        if self._explained or self._all_hints:
            self._explained = self._all_hints = False
        elif self.standing == self._opened_with:
            event.app.exit(result=Move.BACK)
        else:
            self._said, self._said_of = _UNSAVED, self.standing


def _height(control: FormattedTextControl) -> int:
    """Return how many lines a control has now; its content is made once each time that the screen is drawn."""
    return control.create_content(0, None).line_count


def _whole(control: FormattedTextControl) -> Window:
    """Return a window as high as its content."""
    return Window(control, height=lambda: Dimension.exact(_height(control)))


class _Scrolling(ScrollablePane):
    """Fields that scroll where they are too many, and else are only as high as they need to be."""

    def __init__(self, fields: HSplit) -> None:
        super().__init__(fields, show_scrollbar=False)
        self._needed = self._seen = 0

    def preferred_height(self, width: int, max_available_height: int) -> Dimension:  # noqa: ARG002 -- theirs
        """Return the height of all fields; less is enough, since they scroll."""
        self._needed = self.content.preferred_height(width, _ENDLESS).preferred
        return Dimension(min=0, preferred=self._needed, max=self._needed)

    def write_to_screen(self, screen: Any, mouse_handlers: Any, write_position: Any, *how: Any) -> None:
        """Draw the fields that have room, and remember how many lines that is."""
        self._seen = write_position.height
        super().write_to_screen(screen, mouse_handlers, write_position, *how)

    def more(self) -> str:
        """Say where there is more than is visible; empty where everything is."""
        above = ["^ còn ô ở trên"] if self.vertical_scroll else []
        below = ["v còn ô ở dưới"] if self.vertical_scroll + self._seen < self._needed else []
        return " · ".join([*above, *below])


def _room() -> int:
    """Return how many columns a line of a page may take."""
    return max(console.columns() - 1, 20)


def _entry_of(question: Question[Any]) -> str:
    """Return the place of the entry, possibly a new one, that a question is about; empty where it is about none."""
    key = question.drafted_as or question.key
    return key.rpartition("/")[0] if of_any_entry(key) != key else ""


def _label_of(question: Question[Any], numbers: Mapping[str, int]) -> str:
    """Return the label above a field; `numbers` of several entries of a page, by their places, tell them apart."""
    name, number = texts.of_question(question.key), numbers.get(_entry_of(question))
    if not name:
        return question.text
    whole = question.key.endswith("/noi_dung")
    numbered = f"hạn chế {number}" if number else ""  # only an item's shortcomings share a page
    label = numbered if number and whole else ": ".join(filter(None, (numbered, name)))
    return f"{label[0].upper()}{label[1:]}{' (cả ô là một ý)' if whole else ''}"
