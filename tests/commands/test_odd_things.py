"""Every place that tuphe reads from, with every odd thing in it, and every command: a sentence, and nothing waits."""

import os
import random
import shutil
import signal
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, ROOT
from support.amount import share
from support.pages import english
from support.program import Run, begun
from tuphe.storage.checklists import starter

if os.name == "nt":
    pytest.skip("Windows has no pipes in folders, and no fork", allow_module_level=True)

import resource

from support.odd_things import KINDS, bystander, lay

VERSION = "2026-11-25T10-00-00.000000.toml"

FILES = (
    *("kiem-diem/2026.toml", "kiem-diem/2025.toml", "kiem-diem/.2026.lock", "kiem-diem/2026 (1).toml"),
    *("so-tay/2026.toml", "so-tay/2026.dang-sua.toml", "ho-so.toml", ".ho-so.lock", ".o-dia"),
    *(f"sao-luu/kiem-diem/2026/{VERSION}", f"sao-luu/ho-so/{VERSION}"),
    *("tieu-chi/rieng.toml", "tieu-chi/diem.toml", "mau/rieng.toml", "khoa.toml", "khoa.age"),
)
FOLDERS = ("kiem-diem", "so-tay", "sao-luu", "sao-luu/kiem-diem/2026", "tieu-chi", "mau", "")
PLACES = (*(f"du-lieu/{name}" for name in (*FILES, *FOLDERS)), "tra-loi.toml", "da-soan.txt")

COMMANDS = (
    *("danh-sach", "danh-sach --json", "xem 2026", "xem 2026 --json", "so-sanh 2026", "xu-huong", "soat 2026"),
    *("xuat 2026", "xuat 2026 --mau rieng --dang txt", "xuat 2026 -o ra.docx", "xuat 2026 --dang toml"),
    *("kiem-diem", "kiem-diem 2026 --tra-loi tra-loi.toml", "kiem-diem 2026 --tra-loi -"),
    *("ghi việc --ngay 2026-05-02", "ghi - --ngay 2026-05-02", "so-tay 2026", "so-tay-sua 2026"),
    *("so-tay-sua 2026 --hoan-tac", "khoi-phuc 2026", "khoi-phuc 2026 --xem 1", "khoi-phuc 2026 --lay 1"),
    *("ho-so --json", "ho-so --dat chi_bo=4", "tieu-chi danh-sach", "tieu-chi xem rieng", "tieu-chi xem diem"),
    *("tieu-chi kiem-tra tra-loi.toml", "mau danh-sach", "mau xem rieng", "mau kiem-tra tra-loi.toml"),
    *("chot 2026 --van-chot", "mo-lai 2026", "mo-khoa", "chan-doan", "chan-doan --json"),
)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, two_years_on_file: Path) -> Path:
    """A folder with something of everything, an answers file, and an editor that hands over what lies beside."""
    place = tmp_path_factory.mktemp("du-moi-thu")
    folder = place / "du-lieu"
    shutil.copytree(two_years_on_file, folder)
    (folder / "ho-so.toml").write_text('ho_ten = "Lê An"\n', encoding="utf-8")
    for name in ("tieu-chi", "mau", "so-tay", "sao-luu/kiem-diem/2026", "sao-luu/ho-so"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "tieu-chi" / "rieng.toml").write_bytes(starter("rieng"))
    for taken, name, put in (
        (EXAMPLES / "bang-diem.toml", "bang-diem", "tieu-chi/diem.toml"),
        (ROOT / "src" / "tuphe" / "export" / "forms" / "2B-2025.toml", "2B-2025", "mau/rieng.toml"),
    ):
        text = taken.read_text(encoding="utf-8").replace(f'id = "{name}"', f'id = "{Path(put).stem}"', 1)
        (folder / put).write_text(text, encoding="utf-8")
    (folder / "so-tay" / "2026.toml").write_text(NOTE, encoding="utf-8")
    shutil.copy(folder / "kiem-diem" / "2026.toml", folder / "sao-luu" / "kiem-diem" / "2026" / VERSION)
    shutil.copy(folder / "ho-so.toml", folder / "sao-luu" / "ho-so" / VERSION)
    shutil.copy(EXAMPLES / "2026.toml", place / "tra-loi.toml")
    (place / "da-soan.txt").write_text(NOTE, encoding="utf-8")
    editor = place / "soan-thao"
    editor.write_text('#!/bin/sh\nrm -f "$1" && mv "$(dirname "$0")/da-soan.txt" "$1" 2>/dev/null\n', encoding="utf-8")
    editor.chmod(0o700)
    return place


NOTE = '[[so_tay]]\nma = "mot"\nngay = 2026-05-02\nnoi_dung = "một việc"\n'


def harm(said: str) -> list[str]:
    return sorted({letter for letter in said if (ord(letter) < 32 and letter != "\n") or letter in "\x7f\x9b\u202e"})


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))
    signal.alarm(20)


def wrong_with(place: str, kind: str, command: str, env: dict[str, str]) -> list[str]:
    """Run one command beside one odd thing in the folder that one is in; say what is wrong with that."""
    bystander()
    lay(Path.cwd() / place, kind)
    Path("vao").write_text("một việc\n", encoding="utf-8")
    with Path("vao").open("rb") as given:
        pipes: Any = {"stdin": given, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running = begun(command.split(), env=env, preexec=bounded, **pipes)
    out, err = (said.decode(errors="backslashreplace") for said in running.communicate(timeout=60))
    faults = {
        f"ended with {running.returncode}": running.returncode not in range(8),
        "said nothing": running.returncode != 0 and not err.strip(),
        "a traceback": "Traceback" in out + err,
        f"harm in {harm(out + err)}": harm(out + err),
        "a forged sentence": any(line.startswith("Tệp giả") for line in (out + err).splitlines()),
        f"English: {english(err)}": english(err),
        "somebody else's file was changed": "người khác" not in bystander().read_text(encoding="utf-8"),
    }
    return [f"{place} as {kind}, {command}: {fault}: {err[:300]}" for fault, is_so in faults.items() if is_so]


PARTS = share(4, 1)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_odd_thing_anywhere_ends_a_command_without_a_sentence(
    furnished: Path, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    every = list(product(PLACES, KINDS, COMMANDS))
    random.Random(7391).shuffle(every)
    wrong = []
    at = tmp_path / "cho-thu"

    for place, kind, command in every[: share(len(every), 60)][part::PARTS]:
        shutil.copytree(furnished, at)
        monkeypatch.chdir(at)
        wrong += wrong_with(
            place, kind, command, environment | {"TUPHE_THU_MUC": str(at / "du-lieu"), "EDITOR": f"{at}/soan-thao"}
        )
        monkeypatch.chdir(tmp_path)
        shutil.rmtree(at)

    assert wrong == []


def test_a_folder_without_anything_odd_is_read_by_every_command(furnished: Path, tuphe: Run, folder: Path) -> None:
    shutil.copytree(furnished / "du-lieu", folder)

    assert {tuphe(*command.split()).code for command in ("danh-sach", "xem 2026", "so-tay 2026", "mau xem rieng")} == {
        0
    }
    assert tuphe("tieu-chi", "xem", "diem").code == 0
    assert tuphe("tieu-chi", "xem", "rieng").code == 0
