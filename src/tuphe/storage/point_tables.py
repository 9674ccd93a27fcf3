"""Committees' own tables of points, kept beside the person's own checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.scoring import PointTable, find_faults
from tuphe.errors import PointTableNotFound
from tuphe.storage.checklists import is_point_table
from tuphe.storage.shelf import Shelf, read_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage import Notify


class PointTableStore(Shelf[PointTable]):
    """Finds tables of points by id; none comes with the program."""

    def __init__(self, folder: Path, *, notify: Notify) -> None:
        super().__init__(
            (folder / "tieu-chi",),
            lambda path: read_point_table(path, notify=notify),
            missing=PointTableNotFound,
            among=is_point_table,
        )


def read_point_table(path: Path, *, notify: Notify) -> PointTable:
    """Read a table of points from any file.

    Raises BadFile; a missing file is one too.
    """
    return read_entry(path, PointTable, notify=notify, also=find_faults)
