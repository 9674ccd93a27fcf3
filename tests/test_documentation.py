"""What the READMEs say is true."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from conftest import EXAMPLES, ROOT
from tuphe.cli import COMMANDS
from tuphe.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from support.program import Run

READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md")}
PAGES = [
    *READMES.values(),
    *((ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "CHANGELOG.md")),
]


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(readme: str, command: str) -> None:
    assert f"`tuphe {command}" in READMES[readme]


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("tieu-chi", "mau")])
def test_every_option_is_shown_and_every_option_shown_exists(tuphe: Run, readme: str, command: str) -> None:
    helped = tuphe(command, "--help").out
    real = set(re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", helped)) - {"-h", "--help", "--thu-muc"}
    row = next(line for line in READMES[readme].splitlines() if f"`tuphe {command}" in line and line.startswith("|"))

    shown = set(re.findall(r"`(--?[a-z][a-z-]*)", row))

    assert shown == real


@pytest.mark.parametrize("readme", READMES)
def test_every_exit_code_is_explained(readme: str) -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", READMES[readme], re.MULTILINE)}

    assert codes == {int(code) for code in ExitCode}


@pytest.mark.parametrize("readme", READMES)
def test_the_example_commands_work_as_they_stand(tuphe: Run, readme: str) -> None:
    block = next(part for part in READMES[readme].split("```") if "--tra-loi examples/2025.toml" in part)
    commands = [shlex.split(line)[1:] for line in block.splitlines() if line.startswith("tuphe ")]

    for command in commands:
        paths = [part.replace("examples/", f"{EXAMPLES}/") for part in command]
        assert tuphe(*paths).code == 0


@pytest.mark.parametrize("readme", READMES)
def test_every_picture_and_page_that_is_linked_is_there(readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", READMES[readme])

    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_both_languages_give_the_same_commands() -> None:
    def commands(readme: str) -> list[str]:
        blocks = re.findall(r"^```sh\n(.*?)^```", READMES[readme], re.MULTILINE | re.DOTALL)
        return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]

    assert commands("README.md") == commands("README.vi.md")


def test_the_picture_of_the_comparison_is_the_one_the_program_draws_now(two_years: Run, tmp_path: Path) -> None:
    two_years("so-sanh", "2026", "--chi-thay-doi", "--luu-anh", "anh.svg")
    words = [
        re.findall(r">([^<>]+)</text>", path.read_text(encoding="utf-8"))
        for path in (tmp_path / "anh.svg", ROOT / "docs" / "anh" / "so-sanh.svg")
    ]

    assert words[0] == words[1]


def test_the_pages_speak_of_tuphe_alone() -> None:
    for page in PAGES:
        assert not re.search(r"(?i)pypi|localhost|/home/|/root|/work|issue #|session|subagent", page)


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "anh").glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_asks_first_for_fonts_that_have_every_vietnamese_letter(picture: Path) -> None:
    [named] = set(re.findall(r"font-family: (\"[^;]+);", picture.read_text(encoding="utf-8")))

    fonts = [name.strip(' "') for name in named.split(",")]
    assert fonts.index("Noto Sans Mono") < fonts.index("DejaVu Sans Mono")
