"""What an official form and the summary are filled from, and the blanks in a form's lines."""

import re
from collections.abc import Collection

from tuphe import texts
from tuphe.core.asked_items import asked_items
from tuphe.core.checklist import Checklist, Item, Kind
from tuphe.core.completeness import Context
from tuphe.core.form import BLANKS, YEAR_BLANKS
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Profile
from tuphe.core.promises import NOTHING_OPEN, Account, Promises, account
from tuphe.core.remedies import next_remedies
from tuphe.core.review import FollowUp, Rating, Review, State
from tuphe.core.value import Plain
from tuphe.export.document import DOTS, NOT_ON_PAPER, OPEN


class Filling(Plain, frozen=True, kw_only=True):
    """All that a paper is filled from.

    `promises` are those that earlier years left open; `table` is the committee's own table of points that the year was
    scored by, None when there is none; `leader`: the items for leaders are asked; `item_names`: each result follows the
    name of its item, as in older papers of tuphe.
    """

    review: Review
    checklist: Checklist
    profile: Profile
    promises: Promises = NOTHING_OPEN
    table: PointTable | None = None
    leader: bool
    item_names: bool = False

    def context(self, *, first_year: bool = True) -> Context:
        """Return the context by which completeness judges the year."""
        return Context(
            checklist=self.checklist,
            promises=self.promises,
            leader=self.leader,
            first_year=first_year,
            by_points=False,
            table=self.table,
        )

    @property
    def account(self) -> Account:
        """What the year makes of all that earlier years left open."""
        return account(self.promises, self.review)

    @property
    def unmended(self) -> tuple[FollowUp, ...]:
        """The earlier shortcomings with a next remedy; one is only asked of a year that is still open."""
        entries = [entry for _, entry in next_remedies(self.review, self.promises)]
        return tuple(entry for entry in entries if entry.remedy or self.review.state is State.OPEN)

    def items(self, kinds: Collection[Kind]) -> list[Item]:
        """The items asked of this person that a section takes; of all kinds when it names none."""
        asked = asked_items(self.checklist, self.review, leader=self.leader)
        return [item for item in asked if not kinds or item.kind in kinds]

    def results(self, kinds: Collection[Kind]) -> list[tuple[Item, tuple[str, ...]]]:
        """The results that a section takes, item by item; of what does not apply there are none."""
        answers = ((item, self.review.answer(item.id)) for item in self.items(kinds))
        return [
            (item, answer.results)
            for item, answer in answers
            if answer.results and answer.rating is not Rating.NOT_APPLICABLE
        ]

    @property
    def unwritten(self) -> str:
        """What is printed where the year has nothing: OPEN, but not for a paper, which nobody will complete."""
        return NOT_ON_PAPER if self.review.from_paper else OPEN

    def words_on_paper(self, number: str, *, below: bool = False) -> tuple[str, ...]:
        """The paragraphs of a section of the paper that the year was taken from, by its number in a form.

        `below`: those of the sections under it too.
        """
        wanted = number.removeprefix("A.")
        return tuple(
            line
            for section in (self.review.paper if self.review.from_paper else ())
            if section.number == wanted or (below and section.number.startswith(f"{wanted}."))
            for line in section.paragraphs
        )

    def filled(self, line: str, *, otherwise: str | None = None) -> str:
        """Return a line of a form with its blanks filled; `otherwise` where there is nothing to fill in.

        By default that is OPEN for what the year lacks, and DOTS for what the profile lacks: it is filled in by hand,
        as at the top of the page, and the year is complete without it.
        """

        def put(blank: re.Match[str]) -> str:
            """Return the text for one blank."""
            empty = (OPEN if blank[1] in YEAR_BLANKS else DOTS) if otherwise is None else otherwise
            return self._of_blank(blank[1]) or empty

        return BLANKS.sub(put, line)

    def _of_blank(self, blank: str) -> str:
        year, mine = self.review.year, self.review.self_rating
        points = {"tieu_chi_chung": mine.general_points, "ket_qua_nhiem_vu": mine.task_points, "tong_diem": mine.total}
        years = {"nam": year, "nam_truoc": year - 1, "nam_sau": year + 1}
        if blank in points:
            return texts.of_number(found) if (found := points[blank]) is not None else ""
        return str(years[blank]) if blank in years else self.profile.value(blank)
