"""Whether a folder is locked, asked again at the moment of writing; and the hold in which that cannot change."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from tuphe.errors import CannotWrite, FolderInUse, FolderLocked, FolderOpened
from tuphe.storage.disk import reason, set_rights
from tuphe.storage.files import alone, is_unfinished, remove
from tuphe.storage.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tuphe.storage.plain import Seal

MARK: Final = "khoa.toml"
"""Says to whom everything is sealed, so that sealing needs no passphrase."""

IDENTITY: Final = "khoa.age"
"""What opens everything, under the passphrase. The first file of a lock, and the last one that an unlock removes."""

_LOCK: Final = ".khoa.lock"
_OPENING: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

_holding: Final[set[Path]] = set()
"""The folders that this program holds: whoever writes within a hold must not wait for itself."""


class OpenFolder(Plain):
    """The seal of a folder that was not locked when a command began."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def current(self) -> Iterator[Seal]:
        """Hold the folder, and yield its seal as it is now.

        Raises FolderInUse, BadFile, CannotWrite.
        """
        with held(self._folder):
            yield now(self._folder, self)


@contextmanager
def unchanged(seal: Seal, path: Path) -> Iterator[None]:
    """Hold a folder that is locked, or not, as it was when `seal` was made, while `path` in it is written.

    Raises FolderLocked, FolderOpened where that is over, FolderInUse, CannotWrite.
    """
    with seal.current() as present:
        if present is not seal:
            raise (FolderLocked if present.suffix else FolderOpened)(path)
        yield


def is_locked(folder: Path) -> bool:
    """Whether a folder is locked, or was being locked or unlocked when that was cut off: then it counts as locked."""
    return (folder / IDENTITY).exists() or (folder / MARK).exists()


def sweep_keys(folder: Path) -> None:
    """Remove what a lock left half-written that was killed at its first file: the folder is open then.

    Raises FolderInUse.
    """
    left = [path for path in folder.glob(".khoa.*.tmp") if is_unfinished(path.name)]
    if left:
        with suppress(CannotWrite), held(folder):  # whoever is just writing one is waited for
            for path in left:
                if path.exists():
                    remove(path)


def now(folder: Path, known: Seal) -> Seal:
    """Return the seal of a held folder: `known` while nobody locked or unlocked it, else one that can only seal.

    Raises BadFile where it is being locked and cannot be sealed to yet.
    """
    if not is_locked(folder):
        return known if not known.suffix else OpenFolder(folder)
    from tuphe.storage.seal import sealing_only  # most folders are not locked

    return sealing_only(folder, known)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder while something in it is written: who wants to write, lock or unlock waits meanwhile.

    The system lets the hold go when its holder ends, however it ends. A folder
    that is not there yet holds nothing to be changed.

    Raises FolderInUse when it cannot be had, CannotWrite.
    """
    if folder in _holding or not folder.is_dir():
        yield
        return
    with ExitStack() as hold:
        try:
            handle = os.open(folder / _LOCK, _OPENING, 0o600)
            hold.callback(os.close, handle)
            set_rights(folder / _LOCK, 0o600)  # the umask may have taken even that
        except OSError as fault:
            raise CannotWrite(folder, reason(fault)) from None
        try:
            hold.enter_context(alone(handle))
        except OSError:
            raise FolderInUse from None
        _holding.add(folder)
        hold.callback(_holding.discard, folder)
        yield
