"""A file opened as a double click opens it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_PATIENCE: Final = 3.0
"""Seconds in which an opener that cannot says so; one that takes longer shows the file itself."""


def open_file(path: Path) -> bool:
    """Open a file with the program that the system has for it; return whether there is one.

    What an opener says is not seen: it would stand over the menu, in English.
    """
    nothing = subprocess.DEVNULL
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 -- the file that was just written
            return True
        opener = ["open" if sys.platform == "darwin" else "xdg-open", str(path)]
        started = subprocess.Popen(opener, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
        return started.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
