"""Every count and story of random histories, held against a second, plain way to count them."""

from collections import Counter
from datetime import date

from support.amount import share
from support.histories import ITEMS, a_history, average, count
from support.values import a_checklist
from tuphe.core.comparison import Comparison, compare, settled_after
from tuphe.core.promises import open_after
from tuphe.core.trends import look_back
from tuphe.reports import comparison_report, trends_report, years_report

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
