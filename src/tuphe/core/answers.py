"""Rules for a year as a file brings it: laid over what is saved, and what can be wrong with it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from tuphe.core.review import SelfRating, laid_over
from tuphe.core.value import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.checklist import Checklist
    from tuphe.core.review import Review

Given = TypeVar("Given")


def merge(saved: Review, answers: Review) -> Review:
    """Lay an answers file over a saved year: entry by entry it wins, and leaves the rest.

    Entries are the same when they answer the same item, the same earlier
    shortcoming or pledge, or carry the same text. An entry is taken whole: an
    item that the file answers loses what was saved of it. The saved year keeps
    its state.
    """
    merged = saved.but(
        note=answers.note or saved.note,
        passed=tuple(dict.fromkeys((*saved.passed, *answers.passed))),
        drafts=laid_over(saved.drafts, answers.drafts, key=lambda draft: draft.question),
        pledges=laid_over(saved.pledges, answers.pledges, key=lambda entry: entry.text),
        raised_issues=laid_over(saved.raised_issues, answers.raised_issues, key=lambda entry: entry.issue),
        collective=answers.collective if answers.collective.text else saved.collective,
        self_rating=SelfRating(
            general_points=_first(answers.self_rating.general_points, saved.self_rating.general_points),
            task_points=_first(answers.self_rating.task_points, saved.self_rating.task_points),
            level=_first(answers.self_rating.level, saved.self_rating.level),
        ),
    )
    for answer in answers.answers:
        merged = merged.with_answer(answer)
    for follow_up in answers.follow_ups:
        merged = merged.with_follow_up(follow_up)
    for outcome in answers.outcomes:
        merged = merged.with_outcome(outcome)
    return merged


def find_faults(review: Review, checklist: Checklist) -> Iterator[Fault]:
    """Yield what the types alone cannot tell: entries that stand twice, items that the checklist does not have.

    An item that the checklist has lost since the year was asked is no fault;
    so ids are only held against the version that the review names.
    """
    for key, identities in (
        ("muc", [answer.item for answer in review.answers]),
        ("khac_phuc", [(entry.item, entry.text) for entry in review.follow_ups]),
        ("thuc_hien_cam_ket", [entry.text for entry in review.outcomes]),
        ("goi_y", [entry.issue for entry in review.raised_issues]),
        ("cam_ket", [entry.text for entry in review.pledges]),
    ):
        twice = (row for row, identity in enumerate(identities) if identity in identities[:row])
        yield from (Fault((key, row), f"[[{key}]] này đã có ở trên. Gộp hai chỗ làm một.") for row in twice)
    known = [item.id for item in checklist.items]
    for row, answer in enumerate(review.answers):
        if answer.item not in known and review.checklist.fingerprint in ("", checklist.fingerprint()):
            nearest = get_close_matches(answer.item, known, n=3, cutoff=0.5)
            hint = f" Gần nhất: {', '.join(nearest)}." if nearest else f" Xem: tuphe tieu-chi xem {checklist.id}"
            yield Fault(("muc", row, "id"), f"bộ tiêu chí “{checklist.id}” không có mục “{answer.item}”.{hint}")


def _first(*candidates: Given | None) -> Given | None:
    return next((candidate for candidate in candidates if candidate is not None), None)
