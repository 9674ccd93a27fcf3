"""Tables of points and frames of criteria that come with the program, to look at and to copy."""

from tuphe.core.criteria_frame import CriteriaFrame
from tuphe.core.point_table import PointTable
from tuphe.errors import PointTableNotFound
from tuphe.storage import Notify
from tuphe.storage.catalogue import Catalogue, read_entry
from tuphe.storage.checklists import read_point_table
from tuphe.storage.locations import built_in


class ReadyTableCatalogue(Catalogue[PointTable]):
    """Finds the tables of points that come with the program, to be copied: none is used before it is."""

    def __init__(self, *, notify: Notify) -> None:
        super().__init__(
            (built_in("checklists") / "bang-diem",),
            lambda path: read_point_table(path, notify=notify),
            missing=PointTableNotFound,
        )


class FrameCatalogue(Catalogue[CriteriaFrame]):
    """Finds the frames of criteria that come with the program."""

    def __init__(self, *, notify: Notify) -> None:
        super().__init__(
            (built_in("checklists") / "khung",),
            lambda path: read_entry(path, CriteriaFrame, notify=notify, also=lambda _: ()),
            missing=PointTableNotFound,
        )
