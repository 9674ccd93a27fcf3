"""Places within a year: paths by the file's keys, in which an entry of a list is named by what it says.

Drafts and silences are stored by place. The row of an entry changes as soon as one above it is removed; a mark made
from the entry's own words stays the same. People type and read rows all the same: muc/neu-guong/han_che/2.

All places are made, bound and moved here, those of answers to earlier years
too; `Promises.marks` has the entries that these years left open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from msgspec import structs

from tuphe.core.value import each_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuphe.core.promises import Open
    from tuphe.core.review import FollowUp, PledgeOutcome, Review
    from tuphe.core.text_index import ItemText

Lists = Mapping[str, list[str]]
"""The marks of a year's entries in their order, by the path of their list."""

NEW: Final = "moi"
"""The step of a place for an entry that the list does not have yet."""

_ENTRY: Final = rf"(?<=/)(?:t[0-9a-f]{{8}}|{NEW})(?:-\d+)?(?=/)"

NOT_ANSWERED: Final = "no-nam-truoc"
"""The code of soát whose rows count what earlier years left open, not the records of the year itself."""


def identity_of(item: str, text: str) -> str:
    """Return what identifies an earlier shortcoming: the id of its item, which has no space, and its text."""
    return f"{item} {text}"


def answer_marks(path: str, answers: Iterable[Open | FollowUp | PledgeOutcome | ItemText]) -> list[str]:
    """Return the marks of the entries in a list of answers to earlier years, or of what these years left open."""
    return marks(identity_of(one.item, one.text) if path == "khac_phuc" else one.text for one in answers)


def marks(entries: Iterable[str]) -> list[str]:
    """Return a mark for each entry, made from what identifies it; the same in every run.

    Equal entries, which a file may have, are numbered in their order.
    """
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        mark = f"t{crc32(entry.encode()):08x}"
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return found


def of_any_entry(place: str) -> str:
    """Return a place with * for the mark of its entry: the same for every entry of the list, a new one too."""
    return re.sub(_ENTRY, "*", place)


def of_entry_to_come(place: str, field: str) -> str:
    """Return the place of another `field` of the entry to come that `place` is about."""
    return f"{place.rpartition('/')[0]}/{field}"


def field_of(place: str) -> str:
    """Return the field of an entry that a place is about: its last step."""
    return place.rpartition("/")[2]


@lru_cache(maxsize=8)  # asked for many times while one year is looked at
def lists_of(review: Review) -> Lists:
    """Return the marks of all that a year lists."""
    of_items: dict[str, Iterable[str]] = {}
    for answer in review.answers:
        of_items[f"muc/{answer.item}/ket_qua"] = answer.results
        of_items[f"muc/{answer.item}/de_lai"] = answer.left_off
        of_items[f"muc/{answer.item}/han_che"] = [found.text for found in answer.shortcomings]
    return {
        **{path: marks(entries) for path, entries in of_items.items()},
        "han_che": marks(found.text for found in review.own_shortcomings),
        "khac_phuc": answer_marks("khac_phuc", review.follow_ups),
        "thuc_hien_cam_ket": answer_marks("thuc_hien_cam_ket", review.outcomes),
        "goi_y": marks(entry.issue for entry in review.raised_issues),
        "cam_ket": marks(entry.text for entry in review.pledges),
        "nhiem_vu/viec": marks(task.text for task in review.tasks.listed),
    }


def with_marks(place: str, lists: Lists, *, first: int = 1) -> str:
    """Return a place with the mark of its entry instead of its row, where there is such a row.

    Rows count from `first`. Where they count from 0, as questions did, the row after the last is that of a new entry.
    """
    steps = place.split("/")
    for end, step in enumerate(steps):
        known = lists.get("/".join(steps[:end]))
        if known is None or not (step.isascii() and step.isdigit() and len(step) < 6):
            continue
        row = int(step) - first
        if 0 <= row < len(known):
            return "/".join((*steps[:end], known[row], *steps[end + 1 :]))
        if row == len(known) and first == 0:
            return "/".join((*steps[:end], NEW, *steps[end + 1 :]))
    return place


def with_rows(place: str, lists: Lists) -> str:
    """Return a place with the row of its entry, from 1, instead of its mark: as people type and read it."""
    steps = place.split("/")
    for end, step in enumerate(steps):
        known = lists.get("/".join(steps[:end]), ())
        if step in known:
            steps[end] = str(known.index(step) + 1)
    return "/".join(steps)


def bound(review: Review, left_open: Lists | None = None) -> Review:
    """Return a year as a file has it, with its drafts and silences bound to the entries that they are about.

    Format 1 stored them by row, and a person may still write rows by hand. Rows of entries that earlier years left open
    are bound once these are known: `left_open` has their marks (`Promises.marks`).
    """
    if not any(unbound(review)):
        return review
    lists, left_open = lists_of(review), left_open or {}
    # Questions counted the entries left open first, then those that only the year itself has.
    drafts = {path: known for path, known in lists.items() if path not in ("khac_phuc", "thuc_hien_cam_ket")}
    for path, before in left_open.items():
        drafts[path] = [*before, *(known for known in lists[path] if known not in before)]
    silenced = (
        structs.replace(one, place=with_marks(one.place, left_open if one.code == NOT_ANSWERED else lists))
        for one in review.silenced
    )
    typed = (structs.replace(one, question=with_marks(one.question, drafts, first=0)) for one in review.drafts)
    return review.but(drafts=each_once(typed), silenced=each_once(silenced))


def unbound(review: Review) -> Iterator[tuple[str, str]]:
    """Yield the places of drafts and silences that cannot be bound to an entry, with their words."""
    yield from ((draft.question, draft.text) for draft in review.drafts if _has_row(draft.question))
    yield from ((entry.place, entry.reason) for entry in review.silenced if _has_row(entry.place))


def moved(review: Review, moves: Mapping[str, str | None]) -> Review:
    """Return a year whose dues, drafts and silences follow their entries from old place to new; None drops them."""

    def now(place: str) -> str | None:
        """Return where a place is after the moves; None where its entry is gone."""
        for old, new in moves.items():
            if place == old or place.startswith(f"{old}/"):
                return None if new is None else new + place.removeprefix(old)
        return place

    return review.but(
        due=tuple(place for key in review.due if (place := now(key)) is not None),
        drafts=tuple(
            structs.replace(draft, question=place)
            for draft in review.drafts
            if (place := now(draft.question)) is not None
        ),
        silenced=tuple(
            structs.replace(entry, place=place) for entry in review.silenced if (place := now(entry.place)) is not None
        ),
    )


def _has_row(place: str) -> bool:
    return any(step.isdigit() for step in place.split("/"))
