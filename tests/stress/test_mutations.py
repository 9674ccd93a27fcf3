"""Files that were damaged, or never were what they claim: an error or a result, never a fault, never for long."""

import gc
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Final

import pytest

from conftest import EXAMPLES, ROOT
from stress.large_files import KINDS, a_large_file
from support.amount import ALL, share
from support.locked import KNOWN, lock_quickly, plain_files
from support.pages import english
from support.program import TUPHE, Run
from tuphe.cli import main
from tuphe.errors import ExitCode
from tuphe.file_reading import SIZE_LIMIT

SECRET: Final = "CHUYEN-RIENG-7391"
STARTS: Final = 40
"""How many times as long as `tuphe --version` a command may take: some two seconds here."""

MEGABYTES: Final = 200

CHECKLIST: Final = ROOT / "checklists" / "trach-nhiem.toml"
FORMS: Final = ROOT / "src" / "tuphe" / "export" / "forms"
NOTES: Final = b'\n[[so_tay]]\nma = "1"\nngay = 2026-05-02\nmuc = "can-kiem"\nnoi_dung = "Viec."\n'
PROFILE: Final = 'ho_ten = "Lê An"\ndon_vi = "Sở Nội vụ"\nchi_bo = "3"\nmau = "2B"\n'.encode()

SEEDS: Final = (
    *sorted(EXAMPLES.rglob("*.toml")),
    *sorted((ROOT / "tests" / "data" / "dinh-dang-1").rglob("*.toml")),
    CHECKLIST,
    *sorted(FORMS.glob("*.toml")),
)


def _renamed(path: Path, own_id: bytes) -> bytes:
    """Read a file of ours under an id of its own: so it can stand beside ours."""
    return re.sub(rb'\nid = ".*"', b'\nid = "%b"' % own_id, path.read_bytes(), count=1)


VERSION: Final = "sao-luu/kiem-diem/2026/2026-05-01T08-00-00.000000.toml"
WHOLE: Final = {
    "kiem-diem/2026.toml": (EXAMPLES / "2026.toml").read_bytes(),
    "kiem-diem/2025.toml": (EXAMPLES / "2025.toml").read_bytes(),
    VERSION: (EXAMPLES / "2025.toml").read_bytes().replace(b"nam = 2025", b"nam = 2026"),
    "tra-loi.toml": (EXAMPLES / "2026.toml").read_bytes(),
    "so-tay/2026.toml": NOTES,
    "ho-so.toml": PROFILE,
    "tieu-chi/rieng.toml": _renamed(CHECKLIST, b"rieng"),
    "tieu-chi/diem.toml": _renamed(EXAMPLES / "bang-diem.toml", b"diem"),
    "mau/rieng.toml": _renamed(FORMS / "2B-2025.toml", b"rieng"),
}
"""Where files lie that a person may be handed, and what lies there when all is well."""

_COMMANDS: Final = {
    "kiem-diem/2026.toml": """
        xem 2026; xem 2026 --json; so-sanh 2026; so-sanh 2026 --json; so-sanh 2026 --luu-anh anh.svg; xu-huong;
        xu-huong --json; soat 2026; soat 2026 --json; danh-sach; danh-sach --json; xuat 2026 --dang txt;
        xuat 2026 --dang md; xuat 2026 --dang html; xuat 2026 --dang json; xuat 2026 --dang toml;
        xuat 2026 --mau 2B -o nam.docx --ghi-de; xuat 2026 --mau tom-tat; chot 2026 --van-chot; mo-lai 2026;
        khoi-phuc 2026; khoi-phuc 2026 --xem 1; khoi-phuc 2026 --lay 1; kiem-diem 2026 --tra-loi tra-loi.toml;
        chan-doan; so-tay 2026
    """,
    "kiem-diem/2025.toml": """
        xem 2026; so-sanh 2026; xu-huong; soat 2026; danh-sach; xuat 2026 --mau 2B --dang txt;
        kiem-diem 2026 --tra-loi tra-loi.toml; chot 2026 --van-chot
    """,
    VERSION: "khoi-phuc 2026; khoi-phuc 2026 --xem 1; khoi-phuc 2026 --lay 1",
    "tra-loi.toml": "kiem-diem --tra-loi tra-loi.toml; kiem-diem 2026 --tra-loi tra-loi.toml",
    "so-tay/2026.toml": """
        so-tay 2026; so-tay 2026 --json; so-tay 2026 --tim viec; so-tay-sua 2026 --hoan-tac; ghi Viec; danh-sach
    """,
    "ho-so.toml": "ho-so --json; ho-so --dat chi_bo=4; xuat 2026 --dang txt; xem 2026; soat 2026; chan-doan",
    "tieu-chi/rieng.toml": """
        tieu-chi danh-sach; tieu-chi xem rieng; tieu-chi kiem-tra tieu-chi/rieng.toml; ghi Viec --muc can-kiem;
        xem 2024; so-sanh 2025 --voi 2024; xu-huong; xuat 2024 --dang txt
    """,
    "tieu-chi/diem.toml": "tieu-chi danh-sach; tieu-chi xem diem; tieu-chi kiem-tra tieu-chi/diem.toml",
    "mau/rieng.toml": """
        mau danh-sach; mau xem rieng; mau kiem-tra mau/rieng.toml; xuat 2026 --mau rieng --dang txt;
        xuat 2026 --mau rieng --dang html; xuat 2026 --mau rieng -o nam.docx --ghi-de
    """,
}
READ_BY: Final = {path: " ".join(commands.split()).split("; ") for path, commands in _COMMANDS.items()}
"""Commands that read each of them."""

BESIDE: Final = {
    "kiem-diem/2024.toml": b'nam = 2024\n[bo_tieu_chi]\nid = "rieng"\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n'
}


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


def lay(folder: Path) -> None:
    """Put every file into its place, whole, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in (BESIDE | WHOLE).items():
        write_private(folder / name, content)


def write_private(path: Path, content: bytes) -> None:
    """Put a file where it belongs, with the rights that tuphe gives."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)
    path.chmod(0o600)


def run(command: str) -> tuple[int, str]:
    """Run a command in this process, since thousands follow; return its exit code and its remarks."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", errors="surrogateescape") for _ in range(2))
    sys.argv = ["tuphe", *command.split()]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as ended:
        err.flush()
        return int(ended.code or 0), err.buffer.getvalue().decode()


def try_damaged(folder: Path, first: int, count: int) -> None:
    """Read `count` damaged files by two commands each; the parent sees by the exit code whether all went well."""
    folder.mkdir(mode=0o700)
    folder.chmod(0o700)
    home = folder / "nha"
    os.environ |= {"TUPHE_THU_MUC": str(home), "COLUMNS": "80", "HOME": str(folder)}
    seeds = [
        *(path.read_bytes().replace(b'ghi_chu = "', f'ghi_chu = "{SECRET} '.encode(), 1) for path in SEEDS),
        NOTES,
        PROFILE,
    ]
    for command in chain(*READ_BY.values()):  # what is loaded and read once is not the file's doing
        lay(home)
        os.chdir(home)
        assert run(command)[0] in (0, 1, 6), command
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for row in range(first, first + count):
        dice = random.Random(row)
        path = dice.choice([*WHOLE])
        content = mutated(WHOLE[path] if dice.random() < 0.7 else dice.choice(seeds), dice)
        if dice.random() < 0.3:
            content = mutated(content, dice)
        for command in dice.sample(READ_BY[path], 2):
            lay(home)
            os.chdir(home)
            (home / path).write_bytes(content)
            began = time.process_time()
            code, told = run(command)
            took = time.process_time() - began
            assert code in set(ExitCode) - {ExitCode.OWN_FAULT}, (row, command, told)
            assert "Traceback" not in told, (row, command, told)
            assert SECRET not in told, (row, command, told)
            assert took < bearable_seconds(), (row, command, took, len(content))
        # `main` expects to be the last thing that a process does, and leaves the rest to the system.
        gc.unfreeze()
        gc.collect()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used
    assert grown < MEGABYTES * 1024, grown


def test_a_damaged_file_gives_an_error_or_a_result_soon(tmp_path: Path) -> None:
    count = share(20_000, 120) // 2
    script = (
        "import sys, pathlib; from stress.test_mutations import try_damaged; "
        "try_damaged(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))"
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


PERSONAL: Final = [path for path in WHOLE if path.startswith(("kiem-diem", "sao-luu", "so-tay", "ho-so"))]
KEYS: Final = ("xem 2026", "ghi Viec", "so-tay 2026", "khoi-phuc 2026 --lay 1", "ho-so --dat chi_bo=4", "chan-doan")
ENCRYPTED: Final = {
    **{f"{path}.age": [command for command in READ_BY[path] if "tra-loi" not in command] for path in PERSONAL},
    "khoa.age": KEYS,
    "khoa.toml": KEYS,
}
"""The files of a locked folder, and commands that read them."""


@pytest.mark.parametrize("name", ENCRYPTED)
def test_a_damaged_file_of_a_locked_folder_gives_an_error_or_a_result_and_leaves_nothing_plain(
    tuphe: Run, tmp_path: Path, name: str
) -> None:
    home = tmp_path / "nha"
    for row in range(share(40, 1)):
        dice = random.Random(row)
        shutil.rmtree(home, ignore_errors=True)
        for path in PERSONAL:
            write_private(home / path, WHOLE[path])
        lock_quickly(home)
        damaged = home / name
        damaged.write_bytes(mutated(damaged.read_bytes(), dice))
        before = {path for path in home.rglob("*") if path.is_file()}
        command = dice.choice([*ENCRYPTED[name], "mo-khoa"])

        done = tuphe(*command.split(), TUPHE_THU_MUC=str(home), **KNOWN)

        told = done.err
        assert done.code in set(ExitCode) - {ExitCode.OWN_FAULT}, (row, command, told)
        assert "Traceback" not in told, (row, command, told)
        if command == "mo-khoa" and not (home / "khoa.age").exists():  # what nothing opens is set apart, and told
            apart = list((home / "sao-luu" / "chua-mo-duoc").rglob("*.toml.age"))
            assert len(plain_files(home)) + len(apart) == len(PERSONAL), (row, told)
            assert done.code == (ExitCode.BAD_FILE if apart else 0), (row, told)
        else:
            assert plain_files(home) == {}, (row, command, told)
            assert before <= set(home.rglob("*")), (row, command, told)


@cache
def bearable_seconds() -> float:
    """What a command may take of the processor: by what this machine, as busy as it is, takes to start the program."""
    runs = [
        subprocess.run([sys.executable, "-c", MEASURING, TUPHE, "--version"], capture_output=True, check=True)
        for _ in range(3)
    ]
    return STARTS * min(float(json.loads(done.stdout)[1]) for done in runs)


HUGE: Final = {
    "a million keys": b"".join(b"k%d = 1\n" % row for row in range(1_000_000)),
    "200,000 keys": b"".join(b"%x=1\n" % row for row in range(200_000)),
    "a huge number": b"x = " + b"9" * 1_900_000 + b"\n",
    "many brackets": b"[" * 1_900_000,
    "many quotes": b'"' * 1_900_000,
    "zeros": bytes(1_900_000),
    **{
        kind: a_large_file(kind).encode()
        for kind in ("one long word", "deep arrays", "inline tables", "dotted key", "short tables")
    },
}
"""Files that are meant to take time and memory; most are as large as a file of tuphe may be."""

MEASURING: Final = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""Between pytest and the program: a program is counted the memory that its parent has when it starts it."""

HANDED: Final = [path for path in WHOLE if path != "so-tay/2026.toml"]
"""Notes may be larger, and then take longer."""


@pytest.mark.parametrize(
    ("kind", "path"),
    [(kind, path) for row, kind in enumerate(HUGE) for path in (HANDED if ALL else [HANDED[row % 2 * 4]])],
    ids=str,
)
def test_a_huge_file_takes_neither_long_nor_200_megabytes(
    tmp_path: Path, environment: dict[str, str], kind: str, path: str
) -> None:
    lay(tmp_path / "nha")
    (tmp_path / "nha" / path).write_bytes(HUGE[kind])
    environment["TUPHE_THU_MUC"] = str(tmp_path / "nha")

    done = subprocess.run(
        [sys.executable, "-c", MEASURING, TUPHE, *READ_BY[path][0].split()],
        cwd=tmp_path / "nha",
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    (code, seconds, kilobytes), told = json.loads(done.stdout), done.stderr

    assert code in (0, ExitCode.BAD_FILE), told
    assert "Traceback" not in told
    assert len(told) < 1000
    assert seconds < bearable_seconds()
    assert kilobytes < MEGABYTES * 1000


READING = (("xem", "2026"), ("soat", "2026"), ("so-sanh", "2026"), ("danh-sach",), ("xu-huong",), ("xuat", "2026"))


@pytest.mark.parametrize("kind", random.Random(5).sample(sorted(KINDS), share(len(KINDS), 4)))
def test_a_year_that_is_too_much_is_read_or_refused_with_a_sentence(kind: str, tuphe: Run, folder: Path) -> None:
    content = a_large_file(kind).encode()
    assert 1_000_000 < len(content) <= SIZE_LIMIT or kind == "shallow arrays"
    year = folder / "kiem-diem" / "2026.toml"
    year.parent.mkdir(mode=0o700, parents=True)
    year.write_bytes(content)

    for command in READING if ALL else READING[:1]:
        result = tuphe(*command)

        assert result.code in (0, 1, 4)
        assert "Traceback" not in result.err
        assert english(result.err) == []
        if result.code == 4:
            assert "2026.toml" in result.err
