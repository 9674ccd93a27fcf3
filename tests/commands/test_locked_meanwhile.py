"""A command that was open when the folder was locked, or unlocked, in another window: every command that writes."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from commands.conftest import CHANGED
from conftest import ROOT, Open
from support.locked import KNOWN, PASSPHRASE, lock_quickly, plain_files, wait_for_the_lock_of
from support.program import Run, begun
from support.screen import ENTER
from tuphe.errors import FolderInUse
from tuphe.storage.files import locked as in_use

WORDS: Final = "Viết lúc đang khoá 4711"
CHANGE: Final = CHANGED.replace("Tiết kiệm 13 ram giấy.", WORDS)

WRITING: Final = {
    "kiem-diem": (("kiem-diem", "--tra-loi", "-"), CHANGE),
    "kiem-diem, a new year": (("kiem-diem", "2027", "--tra-loi", "-"), CHANGE.replace("2026", "2027")),
    "chot": (("chot", "2026", "--van-chot"), ""),
    "mo-lai": (("mo-lai", "2025"), ""),
    "khoi-phuc": (("khoi-phuc", "2026", "--lay", "2"), ""),
    "khoi-phuc 0": (("khoi-phuc", "2026", "--lay", "0"), ""),
    "ho-so": (("ho-so", "--dat", f"ho_ten={WORDS}"), ""),
    "ghi": (("ghi", WORDS, "--ngay", "2026-06-01"), ""),
    "so-tay-sua": (("so-tay-sua", "2026", "--hoan-tac"), ""),
}
TYPED: Final = ("kiem-diem", "kiem-diem, a new year", "ho-so", "ghi")


@pytest.fixture
def ready(used: Run, folder: Path) -> Path:
    """An open folder that was used for a while, with a copy that lies beside a year."""
    shutil.copyfile(folder / "kiem-diem" / "2026.toml", folder / "kiem-diem" / "2026 (1).toml")
    return folder


def opened_by_hand(folder: Path, run: Run) -> str:
    """All that a locked folder has once it is unlocked."""
    assert run("mo-khoa", **KNOWN).code == 0
    return b"\n".join(plain_files(folder).values()).decode()


def in_the_open(folder: Path) -> list[str]:
    """What lies in a folder and is neither encrypted, nor empty, nor the mark."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".age")
    return [path.name for path in files if path.name != "khoa.toml" and path.stat().st_size]


@pytest.mark.skipif(os.name == "nt", reason="nothing tells there who waits for a lock")
@pytest.mark.parametrize("name", WRITING)
def test_what_is_written_after_the_folder_was_locked_is_encrypted_or_refused_with_its_text(
    ready: Path, tuphe: Run, environment: dict[str, str], tmp_path: Path, name: str
) -> None:
    (args, stdin), before = WRITING[name], plain_files(ready)
    answers = tmp_path / "vao"
    answers.write_text(stdin, encoding="utf-8")
    with in_use(ready / "khoa.toml", FolderInUse()), answers.open("rb") as given:
        running = begun(args, env=environment, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wait_for_the_lock_of(running)
        lock_quickly(ready)
    told = running.communicate(timeout=60)[1].decode()

    assert running.returncode in (0, 6), told
    assert in_the_open(ready) == []
    if running.returncode == 6:
        assert "Thư mục vừa được khoá ở một cửa sổ khác" in told
    held_now = opened_by_hand(ready, tuphe)
    assert all(content.decode() in held_now for content in before.values())
    assert name not in TYPED or WORDS in held_now, told


@pytest.mark.parametrize("name", WRITING)
def test_a_command_during_whose_passphrase_the_folder_was_unlocked_is_refused(
    ready: Path, used: Run, tmp_path: Path, name: str
) -> None:
    before, plain = plain_files(ready), shutil.copytree(ready, tmp_path / "da-mo")
    lock_quickly(ready)
    asked = tmp_path / "hoi"  # another window unlocks the folder while the passphrase is asked
    asked.write_text(f"rm -rf '{ready}'/* && cp -a '{plain}/.' '{ready}'\nprintf %s '{PASSPHRASE}'\n", encoding="utf-8")
    args, stdin = WRITING[name]

    done = used(*args, stdin=stdin, TUPHE_MAT_KHAU_LENH=f"sh {asked}")

    if name in ("ghi", "khoi-phuc 0"):  # which ask for no passphrase: nobody unlocked anything
        assert (done.code, plain_files(ready)) == (0, {})
        return
    assert done.code == 6
    assert "Thư mục vừa được mở khoá ở một cửa sổ khác" in done.err
    assert plain_files(ready) == before
    assert list(ready.rglob("*.age")) == []


def other_window(folder: Path, tmp_path: Path, done: str, change: str) -> str:
    """Make an editor during which a function of `support.locked` is called elsewhere; it does `change`, in Python."""
    script = tmp_path / "soan-thao.py"
    script.write_text(
        f"import pathlib, sys\nsys.path.insert(0, {str(ROOT / 'tests')!r})\npath = pathlib.Path(sys.argv[1])\n"
        f"from support.locked import {done}\n{done}(pathlib.Path({str(folder)!r}))\n"
        f"text = path.read_text(encoding='utf-8')\n{change}\npath.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    return shlex.join([sys.executable, str(script)])


@pytest.mark.parametrize("meanwhile", ["lock_quickly", "open_quickly"])
@pytest.mark.parametrize(
    ("change", "code"),
    [(f"text = text.replace('Số hoá', '{WORDS}')", 0), (f"text += '{WORDS} [['", 4)],
    ids=["taken", "kept to be mended"],
)
def test_an_editor_that_was_open_when_the_folder_was_locked_or_unlocked_loses_nothing(
    ready: Path, used: Run, tmp_path: Path, change: str, code: int, meanwhile: str
) -> None:
    if meanwhile == "open_quickly":
        lock_quickly(ready)

    done = used("so-tay-sua", "2026", EDITOR=other_window(ready, tmp_path, meanwhile, change), **KNOWN)

    assert done.code == code, done.err
    if meanwhile == "lock_quickly":
        assert in_the_open(ready) == []
        assert ("2026.dang-sua.toml.age" in done.err) is bool(code)
        assert used("mo-khoa", **KNOWN).code == 0
    assert list(ready.rglob("*.age")) == []
    assert WORDS.encode() in b"\n".join(plain_files(ready).values())
    assert code or WORDS in used("so-tay", "2026").out


@pytest.mark.skipif(os.name == "nt", reason="nothing tells there what was read of a pipe")
def test_a_note_that_is_typed_while_the_folder_is_locked_is_encrypted(
    ready: Path, used: Run, environment: dict[str, str]
) -> None:
    import fcntl
    import termios

    pipe: Any = subprocess.PIPE
    typing = begun(("ghi", "-", "--ngay", "2026-06-01"), env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
    assert typing.stdin
    typing.stdin.write(WORDS[:9].encode())
    typing.stdin.flush()
    while any(fcntl.ioctl(typing.stdin, termios.FIONREAD, bytes(4))):
        assert typing.poll() is None, typing.communicate()
        time.sleep(0.002)  # until it has read that, and so waits for more
    lock_quickly(ready)

    told = typing.communicate(WORDS[9:].encode(), timeout=60)[1].decode()

    assert typing.returncode == 0, told
    assert in_the_open(ready) == []
    assert WORDS in opened_by_hand(ready, used)


@pytest.mark.parametrize("meanwhile", ["khoá", "mở khoá"])
def test_a_profile_that_is_being_asked_is_refused_and_its_text_lies_beside_as_the_folder_is_then(
    ready: Path, used: Run, terminal: Open, meanwhile: str
) -> None:
    passphrase: Any = KNOWN
    if meanwhile == "mở khoá":
        lock_quickly(ready)
    screen = terminal("ho-so", **passphrase).wait_for("Nguyễn Thị Mẫu")
    if meanwhile == "mở khoá":
        assert used("mo-khoa", **KNOWN).code == 0
    else:
        lock_quickly(ready)

    screen.type(f" {WORDS}{ENTER}").wait_for(f"Thư mục vừa được {meanwhile} ở một cửa sổ khác")

    assert screen.finish() == 6
    if meanwhile == "khoá":
        assert in_the_open(ready) == []
        assert "tuphe mo-khoa" in screen.record
        assert used("mo-khoa", **KNOWN).code == 0
    assert list(ready.rglob("*.age")) == []
    [kept] = ready.glob("ho-so.chua-thay-*.toml")
    assert kept.name[:20] in screen.record.replace("\r\n", "")
    assert WORDS in kept.read_text(encoding="utf-8")
