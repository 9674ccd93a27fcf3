"""The command line speaks Vietnamese: help pages, wrong usage, stopping; and what a shell completes."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from support.pages import english
from support.program import TUPHE, Run, begun
from tuphe.cli import COMMANDS as TABLE
from tuphe.cli import OTHERS, app, load

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


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            inner = command.get_command(None, name) if path else load(name)
            yield from _commands(inner, (*path, name))


COMMANDS = dict(_commands(get_command(app)))

every_command = pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(["tuphe", *path]))


@every_command
def test_a_help_page_has_no_english_fits_a_narrow_window_and_cuts_no_sentence(
    tuphe: Run, path: tuple[str, ...]
) -> None:
    short, long, narrow = tuphe(*path, "-h"), tuphe(*path, "--help"), tuphe(*path, "-h", COLUMNS="60").out

    assert short == long
    assert (short.code, short.err) == (0, "")
    assert short.out.startswith("Cách dùng: tuphe")
    assert english(short.out) == []
    if hasattr(COMMANDS[path], "list_commands"):  # a group alone shows its help
        assert (tuphe(*path).out, tuphe(*path).err) == (short.out, "")
    assert max(map(len, narrow.splitlines())) <= 60
    assert "..." not in narrow


@every_command
def test_wrong_usage_has_no_english(tuphe: Run, path: tuple[str, ...]) -> None:
    for wrong in _wrong(COMMANDS[path]):
        result = tuphe(*path, *wrong)

        assert result.code == 2, wrong
        assert result.out == "", wrong
        assert english(result.err) == [], wrong
        assert "Traceback" not in result.err
        assert len(result.err.splitlines()) == 1, wrong
        assert wrong or result.err.startswith("Lệnh này cần "), path


def _wrong(command: Any) -> Iterator[tuple[str, ...]]:
    """Everything that a command line can get wrong: each option without its value, each switch with one, and so on."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option" and not param.is_eager]
    yield ("--khong-co",)
    yield ("-q",)
    if hasattr(command, "list_commands"):
        yield ("khong-co",)
    elif all(argument.nargs == 1 for argument in arguments):
        yield tuple("2026" for _ in range(len(arguments) + 1))
    if any(argument.required for argument in arguments):
        yield ()
    for option in options:
        name = option.opts[0]
        yield (name,) if not option.is_flag else (f"{name}=co",)


@pytest.mark.parametrize(("shell", "code"), [("bash", 0), ("tcsh", 2)])
def test_setting_up_completion_has_no_english(
    environment: dict[str, str], tmp_path: Path, shell: str, code: int
) -> None:
    # Typer looks at which shell has started it; one that it does not know is not the person's fault alone.
    program = tmp_path / shell
    program.symlink_to("/bin/sh")
    env = environment | {"PYTHONWARNDEFAULTENCODING": ""}  # Typer itself reads .bashrc without naming an encoding
    for option in ("--install-completion", "--show-completion"):
        line = [str(program), "-c", f'"$0" {option}; exit $?', TUPHE]
        done = subprocess.run(line, capture_output=True, cwd=tmp_path, env=env, check=False)

        said = done.stderr.decode()
        assert done.returncode == code, option
        assert english(said) == [], option
        assert said or code == 0


def test_completion_describes_the_commands_in_vietnamese(tuphe: Run) -> None:
    result = tuphe(_TUPHE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="tuphe ")

    assert "Xem một năm trên màn hình." in result.out
    assert english(result.out.replace("_arguments", "")) == []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_command_says_so_in_vietnamese(environment: dict[str, str], tmp_path: Path, sent: int) -> None:
    pipe: Any = subprocess.PIPE
    waiting = ("kiem-diem", "--tra-loi", "-")  # for a standard input that never ends
    with begun(waiting, env=environment, cwd=tmp_path, stdin=pipe, stdout=pipe, stderr=pipe) as running:
        assert running.stdin is not None
        running.stdin.write(b"#" * 200_000)  # more than a pipe holds: once it is gone, the program is reading
        running.stdin.flush()
        running.send_signal(sent)
        out, err = running.communicate(timeout=60)

    said = err.decode()
    assert running.returncode == 130
    assert out == b""
    assert "Đã dừng" in said
    assert english(said) == []


def test_the_help_fits_a_small_window_with_the_everyday_commands_and_the_names_of_the_others(tuphe: Run) -> None:
    page, whole = tuphe("--help").out, tuphe("--tat-ca").out

    assert len(page.splitlines()) <= 24
    assert [name for name in TABLE if name not in page.split()] == []
    assert [command.help for command in OTHERS if command.help in page] == []
    assert [command.help for command in TABLE.values() if command.help not in " ".join(whole.split())] == []
    assert english(whole) == []
