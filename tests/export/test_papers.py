"""A year taken in from paper, exported: its own words under their sections, whatever the form."""

import pytest
from hypothesis import given

from support.made_up import PAPERS, tried
from support.values import the_checklist, the_forms
from tuphe.core.form import Form
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.profile import Profile
from tuphe.core.review import Review, State
from tuphe.core.shortcoming import YearShortcoming
from tuphe.export.document import NOT_ON_PAPER, OPEN, Document, Line
from tuphe.export.filling import Filling
from tuphe.export.official import fill
from tuphe.export.summary import summarise

REVIEW_FORMS = [form for form in the_forms() if form.id != "cam-ket"]


def filled(form: Form, year: Review) -> Document:
    return fill(form, Filling(review=year, checklist=the_checklist(), profile=Profile(), leader=False))


def lines_of(document: Document) -> list[str]:
    return [block.text for section in document.walk() for block in section.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("form", REVIEW_FORMS, ids=lambda form: form.id)
@tried(3)
@given(year=PAPERS)
def test_every_paragraph_of_the_paper_is_exported_once(form: Form, year: Review) -> None:
    written = lines_of(filled(form, year))

    for section in year.paper:
        for paragraph in section.paragraphs:
            assert written.count(paragraph) >= 1


def paper(*sections: PaperSection, shortcomings: tuple[YearShortcoming, ...] = ()) -> Review:
    return Review(
        year=2025, state=State.CLOSED, source=Source.PAPER, paper=sections, own_shortcomings=shortcomings
    )  # fmt: skip


@pytest.mark.parametrize("form", REVIEW_FORMS, ids=lambda form: form.id)
def test_the_words_stand_under_their_section_and_what_was_read_of_it_is_not_said_twice(form: Form) -> None:
    late = "Nộp báo cáo chậm."
    year = paper(
        PaperSection(number="I.1", paragraphs=("Dự 12 kỳ.",)),
        PaperSection(number="II", paragraphs=(late,)),
        PaperSection(number="Ý kiến riêng", paragraphs=("Xin đi học.",)),
        shortcomings=(YearShortcoming(text=late),),
    )

    document = filled(form, year)

    first = document.section("I.1")
    assert first is not None
    assert Line("Dự 12 kỳ.") in first.blocks
    assert lines_of(document).count(late) == 1
    assert "Ý kiến riêng" in [section.heading for section in document.walk()]
    assert OPEN not in lines_of(document)
    assert NOT_ON_PAPER in lines_of(document)


def test_where_the_paper_has_no_words_what_was_read_stands_in_their_place() -> None:
    form = next(form for form in REVIEW_FORMS if form.id == "2B-2025")
    document = filled(form, paper(shortcomings=(YearShortcoming(text="Nộp báo cáo chậm."),)))

    assert document.section("II.1") is not None
    assert "Nộp báo cáo chậm." in str(document.section("II.1"))


@tried(8)
@given(PAPERS)
def test_the_long_summary_of_a_paper_leaves_nothing_open_that_was_never_asked(year: Review) -> None:
    filling = Filling(review=year, checklist=the_checklist(), profile=Profile(), leader=False)

    assert OPEN not in lines_of(summarise(filling, None))
