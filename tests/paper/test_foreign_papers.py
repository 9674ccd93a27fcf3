"""Papers as other people type them, and our own, are read paragraph for paragraph, in whatever habit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given

from support.amount import share
from support.documents import WHO, example_form
from support.foreign_papers import ForeignPaper, paper_of, through_libreoffice
from support.made_up import reviews, tried
from support.values import the_checklist, the_forms
from support.word_file import WordFile
from tuphe.core.form import Form
from tuphe.core.promises import open_after
from tuphe.core.review import Review
from tuphe.export.document import Document
from tuphe.export.filling import Filling
from tuphe.export.formats import docx
from tuphe.export.official import fill
from tuphe.paper.boxes import tidied
from tuphe.paper.word import paragraphs_of

SEEDS = range(share(200, 8))


def _paper(seed: int) -> ForeignPaper:
    forms = the_forms()
    return paper_of(example_form(forms[seed % len(forms)], 2025 + seed % 2), seed)


def _one_line(texts: list[str] | tuple[str, ...]) -> list[str]:
    return [" ".join(text.split()) for text in texts if text.strip()]


def _read(data: bytes) -> list[str]:
    return _one_line([one.shown for one in paragraphs_of(data)])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_is_what_stands_on_the_page(seed: int) -> None:
    paper = _paper(seed)

    assert _read(paper.data) == _one_line(paper.shown), paper.habits


def _assert_read_back(document: Document) -> None:
    file = WordFile(document)
    found = paragraphs_of(file.written)

    assert [one.position for one in found] == list(range(len(file.paragraphs())))
    assert [one.text for one in found] == [tidied(text) for text in file.texts()]


@pytest.mark.parametrize("form", the_forms(), ids=lambda form: form.id)
@pytest.mark.parametrize("year", [2025, 2026])
def test_our_own_paper_is_read_paragraph_for_paragraph(form: Form, year: int) -> None:
    document = example_form(form, year)
    _assert_read_back(document)

    shown = [one.shown for one in paragraphs_of(docx.render(document)) if one.outline]
    assert shown == [tidied(section.title) for section in document.walk() if section.title]


@tried(5)
@given(review=reviews())
def test_any_year_of_ours_is_read_paragraph_for_paragraph(review: Review) -> None:
    for form in the_forms():
        filling = Filling(
            review=review, checklist=the_checklist(), profile=WHO, promises=open_after([]), table=None, leader=False
        )
        _assert_read_back(fill(form, filling))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="cần LibreOffice")
def test_what_libreoffice_saved_again_says_the_same(tmp_path: Path) -> None:
    papers = {str(seed): _paper(seed) for seed in range(share(100, 4))}
    ours = {form.id: docx.render(example_form(form, 2026)) for form in the_forms()}
    files = {name: paper.data for name, paper in papers.items()} | ours
    saved = through_libreoffice(files, tmp_path)

    assert {name: _read(data) for name, data in saved.items()} == {name: _read(data) for name, data in files.items()}
