"""A person who types in an encoding of their own, and may leave at any moment."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Self

import pexpect

from stress.places import PATIENCE, Place, base_environment, letters
from support.program import TUPHE


class Person:
    """One run on a terminal; what is waited for is compared by its letters, whatever became of their marks."""

    def __init__(self, *args: str, home: Path, place: Place, command: tuple[str, ...] = (TUPHE,)) -> None:
        self.place = place
        self._raw = b""
        self._read_up_to = 0
        self.process = pexpect.spawn(
            command[0],
            [*command[1:], *args],
            cwd=str(home),
            env={**base_environment(home), **place.env},
            dimensions=(40, place.columns),
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.process.closed:
            self.process.close(force=True)
        elif self.process.ptyproc.isalive():
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.ptyproc.wait()

    @property
    def said(self) -> str:
        """All that was ever written; bytes that are no text in this encoding as they are."""
        return self._text(self._raw)

    def wait_for(self, *texts: str) -> Self:
        """Read until the letters of every text were written since something was last typed."""
        end = time.monotonic() + PATIENCE / 3
        for text in texts:
            while letters(text) not in letters(self._text(self._raw[self._read_up_to :])):
                if time.monotonic() > end or not self._read(0.2):
                    said = self._text(self._raw[self._read_up_to :])
                    raise AssertionError(f"“{text}” never came:\n{said}")
        return self

    def wait_for_prompt(self) -> Self:
        """Wait until a line can be typed; a prompt shows a moment before anybody listens for Ctrl-C."""
        end = time.monotonic() + PATIENCE / 3
        while not self._raw[self._read_up_to :].endswith(b"> ") and time.monotonic() < end:
            self._read(0.2)
        time.sleep(0.2)
        return self

    def type(self, keys: bytes) -> Self:
        """Send keys as the terminal would."""
        self._read_up_to = len(self._raw)
        self.process.send(keys)
        return self

    def signal(self, number: int) -> Self:
        """Send a signal to the program."""
        os.kill(self.process.pid, number)
        return self

    def hang_up(self) -> None:
        """Take the terminal away without waiting for anything."""
        terminal = self.process.ptyproc
        terminal.fileobj.close()
        terminal.closed = self.process.closed = True

    def finish(self, patience: float = PATIENCE / 3) -> int:
        """Read to the end and return the exit code, negative for a signal.

        Raises AssertionError when the program does not end in time.
        """
        end = time.monotonic() + patience
        while not self.process.closed and self._read(0.2):
            assert time.monotonic() < end, "the program does not end"
        while self.process.ptyproc.isalive():
            assert time.monotonic() < end, "the program does not end"
            time.sleep(0.02)
        ended = self.process.ptyproc
        return ended.exitstatus if ended.exitstatus is not None else -(ended.signalstatus or 0)

    def _read(self, patience: float) -> bool:
        try:
            self._raw += self.process.read_nonblocking(65536, timeout=patience)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def _text(self, raw: bytes) -> str:
        return raw.decode(self.place.encoding.value, errors="backslashreplace").replace("\r\n", "\n")
