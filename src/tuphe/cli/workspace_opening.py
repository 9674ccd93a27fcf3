"""The folder and the workspace of a command: notices go to the console, questions to the terminal."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tuphe.errors import TuPheError
from tuphe.file_names import shown
from tuphe.storage.locations import data_folder
from tuphe.terminal import console

if TYPE_CHECKING:
    from tuphe.workspace.stores import Workspace


def open_workspace(chosen: Path | None) -> "Workspace":
    """Return the workspace in the chosen folder, else in the usual one; raises NoHome."""
    from tuphe.workspace.stores import Workspace  # noqa: PLC0415 -- a note is kept without loading it

    root, option = folder_of(chosen)
    return Workspace(root, notify=console.notify, passphrase=passphrase, option=option)


def folder_of(chosen: Path | None) -> tuple[Path, str]:
    """Return the chosen folder, else the usual one, and what a command line needs to name it, or nothing.

    Commands that are suggested from here on name it too. Raises NoHome.
    """
    root = data_folder(chosen)
    option = ""
    if chosen is not None and str(chosen) != os.environ.get("TUPHE_THU_MUC"):
        from tuphe.terminal.shell_words import quoted  # noqa: PLC0415 -- the usual folder is not named

        option = f" --thu-muc {quoted(shown(chosen))}"
    console.suggest_with(option)
    return root, option


class _Remembered:
    """The passphrase typed last, kept in memory while the program runs if it is `wanted`."""

    wanted = False
    typed: str | None = None


def passphrase() -> Iterable[str]:
    """Ask for the passphrase of a locked folder; raises what `ask_passphrase` raises."""
    from tuphe.terminal.passphrase import ask_passphrase  # noqa: PLC0415 -- only a locked folder has one

    if _Remembered.typed is not None:
        yield _Remembered.typed
    for typed in ask_passphrase():
        if _Remembered.wanted:
            _Remembered.typed = typed  # the last one that is asked for is the right one
        yield typed


def remember_passphrase() -> None:
    """Ask for the passphrase only once from here on: the home screen runs several commands."""
    _Remembered.wanted = True


def tell_faults(faults: Sequence[TuPheError]) -> None:
    """Say what could not be read, once the rest was shown, and raise the first of the faults, for the exit code."""
    for fault in faults[1:]:
        console.notify(fault.message, fault.then)
    if faults:
        raise faults[0]
