"""A person's folder, locked or not: the stores read and write its files here, and never see which it is."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from tuphe.errors import BadFile, CannotWrite, FolderInUse, FolderLocked, FolderOpened
from tuphe.file_reading import SIZE_LIMIT, is_there, names_in, read_bytes, require_here
from tuphe.storage import Notify
from tuphe.storage.disk import make_private, set_rights, writing
from tuphe.storage.encryption.paths import IDENTITY, MARK
from tuphe.storage.files import LOCKING, alone, append, append_below, begins_with, is_unfinished, remove, write_whole

AskPassphrase = Callable[[], Iterable[str]]
"""Yields possible passphrases until one is right; raises NeedsTerminal."""

_LOCK: Final = ".khoa.lock"

_NO_IDENTITY: Final = (
    "đã khoá mà thiếu khoa.age để mở. Lấy lại khoa.age từ bản sao; không còn nữa thì chuyển các tệp .age "
    "ra ngoài thư mục."
)

_holding: Final[set[Path]] = set()
"""The folders that this process has locked already: it must not wait for its own lock."""


class Folder:
    """A folder that was not locked when a command began; `LockedFolder` is one that was.

    Files are named by their path from `root`, such as "kiem-diem/2026.toml".
    """

    locked = False

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """Return where a file is on the disk, as errors name it."""
        return self.root / name

    def exists(self, name: str) -> bool:
        """Whether there is such a file, be it a link to nothing or a placeholder: then it is never begun anew."""
        return is_there(self.path(name))

    def names(self, name: str) -> list[str]:
        """Return the names of the files in a folder of this one, sorted."""
        return names_in(self.root / name)

    def read(self, name: str, *, limit: int = SIZE_LIMIT) -> bytes:
        """Return a file's content.

        Raises BadFile; FileNotFoundError where there is none; WrongPassphrase, NeedsTerminal in a locked folder.
        """
        path = self.path(name)
        return self.decrypt(self.stored(path, limit=limit), path)

    def read_added(self, name: str, *, limit: int) -> bytes | None:
        """Return a file's content with all that was appended to it, None where there is neither; raises as `read`."""
        return self.read(name, limit=limit) if self.exists(name) else None

    def write(self, name: str, content: bytes) -> Path:
        """Write a file whole or not at all into the folder as it is now, and return where it is; raises as `now`."""
        make_private((self.root / name).parent)
        with self.now() as folder:
            path = folder.path(name)
            write_whole(path, folder.encrypt(content))
        return path

    def append(self, name: str, content: bytes, *, limit: int, head: bytes = b"") -> None:
        """Add to the end of a file, which may grow to `limit` bytes, and flush it to the disk.

        `head` is a first line that is added in the same step where the file does not begin with it yet; the folder is
        held meanwhile. Raises CannotWrite; the file is then as before.
        """
        path = self.path(name)
        if not head or begins_with(path, head):
            append(path, content, limit=limit)
        else:
            append_below(path, head, content, limit=limit)

    def require_here(self, name: str) -> None:
        """Refuse to append to a file still on some server: the parts might never be joined. Raises CannotWrite."""
        try:
            require_here(self.path(name))
        except BadFile as away:
            raise CannotWrite(self.path(name), away.sentence) from None

    def stored(self, path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
        """Return the bytes of a file as they are on the disk, of a content of at most `limit` bytes.

        Raises BadFile; FileNotFoundError where there is none.
        """
        return read_bytes(path, limit=limit)

    def encrypt(self, content: bytes) -> bytes:
        """Return a content as it is stored: in a folder that is not locked, as it is."""
        return content

    def decrypt(self, stored: bytes, path: Path) -> bytes:  # noqa: ARG002 -- here nothing is encrypted
        """Return the content of what is stored; `path` is only named in errors."""
        return stored

    @contextmanager
    def now(self) -> Iterator["Folder"]:
        """Hold the folder, and yield it as it is now.

        That is this one, or another if it was locked or unlocked meanwhile: one that can only encrypt, or a plain one.
        Raises FolderInUse, FolderLocked, CannotWrite.
        """
        with held(self.root):
            if is_locked(self.root):
                from tuphe.storage.encryption.locked_folder import encrypting_only  # noqa: PLC0415 -- loads msgspec; most folders are not locked

                yield encrypting_only(self)
            else:
                yield Folder(self.root) if self.locked else self

    @contextmanager
    def unchanged(self, path: Path) -> Iterator[None]:
        """Hold the folder, locked or not as it was when a command began, while `path` in it is written.

        Raises FolderLocked, FolderOpened where it is not any more, FolderInUse, CannotWrite.
        """
        with self.now() as present:
            if present is not self:
                raise (FolderLocked if present.locked else FolderOpened)(path)
            yield


def open_folder(root: Path, *, passphrase: AskPassphrase, notify: Notify, tidied: bool = True) -> Folder:
    """Return a person's folder; in a locked one, first complete what an interrupted lock or unlock left.

    `passphrase` is called when something is first decrypted. What is plain in a locked folder is encrypted, if
    `tidied`, which may need the passphrase; else only half-written files are removed, and `notify` is told of the rest.
    Raises FolderInUse; BadFile where files are encrypted and what decrypts them is gone; WrongPassphrase,
    NeedsTerminal, CannotWrite.
    """
    for name in (MARK, IDENTITY):  # a locked folder whose key is still on some server is not an open one
        require_here(root / name)
    _sweep_keys(root)
    if not is_locked(root):
        for pattern in ("ho-so*.age", "kiem-diem/*.age", "so-tay/*.age"):
            for path in root.glob(pattern):  # nothing may be written plain beside files that the person once locked
                raise BadFile(path, _NO_IDENTITY)
        return Folder(root)
    from tuphe.storage.encryption.locking import open_locked  # noqa: PLC0415 -- loads msgspec; most folders are not locked

    return open_locked(root, passphrase=passphrase, notify=notify, tidied=tidied)


def is_locked(root: Path) -> bool:
    """Whether a folder is locked; it counts as locked where locking or unlocking was interrupted."""
    return (root / IDENTITY).exists() or (root / MARK).exists()


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold a folder while something in it is written: other programs that write, lock or unlock wait meanwhile.

    The system ends the hold when its holder ends, however it ends. In a folder that does not exist yet there is nothing
    to hold. Raises FolderInUse when it cannot be had, CannotWrite.
    """
    if root in _holding or not root.is_dir():
        yield
        return
    with ExitStack() as hold:
        with writing(root):
            handle = os.open(root / _LOCK, LOCKING, 0o600)
            hold.callback(os.close, handle)
            set_rights(root / _LOCK, 0o600)  # the umask may have taken even that
        try:
            hold.enter_context(alone(handle))
        except OSError:
            raise FolderInUse from None
        _holding.add(root)
        hold.callback(_holding.discard, root)
        yield


def _sweep_keys(root: Path) -> None:
    """Remove half-written files of a lock that was killed before the folder counted as locked; raises FolderInUse."""
    left = [path for path in root.glob(".khoa.*.tmp") if is_unfinished(path.name)]
    if left:
        with suppress(CannotWrite), held(root):  # wait for a program that is just writing one
            for path in left:
                if path.exists():
                    remove(path)
