"""The oldest and the newest versions of everything that the program is allowed to run with."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from conftest import ROOT
from support.amount import ALL

_PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEPENDENCIES: Final[list[str]] = [*_PROJECT["dependencies"], *_PROJECT["optional-dependencies"]["khoa"]]
ENOUGH_SECONDS: Final = 900


LOWEST: Final = [re.sub(r"\s*>=\s*([0-9.]+).*", r"==\1", line) for line in DEPENDENCIES]
"""Every dependency at the lowest version that is allowed."""


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of this run is found by another Python."""
    ours = ("PYTHON", "PYTEST", "TUPHE_", "VIRTUAL_ENV", "COVERAGE", "NO_COLOR", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "TUPHE_THU_MUC": str(tmp_path / "du-lieu"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path / "hypothesis"),
    }


def do(*command: str | Path, env: dict[str, str], cwd: Path) -> str:
    """Run a command that must succeed, and return what it wrote."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=ENOUGH_SECONDS,
        check=False,
    )
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"{command}: exit code {done.returncode}\n{said[-6000:]}"
    return said


@pytest.mark.skipif(not ALL, reason="installs two environments; TUPHE_STRESS=all does")
@pytest.mark.parametrize("which", ["lowest", "newest"])
def test_the_year_is_done_and_the_rules_hold_with_these_versions(
    tmp_path: Path, alone: dict[str, str], which: str
) -> None:
    scripts = tmp_path / "moi-truong" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    do(sys.executable, "-m", "venv", tmp_path / "moi-truong", env=alone, cwd=tmp_path)
    wanted = tmp_path / "phien-ban.txt"
    wanted.write_text("\n".join(LOWEST if which == "lowest" else DEPENDENCIES) + "\n", encoding="utf-8")

    do(
        *(python, "-m", "pip", "install", "--quiet", "--upgrade", "--upgrade-strategy", "eager"),
        *("--constraint", wanted, f"{ROOT}[test,khoa]"),
        env=alone,
        cwd=tmp_path,
    )

    if which == "lowest":
        frozen = do(python, "-m", "pip", "freeze", env=alone, cwd=tmp_path).lower().replace("_", "-")
        assert [pin for pin in LOWEST if not re.search(rf"^{re.escape(pin)}(\.0)*$", frozen, re.MULTILINE)] == []
    do(python, "-m", "pip", "check", env=alone, cwd=tmp_path)
    # The tests of this repository with what is in that environment; they live through both example years too.
    rooms = ("core", "storage", "export", "commands/test_years.py", "commands/test_export.py", "test_start_up.py")
    tests = [ROOT / "tests" / room for room in rooms]
    do(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, env=alone, cwd=ROOT)


def test_every_dependency_says_its_lowest_version() -> None:
    assert [line for line in LOWEST if "==" not in line] == []
