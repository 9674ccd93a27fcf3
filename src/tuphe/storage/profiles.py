"""ho-so.toml: who the review is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tuphe.core.profile import Profile
from tuphe.errors import BadFile, ChangedMeanwhile
from tuphe.file_names import shown
from tuphe.storage import Notify, toml
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import locked
from tuphe.storage.versions import VersionedFile, copies_beside, kept_versions, of_copies

_NAME: Final = "ho-so.toml"


class ProfileStore:
    """Reads and writes the one profile of a folder."""

    def __init__(self, folder: Folder, *, notify: Notify) -> None:
        self._folder = folder
        self._path = folder.path(_NAME)
        self._versions = folder.root / "sao-luu" / "ho-so"
        self._notify = notify
        with self._way_back():
            self._file = VersionedFile(folder, _NAME, read=self._parsed, versions="sao-luu/ho-so")
            content = self._file.content
            self.profile = Profile() if content is None else self._parsed(content)

    def _parsed(self, content: bytes) -> Profile:
        if not content.strip(b"\0 \t\r\n"):  # what a power cut may leave
            raise BadFile(self._path, "tệp rỗng.")
        return toml.parse(content, self._path, Profile, notify=self._notify)

    @contextmanager
    def _way_back(self) -> Iterator[None]:
        """Add to an error about the profile's own file what can replace it."""
        try:
            yield
        except BadFile as fault:
            if fault.path != self._path:
                raise
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
        """Name the copies that others left beside the profile; not with every command that reads it."""
        if copies := copies_beside(self._path):
            then = f"giữ bản đúng dưới tên {_NAME}"
            self._notify(*of_copies(self._path, copies, then=then, encrypted=self._folder.locked))

    def save(self, profile: Profile) -> None:
        """Put the profile on the disk; the version before it is kept.

        Raises ChangedMeanwhile, WouldNotBeRead, CannotWrite; then the file is as before, and
        where it was changed meanwhile, `profile` is kept beside it.
        """
        make_private(self._folder.root)
        refuse_links(self._versions.parent, self._versions)
        with locked(self._path, ChangedMeanwhile(self._path)):
            self._file.save(toml.dump(profile.written()))
        self.profile = profile
