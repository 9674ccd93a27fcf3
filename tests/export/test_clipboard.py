"""The clipboard over SSH is the terminal's own."""

import base64

import pyperclip
import pytest

from tuphe.errors import CannotWrite, ExitCode
from tuphe.terminal.clipboard import copy


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_terminal_is_asked_to_take_the_text(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "1")

    sequence = copy("Số hoá 1.240 hồ sơ\n")

    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert base64.b64decode(sequence[7:-1]).decode() == "Số hoá 1.240 hồ sơ\n"


def test_over_ssh_a_text_longer_than_terminals_take_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "1")

    with pytest.raises(CannotWrite, match="bảng nhớ tạm") as refused:
        copy("Bí mật 7391 " * 10_000)

    assert refused.value.exit_code is ExitCode.CANNOT_WRITE
    assert "7391" not in str(refused.value)


def test_a_clipboard_that_takes_the_text_a_moment_later_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    looks = iter(["", "bản cũ", "Số hoá 1.240 hồ sơ"])
    monkeypatch.setattr(pyperclip, "copy", len)
    monkeypatch.setattr(pyperclip, "paste", lambda: next(looks))

    assert copy("Số hoá 1.240 hồ sơ\n") == ""
