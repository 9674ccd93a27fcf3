"""The program for Windows as it comes out of its zip: unpacked, used, installed and taken away again."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from platformdirs import user_data_path

from support.templates import template
from support.windows_console import Step, in_console

ZIP = os.environ.get("TUPHE_ZIP", "")
EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.skipif(not ZIP or sys.platform != "win32", reason="TUPHE_ZIP names no zip to try on Windows")

Tuphe = Callable[..., str]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the program where a person does, under Vietnamese names with spaces."""
    place = tmp_path_factory.mktemp("zip") / "Tải về của tôi"
    with ZipFile(ZIP) as packed:
        packed.extractall(place)
    (folder,) = place.iterdir()
    # Wine 8 aborts in it; `platform` does without.
    (folder / "python" / "_wmi.pyd").unlink(missing_ok=True)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _desktop() -> None:
    """Let the desktop be there before any program is: Wine starts one when asked for, and it holds pipes open."""
    if sys.platform == "win32":
        ctypes.windll.user32.GetDesktopWindow()


@pytest.fixture
def account(tmp_path: Path) -> dict[str, str]:
    """A Windows account of its own, without any Python."""
    system = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PYTHON", "TUPHE"))}
    own = {"LOCALAPPDATA": tmp_path / "Dữ liệu", "APPDATA": tmp_path / "Roaming", "USERPROFILE": tmp_path}
    for place in own.values():
        place.mkdir(exist_ok=True)
    return system | {name: str(place) for name, place in own.items()}


@pytest.fixture
def tuphe(program: Path, account: dict[str, str], tmp_path: Path) -> Tuphe:
    """Run `tuphe.cmd`, and return what it printed; anything but success is an error."""

    def run(*words: str, **more: str) -> str:
        return _run(
            program / "tuphe.cmd", *words, env=account | {"TUPHE_THU_MUC": str(tmp_path / "dl")} | more, cwd=tmp_path
        )

    return run


def _run(command: Path, *words: str, env: dict[str, str], cwd: Path) -> str:
    # As a line in a window: of a line with several quoted words `cmd /c` would take the outer quotes away.
    line = f'cmd /s /c "{subprocess.list2cmdline([str(command), *words])}"'
    done = subprocess.run(
        line,
        input=b"\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, cwd=cwd, timeout=300, check=False,
    )  # fmt: skip
    printed = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, printed
    return printed


def test_it_does_two_years_and_every_export(tuphe: Tuphe, tmp_path: Path) -> None:
    for year in ("2025", "2026"):
        tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml"))
    tuphe("ghi", "Số hoá xong 1.240 hồ sơ, trước hạn")

    for ending in ("md", "txt", "docx", "html", "json"):
        tuphe("xuat", "2026", "--mau", "2B" if ending == "docx" else "tom-tat", "-o", f"bản {ending}.{ending}")
    tuphe("xuat", "2026", "-o", "bản toml.toml")

    assert len(list(tmp_path.glob("bản *"))) == 6
    assert "tien-bo" in tuphe("so-sanh", "2026", "--json")
    assert "1.240 hồ sơ, trước hạn" in tuphe("so-tay", "--json")
    assert '"soat"' in _printed_by(tuphe, "soat", "2026", "--json")


def _printed_by(tuphe: Tuphe, *words: str) -> str:
    try:
        return tuphe(*words)
    except AssertionError as found:  # `soat` ends with 1 where something blocks
        return str(found)


def test_it_takes_in_a_paper_and_fills_the_units_own_file(tuphe: Tuphe, tmp_path: Path) -> None:
    own = str(tmp_path / "năm trước")
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"), TUPHE_THU_MUC=own)
    tuphe("xuat", "2025", "--mau", "2B", "-o", "Kiểm điểm 2025.docx", TUPHE_THU_MUC=own)
    (tmp_path / "Mẫu của chi bộ.docx").write_bytes(template("tab"))

    tuphe("nhap", "Kiểm điểm 2025.docx", "--dong-y")
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml"))
    tuphe("xuat", "2026", "--mau", "2B", "--vao", "Mẫu của chi bộ.docx", "-o", "Nộp.docx")

    with ZipFile(tmp_path / "Nộp.docx") as filled:
        assert "57 bộ hồ sơ gốc" in filled.read("word/document.xml").decode()


def test_it_locks_and_unlocks(tuphe: Tuphe, tmp_path: Path) -> None:
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    told = {"TUPHE_MAT_KHAU_LENH": "cmd /c echo mot cum mat khau dai"}

    tuphe("khoa", **told)
    assert not list(tmp_path.glob("dl/kiem-diem/*.toml"))
    tuphe("mo-khoa", **told)

    assert (tmp_path / "dl" / "kiem-diem" / "2025.toml").is_file()


def test_a_folder_that_carries_its_data_keeps_them_beside_the_program(
    program: Path, account: dict[str, str], tmp_path: Path
) -> None:
    mark = program / "du-lieu-tai-cho"
    mark.touch()
    try:
        _run(program / "tuphe.cmd", "ghi", "Một việc", env=account, cwd=tmp_path)
        kept = list((program / "du-lieu" / "so-tay").glob("*.toml"))
    finally:
        mark.unlink()

    assert len(kept) == 1


def test_it_is_installed_opened_from_the_start_menu_and_taken_away_and_the_data_stay(
    program: Path, account: dict[str, str], tmp_path: Path
) -> None:
    installed = Path(account["LOCALAPPDATA"], "Programs", "tuphe")
    entry = Path(account["APPDATA"], "Microsoft", "Windows", "Start Menu", "Programs", "Tự phê.cmd")

    _run(program / "cai-dat.cmd", env=account, cwd=tmp_path)
    _run(program / "cai-dat.cmd", env=account, cwd=tmp_path)  # again, as an update does
    assert (installed / "tuphe.cmd").is_file()
    assert entry.is_file()
    assert _path_of_the_account().count(str(installed)) == 1

    _run(installed / "tuphe.cmd", "ghi", "Một việc", env=account, cwd=tmp_path)
    steps: list[Step] = [("until", "năm"), ("type", "\x03")]
    code, _ = in_console(["cmd", "/c", str(entry)], steps, cwd=tmp_path, env=account)
    assert code in (0, 130)

    _run(installed / "go-bo.cmd", env=account, cwd=tmp_path)
    assert not list(installed.glob("*"))  # Wine keeps the folder of a .cmd that runs, empty
    assert not entry.exists()
    assert str(installed) not in _path_of_the_account()
    data = user_data_path("tuphe", appauthor=False)  # the account's own, which no variable moves
    assert list((data / "so-tay").glob("*.toml"))
    shutil.rmtree(data)


def _path_of_the_account() -> list[str]:
    import winreg

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, "Environment") as key:
        try:
            return str(winreg.QueryValueEx(key, "Path")[0]).split(";")
        except FileNotFoundError:
            return []


def test_it_is_whole_its_sum_is_told_and_every_package_has_its_licence(program: Path) -> None:
    packages = {path.name.removesuffix(".dist-info") for path in (program / "python" / "packages").glob("*.dist-info")}

    assert packages <= {path.name for path in (program / "giay-phep").iterdir()}
    assert (program / "giay-phep" / "python" / "LICENSE.txt").is_file()
    assert [path.name for path in program.rglob("*.exe")] == ["python.exe"]
