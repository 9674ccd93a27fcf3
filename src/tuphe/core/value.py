"""What every value of tuphe has in common, and how a fault in one is named."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

from msgspec import Meta, Struct

FORMAT: Final = 1
"""The newest format number (`dinh_dang`) of every kind of file."""

Id = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case ASCII words joined by hyphens: safe as a file name, typed on any keyboard."""

Words = Annotated[str, Meta(pattern=r"\S")]
"""A text that says something: spaces alone do not."""


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable record; its fields carry the file's Vietnamese keys through `rename`."""


class Fault(NamedTuple):
    """What is wrong with a value, where, and what to do.

    `path` leads to the place by the file's keys and positions counted from 0,
    as in ("muc", 3, "id").
    """

    path: tuple[str | int, ...]
    sentence: str
