"""How one version of a year differs from another: told wherever anything differs, and only there."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs, to_builtins

from support.made_up import REVIEWS, tried
from support.values import an_example
from tuphe.core.review import Answer, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.version_difference import Difference, differences
from tuphe.differences import FACTS, of_difference

SAME = ("không khác gì", "chỉ khác thứ tự các ý")


def in_any_order(plain: Any) -> Any:
    """What a year says as text, in whatever order: empty fields left out, entries sorted."""
    if isinstance(plain, dict):
        said = {key: in_any_order(entry) for key, entry in plain.items()}
        return {key: entry for key, entry in said.items() if entry not in (None, "", [], {})}
    if isinstance(plain, list | tuple):
        return sorted(map(in_any_order, plain), key=lambda entry: json.dumps(entry, sort_keys=True, default=str))
    return plain


def content(review: Review) -> Any:
    plain = in_any_order(to_builtins(review))
    plain.pop("dinh_dang", None)
    plain["muc"] = [answer for answer in plain.get("muc", []) if answer.keys() > {"id"}]
    return plain


@made.composite
def versions(draw: made.DrawFn) -> tuple[Review, Review]:
    """Make up two versions of one year that have most in common."""
    one, other = draw(REVIEWS), draw(REVIEWS)
    names = draw(made.sets(made.sampled_from([field.name for field in structs.fields(Review)]), max_size=2))
    changed = one.but(**{name: getattr(other, name) for name in names - {"year"}})
    if draw(made.booleans()):
        changed = changed.but(answers=tuple(map(_blurred, changed.answers)))
    if draw(made.booleans()):
        lists = [name for name in structs.asdict(changed) if isinstance(getattr(changed, name), tuple)]
        changed = changed.but(**{name: tuple(reversed(getattr(changed, name))) for name in lists})
    return one, changed


def _blurred(answer: Answer) -> Answer:
    return structs.replace(
        answer, shortcomings=tuple(structs.replace(found, cause="", cause_kind=None) for found in answer.shortcomings)
    )


@tried(24)
@given(versions())
def test_two_versions_differ_in_words_where_they_say_something_else_and_only_there(pair: tuple[Review, Review]) -> None:
    before, after = pair

    found = differences(before, after)

    equal = content(before) == content(after)
    assert (of_difference(found, str) in SAME) is equal
    assert (structs.replace(found, reordered=False) == Difference()) is equal
    assert differences(before, before) == Difference()


@tried(20)
@given(REVIEWS, REVIEWS, made.sampled_from([field.name for field in structs.fields(Review)]))
def test_a_field_of_a_year_that_changes_is_told(review: Review, another: Review, field: str) -> None:
    other = review.but(**{field: getattr(another, field), "year": review.year})

    equal = content(review) == content(other)
    assert (of_difference(differences(review, other), str) in SAME) is equal


def test_a_changed_cause_is_seen_though_its_text_stands_in_two_items_or_one_that_does_not_apply() -> None:
    def year(cause: str, *, rating: Rating | None = None) -> Review:
        late = Shortcoming(text="Nộp chậm.", cause="Quên.")
        changed = Answer(item="a", rating=rating, shortcomings=(structs.replace(late, cause=cause),))
        return Review(year=2026, answers=(changed, Answer(item="b", shortcomings=(late,))))

    [changed] = differences(year("Ốm."), year("Quên.")).shortcomings_changed
    unasked = differences(*(year(cause, rating=Rating.NOT_APPLICABLE) for cause in ("Quên.", "Ốm.")))

    assert (changed.item, changed.gone, changed.added) == ("a", (("nguyen_nhan", "Ốm."),), (("nguyen_nhan", "Quên."),))
    assert of_difference(unasked, str) == "1 hạn chế đổi nguyên nhân, biện pháp hoặc thời hạn (a)"


def test_two_entries_that_change_places_are_seen() -> None:
    example = an_example(2026)
    first, second, *rest = example.follow_ups
    swapped = (structs.replace(first, state=second.state), structs.replace(second, state=first.state))

    found = differences(example, example.but(follow_ups=(*swapped, *rest)))

    assert first.state is not second.state
    [part] = found.others
    assert part.gone
    assert part.added


@pytest.mark.parametrize("list_name", ["pledges", "answers"])
def test_another_order_alone_is_said_where_it_shows_on_paper(list_name: str) -> None:
    example = an_example(2026)

    found = differences(example, example.but(**{list_name: tuple(reversed(getattr(example, list_name)))}))

    assert of_difference(found, str) == (SAME[1] if list_name == "pledges" else SAME[0])


@tried(40)
@given(REVIEWS, REVIEWS)
def test_what_differs_is_named_in_words_never_by_a_key_of_the_file(before: Review, after: Review) -> None:
    found = differences(before, after)

    parts = (*found.shortcomings_changed, *found.pledges_changed, *found.others)
    facts = [fact for part in parts for fact in (*part.gone, *part.added)]
    assert {key for key, _ in facts} - FACTS.keys() <= {""}
