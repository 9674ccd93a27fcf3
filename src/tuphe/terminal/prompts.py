"""Questions asked with questionary; nobody else imports it. Our types go in and come out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import contextmanager, suppress
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar, cast

# questionary would print an English warning on terminals that do not report the cursor.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

import questionary
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.output import create_output
from prompt_toolkit.output.color_depth import ColorDepth
from questionary.prompts.common import InquirerControl

from tuphe.core.question import Kind, Left, Move, Question
from tuphe.core.text import BIDI, clean
from tuphe.errors import Stopped, TuPheError
from tuphe.terminal import console, keys
from tuphe.terminal.editor import edit
from tuphe.terminal.views.asking import fault_view, question_view, reply_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyPressEvent

Subject = TypeVar("Subject")

# While a text is typed or pasted, these show as other controls do (<9b>), instead of reordering the screen.
Char.display_mappings.update({letter: f"<{ord(letter):x}>" for letter in BIDI})

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
        self._stopping = False

    def ask(self, question: Question[Subject], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Put one question; see `tuphe.interview.Asker`."""
        # From here on Ctrl-C waits for a question: raised between two of them it could cut a save, or be lost.
        signal.signal(signal.SIGINT, self._stop_soon)
        if fault:
            console.show(fault_view(fault))
        else:
            console.show(question_view(question, after=self._before))
        self._before = question
        text = typed or question.draft or (question.current[0] if question.current else "")
        if question.kind is Kind.TEXT and text and not (typed or question.draft or question.answered):
            text += "\n"  # what was ticked from the notes is there; the rest goes below it
        while True:
            prompt = _text(question, text) if question.kind in (Kind.LINE, Kind.TEXT) else _choices(question)
            reply = self._run(prompt)
            if reply is not _EDIT:
                break
            text = _typed(prompt)
            try:
                with _interruptible():
                    text = edit(text)
            except TuPheError as failure:
                console.show(fault_view(str(failure)))
            except KeyboardInterrupt:
                raise Stopped(text) from None
        given = Left(reply, _typed(prompt)) if isinstance(reply, Move) else _cleaned(reply)
        with suppress(OSError):  # an answer is kept although its window is closed by now
            console.show(reply_view(question, given))
        return given

    def _run(self, prompt: questionary.Question) -> Any:
        application = prompt.application

        def begin() -> None:
            # prompt_toolkit would print a failure and wait for Enter, in a window that may be gone.
            asyncio.get_running_loop().set_exception_handler(
                lambda _loop, failed: _end(application, failed.get("exception"))
            )
            if self._stopping:
                application.exit(exception=KeyboardInterrupt)

        try:
            # questionary's ask() would swallow Ctrl-C, print in English and return None.
            return application.run(pre_run=begin, set_exception_handler=False)
        except (KeyboardInterrupt, EOFError, OSError):
            # A window that is closed cannot be drawn in, and sends a signal, in either order.
            raise Stopped(_typed(prompt)) from None

    def _stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True


@contextmanager
def _interruptible() -> Iterator[None]:
    waiting = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, waiting)


def _end(application: Application[Any], failure: BaseException | None) -> None:
    if failure is not None and application.future is not None and not application.future.done():
        application.exit(exception=failure)


def _typed(prompt: questionary.Question) -> str:
    return clean(prompt.application.current_buffer.text)[0]


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
    own = _HOW[kind, numbered]
    choices += [questionary.Separator(_wrapped(hint, room)) for hint in (own, keys.ALWAYS)]
    look: dict[str, Any] = {
        "qmark": "",
        "pointer": "›",
        "instruction": " ",
        "style": _STYLE,
        "use_jk_keys": False,
        "use_emacs_keys": False,
        "erase_when_done": True,
        "color_depth": _colour(),
        **_output(),
    }
    if kind is Kind.SEVERAL:
        prompt = questionary.checkbox("", choices, **look)
    else:
        default = next((choice for choice in choices if choice.value in question.current), None)
        prompt = questionary.select("", choices, default, **look)
    bindings = cast("KeyBindings", prompt.application.key_bindings)
    _bind_moves(bindings)
    if numbered:
        for place, choice in enumerate(question.choices):
            if kind is Kind.SEVERAL:
                _bind_tick(bindings, str(place + 1), choice.value)
            else:
                _bind(bindings, str(place + 1), (choice.value,))

    @bindings.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        control = _control(event)
        chosen = control.get_selected_values() if kind is Kind.SEVERAL else [control.get_pointed_at()]
        if _UNCHOSEN not in (values := tuple(choice.value for choice in chosen)):
            event.app.exit(result=values)

    return prompt


def _text(question: Question[Subject], text: str) -> questionary.Question:
    several_lines = question.kind is Kind.TEXT
    bindings = KeyBindings()
    _bind_moves(bindings)
    _bind(bindings, keys.EDITOR, _EDIT)

    @bindings.add(keys.FINISH, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=(event.current_buffer.text,))

    @bindings.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        typed = event.current_buffer.text
        if several_lines and typed:
            event.current_buffer.newline(copy_margin=False)
        else:
            event.app.exit(result=(typed,))

    room = console.columns() - 4
    hints = (keys.TEXT if several_lines else keys.LINE, keys.ALWAYS)
    return questionary.text(
        "",
        default=text,
        qmark="",
        style=_STYLE,
        multiline=several_lines,
        instruction="\n   ".join(_wrapped(hint, room) for hint in hints) + "\n›",
        key_bindings=bindings,
        prompt_continuation="  ",
        erase_when_done=True,
        color_depth=_colour(),
        **_output(),
    )


def _bind_moves(bindings: KeyBindings) -> None:
    _bind(bindings, keys.BACK, Move.BACK)
    _bind(bindings, keys.SKIP, Move.SKIP)
    for key in keys.STOP:

        @bindings.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)


def _bind(bindings: KeyBindings, key: str, result: Any) -> None:
    @bindings.add(key, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=result)


def _bind_tick(bindings: KeyBindings, key: str, value: str) -> None:
    @bindings.add(key, eager=True)
    def _(event: KeyPressEvent) -> None:
        ticked = _control(event).selected_options
        if value in ticked:
            ticked.remove(value)
        else:
            ticked.append(value)


def _control(event: KeyPressEvent) -> InquirerControl:
    return next(part for part in event.app.layout.find_all_controls() if isinstance(part, InquirerControl))


class _Degrading:
    """Standard output for prompt_toolkit, which else writes “?” for every letter that the encoding lacks."""

    encoding = "utf-8"  # so that it keeps its own replacements to itself

    def write(self, text: str) -> int:
        return sys.stdout.write(text)

    def flush(self) -> None:
        sys.stdout.flush()

    def fileno(self) -> int:
        return sys.stdout.fileno()

    def isatty(self) -> bool:
        return sys.stdout.isatty()


def _output() -> dict[str, Any]:
    if sys.platform == "win32" or sys.stdout.encoding.lower().replace("-", "") == "utf8":
        return {}
    return {"output": create_output(stdout=cast("TextIO", _Degrading()))}


def _wrapped(text: str, room: int) -> str:
    return "\n     ".join(wrap(text, max(room, 20), break_on_hyphens=False)) or text


def _cleaned(reply: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = [clean(text) for text in reply]
    if any(hidden for _, hidden in cleaned):
        console.remark("Đã bỏ các ký tự điều khiển ẩn trong câu trả lời.")
    return tuple(text for text, _ in cleaned)


def _colour() -> ColorDepth | None:
    return ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None
