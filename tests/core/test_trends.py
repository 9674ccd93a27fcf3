"""Many years side by side."""

from support.values import a_checklist, a_year, an_item
from tuphe.core.review import ChecklistRef, Rating
from tuphe.core.trends import look_back


def test_a_gap_is_told_from_an_item_that_was_asked_and_left_open_and_a_lost_item_comes_last() -> None:
    now, before = ChecklistRef(id="thu", fingerprint="moi"), ChecklistRef(id="thu", fingerprint="cu")
    years = [
        a_year(2024, {"cu": Rating.GOOD, "b": Rating.GOOD}, checklist=before),
        a_year(2025, {"b": Rating.GOOD}, checklist=now),
        a_year(2026, {"a": Rating.FAIR, "b": Rating.GOOD, "l": Rating.GOOD}, checklist=now),
    ]

    seen = look_back(years, a_checklist(["a", "b", an_item("l", leaders=True)]))

    assert [(one.item, one.group, one.ratings, one.asked) for one in seen.items] == [
        ("a", "nhom-1", (None, None, Rating.FAIR), (False, True, True)),
        ("b", "nhom-1", (Rating.GOOD,) * 3, (True, True, True)),
        ("l", "nhom-1", (None, None, Rating.GOOD), (False, False, True)),
        ("cu", "", (Rating.GOOD, None, None), (True, False, False)),
    ]
    assert (seen.years, seen.other_checklists) == ((2024, 2025, 2026), (2024,))


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
