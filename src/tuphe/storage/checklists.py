"""Checklists, tables of points and frames of criteria: those built in, and the person's own in the folder tieu-chi."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from tuphe.core import checklist, point_table
from tuphe.core.checklist import Checklist
from tuphe.core.criteria_frame import CriteriaFrame
from tuphe.core.point_table import PointTable
from tuphe.core.text import slug
from tuphe.errors import ChecklistNotFound, PointTableNotFound
from tuphe.file_reading import read_beginning
from tuphe.storage import Notify, toml
from tuphe.storage.catalogue import Catalogue
from tuphe.storage.locations import built_in

_POINT_TABLE: Final = re.compile(rb"^\s*(\[\[\s*)?(tieu_chi_chung|ket_qua_nhiem_vu)\s*(\]\]|=\s*\[)", re.MULTILINE)
"""A key that only a table of points has."""

_LOOKED_AT: Final = 65_536
"""Bytes of a file in which that key is looked for."""


class ChecklistCatalogue(Catalogue[Checklist]):
    """Finds checklists by id."""

    def __init__(self, folder: Path, *, notify: Notify) -> None:
        super().__init__(
            (built_in("checklists"), folder / "tieu-chi"),
            partial(read_checklist, notify=notify),
            missing=ChecklistNotFound,
            among=lambda path: not is_point_table(path),
        )


class PointTableCatalogue(Catalogue[PointTable]):
    """Finds the person's own tables of points by id: those by which points are given."""

    def __init__(self, folder: Path, *, notify: Notify) -> None:
        read = partial(read_point_table, notify=notify)
        super().__init__((folder / "tieu-chi",), read, missing=PointTableNotFound, among=is_point_table)


class ReadyTableCatalogue(Catalogue[PointTable]):
    """Finds the tables of points that come with the program: one is used only after it was copied."""

    def __init__(self, *, notify: Notify) -> None:
        read = partial(read_point_table, notify=notify)
        super().__init__((built_in("checklists") / "bang-diem",), read, missing=PointTableNotFound)


class FrameCatalogue(Catalogue[CriteriaFrame]):
    """Finds the frames of criteria that come with the program."""

    def __init__(self, *, notify: Notify) -> None:
        read = partial(toml.read, kind=CriteriaFrame, notify=notify)
        super().__init__((built_in("checklists") / "khung",), read, missing=PointTableNotFound)


def read_checklist(path: Path, *, notify: Notify) -> Checklist:
    """Read a checklist from any file; raises BadFile, for a missing one too."""
    return toml.read(path, Checklist, notify=notify, also=checklist.find_faults)


def read_point_table(path: Path, *, notify: Notify) -> PointTable:
    """Read a table of points from any file; raises BadFile, for a missing one too."""
    return toml.read(path, PointTable, notify=notify, also=point_table.find_faults)


def is_point_table(path: Path) -> bool:
    """Whether a file looks like a table of points rather than a checklist; one that cannot be read does not."""
    return _POINT_TABLE.search(read_beginning(path, _LOOKED_AT)) is not None


def starter(name: str) -> bytes:
    """Return the file of a small checklist to begin one's own from; `name` becomes its id."""
    template = Path(__file__).with_name("bo-tieu-chi-moi.toml").read_bytes()
    return template.replace(b"{id}", _id_of(name, "bo-tieu-chi-moi"))


def copied(content: bytes, name: str) -> bytes:
    """Return the file of a checklist or a table with another id, made of `name`, to be changed further."""
    return re.sub(rb'(?m)^id = "[^"\n]*"', b'id = "' + _id_of(name, "ban-rieng") + b'"', content, count=1)


def _id_of(name: str, otherwise: str) -> bytes:
    return (slug(name)[:60].strip("-") or otherwise).encode()
