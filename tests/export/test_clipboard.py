"""The clipboard: over SSH the terminal's own; elsewhere both flavours, as Windows and macOS are handed them.

Neither system is at hand in a test. What each of them reads is held against
its documented format; for macOS its programs are played by small scripts.
"""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path

import pyperclip
import pytest

from support.documents import example_summary
from tuphe.errors import CannotWrite, ExitCode
from tuphe.export.formats import render
from tuphe.terminal.clipboard import applescript, copy, windows_html


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_terminal_is_asked_to_take_the_text(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "1")

    sequence = copy("Số hoá 1.240 hồ sơ\n")

    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert base64.b64decode(sequence[7:-1]).decode() == "Số hoá 1.240 hồ sơ\n"


def test_over_ssh_a_text_longer_than_terminals_take_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "1")

    with pytest.raises(CannotWrite, match="bảng nhớ tạm") as refused:
        copy("Bí mật 7391 " * 10_000)

    assert refused.value.exit_code is ExitCode.CANNOT_WRITE
    assert "7391" not in str(refused.value)


def test_a_clipboard_that_takes_the_text_a_moment_later_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    looks = iter(["", "bản cũ", "Số hoá 1.240 hồ sơ"])
    monkeypatch.setattr(pyperclip, "copy", len)
    monkeypatch.setattr(pyperclip, "paste", lambda: next(looks))

    assert copy("Số hoá 1.240 hồ sơ\n") == ""


TEXT = "Sửa xong “ba” việc \\ hết.\n"
PAGE = "<html><head><meta charset='utf-8'></head><body><p>Sửa xong <b>ba</b> việc</p></body></html>"

AS_ON_A_MAC = """
import platform, sys
sys.platform = "darwin"
platform.system = lambda: "Darwin"
from tuphe.terminal.clipboard import copy
print(repr(copy(sys.argv[1], sys.argv[2])))
"""

OSASCRIPT = """#!/usr/bin/env python3
import re, sys
from pathlib import Path
script = sys.stdin.read()
flavours = {kind: bytes.fromhex(data) for kind, data in re.findall(r"«data (utf8|HTML)([0-9a-f]*)»", script)}
for kind, data in flavours.items():
    Path(__file__).with_name(f"board-{kind}").write_bytes(data)
"""


def offsets(written: bytes) -> dict[str, int]:
    return {name: int(place) for name, place in re.findall(r"(\w+):(\d{10})", written.decode())}


@pytest.mark.parametrize("page", [PAGE, str(render(example_summary(2026), "html"))], ids=["short", "a whole year"])
def test_windows_is_told_in_bytes_where_the_page_and_its_body_begin_and_end(page: str) -> None:
    written = windows_html(page)

    at = offsets(written)
    body = page.partition("<body>")[2].partition("</body>")[0]
    assert written.startswith(b"Version:0.9\r\n")
    assert written[at["StartFragment"] : at["EndFragment"]].decode() == body
    assert (
        written[at["StartHTML"] :].decode().replace("<!--StartFragment-->", "").replace("<!--EndFragment-->", "")
        == page
    )
    assert at["EndHTML"] == len(written)


def test_the_script_for_macos_carries_both_flavours_and_no_readable_text() -> None:
    script = applescript(TEXT, PAGE)

    found = dict(re.findall(r"«data (utf8|HTML)([0-9a-f]*)»", script))
    assert {kind: bytes.fromhex(data).decode() for kind, data in found.items()} == {"utf8": TEXT, "HTML": PAGE}
    assert "việc" not in script
    assert '"' not in script


def put_on_a_mac(folder: Path, programs: dict[str, str]) -> str:
    for name, script in programs.items():
        program = folder / name
        program.write_text(script, encoding="utf-8")
        program.chmod(0o755)
    env = {name: value for name, value in os.environ.items() if not name.startswith("SSH_")}
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_A_MAC, TEXT, PAGE],
        env=env | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_on_a_mac_both_flavours_arrive_and_the_text_alone_where_html_is_refused(tmp_path: Path) -> None:
    board = tmp_path / "board-utf8"
    taking = {"osascript": OSASCRIPT, "pbpaste": f'#!/bin/sh\ncat "{board}"\n'}
    refusing = {"osascript": "#!/bin/sh\nexit 1\n", "pbcopy": f'#!/bin/sh\ncat > "{board}"\n'}

    assert put_on_a_mac(tmp_path, taking) == "''"
    assert board.read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "board-HTML").read_text(encoding="utf-8") == PAGE
    board.unlink()
    assert put_on_a_mac(tmp_path, refusing) == "''"
    assert board.read_text(encoding="utf-8") == TEXT


def test_the_persons_text_is_never_an_argument_of_a_program(tmp_path: Path) -> None:
    record = f'#!/bin/sh\necho "$0 $@" >> "{tmp_path}/arguments"\ncat > /dev/null\nexit 1\n'

    with pytest.raises(subprocess.CalledProcessError) as failed:
        put_on_a_mac(tmp_path, dict.fromkeys(("osascript", "pbcopy", "pbpaste"), record))

    started = (tmp_path / "arguments").read_text(encoding="utf-8")
    assert "CannotWrite" in failed.value.stderr
    assert "osascript" in started
    assert "việc" not in started
