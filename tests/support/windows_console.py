"""A program in a Windows console of its own: keys are typed into it, its screen is read, and it is closed.

Run as a program, for whoever reads and writes another's console gives up its own: `python console.py COMMAND…`, the
steps as JSON on standard input. Whoever tests calls `in_console`.
"""

import ctypes
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

CTRL_C, CTRL_BREAK, CLOSED = 0, 1, 2
"""What a console tells its programs."""

Step = tuple[str, str | int]
"""("until", words that stand on the screen), ("type", letters) or ("event", what the console tells)."""

_LONGEST: Final = 90
_NEW_CONSOLE: Final = 0x10
_ENTER: Final = 0x0D
_CTRL: Final = 8
_LETTERS: Final = 120 * 60
"""How much of a screen is read."""


def in_console(
    command: Sequence[str], steps: Sequence[Step], *, cwd: Path, env: Mapping[str, str]
) -> tuple[int | None, str]:
    """Run a command in a console of its own, take the steps, and return its exit code and its last screen."""
    done = subprocess.run(
        [sys.executable, __file__, *command],
        input=json.dumps(list(steps)).encode(),
        stdout=subprocess.PIPE,
        cwd=cwd,
        env=dict(env),
        timeout=3 * _LONGEST,
        check=True,
    )
    code, screen = json.loads(done.stdout)
    return code, screen


class _Console:
    """The console of a program that was just started."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self._program = program
        self._system: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        self._system.FreeConsole()
        until = time.monotonic() + _LONGEST
        while not self._system.AttachConsole(program.pid):
            if time.monotonic() > until:
                raise TimeoutError("no console")
            time.sleep(0.1)
        # Events that the console tells its programs are none of ours.
        self._system.SetConsoleCtrlHandler(None, 1)
        self._keys, self._screen = (self._open(name) for name in ("CONIN$", "CONOUT$"))

    def _open(self, name: str) -> Any:
        self._system.CreateFileW.restype = ctypes.c_void_p
        return ctypes.c_void_p(self._system.CreateFileW(name, 0xC0000000, 3, None, 3, 0, None))

    def until(self, words: str) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + _LONGEST
        while words not in self.text():
            if time.monotonic() > end or self._program.poll() is not None:
                raise TimeoutError(f"{words}\n{self.text()}")
            time.sleep(0.1)

    def text(self) -> str:
        """Return what stands on the screen, as words."""
        read = ctypes.create_unicode_buffer(_LETTERS + 1)
        count = ctypes.c_ulong()
        self._system.ReadConsoleOutputCharacterW(self._screen, read, _LETTERS, 0, ctypes.byref(count))
        return " ".join(str(read.value).split())

    def type(self, letters: str) -> None:
        """Press and release a key for each letter, and wait until all are read."""
        for letter in letters:
            code, state = (_ENTER, 0) if letter == "\r" else (0, _CTRL if letter < " " else 0)
            for down in (1, 0):
                key = _Key(1, 0, down, 1, code, 0, letter, state)
                self._system.WriteConsoleInputW(self._keys, ctypes.byref(key), 1, ctypes.byref(ctypes.c_ulong()))

        # What was typed may stand on the screen in pieces: Wine's consoles write out what moves the cursor.
        end, left = time.monotonic() + _LONGEST, ctypes.c_ulong(1)
        while left.value:
            if time.monotonic() > end:
                raise TimeoutError("keys are not read")
            time.sleep(0.1)
            self._system.GetNumberOfConsoleInputEvents(self._keys, ctypes.byref(left))

    def event(self, number: int) -> None:
        """Tell the program what a console tells, in the way a console does: on a new thread in it."""
        library: Any = ctypes.WinDLL("kernelbase")  # type: ignore[attr-defined,unused-ignore]
        find, begin = self._system.GetProcAddress, self._system.CreateRemoteThread
        anything = ctypes.c_void_p
        find.restype, find.argtypes = anything, [anything, ctypes.c_char_p]
        begin.restype = anything
        begin.argtypes = [anything, anything, ctypes.c_size_t, anything, anything, ctypes.c_ulong, anything]
        routine = find(library._handle, b"CtrlRoutine")
        process = int(self._program._handle)  # type: ignore[attr-defined,unused-ignore]
        if not begin(process, None, 0, routine, number, 0, None):
            raise OSError("no thread")


class _Key(ctypes.Structure):
    """An INPUT_RECORD of a key."""

    _fields_ = (
        ("kind", ctypes.c_ushort), ("padding", ctypes.c_ushort), ("down", ctypes.c_int), ("times", ctypes.c_ushort),
        ("key", ctypes.c_ushort), ("scan", ctypes.c_ushort), ("letter", ctypes.c_wchar), ("state", ctypes.c_ulong),
    )  # fmt: skip


def _main() -> None:
    steps = json.loads(sys.stdin.read())
    program = subprocess.Popen(sys.argv[1:], creationflags=_NEW_CONSOLE)
    try:
        console = _Console(program)
        screen = ""
        for name, given in steps:
            getattr(console, name)(given)
            screen = console.text() or screen
        code = program.wait(_LONGEST)
    finally:
        program.kill()
    sys.stdout.write(json.dumps([code, screen]))


if __name__ == "__main__":
    _main()
