"""An official form (mẫu): its sections in order, and what of a year goes into each."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, field

from tuphe.core.checklist import Kind
from tuphe.core.legal_basis import Dated, Rule, in_force
from tuphe.core.page_layout import Layout, Millimetres
from tuphe.core.profile import PROFILE_BLANKS, HeaderKey, Post
from tuphe.core.review import PledgeArea
from tuphe.core.value import Id, Value, Words

SUMMARY: Final = "tom-tat"
"""The name of the export that is no official form."""

FormId = Annotated[str, Meta(pattern="^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$", max_length=60)]
"""The letter people call a form by, and the year of its rule: 2B-2025."""

SectionNumber = Annotated[str, Meta(pattern="^[0-9A-Z]+([.][0-9A-Z]+)*$", max_length=20)]
"""The whole address of a section: A.I.2."""

BLANKS: Final = re.compile(r"\{([^{}]*)\}")
"""Where a line of a form takes something of the year or the profile: `Năm {nam}`."""

Side = Literal["trai", "phai"]

YEAR_BLANKS: Final = ("nam", "nam_truoc", "nam_sau", "tieu_chi_chung", "ket_qua_nhiem_vu", "tong_diem")


class Purpose(StrEnum):
    """What a form is: the review of a year, or the pledge for the next."""

    REVIEW = "kiem-diem"
    PLEDGE = "cam-ket"


class Content(StrEnum):
    """What a section of a form takes."""

    RESULTS = "ket-qua"
    RATING_BOXES = "cap-do"
    OUTCOMES = "thuc-hien-cam-ket"
    SHORTCOMINGS = "han-che"
    CAUSES = "nguyen-nhan"
    FOLLOW_UPS = "khac-phuc"
    RAISED_ISSUES = "goi-y"
    COLLECTIVE = "tap-the"
    REMEDIES = "bien-phap"
    PLEDGES = "cam-ket"
    GENERAL_SCORES = "diem-tieu-chi-chung"
    TASK_SCORES = "diem-ket-qua-nhiem-vu"
    LEVEL_BOXES = "xep-loai"
    TASKS = "nhiem-vu"
    WORDS = "loi"


class Column(Value, frozen=True, kw_only=True):
    """A column of the table of tasks; `width` in millimetres. A column without a key is filled in by hand."""

    head: Words = field(name="ten")
    takes: Literal["", "tt", "noi_dung", "thoi_han", "tinh_hinh", "san_pham", "tien_do"] = field(name="lay", default="")
    width: Millimetres = field(name="rong")


class Part(Value, frozen=True, kw_only=True):
    """One thing that a section shows; the other keys say which part of it, or how."""

    takes: Content = field(name="lay")
    kinds: tuple[Kind, ...] = field(name="loai", default=())
    areas: tuple[PledgeArea, ...] = field(name="linh_vuc", default=())
    """Pledges about which areas. Empty: all pledges."""
    words: str = field(name="chu", default="")
    columns: tuple[Column, ...] = field(name="cot", default=())


class FormSection(Value, frozen=True, kw_only=True):
    """A section (phần); `number` is its whole address, A.I.2, and its place in the form."""

    number: SectionNumber = field(name="so")
    heading: Words = field(name="ten")
    parts: tuple[Part, ...] = field(name="noi_dung", default=())
    optional: bool = field(name="bo_khi_trong", default=False)
    """Whether it is left out when nothing goes into it."""
    annex: bool = field(name="phu_luc", default=False)
    """Whether it goes on a page of its own after the signatures."""
    unconfirmed: bool = field(name="chua_xac_nhan", default=False)
    """Whether its words are inferred or taken from another form: the form's own `unconfirmed` says from which."""

    @property
    def parent(self) -> str:
        """The address of the section it belongs to; empty at the top."""
        return self.number.rpartition(".")[0]


class FormQuestion(Value, frozen=True, kw_only=True):
    """Something that the form asks beyond the checklist (hỏi); `section` is the number of the one that prints it."""

    id: Id
    name: Words = field(name="ten")
    text: Words = field(name="cau_hoi")
    hints: tuple[Words, ...] = field(name="goi_y", default=())
    section: SectionNumber = field(name="phan")
    required: bool = field(name="bat_buoc", default=True)
    """Whether a year without an answer is incomplete; else the form only suggests an answer."""
    source: str = field(name="nguon", default="")


class Head(Value, frozen=True, kw_only=True):
    """The two columns at the top: who writes, and under which name, where and when."""

    left: tuple[Words, ...] = field(name="trai")
    right: Words = field(name="phai")
    place_and_day: Words = field(name="ngay_thang")


class Field(Value, frozen=True, kw_only=True):
    """A line of the header: a label, and the profile's key that fills it."""

    label: Words = field(name="nhan")
    key: HeaderKey = field(name="khoa")
    unconfirmed: bool = field(name="chua_xac_nhan", default=False)


class Signature(Value, frozen=True, kw_only=True):
    """A block at the end where somebody signs, in the left or the right half of the page.

    A block at the right shares the row of the one at the left before it, if there is one.
    """

    heading: str = field(name="de_muc", default="")
    remarks: tuple[Words, ...] = field(name="nhan_xet", default=())
    """What whoever signs has to say, filled in by hand: below the heading, across the page before the block."""
    title: Words = field(name="chuc_danh")
    how: str = field(name="cach_ky", default="")
    name: str = field(name="ten", default="")
    side: Side = field(name="ben", default="phai")
    unconfirmed: bool = field(name="chua_xac_nhan", default=False)


class Form(Dated, frozen=True, kw_only=True):
    """A form as its file has it."""

    newest_format: ClassVar[int] = 3

    format: Literal[3] = field(name="dinh_dang", default=3)
    id: FormId
    name: Words = field(name="ten")
    purpose: Purpose = field(name="muc_dich", default=Purpose.REVIEW)
    posts: tuple[Post, ...] = field(name="danh_cho", default=tuple(Post))
    unconfirmed: tuple[str, ...] = field(name="chua_xac_nhan", default=())
    """What nobody could check against the form itself, in sentences."""
    title: Annotated[tuple[Words, ...], Meta(min_length=1)] = field(name="tieu_de")
    rules: tuple[Rule, ...] = field(name="can_cu", default=())
    layout: Layout = field(name="trang", default=Layout())
    head: Head | None = field(name="dau_trang", default=None)
    fields: tuple[Field, ...] = field(name="truong", default=())
    sections: Annotated[tuple[FormSection, ...], Meta(min_length=1)] = field(name="phan")
    questions: tuple[FormQuestion, ...] = field(name="hoi", default=())
    signatures: tuple[Signature, ...] = field(name="ky", default=())

    @property
    def letter(self) -> str:
        """What people call it by, without the year of its rule: 2B."""
        return self.id.partition("-")[0]

    def asked_in(self, section: FormSection) -> tuple[FormQuestion, ...]:
        """What the form asks beyond the checklist for this section."""
        return tuple(question for question in self.questions if question.section == section.number)


def header_keys(form: Form | None) -> tuple[str, ...]:
    """Return the keys of the profile that the head of a form shows, in its order; None means the summary.

    The place of writing goes before the day, in every form that has a head.
    """
    if form is None:
        return ("ho_ten", "don_vi", "chi_bo")
    lines = () if form.head is None else form.head.left
    blanks = (blank for line in lines for blank in BLANKS.findall(line) if blank in PROFILE_BLANKS)
    place = () if form.head is None else ("noi_viet",)
    return tuple(dict.fromkeys((*(one.key for one in form.fields), *blanks, *place)))


def form_for(forms: Iterable[Form], post: Post, year: int) -> Form | None:
    """Return the review form of someone in that post for `year`, or None when none was in force.

    The post decides and not the letter: 2A of 2025 is the leader's, 02A of 2023 is not.
    """
    fitting = (form for form in in_force(forms, year) if form.purpose is Purpose.REVIEW and post in form.posts)
    return next(fitting, None)


def named(forms: Iterable[Form], name: str, year: int) -> Form | None:
    """Return the form that a person means by `name` for `year`: an id, or a letter such as 2B.

    A letter means the newest form in force that carries it. The letters of 2023 began with a zero that people left out:
    2B in 2024 is 02B. A letter with its zero is never taken for the one without, whose meaning is the opposite.
    """
    known, wanted = list(forms), name.casefold()
    exact = [form for form in known if form.id.casefold() == wanted]
    held = in_force(known, year)
    letters = [form for form in held if form.letter.casefold() == wanted]
    alike = [form for form in held if form.letter.casefold() == f"0{wanted}"]
    past = [form for form in known if form.letter.casefold() == wanted]
    return next(iter(exact + letters + alike + sorted(past, key=lambda form: form.since, reverse=True)), None)


def usual(forms: Iterable[Form], name: str, post: Post | None, year: int) -> Form | None:
    """Return the form in force for `year` of someone whose profile has `name`, or None when there was none.

    The form is found by that very name, else by the post: the letters were swapped in 2025.
    """
    held = in_force(forms, year)
    own = (form for form in held if name.casefold() in (form.id.casefold(), form.letter.casefold()))
    return next(own, None) or (None if post is None else form_for(held, post, year))
