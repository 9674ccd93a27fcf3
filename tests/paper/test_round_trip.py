"""What a year says, exported in any form and read back, is what it said: word for word."""

from __future__ import annotations

import pytest
from hypothesis import given

from support.amount import share
from support.documents import WHO, an_example, example_form
from support.foreign_papers import paper_of
from support.made_up import reviews, tried
from support.papers import the_knowledge
from support.values import the_checklist, the_forms
from tuphe.core.form import Form, Purpose, header_keys
from tuphe.core.paper import Paper
from tuphe.core.promises import Promises, open_after
from tuphe.core.remedies import remedies_of
from tuphe.core.review import Review
from tuphe.export.document import Document
from tuphe.export.filling import Filling
from tuphe.export.formats import docx
from tuphe.export.official import fill
from tuphe.paper.reading import read_paper
from tuphe.paper.word import paragraphs_of

REVIEWS = [form for form in the_forms() if form.purpose is Purpose.REVIEW]


def _read(data: bytes) -> Paper:
    return read_paper(paragraphs_of(data), the_knowledge(), "ban-kiem-diem.docx")


def _assert_same(paper: Paper, review: Review, promises: Promises, form: Form) -> None:
    """The paper says all that the year does, and nothing else."""
    assert (paper.year, paper.form) == (review.year, form.id)
    assert {key: paper.header.get(key, "") for key in header_keys(form)} == {
        key: WHO.value(key) for key in header_keys(form)
    }
    assert [(one.text, one.cause, one.cause_kind, one.remedy, one.due) for one in paper.shortcomings] == [
        (one.text, one.cause, one.cause_kind, one.remedy, one.due) for _, one in review.shortcomings
    ]
    assert [(one.text, one.state, one.percent, one.results, one.obstacles, one.responsibility, one.remedy, one.due) for one in paper.follow_ups] == [
        (one.text, one.state, one.percent, one.results, one.obstacles, one.responsibility, one.remedy, one.due)
        for one in promises.followed_up(review)
    ]  # fmt: skip
    assert paper.raised_issues == review.raised_issues
    assert paper.collective == review.collective
    above = remedies_of(review, promises)
    assert [(one.text, one.due) for one in paper.pledges] == [
        (one.text, one.due) for one in review.pledges if one.text not in above
    ]
    assert paper.self_rating.level is review.self_rating.level
    assert not [doubt for doubt in paper.doubts if doubt.place != "tu_danh_gia/xep_loai"]


def _promises(year: int) -> Promises:
    return open_after([an_example(2025)] if year == 2026 else [])


@pytest.mark.parametrize("form", REVIEWS, ids=lambda form: form.id)
@pytest.mark.parametrize("year", [2025, 2026])
def test_an_example_comes_back(form: Form, year: int) -> None:
    review = an_example(year)
    paper = _read(docx.render(example_form(form, year)))

    _assert_same(paper, review, _promises(year), form)
    if any(section.number == "B" for section in form.sections):
        points = paper.self_rating.general_points, paper.self_rating.task_points
        assert points == (review.self_rating.general_points, review.self_rating.task_points)
    if any(section.annex for section in form.sections):
        assert [(one.text, one.product) for one in paper.tasks] == [
            (task.text, task.product) for task in review.tasks.listed
        ]


@pytest.mark.parametrize("seed", range(share(200, 15)))
def test_it_comes_back_however_somebody_types_it(seed: int) -> None:
    form, year = REVIEWS[seed % len(REVIEWS)], 2025 + seed % 2
    foreign = paper_of(example_form(form, year), seed)

    _assert_same(_read(foreign.data), an_example(year), _promises(year), form)
