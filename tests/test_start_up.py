"""What a command does not need, it does not wait for."""

import os
import subprocess
import sys

import pytest

from tuphe.cli import COMMANDS


def python(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a Python that has loaded nothing."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ | env, check=True)


def test_starting_up_loads_nothing_that_a_command_may_not_need() -> None:
    heavy = {"rich", "questionary", "prompt_toolkit", "msgspec", "tomli", "platformdirs", "pyperclip", "docx", "lxml"}

    done = python(f"import sys, tuphe.cli; print(sorted(set(sys.modules) & {heavy!r}))")

    assert done.stdout.strip() == "[]"


def test_no_module_loads_what_only_papers_need_before_one_is_opened() -> None:
    done = python(
        "import importlib, pkgutil, sys, tuphe\n"
        "for module in pkgutil.walk_packages(tuphe.__path__, 'tuphe.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "print('lxml' in sys.modules)"
    )

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("env", [{}, {"_TUPHE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "tuphe "}], ids=str)
def test_listing_the_commands_loads_none_of_them(env: dict[str, str]) -> None:
    done = python(
        "import atexit, sys, tuphe.cli; sys.argv = ['tuphe', '--tat-ca'];"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); tuphe.cli.main()",
        **env,
    )

    assert [name for name in COMMANDS if name not in done.stdout] == []
    loaded = done.stderr.split()
    assert [command for command in COMMANDS.values() if f"tuphe.cli.{command.place.partition(':')[0]}" in loaded] == []
