"""The places where the program may be run: how wide, what kind of terminal, which encoding."""

import os
import pty
import re
import shutil
import subprocess
import termios
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Final

from conftest import EXAMPLES
from support.program import TUPHE, become, begun, load_everything
from support.screen import CONTROL, Screen

PATIENCE: Final = 60.0
"""Seconds after which a run that does not end is a failure."""

COLOUR: Final = re.compile(r"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_SIGNS_LIKE_LETTERS: Final = str.maketrans({"▼": "v", "✓": "v", "☒": "x", "×": "x", "đ": "d", "Đ": "D"})
"""What some signs and letters become where the encoding has not got them."""


class Kind(Enum):
    """What the program's streams are connected to."""

    COLOUR = "colour"
    NO_COLOUR = "NO_COLOR"
    DUMB = "TERM=dumb"
    PIPES = "pipes"


class Encoding(Enum):
    """What the program believes the reader's encoding to be."""

    UTF8 = "utf-8"
    ASCII = "ascii"
    CP1258 = "cp1258"
    CP1252 = "cp1252"


@dataclass(frozen=True)
class Place:
    """One place where the program may be run."""

    columns: int
    kind: Kind
    encoding: Encoding = Encoding.UTF8

    def __str__(self) -> str:
        return f"{self.columns} {self.kind.value} {self.encoding.value}"

    @property
    def env(self) -> dict[str, str]:
        """What the environment says of this place."""
        match self.encoding:
            case Encoding.ASCII:
                coded = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
            case Encoding.UTF8:
                coded = {"LC_ALL": "C.UTF-8"}
            case _:
                coded = {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": self.encoding.value}
        match self.kind:
            case Kind.COLOUR:
                return coded | {"TERM": "xterm-256color"}
            case Kind.NO_COLOUR:
                return coded | {"TERM": "xterm-256color", "NO_COLOR": "1"}
            case Kind.DUMB:
                return coded | {"TERM": "dumb"}
            case Kind.PIPES:
                return coded | {"COLUMNS": str(self.columns)}


@dataclass(frozen=True)
class Said:
    """What one run wrote, as bytes and as its reader sees it."""

    code: int
    raw_out: bytes
    raw_err: bytes
    encoding: Encoding = field(default=Encoding.UTF8)

    @property
    def out(self) -> str:
        return _read(self.raw_out, self.encoding)

    @property
    def err(self) -> str:
        return _read(self.raw_err, self.encoding)

    @property
    def both(self) -> str:
        return f"{self.out}\n{self.err}"


def base_environment(home: Path) -> dict[str, str]:
    """An environment with a home of its own and nothing that says where we are."""
    places = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES", "COLORTERM", "LANG", "SSH_CONNECTION", "SSH_TTY")
    given = ("PYTHON", "LC_", "TUPHE_")
    kept = {name: value for name, value in os.environ.items() if name not in places and not name.startswith(given)}
    for name in ("VISUAL", "EDITOR", "DISPLAY"):
        kept.pop(name, None)
    return kept | {"HOME": str(home), "TUPHE_THU_MUC": str(home / "du-lieu"), "PYTHONWARNDEFAULTENCODING": "1"}


def run(
    *args: str,
    home: Path,
    place: Place,
    stdin: bytes | None = None,
    command: tuple[str, ...] = (TUPHE,),
    env: Mapping[str, str] | None = None,
) -> Said:
    """Run a command to its end in a place.

    On a terminal, output and remarks go to a terminal each, to be read apart;
    the input is the first of them, or a pipe when `stdin` is given.
    """
    environment = base_environment(home) | place.env | dict(env or {})
    if place.kind is not Kind.PIPES:
        return _on_terminals([*command, *args], home, environment, place, stdin)
    pipe = subprocess.PIPE
    process = _started([*command, *args], home, environment, stdin=pipe, stdout=pipe, stderr=pipe)
    out, err = process.communicate(stdin or b"", timeout=PATIENCE)
    return Said(process.returncode, out, err, place.encoding)


def _forks(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a process that was forked, and so is there at once, is the same as one begun anew: not where Python is
    told of a locale, of a clock or of how closely to look."""
    told = (name for name in environment if name.startswith("PYTHON"))
    return command[0] == TUPHE and set(told) <= {"PYTHONIOENCODING", "PYTHONWARNDEFAULTENCODING"}


def _started(
    command: Sequence[str], home: Path, environment: Mapping[str, str], **streams: Any
) -> subprocess.Popen[bytes]:
    if _forks(command, environment):
        return begun(command[1:], env=environment, cwd=home, **streams)
    return subprocess.Popen(command, cwd=home, env=dict(environment), **streams)


@contextmanager
def typing(*args: str, home: Path, place: Place, command: tuple[str, ...] = (TUPHE,)) -> Iterator[Screen]:
    """Type in a place; what is waited for is compared by its letters, whatever became of their marks."""
    environment = base_environment(home) | place.env
    load_everything()
    screen = Screen(
        [*command, *args],
        cwd=home,
        env=environment,
        forked=partial(become, args) if _forks(command, environment) else None,
        columns=place.columns,
        encoding=place.encoding.value,
        letters=letters,
    )
    try:
        yield screen
    finally:
        if screen.process.ptyproc.isalive():
            screen.kill()


def make_folder(home: Path) -> Path:
    """Put both example years, a profile, a note and two bad files into a home, for many runs to copy."""
    home.mkdir(parents=True, exist_ok=True)
    here = Place(80, Kind.PIPES)
    for args in (
        ("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml")),
        ("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml")),
        ("ho-so", "--dat", "ho_ten=Nguyễn Thị Minh", "--dat", "don_vi=Sở Nội vụ", "--dat", "mau=2B"),
        ("ghi", "Số hoá 1.240 hồ sơ, trước hạn 15 ngày", "--muc", "can-kiem", "--ngay", "2026-05-02"),
        ("ghi", "Được biểu dương ở kỳ họp tháng 6", "--ngay", "2026-06-30"),
        ("chot", "2025", "--van-chot"),
        ("tieu-chi", "tao", "rieng.toml"),
    ):
        said = run(*args, home=home, place=here)
        assert said.code == 0, said.err
    (home / "sai.toml").write_text('nam = 2026\nketqua = "Chuyện riêng"\n', encoding="utf-8")
    (home / "san.md").write_text("đã có\n", encoding="utf-8")
    return home


def copy_of(home: Path, to: Path) -> Path:
    """Put a fresh copy of a home in the place of the one that was used before."""
    if to.exists():
        for closed in to.rglob("*.toml"):
            closed.chmod(0o600)
        shutil.rmtree(to)
    shutil.copytree(home, to)
    return to


def letters(text: str) -> str:
    """The letters and digits of a page without marks, whatever the signs and line breaks between them."""
    bare = unicodedata.normalize("NFD", CONTROL.sub("", text).translate(_SIGNS_LIKE_LETTERS))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())


def words(text: str) -> str:
    """All letters of a page with their marks, whatever the signs and line breaks between them."""
    whole = unicodedata.normalize(
        "NFC", CONTROL.sub("", text).replace("▼", "v").replace("✓", "v").replace("☒", "x").replace("×", "x")
    )
    return "".join(letter for letter in whole if letter.isalnum())


def in_encoding(text: str, encoding: Encoding) -> str:
    """Return `text` with the marks that an encoding has: all of Vietnamese in Windows-1258, some in 1252."""
    if encoding in (Encoding.UTF8, Encoding.CP1258):
        return text
    return "".join(one if one.encode(encoding.value, "ignore") else letters(one) for one in text)


def as_typed(text: str, encoding: Encoding) -> bytes:
    """The bytes that a keyboard of this encoding sends: in Windows-1258 a tone is a mark of its own."""
    if encoding is not Encoding.CP1258:
        return text.encode(encoding.value)
    return "".join(_toned_apart(letter) for letter in text).encode(encoding.value)


def too_wide(text: str, columns: int) -> list[str]:
    """The lines that a reader with so many columns sees broken: marks of their own take none."""
    rows = {line: CONTROL.sub("", line).rstrip() for line in text.splitlines()}
    return [line for line, seen in rows.items() if sum(not unicodedata.combining(one) for one in seen) > columns]


def _toned_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tones


def _read(raw: bytes, encoding: Encoding) -> str:
    return raw.decode(encoding.value).replace("\r\n", "\n")


def _on_terminals(
    command: list[str], home: Path, environment: Mapping[str, str], place: Place, stdin: bytes | None
) -> Said:
    (out, out_end), (err, err_end) = _terminal(place.columns), _terminal(place.columns)
    try:
        given = out_end if stdin is None else subprocess.PIPE
        streams = {"stdin": given, "stdout": out_end, "stderr": err_end}
        process = _started(command, home, environment, start_new_session=True, **streams)
    finally:
        os.close(out_end)
        os.close(err_end)
    with ThreadPoolExecutor() as readers:
        said = [readers.submit(_read_to_the_end, one) for one in (out, err)]
        try:
            process.communicate(stdin, timeout=PATIENCE)
        finally:
            process.kill()
            process.wait()
    os.close(out)
    os.close(err)
    return Said(process.returncode, said[0].result(), said[1].result(), place.encoding)


def _read_to_the_end(reader: int) -> bytes:
    said = b""
    with suppress(OSError):  # how Linux says that nobody has the other end any more
        while part := os.read(reader, 65536):
            said += part
    return said


def _terminal(columns: int) -> tuple[int, int]:
    reader, writer = pty.openpty()
    termios.tcsetwinsize(writer, (40, columns))
    return reader, writer
