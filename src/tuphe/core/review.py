"""One person's review (bản kiểm điểm) of one year, as its file has it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, TypeVar

from msgspec import Meta, structs

from tuphe.core.checklist import Audience
from tuphe.core.value import FORMAT, Id, Value, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tuphe.core.checklist import Checklist, Item

Entry = TypeVar("Entry", bound=Value)

EARLIEST_YEAR: Final = 1930
"""The Party was founded in 1930: no review is older."""

GENERAL_MAXIMUM: Final = 30
TASK_MAXIMUM: Final = 70
"""30 points of general criteria and 70 of task results make 100 (Quy định 366-QĐ/TW of 30/8/2025)."""


class Rating(StrEnum):
    """How well an item was kept (mức độ)."""

    EXCELLENT = "xuat-sac"
    GOOD = "tot"
    FAIR = "trung-binh"
    POOR = "kem"
    NOT_APPLICABLE = "khong-ap-dung"


LOW_RATINGS: Final = frozenset({Rating.FAIR, Rating.POOR})


class CauseKind(StrEnum):
    """Where a cause lies: with the person, or in circumstances."""

    SUBJECTIVE = "chu-quan"
    OBJECTIVE = "khach-quan"


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


class Level(StrEnum):
    """The level a person proposes for the whole year (Quy định 366-QĐ/TW)."""

    EXCELLENT = "xuat-sac"
    GOOD = "tot"
    COMPLETED = "hoan-thanh"
    NOT_COMPLETED = "khong-hoan-thanh"


class State(StrEnum):
    """Open, or closed and read-only."""

    OPEN = "nhap"
    CLOSED = "chot"


class Shortcoming(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "text": "noi_dung",
        "cause": "nguyen_nhan",
        "cause_kind": "loai_nguyen_nhan",
        "remedy": "bien_phap",
        "due": "thoi_han",
    },
):
    """A shortcoming (hạn chế, khuyết điểm) with its cause, remedy and date."""

    text: Words
    cause: str = ""
    cause_kind: CauseKind | None = None
    remedy: str = ""
    due: date | None = None


class Answer(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "item": "id",
        "rating": "muc_do",
        "results": "ket_qua",
        "note": "ghi_chu",
        "passed": "khong_co",
        "shortcomings": "han_che",
    },
):
    """What was answered to one item."""

    item: Id
    rating: Rating | None = None
    results: tuple[str, ...] = ()
    note: str = ""
    passed: tuple[Literal["ket_qua", "han_che"], ...] = ()
    """What the person confirmed there is nothing (more) of; without it, a question stays open."""
    shortcomings: tuple[Shortcoming, ...] = ()


class FollowUp(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "item": "muc",
        "text": "noi_dung",
        "state": "tinh_trang",
        "results": "ket_qua",
        "obstacles": "kho_khan",
        "passed": "khong_co",
    },
):
    """What became of a shortcoming of the year before (khắc phục)."""

    item: Annotated[str, Meta(pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=60)] = ""
    text: Words
    state: FollowUpState | None = None
    results: str = ""
    obstacles: str = ""
    passed: tuple[Literal["ket_qua", "kho_khan"], ...] = ()


class Pledge(Value, frozen=True, kw_only=True, rename={"text": "noi_dung", "due": "thoi_han"}):
    """A pledge (cam kết) for the coming year."""

    text: Words
    due: date | None = None


class PledgeOutcome(
    Value,
    frozen=True,
    kw_only=True,
    rename={"text": "noi_dung", "state": "tinh_trang", "results": "ket_qua", "passed": "khong_co"},
):
    """What became of a pledge of the year before (thực hiện cam kết)."""

    text: Words
    state: PledgeState | None = None
    results: str = ""
    passed: tuple[Literal["ket_qua"], ...] = ()


class RaisedIssue(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "issue": "van_de",
        "explanation": "giai_trinh",
        "cause": "nguyen_nhan",
        "responsibility": "trach_nhiem",
    },
):
    """An issue the person was asked to answer for (vấn đề được gợi ý kiểm điểm)."""

    issue: Words
    explanation: str = ""
    cause: str = ""
    responsibility: str = ""


class Collective(Value, frozen=True, kw_only=True, rename={"text": "noi_dung"}):
    """The person's part in the collective's shortcomings (trách nhiệm tập thể)."""

    text: str = ""


class SelfRating(
    Value,
    frozen=True,
    kw_only=True,
    rename={"general_points": "tieu_chi_chung", "task_points": "ket_qua_nhiem_vu", "level": "xep_loai"},
):
    """Points and the proposed level (tự đánh giá)."""

    general_points: Annotated[float, Meta(ge=0, le=GENERAL_MAXIMUM)] | None = None
    task_points: Annotated[float, Meta(ge=0, le=TASK_MAXIMUM)] | None = None
    level: Level | None = None

    @property
    def total(self) -> float | None:
        """Points out of 100, once both parts are given."""
        if self.general_points is None or self.task_points is None:
            return None
        return self.general_points + self.task_points


class ChecklistRef(Value, frozen=True, kw_only=True, rename={"fingerprint": "dau_van_tay"}):
    """Which checklist was asked, and its fingerprint then."""

    id: Id = "trach-nhiem"
    fingerprint: str = ""


class Draft(Value, frozen=True, kw_only=True, rename={"question": "cau", "text": "noi_dung"}):
    """A text that was being typed when the program was stopped: offered again, never exported."""

    question: str
    text: str


class Review(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "format": "dinh_dang",
        "year": "nam",
        "state": "trang_thai",
        "note": "ghi_chu",
        "passed": "khong_co",
        "checklist": "bo_tieu_chi",
        "drafts": "dang_go",
        "answers": "muc",
        "follow_ups": "khac_phuc",
        "pledges": "cam_ket",
        "outcomes": "thuc_hien_cam_ket",
        "raised_issues": "goi_y",
        "collective": "trach_nhiem_tap_the",
        "self_rating": "tu_danh_gia",
    },
):
    """One year; every method returns a changed copy and leaves this one as it is."""

    format: Literal[1] = FORMAT
    year: Annotated[int, Meta(ge=EARLIEST_YEAR, le=9999)]
    state: State = State.OPEN
    note: str = ""
    passed: tuple[
        Literal[
            "goi_y",
            "trach_nhiem_tap_the",
            "bien_phap",
            "cam_ket",
            "tieu_chi_chung",
            "ket_qua_nhiem_vu",
        ],
        ...,
    ] = ()
    """What the person confirmed there is nothing (more) of; `bien_phap`: remedies offered as pledges."""
    checklist: ChecklistRef = ChecklistRef()
    drafts: tuple[Draft, ...] = ()
    answers: tuple[Answer, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    outcomes: tuple[PledgeOutcome, ...] = ()
    raised_issues: tuple[RaisedIssue, ...] = ()
    collective: Collective = Collective()
    pledges: tuple[Pledge, ...] = ()
    self_rating: SelfRating = SelfRating()

    def but(self, **changes: Any) -> Self:
        """Return this review with some fields changed."""
        return structs.replace(self, **changes)

    def answer(self, item_id: str) -> Answer:
        """The answer to an item; an empty one when there is none yet."""
        return next((answer for answer in self.answers if answer.item == item_id), Answer(item=item_id))

    def with_answer(self, answer: Answer) -> Self:
        """Return a copy in which `answer` stands for its item."""
        return self.but(answers=_put(self.answers, answer, key=lambda entry: entry.item))

    def draft(self, question: str) -> str:
        """The text typed for a question and not confirmed, or an empty one."""
        return next((draft.text for draft in self.drafts if draft.question == question), "")

    def with_draft(self, question: str, text: str) -> Self:
        """Return a copy that keeps `text` as typed for a question; an empty text is not kept."""
        others = tuple(draft for draft in self.drafts if draft.question != question)
        return self.but(drafts=(*others, Draft(question=question, text=text)) if text else others)

    def rating(self, item_id: str) -> Rating | None:
        """The rating of an item, or None while it has none."""
        return self.answer(item_id).rating

    @property
    def shortcomings(self) -> tuple[tuple[str, Shortcoming], ...]:
        """Every shortcoming of the year with the id of its item; what does not apply has none."""
        return tuple(
            (answer.item, found)
            for answer in self.answers
            if answer.rating is not Rating.NOT_APPLICABLE
            for found in answer.shortcomings
        )

    def follow_up(self, item_id: str, text: str) -> FollowUp:
        """What became of an earlier shortcoming; an empty record when not answered yet."""
        empty = FollowUp(item=item_id, text=text)
        return next((entry for entry in self.follow_ups if (entry.item, entry.text) == (item_id, text)), empty)

    def with_follow_up(self, follow_up: FollowUp) -> Self:
        """Return a copy in which `follow_up` stands for its shortcoming."""
        return self.but(follow_ups=_put(self.follow_ups, follow_up, key=lambda entry: (entry.item, entry.text)))

    def outcome(self, text: str) -> PledgeOutcome:
        """What became of an earlier pledge; an empty record when not answered yet."""
        return next((entry for entry in self.outcomes if entry.text == text), PledgeOutcome(text=text))

    def arranged(self, checklist: Checklist) -> Self:
        """Return this review with its answers in the checklist's order and no empty ones.

        The order in which a person happened to answer must not show in the
        file: same content, same bytes. Items the checklist no longer has come last.
        """
        places = {item.id: place for place, item in enumerate(checklist.items)}
        kept = (answer for answer in self.answers if answer != Answer(item=answer.item))
        return self.but(answers=tuple(sorted(kept, key=lambda answer: places.get(answer.item, len(places)))))

    def with_outcome(self, outcome: PledgeOutcome) -> Self:
        """Return a copy in which `outcome` stands for its pledge."""
        return self.but(outcomes=_put(self.outcomes, outcome, key=lambda entry: entry.text))


def asked_items(checklist: Checklist, review: Review, *, leader: bool) -> tuple[Item, ...]:
    """Return the items this person answers for: everyone's, a leader's too, and any that has an answer already."""
    answered = {answer.item for answer in review.answers}
    return tuple(
        item for item in checklist.items if leader or item.audience is Audience.EVERYONE or item.id in answered
    )


def default_year(today: date, state_of: Callable[[int], State | None]) -> int:
    """Return the year a command means when none is named.

    From January to March that is the year before, while it is still open:
    reviews are finished in the first weeks of the new year.

    `state_of` tells the state of a year, None when there is no file; it is
    only asked when the answer matters.
    """
    before = today.year - 1
    finishing = today.month <= 3 and state_of(before) is State.OPEN
    return before if finishing else today.year


def _put(entries: tuple[Entry, ...], entry: Entry, *, key: Callable[[Entry], object]) -> tuple[Entry, ...]:
    return laid_over(entries, (entry,), key=key)


def laid_over(below: Iterable[Entry], above: Iterable[Entry], *, key: Callable[[Entry], object]) -> tuple[Entry, ...]:
    """Return the entries of both, each once by its key; of two with one key, the one from `above`."""
    return tuple({key(entry): entry for entry in (*below, *above)}.values())
