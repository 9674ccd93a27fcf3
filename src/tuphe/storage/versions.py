"""Earlier versions of a file, and copies that others put beside it: keeping, thinning out and listing them.

Only a file that is named as tuphe names versions is one. Other programs put
files of their own among them; those are neither listed nor removed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tuphe.core.version import Version
from tuphe.errors import CannotWrite
from tuphe.names import shown
from tuphe.reading import is_regular
from tuphe.storage.disk import delete, make_private, move, writing
from tuphe.storage.encryption.paths import is_leftover, named_like, plain_name
from tuphe.storage.files import Unflushed, sweep, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

NEWEST_KEPT: Final = 50
"""How many of the latest versions are kept; of each earlier day, the last one."""

_CLOSED: Final = "-chot"
_SET_ASIDE: Final = "-ban-khac"

_KEPT: Final = (
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T([0-9]{{2}})-([0-9]{{2}})-([0-9]{{2}})(\.[0-9]{{6}})"
    rf"({_CLOSED}|{_SET_ASIDE})?\.toml"
)
"""How a kept version is named: when, and why it is kept for good, as a closed year opened again or a copy set aside.

A string, compiled the first time it is used: who only reads a year needs it not.
"""


def keep(stored: bytes, folder: Path, *, like: Path, for_good: bool) -> None:
    """Keep one more version, stored as the file `like` was, and thin out older ones; with `for_good` never this one.

    Raises CannotWrite; then there are as many as before.
    """
    make_private(folder)
    sweep(folder)
    path = folder / named_like(f"{_stamp(folder)}{_CLOSED if for_good else ''}.toml", like)
    try:
        write_whole(path, stored)
    except Unflushed:
        with suppress(OSError):
            delete(path)
        raise CannotWrite(path, "ổ đĩa báo lỗi. Kiểm tra ổ đĩa rồi chạy lại.") from None
    with suppress(OSError):
        for name in superseded([kept.name for kept in folder.iterdir()]):
            delete(folder / name)


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

    Each program words the name of a copy in its own way, some in the person's
    language, but all put their words between its beginning and its last
    ending, and none begins them with a digit (20261.toml is another year):

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
    return [_copy(other) for other in copies_beside(path)]


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
        with suppress(OverflowError):  # after the last day of the calendar only the order of two versions is lost
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


def _copy(path: Path) -> Version:
    known = path.stat()
    changed = datetime.fromtimestamp(known.st_mtime)  # noqa: DTZ006 -- shown in the person's own time
    return Version(name=path.name, when=changed, size=known.st_size, beside=True)
