"""The program, run as a person runs it: in an empty folder, at a fixed width."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from support.program import TUPHE, Result, Run, become, load_everything, run_here, run_installed
from support.screen import Screen

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def command_line(*words: str) -> str:
    """Return words as one line, as EDITOR has them."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the stress out unless it is asked for by name: it takes minutes."""
    asked = any("stress" in argument for argument in config.args)
    return True if collection_path.name == "stress" and not asked else None


class Open(Protocol):
    def __call__(self, *args: str, columns: int = 80, rows: int = 40, **env: str) -> Screen: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the program keeps its files; nothing is there yet."""
    return tmp_path / "du-lieu"


@pytest.fixture(scope="session", autouse=True)
def _temporary_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program leaves for the person in the system's folder for temporary files is not left behind here."""
    place = str(tmp_path_factory.mktemp("tam"))
    with pytest.MonkeyPatch.context() as patched:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patched.setenv(name, place)
        patched.setattr(tempfile, "tempdir", place)
        yield


@pytest.fixture
def environment(folder: Path, tmp_path: Path) -> dict[str, str]:
    """A plain environment: no colour from outside, 80 columns, a home of its own; a program is compiled once."""
    outside = ("NO_COLOR", "FORCE_COLOR", "TERM", "SSH_CONNECTION", "SSH_TTY", "VISUAL", "EDITOR", "DISPLAY")
    kept = {name: os.environ[name] for name in os.environ.keys() - {*outside, "PYTHONDONTWRITEBYTECODE"}}
    return kept | {
        "HOME": str(tmp_path),
        "TUPHE_THU_MUC": str(folder),
        "COLUMNS": "80",
        "PYTHONWARNDEFAULTENCODING": "1",
        "PYTHONUTF8": "0",
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def tuphe(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run a command to its end in the test's own process, on another day too: `tuphe("xem", TODAY="2027-02-10")`."""

    def run(*args: str, stdin: str | bytes = b"", **env: str) -> Result:
        assert "TODAY" in env or not any(name.startswith("PYTHON") for name in env), "only a `process` obeys these"
        return run_here(args, stdin, cwd=tmp_path, env=environment | env)

    return run


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run a command of the installed program: for what only a process has, its start, streams, encodings, signals."""

    def run(*args: str, stdin: str | bytes = b"", **env: str) -> Result:
        return run_installed(args, stdin, cwd=tmp_path, env=environment | env)

    return run


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    """Start a command on a pseudo-terminal: `terminal("kiem-diem", "2026", columns=60)`.

    It is a process of its own, forked from this one, which has loaded all modules; begun anew where the
    environment says something to the interpreter.
    """
    if os.name == "nt":
        pytest.skip("Windows has no pseudo-terminals; interview/test_console.py types into a console")
    opened: list[Screen] = []

    def start(*args: str, columns: int = 80, rows: int = 40, **env: str) -> Screen:
        alone = {name: value for name, value in environment.items() if name != "COLUMNS"}
        anew = "TODAY" not in env and any(name.startswith("PYTHON") for name in env)
        forked = None if anew else partial(become, args)
        load_everything()
        screen = Screen([TUPHE, *args], cwd=tmp_path, env=alone | env, columns=columns, rows=rows, forked=forked)
        opened.append(screen)
        return screen

    yield start
    for screen in opened:
        screen.process.close(force=True)


@pytest.fixture(scope="session")
def two_years_on_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both example years, made once."""
    home = tmp_path_factory.mktemp("hai-nam")
    env = os.environ | {"HOME": str(home), "TUPHE_THU_MUC": str(home / "du-lieu")}
    for year in ("2025", "2026"):
        assert run_here(("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml")), b"", cwd=home, env=env).code == 0
    return home / "du-lieu"


@pytest.fixture
def two_years(tuphe: Run, folder: Path, two_years_on_file: Path) -> Run:
    """The program, with both example years on file."""
    shutil.copytree(two_years_on_file, folder)
    return tuphe


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell how precise each rule of soát is, where its passages are asked for by name: reading them takes seconds."""
    if any("test_soat.py" in argument for argument in config.args):
        from support.corpus import corpus, table

        terminalreporter.section("soát on the passages it was tuned on")
        terminalreporter.write_line(table(corpus()))
