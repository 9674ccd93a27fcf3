"""The summaries and the official forms of the example years, as a person would paste them or hand them in.

After a wanted change: VIET_LAI=1 python -m pytest tests/export/test_golden.py, then read the difference line by line.
"""

import os
import re
from functools import cache
from typing import NamedTuple

import pytest
from msgspec import structs

from support.documents import example_brief, example_summary, readable, still_open
from support.values import ROOT, an_example, silent, the_checklist, the_forms
from tuphe.core.form import Form, Purpose
from tuphe.core.profile import Post, Profile
from tuphe.core.promises import open_after
from tuphe.core.review import Review
from tuphe.export.document import Document
from tuphe.export.filling import Filling
from tuphe.export.official import fill
from tuphe.storage import toml

GOLDEN = ROOT / "tests" / "golden"

EXPORTS = [(year, style) for year in (2025, 2026) for style in ("md", "txt", "json")]


@pytest.mark.parametrize(("year", "style"), EXPORTS)
def test_the_summary_of_an_example_year_is_the_one_that_was_read(year: int, style: str) -> None:
    golden = GOLDEN / f"tom-tat-day-du-{year}.{style}"

    written = readable(example_summary(year), style)

    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("year", "style"), EXPORTS)
def test_a_summary_has_no_double_marks_no_idle_spaces_and_nothing_left_open(year: int, style: str) -> None:
    lines = readable(example_summary(year), style).splitlines()
    if style == "md":
        lines = [line.removesuffix("  ") for line in lines]

    assert [line for line in lines if re.search(r"\.\.|,,|;;|::|\s[.,;:](\s|$)|\(\)|\S  \S.*[.;]$", line)] == []
    assert [line for line in lines if line != line.rstrip() or "chưa ghi" in line] == []


@pytest.mark.parametrize(("year", "style"), [(2025, "txt"), (2026, "txt"), (2026, "md")])
def test_the_page_on_an_example_year_is_the_one_that_was_read(year: int, style: str) -> None:
    golden = GOLDEN / f"tom-tat-{year}.{style}"

    written = readable(example_brief(year), style)

    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_summary_is_one_page_and_has_nothing_left_open(year: int) -> None:
    lines = [line for line in readable(example_brief(year), "txt").splitlines() if line]

    assert len(lines) <= 55
    assert sum(len(line.split()) for line in lines) <= 650
    assert [line for line in lines if "chưa ghi" in line] == []


def test_a_summary_tells_facts_of_every_group_every_shortcoming_with_its_remedy_and_what_is_still_open() -> None:
    review, page = an_example(2026), readable(example_brief(2026), "txt")

    assert [group.name for group in the_checklist().groups if f"- {group.name}: " not in page] == []
    for _, found in review.shortcomings:
        assert found.text.partition(";")[0].rstrip(".") in page
        assert found.remedy.partition(";")[0].rstrip(".") in page
    assert [pledge.text for pledge in review.pledges if pledge.text not in page] == []
    assert "Phát biểu góp ý ở ít nhất 6 kỳ sinh hoạt chi bộ." in page
    assert "26,5/30" in page


GOLDEN = ROOT / "tests" / "golden"

STAFF = Profile(
    name="Nguyễn Thị Mẫu",
    born="02/02/1985",
    unit="Phòng Quản lý lưu trữ, Sở Nội vụ",
    cell="Chi bộ 3",
    party_committee="Đảng bộ Sở Nội vụ",
    government_post="Chuyên viên",
    passed=("chuc_vu_dang", "chuc_vu_doan_the"),
)
LEADER = Profile(
    name="Trần Văn Mẫu",
    born="15/8/1978",
    unit="Phòng Quản lý môi trường, Sở Nông nghiệp và Môi trường",
    cell="Chi bộ Phòng Quản lý môi trường",
    party_committee="Đảng bộ Sở Nông nghiệp và Môi trường",
    party_post="Bí thư chi bộ",
    government_post="Trưởng phòng",
    passed=("chuc_vu_doan_the",),
)


class Paper(NamedTuple):
    """A form, filled with one example year, in one format."""

    form: str
    years: str
    year: int
    style: str

    @property
    def name(self) -> str:
        return f"{self.form}_{self.years or 'nhan-vien'}-{self.year}.{self.style}"


PAPERS = [
    Paper("2B-2025", "", 2026, "txt"),
    Paper("2C-2025", "", 2025, "txt"),
    Paper("2A-2025", "lanh-dao", 2026, "txt"),
    Paper("02A-2023", "", 2025, "txt"),
    Paper("02B-2023", "lanh-dao", 2025, "txt"),
    Paper("cam-ket", "lanh-dao", 2026, "txt"),
    Paper("cam-ket", "", 2026, "md"),
    Paper("cam-ket", "", 2026, "html"),
    Paper("cam-ket", "", 2026, "json"),
]


@cache
def an_example_of(years: str, year: int) -> Review:
    return toml.read(ROOT / "examples" / years / f"{year}.toml", Review, notify=silent)


def filled(form_id: str, years: str, year: int) -> Document:
    form = next(form for form in the_forms() if form.id == form_id)
    profile, before = LEADER if years else STAFF, [an_example_of(years, 2025)] if year == 2026 else []
    filling = Filling(review=an_example_of(years, year), checklist=the_checklist(), profile=profile, leader=False)
    return fill(form, structs.replace(filling, promises=open_after(before), leader=Post.LEADER in form.posts))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_form_filled_with_an_example_year_is_the_one_that_was_read(paper: Paper) -> None:
    golden = GOLDEN / paper.name

    written = readable(filled(paper.form, paper.years, paper.year), paper.style)

    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


REVIEWS = [
    (form, years)
    for form in the_forms()
    for years in ("", "lanh-dao")
    if form.purpose is Purpose.REVIEW and (years or Post.LEADER not in form.posts)
]


@pytest.mark.parametrize(("form", "years"), REVIEWS, ids=lambda value: getattr(value, "id", value or "nhan-vien"))
def test_a_full_second_year_leaves_nothing_open(form: Form, years: str) -> None:
    document = filled(form.id, years, 2026)

    assert still_open(document) == []
