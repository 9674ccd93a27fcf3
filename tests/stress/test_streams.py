"""Streams that are closed, terminals that go away, signals in the middle, clocks that jump back."""

import json
import os
import pty
import signal
import subprocess
import time
import tomllib
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import pytest

import tuphe.storage.versions
from interview.conftest import FIRST_GROUP, open_page
from stress.everything import ALL_COMMANDS, ERRORS, HELP, Command
from stress.places import PATIENCE, Kind, Place, Said, base_environment, copy_of, run, typing
from support.amount import ALL, share
from support.program import TUPHE, Run, begun
from support.screen import BOARD, ENTER, HOME

HERE: Final = Place(80, Kind.PIPES)
SOME: Final = ALL_COMMANDS if ALL else [*(one for one in ALL_COMMANDS if one not in HELP), HELP[0]][::7]


def started(
    command: Command,
    home: Path,
    *,
    redirected: str = "",
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.PIPE,
) -> subprocess.Popen[bytes]:
    """Start a command, with streams closed as the shell does it: `>&-`."""
    there: dict[str, Any] = {"cwd": home, "env": base_environment(home) | HERE.env, "stdin": stdin, "stdout": stdout}
    if not redirected:
        return begun(command.args, stderr=subprocess.PIPE, **there)
    shell = ["sh", "-c", f'exec "$0" "$@" {redirected}', TUPHE, *command.args]
    return subprocess.Popen(shell, stderr=subprocess.PIPE, **there)


def with_closed(command: Command, home: Path, redirected: str) -> Said:
    """Run a command some of whose streams are not there at all."""
    process = started(command, home, redirected=redirected, stdin=subprocess.PIPE)
    out, err = process.communicate(None if "<" in redirected else command.stdin or b"", timeout=PATIENCE)
    return Said(process.returncode, out, err)


def files_of(home: Path) -> dict[str, Any]:
    """Everything that is kept, without what bears the time of its writing."""
    kept = {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and "sao-luu" not in path.parts and not path.name.endswith(".lock")
    }
    notes = kept.pop("du-lieu/so-tay/2026.toml")
    told = [
        {key: value for key, value in one.items() if key != "ma"} for one in tomllib.loads(notes.decode())["so_tay"]
    ]
    return kept | {"notes": told, "files": sorted(kept)}


# Streams that are not there


@pytest.mark.parametrize("command", SOME, ids=str)
def test_a_reader_who_has_seen_enough_ends_nothing_badly(home: Path, command: Command) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # as `| true`; the surest form of `| head -1`
    process = started(command, home, stdout=writer, stdin=subprocess.PIPE)
    os.close(writer)

    _, err = process.communicate(command.stdin or b"", timeout=PATIENCE)

    assert process.returncode == command.code
    assert (b"Traceback" in err, b"Broken" in err, b"Exception" in err) == (False, False, False)


@pytest.mark.parametrize("command", SOME, ids=str)
def test_a_command_does_its_work_without_some_of_its_streams(lived: Path, home: Path, command: Command) -> None:
    plain = run(*command.args, home=home, place=HERE, stdin=command.stdin)
    left = files_of(home)

    ways = (">&-", "2>&-", ">&- 2>&-")
    for closed in ways if ALL else ways[len(str(command)) % 3 :][:1]:
        copy_of(lived, home)
        said = with_closed(command, home, closed)

        assert said.code == command.code, f"{closed}: {said.err}"
        if not command.tells_the_place:
            assert said.raw_out == (b"" if closed.startswith(">") else plain.raw_out)
        assert said.raw_err == (b"" if "2" in closed else plain.raw_err)
        assert files_of(home) == left


@pytest.mark.parametrize(
    "command",
    [one for one in ALL_COMMANDS if one not in HELP and not one.stdin][:: 1 if ALL else 4]
    + [one for one in ERRORS if one.code == 5],
    ids=str,
)
def test_a_command_that_asks_nothing_needs_no_input(home: Path, command: Command) -> None:
    said = with_closed(command, home, "<&-")

    assert (said.code, "lỗi nội bộ" in said.err) == (command.code, False), said.err


def test_an_input_that_is_closed_is_no_note_and_no_file(home: Path) -> None:
    note = with_closed(Command("ghi -"), home, "<&-")
    answers = with_closed(Command("kiem-diem 2026 --tra-loi -"), home, "<&-")

    assert (note.code, "Chưa có nội dung" in note.err) == (2, True)
    assert (answers.code in (2, 4), "Đầu vào chuẩn" in answers.err) == (True, True)


# Terminals that go away


def begin_anew(home: Path) -> None:
    """Remove years and notes; the profile stays."""
    for kept in ("kiem-diem", "so-tay"):
        for path in (home / "du-lieu" / kept).iterdir():
            path.unlink()


def after(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "du-lieu" / "kiem-diem" / "2026.toml").read_text(encoding="utf-8"))


def test_a_window_that_is_closed_over_its_shell_keeps_what_was_half_typed(home: Path) -> None:
    # The shell passes the signal on after the terminal is gone: sometimes before the program notices, sometimes after.
    assert run("ho-so", "--dat", "chi_bo=Chi bộ 3", home=home, place=HERE).code == 0
    for _ in range(share(40, 2)):
        begin_anew(home)
        shell = ("bash", "--norc", "-ic", f"'{TUPHE}' {' '.join(FIRST_GROUP)}; true")
        with typing(home=home, place=Place(80, Kind.COLOUR), command=shell) as screen:
            open_page(screen).type("Nửa câu").wait_for("Nửa câu")
            screen.hang_up()
            until = time.monotonic() + PATIENCE
            while not (kept := after(home).get("dang_go")) and time.monotonic() < until:
                time.sleep(0.05)

        assert [draft["noi_dung"] for draft in kept or ()] == ["Nửa câu"]


def test_ctrl_c_between_two_screens_is_not_lost(home: Path) -> None:
    # There it is a signal and no key; raised while garbage is collected, Python prints it and goes on.
    assert run("ho-so", "--dat", "chi_bo=Chi bộ 3", home=home, place=HERE).code == 0
    for number in range(share(60, 6)):
        begin_anew(home)
        with typing(*FIRST_GROUP, home=home, place=Place(80, Kind.COLOUR)) as screen:
            screen.wait_for("· 0/7 mục", BOARD, "lưu và dừng").type("2").see("· 1/7 mục").type(HOME + ENTER)
            time.sleep(number / 2000)
            screen.process.kill(signal.SIGINT)
            assert screen.finish() == 130
        assert "Traceback" not in screen.written
        assert after(home)["muc"][0]["muc_do"] == "tot"


LONG: Final = ["tieu-chi xem trach-nhiem", "xem 2026 --json", "xuat 2026"]
"""More than a terminal takes before somebody reads it."""


@pytest.mark.parametrize("line", LONG[: share(3, 2)])
@pytest.mark.parametrize("how", ["the terminal is gone", "SIGHUP", "SIGTERM"])
def test_a_long_output_that_nobody_reads_any_more_ends_quietly(home: Path, line: str, how: str) -> None:
    reader, writer = pty.openpty()
    process = started(Command(line), home, stdout=writer)
    os.close(writer)
    try:
        assert os.read(reader, 1)  # it has begun; the terminal's buffer is soon full
        time.sleep(0.3)
        assert process.poll() is None, "too short to be caught in the middle"
        if how.startswith("SIG"):
            process.send_signal(signal.Signals[how])
        else:
            os.close(reader)
            reader = -1
        _, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
        if reader >= 0:
            os.close(reader)

    assert process.returncode in ((130, -signal.SIGALRM) if how.startswith("SIG") else (0, 7, 130, -signal.SIGHUP))
    for sign in ("Traceback", "Exception", "lỗi nội bộ"):
        assert sign not in err.decode()


# A clock that jumps back


class _Clock(datetime):
    """Goes by `time.time`, which a run on another day moves."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)


@pytest.fixture
def on_day(two_years: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Run]:
    """Give the program on another day, as if the computer's clock had been set: `on_day("2026-11-20")`."""
    monkeypatch.setattr(tuphe.storage.versions, "datetime", _Clock)
    return lambda day: partial(two_years, TODAY=day)


def save(tuphe: Run, folder: Path, written: str) -> bytes:
    """Save one answer, and return the year's file as it then is."""
    answers = f'nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\nket_qua = ["{written}"]\n'
    said = tuphe("kiem-diem", "2026", "--tra-loi", "-", stdin=answers)
    assert said.code == 0, said.err
    return (folder / "kiem-diem" / "2026.toml").read_bytes()


def versions(folder: Path) -> list[bytes]:
    """The earlier versions of 2026, in the order of their names."""
    return [path.read_bytes() for path in sorted((folder / "sao-luu" / "kiem-diem" / "2026").glob("*.toml"))]


def test_every_version_stands_in_its_turn_when_the_clock_jumps_back(folder: Path, on_day: Callable[[str], Run]) -> None:
    later, earlier = on_day("2026-11-20"), on_day("2026-11-10")
    saved = [save(later if number <= 3 else earlier, folder, f"Lần {number}.") for number in range(1, 7)]

    assert versions(folder)[-5:] == saved[:-1]


def test_the_newest_versions_are_kept_beside_many_of_a_later_day(folder: Path, on_day: Callable[[str], Run]) -> None:
    kept = folder / "sao-luu" / "kiem-diem" / "2026"
    kept.mkdir(parents=True)
    for second in range(55):
        (kept / f"2026-11-20T12-00-{second:02}.000000.toml").write_text(f"# {second}\n", encoding="utf-8")

    saved = [save(on_day("2026-11-10"), folder, f"Lần {number}.") for number in range(4)]

    assert [one for one in saved[:-1] if one not in versions(folder)] == []


def test_a_year_is_closed_and_opened_again_whatever_the_clock_says(folder: Path, on_day: Callable[[str], Run]) -> None:
    later, earlier = on_day("2026-12-20"), on_day("2026-12-01")
    assert later("chot", "2026", "--van-chot").code == 0
    closed = (folder / "kiem-diem" / "2026.toml").read_bytes()

    assert earlier("mo-lai", "2026").code == 0
    assert b'"chot"' not in save(earlier, folder, "Sửa lại.")
    assert earlier("chot", "2026", "--van-chot").code == 0

    assert closed in versions(folder)
    said = earlier("xem", "2026")
    assert (said.code, "1/12/2026" in said.out) == (0, True)


def test_notes_are_listed_by_day_and_undone_by_turn_whatever_the_clock_said(on_day: Callable[[str], Run]) -> None:
    later, earlier = on_day("2026-11-20"), on_day("2026-11-10")
    assert later("ghi", "Ghi trước, ngày sau").code == earlier("ghi", "Ghi sau, ngày trước").code == 0
    listed = json.loads(earlier("so-tay", "2026", "--json").out)["so_tay"]
    assert earlier("so-tay-sua", "2026", "--hoan-tac").code == 0
    left = json.loads(earlier("so-tay", "2026", "--json").out)["so_tay"]

    assert [note["ngay"] for note in listed] == ["2026-11-10", "2026-11-20"]
    assert [note["noi_dung"] for note in left] == ["Ghi trước, ngày sau"]


@pytest.mark.parametrize("day", ["2010-01-01", "2000-01-01"])
def test_a_computer_that_forgot_the_year_loses_nothing(folder: Path, on_day: Callable[[str], Run], day: str) -> None:
    def kept() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*.toml")}

    assert on_day("2026-11-20")("ghi", "Một việc").code == 0
    before = kept()

    told = [
        on_day(day)(*command.split())
        for command in ("danh-sach", "xu-huong", "xem 2026", "so-sanh 2026", "so-tay 2026", "xem")
    ]

    assert [one.err for one in told if one.code not in (0, 2, 3)] == []
    assert "Hoàn thành tốt nhiệm vụ" in told[0].out
    assert kept() == before
