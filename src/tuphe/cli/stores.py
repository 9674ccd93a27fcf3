"""What a command opens first: the folder, and the stores in it."""

from __future__ import annotations

import os
import shlex
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from tuphe.core.review import EARLIEST_YEAR, default_year
from tuphe.errors import NoSuchId, WrongUsage
from tuphe.storage.checklists import ChecklistStore
from tuphe.storage.folders import data_folder
from tuphe.storage.profiles import ProfileStore
from tuphe.storage.reviews import ReviewStore
from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Review


class Stores:
    """Everything in one folder; each store is opened when it is first asked for."""

    def __init__(self, folder: Path | None) -> None:
        self._chosen = folder
        self.folder = data_folder(folder)
        self.checklists = ChecklistStore(self.folder, remark=console.remark)
        self.reviews = ReviewStore(self.folder, self.checklists, remark=console.remark)

    @property
    def option(self) -> str:
        """What a command line needs to come to this folder again; nothing where it does so by itself."""
        if self._chosen is None or str(self._chosen) == os.environ.get("TUPHE_THU_MUC"):
            return ""
        return f" --thu-muc {shlex.quote(str(self._chosen))}"

    @cached_property
    def profile(self) -> ProfileStore:
        """Who the reviews are about."""
        return ProfileStore(self.folder, remark=console.remark)

    def year(self, given: int | None) -> int:
        """Return the year a command means.

        Raises WrongUsage for a year no review can be of.
        """
        today = date.today()
        if given is None:
            return default_year(today, self.reviews.state_of)
        if not EARLIEST_YEAR <= given <= self.latest_year:
            raise WrongUsage(f"Năm phải từ {EARLIEST_YEAR} đến {self.latest_year}.")
        return given

    @property
    def latest_year(self) -> int:
        """The coming year: the latest that anybody plans."""
        return date.today().year + 1

    def checklist_of(self, review: Review) -> Checklist:
        """Read the checklist that a year answers."""
        return self.checklists.load(review.checklist.id)

    def before(self, year: int) -> Review | None:
        """Read the nearest earlier year, if there is one."""
        earlier = self.reviews.year_before(year)
        return None if earlier is None else self.reviews.load(earlier)


def known_id(what: str, given: str | None, known: Iterable[str]) -> str | None:
    """Return an id as it was given, once it is known.

    Raises NoSuchId with the nearest ones.
    """
    if given is not None and given not in (ids := list(known)):
        raise NoSuchId(what, get_close_matches(given, ids, n=3, cutoff=0.6), ids)
    return given
