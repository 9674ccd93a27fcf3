"""Holds the sdist and the wheel in DIST to what belongs in them: `contents.py DIST`, else ends with 1."""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path
from typing import Final
from zipfile import ZipFile

DATA: Final = ("checklists", "levels", "checks", "papers")
"""Folders of data that the wheel carries inside the package."""

LEFT: Final = re.compile(r"__pycache__$|\.\w+_cache$")
"""Names of folders that Python and its tools fill beside the sources."""


def wheel_files(wheel: Path) -> set[str]:
    """Return the files of a wheel but for those about itself."""
    with ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def sdist_files(sdist: Path) -> set[str]:
    """Return the files of an sdist, without its folder's name."""
    with tarfile.open(sdist) as packed:
        return {member.name.partition("/")[2] for member in packed if member.isfile()}


def files_under(*folders: str) -> set[str]:
    """Return the files of the project in some of its folders, without what Python and its tools leave there."""
    found = (path for folder in folders for path in Path(folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(LEFT.match(part) for part in path.parts)}


if __name__ == "__main__":
    dist = Path(sys.argv[1])
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    source = {name.removeprefix("src/") for name in files_under("src/tuphe")}
    expected = source | {f"tuphe/{name}" for name in files_under(*DATA)}
    packed, sources = wheel_files(wheel), sdist_files(sdist)
    strange = re.compile(r"__pycache__|\.(pyc|lock|log|zip)$|^\.")
    faults = [
        *(f"the wheel lacks {name}" for name in sorted(expected - packed)),
        *(f"the wheel has {name}" for name in sorted(packed - expected)),
        *(f"the sdist lacks {name}" for name in sorted(files_under("src", "tests", "docs", *DATA) - sources)),
        *(f"the sdist has {name}" for name in sorted(filter(strange.search, sources - {".gitignore"}))),
    ]
    print("\n".join(faults) or f"{wheel.name} and {sdist.name} hold what they should")
    sys.exit(bool(faults))
