"""The codes and word lists of soát, which come with the program."""

from tuphe.core.check.finding import Codes, WordLists
from tuphe.storage import Notify, toml
from tuphe.storage.locations import built_in


def codes(*, notify: Notify) -> Codes:
    """Read all codes with their wording."""
    return toml.read(built_in("checks") / "codes.toml", Codes, notify=notify)


def word_lists(*, notify: Notify) -> WordLists:
    """Read the words that the rules look for."""
    return toml.read(built_in("checks") / "words.toml", WordLists, notify=notify)
