"""One file, replaced whole or not at all and only while it is the version that was read; earlier ones are kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, WouldNotBeRead
from tuphe.reading import SIZE_LIMIT
from tuphe.storage.files import PRIVATE, READ_ONLY, Unflushed, name_beside, write_whole
from tuphe.storage.versions import keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tuphe.storage.encryption.folder import Folder


class VersionedFile:
    """A file of a folder as it was read: it is replaced only while it is still that version.

    `name` is its path in the folder, `versions` that of the folder for its
    earlier versions. `read` is how it is read, and raises BadFile for what
    cannot be: nothing replaces the file that `read` would refuse.

    Raises BadFile where the file cannot be read.
    """

    def __init__(self, folder: Folder, name: str, *, read: Callable[[bytes], object], versions: str) -> None:
        self.path = folder.path(name)
        self._folder = folder
        self._name = name
        self._read = read
        self._versions = folder.root / versions
        self._stored = self._on_disk()
        self._content: bytes | None = None
        self._version_kept = self._stored is None
        self._beside: Path | None = None

    @property
    def content(self) -> bytes | None:
        """What the file held when it was last read or replaced; None while there is no file.

        Raises BadFile where that cannot be decrypted.
        """
        if self._content is None and self._stored is not None:
            self._content = self._folder.decrypt(self._stored, self.path)
        return self._content

    def replace(self, content: bytes, *, read_only: bool = False, for_good: bool = False, always: bool = False) -> None:
        """Put `content` in the file's place in one step, and keep the version it replaces.

        Of several in a row, as in an interview that saves after each answer,
        only the first is kept: the file as it was when it was read; with
        `always` this one too. With `for_good` the replaced version is kept
        likewise, and never thinned out; with `read_only` the system guards the new file from editors. The
        caller has locked the file.

        Raises ChangedMeanwhile when the file is no longer the one that was
        read or the folder was locked or unlocked since, WouldNotBeRead,
        CannotWrite; then the file is as before.
        """
        with self._folder.unchanged(self.path):
            stored = self._on_disk()
            if stored is not None and self._holds(stored, content):
                self._content, self._stored = content, stored
                return
            if stored != self._stored:
                if not self.path.parent.is_dir():
                    raise CannotWrite(self.path, "thư mục không còn ở đó. Đưa thư mục trở lại chỗ cũ rồi làm lại.")
                raise ChangedMeanwhile(self.path)
            self._require_readable(content)
            if stored is not None and (for_good or always or not self._version_kept):
                self._keep_version(stored, for_good=for_good)
            self._write(content, READ_ONLY if read_only else PRIVATE)

    def save(self, content: bytes, *, read_only: bool = False, for_good: bool = False, always: bool = False) -> None:
        """Do as `replace` does; where that raises ChangedMeanwhile, write `content` beside the file first."""
        try:
            self.replace(content, read_only=read_only, for_good=for_good, always=always)
        except ChangedMeanwhile as refused:
            raise refused.kept_at(self._put_beside(content)) from None

    def _put_beside(self, content: bytes) -> Path:
        """Write beside the file, under a name that says why, and return where; encrypted if the folder is locked now.

        Raises CannotWrite, BadFile where nobody could decrypt it.
        """
        with self._folder.now() as folder:
            path = folder.path(self._name)
            if self._beside is None or self._beside.suffix != path.suffix:
                self._beside = name_beside(path)
            write_whole(self._beside, folder.encrypt(content))  # of several tries the last one is kept
        return self._beside

    def _on_disk(self) -> bytes | None:
        try:
            return self._folder.stored(self.path)
        except FileNotFoundError:
            return None

    def _holds(self, stored: bytes, content: bytes) -> bool:
        with suppress(BadFile):  # a damaged file holds nothing, and can be replaced
            there = self.content if stored == self._stored else self._folder.decrypt(stored, self.path)
            return there == content
        return False

    def _require_readable(self, content: bytes) -> None:
        if len(content) > SIZE_LIMIT:
            most = SIZE_LIMIT // 1024 // 1024
            raise WouldNotBeRead(self.path, f"tệp sẽ lớn hơn {most} MB, mức lớn nhất tuphe đọc lại được. Rút gọn lại.")
        try:
            self._read(content)
        except BadFile as fault:
            raise WouldNotBeRead(self.path, fault.sentence, then=fault.then) from None

    def _keep_version(self, stored: bytes, *, for_good: bool) -> None:
        try:
            keep(stored, self._versions, like=self.path, for_good=for_good)
        except CannotWrite as refused:
            why = f"chưa giữ được bản trước nên chưa ghi bản mới; {refused.reason}"
            raise CannotWrite(self.path, why) from None
        self._version_kept = True

    def _write(self, content: bytes, mode: int) -> None:
        stored = self._folder.encrypt(content)
        try:
            write_whole(self.path, stored, mode=mode)
        except Unflushed:
            self._content, self._stored = content, stored
            raise
        self._content, self._stored = content, stored
