"""Where things are: the person's folder, and what comes with the program."""

import os
import sys
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from typing import Final

from tuphe.errors import NoHome
from tuphe.file_names import from_home
from tuphe.storage import disk

_MOST_NAMES: Final = 5000
"""Names looked at in one folder: a full folder of downloads has some hundreds."""

_MOST_PAPERS: Final = 8

CARRIED: Final = "du-lieu-tai-cho"
"""The file that makes the program keep its data beside itself: on a USB stick both go together."""


def data_folder(chosen: Path | None) -> Path:
    """Return the folder that holds everything: the chosen one, else the system's place for a program's data.

    Where a file `du-lieu-tai-cho` is beside the program (in the folder that contains Python's own folder), it is
    `du-lieu` there. Raises NoHome where that place, or a ~ in the chosen one, is not known.
    """
    try:
        folder = _usual_folder() if chosen is None else chosen.expanduser().absolute()
    except (OSError, RuntimeError):  # no home folder is known, or the present folder is gone
        raise NoHome from None
    disk.record_in(folder)
    return folder


def _usual_folder() -> Path:
    program = Path(sys.executable).parents[1]
    if (program / CARRIED).is_file():
        return program / "du-lieu"
    from platformdirs import user_data_path  # noqa: PLC0415 -- a chosen folder does not need it

    folder = user_data_path("tuphe", appauthor=False)
    if not folder.is_absolute():  # where no home is known, a ~ may be left in it
        raise NoHome
    return folder


def new_paper(year: int) -> Path:
    """Return where a year is exported to: a file that is not there yet, in the person's own folder of papers.

    That is their home folder where the system has no folder for documents.
    """
    from platformdirs import user_documents_path  # noqa: PLC0415 -- as above

    folder = user_documents_path()
    folder = folder if folder.is_dir() else from_home("~")
    names = (f"kiem-diem-{year}{f' ({again})' if again > 1 else ''}.docx" for again in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def papers_nearby() -> list[Path]:
    """Return the Word files in the folders of documents and downloads and in the present one, the newest first.

    Only these folders themselves are read, up to some thousand names, and few files are returned.
    """
    from platformdirs import user_documents_path, user_downloads_path  # noqa: PLC0415 -- as above

    found: dict[Path, float] = {}
    for folder in (user_documents_path(), user_downloads_path(), Path.cwd()):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in islice(entries, _MOST_NAMES):
                # Word leaves ~$ files beside the ones that are open.
                if entry.name.casefold().endswith(".docx") and not entry.name.startswith(("~$", ".")):
                    found[Path(entry.path)] = entry.stat().st_mtime
    return sorted(found, key=lambda path: found[path], reverse=True)[:_MOST_PAPERS]


def built_in(name: str) -> Path:
    """Return the folder of data files that come with the program, such as "checklists".

    In the wheel it is inside the package; in a checkout beside `src`.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name
