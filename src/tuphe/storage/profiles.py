"""ho-so.toml: who the review is about."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tuphe.core.profile import Profile
from tuphe.errors import ChangedMeanwhile
from tuphe.storage import toml
from tuphe.storage.copies import copies_beside, of_copies
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.files import locked
from tuphe.storage.held_file import HeldFile
from tuphe.storage.plain import PLAIN
from tuphe.storage.reading import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage.plain import Seal


class ProfileStore:
    """Reads and writes the one profile of a folder."""

    def __init__(self, folder: Path, *, remark: toml.Remark, seal: Seal = PLAIN) -> None:
        path = folder / f"ho-so.toml{seal.suffix}"
        on_disk = None
        with suppress(FileNotFoundError):
            on_disk = read_bytes(path)
        self._file = HeldFile(path, on_disk, versions=folder / "sao-luu" / "ho-so", seal=seal)
        self._remark = remark
        content = self._file.content
        self.profile = Profile() if content is None else toml.parse(content, path, Profile, remark=remark)

    @property
    def exists(self) -> bool:
        """Whether the person has been asked before."""
        return self._file.content is not None

    def tell_copies(self) -> None:
        """Name the copies that others left beside the profile; apart from reading it, as almost every command does."""
        path = self._file.path
        if copies := copies_beside(path):
            self._remark(of_copies(path, copies, then="giữ bản đúng dưới tên ho-so.toml"))

    def save(self, profile: Profile) -> None:
        """Put the profile on the disk; the version before it is kept.

        Raises ChangedMeanwhile, CannotWrite; then the file is as before, and
        where it was changed meanwhile, `profile` lies beside it.
        """
        folder = self._file.path.parent
        make_private(folder)
        refuse_links(folder / "sao-luu", folder / "sao-luu" / "ho-so")
        with locked(self._file.path) as held:
            if not held:
                raise ChangedMeanwhile(self._file.path)
            content = toml.dump(profile)
            try:
                self._file.replace(content)
            except ChangedMeanwhile as refused:
                raise refused.kept_at(self._file.put_beside(content)) from None
        self.profile = profile
