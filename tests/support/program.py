"""The program run to its end: within the test's own process, which takes milliseconds, or as it is installed."""

from __future__ import annotations

import calendar
import gc
import io
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol
from unittest.mock import patch

TUPHE: Final = str(Path(sysconfig.get_path("scripts")) / "tuphe")

_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
]


@dataclass(frozen=True)
class Result:
    """What one run said."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command to its end: `tuphe("xem", "2026")`."""

    def __call__(self, *args: str, stdin: str | bytes = b"", **env: str) -> Result: ...


def run_installed(args: Sequence[str], stdin: str | bytes, *, cwd: Path, env: Mapping[str, str]) -> Result:
    """Run the installed program."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [TUPHE, *args], input=given, capture_output=True, cwd=cwd, env=dict(env), timeout=60, check=False
    )
    return _result(done.returncode, done.stdout, done.stderr)


def run_here(args: Sequence[str], stdin: str | bytes, *, cwd: Path, env: Mapping[str, str]) -> Result:
    """Run the program in this process, with streams that are pipes to it, and leave everything as it was before."""
    from tuphe.cli import main

    given = stdin.encode() if isinstance(stdin, str) else stdin
    streams: dict[str, Any] = {
        "stdin": io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out := io.BytesIO(), encoding="utf-8"),
        "stderr": io.TextIOWrapper(err := io.BytesIO(), encoding="utf-8", errors="backslashreplace"),
    }
    with _as_a_program(args, cwd, env), patch.multiple(sys, **streams):
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
    for stream in (streams["stdout"], streams["stderr"]):
        stream.flush()
    assert isinstance(code, int)
    return _result(code, out.getvalue(), err.getvalue())


@contextmanager
def _as_a_program(args: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Iterator[None]:
    from tuphe.storage import disk
    from tuphe.terminal import console, stopping

    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    there, caller = Path.cwd(), sys.modules["__main__"]
    with (
        patch.dict(os.environ, env, clear=True),
        patch.multiple(sys, argv=[TUPHE, *args]),
        patch.object(tempfile, "tempdir", None),
        _on_its_day(env),
        _as_when_it_began(disk, stopping, console),
    ):
        os.chdir(cwd)
        sys.modules["__main__"] = ModuleType("__main__")  # from which Typer takes the program's name
        try:
            yield
        finally:
            os.chdir(there)
            sys.modules["__main__"] = caller
            gc.unfreeze()
            gc.enable()
            for number, handler in handlers.items():
                signal.signal(number, handler)


@contextmanager
def _as_when_it_began(*modules: ModuleType) -> Iterator[None]:
    """Let what these modules remember of a run, each in a private class of its own, begin anew and end with the run."""
    with ExitStack() as patched:
        for module in modules:
            own = [(name, value) for name, value in vars(module).items() if name.startswith("_")]
            for name, value in own:
                if type(value).__module__ == module.__name__:
                    patched.enter_context(patch.object(module, name, type(value)()))
                elif isinstance(value, type) and value.__module__ == module.__name__:
                    remembered = {key: kept for key, kept in vars(value).items() if not key.startswith("_")}
                    patched.enter_context(patch.multiple(value, **remembered))
        yield


@contextmanager
def _on_its_day(env: Mapping[str, str]) -> Iterator[None]:
    if "TODAY" not in env:
        yield
        return
    noon = calendar.timegm(time.strptime(f"{env['TODAY']} 12", "%Y-%m-%d %H"))
    with patch.object(time, "time", lambda: noon):
        yield


def _result(code: int, out: bytes, err: bytes) -> Result:
    # Windows ends lines in its own way.
    return Result(code, *(said.decode().replace(os.linesep, "\n") for said in (out, err)))
