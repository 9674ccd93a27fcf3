"""The workspace as a command opens it: the console says what there is to say, and the terminal asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.cli.folder import folder_of, passphrase
from tuphe.terminal import console
from tuphe.workspace.stores import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuphe.errors import TuPheError


def open_workspace(chosen: Path | None) -> Workspace:
    """Return the workspace in the chosen folder, else in the usual one; raises NoHome."""
    root, option = folder_of(chosen)
    return Workspace(root, notify=console.notify, passphrase=passphrase, option=option)


def tell_faults(faults: Sequence[TuPheError]) -> None:
    """Say what could not be read, once the rest was shown.

    Raises the first of the faults, so that the exit code tells of them.
    """
    for fault in faults[1:]:
        console.notify(fault.message, fault.then)
    if faults:
        raise faults[0]
