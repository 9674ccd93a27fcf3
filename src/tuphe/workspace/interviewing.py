"""A year being asked: which questions there are, and a file of answers in their place."""

import codecs
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import NamedTuple

from msgspec import structs

from tuphe.core.asked_items import asked_items, dropped_answers
from tuphe.core.board import Page
from tuphe.core.checklist import Checklist
from tuphe.core.criteria_frame import CriteriaFrame, frame_for
from tuphe.core.form import header_keys
from tuphe.core.note import Note, edited, present_notes, said_in, unused
from tuphe.core.places import bound
from tuphe.core.point_table import summed
from tuphe.core.question import Question
from tuphe.core.review import ChecklistRef, Review, State
from tuphe.core.self_rating import SelfRating
from tuphe.core.text import clean
from tuphe.core.year_file import find_faults, item_faults, merge
from tuphe.errors import BadFile, WrongUsage
from tuphe.file_names import from_home
from tuphe.file_reading import MISSING, read_bytes
from tuphe.interview.asker import Step
from tuphe.interview.questions import Known, review_questions, to_ask
from tuphe.interview.questions.notes import PLACE, sorting_page
from tuphe.interview.steps import steps_of
from tuphe.storage.checklists import FrameCatalogue
from tuphe.storage.notes import plain
from tuphe.workspace.assessing import level_rules
from tuphe.workspace.forms import usual_form
from tuphe.workspace.stores import Workspace

Scope = Callable[[Question[Review]], bool]
"""Whether a question is among those to be asked."""


class Questions:
    """The questions of one year, with what is known beside it."""

    def __init__(self, workspace: Workspace, checklist: Checklist, year: int, scope: Scope | None) -> None:
        self.year = year
        self._workspace = workspace
        self._checklist = checklist
        self._scope = scope
        self._known = known_beside(workspace, year)

    def look_again(self) -> None:
        """Read again what may have changed beside the year: with another post, other items and another form count."""
        self._known = known_beside(self._workspace, self.year)

    def of(self, review: Review) -> list[Question[Review]]:
        """List the questions on a year as it is now."""
        return review_questions(review, self._checklist, self._known)

    def steps(self, review: Review) -> list[Step[Review]]:
        """List the steps with questions that are to be asked: boards, pages, single questions."""
        scope = self._scope
        steps = steps_of(self.of, review)
        if page := self._sorting_page(review):
            before_items = (row for row, step in enumerate(steps) if step.questions[0].key.startswith("muc/"))
            steps.insert(next(before_items, len(steps)), page)
        return steps if scope is None else [step for step in steps if any(map(scope, step.questions))]

    def wanted(self, review: Review) -> Scope:
        """Return which questions to ask now; in a part that is complete, all are asked again."""
        wanted = to_ask(review, self._checklist, self._known)
        scope = self._scope
        if scope is not None and not any(wanted(one) for one in self.of(review) if scope(one)):
            return scope
        whole = not any(question.required for question in self.of(review))
        # Notes that were left for later are not asked about each time that a complete year is opened.
        return lambda question: wanted(question) or (question.place == PLACE and not whole)

    def _sorting_page(self, review: Review) -> Page[Review] | None:
        """Return the page for the notes of no item, without those that are in an answer already."""
        loose = [note for note in self.unused_notes(review) if not (note.item or note.group)]
        asked = asked_items(self._checklist, review, leader=self._known.leader)
        return sorting_page(review, loose, {item.id: item.name for item in asked}, self._put_notes)

    def _put_notes(self, items: Mapping[str, str]) -> None:
        """Write the items of notes, by the notes' keys, into the notebook; raises CannotWrite."""
        before = self._known.notes
        after = [structs.replace(note, item=items.get(note.key, note.item)) for note in before]
        if changes := edited(before, after):
            self._workspace.notes.append(self.year, [plain(note) for note in changes])
            self.look_again()

    @property
    def header(self) -> tuple[str, ...]:
        """The keys of the profile that the form to be handed in shows at its head."""
        return header_keys(self._known.form)

    def unused_notes(self, review: Review) -> tuple[Note, ...]:
        """The notes that are in no answer."""
        return unused(self._known.notes, said_in(review))


def known_beside(workspace: Workspace, year: int) -> Known:
    """Read everything that is asked about beside a year itself; raises BadFile."""
    tables, faults = workspace.point_tables.readable()
    for fault in faults:
        workspace.notify(fault.message, fault.then)
    return Known(
        leader=workspace.is_leader,
        post=workspace.post,
        previous=workspace.before(year),
        promises=workspace.promises(year),
        notes=present_notes(workspace.notes.records(year)),
        tables=tuple(tables),
        rules=level_rules(year, notify=workspace.notify),
        frame=cache(partial(_frame, workspace, year)),
        form=usual_form(workspace, year),
        read_file=_table_text,
    )


def _frame(workspace: Workspace, year: int) -> CriteriaFrame | None:
    """Read what points are given for in the person's post; nothing is read while the post is not known."""
    post = workspace.post
    return None if post is None else frame_for(FrameCatalogue(notify=workspace.notify).readable()[0], post, year)


def _table_text(path: str) -> str:
    """Return the text of a table's file as Excel saves it: UTF-8, or UTF-16 with a byte-order mark; raises BadFile."""
    file = from_home(path)
    try:
        content = read_bytes(file, missing=MISSING)
        encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        return clean(content.decode(encoding))[0]
    except UnicodeError:
        sentence = "không phải văn bản UTF-8. Trong Excel, lưu lại (Save As) với loại “CSV UTF-8”."
        raise BadFile(file, sentence) from None


def checklist_to_ask(workspace: Workspace, review: Review | None, wanted: str | None) -> Checklist:
    """Read the checklist of a year: the one that its answers follow, else the one that is wanted, else the usual one.

    Raises WrongUsage for another checklist midway, ChecklistNotFound, BadFile.
    """
    saved = None if review is None else review.checklist.id
    if saved and wanted and wanted != saved:
        raise WrongUsage(f"Năm này đang trả lời theo bộ tiêu chí “{saved}”, không đổi giữa chừng được.")
    return workspace.checklists.load(saved or wanted or ChecklistRef().id)


def begun(review: Review | None, year: int, checklist: Checklist) -> Review:
    """Return the year to go on with: a new one, or the saved one under the checklist as it is now."""
    asked = ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint())
    if review is None:
        return Review(year=year, checklist=asked)
    # The older fingerprint shows that an answer to an item that is gone is no typing error.
    return review if dropped_answers(checklist, review) else review.but(checklist=asked)


class Taken(NamedTuple):
    """A year in which a file's answers were saved."""

    review: Review
    missing: int
    """How many answers it still lacks."""
    required: list[Question[Review]]
    """The questions that ask for them."""
    replaced: int
    """How many items had another answer before."""
    strays: list[str]
    """The items of follow-ups on shortcomings that no earlier year named."""


def take_answers(workspace: Workspace, content: bytes, name: str, year: int | None, checklist_id: str | None) -> Taken:
    """Save the answers of a file (`name` in errors) in the year that the file or the command line names.

    Raises WrongUsage, BadFile, and what holding and saving a year raise.
    """
    default = workspace.year(year)
    answers = workspace.reviews.read_answers(
        content, name, year=year, default=default, latest=workspace.latest_year, checklist=checklist_id
    )
    if checklist_id not in (None, answers.checklist.id):
        raise WrongUsage(
            f"Tệp trả lời theo bộ tiêu chí “{answers.checklist.id}”, khác --bo-tieu-chi. Bỏ một trong hai."
        )
    with workspace.reviews.holding(answers.year) as held:
        checklist = checklist_to_ask(workspace, held.review, answers.checklist.id)
        review = answers if held.review is None else bound(merge(held.review, answers))
        replaced = _replaced(held.review, answers)
        if held.review is not None or not review.checklist.fingerprint:
            review = begun(review, answers.year, checklist)
        known = known_beside(workspace, answers.year)
        review = workspace.reviews.with_table(review)
        review = review.but(self_rating=_summed(review, checklist, name))
        left = known.missing(review, checklist)
        held.save(review.but(state=State.OPEN if left else review.state).arranged(checklist))
    questions = review_questions(review, checklist, known)
    return Taken(
        review,
        missing=len(left),
        required=[question for question in questions if question.required],
        replaced=replaced,
        strays=_strays(review, known),
    )


def _summed(review: Review, checklist: Checklist, name: str) -> SelfRating:
    """Add the points up; raises BadFile where the saved points and those of the file `name` contradict each other."""
    for fault in (*find_faults(review), *item_faults(review, checklist)):
        raise BadFile(name, f"gộp với năm đã lưu thì {fault.sentence}", then=fault.then)
    return review.self_rating if review.point_table is None else summed(review.self_rating, review.point_table)


def _replaced(saved: Review | None, answers: Review) -> int:
    known = {} if saved is None else {answer.item: answer for answer in saved.answers}
    return sum(known.get(answer.item, answer) != answer for answer in answers.answers)


def _strays(review: Review, known: Known) -> list[str]:
    if known.previous is None:
        return []
    earlier = {(old.item, old.text) for old in known.promises.shortcomings}
    return sorted({entry.item for entry in review.follow_ups if (entry.item, entry.text) not in earlier})
