"""The program under strace, which kills it at a chosen system call or makes that call fail.

strace counts each system call by its name and process, so “the third rename” is
the same one in every run of the same command on the same folder.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from support.program import TUPHE

CALLS: Final = (
    "openat,write,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,fchmod,fchmodat,"
    "flock,ftruncate"
)
"""Every system call by which a file or a folder becomes another: between two of them one kill is like the next."""

_LINE: Final = re.compile(r"^(\d+) +(?:[\d:.]+ +)?(\w+)\((.*)")


class Call(NamedTuple):
    """One system call of a run: its name, its number among those of that name from 1, its line in the log."""

    name: str
    number: int
    line: str

    def injected(self, what: str) -> str:
        """Return what makes this very call go wrong so, for `Traced.run`."""
        return f"inject={self.name}:{what}:when={self.number}"


@dataclass(frozen=True)
class Traced:
    """One run of the program in one folder, which can be repeated from the same beginning."""

    args: Sequence[str]
    stdin: str
    folder: Path
    environment: dict[str, str]

    def run(self, injected: str = "", *, log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run the command under strace, with what is injected."""
        return subprocess.run(
            [
                "strace", "-f", "-y", "-qq", "-o", str(log or "/dev/null"), "-e", f"trace={CALLS}", "-e", "signal=none",
                *(("-e", injected) if injected else ()), TUPHE, *self.args,
            ],
            # Modules that are compiled on the way would be renamed too, once.
            env=self.environment | {"PYTHONDONTWRITEBYTECODE": "1"},
            input=self.stdin.encode(), capture_output=True, timeout=120, check=False,
        )  # fmt: skip

    def calls(self, log: Path) -> list[Call]:
        """Run the command whole, and list its calls that change the folder."""
        done = self.run(log=log)
        assert done.returncode == 0, done.stderr.decode()
        counted = Counter[tuple[str, str]]()
        found = []
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if call := _LINE.match(line):
                counted[call[1], call[2]] += 1
                if str(self.folder) in call[3] and "O_RDONLY" not in call[3]:
                    found.append(Call(call[2], counted[call[1], call[2]], line))
        return found


def need_strace() -> None:
    """Skip where there is no strace, or where it may not trace."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed here")
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
