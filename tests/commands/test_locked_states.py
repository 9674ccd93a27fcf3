"""Any state that a folder may come to, as by a partial synchronisation, and any command: nothing is out of reach after.

The commands are called in this process, for there are many states; a passphrase costs nothing here
(tests/support/locked.py). Every text has a word of its own, so what can still be reached is what words can still be
read, plain or with the passphrase.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import pyrage
import pytest

from support.amount import share
from support.locked import KEYS, KNOWN, known_identity
from tuphe.cli.interview import conduct_interview
from tuphe.cli.locking import lock_folder, unlock_folder
from tuphe.cli.note import keep_note
from tuphe.cli.notebook import edit_notes, show_notes
from tuphe.cli.profile import edit_profile
from tuphe.cli.show import show_year
from tuphe.cli.versions import recover_year
from tuphe.cli.years import list_years
from tuphe.core.text import clean
from tuphe.errors import ExitCode, TuPheError

STATES: Final = share(4000, 60)
WORD: Final = re.compile(rb"chu[0-9]+x")
SOMEBODY_ELSE: Final = pyrage.x25519.Identity.generate()

YEARS: Final = ("kiem-diem/2025.toml", "kiem-diem/2026.toml", "kiem-diem/2026 (1).toml")
VERSIONS: Final = ("sao-luu/kiem-diem/2026/2026-05-01T10-00-00.000001.toml", "sao-luu/ho-so/2026-05-01T10-00-00.5.toml")
OTHERS: Final = ("ho-so.toml", "so-tay/2026.toml", "so-tay/2026.dang-sua.toml", *VERSIONS)
LEFTOVERS: Final = ("kiem-diem/2026.toml~", "so-tay/.2026.toml.swp", "ho-so.toml.bak")
UNFINISHED: Final = (".ho-so.toml.ab12cd34.tmp", "kiem-diem/.2026.toml.x1y2z3w4.tmp", "so-tay/.2026.toml.age.1.tmp")
NOTES: Final = ("20260501T100000-0a1b2c3d", "20260501T100000-0b1b2c3d", "thu-000001-0a1b2c3d", "thu-000007-0a1b2c3d")


@dataclass
class Made:
    """One state of a folder, made up from a number."""

    folder: Path
    dice: random.Random
    words: Iterator[int] = field(default_factory=lambda: count(1))

    def lay(self) -> None:
        """Lay everything out: of each file none, one or both of its plain and encrypted forms, of any age."""
        for name in (*YEARS, *OTHERS):
            kind = self.dice.choice(("none", "plain", "encrypted", "encrypted", "same", "differing"))
            content = self.text(name)
            if kind in ("encrypted", "same", "differing"):
                self.write(f"{name}.age", self.encrypted(content if kind != "differing" else self.text(name)))
            if kind in ("plain", "same", "differing"):
                self.write(name, content)
        for name in self.dice.sample(NOTES, self.dice.randrange(4)):
            self.write(f"so-tay/2026/{name}.toml.age", self.encrypted(self.note()))
        for name in (*LEFTOVERS, *UNFINISHED):
            if self.dice.random() < 0.2:
                self.write(name, b"chua xong" if name in UNFINISHED else self.word())
        self.keys()

    def keys(self) -> None:
        """Lay the mark and the identity: there, missing, of another folder or damaged."""
        for name, other in (
            ("khoa.age", b"age-encryption.org/v1\n"),
            ("khoa.toml", f'dinh_dang = 1\nnguoi_nhan = "{SOMEBODY_ELSE.to_public()}"\n'.encode()),
        ):
            kind = self.dice.choice(("there", "there", "there", "missing", "other"))
            if kind != "missing":
                self.write(name, (KEYS / name).read_bytes() if kind == "there" else other)

    def write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)
        path.chmod(self.dice.choice((0o600, 0o400)) if "kiem-diem" in name else 0o600)

    def encrypted(self, content: bytes) -> bytes:
        """Encrypt a content, at times damaged or to somebody else."""
        kind = self.dice.random()
        to = SOMEBODY_ELSE if kind < 0.05 else known_identity()
        done: bytes = pyrage.encrypt(content, [to.to_public()])
        return done[:-7] if kind > 0.95 else done

    def word(self) -> bytes:
        return f"chu{next(self.words)}x".encode()

    def text(self, name: str) -> bytes:
        if "so-tay" in name:
            return b"".join(self.note() for _ in range(self.dice.randrange(1, 4)))
        if "ho-so" in name:
            return b'dinh_dang = 1\nho_ten = "' + self.word() + b'"\n'
        year = b"2025" if "2025" in name else b"2026"
        return b"dinh_dang = 1\nnam = " + year + b'\nghi_chu = "' + self.word() + b'"\n'

    def note(self) -> bytes:
        word = self.word()
        return b'\n[[so_tay]]\nma = "' + word + b'"\nngay = 2026-05-01\nnoi_dung = "' + word + b'"\n'


def save(folder: Path) -> None:
    answers = folder.parent / "tra-loi.toml"
    answers.write_text('nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n', encoding="utf-8")
    conduct_interview(answers=answers, folder=folder)


COMMANDS: Final[dict[str, Callable[[Path], None]]] = {
    "khoa": lambda folder: lock_folder(folder=folder),
    "mo-khoa": lambda folder: unlock_folder(folder=folder),
    "xem": lambda folder: show_year(year=2026, folder=folder),
    "danh-sach": lambda folder: list_years(folder=folder),
    "kiem-diem": save,
    "ghi": lambda folder: keep_note(text="Trực 12 ca.", day="2026-06-01", folder=folder),
    "so-tay": lambda folder: show_notes(year=2026, folder=folder),
    "so-tay-sua": lambda folder: edit_notes(year=2026, folder=folder),
    "hoan-tac": lambda folder: edit_notes(year=2026, undo_last=True, folder=folder),
    "ho-so": lambda folder: edit_profile(changes=["so_trang=3"], folder=folder),
    "khoi-phuc": lambda folder: recover_year(year=2026, wanted=1, folder=folder),
    "khoi-phuc 0": lambda folder: recover_year(year=2026, wanted=0, folder=folder),
}


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the work out of the passphrase, and the questions out of editing."""

    def new_identity(passphrase: str) -> tuple[Any, bytes]:
        return known_identity(), (KEYS / "khoa.age").read_bytes()

    monkeypatch.setattr("tuphe.storage.encryption.locking.new_identity", new_identity)
    monkeypatch.setenv("TUPHE_MAT_KHAU_LENH", KNOWN["TUPHE_MAT_KHAU_LENH"])
    monkeypatch.setenv("EDITOR", "true")


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def identity_beside(path: Path, folder: Path) -> Any:
    """The identity that the passphrase gives for an encrypted file: the folder's, or the one it was set apart with."""
    apart = folder / "sao-luu" / "chua-mo-duoc"
    keys = (apart / path.relative_to(apart).parts[0] if apart in path.parents else folder) / "khoa.age"
    whole = keys.exists() and keys.read_bytes() == (KEYS / "khoa.age").read_bytes()
    return known_identity() if whole else None


def within_reach(folder: Path) -> tuple[set[bytes], set[bytes]]:
    """The words that can be read, plain or with the passphrase; and the bytes of encrypted files that nothing opens."""
    words: set[bytes] = set()
    shut: set[bytes] = set()
    for path, content in files(folder).items():
        if path.suffix != ".age":
            words |= set(WORD.findall(content))
        elif path.name != "khoa.age":
            try:
                identity = identity_beside(path, folder)
                words |= set(WORD.findall(pyrage.decrypt(content, [identity])))
            except (pyrage.DecryptError, TypeError):
                shut.add(content)
    return words, shut


def run(command: str, folder: Path) -> TuPheError | None:
    """Run a command; whatever is no error of the family ends the test."""
    try:
        COMMANDS[command](folder)
    except TuPheError as told:
        return told
    return None


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("first", range(8))
def test_nothing_is_out_of_reach_after_any_command_in_any_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: int
) -> None:
    folder = tmp_path / "du-lieu"
    for row in range(first, STATES, 8):
        dice = random.Random(row)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        Made(folder, dice).lay()
        for command in dice.sample(sorted(COMMANDS), 2):
            before, shut = within_reach(folder)
            locked = (folder / "khoa.age").exists() or (folder / "khoa.toml").exists()
            told = run(command, folder)
            capsys.readouterr()

            after, still_shut = within_reach(folder)
            case = (row, command, str(told))
            assert before <= after, (case, before - after)
            assert shut - still_shut == set(), case
            assert told is None or told.exit_code != ExitCode.OWN_FAULT, case
            assert told is None or str(told) == clean(str(told))[0], case
            if told is None and command != "ghi" and (folder / "khoa.age").exists():
                in_the_open = [
                    path for path, content in files(folder).items() if path.suffix != ".age" and WORD.search(content)
                ]
                assert in_the_open == [], case
                assert list(folder.rglob("*.tmp")) == [], case
            if told is None and command == "mo-khoa" and locked:
                assert not (folder / "khoa.age").exists(), case
