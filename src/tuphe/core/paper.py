"""A paper (bản giấy): what was read of a review written in Word, and what was answered of it, before it is a year."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import field, structs

from tuphe.core.draft import Draft, typed_for, with_typed
from tuphe.core.paper_section import PaperSection
from tuphe.core.review import Collective, FollowUp, FormAnswer, Pledge, RaisedIssue
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.value import Value, Words


class PaperTask(Value, frozen=True, kw_only=True):
    """A row of the annex table, word for word by the names of its columns."""

    text: str = field(name="noi_dung", default="")
    due: str = field(name="thoi_han", default="")
    state: str = field(name="tinh_hinh", default="")
    product: str = field(name="san_pham", default="")
    progress: str = field(name="tien_do", default="")
    remark: str = field(name="ghi_chu", default="")


class Doubt(Value, frozen=True, kw_only=True):
    """What is not sure: where (`cho`, a place such as `han_che/2/thoi_han`), and why. It is asked, never guessed."""

    place: Words = field(name="cho")
    reason: Words = field(name="ly_do")


class Paper(Value, frozen=True, kw_only=True):
    """Everything read of one paper; `year` is 0 where the paper does not say it, `form` empty where none is named."""

    header: Mapping[str, str] = field(name="ho_so", default=MappingProxyType({}))
    """Fields of the head by the keys of the profile's file."""
    year: int = field(name="nam", default=0)
    form: str = field(name="mau", default="")
    sections: tuple[PaperSection, ...] = field(name="phan", default=())
    shortcomings: tuple[Shortcoming, ...] = field(name="han_che", default=())
    follow_ups: tuple[FollowUp, ...] = field(name="khac_phuc", default=())
    raised_issues: tuple[RaisedIssue, ...] = field(name="goi_y", default=())
    collective: Collective = field(name="trach_nhiem_tap_the", default=Collective())
    form_answers: tuple[FormAnswer, ...] = field(name="bo_sung", default=())
    pledges: tuple[Pledge, ...] = field(name="cam_ket", default=())
    self_rating: SelfRating = field(name="tu_danh_gia", default=SelfRating())
    tasks: tuple[PaperTask, ...] = field(name="viec", default=())
    doubts: tuple[Doubt, ...] = field(name="khong_chac", default=())
    left: tuple[str, ...] = field(name="bo_lai", default=())
    """Paragraphs that belong to no section."""
    notices: tuple[str, ...] = field(name="canh_bao", default=())


class PaperReply(Value, frozen=True, kw_only=True):
    """The answer to one question; it is used again only for a question with the same `fingerprint`."""

    question: Words = field(name="ma")
    fingerprint: str = field(name="dau_van_tay")
    values: tuple[str, ...] = field(name="tra_loi", default=())


class PaperDraft(Value, frozen=True, kw_only=True):
    """The replies in the order given (several to a question that was gone back to), and half-typed texts."""

    format: Literal[1] = field(name="dinh_dang", default=1)
    paper: str = field(name="tep", default="")
    """The path of the paper, to go on with it from the home screen."""
    replies: tuple[PaperReply, ...] = field(name="cau", default=())
    typed: tuple[Draft, ...] = field(name="dang_go", default=())

    def replied(self, reply: PaperReply) -> "PaperDraft":
        """Return a copy with this reply added, without half-typed text or a last reply of the same question."""
        before = self.replies[:-1] if self.replies and self.replies[-1].question == reply.question else self.replies
        return structs.replace(self, replies=(*before, reply), typed=with_typed(self.typed, reply.question, None))

    def with_typed(self, question: str, text: str) -> "PaperDraft":
        """Return a copy with the text that was typed for a question, and not confirmed."""
        return structs.replace(self, typed=with_typed(self.typed, question, text))

    def typed_for(self, question: str) -> str | None:
        """Return what was typed for a question, and not confirmed; None where nothing was."""
        return typed_for(self.typed, question)
