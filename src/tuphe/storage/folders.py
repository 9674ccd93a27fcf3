"""Where things are: the person's folder, and what comes with the program."""

from __future__ import annotations

from pathlib import Path


def data_folder(chosen: Path | None) -> Path:
    """Return the folder that holds everything: the chosen one, else the system's place for a program's data."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("tuphe", appauthor=False)


def built_in(name: str) -> Path:
    """Return the folder of data files that come with the program, such as "checklists".

    In the wheel they lie inside the package; in a checkout beside `src`.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name
