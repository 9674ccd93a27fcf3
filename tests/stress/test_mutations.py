"""Files that were damaged, or never were what they claim: an error or a result, never a fault, never for long."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from conftest import EXAMPLES, ROOT
from stress.amount import share
from tuphe.core.profile import Profile
from tuphe.errors import TuPheError
from tuphe.storage import toml
from tuphe.storage.checklists import ChecklistStore, read_checklist
from tuphe.storage.forms import read_form
from tuphe.storage.notes import NoteStore
from tuphe.storage.point_tables import read_point_table
from tuphe.storage.reviews import ReviewStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET: Final = "CHUYEN-RIENG-7391"
SECONDS: Final = 1.0
MEGABYTES: Final = 200

SEEDS: Final = (
    *sorted(EXAMPLES.rglob("*.toml")),
    *sorted((ROOT / "tests" / "data" / "dinh-dang-1").rglob("*.toml")),
    ROOT / "checklists" / "trach-nhiem.toml",
    *sorted((ROOT / "src" / "tuphe" / "export" / "forms").glob("*.toml")),
)
NOTES: Final = b'\n[[so_tay]]\nma = "1"\nngay = 2026-05-02\nmuc = "can-kiem"\nnoi_dung = "Viec."\n'


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Damage a file in one of many ways."""
    lines = content.split(b"\n")
    at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    cut = dice.randrange(len(content) + 1)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: content[:cut],
        lambda: content[:cut] + bytes([dice.randrange(256)]) + content[cut + 1 :],
        lambda: content[:cut] + dice.randbytes(dice.randrange(1, 40)) + content[cut:],
        lambda: b"\n".join(lines[:at] + lines[other : other + 9] + lines[at:]),
        lambda: b"\n".join(lines[:at] + lines[at + 1 :]),
        lambda: b"\n".join([*lines[:at], lines[other], *lines[at + 1 :]]),
        lambda: content.replace(b'"', b"'", dice.randrange(1, 9)),
        lambda: content.replace(b" = ", b" = [", 1),
        lambda: content.replace(b"[[", b"[", dice.randrange(1, 4)),
        lambda: content.replace(b"\n", b"\r\n"),
        lambda: b"\xef\xbb\xbf" + content,
        lambda: content.replace(b"2026", b"9" * dice.choice([5, 400, 5000])),
        lambda: content + b"\nx = " + b"[" * dice.choice([10, 3000, 30000]) + b"\n",
        lambda: content + b"\nx = " + b"{a=" * dice.choice([10, 3000]) + b"\n",
        lambda: b".".join([b"a"] * dice.choice([10, 3000])) + b" = 1\n" + content,
        lambda: content + b'\nghi_chu = "' + b"a" * dice.choice([10_000, 1_000_000]) + b'"\n',
        lambda: content.replace(b'"', b'"\\u0000\\u202e\\u001b]52;c;QQ==\\u0007', 1),
        lambda: content[:cut] + b"\0" * 50 + content[cut:],
        lambda: b"".join(b"k%d = 1\n" % row for row in range(dice.choice([10, 20_000]))) + content,
        lambda: b"x = 1e400\ny = -inf\nz = 0x" + b"f" * 300 + b"\n" + content,
        lambda: dice.randbytes(dice.randrange(2000)),
    )
    return dice.choice(ways)()


def readers(folder: Path) -> tuple[Callable[[Path, bytes], object], ...]:
    """Everything that reads a file which a person may be handed."""
    remarks: list[str] = []
    checklists = ChecklistStore(folder, remark=remarks.append)
    reviews = ReviewStore(folder, checklists, remark=remarks.append)

    def as_notes(path: Path, content: bytes) -> object:
        (folder / "so-tay" / "2026.toml").write_bytes(content)
        return NoteStore(folder, remark=remarks.append).records(2026)

    def as_year(path: Path, content: bytes) -> object:
        (folder / "kiem-diem" / "2026.toml").write_bytes(content)
        return reviews.load(2026)

    return (
        as_year,
        as_notes,
        lambda _, content: reviews.read_answers(content, "-", year=None, default=2026, latest=2027, checklist=None),
        lambda path, _: toml.read(path, Profile, remark=remarks.append),
        lambda path, _: read_checklist(path, remark=remarks.append),
        lambda path, _: read_form(path, remark=remarks.append),
        lambda path, _: read_point_table(path, remark=remarks.append),
    )


def main(folder: Path, first: int, count: int) -> None:
    """Read `count` damaged files by every reader; the parent sees by the exit code whether all went well."""
    for name in ("kiem-diem", "so-tay"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name).chmod(0o700)
    reading = readers(folder)
    seeds = [*(path.read_bytes().replace(b'ghi_chu = "', f'ghi_chu = "{SECRET} '.encode(), 1) for path in SEEDS), NOTES]
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    place = folder / "hong.toml"
    for row in range(first, first + count):
        dice = random.Random(row)
        content = mutated(dice.choice(seeds), dice)
        if dice.random() < 0.3:
            content = mutated(content, dice)
        place.write_bytes(content)
        for reader in (dice.choice(reading), dice.choice(reading)):
            began = time.perf_counter()
            told = ""
            try:
                reader(place, content)
            except TuPheError as refused:
                told = str(refused)
            took = time.perf_counter() - began
            assert SECRET not in told, (row, told)
            assert took < SECONDS, (row, took, len(content))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used
    assert grown < MEGABYTES * 1024, grown


def test_a_damaged_file_gives_an_error_or_a_result_within_a_second(tmp_path: Path) -> None:
    count = share(20_000, 1_200) // 2
    script = (
        "import sys, pathlib; from stress.test_mutations import main; "
        "main(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / f"lan-{half}"), str(half * count), str(count)],
            cwd=ROOT / "tests",
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in range(2)
    ]

    said = [run.communicate()[1] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], said


def test_every_seed_is_a_whole_file_of_its_kind(tmp_path: Path) -> None:
    read = 0
    for name in ("kiem-diem", "so-tay"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o700)
    for path in SEEDS:
        for reader in readers(tmp_path):
            try:
                reader(path, path.read_bytes())
                read += 1
            except TuPheError:
                continue
    assert read >= len(SEEDS)
