"""The person's folder as a command opens it; apart from the stores, since a note must be kept in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.storage.encryption.folder import open_folder
from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuphe.storage.encryption.folder import Folder


def opened(root: Path, *, tidied: bool = True) -> Folder:
    """Return the folder for the stores; see `open_folder`."""
    return open_folder(root, passphrase=_passphrase, notify=console.remark, tidied=tidied)


def _passphrase() -> Sequence[str]:
    from tuphe.terminal.secret import ask_passphrase  # only a locked folder has one

    return ask_passphrase()
