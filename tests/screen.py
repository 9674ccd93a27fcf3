"""A person at a terminal: starts the installed program, types keys, reads the screen."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ENTER = "\r"
BACK, SKIP, FINISH, EDITOR = "\x0c", "\x0b", "\x18", "\x05"
CTRL_C, CTRL_D = "\x03", "\x04"

PATIENCE = 20.0
"""Seconds until a screen that does not come is a failure; a machine under load is slow."""


class Screen:
    """One run of the program on a pseudo-terminal of `columns` by `rows`."""

    def __init__(
        self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], columns: int = 80, rows: int = 40
    ) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            env={"TERM": "xterm-256color", **env},
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.process.close(force=True)

    @property
    def shown(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def record(self) -> str:
        """All that has scrolled by, and what stands on the screen now."""
        past = [
            "".join(line[column].data for column in range(self._screen.columns)).rstrip()
            for line in self._screen.history.top
        ]
        return "\n".join([*past, self.shown])

    def wait_for(self, text: str, *, since: int = 0) -> Self:
        """Read until `text` stands on the screen, spaces and line breaks aside."""
        wanted = _joined(text)
        end = time.monotonic() + PATIENCE
        while wanted not in _joined(self.shown):
            if time.monotonic() > end or not self._read(0.2):
                raise AssertionError(f"“{text}” never came; the screen:\n{self.shown}")
        return self

    def type(self, keys: str) -> Self:
        """Send keys as the terminal would."""
        self.process.send(keys)
        return self

    def answer(self, question: str, keys: str) -> Self:
        """Wait for a question, then type."""
        return self.wait_for(question).type(keys)

    def hang_up(self) -> None:
        """Close the terminal window: the program's terminal goes away."""
        self.process.close(force=False)

    def kill(self) -> None:
        """End the program at once, with no chance to save anything."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def finish(self) -> int:
        """Read to the end and return the exit code."""
        while self._read(PATIENCE):
            pass
        self.process.wait()
        return self.process.exitstatus if self.process.exitstatus is not None else -(self.process.signalstatus or 0)

    def _read(self, patience: float) -> bool:
        try:
            self._stream.feed(self.process.read_nonblocking(65536, timeout=patience))
        except pexpect.TIMEOUT:
            return self.process.isalive()
        except pexpect.EOF:
            return False
        return True


def _joined(text: str) -> str:
    return "".join(text.split())
