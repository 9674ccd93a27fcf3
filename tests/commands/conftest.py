"""What the tests of the commands share: runs beside the plain one, and what a refusal must look like."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pyrage
import pytest

from conftest import EXAMPLES, command_line
from support.locked import QuickPassphrase
from support.pages import english
from support.program import Result, Run, begun, run_here
from support.slips import SECRET


class RunBytes(Protocol):
    def __call__(
        self, *args: str, env: Mapping[str, str] | None = None, preexec: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[bytes]: ...


class Edit(Protocol):
    def __call__(self, change: str) -> Result: ...


class Refuses(Protocol):
    def __call__(
        self, *args: str, code: int, says: tuple[str, ...] = (), stdin: str | bytes = b"", **env: str
    ) -> Result: ...


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a passphrase hard to guess takes a second; only processes take it here."""
    monkeypatch.setattr(pyrage, "passphrase", QuickPassphrase())


CHANGED = 'nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "xuat-sac"\nket_qua = ["Tiết kiệm 13 ram giấy."]\n'
NOTE = "Số hoá xong 1.240 hồ sơ của phòng."


@pytest.fixture(scope="session")
def used_on_file(tmp_path_factory: pytest.TempPathFactory, two_years_on_file: Path) -> Path:
    """A folder with both example years, one changed and one closed, their versions, a note and a profile."""
    folder = Path(shutil.copytree(two_years_on_file, tmp_path_factory.mktemp("da-dung") / "du-lieu"))
    env = os.environ | {"HOME": str(folder.parent), "TUPHE_THU_MUC": str(folder)}
    for args in (
        ("kiem-diem", "--tra-loi", "-"),
        ("ghi", NOTE, "--ngay", "2026-05-02"),
        ("ho-so", "--dat", "ho_ten=Nguyễn Thị Mẫu"),
        ("chot", "2025", "--van-chot"),
    ):
        assert run_here(args, CHANGED, cwd=folder.parent, env=env).code == 0
    return folder


@pytest.fixture
def used(tuphe: Run, folder: Path, used_on_file: Path) -> Run:
    """The program, with a folder that was used for a while."""
    shutil.copytree(used_on_file, folder)
    return tuphe


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str], str]:
    """Make an editor that does a change, lines of Python, to the `text` of the file it is given; return its command."""

    def make(change: str) -> str:
        script = tmp_path / "soan-thao.py"
        script.write_text(
            "import pathlib, re, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            f"{change}\n"
            "path.write_text(text, encoding='utf-8')\n",
            encoding="utf-8",
        )
        return command_line(sys.executable, "-IS", str(script))

    return make


@pytest.fixture
def tuphe_bytes(environment: dict[str, str], tmp_path: Path) -> RunBytes:
    """Run a command to its end, and give its output as bytes."""

    def run(
        *args: str, env: Mapping[str, str] | None = None, preexec: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        pipe: Any = subprocess.PIPE
        there = environment | dict(env or {})
        running = begun(args, env=there, preexec=preexec, cwd=tmp_path, stdin=pipe, stdout=pipe, stderr=pipe)
        out, err = running.communicate(timeout=60)
        return subprocess.CompletedProcess(args, running.returncode, out, err)

    return run


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """Take a picture of all that stands on the disk: every file's content, every folder, every right."""

    def look() -> dict[str, Any]:
        return {str(path.relative_to(tmp_path)): _seen(path) for path in sorted(tmp_path.rglob("*"))}

    return look


@pytest.fixture
def refuses(tuphe: Run, on_disk: Callable[[], dict[str, Any]]) -> Refuses:
    """Run a command that must be refused: by its exit code, one Vietnamese sentence, and nothing else at all.

    `says` are words that the sentence must have: the file, the place, what to do.
    """

    def run(*args: str, code: int, says: tuple[str, ...] = (), stdin: str | bytes = b"", **env: str) -> Result:
        before = on_disk()
        result = tuphe(*args, stdin=stdin, **env)

        assert result.code == code, result.err
        assert result.out == ""
        assert on_disk() == before
        assert "Traceback" not in result.err
        assert SECRET not in result.err
        assert english(result.err) == []
        assert any(letter in result.err for letter in "áàảãạăâđêếệôơốộưừữựíìĩýỳ")
        for words in says:
            assert words in result.err
        return result

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Write a file beside the program's folder and give its name: `file("nam = 2026")`."""
    return lambda content, name="tra-loi.toml": _put(tmp_path / name, content).name


def _put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def year_file(folder: Path) -> Callable[..., Path]:
    """Put a year on the disk as it is given, whether tuphe would write it so or not."""
    return lambda content, year=2026: _put(folder / "kiem-diem" / f"{year}.toml", content)


@pytest.fixture
def own_checklist(folder: Path) -> Callable[..., Path]:
    """Put a checklist of one's own where tuphe looks for it."""
    return lambda content, name="rieng": _put(folder / "tieu-chi" / f"{name}.toml", content)


@pytest.fixture
def table(folder: Path) -> Path:
    """The example table of points, where tuphe looks for the person's own."""
    path = _put(folder / "tieu-chi" / "bang-diem.toml", (EXAMPLES / "bang-diem.toml").read_bytes())
    folder.chmod(0o700)
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB with nothing on it."""
    place = tmp_path / "o-dia"
    place.mkdir()
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("no mount here")
    if made.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def _seen(path: Path) -> Any:
    known = path.lstat()
    if path.is_symlink():
        return str(path.readlink())
    if not path.is_file():
        return oct(known.st_mode)
    return oct(known.st_mode), path.read_bytes() if known.st_size < 5_000_000 else known.st_size
