"""The passphrase: typed without being shown, or printed by a command that the person named."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from tuphe.core.text import clean
from tuphe.errors import NeedsTerminal, WrongUsage
from tuphe.terminal import console
from tuphe.terminal.modes import held
from tuphe.terminal.shell_words import split_command

_COMMAND: Final = "TUPHE_MAT_KHAU_LENH"
TRIES: Final = 3
"""How often a passphrase may be typed before the command ends."""

SHORTEST: Final = 8
"""Letters: fewer are tried out in a moment."""


def ask_passphrase() -> Iterator[str]:
    """Yield possible passphrases of a locked folder, until one of them is right.

    After a typing error it is asked for again here, where it is not shown: a person who has to run the command again
    types it into the shell by habit. Of a command that prints several lines, the first line comes first, then all of
    them together: an older tuphe took these for the passphrase.

    Raises NeedsTerminal, WrongUsage when the command fails.
    """
    if printed := _printed():
        yield from dict.fromkeys((_first_line(printed), printed))
        return
    yield _typed("Mật khẩu: ")
    for _ in range(TRIES - 1):
        console.notify(
            "Mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại, hoặc Ctrl-C để thôi."
        )
        yield _typed("Mật khẩu: ")


def ask_new_passphrase() -> str:
    """Return a passphrase for a folder to be locked: typed twice, or the first line that a command prints.

    Raises NeedsTerminal, WrongUsage.
    """
    too_short = f"Mật khẩu cần ít nhất {SHORTEST} ký tự."
    if printed := _first_line(_printed()):
        if len(printed) < SHORTEST:
            raise WrongUsage(too_short)
        return printed
    while True:
        chosen = _typed(f"Mật khẩu mới, ít nhất {SHORTEST} ký tự: ")
        if len(chosen) < SHORTEST:
            console.notify(too_short)
        elif _typed("Gõ lại mật khẩu: ") != chosen:
            console.notify("Hai lần gõ không giống nhau. Gõ lại từ đầu, hoặc Ctrl-C để thôi.")
        else:
            return chosen


def _printed() -> str:
    command = os.environ.get(_COMMAND)
    if not command:
        return ""
    try:
        done = subprocess.run(split_command(command), stdout=subprocess.PIPE, check=True, encoding="utf-8")
    except FileNotFoundError:
        raise WrongUsage(f"Chương trình trong biến {_COMMAND} không có trên máy này, nên chưa có mật khẩu.") from None
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise WrongUsage(f"Lệnh trong biến {_COMMAND} báo lỗi, nên chưa có mật khẩu.") from None
    printed = done.stdout.rstrip("\r\n")
    if not _first_line(printed):
        raise WrongUsage(f"Lệnh trong biến {_COMMAND} không in ra gì ở dòng đầu, nên chưa có mật khẩu.")
    return printed


def _first_line(printed: str) -> str:
    return printed.partition("\n")[0].rstrip("\r")


def _typed(prompt: str) -> str:
    """Return a passphrase as it is typed, without showing it; raises NeedsTerminal, KeyboardInterrupt."""
    if sys.stdin is None or not sys.stdin.isatty():
        setting = "set {}=lệnh in ra mật khẩu" if os.name == "nt" else "{}='lệnh in ra mật khẩu' tuphe …"
        raise NeedsTerminal(setting=setting.format(_COMMAND))
    from tuphe.terminal.fields import secret_field  # noqa: PLC0415 -- prompt_toolkit is slow to load, and a command may print the passphrase

    try:
        with held():
            typed, hidden = clean(secret_field(_show, prompt).run(set_exception_handler=False))
    except EOFError:  # the window is closed
        raise KeyboardInterrupt from None
    finally:
        _show("\n")
    if hidden:
        console.notify("Đã bỏ các ký tự điều khiển ẩn trong mật khẩu vừa gõ.")
    return typed


def _show(text: str) -> None:
    """Write beside the results: they may go into a file."""
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
