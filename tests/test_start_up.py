"""What a command does not need, it does not wait for."""

from __future__ import annotations

import subprocess
import sys


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
