"""Text without case and accents, and patterns for phrases in it: people type the words of a paper in many ways."""

import re
import unicodedata
from typing import Final


class _Bare(dict[int, str]):
    """Letters without case and accents by their code points, each added when it is first looked for."""

    def __missing__(self, code: int) -> str:
        lower = unicodedata.normalize("NFD", chr(code))[:1].lower()
        self[code] = lower if len(lower) == 1 else chr(code)
        return self[code]


_BARE: Final = _Bare({ord("đ"): "d", ord("Đ"): "d", ord("\u00a0"): " "})


def bare(text: str) -> str:
    """Return `text`, composed, without case and accents, each letter in its place."""
    return text.translate(_BARE)


def words(phrase: str) -> str:
    """Return a pattern for a phrase in bare text, with any spaces between its words."""
    return r"\s+".join(map(re.escape, bare(phrase).split()))
