"""What must hold for every text, every year and every history, tried on many made up."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as made

from support.amount import share
from support.histories import ITEMS, a_history, average, count
from support.made_up import ANY, REVIEWS, TEXTS, tried, years
from support.values import a_checklist, the_checklist
from tuphe.core.comparison import Comparison, compare, settled_after
from tuphe.core.promises import ALIKE, account, open_after
from tuphe.core.review import FollowUpState, PledgeState, Review
from tuphe.core.text import clean, first_words, fold, in_order
from tuphe.core.trend_kinds import Trend
from tuphe.core.trends import look_back
from tuphe.core.year_file import merge
from tuphe.reports import comparison_report, trends_report, years_report

WORDS_OF_ONE_TONE: Final = made.sampled_from(
    ("hoà", "hòa", "Uỷ", "uy", "nghĩa", "ĐƯỜNG", "12/QĐ", "tệp", "a\u0301", "(Ký)", "👍", "\n", "", "-")
)
"""As every Vietnamese word is."""


@tried(180)
@given(ANY)
def test_what_is_cleaned_is_clean_and_in_one_form(text: str) -> None:
    cleaned, _ = clean(text)

    assert clean(cleaned) == (cleaned, False)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in cleaned)
    assert [clean(cleaned.replace("\n", end)) for end in ("\r\n", "\r")] == [(cleaned, False)] * 2
    cleaned.encode()


@tried(90)
@given(TEXTS)
def test_a_text_folds_alike_whichever_way_its_letters_are_stored(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@tried(60)
@given(made.lists(WORDS_OF_ONE_TONE, max_size=6).map(" ".join))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded


@tried(12)
@given(REVIEWS)
def test_a_year_beside_itself_is_all_unchanged(review: Review) -> None:
    compared = compare(review, review, the_checklist())

    assert {change.trend for change in compared.changes} <= {Trend.SAME, Trend.INCOMPARABLE}
    assert all(group.before == group.after for group in compared.groups)


@tried(16)
@given(REVIEWS, REVIEWS)
def test_swapped_years_mirror_each_other(one: Review, other: Review) -> None:
    mirror = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER}
    other = other.but(checklist=one.checklist)  # an item that was not asked is new one way and not the other

    forth, back = compare(one, other, the_checklist()), compare(other, one, the_checklist())

    assert {change.item: change.trend for change in back.changes} == {
        change.item: mirror.get(change.trend, change.trend) for change in forth.changes
    }


TOLD_APART_BY: Final[dict[str, Callable[[Any], object]]] = {
    "answers": lambda answer: answer.item,
    "silenced": lambda entry: (entry.code, entry.place),
    "drafts": lambda draft: draft.question,
    "follow_ups": lambda entry: (entry.item, entry.text),
    "outcomes": lambda entry: entry.text,
    "raised_issues": lambda entry: entry.issue,
    "pledges": lambda entry: entry.text,
}
"""What makes two entries of a year the same one."""


@tried(16)
@given(REVIEWS, REVIEWS)
def test_answers_laid_over_a_year_win_entry_by_entry_and_leave_the_rest(saved: Review, answers: Review) -> None:
    once = merge(saved, answers)

    assert merge(once, answers) == once
    assert merge(saved, saved) == saved
    for name, identity in TOLD_APART_BY.items():
        known, given_now, merged = (
            {identity(entry): entry for entry in getattr(one, name)} for one in (saved, answers, once)
        )
        assert merged == known | given_now
        assert len(merged) == len(getattr(once, name))


@tried(20)
@given(years())
def test_nothing_open_is_lost_until_it_is_mended_or_kept_or_stands_again_in_like_words(lived: list[Review]) -> None:
    *earlier, last = lived

    before, after = open_after(earlier).shortcomings, open_after([*earlier, last]).shortcomings

    gone = [old for old in before if (old.item, old.text) not in {(one.item, one.text) for one in after}]
    again = [one.old for one in account(open_after(earlier), last).shortcomings if one.again is not None]
    assert [
        old for old in gone if last.follow_up(old.item, old.text).state is not FollowUpState.MENDED and old not in again
    ] == []
    assert {(item, found.text) for item, found in last.shortcomings} <= {(one.item, one.text) for one in after}
    pledges = open_after([*earlier, last]).pledges
    unkept = {old.text for old in open_after(earlier).pledges} - {one.text for one in pledges}
    assert [
        text
        for text in unkept
        if last.outcome(text).state is not PledgeState.KEPT
        and max((in_order(first_words(text), first_words(one.text)) for one in last.pledges), default=0) < ALIKE
    ] == []
    assert {pledge.text for pledge in last.pledges} <= {one.text for one in pledges}
    assert all(one.since <= one.stated <= last.year for one in (*after, *pledges))


SEEDS = range(share(6000, 60))
CHECKLIST = a_checklist(ITEMS[:2], ITEMS[2:])


def told(compared: Comparison) -> Counter[tuple[object, ...]]:
    """The story of each shortcoming."""
    return Counter((one.item, one.before, one.after, str(one.trend), one.since) for one in compared.shortcomings)


def test_every_year_counts_what_a_plain_walk_counts() -> None:
    for seed in SEEDS:
        history = a_history(seed)
        counted = count(history)
        years = trends_report(look_back(history, CHECKLIST))["tung_nam"]
        for row, (now, year) in enumerate(zip(counted, years, strict=True)):
            assert (year["han_che"], year["han_che_moi"]) == (now.stated, len(now.new)), seed
            assert year["han_che_neu_lai"] == now.stated - len(now.new), seed
            if row or now.old:
                became = {
                    key: now.became(key) for key in ("tai-dien", "da-khac-phuc", "dang-khac-phuc", "chua-tra-loi")
                }
                assert {key: year[key.replace("-", "_")] for key in became} == became, seed
                assert year["han_che_cu"] == len(now.old) == sum(became.values()), seed
            if row or now.pledges:
                assert (year["cam_ket"], year["cam_ket_da_thuc_hien"]) == (len(now.pledges), now.kept()), seed


def test_what_is_open_and_since_when_is_what_a_plain_walk_leaves() -> None:
    for seed in SEEDS:
        history = a_history(seed)
        for length, now in enumerate(count(history), 1):
            promises = open_after(history[:length])
            report = years_report((), promises, date(2026, 1, 1))
            assert sorted((one["muc"], one["noi_dung"], one["tu_nam"]) for one in report["han_che"]) == sorted(now.open)
            assert sorted((one["noi_dung"], one["tu_nam"]) for one in report["cam_ket"]) == sorted(now.promised)


def test_a_comparison_tells_each_shortcoming_once_and_from_all_years() -> None:
    for seed in SEEDS:
        history = a_history(seed)
        for row, now in enumerate(count(history)[1:], 1):
            compared = compare(history[row - 1], history[row], CHECKLIST, open_after(history[:row]))
            assert told(compared) == Counter(
                [
                    *((item, text, again, became, since) for item, text, since, became, again in now.old),
                    *((item, None, text, "moi", now.year) for item, text in now.new),
                ]
            ), seed
            assert Counter((one.text, one.since, one.state) for one in compared.pledges) == Counter(now.pledges), seed
            report = comparison_report(now.year, compared)
            assert len(report["han_che"]) == len(now.old) + len(now.new)


def test_an_earlier_year_beside_it_tells_the_same_story() -> None:
    for seed in SEEDS:
        history = a_history(seed)
        *earlier, last = history
        promises = open_after(earlier)
        plain = compare(earlier[-1], last, CHECKLIST, promises)
        for before in earlier:
            settled = settled_after(before.year, earlier)
            compared = compare(before, last, CHECKLIST, promises, settled)
            stories, plainly = told(compared), told(plain)
            # What is new there, and what a year between had brought to an end, may be one and the same come back.
            back = [one for one in compared.shortcomings if one.after and one.before and one.since <= before.year]
            assert {story for story in plainly - stories if story[3] != "moi"} == set(), seed
            assert {story[2] for story in plainly - stories} <= {one.after for one in back}, seed
            assert all(story[3] in ("da-khac-phuc", "tai-dien") for story in stories - plainly), seed
            assert all(one.old.since <= before.year for one in settled.shortcomings), seed
            if before is earlier[-1]:
                assert stories == plainly


def test_cutting_years_off_changes_no_count_of_the_others() -> None:
    for seed in SEEDS:
        history = a_history(seed)
        whole = look_back(history, CHECKLIST).figures
        for first in range(len(history)):
            for last in range(first + 1, len(history) + 1):
                cut = look_back(history[first:last], CHECKLIST, history[:first])
                assert cut.figures == whole[first:last], seed
                assert [group.averages for group in cut.groups] == [
                    tuple(average(review, items) for review in history[first:last]) for items in (ITEMS[:2], ITEMS[2:])
                ], seed
