"""Run with jobs on standard input: lays odd things where tuphe looks for its files, and runs commands beside them.

Each job runs in a process forked from this one, which has loaded the program
already: a few thousand of them take minutes, not hours.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Final

HARM: Final = "\x1b]52;c;QQ==\x07\x1b]0;x\x07\x1b[2J\nTệp giả: \u202e\x9b8m"
"""A part of a name that a terminal would obey, or that forges a sentence."""

SECONDS: Final = 20
MEMORY: Final = 1 << 30


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
    """A file of somebody else, beside everything, which nothing may change."""
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


def run(job: dict[str, Any], at: Path) -> dict[str, Any]:
    """Run one command beside one odd thing, in a process of its own."""
    shutil.copytree(job["from"], at)
    os.chdir(at)
    bystander()
    lay(at / job["place"], job["kind"])
    child = os.fork()
    if not child:
        become(job, at)
    _, status = os.waitpid(child, 0)
    said = [(at / name).read_bytes().decode(errors="backslashreplace") for name in ("out", "err")]
    result = {"code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1]}
    result["bystander"] = bystander().read_text(encoding="utf-8")
    os.chdir("/")
    shutil.rmtree(at)
    return result


def become(job: dict[str, Any], at: Path) -> None:
    """Be the program itself, until it ends."""
    given = at / "in"
    given.write_bytes("một việc\n".encode())
    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        os.dup2(os.open(at / name, flags | os.O_CREAT, 0o600), number)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.alarm(SECONDS)
    os.environ |= {"TUPHE_THU_MUC": str(at / "du-lieu"), "EDITOR": f"{at}/soan-thao"}
    sys.argv = ["tuphe", *job["command"]]
    code: Any = 70
    try:
        from tuphe.cli import main

        main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


def load() -> None:
    """Load the program, all of it."""
    import importlib
    import pkgutil

    import tuphe

    for module in pkgutil.walk_packages(tuphe.__path__, "tuphe."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def main() -> None:
    """Read the jobs, and write what came of each."""
    load()
    jobs = json.load(sys.stdin)
    at = Path(sys.argv[1])
    json.dump([run(job, at / str(number)) for number, job in enumerate(jobs)], sys.stdout)


if __name__ == "__main__":
    main()
