"""One application of prompt_toolkit, run to its end: an answer, a stop, or whatever goes wrong."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from tuphe.terminal import stopping

if TYPE_CHECKING:
    from prompt_toolkit.application import Application


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


def _end(application: Application[Any], failure: BaseException | None) -> None:
    if failure is not None and application.future is not None and not application.future.done():
        application.exit(exception=failure)
