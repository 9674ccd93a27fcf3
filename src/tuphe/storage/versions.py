"""A file replaced only while it is the version that was read; its earlier versions, and copies beside it.

Only a file whose name is that of a version counts as one. Other programs put
files of their own among them; those are neither listed nor removed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

from tuphe.core.year_version import Version
from tuphe.errors import BadFile, CannotWrite, ChangedMeanwhile, WouldNotBeRead
from tuphe.file_names import shown
from tuphe.file_reading import SIZE_LIMIT, is_regular
from tuphe.storage.disk import delete, make_private, move, writing
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.encryption.paths import is_leftover, named_like, plain_name
from tuphe.storage.files import PRIVATE, READ_ONLY, Unflushed, name_beside, sweep, write_whole

NEWEST_KEPT: Final = 50
"""How many of the latest versions are kept; of each earlier day, the last one."""

_CLOSED: Final = "-chot"
_SET_ASIDE: Final = "-ban-khac"

_KEPT: Final = (
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T([0-9]{{2}})-([0-9]{{2}})-([0-9]{{2}})(\.[0-9]{{6}})"
    rf"({_CLOSED}|{_SET_ASIDE})?\.toml"
)
"""The name of a kept version: when, and why it is kept for good, as a closed year opened again or a copy set aside.

A string, compiled the first time it is used: reading a year does not need it.
"""


class VersionedFile:
    """A file of a folder as it was read: it is replaced only while it is still that version.

    `name` is its path in the folder, `versions` that of the folder for its earlier versions. `read` reads a content,
    and raises BadFile where it cannot: content that `read` refuses never replaces the file.
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
        """The content of the file when it was last read or replaced; None while there is no file.

        Raises BadFile where that cannot be decrypted.
        """
        if self._content is None and self._stored is not None:
            self._content = self._folder.decrypt(self._stored, self.path)
        return self._content

    def replace(self, content: bytes, *, read_only: bool = False, for_good: bool = False, always: bool = False) -> None:
        """Put `content` in the file's place in one step, and keep the version it replaces.

        Of several in a row, as in an interview that saves after each answer, only the first is kept: the file as it was
        when it was read; with `always` this one too. With `for_good` the replaced version is kept likewise, and never
        thinned out; with `read_only` the system guards the new file from editors. The caller has locked the file.
        Raises ChangedMeanwhile when the file is no longer the one that was read or the folder was locked or unlocked
        since, WouldNotBeRead, CannotWrite; then the file is as before.
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
            write_whole(self._beside, folder.encrypt(content))  # the last of several tries stays
        return self._beside

    def _on_disk(self) -> bytes | None:
        try:
            return self._folder.stored(self.path)
        except FileNotFoundError:
            return None

    def _holds(self, stored: bytes, content: bytes) -> bool:
        with suppress(BadFile):  # a damaged file has no content, and can be replaced
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
        """Keep the version that is replaced, and thin out older ones; a version kept `for_good` is never removed.

        Raises CannotWrite; then there are as many as before.
        """
        folder = self._versions
        try:
            make_private(folder)
            sweep(folder)
            path = folder / named_like(f"{_stamp(folder)}{_CLOSED if for_good else ''}.toml", self.path)
            write_whole(path, stored)
        except CannotWrite as refused:
            why = refused.reason
            if isinstance(refused, Unflushed):
                why = "ổ đĩa báo lỗi. Kiểm tra ổ đĩa rồi chạy lại."
                with suppress(OSError):
                    delete(path)
            raise CannotWrite(self.path, f"chưa giữ được bản trước nên chưa ghi bản mới; {why}") from None
        with suppress(OSError):
            for name in superseded([kept.name for kept in folder.iterdir()]):
                delete(folder / name)
        self._version_kept = True

    def _write(self, content: bytes, mode: int) -> None:
        stored = self._folder.encrypt(content)
        try:
            write_whole(self.path, stored, mode=mode)
        except Unflushed:
            self._content, self._stored = content, stored
            raise
        self._content, self._stored = content, stored


def superseded(names: Sequence[str]) -> list[str]:
    """Return the names of versions that can be removed.

    Names begin with the day and sort by time. The newest stay, and the last
    one of each earlier day; those kept for good and other files are not counted.
    """
    older = sorted(name for name in names if (kept := _kept(name)) and not kept[6])[:-NEWEST_KEPT]
    last_of_day = {list(names)[-1] for _, names in groupby(older, key=lambda name: name[:10])}
    return [name for name in older if name not in last_of_day]


def kept_versions(folder: Path) -> list[Version]:
    """List the versions that tuphe kept, newest first."""
    if not folder.is_dir():
        return []
    versions = [
        Version(name=path.name, when=when, size=path.stat().st_size, closed=_CLOSED in path.name)
        for path in folder.iterdir()
        if (when := _when(path.name)) and is_regular(path)
    ]
    return sorted(versions, key=lambda version: version.name, reverse=True)


def copies_beside(path: Path) -> list[Path]:
    """Return the copies of a file that are beside it, by name; neither it nor its folder need exist.

    Each program words the name of a copy in its own way, some in the person's language, but all put their words between
    its beginning and its last ending, and none begins them with a digit (20261.toml is another year):

    - Syncthing: 2026.sync-conflict-20261124-101500-ABCDEFG.toml
      (https://docs.syncthing.net/users/syncing.html)
    - Dropbox: 2026 (An's conflicted copy 2026-11-24).toml
      (https://www.dropbox.com/help/36)
    - Nextcloud: 2026 (conflicted copy 2026-11-24 101500).toml
      (https://docs.nextcloud.com/server/latest/user_manual/en/desktop/conflicts.html)
    - Synology Drive: 2026_Andy-PC_Nov-24-1015-2026_Conflict_1.toml
      (https://kb.synology.com/en-eu/DSM/tutorial/Synology_Drive_file_conflict_resolution)
    - a copy or a download by hand: 2026 (1).toml, 2026 - Copy.toml
    - tuphe itself: 2026.chua-thay-20261124T101500.toml (`files.name_beside`)

    What an editor left, such as 2026.toml~, is not one, encrypted or not.
    """
    beginning = path.name.partition(".")[0]
    others = path.parent.glob(f"{beginning}[!0-9]*{path.suffix}")
    named = (other for other in others if other.name != path.name and not is_leftover(other.name))
    return sorted(other for other in named if is_regular(other))


def of_copies(path: Path, copies: Sequence[Path], *, then: str, encrypted: bool) -> tuple[str, str]:
    """Say which copies are beside a file that is read, what to do `then`, after comparing them, and the next step.

    What is `encrypted` is decrypted first.
    """
    names = ", ".join(shown(copy.name) for copy in copies)
    sentence = (
        f"Cùng thư mục với tệp {shown(path)} có bản khác: {names}. Tất cả được giữ nguyên, tuphe chỉ đọc {path.name}. "
        f"Đối chiếu, {then} rồi xoá bản kia."
    )
    return sentence, "Trước hết mở khoá bằng: tuphe mo-khoa" if encrypted else ""


def versions_beside(path: Path) -> list[Version]:
    """List the copies of a year's file that others left beside it."""
    return [
        Version(name=copy.name, when=datetime.fromtimestamp(known.st_mtime), size=known.st_size, beside=True)  # noqa: DTZ006 -- shown in the person's own time
        for copy in copies_beside(path)
        if (known := copy.stat())
    ]


def put_away(copies: Iterable[Path], folder: Path) -> None:
    """Move copies from beside a file to its earlier versions: kept, and no longer in the way; raises CannotWrite."""
    for copy in copies:
        make_private(folder)
        with writing(copy):
            move(copy, folder / named_like(name_for_good(folder), copy))


def name_for_good(folder: Path) -> str:
    """Return the name of one more version that is never thinned out, such as a copy from beside the file."""
    return f"{_stamp(folder)}{_SET_ASIDE}.toml"


def _stamp(folder: Path) -> str:
    """Return the beginning of a name that sorts after all others, even when the clock went back."""
    moment = datetime.now()
    latest = max((when for path in folder.iterdir() if (when := _when(path.name))), default=None)
    if latest is not None and latest >= moment:
        with suppress(OverflowError):  # beyond the calendar's last day only the order of two versions is lost
            moment = latest + timedelta(microseconds=1)
    return f"{moment:%Y-%m-%dT%H-%M-%S.%f}"


def _when(name: str) -> datetime | None:
    """Read the moment from a version's name; None for the name of anything else."""
    kept = _kept(name)
    with suppress(ValueError):  # a day or an hour that does not exist
        return datetime.fromisoformat(f"{kept[1]}T{kept[2]}:{kept[3]}:{kept[4]}{kept[5]}") if kept else None
    return None


def _kept(name: str) -> re.Match[str] | None:
    return re.fullmatch(_KEPT, plain_name(name))
