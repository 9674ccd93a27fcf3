"""Many years side by side."""

from __future__ import annotations

from support.values import a_checklist, a_year, an_example, an_item, the_checklist
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    PledgeState,
    Rating,
    Review,
)
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.trends import look_back


def test_an_item_that_a_year_did_not_ask_is_a_gap_and_not_a_low_rating() -> None:
    years = [a_year(2024, {"a": Rating.GOOD}), a_year(2025, {"a": Rating.FAIR, "b": Rating.EXCELLENT})]

    seen = look_back(years, a_checklist(["a", "b"]))

    assert seen.years == (2024, 2025)
    assert [(one.item, one.ratings) for one in seen.items] == [
        ("a", (Rating.GOOD, Rating.FAIR)),
        ("b", (None, Rating.EXCELLENT)),
    ]


def test_a_gap_is_told_from_an_item_that_was_asked_and_left_open() -> None:
    now, before = ChecklistRef(id="thu", fingerprint="moi"), ChecklistRef(id="thu", fingerprint="cu")
    years = [
        a_year(2024, {"b": Rating.GOOD}, checklist=before),
        a_year(2025, {"b": Rating.GOOD}, checklist=now),
        a_year(2026, {"a": Rating.FAIR, "b": Rating.GOOD, "l": Rating.GOOD}, checklist=now),
    ]

    seen = look_back(years, a_checklist(["a", "b", an_item("l", leaders=True)]))

    assert {one.item: one.asked for one in seen.items} == {
        "a": (False, True, True),
        "b": (True, True, True),
        "l": (False, False, True),
    }
    assert seen.other_checklists == (2024,)


def test_an_item_that_the_latest_checklist_has_lost_comes_last_under_no_group() -> None:
    years = [a_year(2024, {"cu": Rating.GOOD, "a": Rating.GOOD}), a_year(2025, {"a": Rating.GOOD})]

    seen = look_back(years, a_checklist(["a"]))

    assert [(one.item, one.group) for one in seen.items] == [("a", "nhom-1"), ("cu", "")]


def test_a_group_counts_only_what_was_rated_that_year() -> None:
    years = [
        a_year(2024, {"a": Rating.EXCELLENT, "b": Rating.NOT_APPLICABLE}),
        a_year(2025, {"a": Rating.EXCELLENT, "b": Rating.FAIR}),
        a_year(2026, {"c": Rating.GOOD}),
    ]

    seen = look_back(years, a_checklist(["a", "b"], ["c"]))

    assert [(one.group, one.averages) for one in seen.groups] == [
        ("nhom-1", (4.0, 3.0, None)),
        ("nhom-2", (None, None, 3.0)),
    ]


def test_each_year_counts_what_became_of_the_year_before() -> None:
    first = Review(
        year=2025,
        answers=(Answer(item="a", shortcomings=(Shortcoming(text="Chậm báo cáo."), Shortcoming(text="Ít góp ý."))),),
        pledges=(Pledge(text="Một"), Pledge(text="Hai")),
    )
    second = Review(
        year=2026,
        follow_ups=(FollowUp(item="a", text="Chậm báo cáo.", state=FollowUpState.MENDED),),
        outcomes=(PledgeOutcome(text="Một", state=PledgeState.KEPT),),
        answers=(Answer(item="a", shortcomings=(Shortcoming(text="Ít góp ý."),)),),
    )

    before, after = look_back([first, second], a_checklist(["a"])).figures

    assert (before.shortcomings, before.opened, before.mended, before.pledges) == (2, 2, None, None)
    assert (after.shortcomings, after.opened, after.mended, after.came_back) == (1, 0, 1, 1)
    assert (after.pledges, after.pledges_kept) == (2, 1)


def test_the_example_years_have_a_row_for_every_item() -> None:
    seen = look_back([an_example(2025), an_example(2026)], the_checklist())

    assert len(seen.items) == 30
    assert all(None not in one.ratings for one in seen.items)
