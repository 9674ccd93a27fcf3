"""ho-so.toml: who the review is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.profile import Profile
from tuphe.errors import ChangedMeanwhile
from tuphe.storage import toml
from tuphe.storage.files import HeldFile, locked, make_private

if TYPE_CHECKING:
    from pathlib import Path


class ProfileStore:
    """Reads and writes the one profile of a folder."""

    def __init__(self, folder: Path, *, remark: toml.Remark) -> None:
        path = folder / "ho-so.toml"
        content = None
        self.profile = Profile()
        try:
            content = toml.read_bytes(path)
            self.profile = toml.parse(content, path, Profile, remark=remark)
        except FileNotFoundError:
            pass
        self._file = HeldFile(path, content, versions=folder / "sao-luu" / "ho-so")

    @property
    def exists(self) -> bool:
        """Whether the person has been asked before."""
        return self._file.content is not None

    def save(self, profile: Profile) -> None:
        """Put the profile on the disk; the version before it is kept.

        Raises ChangedMeanwhile, CannotWrite.
        """
        make_private(self._file.path.parent)
        with locked(self._file.path) as held:
            if not held:
                raise ChangedMeanwhile(self._file.path)
            self._file.replace(toml.dump(profile))
        self.profile = profile
