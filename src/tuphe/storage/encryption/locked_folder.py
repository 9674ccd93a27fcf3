"""A locked folder: whatever is written is encrypted to its key pair, whatever is read is decrypted with it.

`khoa.toml`, the mark, has the public half of the key pair; `khoa.age` the secret half, encrypted with the
passphrase, in the age format. So encrypting needs no passphrase and a fraction of a millisecond, and decrypting needs
the passphrase once. Every file can be decrypted with the age tool too.
"""

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec import field

from tuphe.core.value import FORMAT, Value, Words
from tuphe.errors import BadFile, CannotWrite, FolderLocked, FolderOpened, PyrageMissing, WrongPassphrase
from tuphe.file_reading import SIZE_LIMIT, is_there, names_in, read_bytes
from tuphe.storage import Notify, toml
from tuphe.storage.disk import make_private, refuse_links
from tuphe.storage.encryption.folder import AskPassphrase, Folder, held, is_locked
from tuphe.storage.encryption.paths import IDENTITY, MARK, SUFFIX, additions, encrypted_files, next_addition
from tuphe.storage.files import FULL, write_whole

_NO_IDENTITY: Final = "thiếu tệp này nên không mở khoá được. Lấy lại tệp từ bản sao."

_REMADE: Final = f"xoá tệp này rồi chạy lại; tuphe sẽ dựng lại tệp từ {IDENTITY}."

_TRIES: Final = 20
"""How often the passphrase is tried: age first measures how fast the machine is, and a busy one may seem too slow."""

_OVERHEAD: Final = 1024
"""An encrypted file is larger than its content by less than one part in so many: 200 bytes, and 16 for each 65,536.
The content itself is checked against the limit once it is decrypted."""

_LEAST_OVERHEAD: Final = 200
"""The fewest bytes by which an encrypted file is larger than its content."""


class Mark(Value, frozen=True, kw_only=True):
    """The content of khoa.toml: the key to which everything is encrypted."""

    format: int = field(name="dinh_dang", default=FORMAT)
    recipient: Words = field(name="nguoi_nhan")


class LockedFolder(Folder):
    """A folder that is encrypted to `recipient`, the public half of its key pair.

    `unlocked` returns the secret half. It is called once, when something is first decrypted.
    """

    locked = True

    def __init__(self, root: Path, recipient: str, unlocked: Callable[[], Any]) -> None:
        super().__init__(root)
        self.recipient = recipient
        self._unlocked = unlocked

    def path(self, name: str) -> Path:
        """Return where a file is on the disk, under a name with one more ending."""
        return self.root / f"{name}{SUFFIX}"

    def names(self, name: str) -> list[str]:
        """Return the names of the encrypted files in a folder of this one as they are without encryption, sorted."""
        names = names_in(self.root / name)
        return [encrypted.removesuffix(SUFFIX) for encrypted in names if encrypted.endswith(SUFFIX)]

    def read_added(self, name: str, *, limit: int) -> bytes | None:
        """Do as `Folder.read_added`, with the files in which additions are kept."""
        parts = [part for part in self._parts(name) if is_there(part)]
        return b"".join(self.decrypt(self.stored(part, limit=limit), part) for part in parts) if parts else None

    def append(self, name: str, content: bytes, *, limit: int, head: bytes = b"") -> None:  # noqa: ARG002 -- as below
        """Put an addition into a file of its own, for an encrypted file cannot be added to; raises CannotWrite.

        Where several machines add, it is never certain which addition comes first: so none has the `head`.
        """
        folder = self._additions_of(name)
        refuse_links(folder)
        make_private(folder)
        sizes = (part.stat().st_size - _LEAST_OVERHEAD for part in self._parts(name) if part.exists())
        if sum(sizes) + len(content) > limit:
            raise CannotWrite(self.path(name), FULL)
        write_whole(next_addition(folder), self.encrypt(content))

    def require_here(self, name: str) -> None:
        """Refuse nothing: what is appended has a file of its own."""

    def stored(self, path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
        """Do as `Folder.stored`, for a file that is larger than its content."""
        return super().stored(path, limit=limit + limit // _OVERHEAD)

    def encrypt(self, content: bytes) -> bytes:
        """Return a content as it is stored; raises PyrageMissing, BadFile where the mark names nobody."""
        age = require_pyrage()
        try:
            recipient = age.x25519.Recipient.from_str(self.recipient)
        except age.RecipientError:
            raise BadFile(self.root / MARK, f"chìa ghi trong tệp không đúng; {_REMADE}") from None
        encrypted: bytes = age.encrypt(content, [recipient])
        return encrypted

    def decrypt(self, stored: bytes, path: Path) -> bytes:
        """Return the content of what is stored, as `Folder.decrypt`; raises WrongPassphrase, NeedsTerminal, BadFile."""
        age = require_pyrage()
        secret = self._identity
        try:
            content: bytes = age.decrypt(stored, [secret])
        except age.DecryptError:
            broken = "không mở được: tệp hỏng, hoặc khoá bằng chìa khác."
            raise BadFile(path, f"{broken} Thay bằng bản sao còn tốt, hoặc chuyển tệp ra ngoài thư mục.") from None
        return content

    def require_identity(self) -> None:
        """Ask for the passphrase now, not while others wait; raises WrongPassphrase, NeedsTerminal, BadFile."""
        self._identity  # noqa: B018 -- reading it asks

    @cached_property
    def _identity(self) -> Any:
        secret = self._unlocked()
        if not is_locked(self.root):  # while the passphrase was asked
            raise FolderOpened(self.root)
        # The person could not decrypt what is encrypted to somebody else's key.
        if str(secret.to_public()) != self.recipient:
            apart = f"không khớp với {IDENTITY}: một trong hai là của thư mục khác. Lấy lại đúng cặp từ bản sao."
            raise BadFile(self.root / MARK, f"{apart} Nếu {IDENTITY} là bản đúng, {_REMADE}")
        return secret

    def _additions_of(self, name: str) -> Path:
        return (self.root / name).with_suffix("")

    def _parts(self, name: str) -> list[Path]:
        return [self.path(name), *additions(self._additions_of(name))]


def locked_folder(root: Path, passphrase: AskPassphrase, notify: Notify) -> LockedFolder:
    """Return a folder that is locked.

    A mark that was lost, as when a folder is copied by halves or a lock was cut off, is made again.
    Raises BadFile; FolderOpened, WrongPassphrase, NeedsTerminal, CannotWrite where the mark was lost.
    """
    if not (root / IDENTITY).exists():  # what is encrypted now, nobody could decrypt again
        gone = BadFile(root / IDENTITY, _NO_IDENTITY)
        raise gone if encrypted_files(root) else gone.or_else(f"Hoặc xoá {MARK}: chưa có tệp nào bị khoá bằng nó.")
    if (root / MARK).exists():
        recipient = read_recipient(root, notify)
        return LockedFolder(root, recipient, lambda: read_identity(root, passphrase))
    secret = read_identity(root, passphrase)
    recipient = str(secret.to_public())
    with held(root):
        if not (root / IDENTITY).exists():  # unlocked while the passphrase was asked
            raise FolderOpened(root)
        write_mark(root, recipient)
    notify(f"Thư mục đã khoá mà thiếu tệp {MARK}; đã dựng lại tệp đó từ {IDENTITY}.")
    return LockedFolder(root, recipient, lambda: secret)


def encrypting_only(known: Folder) -> LockedFolder:
    """Return a held folder that is locked now: `known` if that is the one, else a folder that can only encrypt.

    Raises FolderLocked where it cannot be encrypted to anybody.
    """
    root = known.root
    try:
        recipient = read_recipient(root, lambda *_: None) if (root / IDENTITY).exists() else ""
    except BadFile:
        recipient = ""
    if not recipient:
        raise FolderLocked(root)
    if isinstance(known, LockedFolder) and known.recipient == recipient:
        return known

    def unlocked() -> Any:
        """Refuse to decrypt: the passphrase was never asked for."""
        raise FolderLocked(root)

    return LockedFolder(root, recipient, unlocked)


def new_identity(passphrase: str) -> tuple[Any, bytes]:
    """Make a key pair, and return its secret half, as it is and as `khoa.age` stores it.

    Nothing is written, for this takes a second. Raises PyrageMissing.
    """
    age = require_pyrage()
    identity = age.x25519.Identity.generate()
    return identity, age.passphrase.encrypt(str(identity).encode(), _composed(passphrase))


def read_identity(root: Path, passphrase: AskPassphrase) -> Any:
    """Return the secret half of a folder's key pair; raises WrongPassphrase, NeedsTerminal, PyrageMissing, BadFile."""
    content = read_bytes(root / IDENTITY, missing=_NO_IDENTITY)
    for one in passphrase():
        with suppress(WrongPassphrase):
            return _identity_in(content, one, root / IDENTITY)
    raise WrongPassphrase


def read_recipient(root: Path, notify: Notify) -> str:
    """Return the public half of a folder's key pair; raises BadFile."""
    try:
        return toml.read(root / MARK, Mark, notify=notify).recipient
    except BadFile as fault:
        raise fault.or_else(f"Hoặc {_REMADE}") from None


def write_mark(root: Path, recipient: str) -> None:
    """Mark a folder as locked, in one step; raises CannotWrite."""
    write_whole(root / MARK, toml.dump(Mark(recipient=recipient)))


@lru_cache(maxsize=1)  # trying a passphrase is slow on purpose, and the home screen runs many commands
def _identity_in(content: bytes, passphrase: str, path: Path) -> Any:
    """Decrypt the content of khoa.age; `path` is only named in errors.

    pyrage has one error for all that may be wrong, so its message is looked at; a test fails if that changes.
    """
    age = require_pyrage()
    damaged = BadFile(path, "tệp hỏng nên không mở khoá được. Lấy lại tệp từ bản sao.")
    for _ in range(_TRIES):
        try:
            secret = age.passphrase.decrypt(content, _composed(passphrase))
        except age.DecryptError as fault:
            if str(fault).startswith("Decryption failed"):
                raise WrongPassphrase from None
            if not str(fault).startswith("Excessive work"):
                raise damaged from None
        else:
            try:
                return age.x25519.Identity.from_str(secret.decode())
            except (age.IdentityError, UnicodeDecodeError):
                raise damaged from None
    raise BadFile(path, "máy đang bận, không đủ sức xử lý. Đợi máy bớt bận rồi chạy lại.")


def _composed(passphrase: str) -> str:
    """Return a passphrase in one Unicode form, whichever keyboard it was typed on."""
    return unicodedata.normalize("NFC", passphrase)


def require_pyrage() -> Any:
    """Return the library that encrypts, which only locked folders need; raises PyrageMissing where there is none."""
    try:
        import pyrage  # noqa: PLC0415 -- slow to load, and an optional dependency
    except ImportError:
        raise PyrageMissing from None
    return pyrage
