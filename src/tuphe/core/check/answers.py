"""Rules on the answers: what a rating rests on, whose the causes are, what is late or kept off the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.core.check.evidence import is_concrete
from tuphe.core.check.finding import Finding, quoted
from tuphe.core.check.sentences import contains
from tuphe.core.review import Rating
from tuphe.core.shortcoming import CauseKind
from tuphe.core.text import spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.material import Material
    from tuphe.core.review import Answer
    from tuphe.core.shortcoming import Shortcoming

HIGH_RATINGS: Final = frozenset({Rating.EXCELLENT, Rating.GOOD})

MANY: Final = 5
"""Rated items from which on “all of them” says something."""


def ratings(material: Material) -> Iterator[Finding]:
    """Yield high ratings without a fact, and ratings with nothing concrete in any fact."""
    for answer in material.review.answers:
        place = f"muc/{answer.item}"
        if answer.rating in HIGH_RATINGS and not answer.all_results:
            yield Finding(code="cao-khong-viec", place=place, values={"muc_do": str(answer.rating)})
        if _says_nothing_concrete(answer, material):
            yield Finding(
                code="khong-cu-the", place=f"{place}/ket_qua", quotes=tuple(quoted(text) for text in answer.all_results)
            )


def shortcomings(material: Material) -> Iterator[Finding]:
    """Yield shortcomings whose date has gone by, or whose cause blames others."""
    for answer in material.review.answers:
        if answer.rating is not Rating.NOT_APPLICABLE:
            for row, found in enumerate(answer.shortcomings, 1):
                yield from _shortcoming(f"muc/{answer.item}/han_che/{row}", found, material)
    for row, own in enumerate(material.review.own_shortcomings, 1):
        yield from _shortcoming(f"han_che/{row}", own, material)


def hidden(material: Material) -> Iterator[Finding]:
    """Yield what “Không áp dụng” keeps off the paper although it was written."""
    for answer in material.review.answers:
        written = (*answer.all_results, *(found.text for found in answer.shortcomings if found.real))
        if answer.rating is Rating.NOT_APPLICABLE and written:
            yield Finding(
                code="khong-ap-dung-che", place=f"muc/{answer.item}", quotes=tuple(quoted(text) for text in written)
            )


def all_objective(material: Material) -> Iterator[Finding]:
    """Yield one finding when not a single cause is the person's own."""
    kinds = [found.cause_kind for _, found in material.review.shortcomings if found.cause]
    if len(kinds) > 1 and set(kinds) == {CauseKind.OBJECTIVE}:
        yield Finding(code="toan-khach-quan", place="muc", values={"so": str(len(kinds))})


def all_high(material: Material) -> Iterator[Finding]:
    """Yield one finding when every item is at the top and there is no shortcoming at all."""
    rated = [answer.rating for answer in material.review.answers if answer.rating not in (None, Rating.NOT_APPLICABLE)]
    if len(rated) >= MANY and HIGH_RATINGS.issuperset(rated) and not material.review.shortcomings:
        yield Finding(
            code="toan-muc-cao",
            place="muc",
            values={"so": str(len(rated)), "bo_tieu_chi": material.context.checklist.id},
        )


def undated_pledges(material: Material) -> Iterator[Finding]:
    """Yield pledges without a date: next year cannot tell when one is overdue."""
    for row, pledge in enumerate(material.review.pledges, 1):
        if pledge.due is None:
            yield Finding(code="cam-ket-khong-han", place=f"cam_ket/{row}", quotes=(quoted(pledge.text),))


def _says_nothing_concrete(answer: Answer, material: Material) -> bool:
    # A modest deed in plain words has no number either; only vague words make it one that nobody could look up.
    rated = answer.rating not in (None, Rating.NOT_APPLICABLE)
    return rated and bool(answer.all_results) and all(_is_vague(text, material) for text in answer.all_results)


def _is_vague(text: str, material: Material) -> bool:
    vague = (*material.lists.vague, *material.lists.ready_made)
    return not is_concrete(text, material.lists) and contains(text, vague) is not None


def _shortcoming(place: str, found: Shortcoming, material: Material) -> Iterator[Finding]:
    if not found.real:
        return
    if found.due is not None and found.due < material.day:
        yield Finding(code="qua-han", place=place, values={"ngay": found.due.isoformat()}, quotes=(quoted(found.text),))
    if _blames_others(found.cause, material):
        yield Finding(code="do-nguoi-khac", place=f"{place}/nguyen_nhan", quotes=(quoted(found.cause),))


def _blames_others(cause: str, material: Material) -> bool:
    lists = material.lists
    words = spaced_words(cause)
    for passive in lists.passives:
        words = words.replace(spaced_words(passive), " ")
    if contains(words, lists.oneself) is not None or is_concrete(cause, lists):
        return False
    failed = contains(words, lists.others) is not None and contains(words, lists.failings) is not None
    return failed or contains(words, lists.circumstances) is not None
