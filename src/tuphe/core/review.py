"""One person's review (bản kiểm điểm) of one year, as its file has it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, TypeVar

from msgspec import Meta, structs

from tuphe.core.checklist import Audience
from tuphe.core.value import FORMAT, Id, Value, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


class PledgeField(StrEnum):
    """What a pledge is about: the usual heads of a yearly pledge (bản cam kết tu dưỡng, rèn luyện, phấn đấu)."""

    THOUGHT = "tu-tuong-chinh-tri"
    CHARACTER = "dao-duc-loi-song"
    DISCIPLINE = "to-chuc-ky-luat"
    TASKS = "nhiem-vu"
    MENDING = "khac-phuc-han-che"
    OTHER = "khac"


class Progress(StrEnum):
    """How a task stands against its date."""

    EARLY = "truoc-han"
    ON_TIME = "dung-han"
    LATE = "cham-han"
    NOT_DONE = "chua-xong"


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
    passed: tuple[Literal["so_tay", "ket_qua", "han_che"], ...] = ()
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


class Pledge(Value, frozen=True, kw_only=True, rename={"text": "noi_dung", "due": "thoi_han", "field": "linh_vuc"}):
    """A pledge (cam kết) for the coming year."""

    text: Words
    due: date | None = None
    field: PledgeField | None = None


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


class Task(
    Value,
    frozen=True,
    kw_only=True,
    rename={"text": "noi_dung", "due": "thoi_han", "product": "san_pham", "progress": "tien_do", "passed": "khong_co"},
):
    """A task of the year, for the annex of a form."""

    text: Words
    due: date | None = None
    product: str = ""
    progress: Progress | None = None
    passed: tuple[Literal["thoi_han", "san_pham"], ...] = ()


Count = Annotated[int, Meta(ge=0, le=9999)]


class Tasks(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "total": "tong_so",
        "done": "hoan_thanh",
        "late": "cham_han",
        "above": "vuot_yeu_cau",
        "passed": "khong_co",
        "listed": "viec",
    },
):
    """The year's tasks (nhiệm vụ): the counts that the conditions of a level ask for, and the list for the annex.

    Of all `total` tasks `done` are done, of these `late` after their date and
    `above` above what was required.
    """

    total: Count | None = None
    done: Count | None = None
    late: Count | None = None
    above: Count | None = None
    passed: tuple[Literal["tong_so", "hoan_thanh", "cham_han", "vuot_yeu_cau", "viec"], ...] = ()
    listed: tuple[Task, ...] = ()

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Yield keys of counts that cannot be as large as they are, each with the key of its limit."""
        counts = {"tong_so": self.total, "hoan_thanh": self.done, "cham_han": self.late, "vuot_yeu_cau": self.above}
        for key, limit in (("hoan_thanh", "tong_so"), ("cham_han", "hoan_thanh"), ("vuot_yeu_cau", "hoan_thanh")):
            count, most = counts[key], counts[limit]
            if count is not None and most is not None and count > most:
                yield key, limit


class Score(Value, frozen=True, kw_only=True, rename={"criterion": "id", "points": "diem"}):
    """The points for one criterion of a committee's own table."""

    criterion: Id
    points: Annotated[float, Meta(ge=0, le=TASK_MAXIMUM)]


class SelfRating(
    Value,
    frozen=True,
    kw_only=True,
    rename={
        "table": "bang_diem",
        "general_points": "tieu_chi_chung",
        "task_points": "ket_qua_nhiem_vu",
        "level": "xep_loai",
        "scores": "diem",
    },
):
    """Points and the proposed level (tự đánh giá); with a committee's `table`, each part is the sum of its `scores`."""

    table: str = ""
    general_points: Annotated[float, Meta(ge=0, le=GENERAL_MAXIMUM)] | None = None
    task_points: Annotated[float, Meta(ge=0, le=TASK_MAXIMUM)] | None = None
    level: Level | None = None
    scores: tuple[Score, ...] = ()

    @property
    def total(self) -> float | None:
        """Points out of 100, once both parts are given."""
        if self.general_points is None or self.task_points is None:
            return None
        return self.general_points + self.task_points

    def score(self, criterion: str) -> float | None:
        """The points for one criterion, or None while it has none."""
        return next((score.points for score in self.scores if score.criterion == criterion), None)

    def with_score(self, score: Score) -> Self:
        """Return a copy in which `score` stands for its criterion."""
        return structs.replace(self, scores=_put(self.scores, score, key=lambda entry: entry.criterion))


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
        "closed_on": "ngay_chot",
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
        "tasks": "nhiem_vu",
        "self_rating": "tu_danh_gia",
    },
):
    """One year; every method returns a changed copy and leaves this one as it is."""

    format: Literal[1] = FORMAT
    year: Annotated[int, Meta(ge=EARLIEST_YEAR, le=9999)]
    state: State = State.OPEN
    closed_on: date | None = None
    note: str = ""
    passed: tuple[
        Literal[
            "khac_phuc",
            "thuc_hien_cam_ket",
            "goi_y",
            "trach_nhiem_tap_the",
            "bien_phap",
            "cam_ket",
            "bang_diem",
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
    tasks: Tasks = Tasks()
    self_rating: SelfRating = SelfRating()

    def but(self, **changes: Any) -> Self:
        """Return this review with some fields changed."""
        return structs.replace(self, **changes)

    def closed(self, day: date) -> Self:
        """Return this review closed on that day; half-typed texts go."""
        return self.but(state=State.CLOSED, closed_on=day, drafts=())

    def reopened(self) -> Self:
        """Return this review open again."""
        return self.but(state=State.OPEN, closed_on=None)

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

    def has_none(self, items: Iterable[Item], key: str) -> bool:
        """Whether the person confirmed for each of these items that there is nothing under `key`.

        Of no items at all nothing was confirmed.
        """
        answers = [self.answer(item.id) for item in items]
        return bool(answers) and all(
            answer.rating is Rating.NOT_APPLICABLE or key in answer.passed for answer in answers
        )

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

    def followed_up(self, previous: Review | None) -> tuple[FollowUp, ...]:
        """Return one record for every shortcoming pointed out before: last year's, then others answered here."""
        asked = () if previous is None else tuple(self.follow_up(item, old.text) for item, old in previous.shortcomings)
        return (*asked, *(entry for entry in self.follow_ups if entry not in asked))

    def with_follow_up(self, follow_up: FollowUp) -> Self:
        """Return a copy in which `follow_up` stands for its shortcoming."""
        return self.but(follow_ups=_put(self.follow_ups, follow_up, key=lambda entry: (entry.item, entry.text)))

    def outcome(self, text: str) -> PledgeOutcome:
        """What became of an earlier pledge; an empty record when not answered yet."""
        return next((entry for entry in self.outcomes if entry.text == text), PledgeOutcome(text=text))

    def kept_pledges(self, previous: Review | None) -> tuple[PledgeOutcome, ...]:
        """Return one record for every pledge made before: last year's, then others answered here."""
        asked = () if previous is None else tuple(self.outcome(pledge.text) for pledge in previous.pledges)
        return (*asked, *(entry for entry in self.outcomes if entry not in asked))

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
