"""Questions asked with questionary; nobody else imports it. Our types go in and come out."""

from __future__ import annotations

import atexit
import os
from contextlib import contextmanager, suppress
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, TypeVar

# questionary would print an English warning on terminals that do not report the cursor.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

import questionary
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.color_depth import ColorDepth
from questionary.prompts.common import InquirerControl

from tuphe.core.question import Kind, Left, Move, Question
from tuphe.core.text import clean
from tuphe.errors import Stopped, TuPheError
from tuphe.terminal import console, keys, stopping
from tuphe.terminal.application import forget_stops, run
from tuphe.terminal.editor import edit_answer
from tuphe.terminal.fields import field
from tuphe.terminal.keyboard import obey
from tuphe.terminal.modes import Terminal
from tuphe.terminal.output import drawn_on
from tuphe.terminal.views.asking import fault_view, question_view, reply_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import AnyFormattedText
    from prompt_toolkit.key_binding import KeyPressEvent

Subject = TypeVar("Subject")

_EDIT: Final = object()
_UNCHOSEN: Final = object()
_HOW: Final = {
    (Kind.ONE, True): keys.ONE,
    (Kind.ONE, False): keys.ARROWS,
    (Kind.SEVERAL, True): keys.SEVERAL,
    (Kind.SEVERAL, False): keys.MANY,
}
"""How to choose, by whether the choices have numbers."""
_STYLE: Final = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", ""),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "bold"),
        ("selected", "noreverse"),
        ("separator", "fg:ansibrightblack"),
        ("instruction", "fg:ansibrightblack"),
    ]
)


class Prompts:
    """Asks with arrow keys, one-key choices and a small editor for long texts."""

    def __init__(self) -> None:
        self._before: Question[Any] | None = None
        stopping.wait_for_questions()
        self._terminal = Terminal()
        self._terminal.hold()
        atexit.register(self._terminal.release)

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Put one question; see `tuphe.interview.Asker`."""
        if fault:
            forget_stops()
            console.show(fault_view(fault))
        else:
            console.show(question_view(question, after=self._before))
        self._before = question
        text = typed or question.draft or (question.current[0] if question.current else "")
        if question.kind is Kind.TEXT and text and not (typed or question.draft or question.answered):
            text += "\n"  # what was ticked from the notes is there; the rest goes below it
        try:
            reply, text = self._answered(question, text)
            given = Left(reply, text) if isinstance(reply, Move) else _cleaned(reply)
        except Stopped:
            raise
        except BaseException as cause:
            raise Stopped(text) from cause
        with suppress(Exception):  # an answer is kept although it cannot be shown, in a window that is closed by now
            console.show(reply_view(question, given))
        return given

    def _answered(self, question: Question[Subject], text: str) -> tuple[Any, str]:
        """Return what came of the prompt, and the text that stood there."""
        while True:
            prompt = _text(question, text) if question.kind in (Kind.LINE, Kind.TEXT) else _choices(question)
            reply, text = self._run(prompt)
            if reply is not _EDIT:
                return reply, text
            try:
                with self._lent():
                    text = edit_answer(text)
            except TuPheError as failure:
                console.show(fault_view(str(failure)))
            except BaseException as cause:
                raise Stopped(text) from cause

    def _run(self, prompt: questionary.Question) -> tuple[Any, str]:
        typed = prompt.application.current_buffer  # looked up before anything can fail
        try:
            # questionary's ask() would swallow Ctrl-C, print in English and return None.
            return _known(run(prompt.application)), clean(typed.text)[0]
        except BaseException as failure:
            # Whatever it is: a window that is closed cannot be drawn in, and sends a signal, in either order.
            raise Stopped(clean(typed.text)[0]) from failure

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """Give the terminal to the person's editor."""
        self._terminal.release()
        try:
            yield
        finally:
            self._terminal.hold()


def _known(reply: Any) -> Any:
    """Return what a prompt of ours hands back: a tuple of texts, a move, or the wish for the editor."""
    if reply is _EDIT or isinstance(reply, Move):
        return reply
    if isinstance(reply, tuple) and all(isinstance(text, str) for text in reply):
        return reply
    raise TypeError(type(reply).__name__)  # not the reply itself: it may be the person's text


def _choices(question: Question[Subject]) -> questionary.Question:
    room = console.columns() - 8
    kind = question.kind
    numbered = len(question.choices) <= 9
    choices: list[questionary.Choice] = [
        questionary.Choice(
            _wrapped(f"{number}. {choice.label}" if numbered else choice.label, room),
            choice.value,
            checked=kind is Kind.SEVERAL and choice.value in question.current,
        )
        for number, choice in enumerate(question.choices, 1)
    ]
    if kind is Kind.ONE and not question.current:
        # Without it, a stray Enter would choose the first, and best, answer.
        choices.insert(0, questionary.Choice("Chưa chọn", _UNCHOSEN))
    choices += _separators(_HOW[kind, numbered], explained=False)
    look: dict[str, Any] = {
        "qmark": "",
        "pointer": "›",
        "instruction": " ",
        **_look(),
    }
    if kind is Kind.SEVERAL:
        prompt = questionary.checkbox("", choices, **look)
    else:
        default = next((choice for choice in choices if choice.value in question.current), None)
        prompt = questionary.select("", choices, default, **look)
    obey(prompt.application, _choosing(question, _control(prompt.application), numbered=numbered), typing=False)
    return prompt


def _choosing(question: Question[Subject], control: InquirerControl, *, numbered: bool) -> KeyBindings:
    """Return the keys at choices: all that are obeyed there, whatever questionary has."""
    several = question.kind is Kind.SEVERAL
    bindings = KeyBindings()
    _bind_moves(bindings)
    _bind_pointer(bindings, control)
    _bind_keys_shown(bindings, control, _HOW[question.kind, numbered])
    if several:
        bindings.add(" ")(lambda _event: _tick(control, str(control.get_pointed_at().value)))
    if numbered:
        for place, choice in enumerate(question.choices):
            if several:
                _bind_tick(bindings, str(place + 1), control, choice.value)
            else:
                _bind(bindings, str(place + 1), (choice.value,))

    @bindings.add("enter")
    @bindings.add("c-j")
    def _(event: KeyPressEvent) -> None:
        chosen = control.get_selected_values() if several else [control.get_pointed_at()]
        if _UNCHOSEN not in (values := tuple(choice.value for choice in chosen)):
            event.app.exit(result=values)

    bindings.add(Keys.Any)(lambda _event: None)

    @bindings.add("escape", Keys.Any)
    def _(event: KeyPressEvent) -> None:
        # A letter with Alt is no answer; of a key that has a name, Escape takes nothing.
        if isinstance((press := event.key_sequence[1]).key, Keys):
            event.key_processor.feed(press, first=True)

    return bindings


def _bind_pointer(bindings: KeyBindings, control: InquirerControl) -> None:
    def step(move: Callable[[], None]) -> None:
        move()
        while not control.is_selection_valid():
            move()

    bindings.add("up")(lambda _event: step(control.select_previous))
    bindings.add("down")(lambda _event: step(control.select_next))


def _bind_keys_shown(bindings: KeyBindings, control: InquirerControl, hint: tuple[str, ...]) -> None:
    explained = False

    @bindings.add(keys.KEYS)
    @bindings.add(keys.KEYS_WHERE_NOTHING_IS_TYPED)
    def _(_event: KeyPressEvent) -> None:
        nonlocal explained
        explained = not explained
        own = [choice for choice in control.choices if not isinstance(choice, questionary.Separator)]
        control.choices = [*own, *_separators(hint, explained=explained)]


def _separators(hint: tuple[str, ...], *, explained: bool) -> list[questionary.Choice]:
    lines = keys.hint_lines(hint, console.columns() - 4, explained=explained)
    return [questionary.Separator(line) for line in lines]


def _text(question: Question[Subject], text: str) -> questionary.Question:
    several_lines = question.kind is Kind.TEXT
    hint = keys.TEXT if several_lines else keys.LINE
    bindings = KeyBindings()
    _bind_moves(bindings)
    for key in keys.FINISH:
        bindings.add(key)(_finish)
    if several_lines:
        _bind(bindings, keys.EDITOR, _EDIT)

    @bindings.add("enter")
    @bindings.add("c-j")
    def _(event: KeyPressEvent) -> None:
        if several_lines and event.current_buffer.text:
            event.current_buffer.newline(copy_margin=False)
        else:
            _finish(event)

    explained = False

    @bindings.add(keys.KEYS, save_before=lambda _event: False)
    def _(_event: KeyPressEvent) -> None:
        nonlocal explained
        explained = not explained

    def hint_shown() -> AnyFormattedText:
        lines = keys.hint_lines(hint, console.columns() - 4, explained=explained)
        return [("class:instruction", "\n".join(f"   {line}" for line in lines))]

    return questionary.Question(field(text, bindings, hint=hint_shown, several_lines=several_lines, **_look()))


def _finish(event: KeyPressEvent) -> None:
    event.app.exit(result=(event.current_buffer.text,))


def _bind_moves(bindings: KeyBindings) -> None:
    _bind(bindings, keys.BACK, Move.BACK)
    _bind(bindings, keys.SKIP, Move.SKIP)
    for key in keys.STOP:

        @bindings.add(key)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)


def _bind(bindings: KeyBindings, key: str, result: Any) -> None:
    @bindings.add(key)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=result)


def _bind_tick(bindings: KeyBindings, key: str, control: InquirerControl, value: str) -> None:
    bindings.add(key)(lambda _event: _tick(control, value))


def _tick(control: InquirerControl, value: str) -> None:
    if value in control.selected_options:
        control.selected_options.remove(value)
    else:
        control.selected_options.append(value)


def _control(application: Application[Any]) -> InquirerControl:
    return next(part for part in application.layout.find_all_controls() if isinstance(part, InquirerControl))


def _look() -> dict[str, Any]:
    """Return how every prompt is drawn."""
    colours = ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None
    return {"style": _STYLE, "color_depth": colours, "output": drawn_on(), "erase_when_done": True}


def _wrapped(text: str, room: int) -> str:
    return "\n     ".join(wrap(text, max(room, 20), break_on_hyphens=False)) or text


def _cleaned(reply: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = [clean(text) for text in reply]
    if any(hidden for _, hidden in cleaned):
        console.remark("Đã bỏ các ký tự điều khiển ẩn trong câu trả lời.")
    return tuple(text for text, _ in cleaned)
