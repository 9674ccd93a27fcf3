"""What is private stays at home: every field of a year has a decision, and the exports keep to it."""

import inspect
from datetime import date
from typing import Any, TypeVar, get_args

import pytest
from msgspec import structs

from support.documents import readable
from support.values import a_checklist, the_forms
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
from tuphe.export.document import Document
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import FORMATS
from tuphe.export.long_summary import summarise
from tuphe.export.official import fill
from tuphe.export.short_summary import in_brief

EXPORTED, PRIVATE, BOOKKEEPING, FORMS_ONLY = "exported", "private", "bookkeeping", "for official forms only"

DECISIONS: dict[type[Value], dict[str, str]] = {
    Review: {
        # The paper is exported of a year from paper alone, which this one is not.
        BOOKKEEPING: "format state closed_on source passed checklist due point_table paper",
        PRIVATE: "note drafts silenced",
        EXPORTED: "year answers own_shortcomings follow_ups outcomes raised_issues collective pledges self_rating",
        FORMS_ONLY: "form_answers tasks unit_tasks",
    },
    Answer: {EXPORTED: "item rating results shortcomings", PRIVATE: "left_off note", BOOKKEEPING: "passed"},
    Shortcoming: {EXPORTED: "text cause cause_kind remedy due"},
    YearShortcoming: {EXPORTED: "text cause cause_kind remedy due item"},
    PaperSection: {BOOKKEEPING: "number paragraphs"},
    FollowUp: {EXPORTED: "item text state percent results obstacles responsibility remedy due", BOOKKEEPING: "passed"},
    Pledge: {EXPORTED: "text due", FORMS_ONLY: "area"},
    Task: {FORMS_ONLY: "text due product progress", BOOKKEEPING: "passed"},
    Tasks: {FORMS_ONLY: "total done late above listed", BOOKKEEPING: "passed"},
    Counts: {FORMS_ONLY: "total done late above", BOOKKEEPING: "passed"},
    Score: {FORMS_ONLY: "criterion points"},
    PledgeOutcome: {EXPORTED: "text state percent results obstacles", BOOKKEEPING: "passed"},
    RaisedIssue: {EXPORTED: "issue explanation cause responsibility"},
    Collective: {EXPORTED: "text"},
    FormAnswer: {BOOKKEEPING: "question", PRIVATE: "text"},  # no form asks anything of its own yet
    SelfRating: {
        BOOKKEEPING: "table",
        EXPORTED: "general_points task_points level",
        FORMS_ONLY: "scores",
        PRIVATE: "cases",
    },
    ChecklistRef: {BOOKKEEPING: "id fingerprint"},
    Silenced: {PRIVATE: "code place reason"},
    Draft: {PRIVATE: "question text"},
    Profile: {
        BOOKKEEPING: "format hand_in form unit_form page_limit passed",
        EXPORTED: "name unit cell place_of_writing",
        FORMS_ONLY: "born party_committee party_post government_post union_post",
        PRIVATE: "drafts",
    },
}
"""May a field leave the folder? A new field needs a line here, and the marks below show that the line is true."""

Marked = TypeVar("Marked", bound=Value)


def marked(kind: type[Marked], **given: Any) -> Marked:
    """A value in which each field for a text that is not `given` holds its own name."""
    texts = {field.name: f"«{kind.__name__}.{field.name}»" for field in structs.fields(kind) if _is_text(field.type)}
    return kind(**texts | given)


def _is_text(kind: Any) -> bool:
    return kind is str or get_args(kind)[:1] == (str,)


BEFORE = Review(
    year=2025,
    answers=(Answer(item="a", shortcomings=(Shortcoming(text="«FollowUp.text»"),)),),
    pledges=(Pledge(text="«PledgeOutcome.text»"),),
)

FOUND = marked(Shortcoming, cause_kind=CauseKind.OBJECTIVE, due=date(2027, 3, 29))
MARKED = Review(
    year=2026,
    closed_on=date(2026, 12, 19),
    note="«Review.note»",
    passed=("goi_y",),
    checklist=marked(ChecklistRef, id="bo-rieng"),
    drafts=(marked(Draft),),
    silenced=(marked(Silenced),),
    answers=(
        marked(
            Answer,
            item="a",
            rating=Rating.EXCELLENT,
            results=("«Answer.results»",),
            left_off=("«Answer.left_off»",),
            passed=("ket_qua",),
            shortcomings=(FOUND,),
        ),
    ),
    own_shortcomings=(marked(YearShortcoming, cause_kind=CauseKind.SUBJECTIVE, due=date(2027, 4, 27), item="a"),),
    follow_ups=(
        marked(
            FollowUp, item="a", state=FollowUpState.UNDER_WAY, percent=41, due=date(2028, 9, 17), passed=("kho_khan",)
        ),
    ),
    outcomes=(marked(PledgeOutcome, state=PledgeState.UNDER_WAY, percent=43, passed=("ket_qua",)),),
    raised_issues=(marked(RaisedIssue),),
    collective=marked(Collective),
    form_answers=(marked(FormAnswer, question="form-answer-question"),),
    pledges=(marked(Pledge, due=date(2027, 6, 28), area=PledgeArea.DISCIPLINE),),
    unit_tasks=Counts(total=5551, done=5552, late=5553, above=5554, passed=("cham_han",)),
    tasks=Tasks(
        total=4441,
        done=4442,
        late=4443,
        above=4444,
        passed=("viec",),
        listed=(marked(Task, due=date(2026, 5, 27), progress=Progress.EARLY, passed=("san_pham",)),),
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

WHO = marked(Profile, passed=("«Profile.passed»",))

IN_OTHER_WORDS = {
    f"{kind}.{field}": said
    for kind, words in {
        "Review": {"year": "2026", "state": "nhap", "closed_on": "19/12/2026", "passed": "goi_y", "source": "giay"},
        "Answer": {"item": "Tên a", "rating": "Xuất sắc", "passed": "ket_qua"},
        "FormAnswer": {"question": "form-answer-question"},
        "Shortcoming": {"cause_kind": "khách quan", "due": "29/3/2027"},
        "YearShortcoming": {"cause_kind": "chủ quan", "due": "27/4/2027", "item": "Tên a"},
        "FollowUp": {
            "item": "Tên a",
            "state": "đang khắc phục",
            "percent": "khoảng 41%",
            "due": "17/9/2028",
            "passed": "kho_khan",
        },
        "PledgeOutcome": {"state": "Đang thực hiện", "percent": "khoảng 43%", "passed": "ket_qua"},
        "Pledge": {"due": "28/6/2027"},
        "Task": {"due": "27/5/2026", "progress": "Trước hạn", "passed": "san_pham"},
        "Tasks": {"total": "4441", "done": "4442", "late": "4443", "above": "4444", "passed": "viec"},
        "Counts": {"total": "5551", "done": "5552", "late": "5553", "above": "5554", "passed": "cham_han"},
        "SelfRating": {
            "table": "bang-thu",
            "general_points": "21,25",
            "task_points": "51,5",
            "level": "Không hoàn thành nhiệm vụ",
            "cases": "chi-tieu-kinh-te-xa-hoi",
        },
        "Score": {"criterion": "Tên tiêu chí thử", "points": "51,12"},
        "ChecklistRef": {"id": "bo-rieng"},
    }.items()
    for field, said in words.items()
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
    for kind, decisions in DECISIONS.items()
    for decision, fields in decisions.items()
    for field in fields.split()
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


def test_every_field_of_every_value_of_a_year_and_a_profile_has_a_decision() -> None:
    fields = {
        member: sorted(field.name for field in structs.fields(member))
        for module in (review, draft, tasks, self_rating, profile, shortcoming, paper_section)
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Value) and member.__module__ == module.__name__
    }

    assert fields == {kind: sorted(" ".join(decided.values()).split()) for kind, decided in DECISIONS.items()}


@pytest.mark.parametrize("style", FORMATS)
def test_an_export_has_what_was_decided_to_be_exported_and_nothing_else(style: str) -> None:
    summary, forms = everything_in(style)

    found = {
        field: (mark in summary, mark in forms)
        for field in DECIDED
        for mark in (IN_OTHER_WORDS.get(field, f"«{field}»").casefold(),)
    }

    assert found == {field: (one == EXPORTED, one in (EXPORTED, FORMS_ONLY)) for field, one in DECIDED.items()}
