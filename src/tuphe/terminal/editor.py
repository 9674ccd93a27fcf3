"""A longer answer, written in the person's own editor."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tuphe.errors import WrongUsage
from tuphe.terminal.command_line import split_command


def edit(text: str) -> str:
    """Open `text` in $VISUAL or $EDITOR and return what was saved there.

    The file lies in a folder of its own that only this user can enter, and is gone afterwards.

    Raises WrongUsage when no editor can be started; the text is then as before.
    """
    command = _editor()
    with tempfile.TemporaryDirectory(prefix="tuphe-") as folder:
        path = Path(folder) / "cau-tra-loi.txt"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*command, str(path)], check=True)
            return path.read_text(encoding="utf-8-sig").rstrip("\n")
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
            raise WrongUsage("Trình soạn thảo không mở được hoặc báo lỗi; chưa có gì thay đổi.") from None


def _editor() -> list[str]:
    if chosen := os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            return split_command(chosen)
        except ValueError:
            raise WrongUsage("Lệnh trong biến VISUAL hoặc EDITOR để trống hoặc thiếu dấu ngoặc kép đóng.") from None
    for usual in ("notepad",) if os.name == "nt" else ("nano", "vi"):
        if found := shutil.which(usual):
            return [found]
    raise WrongUsage("Không tìm thấy trình soạn thảo. Đặt biến EDITOR, ví dụ: EDITOR=nano")
