"""Where things are: the person's folder, and what comes with the program."""

from __future__ import annotations

from pathlib import Path

from tuphe.errors import NoHome
from tuphe.storage import disk


def data_folder(chosen: Path | None) -> Path:
    """Return the folder that holds everything: the chosen one, else the system's place for a program's data.

    Raises NoHome where that place, or a ~ in the chosen one, is not known.
    """
    try:
        folder = _usual_folder() if chosen is None else chosen.expanduser().absolute()
    except (OSError, RuntimeError):  # no home folder is known; no present folder is there
        raise NoHome from None
    disk.record_in(folder)
    return folder


def _usual_folder() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 -- a chosen folder does not need it

    folder = user_data_path("tuphe", appauthor=False)
    if not folder.is_absolute():  # where no home is known, a ~ may be left in it
        raise NoHome
    return folder


def documents_folder() -> Path:
    """Return the folder where the person looks for their papers; their home where the system has none such."""
    from platformdirs import user_documents_path  # noqa: PLC0415 -- as above

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def built_in(name: str) -> Path:
    """Return the folder of data files that come with the program, such as "checklists".

    In the wheel it is inside the package; in a checkout beside `src`.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name
