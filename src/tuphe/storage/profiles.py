"""ho-so.toml: who the review is about."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tuphe.core.profile import Profile
from tuphe.errors import BadFile, ChangedMeanwhile
from tuphe.names import shown
from tuphe.reading import read_bytes
from tuphe.storage import toml
from tuphe.storage.copies import copies_beside, of_copies
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.files import locked
from tuphe.storage.held_file import HeldFile
from tuphe.storage.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tuphe.storage.plain import Seal


class ProfileStore:
    """Reads and writes the one profile of a folder."""

    def __init__(self, folder: Path, *, notify: toml.Notify, seal: Seal = PLAIN) -> None:
        path = self._path = folder / f"ho-so.toml{seal.suffix}"
        self._versions = folder / "sao-luu" / "ho-so"
        on_disk = None
        with suppress(FileNotFoundError), self._way_back():
            on_disk = read_bytes(path)
        self._file = HeldFile(path, on_disk, read=self._parsed, versions=self._versions, seal=seal)
        self._notify = notify
        with self._way_back():
            content = self._file.content
            self.profile = Profile() if content is None else self._parsed(content)

    def _parsed(self, content: bytes) -> Profile:
        if not content.strip(b"\0 \t\r\n"):  # what a disk may leave after a power cut
            raise BadFile(self._path, "tệp rỗng.")
        return toml.parse(content, self._path, Profile, notify=self._notify)

    @contextmanager
    def _way_back(self) -> Iterator[None]:
        """Let a fault of the profile's own file name what can be put in its place."""
        try:
            yield
        except BadFile as fault:
            if fault.path != self._path:
                raise
            from tuphe.storage.versions import kept_versions

            if kept := kept_versions(self._versions):
                newest = shown(self._versions / kept[0].name)
                raise fault.or_else(
                    f"Muốn lấy lại bản trước: đổi tên {self._path.name}, rồi chép {newest} thành {self._path.name}."
                ) from None
            raise fault.or_else(f"Đổi tên {self._path.name}", then="rồi ghi lại hồ sơ bằng: tuphe ho-so") from None

    @property
    def exists(self) -> bool:
        """Whether the person has been asked before."""
        return self._file.content is not None

    def tell_copies(self) -> None:
        """Name the copies that others left beside the profile; apart from reading it, as almost every command does."""
        path = self._file.path
        if copies := copies_beside(path):
            self._notify(*of_copies(path, copies, then="giữ bản đúng dưới tên ho-so.toml"))

    def save(self, profile: Profile) -> None:
        """Put the profile on the disk; the version before it is kept.

        Raises ChangedMeanwhile, WouldNotBeRead, CannotWrite; then the file is as before, and
        where it was changed meanwhile, `profile` lies beside it.
        """
        folder = self._file.path.parent
        make_private(folder)
        refuse_links(folder / "sao-luu", folder / "sao-luu" / "ho-so")
        with locked(self._file.path) as held:
            if not held:
                raise ChangedMeanwhile(self._file.path)
            content = toml.dump(profile.written())
            try:
                self._file.replace(content)
            except ChangedMeanwhile as refused:
                raise refused.kept_at(self._file.put_beside(content)) from None
        self.profile = profile
