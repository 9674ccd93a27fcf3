"""What the commands print of random histories: the counts and stories of a second, plain way to count them."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.amount import share
from support.histories import Counted, a_history, average, count
from support.pages import flat
from support.program import Run
from support.values import the_checklist
from tuphe.core.review import Review
from tuphe.storage import toml

Lived = tuple[list[Review], list[Counted]]

WORDS = {
    "mới": "moi",
    "đã khắc phục": "da-khac-phuc",
    "đang khắc phục": "dang-khac-phuc",
    "chưa trả lời": "chua-tra-loi",
}
"""What the summary counts, by the codes of a story; all other words are of what stands again or is not mended."""


@pytest.fixture(params=range(share(60, 3)))
def lived(request: pytest.FixtureRequest, tuphe: Run, year_file: Callable[..., Path]) -> Lived:
    """A history on the disk, and what it counts to."""
    history = a_history(request.param)
    for review in history:
        year_file(toml.dump(review).decode(), review.year)
    return history, count(history)


def stories(now: Counted) -> Counter[tuple[Any, ...]]:
    return Counter(
        [
            *((item, text, again, became, since) for item, text, since, became, again in now.old),
            *((item, None, text, "moi", now.year) for item, text in now.new),
        ]
    )


def told(report: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    return Counter(
        tuple(one[key] for key in ("muc", "truoc", "nay", "thay_doi", "tu_nam")) for one in report["han_che"]
    )


def test_a_year_tells_the_same_story_whichever_way_it_is_asked(lived: Lived, tuphe: Run) -> None:
    history, counted = lived
    last, before, now = history[-1].year, history[-2].year, counted[-1]

    report = json.loads(tuphe("so-sanh", str(last), "--json").out)
    named = json.loads(tuphe("so-sanh", str(last), "--voi", str(before), "--json").out)
    page = tuphe("so-sanh", str(last), COLUMNS="400").out
    summary = flat(tuphe("xuat", str(last), "--dang", "txt", COLUMNS="400").out)

    assert told(report) == stories(now)
    assert named == report
    ages = [since for _, _, since, _, _ in now.old] + [since for _, since, _ in now.pledges]
    assert page.count("(từ năm ") == sum(last - since > 1 for since in ages)
    assert len(re.findall(r"^  [+▼=▲?] [^\n:]+ · ", page, re.MULTILINE)) == len(now.old) + len(now.new)
    said = re.search(r"Hạn chế: ([^.]+)\.", summary)
    counts = {
        words: int(number) for number, words in re.findall(r"(\d+) ([^,.\d]+(?:, nêu lại)?)", said[1] if said else "")
    }
    for words, code in WORDS.items():
        assert counts.pop(words, 0) == sum(how for story, how in stories(now).items() if story[3] == code)
    assert sum(counts.values()) == now.became("tai-dien")


def test_all_years_side_by_side_count_alike_whatever_is_shown_of_them(lived: Lived, tuphe: Run) -> None:
    history, counted = lived
    years = [review.year for review in history]

    whole = json.loads(tuphe("xu-huong", "--json").out)
    cut = json.loads(tuphe("xu-huong", "--tu", str(years[1]), "--den", str(years[-1]), "--json").out)
    page = flat(tuphe("xu-huong", COLUMNS="400").out)
    listed = json.loads(tuphe("danh-sach", "--json").out)

    assert cut["tung_nam"] == whole["tung_nam"][1:]
    for now, year in zip(counted[1:], whole["tung_nam"][1:], strict=True):
        assert year["han_che"] == year["han_che_moi"] + year["han_che_neu_lai"] == now.stated
        became = ("da_khac_phuc", "dang_khac_phuc", "tai_dien", "chua_tra_loi")
        assert [year[key] for key in became] == [now.became(key.replace("_", "-")) for key in became]
        assert (year["cam_ket"], year["cam_ket_da_thuc_hien"]) == (len(now.pledges), now.kept())
        if now.old:
            assert f"{len(now.old)} hạn chế cũ: " in page
    for group, beside in zip(the_checklist().groups, whole["nhom"], strict=True):
        assert beside["trung_binh"] == [average(review, [item.id for item in group.items]) for review in history]
    assert sorted((one["muc"], one["noi_dung"], one["tu_nam"]) for one in listed["han_che"]) == sorted(counted[-1].open)
    assert sorted((one["noi_dung"], one["tu_nam"]) for one in listed["cam_ket"]) == sorted(counted[-1].promised)


def test_an_average_reads_the_same_in_both_views(tuphe: Run, year_file: Callable[..., Path]) -> None:
    for year, low in ((2025, 1), (2026, 2)):
        items = "".join(
            f'[[muc]]\nid = "{item.id}"\nmuc_do = "{"kem" if row < low else "tot"}"\n'
            for group in the_checklist().groups
            for row, item in enumerate(group.items)
        )
        year_file(f"dinh_dang = 1\nnam = {year}\n{items}", year)

    compared = re.findall(r"thang 4\): ([\d,]+) → (\d(?:,\d+)?)", tuphe("so-sanh", "2026", COLUMNS="200").out)
    beside = tuphe("xu-huong", COLUMNS="200").out

    assert any(len(mean) == len("2,86") for pair in compared for mean in pair)
    for before, after in compared:
        assert re.search(rf"[▁▃▅▇]{before} +[▁▃▅▇]{after}$", beside, re.MULTILINE)
