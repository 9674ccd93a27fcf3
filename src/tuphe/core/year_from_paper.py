"""A paper that was read becomes a year: closed, `nguon = "giay"`, with the paper's paragraphs beside what was read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeVar

from msgspec import structs, to_builtins

from tuphe.core.checklist import Audience, Checklist, Item
from tuphe.core.paper import Paper, PaperTask
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.pasted_tasks import task_in
from tuphe.core.promises import ALIKE, Promises
from tuphe.core.review import ChecklistRef, FollowUp, Pledge, RaisedIssue, Review, State
from tuphe.core.says_nothing import something
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import Shortcoming, YearShortcoming
from tuphe.core.tasks import Task, Tasks
from tuphe.core.text import first_words
from tuphe.core.text_index import ItemText, pair_up
from tuphe.core.value import Value

Entry = TypeVar("Entry", bound=Value)

LISTS: Final = {
    "han_che": "shortcomings",
    "khac_phuc": "follow_ups",
    "goi_y": "raised_issues",
    "bo_sung": "form_answers",
    "cam_ket": "pledges",
    "viec": "tasks",
}
"""The fields of a paper that are lists, by the first step of a doubt's place."""

_NAMES: Final = {
    key: name
    for kind in (Shortcoming, FollowUp, RaisedIssue, Pledge, SelfRating)
    for key, name in zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
}
"""The names of fields by their keys; each key has one name only."""

_COLUMNS: Final = {"noi_dung": 0, "thoi_han": 1, "tinh_hinh": 2, "san_pham": 3, "tien_do": 4}

ANNEX: Final = "PL"
"""The number of the annex among the sections of a paper, as the 2025 forms have it."""

_LIKE: Final = 3.5
"""The least likeness of an item that is offered: a pair of words that no other item has is 2, each such word 1."""

_MOST: Final = 3
"""How many items are offered for one shortcoming."""


def only_sure(paper: Paper) -> Paper:
    """Return a paper without what is in doubt: the field alone, or the whole entry where its text is not sure."""
    gone: set[tuple[str, int]] = set()
    for doubt in paper.doubts:
        key, row, name = place_in(doubt.place)
        if key in LISTS and name in ("", "text", "issue"):
            gone.add((key, row))
        elif key in LISTS or key == "tu_danh_gia":
            paper = with_value(paper, doubt.place, None)
    kept = {
        name: tuple(one for row, one in enumerate(getattr(paper, name)) if (key, row) not in gone)
        for key, name in LISTS.items()
    }
    return structs.replace(paper, **kept)


def place_in(place: str) -> tuple[str, int, str]:
    """Return what a doubt is about: the key of the part, the row in it from 0 (-1 for none), the field's name or ""."""
    key, *steps = place.split("/")
    row = int(steps.pop(0)) - 1 if steps and steps[0].isdigit() else -1
    return key, row, _NAMES.get(steps[0], "") if steps else ""


def value_at(paper: Paper, place: str) -> Any:
    """Return the value at the place of a doubt; None where there is no such place."""
    entry, name = _field_at(paper, place)
    return getattr(entry, name) if name else None


def with_value(paper: Paper, place: str, value: Any) -> Paper:
    """Return a paper with another value at the place of a doubt; None empties it."""
    key, row, _ = place_in(place)
    entry, name = _field_at(paper, place)
    if not name:
        return paper
    empty = "" if type(getattr(entry, name)) is str else None  # a code is a str, too
    changed = structs.replace(entry, **{name: empty if value is None else value})
    if key == "tu_danh_gia":
        return structs.replace(paper, self_rating=changed)
    entries = getattr(paper, LISTS[key])
    return structs.replace(paper, **{LISTS[key]: (*entries[:row], changed, *entries[row + 1 :])})


def _field_at(paper: Paper, place: str) -> tuple[Any, str]:
    """Return the entry that a place is in, and the name of the field there; empty where there is no such field."""
    key, row, name = place_in(place)
    entries = getattr(paper, LISTS[key]) if key in LISTS else ()
    entry = paper.self_rating if key == "tu_danh_gia" else entries[row] if 0 <= row < len(entries) else None
    return entry, name if entry is not None and name in entry.__struct_fields__ else ""


def as_year(
    paper: Paper, year: int, checklist: ChecklistRef, promises: Promises, *, items: Sequence[str] = ()
) -> Review:
    """Return the closed year that a paper makes.

    `items` ties each shortcoming to an item, or to none where it is empty; what the paper says of earlier ones is tied
    to those that `promises` leave open, in their words, where it is like them. An entry that occurs twice is kept once.
    """
    tied = [*items, *[""] * len(paper.shortcomings)]
    shortcomings = (
        YearShortcoming(item=item, **structs.asdict(found))
        for item, found in zip(tied, paper.shortcomings, strict=False)
    )
    table = (_task(row, year)[0] for row in paper.tasks)
    return Review(
        year=year,
        state=State.CLOSED,
        source=Source.PAPER,
        checklist=checklist,
        own_shortcomings=_once(shortcomings),
        follow_ups=_once(_known_ones(paper.follow_ups, promises)),
        raised_issues=_once(paper.raised_issues),
        collective=paper.collective,
        form_answers=_once(paper.form_answers),
        pledges=_once(paper.pledges),
        tasks=Tasks(listed=_once(filter(None, table))),
        self_rating=paper.self_rating,
        paper=_sections((*paper.sections, PaperSection(number=ANNEX, paragraphs=annex_rows(paper, year)))),
    )


def annex_rows(paper: Paper, year: int) -> tuple[str, ...]:
    """Return the rows of the annex in the paper's own words, cells joined by bars; none where the tasks say it all.

    A task has no field for how it went, for remarks, and for words of progress or days that were not understood.
    """
    if not any(_says_more(row, year) for row in paper.tasks):
        return ()
    rows = ((row.text, row.due, row.state, row.product, row.progress, row.remark) for row in paper.tasks)
    return tuple(" | ".join(" ".join(cell.split()) for cell in row if cell.strip()) for row in rows)


def _says_more(row: PaperTask, year: int) -> bool:
    task, day_read = _task(row, year)
    progress_read = task is None or task.progress is not None or not something(row.progress)
    return bool(something(row.remark) or something(row.state)) or not (day_read and progress_read)


def _task(row: PaperTask, year: int) -> tuple[Task | None, bool]:
    return task_in((row.text, row.due, row.state, row.product, row.progress), _COLUMNS, year)


def nearest_items(text: str, checklist: Checklist, *, leader: bool) -> tuple[Item, ...]:
    """Return up to three items that a shortcoming is most likely about, the likeliest first.

    Likeness is by shared words and pairs of words, each of which counts for less the more items have it.
    """
    words = _marks(text)
    said = {
        item.id: set().union(*map(_marks, (item.name, item.question, *item.hints, *item.signs)))
        for item in checklist.items
    }
    often = Counter(word for shared in said.values() for word in shared & words)

    def likeness(item: Item) -> float:
        """Count what the text shares with an item, a pair twice, each divided by how many items have it."""
        return sum((1 if isinstance(one, str) else 2) / often[one] for one in words & said[item.id])

    asked = [item for item in checklist.items if leader or item.audience is Audience.EVERYONE]
    return tuple(item for item in sorted(asked, key=likeness, reverse=True)[:_MOST] if likeness(item) >= _LIKE)


def _marks(text: str) -> set[str | tuple[str, str]]:
    words = first_words(text)  # and pairs of them: a syllable alone is seldom a Vietnamese word
    return {*words, *pairwise(words)}


def to_report(paper: Paper, year: int) -> dict[str, Any]:
    """Return what `nhap --json` writes: the keys of the files; of those without content, nam and mau alone."""
    plain = _pruned(to_builtins(structs.replace(paper, header=dict(paper.header))))
    sections = {one.number: list(one.paragraphs) for one in paper.sections if one.paragraphs}
    whole = {
        **dict.fromkeys(("ho_so", "nam", "mau", "phan")),  # in this order
        **plain,
        "nam": year,
        "mau": paper.form,
        "phan": sections,
        "trach_nhiem_tap_the": paper.collective.text,
    }
    return {key: entry for key, entry in whole.items() if entry or key in ("nam", "mau")}


def _pruned(plain: Any) -> Any:
    if isinstance(plain, dict):
        pruned = {key: _pruned(entry) for key, entry in plain.items()}
        return {key: entry for key, entry in pruned.items() if entry not in (None, "", [], {})}
    if isinstance(plain, list | tuple):
        return [_pruned(entry) for entry in plain]
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    first: dict[object, Entry] = {}
    for entry in entries:
        first.setdefault(entry.identity, entry)
    return tuple(first.values())


def _known_ones(follow_ups: Sequence[FollowUp], promises: Promises) -> Iterable[FollowUp]:
    """Yield what a paper says of earlier shortcomings; those on file have their item and words from there."""
    pairs = pair_up(
        [ItemText(old.item, old.text) for old in promises.shortcomings],
        [ItemText(entry.item, entry.text) for entry in follow_ups],
        ALIKE,
    )
    meant = {row: promises.shortcomings[old] for old, row in pairs.items()}
    for row, entry in enumerate(follow_ups):
        old = meant.get(row)
        yield entry if old is None else structs.replace(entry, item=old.item, text=old.text)


def _sections(sections: Sequence[PaperSection]) -> tuple[PaperSection, ...]:
    """Return the sections that say something; sections with the same number are joined."""
    said: dict[str, tuple[str, ...]] = {}
    for one in sections:
        lines = tuple(line for line in one.paragraphs if line.strip())
        if lines:
            said[one.number] = (*said.get(one.number, ()), *lines)
    return tuple(PaperSection(number=number, paragraphs=lines) for number, lines in said.items())
