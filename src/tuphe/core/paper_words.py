"""What is known of papers beforehand: the headings, labels and wordings that reading and filling rely on."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tuphe.core.form import Form
from tuphe.core.profile import HeaderKey
from tuphe.core.review import FollowUpState
from tuphe.core.value import FORMAT, Plain, Value, Words


class OtherHeading(Value, frozen=True, kw_only=True):
    """Other words for a section (phần): older forms, local ones, the usual shortened ones.

    `numbers` are those of the 2025 forms without their “A.”; more than one where forms differ.
    """

    numbers: Annotated[tuple[Words, ...], Meta(min_length=1)] = field(name="so")
    words: Annotated[tuple[Words, ...], Meta(min_length=1)] = field(name="ten")
    source: Words = field(name="nguon")


class HeadingPhrases(Value, frozen=True, kw_only=True):
    """Phrases that tell the section of a heading in unknown words: it has all of them, and none of `without`."""

    numbers: Annotated[tuple[Words, ...], Meta(min_length=1)] = field(name="so")
    phrases: Annotated[tuple[Words, ...], Meta(min_length=1)] = field(name="co")
    without: tuple[Words, ...] = field(name="khong_co", default=())


class OtherHeadings(Value, frozen=True, kw_only=True):
    """All other words for sections, as their file has them."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    headings: tuple[OtherHeading, ...] = field(name="phan")
    phrases: tuple[HeadingPhrases, ...] = field(name="theo_chu")


class ToldPosts(Value, frozen=True, kw_only=True):
    """How sentences of the head tell which posts somebody holds."""

    openers: tuple[Words, ...] = field(name="mo_dau")
    openers_on: tuple[Words, ...] = field(name="mo_dau_tiep")
    """Words before a post in a sentence that has already spoken of the person; elsewhere they are a label."""
    about_oneself: tuple[Words, ...] = field(name="noi_ve_minh")
    of_party: tuple[Words, ...] = field(name="dang")
    of_unions: tuple[Words, ...] = field(name="doan_the")
    in_office: tuple[Words, ...] = field(name="chinh_quyen")


Columns = dict[Words, tuple[Words, ...]]
"""The names of columns, by the keys of their contents."""


class PaperWords(Value, frozen=True, kw_only=True, eq=False):
    """The words that papers are read by; the file says what each list is for.

    Two are never equal: patterns are cached for the very object that they are made of.
    """

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    fields: dict[HeaderKey, tuple[Words, ...]] = field(name="truong")
    """The labels of the fields in the head; `tags` has the names of content controls that contain such fields."""
    tags: dict[HeaderKey, tuple[Words, ...]] = field(name="the")
    told_posts: ToldPosts = field(name="chuc_vu_trong_cau")
    other_labels: tuple[Words, ...] = field(name="nhan_khac")
    other_days: tuple[Words, ...] = field(name="ngay_khac")
    """Words for days other than the one on which the paper was written."""
    committees: tuple[Words, ...] = field(name="to_chuc_dang")
    unit_kinds: tuple[Words, ...] = field(name="loai_don_vi", default=())
    """What may come between a label and the dots: “CHI BỘ THÔN ……”."""
    signed_by: tuple[Words, ...] = field(name="nguoi_ky")
    hints: tuple[Words, ...] = field(name="loi_dan")
    hint_openings: tuple[Words, ...] = field(name="mo_dau_loi_dan", default=())
    """The first words of remarks in brackets that a unit printed for the writer."""
    closings: tuple[Words, ...] = field(name="cau_ket")
    nothing: tuple[Words, ...] = field(name="khong_co_gi")
    degrees: tuple[Words, ...] = field(name="cap_do")
    placeholders: tuple[Words, ...] = field(name="cho_dien")
    states: dict[FollowUpState, tuple[Words, ...]] = field(name="khac_phuc")
    """How people say what became of an earlier shortcoming."""
    states_alone: dict[FollowUpState, tuple[Words, ...]] = field(name="tinh_trang_trong_o")
    """Words that name a state only where they are all that a table's cell says."""
    phrases: dict[str, tuple[Words, ...]] = field(name="cum_tu")
    """Lists of words for use in the patterns; in a pattern, the name of a list means any of its words."""
    all_of_them: tuple[Words, ...] = field(name="nhung_han_che")
    obstacles: tuple[Words, ...] = field(name="vuong_mac")
    causes: tuple[Words, ...] = field(name="nguyen_nhan")
    objective: tuple[Words, ...] = field(name="khach_quan")
    subjective: tuple[Words, ...] = field(name="chu_quan")
    remedies: tuple[Words, ...] = field(name="bien_phap")
    shortcomings: tuple[Words, ...] = field(name="han_che")
    responsibility: tuple[Words, ...] = field(name="trach_nhiem")
    explanations: tuple[Words, ...] = field(name="giai_trinh")
    due_patterns: dict[str, Words] = field(name="khuon_thoi_han")
    """How sentences name a due date; `due_dates_in_papers` looks for them."""
    follow_up_columns: Columns = field(name="cot_khac_phuc")
    shortcoming_columns: Columns = field(name="cot_han_che")
    task_columns: Columns = field(name="cot_nhiem_vu")


class OtherKind(Value, frozen=True, kw_only=True):
    """Another kind of paper that looks like a yearly review, by the words of its title or text."""

    name: Words = field(name="ten")
    title: tuple[Words, ...] = field(name="tieu_de", default=())
    text: tuple[Words, ...] = field(name="noi_dung", default=())
    source: Words = field(name="nguon")


class PaperKinds(Value, frozen=True, kw_only=True):
    """How a yearly review is distinguished from other papers."""

    format: Literal[1] = field(name="dinh_dang", default=FORMAT)
    titles: tuple[Words, ...] = field(name="tieu_de_kiem_diem")
    others: tuple[OtherKind, ...] = field(name="loai_khac")


class Knowledge(Plain, frozen=True, kw_only=True):
    """Everything that reading and filling rely on: the official forms, and the data files of papers."""

    forms: tuple[Form, ...]
    headings: OtherHeadings
    words: PaperWords
    kinds: PaperKinds

    @property
    def hints(self) -> tuple[str, ...]:
        """The guiding sentences that forms print: those of the data file and of the forms themselves."""
        printed = (part.words for form in self.forms for section in form.sections for part in section.parts)
        return tuple(dict.fromkeys((*self.words.hints, *(one for one in printed if one and "{" not in one))))
