"""A longer text, written in the person's own editor; what was written is read before anything is removed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Final, NamedTuple

from tuphe.errors import BadFile, CannotWrite, WrongUsage
from tuphe.terminal import console, stopping
from tuphe.terminal.decoding import marked
from tuphe.terminal.shell_words import split_command

_FAILED: Final = "Trình soạn thảo không mở được hoặc báo lỗi; chưa có gì thay đổi."

_MOST: Final = 2_000_000
"""The most bytes of one answer: as many as a whole year may have."""

_AT_ONCE: Final = 2.0
"""Seconds: nobody opens an editor, reads and closes it in less."""

_PATIENCE: Final = (0.0, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between tries to read a file that its editor has not released."""

_USUAL: Final = ("notepad",) if os.name == "nt" else ("nano", "pico", "micro", "mcedit")
"""Those that say on the screen how they are left, the usual one first."""

_SECONDS_TO_END: Final = 3.0
"""How long an editor may take to end."""


class Written(NamedTuple):
    """The text of the editor's file, which has a folder of its own until it is dropped.

    `at_once` says that the editor came back unchanged before anybody could have written in it.
    """

    text: str
    path: Path
    at_once: bool = False

    def drop(self) -> None:
        """Remove the file: its text is safe elsewhere."""
        _remove(self.path)


def edit_answer(text: str, notify: Callable[[str], None] = console.notify) -> str:
    """Open `text` in the person's editor and return what was saved there; raises what `edit` raises."""
    written = edit(text, notify=notify)
    if written.at_once:
        notify(f"Đoạn viết ở cửa sổ đó, nếu có, nằm trong {written.path}")
    else:
        written.drop()
    return written.text


def edit(text: str, *, most: int = _MOST, notify: Callable[[str], None] = console.notify) -> Written:
    """Open `text` in $VISUAL or $EDITOR, else nano, one like it, or Notepad, and return what was saved there.

    What a failing editor saved counts all the same. `most` is how many bytes the text may have; `notify` is
    told what the person should know although the text was taken.

    Raises WrongUsage where no editor can be started or it saved nothing and failed, CannotWrite where there is no room
    for its file, and BadFile where that cannot be read: then it is left where it is.
    """
    command = _editor()
    path = _new_file(text)
    began = monotonic()
    try:
        code = _run([*command, str(path)])
    except (OSError, ValueError):
        _remove(path)
        raise WrongUsage(f"{_FAILED} Đặt biến EDITOR là chương trình khác, ví dụ: EDITOR={_USUAL[0]}") from None
    written = _read(path, most)
    if code and written == text.rstrip("\n"):
        _remove(path)
        raise WrongUsage(_FAILED)
    at_once = written == text.rstrip("\n") and monotonic() - began < _AT_ONCE
    if code:
        notify("Trình soạn thảo báo lỗi; bản đã lưu ở đó vẫn được lấy.")
    elif at_once and console.can_ask():  # a script that sets its editor knows what it does
        notify(
            "Trình soạn thảo kết thúc ngay, chưa có gì thay đổi. Nếu có cửa sổ riêng mở ra, đặt lệnh chờ đến khi đóng, "
            'ví dụ: EDITOR="code --wait"'
        )
    return Written(written, path, at_once)


def _editor() -> list[str]:
    if chosen := os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            return split_command(chosen)
        except ValueError:
            raise WrongUsage("Lệnh trong biến VISUAL hoặc EDITOR để trống hoặc thiếu dấu ngoặc kép đóng.") from None
    # Never vi: a person who does not know it cannot leave it.
    for name in _USUAL:
        if found := shutil.which(name):
            return [found]
    raise WrongUsage(
        f"Không tìm thấy trình soạn thảo nào. Cài {_USUAL[0]}, hoặc đặt biến EDITOR là chương trình đã có trên máy, "
        'ví dụ: export EDITOR="gedit --wait"'
    )


def _new_file(text: str) -> Path:
    """Write `text` into a file in a folder that only this user can enter."""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="tuphe-"))
        path = folder / "cau-tra-loi.txt"
        path.touch(mode=0o600)
        path.write_bytes(text.replace("\n", os.linesep).encode())
    except OSError:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise CannotWrite(
            "tệp tạm cho trình soạn thảo",
            "thư mục tạm không có, đã đầy hoặc không cho ghi. "
            f"Xoá bớt tệp không dùng, hoặc đặt biến {'TEMP' if os.name == 'nt' else 'TMPDIR'} là thư mục khác.",
        ) from None
    return path


def _run(command: list[str]) -> int:
    """Run the editor and return its exit code; when the session ends, end it too, and wait for what it saves."""
    with subprocess.Popen(command) as editor:

        def end() -> None:
            """Ask the editor to end, and end it for certain a little later."""
            with suppress(OSError):
                editor.terminate()
            last = Timer(_SECONDS_TO_END, editor.kill)
            last.daemon = True
            last.start()

        with stopping.left_to_another(end):
            return editor.wait()


def _read(path: Path, most: int) -> str:
    """Return the text of a file that an editor wrote; raises BadFile, and leaves the file where it was."""
    if (content := _content(path, most)) is None:
        if not path.exists():
            with suppress(OSError):  # another file in there is not ours to remove
                path.parent.rmdir()
            raise WrongUsage("Trình soạn thảo không để lại tệp nào; chưa có gì thay đổi.")
        raise BadFile(path, "trình soạn thảo còn giữ, hoặc không cho đọc. Tệp vẫn còn; chép chữ trong tệp sang đây.")
    if len(content) > most:
        raise BadFile(path, f"quá dài ({len(content)} byte trở lên). Tệp vẫn còn; chép phần cần dùng sang đây.")
    encoding, bare = marked(content)
    try:
        text = bare.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadFile(path, "không phải văn bản UTF-8. Tệp vẫn còn; lưu lại dưới dạng UTF-8 rồi chép sang đây.")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _content(path: Path, most: int) -> bytes | None:
    for seconds in _PATIENCE:
        sleep(seconds)
        with suppress(OSError):
            if path.is_file():
                with path.open("rb") as file:
                    return file.read(most + 1)
    return None


def _remove(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
    if path.exists():
        console.notify(f"Chưa xoá được tệp tạm {path}; đóng trình soạn thảo rồi xoá tệp đó.")
