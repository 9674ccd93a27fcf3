"""The program killed, or its system calls made to fail, one after another: old or new is there, whole."""

import os
import random
import re
import shutil
import signal
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from conftest import EXAMPLES
from stress.conftest import CHANGE
from stress.strace import Traced
from support.amount import evenly, share
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
