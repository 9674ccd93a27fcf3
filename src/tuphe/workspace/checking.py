"""One year read by every rule of soát."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from tuphe import texts
from tuphe.core.check import check
from tuphe.core.check.finding import Codes, Finding, Severity, WordLists
from tuphe.core.check.material import Material, review_day
from tuphe.core.check.missing import NOT_RATED, UNANSWERED
from tuphe.core.form import named
from tuphe.core.review import Review, Silenced
from tuphe.errors import WrongUsage
from tuphe.export.page_count import estimated_pages
from tuphe.findings import WordedFinding, in_lines, in_words
from tuphe.storage import Notify, toml
from tuphe.storage.locations import built_in
from tuphe.workspace.assessing import proposal
from tuphe.workspace.exporting import document_of
from tuphe.workspace.forms import context_of, usual_form
from tuphe.workspace.standing import unanswered
from tuphe.workspace.stores import Workspace

_FEW: Final = 5
"""The most items without a rating that are named one by one; with more, the interview is still going on."""


class Reading(NamedTuple):
    """What was found in a year, in words, and what of it the person has silenced, each with its reason."""

    found: list[WordedFinding]
    silenced: list[tuple[WordedFinding, str]]
    left: tuple[tuple[str, int], ...]
    """What nobody has answered yet, in counts by the parts of the interview."""

    @property
    def remarks(self) -> list[WordedFinding]:
        """What is named one by one: all findings, but not those in `left` while the interview is still going on."""
        begun = self.left and sum(one.code == NOT_RATED for one in self.found) > _FEW
        return [one for one in self.found if not (begun and one.code in UNANSWERED)]

    @property
    def blocks(self) -> bool:
        """Whether something must be mended before the paper is handed in."""
        return any(one.severity is Severity.BLOCKS for one in self.found)

    @property
    def lines(self) -> list[str]:
        """What is left, and what was found, a line each."""
        return [texts.of_unanswered(self.left), *in_lines(self.remarks)]


def read_through(workspace: Workspace, review: Review) -> Reading:
    """Read one year by every rule of soát."""
    checked = check(_material(workspace, review))
    codes = all_codes(notify=workspace.notify)
    checklist = workspace.checklist_of(review)

    def said(found: Iterable[Finding]) -> list[WordedFinding]:
        """Put findings of this year into words."""
        return in_words(found, codes, checklist, review.year, option=workspace.option)

    silenced = [(said([finding])[0], reason) for finding, reason in checked.silenced]
    return Reading(said(checked.found), silenced, unanswered(workspace, review))


def all_codes(*, notify: Notify) -> Codes:
    """Read the codes of all findings with their wording, which come with the program."""
    return toml.read(built_in("checks") / "finding-texts.toml", Codes, notify=notify)


def word_lists(*, notify: Notify) -> WordLists:
    """Read the words that the rules look for, which come with the program."""
    return toml.read(built_in("checks") / "word-lists.toml", WordLists, notify=notify)


def silence(workspace: Workspace, review: Review, code: str, place: str, reason: str) -> Review:
    """Store in a year's file why one finding does not count, and return the year as saved.

    Raises WrongUsage where nothing was found there under that code, and what holding and saving a year raise.
    """
    reading = read_through(workspace, review)
    known = [*reading.found, *(one for one, _ in reading.silenced)]
    entry = next((one.entry for one in known if one.code == code and place in (one.place, one.entry)), None)
    if entry is None:
        raise WrongUsage("Ở chỗ này không có điều nào mang mã này.", then=f"Xem mã và chỗ: tuphe soat {review.year}")
    with workspace.reviews.changing(review.year) as (held, present):
        changed = present.with_silenced(Silenced(code=code, place=entry, reason=reason))
        held.save(changed)
        return changed


def _material(workspace: Workspace, review: Review) -> Material:
    """Put together what the rules of soát look at."""
    profile = workspace.profile.profile
    form = usual_form(workspace, review.year)
    return Material(
        review=review,
        context=context_of(workspace, review),
        profile=profile,
        lists=word_lists(notify=workspace.notify),
        day=review_day(review, date.today()),
        previous=workspace.before(review.year),
        form=form,
        own_form=named(workspace.forms.called(profile.form), profile.form, review.year) if profile.form else None,
        pages=None if profile.page_limit is None else estimated_pages(document_of(workspace, review, form)),
        against=proposal(workspace, review).against_choice,
        decomposed=workspace.reviews.decomposed_lines(review.year),
    )
