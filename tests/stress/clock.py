"""A clock that can be set to any day, and goes on from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

_CLOCK: Final = """\
import calendar, datetime, os, time
true_time = time.time
noon = calendar.timegm(time.strptime(os.environ["TODAY"] + " 12", "%Y-%m-%d %H"))
time.time = lambda: noon + true_time() % 3600 * 10

class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

datetime.datetime = Moved
"""


class Clock:
    """Gives the environment of another day: `clock.on("2026-11-20")`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
        self._folder = folder

    def on(self, day: str) -> dict[str, str]:
        """Return what to put into the environment for a program to believe that it is `day`."""
        there = {"PYTHONPATH": str(self._folder), "TODAY": day, "TZ": "UTC"}
        asked = "import datetime; print(datetime.date.today(), datetime.datetime.now().date())"
        said = subprocess.run([sys.executable, "-c", asked], env=there, capture_output=True, text=True, check=True)
        if said.stdout.split() != [day, day]:
            pytest.skip("this Python does not ask time.time() what day it is")
        return there
