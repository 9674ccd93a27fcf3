"""What must hold for every text and every year, tried on many made up by hypothesis."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as made

from core.makers import silent, the_checklist
from tuphe.core.comparison import Trend, compare
from tuphe.core.profile import Profile
from tuphe.core.promises import open_after
from tuphe.core.review import (
    Answer,
    CauseKind,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
    Shortcoming,
)
from tuphe.core.text import clean, fold
from tuphe.storage import toml

WIDELY: Final = settings(max_examples=150, deadline=None, derandomize=True)

ANY: Final = made.text(max_size=60)
TEXTS: Final = ANY.map(lambda text: clean(text)[0])
WORDS: Final = TEXTS.filter(str.strip)
DAYS: Final = made.dates()
IDS: Final = made.sampled_from([item.id for item in the_checklist().items])
RATINGS: Final = made.sampled_from(Rating)


def unique(entries: Any, key: Any, most: int = 4) -> Any:
    return made.lists(entries, max_size=most, unique_by=key).map(tuple)


SHORTCOMINGS: Final = made.builds(
    Shortcoming,
    text=WORDS,
    cause=TEXTS,
    cause_kind=made.none() | made.sampled_from(CauseKind),
    remedy=TEXTS,
    due=made.none() | DAYS,
)
ANSWERS: Final = made.builds(
    Answer,
    item=IDS,
    rating=RATINGS,
    results=made.lists(WORDS, max_size=3).map(tuple),
    note=TEXTS,
    shortcomings=made.lists(SHORTCOMINGS, max_size=2).map(tuple),
)
FOLLOW_UPS: Final = made.builds(
    FollowUp,
    item=IDS,
    text=WORDS,
    state=made.none() | made.sampled_from(FollowUpState),
    percent=made.none() | made.integers(0, 100),
    results=TEXTS,
    obstacles=TEXTS,
    responsibility=TEXTS,
)
OUTCOMES: Final = made.builds(
    PledgeOutcome, text=WORDS, state=made.none() | made.sampled_from(PledgeState), results=TEXTS, obstacles=TEXTS
)
REVIEWS: Final = made.builds(
    Review,
    year=made.integers(1930, 2100),
    note=TEXTS,
    answers=unique(ANSWERS, lambda answer: answer.item),
    follow_ups=unique(FOLLOW_UPS, lambda entry: (entry.item, entry.text)),
    outcomes=unique(OUTCOMES, lambda entry: entry.text),
    raised_issues=unique(made.builds(RaisedIssue, issue=WORDS, explanation=TEXTS), lambda entry: entry.issue),
    pledges=unique(made.builds(Pledge, text=WORDS, due=made.none() | DAYS), lambda entry: entry.text),
)
PROFILES: Final = made.builds(Profile, name=TEXTS, unit=TEXTS, cell=TEXTS, form=made.sampled_from(["", "2A", "2B"]))


@WIDELY
@given(REVIEWS)
def test_a_year_written_and_read_is_the_same_and_written_again_gives_the_same_bytes(review: Review) -> None:
    written = toml.dump(review)

    read = toml.parse(written, "năm", Review, remark=silent)

    assert read == review
    assert toml.dump(read) == written


@WIDELY
@given(PROFILES)
def test_a_profile_written_and_read_is_the_same(profile: Profile) -> None:
    assert toml.parse(toml.dump(profile), "hồ sơ", Profile, remark=silent) == profile


@WIDELY
@given(ANY)
def test_what_is_cleaned_is_clean_and_in_one_form(text: str) -> None:
    cleaned, _ = clean(text)

    assert clean(cleaned) == (cleaned, False)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in cleaned)
    cleaned.encode()


@WIDELY
@given(ANY.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)))
def test_folding_twice_is_folding_once_whichever_way_letters_are_stored(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@WIDELY
@given(REVIEWS)
def test_a_year_beside_itself_is_all_unchanged(review: Review) -> None:
    compared = compare(review, review, the_checklist())

    assert {change.trend for change in compared.changes} <= {Trend.SAME, Trend.INCOMPARABLE}
    assert all(group.before == group.after for group in compared.groups)


@WIDELY
@given(REVIEWS, REVIEWS)
def test_swapped_years_mirror_each_other(one: Review, other: Review) -> None:
    mirror = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER}

    forth, back = compare(one, other, the_checklist()), compare(other, one, the_checklist())

    assert {change.item: change.trend for change in back.changes} == {
        change.item: mirror.get(change.trend, change.trend) for change in forth.changes
    }


@WIDELY
@given(made.lists(REVIEWS, max_size=4))
def test_no_shortcoming_is_lost_until_it_is_said_to_be_mended(reviews: list[Review]) -> None:
    years = [review.but(year=2000 + row) for row, review in enumerate(reviews)]

    still_open = open_after(years).shortcomings

    if years:
        mended = {entry.text for entry in years[-1].follow_ups if entry.state is FollowUpState.MENDED}
        before = {old.text for old in open_after(years[:-1]).shortcomings}
        restated = {found.text for _, found in years[-1].shortcomings}
        gone = before - {old.text for old in still_open} - mended
        assert restated <= {old.text for old in still_open}
        assert not gone or restated  # what is gone without a word stands there again in like words
        assert all(old.since <= old.stated <= years[-1].year for old in still_open)
