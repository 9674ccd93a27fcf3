"""The summaries and the official forms of the example years, as a person would paste them or hand them in.

After a wanted change: VIET_LAI=1 python -m pytest tests/export/test_golden.py, then read the difference line by line.
"""

from collections.abc import Callable
from functools import cache, partial

import pytest
from msgspec import structs

from support.documents import STAFF, assert_as_read, example_brief, example_summary, readable, still_open, the_form
from support.values import ROOT, silent, the_checklist, the_forms
from tuphe.core.form import Form, Purpose
from tuphe.core.profile import Post, Profile
from tuphe.core.promises import open_after
from tuphe.core.review import Review
from tuphe.export.document import Document
from tuphe.export.form_blanks import Filling
from tuphe.export.official import fill
from tuphe.storage import toml

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

EXAMPLES = [(year, style) for year in (2025, 2026) for style in ("md", "txt", "json")]
FORMS = (
    ("2B-2025", "", 2026, "txt"),
    ("2C-2025", "", 2025, "txt"),
    ("2A-2025", "lanh-dao", 2026, "txt"),
    ("02A-2023", "", 2025, "txt"),
    ("02B-2023", "lanh-dao", 2025, "txt"),
    ("cam-ket", "lanh-dao", 2026, "txt"),
    *(("cam-ket", "", 2026, style) for style in ("md", "html", "json")),
)
"""A form, whose years fill it, with which of them and in which format."""


@cache
def an_example_of(years: str, year: int) -> Review:
    return toml.read(ROOT / "examples" / years / f"{year}.toml", Review, notify=silent)


def filled(form_id: str, years: str, year: int) -> Document:
    form = the_form(form_id)
    profile, before = LEADER if years else STAFF, [an_example_of(years, 2025)] if year == 2026 else []
    filling = Filling(review=an_example_of(years, year), checklist=the_checklist(), profile=profile, leader=False)
    return fill(form, structs.replace(filling, promises=open_after(before), leader=Post.LEADER in form.posts))


READ: dict[str, Callable[[], Document]] = {
    **{f"tom-tat-day-du-{year}.{style}": partial(example_summary, year) for year, style in EXAMPLES},
    **{f"tom-tat-{name}": partial(example_brief, int(name[:4])) for name in ("2025.txt", "2026.txt", "2026.md")},
    **{
        f"{form}_{years or 'nhan-vien'}-{year}.{style}": partial(filled, form, years, year)
        for form, years, year, style in FORMS
    },
}
"""Each file that was read and found good, and what makes it."""


@pytest.mark.parametrize("name", READ)
def test_a_paper_on_an_example_year_is_the_one_that_was_read(name: str) -> None:
    assert_as_read(name, readable(READ[name](), name.rpartition(".")[2]))


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


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_summary_is_one_page_and_has_nothing_left_open(year: int) -> None:
    lines = [line for line in readable(example_brief(year), "txt").splitlines() if line]

    assert len(lines) <= 55
    assert sum(len(line.split()) for line in lines) <= 650
    assert [line for line in lines if "chưa ghi" in line] == []
