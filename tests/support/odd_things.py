"""Odd things that may lie where tuphe looks for its files: pipes, links, endless files, what others put there."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

HARM: Final = "\x1b]52;c;QQ==\x07\x1b]0;x\x07\x1b[2J\nTệp giả: \u202e\x9b8m"
"""A part of a name that a terminal would obey, or that forges a sentence."""


def _socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # an address may have 108 bytes
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(path.name)
    os.chdir(before)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(8 << 30)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "x").write_bytes(b"x")


def _apple_double(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        \0\2\0\0\0\x09\xb0")


def _foreign(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    name, _, ending = path.name.rpartition(".")
    for other in (f"{name} {HARM}.{ending}", f"{HARM}.{ending}", f"~${path.name}", f"{path.name}.crdownload", "Icon\r"):
        path.with_name(other).write_bytes(b"khac\n" + content)


KINDS: Final[dict[str, Callable[[Path, bytes], object]]] = {
    "fifo": lambda path, _: os.mkfifo(path),
    "a_socket": lambda path, _: _socket(path),
    "endless": lambda path, _: path.symlink_to("/dev/zero"),
    "sparse": lambda path, _: _sparse(path),
    "hard_link": lambda path, _: os.link(bystander(), path),
    "link": lambda path, _: path.symlink_to(bystander()),
    "dangling": lambda path, _: path.symlink_to("khong-con"),
    "loop": lambda path, _: path.symlink_to(path.name),
    "folder": lambda path, _: _folder(path),
    "empty": lambda path, _: path.write_bytes(b""),
    "zeros": lambda path, _: path.write_bytes(b"\0" * 4096),
    "icloud": lambda path, _: path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00"),
    "virtual": lambda path, _: path.with_name(f"{path.name}.nextcloud").write_bytes(b" "),
    "apple_double": _apple_double,
    "foreign": _foreign,
    "unmerged": lambda path, own: path.write_bytes(b"<<<<<<< HEAD\n" + own + b"=======\n" + own + b">>>>>>> khac\n"),
}
"""What may lie in the place of a file, or beside it: made of its path and of what stood there."""


def bystander() -> Path:
    """A file of somebody else in the folder that one is in, which nothing may change."""
    path = Path.cwd() / "cua-nguoi-khac.txt"
    if not path.exists():
        path.write_bytes("[[so_tay]]\n# của người khác\n".encode())
    return path


def lay(place: Path, kind: str) -> None:
    """Put an odd thing in the place of what lies there."""
    content = place.read_bytes() if place.is_file() else b"x = 1\n"
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](place, content)
