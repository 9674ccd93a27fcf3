"""Odd things that may lie where tuphe looks for its files: pipes, links, endless files, what others put there."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import Final

HARM: Final = "\x1b]52;c;QQ==\x07\x1b]0;x\x07\x1b[2J\nTệp giả: \u202e\x9b8m"
"""A part of a name that a terminal would obey, or that forges a sentence."""


def fifo(path: Path, _: bytes) -> None:
    os.mkfifo(path)


def a_socket(path: Path, _: bytes) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # an address may have 108 bytes
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(path.name)
    os.chdir(before)


def endless(path: Path, _: bytes) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path, _: bytes) -> None:
    with path.open("wb") as file:
        file.truncate(8 << 30)


def hard_link(path: Path, _: bytes) -> None:
    os.link(bystander(), path)


def link(path: Path, _: bytes) -> None:
    path.symlink_to(bystander())


def dangling(path: Path, _: bytes) -> None:
    path.symlink_to("khong-con")


def loop(path: Path, _: bytes) -> None:
    path.symlink_to(path.name)


def folder(path: Path, _: bytes) -> None:
    path.mkdir()
    (path / "x").write_bytes(b"x")


def empty(path: Path, _: bytes) -> None:
    path.write_bytes(b"")


def zeros(path: Path, _: bytes) -> None:
    path.write_bytes(b"\0" * 4096)


def icloud(path: Path, _: bytes) -> None:
    path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")


def virtual(path: Path, _: bytes) -> None:
    path.with_name(f"{path.name}.nextcloud").write_bytes(b" ")


def apple_double(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        \0\2\0\0\0\x09\xb0")


def foreign(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    name, _, ending = path.name.rpartition(".")
    for other in (f"{name} {HARM}.{ending}", f"{HARM}.{ending}", f"~${path.name}", f"{path.name}.crdownload", "Icon\r"):
        path.with_name(other).write_bytes(b"khac\n" + content)


def unmerged(path: Path, content: bytes) -> None:
    path.write_bytes(b"<<<<<<< HEAD\n" + content + b"=======\n" + content + b">>>>>>> khac\n")


KINDS: Final = {
    make.__name__: make
    for make in (
        *(fifo, a_socket, endless, sparse, hard_link, link, dangling, loop, folder),
        *(empty, zeros, icloud, virtual, apple_double, foreign, unmerged),
    )
}


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
