"""What a command opens first: the folder, and the stores in it."""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from tuphe.cli.folders import opened
from tuphe.core.profile import USUAL_FORMS, Post
from tuphe.core.review import EARLIEST_YEAR, default_year
from tuphe.errors import WrongUsage
from tuphe.names import shown
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.folders import data_folder
from tuphe.storage.profiles import ProfileStore
from tuphe.storage.reviews import ReviewStore
from tuphe.terminal import console
from tuphe.terminal.command_line import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuphe.core.checklist import Checklist
    from tuphe.core.completeness import Gap
    from tuphe.core.form import Form
    from tuphe.core.levels import Assessment
    from tuphe.core.promises import Promises
    from tuphe.core.review import Review
    from tuphe.errors import TuPheError
    from tuphe.interview.questions import Known
    from tuphe.storage.checklists import PointTableCatalogue
    from tuphe.storage.encryption.folder import Folder
    from tuphe.storage.forms import FormCatalogue
    from tuphe.storage.notes import NoteStore


class Stores:
    """Everything in one folder; each store is opened when it is first asked for."""

    def __init__(self, folder: Path | None) -> None:
        self._chosen = folder
        self.folder = data_folder(folder)
        self.checklists = ChecklistCatalogue(self.folder, notify=console.remark)
        console.suggest_with(self.option)
        self._earlier: dict[int, Review] = {}
        self._promises: dict[int, Promises] = {}
        self._passed_over: set[int] = set()

    @property
    def option(self) -> str:
        """What a command line needs to come to this folder again; nothing where it does so by itself."""
        if self._chosen is None or str(self._chosen) == os.environ.get("TUPHE_THU_MUC"):
            return ""
        return f" --thu-muc {quoted(shown(self._chosen))}"

    @cached_property
    def opened(self) -> Folder:
        """The folder, locked or not; in a locked one, what an interrupted lock or unlock left is put right first."""
        return opened(self.folder)

    @cached_property
    def reviews(self) -> ReviewStore:
        """The years."""
        return ReviewStore(self.opened, self.checklists, notify=console.remark)

    @cached_property
    def notes(self) -> NoteStore:
        """The notes."""
        from tuphe.storage.notes import NoteStore

        return NoteStore(self.opened, notify=console.remark)

    @cached_property
    def profile(self) -> ProfileStore:
        """Who the reviews are about."""
        return ProfileStore(self.opened, notify=console.remark)

    @cached_property
    def forms(self) -> FormCatalogue:
        """Official forms; loaded late, for most commands need none."""
        from tuphe.storage.forms import FormCatalogue

        return FormCatalogue(self.folder, notify=console.remark)

    @cached_property
    def point_tables(self) -> PointTableCatalogue:
        """Committees' tables of points."""
        from tuphe.storage.checklists import PointTableCatalogue

        return PointTableCatalogue(self.folder, notify=console.remark)

    @property
    def post(self) -> Post | None:
        """The person's post, which the form in the profile tells; None while there is none."""
        form = self.profile.profile.form
        return USUAL_FORMS.get(form) or (self.forms.post_of(form) if form else None)

    @property
    def is_leader(self) -> bool:
        """Whether the items for leaders are asked."""
        return self.post is Post.LEADER

    def year(self, given: int | None) -> int:
        """Return the year a command means.

        Raises WrongUsage for a year no review can be of.
        """
        today = date.today()
        if given is None:
            return default_year(today, self.reviews.state_of)
        # A clock that went wrong must not hide a year that is there.
        if not EARLIEST_YEAR <= given <= self.latest_year and given not in self.reviews.years():
            raise WrongUsage(f"Năm phải từ {EARLIEST_YEAR} đến {self.latest_year}.")
        return given

    @property
    def latest_year(self) -> int:
        """The coming year: the latest that anybody plans."""
        return date.today().year + 1

    def checklist_of(self, review: Review) -> Checklist:
        """Read the checklist that a year answers."""
        return self.checklists.load(review.checklist.id)

    def checklist_for(self, year: int) -> Checklist:
        """Read the checklist of a year that may not be begun yet: its own, else the usual one."""
        from tuphe.core.review import ChecklistRef

        begun = year in self.reviews.years()
        return self.checklist_of(self.reviews.load(year)) if begun else self.checklists.load(ChecklistRef().id)

    def known(self, year: int) -> Known:
        """Everything that is asked about beside a year itself."""
        from tuphe.core.note import standing
        from tuphe.interview.questions import Known
        from tuphe.storage.levels import level_rules

        tables, faults = self.point_tables.readable()
        for fault in faults:
            console.remark(fault.message, fault.then)
        return Known(
            leader=self.is_leader,
            previous=self.before(year),
            promises=self.promises(year),
            notes=standing(self.notes.records(year)),
            tables=tuple(tables),
            rules=level_rules(year, notify=console.remark),
            form=self.usual_form(year),
        )

    def missing(self, review: Review, form: Form | None) -> tuple[Gap, ...]:
        """What a year still lacks to be whole in a form; None stands for the summary."""
        from tuphe.core.completeness import Around, missing
        from tuphe.core.scoring import table_in_use
        from tuphe.storage.levels import level_rules

        around = Around(
            checklist=self.checklist_of(review),
            promises=self.promises(review.year),
            leader=self.is_leader,
            first_year=self.reviews.year_before(review.year) is None,
            by_points=level_rules(review.year, notify=console.remark) is not None,
            table=table_in_use(review, self.point_tables.readable()[0]),
        )
        return missing(review, form, around)

    def before(self, year: int) -> Review | None:
        """Read the nearest earlier year, if there is one."""
        earlier = self.reviews.year_before(year)
        return None if earlier is None else self._loaded(earlier)

    def promises(self, year: int) -> Promises:
        """What all years before this one leave open."""
        from tuphe.core.promises import open_after

        if year not in self._promises:
            self._promises[year] = open_after(self.earlier(year))
        return self._promises[year]

    def earlier(self, year: int) -> list[Review]:
        """Read all years before this one, oldest first.

        The nearest one must be readable; an older one that is not is told of
        and passed over, so that it does not bar the way for ever.
        """
        from tuphe.errors import BadFile

        years = [known for known in self.reviews.years() if known < year]
        reviews = []
        for known in years:
            try:
                reviews.append(self._loaded(known))
            except BadFile as fault:
                if known == years[-1]:
                    raise
                if known not in self._passed_over:
                    self._passed_over.add(known)
                    console.remark(
                        f"Năm {known} chưa đọc được nên không tính vào hạn chế, cam kết còn lại. {fault.message}",
                        fault.then,
                    )
        return reviews

    def _loaded(self, year: int) -> Review:
        if year not in self._earlier:
            self._earlier[year] = self.reviews.load(year)
        return self._earlier[year]

    def usual_form(self, year: int) -> Form | None:
        """The official form of the person's profile for a year; None without one, or where none was in force."""
        from tuphe.core.form import SUMMARY, usual

        own = self.profile.profile.form
        if own.casefold() in ("", SUMMARY):
            return None
        form = usual(self.forms.called(own), own, None, year)
        if form is None:
            forms, faults = self.forms.readable()
            for fault in faults:
                console.remark(fault.message, fault.then)
            form = usual(forms, own, self.post, year)
        return form

    def assessment(self, review: Review) -> Assessment | None:
        """Hold a year against the rules of its levels; None before there are points or a choice, and without rules."""
        from tuphe.core.levels import assess
        from tuphe.storage.levels import level_rules

        rules = level_rules(review.year, notify=console.remark)
        mine = review.self_rating
        if rules is None or (mine.total is None and mine.level is None):
            return None
        return assess(review, self.promises(review.year).followed_up(review), rules)

    def proposal(self, review: Review) -> tuple[tuple[str, ...], str]:
        """Say which level the points and conditions of a year leave open, and how the chosen one differs."""
        from tuphe import reasons

        found = self.assessment(review)
        if found is None:
            return (), ""
        year_before = self.year_before(review.year)
        return (
            reasons.of_assessment(found, year_before=year_before),
            reasons.of_other_choice(found, review.self_rating.level, year_before=year_before),
        )

    def year_before(self, year: int) -> int:
        """The nearest earlier year on file, else the one before in the calendar."""
        return self.reviews.year_before(year) or year - 1


def told(faults: Sequence[TuPheError]) -> None:
    """Say what could not be read, once the rest was shown.

    Raises the first of the faults, so that the exit code tells of them.
    """
    for fault in faults[1:]:
        console.remark(fault.message, fault.then)
    if faults:
        raise faults[0]
