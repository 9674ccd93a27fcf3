"""The program run to its end: within the test's own process, which takes milliseconds, or as it is installed."""

import atexit
import calendar
import gc
import io
import os
import pkgutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NoReturn, Protocol
from unittest.mock import patch

from prompt_toolkit.application import current

import tuphe.cli
from tuphe.storage import disk
from tuphe.terminal import console, stopping

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


def begun(
    args: Sequence[str], *, env: Mapping[str, str], preexec: Callable[[], None] | None = None, **streams: Any
) -> subprocess.Popen[bytes]:
    """Start the program and go on while it runs, after `preexec` in its process; `streams` and `cwd` are for Popen.

    It is a process of its own, forked from this one, which has loaded all modules: a tenth of what a start costs.
    Windows forks none; there it is the installed program.
    """

    def forked() -> None:
        if preexec:
            preexec()
        become(args, env)

    if os.name == "nt":
        return subprocess.Popen([TUPHE, *args], env=dict(env), **streams)
    load_everything()
    return subprocess.Popen([TUPHE, *args], env=dict(env), preexec_fn=forked, **streams)  # noqa: PLW1509 - as pexpect does


def run_here(args: Sequence[str], stdin: str | bytes, *, cwd: Path, env: Mapping[str, str]) -> Result:
    """Run the program in this process, with streams that are pipes to it, and leave everything as it was before."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    streams: dict[str, Any] = {
        "stdin": io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out := io.BytesIO(), encoding="utf-8"),
        "stderr": io.TextIOWrapper(err := io.BytesIO(), encoding="utf-8", errors="backslashreplace"),
    }
    with _as_a_program(args, cwd, env), patch.multiple(sys, **streams):
        try:
            tuphe.cli.main()
        except SystemExit as ended:
            code = ended.code or 0
    for stream in (streams["stdout"], streams["stderr"]):
        stream.flush()
    assert isinstance(code, int)
    return _result(code, out.getvalue(), err.getvalue())


@cache
def load_everything() -> None:
    """Import every module of the program, so that a process forked from this one need not."""
    for module in pkgutil.walk_packages(tuphe.__path__, "tuphe."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def become(args: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    """Make this process, which was just forked and given a terminal, the program, which is then loaded already.

    All but that is as if it had been started: a process of its own, with its terminal, its signals and its end.
    """
    os.closerange(3, 4096)  # whoever forked waits until these are closed
    atexit._clear()
    for number in _SIGNALS:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    encoding = env.get("PYTHONIOENCODING", "utf-8")
    for name in {"SIGPIPE", "SIGXFSZ"} & vars(signal).keys():
        signal.signal(getattr(signal, name), signal.SIG_IGN)  # as Python does at its start
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        errors = "backslashreplace" if name == "stderr" else "strict"
        stream = os.fdopen(number, mode, encoding=encoding, errors=errors, closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    current._current_app_session.set(current.AppSession())
    code: Any = 70
    with _as_a_program(args, Path.cwd(), env):
        try:
            tuphe.cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        except BaseException:  # noqa: BLE001 -- told by the code, for this process ends here
            traceback.print_exc()
        finally:
            atexit._run_exitfuncs()
            with suppress(OSError):
                sys.stdout.flush()
            os._exit(code)
    raise AssertionError


@contextmanager
def _as_a_program(args: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Iterator[None]:
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
