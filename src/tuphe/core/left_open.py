"""Places of what earlier years left open, in the year that answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.places import bound, identity_of, kept_by_row, lists_of, marks

if TYPE_CHECKING:
    from tuphe.core.places import Lists
    from tuphe.core.promises import Promises
    from tuphe.core.review import Review


def left_open(promises: Promises) -> Lists:
    """Return the marks of what earlier years left open, by the lists of the year that answers for it."""
    return {
        "khac_phuc": marks(identity_of(old.item, old.text) for old in promises.shortcomings),
        "thuc_hien_cam_ket": marks(old.text for old in promises.pledges),
    }


def bind_to_promises(review: Review, promises: Promises) -> Review:
    """Bind what format 1 counted from the entries that earlier years left open to those entries, too."""
    if not kept_by_row(review):
        return review
    lists, before = lists_of(review), left_open(promises)
    # Questions counted first what was left open, then what the year itself says besides.
    both = {
        path: [*before[path], *(known for known in lists[path] if known not in before[path])]
        for path in ("khac_phuc", "thuc_hien_cam_ket")
    }
    return bound(review, drafts={**lists, **both}, silences=lists, not_answered=before)
