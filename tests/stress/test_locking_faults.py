"""Locking and unlocking killed, or made to fail, at one system call after another, while others write."""

import shlex
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyrage
import pytest

from stress.conftest import CHANGE
from stress.strace import Call, Traced
from stress.test_faults import FAILURES
from support.amount import evenly, share
from support.locked import KNOWN, QuickPassphrase, lock_quickly, plain_files, quick_in_processes
from support.pages import english
from support.program import TUPHE, Run

LOCKING: Final = 200
"""How many of the hundreds of calls of locking are tried."""

PARTS: Final = share(4, 1)
"""Into how many tests they go, so that they are done side by side."""

WORDS: Final = "Viết trong lúc đó 4711"

EDITOR: Final = shlex.join(("sed", "-i", f"s/thứ nhất/{WORDS}/"))
"""Writes them into the notes."""

IN_FLIGHT: Final = {
    "note": (("ghi", WORDS, "--ngay", "2026-06-01"), ""),
    "edit": (("so-tay-sua", "2026"), ""),
    "year": (("kiem-diem", "--tra-loi", "-"), CHANGE.replace("13 ram giấy", WORDS)),
    "another year": (
        ("kiem-diem", "2027", "--tra-loi", "-"),
        CHANGE.replace("13 ram giấy", WORDS).replace("2026", "2027"),
    ),
    "profile": (("ho-so", "--dat", f"ho_ten={WORDS}"), ""),
}
"""What is written while the folder is being locked or unlocked; each keeps WORDS, or is refused."""


@pytest.fixture
def plain(two_years: Run, ready: Path) -> dict[str, bytes]:
    """What that folder holds, with a closed year, before it is locked."""
    assert two_years("chot", "2025", "--van-chot").code == 0
    return plain_files(ready)


@pytest.fixture
def locking(
    plain: dict[str, bytes],
    ready: Path,
    environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Traced:
    """`khoa` on that folder, or `mo-khoa` once it is locked; some notes were encrypted one by one then."""
    if request.param == "mo-khoa":
        lock_quickly(ready)
    monkeypatch.setattr(pyrage, "passphrase", QuickPassphrase())
    return Traced((request.param,), "", ready, environment | KNOWN | quick_in_processes(tmp_path / "nhanh"))


def nothing_in_the_open(folder: Path) -> None:
    """Of a locked folder: no file of a person lies plain, not even half-written."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".age", ".lock")]
    assert [path.name for path in files if path.name not in ("khoa.toml", ".o-dia")] == []


def opened_again(run: Run, folder: Path) -> dict[str, bytes]:
    """What a folder holds that was left open or locked: the next command leaves it one of the two."""
    shown = run("xem", "2026", **KNOWN)
    assert shown.code == 0, shown.err
    if (folder / "khoa.age").exists() or (folder / "khoa.toml").exists():
        nothing_in_the_open(folder)
        done = run("mo-khoa", **KNOWN)
        assert done.code == 0, done.err
    assert list(folder.rglob("*.age")) == []
    assert list(folder.rglob("*.tmp")) == []
    return plain_files(folder)


def lost(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The files whose content is nowhere any more; a notebook may have grown."""
    return [
        name
        for name, content in before.items()
        if not after.get(name, b"").startswith(content) and content not in after.values()
    ]


def killed_while_written(locking: Traced, call: Call, name: str) -> subprocess.CompletedProcess[bytes]:
    """Kill at a call while something is written in another window; return how that ended."""
    args, stdin = IN_FLIGHT[name]
    beside = subprocess.Popen(
        [TUPHE, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**locking.environment, "EDITOR": EDITOR},
    )
    done = locking.run(call.injected("signal=SIGKILL"))
    out, err = beside.communicate(stdin.encode(), timeout=120)
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL, 0, 6), (call, done.stderr.decode())
    return subprocess.CompletedProcess(args, beside.returncode, out, err)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("locking", ["khoa", "mo-khoa"], indirect=True)
def test_killed_at_any_moment_while_others_write_nothing_is_lost_and_nothing_plain_stays_in_a_locked_folder(
    two_years: Run,
    ready: Path,
    locking: Traced,
    plain: dict[str, bytes],
    again: Callable[[], None],
    tmp_path: Path,
    part: int,
) -> None:
    calls = evenly(locking.calls(tmp_path / "strace.log"), share(LOCKING, 4))[part::PARTS]
    for row, call in enumerate(calls):
        again()
        name = list(IN_FLIGHT)[(row + part) % len(IN_FLIGHT)]
        written = killed_while_written(locking, call, name)

        told, after = written.stderr.decode(), opened_again(two_years, ready)
        # Whoever locks holds the years; who finds one changed is told, and keeps the text beside it.
        assert written.returncode in (0, 6), (call, name, told)
        assert english(told) == [], (call, name, told)
        assert lost(plain, after) == [], (call, name, told)
        assert written.returncode == 6 or WORDS.encode() in b"".join(after.values()), (call, name, told)


@pytest.mark.parametrize("locking", ["khoa", "mo-khoa"], indirect=True)
def test_a_call_that_fails_while_locking_or_unlocking_is_told_and_leaves_the_folder_one_or_the_other(
    two_years: Run, ready: Path, locking: Traced, plain: dict[str, bytes], again: Callable[[], None], tmp_path: Path
) -> None:
    failing = FAILURES | {"unlink": ("EACCES", "EIO"), "flock": ("ENOLCK",)}
    faults = [
        (call, error)
        for call in locking.calls(tmp_path / "strace.log")
        if "O_RDONLY|O_CLOEXEC|O_DIRECTORY" not in call.line
        for error in failing.get(call.name, ())
    ]
    for call, error in evenly(faults, share(LOCKING, 3)):
        again()
        done = locking.run(call.injected(f"error={error}"))

        told = "".join(line for line in done.stderr.decode().splitlines(True) if "echo: " not in line)
        # The same call may fail in the command that prints the passphrase, which is then the usage that is wrong; a
        # file that is suddenly not there was changed by somebody else.
        assert done.returncode in (0, 2, 4, 6, 7), (call, error, told)
        assert "Traceback" not in told, (call, error)
        assert english(told) == [], (call, error, told)
        assert opened_again(two_years, ready) == plain, (call, error, told)
