"""Earlier versions of a year, and copies that others put beside it: what can be brought back."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tuphe.core.difference import Version
from tuphe.errors import CannotWrite
from tuphe.storage.copies import copies_beside
from tuphe.storage.files import SET_ASIDE, make_private, reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEPT: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.\d+(-chot|-ban-khac)?\.toml(\.age)?")
"""How a kept version is named: when, and why it was kept."""


def kept_versions(folder: Path) -> list[Version]:
    """List the versions that tuphe kept, newest first."""
    if not folder.is_dir():
        return []
    versions = [
        Version(
            name=path.name,
            when=datetime.fromisoformat(f"{name[1]}T{name[2]}:{name[3]}:{name[4]}"),
            size=path.stat().st_size,
            closed=name[5] == "-chot",
        )
        for path in folder.iterdir()
        if (name := _KEPT.fullmatch(path.name))
    ]
    return sorted(versions, key=lambda version: version.name, reverse=True)


def versions_beside(path: Path) -> list[Version]:
    """List the copies of a year's file that others left beside it."""
    return [_copy(other) for other in copies_beside(path)]


def put_away(copies: Iterable[Path], folder: Path) -> None:
    """Move copies that lie beside a year to its earlier versions: kept, and no longer in the way.

    Raises CannotWrite.
    """
    for copy in copies:
        make_private(folder)
        ending = SET_ASIDE + (".age" if copy.name.endswith(".age") else "")
        try:
            copy.replace(folder / f"{datetime.now():%Y-%m-%dT%H-%M-%S.%f}{ending}")
        except OSError as fault:
            raise CannotWrite(copy, reason(fault)) from None


def _copy(path: Path) -> Version:
    known = path.stat()
    changed = datetime.fromtimestamp(known.st_mtime)  # noqa: DTZ006 -- shown in the person's own time
    return Version(name=path.name, when=changed, size=known.st_size, beside=True)
