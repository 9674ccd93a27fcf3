"""Ids that a command line names."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from tuphe.errors import NoSuchId

if TYPE_CHECKING:
    from collections.abc import Iterable


def known_id(what: str, named: str | None, known: Iterable[str]) -> str | None:
    """Return an id as it was named, None where none was, once it is known; `what` it is stands in the error.

    Raises NoSuchId with the nearest ones.
    """
    if named is not None and named not in (ids := list(known)):
        raise NoSuchId(what, get_close_matches(named, ids, n=3, cutoff=0.6), ids)
    return named
