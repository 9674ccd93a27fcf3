"""The folder of one person and the stores in it, opened once for a command."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tuphe.core.checklist import Checklist
from tuphe.core.places import unbound
from tuphe.core.profile import USUAL_FORMS, Post
from tuphe.core.promises import Promises, open_after
from tuphe.core.review import EARLIEST_YEAR, ChecklistRef, Review
from tuphe.core.standing import default_year
from tuphe.core.text import shortened
from tuphe.errors import BadFile, WrongUsage
from tuphe.storage import Notify
from tuphe.storage.checklists import ChecklistCatalogue, PointTableCatalogue
from tuphe.storage.encryption.folder import AskPassphrase, Folder, open_folder
from tuphe.storage.profiles import ProfileStore
from tuphe.storage.reviews import ReviewStore

if TYPE_CHECKING:
    from tuphe.storage.forms import FormCatalogue
    from tuphe.storage.notes import NoteStore
    from tuphe.storage.papers import PaperDraftStore


class Workspace:
    """Everything in one folder; each store is opened when it is first asked for.

    `notify` takes a sentence for the person and next steps, `passphrase` is called where the folder is locked. `option`
    is what a command line needs to name this folder, such as ` --thu-muc /x`, or nothing.
    """

    def __init__(self, root: Path, *, notify: Notify, passphrase: AskPassphrase, option: str = "") -> None:
        self.root = root
        self.notify = notify
        self.option = option
        self.checklists = ChecklistCatalogue(root, notify=notify)
        self.point_tables = PointTableCatalogue(root, notify=notify)
        self._passphrase = passphrase
        self._loaded: dict[int, Review] = {}
        self._promises: dict[int, Promises] = {}
        self._passed_over: set[int] = set()

    @cached_property
    def folder(self) -> Folder:
        """The folder, locked or not; in a locked folder, an interrupted locking or unlocking is completed first."""
        return open_folder(self.root, passphrase=self._passphrase, notify=self.notify, tidied=True)

    @cached_property
    def reviews(self) -> ReviewStore:
        """The years."""
        return ReviewStore(self.folder, self.checklists, notify=self.notify)

    @cached_property
    def notes(self) -> "NoteStore":
        """The notes."""
        from tuphe.storage.notes import NoteStore  # noqa: PLC0415 -- most commands read none

        return NoteStore(self.folder, notify=self.notify)

    @cached_property
    def paper_drafts(self) -> "PaperDraftStore":
        """What was answered of papers that are no year yet."""
        from tuphe.storage.papers import PaperDraftStore  # noqa: PLC0415 -- one command alone needs them

        return PaperDraftStore(self.folder, notify=self.notify)

    @cached_property
    def profile(self) -> ProfileStore:
        """Who the reviews are about."""
        return ProfileStore(self.folder, notify=self.notify)

    @cached_property
    def forms(self) -> "FormCatalogue":
        """Official forms."""
        from tuphe.storage.forms import FormCatalogue  # noqa: PLC0415 -- most commands need none

        return FormCatalogue(self.root, notify=self.notify)

    @property
    def post(self) -> Post | None:
        """The person's post, which follows from the form in the profile; None while there is none."""
        form = self.profile.profile.form
        return USUAL_FORMS.get(form) or (self.forms.post_of(form) if form else None)

    @property
    def is_leader(self) -> bool:
        """Whether the items for leaders are asked."""
        return self.post is Post.LEADER

    def year(self, wanted: int | None) -> int:
        """Return the year a command means, the usual one for none; raises WrongUsage for a year no review can be of."""
        if wanted is None:
            return default_year(date.today(), self.reviews.state_of)
        # A wrong clock must not hide a year that is there.
        if not EARLIEST_YEAR <= wanted <= self.latest_year and wanted not in self.reviews.years():
            raise WrongUsage(f"Năm phải từ {EARLIEST_YEAR} đến {self.latest_year}.")
        return wanted

    @property
    def latest_year(self) -> int:
        """The latest year that a review can be of: the coming one."""
        return date.today().year + 1

    def checklist_of(self, review: Review) -> Checklist:
        """Read the checklist that a year answers; raises ChecklistNotFound, BadFile."""
        return self.checklists.load(review.checklist.id)

    def checklist_for(self, year: int) -> Checklist:
        """Read the checklist of a year, the usual one for a year not begun yet; raises ChecklistNotFound, BadFile."""
        begun = year in self.reviews.years()
        return self.checklist_of(self.reviews.load(year)) if begun else self.usual_checklist()

    def usual_checklist(self) -> Checklist:
        """Read the checklist that a year answers where nothing else is said."""
        return self.checklists.load(ChecklistRef().id)

    def before(self, year: int) -> Review | None:
        """Read the nearest earlier year, if there is one; raises BadFile."""
        earlier = self.reviews.year_before(year)
        return None if earlier is None else self.loaded(earlier)

    def tell_unsettled(self, review: Review) -> None:
        """Say which drafts and silences of a year of format 1 belong to an entry that cannot be identified any more."""
        for place, words in unbound(review):
            stays = f"đoạn đó vẫn nằm trong tệp của năm {review.year}."
            self.notify(f"Chưa rõ “{shortened(words)}” (ghi ở {place}) thuộc ý nào; {stays}")

    def promises(self, year: int) -> Promises:
        """What all years before this one leave open; raises BadFile."""
        if year not in self._promises:
            self._promises[year] = open_after(self.earlier(year))
        return self._promises[year]

    def earlier(self, year: int) -> list[Review]:
        """Read all years before this one, oldest first.

        The nearest one must be readable; an older one that is not is reported and passed over, so that it does not stop
        everything for ever. Raises BadFile.
        """
        years = [known for known in self.reviews.years() if known < year]
        reviews = []
        for known in years:
            try:
                reviews.append(self.loaded(known))
            except BadFile as fault:
                if known == years[-1]:
                    raise
                if known not in self._passed_over:
                    self._passed_over.add(known)
                    told = f"Năm {known} chưa đọc được nên không tính vào hạn chế, cam kết còn lại. {fault.message}"
                    self.notify(told, fault.then)
        return reviews

    def loaded(self, year: int) -> Review:
        """Return a year as it was when first asked for: years that others rest on are read once. Raises BadFile."""
        if year not in self._loaded:
            self._loaded[year] = self.reviews.load(year)
        return self._loaded[year]
