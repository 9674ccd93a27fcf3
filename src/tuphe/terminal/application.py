"""One application of prompt_toolkit, run to its end: an answer, a stop, or whatever goes wrong."""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Final

from prompt_toolkit.application import get_app_session
from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead
from prompt_toolkit.keys import Keys

from tuphe.terminal import stopping

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

_STOPS: Final = (Keys.ControlC, Keys.ControlD)


def run(application: Application[Any]) -> Any:
    """Run a prompt and return its result.

    Raises KeyboardInterrupt where the person or the system says stop,
    EOFError or OSError where the window is closed, and what goes wrong.
    """

    def begin() -> None:
        loop = asyncio.get_running_loop()
        # prompt_toolkit would print a failure and wait for Enter, in a window that may be gone.
        loop.set_exception_handler(lambda _loop, failed: _end(application, failed.get("exception")))

        def end() -> None:
            with suppress(RuntimeError):  # the question is over, and its loop closed
                loop.call_soon_threadsafe(_end, application, KeyboardInterrupt())

        standing.enter_context(stopping.ended_by(end))

    with ExitStack() as standing:
        try:
            return application.run(pre_run=begin, set_exception_handler=False, handle_sigint=False)
        except KeyboardInterrupt:
            stopping.heard()
            raise


def forget_stops() -> None:
    """Let no stop count that came before the person could see why the last one was not taken.

    Letters that were typed meanwhile stay.
    """
    stopping.heard()
    typed = get_app_session().input
    presses = get_typeahead(typed)
    if sys.platform != "win32":  # what waits there cannot be looked at without waiting
        with suppress(OSError):
            presses += typed.read_keys()
    store_typeahead(typed, [press for press in presses if press.key not in _STOPS])


def _end(application: Application[Any], failure: BaseException | None) -> None:
    if failure is not None and application.future is not None and not application.future.done():
        application.exit(exception=failure)
