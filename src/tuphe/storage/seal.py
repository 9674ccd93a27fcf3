"""The seal of a locked folder: what lies on the disk is in the age format, and opened with one passphrase.

The folder has an identity of its own. `khoa.toml` holds its public half and is
the mark of a locked folder; `khoa.age` holds its secret half under the
passphrase. So sealing needs no passphrase and takes a fraction of a
millisecond, and opening needs it once. Every file opens with the age tool too.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

from tuphe.core.value import FORMAT, Value, Words
from tuphe.errors import BadFile, FolderInUse, SealMissing, WrongPassphrase
from tuphe.storage.files import write_whole
from tuphe.storage.personal_files import SUFFIX, opened_path, sealed_files
from tuphe.storage.plain import PLAIN, Seal
from tuphe.storage.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tuphe.storage.toml import Remark

MARK: Final = "khoa.toml"
IDENTITY: Final = "khoa.age"

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

    def __call__(self) -> str:
        """Return the passphrase; raises NeedsTerminal."""
        ...


class AgeSeal:
    """Seals to `recipient`, the public half of the folder's identity; opens with its secret half.

    `unlocked` returns that half, and is called once, when something is first
    opened. `folder` says where the mark lies; `mark` is the open mark, held as
    long as this seal is in use: what it seals can be opened only while nobody
    unlocks the folder.
    """

    suffix = SUFFIX

    def __init__(self, folder: Path, recipient: str, unlocked: Callable[[], Any], *, mark: int | None = None) -> None:
        self.recipient = recipient
        self._folder = folder
        self._unlocked = unlocked
        self._mark = mark

    @cached_property
    def _identity(self) -> Any:
        identity = self._unlocked()
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

    def hold_alone(self) -> None:
        """Let no other program begin to seal here.

        Raises FolderInUse when one has begun.
        """
        if self._mark is None:
            return
        import fcntl

        try:
            fcntl.flock(self._mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse from None


def is_locked(folder: Path) -> bool:
    """Whether a folder is locked."""
    return (folder / MARK).exists()


def seal_of(folder: Path, *, passphrase: Asking, remark: Remark) -> Seal:
    """Return how the files of a folder lie on the disk.

    Where files are sealed and nothing is open beside them, the mark was lost,
    as when a folder is copied by halves: it is made again.

    Raises BadFile; WrongPassphrase, NeedsTerminal, CannotWrite where the mark was lost.
    """
    mark = _shared_mark(folder)
    if not is_locked(folder):
        if all(opened_path(path, folder).exists() for path in sealed_files(folder)):
            return PLAIN
        set_mark(folder, str(_opened_identity(folder, passphrase()).to_public()))
        remark(f"Thư mục đã khoá mà thiếu tệp {MARK}; đã dựng lại tệp ấy từ {IDENTITY}.")
        mark = _shared_mark(folder)
    if not (folder / IDENTITY).exists():  # what is sealed now, nobody might open again
        raise BadFile(folder / IDENTITY, _NO_IDENTITY)
    from tuphe.storage import toml

    try:
        recipient = toml.read(folder / MARK, Mark, remark=remark).recipient
    except BadFile as fault:
        raise fault.or_else(f"Hoặc {_REMADE}") from None
    return AgeSeal(folder, recipient, lambda: _opened_identity(folder, passphrase()), mark=mark)


def new_seal(folder: Path, passphrase: str) -> AgeSeal:
    """Make an identity, keep it in the folder under `passphrase`, and return its seal; the folder is not marked yet.

    Raises SealMissing, CannotWrite.
    """
    age = _pyrage()
    identity = age.x25519.Identity.generate()
    write_whole(folder / IDENTITY, age.passphrase.encrypt(str(identity).encode(), _folded(passphrase)))
    return AgeSeal(folder, str(identity.to_public()), lambda: identity)


def set_mark(folder: Path, recipient: str) -> None:
    """Mark a folder as locked, in one step.

    Raises CannotWrite.
    """
    from tuphe.storage import toml

    write_whole(folder / MARK, toml.dump(Mark(recipient=recipient)))


def require_pyrage() -> None:
    """Raise SealMissing where what seals is not installed."""
    _pyrage()


def _shared_mark(folder: Path) -> int | None:
    """Open the mark of a locked folder until the program ends, waiting for whoever is unlocking it."""
    if os.name == "nt":  # there is no shared lock there
        return None
    import fcntl

    try:
        mark = os.open(folder / MARK, os.O_RDONLY)
        fcntl.flock(mark, fcntl.LOCK_SH)
    except OSError:  # there is none, or this file system has no locks
        return None
    return mark


def _opened_identity(folder: Path, passphrase: str) -> Any:
    age = _pyrage()
    damaged = BadFile(folder / IDENTITY, "tệp hỏng nên không mở khoá được. Lấy lại tệp từ bản sao.")
    try:
        content = read_bytes(folder / IDENTITY)
    except FileNotFoundError:
        raise BadFile(folder / IDENTITY, _NO_IDENTITY) from None
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
    raise BadFile(folder / IDENTITY, "cần nhiều tính toán hơn sức máy lúc này. Đợi máy bớt bận rồi chạy lại.")


def _folded(passphrase: str) -> str:
    """Return a passphrase in one way of writing its letters, whichever keyboard it came from."""
    return unicodedata.normalize("NFC", passphrase)


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise SealMissing from None
    return pyrage
