"""Short passages as people write them, each labelled with the codes of soát that it deserves."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import msgspec
import tomli

from support.values import ROOT, silent, the_checklist, the_forms
from tuphe import reasons
from tuphe.core.check import check
from tuphe.core.check.finding import Finding
from tuphe.core.check.material import Material, review_day
from tuphe.core.completeness import Context
from tuphe.core.form import Form, form_for, named
from tuphe.core.level_rules import assess
from tuphe.core.profile import USUAL_FORMS, Profile
from tuphe.core.promises import open_after
from tuphe.core.review import Review, Silenced
from tuphe.export.form_blanks import Filling
from tuphe.export.official import fill
from tuphe.export.page_count import estimated_pages
from tuphe.workspace.assessing import level_rules
from tuphe.workspace.checking import all_codes, word_lists

PLACE: Final = ROOT / "tests" / "data" / "soat"
DAY: Final = date(2026, 11, 24)
ABOUT_THE_WHOLE: Final = frozenset({"chua-tra-loi", "thieu-phan", "phan-trong", "thieu-ho-so", "qua-dai", "chu-to-hop"})
"""Codes that a passage alone cannot deserve: a few answers are never a whole year."""


@dataclass(frozen=True)
class Passage:
    """One passage: where it stands, the codes it deserves, and what soát finds in it, once somebody asks."""

    name: str
    deserved: frozenset[str]
    entry: Mapping[str, Any]

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """All that soát finds in it."""
        return check(material(self.entry["nam"], self.entry.get("nam_truoc"), self.entry.get("ho_so"))).found

    @cached_property
    def given(self) -> frozenset[str]:
        """The codes that soát gives it."""
        return frozenset(finding.code for finding in self.found) - (ABOUT_THE_WHOLE - self.deserved)


ALL: Final = "tất cả"

CODES: Final = all_codes(notify=silent)
LISTS: Final = word_lists(notify=silent)
RULES: Final = level_rules(2026, notify=silent)


@cache
def corpus() -> tuple[Passage, ...]:
    """The labelled passages of the repository."""
    return tuple(read(sorted(PLACE.glob("*.toml"))))


def read(files: Iterable[Path]) -> Iterator[Passage]:
    """Yield the labelled passages of `files`."""
    for path in files:
        for entry in tomli.loads(path.read_text(encoding="utf-8"))["doan"]:
            yield Passage(f"{path.stem}: {entry['ten']}", frozenset(entry["ma"]), entry)


def codes_of(
    year: Mapping[str, Any], before: Mapping[str, Any] | None = None, profile: Mapping[str, Any] | None = None
) -> frozenset[str]:
    """The codes that soát gives to fragments of a year's file, of the year before and of the profile.

    An item that the fragment does not name is no unanswered one, where it names one.
    """
    named = [f"muc/{item['id']}" for item in year.get("muc", ())]
    found = check(material(year, before, profile)).found
    return frozenset(one.code for one in found if one.code != "chua-tra-loi" or one.place in named)


def material(
    year: Mapping[str, Any] | Review,
    before: Mapping[str, Any] | Review | None = None,
    profile: Mapping[str, Any] | None = None,
    *,
    silenced: tuple[Silenced, ...] = (),
) -> Material:
    """What soát reads, of fragments of files; the year is 2026, on 24 November."""
    review = _review(year, 2026)
    review = review.but(silenced=silenced)
    previous = None if before is None else _review(before, 2025)
    who = msgspec.convert(dict(profile or {}), Profile)
    promises = open_after([] if previous is None else [previous])
    assert RULES is not None
    assessed = assess(review, promises.followed_up(review), RULES, leader=False)
    own = named(the_forms(), who.form, 2026) if who.form else None
    form = None if own is None else form_for(the_forms(), USUAL_FORMS.get(who.form, own.posts[0]), 2026)
    text = msgspec.json.encode(year).decode()
    return Material(
        review=review,
        context=Context(checklist=the_checklist(), promises=promises, first_year=previous is None),
        profile=who,
        lists=LISTS,
        day=review_day(review, DAY),
        previous=previous,
        form=form,
        own_form=own,
        pages=_pages(review, previous, who, form) if form is not None else None,
        decomposed=() if unicodedata.is_normalized("NFC", text) else (1,),
        against=reasons.against_choice(assessed, review.self_rating.level),
    )


def _review(year: Mapping[str, Any] | Review, default: int) -> Review:
    return year if isinstance(year, Review) else msgspec.convert({"nam": default, **year}, Review)


def _pages(review: Review, previous: Review | None, profile: Profile, form: Form) -> float:
    promises = open_after([] if previous is None else [previous])
    filling = Filling(
        review=review, checklist=the_checklist(), profile=profile, promises=promises, table=None, leader=False
    )
    return estimated_pages(fill(form, filling))


def _examples_of(page: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Each code with the fragments of files below it on the page of codes, by what is said of them.

    "Chưa được" deserves the code, and "Sửa lại" does not, after a "Năm trước" and with the "Hồ sơ, …" of each, if any.
    """
    examples = {}
    for section in re.findall(r"^## [a-z-]+\n.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        blocks: dict[str, dict[str, Any]] = {}
        profile: dict[str, Any] = {}
        for label, code in re.findall(r"^([^\n]+):\n+```toml\n(.*?)^```", section, re.MULTILINE | re.DOTALL):
            if label == "Hồ sơ":
                profile = tomli.loads(code)
            else:
                blocks |= {label: tomli.loads(code), f"Hồ sơ, {label}": profile}
        examples[section.partition("\n")[0].removeprefix("## ")] = blocks
    return examples


EXAMPLES_OF_THE_PAGE: Final = _examples_of((ROOT / "docs" / "soat.md").read_text(encoding="utf-8"))


def table(passages: Iterable[Passage]) -> str:
    """Precision and recall of every code and of all of them, as lines of a table."""
    deserved, given, right = Counter[str](), Counter[str](), Counter[str]()
    for passage in passages:
        deserved.update(passage.deserved)
        given.update(passage.given)
        right.update(passage.deserved & passage.given)
    codes = sorted(deserved | given)
    for counts in (deserved, given, right):
        counts[ALL] = counts.total()
    rows = [f"{'mã':<22}{'đáng':>6}{'nêu':>6}{'đúng':>6}{'chính xác':>11}{'đầy đủ':>8}"]
    for code in (*codes, ALL):
        precision = f"{right[code] / given[code]:.0%}" if given[code] else "-"
        recall = f"{right[code] / deserved[code]:.0%}" if deserved[code] else "-"
        rows.append(f"{code:<22}{deserved[code]:>6}{given[code]:>6}{right[code]:>6}{precision:>11}{recall:>8}")
    return "\n".join(rows)
