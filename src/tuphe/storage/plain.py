"""How bytes lie on the disk: as they are, or under a seal."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


class Seal(Protocol):
    """How bytes lie on the disk; `suffix` stands behind the name of a file that is not plain."""

    suffix: str

    def seal(self, content: bytes) -> bytes:
        """Return `content` as it lies on the disk."""
        ...

    def open(self, content: bytes, path: Path) -> bytes:
        """Return what lies on the disk as it was; `path` is only named in errors."""
        ...

    def current(self) -> AbstractContextManager[Seal]:
        """Hold the folder while something is written, and yield its seal as it is now: this one, or another."""
        ...


class Plain:
    """The seal of what is not sealed."""

    suffix = ""

    def seal(self, content: bytes) -> bytes:
        """Return `content` as it is."""
        return content

    def open(self, content: bytes, path: Path) -> bytes:  # noqa: ARG002 -- what is plain opens anywhere
        """Return `content` as it is."""
        return content

    def current(self) -> AbstractContextManager[Seal]:
        """Yield this seal: a file alone is in no folder that could be locked."""
        return nullcontext(self)


PLAIN: Final = Plain()
"""As it is: the file is in no folder that could be locked."""
