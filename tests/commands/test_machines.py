"""Machines that lack a home, names that a system only just takes, links, pipes: all is done, or told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import EXAMPLES
from support.program import TUPHE, Run

NAMELESS = ["unshare", "-U", "--map-user=12345", "--map-group=12345"]
"""Runs a command as a user that the system has no record of."""

COMMANDS = ["danh-sach", "xem 2026", "ghi việc", "so-tay", "ho-so --json", "tieu-chi danh-sach", "khoi-phuc 2026"]


@pytest.fixture
def nameless(environment: dict[str, str], tmp_path: Path) -> Run:
    from support.program import Result

    if shutil.which("unshare") is None or subprocess.run([*NAMELESS, "true"], check=False).returncode:
        pytest.skip("no other users can be made here")
    bare = {
        name: value for name, value in environment.items() if name not in ("HOME", "TUPHE_THU_MUC", "XDG_DATA_HOME")
    }

    def run(*args: str, stdin: str | bytes = b"", **env: str) -> Result:
        done = subprocess.run(
            [*NAMELESS, TUPHE, *args], env=bare | env, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_home_it_is_told_how_to_name_a_folder(nameless: Run, command: str) -> None:
    result = nameless(*command.split())

    assert result.code == 2
    assert "--thu-muc" in result.err


@pytest.mark.parametrize("given", ["--thu-muc", "TUPHE_THU_MUC"])
def test_without_a_home_a_folder_that_is_named_serves(nameless: Run, tmp_path: Path, given: str) -> None:
    tmp_path.chmod(0o777)
    env = {given: str(tmp_path / "x")} if given == "TUPHE_THU_MUC" else {}
    option = ["--thu-muc", str(tmp_path / "x")] if given == "--thu-muc" else []

    assert nameless("danh-sach", *option, **env).code == 0
    assert nameless("chan-doan", *option, **env).code == 0


def test_without_a_home_diagnosis_says_so(nameless: Run) -> None:
    facts = json.loads(nameless("chan-doan", "--json").out)["chan_doan"]

    assert "không" in facts["thu_muc"]


def test_a_command_that_is_suggested_comes_to_the_same_folder(tuphe: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "x")

    for command in ("xem 2025", "khoa", "so-tay 2026"):
        result = tuphe(*command.split(), "--thu-muc", place)

        assert (result.err or result.out).rstrip().endswith(f"--thu-muc {place}"), command


@pytest.mark.parametrize("command", COMMANDS[::3])
@pytest.mark.parametrize("name", ["", " ", "~khong-ai-ca/x"])
def test_a_folder_that_names_nothing_is_refused_and_nothing_is_made(
    tuphe: Run, tmp_path: Path, command: str, name: str
) -> None:
    before = sorted(tmp_path.rglob("*"))

    result = tuphe(*command.split(), "--thu-muc", name)

    assert result.code == 2
    assert "thu-muc" in result.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["danh-sach", "ghi việc", f"kiem-diem --tra-loi {EXAMPLES / '2026.toml'}"])
@pytest.mark.parametrize("name", ["-", "a b", "[x]", "*", "x\ny", "ệ" * 80, "x" * 256, "tep/x", "\udcff", "~"])
def test_a_folder_of_any_name_serves_or_is_refused_in_a_sentence(
    tuphe: Run, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / "tep").write_bytes(b"")

    result = tuphe(*command.split(), "--thu-muc", name)

    assert result.code in {0, 2, 3, 4, 7}
    assert result.code == 0 or result.err.strip()
    assert "Traceback" not in result.err


@pytest.mark.parametrize("size", [241, 242, 255])
@pytest.mark.parametrize(("letter", "ending"), [("x", ".docx"), ("ệ", ".md")])
def test_an_export_may_have_any_name_that_the_system_takes(
    two_years: Run, tmp_path: Path, size: int, letter: str, ending: str
) -> None:
    name = letter * ((size - len(ending)) // len(letter.encode()))
    name += "y" * (size - len(ending) - len(name.encode())) + ending

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


@pytest.mark.parametrize("command", ["xuat 2026 -o ra.md", "tieu-chi tao ra.toml", "so-sanh 2026 --luu-anh ra.svg"])
def test_a_link_to_what_is_not_there_yet_is_followed(two_years: Run, tmp_path: Path, command: str) -> None:
    place = tmp_path / command.rsplit(maxsplit=1)[-1]
    place.symlink_to("moi")

    assert two_years(*command.split()).code == 0

    assert place.is_symlink()
    assert (tmp_path / "moi").stat().st_size


def test_a_link_that_leads_to_itself_is_refused(two_years: Run, tmp_path: Path) -> None:
    (tmp_path / "ra.md").symlink_to("ra.md")

    assert two_years("xuat", "2026", "-o", "ra.md").code == 7


@pytest.mark.parametrize("style", ["md", "txt", "html", "json", "toml", "docx"])
def test_a_hyphen_is_standard_output(two_years: Run, environment: dict[str, str], tmp_path: Path, style: str) -> None:
    done = subprocess.run(
        [TUPHE, "xuat", "2026", "--dang", style, "-o", "-"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"PK") if style == "docx" else done.stdout.decode()
    assert not (tmp_path / "-").exists()


def test_a_new_checklist_goes_to_standard_output_too(tuphe: Run, tmp_path: Path) -> None:
    assert 'id = "bo-tieu-chi-moi"' in tuphe("tieu-chi", "tao", "-").out
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
