"""How bytes lie on the disk: as they are, or under a seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
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


class _Plain:
    suffix = ""

    def seal(self, content: bytes) -> bytes:
        return content

    def open(self, content: bytes, path: Path) -> bytes:  # noqa: ARG002 -- what is plain opens anywhere
        return content


PLAIN: Final = _Plain()
"""As it is: the folder is not locked."""
