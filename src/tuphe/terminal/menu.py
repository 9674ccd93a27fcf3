"""A few rows to choose from, outside the interview: the home screen's, items that a word may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.layout import FormattedTextControl, Window

from tuphe.core.question import Choice, Kind, Move, Question
from tuphe.errors import AskingFailed
from tuphe.terminal import console, keys
from tuphe.terminal.application import prompt, run
from tuphe.terminal.choices import ChoiceList
from tuphe.terminal.echo import Echo
from tuphe.terminal.fields import line_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples


def choose(choices: Sequence[Choice], *, pointed: str = "", lines: bool) -> str | None:
    """Return the value of the row that the person chooses, None where they want none of them.

    Enter alone takes the row of the value `pointed`, if there is one. `lines` asks with numbered lines and no redraw.
    """
    try:
        return _numbered(choices, pointed) if lines else _drawn(choices, pointed)
    except AskingFailed as failure:  # no text was typed that would have to be kept
        raise failure.__cause__ or failure from None


def _drawn(choices: Sequence[Choice], pointed: str) -> str | None:
    rows = ChoiceList(_asking(choices, pointed))
    bindings = rows.bindings()
    for key in (keys.BACK, keys.SKIP, *keys.FINISH):
        bindings.add(key)(rows.tell_astray)
    window = rows.window()

    def below() -> StyleAndTextTuples:
        lines = (*rows.said, *keys.menu_lines(rows.hint.usual, console.columns() - 4))
        return [("class:keys", "\n".join(f"   {line}" for line in lines))]

    hint = Window(FormattedTextControl(below), dont_extend_height=True)
    chosen, _ = run(prompt([window, hint], bindings, focused=window, typing=False).application)
    return None if isinstance(chosen, Move) else str(chosen[0])


def _asking(choices: Sequence[Choice], pointed: str) -> Question[None]:
    return Question(
        key="", part="", place="", title="", text="", kind=Kind.ONE, choices=tuple(choices),
        current=(pointed,) if pointed else (), record=lambda _: None,
    )  # fmt: skip


def _numbered(choices: Sequence[Choice], pointed: str) -> str | None:
    values = {str(number): choice.value for number, choice in enumerate(choices, 1)}
    usual = next((number for number, value in values.items() if value == pointed), "")
    for number, choice in enumerate(choices, 1):
        console.say(f"{number}. {choice.label}")
    alone = f"; chỉ Enter: {usual}" if usual else ""
    console.say(f"Gõ số rồi Enter{alone}; Ctrl-C: thôi.")
    while (typed := _typed_line()) is not None:
        if (value := values.get(typed or usual)) is not None:
            return value
        console.say(f"Chỉ có các số từ 1 đến {len(values)}. Gõ lại.")
    return None


def _typed_line() -> str | None:
    result, _ = run(
        line_field(Echo(console.write, "> ", columns=console.columns(), dumb=True), "", several_lines=False)
    )
    console.write("\n")
    return None if isinstance(result, Move) else str(result[0]).strip()
