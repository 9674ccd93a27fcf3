"""What is whole prints nothing open: one function for the interview, the list, soát and every paper."""

import re
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from support.documents import WHO, alone
from support.made_up import FORMS, tried, years
from support.values import an_example, the_checklist, the_forms
from tuphe.core.check import check
from tuphe.core.check.material import Material
from tuphe.core.comparison import compare
from tuphe.core.completeness import Gap, missing, result_sections, table_in_use
from tuphe.core.form import Form
from tuphe.core.promises import open_after
from tuphe.core.review import (
    Answer,
    Collective,
    FollowUp,
    FollowUpState,
    FormAnswer,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
    State,
)
from tuphe.core.says_nothing import something
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Progress
from tuphe.export.document import NONE, OPEN, Document, Line
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import text
from tuphe.export.long_summary import summarise
from tuphe.export.official import fill
from tuphe.interview.questions import Known, review_questions
from tuphe.workspace.checking import word_lists

_FEW = {(item.kind, item.audience): item.id for item in the_checklist().items}.values()
FEW = structs.replace(
    the_checklist(),
    groups=tuple(
        structs.replace(group, items=items)
        for group in the_checklist().groups
        if (items := tuple(item for item in group.items if item.id in _FEW))
    ),
)
"""The built-in checklist with one item of each kind: the items that the years made up here answer."""

SAID = ("han_che", "khac_phuc", "thuc_hien_cam_ket", "goi_y", "trach_nhiem_tap_the", "cam_ket")

OWN = [None, *the_forms()]
"""The summary and the built-in forms."""


def held_against(review: Review, form: Form | None, known: Known) -> tuple[Gap, ...]:
    return missing(review, form, known.context(review, FEW))


def paper(review: Review, form: Form | None, known: Known) -> Document:
    filling = Filling(review=review, checklist=FEW, profile=WHO, promises=known.promises, leader=known.leader)
    if form is None:
        compared = None if known.previous is None else compare(known.previous, review, FEW, known.promises)
        return summarise(filling, compared)
    return fill(form, structs.replace(filling, table=table_in_use(review, known.tables)))


Found = TypeVar("Found", bound=Shortcoming)


def told(text: str) -> str:
    """The same text, or one where it says nothing."""
    return text if something(text) else "Làm sớm."


def completed(review: Review, form: Form | None, known: Known) -> Review:
    """The same year with everything said that it leaves open, by hand and not by the rules."""
    day = date(2031, 6, 30)

    def explained(found: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(
            structs.replace(one, cause=told(one.cause), remedy=told(one.remedy), due=one.due or day) for one in found
        )

    answers = []
    for item in FEW.items:
        answer = review.answer(item.id)
        found = explained(answer.shortcomings)
        high = answer.rating not in (None, Rating.FAIR, Rating.POOR)
        answers.append(structs.replace(answer, rating=answer.rating if high else Rating.GOOD, shortcomings=found))
    return review.but(
        passed=(*SAID, *(number for number, _, _ in result_sections(review, form, known.context(review, FEW)))),
        answers=tuple(answers),
        own_shortcomings=explained(review.own_shortcomings),
        follow_ups=tuple(
            structs.replace(
                one, state=one.state or FollowUpState.NOT_MENDED, remedy=told(one.remedy), due=one.due or day
            )
            for one in known.promises.followed_up(review)
        ),
        outcomes=tuple(
            structs.replace(one, state=one.state or PledgeState.KEPT) for one in known.promises.kept(review)
        ),
        raised_issues=tuple(
            structs.replace(one, explanation="Do bận.", cause="Bận.", responsibility="Tôi.")
            for one in review.raised_issues
        ),
        tasks=structs.replace(
            review.tasks,
            passed=("viec",),
            listed=tuple(structs.replace(one, progress=one.progress or Progress.LATE) for one in review.tasks.listed),
        ),
        unit_tasks=structs.replace(review.unit_tasks, passed=("tong_so",)),
        form_answers=tuple(
            FormAnswer(question=one.id, text=told(review.form_answer(one.id)))
            for one in (() if form is None else form.questions)
        ),
        self_rating=SelfRating(general_points=20, task_points=50, level=Level.GOOD),
    )


Asked = tuple[Review, Form | None, Known]


@made.composite
def _asked(draw: made.DrawFn) -> Asked:
    """Make up an open year, its paper, and what is known beside it."""
    *before, last = draw(years(2))
    form, promises = draw(made.sampled_from(OWN) | FORMS), open_after(before)
    known = Known(leader=draw(made.booleans()), previous=before[-1] if before else None, promises=promises, form=form)
    return last.but(state=State.OPEN), form, known


@tried(14)
@given(_asked())
def test_where_nothing_is_missing_nothing_is_open(given_year: Asked) -> None:
    review, form, known = given_year

    whole = completed(review, form, known)

    document = paper(whole, form, known)
    bare = [structs.replace(section, sections=()) for section in document.walk()]
    waiting = [one.number for one in bare if any(OPEN in line for line in text.render(alone(one)).splitlines()[1:])]
    typed = OPEN in repr((review, known, form))  # made-up texts may have the very words
    assert [gap for gap in held_against(whole, form, known) if "/han_che/" not in gap.place] == []
    assert typed or waiting == []


@tried(10)
@given(_asked())
def test_what_is_missing_has_its_question_and_only_that_is_required(given_year: Asked) -> None:
    review, form, known = given_year
    review = review.but(drafts=(), due=())
    of_the_checklist = [answer.item for answer in review.answers if FEW.item(answer.item)]

    listed = review_questions(review, FEW, known)

    gaps = {gap.place for gap in held_against(review, form, known)}
    gaps -= {place for place in gaps if place.startswith("muc/") and place.split("/")[1] not in of_the_checklist}
    asked = {question.drafted_as or question.key: question for question in listed}
    assert {place for place, question in asked.items() if question.required} >= gaps - {
        place for place in gaps if _unrated(place, review)
    }


def _unrated(place: str, review: Review) -> bool:
    # The shortcomings of an item are asked for once it is rated.
    steps = place.split("/")
    return steps[0] == "muc" and len(steps) > 3 and review.rating(steps[1]) is None


@pytest.mark.parametrize("form", OWN, ids=lambda form: getattr(form, "id", "tom-tat"))
def test_ratings_alone_are_no_whole_year_and_say_of_nothing_that_there_is_none_and_marks_of_older_files_do(
    form: Form | None,
) -> None:
    known = Known(leader=True, form=form)
    rated = tuple(Answer(item=item.id, rating=Rating.GOOD) for item in FEW.items)
    marked = tuple(structs.replace(one, passed=("ket_qua", "han_che")) for one in rated)

    def places(answers: tuple[Answer, ...]) -> set[str]:
        gaps = held_against(Review(year=2026, answers=answers), form, known)
        return {gap.place for gap in gaps if gap.place == "han_che" or gap.place.startswith("phan/")}

    document = paper(Review(year=2026, answers=rated), form, known)

    assert [block for section in document.walk() for block in section.blocks if block == Line(NONE)] == []
    assert "han_che" in places(rated)
    assert places(marked) == set()


def test_a_shortcoming_that_was_removed_again_is_asked_for_and_what_says_that_there_is_none_is_no_shortcoming() -> None:
    review = an_example(2025)
    bare = review.but(answers=tuple(structs.replace(answer, shortcomings=()) for answer in review.answers))
    said = bare.but(passed=(*bare.passed, "han_che"))
    none = Review(year=2026, answers=(Answer(item="can-kiem", shortcomings=(Shortcoming(text="Không có ạ."),)),))

    gaps = [{gap.place for gap in held_against(year, None, Known())} for year in (bare, said, none)]

    assert ["han_che" in places for places in gaps[:2]] == [True, False]
    assert none.shortcomings == ()
    assert [place for place in gaps[2] if place.startswith("muc/can-kiem/han_che/")] == []


@pytest.mark.parametrize("issues", [(), (RaisedIssue(issue="Tiến độ."),)])
@pytest.mark.parametrize("collective", ["", "Tôi cùng chịu trách nhiệm."])
@pytest.mark.parametrize("follow_ups", [(), (FollowUp(text="Trễ."),)])
def test_a_pledge_that_is_missing_is_missing_in_the_section_of_the_summary_that_takes_pledges(
    issues: tuple[RaisedIssue, ...], collective: str, follow_ups: tuple[FollowUp, ...]
) -> None:
    review = Review(year=2026, raised_issues=issues, collective=Collective(text=collective), follow_ups=follow_ups)

    [gap] = [one for one in held_against(review, None, Known()) if one.place.startswith("cam_ket")]

    headings = {one.number: one.heading for one in paper(review, None, Known()).walk()}
    assert ["cam kết" in headings[number].lower() for number in gap.sections] == [True], headings


def test_a_year_closed_before_anybody_asked_for_the_next_remedy_lacks_none() -> None:
    before, review = an_example(2025), an_example(2026)
    undone = review.but(follow_ups=tuple(structs.replace(entry, remedy="", due=None) for entry in review.follow_ups))
    known = Known(previous=before, promises=open_after([before]))

    def lacking(year: Review) -> list[str]:
        return [gap.place for gap in held_against(year, None, known) if gap.place.startswith("khac_phuc/")]

    assert len(lacking(undone)) == 2
    assert lacking(undone.but(state=State.CLOSED)) == []


_NAMED_BY = {
    "chua-tra-loi": ("{}/muc_do",),
    "thap-khong-han-che": ("{}/han_che/moi/noi_dung",),
    "thieu-nguyen-nhan": ("{}/nguyen_nhan",),
    "thieu-bien-phap": ("{}/bien_phap",),
    "thieu-thoi-han": ("{}/thoi_han",),
    "no-nam-truoc": ("{}/tinh_trang",),
}
"""The question of a lack that soát has a code of its own for, by the place of the finding."""


@tried(14)
@given(_asked())
def test_soat_names_what_is_missing_and_nothing_else_as_missing(given_year: Asked) -> None:
    review, form, known = given_year
    review = review.but(silenced=())
    material = Material(
        review=review,
        context=known.context(review, FEW),
        profile=WHO,
        lists=word_lists(notify=lambda *_: None),
        day=date(2027, 1, 5),
        previous=known.previous,
        form=form,
    )

    found = check(material).found

    gaps = {gap.place for gap in held_against(review, form, known)}
    by_code = {place.format(one.entry) for one in found for place in _NAMED_BY.get(one.code, ())}
    others = gaps - by_code
    assert by_code <= gaps
    assert not [place for place in others if re.match(r"muc/|cam_ket/(?!moi/)", place)]
    # The others have one code for each part of the paper.
    assert bool(others) is any(one.code in ("thieu-phan", "phan-trong") for one in found)
