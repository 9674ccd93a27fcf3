"""A person at a terminal: starts the installed program, types keys, reads the screen."""

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Self
from unicodedata import combining, normalize

import pexpect
import pyte
from prompt_toolkit.utils import get_cwidth

if sys.platform != "win32":
    import fcntl

ENTER = "\r"
BACK, SKIP, FINISH, EDITOR = "\x0c", "\x0b", "\x18", "\x05"
CTRL_C, CTRL_D = "\x03", "\x04"
BACKSPACE = "\x7f"
UP, DOWN, HOME, END = "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F"
DELETE, UNDO, F1 = "\x1b[3~", "\x1a", "\x1bOP"
TAB, SHIFT_TAB = "\t", "\x1b[Z"
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"
BOARD, PAGE = "Ctrl-S đi tiếp", "Tab, Shift-Tab"
"""Stand below every board, and below every page with several fields, and below nothing else."""
POINTS = "Gõ điểm rồi Enter"
"""Stands below a board of points alone."""

PATIENCE = 60.0
"""Seconds until a screen that does not come is a failure; a machine under load is slow."""

_TELLS = sys.platform == "linux"
"""Whether the system tells that a program waits, and hands on at once what is written to a terminal that is polled."""

_PAUSE = 0.0 if _TELLS else 0.02
"""Seconds without a stroke after which a screen of a program that waits is taken for drawn."""

_BLINK = 0.002
"""Seconds between two looks at whether a program still works: looking without a pause takes its processor away."""

_OTHER_END = 0x5441
"""TIOCGPTPEER: opens the program's end of a terminal."""

_READY = "lưu và dừng"
"""Stands under every question, once it can be answered."""

CONTROL: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")


def joined(text: str) -> str:
    """Return the letters of a text, however it is broken into lines."""
    return "".join(text.split())


class Drawn(pyte.Screen):
    """What a terminal shows; letters without width take no column, as on terminals.

    pyte forgets what stands behind such a letter in the same stroke where that is no mark (a zero-width space, a tag),
    and begins the next line for a mark behind the letter in the last column: from there on all is a row too low.
    """

    def draw(self, data: str) -> None:
        """Draw letters where the cursor stands."""
        for wide, letters in groupby(data, lambda letter: get_cwidth(letter) > 0):
            if wide:
                super().draw("".join(letters))
            else:
                self._mark("".join(filter(combining, letters)))

    def _mark(self, marks: str) -> None:
        """Put marks on the letter before the cursor; a wide one has an empty cell behind it."""
        row, column = (self.cursor.y, self.cursor.x - 1) if self.cursor.x else (self.cursor.y - 1, self.columns - 1)
        line = self.buffer[row]
        column -= line[column].data == "" and column > 0
        line[column] = line[column]._replace(data=normalize("NFC", line[column].data + marks))


class Screen:
    """One run of the program on a pseudo-terminal of `columns` by `rows`.

    What is waited for is compared by its `letters`; what is written is read in `encoding`, and drawn in UTF-8.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 40,
        encoding: str = "utf-8",
        letters: Callable[[str], str] = joined,
        forked: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        """Start a command, or what `forked` makes of a process that was forked and given its terminal."""
        env = {"TERM": "xterm-256color", **env}
        self.columns = columns
        self._encoding, self._letters = encoding, letters
        self._screen = Drawn(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._said = b""
        self._drawn_up_to = 0
        self._read_up_to = 0
        self.process = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            env=env,
            preexec_fn=forked and partial(forked, env),
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    @property
    def shown(self) -> str:
        """What stands on the screen once it is drawn: it comes in pieces, and half a screen shows what never was."""
        self.rest()
        return self._so_far

    @property
    def cells(self) -> list[Any]:
        """The rows of the screen once it is drawn; each maps a column to its character with its colours."""
        self.rest()
        return self._rows

    @property
    def _so_far(self) -> str:
        # Not pyte's own display: it stumbles over the second half of a wide letter that was written over.
        rows = ("".join(row[column].data for column in range(self.columns)) for row in self._rows)
        return "\n".join(map(str.rstrip, rows)).rstrip()

    @property
    def _rows(self) -> list[Any]:
        return [self._drawn().buffer[row] for row in range(self._screen.lines)]

    @property
    def bold(self) -> str:
        """What stands there in bold letters."""
        return "".join(row[column].data for row in self.cells for column in range(self.columns) if row[column].bold)

    @property
    def written(self) -> str:
        """All that was ever written, as it was."""
        return self._text(self._said)

    @property
    def record(self) -> str:
        """All that was ever written, without colours and cursor movements."""
        return CONTROL.sub("", self.written).replace("\r\n", "\n")

    @property
    def news(self) -> str:
        """The letters that were written since something was last typed, once the program waits again."""
        self.rest()
        return self._news_so_far

    @property
    def _news_so_far(self) -> str:
        return self._letters(CONTROL.sub("", self._text(self._said[self._read_up_to :])))

    def wait_for(self, *texts: str) -> Self:
        """Read until every text was written since the last answer, spaces and line breaks aside."""
        end = time.monotonic() + PATIENCE
        for text in texts:
            while self._letters(text) not in self._news_so_far:
                if time.monotonic() > end or not self._read(0.2):
                    raise AssertionError(f"“{text}” never came; the screen:\n{self._so_far}")
        return self

    def see(self, *texts: str) -> Self:
        """Read until every text stands on the screen, whenever it was written, spaces and line breaks aside."""
        end = time.monotonic() + PATIENCE
        while missing := [text for text in texts if self._letters(text) not in self._letters(self._so_far)]:
            if time.monotonic() > end or not self._read(0.2):
                raise AssertionError(f"“{missing[0]}” does not stand on the screen:\n{self._so_far}")
        return self

    def rest(self, quiet: float = _PAUSE) -> bool:
        """Read until the program waits and wrote nothing for `quiet` seconds, and return whether it still runs.

        A program that sleeps has written all there is to read: one looks first whether it works, then at the terminal.
        """
        heard, works, end = -1, True, time.monotonic() + PATIENCE
        while heard != len(self._said) or (works and time.monotonic() < end):
            heard, works = len(self._said), self._works()
            if not self._read(max(quiet, _BLINK) if works else quiet):
                return False
        return True

    def type(self, keys: str | bytes) -> Self:
        """Send keys as the terminal would, to a screen that was drawn: what is left of it is no news."""
        self.rest()
        self._read_up_to = len(self._said)
        self.process.send(keys)
        self._hand_on()
        return self

    def again(self, key: str) -> Self:
        """Press a key once more, having read that this is asked for."""
        return self.see("lần nữa").type(key)

    def answer(self, question: str, keys: str) -> Self:
        """Wait for a question that was not there before, then type."""
        return self.wait_for(question, _READY).type(keys)

    def resize(self, columns: int, rows: int) -> Self:
        """Make the window another size, as a hand does with the mouse."""
        self._drawn().resize(rows, columns)
        self.columns = columns
        self.process.setwinsize(rows, columns)
        return self

    def hang_up(self) -> None:
        """Close the terminal window: the program's terminal goes away, and nobody waits for anything."""
        terminal = self.process.ptyproc
        terminal.fileobj.close()
        terminal.closed = self.process.closed = True

    def kill(self) -> None:
        """End the program at once, with no chance to save anything."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def finish(self) -> int:
        """Read to the end and return the exit code, negative for a signal."""
        ended, end = self.process.ptyproc, time.monotonic() + PATIENCE
        while (not self.process.closed and self._read(0.2)) or ended.isalive():
            assert time.monotonic() < end, f"the program does not end; the screen:\n{self._so_far}"
            time.sleep(0.001)
        return ended.exitstatus if ended.exitstatus is not None else -(ended.signalstatus or 0)

    def _read(self, patience: float) -> bool:
        try:
            said = self.process.read_nonblocking(65536, timeout=patience)
        except pexpect.TIMEOUT:
            return bool(self.process.isalive())
        except pexpect.EOF:
            return False
        self._said += said
        return True

    def _hand_on(self) -> None:
        """Let the program have what was typed before anybody asks whether it waits: the system hands it on later."""
        if _TELLS:
            other_end = fcntl.ioctl(self.process.child_fd, _OTHER_END, os.O_RDWR | os.O_NOCTTY)
            waiting = select.poll()
            waiting.register(other_end, select.POLLIN)
            waiting.poll(0)
            os.close(other_end)

    def _works(self) -> bool:
        """Return whether the program in front has more to do before it waits for a key, where the system tells that."""
        try:
            program = os.tcgetpgrp(self.process.child_fd)
            return Path(f"/proc/{program}/stat").read_bytes().rpartition(b") ")[2][:1] in (b"R", b"D")
        except OSError:
            return False

    def _text(self, said: bytes) -> str:
        return said.decode(self._encoding, errors="backslashreplace")

    def _drawn(self) -> pyte.Screen:
        """The screen with all that was written: drawn when somebody looks, for that takes longer than the program."""
        self._stream.feed(self._said[self._drawn_up_to :])
        self._drawn_up_to = len(self._said)
        return self._screen
