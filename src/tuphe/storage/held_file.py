"""One file, replaced whole or not at all, its earlier versions kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, WouldNotBeRead
from tuphe.reading import SIZE_LIMIT, read_bytes
from tuphe.storage.files import PRIVATE, READ_ONLY, Unflushed, name_beside, write_whole
from tuphe.storage.folder_state import unchanged
from tuphe.storage.plain import PLAIN
from tuphe.storage.versions import keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tuphe.storage.plain import Seal


class HeldFile:
    """A file as it was read: it is replaced only while it is still that one.

    It is made from `on_disk`, how it lay on the disk when it was read; None
    while there is no file. `read` is how it is read, and raises BadFile for
    what cannot be: nothing takes its place that `read` would refuse.
    """

    def __init__(
        self,
        path: Path,
        on_disk: bytes | None,
        *,
        read: Callable[[bytes], object],
        versions: Path | None = None,
        seal: Seal = PLAIN,
    ) -> None:
        self.path = path
        self._read = read
        self._version_kept = on_disk is None
        self._on_disk = on_disk
        self._content: bytes | None = None
        self._versions = versions
        self._seal = seal
        self._beside: Path | None = None

    @property
    def content(self) -> bytes | None:
        """What the file held when it was last read or replaced; None while there is no file.

        Raises BadFile where that cannot be opened.
        """
        if self._content is None and self._on_disk is not None:
            self._content = self._seal.open(self._on_disk, self.path)
        return self._content

    def replace(self, content: bytes, *, read_only: bool = False, for_good: bool = False) -> None:
        """Put `content` in the file's place in one step, and keep the version it replaces.

        Of several in a row, as in an interview that saves after each answer,
        only the first is kept: the file as it was when it was read. With
        `read_only` the system itself guards the new file from editors; with
        `for_good` the version it replaces is kept whatever came before, and
        never thinned out.

        Written beside its place and flushed to the disk first: after a power
        cut the old or the new content is there, whole. The caller holds the
        lock.

        Raises ChangedMeanwhile when the file is no longer the one that was
        read or the folder was locked or unlocked since, WouldNotBeRead,
        CannotWrite when the system refuses; then the file is as before.
        """
        with unchanged(self._seal, self.path):
            self._replace(content, read_only=read_only, for_good=for_good)

    def _replace(self, content: bytes, *, read_only: bool, for_good: bool) -> None:
        on_disk = _content(self.path)
        if on_disk is not None and self._holds(on_disk, content):
            self._content, self._on_disk = content, on_disk
            return
        if on_disk != self._on_disk:
            if not self.path.parent.is_dir():
                raise CannotWrite(self.path, "thư mục không còn ở đó. Đưa thư mục trở lại chỗ cũ rồi làm lại.")
            raise ChangedMeanwhile(self.path)
        self._require_readable(content)
        if on_disk is not None and (for_good or not self._version_kept):
            self._keep_version(on_disk, for_good=for_good)
        sealed = self._seal.seal(content)
        try:
            write_whole(self.path, sealed, mode=READ_ONLY if read_only else PRIVATE)
        except Unflushed:
            self._content, self._on_disk = content, sealed
            raise
        self._content, self._on_disk = content, sealed

    def _require_readable(self, content: bytes) -> None:
        if len(content) > SIZE_LIMIT:
            most = SIZE_LIMIT // 1024 // 1024
            raise WouldNotBeRead(self.path, f"tệp sẽ lớn hơn {most} MB, mức lớn nhất tuphe đọc lại được. Rút gọn lại.")
        try:
            self._read(content)
        except BadFile as fault:
            raise WouldNotBeRead(self.path, fault.sentence, then=fault.then) from None

    def _keep_version(self, on_disk: bytes, *, for_good: bool) -> None:
        if self._versions is None:
            return
        try:
            keep(on_disk, self._versions, for_good=for_good, suffix=self._seal.suffix)
        except CannotWrite as refused:
            why = f"chưa giữ được bản cũ nên không ghi bản mới; {refused.reason}"
            raise CannotWrite(self.path, why) from None
        self._version_kept = True

    def _holds(self, on_disk: bytes, content: bytes) -> bool:
        with suppress(BadFile):  # a damaged file holds nothing, and can be replaced
            there = self.content if on_disk == self._on_disk else self._seal.open(on_disk, self.path)
            return there == content
        return False

    def put_beside(self, content: bytes) -> Path:
        """Write `content` beside the file, under a name that says why, and return where: sealed if it is locked now.

        Raises CannotWrite, BadFile where it can be sealed to nobody.
        """
        with self._seal.current() as now:
            if self._beside is None or self._beside.suffix != (now.suffix or ".toml"):
                plain = self.path.with_name(self.path.name.removesuffix(self._seal.suffix))
                self._beside = name_beside(plain.with_name(plain.name + now.suffix))
            write_whole(self._beside, now.seal(content))  # of several tries the last one is kept
        return self._beside


def _content(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None
