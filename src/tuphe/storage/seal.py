"""The seal of a locked folder: what lies on the disk is in the age format, and opened with one passphrase.

The folder has an identity of its own. `khoa.toml` holds its public half and is
the mark of a locked folder; `khoa.age` holds its secret half under the
passphrase. So sealing needs no passphrase and takes a fraction of a
millisecond, and opening needs it once. Every file opens with the age tool too.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

from tuphe.core.value import FORMAT, Value, Words
from tuphe.errors import BadFile, CannotWrite, FolderLocked, FolderOpened, SealMissing, WrongPassphrase
from tuphe.reading import read_bytes
from tuphe.storage.files import write_whole
from tuphe.storage.folder_state import IDENTITY, MARK, OpenFolder, held, is_locked, now
from tuphe.storage.personal_files import SUFFIX, sealed_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tuphe.storage.plain import Seal
    from tuphe.storage.toml import Notify

_NO_IDENTITY: Final = "thiếu tệp này nên không mở khoá được. Lấy lại tệp từ bản sao."

_REMADE: Final = f"xoá tệp này rồi chạy lại; tuphe sẽ dựng lại tệp từ {IDENTITY}."

_PATIENCE: Final = 20
"""How often the passphrase is tried: age first measures how fast the machine is, and a busy one may seem too slow."""


class Mark(Value, frozen=True, kw_only=True, rename={"format": "dinh_dang", "recipient": "nguoi_nhan"}):
    """What khoa.toml says: to whom everything is sealed."""

    format: int = FORMAT
    recipient: Words


class Asking(Protocol):
    """Someone who knows the passphrase."""

    def __call__(self) -> Sequence[str]:
        """Return the passphrase, and after it what else may have been taken for it; raises NeedsTerminal."""
        ...


class AgeSeal:
    """Seals to `recipient`, the public half of the folder's identity; opens with its secret half.

    `unlocked` returns that half, and is called once, when something is first
    opened. `folder` says where the mark lies.
    """

    suffix = SUFFIX

    def __init__(self, folder: Path, recipient: str, unlocked: Callable[[], Any]) -> None:
        self.recipient = recipient
        self._folder = folder
        self._unlocked = unlocked

    @cached_property
    def _identity(self) -> Any:
        identity = self._unlocked()
        if not is_locked(self._folder):  # while the passphrase was asked
            raise FolderOpened(self._folder)
        # Whatever is sealed to somebody else, the person could not open again.
        if str(identity.to_public()) != self.recipient:
            apart = f"không khớp với {IDENTITY}: một trong hai là của thư mục khác. Lấy lại đúng cặp từ bản sao."
            raise BadFile(self._folder / MARK, f"{apart} Nếu {IDENTITY} là bản đúng, {_REMADE}")
        return identity

    def seal(self, content: bytes) -> bytes:
        """Return `content` as it lies on the disk.

        Raises SealMissing, BadFile where the mark names nobody.
        """
        age = _pyrage()
        try:
            recipient = age.x25519.Recipient.from_str(self.recipient)
        except age.RecipientError:
            raise BadFile(self._folder / MARK, f"chìa ghi trong tệp không đúng; {_REMADE}") from None
        sealed: bytes = age.encrypt(content, [recipient])
        return sealed

    def open(self, content: bytes, path: Path) -> bytes:
        """Return what was sealed; `path` is only named in errors.

        Raises WrongPassphrase, NeedsTerminal, BadFile.
        """
        age = _pyrage()
        identity = self._identity
        try:
            opened: bytes = age.decrypt(content, [identity])
        except age.DecryptError:
            broken = "không mở được: tệp hỏng, hoặc khoá bằng chìa khác."
            raise BadFile(path, f"{broken} Thay bằng bản sao còn tốt, hoặc chuyển tệp ra ngoài thư mục.") from None
        return opened

    def ask(self) -> None:
        """Have the passphrase asked now, if it was not yet: not while others wait.

        Raises WrongPassphrase, NeedsTerminal, BadFile.
        """
        self._identity  # noqa: B018 -- reading it asks

    @contextmanager
    def current(self) -> Iterator[Seal]:
        """Hold the folder, and yield its seal as it is now.

        Raises FolderInUse, BadFile, CannotWrite.
        """
        with held(self._folder):
            yield now(self._folder, self)


def seal_of(folder: Path, *, passphrase: Asking, notify: Notify) -> Seal:
    """Return how the files of a folder lie on the disk that is locked, once whoever is locking or unlocking it is done.

    A mark that was lost, as when a folder is copied by halves or a lock was
    cut off, is made again.

    Raises FolderInUse, BadFile; WrongPassphrase, NeedsTerminal, CannotWrite where the mark was lost.
    """
    with suppress(CannotWrite), held(folder):  # where nothing can be written, nobody is doing either
        pass
    if not is_locked(folder):
        return OpenFolder(folder)
    if not (folder / IDENTITY).exists():  # what is sealed now, nobody might open again
        gone = BadFile(folder / IDENTITY, _NO_IDENTITY)
        raise gone if sealed_files(folder) else gone.or_else(f"Hoặc xoá {MARK}: chưa có tệp nào bị khoá bằng nó.")
    if (folder / MARK).exists():
        return AgeSeal(folder, _recipient(folder, notify), lambda: _opened_identity(folder, passphrase))
    identity = _opened_identity(folder, passphrase)
    recipient = str(identity.to_public())
    with held(folder):
        if not (folder / IDENTITY).exists():  # unlocked while the passphrase was asked
            raise FolderOpened(folder)
        set_mark(folder, recipient)
    notify(f"Thư mục đã khoá mà thiếu tệp {MARK}; đã dựng lại tệp ấy từ {IDENTITY}.")
    return AgeSeal(folder, recipient, lambda: identity)


def sealing_only(folder: Path, known: Seal) -> Seal:
    """Return the seal of a held folder that is locked: `known` while it is that one, else one that opens nothing.

    Raises FolderLocked where it cannot be sealed to anybody.
    """
    try:
        recipient = _recipient(folder, lambda _: None) if (folder / IDENTITY).exists() else ""
    except (BadFile, FileNotFoundError):
        recipient = ""
    if not recipient:
        raise FolderLocked(folder)
    if isinstance(known, AgeSeal) and known.recipient == recipient:
        return known

    def unlocked() -> Any:
        raise FolderLocked(folder)

    return AgeSeal(folder, recipient, unlocked)


def new_seal(folder: Path, passphrase: str) -> tuple[AgeSeal, bytes]:
    """Make an identity for a folder, and return its seal with what `khoa.age` is to hold: it, under `passphrase`.

    Nothing is written, for this takes a second. Raises SealMissing.
    """
    age = _pyrage()
    identity = age.x25519.Identity.generate()
    kept: bytes = age.passphrase.encrypt(str(identity).encode(), _folded(passphrase))
    return AgeSeal(folder, str(identity.to_public()), lambda: identity), kept


def set_mark(folder: Path, recipient: str) -> None:
    """Mark a folder as locked, in one step.

    Raises CannotWrite.
    """
    from tuphe.storage import toml

    write_whole(folder / MARK, toml.dump(Mark(recipient=recipient)))


def require_pyrage() -> None:
    """Raise SealMissing where what seals is not installed."""
    _pyrage()


def _recipient(folder: Path, notify: Notify) -> str:
    from tuphe.storage import toml

    try:
        return toml.read(folder / MARK, Mark, notify=notify).recipient
    except BadFile as fault:
        raise fault.or_else(f"Hoặc {_REMADE}") from None


def _opened_identity(folder: Path, passphrase: Asking) -> Any:
    try:
        content = read_bytes(folder / IDENTITY)
    except FileNotFoundError:
        raise BadFile(folder / IDENTITY, _NO_IDENTITY) from None
    *others, last = passphrase()
    for other in others:
        with suppress(WrongPassphrase):
            return _identity_in(content, other, folder / IDENTITY)
    return _identity_in(content, last, folder / IDENTITY)


def _identity_in(content: bytes, passphrase: str, path: Path) -> Any:
    age = _pyrage()
    damaged = BadFile(path, "tệp hỏng nên không mở khoá được. Lấy lại tệp từ bản sao.")
    for _ in range(_PATIENCE):
        try:
            secret = age.passphrase.decrypt(content, _folded(passphrase))
        except age.DecryptError as fault:
            # A library's words, for it has one error for all; what they are in each version, a test tells.
            if str(fault).startswith("Decryption failed"):
                raise WrongPassphrase from None
            if not str(fault).startswith("Excessive work"):
                raise damaged from None
        else:
            try:
                return age.x25519.Identity.from_str(secret.decode())
            except (age.IdentityError, UnicodeDecodeError):
                raise damaged from None
    raise BadFile(path, "cần nhiều tính toán hơn sức máy lúc này. Đợi máy bớt bận rồi chạy lại.")


def _folded(passphrase: str) -> str:
    """Return a passphrase in one way of writing its letters, whichever keyboard it came from."""
    return unicodedata.normalize("NFC", passphrase)


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise SealMissing from None
    return pyrage
