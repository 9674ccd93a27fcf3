"""A prompt as an application of prompt_toolkit: how it is laid out, which keys it obeys, how it is run to its end."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar, cast

from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead
from prompt_toolkit.key_binding import KeyBindingsBase
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.containers import AnyContainer
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.styles import Style

from tuphe.core.question import Move
from tuphe.core.text import clean
from tuphe.errors import AskingFailed
from tuphe.terminal import console, stopping
from tuphe.terminal.key_sequences import obey

if TYPE_CHECKING:
    import questionary

Standing = TypeVar("Standing", str, dict[str, str])

_STYLE: Final = Style(
    [
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "bold"),
        ("keys", "fg:ansibrightblack"),
        ("part", "fg:ansicyan"),
        ("said", "bold fg:ansiyellow"),
    ]
)
_STOPS: Final = (Keys.ControlC, Keys.ControlD)


def prompt(
    parts: Sequence[AnyContainer], bindings: KeyBindingsBase, *, focused: Window, typing: bool
) -> "questionary.Question":
    """Return a prompt of `parts`, one below the other, that obeys `bindings` and no other key.

    `focused` is the part that has the keyboard, `typing` is whether letters are text there.
    """
    # prompt_toolkit would wait for terminals that do not report the cursor, and warn of them in English.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    # On a screen of one row prompt_toolkit would say in English that it is too small.
    layout = Layout(HSplit(parts, window_too_small=Window()), focused)
    application: Application[Any] = Application(
        layout,
        style=_STYLE,
        color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        output=_output(),
        erase_when_done=True,
    )
    obey(application, bindings, typing=typing)
    import questionary  # noqa: PLC0415 -- takes a while to load, and numbered lines do without it

    return questionary.Question(application)


def run(application: Application[Any]) -> tuple[Any, str]:
    """Run a prompt with one field to its end; return its result, and the text in the field.

    The result is Move.STOP where the person or the system says stop.

    Raises AskingFailed with that text where anything else ends it.
    """
    buffer = application.current_buffer  # looked up before anything can fail
    return run_fields(application, lambda: buffer.text, lambda text: clean(text)[0])


def run_fields(
    application: Application[Any], standing: Callable[[], Standing], cleaned: Callable[[Standing], Standing]
) -> tuple[Any, Standing]:
    """Run a prompt to its end; return its result, and the texts `standing` in its fields, `cleaned`.

    The result is Move.STOP where the person or the system says stop.

    Raises AskingFailed with these texts where anything else ends it.
    """
    try:
        try:
            result = _run(application)
        except (KeyboardInterrupt, EOFError):
            result = Move.STOP
        return result, cleaned(standing())
    except BaseException as failure:
        # Any exception: a closed window cannot be drawn in, and sends a signal, in either order.
        left = standing()
        with suppress(Exception):
            left = cleaned(left)
        raise AskingFailed(left) from failure


def _run(application: Application[Any]) -> Any:
    """Run it and handle every end: questionary's ask() would swallow Ctrl-C, print in English and return None."""

    def begin() -> None:
        """Once the loop runs, let failures in it, and every kind of stop, end the prompt."""
        loop = asyncio.get_running_loop()
        # prompt_toolkit would print a failure and wait for Enter, in a window that may be gone.
        loop.set_exception_handler(lambda _loop, failed: _end(application, failed.get("exception")))

        def end() -> None:
            with suppress(RuntimeError):  # the question is over, and its loop is closed
                loop.call_soon_threadsafe(_end, application, KeyboardInterrupt())

        while_asked.enter_context(stopping.ended_by(end))

    if not gc.isenabled():  # as in every short run, but asking lasts; what is loaded by now stays, and is not looked at
        gc.freeze()
        gc.enable()
    with ExitStack() as while_asked:
        try:
            return application.run(pre_run=begin, set_exception_handler=False, handle_sigint=False)
        except KeyboardInterrupt:
            stopping.forget()
            raise


def _end(application: Application[Any], failure: BaseException | None) -> None:
    if failure is not None and application.future is not None and not application.future.done():
        application.exit(exception=failure)


def cleaned(texts: Sequence[str]) -> tuple[str, ...]:
    """Return what was typed as it is kept, and say so where hidden control characters were taken out."""
    found = [clean(text) for text in texts]
    if any(hidden for _, hidden in found):
        console.notify("Đã bỏ các ký tự điều khiển ẩn trong câu trả lời.")
    return tuple(text for text, _ in found)


def forget_stops() -> None:
    """Ignore a stop that came before the person could see why the last answer was not taken.

    Letters that were typed meanwhile stay.
    """
    stopping.forget()
    terminal = get_app_session().input
    presses = get_typeahead(terminal)
    if sys.platform != "win32":  # waiting input cannot be inspected there without blocking
        with suppress(OSError):
            presses += terminal.read_keys()
    store_typeahead(terminal, [press for press in presses if press.key not in _STOPS])


class _Degrading:
    """Standard output for prompt_toolkit, which else writes “?” for every letter that the encoding lacks."""

    encoding = "utf-8"  # so that prompt_toolkit makes no replacements of its own

    def __getattr__(self, name: str) -> Any:
        """Return what standard output has now, which degrades letters in its own way; but no place for bytes."""
        if name == "buffer":
            raise AttributeError(name)
        return getattr(sys.stdout, name)


def _output() -> Output | None:
    """Return what prompts are to be drawn on where prompt_toolkit would not do it well, else None."""
    if sys.platform == "win32" or sys.stdout.encoding.lower().replace("-", "") == "utf8":
        return None
    return create_output(stdout=cast("TextIO", _Degrading()))
