"""What goes into a unit's own file: a review as plain words by section, whatever form they were taken from."""

from collections.abc import Mapping
from types import MappingProxyType

from tuphe.core.review import Rating
from tuphe.core.self_rating import Level
from tuphe.core.value import Plain


class Entry(Plain, frozen=True):
    """One paragraph of a section; `mark` is what a list puts before it: "-", "+", "(1)", or nothing."""

    text: str
    mark: str = ""


class SectionContents(Plain, frozen=True, kw_only=True):
    """What one section of a form says; `number` is its address without “A.”: I.1, VI."""

    number: str
    heading: str
    entries: tuple[Entry, ...] = ()
    rating: Rating | None = None
    """How well the person rates this section, where the form asks for it beneath."""
    open: bool = False
    """Whether something in it is still to be written."""


class Score(Plain, frozen=True, kw_only=True):
    """The points of one criterion as they are written; `is_met` where it is met, for all its points, or is not."""

    name: str
    points: str
    is_met: bool | None = None


class Contents(Plain, frozen=True, kw_only=True):
    """What one person's paper says.

    `values` are the fields of its head by their keys in the profile, `nam` (the year) and the points
    (`tieu_chi_chung`, `ket_qua_nhiem_vu`, `tong_diem`) as they are written; what is missing is not there.
    `tasks` are the rows of the annex by the keys of the form's columns.
    """

    values: Mapping[str, str] = MappingProxyType({})
    sections: tuple[SectionContents, ...] = ()
    level: Level | None = None
    scores: tuple[Score, ...] = ()
    """The points by criteria, where the year has them."""
    tasks: tuple[Mapping[str, str], ...] = ()
    counts_tasks: bool = False
    """Whether the annex has counts of tasks that do not follow from its rows."""
