"""Choices as rows on the screen: a pointer, ticks, and the keys that move and set them; a menu of a few such rows."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Final

from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.margins import ConditionalMargin, ScrollbarMargin

from tuphe.core.question import Choice, Move
from tuphe.errors import AskingFailed
from tuphe.terminal import console, keys
from tuphe.terminal.application import prompt, run
from tuphe.terminal.columns import broken
from tuphe.terminal.echo import Echo
from tuphe.terminal.fields import line_field
from tuphe.terminal.key_sequences import bind_leaving, never_saved, take_without_escape

_HOW_TO_CHOOSE: Final = "Chưa chọn. Bấm số hoặc chữ ở đầu dòng; hoặc dùng mũi tên tới dòng đó rồi Enter."

_LINES_BESIDE: Final = 9
"""Lines of the screen left to the question and the keys."""


class ChoiceList:
    """The choices of one question: where the pointer is, and what is ticked."""

    def __init__(self, choices: Sequence[Choice], current: tuple[str, ...], *, several: bool = False) -> None:
        self._several = several
        self._choices = len(choices)
        few = len(choices) <= len(keys.CHOOSING)
        self._keys = dict(zip(keys.CHOOSING, (one.value for one in choices), strict=False)) if few else {}
        self._rows: list[tuple[str | None, str]] = [
            (choice.value, f"{key}. {choice.label}" if key else choice.label)
            for key, choice in zip_longest(self._keys, choices)
        ]
        if not (several or current):
            # Without it, a stray Enter would choose the first, and best, answer.
            self._rows.insert(0, (None, "Chưa chọn"))
        self._ticked: set[str | None] = set(current) if several else set()
        pointed = () if several else current
        self._pointed = next((row for row, (value, _) in enumerate(self._rows) if value in pointed), 0)
        self._astray = False  # whether the last key had no meaning here

    @property
    def hint(self) -> keys.Hint:
        """The keys that choose here, in words."""
        if self._several:
            return keys.SEVERAL if self._keys else keys.MANY
        return keys.hint_of(self._choices)

    @property
    def said(self) -> list[str]:
        """The lines above the keys: none, unless a key was pressed that has no meaning here."""
        return broken(keys.ASTRAY, max(console.columns() - 4, 20)) if self._astray else []

    def window(self) -> Window:
        """Return the rows as a part of a prompt."""
        rows = FormattedTextControl(self._drawn, focusable=True, show_cursor=False)

        def scrolls() -> bool:
            """Whether there are more rows than are visible: then a bar with arrows is beside them."""
            return sum(_wrapped(label).count("\n") + 1 for _, label in self._rows) > _room_for_choices()

        more = ConditionalMargin(ScrollbarMargin(display_arrows=True), Condition(scrolls))
        return Window(
            rows, height=lambda: Dimension(max=_room_for_choices()), right_margins=[more], dont_extend_height=True
        )

    def bindings(self) -> KeyBindings:
        """Return the keys at choices, all that are obeyed there; a prompt ends with the values chosen."""
        bindings = KeyBindings()
        bind_leaving(bindings)
        take_without_escape(bindings)
        bindings.add(Keys.Any)(self.tell_astray)
        bindings.add("up")(lambda _event: self._move(-1))
        bindings.add("down")(lambda _event: self._move(1))
        bindings.add("home")(lambda _event: self._move(-self._pointed))
        bindings.add("end")(lambda _event: self._move(-self._pointed - 1))
        for key in self._keys:
            bindings.add(key)(self._choose)
        if self._several:
            bindings.add(" ")(lambda _event: self._tick(self._rows[self._pointed][0]))
        # The keys that end a text or a page end this too: people press them by habit.
        for enter in ("enter", "c-j", *keys.FINISH):
            bindings.add(enter)(self._enter)
        return bindings

    def tell_astray(self, event: KeyPressEvent) -> None:
        """Say from here on that the key has no meaning here; what a terminal sends by itself is no key."""
        self._astray = event.key_sequence[0].key != Keys.Ignore

    def _move(self, rows: int) -> None:
        self._astray = False
        self._pointed = (self._pointed + rows) % len(self._rows)

    def _choose(self, event: KeyPressEvent) -> None:
        value = self._keys[event.data]
        if self._several:
            self._tick(value)
        else:
            event.app.exit(result=(value,))

    def _tick(self, value: str | None) -> None:
        self._astray = False
        self._ticked ^= {value}

    def _enter(self, event: KeyPressEvent) -> None:
        self._astray = False
        pointed, _ = self._rows[self._pointed]
        if self._several:
            event.app.exit(
                result=tuple(value for value, _ in self._rows if value is not None and value in self._ticked)
            )
        elif pointed is not None:
            event.app.exit(result=(pointed,))
        else:
            self._rows[0] = (None, _HOW_TO_CHOOSE)

    def _drawn(self) -> StyleAndTextTuples:
        drawn: StyleAndTextTuples = []
        for row, (value, label) in enumerate(self._rows):
            pointer = [("class:pointer", " › "), ("[SetCursorPosition]", "")] if row == self._pointed else [("", "   ")]
            tick = ("● " if value in self._ticked else "○ ") if self._several else ""
            style = "class:highlighted" if row == self._pointed else ""
            drawn += [*pointer, (style, f"{tick}{_wrapped(label)}"), ("", "\n")]
        return drawn[:-1]


def _room_for_choices() -> int:
    """Return the number of lines for choices: more of them scroll, so that the question above stays in sight."""
    return max(get_app().output.get_size().rows - _LINES_BESIDE, 3)


def _wrapped(label: str) -> str:
    return "\n     ".join(broken(label, max(console.columns() - 8, 20))) or label


def keys_window(
    shown: Callable[[bool], list[str]], bindings: KeyBindings, *toggles: str, said: Callable[[], list[str]] = list
) -> Window:
    """Return the lines that name the keys, below what is `said`: `shown` returns the usual ones, or all.

    A key of `toggles` shows all of them, or the usual ones again.
    """
    explained = False

    def toggle(_event: KeyPressEvent) -> None:
        nonlocal explained
        explained = not explained

    def lines() -> StyleAndTextTuples:
        return [("class:keys", "\n".join(f"   {line}" for line in (*said(), *shown(explained))))]

    def close(_event: KeyPressEvent) -> None:
        nonlocal explained
        explained = False

    for key, act in (*((key, toggle) for key in toggles), (keys.CLOSE, close)):
        bindings.add(key, save_before=never_saved)(act)
    return Window(FormattedTextControl(lines), dont_extend_height=True)


Takes = Callable[[str], bool]
"""Whether a text that is pasted at a menu, or typed as a line, is taken instead of a choice."""


def choose(
    choices: Sequence[Choice], *, pointed: str = "", lines: bool, typed: bool = False, takes: Takes = lambda _: False
) -> str | None:
    """Return the value of the row that the person chooses, None where they want none of them.

    Enter alone takes the row of the value `pointed`, if there is one. `lines` asks with numbered lines and no redraw.
    A text that it `takes` instead of a choice is returned. Where a text may be `typed`, it takes every text that
    chooses no row: a whole line, a paste, or its first letter.
    """
    takes = (lambda _: True) if typed else takes
    try:
        return _numbered(choices, pointed, takes) if lines else _drawn_menu(choices, pointed, takes, typed=typed)
    except AskingFailed as failure:  # no text was typed that would have to be saved
        raise failure.__cause__ or failure from None


def _drawn_menu(choices: Sequence[Choice], pointed: str, takes: Takes, *, typed: bool) -> str | None:
    """Ask by a list with a pointer, drawn anew at each key; see `choose`."""
    rows = ChoiceList(choices, (pointed,) if pointed else ())
    bindings = rows.bindings()

    def begin_typing(event: KeyPressEvent) -> None:
        """End with the typed or pasted text, where it is taken; other keys have no meaning here."""
        text = event.data.strip()
        if text and text.isprintable() and takes(text):
            event.app.exit(result=(text,))
        else:
            rows.tell_astray(event)

    if typed:
        bindings.add(Keys.Any)(begin_typing)
    bindings.add(Keys.BracketedPaste)(begin_typing)
    for key in (keys.BACK, keys.SKIP, *keys.FINISH):
        bindings.add(key)(rows.tell_astray)
    window = rows.window()

    def shown(explained: bool) -> list[str]:  # noqa: FBT001 -- which of two it is
        return keys.menu_lines(rows.hint, console.columns() - 4, explained=explained)

    toggles = (keys.KEYS,) if typed else (keys.KEYS, keys.KEYS_WHERE_NOTHING_IS_TYPED)
    hint = keys_window(shown, bindings, *toggles, said=lambda: rows.said)
    chosen, _ = run(prompt([window, hint], bindings, focused=window, typing=False).application)
    return None if isinstance(chosen, Move) else str(chosen[0])


def _numbered(choices: Sequence[Choice], pointed: str, takes: Takes) -> str | None:
    values = {str(number): choice.value for number, choice in enumerate(choices, 1)}
    usual = next((number for number, value in values.items() if value == pointed), "")
    for number, choice in enumerate(choices, 1):
        console.say(f"{number}. {choice.label}")
    alone = f"; chỉ Enter: {usual}" if usual else ""
    console.say(f"Gõ số rồi Enter{alone}; Ctrl-C: thôi.")
    while (line := _typed_line()) is not None:
        if (value := values.get(line or usual)) is not None:
            return value
        if not line.isdigit() and takes(line):
            return line
        console.say(f"Chỉ có các số từ 1 đến {len(values)}. Gõ lại.")
    return None


def _typed_line() -> str | None:
    result, _ = run(
        line_field(Echo(console.write, "> ", columns=console.columns(), dumb=True), "", several_lines=False)
    )
    console.write("\n")
    return None if isinstance(result, Move) else str(result[0]).strip()
