"""The item that a person means by its id or by words of its name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from tuphe.core.text import found_in, slug, spaced_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Meant(NamedTuple):
    """The items that words may mean, names by ids; `fitting` is false where they are only the nearest ones."""

    names: Mapping[str, str]
    fitting: bool = True

    @property
    def only(self) -> str | None:
        """The id of the one that is meant; None where several may be, or none fits."""
        return next(iter(self.names)) if self.fitting and len(self.names) == 1 else None


def items_meant(words: str, names: Mapping[str, str]) -> Meant:
    """Find the item with that id, else those whose names have all the words, else the nearest ones, else all.

    Case and tone marks do not count.
    """
    if words in names:
        return Meant({words: names[words]})
    wanted = spaced_words(words).split()
    if fitting := {item: name for item, name in names.items() if wanted and all(found_in(name, one) for one in wanted)}:
        return Meant(fitting)
    nearest = get_close_matches(slug(words), names, n=3, cutoff=0.6)
    return Meant({item: names[item] for item in nearest} or names, fitting=False)
