"""Nothing leaves: the main job runs where there is no network at all, and nothing tries to reach one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Open
from support.locked import KNOWN
from support.papers import PAPER
from support.screen import CTRL_C
from tuphe.cli import COMMANDS as PROGRAMS

WATCH = """
import json, os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto"):
        with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
            print(json.dumps([event, repr(arguments)]), file=file)

sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which every attempt to reach a network is written down."""
    (tmp_path / "rinh").mkdir()
    (tmp_path / "rinh" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path / "rinh"), "WATCHED": str(tmp_path / "da-goi")}


RUN = """
import atexit, json, os, sys
from tuphe.__main__ import main

NETWORK = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "asyncio"}

def tell():
    sys.stderr.flush()
    with open("nap", "w", encoding="utf-8") as file:
        json.dump(sorted(NETWORK & set(sys.modules)), file)

results = []
for command in json.load(sys.stdin):
    if not os.fork():
        for number, name in ((1, "ra"), (2, "loi")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        sys.argv = ["tuphe", *command]
        atexit.register(tell)
        sys.exit(main())
    code = os.waitstatus_to_exitcode(os.wait()[1])
    with open("loi", encoding="utf-8") as said, open("nap", encoding="utf-8") as loaded:
        results.append([command, code, said.read(), json.load(loaded)])
json.dump(results, sys.stdout)
"""
"""Runs commands, each in a process that has loaded no more than a program that is just beginning."""

COMMANDS = tuple(
    command.split()
    for command in (
        *("ho-so --dat ho_ten=Mẫu", f"kiem-diem --tra-loi {EXAMPLES}/2025.toml", "ghi Việc --ngay 2026-05-02"),
        *(f"kiem-diem --tra-loi {EXAMPLES}/2026.toml", "so-tay 2026", "so-tay-sua 2026", "xem 2026", "so-sanh 2026"),
        *("so-sanh 2026 --luu-anh anh.svg", "xu-huong", "tim hồ sơ", "danh-sach", "soat 2026", "xuat 2026 --chep"),
        *("xuat 2026 --mau 2B -o a.docx", "xuat 2026 --mau 2B -o a.html", "nhap giay.txt --dong-y --nam 2024"),
        *("khoi-phuc 2026", "chot 2026 --van-chot", "mo-lai 2026", "tieu-chi danh-sach", "mau danh-sach", "khoa"),
        *("mo-khoa", "chan-doan"),
    )
)
ASKS_NOTHING = ("xem", "ghi", "soat", "xuat")
BESIDE = KNOWN | {"EDITOR": "true", "DISPLAY": ""}


def without_network() -> list[str]:
    """What begins a command line that runs where there is no network at all; nothing where that cannot be had."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        return []
    return alone


def test_every_command_runs_without_a_network_and_none_reaches_for_one_and_those_that_ask_nothing_load_none(
    environment: dict[str, str], watched: dict[str, str], tmp_path: Path
) -> None:
    assert {command[0] for command in COMMANDS} == set(PROGRAMS) - {"chon"}  # which asks, and needs a terminal
    (tmp_path / "giay.txt").write_text(PAPER, encoding="utf-8")

    done = subprocess.run(
        [*without_network(), sys.executable, "-c", RUN],
        input=json.dumps(COMMANDS),
        capture_output=True,
        encoding="utf-8",
        env=environment | watched | BESIDE,
        cwd=tmp_path,
        check=True,
    )

    results = json.loads(done.stdout)
    assert len(results) == len(COMMANDS)
    assert [result for result in results if result[1] or "Warning" in result[2]] == []
    assert [(command, loaded) for command, *_, loaded in results if loaded and command[0] in ASKS_NOTHING] == []
    assert not (tmp_path / "da-goi").exists()


def test_the_interview_reaches_for_no_network(terminal: Open, watched: dict[str, str], tmp_path: Path) -> None:
    there: Any = watched

    terminal("kiem-diem", "2026", **there).answer("Họ và tên?", CTRL_C).finish()

    assert not (tmp_path / "da-goi").exists()


def test_an_attempt_would_be_seen(environment: dict[str, str], watched: dict[str, str], tmp_path: Path) -> None:
    script = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"

    subprocess.run(["python3", "-c", script], env=environment | watched, check=True)

    assert "socket.connect" in json.loads((tmp_path / "da-goi").read_text(encoding="utf-8").splitlines()[0])
