"""The passphrase: typed without being shown, or printed by a command that the person named."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from getpass import getpass
from typing import Final

from tuphe.errors import NeedsTerminal, WrongUsage

_COMMAND: Final = "TUPHE_MAT_KHAU_LENH"
SHORTEST: Final = 8
"""Letters: fewer are tried out in a moment."""


def ask_passphrase() -> str:
    """Return the passphrase of a locked folder.

    Raises NeedsTerminal, WrongUsage when the command fails.
    """
    return _printed() or _typed("Mật khẩu: ")


def ask_new_passphrase() -> str:
    """Return a passphrase for a folder to be locked, typed twice.

    Raises NeedsTerminal, WrongUsage.
    """
    printed = _printed()
    chosen = printed or _typed("Mật khẩu mới: ")
    if len(chosen) < SHORTEST:
        raise WrongUsage(f"Mật khẩu cần ít nhất {SHORTEST} ký tự.")
    if not printed and _typed("Gõ lại mật khẩu: ") != chosen:
        raise WrongUsage("Hai lần gõ không giống nhau. Chưa có gì thay đổi.")
    return chosen


def _printed() -> str:
    command = os.environ.get(_COMMAND)
    if not command:
        return ""
    try:
        done = subprocess.run(
            shlex.split(command, posix=os.name != "nt"), stdout=subprocess.PIPE, check=True, encoding="utf-8"
        )
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise WrongUsage(f"Lệnh trong biến {_COMMAND} báo lỗi, nên chưa có mật khẩu.") from None
    return done.stdout.rstrip("\r\n")


def _typed(prompt: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise NeedsTerminal(f"{_COMMAND}='lệnh in ra mật khẩu' tuphe …")
    return getpass(prompt, stream=sys.stderr)
