"""Copies of a file that others left beside it, as synchronising programs do where two machines changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.names import shown
from tuphe.reading import is_regular
from tuphe.storage.encryption.paths import is_leftover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuphe.storage.encryption.folder import Folder


def copies_beside(path: Path) -> list[Path]:
    """Return the copies of a file that lie beside it, by name; neither it nor its folder need be there.

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

    What an editor left, such as 2026.toml~, is none, encrypted or not.
    """
    beginning = path.name.partition(".")[0]
    others = path.parent.glob(f"{beginning}[!0-9]*{path.suffix}")
    named = (other for other in others if other.name != path.name and not is_leftover(other.name))
    return sorted(other for other in named if is_regular(other))


def of_copies(folder: Folder, path: Path, copies: Sequence[Path], *, then: str) -> tuple[str, str]:
    """Say that a file is read without the copies beside it, and the next step.

    `then` is what to do after comparing them.
    """
    names = ", ".join(shown(copy.name) for copy in copies)
    sentence = (
        f"Cạnh tệp {shown(path)} có bản khác: {names}. Tất cả được giữ nguyên, tuphe chỉ đọc {path.name}. "
        f"Đối chiếu, {then} rồi xoá bản kia."
    )
    return sentence, "Trước hết mở khoá bằng: tuphe mo-khoa" if folder.locked else ""
