"""The key pair of a locked folder, in the age format, and the passphrase that protects its secret half.

`khoa.toml`, the mark, holds the public half; `khoa.age` the secret half,
encrypted with the passphrase. So to encrypt takes no passphrase and a fraction
of a millisecond, and to decrypt takes it once. Every file can be decrypted
with the age tool too.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from msgspec import field

from tuphe.core.value import FORMAT, Value, Words
from tuphe.errors import BadFile, PyrageMissing, WrongPassphrase
from tuphe.reading import read_bytes
from tuphe.storage import toml
from tuphe.storage.encryption.paths import IDENTITY, MARK
from tuphe.storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tuphe.storage import Notify

NO_IDENTITY: Final = "thiếu tệp này nên không mở khoá được. Lấy lại tệp từ bản sao."

REMADE: Final = f"xoá tệp này rồi chạy lại; tuphe sẽ dựng lại tệp từ {IDENTITY}."

_TRIES: Final = 20
"""How often the passphrase is tried: age first measures how fast the machine is, and a busy one may seem too slow."""


class Mark(Value, frozen=True, kw_only=True):
    """What khoa.toml says: to whom everything is encrypted."""

    format: int = field(name="dinh_dang", default=FORMAT)
    recipient: Words = field(name="nguoi_nhan")


class AskPassphrase(Protocol):
    """Someone who knows the passphrase."""

    def __call__(self) -> Iterable[str]:
        """Yield what may be the passphrase, the next where one is not; raises NeedsTerminal."""
        ...


def new_identity(passphrase: str) -> tuple[Any, bytes]:
    """Make a key pair, and return its secret half, as it is and as `khoa.age` is to hold it.

    Nothing is written, for this takes a second. Raises PyrageMissing.
    """
    age = require_pyrage()
    identity = age.x25519.Identity.generate()
    return identity, age.passphrase.encrypt(str(identity).encode(), _composed(passphrase))


def read_identity(root: Path, passphrase: AskPassphrase) -> Any:
    """Return the secret half of a folder's key pair; raises WrongPassphrase, NeedsTerminal, PyrageMissing, BadFile."""
    try:
        content = read_bytes(root / IDENTITY)
    except FileNotFoundError:
        raise BadFile(root / IDENTITY, NO_IDENTITY) from None
    for one in passphrase():
        with suppress(WrongPassphrase):
            return _identity_in(content, one, root / IDENTITY)
    raise WrongPassphrase


def read_recipient(root: Path, notify: Notify) -> str:
    """Return the public half of a folder's key pair; raises BadFile, FileNotFoundError."""
    try:
        return toml.read(root / MARK, Mark, notify=notify).recipient
    except BadFile as fault:
        raise fault.or_else(f"Hoặc {REMADE}") from None


def write_mark(root: Path, recipient: str) -> None:
    """Mark a folder as locked, in one step; raises CannotWrite."""
    write_whole(root / MARK, toml.dump(Mark(recipient=recipient)))


@lru_cache(maxsize=1)  # a passphrase is slow to try on purpose; the home screen runs many commands
def _identity_in(content: bytes, passphrase: str, path: Path) -> Any:
    """Decrypt what khoa.age holds; `path` is only named in errors.

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
    """Return a passphrase in one way of writing its letters, whichever keyboard it came from."""
    return unicodedata.normalize("NFC", passphrase)


def require_pyrage() -> Any:
    """Return the library that encrypts, which only locked folders need; raises PyrageMissing where there is none."""
    try:
        import pyrage  # noqa: PLC0415 -- slow to load, and an optional dependency
    except ImportError:
        raise PyrageMissing from None
    return pyrage
