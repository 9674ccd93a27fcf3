"""Machines that lack a home, names that a system only just takes, links, pipes: all is done, or told."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from commands.conftest import RunBytes
from conftest import EXAMPLES
from support.program import TUPHE, Run

NAMELESS = ["unshare", "-U", "--map-user=12345", "--map-group=12345"]
"""Runs a command as a user that the system has no record of."""


def test_without_a_home_it_is_told_how_to_name_a_folder_and_one_that_is_named_serves(
    environment: dict[str, str], tmp_path: Path
) -> None:
    if shutil.which("unshare") is None or subprocess.run([*NAMELESS, "true"], check=False).returncode:
        pytest.skip("no other users can be made here")
    env = {name: environment[name] for name in environment.keys() - {"HOME", "TUPHE_THU_MUC", "XDG_DATA_HOME"}}
    tmp_path.chmod(0o777)

    def run(command: str, **more: str) -> tuple[int, str]:
        words = [*NAMELESS, TUPHE, *command.split()]
        done = subprocess.run(words, env=env | more, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout + done.stderr

    for command in ("xem 2026", "ghi việc", "ho-so --json"):
        code, said = run(command)
        assert (code, "--thu-muc" in said) == (2, True), command
    assert "không" in json.loads(run("chan-doan --json")[1])["chan_doan"]["thu_muc"]
    assert run(f"danh-sach --thu-muc {tmp_path}/x")[0] == 0
    assert run("danh-sach", TUPHE_THU_MUC=f"{tmp_path}/x")[0] == 0


def test_a_command_that_is_suggested_comes_to_the_same_folder(tuphe: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "x")

    for command in ("xem 2025", "khoa", "so-tay 2026"):
        result = tuphe(*command.split(), "--thu-muc", place)

        assert (result.err or result.out).rstrip().endswith(f"--thu-muc {place}"), command


@pytest.mark.parametrize("name", ["", " ", "~khong-ai-ca/x"])
def test_a_folder_that_names_nothing_is_refused_and_nothing_is_made(tuphe: Run, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))

    for command in ("danh-sach", "ghi việc", "so-tay"):
        result = tuphe(*command.split(), "--thu-muc", name)

        assert (result.code, "thu-muc" in result.err) == (2, True), command
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["-", "a b", "[x]", "*", "x\ny", "ệ" * 80, "x" * 256, "tep/x", "\udcff", "~"])
def test_a_folder_of_any_name_serves_or_is_refused_in_a_sentence(tuphe: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "tep").write_bytes(b"")

    for command in ("danh-sach", "ghi việc", f"kiem-diem --tra-loi {EXAMPLES / '2026.toml'}"):
        result = tuphe(*command.split(), "--thu-muc", name)

        assert result.code in {0, 2, 3, 4, 7}, command
        assert result.code == 0 or result.err.strip(), command
        assert "Traceback" not in result.err


def test_an_export_may_have_any_name_that_the_system_takes(two_years: Run, tmp_path: Path) -> None:
    for size, letter in product((241, 242, 255), ("x", "ệ")):
        name = letter * ((size - len(".md")) // len(letter.encode()))
        name += "y" * (size - len(".md") - len(name.encode())) + ".md"

        result = two_years("xuat", "2026", "-o", name)

        assert result.code == 0, result.err
        assert (tmp_path / name).stat().st_size
    assert list(tmp_path.glob(".*.tmp")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("command", ["xuat 2026 --ghi-de -o ra.md", "xuat 2026 --ghi-de --dang toml -o ra.md"])
def test_overwriting_writes_where_a_link_points_and_keeps_the_rights(
    two_years: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "cho-khac").mkdir()
    target = tmp_path / "cho-khac" / "that.md"
    target.write_bytes(b"cu\n")
    target.chmod(0o644)
    (tmp_path / "ra.md").symlink_to(target)

    assert two_years(*command.split()).code == 0

    assert (tmp_path / "ra.md").is_symlink()
    assert target.stat().st_size > 100
    assert oct(target.stat().st_mode & 0o777) == oct(0o644)


def test_a_link_to_what_is_not_there_yet_is_followed_and_one_to_itself_refused(two_years: Run, tmp_path: Path) -> None:
    for command in ("xuat 2026 -o ra.md", "tieu-chi tao ra.toml", "so-sanh 2026 --luu-anh ra.svg"):
        place = tmp_path / command.rsplit(maxsplit=1)[-1]
        place.symlink_to(f"moi{place.suffix}")

        assert two_years(*command.split()).code == 0

        assert place.is_symlink()
        assert (tmp_path / f"moi{place.suffix}").stat().st_size
    (tmp_path / "vong.md").symlink_to("vong.md")
    assert two_years("xuat", "2026", "-o", "vong.md").code == 7


def test_a_hyphen_is_standard_output(two_years: Run, tuphe_bytes: RunBytes, tmp_path: Path) -> None:
    for style in ("md", "txt", "html", "json", "toml", "docx"):
        done = tuphe_bytes("xuat", "2026", "--dang", style, "-o", "-")

        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(b"PK") if style == "docx" else done.stdout.decode()
    assert 'id = "bo-tieu-chi-moi"' in two_years("tieu-chi", "tao", "-").out
    assert not (tmp_path / "-").exists()


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of one's own."""
    if shutil.which("Xvfb") is None or shutil.which("xclip") is None:
        pytest.skip("no X server or no xclip here")
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        try:
            yield f":{os.read(read, 16).decode().strip()}"
        finally:
            os.close(read)
            server.terminate()


def test_what_is_copied_behind_a_pipe_lets_the_pipe_go(
    two_years: Run, environment: dict[str, str], tmp_path: Path, display: str
) -> None:
    there = environment | {"DISPLAY": display}
    pasting = ["xclip", "-selection", "clipboard", "-o"]

    with subprocess.Popen(
        [TUPHE, "xuat", "2026", "--chep"], env=there, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as copying:
        said, told = copying.communicate(timeout=60)  # ends when nobody holds the pipes any more

    assert copying.returncode == 0
    assert said == b""
    assert "bảng nhớ tạm" in told.decode()
    pasted = subprocess.run(pasting, env=there, capture_output=True, check=True).stdout.decode()
    assert pasted.startswith("TÓM TẮT KIỂM ĐIỂM")
