"""What is private stays at home: every field of a year has a decision, and the exports keep to it."""

from __future__ import annotations

import inspect
from datetime import date

import pytest
from msgspec import structs

from core.makers import a_checklist, an_example
from export.making import example_summary
from tuphe.core import profile, review
from tuphe.core.comparison import compare
from tuphe.core.profile import Profile
from tuphe.core.review import (
    Answer,
    CauseKind,
    ChecklistRef,
    Collective,
    Draft,
    FollowUp,
    FollowUpState,
    Level,
    Pledge,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
    SelfRating,
    Shortcoming,
)
from tuphe.core.value import Value
from tuphe.export import FORMATS
from tuphe.export.summary import summarise

EXPORTED, PRIVATE, BOOKKEEPING, FORMS_ONLY = "exported", "private", "bookkeeping", "for official forms only"

DECISIONS = {
    Review: {
        "format": BOOKKEEPING,
        "year": EXPORTED,
        "state": BOOKKEEPING,
        "note": PRIVATE,
        "passed": BOOKKEEPING,
        "checklist": BOOKKEEPING,
        "drafts": PRIVATE,
        "answers": EXPORTED,
        "follow_ups": EXPORTED,
        "outcomes": EXPORTED,
        "raised_issues": EXPORTED,
        "collective": EXPORTED,
        "pledges": EXPORTED,
        "self_rating": EXPORTED,
    },
    Answer: {
        "item": EXPORTED,
        "rating": EXPORTED,
        "results": EXPORTED,
        "note": PRIVATE,
        "passed": BOOKKEEPING,
        "shortcomings": EXPORTED,
    },
    Shortcoming: {
        "text": EXPORTED,
        "cause": EXPORTED,
        "cause_kind": EXPORTED,
        "remedy": EXPORTED,
        "due": EXPORTED,
    },
    FollowUp: {
        "item": EXPORTED,
        "text": EXPORTED,
        "state": EXPORTED,
        "results": EXPORTED,
        "obstacles": EXPORTED,
        "passed": BOOKKEEPING,
    },
    Pledge: {"text": EXPORTED, "due": EXPORTED},
    PledgeOutcome: {"text": EXPORTED, "state": EXPORTED, "results": EXPORTED, "passed": BOOKKEEPING},
    RaisedIssue: {"issue": EXPORTED, "explanation": EXPORTED, "cause": EXPORTED, "responsibility": EXPORTED},
    Collective: {"text": EXPORTED},
    SelfRating: {"general_points": EXPORTED, "task_points": EXPORTED, "level": EXPORTED},
    ChecklistRef: {"id": BOOKKEEPING, "fingerprint": BOOKKEEPING},
    Draft: {"question": PRIVATE, "text": PRIVATE},
    Profile: {
        "format": BOOKKEEPING,
        "name": EXPORTED,
        "born": FORMS_ONLY,
        "unit": EXPORTED,
        "cell": EXPORTED,
        "party_committee": FORMS_ONLY,
        "party_post": FORMS_ONLY,
        "government_post": FORMS_ONLY,
        "union_post": FORMS_ONLY,
        "form": BOOKKEEPING,
        "passed": BOOKKEEPING,
    },
}
"""May a field leave the folder? A new field needs a line here, and the marks below show that the line is true."""

BEFORE = Review(
    year=2025,
    answers=(Answer(item="a", shortcomings=(Shortcoming(text="«FollowUp.text»"),)),),
    pledges=(Pledge(text="«PledgeOutcome.text»"),),
)

MARKED = Review(
    year=2026,
    note="«Review.note»",
    passed=("goi_y",),
    checklist=ChecklistRef(id="thu", fingerprint="«ChecklistRef.fingerprint»"),
    drafts=(Draft(question="«Draft.question»", text="«Draft.text»"),),
    answers=(
        Answer(
            item="a",
            rating=Rating.EXCELLENT,
            results=("«Answer.results»",),
            note="«Answer.note»",
            passed=("ket_qua",),
            shortcomings=(
                Shortcoming(
                    text="«Shortcoming.text»",
                    cause="«Shortcoming.cause»",
                    cause_kind=CauseKind.OBJECTIVE,
                    remedy="«Shortcoming.remedy»",
                    due=date(2027, 3, 29),
                ),
            ),
        ),
    ),
    follow_ups=(
        FollowUp(
            item="a",
            text="«FollowUp.text»",
            state=FollowUpState.UNDER_WAY,
            results="«FollowUp.results»",
            obstacles="«FollowUp.obstacles»",
            passed=("kho_khan",),
        ),
    ),
    outcomes=(
        PledgeOutcome(
            text="«PledgeOutcome.text»",
            state=PledgeState.UNDER_WAY,
            results="«PledgeOutcome.results»",
            passed=("ket_qua",),
        ),
    ),
    raised_issues=(
        RaisedIssue(
            issue="«RaisedIssue.issue»",
            explanation="«RaisedIssue.explanation»",
            cause="«RaisedIssue.cause»",
            responsibility="«RaisedIssue.responsibility»",
        ),
    ),
    collective=Collective(text="«Collective.text»"),
    pledges=(Pledge(text="«Pledge.text»", due=date(2027, 6, 28)),),
    self_rating=SelfRating(general_points=21.25, task_points=51.5, level=Level.NOT_COMPLETED),
)

WHO = Profile(
    name="«Profile.name»",
    born="«Profile.born»",
    unit="«Profile.unit»",
    cell="«Profile.cell»",
    party_committee="«Profile.party_committee»",
    party_post="«Profile.party_post»",
    government_post="«Profile.government_post»",
    union_post="«Profile.union_post»",
    form="«Profile.form»",
    passed=("«Profile.passed»",),
)

IN_OTHER_WORDS = {
    "Review.year": "2026",
    "Review.state": "nhap",
    "Review.passed": "goi_y",
    "Answer.item": "Tên a",
    "Answer.rating": "Xuất sắc",
    "Answer.passed": "ket_qua",
    "Shortcoming.cause_kind": "khách quan",
    "Shortcoming.due": "29/3/2027",
    "FollowUp.item": "Tên a",
    "FollowUp.state": "đang khắc phục",
    "FollowUp.passed": "kho_khan",
    "PledgeOutcome.state": "Đang thực hiện",
    "PledgeOutcome.passed": "ket_qua",
    "Pledge.due": "28/6/2027",
    "SelfRating.general_points": "21,25",
    "SelfRating.task_points": "51,5",
    "SelfRating.level": "Không hoàn thành nhiệm vụ",
    "ChecklistRef.id": "thu",
}
"""How a field without a text of its own would show."""

WITHOUT_A_MARK = {
    *("Review.format", "Review.checklist", "Review.drafts", "Profile.format"),
    *("Review.answers", "Review.follow_ups", "Review.outcomes", "Review.raised_issues", "Review.collective"),
    *("Review.pledges", "Review.self_rating", "Answer.shortcomings"),
}
"""Format numbers, and fields that hold other values, which have their own lines."""

FIELDS = [
    (f"{kind.__name__}.{field}", decision) for kind, fields in DECISIONS.items() for field, decision in fields.items()
]


def exports_of_the_marked_year(style: str) -> list[str]:
    checklist = a_checklist(["a"])
    document = summarise(MARKED, checklist, WHO, compare(BEFORE, MARKED, checklist))
    renderer = FORMATS[style]
    return [renderer.render(document), *(renderer.render_section(section) for section in document.walk())]


def test_every_value_of_a_year_and_a_profile_has_its_decisions() -> None:
    values = {
        member
        for module in (review, profile)
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Value) and member.__module__ == module.__name__
    }

    assert values == set(DECISIONS)


@pytest.mark.parametrize("kind", DECISIONS, ids=lambda kind: kind.__name__)
def test_every_field_has_a_decision(kind: type[Value]) -> None:
    assert [field.name for field in structs.fields(kind)] == list(DECISIONS[kind])


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(
    ("field", "decision"), [(field, decision) for field, decision in FIELDS if field not in WITHOUT_A_MARK]
)
def test_an_export_has_what_was_decided_to_be_exported_and_nothing_else(field: str, decision: str, style: str) -> None:
    mark = IN_OTHER_WORDS.get(field, f"«{field}»")

    whole, *parts = exports_of_the_marked_year(style)

    if decision == EXPORTED:
        assert mark in whole
    else:
        assert [one for one in (whole, *parts) if mark in one] == []


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("year", [2025, 2026])
def test_no_private_note_of_the_example_years_is_exported(year: int, style: str) -> None:
    example = an_example(year)
    private = [example.note, *(answer.note for answer in example.answers if answer.note)]
    assert len(private) >= 2

    document = example_summary(year)

    written = [FORMATS[style].render(document), *(FORMATS[style].render_section(part) for part in document.walk())]
    assert [note for note in private for one in written if note in one] == []
