"""Completion by Tab: the script for each shell, and the place where that shell looks for it."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Final

from typer._completion_shared import _get_shell_name, get_completion_script

from tuphe.errors import CannotWrite, NoHome, WrongUsage
from tuphe.file_reading import read_bytes
from tuphe.storage.disk import reason

SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")

_POWERSHELL: Final = Path(__file__).with_name("completion.ps1")
"""Ours: Typer's also binds the Tab key anew for every other program."""


def shell_meant(named: str | None) -> str:
    """Return the shell that was named, else the one in which tuphe runs; raises WrongUsage for another one."""
    shell = named or _get_shell_name() or ""
    if shell not in SHELLS:
        raise WrongUsage("Cửa sổ dòng lệnh này chưa có gợi ý. Dùng bash, zsh, fish hoặc PowerShell.")
    return shell


def script_for(shell: str) -> str:
    """Return what a shell must read to complete tuphe's command lines."""
    if shell in ("powershell", "pwsh"):
        return _POWERSHELL.read_text(encoding="utf-8")
    return f"{get_completion_script(prog_name='tuphe', complete_var='_TUPHE_COMPLETE', shell=shell)}\n"


def install_for(shell: str) -> Path:
    """Put the script where a shell looks for it, have the shell read it at its start, and return its path.

    Raises NoHome, CannotWrite.
    """
    place, settings, line = _places(shell)
    try:
        if settings is None or settings != place:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(script_for(shell), encoding="utf-8")
        if settings is not None:
            settings.parent.mkdir(parents=True, exist_ok=True)
            _add_line(settings, line)
    except OSError as fault:
        raise CannotWrite(place, reason(fault)) from None
    return place


def _places(shell: str) -> tuple[Path, Path | None, str]:
    """Where the script goes, which file of settings must name it, if any, and by which line."""
    try:
        home = Path.home()
    except RuntimeError:
        raise NoHome from None
    if shell == "bash":
        place = home / ".bash_completions" / "tuphe.sh"
        return place, home / ".bashrc", f"source {shlex.quote(str(place))}"
    if shell == "zsh":
        base = Path(os.environ.get("ZDOTDIR") or home)
        place = base / ".zfunc" / "_tuphe"
        line = f"fpath+={shlex.quote(str(place.parent))}; autoload -Uz compinit; compinit"
        return place, base / ".zshrc", line
    if shell == "fish":
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        return base / "fish" / "completions" / "tuphe.fish", None, ""
    profile = _powershell_profile(shell)
    return profile, profile, script_for(shell)


def _powershell_profile(shell: str) -> Path:
    try:
        asked = [shell, "-NoProfile", "-Command", "[Console]::OutputEncoding=[Text.Encoding]::UTF8; $PROFILE"]
        said = subprocess.run(asked, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.strip()
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise WrongUsage(
            "Không tìm được tệp cấu hình của PowerShell. Xem đoạn mã để tự chép: --show-completion"
        ) from None
    return Path(said)


def _add_line(settings: Path, line: str) -> None:
    """Add a line to the person's own settings, which may be a link, once."""
    known = read_bytes(settings).decode(errors="replace") if settings.exists() else ""
    if line not in known:
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
