"""Measure whether tuphe is fast enough: `python benchmarks/run.py`.

Every time is that of a whole process, from its start to its end or to its
first question on the screen. Times alone say more about the machine than
about tuphe, so each is set against another program's: a bare one in tuphe's
own environment, or a peer from PyPI in an environment of its own. All
programs take turns, so whatever else the machine does hits all of them
alike. Unix only: the questions need a pseudo-terminal.

Exits with 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import pty
import re
import subprocess
import sys
import sysconfig
import termios
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE: Final = Path(__file__).parent
EXAMPLES: Final = HERE.parent / "examples"
TUPHE: Final = Path(sysconfig.get_path("scripts")) / "tuphe"

PEERS: Final = ("jrnl", "commitizen")
JOURNAL_YEARS: Final = 10

PATIENCE: Final = 60.0
"""Seconds until a first question that does not come is a failure."""

_ESCAPE: Final = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\^_])")


class Sample(NamedTuple):
    """What one run took."""

    ms: float
    megabytes: float
    """The most memory the process held at one time."""


@dataclass(frozen=True)
class Program:
    """A command line in a place of its own; with a `question`, it is over once that stands on the screen."""

    command: Sequence[str | Path]
    home: Path
    env: Mapping[str, str]
    question: str | None = None

    def measure(self) -> Sample:
        """Run it once.

        Raises RuntimeError when it fails, with what it said.
        """
        return self._to_the_end() if self.question is None else self._to_the_question(self.question)

    def _to_the_end(self) -> Sample:
        begin = time.perf_counter()
        with subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.home,
            env=self.env,
        ) as process:
            assert process.stdout is not None
            said = process.stdout.read()
            # wait4 tells what this one child used; getrusage only knows the largest child so far.
            _, status, used = os.wait4(process.pid, 0)
            ms = (time.perf_counter() - begin) * 1000
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.command} failed:\n{said.decode(errors='replace')}")
        return Sample(ms, _megabytes(used.ru_maxrss))

    def _to_the_question(self, question: str) -> Sample:
        terminal, inside = pty.openpty()
        termios.tcsetwinsize(inside, (40, 80))
        begin = time.perf_counter()
        with subprocess.Popen(
            self.command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=self.home,
            env=self.env,
            start_new_session=True,
        ) as process:
            os.close(inside)
            try:
                _read_until(terminal, question)
                ms = (time.perf_counter() - begin) * 1000
            finally:
                process.kill()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                os.close(terminal)
        return Sample(ms, _megabytes(used.ru_maxrss))


def _read_until(terminal: int, question: str) -> None:
    """Read until the question stands on the screen, line breaks and colours aside."""
    wanted = "".join(question.split())
    said = b""
    end = time.perf_counter() + PATIENCE
    while wanted not in "".join(_ESCAPE.sub("", said.decode(errors="ignore")).split()):
        try:
            said += os.read(terminal, 65536)
        except OSError:  # the program is gone
            end = 0
        if time.perf_counter() > end:
            raise RuntimeError(f"“{question}” never came:\n{said.decode(errors='replace')}")
