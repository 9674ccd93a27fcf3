"""What every value of tuphe has in common, and how a fault in one is named."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, NamedTuple, TypeVar

from msgspec import Meta, Struct

Entry = TypeVar("Entry", bound="Value")

FORMAT: Final = 1
"""The first format number (`dinh_dang`) of a file, and still the newest of most kinds."""

Id = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case ASCII words joined by hyphens: safe as a file name, typed on any keyboard."""

Words = Annotated[str, Meta(pattern=r"\S")]
"""A text that is not blank."""


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable record; `field(name=…)` gives each field the Vietnamese key that it has in files.

    Modules of values have no `from __future__ import annotations`: msgspec would
    compile each annotation again, 2 ms of every start.
    """

    newest_format: ClassVar[int] = FORMAT
    """The number of the newest format of this kind of file: its first new key raises it, so that an older tuphe
    says "newer" and not "unknown key". Files of every number up to it are read, and written anew with this one."""

    known_by: ClassVar[tuple[str, ...]] = ()
    """The fields that say what an entry of a list is about: with the same values, two are about the same thing."""

    @property
    def identity(self) -> tuple[object, ...]:
        """What an entry of a list is about."""
        return tuple([getattr(self, name) for name in self.known_by])


def name_of(value: Value | type[Value], key: str) -> str:
    """Return the name of the field that has this key in files."""
    return value.__struct_fields__[value.__struct_encode_fields__.index(key)]


class Plain(Struct, frozen=True):
    """An immutable record that is never stored; it takes 0.02 ms to define, a dataclass 1.2 ms."""


class Fault(NamedTuple):
    """What is wrong with a value, where that is, and what to do.

    `path` leads to the place by the file's keys and positions counted from 0, as in ("muc", 3, "id").
    """

    path: tuple[str | int, ...]
    sentence: str
    then: str = ""
    """The next step: words that end with a command of tuphe."""


def each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return each entry once: of two about the same thing, the later one, in the place of the earlier one."""
    return tuple({entry.identity: entry for entry in entries}.values())
