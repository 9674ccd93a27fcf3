"""Opens the home screen: in Windows Terminal where there is one, else in this console, made fit for Vietnamese."""

import ctypes
import os
import shutil
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path

from tuphe.__main__ import main

NAME = "Tự phê"
TRUE_TYPE = 4
"""The bit of a font's family by which a console tells its outline fonts from the old bitmaps (TMPF_TRUETYPE)."""


class Font(ctypes.Structure):
    """CONSOLE_FONT_INFOEX."""

    _fields_ = (
        ("size", wintypes.ULONG), ("number", wintypes.DWORD), ("width", wintypes.SHORT), ("height", wintypes.SHORT),
        ("family", wintypes.UINT), ("weight", wintypes.UINT), ("name", wintypes.WCHAR * 32),
    )  # fmt: skip


def make_readable() -> None:
    """Give the console a name, UTF-8, and Consolas where it has a bitmap font, which lacks most Vietnamese letters."""
    system = ctypes.WinDLL("kernel32")
    system.SetConsoleTitleW(NAME)
    system.SetConsoleCP(65001)
    system.SetConsoleOutputCP(65001)
    system.GetStdHandle.restype = wintypes.HANDLE
    screen = wintypes.HANDLE(system.GetStdHandle(-11))
    font = Font(size=ctypes.sizeof(Font))
    if system.GetCurrentConsoleFontEx(screen, False, ctypes.byref(font)) and not font.family & TRUE_TYPE:
        font.width, font.height, font.family, font.weight, font.name = 0, 18, 54, 400, "Consolas"
        system.SetCurrentConsoleFontEx(screen, False, ctypes.byref(font))


os.chdir(Path.home())
terminal = shutil.which("wt.exe")
if terminal and "WT_SESSION" not in os.environ:
    subprocess.Popen([terminal, "--title", NAME, sys.executable, "-m", "tuphe"])
else:
    make_readable()
    main()
