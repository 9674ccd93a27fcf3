"""Assembles the folder for Windows and its zip: `pack.py WORK DIST VERSION` (called by `build`).

WORK holds `python/` (a whole Windows Python), `library/` (its modules, compiled) and `wheels/`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
LONGEST: Final = 260 - len(r"C:\Users\nguyen-thi-thuc-hien\Downloads") - 1
"""How many characters a path in the zip may have in the `Downloads` of a user of 20 letters (Windows: 260)."""
RUNTIME: Final = ("python.exe", "python3.dll", "python313.dll", "vcruntime140.dll", "vcruntime140_1.dll")
BESIDE: Final = {
    "_ctypes": ("libffi-8.dll",),
    "_hashlib": ("libcrypto-3.dll",),
    "_ssl": ("libcrypto-3.dll", "libssl-3.dll"),
    "zlib": ("zlib1.dll",),
}
"""The DLLs that an extension module of Python needs."""
LEFT_OUT: Final = re.compile(
    r"(^|/)(tests?|__pycache__|[^/]*\.data)/|^lxml/(includes|isoschematron)/|^lxml/objectify"
    r"|\.(pyi|pxd|pxi|pyx|h|c)$|/RECORD$"
)
"""What of a wheel nobody runs: stubs, headers and sources of compiled modules, tests."""
PATHS: Final = "python313.zip\r\n.\r\npackages\r\n"
"""The `._pth` of Python: only these places, and no variable of the account, say where modules are."""


def assemble(work: Path, folder: Path) -> None:
    """Lay out the folder as it will be unpacked."""
    names = frozenset(line for line in (HERE / "library.txt").read_text().split("\n") if line and line[0] != "#")
    python = folder / "python"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "folder", folder)
    python.mkdir()
    for name in ("installing.py", "window.py"):
        shutil.copyfile(HERE / name, python / name)
    for name in RUNTIME:
        shutil.copyfile(_found(work / "python", name), python / name)
    for module in (work / "python").rglob("*.pyd"):
        if module.stem in names:
            for name in (module.name, *BESIDE.get(module.stem, ())):
                shutil.copyfile(_found(work / "python", name), python / name)
    python.joinpath("python313._pth").write_text(PATHS, newline="")
    _pack_library(work / "library", names, python / "python313.zip")
    _unpack_wheels(work / "wheels", python / "packages", folder / "giay-phep")
    (folder / "giay-phep" / "python").mkdir()
    shutil.copyfile(work / "python" / "LICENSE.txt", folder / "giay-phep" / "python" / "LICENSE.txt")


def _found(python: Path, name: str) -> Path:
    return next(python.rglob(name))


def _pack_library(library: Path, names: frozenset[str], to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(library.rglob("*.pyc")):
            inside = path.relative_to(library)
            if inside.parts[0].removesuffix(".pyc") in names:
                packed.write(path, inside)


def _unpack_wheels(wheels: Path, packages: Path, licences: Path) -> None:
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith("/") or LEFT_OUT.search(name):
                    continue
                archive.extract(name, packages)
                if re.search(r"\.dist-info/(licenses/|LICEN[CS]E|COPYING|NOTICE)", name):
                    into = licences / "-".join(wheel.stem.split("-")[:2])
                    into.mkdir(parents=True, exist_ok=True)
                    into.joinpath(name.rpartition("/")[2]).write_bytes(archive.read(name))


def zipped(folder: Path, to: Path) -> None:
    """Zip a folder under its own name: always in one order and with one date, so that like folders give like zips."""
    with zipfile.ZipFile(to, "w") as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, path.read_bytes(), compresslevel=9)


def check(folder: Path) -> None:
    """Stop where a path is too long for Windows, or a package has no licence."""
    inside = [f"{folder.name}\\{folder.name}\\{path.relative_to(folder)}" for path in folder.rglob("*")]
    if too_long := [path for path in inside if len(path) > LONGEST]:
        sys.exit(f"too long for Windows: {too_long}")
    packages = {path.name.removesuffix(".dist-info") for path in folder.glob("python/packages/*.dist-info")}
    if bare := packages - {path.name for path in (folder / "giay-phep").iterdir()}:
        sys.exit(f"no licence found of: {sorted(bare)}")


if __name__ == "__main__":
    step, work, dist, version = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    folder = work / f"tuphe-{version}"
    if step == "assemble":
        assemble(work, folder)
    else:
        check(folder)
        dist.mkdir(exist_ok=True)
        whole = dist / f"tuphe-{version}-windows.zip"
        zipped(folder, whole)
        digest = hashlib.sha256(whole.read_bytes()).hexdigest()
        (dist / "SHA256SUMS").write_text(f"{digest}  {whole.name}\n")
        print(f"{whole}: {whole.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
