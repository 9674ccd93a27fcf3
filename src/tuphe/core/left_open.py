"""How the year that answers for them marks the shortcomings and pledges that earlier years left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.places import bound, identity_of, kept_by_row, lists_of, marks

if TYPE_CHECKING:
    from tuphe.core.places import Lists
    from tuphe.core.promises import Promises
    from tuphe.core.review import Review


def left_open(promises: Promises) -> Lists:
    """Return the marks of open shortcomings and pledges, by the list in which the year answers them; see `places`."""
    return {
        "khac_phuc": marks(identity_of(old.item, old.text) for old in promises.shortcomings),
        "thuc_hien_cam_ket": marks(old.text for old in promises.pledges),
    }


def bind_to_promises(review: Review, promises: Promises) -> Review:
    """Return a year of format 1 with drafts and silences bound to entries that earlier years left open, too.

    Format 1 named such an entry by its row; since then a mark made from its text names it.
    """
    if not kept_by_row(review):
        return review
    lists, before = lists_of(review), left_open(promises)
    # Questions counted first what was left open, then what the year itself says besides.
    both = {
        path: [*before[path], *(known for known in lists[path] if known not in before[path])]
        for path in ("khac_phuc", "thuc_hien_cam_ket")
    }
    return bound(review, drafts={**lists, **both}, silences=lists, not_answered=before)
