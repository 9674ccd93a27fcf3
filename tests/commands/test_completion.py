"""Completion by Tab, in the shells themselves where they are at hand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.program import TUPHE, Run

LINES = ["tuphe ", "tuphe xu", "tuphe xuat --", "tuphe tieu-chi ", "tuphe kiem-diem --", "tuphe ghi --muc "]
OFFERED = {"complete_fish": "\t", "complete_powershell": ":::"}


@pytest.mark.parametrize("how", OFFERED)
def test_each_line_that_is_offered_is_an_entry_of_its_own(tuphe: Run, how: str) -> None:
    for line in LINES:
        words = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        last = line.rpartition(" ")[2]

        result = tuphe(_TUPHE_COMPLETE=how, _TYPER_COMPLETE_WORD_TO_COMPLETE=last, COLUMNS="40", **words)

        assert result.code == 0, result.err
        entries = [entry.partition(OFFERED[how])[0] for entry in result.out.splitlines()]
        assert entries, line
        assert all(entry.startswith(last) and " " not in entry for entry in entries), line


@pytest.mark.parametrize(
    ("shell", "env", "place"),
    [
        ("bash", {}, ".bash_completions/tuphe.sh"),
        ("zsh", {}, ".zfunc/_tuphe"),
        ("zsh", {"ZDOTDIR": "khac"}, "khac/.zfunc/_tuphe"),
        ("fish", {}, ".config/fish/completions/tuphe.fish"),
        ("fish", {"XDG_CONFIG_HOME": "khac"}, "khac/fish/completions/tuphe.fish"),
    ],
)
def test_completion_is_installed_for_the_shell_that_is_named_where_that_shell_looks(
    tuphe: Run, tmp_path: Path, shell: str, env: dict[str, str], place: str
) -> None:
    there = {name: str(tmp_path / value) for name, value in env.items()}

    for joined in ("=", " "):
        result = tuphe(*f"--install-completion{joined}{shell}".split(), **there)
        assert result.code == 0, result.err

    assert str(tmp_path / place) in result.err
    assert "_TUPHE_COMPLETE" in (tmp_path / place).read_text(encoding="utf-8")
    for settings in (tmp_path / ".bashrc", tmp_path / ".zshrc", tmp_path / "khac" / ".zshrc"):
        assert not settings.exists() or settings.read_text(encoding="utf-8").count(str(tmp_path)) == 1


def test_settings_that_are_a_link_stay_one_and_keep_what_they_say(tuphe: Run, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles-zshrc"
    kept.write_text("alias g=git\n", encoding="utf-8")
    (tmp_path / ".zshrc").symlink_to(kept)

    assert tuphe("--install-completion", "zsh").code == 0

    assert (tmp_path / ".zshrc").is_symlink()
    assert kept.read_text(encoding="utf-8").startswith("alias g=git\n")


def test_what_powershell_reads_closes_what_it_opens_and_a_shell_that_is_not_known_is_refused(tuphe: Run) -> None:
    for shell in ("powershell", "pwsh"):
        script = tuphe("--show-completion", shell).out

        assert script.count("{") == script.count("}") > 0
        assert script.count("(") == script.count(")") > 0
    assert tuphe("--install-completion", "khac").code == 2


@pytest.fixture
def in_shell(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment in which a shell finds tuphe."""
    return environment | {"PATH": f"{Path(TUPHE).parent}{os.pathsep}{environment['PATH']}", "TERM": "xterm"}


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_offers_the_commands_with_what_they_do(tuphe: Run, in_shell: dict[str, str], tmp_path: Path) -> None:
    tuphe("--install-completion", "fish")

    asked = ["fish", "-c", "complete -C 'tuphe so-'"]
    done = subprocess.run(asked, env=in_shell, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    offered = dict(line.split("\t") for line in done.stdout.splitlines())
    assert set(offered) == {"so-sanh", "so-tay", "so-tay-sua"}
    assert "liền trước" in offered["so-sanh"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh_is_handed_the_commands_with_what_they_do(tuphe: Run, in_shell: dict[str, str], tmp_path: Path) -> None:
    tuphe("--install-completion", "zsh")
    stubs = 'compdef() { :; }; _arguments() { print -r -- "$@"; }; words=(tuphe so-); CURRENT=2'
    handed = ["zsh", "-f", "-c", f"{stubs}; . {tmp_path}/.zfunc/_tuphe; _tuphe_completion"]

    done = subprocess.run(handed, env=in_shell, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    assert done.stderr == ""
    assert '"so-sanh":"So sánh' in done.stdout


def test_help_is_the_same_where_python_leaves_docstrings_out(tuphe: Run, process: Run) -> None:
    for words in ((), ("tieu-chi", "xem")):
        assert process(*words, "--help", PYTHONOPTIMIZE="2").out == tuphe(*words, "--help").out
