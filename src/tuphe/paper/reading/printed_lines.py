"""Lines of a paper that are no text of a section: sentences that the form prints, dots, degrees, the signature."""

import re
from collections.abc import Sequence
from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import begins_with, first_words, fold, in_order
from tuphe.paper.leading_numbers import Mark, number_of
from tuphe.paper.paragraphs import Paragraph

_DOTS: Final = re.compile(r"[\s.…_·,;:-]*")
"""A line that waits for the pen."""

_SIGNED: Final = re.compile(
    r"(?:^|,)\s*ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*$|^\(\s*(?:ký|xác lập|ghi rõ)[^()]*\)$|^(?-i:T/?M)\b",
    re.IGNORECASE,
)
"""Words of the place and day, of how to sign and for whom."""


def is_printed(text: str, words: PaperWords, hints: Sequence[tuple[str, ...]]) -> bool:
    """Whether a line is the form's or ends the paper, and is nothing that the person says of the year."""
    aside = begins_with(text, (*words.degrees, *words.closings))
    return _DOTS.fullmatch(text) is not None or aside or _is_hint(text, hints) or _guides(text, words)


def signs(paragraph: Paragraph, words: PaperWords) -> bool:
    """Whether the person signs here, or says where and when: a line of its own that says nothing else."""
    count = len(first_words(paragraph.text))
    if count > 14 or number_of(paragraph).mark is Mark.BULLET:
        return False
    names = [name for name in words.signed_by if count <= len(first_words(name)) + 3]
    return _SIGNED.search(paragraph.text.strip()) is not None or begins_with(paragraph.text, names)


def _is_hint(text: str, hints: Sequence[tuple[str, ...]]) -> bool:
    """Whether a line is a guiding sentence that the form prints, even in brackets or a little changed."""
    said = first_words(text)
    if len(said) <= 5:
        return said in hints
    return any(len(said) <= 1.5 * len(hint) and in_order(said, hint) > 0.8 for hint in hints if hint[:1] == said[:1])


def _guides(text: str, words: PaperWords) -> bool:
    """Whether a line guides the writer: all of it in brackets, and begun as such sentences are, “(Gợi ý: …)”."""
    inner = text.strip().removesuffix(".")
    if not (inner.startswith("(") and inner.endswith(")")):
        return False
    return fold(inner[1:]).startswith(tuple(map(fold, words.hint_openings)))


def is_of_signing(text: str, words: PaperWords) -> bool:
    """Whether a line belongs to the signature: a title, how to sign, place and day, dots."""
    said = text.strip()
    signed = _DOTS.fullmatch(said) or _SIGNED.search(said)
    return signed is not None or begins_with(said, words.signed_by)


def without_degree(text: str, words: PaperWords) -> str:
    """Return what a line says before the boxes of the degree that follow on it."""
    if ("☐" not in text and "☒" not in text) or begins_with(text, words.degrees):
        return text
    places = [text.casefold().find(degree.casefold()) for degree in words.degrees]
    return text[: min((place for place in places if place > 0), default=len(text))].rstrip()
