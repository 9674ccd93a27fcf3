"""Committees' own tables of points, kept beside the person's own checklists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.core.scoring import PointTable, find_faults
from tuphe.errors import PointTableNotFound
from tuphe.storage.shelf import Shelf, read_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage import toml

_MARK: Final = re.compile(rb"^\s*\[\[\s*(tieu_chi_chung|ket_qua_nhiem_vu)\s*\]\]", re.MULTILINE)
"""What only a table of points has: it lies in one folder with the checklists."""

_LOOKED_AT: Final = 65_536
"""Bytes of a file in which the mark is looked for."""


class PointTableStore(Shelf[PointTable]):
    """Finds tables of points by id; none comes with the program."""

    def __init__(self, folder: Path, *, remark: toml.Remark) -> None:
        super().__init__(
            (folder / "tieu-chi",),
            lambda path: read_point_table(path, remark=remark),
            missing=PointTableNotFound,
            among=is_point_table,
        )


def read_point_table(path: Path, *, remark: toml.Remark) -> PointTable:
    """Read a table of points from any file.

    Raises BadFile; a missing file is one too.
    """
    return read_entry(path, PointTable, remark=remark, also=find_faults)


def is_point_table(path: Path) -> bool:
    """Whether a file looks like a table of points rather than a checklist; one that cannot be read does not."""
    try:
        with path.open("rb") as file:
            return _MARK.search(file.read(_LOOKED_AT)) is not None
    except OSError:
        return False
