"""One person's review (bản kiểm điểm) of one year, as its file has it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from msgspec import Meta, field, structs

from tuphe.core.checklist import Checklist, Item
from tuphe.core.draft import Draft, typed_for, with_typed
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.point_table import PointTable
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import ItemOrNone, Shortcoming, YearShortcoming
from tuphe.core.tasks import Counts, Tasks
from tuphe.core.value import Id, Value, Words, each_once

EARLIEST_YEAR: Final = 1930
"""The Party was founded in 1930: no review is older."""


class Rating(StrEnum):
    """How well an item was kept (mức độ)."""

    EXCELLENT = "xuat-sac"
    GOOD = "tot"
    FAIR = "trung-binh"
    POOR = "kem"
    NOT_APPLICABLE = "khong-ap-dung"


LOW_RATINGS: Final = frozenset({Rating.FAIR, Rating.POOR})


class FollowUpState(StrEnum):
    """What became of an earlier shortcoming."""

    MENDED = "da-khac-phuc"
    UNDER_WAY = "dang-khac-phuc"
    NOT_MENDED = "chua-khac-phuc"


class PledgeState(StrEnum):
    """What became of an earlier pledge."""

    KEPT = "da-thuc-hien"
    UNDER_WAY = "dang-thuc-hien"
    NOT_KEPT = "chua-thuc-hien"


class PledgeArea(StrEnum):
    """What a pledge is about: the usual heads of a yearly pledge (bản cam kết tu dưỡng, rèn luyện, phấn đấu)."""

    THOUGHT = "tu-tuong-chinh-tri"
    CHARACTER = "dao-duc-loi-song"
    DISCIPLINE = "to-chuc-ky-luat"
    TASKS = "nhiem-vu"
    MENDING = "khac-phuc-han-che"
    OTHER = "khac"


class State(StrEnum):
    """Open, or closed and read-only."""

    OPEN = "nhap"
    CLOSED = "chot"


class Answer(Value, frozen=True, kw_only=True):
    """What was answered to one item."""

    known_by: ClassVar[tuple[str, ...]] = ("item",)
    item: Id = field(name="id")
    rating: Rating | None = field(name="muc_do", default=None)
    results: tuple[str, ...] = field(name="ket_qua", default=())
    left_off: tuple[str, ...] = field(name="de_lai", default=())
    """Results that the person keeps off the paper: none of `results`, yet compared and checked like them."""
    note: str = field(name="ghi_chu", default="")
    passed: tuple[Literal["so_tay", "ket_qua", "han_che"], ...] = field(name="khong_co", default=())
    """The keys under which the person confirmed that there is nothing (more); else a question stays open."""
    shortcomings: tuple[Shortcoming, ...] = field(name="han_che", default=())

    @property
    def all_results(self) -> tuple[str, ...]:
        """What was done, whether it goes onto the paper or not."""
        return (*self.results, *self.left_off)

    @property
    def unexplained(self) -> bool:
        """Whether the rating is low, and no shortcoming says why."""
        return self.rating in LOW_RATINGS and not any(found.real for found in self.shortcomings)


Percent = Annotated[int, Meta(ge=0, le=100)]


class FollowUp(Value, frozen=True, kw_only=True):
    """What became of a shortcoming pointed out before (khắc phục); one not mended has its next remedy and date."""

    known_by: ClassVar[tuple[str, ...]] = ("item", "text")
    item: ItemOrNone = field(name="muc", default="")
    text: Words = field(name="noi_dung")
    state: FollowUpState | None = field(name="tinh_trang", default=None)
    percent: Percent | None = field(name="phan_tram", default=None)
    """How far it is mended, while that is under way."""
    results: str = field(name="ket_qua", default="")
    obstacles: str = field(name="kho_khan", default="")
    responsibility: str = field(name="trach_nhiem", default="")
    remedy: str = field(name="bien_phap", default="")
    due: date | None = field(name="thoi_han", default=None)
    passed: tuple[Literal["phan_tram", "ket_qua", "kho_khan", "trach_nhiem"], ...] = field(name="khong_co", default=())


class Pledge(Value, frozen=True, kw_only=True):
    """A pledge (cam kết) for the coming year."""

    known_by: ClassVar[tuple[str, ...]] = ("text",)
    remedy: ClassVar[str] = ""  # it has none, unlike a shortcoming, with which it is counted
    text: Words = field(name="noi_dung")
    due: date | None = field(name="thoi_han", default=None)
    area: PledgeArea | None = field(name="linh_vuc", default=None)


class PledgeOutcome(Value, frozen=True, kw_only=True):
    """What became of a pledge made before (thực hiện cam kết)."""

    known_by: ClassVar[tuple[str, ...]] = ("text",)
    item: ClassVar[str] = ""  # it belongs to none, unlike the record of a shortcoming
    text: Words = field(name="noi_dung")
    state: PledgeState | None = field(name="tinh_trang", default=None)
    percent: Percent | None = field(name="phan_tram", default=None)
    """How far it is kept, while that is under way."""
    results: str = field(name="ket_qua", default="")
    obstacles: str = field(name="kho_khan", default="")
    passed: tuple[Literal["phan_tram", "ket_qua", "kho_khan"], ...] = field(name="khong_co", default=())


class RaisedIssue(Value, frozen=True, kw_only=True):
    """An issue the person was asked to answer for (vấn đề được gợi ý kiểm điểm)."""

    known_by: ClassVar[tuple[str, ...]] = ("issue",)
    issue: Words = field(name="van_de")
    explanation: str = field(name="giai_trinh", default="")
    cause: str = field(name="nguyen_nhan", default="")
    responsibility: str = field(name="trach_nhiem", default="")


class Collective(Value, frozen=True, kw_only=True):
    """The person's part in the collective's shortcomings (trách nhiệm tập thể)."""

    text: str = field(name="noi_dung", default="")


class FormAnswer(Value, frozen=True, kw_only=True):
    """What was answered to a question that a form asks beyond the checklist (bổ sung)."""

    known_by: ClassVar[tuple[str, ...]] = ("question",)
    question: Id = field(name="id")
    text: Words = field(name="noi_dung")


class ChecklistRef(Value, frozen=True, kw_only=True):
    """Which checklist was asked, and its fingerprint then."""

    id: Id = "trach-nhiem"
    fingerprint: str = field(name="dau_van_tay", default="")


class Silenced(Value, frozen=True, kw_only=True):
    """A code of soát that the person has silenced for one place, and why."""

    known_by: ClassVar[tuple[str, ...]] = ("code", "place")
    code: Id = field(name="ma")
    place: Words = field(name="cho")
    reason: Words = field(name="ly_do")


PASSED: Final = (
    "^(khac_phuc|thuc_hien_cam_ket|han_che|goi_y|trach_nhiem_tap_the|bien_phap|cam_ket|bang_diem"
    "|tieu_chi_chung|ket_qua_nhiem_vu|truong_hop|[0-9A-Z]+([.][0-9A-Z]+)*)$"
)
"""What a person can confirm there is nothing (more) of: a key, or the number of a form's section, such as I.1."""


class Review(Value, frozen=True, kw_only=True, cache_hash=True):
    """One year; every method returns a changed copy and leaves this one as it is."""

    newest_format: ClassVar[int] = 4

    format: Literal[4] = field(name="dinh_dang", default=4)
    year: Annotated[int, Meta(ge=EARLIEST_YEAR, le=9999)] = field(name="nam")
    state: State = field(name="trang_thai", default=State.OPEN)
    closed_on: date | None = field(name="ngay_chot", default=None)
    source: Source | None = field(name="nguon", default=None)
    note: str = field(name="ghi_chu", default="")
    passed: tuple[Annotated[str, Meta(pattern=PASSED, max_length=20)], ...] = field(name="khong_co", default=())
    """The keys under which the person confirmed that there is nothing (more); `bien_phap`: remedies as pledges."""
    checklist: ChecklistRef = field(name="bo_tieu_chi", default=ChecklistRef())
    drafts: tuple[Draft, ...] = field(name="dang_go", default=())
    due: tuple[Words, ...] = field(name="con_hoi", default=())
    """Questions that an answer opened and that were not reached yet: asked when the interview goes on."""
    silenced: tuple[Silenced, ...] = field(name="bo_qua", default=())
    answers: tuple[Answer, ...] = field(name="muc", default=())
    own_shortcomings: tuple[YearShortcoming, ...] = field(name="han_che", default=())
    """Shortcomings that are listed under the year itself, and not under an item."""
    follow_ups: tuple[FollowUp, ...] = field(name="khac_phuc", default=())
    outcomes: tuple[PledgeOutcome, ...] = field(name="thuc_hien_cam_ket", default=())
    raised_issues: tuple[RaisedIssue, ...] = field(name="goi_y", default=())
    collective: Collective = field(name="trach_nhiem_tap_the", default=Collective())
    form_answers: tuple[FormAnswer, ...] = field(name="bo_sung", default=())
    pledges: tuple[Pledge, ...] = field(name="cam_ket", default=())
    tasks: Tasks = field(name="nhiem_vu", default=Tasks())
    unit_tasks: Counts = field(name="nhiem_vu_don_vi", default=Counts())
    """The tasks of the units that the person leads: a leader's level is judged by them, not by the leader's own."""
    self_rating: SelfRating = field(name="tu_danh_gia", default=SelfRating())
    point_table: PointTable | None = field(name="bang_diem", default=None)
    """A copy of the committee's table that `self_rating` was made by: later changes of its file do not matter."""
    paper: tuple[PaperSection, ...] = field(name="phan", default=())
    """The paragraphs of the paper that the year was taken from."""

    def but(self, **changes: Any) -> Self:
        """Return this review with some fields changed."""
        return structs.replace(self, **changes)

    def closed(self, day: date) -> Self:
        """Return this review closed on that day; half-typed texts wait in it for the day it is opened again."""
        return self.but(state=State.CLOSED, closed_on=day)

    def reopened(self) -> Self:
        """Return this review open again."""
        return self.but(state=State.OPEN, closed_on=None)

    def answer(self, item_id: str) -> Answer:
        """The answer to an item; an empty one when there is none yet."""
        return next((answer for answer in self.answers if answer.item == item_id), Answer(item=item_id))

    def with_answer(self, answer: Answer) -> Self:
        """Return a copy with this answer to its item."""
        return self.but(answers=each_once((*self.answers, answer)))

    def form_answer(self, question: str) -> str:
        """What was answered to a form's own question; empty when nothing was yet."""
        return next((entry.text for entry in self.form_answers if entry.question == question), "")

    def with_form_answer(self, question: str, text: str) -> Self:
        """Return a copy with this answer to a form's own question; an empty one takes the answer away."""
        others = tuple(entry for entry in self.form_answers if entry.question != question)
        return self.but(form_answers=(*others, FormAnswer(question=question, text=text)) if text else others)

    def with_silenced(self, entry: Silenced) -> Self:
        """Return a copy with this code silenced at this place."""
        return self.but(silenced=each_once((*self.silenced, entry)))

    @property
    def half_typed(self) -> tuple[Draft, ...]:
        """What was typed and not confirmed, and so is not on the paper; words typed to sort notes are left out."""
        return tuple(one for one in self.drafts if one.text.strip() and not one.question.startswith("so_tay/"))

    def draft(self, question: str) -> str | None:
        """The text typed for a question that was put off, or None if it was not."""
        return typed_for(self.drafts, question)

    def with_draft(self, question: str, text: str | None) -> Self:
        """Return a copy in which a question is put off with `text` typed so far, or no longer put off."""
        return self.but(drafts=with_typed(self.drafts, question, text))

    def with_due(self, *questions: str) -> Self:
        """Return a copy in which these questions, too, are still to be asked."""
        return self.but(due=tuple(dict.fromkeys((*self.due, *questions))))

    def without_due(self, *questions: str) -> Self:
        """Return a copy in which these questions are not to be asked any more."""
        return self.but(due=tuple(question for question in self.due if question not in questions))

    def rating(self, item_id: str) -> Rating | None:
        """The rating of an item, or None while it has none."""
        return self.answer(item_id).rating

    def has_none(self, items: Iterable[Item], key: str) -> bool:
        """Whether there are such items, and the person confirmed for each that there is nothing under `key`."""
        answers = [self.answer(item.id) for item in items]
        return bool(answers) and all(
            answer.rating is Rating.NOT_APPLICABLE
            or key in answer.passed
            or (key == "han_che" and bool(answer.shortcomings) and not any(one.real for one in answer.shortcomings))
            for answer in answers
        )

    @property
    def from_paper(self) -> bool:
        """Whether it was taken in from paper: what the paper does not say was never asked."""
        return self.source is Source.PAPER

    @property
    def shortcomings(self) -> tuple[tuple[str, Shortcoming], ...]:
        """Every shortcoming of the year with the id of its item, empty for none; what does not apply has none."""
        return tuple((item, found) for _, _, item, found in self.located_shortcomings() if found.real)

    def located_shortcomings(self) -> Iterator[tuple[str, int, str, Shortcoming]]:
        """Yield what is written as shortcomings, real ones or not: path of the list, row from 0, id of the item."""
        for answer in self.answers:
            if answer.rating is not Rating.NOT_APPLICABLE:
                for row, found in enumerate(answer.shortcomings):
                    yield f"muc/{answer.item}/han_che", row, answer.item, found
        for row, own in enumerate(self.own_shortcomings):
            yield "han_che", row, own.item, own

    def follow_up(self, item_id: str, text: str) -> FollowUp:
        """What became of an earlier shortcoming; an empty record when not answered yet."""
        empty = FollowUp(item=item_id, text=text)
        return next((entry for entry in self.follow_ups if (entry.item, entry.text) == (item_id, text)), empty)

    def with_follow_up(self, follow_up: FollowUp) -> Self:
        """Return a copy with this record of an earlier shortcoming."""
        return self.but(follow_ups=each_once((*self.follow_ups, follow_up)))

    def judged_tasks(self, *, leader: bool) -> Counts:
        """The counts of tasks that a level depends on: a leader's are of the units led."""
        return self.unit_tasks if leader else self.tasks

    def outcome(self, text: str) -> PledgeOutcome:
        """What became of an earlier pledge; an empty record when not answered yet."""
        return next((entry for entry in self.outcomes if entry.text == text), PledgeOutcome(text=text))

    def arranged(self, checklist: Checklist) -> Self:
        """Return a copy with answers in the checklist's order, others last and none empty: same content, same bytes."""
        places = {item.id: place for place, item in enumerate(checklist.items)}
        kept = (answer for answer in self.answers if answer != Answer(item=answer.item))
        return self.but(answers=tuple(sorted(kept, key=lambda answer: places.get(answer.item, len(places)))))

    def with_outcome(self, outcome: PledgeOutcome) -> Self:
        """Return a copy with this record of an earlier pledge."""
        return self.but(outcomes=each_once((*self.outcomes, outcome)))
