"""How the files of a folder lie on the disk; apart from the stores, since a note must be kept in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.terminal import console

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage.plain import Seal


def seal_of_folder(folder: Path, *, tidied: bool) -> Seal:
    """Return how the files of a folder lie on the disk.

    What lies plain in a locked one is sealed, if `tidied`: that may ask for
    the passphrase. Else only what is half-written is removed, and the rest told.

    Raises BadFile where files are sealed and what opens them is gone.
    """
    from tuphe.errors import BadFile
    from tuphe.reading import require_here
    from tuphe.storage.folder_state import IDENTITY, MARK, OpenFolder, is_locked, sweep_keys

    for name in (MARK, IDENTITY):  # a locked folder whose key is still on some server is not an open one
        require_here(folder / name)
    sweep_keys(folder)
    if not is_locked(folder):
        # Nothing is written plain beside what the person once locked.
        for path in (
            place for pattern in ("ho-so*.age", "kiem-diem/*.age", "so-tay/*.age") for place in folder.glob(pattern)
        ):
            raise BadFile(
                path,
                "đã khoá mà thiếu khoa.age để mở. Lấy lại khoa.age từ bản sao; không còn nữa thì chuyển các tệp .age "
                "ra ngoài thư mục.",
            )
        return OpenFolder(folder)
    from tuphe.storage.seal import AgeSeal, seal_of
    from tuphe.terminal.secret import ask_passphrase

    seal = seal_of(folder, passphrase=ask_passphrase, notify=console.remark)
    if isinstance(seal, AgeSeal):
        from tuphe.storage.locked_folder import sweep, tidy

        (tidy if tidied else sweep)(folder, seal, notify=console.remark)
    return seal
