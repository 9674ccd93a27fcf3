"""What is private stays at home: every field of a year has a decision, and the exports keep to it."""

from __future__ import annotations

import inspect
from datetime import date

import pytest
from msgspec import structs

from support.documents import example_form, example_summary, readable
from support.values import a_checklist, an_example, the_forms
from tuphe.core import draft, paper_section, profile, review, self_rating, shortcoming, tasks
from tuphe.core.comparison import compare
from tuphe.core.draft import Draft
from tuphe.core.paper_section import PaperSection
from tuphe.core.point_table import Criterion, PointTable
from tuphe.core.profile import Profile
from tuphe.core.promises import open_after
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    Collective,
    FollowUp,
    FollowUpState,
    FormAnswer,
    Pledge,
    PledgeArea,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
    Silenced,
)
from tuphe.core.self_rating import Case, Level, Score, SelfRating
from tuphe.core.shortcoming import CauseKind, Shortcoming, YearShortcoming
from tuphe.core.tasks import Counts, Progress, Task, Tasks
from tuphe.core.value import Value
from tuphe.export.brief import in_brief
from tuphe.export.document import Document
from tuphe.export.filling import Filling
from tuphe.export.formats import FORMATS
from tuphe.export.official import fill
from tuphe.export.summary import summarise

EXPORTED, PRIVATE, BOOKKEEPING, FORMS_ONLY = "exported", "private", "bookkeeping", "for official forms only"

DECISIONS: dict[type[Value], dict[str, str]] = {
    Review: {
        "format": BOOKKEEPING,
        "year": EXPORTED,
        "state": BOOKKEEPING,
        "closed_on": BOOKKEEPING,
        "source": BOOKKEEPING,
        "note": PRIVATE,
        "passed": BOOKKEEPING,
        "checklist": BOOKKEEPING,
        "drafts": PRIVATE,
        "due": BOOKKEEPING,
        "silenced": PRIVATE,
        "answers": EXPORTED,
        "own_shortcomings": EXPORTED,
        "follow_ups": EXPORTED,
        "outcomes": EXPORTED,
        "raised_issues": EXPORTED,
        "collective": EXPORTED,
        "form_answers": FORMS_ONLY,
        "pledges": EXPORTED,
        "tasks": FORMS_ONLY,
        "unit_tasks": FORMS_ONLY,
        "self_rating": EXPORTED,
        "point_table": BOOKKEEPING,
        "paper": BOOKKEEPING,  # exported of a year from paper alone, which this one is not
    },
    Answer: {
        "item": EXPORTED,
        "rating": EXPORTED,
        "results": EXPORTED,
        "left_off": PRIVATE,
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
    YearShortcoming: {
        "text": EXPORTED,
        "cause": EXPORTED,
        "cause_kind": EXPORTED,
        "remedy": EXPORTED,
        "due": EXPORTED,
        "item": EXPORTED,
    },
    PaperSection: {"number": BOOKKEEPING, "paragraphs": BOOKKEEPING},
    FollowUp: {
        "item": EXPORTED,
        "text": EXPORTED,
        "state": EXPORTED,
        "percent": EXPORTED,
        "results": EXPORTED,
        "obstacles": EXPORTED,
        "responsibility": EXPORTED,
        "remedy": EXPORTED,
        "due": EXPORTED,
        "passed": BOOKKEEPING,
    },
    Pledge: {"text": EXPORTED, "due": EXPORTED, "area": FORMS_ONLY},
    Task: {
        "text": FORMS_ONLY,
        "due": FORMS_ONLY,
        "product": FORMS_ONLY,
        "progress": FORMS_ONLY,
        "passed": BOOKKEEPING,
    },
    Tasks: {
        "total": FORMS_ONLY,
        "done": FORMS_ONLY,
        "late": FORMS_ONLY,
        "above": FORMS_ONLY,
        "passed": BOOKKEEPING,
        "listed": FORMS_ONLY,
    },
    Counts: {
        "total": FORMS_ONLY,
        "done": FORMS_ONLY,
        "late": FORMS_ONLY,
        "above": FORMS_ONLY,
        "passed": BOOKKEEPING,
    },
    Score: {"criterion": FORMS_ONLY, "points": FORMS_ONLY},
    PledgeOutcome: {
        "text": EXPORTED,
        "state": EXPORTED,
        "percent": EXPORTED,
        "results": EXPORTED,
        "obstacles": EXPORTED,
        "passed": BOOKKEEPING,
    },
    RaisedIssue: {"issue": EXPORTED, "explanation": EXPORTED, "cause": EXPORTED, "responsibility": EXPORTED},
    Collective: {"text": EXPORTED},
    FormAnswer: {"question": BOOKKEEPING, "text": PRIVATE},  # no form asks anything of its own yet
    SelfRating: {
        "table": BOOKKEEPING,
        "general_points": EXPORTED,
        "task_points": EXPORTED,
        "level": EXPORTED,
        "scores": FORMS_ONLY,
        "cases": PRIVATE,
    },
    ChecklistRef: {"id": BOOKKEEPING, "fingerprint": BOOKKEEPING},
    Silenced: {"code": PRIVATE, "place": PRIVATE, "reason": PRIVATE},
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
        "place_of_writing": BOOKKEEPING,
        "hand_in": BOOKKEEPING,
        "form": BOOKKEEPING,
        "unit_form": BOOKKEEPING,
        "page_limit": BOOKKEEPING,
        "passed": BOOKKEEPING,
        "drafts": PRIVATE,
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
    closed_on=date(2026, 12, 19),
    note="«Review.note»",
    passed=("goi_y",),
    checklist=ChecklistRef(id="bo-rieng", fingerprint="«ChecklistRef.fingerprint»"),
    drafts=(Draft(question="«Draft.question»", text="«Draft.text»"),),
    silenced=(Silenced(code="«Silenced.code»", place="«Silenced.place»", reason="«Silenced.reason»"),),
    answers=(
        Answer(
            item="a",
            rating=Rating.EXCELLENT,
            results=("«Answer.results»",),
            left_off=("«Answer.left_off»",),
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
    own_shortcomings=(
        YearShortcoming(
            text="«YearShortcoming.text»",
            cause="«YearShortcoming.cause»",
            cause_kind=CauseKind.SUBJECTIVE,
            remedy="«YearShortcoming.remedy»",
            due=date(2027, 4, 27),
            item="a",
        ),
    ),
    follow_ups=(
        FollowUp(
            item="a",
            text="«FollowUp.text»",
            state=FollowUpState.UNDER_WAY,
            results="«FollowUp.results»",
            percent=41,
            obstacles="«FollowUp.obstacles»",
            responsibility="«FollowUp.responsibility»",
            remedy="«FollowUp.remedy»",
            due=date(2028, 9, 17),
            passed=("kho_khan",),
        ),
    ),
    outcomes=(
        PledgeOutcome(
            text="«PledgeOutcome.text»",
            state=PledgeState.UNDER_WAY,
            percent=43,
            results="«PledgeOutcome.results»",
            obstacles="«PledgeOutcome.obstacles»",
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
    form_answers=(FormAnswer(question="form-answer-question", text="«FormAnswer.text»"),),
    pledges=(Pledge(text="«Pledge.text»", due=date(2027, 6, 28), area=PledgeArea.DISCIPLINE),),
    unit_tasks=Counts(total=5551, done=5552, late=5553, above=5554, passed=("cham_han",)),
    tasks=Tasks(
        total=4441,
        done=4442,
        late=4443,
        above=4444,
        passed=("viec",),
        listed=(
            Task(
                text="«Task.text»",
                due=date(2026, 5, 27),
                product="«Task.product»",
                progress=Progress.EARLY,
                passed=("san_pham",),
            ),
        ),
    ),
    self_rating=SelfRating(
        table="bang-thu",
        general_points=21.25,
        task_points=51.5,
        level=Level.NOT_COMPLETED,
        cases=(Case.TARGETS_MISSED,),
        scores=(Score(criterion="tieu-chi-thu", points=21.25), Score(criterion="nhiem-vu-thu", points=51.125)),
    ),
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
    "Review.closed_on": "19/12/2026",
    "Review.passed": "goi_y",
    "Answer.item": "Tên a",
    "Answer.rating": "Xuất sắc",
    "Answer.passed": "ket_qua",
    "FormAnswer.question": "form-answer-question",
    "Shortcoming.cause_kind": "khách quan",
    "YearShortcoming.cause_kind": "chủ quan",
    "YearShortcoming.due": "27/4/2027",
    "YearShortcoming.item": "Tên a",
    "Review.source": "giay",
    "FollowUp.percent": "khoảng 41%",
    "FollowUp.due": "17/9/2028",
    "PledgeOutcome.percent": "khoảng 43%",
    "Shortcoming.due": "29/3/2027",
    "FollowUp.item": "Tên a",
    "FollowUp.state": "đang khắc phục",
    "FollowUp.passed": "kho_khan",
    "PledgeOutcome.state": "Đang thực hiện",
    "PledgeOutcome.passed": "ket_qua",
    "Pledge.due": "28/6/2027",
    "Task.due": "27/5/2026",
    "Task.progress": "Trước hạn",
    "Task.passed": "san_pham",
    "Tasks.total": "4441",
    "Tasks.done": "4442",
    "Tasks.late": "4443",
    "Tasks.above": "4444",
    "Tasks.passed": "viec",
    "Counts.total": "5551",
    "Counts.done": "5552",
    "Counts.late": "5553",
    "Counts.above": "5554",
    "Counts.passed": "cham_han",
    "SelfRating.cases": "chi-tieu-kinh-te-xa-hoi",
    "Score.criterion": "Tên tiêu chí thử",
    "Score.points": "51,12",
    "SelfRating.table": "bang-thu",
    "SelfRating.general_points": "21,25",
    "SelfRating.task_points": "51,5",
    "SelfRating.level": "Không hoàn thành nhiệm vụ",
    "ChecklistRef.id": "bo-rieng",
}
"""How a field without a text of its own would show."""

WITHOUT_A_MARK = {
    *("Review.format", "Review.checklist", "Review.drafts", "Profile.format", "Profile.drafts"),
    *("Review.answers", "Review.follow_ups", "Review.outcomes", "Review.raised_issues", "Review.collective"),
    "Review.form_answers",
    *("Review.own_shortcomings", "Review.paper", "PaperSection.number", "PaperSection.paragraphs"),
    *("Review.pledges", "Review.tasks", "Review.unit_tasks", "Review.self_rating", "Answer.shortcomings"),
    *("Pledge.area", "Tasks.listed", "SelfRating.scores"),
}
"""Format numbers, and fields that hold other values, which have their own lines."""

DECIDED = {
    name: decision
    for kind, fields in DECISIONS.items()
    for field, decision in fields.items()
    if (name := f"{kind.__name__}.{field}") not in WITHOUT_A_MARK
}

TABLE = PointTable(
    id="bang-thu",
    name="Bảng thử",
    general=(Criterion(id="tieu-chi-thu", name="Tên tiêu chí thử", maximum=30),),
    tasks=(Criterion(id="nhiem-vu-thu", name="Tên nhiệm vụ thử", maximum=70),),
)

CHECKLIST = a_checklist(["a"])


def summaries() -> list[Document]:
    filling = Filling(review=MARKED, checklist=CHECKLIST, profile=WHO, leader=True)
    comparison = compare(BEFORE, MARKED, CHECKLIST)
    return [summarise(filling, comparison), in_brief(filling, comparison, date(2030, 1, 31))]


def filled_forms() -> list[Document]:
    filling = Filling(
        review=MARKED, checklist=CHECKLIST, profile=WHO, promises=open_after([BEFORE]), table=TABLE, leader=True
    )
    return [
        fill(form, structs.replace(filling, item_names=item_names))
        for form in the_forms()
        for item_names in (False, True)
    ]


def everything_in(style: str) -> tuple[str, str]:
    """All that can be found in the summary, and in all forms together; whole and section by section."""

    def found(documents: list[Document]) -> str:
        alone = [one.alone(part, heading=True) for one in documents for part in one.walk()]
        return "\n".join(readable(document, style) for document in (*documents, *alone)).casefold()

    return found(summaries()), found(filled_forms())


def test_every_value_of_a_year_and_a_profile_has_its_decisions() -> None:
    values = {
        member
        for module in (review, draft, tasks, self_rating, profile, shortcoming, paper_section)
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Value) and member.__module__ == module.__name__
    }

    assert values == set(DECISIONS)


def test_every_field_has_a_decision() -> None:
    fields = {kind: [field.name for field in structs.fields(kind)] for kind in DECISIONS}

    assert fields == {kind: list(decided) for kind, decided in DECISIONS.items()}


@pytest.mark.parametrize("style", FORMATS)
def test_an_export_has_what_was_decided_to_be_exported_and_nothing_else(style: str) -> None:
    summary, forms = everything_in(style)

    found = {
        field: (mark in summary, mark in forms)
        for field in DECIDED
        for mark in (IN_OTHER_WORDS.get(field, f"«{field}»").casefold(),)
    }

    assert found == {field: (one == EXPORTED, one in (EXPORTED, FORMS_ONLY)) for field, one in DECIDED.items()}


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("year", [2025, 2026])
def test_no_private_note_of_the_example_years_is_exported(year: int, style: str) -> None:
    example = an_example(year)
    private = [example.note, *(answer.note for answer in example.answers if answer.note)]
    assert len(private) >= 2

    documents = [example_summary(year), *(example_form(form, year) for form in the_forms())]

    written = [readable(document, style) for document in documents]
    assert [note for note in private for one in written if note in one] == []
