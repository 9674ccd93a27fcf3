"""Nothing leaves: the main job runs where there is no network at all, and nothing tries to reach one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Open
from support.a_paper import PAPER
from support.locked import KNOWN
from support.program import TUPHE, Run
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


COMMANDS = (
    ("ho-so", "--dat", "ho_ten=Lê An"),
    ("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml")),
    ("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml")),
    ("ghi", "Một việc.", "--ngay", "2026-05-02"),
    ("so-tay", "2026"),
    ("so-tay-sua", "2026"),
    ("xem", "2026"),
    ("so-sanh", "2026"),
    ("so-sanh", "2026", "--luu-anh", "anh.svg"),
    ("xu-huong",),
    ("tim", "hồ sơ"),
    ("danh-sach",),
    ("soat", "2026"),
    ("xuat", "2026", "--mau", "2B", "-o", "a.docx"),
    ("xuat", "2026", "--mau", "2B", "-o", "a.html"),
    ("xuat", "2026", "--chep"),
    ("nhap", "giay.txt", "--dong-y", "--nam", "2024"),
    ("khoi-phuc", "2026"),
    ("chot", "2026", "--van-chot"),
    ("mo-lai", "2026"),
    ("tieu-chi", "danh-sach"),
    ("mau", "danh-sach"),
    ("khoa",),
    ("mo-khoa",),
    ("chan-doan",),
)
BESIDE = KNOWN | {"EDITOR": "true", "DISPLAY": ""}


def without_network() -> list[str]:
    """What begins a command line that runs where there is no network at all; nothing where that cannot be had."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        return []
    return alone


def test_every_command_runs_as_installed_without_a_network_and_none_reaches_for_one(
    environment: dict[str, str], watched: dict[str, str], tmp_path: Path
) -> None:
    assert {command[0] for command in COMMANDS} == set(PROGRAMS) - {"chon"}  # which asks, and needs a terminal

    (tmp_path / "giay.txt").write_text(PAPER, encoding="utf-8")
    env, alone = environment | watched | BESIDE, without_network()

    for command in COMMANDS:
        done = subprocess.run(
            [*alone, TUPHE, *command], capture_output=True, env=env, cwd=tmp_path, timeout=60, check=False
        )

        assert (done.returncode, b"Warning" in done.stderr) == (0, False), (command, done.stderr.decode())

    assert not (tmp_path / "da-goi").exists()


def test_the_interview_reaches_for_no_network(terminal: Open, watched: dict[str, str], tmp_path: Path) -> None:
    there: Any = watched

    terminal("kiem-diem", "2026", **there).answer("Họ và tên?", CTRL_C).finish()

    assert not (tmp_path / "da-goi").exists()


def test_an_attempt_would_be_seen(environment: dict[str, str], watched: dict[str, str], tmp_path: Path) -> None:
    script = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"

    subprocess.run(["python3", "-c", script], env=environment | watched, check=True)

    assert "socket.connect" in json.loads((tmp_path / "da-goi").read_text(encoding="utf-8").splitlines()[0])


@pytest.mark.parametrize(
    "command", [("xem", "2026"), ("xuat", "2026", "-o", "b.docx"), ("ghi", "Một việc."), ("soat", "2026")]
)
def test_a_command_that_asks_nothing_loads_no_network_module(
    two_years: Run, process: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "nap").mkdir()
    (tmp_path / "nap" / "sitecustomize.py").write_text(
        "import atexit, sys\n"
        "names = {'socket', 'ssl', 'http.client', 'urllib.request', 'ftplib', 'smtplib', 'asyncio'}\n"
        "atexit.register(lambda: sys.stderr.write('nap:' + ','.join(sorted(names & set(sys.modules)))))\n",
        encoding="utf-8",
    )

    told = process(*command, PYTHONPATH=str(tmp_path / "nap")).err

    assert told.endswith("nap:")
