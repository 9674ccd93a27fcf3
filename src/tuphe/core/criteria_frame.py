"""The frame of criteria (khung tiêu chí) that a regulation gives for the 30 and the 70 points, without their split."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, field

from tuphe.core.legal_basis import Dated, in_force
from tuphe.core.profile import Post
from tuphe.core.value import FORMAT, Id, Value, Words


class FrameGroup(Value, frozen=True, kw_only=True):
    """Criteria under one heading; one that begins with a hyphen explains the one before it."""

    heading: Words = field(name="ten")
    criteria: tuple[Words, ...] = field(name="tieu_chi", default=())


class CriteriaFrame(Dated, frozen=True, kw_only=True):
    """What the points of one kind of reviewers are given for (Quy định 366-QĐ/TW, Phụ lục 3, 4, 5)."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    id: Id
    name: Words = field(name="ten")
    posts: tuple[Post, ...] = field(name="danh_cho", default=tuple(Post))
    source: str = field(name="nguon", default="")
    unconfirmed: tuple[Words, ...] = field(name="chua_xac_nhan", default=())
    general: Annotated[tuple[FrameGroup, ...], Meta(min_length=1)] = field(name="tieu_chi_chung")
    tasks: tuple[FrameGroup, ...] = field(name="ket_qua_nhiem_vu", default=())


def frame_for(frames: Iterable[CriteriaFrame], post: Post | None, year: int) -> CriteriaFrame | None:
    """Return the frame of someone in that post for the review of `year`, or None when none was in force."""
    return next((frame for frame in in_force(frames, year) if post in frame.posts), None)
