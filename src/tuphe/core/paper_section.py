"""What a year that was taken in from paper (nguon = "giay") keeps of it: the paper's own words, section by section."""

from enum import StrEnum
from typing import ClassVar

from msgspec import field

from tuphe.core.value import Value, Words


class Source(StrEnum):
    """Where a year comes from, when it was not answered in tuphe."""

    PAPER = "giay"


class PaperSection(Value, frozen=True, kw_only=True):
    """A section of a paper (phần): its paragraphs, without bullets and typed numbers.

    `number` is the address of the 2025 forms without its “A.” (I.1, III, VI) where the section is known, else the
    heading itself.
    """

    known_by: ClassVar[tuple[str, ...]] = ("number",)
    number: Words = field(name="so")
    paragraphs: tuple[str, ...] = field(name="doan", default=())
