"""The walls between the rooms stand: imports run one way, and each library has one room that speaks for it."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ROOT / "src" / "tuphe"

MAY_IMPORT = {
    "names": set(),
    "errors": {"names"},
    "patience": set(),
    "reading": {"patience", "errors", "names"},
    "core": {"core", "errors", "names"},
    "texts": {"names", "core"},
    "reasons": {"texts", "core"},
    "findings": {"texts", "core"},
    "questions": {"names", "questions", "reasons", "texts", "core", "errors"},
    "interview": {"texts", "core", "errors"},
    "review_screen": {"interview", "texts", "core", "errors"},
    "storage": {"reading", "patience", "names", "storage", "core", "errors"},
    "terminal": {"reading", "names", "terminal", "findings", "texts", "core", "errors"},
    "export": {"names", "export", "texts", "core", "errors"},
}
"""What each room below `cli` may import of tuphe."""

SPEAKS_FOR = {
    "questionary": {"terminal/prompts.py"},
    "prompt_toolkit": {
        f"terminal/{name}.py" for name in ("application", "echo", "fields", "keyboard", "output", "prompts")
    },
    "tomli": {"storage/toml.py", "storage/faults.py", "storage/notes.py", "storage/notebook.py"},
    "tomli_w": {"storage/toml.py", "storage/notes.py"},
    "platformdirs": {"storage/folders.py"},
    "pyperclip": {"export/clipboard.py"},
    "docx": {"export/docx.py"},
    "pyrage": {"storage/seal.py"},
    "click": set(),
}
"""The only modules that may import a library."""


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_room_may_know(path: Path) -> None:
    room = room_of(path)
    modules = imported(path)
    if room in MAY_IMPORT:
        rooms = {name.split(".")[1] for name in modules if name.startswith("tuphe.") and name != "tuphe.__version__"}
        assert rooms <= MAY_IMPORT[room]

    for library, speakers in SPEAKS_FOR.items():
        if any(name.split(".")[0] == library for name in modules):
            assert str(path.relative_to(SOURCE).as_posix()) in speakers


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("core", "from tuphe.storage import toml"),
        ("core", "from datetime import date\n\ndate.today()"),
        ("core", "import rich"),
        ("storage", "from tuphe.terminal import console"),
        ("terminal", "from tuphe.storage import toml"),
        ("terminal", "import tuphe.interview"),
        ("export", "from tuphe.cli import app"),
        ("questions", "import questionary"),
        ("cli", "import click"),
        ("cli", "import questionary"),
    ],
)
def test_lint_refuses_an_import_through_a_wall(room: str, forbidden: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "TID251",
            "--stdin-filename",
            f"{SOURCE / room}/new.py",
            "-",
        ],
        input=f"{forbidden}\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )

    assert done.returncode == 1, done.stderr
    assert "TID251" in done.stdout


def test_starting_up_loads_nothing_that_a_command_may_not_need() -> None:
    heavy = {
        "rich",
        "questionary",
        "prompt_toolkit",
        "msgspec",
        "tomli",
        "platformdirs",
        "pyperclip",
        "docx",
    }
    script = f"import sys, tuphe.cli; print(sorted(set(sys.modules) & {heavy!r}))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)

    assert done.stdout.strip() == "[]"


def test_nothing_prints_but_the_console() -> None:
    for path in SOURCE.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]

        assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"], path
