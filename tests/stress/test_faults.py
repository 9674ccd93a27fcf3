"""The program killed, or its system calls made to fail, one after another: old or new is there, whole."""

import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyrage
import pytest

from conftest import EXAMPLES
from stress.conftest import CHANGE
from stress.strace import Call, Traced
from support.amount import evenly, share
from support.locked import KNOWN, QuickPassphrase, lock_quickly, plain_files, quick_in_processes
from support.pages import english
from support.program import TUPHE, Run
from support.screen import BOARD, ENTER, PAGE, TAB, Screen

SCENARIOS: Final = {
    "save": (("kiem-diem", "--tra-loi", "-"), CHANGE),
    "note": (("ghi", "Ghi chép thứ hai.", "--ngay", "2026-06-01"), ""),
    "shortcoming": (("ghi", "Ghi chép thứ hai.", "--han-che", "--ngay", "2026-06-01"), ""),
    "close": (("chot", "2026", "--van-chot"), ""),
    "recover": (("khoi-phuc", "2026", "--lay", "1"), ""),
    "profile": (("ho-so", "--dat", "ho_ten=Lê An"), ""),
    "undo": (("so-tay-sua", "2026", "--hoan-tac"), ""),
}

FAILURES: Final = {
    "write": ("ENOSPC", "EIO", "EDQUOT", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EINTR"),
    "rename": ("EACCES", "EROFS", "EIO", "ENOENT"),
    "openat": ("EACCES", "EROFS", "EIO", "ENOSPC", "EINTR"),
    "mkdir": ("EROFS", "ENOSPC"),
    "chmod": ("EPERM",),
}
"""Which errors a system call may end with."""


def content(folder: Path) -> dict[str, bytes]:
    """What the person has: years, notes, profile; not locks and earlier versions."""
    found = (path for path in sorted(folder.rglob("*.toml")) if "sao-luu" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def notes(content: dict[str, bytes]) -> bytes:
    """The notes alone, without the keys that are made afresh."""
    return b"\n".join(line for line in content["so-tay/2026.toml"].splitlines() if not line.startswith(b"ma ="))


def unkeyed(content: dict[str, bytes]) -> dict[str, bytes]:
    """What the person has, without those keys."""
    return content | {"so-tay/2026.toml": notes(content)}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_killed_at_any_call_that_touches_a_file_the_old_or_the_new_is_there_whole(
    two_years: Run, ready: Path, again: Callable[[], None], environment: dict[str, str], tmp_path: Path, scenario: str
) -> None:
    traced = Traced(*SCENARIOS[scenario], ready, environment)
    old = content(ready)
    calls = traced.calls(tmp_path / "strace.log")
    killed = evenly(calls, len(calls) if scenario == "save" else share(len(calls), 3))
    new = content(ready)

    for call in killed:
        again()
        done = traced.run(call.injected("signal=SIGKILL"))

        now = content(ready)
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL, 0), call
        for name in old | new:
            whole = (old.get(name), new.get(name))
            same = now.get(name) in whole or (name.startswith("so-tay") and notes(now) in (notes(old), notes(new)))
            # A note that was cut short is set aside when it is read.
            assert same or name.startswith("so-tay"), (name, call)
        next_start = two_years("kiem-diem", "--tra-loi", "-", stdin=CHANGE.replace("13", "14"))
        assert next_start.code in ((0, 6) if scenario == "close" else (0,)), (call, next_start.err)
        shown = two_years("so-tay", "2026")
        assert shown.code == 0, (call, shown.err)
        assert scenario == "undo" or "Ghi chép thứ nhất." in shown.out, call


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_that_fails_is_told_in_a_sentence_and_leaves_the_old_and_no_litter(
    ready: Path, again: Callable[[], None], environment: dict[str, str], tmp_path: Path, scenario: str
) -> None:
    traced = Traced(*SCENARIOS[scenario], ready, environment)
    old = content(ready)
    faults = [(call, error) for call in traced.calls(tmp_path / "strace.log") for error in FAILURES.get(call.name, ())]
    new = content(ready)
    tried = evenly(faults, share(len(faults), 5))

    for call, error in tried:
        again()
        done = traced.run(call.injected(f"error={error}"))

        told, now = done.stderr.decode(), content(ready)
        assert done.returncode in (0, 7), (call, error, told)
        assert "Traceback" not in told, (call, error)
        assert english(told) == [], (call, error, told)
        if done.returncode == 7:
            assert "Không ghi được" in told, (call, error)
            moved = "đã ở đúng chỗ" in told  # only the folder could not be flushed
            assert unkeyed({name: now[name] for name in old}) == unkeyed(new if moved else old), (call, error)
        else:
            assert {name for name in new if now.get(name) not in (old.get(name), new[name])} <= {"so-tay/2026.toml"}
        assert list(ready.rglob(".*.tmp")) == [], (call, error)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_folder_that_vanishes_in_the_middle_is_told(
    ready: Path, environment: dict[str, str], tmp_path: Path, scenario: str
) -> None:
    log = tmp_path / "strace.log"
    log.touch()
    traced = Traced(*SCENARIOS[scenario], ready, environment)
    with ThreadPoolExecutor() as beside:
        running = beside.submit(traced.run, "inject=fsync:signal=SIGSTOP:when=1", log=log)
        while not (stops := re.search(rb"^(\d+) +fsync\(", log.read_bytes(), re.MULTILINE)):
            assert not running.done()
            time.sleep(0.01)
        shutil.rmtree(ready)
        while not running.done():
            with suppress(ProcessLookupError):
                os.kill(int(stops[1]), signal.SIGCONT)
            time.sleep(0.01)
        done = running.result()

    told = done.stderr.decode()
    assert done.returncode == 7, told
    assert "Không ghi được" in told
    assert english(told) == []


RATINGS: Final = {"1": "xuat-sac", "2": "tot", "3": "trung-binh", "4": "kem", "5": "khong-ap-dung"}
ON_THE_PAGE: Final = ("Trực 12/12 ca.", "Chậm 3 ngày.", "Chưa phân công.")


def test_every_mark_and_every_field_that_was_left_is_there_after_a_kill_at_any_moment(
    two_years: Run, folder: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    dice = random.Random(20261124)
    two_years("ho-so", "--dat", "ho_ten=A", "--dat", "don_vi=B", "--dat", "chi_bo=C", "--dat", "mau=2B")
    items = [item["id"] for item in tomllib.loads((EXAMPLES / "2026.toml").read_text(encoding="utf-8"))["muc"]][:7]
    alone = {name: value for name, value in environment.items() if name != "COLUMNS"}
    for _ in range(share(500, 2)):
        shutil.rmtree(folder / "kiem-diem", ignore_errors=True)
        shutil.rmtree(folder / "sao-luu", ignore_errors=True)
        screen = Screen([TUPHE, "kiem-diem", "2020", "--nhom", "nhan-thuc"], cwd=tmp_path, env=alone)
        screen.wait_for("· 0/7 mục", BOARD, "lưu và dừng")
        marked = [dice.choice([*RATINGS]) for _ in range(dice.randint(1, 6))]
        for number, key in enumerate(marked, 1):
            screen.type(key).see(f"· {number}/7 mục")
        typed = ON_THE_PAGE[: dice.randint(0, 3)]
        if typed:  # on the page of the first row without an answer
            screen.type(ENTER).wait_for("Đã làm được gì?", PAGE, "lưu và dừng")
        for text, following in zip(typed, ("khuyết điểm nào?", "Nguyên nhân là gì?", "chủ yếu do đâu?"), strict=False):
            screen.type(text + TAB).see(text, following)
        time.sleep(dice.random() * 0.05)
        os.kill(screen.process.pid, signal.SIGKILL)
        screen.process.wait()

        saved = tomllib.loads((folder / "kiem-diem" / "2020.toml").read_text(encoding="utf-8"))
        assert [answer["muc_do"] for answer in saved["muc"]] == [RATINGS[key] for key in marked]
        assert [answer["id"] for answer in saved["muc"]] == items[: len(marked)]
        assert [draft["noi_dung"] for draft in saved.get("dang_go", ())] == list(typed)


def test_a_file_that_another_program_holds_is_tried_again_and_one_that_stays_held_is_kept_beside_it_and_named(
    two_years: Run, ready: Path, again: Callable[[], None], environment: dict[str, str], tmp_path: Path
) -> None:
    year, new = ready / "kiem-diem" / "2026.toml", "Tiết kiệm 13 ram giấy."
    traced = Traced(*SCENARIOS["save"], ready, environment)
    calls = traced.calls(tmp_path / "strace.log")
    first = next(call.number for call in calls if call.name == "rename" and f'"{year}")' in call.line)

    again()
    before = year.read_bytes()
    done = traced.run(f"inject=rename:error=EACCES:when={first}..{first + 2}")
    assert done.returncode == 0, done.stderr.decode()
    assert new in year.read_text(encoding="utf-8")

    again()
    done = traced.run(f"inject=rename:error=EACCES:when={first}..{first + 8}")
    assert done.returncode == 7
    [kept] = year.parent.glob("2026.chua-thay-*.toml")
    assert kept.name in done.stderr.decode()
    assert year.read_bytes() == before
    assert new in kept.read_text(encoding="utf-8")
    assert kept.name in two_years("xem", "2026").err
    assert two_years("khoi-phuc", "2026", "--lay", "1").code == 0
    assert new in two_years("xem", "2026").out


# Locking and unlocking killed, or made to fail, at one system call after another, while others write


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
