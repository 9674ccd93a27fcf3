"""A random walk over the interview: whatever is answered, in whatever order, is saved, read back, and kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from conftest import EXAMPLES
from support.amount import evenly, share
from support.values import said
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.board import Board, Page, leads_on, standing_of
from tuphe.core.checklist import Checklist
from tuphe.core.note import Note
from tuphe.core.profile import Profile
from tuphe.core.question import Choice, Kind, Left, Move, Opened, Question
from tuphe.core.review import ChecklistRef, Review, State
from tuphe.errors import Stopped
from tuphe.interview.asker import Step
from tuphe.interview.loop import conduct
from tuphe.interview.questions import Known, review_questions
from tuphe.interview.steps import steps_of
from tuphe.storage.notes import plain
from tuphe.workspace.checking import read_through
from tuphe.workspace.exporting import document_of
from tuphe.workspace.interviewing import known_beside

Mark = Callable[[str, str | None], Board[Any]]

LINES: Final = ("", "0", "3", "12", "9999", "27,5", "0.25", "60%", "31/3/2027", "30/6/2027", "31/2/2027", "gì đó", "-1")
TEXTS: Final = (
    *("", "Không có", "Chậm báo cáo quý.", "Vắng họp 2 buổi.", "Đi đủ 8 xã."),
    *("Số hoá 1.240 hồ sơ,\ntrước hạn.", "Một.\nHai.\n\nBa.", "- Một\n- Hai", " Thừa cách. \n", '"""', "\\n C:\\[x]"),
)
"""Few, so that the same is said again."""

NUMBERS: Final = tuple(Choice(points, points) for points in ("0", "0,5", "1"))
"""Points that any criterion can have."""

STEPS: Final = share(400, 40)


class Wanderer:
    """Answers at random, marks and clears rows, opens pages, goes back, puts off, and stops after so many steps."""

    def __init__(self, random: Random, steps: int) -> None:
        self._random = random
        self._left = steps
        self.notes: list[str] = []

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> tuple[str, ...] | Left:
        """Answer somehow."""
        del fault, typed
        self._left -= 1
        if self._left < 0:
            return Left(Move.STOP, self._random.choice(("", *TEXTS)) if question.kind is Kind.TEXT else "")
        if (way := self._random.random()) < 0.12:
            return Left(Move.BACK)
        if way < 0.2:
            return Left(Move.SKIP, self._random.choice(TEXTS) if question.kind is Kind.TEXT else "")
        if way < 0.3 and question.current:
            return question.current
        return self._answer(question)

    def ask_board(self, board: Board[Any], mark: Mark, *, fault: str, at: str | Opened) -> Opened | Left | None:
        """Mark rows and take marks back, each seen at once, until something else is wanted."""
        assert not fault, at
        undo: list[tuple[str, str | None]] = []
        while True:
            self._left -= 1
            way = self._random.random()
            if self._left < 0:
                return Left(Move.STOP)
            if way < 0.1:
                return Left(self._random.choice((Move.BACK, Move.SKIP)))
            if way < 0.2:
                return None
            if way < 0.5 and board.pages:
                return Opened(self._random.choice(list(board.pages)))
            if way < 0.6 and undo:
                place, value = undo.pop()
            else:
                row = self._random.choice([question for question, _ in board.rows if not leads_on(question)])
                place = row.place
                value = self._random.choice((*(choice.value for choice in row.choices or NUMBERS), None))
                undo.append((place, _marked(board, place)))
            board = mark(place, value)
            assert _marked(board, place) == value

    def ask_page(
        self, page: Page[Any], keep: Callable[[dict[str, str]], None], *, fault: str, at: str, typed: Any
    ) -> dict[str, tuple[str, ...]] | Left:
        """Fill in fields somehow, going from one to another; who is refused leaves it at that."""
        assert bool(fault) or not (at or typed)
        self._left -= 1
        replies = {field.key: stands_in(field) for field in page.fields()}
        for field in self._random.sample(page.fields(), self._random.randint(0, len(page.fields()))):
            replies[field.key] = self._answer(field)
            keep(standing_of(replies))
        if self._left < 0:
            return Left(Move.STOP, standing_of(replies))
        if fault or self._random.random() < 0.2:
            return Left(self._random.choice((Move.BACK, Move.SKIP)), standing_of(replies))
        return replies

    def _answer(self, question: Question[Any]) -> tuple[str, ...]:
        values = [choice.value for choice in question.choices]
        match question.kind:
            case Kind.ONE:
                return (self._random.choice(values),)
            case Kind.SEVERAL:
                return tuple(value for value in values if self._random.random() < 0.5)
            case Kind.LINE:
                return (self._random.choice(LINES),)
            case Kind.TEXT:
                grown = f"{question.current[0]}\nThêm một dòng." if question.current else ""
                return (self._random.choice((*TEXTS, *self.notes, grown)),)


class Returner:
    """Goes back from whatever is shown, and remembers what."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def ask(self, *shown: Any, **_: Any) -> Left:
        """Go back."""
        self.seen.append(shown[0].key)
        return Left(Move.BACK)

    ask_board = ask_page = ask


def stands_in(field: Question[Any]) -> tuple[str, ...]:
    """What stands in a field of a page before anybody typed there."""
    return field.current if field.draft is None else (field.draft,)


def _marked(board: Board[Any], place: str) -> str | None:
    [current] = [question.current for question, _ in board.rows if question.place == place]
    return current[0] if current else None


class Life:
    """Some years of one person, lived at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = Random(seed)
        self.saved: dict[int, Review] = {}

    def begin(self) -> None:
        """Say who it is, and put tables of points into the folder."""
        post = self.random.choice(("2A", "2B", "2C", "tom-tat", ""))
        open_workspace(self.folder).profile.save(Profile(name="Trần Thị Mẫu", form=post))
        self.change_tables()

    def change_tables(self) -> None:
        """Put a table there, change it, or take it away."""
        place = self.folder / "tieu-chi"
        place.mkdir(exist_ok=True)
        whole = (EXAMPLES / "bang-diem.toml").read_text(encoding="utf-8")
        for name in ("bang-diem", "bang-khac"):
            path = place / f"{name}.toml"
            match self.random.randrange(4):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_text(whole.replace('"bang-diem"', f'"{name}"'), encoding="utf-8")
                case 2:
                    few = whole.replace('"bang-diem"', f'"{name}"').replace("toi_da = 6", "toi_da = 5", 1)
                    path.write_text(few.replace("toi_da = 4", "toi_da = 5", 1), encoding="utf-8")

    def keep_notes(self, year: int) -> list[str]:
        """Keep a few notes, of one line and of two."""
        items = [item.id for item in open_workspace(self.folder).checklists.load("trach-nhiem").items]
        notes = [
            Note(day=_day(year), item=self.random.choice(("", *items[:4])), text=text)
            for text in ("Trực 12/12 ca.", "Số hoá 1.240 hồ sơ,\ntrước hạn.")
        ]
        open_workspace(self.folder).notes.append(year, [plain(note) for note in notes])
        return [note.text for note in notes]

    def sit_down(self, year: int, notes: Sequence[str], steps: int) -> None:
        """Answer for a while, from where it was left or over again; every save is read back at once."""
        workspace = open_workspace(self.folder)
        with workspace.reviews.holding(year) as held:
            checklist = workspace.checklists.load("trach-nhiem")
            known = known_beside(workspace, year)
            begun = Review(year=year, checklist=ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint()))
            review = held.review or begun

            def questions(review: Review) -> list[Question[Review]]:
                return review_questions(review, checklist, known)

            def save(review: Review) -> None:
                held.save(review.arranged(checklist))
                self.saved[year] = review.arranged(checklist)
                assert workspace.reviews.load(year) == self.saved[year]

            wanderer = Wanderer(self.random, steps)
            wanderer.notes.extend(notes)
            parts = list(dict.fromkeys(question.part for question in questions(review)))
            chosen = self.random.sample(parts, 3)

            def wanted(question: Question[Review]) -> bool:
                return question.part in chosen

            with suppress(Stopped):
                conduct(partial(steps_of, questions), review, asker=wanderer, save=save, wanted=wanted)
        if self.random.random() < 0.3:
            with workspace.reviews.holding(year) as held:
                self.saved[year] = self.saved.get(year, begun).closed(_day(year))
                held.save(self.saved[year])

    def look_back(self) -> None:
        """Read every year again, closed ones too, look at every question of it, and put it onto paper in every form."""
        workspace = open_workspace(self.folder)
        forms, faults = workspace.forms.readable()
        assert not faults
        for year, review in self.saved.items():
            assert workspace.reviews.load(year) == review
            look_at_every_question(review, workspace.checklists.load("trach-nhiem"), known_beside(workspace, year))
            for form in (None, *forms):
                assert document_of(workspace, review, form).sections
            read_through(workspace, review)


def look_at_every_question(review: Review, checklist: Checklist, known: Known) -> None:
    """Confirm every answer as it stands, leave every page half-typed, and go back through all of them."""

    def listing(subject: Review) -> list[Question[Review]]:
        return review_questions(subject, checklist, known)

    questions = listing(review)
    keys = [question.key for question in questions]
    assert len(set(keys)) == len(keys)
    for question in questions:
        if question.current and question.answered:
            assert said(question.record(question.current)) == said(review), question.key
    steps = steps_of(listing, review)
    pages = list(_pages(steps))
    for page in evenly(pages, share(len(pages), 5)):
        leave_half_typed(review, page, listing)
    returner = Returner()
    conduct(
        partial(steps_of, listing),
        review,
        asker=returner,
        save=_nothing,
        wanted=lambda question: question.key == keys[-1],
        back_out=True,
    )
    assert returner.seen == [step.key for step in reversed(steps)]


def leave_half_typed(review: Review, page: Page[Review], listing: Callable[[Review], list[Question[Review]]]) -> None:
    """Type into every field of a page and leave it: nothing is said with it, and all of it stands there again."""
    typed = {field.key: f"Nửa chừng {number}" for number, field in enumerate(page.fields())}

    kept = page.keep(typed)

    assert said(kept) == said(review), page.key
    again = [one for one in _pages(steps_of(listing, kept)) if one.key == page.key]
    assert again
    for field in (field for one in again for field in one.fields()):
        if field.kind in (Kind.TEXT, Kind.LINE):
            assert stands_in(field) == (typed[field.key],), field.key


def _pages(steps: Sequence[Step[Review]]) -> Iterator[Page[Review]]:
    for step in steps:
        if isinstance(step, Board):
            yield from (page() for page in step.pages.values())
        elif isinstance(step, Page):
            yield step


def _nothing(_: Review) -> None:
    raise AssertionError("going back saves nothing")


def _day(year: int) -> date:
    return date(year, 11, 24)


@pytest.mark.parametrize("seed", range(share(60, 2)))
def test_whatever_is_answered_over_some_years_is_kept_and_read_again(tmp_path: Path, seed: int) -> None:
    life = Life(tmp_path, seed)
    life.begin()
    for year in range(2024, 2027):
        notes = life.keep_notes(year)
        for _ in range(2):
            if year not in life.saved or life.saved[year].state is State.OPEN:
                life.sit_down(year, notes, STEPS // 2)
            life.change_tables()

    life.look_back()
