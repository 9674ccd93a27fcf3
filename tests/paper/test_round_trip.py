"""What a year says, exported in any form and read back, is what it said: word for word."""

import shutil
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.amount import share
from support.documents import WHO, example_form
from support.foreign_papers import paper_of, through_libreoffice
from support.made_up import reviews, tried
from support.papers import the_knowledge
from support.values import an_example, the_checklist, the_forms
from support.word_file import WordFile
from tuphe.core.form import Form, Purpose, header_keys
from tuphe.core.paper import Paper
from tuphe.core.promises import Promises, open_after
from tuphe.core.remedies import remedies_of
from tuphe.core.review import Answer, Collective, FollowUp, FollowUpState, Pledge, RaisedIssue, Review
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.core.text import first_words
from tuphe.export.document import Document
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import docx
from tuphe.export.official import fill
from tuphe.paper.box_signs import tidied
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.paper.word import paragraphs_of

REVIEWS = [form for form in the_forms() if form.purpose is Purpose.REVIEW]


_WORDS = made.sampled_from(
    (
        *("chưa", "kịp thời", "báo cáo quý", "năm 2026", "của phòng", "do", "nguyên nhân", "khách quan,", "hạn chế"),
        *("đã khắc phục;", "trách nhiệm", "tôi", "(12/15 hồ sơ)", "94,6%", "biện pháp", "thời hạn", "ngày 05/3/2026"),
        *("đang học", "tập thể", "phương hướng,", "giải trình", "và", "Chi bộ", "1.240"),
    )
)
_SENTENCES = made.lists(_WORDS, min_size=3, max_size=8).map(lambda words: f"Việc {' '.join(words).rstrip(',;')}.")
"""Sentences of words that labels have, too."""
_DAYS = made.none() | made.dates(date(2027, 1, 1), date(2027, 12, 31))
_SHORTCOMINGS = made.lists(
    made.builds(
        Shortcoming, text=_SENTENCES, cause=_SENTENCES, cause_kind=made.none() | made.sampled_from(CauseKind),
        remedy=_SENTENCES, due=_DAYS,
    ),
    max_size=3, unique_by=lambda one: one.text,
).map(tuple)  # fmt: skip
_FOLLOW_UPS = made.lists(
    made.builds(
        FollowUp, text=_SENTENCES, state=made.sampled_from((FollowUpState.MENDED, FollowUpState.NOT_MENDED)),
        results=_SENTENCES, remedy=made.just(""),
    ),
    max_size=3, unique_by=lambda one: one.text,
).map(tuple)  # fmt: skip
_YEARS = made.builds(
    Review, year=made.just(2026), follow_ups=_FOLLOW_UPS,
    answers=_SHORTCOMINGS.map(lambda found: (Answer(item=the_checklist().items[0].id, shortcomings=found),)),
    raised_issues=made.lists(
        made.builds(RaisedIssue, issue=_SENTENCES, explanation=_SENTENCES, cause=_SENTENCES, responsibility=_SENTENCES),
        max_size=2, unique_by=lambda one: one.issue,
    ).map(tuple),
    collective=made.builds(Collective, text=_SENTENCES),
    pledges=made.lists(
        made.builds(Pledge, text=_SENTENCES, due=_DAYS), max_size=3, unique_by=lambda one: one.text
    ).map(tuple),
    self_rating=made.builds(SelfRating, level=made.sampled_from(Level)),
)  # fmt: skip


def _read(data: bytes) -> Paper:
    return read_paper(paragraphs_of(data), the_knowledge(), "ban-kiem-diem.docx")


def _one_line(texts: Iterable[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts if text.strip()]


def _shown(data: bytes) -> list[str]:
    return _one_line(one.shown for one in paragraphs_of(data))


def _assert_read_back(document: Document) -> None:
    """Every paragraph of a file of ours is read, at its place."""
    file = WordFile(document)
    found = paragraphs_of(file.written)

    assert [one.position for one in found] == list(range(len(file.paragraphs())))
    assert [one.text for one in found] == [tidied(text) for text in file.texts()]
    assert [one.shown for one in found if one.outline] == [
        tidied(section.title) for section in document.walk() if section.title
    ]


_OF_SHORTCOMINGS = attrgetter("text", "cause", "cause_kind", "remedy", "due")
_OF_FOLLOW_UPS = attrgetter("text", "state", "percent", "results", "obstacles", "responsibility", "remedy", "due")
_OF_PLEDGES = attrgetter("text", "due")


def _assert_same(paper: Paper, review: Review, promises: Promises, form: Form) -> None:
    """The paper says all that the year does, and nothing else."""
    shortcomings = [found for _, found in review.shortcomings]
    above = remedies_of(review, promises)
    pledges = [one for one in review.pledges if one.text not in above]

    assert (paper.year, paper.form) == (review.year, form.id)
    for key in header_keys(form):
        assert paper.header.get(key, "") == WHO.value(key)
    assert list(map(_OF_SHORTCOMINGS, paper.shortcomings)) == list(map(_OF_SHORTCOMINGS, shortcomings))
    assert list(map(_OF_FOLLOW_UPS, paper.follow_ups)) == list(map(_OF_FOLLOW_UPS, promises.followed_up(review)))
    assert paper.raised_issues == review.raised_issues
    assert paper.collective == review.collective
    assert list(map(_OF_PLEDGES, paper.pledges)) == list(map(_OF_PLEDGES, pledges))
    assert paper.self_rating.level is review.self_rating.level
    assert paper.doubts == ()


def _promises(year: int) -> Promises:
    return open_after([an_example(2025)] if year == 2026 else [])


@pytest.mark.parametrize("form", REVIEWS, ids=lambda form: form.id)
@pytest.mark.parametrize("year", [2025, 2026])
def test_an_example_comes_back(form: Form, year: int) -> None:
    review, document = an_example(year), example_form(form, year)
    paper = _read(docx.render(document))

    _assert_read_back(document)
    _assert_same(paper, review, _promises(year), form)
    if any(section.number == "B" for section in form.sections):
        points = paper.self_rating.general_points, paper.self_rating.task_points
        assert points == (review.self_rating.general_points, review.self_rating.task_points)
    if any(section.annex for section in form.sections):
        assert [(one.text, one.product) for one in paper.tasks] == [
            (task.text, task.product) for task in review.tasks.listed
        ]


@pytest.mark.parametrize("seed", range(share(200, 10)))
def test_it_comes_back_however_somebody_types_it(seed: int) -> None:
    form, year = REVIEWS[seed % len(REVIEWS)], 2025 + seed % 2
    foreign = paper_of(example_form(form, year), seed)

    assert _shown(foreign.data) == _one_line(foreign.shown), foreign.habits
    _assert_same(_read(foreign.data), an_example(year), _promises(year), form)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="cần LibreOffice")
def test_it_comes_back_when_libreoffice_saved_it_again(tmp_path: Path) -> None:
    ours = {form.id: docx.render(example_form(form, 2026)) for form in REVIEWS}
    theirs = {
        f"{form.id}-{seed}": paper_of(example_form(form, 2026), seed).data
        for seed, form in enumerate(REVIEWS * share(20, 1))
    }
    files = ours | theirs
    saved = through_libreoffice(files, tmp_path)

    assert {name: _shown(data) for name, data in saved.items()} == {name: _shown(data) for name, data in files.items()}
    for name, data in saved.items():
        form = next(form for form in REVIEWS if name.startswith(form.id))
        _assert_same(_read(data), an_example(2026), _promises(2026), form)


def _filled(form: Form, review: Review) -> Document:
    asked, promises = the_checklist(), open_after([])
    return fill(form, Filling(review=review, checklist=asked, profile=WHO, promises=promises, table=None, leader=False))


@tried(8)
@given(review=_YEARS, form=made.sampled_from(REVIEWS))
def test_any_year_of_sentences_comes_back(review: Review, form: Form) -> None:
    _assert_same(_read(docx.render(_filled(form, review))), review, open_after([]), form)


@tried(8)
@given(review=reviews(), form=made.sampled_from(the_forms()))
def test_whatever_a_year_says_is_read_paragraph_for_paragraph_and_nothing_made_up(review: Review, form: Form) -> None:
    document = _filled(form, review)
    found = paragraphs_of(docx.render(document))
    paper = read_paper(found, the_knowledge(), "ban-kiem-diem.docx")

    _assert_read_back(document)
    said = {word for one in found for word in first_words(one.shown)}
    for text in (*(one.text for one in paper.shortcomings), *(one.text for one in paper.pledges)):
        assert set(first_words(text)) <= said
