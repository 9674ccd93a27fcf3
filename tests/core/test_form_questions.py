"""What a form asks beyond the checklist: asked once the groups are done, needed for that form and for no other."""

import pytest

from support.values import an_example, the_checklist, the_forms
from tuphe.core.question import Question, Refused
from tuphe.core.review import Review, State
from tuphe.interview.questions import Known, review_questions

FORMS = {form.id: form for form in the_forms()}
KNOWN = Known(form=FORMS["2B-2025"])
KEYS = ["bo_sung/dieu-dang-vien-khong-duoc-lam", "bo_sung/bieu-hien-suy-thoai"]
BARE = an_example(2026).but(form_answers=(), state=State.OPEN)


def listed(review: Review, known: Known = KNOWN) -> dict[str, Question[Review]]:
    return {question.key: question for question in review_questions(review, the_checklist(), known)}


def test_they_come_after_the_groups_and_before_the_issues_raised() -> None:
    keys = list(listed(BARE))

    places = [keys.index(key) for key in KEYS]
    last_item = max(row for row, key in enumerate(keys) if key.startswith("muc/"))
    first_issue = min(row for row, key in enumerate(keys) if key.startswith("goi_y/"))
    assert last_item < places[0] < places[1] < first_issue


def test_a_year_is_not_whole_for_that_form_without_them_unless_it_was_closed_before_and_is_for_another() -> None:
    def lacking(form_id: str | None, year: Review = BARE) -> list[str]:
        known = Known(form=FORMS[form_id] if form_id else None)
        return [gap.place for gap in known.missing(year, the_checklist()) if gap.place.startswith("bo_sung/")]

    assert lacking("2B-2025") == lacking("2A-2025") == lacking("2C-2025") == KEYS
    assert lacking("02A-2023") == lacking(None) == lacking("2B-2025", BARE.but(state=State.CLOSED)) == []


def test_that_there_is_none_is_an_answer_and_only_what_the_form_hints_at_may_stay_empty() -> None:
    question = listed(BARE)[KEYS[0]]
    hinted = listed(BARE, Known(form=FORMS["02A-2023"]))[KEYS[1]]

    answered = question.record(("Không vi phạm điều nào.",))

    assert answered.form_answer("dieu-dang-vien-khong-duoc-lam") == "Không vi phạm điều nào."
    assert (listed(answered)[KEYS[0]].answered, listed(answered)[KEYS[0]].required) == (True, False)
    with pytest.raises(Refused, match="viết rõ là không có"):
        question.record(("",))
    assert (hinted.record(("",)), hinted.required) == (BARE, False)
